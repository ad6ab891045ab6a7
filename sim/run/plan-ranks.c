/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-ranks.c - the local levels of rules that are told by ranks, and what ranks reject.
 */
#include "plan-critical.h"

#include "../base/round.h"
#include "../theory/critical.h"

G_STATIC_ASSERT ((int) LANE_RANKS_TESTS == (int) SIM_MAX_HYPOTHESES);

/* The distinct fractions of the level, rising: strictest first. */
static void add_fraction (GArray *fractions, double fraction)
{
  guint at = 0;
  while (at < fractions->len && g_array_index (fractions, double, at) < fraction
         && !sim_fractions_same (g_array_index (fractions, double, at), fraction))
    at++;
  gboolean known = at < fractions->len
                   && sim_fractions_same (g_array_index (fractions, double, at), fraction);
  if (fraction > 0 && !known)
    g_array_insert_val (fractions, at, fraction);
}

/* The least rank at which a hypothesis passes that fraction; one more than there are for 0. */
static guint16 least_rank (const GArray *fractions, double fraction)
{
  guint at = 0;
  while (at < fractions->len
         && !sim_fractions_same (g_array_index (fractions, double, at), fraction))
    at++;
  return (guint16) (at < fractions->len ? fractions->len - at : fractions->len + 1);
}

static void fill_sequence (SimPlan *plan, const SimProcedure *procedure, GArray *fractions)
{
  guint n = procedure->n << procedure->n;
  double *table = sim_procedure_fractions (procedure);
  guint16 *need = g_new (guint16, n);
  for (guint i = 0; i < n; i++)
    add_fraction (fractions, table[i]);
  for (guint i = 0; i < n; i++)
    need[i] = least_rank (fractions, table[i]);
  plan->lanes.ranks.kind = LANE_RANKS_SEQUENCE;
  plan->lanes.ranks.need = need;
  g_ptr_array_add (plan->owned, need);
  g_free (table);
}

/* Hochberg's levels are those of k = 1. */
static void fill_counts (LaneRanks *ranks, const SimProcedure *procedure, GArray *fractions)
{
  gboolean all = procedure->kind == SIM_PROCEDURE_HOMMEL;
  ranks->kind = all ? LANE_RANKS_HOMMEL : LANE_RANKS_STEP_UP;
  for (guint j = 1; j <= procedure->n; j++)
    for (guint k = 1; k <= (all ? j : 1); k++)
      add_fraction (fractions, (double) k / j);
  for (guint j = 1; j <= procedure->n; j++)
    for (guint k = 1; k <= (all ? j : 1); k++)
      ranks->share[j][k] = least_rank (fractions, (double) k / j);
}

/* What every combination of ranks rejects, where they are few. */
static void fill_table (SimPlan *plan)
{
  LaneRanks *ranks = &plan->lanes.ranks;
  int m = plan->lanes.n_hypotheses, rank[LANE_HYPOTHESES];
  ranks->bits = 1;
  while (1 << ranks->bits <= ranks->n_levels)
    ranks->bits++;
  if (m * ranks->bits > LANE_RANKS_INDEX)
    return;
  guint16 *table = g_new (guint16, 1u << (m * ranks->bits));
  for (int index = 0; index < 1 << (m * ranks->bits); index++) {
    for (int h = 0; h < m; h++)
      rank[h] = index >> (h * ranks->bits) & ((1 << ranks->bits) - 1);
    table[index] = (guint16) lane_ranks_decide (ranks, m, rank);
  }
  ranks->table = table;
  g_ptr_array_add (plan->owned, table);
}

/* More levels than lie in the plan itself. */
static void set_far_levels (SimPlan *plan, const SimPlanLevels *levels, const GArray *fractions)
{
  LanePlan *lanes = &plan->lanes;
  LaneCritical *tables = g_new0 (LaneCritical, fractions->len);
  guint m = (guint) lanes->n_hypotheses, at = 0;
  double *fixed = g_new0 (double, (gsize) lanes->draws.n_sizes * m * fractions->len);
  gboolean varies = FALSE;
  for (guint h = 0; h < m; h++)
    varies |= !lanes->analyses[lanes->hypotheses[h].analysis].df_fixed;
  for (guint i = 0; i < fractions->len && varies; i++)
    tables[i] = sim_plan_table (plan, levels->cache,
                                levels->a * g_array_index (fractions, double, i), 0);
  for (int s = 0; s < lanes->draws.n_sizes; s++)
    for (guint h = 0; h < m; h++)
      for (guint i = 0; i < fractions->len; i++, at++)
        if (lanes->analyses[lanes->hypotheses[h].analysis].df_fixed)
          fixed[at] = sim_round32 (
              sim_critical_t (levels->a * g_array_index (fractions, double, i),
                              sim_plan_full_df (lanes, levels->scenario, (int) h, s)));
  lanes->far_levels = tables;
  lanes->far_fixed = fixed;
  g_ptr_array_add (plan->owned, tables);
  g_ptr_array_add (plan->owned, fixed);
}

void sim_plan_compile_ranks (SimPlan *plan, const SimPlanLevels *levels)
{
  LaneRanks *ranks = &plan->lanes.ranks;
  GArray *fractions = g_array_new (FALSE, FALSE, sizeof (double));
  if (sim_procedure_is_sequential (levels->procedure))
    fill_sequence (plan, levels->procedure, fractions);
  else
    fill_counts (ranks, levels->procedure, fractions);
  ranks->n_levels = (int) fractions->len;
  int next = 1;
  for (guint i = 0; i < fractions->len && fractions->len < LANE_LEVELS; i++) {
    double fraction = g_array_index (fractions, double, i);
    gboolean full = sim_fractions_same (fraction, 1);
    plan->lanes.rank_level[i] = full ? 0 : next;
    if (!full)
      sim_plan_set_level (plan, levels, next++, levels->a * fraction);
  }
  if (fractions->len >= LANE_LEVELS)
    set_far_levels (plan, levels, fractions);
  fill_table (plan);
  g_array_free (fractions, TRUE);
}
