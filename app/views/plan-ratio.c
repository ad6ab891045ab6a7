/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-ratio.c - the ratio of the arms that needs about the fewest patients: offered, not imposed.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "views/plan.h"

typedef enum { GOAL, RATIO, USE, PATIENTS, PLANNED, ARMS, RULE, CAUTION } Column;

const AppColumnLook app_plan_ratio_looks[] = {
  [GOAL] = { N_ ("Goal"), N_ ("What is to be shown"), .words = TRUE, .expand = TRUE,
             .least = 18 },
  [PLANNED] = { N_ ("As planned"), N_ ("Patients needed in the proportions of the scenario, in "
                                    "whole patients an arm") },
  [RATIO] = { N_ ("Ratio"), N_ ("The ratio, in small whole numbers, in the order of the arms") },
  [PATIENTS] = { N_ ("Patients"), N_ ("Patients needed with that ratio, in whole patients an "
                                 "arm") },
  [ARMS] = { N_ ("In the arms"), N_ ("Patients in each arm, in the order of the arms") },
  [RULE] = { N_ ("Rule"), N_ ("The closed form that the search began with") },
  [CAUTION] = { N_ ("Caution"), N_ ("An arm of so few patients that neither normal approximations "
                                    "nor adjustment for covariates are safe; sizes of blocks that "
                                    "the ratio does not fill"),
                .words = TRUE, .least = 12 },
  [USE] = { "", N_ ("Give the scenario that number of patients, split by that ratio") },
};

static char *
ratio_text (const SimAllocationStudy *study, const guint *ratio)
{
  GString *text = g_string_new (NULL);

  for (guint a = 0; a < study->n_arms; a++)
    g_string_append_printf (text, "%s%u", a == 0 ? "" : " : ", ratio[a]);
  return g_string_free (text, FALSE);
}

static gboolean
reached (const SimAllocationAnswer *answer)
{
  return answer->planned.total > 0 && answer->offered.total > 0;
}

/* With the ratio that is offered, or else as planned. */
static const SimNeeded *
needed (const SimAllocationAnswer *answer)
{
  return answer->better ? &answer->offered : &answer->planned;
}

static guint
saved (const SimAllocationAnswer *answer)
{
  return (answer->unblocked > 0 ? answer->unblocked : answer->planned.total)
         - answer->offered.total;
}

/* The answer whose ratio saves most; NULL where none saves any. safe: of those without an arm that
   is too small, which is nothing to lead with. */
static const SimAllocationAnswer *
best_of (const SimAllocationStudy *study, gboolean safe)
{
  const SimAllocationAnswer *best = NULL;

  for (guint i = 0; i < study->n_answers; i++) {
    const SimAllocationAnswer *answer = &study->answers[i];

    if (answer->better && (best == NULL || saved (answer) > saved (best))
        && (!safe || sim_allocation_small_arm (answer, study->n_arms) < 0))
      best = answer;
  }
  return best;
}

static gboolean
nothing_to_find (const SimAllocationStudy *study)
{
  guint n = 0;

  while (n < study->n_answers && study->answers[n].nothing)
    n++;
  return n == study->n_answers;
}

/* The arm of the ratio that is too small to be safe; NULL where there is none. */
static char *
few_text (const AppPlanWork *work, const SimAllocationAnswer *answer)
{
  SimScenario *scenario = work->input->scenario;
  int arm = sim_allocation_small_arm (answer, sim_scenario_n_arms (scenario));
  g_autofree char *patients
      = arm >= 0 ? sim_format_count (answer->offered.arms[arm]) : NULL;

  /* Translators: a number of patients, and an arm */
  return arm >= 0 ? g_strdup_printf (_ ("only %s in %s"), patients,
                                     sim_scenario_arm_name (scenario, arm))
                  : NULL;
}

/* What else is to be known of the ratio that is offered; NULL: nothing. */
static char *
caution_text (const AppPlanWork *work, const SimAllocationAnswer *answer)
{
  g_autofree char *few = few_text (work, answer);
  const char *blocks
      = answer->better && answer->unblocked > 0 ? _ ("not in the blocks planned") : NULL;

  if (few != NULL && blocks != NULL)
    /* Translators: "only 8 in the control arm", and "not in the blocks planned" */
    return g_strdup_printf (_ ("%s, %s"), few, blocks);
  return few != NULL ? g_steal_pointer (&few) : g_strdup (blocks);
}

static char *
title_of (const AppPlanWork *work, const SimAllocationStudy *study)
{
  const SimAllocationAnswer *best = best_of (study, TRUE);
  g_autofree char *goal = NULL, *ratio = NULL, *total = NULL, *planned = NULL, *caution = NULL;

  if (nothing_to_find (study))
    return g_strdup (_ ("There is nothing to find: for every goal a true null hypothesis would "
                        "have to be rejected"));
  if (best == NULL && best_of (study, FALSE) != NULL)
    return g_strdup_printf (_ ("Only ratios with an arm of fewer than %d patients were found to "
                               "need fewer"),
                            SIM_ALLOCATION_SAFE);
  if (best == NULL)
    return g_strdup (_ ("No other ratio of the arms was found to need fewer patients"));
  goal = app_plan_goal_within (work, &best->goal);
  ratio = ratio_text (study, best->ratio);
  total = sim_format_count (best->offered.total);
  planned = sim_format_count (best->planned.total);
  caution = caution_text (work, best);
  if (caution != NULL)
    /* Translators: as the next one; the last is "only 8 in the control arm" */
    return g_strdup_printf (_ ("With a ratio of %s, %s patients in place of %s are enough for %s, "
                               "but %s"),
                            ratio, total, planned, goal, caution);
  return g_strdup_printf (_ ("With a ratio of %s, %s patients in place of %s are enough for %s"),
                          ratio, total, planned, goal);
}

