/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * strategy.c - the keys missing, imputations, delta and set of an analysis.
 */
#include "strategy.h"

static const char *const ids[]
    = { "complete-cases",     "locf",          "bocf",           "non-responder",
        "multiple-imputation", "jump-to-reference", "copy-increments", "delta",
        "likelihood" };

SimStrategyKind
sim_strategy_kind (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (g_strcmp0 (id, ids[i]) == 0)
      return (SimStrategyKind)i;
  return SIM_STRATEGY_COMPLETE_CASES;
}

gboolean
sim_strategy_draws (SimStrategyKind kind)
{
  return kind >= SIM_STRATEGY_IMPUTATION && kind <= SIM_STRATEGY_DELTA;
}

/* A key with a tacit default may be absent. */
static double
number_of (const SimValue *value, double otherwise)
{
  return value ? sim_value_number (value) : otherwise;
}

void
sim_scenario_strategy (const SimScenario *scenario, guint analysis, SimStrategy *strategy)
{
  const SimValue *record
      = sim_value_at (sim_scenario_value (scenario, "/analyses"), analysis);
  const SimValue *delta = sim_value_get (record, "delta");
  *strategy = (SimStrategy){
    .kind = sim_strategy_kind (sim_value_text (sim_value_get (record, "missing"))),
    .imputations = (guint)number_of (sim_value_get (record, "imputations"), 10),
    .per_protocol
    = g_strcmp0 (sim_value_text (sim_value_get (record, "set")), "per-protocol") == 0,
  };
  for (guint a = 0; strategy->kind == SIM_STRATEGY_DELTA && a < sim_scenario_n_arms (scenario); a++)
    strategy->delta[a]
        = number_of (sim_value_get (delta, sim_scenario_arm_id (scenario, a)), 0);
}
