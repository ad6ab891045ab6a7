/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * batch-lanes.c - a block of replicates: reduce, decide, and count.
 *
 * All sums are integers: counts, and fixed point in units of the planned standard error, so that
 * merging blocks is associative and no order of threads can change a bit.
 */
#include "lane-plan.h"

/* Marks fits that have no usable estimate: counted as failed, never as rejected. The bound in
 * planned standard errors is far beyond anything but a degenerate fit, and keeps z^2 in 51 bits. */
static void check_fit (const LanePlan *plan, int size, LaneFit *fit)
{
  for (int h = 0; h < plan->n_hypotheses; h++) {
    const LaneHypothesis *hypothesis = &plan->hypotheses[h];
    double unit = 1.0 / hypothesis->scale[size];
    for (int part = 0; part < VPARTS; part++) {
      vd z = (v_load (fit->estimate[h], part) - v_set (hypothesis->truth)) * unit;
      vd vv = v_load (fit->variance[h], part) * (unit * unit);
      vi good = (v_abs (z) < v_set (8192.0)) & (vv > v_set (0.0)) & (vv < v_set (67108864.0));
      v_store_i (fit->fitted[h], part, v_load_i (fit->fitted[h], part) & good);
    }
  }
}

/* One-way analysis of variance over all arms at the first analysis' visit. */
static void judge_omnibus (const LanePlan *plan, const LaneScratch *scratch, int size, LaneFit *fit)
{
  const LaneAnalysis *analysis = &plan->analyses[0];
  const LaneReduction *reduction = &plan->reductions[analysis->reduction];
  const double *record = lane_record (plan, scratch, analysis->reduction, size);
  for (int lane = 0; lane < SIM_LANES; lane++) {
    double total = 0, sum = 0, within = 0, mean[LANE_ARMS], count[LANE_ARMS];
    bool good = true;
    for (int a = 0; a < plan->n_arms; a++) {
      const double *m = record + a * LANE_MOMENTS * SIM_LANES + lane;
      double n = m[LANE_N * SIM_LANES], sx = m[LANE_X * SIM_LANES], se = m[LANE_E * SIM_LANES];
      double rho = reduction->rho, resid = reduction->resid;
      double sy = rho * sx + resid * se;
      double syy = rho * rho * m[LANE_XX * SIM_LANES] + 2 * rho * resid * m[LANE_XE * SIM_LANES]
                   + resid * resid * m[LANE_EE * SIM_LANES];
      good = good && n >= 2;
      count[a] = n;
      mean[a] = analysis->mean[a] + analysis->sd[a] * (sy / n);
      within += analysis->sd[a] * analysis->sd[a] * (syy - sy * sy / n);
      total += n;
      sum += n * mean[a];
    }
    double between = 0;
    for (int a = 0; a < plan->n_arms; a++) {
      double d = mean[a] - sum / total;
      between += count[a] * d * d;
    }
    double df1 = plan->n_arms - 1, df2 = total - plan->n_arms;
    good = good && df2 >= 1 && within > 0;
    double f = between * df2 / (within * df1);
    fit->omnibus[lane] = good && f > lane_critical (plan->omnibus_critical, df2) ? -1 : 0;
  }
}

void LANE_FN (sim_lanes_decide) (const LanePlan *plan, int size, LaneScratch *scratch)
{
  LaneFit *fit = &scratch->fit;
  for (int i = 0; i < plan->n_analyses; i++) {
    const LaneAnalysis *analysis = &plan->analyses[i];
    if (analysis->n_hypotheses > 0)
      analysis->fit (plan, analysis, lane_record (plan, scratch, analysis->reduction, size), fit);
  }
  check_fit (plan, size, fit);
  int reduction = plan->analyses[plan->hypotheses[0].analysis].reduction;
  plan->verdict (plan, size, fit, lane_record (plan, scratch, reduction, size));
  if (plan->omnibus)
    judge_omnibus (plan, scratch, size, fit);
}

/* Critical values of the full level for the intervals. */
static vd interval_critical (const LanePlan *plan, const LaneFit *fit, int h, int size, int part)
{
  if (plan->analyses[plan->hypotheses[h].analysis].df_fixed)
    return v_set (plan->critical_fixed[h][0][size]);
  vd c;
  for (int i = 0; i < VW; i++)
    c[i] = lane_critical (plan->critical[0], fit->df[h][part * VW + i]);
  return c;
}

