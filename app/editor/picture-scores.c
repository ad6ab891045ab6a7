/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * picture-scores.c - how the scores of each arm are distributed at the visit that is analysed.
 */
#include <math.h>

#include <glib/gi18n.h>

#include "editor/picture.h"
#include "plot/axis.h"

#define TEXT_SIZE  10.5
#define MAX_POINTS 512
#define REACH      3.2 /* SDs of the latent values to both sides */

/* A line to draw: density, or probability over the width of a step. */
typedef struct {
  double x[MAX_POINTS], y[MAX_POINTS];
  guint n;
} Curve;

static double
normal_density (double z)
{
  return exp (-z * z / 2) / sqrt (2 * G_PI);
}

static double
normal_below (double z)
{
  return erfc (-z / G_SQRT2) / 2;
}

static void
add_point (Curve *curve, double x, double y)
{
  if (curve->n >= MAX_POINTS || !isfinite (x) || !isfinite (y))
    return;
  curve->x[curve->n] = x;
  curve->y[curve->n++] = y;
}

static void
add_step (Curve *curve, double from, double to, double height)
{
  add_point (curve, from, height);
  add_point (curve, to, height);
}

static double
curved (const SimScoreMap *map, double z)
{
  double y = map->curve (z, map->shape);

  if (map->kind == SIM_SCORE_PIECES)
    return sim_pieces_time (map, y);
  return map->raw ? map->sd * y : map->mean + map->sd * y;
}

/* A score that increases with z has the density of z over its slope. */
static void
fill_curved (Curve *curve, const SimScoreMap *map)
{
  const double dz = 2 * REACH / 100;

  for (int i = 0; i <= 100; i++) {
    double z = -REACH + i * dz;
    double slope = (curved (map, z + dz / 4) - curved (map, z - dz / 4)) / (dz / 2);

    if (slope > 0)
      add_point (curve, curved (map, z), normal_density (z) / slope);
  }
}

static void
fill_normal (Curve *curve, const SimScoreMap *map)
{
  for (int i = 0; i <= 100; i++) {
    double z = -REACH + i * 2 * REACH / 100;

    add_point (curve, map->mean + map->sd * z, normal_density (z) / map->sd);
  }
}

/* Probability of the grid's points from first to last, which are the ends where they are. */
static double
grid_between (const SimScoreMap *map, double first, double last)
{
  double low = first <= 0 ? 0 : normal_below ((first - 0.5 - map->mu) / map->sigma);
  double high = last >= map->steps ? 1 : normal_below ((last + 0.5 - map->mu) / map->sigma);

  return MAX (0, high - low);
}

/* A fine grid is shown by several of its steps together. */
static void
fill_grid (Curve *curve, const SimScoreMap *map)
{
  double stride = ceil ((map->steps + 1) / (MAX_POINTS / 2 - 1));

  for (double k = 0; k <= map->steps; k += stride) {
    double last = MIN (map->steps, k + stride - 1), width = (last - k + 1) * map->step;

    add_step (curve, map->min + (k - 0.5) * map->step, map->min + (last + 0.5) * map->step,
              grid_between (map, k, last) / width);
  }
}

static void
fill_cuts (Curve *curve, const SimScoreMap *map)
{
  for (guint k = 0; k <= map->n_cuts; k++) {
    double low = k == 0 ? 0 : normal_below (map->cuts[k - 1]);
    double high = k == map->n_cuts ? 1 : normal_below (map->cuts[k]);

    add_step (curve, k - 0.5, k + 0.5, high - low);
  }
}

static void
fill (Curve *curve, const SimScoreMap *map)
{
  curve->n = 0;
  switch (map->kind) {
  case SIM_SCORE_GRID:
    fill_grid (curve, map);
    break;
  case SIM_SCORE_CURVE:
  case SIM_SCORE_PIECES:
    fill_curved (curve, map);
    break;
  case SIM_SCORE_CUTS:
    fill_cuts (curve, map);
    break;
  case SIM_SCORE_NORMAL:
  default:
    fill_normal (curve, map);
    break;
  }
}

