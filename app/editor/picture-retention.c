/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * picture-retention.c - how many patients of each arm are expected to be still in the trial.
 */
#include <math.h>

#include <glib/gi18n.h>

#include "editor/picture.h"

#define TEXT_SIZE 10.5

/* Expected proportions of one arm: still in the trial, and seen. */
typedef struct {
  double stay[SIM_MAX_VISITS], seen[SIM_MAX_VISITS];
} Arm;

static double
gaps_of (SimScenario *scenario, const char *arm)
{
  g_autofree char *pointer = sim_pointer_join ("/dropout/gaps", arm);
  g_autoptr (SimValue) gaps = sim_draft_effective (sim_scenario_draft (scenario), pointer);

  return gaps != NULL ? sim_value_number (gaps) : 0;
}

static void
read_arm (SimScenario *scenario, guint arm, guint n_visits, Arm *result)
{
  const char *id = sim_scenario_arm_id (scenario, arm);
  double gaps = gaps_of (scenario, id);

  for (guint v = 0; v < n_visits; v++) {
    g_autofree char *pointer = g_strdup_printf ("/dropout/proportion/%s/%u", id, v);

    result->stay[v] = 1 - sim_scenario_number (scenario, pointer);
    result->seen[v] = result->stay[v] * (1 - gaps);
  }
}

static double
time_of (SimScenario *scenario, guint visit)
{
  const SimValue *visits
      = sim_value_get (sim_value_at (sim_scenario_value (scenario, "/outcomes"), 0), "visits");

  return sim_value_number (sim_value_get (sim_value_at (visits, visit), "time"));
}

static const char *
visit_name (SimScenario *scenario, guint visit)
{
  const SimValue *visits
      = sim_value_get (sim_value_at (sim_scenario_value (scenario, "/outcomes"), 0), "visits");

  return sim_shown_text (sim_scenario_expanded (scenario),
                         sim_value_text (sim_value_get (sim_value_at (visits, visit), "name")));
}

static char *
percent (double proportion)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.3g", proportion * 100);
  /* Translators: a number in percent. */
  return g_strdup_printf (_ ("%s %%"), text);
}

/* The frame in which an arm is drawn. */
typedef struct {
  double left, right, top, bottom, low;
  double times[SIM_MAX_VISITS];
  guint n_visits;
} Frame;

static double
x_of (const Frame *frame, guint visit)
{
  return frame->left
         + (frame->right - frame->left) * frame->times[visit] / frame->times[frame->n_visits - 1];
}

static double
y_of (const Frame *frame, double proportion)
{
  return frame->bottom
         - (frame->bottom - frame->top) * (proportion - frame->low) / (1 - frame->low);
}

static void
draw_arm (cairo_t *cr, const Frame *frame, const Arm *arm, SimScenario *scenario, guint index,
          const PlotStyle *style)
{
  cairo_move_to (cr, frame->left, y_of (frame, 1));
  for (guint v = 0; v < frame->n_visits; v++)
    cairo_line_to (cr, x_of (frame, v), y_of (frame, arm->stay[v]));
  app_picture_colour (cr, app_picture_arm_colour (scenario, index, style));
  cairo_set_line_width (cr, 1.8);
  app_picture_dash (cr, index);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  for (guint v = 0; v < frame->n_visits; v++)
    app_picture_mark (cr, x_of (frame, v), y_of (frame, arm->seen[v]), 3, scenario, index, style);
}

static void
draw_axes (cairo_t *cr, const Frame *frame, SimScenario *scenario, const PlotStyle *style)
{
  double size = TEXT_SIZE * style->text_scale, free_from = frame->left;
  g_autofree char *low = percent (frame->low);

  app_picture_line (cr, frame->left, frame->top, frame->right, frame->top, style->grid);
  app_picture_line (cr, frame->left, frame->bottom, frame->right, frame->bottom, style->axis);
  app_picture_text (cr, frame->left - 5, frame->top, 1, "100 %", size, style->muted);
  app_picture_text (cr, frame->left - 5, frame->bottom, 1, low, size, style->muted);
  for (guint v = 0; v < frame->n_visits; v++) {
    const char *name = visit_name (scenario, v);
    double width = app_picture_text_width (cr, name, size);
    double middle = MIN (x_of (frame, v), frame->right + 34 - width / 2);

    app_picture_line (cr, x_of (frame, v), frame->bottom, x_of (frame, v), frame->bottom + 4,
                      style->axis);
    /* Names that would run into each other are left to the text alternative. */
    if (middle - width / 2 < free_from)
      continue;
    app_picture_text (cr, middle, frame->bottom + 4 + size * 0.75, 0.5, name, size, style->muted);
    free_from = middle + width / 2 + 6;
  }
}

