/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * convergence-text.c - how well power is known, in words: title, text alternative, table.
 */
#include "plot/convergence-text.h"

#include <glib/gi18n.h>
#include <math.h>

#include "plot/words.h"

const PlotConvergencePoint *
plot_convergence_last (const PlotConvergenceData *data)
{
  return data->points->len > 0
             ? &g_array_index (data->points, PlotConvergencePoint, data->points->len - 1)
             : NULL;
}

double
plot_convergence_z (const PlotConvergenceData *data)
{
  const PlotConvergencePoint *last = plot_convergence_last (data);

  if (last == NULL || !(last->trials >= 1 && last->trials < 1e18))
    return NAN;
  return sim_deviation_z (last->value, data->exact, (guint64)last->trials);
}

static gboolean
flagged (const PlotConvergenceData *data)
{
  const PlotConvergencePoint *last = plot_convergence_last (data);

  return isfinite (plot_convergence_z (data))
         && sim_deviation_is_flagged (last->value, data->exact, (guint64)last->trials);
}

char *
plot_convergence_title (const PlotConvergenceData *data)
{
  const PlotConvergencePoint *last = plot_convergence_last (data);
  g_autofree char *value = NULL, *points = NULL, *trials = NULL, *exact = NULL;

  if (last == NULL || !isfinite (last->value))
    return g_strdup (_ ("How well the figures are known"));
  value = plot_words_percent (last->value, last->mcse);
  points = plot_words_points (last->mcse);
  trials = plot_words_count (last->trials);
  exact = plot_words_exact (data->exact);
  if (flagged (data))
    /* Translators: simulated and exact value of the same: they should agree */
    return g_strdup_printf (
        _ ("After %s trials %s, but exactly %s: further apart than chance goes"), trials, value,
        exact);
  if (data->null_true)
    /* Translators: a number of trials, a rate and its error such as "±0.2" */
    return g_strdup_printf (
        _ ("After %s trials the type I error is known: %s, %s points (95\u202f%%)"), trials, value,
        points);
  /* Translators: a number of trials, power and its error such as "±0.2" */
  return g_strdup_printf (_ ("After %s trials power is known: %s, %s points (95\u202f%%)"),
                          trials, value, points);
}

char *
plot_convergence_subtitle (const PlotConvergenceData *data, gboolean stale)
{
  g_autofree char *patients = plot_words_patients (data->own_total);

  if (stale)
    return g_strdup (plot_words_last_valid ());
  return g_strdup_printf (_ ("%s, %s  ·  band = 95\u202f%% Monte Carlo interval, grey = where it "
                             "is to be expected"),
                          data->names.full, patients);
}

char *
plot_convergence_describe (const PlotConvergenceData *data)
{
  const PlotConvergencePoint *last = plot_convergence_last (data), *first;
  g_autofree char *exact = plot_words_exact (data->exact);
  g_autofree char *z = plot_words_figure (plot_convergence_z (data), 0.2);
  GString *out = g_string_new (NULL);

  if (last == NULL)
    return g_string_free (out, FALSE);
  first = &g_array_index (data->points, PlotConvergencePoint, 0);
  g_string_append_printf (out, data->null_true ? _ ("The type I error of %s as trials are added. ")
                                               : _ ("The power of %s as trials are added. "),
                          data->names.full);
  for (const PlotConvergencePoint *point = first;; point = last) {
    g_autofree char *trials = plot_words_count (point->trials);
    g_autofree char *value = plot_words_percent (point->value, point->mcse);
    g_autofree char *points = plot_words_points (point->mcse);

    /* Translators: a number of trials, a proportion, its error */
    g_string_append_printf (out, _ ("After %s trials %s, %s points (95\u202f%%). "), trials,
                            value, points);
    if (point == last)
      break;
  }
  if (isfinite (data->exact))
    /* Translators: an exact value, and a difference in standard errors */
    g_string_append_printf (out, _ ("Exactly it is %s, %s standard errors away."), exact, z);
  return g_strchomp (g_string_free (out, FALSE));
}

char *
plot_convergence_table (const PlotConvergenceData *data)
{
  GString *out = g_string_new ("hypothesis\ttrials\tpower\tmcse\tlow\thigh\texact\n");

  for (guint i = 0; i < data->points->len; i++) {
    const PlotConvergencePoint *point = &g_array_index (data->points, PlotConvergencePoint, i);
    const double cells[]
        = { point->trials, point->value, point->mcse, point->low, point->high, data->exact };

    g_string_append (out, data->names.brief);
    for (guint k = 0; k < G_N_ELEMENTS (cells); k++) {
      g_autofree char *cell = plot_words_cell (cells[k]);

      g_string_append_printf (out, "\t%s", cell);
    }
    g_string_append_c (out, '\n');
  }
  return g_string_free (out, FALSE);
}
