/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * count-lanes.c - decisions to the counts and sums of a block.
 *
 * All sums are integers: counts, and fixed point in units of the planned standard error, so that
 * merging blocks is associative and no order of threads can change a bit.
 */
#include "lane-plan.h"

/* The replicates of a tile that count: -1, else 0. */
typedef int64_t Active[LANE_TILE] SIM_LANE_ALIGNED;

/* What is so of each replicate of a tile, bit by bit: counts of that need no vectors. */
typedef struct {
  uint64_t active, fitted[LANE_HYPOTHESES], rejected[LANE_HYPOTHESES];
} Masks;
_Static_assert (LANE_TILE <= 64, "a bit for each replicate of a tile");

/* Without an instruction for it gcc would call a function: pairs of bits, fours, then bytes. */
static inline int64_t number (uint64_t mask)
{
#if defined __POPCNT__
  return __builtin_popcountll (mask);
#else
  mask -= mask >> 1 & 0x5555555555555555;
  mask = (mask & 0x3333333333333333) + (mask >> 2 & 0x3333333333333333);
  return (int64_t) (((mask + (mask >> 4)) & 0x0f0f0f0f0f0f0f0f) * 0x0101010101010101 >> 56);
#endif
}

/* The sum with 1.5 * 2^28 has no finer steps than 2^-24: the nearest number of these, |x| < 2^27,
 * is its bits less those of 1.5 * 2^28, which are taken off once for all of a tile. Until then sums
 * wrap, so they have no sign. */
#define NO_STEPS v_set (6755399441055744.0 / LANE_FIXED)
static inline vu steps (vd x)
{
  return (vu) (x + NO_STEPS);
}

/* Sums of this and more are not kept apart: 2^26, which leaves them in range. */
#define MOST v_set (67108864.0)

/* Which lines of the next size's records to ask the memory for while one size is counted: of each
 * group lines from .. to - 1 of those of an analysis. Kept records lie outside the caches, too far
 * apart for the processor to guess; asked for all at once they would hold up what comes after. */
typedef struct {
  const double *first; /* of the first group */
  int from, to;
} Ahead;

/* Whether the intervals that an analysis brings itself hold the true effects; half their widths. */
static inline vm inside_own (const LaneFit *fit, int h, int at, vd z, vd *width)
{
  vd down = v_load (fit->reach_down[h], at), up_to = v_load (fit->reach_up[h], at);
  *width = (down + up_to) * 0.5;
  return v_not_more (z, down) & v_not_more (-z, up_to);
}

/* Of one vector of the eight lanes: they stay in registers over the groups of a tile. What stands
 * there in steps has those of 1.5 * 2^28 in it, as often as `none` has, but for z and zz. */
typedef struct {
  vu none, z, zz, vv, width, z4, v2, width2, rejected_z, benefit_z, rejected_zz, bits;
} Sums;

static void add_sums (const Sums *sums, int part, LaneCell *cell)
{
#define ADD(field, x) v_store_i (cell->field, part, v_load_i (cell->field, part) + (vi) (x))
  ADD (z, sums->z);
  ADD (zz, sums->zz);
  ADD (vv, sums->vv - sums->none);
  ADD (width, sums->width - sums->none);
  ADD (z4, sums->z4 - sums->none);
  ADD (v2, sums->v2 - sums->none);
  ADD (width2, sums->width2 - sums->none);
  ADD (rejected_z, sums->rejected_z);
  ADD (signed_z, sums->benefit_z + sums->benefit_z - sums->rejected_z);
  ADD (rejected_zz, sums->rejected_zz);
#undef ADD
  *(vu *) (void *) (cell->bits + part * VW) += sums->bits;
}

