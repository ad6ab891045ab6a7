/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-critical.c - the local levels of the multiplicity rule, and the critical values at them.
 *
 * Where the df of a test are the same in every trial the value is a constant per size; where they
 * vary (dropout, Welch) it is a table over the df.
 */
#include "plan-critical.h"

#include <math.h>

#include "../base/round.h"
#include "../theory/critical.h"

static const LaneAnalysis *analysis_of (const LanePlan *plan, int h)
{
  return &plan->analyses[plan->hypotheses[h].analysis];
}

static LaneCritical table (SimPlan *plan, SimCriticalCache *cache, double alpha, double df1)
{
  double (*cubics)[4] = sim_critical_cache_cubics (cache, alpha, df1);
  g_ptr_array_add (plan->cubics, cubics);
  return (LaneCritical){ (const double (*)[4]) cubics };
}

/* Residual df of hypothesis h at a size where no patient is lost. */
static double full_df (const LanePlan *plan, const SimScenario *scenario, int h, int size)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  gboolean own_arms = analysis_of (plan, h)->variant == LANE_TWO_ARMS || hypothesis->within;
  double df = 0;
  if (lane_is_normal (analysis_of (plan, h)->variant))
    return INFINITY;
  for (int a = 0; a < plan->draws.n_arms; a++)
    if (!own_arms || hypothesis->weight[a] != 0)
      df += plan->draws.arm_n[size][a] - 1;
  char *pointer = g_strdup_printf ("/analyses/%d/method", hypothesis->analysis);
  gboolean ancova = g_strcmp0 (sim_scenario_text (scenario, pointer), "ancova") == 0;
  g_free (pointer);
  return MAX (ancova ? df - 1 : df, 1);
}

static double one_tail (const SimHypothesis *hypothesis)
{
  return hypothesis->alpha / hypothesis->sides;
}

/* The levels of hypotheses that have one of their own, from level 1 on, in own: their number. The
 * checker allows these under no rule that has others. */
static int own_levels (LanePlan *plan, const SimScenario *scenario, double a, double *own)
{
  int n = 0;
  for (int h = 0; h < plan->n_hypotheses; h++) {
    double level = one_tail (sim_scenario_hypothesis (scenario, (guint) h));
    int k = 0;
    while (k < n && own[k] != level)
      k++;
    if (level == a)
      continue;
    own[k] = level;
    n = MAX (n, k + 1);
    plan->hypotheses[h].level = k + 1;
  }
  return n;
}

static void compile_level (SimPlan *plan, const SimScenario *scenario, SimCriticalCache *cache,
                           int level, double local)
{
  LanePlan *lanes = &plan->lanes;
  for (int h = 0; h < lanes->n_hypotheses; h++) {
    if (!analysis_of (lanes, h)->df_fixed) {
      if (!lanes->critical[level].cubics)
        lanes->critical[level] = table (plan, cache, local, 0);
      continue;
    }
    for (int s = 0; s < lanes->draws.n_sizes; s++)
      lanes->critical_fixed[h][level][s]
          = sim_round32 (sim_critical_t (local, full_df (lanes, scenario, h, s)));
  }
}

/* The one-tail levels of the tests: level 0 is a itself (intervals), Holm's level k is a / k,
 * Bonferroni's level 1 is a / m. */
static void compile_levels (SimPlan *plan, const SimScenario *scenario, SimCriticalCache *cache,
                            double a, const char *rule)
{
  LanePlan *lanes = &plan->lanes;
  double own[LANE_HYPOTHESES];
  gboolean holm = g_strcmp0 (rule, "holm") == 0;
  int n_own = own_levels (lanes, scenario, a, own);
  lanes->single_level = g_strcmp0 (rule, "bonferroni") == 0 ? 1 : 0;
  lanes->n_levels = holm ? lanes->n_hypotheses + 1 : lanes->single_level + n_own + 1;
  for (int level = 0; level < lanes->n_levels; level++) {
    double local = n_own > 0 && level > 0 ? own[level - 1] : a;
    if (n_own == 0 && level > 0)
      local = a / (holm ? level : lanes->n_hypotheses);
    compile_level (plan, scenario, cache, level, local);
  }
}

/* The planned shares n_a / (n_a + n_c) of the comparisons with the control. */
static void plan_shares (const LanePlan *plan, int size, LaneDunnett *dunnett)
{
  const LaneReduction *reduction = &plan->draws.reductions[analysis_of (plan, 0)->reduction];
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
  const LaneDunnett *dunnett;
} Dunnett;

