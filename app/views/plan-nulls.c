/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-nulls.c - companion nulls: how often a true null is rejected, in each set that can be true.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "views/plan.h"

typedef enum { NULLS, OTHERS, FWER, ERROR, EXACT, EACH } Column;

const AppColumnLook app_plan_nulls_looks[] = {
  [NULLS] = { N_ ("True nulls"), N_ ("The hypotheses whose null is true"), .words = TRUE,
              .expand = TRUE, .least = 14 },
  [OTHERS] = { N_ ("Others"),
               N_ ("Whether the other hypotheses are as planned, or far from their "
                   "nulls"),
               .words = TRUE },
  [FWER] = { N_ ("Family-wise error"), N_ ("Share of trials that reject a true null") },
  [ERROR] = { N_ ("± (95 %)"), N_ ("Half the width of its 95 % Monte Carlo interval, in points") },
  [EXACT] = { N_ ("Exactly"), N_ ("By a closed formula, where one holds") },
  [EACH] = { N_ ("Each rejected"), N_ ("How often each hypothesis is rejected, in their order") },
};

/* The hypotheses in full, where it is one; else their ids. */
static char *
nulls_text (const AppPlanWork *work, const SimNull *null)
{
  SimScenario *scenario = work->input->scenario;
  guint all = (1u << sim_scenario_n_hypotheses (scenario)) - 1;
  g_autofree char *text = NULL;

  if (null->true_nulls == all)
    return g_strdup (_ ("all"));
  if (null->true_nulls != 0 && (null->true_nulls & (null->true_nulls - 1)) == 0)
    text = sim_scenario_hypothesis_label (scenario, (guint)g_bit_nth_lsf (null->true_nulls, -1));
  else
    text = sim_null_label (scenario, null->true_nulls);
  return plot_text_clean (text);
}

static char *
with_others (const AppPlanWork *work, const SimNull *null)
{
  g_autofree char *nulls = nulls_text (work, null);
  const char *others = sim_null_others_label (work->input->scenario, null);

  /* Translators: hypotheses that are true nulls, and where the others are ("far") */
  return others[0] != '\0' ? g_strdup_printf (_ ("%s (others %s)"), nulls, others)
                           : g_steal_pointer (&nulls);
}

static gboolean
is_shown (const SimNull *null)
{
  return null->scenario != NULL && !isnan (null->fwer.value);
}

static char *
title_of (const AppPlanWork *work, const SimNullStudy *study)
{
  const SimNull *largest;
  g_autofree char *error = NULL, *points = NULL, *where = NULL, *exact = NULL;

  if (study->largest < 0)
    return g_strdup (_ ("No hypothesis of this scenario can be put on the boundary of its null"));
  largest = &study->nulls[study->largest];
  error = sim_format_percent (largest->fwer.value, largest->fwer.mcse);
  points = plot_words_points (largest->fwer.mcse);
  where = with_others (work, largest);
  if (!isnan (largest->exact)) {
    exact = plot_words_exact (largest->exact);
    /* Translators: the same as below, with the exact value before the colon */
    return g_strdup_printf (_ ("The largest family-wise error is %s (%s, 95 %%), exactly %s: where "
                               "true nulls are %s"),
                            error, points, exact, where);
  }
  /* Translators: a family-wise error, its Monte Carlo error in points, and which nulls are true */
  return g_strdup_printf (
      _ ("The largest family-wise error is %s (%s, 95 %%): where true nulls are %s"), error, points,
      where);
}

static double
alpha_of (const AppPlanWork *work)
{
  return sim_scenario_number (work->input->scenario, "/testing/alpha");
}

static void
fill_row (const AppPlanWork *work, PlotIntervalRow *row, const SimNull *null, gboolean largest)
{
  row->name = with_others (work, null);
  row->text = sim_format_percent (null->fwer.value, null->fwer.mcse);
  row->detail = plot_words_range (null->fwer.low, null->fwer.high, null->fwer.mcse);
  row->value = null->fwer.value;
  row->low = null->fwer.low;
  row->high = null->fwer.high;
  row->strong = largest;
}

