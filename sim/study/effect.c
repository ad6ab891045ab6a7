/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effect.c - what a trial of a given total can find.
 *
 * The probit of power is nearly straight in a truth: few steps along the chord find where power is
 * the target, by closed forms first, and then by runs on the same random numbers.
 */
#include "effect.h"

#include <glib/gi18n.h>
#include <math.h>

#include "../base/prob.h"
#include "size-grid.h"
#include "truth.h"

#define WAIT    (G_USEC_PER_SEC / 50)
#define MOST    24   /* steps of a search */
#define NEAR    1e-9 /* of a probit: the search by closed forms ends */
#define FEW     5.0  /* trials' worth of one: that by runs does */
#define FAR     1.5  /* of a probit: farther points say nothing of the slope */
#define EDGE    1e-9 /* keeps probits finite */
#define LARGEST 64.0 /* of a step that is worth while: no larger one is made */

typedef struct {
  SimEngine *engine;
  SimScenario *scenario; /* at the total alone */
  const gint *cancel;
  GError **error;
  guint total;
  guint split[SIM_MAX_ARMS];
  double target;
  guint64 replicates;
} Study;

static gboolean
cancelled (const Study *study)
{
  return study->cancel != NULL && g_atomic_int_get (study->cancel) != 0;
}

static SimSnapshot *
simulate (const Study *study, SimScenario *scenario)
{
  SimRunOptions options = { .replicates = study->replicates };
  SimRun *run = sim_run_start (study->engine, scenario, &options, study->error);
  SimSnapshot *snapshot = NULL;

  while (run != NULL && !cancelled (study) && !sim_run_wait (run, WAIT))
    continue;
  if (run != NULL && sim_run_state (run) == SIM_RUN_COMPLETE)
    snapshot = sim_run_snapshot (run);
  else if (run != NULL && sim_run_state (run) == SIM_RUN_FAILED)
    g_set_error_literal (study->error, SIM_ERROR, SIM_ERROR_FAILED, _ ("not enough memory"));
  g_clear_pointer (&run, sim_run_unref);
  return snapshot;
}

static const SimSizeResult *
size_of (const Study *study, SimSnapshot *snapshot)
{
  const SimResults *results = sim_snapshot_results (snapshot);
  guint s = 0;

  while (results->sizes[s].total != study->total)
    s++;
  return &results->sizes[s];
}

/* ---- power after a move ---- */

typedef double (*PowerAfter) (const Study *study, const SimGoal *goal, SimScenario *scenario);

static double
exact_power (const Study *study, const SimGoal *goal, SimScenario *scenario)
{
  SimTheoryForms *forms = sim_theory_forms_new (scenario);
  SimTheorySize size;

  sim_theory_forms_at (forms, study->split, TRUE, study->cancel, &size);
  sim_theory_forms_free (forms);
  return sim_goal_exact (goal, &size);
}

static double
simulated_power (const Study *study, const SimGoal *goal, SimScenario *scenario)
{
  SimSnapshot *snapshot = simulate (study, scenario);
  double power = NAN;

  if (snapshot != NULL)
    power = sim_goal_power (goal, size_of (study, snapshot))->value;
  sim_snapshot_unref (snapshot);
  return power;
}

static double
probit (double p)
{
  return sim_normal_quantile (CLAMP (p, EDGE, 1 - EDGE));
}

/* How far the probit is from that of the target after a move; NaN where there is no power. */
static double
excess (const Study *study, const SimGoal *goal, const SimTruthMove *move, PowerAfter power,
        double by)
{
  SimScenario *moved = sim_truth_moved (move, by);
  double result = NAN;

  if (moved != NULL && !cancelled (study))
    result = probit (power (study, goal, moved)) - probit (study->target);
  sim_scenario_unref (moved);
  return result;
}

/* ---- the move at which power is the target ---- */

typedef struct {
  double by, slope; /* of the probit there */
} Root;

/* The move that puts the effect where the claim begins, from which on power rises; NaN if that
   cannot be. */
