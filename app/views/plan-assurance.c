/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-assurance.c - expected power beside power, and how power is distributed over the priors.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "views/plan.h"

typedef enum { GOAL, ASSURANCE, ERROR, EXACT, POWER, LOW, MEDIAN, HIGH } Column;

const AppColumnLook app_plan_assurance_looks[] = {
  [GOAL] = { N_ ("Goal"), N_ ("What is to be shown"), .words = TRUE, .expand = TRUE, .least = 18 },
  [ASSURANCE] = { N_ ("Assurance"), N_ ("Power in favour of the first arm, averaged over what is "
                                        "believed") },
  [ERROR] = { N_ ("± (95 %)"), N_ ("Half the width of its 95 % Monte Carlo interval, in points") },
  [EXACT] = { N_ ("Exactly"), N_ ("By a closed formula, where one holds") },
  [POWER] = { N_ ("As planned"), N_ ("Power in favour with the scenario’s own values") },
  [LOW] = { N_ ("5 %"),
            /* xgettext:no-c-format */ N_ ("With a probability of 5 % power is less than this") },
  [MEDIAN] = { N_ ("Median"), N_ ("Power is as likely below as above this") },
  [HIGH] = { N_ ("95 %"),
             /* xgettext:no-c-format */ N_ ("With a probability of 5 % power is more than this") },
};

static PlotFigure *
figure_of (const AppPlanWork *work, const SimAssuranceStudy *study, guint goal)
{
  const SimAssurance *one = &study->sizes[study->own_size].goals[goal];
  PlotHistogramData *data = plot_histogram_data_new (SIM_ASSURANCE_BINS);
  g_autofree char *name = app_plan_goal_within (work, &study->goals[goal]);
  g_autofree char *assurance = sim_format_percent (one->assurance.value, one->assurance.mcse);
  g_autofree char *power = sim_format_percent (one->power.value, one->power.mcse);
  g_autofree char *trials = sim_format_count (study->trials * study->n_points);
  g_autofree char *points = sim_format_count (study->n_points);
  g_autofree char *impossible = sim_format_percent (study->impossible, 0.005);

  for (guint i = 0; i < SIM_ASSURANCE_BINS; i++)
    data->share[i] = one->bin[i];
  data->title = g_strdup_printf (_ ("Assurance is %s beside a power of %s as planned, for %s"),
                                 assurance, power, name);
  data->subtitle = study->impossible > 0
                       ? g_strdup_printf (_ ("Power over what is believed  ·  without the %s of it "
                                             "that makes no valid scenario  ·  %s simulated trials "
                                             "at %s points"),
                                          impossible, trials, points)
                       : g_strdup_printf (_ ("Power over what is believed  ·  %s simulated trials "
                                             "at %s points"),
                                          trials, points);
  app_plan_mark_provisional (work, FALSE, &data->title, &data->subtitle);
  data->axis = g_strdup (_ ("Power (%)"));
  data->of = g_strdup (_ ("of what is believed"));
  data->lines[0].at = one->assurance.value;
  data->lines[0].text = g_strdup_printf (_ ("assurance %s"), assurance);
  data->lines[1].at = one->power.value;
  data->lines[1].text = g_strdup_printf (_ ("power as planned %s"), power);
  return plot_histogram_figure_new (data);
}

static char *
quantile_text (const SimAssurance *one, guint index)
{
  return sim_format_percent (one->quantile[index], one->quantile_mcse[index]);
}

static AppPlanRow *
row_of (const AppPlanWork *work, const SimAssuranceStudy *study, guint goal)
{
  const SimAssurance *one = &study->sizes[study->own_size].goals[goal];
  AppPlanRow *row = app_plan_row_new ();

  row->texts[GOAL] = app_plan_goal (work, &study->goals[goal]);
  row->texts[ASSURANCE] = sim_format_percent (one->assurance.value, one->assurance.mcse);
  row->texts[ERROR] = plot_words_points (one->assurance.mcse);
  row->texts[EXACT] = isnan (one->exact) ? NULL : plot_words_exact (one->exact);
  row->texts[POWER] = sim_format_percent (one->power.value, one->power.mcse);
  row->texts[LOW] = quantile_text (one, 0);
  row->texts[MEDIAN] = quantile_text (one, SIM_ASSURANCE_QUANTILES / 2);
  row->texts[HIGH] = quantile_text (one, SIM_ASSURANCE_QUANTILES - 1);
  row->figure = figure_of (work, study, goal);
  row->tip = plot_figure_title (row->figure);
  return row;
}

static AppPlanResult *
answer_of (const AppPlanWork *work, gconstpointer data)
{
  const SimAssuranceStudy *study = data;
  AppPlanResult *result = app_plan_result_new (work, figure_of (work, study, 0));
  SimScenario *scenario = work->input->scenario;

  for (guint i = 0; i < study->n_goals; i++)
    g_ptr_array_add (result->rows, row_of (work, study, i));
  result->text = sim_report_assurance_table (scenario, study, &app_plan_info, 0);
  result->csv = sim_report_assurance_csv (study);
  result->json = sim_report_assurance_json (scenario, study, &app_plan_info);
  return result;
}

static gpointer
make (SimEngine *engine, SimScenario *scenario, const SimStudyOptions *options, const gint *cancel,
      GError **error)
{
  return sim_assurance_study_new (engine, scenario, options, cancel, error);
}

static void
clear (gpointer study)
{
  sim_assurance_study_free (study);
}

AppPlanResult *
app_plan_assurance (AppPlanWork *work, guint64 replicates, gboolean last, GError **error)
{
  static const AppPlanStudy study = { make, answer_of, clear };

  return app_plan_study (work, &study, replicates, error);
}