static void
fill_frame (Frame *frame, SimScenario *scenario, const Arm *arms, double width, double height,
            const PlotStyle *style)
{
  double size = TEXT_SIZE * style->text_scale, least = 1;
  guint n_arms = sim_scenario_n_arms (scenario);

  frame->n_visits = sim_scenario_n_visits (scenario, 0);
  for (guint v = 0; v < frame->n_visits; v++)
    frame->times[v] = time_of (scenario, v);
  /* Visits without a time between them stand at equal distances. */
  if (!(frame->times[frame->n_visits - 1] > 0))
    for (guint v = 0; v < frame->n_visits; v++)
      frame->times[v] = v + 1;
  for (guint a = 0; a < n_arms; a++)
    for (guint v = 0; v < frame->n_visits; v++)
      least = MIN (least, arms[a].seen[v]);
  frame->low = MAX (0, floor (least * 10 - 0.5) / 10);
  frame->left = 10 + 3.2 * size;
  frame->right = width - 12 - 3.2 * size;
  frame->top = 6 + size / 2;
  frame->bottom = height - 8 - 1.4 * size;
}

static void
draw (cairo_t *cr, double width, double height, const PlotStyle *style, SimScenario *scenario,
      guint outcome)
{
  Arm arms[SIM_MAX_ARMS];
  Frame frame;
  guint n_arms = sim_scenario_n_arms (scenario), n_visits = sim_scenario_n_visits (scenario, 0);
  double places[SIM_MAX_ARMS], size = TEXT_SIZE * style->text_scale;

  for (guint a = 0; a < n_arms; a++)
    read_arm (scenario, a, n_visits, &arms[a]);
  fill_frame (&frame, scenario, arms, width, height, style);
  if (frame.right - frame.left < 40 || frame.bottom - frame.top < 20)
    return;
  draw_axes (cr, &frame, scenario, style);
  for (guint a = n_arms; a > 0; a--)
    draw_arm (cr, &frame, &arms[a - 1], scenario, a - 1, style);
  for (guint a = 0; a < n_arms; a++)
    places[a] = y_of (&frame, arms[a].stay[n_visits - 1]);
  app_picture_spread (places, n_arms, size * 1.15, frame.top, frame.bottom - 2);
  for (guint a = 0; a < n_arms; a++) {
    g_autofree char *text = percent (arms[a].stay[n_visits - 1]);

    app_picture_text (cr, frame.right + 8, places[a], 0, text, size,
                      plot_style_readable (style, app_picture_arm_colour (scenario, a, style)));
  }
}

static char *
describe (SimScenario *scenario, guint outcome)
{
  g_autoptr (GString) text = g_string_new (_ ("Expected to be still in the trial:"));
  guint n_visits = sim_scenario_n_visits (scenario, 0);

  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++) {
    Arm arm;
    double gaps = gaps_of (scenario, sim_scenario_arm_id (scenario, a));

    read_arm (scenario, a, n_visits, &arm);
    g_string_append_printf (text, "%s %s", a > 0 ? ";" : "", sim_scenario_arm_name (scenario, a));
    for (guint v = 0; v < n_visits; v++) {
      g_autofree char *stay = percent (arm.stay[v]);

      /* Translators: ", 87 % at Week 26". */
      g_string_append_printf (text, _ (", %s at %s"), stay, visit_name (scenario, v));
    }
    if (gaps > 0) {
      g_autofree char *missed = percent (gaps);

      g_string_append_printf (text, _ (", of whom %s miss each visit"), missed);
    }
  }
  return g_strdup_printf ("%s.", text->str);
}

const AppPictureKind app_picture_retention = {
  .name = N_ ("Expected retention by arm"), .height = 96, .draw = draw, .describe = describe
};
