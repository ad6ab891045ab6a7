/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial.c - one replicate again, patient by patient.
 *
 * Patients come from the scalar lane kernels, verdicts from those of the plan, on the group of
 * eight that holds the replicate: they give the bits of the run.
 */
#include "trial.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "../scenario/responder.h"
#include "allocation.h"
#include "event-cut.h"
#include "plan-people.h"
#include "snapshot.h"
#include "trial-order.h"
#include "trial-result.h"

typedef struct {
  SimTrial *trial;
  const SimScenario *scenario;
  const LanePeople *people[LANE_OUTCOMES]; /* of the outcomes that are not derived */
  LanePatients *patients[LANE_OUTCOMES];
  guint n_own, own[SIM_MAX_OUTCOMES];
  SimPeople source;
  int lane;
  gint32 *practitioners, *centres; /* of the arm, by place */
  const LaneAllocation *allocation; /* where arm sizes are random; else NULL */
  guint *arm_of, *levels;           /* of each recruit then */
} Replay;

/* A standardised score in the outcome's unit. */
static double in_unit (const Replay *replay, guint outcome, guint arm, guint point, double score)
{
  int of = point == 0 ? -1 : (int) arm;
  const SimScoreMap *map
      = sim_scenario_score_map (replay->scenario, outcome, of, point == 0 ? 0 : point - 1);
  if (map->raw)
    return score;
  double centre = point == 0
                      ? map->mean
                      : sim_scenario_true_mean (replay->scenario, outcome, arm, point - 1);
  double value = centre + map->sd * score;
  if (map->kind == SIM_SCORE_LIMITED)
    return CLAMP (value, map->low, map->high); /* its table keeps 32 bits */
  return map->kind == SIM_SCORE_GRID || map->kind == SIM_SCORE_CUTS
             ? map->min + map->step * nearbyint ((value - map->min) / map->step)
             : value;
}

static void read_parts (const Replay *replay, int at, SimPatient *patient)
{
  const LanePeople *people = replay->people[0];
  guint strata = 0, own = 0;
  for (int k = 0; k < people->n_parts; k++)
    if (people->parts[k].kind == LANE_PART_STRATUM)
      patient->levels[strata++] = (int) replay->patients[0]->level[k][at];
    else if (people->parts[k].kind == LANE_PART_PATIENT && own < replay->source.n_covariates)
      patient->covariates[own++] = replay->patients[0]->value[k][at];
}

static void read_state (const Replay *replay, guint arm, int at, SimPatient *patient)
{
  const LaneFate *fate = &replay->people[0]->fates[arm];
  gint64 state = fate->n_states > 1 ? replay->patients[0]->state[at] : 0;
  patient->treated = SIM_TREATED_AS_ALLOCATED;
  if (state > fate->n_switches)
    patient->treated = SIM_TREATED_NOT_ADHERENT;
  else if (state > 0) {
    patient->treated = SIM_TREATED_SWITCHED;
    patient->switched_to = replay->source.switches[fate->switch_at[state]].to;
  }
}

static SimSeen seen_at (const LanePeople *people, const LanePatients *patients, guint arm, guint p,
                        int at)
{
  gboolean may_leave = people->times || people->fates[arm].leave != LANE_LEAVE_NEVER;
  if (may_leave && patients->left[p][at])
    return SIM_SEEN_LEFT;
  if (people->times && !patients->event[at])
    return SIM_SEEN_CENSORED;
  return patients->seen[p][at] ? SIM_SEEN : SIM_SEEN_GAP;
}

static void read_scores (const Replay *replay, guint k, guint arm, int at, SimPatient *patient)
{
  SimScores *scores = &patient->outcomes[replay->own[k]];
  const LanePeople *people = replay->people[k];
  const LanePatients *patients = replay->patients[k];
  guint outcome = replay->own[k];
  if (people->times)
    patient->entered = patients->entered[at];
  scores->baseline = scores->latent_baseline = NAN;
  if (people->baseline) {
    scores->latent_baseline = patients->latent[0][at];
    scores->baseline = in_unit (replay, outcome, arm, 0, patients->score[0][at]);
  }
  for (guint v = 0; v < replay->trial->outcomes[outcome].n_visits; v++) {
    scores->latent[v] = patients->latent[v + 1][at];
    scores->scores[v] = in_unit (replay, outcome, arm, v + 1, patients->score[v + 1][at]);
    scores->seen[v] = seen_at (people, patients, arm, v + 1, at);
  }
}

