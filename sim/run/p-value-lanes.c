/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * p-value-lanes.c - how many p-values lie below each edge.
 *
 * The statistic of each test is compared with the critical value at every edge: no p-value is
 * computed, and none of the comparisons waits for another. A tail has the level of an edge over the
 * hypothesis' sides, as in verdict-lanes.h, so that p is what trial.h calls it.
 */
#include "lane-plan.h"

/* What is compared with critical values, of the active trials of a tile; of those whose fit failed
 * it is below all. */
typedef double Statistics[LANE_TILE] SIM_LANE_ALIGNED;

static vd v_most (vd a, vd b)
{
  return -v_at_most (-a, -b);
}

static vd statistic (const LanePlan *plan, const LaneFit *fit, int h, int at)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  int size = plan->own_size;
  vd above, below;
  if (hypothesis->own_test) {
    above = v_load (fit->above[h], at);
    if (hypothesis->kind == LANE_ABOVE)
      return above;
    below = v_load (fit->below[h], at);
    return hypothesis->kind == LANE_BETWEEN ? v_at_most (above, below) : v_most (above, below);
  }
  vd error = v_load (fit->error[h], at), per_se = 1.0 / v_sqrt (v_load (fit->variance[h], at));
  above = error + hypothesis->low[size];
  if (hypothesis->kind == LANE_DIFFERENT)
    above = v_abs (above);
  if (hypothesis->kind == LANE_BETWEEN)
    above = v_at_most (above, hypothesis->high[size] - error);
  return above * per_se;
}

static void fill_statistics (const LanePlan *plan, const LaneFit *fit, const int64_t *active,
                             int groups, int h, double *statistics)
{
  const vd least = v_set (-__builtin_inf ());
  for (int at = 0; at < groups * VPARTS; at++) {
    vi here = v_load_i (active, at) & v_load_i (fit->fitted[h], at);
    v_store (statistics, at, v_select (here, statistic (plan, fit, h, at), least));
  }
}

/* Edges that are the same in every trial, the own level, and less than any statistic. */
static void count_fixed (const LanePlan *plan, int h, const double *statistics, int groups,
                         LanePValues *p)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  double edge[LANE_P_COUNTS];
  for (int k = 0; k < SIM_P_EDGES; k++)
    edge[k] = plan->p_fixed[h][k];
  edge[LANE_P_OWN] = plan->critical_fixed[h][hypothesis->level][plan->own_size];
  edge[LANE_P_ANY] = -__builtin_inf ();
  for (int part = 0; part < VPARTS; part++)
    for (int k = 0; k < LANE_P_COUNTS; k++) {
      vd c = v_set (edge[k]);
      vi count = v_load_i (p->below[k], part);
      for (int at = part; at < groups * VPARTS; at += VPARTS)
        count -= v_load (statistics, at) > c; /* a mask is -1 */
      v_store_i (p->below[k], part, count);
    }
}

static vd polynomial (const double *terms, vd x)
{
  vd sum = v_set (terms[LANE_P_TERMS - 1]);
  for (int i = LANE_P_TERMS - 2; i >= 0; i--)
    sum = sum * x + terms[i];
  return sum;
}

static double polynomial_of_one (const double *terms, double x)
{
  double sum = terms[LANE_P_TERMS - 1];
  for (int i = LANE_P_TERMS - 2; i >= 0; i--)
    sum = sum * x + terms[i];
  return sum;
}

/* The df of one vector of trials: which polynomials, and where on them. */
typedef struct {
  int segment[VW];
  bool one; /* the same for all lanes */
  vd place;
} Places;

static Places find_places (vd df)
{
  Places places = { .one = true };
  for (int i = 0; i < VW; i++) {
    double u = 1.0 / df[i];
    places.segment[i] = lane_p_segment (u);
    places.place[i] = lane_p_place (places.segment[i], u);
    places.one = places.one && places.segment[i] == places.segment[0];
  }
  return places;
}

static vd edge_at (const LanePCurves *curves, int k, const Places *places)
{
  vd c;
  if (places->one)
    return polynomial (curves->terms[k][places->segment[0]], places->place);
  for (int i = 0; i < VW; i++)
    c[i] = polynomial_of_one (curves->terms[k][places->segment[i]], places->place[i]);
  return c;
}

/* Edges that follow the df of each trial, for all hypotheses that share them. */
static void count_varying (const LanePlan *plan, const LaneFit *fit, int df_of, int groups,
                           Statistics *statistics, LanePValues *p_values)
{
  for (int at = 0; at < groups * VPARTS; at++) {
    int part = at % VPARTS;
    vd edge[2][LANE_P_COUNTS];
    Places places = find_places (v_load (fit->df[df_of], at));
    for (int sides = 0; sides < 2; sides++)
      for (int k = 0; k < SIM_P_EDGES && plan->p_curves[sides]; k++)
        edge[sides][k] = edge_at (plan->p_curves[sides], k, &places);
    for (int h = df_of; h < plan->n_hypotheses; h++) {
      const LaneHypothesis *hypothesis = &plan->hypotheses[h];
      if (hypothesis->df_of != df_of)
        continue;
      vd *c = edge[plan->p_sides[h] - 1], s = v_load (statistics[h], at);
      c[LANE_P_OWN] = v_load (fit->critical[df_of][hypothesis->level], at);
      c[LANE_P_ANY] = v_set (-__builtin_inf ());
      for (int k = 0; k < LANE_P_COUNTS; k++)
        v_store_i (p_values[h].below[k], part,
                   v_load_i (p_values[h].below[k], part) - (s > c[k]));
    }
  }
}

void LANE_FN (sim_lanes_count_p) (const LanePlan *plan, const LaneFit *fit, const int64_t *active,
                                  int groups, LanePValues *p_values)
{
  Statistics statistics[LANE_HYPOTHESES];
  for (int h = 0; h < plan->n_hypotheses; h++)
    fill_statistics (plan, fit, active, groups, h, statistics[h]);
  for (int h = 0; h < plan->n_hypotheses; h++)
    if (plan->analyses[plan->hypotheses[h].analysis].df_fixed)
      count_fixed (plan, h, statistics[h], groups, &p_values[h]);
    else if (plan->hypotheses[h].df_of == h)
      count_varying (plan, fit, h, groups, statistics, p_values);
}
