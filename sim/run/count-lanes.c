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

/* Nearest number of steps of 2^-24, |x| < 2^27: the sum with 1.5 * 2^28 has no finer ones. */
static inline vi steps (vd x)
{
  const vd magic = v_set (6755399441055744.0 / LANE_FIXED);
  return (vi) (x + magic) - (vi) magic;
}

/* Sums of this and more are not kept apart: 2^26, which leaves them in range. */
#define MOST v_set (67108864.0)

static vd interval_critical (const LanePlan *plan, const LaneFit *fit, int h, int size, int at)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  if (plan->analyses[hypothesis->analysis].df_fixed)
    return v_set (plan->critical_fixed[h][hypothesis->level][size]);
  return v_load (fit->critical[hypothesis->df_of][hypothesis->level], at);
}

/* Which lines of the next size's records to ask the memory for while one size is counted: of each
 * group lines from .. to - 1 of those of an analysis. Kept records lie outside the caches, too far
 * apart for the processor to guess; asked for all at once they would hold up what comes after. */
typedef struct {
  const double *first; /* of the first group */
  int from, to;
} Ahead;

/* The share of a step, of so many. */
static Ahead look_ahead (const LaneDraws *draws, const double *records, int reduction, int size,
                         int step, int steps)
{
  const LaneReduction *r = &draws->reductions[reduction];
  int lines = size < draws->n_sizes ? r->n_rows * r->n_moments : 0;
  return (Ahead){ .first = lane_record (draws, records, reduction, size),
                  .from = lines * step / steps,
                  .to = lines * (step + 1) / steps };
}

/* One vector of the eight lanes: the sums stay in registers over the groups of a tile. */
static void count_part (const LanePlan *plan, int size, int h, const LaneFit *fit,
                        const int64_t *active, int groups, int part, Ahead ahead, LaneCell *cell)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  vi fitted = { 0 }, covered = { 0 }, benefit = { 0 }, sum_z = { 0 }, sum_zz = { 0 };
  vi sum_z4 = { 0 }, sum_v2 = { 0 }, sum_width2 = { 0 };
  vi sum_vv = { 0 }, sum_width = { 0 }, rejected_z = { 0 }, benefit_z = { 0 }, rejected_zz = { 0 };
  vu bits = { 0 };
  for (int at = part; at < groups * VPARTS; at += VPARTS) {
    for (int i = ahead.from; i < ahead.to; i++)
      __builtin_prefetch (ahead.first + i * SIM_LANES);
    ahead.first += plan->draws.stride;
    vi here = v_load_i (active, at) & v_load_i (fit->fitted[h], at);
    vi rejected = here & v_load_i (fit->rejected[h], at);
    vd z = v_load (fit->error[h], at), vv = v_load (fit->variance[h], at);
    vd width = interval_critical (plan, fit, h, size, at) * v_sqrt (vv);
    vd down = width, up_to = width;
    if (hypothesis->own_interval) {
      down = v_load (fit->reach_down[h], at);
      up_to = v_load (fit->reach_up[h], at);
      width = (down + up_to) * 0.5;
    }
    vi inside = (z <= down) & (-z <= up_to);
    /* an interval wider than 2^26 planned SEs adds that much: the sums stay in range */
    width = v_at_most (width, MOST);
    vi up = rejected & (z > v_set (-hypothesis->effect[size]));
    vd zz = z * z;
    vi z_steps = steps (z), zz_steps = steps (zz);
    /* masks are -1: subtracting counts */
    fitted -= here;
    covered -= here & inside;
    benefit -= up;
    sum_z = v_add_where (here, sum_z, z_steps);
    sum_zz = v_add_where (here, sum_zz, zz_steps);
    sum_vv = v_add_where (here, sum_vv, steps (vv));
    sum_width = v_add_where (here, sum_width, steps (width));
    sum_z4 = v_add_where (here, sum_z4, steps (v_at_most (zz * zz, MOST)));
    sum_v2 = v_add_where (here, sum_v2, steps (v_at_most (vv * vv, MOST)));
    sum_width2 = v_add_where (here, sum_width2, steps (v_at_most (width * width, MOST)));
    rejected_z = v_add_where (rejected, rejected_z, z_steps);
    benefit_z = v_add_where (up, benefit_z, z_steps);
    rejected_zz = v_add_where (rejected, rejected_zz, zz_steps);
    bits += (vu) here & ((vu) z + (vu) vv);
  }
