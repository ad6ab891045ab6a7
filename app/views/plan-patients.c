/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-patients.c - how many patients each goal needs, and what the present number can detect.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "plot/contrast.h"
#include "views/plan.h"

#define KEEP       ((gsize)256 << 20) /* bytes: effects are decided on patients drawn before */
#define AS_PLANNED 20000              /* trials that tell which power is nearest to the target */

typedef enum { GOAL, PATIENTS, USE, FROM, ARMS, SIMULATED, ANALYSED, POWER, EFFECT } Column;

const AppColumnLook app_plan_patients_looks[] = {
  [GOAL] = { N_ ("Goal"), N_ ("What is to be shown"), .words = TRUE, .expand = TRUE,
             .least = 18 },
  [PATIENTS] = { N_ ("Patients"), N_ ("The number to plan with, in whole patients an arm: exact "
                                      "where there is a closed form, else simulated") },
  [FROM] = { N_ ("From"), N_ ("Where that number comes from"), .words = TRUE },
  [ARMS] = { N_ ("In the arms"), N_ ("Patients in each arm, in the order of the arms") },
  [SIMULATED] = { N_ ("Simulated"),
                  N_ ("The smallest number whose simulated power reaches the target, in whole "
                      "patients an arm as well, with its 95 % Monte Carlo interval: a check of an "
                      "exact one") },
  [ANALYSED] = { N_ ("Analysed"), N_ ("Mean number of patients who are analysed") },
  [POWER] = { N_ ("Power there"), N_ ("Simulated power with the number to plan with") },
  [EFFECT] = { N_ ("Detectable"),
               N_ ("The true effect that has the target power with the scenario’s own number") },
  [USE] = { "", N_ ("Give the scenario that number of patients") },
};

/* --- words --- */

static char *
total_text (const AppPlanWork *work, const SimSizeAnswer *answer)
{
  g_autofree char *power = sim_format_percent (answer->power.value, answer->power.mcse);
  g_autofree char *total = sim_format_count (answer->total);
  SimNeeded needed;

  sim_needed_of_answer (work->input->scenario, answer, &needed);
  if (needed.total > 0)
    return sim_format_count (needed.total);
  if (answer->status == SIM_SIZE_NOTHING)
    return g_strdup (_ ("nothing to find"));
  /* Translators: the power that a very large number of patients has */
  return g_strdup_printf (_ ("not reached: %s with %s"), power, total);
}

/* The answer that the title is about. */
static const SimSizeAnswer *
headline (const AppPlanWork *work, const SimSizeStudy *study)
{
  for (guint i = 0; i < study->n_answers; i++)
    if (study->answers[i].goal.kind == work->shown.kind
        && study->answers[i].goal.index == work->shown.index)
      return &study->answers[i];
  return &study->answers[0];
}

/* Whether no trial that is still to come changes what the title says. */
static gboolean
is_firm (const SimSizeAnswer *answer)
{
  return answer->status == SIM_SIZE_NOTHING
         || (answer->status == SIM_SIZE_FOUND && answer->exact_total > 0);
}

static char *
title_of (const AppPlanWork *work, const SimSizeStudy *study)
{
  const SimSizeAnswer *answer = headline (work, study);
  SimNeeded needed;
  sim_needed_of_answer (work->input->scenario, answer, &needed);
  g_autofree char *goal = app_plan_goal_within (work, &answer->goal);
  g_autofree char *target = plot_words_percent (study->target, 0);
  /* the number to plan with has more power than the target, the smallest one that which is told */
  gboolean plan = answer->status == SIM_SIZE_FOUND && needed.total > 0;
  g_autofree char *total = sim_format_count (plan ? needed.total : answer->total);
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
  if (answer->counts == SIM_COUNTS_HARM)
    /* Translators: number of patients, power, and the two arms, the first of which is the worse */
    return g_strdup_printf (_ ("%s patients give a power of %s to find harm: %s"), total, target,
                            goal);
  return g_strdup_printf (_ ("%s patients give a power of %s for %s"), total, target, goal);
}

static char *
subtitle_of (const AppPlanWork *work, const SimSizeStudy *study, guint64 trials)
{
  g_autofree char *count = sim_format_count (trials);
  g_autofree char *coarse = sim_needed_coarse_text (study->target, trials);
  g_autofree char *text = g_strdup_printf (
      _ ("Number of patients to plan with for each goal, and the 95 %% Monte Carlo interval of the "
         "simulated one  ·  %s simulated trials"),
      count);

  return coarse != NULL ? g_strconcat (text, "\n", coarse, NULL) : g_steal_pointer (&text);
}

