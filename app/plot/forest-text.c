/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * forest-text.c - simulated trials in words: title, text alternative, table.
 */
#include "plot/forest-text.h"

#include <glib/gi18n.h>
#include <math.h>

#include "plot/effects-text.h"
#include "plot/layout.h"
#include "plot/words.h"

/* Exaggeration below this is nothing to make a sentence about. */
#define NOTABLE_RATIO 1.05

PlotForestKind
plot_forest_kind (guint marks)
{
  if (marks & SIM_TRIAL_WRONG_SIGN)
    return PLOT_FOREST_WRONG;
  if ((marks & SIM_TRIAL_FITTED) && !(marks & SIM_TRIAL_COVERS))
    return PLOT_FOREST_MISSES;
  return marks & SIM_TRIAL_REJECTED ? PLOT_FOREST_SIGNIFICANT : PLOT_FOREST_NOT;
}

const char *
plot_forest_kind_name (const PlotForestData *data, PlotForestKind kind)
{
  switch (kind) {
  case PLOT_FOREST_SIGNIFICANT:
    return data->names.claims ? _ ("shown") : _ ("significant");
  case PLOT_FOREST_NOT:
    return data->names.claims ? _ ("not shown") : _ ("not significant");
  case PLOT_FOREST_MISSES:
    return _ ("misses the truth");
  case PLOT_FOREST_WRONG:
  case PLOT_FOREST_N_KINDS:
  default:
    return _ ("wrong sign");
  }
}

char *
plot_forest_verdict (const PlotForestData *data, const PlotForestRow *row)
{
  const char *kind = plot_forest_kind_name (data, plot_forest_kind (row->marks));
  g_autofree char *p = row->told ? plot_words_p_tested (row->p, row->tested) : NULL;

  return p != NULL ? g_strdup_printf ("%s, %s", kind, p) : g_strdup (kind);
}

/* Why rows on show are not significant whose intervals look so; NULL where there are none. */
static char *
levels_text (const PlotForestData *data)
{
  double least = INFINITY, greatest = 0;
  gboolean untested = FALSE;
  guint n = 0;

  for (guint i = 0; i < data->n_rows; i++)
    if (data->rows[i].told) {
      n++;
      greatest = MAX (greatest, data->rows[i].tested);
      untested |= data->rows[i].tested == 0;
      if (data->rows[i].tested > 0)
        least = MIN (least, data->rows[i].tested);
    }
  if (n == 0)
    return NULL;
  if (greatest == 0)
    return g_strdup (data->names.claims ? _ ("clear of the margin yet not shown: not tested")
                                        : _ ("clear of no effect yet not significant: not tested"));
  g_autofree char *from = plot_words_p_cell (least), *to = plot_words_p_cell (greatest);
  g_autofree char *levels
      = g_str_equal (from, to) ? g_strdup (from) : g_strdup_printf (_ ("%s to %s"), from, to);
  /* Translators: a significance level, or a range of them: why a trial is not significant whose
     interval looks so */
  g_autofree char *text
      = g_strdup_printf (data->names.claims
                             ? _ ("clear of the margin yet not shown: tested at %s")
                             : _ ("clear of no effect yet not significant: tested at %s"),
                         levels);
  /* Translators: "… yet not significant: tested at 0.017", of some trials, and not at all in others
   */
  return untested ? g_strdup_printf (_ ("%s, or not tested"), text) : g_steal_pointer (&text);
}

static char *
count_text (guint64 count)
{
  return sim_format_count (count);
}

/* Mean size of the significant estimates over that of the true effect; NaN if there is none. */
static double
exaggeration (const PlotForestData *data)
{
  const SimTally *tally = &data->tally;

  if (data->null_true || data->names.claims || data->truth == 0 || tally->rejected == 0)
    return NAN;
  return tally->sum_size / (double)tally->rejected / fabs (data->truth);
}

/* What follows on "57 of 60 intervals hold the truth". */
static char *
verdict_part (const PlotForestData *data)
{
  g_autofree char *rejected = count_text (data->tally.rejected);
  g_autofree char *ratio = plot_effects_ratio (exaggeration (data));

  if (data->names.claims)
    /* Translators: so many trials show what is claimed */
    return g_strdup_printf (_ ("%s show the claim"), rejected);
  if (data->tally.rejected == 0)
    return g_strdup (_ ("none is significant"));
  if (data->null_true)
    return g_strdup_printf (_ ("%s significant, by mere chance"), rejected);
  if (exaggeration (data) >= NOTABLE_RATIO)
    /* Translators: so many significant trials, and how many times too large they are: "1.3" */
    return g_strdup_printf (
        ngettext ("the %s significant one is in size %s times the true effect",
                  "the %s significant ones are in size %s times the true effect",
                  data->tally.rejected),
        rejected, ratio);
  return g_strdup_printf (_ ("%s significant"), rejected);
}

