/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * allocation.c - the ratio of the arms with which a goal needs about the fewest patients: numbers
 * of a small ratio, which another may undercut by a patient or two.
 *
 * Power at the total that the scenario's own proportions need is climbed: patients are moved from
 * arm to arm, many at first, then fewer. Where power is exact it is that; else every division is
 * simulated on the same random numbers.
 */
#include "allocation.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "../scenario/edit.h"

#define LEAST_SHARE 0.05
#define LOSS        0.005 /* of variance, by rounding to whole numbers */
#define MOST_SUM    40    /* of these */
#define SIMULATED   20000 /* trials of a division, at most */
#define FIRST_MOVE  8     /* this part of all patients, */
#define LAST_MOVE   48    /* down to this, where power is simulated */
#define BLOCKS      "/allocation/block-sizes"
#define WAIT        (G_USEC_PER_SEC / 50)

typedef struct {
  SimEngine *engine;
  SimScenario *own;      /* as it is */
  SimScenario *scenario; /* with fixed numbers */
  SimTheoryForms *forms;
  const SimGoal *goal;
  const gint *cancel;
  GError **error;
  guint n_arms, total, least;
  gboolean moves[SIM_MAX_ARMS]; /* arms that the goal compares */
  gboolean exact;
  guint64 replicates;
} Climb;

/* ---- a scenario with other numbers ---- */

static SimDraft *
put (SimDraft *draft, const char *pointer, SimValue *value)
{
  SimDraft *edited = draft != NULL ? sim_draft_set (draft, pointer, value, NULL) : NULL;

  sim_value_unref (value);
  sim_draft_unref (draft);
  return edited;
}

/* Takes ownership of the draft. */
static SimScenario *
checked (SimDraft *draft)
{
  GPtrArray *problems = sim_problems_new ();
  SimScenario *scenario = draft != NULL ? sim_scenario_check (draft, problems) : NULL;

  g_ptr_array_unref (problems);
  sim_draft_unref (draft);
  return scenario;
}

/* The events that end a trial are those of its own total; another has so many times as many. */
static SimDraft *
put_events (SimDraft *draft, const SimScenario *scenario, guint total)
{
  double times = (double)total / sim_scenario_total (scenario, sim_scenario_own_size (scenario));

  for (guint o = 0; o < sim_scenario_n_outcomes (scenario); o++) {
    g_autofree char *pointer = g_strdup_printf ("/outcomes/%u/events", o);
    double events = sim_scenario_number (scenario, pointer);
    if (events > 0)
      draft = put (draft, pointer, sim_value_new_number (MAX (1, floor (events * times + 0.5))));
  }
  return draft;
}

/* The scenario with fixed numbers in the arms; sizes NULL: in the proportions as planned. */
static SimScenario *
with_arms (SimScenario *scenario, const guint *arms)
{
  SimDraft *draft = put (sim_draft_ref (sim_scenario_draft (scenario)), "/allocation/method",
                         sim_value_new_text ("fixed"));
  SimValue *total;
  guint sum = 0;

  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++) {
    g_autofree char *pointer = g_strdup_printf ("/arms/%u/size", a);
    draft = put (draft, pointer, sim_value_new_number (arms[a]));
    sum += arms[a];
  }
  draft = put_events (draft, scenario, sum);
  total = sim_value_new_number (sum);
  return checked (put (draft, "/run/sizes", sim_value_new_list (&total, 1)));
}

/* ---- power of a division ---- */