/* The constant at df with the planned shares, those of comparisons i and k shifted (-1: none). */
static double dunnett_at (const Dunnett *d, double df, int i, double shift_i, int k, double shift_k)
{
  double lambda[LANE_ACTIVE];
  for (int h = 0; h < d->plan->n_hypotheses; h++)
    lambda[h] = sim_round32 (sqrt (d->dunnett->share[h] + (h == i ? shift_i : 0)
                                   + (h == k ? shift_k : 0)));
  return sim_critical_cache_dunnett (d->cache, d->alpha, d->plan->two_sided ? 2 : 1, df,
                                     (guint) d->plan->n_hypotheses, lambda);
}

/* Slopes and curvatures in the shares, by differences that stay inside (0, 1). */
static void expand_shares (const Dunnett *d, LaneDunnett *dunnett)
{
  double middle = dunnett_at (d, d->df, -1, 0, -1, 0), step[LANE_ACTIVE];
  for (int h = 0; h < d->plan->n_hypotheses; h++) {
    double share = dunnett->share[h], e = MIN (1.0 / 32, MIN (share, 1 - share) / 2);
    double up = dunnett_at (d, d->df, h, e, -1, 0), down = dunnett_at (d, d->df, h, -e, -1, 0);
    dunnett->slope[h] = (up - down) / (2 * e);
    dunnett->curve[h][h] = (up + down - 2 * middle) / (2 * e * e);
    step[h] = e;
  }
  for (int h = 0; h < d->plan->n_hypotheses; h++)
    for (int i = 0; i < h; i++) {
      double alone = middle + dunnett->slope[i] * step[i] + dunnett->slope[h] * step[h]
                     + dunnett->curve[i][i] * step[i] * step[i]
                     + dunnett->curve[h][h] * step[h] * step[h];
      double both = dunnett_at (d, d->df, i, step[i], h, step[h]);
      dunnett->curve[i][h] = (both - alone) / (step[i] * step[h]);
    }
}

/* Constants for varying df and shares. The nodes span five SDs of the number analysed around its
 * mean; beyond them the cubic goes on, for trials too rare to be seen in any count. */
static void vary_dunnett (const LanePlan *plan, SimCriticalCache *cache, double alpha, double df,
                          int size, LaneDunnett *dunnett)
{
  const LaneReduction *reduction = &plan->draws.reductions[analysis_of (plan, 0)->reduction];
  double mean = df, variance = 0, u[4], y[4];
  for (int a = 0; a < plan->draws.n_arms; a++) {
    double lost = plan->draws.arm_n[size][a] * reduction->missing[a];
    mean -= lost;
    variance += lost * (1 - reduction->missing[a]);
  }
  double reach = MAX (5 * sqrt (variance), 1), high = MIN (df, mean + reach);
  double low = MIN (MAX (mean - reach, 1), 0.9 * high);
  Dunnett d = { plan, cache, alpha, MAX (floor (mean), 1), dunnett };
  for (int i = 0; i < 4; i++) {
    u[i] = sim_round32 (1 / high + (1 / low - 1 / high) * i / 3);
    y[i] = dunnett_at (&d, 1 / u[i], -1, 0, -1, 0);
  }
  sim_cubic_through (u, y, dunnett->cubic);
  expand_shares (&d, dunnett);
}

static void compile_dunnett (LanePlan *plan, const SimScenario *scenario, SimCriticalCache *cache,
                             double alpha)
{
  for (int s = 0; s < plan->draws.n_sizes; s++) {
    LaneDunnett *dunnett = &plan->dunnett[s];
    double df = full_df (plan, scenario, 0, s);
    plan_shares (plan, s, dunnett);
    Dunnett d = { plan, cache, alpha, df, dunnett };
    if (analysis_of (plan, 0)->df_fixed)
      dunnett->fixed = dunnett_at (&d, df, -1, 0, -1, 0);
    else
      vary_dunnett (plan, cache, alpha, df, s, dunnett);
  }
}

void sim_plan_compile_critical (SimPlan *plan, const SimScenario *scenario,
                                SimCriticalCache *cache)
{
  LanePlan *lanes = &plan->lanes;
  const char *rule = sim_scenario_text (scenario, "/testing/multiplicity/method");
  double alpha = sim_scenario_number (scenario, "/testing/alpha");
  compile_levels (plan, scenario, cache, lanes->two_sided ? alpha / 2 : alpha, rule);
  if (g_strcmp0 (rule, "dunnett") == 0)
    compile_dunnett (lanes, scenario, cache, alpha);
  if (lanes->omnibus)
    lanes->omnibus_critical = table (plan, cache, alpha, lanes->draws.n_arms - 1);
}
