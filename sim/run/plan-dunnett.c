/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-dunnett.c - the constants of Dunnett's and Tukey's rules, of every size.
 */
#include "plan-critical.h"

#include <math.h>

#include "../base/round.h"

static const LaneAnalysis *analysis_of (const LanePlan *plan)
{
  return &plan->analyses[plan->hypotheses[0].analysis];
}

/* The planned shares n_a / (n_a + n_c) of the comparisons with the control. */
static void plan_shares (const LanePlan *plan, int size, LaneDunnett *dunnett)
{
  const LaneReduction *reduction = &plan->draws.reductions[analysis_of (plan)->reduction];
  for (int h = 0; h < plan->n_hypotheses; h++) {
    int a = plan->hypotheses[h].a, b = plan->hypotheses[h].b;
    double na = plan->draws.arm_n[size][a] * (1 - reduction->missing[a]);
    double nb = plan->draws.arm_n[size][b] * (1 - reduction->missing[b]);
    dunnett->share[h] = na / (na + nb);
  }
}

typedef struct {
  const LanePlan *plan;
  SimCriticalCache *cache;
  double alpha, df;
  guint members; /* the hypotheses that the constant is for; 0: Tukey's, for so many arms */
  guint n_arms;
  const LaneDunnett *dunnett;
} Dunnett;

/* The constant at df with the planned shares, those of comparisons i and k shifted (-1: none). */
static double constant_at (const Dunnett *d, double df, int i, double shift_i, int k,
                           double shift_k)
{
  double lambda[LANE_ACTIVE];
  guint n = 0;
  if (d->members == 0)
    return sim_critical_cache_tukey (d->cache, d->alpha, df, d->n_arms);
  for (int h = 0; h < d->plan->n_hypotheses; h++)
    if (d->members >> h & 1)
      lambda[n++] = sim_round32 (sqrt (d->dunnett->share[h] + (h == i ? shift_i : 0)
                                       + (h == k ? shift_k : 0)));
  return sim_critical_cache_dunnett (d->cache, d->alpha, d->plan->two_sided ? 2 : 1, df, n, lambda);
}

/* Slopes and curvatures in the shares, by differences that stay inside (0, 1). */
static void expand_shares (const Dunnett *d, LaneDunnett *dunnett)
{
  double middle = constant_at (d, d->df, -1, 0, -1, 0), step[LANE_ACTIVE];
  for (int h = 0; h < dunnett->n_shares; h++) {
    if (!(d->members >> h & 1))
      continue;
    double share = dunnett->share[h], e = MIN (1.0 / 32, MIN (share, 1 - share) / 2);
    double up = constant_at (d, d->df, h, e, -1, 0), down = constant_at (d, d->df, h, -e, -1, 0);
    dunnett->slope[h] = (up - down) / (2 * e);
    dunnett->curve[h][h] = (up + down - 2 * middle) / (2 * e * e);
    step[h] = e;
  }
  for (int h = 0; h < dunnett->n_shares; h++)
    for (int i = 0; i < h; i++) {
      if (!(d->members >> h & 1) || !(d->members >> i & 1))
        continue;
      double alone = middle + dunnett->slope[i] * step[i] + dunnett->slope[h] * step[h]
                     + dunnett->curve[i][i] * step[i] * step[i]
                     + dunnett->curve[h][h] * step[h] * step[h];
      double both = constant_at (d, d->df, i, step[i], h, step[h]);
      dunnett->curve[i][h] = (both - alone) / (step[i] * step[h]);
    }
}

/* Constants for varying df and shares. The nodes span five SDs of the number analysed around its
 * mean; beyond them the cubic goes on, for trials too rare to be seen in any count. */
static void vary (Dunnett *d, double df, int size, LaneDunnett *dunnett)
{
  const LanePlan *plan = d->plan;
  const LaneReduction *reduction = &plan->draws.reductions[analysis_of (plan)->reduction];
  double mean = df, variance = 0, u[4], y[4];
  for (int a = 0; a < plan->draws.n_arms; a++) {
    double lost = plan->draws.arm_n[size][a] * reduction->missing[a];
    mean -= lost;
    variance += lost * (1 - reduction->missing[a]);
  }
  double reach = MAX (5 * sqrt (variance), 1), high = MIN (df, mean + reach);
  double low = MIN (MAX (mean - reach, 1), 0.9 * high);
  d->df = MAX (floor (mean), 1);
  for (int i = 0; i < 4; i++) {
    u[i] = sim_round32 (1 / high + (1 / low - 1 / high) * i / 3);
    y[i] = constant_at (d, 1 / u[i], -1, 0, -1, 0);
  }
  sim_cubic_through (u, y, dunnett->cubic);
  expand_shares (d, dunnett);
}

static void compile_constant (const LanePlan *plan, const SimPlanLevels *levels, guint members,
                              guint n_arms, int size, LaneDunnett *dunnett)
{
  double df = sim_plan_full_df (plan, levels->scenario, 0, size);
  Dunnett d = { plan, levels->cache, levels->alpha, df, members, n_arms, dunnett };
  dunnett->n_shares = members ? plan->n_hypotheses : 0;
  if (members)
    plan_shares (plan, size, dunnett);
  if (analysis_of (plan)->df_fixed)
    dunnett->fixed = constant_at (&d, df, -1, 0, -1, 0);
  else
    vary (&d, df, size, dunnett);
}

void sim_plan_compile_dunnett (LanePlan *plan, const SimPlanLevels *levels)
{
  for (int s = 0; s < plan->draws.n_sizes; s++)
    compile_constant (plan, levels, (1u << plan->n_hypotheses) - 1, 0, s, &plan->dunnett[s]);
}

void sim_plan_compile_step_down (SimPlan *plan, const SimPlanLevels *levels)
{
  LanePlan *lanes = &plan->lanes;
  guint n_sets = 1u << lanes->n_hypotheses;
  LaneDunnett *sets = g_new0 (LaneDunnett, (gsize) n_sets * (gsize) lanes->draws.n_sizes);
  for (int s = 0; s < lanes->draws.n_sizes; s++)
    for (guint set = 1; set < n_sets; set++)
      if (set & (set - 1)) /* of a single one the level itself counts */
        compile_constant (lanes, levels, set, 0, s, &sets[(guint) s * n_sets + set]);
  lanes->dunnett_sets = sets;
  g_ptr_array_add (plan->owned, sets);
}

void sim_plan_compile_tukey (LanePlan *plan, const SimPlanLevels *levels)
{
  bool compared[LANE_ARMS] = { false };
  guint n_arms = 0;
  for (int h = 0; h < plan->n_hypotheses; h++)
    compared[plan->hypotheses[h].a] = compared[plan->hypotheses[h].b] = true;
  for (int a = 0; a < LANE_ARMS; a++)
    n_arms += compared[a];
  for (int s = 0; s < plan->draws.n_sizes; s++)
    compile_constant (plan, levels, 0, n_arms, s, &plan->dunnett[s]);
}