#define ADD(field, x) v_store_i (cell->field, part, v_load_i (cell->field, part) + (x))
  ADD (fitted, fitted);
  ADD (covered, covered);
  ADD (benefit, benefit);
  ADD (z, sum_z);
  ADD (zz, sum_zz);
  ADD (vv, sum_vv);
  ADD (width, sum_width);
  ADD (z4, sum_z4);
  ADD (v2, sum_v2);
  ADD (width2, sum_width2);
  ADD (rejected_z, rejected_z);
  ADD (signed_z, benefit_z + benefit_z - rejected_z);
  ADD (rejected_zz, rejected_zz);
#undef ADD
  *(vu *) (void *) (cell->bits + part * VW) += bits;
}

static void count_analysis (const LanePlan *plan, int size, const LaneAnalysis *analysis,
                            const double *records, const LaneFit *fit, const int64_t *active,
                            int groups, LaneCell *cells)
{
  int steps = analysis->n_hypotheses * VPARTS;
  for (int step = 0; step < steps; step++) {
    int h = analysis->hypotheses[step / VPARTS];
    Ahead ahead
        = look_ahead (&plan->draws, records, analysis->reduction, size + 1, step, steps);
    count_part (plan, size, h, fit, active, groups, step % VPARTS, ahead, &cells[h]);
  }
}

/* Bit h of a pattern: hypothesis h is rejected. Only of active replicates; others give 0. */
static vi pattern (const LanePlan *plan, const LaneFit *fit, const int64_t *active, int at)
{
  vi bits = { 0 };
  for (int h = 0; h < plan->n_hypotheses; h++)
    bits |= v_load_i (fit->rejected[h], at) & ((int64_t) 1 << h);
  return v_load_i (active, at) & bits;
}

/* Up to eight patterns: each lane counts in the eight bytes of a word (a tile has fewer than 256
 * replicates), so that no count has to wait for the one before it. */
static void count_few_patterns (const LanePlan *plan, const LaneFit *fit, const int64_t *active,
                                int groups, uint32_t *patterns)
{
  _Static_assert (LANE_TILE < 256, "a byte counts the replicates of a tile");
  vi counts = { 0 };
  for (int at = 0; at < groups * VPARTS; at++) {
    vi one = v_load_i (active, at) & 1;
    counts += one << (pattern (plan, fit, active, at) * 8);
  }
  uint64_t all = 0;
  for (int i = 0; i < VW; i++)
    all += (uint64_t) counts[i];
  for (int p = 0; p < 1 << plan->n_hypotheses; p++)
    patterns[p] += (uint32_t) (all >> (8 * p)) & 255;
}

static void count_patterns (const LanePlan *plan, const LaneFit *fit, const int64_t *active,
                            int groups, uint32_t *patterns)
{
  if (plan->n_hypotheses <= 3) {
    count_few_patterns (plan, fit, active, groups, patterns);
    return;
  }
  for (int at = 0; at < groups * VPARTS; at++) {
    vi bits = pattern (plan, fit, active, at);
    for (int i = 0; i < VW; i++)
      patterns[bits[i]] += active[at * VW + i] != 0;
  }
}

/* Trials with a failed fit, significant omnibus tests, and intervals that are all right. */
static void count_trials (const LanePlan *plan, const LaneFit *fit, const int64_t *active,
                          int groups, LaneSizeCell *cell)
{
  for (int part = 0; part < VPARTS; part++) {
    vi failed = { 0 }, omnibus = { 0 }, covered = { 0 };
    for (int at = part; at < groups * VPARTS; at += VPARTS) {
      vi here = v_load_i (active, at), fitted = here;
      for (int h = 0; h < plan->n_hypotheses; h++)
        fitted &= v_load_i (fit->fitted[h], at);
      failed -= here & ~fitted;
      if (plan->omnibus)
        omnibus -= here & v_load_i (fit->omnibus, at);
      if (plan->simultaneous)
        covered -= here & v_load_i (fit->covered, at);
    }
    v_store_i (cell->failed, part, v_load_i (cell->failed, part) + failed);
    v_store_i (cell->omnibus, part, v_load_i (cell->omnibus, part) + omnibus);
    v_store_i (cell->covered, part, v_load_i (cell->covered, part) + covered);
  }
}