static double
simulated (const Climb *climb, const guint *arms)
{
  SimRunOptions options = { .replicates = climb->replicates };
  SimScenario *variant = with_arms (climb->scenario, arms);
  SimRun *run
      = variant != NULL ? sim_run_start (climb->engine, variant, &options, climb->error) : NULL;
  double power = NAN;

  while (run != NULL && !sim_run_wait (run, WAIT)
         && (climb->cancel == NULL || !g_atomic_int_get (climb->cancel)))
    continue;
  if (run != NULL && sim_run_state (run) == SIM_RUN_COMPLETE) {
    SimSnapshot *snapshot = sim_run_snapshot (run);
    const SimResults *results = sim_snapshot_results (snapshot);
    power = sim_goal_power (climb->goal, &results->sizes[results->own_size])->value;
    sim_snapshot_unref (snapshot);
  }
  g_clear_pointer (&run, sim_run_unref);
  sim_scenario_unref (variant);
  return power;
}

static double
power_of (const Climb *climb, const guint *arms)
{
  SimTheorySize size;

  if (!climb->exact)
    return simulated (climb, arms);
  sim_theory_forms_at (climb->forms, arms, TRUE, climb->cancel, &size);
  return sim_goal_exact (climb->goal, &size);
}

/* ---- closed forms ---- */

static void
note_arms (Climb *climb)
{
  for (guint h = 0; h < sim_scenario_n_hypotheses (climb->scenario); h++)
    for (guint a = 0; a < climb->n_arms; a++)
      if (climb->goal->of >> h & 1)
        climb->moves[a] |= sim_scenario_hypothesis (climb->scenario, h)->weights[a] != 0;
}

static double
sd_of (const Climb *climb, const SimHypothesis *h, guint arm)
{
  double sd = sim_scenario_score_map (climb->scenario, h->outcome, (int)arm, h->visit)->sd;

  return isfinite (sd) && sd > 0 ? sd : 1;
}

/* The rule of a goal, and the relative numbers of the arms that it compares; control: the arm that
   several hypotheses share, -1 if there is none. */
static SimAllocationRule
rule_of (const Climb *climb, double *number, int *control)
{
  const SimHypothesis *first = NULL;
  guint count = 0;

  *control = -1;
  for (guint h = 0; h < sim_scenario_n_hypotheses (climb->scenario); h++) {
    const SimHypothesis *one = sim_scenario_hypothesis (climb->scenario, h);
    if (!(climb->goal->of >> h & 1))
      continue;
    first = first != NULL ? first : one;
    count++;
    if (!one->pair && count > 1)
      return SIM_ALLOCATION_RULE_NONE;
    if (one->arm_b != first->arm_b || (count > 1 && !first->pair))
      return SIM_ALLOCATION_RULE_NONE;
  }
  for (guint a = 0; a < climb->n_arms && first != NULL; a++)
    number[a] = sd_of (climb, first, a)
                * (count == 1          ? fabs (first->weights[a])
                   : a == first->arm_b ? sqrt (count)
                                       : 1);
  *control = count > 1 ? (int)first->arm_b : -1;
  return count == 1 ? SIM_ALLOCATION_RULE_CONTRAST : SIM_ALLOCATION_RULE_ROOT;
}

/* Of the patients of the arms that move, each has its part by number; the others keep theirs. */
static void
shares_by (const Climb *climb, const double *number, const guint *planned, double *share)
{
  double free = 0, sum = 0, all = 0;

  for (guint a = 0; a < climb->n_arms; a++) {
    all += planned[a];
    free += climb->moves[a] ? planned[a] : 0;
    sum += climb->moves[a] ? number[a] : 0;
  }
  for (guint a = 0; a < climb->n_arms; a++)
    share[a] = (climb->moves[a] ? free * number[a] / sum : planned[a]) / all;
}

/* Numbers of patients in these shares, of SIM_MAX_TOTAL parts as the split wants whole ones. */
static void
split_by (const Climb *climb, const double *share, guint *arms)
{
  guint weight[SIM_MAX_ARMS] = { 0 };

  for (guint a = 0; a < climb->n_arms; a++)
    weight[a] = (guint)MAX (1, floor (share[a] * SIM_MAX_TOTAL + 0.5));
  sim_split_total (weight, climb->n_arms, climb->total, arms);
}