static void count_part (const LanePlan *plan, int size, int h, const LaneFit *fit, int groups,
                        int part, Ahead ahead, Masks *masks, LaneCell *cell)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  bool fixed = plan->analyses[hypothesis->analysis].df_fixed, own = hypothesis->own_interval;
  const double *varying = fit->critical[hypothesis->df_of][hypothesis->level];
  vd critical = v_set (plan->critical_fixed[h][hypothesis->level][size]);
  vd against = v_set (-hypothesis->effect[size]);
  uint64_t all_fitted = 0, all_rejected = 0, all_inside = 0, all_up = 0;
  Sums sums = { 0 };
  for (int at = part; at < groups * VPARTS; at += VPARTS) {
    for (int i = ahead.from; i < ahead.to; i++)
      __builtin_prefetch (ahead.first + i * SIM_LANES);
    ahead.first += plan->draws.stride;
    vm here = v_mask (v_load_i (fit->fitted[h], at));
    vm rejected = v_mask (v_load_i (fit->rejected[h], at));
    vd z = v_load (fit->error[h], at), vv = v_load (fit->variance[h], at);
    vd width = (fixed ? critical : v_load (varying, at)) * v_sqrt (vv);
    vm inside = own ? inside_own (fit, h, at, z, &width) : v_not_more (v_abs (z), width);
    /* an interval wider than 2^26 planned SEs adds that much: the sums stay in range */
    width = v_at_most (width, MOST);
    vm up = rejected & v_less (against, z);
    vd zz = z * z;
    vu z_steps = steps (z) - (vu) NO_STEPS, zz_steps = steps (zz) - (vu) NO_STEPS;
    v_note (&all_fitted, at, here);
    v_note (&all_rejected, at, rejected);
    v_note (&all_inside, at, inside);
    v_note (&all_up, at, up);
    sums.none = v_add_where (here, sums.none, (vu) NO_STEPS);
    sums.z = v_add_where (here, sums.z, z_steps);
    sums.zz = v_add_where (here, sums.zz, zz_steps);
    sums.vv = v_add_where (here, sums.vv, steps (vv));
    sums.width = v_add_where (here, sums.width, steps (width));
    sums.z4 = v_add_where (here, sums.z4, steps (v_at_most (zz * zz, MOST)));
    sums.v2 = v_add_where (here, sums.v2, steps (v_at_most (vv * vv, MOST)));
    sums.width2 = v_add_where (here, sums.width2, steps (v_at_most (width * width, MOST)));
    sums.rejected_z = v_add_where (rejected, sums.rejected_z, z_steps);
    sums.benefit_z = v_add_where (up, sums.benefit_z, z_steps);
    sums.rejected_zz = v_add_where (rejected, sums.rejected_zz, zz_steps);
    sums.bits = v_add_where (here, sums.bits, (vu) z + (vu) vv);
  }
  masks->fitted[h] |= all_fitted;
  masks->rejected[h] |= all_rejected;
  cell->fitted += number (all_fitted);
  cell->covered += number (all_fitted & all_inside);
  cell->benefit += number (all_up);
  add_sums (&sums, part, cell);
}

static void count_analysis (const LanePlan *plan, int size, const LaneAnalysis *analysis,
                            const double *records, const LaneFit *fit, int groups, Masks *masks,
                            LaneCell *cells)
{
  const LaneReduction *reduction = &plan->draws.reductions[analysis->reduction];
  int steps = analysis->n_hypotheses * VPARTS;
  int lines = size + 1 < plan->draws.n_sizes ? reduction->n_rows * reduction->n_moments : 0;
  int share = steps > 0 ? (lines + steps - 1) / steps : 0;
  Ahead ahead = { .first = lane_record (&plan->draws, records, analysis->reduction, size + 1) };
  for (int step = 0; step < steps; step++) {
    int h = analysis->hypotheses[step / VPARTS];
    ahead.from = ahead.to;
    ahead.to = lines - ahead.from < share ? lines : ahead.from + share;
    count_part (plan, size, h, fit, groups, step % VPARTS, ahead, masks, &cells[h]);
  }
}

/* Leaves neither fits nor rejections of replicates that do not count. */
static void drop_inactive (const LanePlan *plan, const int64_t *active, int groups, LaneFit *fit)
{
  for (int h = 0; h < plan->n_hypotheses; h++)
    for (int at = 0; at < groups * VPARTS; at++) {
      vi here = v_load_i (active, at);
      v_store_i (fit->fitted[h], at, here & v_load_i (fit->fitted[h], at));
      v_store_i (fit->rejected[h], at, here & v_load_i (fit->rejected[h], at));
    }
}

/* Bit h of a pattern: hypothesis h is rejected. Of few hypotheses each parts the trials of every
 * pattern of those before it; of many the trials are counted one after the other. */
static void count_patterns (const LanePlan *plan, const Masks *masks, uint32_t *patterns)
{
  enum { FEW = 3 };
  uint64_t of[1 << FEW] = { masks->active };
  for (int h = 0; h < FEW; h++)
    for (int p = 0; p < 1 << h; p++) {
      of[1 << h | p] = of[p] & masks->rejected[h];
      of[p] &= ~masks->rejected[h];
    }
  for (int p = 0; p < 1 << plan->n_hypotheses && plan->n_hypotheses <= FEW; p++)
    patterns[p] += (uint32_t) number (of[p]);
  for (int i = 0; i < LANE_TILE && plan->n_hypotheses > FEW; i++) {
    unsigned p = 0;
    for (int h = 0; h < plan->n_hypotheses; h++)
      p |= (unsigned) (masks->rejected[h] >> i & 1) << h;
    patterns[p] += masks->active >> i & 1;
  }
}

/* In which replicates of a tile -1 is said. */
static uint64_t said (const int64_t *what, int groups)
{
  uint64_t all = 0;
  for (int at = 0; at < groups * VPARTS; at++)
    v_note (&all, at, v_mask (v_load_i (what, at)));
  return all;
}