char *
plot_forest_title (const PlotForestData *data)
{
  g_autofree char *covers = count_text (data->tally.covers);
  g_autofree char *trials = count_text (data->tally.trials), *rest = NULL;
  g_autofree char *looked = count_text (data->looked);

  if (data->tally.trials == 0 && data->kind != NULL)
    /* Translators: a number of trials, and a kind of them: "trials with p below 0.05" */
    return g_strdup_printf (_ ("Among %s trials there are no %s"), looked, data->kind);
  if (data->tally.trials == 0)
    return g_strdup (_ ("The same trial, again and again"));
  rest = verdict_part (data);
  if (data->kind != NULL)
    /* Translators: a kind of trials, so many of so many intervals of these, and what else there is
       to say of them */
    return g_strdup_printf (_ ("Only %s: %s of %s intervals hold the truth, %s"), data->kind,
                            covers, trials, rest);
  /* Translators: so many of so many intervals, and what else there is to say of these trials */
  return g_strdup_printf (_ ("%s of %s intervals hold the truth, %s"), covers, trials, rest);
}

char *
plot_forest_subtitle (const PlotForestData *data, gboolean stale)
{
  g_autofree char *levels = levels_text (data);

  if (stale)
    return g_strdup (plot_words_last_valid ());
  return g_strconcat (data->names.full, PLOT_CLAUSE, _ ("a line a simulated trial"),
                      levels != NULL ? PLOT_CLAUSE : NULL, levels, NULL);
}

char *
plot_forest_axis_title (const PlotForestData *data)
{
  g_autofree char *level = plot_words_percent (data->level, 0);
  g_autofree char *of = data->unit[0] != '\0'
                            ? g_strdup_printf (_ ("%s (%s)"), data->outcome, data->unit)
                            : g_strdup (data->outcome);

  /* Translators: an outcome with its unit; the level of confidence intervals: "95 %" */
  return g_strdup_printf (
      _ ("Estimated difference in %s with its %s interval, right is better"), of, level);
}

char *
plot_forest_describe (const PlotForestData *data)
{
  GString *out = g_string_new (NULL);
  g_autofree char *title = plot_forest_title (data);
  g_autofree char *truth = plot_text_effect (data->truth, data->unit, data->scale);
  g_autofree char *levels = levels_text (data);
  guint counts[PLOT_FOREST_N_KINDS] = { 0 };

  g_string_append_printf (out, _ ("%s: %s. True effect %s. "), data->names.full, title, truth);
  for (guint i = 0; i < data->n_rows; i++)
    counts[plot_forest_kind (data->rows[i].marks)]++;
  if (data->n_rows > 0)
    g_string_append_printf (out, ngettext ("On show is %u trial", "On show are %u trials",
                                           data->n_rows),
                            data->n_rows);
  for (guint k = 0; data->n_rows > 0 && k < PLOT_FOREST_N_KINDS; k++)
    g_string_append_printf (out, k == 0 ? _ (": %s %u") : _ (", %s %u"),
                            plot_forest_kind_name (data, k), counts[k]);
  if (levels != NULL)
    g_string_append_printf (out, "; %s", levels);
  if (data->n_rows > 0)
    g_string_append (out, ".");
  return g_strchomp (g_string_free (out, FALSE));
}

char *
plot_forest_table (const PlotForestData *data)
{
  /* Points of a proportion are named, as the results have proportions. */
  GString *out = g_string_new ("trial\testimate\tlow\thigh\tverdict");

  g_string_append (out, data->points ? "\tunit" : "");
  g_string_append (out, "\tp\ttested_at\n");
  for (guint i = 0; i < data->n_rows; i++) {
    const PlotForestRow *row = &data->rows[i];
    g_autofree char *estimate = plot_words_cell (row->estimate);
    g_autofree char *low = plot_words_cell (row->low), *high = plot_words_cell (row->high);
    g_autofree char *p = plot_words_cell (row->p);
    g_autofree char *tested = plot_words_cell (row->told ? row->tested : NAN);

    g_string_append_printf (out, "%" G_GUINT64_FORMAT "\t%s\t%s\t%s\t%s%s%s\t%s\t%s\n",
                            row->index, estimate, low, high,
                            plot_forest_kind_name (data, plot_forest_kind (row->marks)),
                            data->points ? "\t" : "", data->points ? data->unit : "", p, tested);
  }
  return g_string_free (out, FALSE);
}