static void count_hypothesis (const LanePlan *plan, int size, int h, const LaneFit *fit,
                              const int64_t *active, LaneCell *cell)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  double unit = 1.0 / hypothesis->scale[size];
  for (int part = 0; part < VPARTS; part++) {
    vi here = v_load_i (active, part) & v_load_i (fit->fitted[h], part);
    vi rejected = here & v_load_i (fit->rejected[h], part);
    vd estimate = v_load (fit->estimate[h], part);
    vd z = (estimate - v_set (hypothesis->truth)) * unit;
    vd vv = v_load (fit->variance[h], part) * (unit * unit);
    vd width = interval_critical (plan, fit, h, size, part) * v_sqrt (vv);
    vd size_of = v_abs (estimate) * unit;
    /* an interval wider than 2^26 planned SEs adds that much: the sums stay in range */
    width = v_select (width < v_set (67108864.0), width, v_set (67108864.0));
#define SUM(field, x) v_store_i (cell->field, part, v_load_i (cell->field, part) + (x))
    SUM (fitted, here & 1);
    SUM (z, here & v_round (z * LANE_FIXED));
    SUM (zz, here & v_round (z * z * LANE_FIXED));
    SUM (vv, here & v_round (vv * LANE_FIXED));
    SUM (width, here & v_round (width * LANE_FIXED));
    SUM (covered, here & (v_abs (z) <= width) & 1);
    SUM (benefit, rejected & (estimate > v_set (0.0)) & 1);
    SUM (rejected_z, rejected & v_round (z * LANE_FIXED));
    SUM (magnitude, rejected & v_round (size_of * LANE_FIXED));
    SUM (magnitude2, rejected & v_round (size_of * size_of * LANE_FIXED));
#undef SUM
  }
}

static void count_size (const LanePlan *plan, int size, const LaneScratch *scratch,
                        const int64_t *active, LaneBlock *block)
{
  const LaneFit *fit = &scratch->fit;
  LaneSizeCell *cell = &block->sizes[size];
  int64_t pattern[SIM_LANES] SIM_LANE_ALIGNED;
  const double *record = lane_record (plan, scratch, plan->analyses[0].reduction, size);
  for (int part = 0; part < VPARTS; part++) {
    vi here = v_load_i (active, part), bits = { 0 }, fitted = here;
    for (int h = 0; h < plan->n_hypotheses; h++) {
      bits |= v_load_i (fit->rejected[h], part) & ((int64_t) 1 << h);
      fitted &= v_load_i (fit->fitted[h], part);
    }
    v_store_i (pattern, part, bits);
    v_store_i (cell->failed, part, v_load_i (cell->failed, part) + (here & ~fitted & 1));
    if (plan->omnibus)
      v_store_i (cell->omnibus, part,
                 v_load_i (cell->omnibus, part) + (here & v_load_i (fit->omnibus, part) & 1));
    for (int a = 0; a < plan->n_arms; a++) {
      vd n = v_load (record + (a * LANE_MOMENTS + LANE_N) * SIM_LANES, part);
      v_store_i (cell->analysed[a], part,
                 v_load_i (cell->analysed[a], part) + (here & v_round (n)));
    }
  }
  uint32_t *patterns = block->patterns + ((uint64_t) size << plan->n_hypotheses);
  for (int lane = 0; lane < SIM_LANES; lane++)
    patterns[pattern[lane]] += active[lane] != 0;
}

static void count_histograms (const LanePlan *plan, uint64_t first, const LaneFit *fit,
                              const int64_t *active, LaneBlock *block)
{
  const double per_se = LANE_BINS / (2 * LANE_HISTOGRAM_REACH);
  for (int h = 0; h < plan->n_hypotheses; h++) {
    const LaneHypothesis *hypothesis = &plan->hypotheses[h];
    LaneHistogram *histogram = &block->histograms[h];
    double unit = 1.0 / hypothesis->scale[plan->own_size];
    for (int lane = 0; lane < SIM_LANES; lane++) {
      if (!active[lane] || !fit->fitted[h][lane])
        continue;
      double z = (fit->estimate[h][lane] - hypothesis->truth) * unit;
      double place = (z + LANE_HISTOGRAM_REACH) * per_se;
      int bin = place < 0 ? 0 : place >= LANE_BINS ? LANE_BINS - 1 : (int) place;
      uint64_t replicate = first + (uint64_t) lane;
      histogram->count[bin]++;
      if (replicate < histogram->first[bin])
        histogram->first[bin] = replicate;
      if (!fit->rejected[h][lane])
        continue;
      histogram->rejected[bin]++;
      if (replicate < histogram->first_rejected[bin])
        histogram->first_rejected[bin] = replicate;
    }
  }
}

bool LANE_FN (sim_lanes_batch) (const LanePlan *plan, uint64_t start, uint64_t end,
                                LaneScratch *scratch, LaneBlock *block, const atomic_int *stop)
{
  for (uint64_t first = start & ~(uint64_t) (SIM_LANES - 1); first < end; first += SIM_LANES) {
    int64_t active[SIM_LANES] SIM_LANE_ALIGNED;
    for (int lane = 0; lane < SIM_LANES; lane++)
      active[lane] = first + (uint64_t) lane >= start && first + (uint64_t) lane < end ? -1 : 0;
    if (!LANE_FN (sim_lanes_reduce) (plan, first, scratch, stop))
      return false;
    for (int size = 0; size < plan->n_sizes; size++) {
      LANE_FN (sim_lanes_decide) (plan, size, scratch);
      for (int h = 0; h < plan->n_hypotheses; h++)
        count_hypothesis (plan, size, h, &scratch->fit, active,
                          &block->cells[size * plan->n_hypotheses + h]);
      count_size (plan, size, scratch, active, block);
      if (size == plan->own_size)
        count_histograms (plan, first, &scratch->fit, active, block);
    }
  }
  return true;
}