static char *
arms_text (const AppPlanWork *work, const SimNeeded *needed)
{
  double arms[SIM_MAX_ARMS];

  for (guint a = 0; a < sim_scenario_n_arms (work->input->scenario); a++)
    arms[a] = needed->arms[a];
  return app_plan_arms (work, arms);
}

static char *
detail_of (const AppPlanWork *work, const SimSizeAnswer *answer)
{
  SimNeeded needed;
  sim_needed_of_answer (work->input->scenario, answer, &needed);
  g_autofree char *interval = sim_needed_interval_text (&needed);
  g_autofree char *arms = arms_text (work, &needed);
  g_autofree char *analysed = app_plan_patients_text (answer->needed_analysed);
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

/* As the goal is drawn in the other views; criteria of success are drawn in none. */
static void
colour_row (PlotIntervalRow *row, SimScenario *scenario, const SimGoal *goal)
{
  if (goal->kind == SIM_GOAL_ANY || goal->kind == SIM_GOAL_ALL)
    row->ink = goal->kind == SIM_GOAL_ANY ? PLOT_ROW_ANY : PLOT_ROW_ALL;
  if (goal->kind != SIM_GOAL_HYPOTHESIS)
    return;
  row->ink = PLOT_ROW_CONTRAST;
  row->contrast = plot_contrast_of (scenario, goal->index);
}

static PlotFigure *
figure_of (const AppPlanWork *work, const SimSizeStudy *study, guint64 trials)
{
  PlotIntervalsData *data = plot_intervals_data_new (study->n_answers);
  g_autofree char *own = sim_format_count (own_total (work));

  for (guint i = 0; i < study->n_answers; i++) {
    const SimSizeAnswer *answer = &study->answers[i];
    PlotIntervalRow *row = &data->rows[i];
    SimNeeded needed;

    sim_needed_of_answer (work->input->scenario, answer, &needed);
    row->name = app_plan_goal (work, &answer->goal);
    row->text = total_text (work, answer);
    row->detail = detail_of (work, answer);
    colour_row (row, work->input->scenario, &answer->goal);
    if (!sim_size_is_reached (answer))
      continue;
    row->value = needed.total;
    row->low = needed.low;
    row->high = isfinite (needed.high) ? needed.high : INFINITY;
  }
  data->title = title_of (work, study);
  data->subtitle = subtitle_of (work, study, trials);
  app_plan_mark_provisional (work, is_firm (headline (work, study)), &data->title,
                             &data->subtitle);
  data->axis = g_strdup (_ ("Patients in all"));
  data->line = own_total (work);
  data->line_text = g_strdup_printf (_ ("as planned: %s"), own);
  return plot_intervals_figure_new (data);
}

static char *
effect_text (const AppPlanWork *work, const SimEffectAnswer *answer)
{
  SimScenario *scenario = work->input->scenario;
  g_autofree char *number = NULL, *unit = NULL;
  guint hypothesis;
  double points;

  if (isnan (answer->effect))
    return NULL;
  hypothesis = (guint)sim_goal_only_hypothesis (&answer->goal);
  points = plot_points_of (scenario, hypothesis);
  /* What a normal 95 % interval of such a width says of the standard error. */
  number = plot_words_figure (points * answer->effect,
                              points * (answer->high - answer->low) / (2 * SIM_Z95));
  unit = plot_text_unit (scenario, hypothesis);
  return sim_shown_amount (number, unit);
}

static void
offer_total (AppPlanRow *row, const AppPlanWork *work, const SimSizeAnswer *answer)
{
  SimNeeded needed;
  sim_needed_of_answer (work->input->scenario, answer, &needed);
  g_autofree char *total = sim_format_count (needed.total);

  if (needed.total == 0 || needed.total == own_total (work))
    return;
  row->total = needed.total;
  /* Translators: a button that gives the scenario so many patients */
  row->use = g_strdup_printf (_ ("Use %s"), total);
  row->use_help = g_strdup_printf (_ ("Give the scenario %s patients"), total);
}

/* last: a coarse answer has the first power that is not below the target, as far as its few trials
   tell, which repeats the target. */
static AppPlanRow *
row_of (const AppPlanWork *work, const SimSizeStudy *study, guint index, gboolean last,
        const SimEffectStudy *effects)
{
  const SimSizeAnswer *answer = &study->answers[index];
  gboolean reached = sim_size_is_reached (answer);
  AppPlanRow *row = app_plan_row_new ();
  SimNeeded needed;

  sim_needed_of_answer (work->input->scenario, answer, &needed);
  row->texts[GOAL] = app_plan_goal (work, &answer->goal);
  row->texts[PATIENTS] = reached ? sim_format_count (needed.total) : g_strdup (_ ("none"));
  row->texts[FROM] = reached ? g_strdup (sim_needed_by_text (&needed)) : NULL;
  row->texts[ARMS] = reached ? arms_text (work, &needed) : NULL;
  row->texts[SIMULATED]
      = reached ? sim_needed_check_text (&needed) : sim_needed_interval_text (&needed);
  row->texts[ANALYSED] = reached ? app_plan_patients_text (answer->needed_analysed) : NULL;
  row->texts[POWER] = last && isfinite (answer->needed_power.value)
                          ? sim_format_percent (answer->needed_power.value,
                                                answer->needed_power.mcse)
                          : NULL;
  row->texts[EFFECT] = effects != NULL ? effect_text (work, &effects->answers[index]) : NULL;
  row->tip = sim_size_sentence (work->input->scenario, study, answer);
  offer_total (row, work, answer);
  return row;
}

/* effects may be NULL: not there yet. */
static AppPlanResult *
answer_of (const AppPlanWork *work, const SimSizeStudy *study, guint64 trials, gboolean last,
           const SimEffectStudy *effects)
{
  AppPlanResult *result = app_plan_result_new (work, figure_of (work, study, trials));
  const SimSizeFound found = { study, effects, NULL };
  SimScenario *scenario = work->input->scenario;

  for (guint i = 0; i < study->n_answers; i++)
    g_ptr_array_add (result->rows, row_of (work, study, i, last, effects));
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

  app_plan_found (work, answer_of (work, study, replicates, TRUE, NULL));
  sim_engine_set_keep (work->engine, KEEP);
  effects = sim_effect_study_new (work->engine, work->input->scenario, &own,
                                  app_task_cancel (work->task), error);
  if (effects == NULL)
    return NULL;
  result = answer_of (work, study, replicates, TRUE, effects);
  sim_effect_study_free (effects);
  return result;
}

static SimScenario *
as_planned (gpointer work, guint cell)
{
  return sim_scenario_ref (((AppPlanWork *)work)->input->scenario);
}

/* As the studies of one goal choose theirs: an error is no power that could be near the target. */
static void
choose_shown (gpointer data, guint cell, SimSnapshot *snapshot)
{
  AppPlanWork *work = data;
  SimScenario *scenario = work->input->scenario;
  const SimResults *results = sim_snapshot_results (snapshot);
  const SimSizeResult *own = &results->sizes[results->own_size];
  double power[SIM_MAX_GOALS];
  SimGoal goals[SIM_MAX_GOALS];
  guint n = sim_goals (scenario, goals);

  for (guint g = 0; g < n; g++)
    power[g] = sim_goal_counts (&goals[g], scenario, own) == SIM_COUNTS_ERROR
                   ? NAN
                   : sim_goal_power (&goals[g], own)->value;
  work->shown = goals[sim_goal_shown (scenario, NULL, power, NULL)];
}

/* Once, so that finer answers are about the same. */
static gboolean
look_as_planned (AppPlanWork *work, GError **error)
{
  const SimBatchCalls calls = { as_planned, choose_shown, work };
  const SimRunOptions few
      = { .replicates = MIN (AS_PLANNED, sim_scenario_replicates (work->input->scenario)) };

  return work->step > 0
         || sim_batch_run (work->engine, 1, &few, &calls, app_task_cancel (work->task), error);
}

AppPlanResult *
app_plan_patients (AppPlanWork *work, guint64 replicates, gboolean last, GError **error)
{
  const SimSizeOptions options
      = { .replicates = replicates, .progress = app_plan_progress, .data = work };
  SimSizeStudy *study;
  AppPlanResult *result;

  if (!look_as_planned (work, error))
    return NULL;
  study = sim_size_study_new (work->engine, work->input->scenario, &options,
                              app_task_cancel (work->task), error);
  if (study == NULL)
    return NULL;
  result = last && study->complete ? with_effects (work, study, replicates, error)
                                   : answer_of (work, study, replicates, last, NULL);
  sim_size_study_free (study);
  return result;
}