/* Whether the patient has responded, by the scores as they are reported. */
static void read_responses (const SimResponder *responder, guint n_visits, const SimScores *source,
                            double step, SimScores *scores)
{
  double x = responder->improvement, baseline = source->baseline;
  scores->baseline = scores->latent_baseline = NAN;
  for (guint v = 0; v < n_visits; v++) {
    double gain = responder->direction * (source->scores[responder->visit[v]] - baseline);
    double enough = responder->relative ? x * baseline : x;
    gboolean counts = !responder->relative || baseline > 0;
    scores->latent[v] = NAN;
    scores->scores[v] = counts && gain >= enough - SIM_RESPONSE_SLACK * step;
    scores->seen[v] = source->seen[responder->visit[v]];
  }
}

static void read_patient (const Replay *replay, guint arm, guint place, int at,
                          SimPatient *patient)
{
  const SimTrial *trial = replay->trial;
  SimResponder responder;
  patient->arm = arm;
  patient->number = place + 1;
  patient->practitioner = replay->practitioners[place];
  patient->centre = replay->centres[place];
  for (guint k = 0; k < replay->n_own; k++)
    read_scores (replay, k, arm, at, patient);
  for (guint o = 0; o < trial->n_outcomes; o++)
    if (sim_scenario_responder (replay->scenario, o, &responder)) {
      const SimScoreMap *map = sim_scenario_score_map (replay->scenario, responder.source, 0, 0);
      read_responses (&responder, trial->outcomes[o].n_visits,
                      &patient->outcomes[responder.source], map->step > 0 ? map->step : map->sd,
                      &patient->outcomes[o]);
    }
  read_parts (replay, at, patient);
  read_state (replay, arm, at, patient);
}

/* The recruits of an arm, and their levels as the lanes read them: [place][stratum][lane]. */
static gint8 *list_recruits (const Replay *replay, guint arm, guint n, SimPatient *out)
{
  guint n_strata = (guint) replay->allocation->n_strata, place = 0;
  gint8 *lists = g_new0 (gint8, (gsize) (n + LANE_CHUNK) * n_strata * SIM_LANES + 1);
  for (guint i = 0; i < replay->trial->total; i++) {
    if (replay->arm_of[i] != arm)
      continue;
    for (guint s = 0; s < n_strata; s++)
      lists[(place * n_strata + s) * SIM_LANES + (guint) replay->lane]
          = (gint8) replay->levels[i * n_strata + s];
    out[place++].recruit = i + 1;
  }
  for (guint k = 0; k < replay->n_own; k++) {
    replay->patients[k]->levels_of = n_strata > 0 ? lists : NULL;
    replay->patients[k]->n_strata = (int) n_strata;
  }
  return lists;
}

static void replay_arm (Replay *replay, guint arm, guint n, SimPatient *out)
{
  gint8 *lists = replay->allocation ? list_recruits (replay, arm, n, out) : NULL;
  guint64 first = replay->trial->index & ~(guint64) (SIM_LANES - 1);
  replay->practitioners = g_new (gint32, n);
  replay->centres = g_new (gint32, n);
  memset (replay->practitioners, -1, n * sizeof (gint32));
  memset (replay->centres, -1, n * sizeof (gint32));
  if (replay->trial->has_practitioners)
    sim_scenario_practitioners (replay->scenario, arm, n, replay->practitioners);
  if (replay->trial->has_centres)
    sim_scenario_centres (replay->scenario, arm, n, replay->centres);
  for (guint k = 0; k < replay->n_own; k++)
    sim_lanes_people_begin_scalar (replay->people[k], (int) arm, first, replay->patients[k]);
  for (guint place = 0; place < n; place += LANE_CHUNK) {
    guint some = MIN (LANE_CHUNK, n - place);
    for (guint k = 0; k < replay->n_own; k++)
      sim_lanes_people_draw_scalar (replay->people[k], (int) arm, (int) place, (int) some,
                                    replay->patients[k]);
    for (guint i = 0; i < some; i++)
      read_patient (replay, arm, place + i, (int) i * SIM_LANES + replay->lane, out++);
  }
  g_free (replay->practitioners);
  g_free (replay->centres);
  g_free (lists);
}

static void note_people (Replay *replay)
{
  SimTrial *trial = replay->trial;
  for (guint k = 0; k < replay->n_own; k++)
    trial->has_times |= replay->people[k]->times;
  sim_scenario_people (replay->scenario, 0, &replay->source);
  trial->n_strata = replay->source.n_strata;
  trial->n_covariates = replay->source.n_covariates;
  trial->has_centres = replay->source.n_centres > 0;
  for (guint a = 0; a < trial->n_arms; a++) {
    trial->has_practitioners |= replay->source.practitioner[a].value > 0;
    trial->has_states |= replay->people[0]->fates[a].n_states > 1;
  }
}