/* The visit of the first hypothesis about the outcome, else the last. */
static guint
shown_visit (SimScenario *scenario, guint outcome)
{
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
    const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, h);

    if (hypothesis->outcome == outcome)
      return hypothesis->visit;
  }
  return sim_scenario_n_visits (scenario, outcome) - 1;
}

static const char *
visit_name (SimScenario *scenario, guint outcome, guint visit)
{
  const SimValue *record = sim_value_at (sim_scenario_value (scenario, "/outcomes"), outcome);

  return sim_shown_text (
      sim_scenario_expanded (scenario),
      sim_value_text (
          sim_value_get (sim_value_at (sim_value_get (record, "visits"), visit), "name")));
}

/* --- drawing --- */

typedef struct {
  double left, right, top, bottom; /* px */
  double low, high, most;          /* of the scores; of their densities */
} Frame;

static double
x_of (const Frame *frame, double x)
{
  return frame->left + (frame->right - frame->left) * (x - frame->low) / (frame->high - frame->low);
}

static double
y_of (const Frame *frame, double y)
{
  return frame->bottom - (frame->bottom - frame->top) * y / frame->most;
}

static void
trace (cairo_t *cr, const Frame *frame, const Curve *curve)
{
  for (guint i = 0; i < curve->n; i++)
    cairo_line_to (cr, x_of (frame, curve->x[i]), y_of (frame, curve->y[i]));
}

static void
draw_curve (cairo_t *cr, const Frame *frame, const Curve *curve, SimScenario *scenario, guint arm,
            const PlotStyle *style)
{
  PlotColour colour = app_picture_arm_colour (scenario, arm, style);

  if (curve->n == 0)
    return;
  cairo_move_to (cr, x_of (frame, curve->x[0]), frame->bottom);
  trace (cr, frame, curve);
  cairo_line_to (cr, x_of (frame, curve->x[curve->n - 1]), frame->bottom);
  app_picture_colour (cr, plot_colour_alpha (colour, 0.1));
  cairo_fill (cr);
  trace (cr, frame, curve);
  app_picture_colour (cr, colour);
  cairo_set_line_width (cr, 1.6);
  app_picture_dash (cr, arm);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_axis (cairo_t *cr, const Frame *frame, const char *title, const PlotStyle *style)
{
  double size = TEXT_SIZE * style->text_scale;
  PlotTicks ticks;

  app_picture_line (cr, frame->left, frame->bottom, frame->right, frame->bottom, style->axis);
  plot_ticks (&ticks, frame->low, frame->high, 5, FALSE);
  for (guint i = 0; i < ticks.n; i++) {
    g_autofree char *label = plot_tick_label (ticks.at[i], ticks.step);
    double x = x_of (frame, ticks.at[i]);

    app_picture_line (cr, x, frame->bottom, x, frame->bottom + 4, style->axis);
    app_picture_text (cr, CLAMP (x, frame->left + size / 2, frame->right - size / 2),
                      frame->bottom + 4 + size * 0.75, 0.5, label, size, style->muted);
  }
  app_picture_text (cr, frame->right, frame->top - size * 0.4, 1, title, size, style->muted);
}

static void
widen (Frame *frame, const Curve *curve)
{
  for (guint i = 0; i < curve->n; i++) {
    frame->low = MIN (frame->low, curve->x[i]);
    frame->high = MAX (frame->high, curve->x[i]);
    frame->most = MAX (frame->most, curve->y[i]);
  }
}

static void
draw (cairo_t *cr, double width, double height, const PlotStyle *style, SimScenario *scenario,
      guint outcome)
{
  guint n_arms = sim_scenario_n_arms (scenario), visit = shown_visit (scenario, outcome);
  g_autofree Curve *curves = g_new (Curve, n_arms);
  double size = TEXT_SIZE * style->text_scale;
  Frame frame = { .left = 4,
                  .right = width - 4,
                  .top = 6 + size,
                  .bottom = height - 8 - 1.4 * size,
                  .low = INFINITY,
                  .high = -INFINITY };

  for (guint a = 0; a < n_arms; a++) {
    fill (&curves[a], sim_scenario_score_map (scenario, outcome, (int)a, visit));
    widen (&frame, &curves[a]);
  }
  if (frame.right - frame.left < 40 || frame.bottom - frame.top < 20 || !(frame.most > 0)
      || !(frame.high > frame.low))
    return;
  draw_axis (cr, &frame, visit_name (scenario, outcome, visit), style);
  for (guint a = n_arms; a > 0; a--)
    draw_curve (cr, &frame, &curves[a - 1], scenario, a - 1, style);
  for (guint a = n_arms; a > 0; a--)
    app_picture_mark (
        cr, x_of (&frame, sim_scenario_score_map (scenario, outcome, (int)a - 1, visit)->mean),
        frame.bottom, 3.4, scenario, a - 1, style);
}

/* --- in words --- */

static char *
short_text (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (text, sizeof text, "%.3g", number));
}

