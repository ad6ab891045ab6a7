/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-patients.c - how many patients each goal needs, and what the present number can detect.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "views/plan.h"

#define KEEP ((gsize)256 << 20) /* bytes: effects are decided on patients drawn before */

typedef enum { GOAL, PATIENTS, USE, INTERVAL, ARMS, ANALYSED, POWER, EXACT, EFFECT } Column;

const AppColumnLook app_plan_patients_looks[] = {
  [GOAL] = { N_ ("Goal"), N_ ("What is to be shown"), .words = TRUE, .expand = TRUE,
             .least = 18 },
  [PATIENTS] = { N_ ("Patients"), N_ ("The smallest number randomised that reaches the target") },
  [INTERVAL] = { N_ ("95 % MC CI"), N_ ("All numbers whose power may be the target, as far as "
                                        "these trials can tell") },
  [ARMS] = { N_ ("In the arms"), N_ ("Patients in each arm, in the order of the arms") },
  [ANALYSED] = { N_ ("Analysed"), N_ ("Mean number of patients who are analysed") },
  [POWER] = { N_ ("Power there"), N_ ("Simulated power with that number") },
  [EXACT] = { N_ ("Exactly"), N_ ("The smallest number by a closed formula, where one holds") },
  [EFFECT] = { N_ ("Detectable"),
               N_ ("The true effect that has the target power with the scenario’s own number") },
  [USE] = { "", N_ ("Give the scenario that number of patients") },
};

/* --- words --- */

static char *
interval_text (const SimSizeAnswer *answer)
{
  g_autofree char *low = sim_format_count (answer->low);
  g_autofree char *high = sim_format_count (answer->high);

  if (answer->low == 0)
    return NULL;
  return answer->high > 0 ? g_strdup_printf (_ ("%s to %s"), low, high)
                          : g_strdup_printf (_ ("%s or more"), low);
}

static char *
total_text (const SimSizeAnswer *answer)
{
  g_autofree char *power = sim_format_percent (answer->power.value, answer->power.mcse);
  g_autofree char *total = sim_format_count (answer->total);

  if (sim_size_is_reached (answer))
    return g_steal_pointer (&total);
  if (answer->status == SIM_SIZE_NOTHING)
    return g_strdup (_ ("nothing to find"));
  /* Translators: the power that a very large number of patients has */
  return g_strdup_printf (_ ("not reached: %s with %s"), power, total);
}

static char *
title_of (const AppPlanWork *work, const SimSizeStudy *study)
{
  const SimSizeAnswer *answer = &study->answers[0];
  g_autofree char *goal = app_plan_goal_within (work, &answer->goal);
  g_autofree char *target = plot_words_percent (study->target, 0);
  g_autofree char *total = sim_format_count (answer->total);
  g_autofree char *power = isfinite (answer->exact_power) ? plot_words_exact (answer->exact_power)
                                                          : sim_size_power_text (answer);

  if (answer->status == SIM_SIZE_NOTHING)
    return g_strdup_printf (answer->goal.kind == SIM_GOAL_HYPOTHESIS
                                ? _ ("There is nothing to find: the null hypothesis is true for "
                                     "%s")
                                : _ ("There is nothing to find: a true null hypothesis would have "
                                     "to be rejected for %s"),
                            goal);
  if (answer->status == SIM_SIZE_NOT_REACHED)
    return g_strdup_printf (_ ("No number of patients gives a power of %s for %s: with %s it is "
                               "%s"),
                            target, goal, total, power);
  if (answer->status == SIM_SIZE_SMALLEST)
    return g_strdup_printf (_ ("The smallest trial there is, of %s patients, has a power of %s for "
                               "%s"),
                            total, power, goal);
  return g_strdup_printf (_ ("%s patients give a power of %s for %s"), total, target, goal);
}

static char *
subtitle_of (const AppPlanWork *work, const SimSizeStudy *study, guint64 trials)
{
  g_autofree char *count = sim_format_count (trials);

  return g_strdup_printf (
      _ ("Smallest number of patients for each goal, with its 95 %% Monte Carlo "
         "interval  ·  %s simulated trials"),
      count);
}

static char *
detail_of (const AppPlanWork *work, const SimSizeAnswer *answer)
{
  g_autofree char *interval = interval_text (answer);
  g_autofree char *arms = app_plan_arms (work, answer->arms);
  g_autofree char *analysed = app_plan_patients_text (answer->analysed);
  g_autofree char *power = sim_size_power_text (answer);

  if (answer->status == SIM_SIZE_NOTHING)
    return g_strdup_printf (_ ("a true null hypothesis would have to be rejected, which happens by "
                               "error: %s"),
                            power);
  if (answer->status == SIM_SIZE_NOT_REACHED)
    return g_steal_pointer (&power);
  return g_strdup_printf (_ ("95 %% interval %s, in the arms %s, %s analysed"),
                          interval != NULL ? interval : "–", arms, analysed);
}

/* --- the answer --- */

static guint
own_total (const AppPlanWork *work)
{
  SimScenario *scenario = work->input->scenario;

  return (guint)sim_scenario_total (scenario, sim_scenario_own_size (scenario));
}