/* Trials with a failed fit, significant omnibus tests, and intervals that are all right. */
static void count_trials (const LanePlan *plan, const LaneFit *fit, int groups, const Masks *masks,
                          LaneSizeCell *cell)
{
  uint64_t fitted = masks->active;
  for (int h = 0; h < plan->n_hypotheses; h++)
    fitted &= masks->fitted[h];
  cell->failed += number (masks->active & ~fitted);
  if (plan->omnibus)
    cell->omnibus += number (masks->active & said (fit->omnibus, groups));
  if (plan->simultaneous)
    cell->covered += number (masks->active & said (fit->covered, groups));
}

/* How good the arms are by the estimates: the first of all, then by the order of ranks. A loop
 * in place of an index keeps them in registers. */
static inline void compare_arms (const LanePlan *plan, int n_arms, int size, const LaneFit *fit,
                                 int at, vd *value)
{
  value[0] = v_set (0.0);
  for (int i = 0; i + 1 < n_arms; i++) {
    const LaneRank *rank = &plan->ranking[i];
    const LaneHypothesis *hypothesis = &plan->hypotheses[rank->hypothesis];
    vd than = value[0];
    for (int k = 1; k <= i; k++)
      if (rank->than == plan->ranking[k - 1].arm)
        than = value[k];
    vd estimate = v_load (fit->error[rank->hypothesis], at) + hypothesis->effect[size];
    value[i + 1] = than + estimate * (rank->sign * hypothesis->scale[size]);
  }
}

/* In which replicates of a tile each of them is as good as the best. Those that differ by a
 * millionth of a standard error, as rounding leaves it, are equally good. */
static inline __attribute__ ((always_inline)) void
find_best (const LanePlan *plan, int n_arms, int size, const LaneFit *fit, int groups,
           uint64_t *found)
{
  vd slack = v_set (plan->hypotheses[plan->ranking[0].hypothesis].scale[size] * 1e-6);
  uint64_t is_best[LANE_ARMS] = { 0 };
  for (int at = 0; at < groups * VPARTS; at++) {
    vd value[LANE_ARMS];
    compare_arms (plan, n_arms, size, fit, at, value);
    vd best = value[0];
    for (int a = 1; a < n_arms; a++)
      best = v_at_least (best, value[a]);
    best -= slack;
    for (int a = 0; a < n_arms; a++)
      v_note (&is_best[a], at, v_not_more (best, value[a]));
  }
  for (int a = 0; a < n_arms; a++)
    found[a] = is_best[a];
}

/* Which arm is best by its estimate; those that are equally good share the trial. Of the usual
 * number of arms, known to the compiler, all stays in registers. */
static void count_best (const LanePlan *plan, int size, const LaneFit *fit, int groups,
                        const Masks *masks, LaneSizeCell *cell)
{
  int n_arms = plan->n_ranking + 1;
  uint64_t is_best[LANE_ARMS], known = masks->active, any = 0, shared = 0;
  if (n_arms == 3)
    find_best (plan, 3, size, fit, groups, is_best);
  else
    find_best (plan, n_arms, size, fit, groups, is_best);
  for (int i = 0; i < plan->n_ranking; i++)
    known &= masks->fitted[plan->ranking[i].hypothesis];
  for (int a = 0; a < n_arms; a++) {
    shared |= any & is_best[a];
    any |= is_best[a];
  }
  for (int a = 0; a < n_arms; a++) {
    int64_t *best = &cell->best[a ? plan->ranking[a - 1].arm : plan->ranking[0].than];
    *best += LANE_SHARES * number (known & ~shared & is_best[a]);
    for (uint64_t left = known & shared & is_best[a]; left; left &= left - 1) {
      int sharing = 0;
      for (int k = 0; k < n_arms; k++)
        sharing += (is_best[k] & left & -left) != 0;
      *best += LANE_SHARES / sharing;
    }
  }
}

/* Patients of an arm whom an analysis takes in, of all active trials. */
static int64_t analysed_in (const LanePlan *plan, const LaneAnalysis *analysis, int size, int arm,
                            const double *records, const int64_t *active, int groups,
                            const Masks *masks)
{
  const LaneDraws *draws = &plan->draws;
  const LaneReduction *reduction = &draws->reductions[analysis->reduction];
  const double *record
      = lane_record (draws, records, analysis->reduction, size)
        + ((long) arm * reduction->n_moments + lane_n_moment (reduction)) * SIM_LANES;
  vi n = { 0 };
  int64_t sum = 0;
  if (!reduction->any_missing)
    return (int64_t) number (masks->active) * draws->arm_n[size][arm];
  for (int at = 0; at < groups * VPARTS; at++)
    n += v_load_i (active, at)
         & v_round (v_load (record + at / VPARTS * draws->stride, at % VPARTS));
  for (int i = 0; i < VW; i++)
    sum += n[i];
  return sum;
}