guint
sim_allocation_ratio_near (const double *share, guint n_arms, guint *ratio)
{
  guint weight[SIM_MAX_ARMS] = { 0 }, sum = n_arms;

  for (guint a = 0; a < n_arms; a++)
    weight[a] = (guint)MAX (1, floor (share[a] * SIM_MAX_TOTAL + 0.5));
  for (;; sum++) {
    double loss = 0;
    gboolean whole = TRUE;
    sim_split_total (weight, n_arms, sum, ratio);
    for (guint a = 0; a < n_arms; a++) {
      double off = (double)ratio[a] / sum - share[a];
      loss += off * off / share[a]; /* of a variance that is least with these shares */
      whole &= ratio[a] >= 1 && ratio[a] <= SIM_MAX_RATIO;
    }
    if ((whole && loss <= LOSS) || sum >= MOST_SUM)
      return sum;
  }
}

/* ---- climbing ---- */

/* A simulated gain is one if it is more than half a standard error of power: on the same random
   numbers differences have less error than power has. */
static gboolean
gains (const Climb *climb, double power, double there)
{
  double error = sqrt (power * (1 - power) / (double)climb->replicates);

  return there > power + (climb->exact ? 0 : error / 2);
}

/* TRUE if power rises when so many patients go from one arm to another. */
static gboolean
try_move (const Climb *climb, guint from, guint to, guint move, guint *arms, double *power)
{
  guint tried[SIM_MAX_ARMS];
  double there;

  if (from == to || !climb->moves[from] || !climb->moves[to] || arms[from] < climb->least + move)
    return FALSE;
  for (guint a = 0; a < climb->n_arms; a++)
    tried[a] = arms[a];
  tried[from] -= move;
  tried[to] += move;
  there = power_of (climb, tried);
  if (!gains (climb, *power, there))
    return FALSE;
  *power = there;
  arms[from] = tried[from];
  arms[to] = tried[to];
  return TRUE;
}

/* Arms that share a control keep their proportions to one another: else power to find any effect
   would be largest without one of them. */
static gboolean
try_control (const Climb *climb, const guint *planned, guint control, gint move, guint *arms,
             double *power)
{
  guint weight[SIM_MAX_ARMS] = { 0 }, others[SIM_MAX_ARMS], rest = climb->total, number;
  double there;

  if ((gint)arms[control] + move < (gint)climb->least)
    return FALSE;
  number = (guint)((gint)arms[control] + move);
  for (guint a = 0; a < climb->n_arms; a++) {
    weight[a] = climb->moves[a] && a != control ? planned[a] : 0;
    rest -= climb->moves[a] ? 0 : arms[a];
  }
  if (rest < number + climb->least)
    return FALSE;
  sim_split_total (weight, climb->n_arms, rest - number, others);
  for (guint a = 0; a < climb->n_arms; a++)
    others[a] = a == control ? number : climb->moves[a] ? others[a] : arms[a];
  there = power_of (climb, others);
  if (!gains (climb, *power, there))
    return FALSE;
  *power = there;
  for (guint a = 0; a < climb->n_arms; a++)
    arms[a] = others[a];
  return TRUE;
}

/* control -1: any arm may give to any other. */
static void
climb_up (const Climb *climb, const guint *planned, int control, guint *arms)
{
  double power = power_of (climb, arms);
  guint last = climb->exact ? 1 : MAX (1, climb->total / LAST_MOVE);

  for (guint move = MAX (1, climb->total / FIRST_MOVE); move >= last; move /= 2) {
    gboolean moved = TRUE;
    while (moved) {
      moved = control >= 0
              && (try_control (climb, planned, (guint)control, (gint)move, arms, &power)
                  || try_control (climb, planned, (guint)control, -(gint)move, arms, &power));
      for (guint from = 0; from < climb->n_arms && control < 0; from++)
        for (guint to = 0; to < climb->n_arms; to++)
          moved |= try_move (climb, from, to, move, arms, &power);
    }
  }
}