static PlotFigure *
figure_of (const AppPlanWork *work, const SimSizeStudy *study, guint64 trials)
{
  PlotIntervalsData *data = plot_intervals_data_new (study->n_answers);
  g_autofree char *own = sim_format_count (own_total (work));

  for (guint i = 0; i < study->n_answers; i++) {
    const SimSizeAnswer *answer = &study->answers[i];
    PlotIntervalRow *row = &data->rows[i];

    row->name = app_plan_goal (work, &answer->goal);
    row->text = total_text (answer);
    row->detail = detail_of (work, answer);
    if (!sim_size_is_reached (answer))
      continue;
    row->value = answer->total;
    row->low = answer->low > 0 ? answer->low : NAN;
    row->high = answer->high > 0 ? answer->high : INFINITY;
  }
  data->title = title_of (work, study);
  data->subtitle = subtitle_of (work, study, trials);
  data->axis = g_strdup (_ ("Patients in all"));
  data->line = own_total (work);
  data->line_text = g_strdup_printf (_ ("as planned: %s"), own);
  return plot_intervals_figure_new (data);
}

static char *
effect_text (const AppPlanWork *work, const SimEffectAnswer *answer)
{
  g_autofree char *number = NULL;
  const char *unit;

  if (isnan (answer->effect))
    return NULL;
  /* What a normal 95 % interval of such a width says of the standard error. */
  number = sim_format_figure (answer->effect, (answer->high - answer->low) / (2 * 1.96));
  unit = sim_scenario_effect_unit (work->input->scenario,
                                   (guint)sim_goal_only_hypothesis (&answer->goal));
  return g_strconcat (number, unit[0] != '\0' ? " " : NULL, unit, NULL);
}

static void
offer_total (AppPlanRow *row, const AppPlanWork *work, const SimSizeAnswer *answer)
{
  g_autofree char *total = sim_format_count (answer->total);

  if (!sim_size_is_reached (answer) || answer->total == own_total (work))
    return;
  row->total = answer->total;
  /* Translators: a button that gives the scenario so many patients */
  row->use = g_strdup_printf (_ ("Use %s"), total);
  row->use_help = g_strdup_printf (_ ("Give the scenario %s patients"), total);
}

static AppPlanRow *
row_of (const AppPlanWork *work, const SimSizeStudy *study, guint index,
        const SimEffectStudy *effects)
{
  const SimSizeAnswer *answer = &study->answers[index];
  gboolean reached = sim_size_is_reached (answer);
  AppPlanRow *row = app_plan_row_new ();

  row->texts[GOAL] = app_plan_goal (work, &answer->goal);
  row->texts[PATIENTS] = reached ? sim_format_count (answer->total) : g_strdup (_ ("none"));
  row->texts[INTERVAL] = interval_text (answer);
  row->texts[ARMS] = reached ? app_plan_arms (work, answer->arms) : NULL;
  row->texts[ANALYSED] = reached ? app_plan_patients_text (answer->analysed) : NULL;
  row->texts[POWER] = sim_format_percent (answer->power.value, answer->power.mcse);
  row->texts[EXACT] = answer->exact_total > 0 ? sim_format_count (answer->exact_total) : NULL;
  row->texts[EFFECT] = effects != NULL ? effect_text (work, &effects->answers[index]) : NULL;
  row->tip = sim_size_sentence (work->input->scenario, study, answer);
  offer_total (row, work, answer);
  return row;
}

/* effects may be NULL: not there yet. */
static AppPlanResult *
answer_of (const AppPlanWork *work, const SimSizeStudy *study, guint64 trials,
           const SimEffectStudy *effects)
{
  AppPlanResult *result = app_plan_result_new (work, figure_of (work, study, trials));
  const SimSizeFound found = { study, effects, NULL };
  SimScenario *scenario = work->input->scenario;

  for (guint i = 0; i < study->n_answers; i++)
    g_ptr_array_add (result->rows, row_of (work, study, i, effects));
  result->text = sim_report_size_table (scenario, &found, &app_plan_info, 0);
  result->csv = sim_report_size_csv (scenario, &found);
  result->json = sim_report_size_json (scenario, &found, &app_plan_info);
  return result;
}

/* Once the numbers are as fine as they get, what the present one can detect. */
static AppPlanResult *
with_effects (AppPlanWork *work, const SimSizeStudy *study, guint64 replicates, GError **error)
{
  const SimEffectOptions own = { .replicates = replicates };
  SimEffectStudy *effects;
  AppPlanResult *result;

  app_plan_found (work, answer_of (work, study, replicates, NULL));
  sim_engine_set_keep (work->engine, KEEP);
  effects = sim_effect_study_new (work->engine, work->input->scenario, &own,
                                  app_task_cancel (work->task), error);
  if (effects == NULL)
    return NULL;
  result = answer_of (work, study, replicates, effects);
  sim_effect_study_free (effects);
  return result;
}

AppPlanResult *
app_plan_patients (AppPlanWork *work, guint64 replicates, gboolean last, GError **error)
{
  const SimSizeOptions options
      = { .replicates = replicates, .progress = app_plan_progress, .data = work };
  SimSizeStudy *study = sim_size_study_new (work->engine, work->input->scenario, &options,
                                            app_task_cancel (work->task), error);
  AppPlanResult *result;

  if (study == NULL)
    return NULL;
  result = last && study->complete ? with_effects (work, study, replicates, error)
                                   : answer_of (work, study, replicates, NULL);
  sim_size_study_free (study);
  return result;
}