/* The arms' numbers of patients: random ones are those of the recruits. */
static void count_arms (Replay *replay, guint size, int *n)
{
  const SimTrial *trial = replay->trial;
  for (guint a = 0; a < trial->n_arms; a++)
    n[a] = replay->allocation ? 0 : (int) sim_scenario_arm_size (replay->scenario, size, a);
  if (!replay->allocation)
    return;
  replay->arm_of = g_new (guint, trial->total);
  replay->levels = g_new (guint, (gsize) trial->total * LANE_STRATA);
  sim_allocation_replay (replay->allocation, trial->index, trial->total, replay->arm_of,
                         replay->levels);
  for (guint i = 0; i < trial->total; i++)
    n[replay->arm_of[i]]++;
}

static void note_outcomes (SimTrial *trial, const SimScenario *scenario, guint *n_visits)
{
  guint own[SIM_MAX_OUTCOMES], n = sim_scenario_own_outcomes (scenario, own);
  trial->n_outcomes = sim_scenario_n_outcomes (scenario);
  for (guint o = 0; o < trial->n_outcomes; o++) {
    trial->outcomes[o].n_visits = sim_scenario_n_visits (scenario, o);
    trial->outcomes[o].has_baseline = sim_scenario_score_map (scenario, o, -1, 0) != NULL;
  }
  for (guint k = 0; k < n; k++)
    n_visits[k] = trial->outcomes[own[k]].n_visits;
}

/* FALSE if memory is short. */
static gboolean make_room (SimTrial *trial)
{
  trial->patients = g_try_new0 (SimPatient, trial->n_patients);
  trial->scores = g_try_new0 (SimScores, (gsize) trial->n_patients * trial->n_outcomes);
  for (guint i = 0; trial->patients && trial->scores && i < trial->n_patients; i++)
    trial->patients[i].outcomes = trial->scores + (gsize) i * trial->n_outcomes;
  return trial->patients && trial->scores;
}

/* Ends the times of an outcome with so many events, as the run does. */
static void cut_at_events (SimTrial *trial, guint outcome, int events)
{
  double *happened = g_new (double, trial->n_patients);
  int n = 0;
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimScores *scores = &trial->patients[i].outcomes[outcome];
    if (scores->seen[0] == SIM_SEEN)
      happened[n++] = trial->patients[i].entered + scores->scores[0];
  }
  double cut = sim_event_cut (n, happened, events);
  for (guint i = 0; i < trial->n_patients; i++) {
    SimScores *scores = &trial->patients[i].outcomes[outcome];
    bool event = scores->seen[0] == SIM_SEEN;
    double watched = scores->scores[0];
    if (!sim_event_cut_patient (cut, trial->patients[i].entered, &watched, &event)) {
      scores->seen[0] = SIM_SEEN_NOT_ENTERED;
      scores->scores[0] = 0;
    } else if (watched != scores->scores[0]) {
      scores->seen[0] = SIM_SEEN_CENSORED;
      scores->scores[0] = watched;
    }
  }
  g_free (happened);
}

static gboolean draw_patients (SimTrial *trial, const SimScenario *scenario, const LanePlan *plan,
                               guint size)
{
  int n[SIM_MAX_ARMS], most[SIM_MAX_ARMS];
  guint n_visits[SIM_MAX_OUTCOMES] = { 0 };
  Replay replay = { .trial = trial, .scenario = scenario, .lane = (int) (trial->index % SIM_LANES),
                    .allocation = plan->draws.random ? &plan->draws.allocation : NULL };
  note_outcomes (trial, scenario, n_visits);
  trial->order_counts = plan->draws.random;
  count_arms (&replay, size, n);
  for (guint a = 0; a < trial->n_arms; a++)
    most[a] = MAX (n[a], 1);
  replay.n_own = sim_scenario_own_outcomes (scenario, replay.own);
  gboolean good = make_room (trial)
                  && sim_plan_people_fill (scenario, n_visits, most, replay.people)
                  && sim_plan_patients_fill (replay.people, replay.patients);
  SimPatient *out = trial->patients;
  if (good) {
    note_people (&replay);
    for (guint a = 0; a < trial->n_arms; a++) {
      replay_arm (&replay, a, (guint) n[a], out);
      out += n[a];
    }
    for (guint o = 0; o < trial->n_outcomes; o++)
      if (sim_plan_events (scenario, o, size) > 0)
        cut_at_events (trial, o, sim_plan_events (scenario, o, size));
    if (!trial->order_counts)
      sim_trial_order (trial, scenario);
  }
  for (guint k = 0; k < LANE_OUTCOMES; k++) {
    sim_plan_people_unref ((LanePeople *) replay.people[k]);
    sim_plan_patients_free (replay.patients[k]);
  }
  g_free (replay.arm_of);
  g_free (replay.levels);
  return good;
}