/* ---- the answer ---- */

/* The scenario with arms in whole multiples of a ratio, by its own method; NULL where it cannot
   have them. */
static SimScenario *
with_ratio (const Climb *climb, const guint *ratio, guint sum)
{
  guint whole[SIM_MAX_ARMS] = { 0 };

  if (strcmp (sim_scenario_text (climb->own, "/allocation/method"), "fixed") != 0)
    return checked (sim_edit_set_ratio (sim_scenario_draft (climb->own), ratio, 0, NULL));
  for (guint a = 0; a < climb->n_arms; a++)
    whole[a] = ratio[a] * MAX (2, climb->total / sum);
  return with_arms (climb->scenario, whole);
}

/* The proportions planned without their sizes of blocks, where a variant has lost these; NULL where
   it has not. */
static SimScenario *
without_blocks (const Climb *climb, const SimScenario *variant)
{
  SimDraft *own = sim_scenario_draft (climb->own);

  if (sim_draft_get (own, BLOCKS) == NULL
      || sim_draft_get (sim_scenario_draft (variant), BLOCKS) != NULL)
    return NULL;
  return checked (sim_draft_set (own, BLOCKS, NULL, NULL));
}

/* What the goal needs in a scenario; FALSE if it was stopped. */
static gboolean
find_needed (const Climb *climb, const SimSizeStudy *planned, SimScenario *scenario,
             SimNeeded *needed)
{
  const SimSizeOptions how = { .target = planned->target, .replicates = planned->replicates,
                               .goal = climb->goal->id };
  SimSizeStudy *study = sim_size_study_new (climb->engine, scenario, &how, climb->cancel,
                                            climb->error);

  if (study == NULL)
    return FALSE;
  sim_needed_of_answer (scenario, &study->answers[0], needed);
  sim_size_study_free (study);
  return TRUE;
}

/* Of simulated numbers by more than chance: their 95 % intervals do not meet. */
static gboolean
is_fewer (const SimNeeded *offered, const SimNeeded *planned)
{
  return offered->by == planned->by && offered->smallest < planned->smallest
         && offered->total < planned->total
         && (offered->by == SIM_NEEDED_EXACT || offered->high < planned->low);
}

/* What a ratio needs; FALSE if it was stopped. What falls away with sizes of blocks is no merit of
   the ratio. */
static gboolean
find_offered (const Climb *climb, const SimSizeStudy *planned, guint sum,
              SimAllocationAnswer *answer)
{
  SimScenario *variant = with_ratio (climb, answer->ratio, sum);
  SimScenario *freed = variant != NULL ? without_blocks (climb, variant) : NULL;
  SimNeeded unblocked = { .by = SIM_NEEDED_NOT };
  gboolean found = variant == NULL || find_needed (climb, planned, variant, &answer->offered);

  if (found && freed != NULL)
    found = find_needed (climb, planned, freed, &unblocked);
  answer->unblocked = unblocked.total;
  answer->better = is_fewer (&answer->offered, &answer->planned)
                   && (freed == NULL || is_fewer (&answer->offered, &unblocked));
  sim_scenario_unref (freed);
  sim_scenario_unref (variant);
  return found;
}

