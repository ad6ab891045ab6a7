/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-text.c - the power plot in words: title, text alternative, table.
 */
#include "plot/power-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "plot/words.h"

const PlotPowerPoint *
plot_power_own_point (const PlotPowerData *data, guint series)
{
  const PlotPowerSeries *one = series < data->n_series ? &data->series[series] : NULL;
  guint at = data->own;

  if (one == NULL)
    return NULL;
  if (one->own_total > 0)
    for (at = 0; at < one->n_points && one->points[at].total != one->own_total;)
      at++;
  return at < one->n_points ? &one->points[at] : NULL;
}

int
plot_power_subject (const PlotPowerData *data)
{
  int subject = -1;
  double nearest = INFINITY;

  if (data->selected >= 0 && (guint)data->selected < data->n_series)
    return data->selected;
  for (guint i = 0; i < data->n_series; i++) {
    const PlotPowerPoint *own = plot_power_own_point (data, i);
    double distance;

    if (data->series[i].role != PLOT_POWER_HYPOTHESIS || own == NULL || !isfinite (own->value))
      continue;
    /* A true null can never be the finding unless there is nothing else. */
    distance = fabs (own->value - 0.5) + (data->series[i].null_true ? 10 : 0);
    if (distance < nearest) {
      nearest = distance;
      subject = (int)i;
    }
  }
  return subject;
}

/* Of several tests together. */
static char *
together_title (const PlotPowerSeries *series, const PlotPowerPoint *own, const char *patients)
{
  g_autofree char *share = plot_words_of_hundred (own->value, own->mcse);
  g_autofree char *what = plot_text_within (series->names.full);

  /* Translators: size, share of trials, and what is found, as "at least one of 12 tests" */
  return g_strdup_printf (series->null_true
                              ? _ ("At %s, wrongly significant in %s such trials: %s")
                              : _ ("At %s, significant in %s such trials: %s"),
                          patients, share, what);
}

/* Small trials also find the wrong arm better, which is of their power but not of what is true. */
static char *
better_title (const PlotPowerPoint *own, const char *patients, const char *share, const char *arm_a,
              const char *arm_b)
{
  g_autofree char *all = plot_words_of_hundred (own->value, own->mcse);
  g_autofree char *other = plot_words_of_hundred (own->value - own->benefit, own->mcse);

  if (!isfinite (own->benefit) || strcmp (all, share) == 0)
    /* Translators: size, share of trials, the arm that is better, the other arm */
    return g_strdup_printf (_ ("At %s, %s such trials would show %s better than %s"), patients,
                            share, arm_a, arm_b);
  /* Translators: size, share of trials, the arm that is better, the other arm, and the share of
     trials that find the other arm better */
  return g_strdup_printf (_ ("At %s, %s such trials would show %s better than %s, and %s worse"),
                          patients, share, arm_a, arm_b, other);
}

char *
plot_power_title (const PlotPowerData *data)
{
  int subject = plot_power_subject (data);
  const PlotPowerSeries *series;
  const PlotPowerPoint *own;
  g_autofree char *patients = NULL, *share = NULL, *arm_a = NULL, *arm_b = NULL, *title = NULL;

  if (data->title != NULL)
    return g_strdup (data->title);
  own = subject >= 0 ? plot_power_own_point (data, (guint)subject) : NULL;
  if (own == NULL)
    return g_strdup (_ ("Power by sample size"));
  series = &data->series[subject];
  patients = plot_words_patients (data->own_total);
  if (series->role != PLOT_POWER_HYPOTHESIS)
    return together_title (series, own, patients);
  arm_a = plot_text_within (series->names.arm_a);
  arm_b = plot_text_within (series->names.arm_b);
  if (series->names.claims) {
    share = plot_words_of_hundred (own->value, own->mcse);
    /* Translators: size, share of trials, and what is claimed, as "A vs B: not worse by more than
       1.5 points" */
    return g_strdup_printf (series->null_true ? _ ("At %s, %s such trials would wrongly show “%s”")
                                              : _ ("At %s, %s such trials would show “%s”"),
                            patients, share, series->names.full);
  }
  share = plot_words_of_hundred (series->null_true || !isfinite (own->benefit) ? own->value
                                                                               : own->benefit,
                                 own->mcse);
  if (series->null_true)
    /* Translators: size, share of trials, and the two arms, which truly do not differ */
    title = g_strdup_printf (_ ("At %s, %s such trials would wrongly tell %s from %s"), patients,
                             share, arm_a, arm_b);
  else
    title = better_title (own, patients, share, arm_a, arm_b);
  return plot_words_remark (title, series->names.remark);
}

static gboolean
has_exact (const PlotPowerData *data)
{
  for (guint i = 0; i < data->n_series; i++)
    if (data->series[i].n_exact >= 2)
      return TRUE;
  return FALSE;
}

/* What is to be said of tests that do not suit the scenario; NULL: nothing. */
static const char *
remark (const PlotPowerData *data)
{
  switch ((guint)data->ignored) {
  case SIM_GROUPS_PRACTITIONERS:
    return _ ("The tests take patients of one practitioner as independent");
  case SIM_GROUPS_CENTRES:
    return _ ("The tests take patients of one centre as independent");
  case SIM_GROUPS_PRACTITIONERS | SIM_GROUPS_CENTRES:
    return _ ("The tests take patients of one practitioner or centre as independent");
  default:
    return data->pools_unequal ? _ ("The tests pool the variances of arms whose SDs differ") : NULL;
  }
}