static gboolean no_memory (GError **error)
{
  g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED, _ ("there is not enough memory for the trial"));
  return FALSE;
}

/* Numbers analysed in an arm, as the records have them. */
static double analysed (const LanePlan *plan, const double *records, int h, int size, int lane,
                        int arm)
{
  int r = plan->analyses[plan->hypotheses[h].analysis].reduction;
  const LaneReduction *reduction = &plan->draws.reductions[r];
  const double *record = lane_record (&plan->draws, records, r, size);
  if (!reduction->any_missing)
    return plan->draws.arm_n[size][arm];
  return record[((long) arm * reduction->n_moments + lane_n_moment (reduction)) * SIM_LANES + lane];
}

static void adjust (SimTrial *trial, const SimScenario *scenario, const LanePlan *plan,
                    const double *records, int size, int lane)
{
  SimProcedure procedure;
  SimTested tested[SIM_MAX_HYPOTHESES];
  sim_scenario_procedure (scenario, &procedure);
  for (guint h = 0; h < trial->n_hypotheses; h++) {
    const SimTrialResult *result = &trial->results[h];
    int a = plan->hypotheses[h].a, b = plan->hypotheses[h].b;
    tested[h] = (SimTested){ .p = result->p_value, .estimate = result->estimate, .se = result->se,
                             .statistic = result->statistic, .df = result->df, .a = (guint) a,
                             .b = (guint) b };
    tested[h].alpha = sim_scenario_hypothesis (scenario, h)->alpha;
    for (guint k = 0; k < trial->n_arms; k++)
      trial->analysed[h][k]
          = (guint) analysed (plan, records, (int) h, size, lane, (int) k);
    tested[h].n_a = trial->analysed[h][a];
    tested[h].n_b = trial->analysed[h][b];
  }
  sim_adjustment_init (&procedure, tested, &trial->adjustment);
  trial->adjustment.simultaneous &= plan->simultaneous; /* not of intervals of other kinds */
}

static gboolean judge (SimTrial *trial, const SimScenario *scenario, const SimKernels *kernels,
                       const LanePlan *plan, guint size, GError **error)
{
  atomic_int never = 0;
  LaneScratch *scratch = sim_scratch_new (plan);
  if (!scratch)
    return no_memory (error);
  kernels->reduce (&plan->draws, trial->index & ~(guint64) (SIM_LANES - 1), 1, scratch,
                   scratch->records, &never);
  kernels->decide (plan, (int) size, scratch->records, 1, &scratch->fit);
  for (guint h = 0; h < trial->n_hypotheses; h++)
    sim_trial_result_read (scenario, plan, &scratch->fit, (int) h, (int) size,
                           (int) (trial->index % SIM_LANES), &trial->results[h]);
  adjust (trial, scenario, plan, scratch->records, (int) size, (int) (trial->index % SIM_LANES));
  sim_scratch_free (scratch);
  return TRUE;
}

SimTrial *sim_trial_draw (SimScenario *scenario, const SimKernels *kernels, const SimPlan *plan,
                          guint size, guint64 index, GError **error)
{
  SimTrial *trial = g_new0 (SimTrial, 1);
  trial->index = index;
  trial->total = sim_scenario_total (scenario, size);
  trial->n_arms = sim_scenario_n_arms (scenario);
  trial->n_hypotheses = sim_scenario_n_hypotheses (scenario);
  trial->n_patients = trial->total;
  gboolean good = draw_patients (trial, scenario, &plan->lanes, size) || no_memory (error);
  if (!good || !judge (trial, scenario, kernels, &plan->lanes, size, error))
    g_clear_pointer (&trial, sim_trial_free);
  return trial;
}

SimTrial *sim_trial_new (SimEngine *engine, SimScenario *scenario, guint64 index, guint total,
                         GError **error)
{
  int size = sim_trial_size (scenario, total, error);
  if (size < 0)
    return NULL;
  const SimKernels *kernels = sim_kernels (SIM_ISA_SCALAR);
  SimPlan *plan = sim_plan_new (scenario, kernels, sim_engine_cache (engine), 0);
  if (!plan) {
    no_memory (error);
    return NULL;
  }
  SimTrial *trial = sim_trial_draw (scenario, kernels, plan, (guint) size, index, error);
  sim_plan_unref (plan);
  return trial;
}

void sim_trial_free (SimTrial *trial)
{
  if (!trial)
    return;
  g_free (trial->patients);
  g_free (trial->scores);
  g_free (trial);
}