/* FALSE if it was stopped. */
static gboolean
offer (Climb *climb, const SimSizeStudy *planned, SimAllocationAnswer *answer)
{
  double number[SIM_MAX_ARMS], share[SIM_MAX_ARMS];
  guint arms[SIM_MAX_ARMS], sum;
  int control;

  climb->total = answer->planned.total;
  climb->least = MAX (2, (guint)ceil (LEAST_SHARE * climb->total));
  answer->rule = rule_of (climb, number, &control);
  if (answer->rule != SIM_ALLOCATION_RULE_NONE)
    shares_by (climb, number, answer->planned.arms, answer->rule_share);
  for (guint a = 0; a < climb->n_arms; a++)
    share[a] = answer->rule != SIM_ALLOCATION_RULE_NONE
                   ? MAX (answer->rule_share[a], LEAST_SHARE)
                   : (double)answer->planned.arms[a] / climb->total;
  split_by (climb, share, arms);
  climb_up (climb, answer->planned.arms, control, arms);
  for (guint a = 0; a < climb->n_arms; a++)
    answer->share[a] = (double)arms[a] / climb->total;
  sum = sim_allocation_ratio_near (answer->share, climb->n_arms, answer->ratio);
  return find_offered (climb, planned, sum, answer);
}

static gboolean
answer_goal (Climb *climb, const SimSizeStudy *planned, guint index, SimAllocationAnswer *answer)
{
  const SimSizeAnswer *size = &planned->answers[index];

  answer->goal = size->goal;
  answer->nothing = size->status == SIM_SIZE_NOTHING;
  sim_needed_of_answer (climb->own, size, &answer->planned);
  climb->goal = &answer->goal;
  for (guint a = 0; a < SIM_MAX_ARMS; a++)
    climb->moves[a] = FALSE;
  note_arms (climb);
  if (answer->planned.by == SIM_NEEDED_NOT)
    return TRUE;
  climb->exact = TRUE;
  climb->exact = isfinite (power_of (climb, answer->planned.arms));
  return offer (climb, planned, answer);
}

/* The scenario in its own proportions, with fixed numbers. */
static SimScenario *
fixed_of (SimScenario *scenario)
{
  guint own = sim_scenario_own_size (scenario), arms[SIM_MAX_ARMS];

  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++)
    arms[a] = sim_scenario_arm_size (scenario, own, a);
  return with_arms (scenario, arms);
}

SimAllocationStudy *
sim_allocation_study_new (SimEngine *engine, SimScenario *scenario, const SimSizeStudy *planned,
                          void (*progress) (double share, gpointer data), gpointer data,
                          const gint *cancel, GError **error)
{
  GError *failure = NULL;
  Climb climb = { .engine = engine, .own = scenario, .cancel = cancel, .error = &failure };
  guint n = planned->n_answers, done = 0;
  SimAllocationStudy *study;

  climb.scenario = fixed_of (scenario);
  if (climb.scenario == NULL) {
    g_set_error_literal (error, SIM_ERROR, SIM_ERROR_FAILED,
                         _ ("the scenario is not valid with fixed numbers"));
    return NULL;
  }
  climb.n_arms = sim_scenario_n_arms (scenario);
  climb.forms = sim_theory_forms_new (climb.scenario);
  climb.replicates = MIN (planned->replicates, SIMULATED);
  study = g_new0 (SimAllocationStudy, 1);
  study->target = planned->target;
  study->replicates = planned->replicates;
  study->n_arms = climb.n_arms;
  for (; done < n; done++) {
    if (progress != NULL)
      progress ((double)done / n, data);
    if (!answer_goal (&climb, planned, done, &study->answers[done])
        || (cancel != NULL && g_atomic_int_get (cancel)))
      break;
  }
  study->n_answers = done;
  study->complete = done == n;
  sim_theory_forms_free (climb.forms);
  sim_scenario_unref (climb.scenario);
  if (failure != NULL || done == 0)
    g_clear_pointer (&study, sim_allocation_study_free);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return study;
}

int
sim_allocation_small_arm (const SimAllocationAnswer *answer, guint n_arms)
{
  guint least = 0;

  for (guint a = 1; a < n_arms; a++)
    if (answer->offered.arms[a] < answer->offered.arms[least])
      least = a;
  return answer->better && answer->offered.arms[least] < SIM_ALLOCATION_SAFE ? (int)least : -1;
}

void
sim_allocation_study_free (SimAllocationStudy *study)
{
  g_free (study);
}
