/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * keep-lanes.c - patients as they are, for analyses that sums do not suffice for: kept while the
 * arms are drawn, then fitted trial by trial at every size.
 */
#include "lane-plan.h"
#include "lane-scores.h"

/* --- keeping -------------------------------------------------------------------------------- */

/* Standardised scores in the outcome's unit; unseen ones, where seen says so, NaN. */
static void keep_scores (const LaneUnit *unit, int arm, int n, const double *score,
                         const int64_t *seen, double *kept)
{
  const vd magic = v_set (LANE_MAGIC), none = v_set (__builtin_nan (""));
  vd by = v_set (unit->by[arm]), plus = v_set (unit->plus[arm]), low = v_set (unit->low);
  double per_step = unit->step > 0 ? 1 / unit->step : 0;
  for (int i = 0; i < n * VPARTS; i++) {
    vd value = plus + by * v_load (score, i);
    if (unit->step > 0)
      value = low + (((value - low) * per_step + magic) - magic) * unit->step;
    if (seen)
      value = v_select (v_load_i (seen, i), value, none);
    v_store (kept, i, value);
  }
}

/* 1 where seen, and of times, which have an event, 2 where there is one; from masks. */
static void keep_seen (const int64_t *seen, const int64_t *event, int n, int8_t *kept)
{
  typedef int8_t vb __attribute__ ((vector_size (VW)));
  for (int i = 0; i < n * VPARTS; i++) {
    vi here = v_load_i (seen, i);
    vi how = event ? here & (1 - v_load_i (event, i)) : -here;
    *(vb *) (void *) (kept + i * VW) = __builtin_convertvector (how, vb);
  }
}

static void keep_numbers (const int64_t *from, int n, double *kept)
{
  for (int i = 0; i < n * SIM_LANES; i++)
    kept[i] = (double) from[i];
}

static void keep_parts (const LanePeople *people, const LaneStore *store, int arm, int place,
                        int n, const LanePatients *patients, LaneWhole *whole)
{
  long at = (long) place * SIM_LANES;
  int stratum = 0, covariate = 0;
  for (int k = 0; k < people->n_parts; k++)
    if (people->parts[k].kind == LANE_PART_STRATUM && store->strata >= 0)
      keep_numbers (patients->level[k], n,
                    whole->column + lane_kept_at (whole, store->strata + stratum++, arm) + at);
    else if (people->parts[k].kind == LANE_PART_PATIENT && store->covariates >= 0
             && covariate < people->n_covariates) {
      double *kept
          = whole->column + lane_kept_at (whole, store->covariates + covariate++, arm) + at;
      for (int i = 0; i < n * VPARTS; i++)
        v_store (kept, i, v_load (patients->value[k], i));
    }
}

static void keep_columns (const LanePeople *people, const LaneReduction *reduction,
                          const LaneStore *store, int arm, int place, int n,
                          const LanePatients *patients, LaneWhole *whole)
{
  long at = (long) place * SIM_LANES;
  if (store->baseline >= 0)
    keep_scores (&reduction->unit[0], arm, n, patients->score[0], 0,
                 whole->column + lane_kept_at (whole, store->baseline, arm) + at);
  for (int v = 0; v < store->n_visits && store->visits >= 0; v++)
    keep_scores (&reduction->unit[v + 1], arm, n, patients->score[v + 1], patients->seen[v + 1],
                 whole->column + lane_kept_at (whole, store->visits + v, arm) + at);
  keep_parts (people, store, arm, place, n, patients, whole);
  if (store->treated < 0)
    return;
  double *kept = whole->column + lane_kept_at (whole, store->treated, arm) + at;
  bool all = people->fates[arm].n_states == 1;
  for (int i = 0; i < n * SIM_LANES; i++)
    kept[i] = all || patients->state[i] == 0;
}