static PlotFigure *
figure_of (const AppPlanWork *work, const SimNullStudy *study)
{
  PlotIntervalsData *data = plot_intervals_data_new (study->n);
  g_autofree char *total = sim_format_count (study->total);
  g_autofree char *trials = sim_format_count (study->replicates);
  g_autofree char *level = plot_words_percent (alpha_of (work), 0);

  data->n_rows = 0;
  for (guint i = 0; i < study->n; i++)
    if (is_shown (&study->nulls[i]))
      fill_row (work, &data->rows[data->n_rows++], &study->nulls[i], (int)i == study->largest);
  data->title = title_of (work, study);
  data->subtitle = g_strdup_printf (_ ("Family-wise error with %s patients, for each set of true "
                                       "nulls  ·  %s simulated trials each"),
                                    total, trials);
  app_plan_mark_provisional (work, FALSE, &data->title, &data->subtitle);
  data->axis = g_strdup (_ ("Family-wise error (%)"));
  data->scale = 100;
  data->line = alpha_of (work);
  data->line_text = g_strdup_printf (_ ("level %s"), level);
  return plot_intervals_figure_new (data);
}

/* "1.8 / 1.8 / 1.7 %" */
static char *
each_text (const AppPlanWork *work, const SimNull *null)
{
  GString *text = g_string_new (NULL);

  for (guint h = 0; h < sim_scenario_n_hypotheses (work->input->scenario); h++) {
    g_autofree char *one = sim_format_percent (null->rejected[h].value, null->rejected[h].mcse);

    g_string_append_printf (text, "%s%s", h > 0 ? " / " : "", one);
  }
  return g_string_free (text, FALSE);
}

static AppPlanRow *
row_of (const AppPlanWork *work, const SimNullStudy *study, guint index)
{
  const SimNull *null = &study->nulls[index];
  AppPlanRow *row = app_plan_row_new ();

  row->texts[NULLS] = nulls_text (work, null);
  row->texts[OTHERS] = g_strdup (sim_null_others_label (work->input->scenario, null));
  row->texts[FWER] = sim_format_percent (null->fwer.value, null->fwer.mcse);
  row->texts[ERROR] = plot_words_points (null->fwer.mcse);
  row->texts[EXACT] = isnan (null->exact) ? NULL : plot_words_exact (null->exact);
  row->texts[EACH] = each_text (work, null);
  row->tip = (int)index == study->largest ? g_strdup (_ ("The largest of all"))
                                          : with_others (work, null);
  row->alarm = sim_null_is_above (study, index, alpha_of (work));
  return row;
}

static AppPlanResult *
answer_of (const AppPlanWork *work, gconstpointer data)
{
  const SimNullStudy *study = data;
  AppPlanResult *result = app_plan_result_new (work, figure_of (work, study));
  SimScenario *scenario = work->input->scenario;

  for (guint i = 0; i < study->n; i++)
    if (is_shown (&study->nulls[i]))
      g_ptr_array_add (result->rows, row_of (work, study, i));
  result->text = sim_report_nulls_table (scenario, study, &app_plan_info, 0);
  result->csv = sim_report_nulls_csv (scenario, study);
  result->json = sim_report_nulls_json (scenario, study, &app_plan_info);
  return result;
}

static gpointer
make (SimEngine *engine, SimScenario *scenario, const SimStudyOptions *options, const gint *cancel,
      GError **error)
{
  return sim_null_study_new (engine, scenario, options, cancel, error);
}

static void
clear (gpointer study)
{
  sim_null_study_free (study);
}

AppPlanResult *
app_plan_nulls (AppPlanWork *work, guint64 replicates, gboolean last, GError **error)
{
  static const AppPlanStudy study = { make, answer_of, clear };

  return app_plan_study (work, &study, replicates, error);
}
