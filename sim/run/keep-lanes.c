/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * keep-lanes.c - patients as they are, for analyses that sums do not suffice for: kept while the
 * arms are drawn, then fitted trial by trial at every size.
 */
#include "lane-plan.h"

void LANE_FN (sim_lanes_keep) (const LaneDraws *draws, int arm, int r, int place, int n,
                               const LanePatients *patients, double *room, LaneWhole *whole)
{
  const LaneReduction *reduction = &draws->reductions[r];
  const double *score = lane_scores (reduction, arm, n, patients, room);
  bool times = draws->people[reduction->people]->times;
  int64_t mask[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  const int64_t *seen = lane_analysed (reduction, arm, n, patients, mask);
  const int64_t *event = patients->event;
  long row = (long) reduction->store * draws->n_arms + arm;
  long at = (row * whole->capacity + place) * SIM_LANES;
  for (int i = 0; i < n * SIM_LANES; i++) {
    whole->value[at + i] = score[i];
    whole->seen[at + i] = (int8_t) (times ? seen[i] & (1 - event[i]) : -seen[i]);
  }
  for (int i = 0; i < n * SIM_LANES && whole->entered; i++)
    whole->entered[at + i] = patients->entered[i];
}

/* One trial's patients of a store, those of its largest size. */
static void gather (const LaneDraws *draws, int store, int lane, const int *n, LaneWhole *whole)
{
  LaneSample *sample = &whole->sample;
  sample->n = 0;
  sample->n_arms = draws->n_arms;
  sample->ordered = false;
  for (int arm = 0; arm < draws->n_arms; arm++) {
    long at = ((long) store * draws->n_arms + arm) * whole->capacity * SIM_LANES + lane;
    for (int place = 0; place < n[arm]; place++) {
      int seen = whole->seen[at + (long) place * SIM_LANES];
      if (!seen)
        continue;
      sample->value[sample->n] = whole->value[at + (long) place * SIM_LANES];
      sample->event[sample->n] = seen == 2;
      sample->arm[sample->n] = (int8_t) arm;
      if (whole->entered) {
        sample->entered[sample->n] = whole->entered[at + (long) place * SIM_LANES];
        sample->whole_value[sample->n] = sample->value[sample->n];
        sample->whole_event[sample->n] = sample->event[sample->n];
      }
      sample->place[sample->n++] = place;
    }
  }
}

static void arm_numbers (const LaneDraws *draws, const LaneScratch *scratch, int size, int lane,
                         int *n)
{
  for (int arm = 0; arm < draws->n_arms; arm++)
    n[arm] = draws->random ? (int) lane_number_at (draws, scratch->recruits, size, arm)[lane]
                           : draws->arm_n[size][arm];
}

/* Takes those of a size, and counts them. */
static void take_size (LaneSample *sample, int *seen)
{
  for (int arm = 0; arm < sample->n_arms; arm++)
    seen[arm] = 0;
  for (int i = 0; i < sample->n; i++) {
    int arm = sample->arm[i];
    bool here = sample->place[i] < sample->n_at[arm];
    sample->arm_now[i] = (int8_t) (here ? arm : -1);
    seen[arm] += here;
  }
}

static void fit_one (const LaneDraws *draws, const LaneReduction *reduction, int size, int lane,
                     const int *seen, LaneSample *sample, double *records)
{
  double estimate[LANE_HYPOTHESES], variance[LANE_HYPOTHESES];
  bool enough = true;
  double *record = records + reduction->at
                   + (long) size * reduction->n_rows * reduction->n_moments * SIM_LANES + lane;
  for (int arm = 0; arm < draws->n_arms; arm++) {
    record[(arm * LANE_WHOLE_MOMENTS + LANE_WHOLE_N) * SIM_LANES] = seen[arm];
    enough = enough && seen[arm] >= 2;
  }
  for (int i = 0; i < reduction->n_pairs; i++)
    variance[i] = -1;
  if (enough && reduction->n_pairs > 0) /* else only the numbers are asked for */
    reduction->whole (reduction, sample, estimate, variance);
  for (int i = 0; i < reduction->n_pairs; i++) {
    double *row = record + (draws->n_arms + i) * LANE_WHOLE_MOMENTS * SIM_LANES;
    row[LANE_WHOLE_ESTIMATE * SIM_LANES] = variance[i] < 0 ? 0 : estimate[i];
    row[LANE_WHOLE_VARIANCE * SIM_LANES] = variance[i];
  }
}

/* All fits to the patients of a store at a size: what they share (a cut, an order) is done once. */
static bool fit_size (const LaneDraws *draws, int store, int size, int lane, LaneSample *sample,
                      double *records, const atomic_int *stop)
{
  int seen[LANE_ARMS];
  bool taken = false;
  for (int r = 0; r < draws->n_reductions; r++) {
    const LaneReduction *reduction = &draws->reductions[r];
    if (!reduction->whole || reduction->store != store)
      continue;
    if (atomic_load_explicit (stop, memory_order_relaxed))
      return false;
    if (!taken) {
      take_size (sample, seen);
      if (reduction->cut)
        reduction->cut (reduction->events[size], sample, seen);
    }
    taken = true;
    fit_one (draws, reduction, size, lane, seen, sample, records);
  }
  return true;
}

bool LANE_FN (sim_lanes_fit) (const LaneDraws *draws, LaneScratch *scratch, double *records,
                              const atomic_int *stop)
{
  LaneWhole *whole = scratch->whole;
  for (int store = 0; store < draws->n_stores; store++)
    for (int lane = 0; lane < SIM_LANES; lane++) {
      int most[LANE_ARMS];
      arm_numbers (draws, scratch, draws->n_sizes - 1, lane, most);
      gather (draws, store, lane, most, whole);
      for (int size = 0; size < draws->n_sizes; size++) {
        arm_numbers (draws, scratch, size, lane, whole->sample.n_at);
        if (!fit_size (draws, store, size, lane, &whole->sample, records, stop))
          return false;
      }
    }
  return true;
}