char *
plot_power_subtitle (const PlotPowerData *data, gboolean stale)
{
  g_autofree char *trials = sim_format_count (data->replicates), *text = NULL;

  if (data->subtitle != NULL)
    return g_strdup (data->subtitle);
  if (stale)
    return g_strdup (plot_words_last_valid ());
  text = g_strdup_printf (has_exact (data)
                              ? _ ("Share of %s simulated trials that reject each hypothesis  ·  "
                                   "band = 95 %% Monte Carlo interval  ·  dotted = exact")
                              : _ ("Share of %s simulated trials that reject each hypothesis  ·  "
                                   "band = 95 %% Monte Carlo interval"),
                          trials);
  return remark (data) != NULL ? g_strconcat (text, "\n", remark (data), NULL)
                               : g_steal_pointer (&text);
}

static void
describe_own (GString *out, const PlotPowerData *data, guint index)
{
  const PlotPowerSeries *series = &data->series[index];
  const PlotPowerPoint *own = plot_power_own_point (data, index);
  g_autofree char *value = NULL, *range = NULL;

  if (own == NULL || !isfinite (own->value))
    return;
  value = plot_words_percent (own->value, own->mcse);
  range = plot_words_range (own->low, own->high, own->mcse);
  /* Translators: name of a curve, its power, and the interval of the power */
  g_string_append_printf (out, _ ("%s: %s (95 %% Monte Carlo interval %s)"), series->names.full,
                          value, range);
  if (series->names.detail[0] != '\0')
    g_string_append_printf (out, ", %s", series->names.detail);
  g_string_append (out, ". ");
}

static void
describe_reach (GString *out, const PlotPowerData *data, guint index)
{
  const PlotPowerSeries *series = &data->series[index];
  g_autofree char *target = plot_words_percent (data->target, 0);
  g_autofree char *patients = NULL;

  if (series->role != PLOT_POWER_HYPOTHESIS || !isfinite (data->target) || series->n_points == 0)
    return;
  if (isfinite (series->reach)) {
    patients = plot_words_patients (plot_words_whole_total (series->reach));
    /* Translators: name of a curve, the power aimed at, and the size that reaches it */
    g_string_append_printf (out,
                            series->reach_is_exact
                                ? _ ("%s reaches %s with %s. ")
                                : _ ("%s reaches %s with about %s, read off the curve. "),
                            series->names.full, target, patients);
  } else {
    g_autofree char *first = plot_words_count (series->points[0].total);

    patients = plot_words_patients (series->points[series->n_points - 1].total);
    g_string_append_printf (out, _ ("%s does not cross %s between %s and %s. "), series->names.full,
                            target, first, patients);
  }
}

char *
plot_power_describe (const PlotPowerData *data)
{
  g_autofree char *trials = sim_format_count (data->replicates);
  GString *out;

  if (data->description != NULL)
    return g_strdup (data->description);
  out = g_string_new (NULL);
  if (data->n_series == 0) {
    g_string_append (out, _ ("Power against the number of patients in all arms together, before "
                             "anything is simulated. "));
    plot_power_describe_drawn (out, data);
    return g_strchomp (g_string_free (out, FALSE));
  }
  g_string_append_printf (out,
                          _ ("Power against the number of patients in all arms together, from "
                             "%s simulated trials. "),
                          trials);
  if (isfinite (data->own_total)) {
    g_autofree char *patients = plot_words_patients (data->own_total);

    g_string_append_printf (out, _ ("At the scenario’s own size of %s: "), patients);
  }
  for (guint i = 0; i < data->n_series; i++)
    describe_own (out, data, i);
  for (guint i = 0; i < data->n_series; i++)
    describe_reach (out, data, i);
  plot_power_describe_drawn (out, data);
  return g_strchomp (g_string_free (out, FALSE));
}

char *
plot_power_table (const PlotPowerData *data)
{
  GString *out = g_string_new ("patients\tcurve\tpower\tmcse\tlow\thigh\texact");
  const char *more = data->row_columns != NULL ? data->row_columns : "";

  g_string_append_printf (out, "%s\n", more);
  for (guint i = 0; i < data->n_series; i++) {
    const PlotPowerSeries *series = &data->series[i];

    for (guint p = 0; p < series->n_points; p++) {
      const PlotPowerPoint *point = &series->points[p];
      double cells[] = { point->value, point->mcse, point->low, point->high, point->exact };

      g_string_append_printf (out, "%.0f\t%s", point->total, series->names.brief);
      for (guint c = 0; c < G_N_ELEMENTS (cells); c++) {
        g_autofree char *cell = plot_words_cell (cells[c]);

        g_string_append_printf (out, "\t%s", cell);
      }
      for (const char *tab = strchr (more, '\t'); tab != NULL; tab = strchr (tab + 1, '\t')) {
        g_autofree char *none = plot_words_cell (NAN);

        g_string_append_printf (out, "\t%s", none);
      }
      g_string_append_c (out, '\n');
    }
  }
  if (data->rows != NULL)
    g_string_append (out, data->rows);
  plot_power_tabulate_drawn (out, data);
  return g_string_free (out, FALSE);
}
