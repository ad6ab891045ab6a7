/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-fisher.c - Fisher's test of likely tables, margin by margin: a trial then looks it up
 * instead of summing some hundred tables.
 */
#include "plan-fisher.h"

#include <math.h>

#include "../analysis/fisher.h"
#include "proportion-tests.h"

#define REACH 4.5 /* standard deviations of numbers of events: beyond are 1 of 150,000 trials */
#define MOST  ((gsize) 64 << 20) /* bytes of a plan */
#define LEAST 8                  /* arms of fewer patients need no tables */

/* From where on, and how many, numbers of events of n patients are likely. */
static int likely (int n, double p, int *low)
{
  double reach = REACH * sqrt (n * p * (1 - p)) + 1;
  double high = MIN (n, ceil (n * p + reach));
  *low = (int) MAX (0, floor (n * p - reach));
  return (int) high - *low + 1;
}

/* Of one number of events in both arms. */
static void fill_margin (const LaneHypothesis *hypothesis, LaneFisherTables *tables, double *above,
                         double *below, int n_a, int n_b, int events, double *scratch,
                         SimFisher *p)
{
  int first = MAX (tables->low_a, events - (tables->low_b + tables->n_b - 1));
  int last = MIN (tables->low_a + tables->n_a - 1, events - tables->low_b);
  sim_fisher_margin (n_a, n_b, events, first, last, scratch, p);
  for (int x = first; x <= last; x++) {
    gsize at = (gsize) (x - tables->low_a) * (gsize) tables->n_b
               + (gsize) (events - x - tables->low_b);
    double other;
    sim_fisher_statistics (&p[x - first], hypothesis, (SimCount){ x, n_a },
                           (SimCount){ events - x, n_b }, &above[at], &other);
    if (below)
      below[at] = other;
  }
}

static void fill_tables (SimPlan *plan, const LaneHypothesis *hypothesis, int n_a, int n_b,
                         LaneFisherTables *tables)
{
  gsize n = (gsize) tables->n_a * (gsize) tables->n_b;
  double *above = g_new (double, n);
  double *below = hypothesis->kind == LANE_DIFFERENT ? NULL : g_new (double, n);
  double *scratch = g_new (double, 3 * ((gsize) n_a + 1));
  SimFisher *p = g_new (SimFisher, (gsize) tables->n_a);
  int last = tables->low_a + tables->n_a + tables->low_b + tables->n_b - 2;
  for (int events = tables->low_a + tables->low_b; events <= last; events++)
    fill_margin (hypothesis, tables, above, below, n_a, n_b, events, scratch, p);
  g_free (p);
  g_free (scratch);
  g_ptr_array_add (plan->owned, above);
  if (below)
    g_ptr_array_add (plan->owned, below);
  tables->above = above;
  tables->below = below;
}

/* Room: bytes that may be taken still. */
static void compile_sizes (SimPlan *plan, const LaneHypothesis *hypothesis,
                           LaneFisherTables *tables, gsize *room)
{
  const LaneDraws *draws = &plan->lanes.draws;
  const LaneAnalysis *analysis = &plan->lanes.analyses[hypothesis->analysis];
  int a = analysis->direction > 0 ? hypothesis->a : hypothesis->b;
  int b = analysis->direction > 0 ? hypothesis->b : hypothesis->a;
  for (int s = 0; s < draws->n_sizes; s++) {
    int n_a = draws->arm_n[s][a], n_b = draws->arm_n[s][b];
    LaneFisherTables size = { 0 };
    size.n_a = likely (n_a, analysis->mean[a], &size.low_a);
    size.n_b = likely (n_b, analysis->mean[b], &size.low_b);
    gsize bytes = (gsize) size.n_a * (gsize) size.n_b * sizeof (double)
                  * (hypothesis->kind == LANE_DIFFERENT ? 1 : 2);
    if (n_a < LEAST || n_b < LEAST || bytes > *room)
      continue;
    *room -= bytes;
    fill_tables (plan, hypothesis, n_a, n_b, &size);
    tables[s] = size;
  }
}

void sim_plan_compile_fisher (SimPlan *plan)
{
  LanePlan *lanes = &plan->lanes;
  gsize room = MOST;
  for (int h = 0; h < lanes->n_hypotheses; h++) {
    LaneHypothesis *hypothesis = &lanes->hypotheses[h];
    const LaneAnalysis *analysis = &lanes->analyses[hypothesis->analysis];
    if (analysis->variant != LANE_FISHER || !hypothesis->own_test || !hypothesis->pair
        || lanes->draws.reductions[analysis->reduction].any_missing)
      continue;
    LaneFisherTables *tables = g_new0 (LaneFisherTables, (gsize) lanes->draws.n_sizes);
    g_ptr_array_add (plan->owned, tables);
    compile_sizes (plan, hypothesis, tables, &room);
    hypothesis->fisher = tables;
  }
}