static char *
row_text (const AppPlanWork *work, const SimAllocationStudy *study,
          const SimAllocationAnswer *answer)
{
  g_autofree char *total = sim_format_count (needed (answer)->total);
  g_autofree char *ratio = ratio_text (study, answer->ratio);
  g_autofree char *caution = caution_text (work, answer);

  if (answer->nothing)
    return g_strdup (_ ("nothing to find"));
  if (!reached (answer))
    return g_strdup (_ ("power not reached"));
  if (!answer->better)
    return g_strdup_printf (_ ("%s as planned"), total);
  if (caution != NULL)
    /* Translators: a number of patients, a ratio of the arms, and "only 8 in the control arm" */
    return g_strdup_printf (_ ("%s as %s, %s"), total, ratio, caution);
  /* Translators: a number of patients, and a ratio of the arms */
  return g_strdup_printf (_ ("%s as %s"), total, ratio);
}

static PlotFigure *
figure_of (const AppPlanWork *work, const SimAllocationStudy *study)
{
  PlotIntervalsData *data = plot_intervals_data_new (study->n_answers);

  for (guint i = 0; i < study->n_answers; i++) {
    const SimAllocationAnswer *answer = &study->answers[i];
    PlotIntervalRow *row = &data->rows[i];

    row->name = app_plan_goal (work, &answer->goal);
    row->text = row_text (work, study, answer);
    row->detail = sim_allocation_sentence (work->input->scenario, study, answer);
    if (!reached (answer))
      continue;
    row->value = needed (answer)->total;
    row->other = answer->better ? answer->planned.total : NAN;
  }
  data->title = title_of (work, study);
  data->subtitle = g_strdup (_ ("Patients needed with the ratio that is offered; hollow: in the "
                                "proportions of the scenario"));
  app_plan_mark_provisional (work, FALSE, &data->title, &data->subtitle);
  data->axis = g_strdup (_ ("Patients in all"));
  return plot_intervals_figure_new (data);
}

static const char *
rule_text (const SimAllocationAnswer *answer)
{
  switch (answer->rule) {
  case SIM_ALLOCATION_RULE_CONTRAST:
    return _ ("weight × SD");
  case SIM_ALLOCATION_RULE_ROOT:
    return _ ("√k control");
  default:
    return NULL;
  }
}

static AppPlanRow *
row_of (const AppPlanWork *work, const SimAllocationStudy *study, guint index)
{
  const SimAllocationAnswer *answer = &study->answers[index];
  AppPlanRow *row = app_plan_row_new ();
  double arms[SIM_MAX_ARMS];

  for (guint a = 0; a < study->n_arms; a++)
    arms[a] = needed (answer)->arms[a];
  row->texts[GOAL] = app_plan_goal (work, &answer->goal);
  row->tip = sim_allocation_sentence (work->input->scenario, study, answer);
  if (!reached (answer))
    return row;
  row->texts[PLANNED] = sim_format_count (answer->planned.total);
  row->texts[RULE] = g_strdup (rule_text (answer));
  row->texts[ARMS] = app_plan_arms (work, arms);
  row->texts[PATIENTS] = sim_format_count (needed (answer)->total);
  row->texts[RATIO]
      = answer->better ? ratio_text (study, answer->ratio) : g_strdup (_ ("as planned"));
  row->texts[CAUTION] = caution_text (work, answer);
  if (!answer->better)
    return row;
  for (guint a = 0; a < study->n_arms; a++)
    row->ratio[a] = answer->ratio[a];
  row->total = answer->offered.total;
  /* Translators: a button that gives the scenario so many patients in that ratio of the arms */
  row->use = g_strdup_printf (_ ("Use %s as %s"), row->texts[PATIENTS], row->texts[RATIO]);
  row->use_help = g_strdup_printf (
      answer->unblocked > 0 ? _ ("Give the scenario %s patients, split as %s; the sizes of blocks, "
                                 "which that ratio does not fill, fall away")
                            : _ ("Give the scenario %s patients, split as %s"),
      row->texts[PATIENTS], row->texts[RATIO]);
  return row;
}

static AppPlanResult *
answer_of (const AppPlanWork *work, const SimSizeStudy *size, const SimAllocationStudy *study)
{
  AppPlanResult *result = app_plan_result_new (work, figure_of (work, study));
  const SimSizeFound found = { size, NULL, study };
  SimScenario *scenario = work->input->scenario;

  for (guint i = 0; i < study->n_answers; i++)
    g_ptr_array_add (result->rows, row_of (work, study, i));
  result->text = sim_report_size_table (scenario, &found, &app_plan_info, 0);
  result->csv = sim_report_size_csv (scenario, &found);
  result->json = sim_report_size_json (scenario, &found, &app_plan_info);
  return result;
}

AppPlanResult *
app_plan_ratio (AppPlanWork *work, guint64 replicates, gboolean last, GError **error)
{
  const gint *cancel = app_task_cancel (work->task);
  const SimSizeOptions options
      = { .replicates = replicates, .progress = app_plan_progress, .data = work };
  SimSizeStudy *size
      = sim_size_study_new (work->engine, work->input->scenario, &options, cancel, error);
  SimAllocationStudy *study
      = size != NULL && size->complete
            ? sim_allocation_study_new (work->engine, work->input->scenario, size,
                                        app_plan_progress, work, cancel, error)
            : NULL;
  AppPlanResult *result = study != NULL ? answer_of (work, size, study) : NULL;

  sim_allocation_study_free (study);
  sim_size_study_free (size);
  return result;
}