static double
find_null (const SimTruthMove *move)
{
  double lower = sim_scenario_hypothesis (move->scenario, move->hypothesis)->lower;
  double by = 0, at = sim_truth_effect (move, 0) - lower, next = at > 0 ? -move->step : move->step;

  for (guint i = 0; i < MOST && fabs (at) > 1e-9; i++) {
    double there = sim_truth_effect (move, next) - lower;
    for (guint halves = 0; isnan (there) && halves < 20; halves++) {
      next = by + (next - by) / 2;
      there = sim_truth_effect (move, next) - lower;
    }
    if (isnan (there) || there == at)
      return NAN;
    double after = next - there * (next - by) / (there - at);
    by = next;
    at = there;
    next = after;
  }
  return by;
}

/*
 * From start on, where the probit is `at` away from the target's: chords, kept within what is known
 * to lie on either side of it, and above least. FALSE where none is found: values are at their end.
 */
static gboolean
find_root (const Study *study, const SimGoal *goal, const SimTruthMove *move, PowerAfter power,
           double start, double least, Root *root)
{
  double near = power == exact_power ? NEAR : FEW / (double)study->replicates;
  double at = excess (study, goal, move, power, start), by = start;
  double low = least, high = INFINITY, slope = NAN, far_by = start, far_at = at;
  double next = start + (at < 0 ? move->step : -move->step);

  for (guint i = 0; i < MOST && isfinite (at) && (fabs (at) > near || isnan (slope)); i++) {
    if (at < 0)
      low = MAX (low, by);
    else
      high = MIN (high, by);
    if (isfinite (high) && !(next > low && next < high))
      next = (low + high) / 2;
    next = MAX (next, low);
    double there = excess (study, goal, move, power, next);
    for (guint halves = 0; isnan (there) && halves < 6 && !cancelled (study); halves++) {
      next = by + (next - by) / 2; /* beyond what the value can be */
      there = excess (study, goal, move, power, next);
    }
    if (next != by && there != at)
      slope = (there - at) / (next - by);
    double reach = slope > 0 ? -there / slope : there < 0 ? 2 * move->step : -2 * move->step;
    by = next;
    at = there;
    if (fabs (at) < FAR && (fabs (far_at) >= FAR || fabs (at) > fabs (far_at))) {
      far_by = by;
      far_at = at;
    }
    next = by + CLAMP (reach, -LARGEST * move->step, LARGEST * move->step);
    if (high - low < 1e-9 * move->step)
      break;
  }
  /* points that are near to one another differ by few trials */
  if (fabs (far_at) < FAR && by != far_by)
    slope = (at - far_at) / (by - far_by);
  *root = (Root){ by, slope };
  return isfinite (at) && fabs (at) < 0.05 && slope > 0;
}

/* ---- the answers ---- */

/* Effects whose band holds the target: the band of the target itself over the slope. */
static void
fill_interval (const Study *study, const SimTruthMove *move, const Root *root,
               SimEffectAnswer *answer)
{
  double n = (double)study->replicates;
  SimFigure band
      = sim_figure_proportion ((guint64)floor (study->target * n + 0.5), study->replicates);
  double middle = probit (study->target);

  answer->low = sim_truth_effect (move, root->by - (probit (band.high) - middle) / root->slope);
  answer->high = sim_truth_effect (move, root->by + (middle - probit (band.low)) / root->slope);
}

/* FALSE if it was stopped. */
static gboolean
answer_effect (const Study *study, SimEffectAnswer *answer)
{
  guint hypothesis = (guint)g_bit_nth_lsf (answer->goal.of, -1);
  SimTruthMove move;
  Root root = { 0, NAN };
  double start = 0, least;

  answer->planned = sim_scenario_true_effect (study->scenario, hypothesis);
  if (!sim_truth_move_init (&move, study->scenario, hypothesis)
      || sim_scenario_hypothesis (study->scenario, hypothesis)->test == SIM_TEST_BETWEEN
      || isnan (least = find_null (&move))) {
    sim_truth_move_clear (&move);
    return TRUE;
  }
  start = MAX (start, least);
  if (find_root (study, &answer->goal, &move, exact_power, start, least, &root)) {
    answer->exact_effect = sim_truth_effect (&move, root.by);
    start = root.by;
  }
  if (find_root (study, &answer->goal, &move, simulated_power, start, least, &root)) {
    answer->effect = sim_truth_effect (&move, root.by);
    answer->value = sim_truth_move_value (&move, root.by);
    fill_interval (study, &move, &root, answer);
  }
  answer->pointer = sim_pointer_with_ids (sim_scenario_expanded (study->scenario), move.pointer);
  sim_truth_move_clear (&move);
  return !cancelled (study);
}