/* Whether the arms could be compared, and how good each is by the estimates. */
static vi compare_arms (const LanePlan *plan, int size, const LaneFit *fit, int at, vd *value)
{
  vi known = ~(vi){ 0 };
  value[plan->ranking[0].than] = v_set (0.0);
  for (int i = 0; i < plan->n_ranking; i++) {
    const LaneRank *rank = &plan->ranking[i];
    const LaneHypothesis *hypothesis = &plan->hypotheses[rank->hypothesis];
    vd estimate = v_load (fit->error[rank->hypothesis], at) + hypothesis->effect[size];
    value[rank->arm] = value[rank->than] + estimate * (rank->sign * hypothesis->scale[size]);
    known &= v_load_i (fit->fitted[rank->hypothesis], at);
  }
  return known;
}

/* Which arm is best by its estimate. Those that differ by a millionth of a standard error, as
 * rounding leaves it, are equally good and share the trial. */
static void count_best (const LanePlan *plan, int size, const LaneFit *fit, const int64_t *active,
                        int groups, LaneSizeCell *cell)
{
  int n_arms = plan->draws.n_arms;
  vd slack = v_set (plan->hypotheses[plan->ranking[0].hypothesis].scale[size] * 1e-6);
  for (int part = 0; part < VPARTS; part++) {
    vi sum[LANE_ARMS] = { { 0 } };
    for (int at = part; at < groups * VPARTS; at += VPARTS) {
      vd value[LANE_ARMS], sharing = { 0 };
      vi is_best[LANE_ARMS];
      vi here = v_load_i (active, at) & compare_arms (plan, size, fit, at, value);
      vd best = value[0];
      for (int a = 1; a < n_arms; a++)
        best = -v_at_most (-best, -value[a]);
      best -= slack;
      for (int a = 0; a < n_arms; a++) {
        is_best[a] = ~((vi) (value[a] - best) >> 63); /* by sign: gcc 12 fails on >= here */
        sharing += v_keep (is_best[a], v_set (1.0));
      }
      vi share = here & v_round (v_set (LANE_SHARES) / sharing);
      for (int a = 0; a < n_arms; a++)
        sum[a] += share & is_best[a];
    }
    for (int a = 0; a < n_arms; a++)
      v_store_i (cell->best[a], part, v_load_i (cell->best[a], part) + sum[a]);
  }
}

/* Patients analysed: by what tests the first hypothesis. */
static void count_analysed (const LanePlan *plan, int size, const double *records,
                            const int64_t *active, int groups, LaneSizeCell *cell)
{
  const LaneDraws *draws = &plan->draws;
  int r = plan->analyses[plan->hypotheses[0].analysis].reduction;
  const LaneReduction *reduction = &draws->reductions[r];
  const double *first = lane_record (draws, records, r, size);
  for (int part = 0; part < VPARTS; part++) {
    vi trials = { 0 };
    for (int at = part; at < groups * VPARTS; at += VPARTS)
      trials -= v_load_i (active, at);
    for (int a = 0; a < draws->n_arms; a++) {
      vi n = trials * draws->arm_n[size][a];
      const double *record
          = first + ((long) a * reduction->n_moments + lane_n_moment (reduction)) * SIM_LANES;
      if (reduction->any_missing) {
        n = (vi){ 0 };
        for (int g = 0; g < groups; g++)
          n += v_load_i (active, g * VPARTS + part)
               & v_round (v_load (record + g * draws->stride, part));
      }
      v_store_i (cell->analysed[a], part, v_load_i (cell->analysed[a], part) + n);
    }
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
  for (int size = 0; size < plan->draws.n_sizes; size++) {
    LANE_FN (sim_lanes_decide) (plan, size, records, groups, fit);
    for (int i = 0; i < plan->n_analyses; i++)
      count_analysis (plan, size, &plan->analyses[i], records, fit, active, groups,
                      block->cells + size * plan->n_hypotheses);
    count_patterns (plan, fit, active, groups,
                    block->patterns + ((uint64_t) size << plan->n_hypotheses));
    count_trials (plan, fit, active, groups, &block->sizes[size]);
    if (plan->n_ranking > 0)
      count_best (plan, size, fit, active, groups, &block->sizes[size]);
    if (block->verdicts)
      note_verdicts (plan, size, first, start, fit, active, groups,
                     block->verdicts + (uint64_t) size * (end - start));
    count_analysed (plan, size, records, active, groups, &block->sizes[size]);
    if (size == plan->own_size)
      count_histograms (plan, first, fit, active, groups, block->histograms);
    if (size == plan->own_size && block->p_values && first < LANE_P_TRIALS)
      LANE_FN (sim_lanes_count_p) (plan, fit, active, groups_until (first, groups, LANE_P_TRIALS),
                                   block->p_values);
  }
}
