/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heat-text.c - the heat map in words: title, text alternative, table.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "plot/heat-drawing.h"
#include "plot/words.h"

/* The cells with the least and the greatest power; FALSE where none is known. */
static gboolean
extremes (const PlotHeatData *data, guint *least, guint *most)
{
  gboolean found = FALSE;

  for (guint i = 0; i < data->x.n * data->y.n; i++) {
    if (!isfinite (data->cells[i].value))
      continue;
    if (!found || data->cells[i].value < data->cells[*least].value)
      *least = i;
    if (!found || data->cells[i].value > data->cells[*most].value)
      *most = i;
    found = TRUE;
  }
  return found;
}

/* The share of the known cells that reach the target. */
static double
share_reaching (const PlotHeatData *data)
{
  guint known = 0, reaching = 0;

  for (guint i = 0; i < data->x.n * data->y.n; i++)
    if (isfinite (data->cells[i].value)) {
      known++;
      reaching += data->cells[i].value >= data->target;
    }
  return known > 0 ? (double)reaching / known : NAN;
}

char *
plot_heat_title (const PlotHeatData *data)
{
  guint least = 0, most = 0;
  g_autofree char *low = NULL, *high = NULL;

  if (!extremes (data, &least, &most))
    return g_strdup (_ ("Power over two assumptions"));
  low = plot_words_percent (data->cells[least].value, data->cells[least].mcse);
  high = plot_words_percent (data->cells[most].value, data->cells[most].mcse);
  if (data->target > 0 && data->target < 1) {
    g_autofree char *target = plot_words_percent (data->target, 0);
    double share = share_reaching (data);

    if (share >= 1)
      /* Translators: the power aimed at, the least power found */
      return g_strdup_printf (_ ("Power stays above %s over the whole of both ranges: at least %s"),
                              target, low);
    if (share <= 0)
      /* Translators: the power aimed at, the greatest power found */
      return g_strdup_printf (_ ("Power reaches %s nowhere in these ranges: at most %s"), target,
                              high);
    if (isfinite (share)) {
      g_autofree char *cells = plot_words_hundred (100 * share);

      /* Translators: the power aimed at, "45 of 100", the least and the greatest power found */
      return g_strdup_printf (_ ("Power reaches %s in %s of these cells: it goes from %s to %s"),
                              target, cells, low, high);
    }
  }
  /* Translators: the least and the greatest power found */
  return g_strdup_printf (_ ("Between these assumptions power goes from %s to %s"), low, high);
}

char *
plot_heat_subtitle (const PlotHeatData *data, gboolean stale)
{
  g_autofree char *trials = sim_format_count (data->replicates);

  if (stale)
    return g_strdup (plot_words_last_valid ());
  return g_strdup_printf (_ ("Power of %s  ·  %s simulated trials a cell, the same random numbers "
                             "in all"),
                          data->subject, trials);
}

static void
describe_cell (GString *out, const PlotHeatData *data, guint index, const char *sentence)
{
  const PlotHeatCell *cell = &data->cells[index];
  g_autofree char *value = plot_words_percent (cell->value, cell->mcse);
  g_autofree char *x = plot_heat_at (&data->x, data->x.at[index % data->x.n]);
  g_autofree char *y = plot_heat_at (&data->y, data->y.at[index / data->x.n]);

  g_string_append_printf (out, sentence, value, x, y);
}

char *
plot_heat_describe (const PlotHeatData *data)
{
  GString *out = g_string_new (NULL);
  g_autofree char *x = plot_heat_axis_title (&data->x);
  g_autofree char *y = plot_heat_axis_title (&data->y);
  guint least = 0, most = 0;

  g_string_append_printf (out, _ ("Power of %s over %s and %s. "), data->subject, x, y);
  if (extremes (data, &least, &most)) {
    describe_cell (out, data, least,
                   /* Translators: a power, and two assumptions with their values */
                   _ ("The least is %s, at %s and %s. "));
    describe_cell (out, data, most, _ ("The greatest is %s, at %s and %s. "));
  }
  if (isfinite (data->own)) {
    g_autofree char *own = plot_words_percent (data->own, 0);

    g_string_append_printf (out, _ ("As planned it is %s. "), own);
  }
  if (data->target > 0 && data->target < 1 && isfinite (share_reaching (data))) {
    g_autofree char *share = plot_words_hundred (100 * share_reaching (data));
    g_autofree char *target = plot_words_percent (data->target, 0);

    g_string_append_printf (out, _ ("It reaches %s in %s cells. "), target, share);
  }
  return g_strchomp (g_string_free (out, FALSE));
}

char *
plot_heat_table (const PlotHeatData *data)
{
  GString *out = g_string_new (NULL);
  g_autofree char *x = plot_heat_axis_title (&data->x);
  g_autofree char *y = plot_heat_axis_title (&data->y);

  g_string_append_printf (out, "%s\t%s\tpower\tmcse\tproblem\n", x, y);
  for (guint i = 0; i < data->x.n * data->y.n; i++) {
    const PlotHeatCell *cell = &data->cells[i];
    double cells[]
        = { data->x.at[i % data->x.n], data->y.at[i / data->x.n], cell->value, cell->mcse };
    g_autofree char *problem = plot_text_clean (cell->problem != NULL ? cell->problem : "");

    for (guint c = 0; c < G_N_ELEMENTS (cells); c++) {
      g_autofree char *text = plot_words_cell (cells[c]);

      g_string_append_printf (out, "%s\t", text);
    }
    g_string_append_printf (out, "%s\n", problem);
  }
  return g_string_free (out, FALSE);
}