static void
answer_init (const Study *study, const SimGoal *goal, const SimSizeResult *size,
             SimEffectAnswer *answer)
{
  *answer = (SimEffectAnswer){ .goal = *goal, .power = *sim_goal_power (goal, size) };
  answer->exact_power = exact_power (study, goal, study->scenario);
  answer->counts = sim_goal_counts (goal, study->scenario, size);
  answer->planned = answer->effect = answer->low = answer->high = NAN;
  answer->exact_effect = answer->value = NAN;
}

/* The scenario at the total alone; NULL with the error set. */
static SimScenario *
at_total (SimScenario *scenario, guint total, Study *study, GError **error)
{
  SimSizeGrid grid;
  SimScenario *variant;

  sim_size_grid_init (&grid, scenario);
  if (total >= grid.n_arms && total <= SIM_MAX_TOTAL)
    sim_split_total (grid.weight, grid.n_arms, total, study->split);
  variant = total >= grid.n_arms && total <= SIM_MAX_TOTAL
                ? sim_size_variant (scenario, &grid, &total, 1)
                : NULL;
  if (variant == NULL)
    g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE,
                 _ ("a total of %u leaves an arm fewer than two patients, or is above %d"), total,
                 SIM_MAX_TOTAL);
  return variant;
}

SimEffectStudy *
sim_effect_study_new (SimEngine *engine, SimScenario *scenario, const SimEffectOptions *options,
                      const gint *cancel, GError **error)
{
  guint own = sim_scenario_total (scenario, sim_scenario_own_size (scenario));
  Study study = { .engine = engine, .cancel = cancel, .error = error };
  SimEffectStudy *result = NULL;
  SimSnapshot *snapshot = NULL;
  SimGoal goals[SIM_MAX_GOALS];
  guint n = sim_goals_asked (scenario, options->goal, goals, error), done = 0;

  study.total = options->total > 0 ? options->total : own;
  study.target
      = options->target > 0 ? options->target : sim_scenario_number (scenario, "/run/target-power");
  study.replicates
      = options->replicates > 0 ? options->replicates : sim_scenario_replicates (scenario);
  if (n == 0 || (study.scenario = at_total (scenario, study.total, &study, error)) == NULL)
    return NULL;
  snapshot = simulate (&study, study.scenario);
  if (snapshot != NULL) {
    const SimSizeResult *size = size_of (&study, snapshot);
    result = g_new0 (SimEffectStudy, 1);
    *result = (SimEffectStudy){ .total = study.total,
                                .target = study.target,
                                .replicates = study.replicates,
                                .analysed = size->analysed };
    for (guint a = 0; a < sim_scenario_n_arms (scenario); a++)
      result->arms[a] = size->arms[a];
    for (; done < n && !cancelled (&study); done++) {
      SimEffectAnswer *answer = &result->answers[result->n_answers++];
      answer_init (&study, &goals[done], size, answer);
      if ((goals[done].of & (goals[done].of - 1)) == 0 && !answer_effect (&study, answer))
        break;
    }
  }
  sim_snapshot_unref (snapshot);
  sim_scenario_unref (study.scenario);
  if (result != NULL && (done < n || cancelled (&study) || (error != NULL && *error != NULL)))
    g_clear_pointer (&result, sim_effect_study_free);
  return result;
}

void
sim_effect_study_free (SimEffectStudy *study)
{
  if (study == NULL)
    return;
  for (guint i = 0; i < study->n_answers; i++)
    g_free (study->answers[i].pointer);
  g_free (study);
}
