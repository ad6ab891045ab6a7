/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * picture-correlation.c - how the scores of one patient go together: a tile for each two points.
 *
 * Where scores are no straight lines of latent values the two have different correlations: those of
 * latent values stand below the diagonal, those of scores above it, both in the mean of the arms.
 */
#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "editor/picture.h"

#define TEXT_SIZE  10.5
#define MAX_POINTS (SIM_MAX_VISITS + 1)
#define LARGEST    26.0
#define LEGEND     18    /* px for the line below the tiles */
#define ROOM       168.0 /* px for the tiles; the names stand before them */

typedef struct {
  const char *names[MAX_POINTS];
  double values[MAX_POINTS][MAX_POINTS]; /* of latent values */
  double scores[MAX_POINTS][MAX_POINTS];
  gboolean differ; /* these two */
  guint n;
} Points;

/* Less than this is not seen in two digits. */
#define SAME 1e-3

static void
read_points (Points *points, SimScenario *scenario, guint outcome)
{
  const SimValue *record = sim_value_at (sim_scenario_value (scenario, "/outcomes"), outcome);
  const SimValue *visits = sim_value_get (record, "visits");
  guint n = sim_scenario_n_visits (scenario, outcome) + 1;
  guint first = sim_value_get (record, "baseline") != NULL ? 0 : 1;
  guint n_arms = sim_scenario_n_arms (scenario);

  *points = (Points){ .n = n - first };
  for (guint a = 0; a < n_arms; a++) {
    double latent[MAX_POINTS * MAX_POINTS], scores[MAX_POINTS * MAX_POINTS];

    sim_scenario_latent_correlation (scenario, outcome, a, latent);
    sim_scenario_observed_correlation (scenario, outcome, a, scores);
    for (guint i = 0; i < points->n; i++)
      for (guint j = 0; j < points->n; j++) {
        guint at = (i + first) * n + j + first;

        points->values[i][j] += latent[at] / n_arms;
        points->scores[i][j] += scores[at] / n_arms;
        points->differ |= fabs (latent[at] - scores[at]) > SAME;
      }
  }
  for (guint i = first; i < n; i++) {
    points->names[i - first]
        = i == 0 ? _ ("Baseline")
                 : sim_shown_text (
                     sim_scenario_expanded (scenario),
                     sim_value_text (sim_value_get (sim_value_at (visits, i - 1), "name")));
    points->values[i - first][i - first] = points->scores[i - first][i - first] = 1;
  }
}

static double
tile_size (guint n)
{
  return floor (MIN (LARGEST, ROOM / n));
}

static int
tall (SimScenario *scenario, guint outcome)
{
  Points points;

  read_points (&points, scenario, outcome);
  return (int)(points.n * tile_size (points.n)) + 10 + (points.differ ? LEGEND : 0);
}

static char *
number_text (double r)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.2f", r);
  if (g_str_has_suffix (text, "0") && r != 1)
    text[strlen (text) - 1] = '\0';
  return g_strdup (r == 1 ? "1" : text);
}

/* The colour of a tile on the background: the stronger the correlation, the darker. */
static PlotColour
shade (const PlotStyle *style, double r)
{
  PlotColour full = r < 0 ? style->alarm : style->neutral;

  return plot_colour_mix (style->background, full, 0.08 + 0.72 * MIN (1, fabs (r)));
}

static void
draw_tile (cairo_t *cr, double x, double y, double size, double r, const PlotStyle *style)
{
  PlotColour colour = shade (style, r);
  gboolean dark = plot_colour_contrast (colour, style->text)
                  < plot_colour_contrast (colour, style->background);

  app_picture_colour (cr, colour);
  cairo_rectangle (cr, x, y, size - 1, size - 1);
  cairo_fill (cr);
  if (size >= 22) {
    g_autofree char *text = number_text (r);

    app_picture_text (cr, x + size / 2, y + (size - 1) / 2, 0.5, text, size * 0.36,
                      dark ? style->background : style->text);
  }
}

static void
draw (cairo_t *cr, double width, double height, const PlotStyle *style, SimScenario *scenario,
      guint outcome)
{
  Points points;
  double size = 0, left = 0, text = 0;

  read_points (&points, scenario, outcome);
  size = floor (tile_size (points.n) * style->text_scale);
  left = floor (width - points.n * size - 2);
  text = MIN (TEXT_SIZE, tile_size (points.n) - 1) * style->text_scale;
  for (guint i = 0; i < points.n; i++) {
    double room = MAX (0, left - 8);
    gboolean fits = app_picture_text_width (cr, points.names[i], text) <= room;

    /* Of a name that is too long the beginning is seen. */
    cairo_save (cr);
    cairo_rectangle (cr, 0, 0, room, height);
    cairo_clip (cr);
    app_picture_text (cr, fits ? room : 0, 4 + i * size + size / 2, fits ? 1 : 0, points.names[i],
                      text, style->muted);
    cairo_restore (cr);
    for (guint j = 0; j < points.n; j++)
      draw_tile (cr, left + j * size, 4 + i * size, size,
                 j > i ? points.scores[i][j] : points.values[i][j], style);
  }
  if (points.differ)
    app_picture_text (cr, width - 2, 4 + points.n * size + LEGEND / 2.0 * style->text_scale, 1,
                      _ ("Below: latent values; above: scores"), TEXT_SIZE * style->text_scale,
                      style->muted);
}

/* " Baseline and Week 8 0.5; Baseline and Week 26 0.5". */
static void
describe_pairs (GString *text, const Points *points, double (*values)[MAX_POINTS])
{
  for (guint i = 1; i < points->n; i++)
    for (guint j = 0; j < i; j++) {
      g_autofree char *number = number_text (values[i][j]);

      /* Translators: " Baseline and Week 8 0.5". */
      g_string_append_printf (text, _ ("%s %s and %s %s"), i + j > 1 ? ";" : "", points->names[j],
                              points->names[i], number);
    }
  g_string_append_c (text, '.');
}

static char *
describe (SimScenario *scenario, guint outcome)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Points points;

  read_points (&points, scenario, outcome);
  g_string_append (text,
                   points.differ ? _ ("Correlations of latent values:") : _ ("Correlations:"));
  describe_pairs (text, &points, points.values);
  if (points.differ) {
    g_string_append_printf (text, " %s", _ ("Correlations of scores, in the mean of the arms:"));
    describe_pairs (text, &points, points.scores);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const AppPictureKind app_picture_correlation = {
  .name = N_ ("Correlations between visits"), .tall = tall, .draw = draw, .describe = describe
};