static void
describe_ends (GString *text, const SimScoreMap *map)
{
  g_autofree char *floor_share = short_text (100 * grid_between (map, 0, 0));
  g_autofree char *ceiling_share = short_text (100 * grid_between (map, map->steps, map->steps));
  g_autofree char *floor_at = short_text (map->min);
  g_autofree char *ceiling_at = short_text (map->min + map->step * map->steps);

  /* Translators: share at the lowest score, share at the highest. */
  g_string_append_printf (text, _ (", %s %% at %s, %s %% at %s"), floor_share, floor_at,
                          ceiling_share, ceiling_at);
}

/* Shares of named categories. */
static void
describe_names (GString *text, SimScenario *scenario, guint outcome, const SimScoreMap *map)
{
  for (guint k = 0; k <= map->n_cuts; k++) {
    double low = k == 0 ? 0 : normal_below (map->cuts[k - 1]);
    double high = k == map->n_cuts ? 1 : normal_below (map->cuts[k]);
    g_autofree char *share = short_text (100 * (high - low));

    /* Translators: share of patients, name of a category. */
    g_string_append_printf (text, _ (", %s %% %s"), share,
                            sim_scenario_category (scenario, outcome, k));
  }
}

/* Whose spread is not given by an SD. */
static gboolean
are_times (const SimScoreMap *map)
{
  return map->kind == SIM_SCORE_PIECES || (map->kind == SIM_SCORE_CURVE && map->raw);
}

static char *
describe (SimScenario *scenario, guint outcome)
{
  guint visit = shown_visit (scenario, outcome);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Scores at %s:"), visit_name (scenario, outcome, visit));
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++) {
    const SimScoreMap *map = sim_scenario_score_map (scenario, outcome, (int)a, visit);
    g_autofree char *mean = short_text (map->mean), *sd = short_text (map->sd);

    if (are_times (map))
      g_string_append_printf (text, _ ("%s %s mean %s"), a > 0 ? ";" : "",
                              sim_scenario_arm_name (scenario, a), mean);
    else
      g_string_append_printf (text, _ ("%s %s mean %s, SD %s"), a > 0 ? ";" : "",
                              sim_scenario_arm_name (scenario, a), mean, sd);
    if (sim_scenario_category (scenario, outcome, 0) != NULL)
      describe_names (text, scenario, outcome, map);
    if (map->kind == SIM_SCORE_GRID)
      describe_ends (text, map);
  }
  return g_strdup_printf ("%s.", text->str);
}

const AppPictureKind app_picture_scores = { .name = N_ ("Distribution of the scores by arm"),
                                            .height = 104,
                                            .draw = draw,
                                            .describe = describe };
