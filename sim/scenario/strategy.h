/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * strategy.h - whom an analysis takes in, and what it does about scores that were not seen.
 */
#ifndef SIM_SCENARIO_STRATEGY_H
#define SIM_SCENARIO_STRATEGY_H

#include "scenario.h"

G_BEGIN_DECLS

typedef enum {
  SIM_STRATEGY_COMPLETE_CASES,
  SIM_STRATEGY_LOCF,
  SIM_STRATEGY_BOCF,
  SIM_STRATEGY_NON_RESPONDER,
  SIM_STRATEGY_IMPUTATION, /* this and the next three: by draws from a model */
  SIM_STRATEGY_JUMP,
  SIM_STRATEGY_COPY,
  SIM_STRATEGY_DELTA,
  SIM_STRATEGY_LIKELIHOOD
} SimStrategyKind;

typedef struct {
  SimStrategyKind kind;
  guint imputations;
  double delta[SIM_MAX_ARMS]; /* by how much imputed scores are worse; 0 but for DELTA */
  gboolean per_protocol;      /* only patients who were treated as allocated */
} SimStrategy;

/** Fills strategy for an analysis. Thread-safe. */
void sim_scenario_strategy (const SimScenario *scenario, guint analysis, SimStrategy *strategy);
/** Whether scores are imputed by draws from a model. */
gboolean sim_strategy_draws (SimStrategyKind kind);
/** By its id in a file ("locf"); complete cases for one that there is not. */
SimStrategyKind sim_strategy_kind (const char *id);

G_END_DECLS
#endif