void LANE_FN (sim_lanes_keep) (const LaneDraws *draws, int arm, int r, int place, int n,
                               const LanePatients *patients, double *room, LaneWhole *whole)
{
  const LaneReduction *reduction = &draws->reductions[r];
  const LanePeople *people = draws->people[reduction->people];
  const double *score = lane_scores (reduction, arm, n, patients, room);
  int64_t mask[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  const int64_t *seen = lane_analysed (reduction, arm, n, patients, mask);
  const int64_t *event = patients->event;
  long at = lane_kept_at (whole, reduction->store, arm) + (long) place * SIM_LANES;
  keep_scores (&reduction->value_unit, arm, n, score, 0, whole->value + at);
  keep_seen (seen, people->times ? event : 0, n, whole->seen + at);
  for (int i = 0; i < n * SIM_LANES && whole->entered; i++)
    whole->entered[at + i] = patients->entered[i];
  keep_columns (people, reduction, &draws->stores[reduction->store], arm, place, n, patients,
                whole);
}

/* --- one trial ------------------------------------------------------------------------------ */

static double kept (const LaneWhole *whole, int column, int arm, int place, int lane)
{
  return whole->column[lane_kept_at (whole, column, arm) + (long) place * SIM_LANES + lane];
}

/* The columns of a patient, as the ith of the sample. */
static void gather_columns (const LaneDraws *draws, const LaneStore *store, int arm, int place,
                            int lane, LaneWhole *whole, int i)
{
  const LanePeople *people = draws->people[draws->reductions[store->reduction].people];
  LaneSample *sample = &whole->sample;
  if (store->baseline >= 0)
    sample->baseline[i] = kept (whole, store->baseline, arm, place, lane);
  for (int v = 0; v < store->n_visits && store->visits >= 0; v++)
    sample->score[v][i] = kept (whole, store->visits + v, arm, place, lane);
  int cell = 0, stratum = 0;
  for (int k = 0; k < people->n_parts && store->strata >= 0; k++)
    if (people->parts[k].kind == LANE_PART_STRATUM) {
      int level = (int) kept (whole, store->strata + stratum, arm, place, lane);
      sample->level[stratum++][i] = (int8_t) level;
      cell = cell * people->parts[k].n_levels + level;
    }
  if (store->strata >= 0)
    sample->stratum[i] = (int16_t) cell;
  for (int k = 0; k < people->n_covariates && store->covariates >= 0; k++)
    sample->covariate[k][i] = kept (whole, store->covariates + k, arm, place, lane);
  if (store->columns & LANE_COLUMN_PRACTITIONERS)
    sample->practitioner[i]
        = people->practitioner_at[arm] < 0
              ? -1
              : (int) people->tables[people->practitioner_at[arm] + place];
  if (store->treated >= 0)
    sample->treated[i] = kept (whole, store->treated, arm, place, lane) != 0;
}

/* One trial's patients of a store, those of all its sizes. */
static void gather (const LaneDraws *draws, int s, int lane, const int *n, LaneWhole *whole)
{
  const LaneStore *store = &draws->stores[s];
  const LanePeople *people = draws->people[draws->reductions[store->reduction].people];
  LaneSample *sample = &whole->sample;
  sample->n = 0;
  sample->n_arms = draws->n_arms;
  sample->n_visits = store->n_visits;
  sample->n_strata = people->n_strata;
  sample->n_covariates = people->n_covariates;
  sample->n_cells = 1;
  for (int k = 0; k < people->n_parts; k++)
    if (people->parts[k].kind == LANE_PART_STRATUM)
      sample->n_cells *= people->parts[k].n_levels;
  sample->ordered = false;
  for (int arm = 0; arm < draws->n_arms; arm++) {
    long at = lane_kept_at (whole, s, arm) + lane;
    for (int place = 0; place < n[arm]; place++) {
      int seen = whole->seen[at + (long) place * SIM_LANES], i = sample->n;
      if (!seen && store->visits < 0)
        continue;
      sample->value[i] = seen ? whole->value[at + (long) place * SIM_LANES] : __builtin_nan ("");
      sample->event[i] = seen == 2;
      sample->arm[i] = (int8_t) arm;
      if (whole->entered) {
        sample->entered[i] = whole->entered[at + (long) place * SIM_LANES];
        sample->whole_value[i] = sample->value[i];
        sample->whole_event[i] = sample->event[i];
      }
      if (store->columns)
        gather_columns (draws, store, arm, place, lane, whole, i);
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

/* An arm need not grow with the total. */
static void most_numbers (const LaneDraws *draws, const LaneScratch *scratch, int lane, int *most)
{
  arm_numbers (draws, scratch, 0, lane, most);
  for (int size = 1; size < draws->n_sizes; size++) {
    int n[LANE_ARMS];
    arm_numbers (draws, scratch, size, lane, n);
    for (int arm = 0; arm < draws->n_arms; arm++)
      most[arm] = n[arm] > most[arm] ? n[arm] : most[arm];
  }
}

/* Takes those of a size. */
static void take_size (LaneSample *sample)
{
  for (int i = 0; i < sample->n; i++) {
    int arm = sample->arm[i];
    sample->arm_now[i] = (int8_t) (sample->place[i] < sample->n_at[arm] ? arm : -1);
  }
}

static bool is_analysed (const LaneReduction *reduction, const LaneSample *sample, int i)
{
  bool seen = sample->value[i] == sample->value[i];
  for (int v = 0; v < sample->n_visits && reduction->any_visit; v++)
    seen = seen || sample->score[v][i] == sample->score[v][i];
  return seen;
}

/* Times are never NaN: what counts as seen of them is all that is there. */
static void count_analysed (const LaneReduction *reduction, LaneSample *sample)
{
  for (int arm = 0; arm < sample->n_arms; arm++)
    sample->n_analysed[arm] = 0;
  for (int i = 0; i < sample->n; i++)
    if (sample->arm_now[i] >= 0)
      sample->n_analysed[sample->arm_now[i]] += is_analysed (reduction, sample, i);
}

/* What is said of a trial of times beside its fits, into the rows of its arms. */
static void record_events (const LaneSample *sample, double *record)
{
  int events[LANE_ARMS] = { 0 };
  for (int i = 0; i < sample->n; i++)
    if (sample->arm_now[i] >= 0)
      events[sample->arm_now[i]] += sample->event[i];
  for (int arm = 0; arm < sample->n_arms; arm++) {
    double *row = record + arm * LANE_WHOLE_MOMENTS * SIM_LANES;
    row[LANE_WHOLE_EVENTS * SIM_LANES] = events[arm];
    row[LANE_WHOLE_CUT * SIM_LANES] = sample->cut;
  }
}

static void fit_one (const LaneDraws *draws, const LaneReduction *reduction, int size, int lane,
                     LaneSample *sample, double *records)
{
  LaneWholeFit fit[LANE_HYPOTHESES];
  bool enough = true;
  double *record = records + reduction->at
                   + (long) size * reduction->n_rows * reduction->n_moments * SIM_LANES + lane;
  count_analysed (reduction, sample);
  for (int arm = 0; arm < draws->n_arms; arm++)
    enough = enough && sample->n_analysed[arm] >= 2;
  for (int i = 0; i < reduction->n_pairs; i++)
    fit[i] = (LaneWholeFit){ 0, -1, __builtin_inf () };
  if (enough && reduction->n_pairs > 0) /* else only the numbers are asked for */
    reduction->whole (reduction, sample, fit);
  for (int arm = 0; arm < draws->n_arms; arm++)
    record[(arm * LANE_WHOLE_MOMENTS + LANE_WHOLE_N) * SIM_LANES] = sample->n_analysed[arm];
  if (lane_is_of_times (draws, reduction))
    record_events (sample, record);
  for (int i = 0; i < reduction->n_pairs; i++) {
    double *row = record + (draws->n_arms + i) * LANE_WHOLE_MOMENTS * SIM_LANES;
    row[LANE_WHOLE_ESTIMATE * SIM_LANES] = fit[i].variance < 0 ? 0 : fit[i].estimate;
    row[LANE_WHOLE_VARIANCE * SIM_LANES] = fit[i].variance;
    row[LANE_WHOLE_DF * SIM_LANES] = fit[i].df;
  }
}

/* Which of the eight trials each reduction fits one by one. */
typedef unsigned Left[LANE_REDUCTIONS];

static inline bool is_left (const LaneDraws *draws, const Left left, int r, int store, int lane)
{
  return draws->reductions[r].store == store && (left[r] >> lane & 1) != 0;
}

/* All fits to the patients of a store at a size: what they share (a cut, an order) is done once. */
static bool fit_size (const LaneDraws *draws, int store, int size, int lane, const Left left,
                      LaneSample *sample, double *records, const atomic_int *stop)
{
  bool taken = false;
  for (int r = 0; r < draws->n_reductions; r++) {
    const LaneReduction *reduction = &draws->reductions[r];
    if (!is_left (draws, left, r, store, lane))
      continue;
    if (atomic_load_explicit (stop, memory_order_relaxed))
      return false;
    if (!taken) {
      take_size (sample);
      sample->cut = __builtin_inf ();
      if (reduction->cut)
        reduction->cut (reduction->events[size], sample);
    }
    taken = true;
    fit_one (draws, reduction, size, lane, sample, records);
  }
  return true;
}

static bool fit_trial (const LaneDraws *draws, int store, int lane, const Left left,
                       LaneScratch *scratch, double *records, const atomic_int *stop)
{
  LaneWhole *whole = scratch->whole;
  int most[LANE_ARMS];
  bool any = false;
  for (int r = 0; r < draws->n_reductions; r++)
    any = any || is_left (draws, left, r, store, lane);
  if (!any)
    return true;
  most_numbers (draws, scratch, lane, most);
  gather (draws, store, lane, most, whole);
  whole->sample.replicate = whole->first + (uint64_t) lane;
  for (int size = 0; size < draws->n_sizes; size++) {
    arm_numbers (draws, scratch, size, lane, whole->sample.n_at);
    if (!fit_size (draws, store, size, lane, left, &whole->sample, records, stop))
      return false;
  }
  return true;
}

/* --- eight trials --------------------------------------------------------------------------- */

static unsigned fit_group (const LaneDraws *draws, const LaneReduction *reduction,
                           LaneScratch *scratch, double *records)
{
  int64_t n_at[LANE_SIZES * LANE_ARMS * SIM_LANES] SIM_LANE_ALIGNED;
  for (int size = 0; size < draws->n_sizes && !draws->random; size++)
    for (int arm = 0; arm < draws->n_arms; arm++)
      for (int part = 0; part < VPARTS; part++)
        v_store_i (n_at + (size * draws->n_arms + arm) * SIM_LANES, part,
                   (vi){ 0 } + draws->arm_n[size][arm]);
  return reduction->group (reduction, scratch->whole,
                           draws->random ? scratch->recruits->n_at : n_at,
                           records + reduction->at);
}

bool LANE_FN (sim_lanes_fit) (const LaneDraws *draws, LaneScratch *scratch, double *records,
                              const atomic_int *stop)
{
  Left left = { 0 };
  for (int r = 0; r < draws->n_reductions; r++) {
    const LaneReduction *reduction = &draws->reductions[r];
    if (atomic_load_explicit (stop, memory_order_relaxed))
      return false;
    if (reduction->group)
      left[r] = fit_group (draws, reduction, scratch, records);
    else if (reduction->whole)
      left[r] = (1u << SIM_LANES) - 1;
  }
  for (int store = 0; store < draws->n_stores; store++)
    for (int lane = 0; lane < SIM_LANES; lane++)
      if (!fit_trial (draws, store, lane, left, scratch, records, stop))
        return false;
  return true;
}