/* Patients analysed: for each hypothesis by what tests it. */
static void count_analysed (const LanePlan *plan, int size, const double *records,
                            const int64_t *active, int groups, const Masks *masks,
                            LaneCell *cells)
{
  for (int i = 0; i < plan->n_analyses; i++)
    for (int a = 0; a < plan->draws.n_arms; a++) {
      const LaneAnalysis *analysis = &plan->analyses[i];
      int64_t n = analysed_in (plan, analysis, size, a, records, active, groups, masks);
      for (int k = 0; k < analysis->n_hypotheses; k++)
        cells[analysis->hypotheses[k]].analysed[a] += n;
    }
}

static void count_histograms (const LanePlan *plan, uint64_t first, const LaneFit *fit,
                              const int64_t *active, int groups, LaneHistogram *histograms)
{
  const double per_se = LANE_BINS / (2 * LANE_HISTOGRAM_REACH);
  for (int h = 0; h < plan->n_hypotheses; h++) {
    LaneHistogram *histogram = &histograms[h];
    for (int i = 0; i < groups * SIM_LANES; i++) {
      if (!active[i] || !fit->fitted[h][i])
        continue;
      double place = (fit->error[h][i] + LANE_HISTOGRAM_REACH) * per_se;
      int bin = place < 0 ? 0 : place >= LANE_BINS ? LANE_BINS - 1 : (int) place;
      uint64_t replicate = first + (uint64_t) i;
      histogram->count[bin]++;
      if (replicate < histogram->first[bin])
        histogram->first[bin] = replicate;
      if (!fit->rejected[h][i])
        continue;
      histogram->rejected[bin]++;
      if (replicate < histogram->first_rejected[bin])
        histogram->first_rejected[bin] = replicate;
    }
  }
}

/* What every active trial of the tile decided: rejections, and sixteen bits further on those that
 * favour A. */
static void note_verdicts (const LanePlan *plan, int size, uint64_t first, uint64_t start,
                           const LaneFit *fit, const int64_t *active, int groups,
                           uint32_t *verdicts)
{
  for (int i = 0; i < groups * SIM_LANES; i++) {
    uint32_t bits = 0;
    if (!active[i])
      continue;
    for (int h = 0; h < plan->n_hypotheses; h++) {
      uint32_t rejected = fit->rejected[h][i] != 0;
      uint32_t up = rejected & (fit->error[h][i] > -plan->hypotheses[h].effect[size]);
      bits |= rejected << h | up << (16 + h);
    }
    verdicts[first + (uint64_t) i - start] = bits;
  }
}

/* Of so many groups from a replicate on those before another one. */
static int groups_until (uint64_t first, int groups, uint64_t end)
{
  uint64_t left = (end - first + SIM_LANES - 1) / SIM_LANES;
  return left < (uint64_t) groups ? (int) left : groups;
}

void LANE_FN (sim_lanes_count) (const LanePlan *plan, uint64_t first, int groups, uint64_t start,
                                uint64_t end, const double *records, LaneFit *fit,
                                LaneBlock *block)
{
  Active active;
  for (int i = 0; i < groups * SIM_LANES; i++)
    active[i] = first + (uint64_t) i >= start && first + (uint64_t) i < end ? -1 : 0;
  uint64_t counting = said (active, groups);
  bool whole = first >= start && first + (uint64_t) (groups * SIM_LANES) <= end;
  for (int size = 0; size < plan->draws.n_sizes; size++) {
    Masks masks = { .active = counting };
    LANE_FN (sim_lanes_decide) (plan, size, records, groups, fit);
    if (!whole)
      drop_inactive (plan, active, groups, fit);
    for (int i = 0; i < plan->n_analyses; i++)
      count_analysis (plan, size, &plan->analyses[i], records, fit, groups, &masks,
                      block->cells + size * plan->n_hypotheses);
    count_patterns (plan, &masks, block->patterns + ((uint64_t) size << plan->n_hypotheses));
    count_trials (plan, fit, groups, &masks, &block->sizes[size]);
    if (plan->n_ranking > 0)
      count_best (plan, size, fit, groups, &masks, &block->sizes[size]);
    if (block->verdicts)
      note_verdicts (plan, size, first, start, fit, active, groups,
                     block->verdicts + (uint64_t) size * (end - start));
    count_analysed (plan, size, records, active, groups, &masks,
                    block->cells + size * plan->n_hypotheses);
    if (size == plan->own_size)
      count_histograms (plan, first, fit, active, groups, block->histograms);
    if (size == plan->own_size && block->p_values && first < LANE_P_TRIALS)
      LANE_FN (sim_lanes_count_p) (plan, fit, active, groups_until (first, groups, LANE_P_TRIALS),
                                   block->p_values);
  }
}
