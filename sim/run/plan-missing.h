/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-missing.h - whom an analysis takes in and what it does about scores that were not seen,
 * compiled for the lanes.
 */
#ifndef SIM_RUN_PLAN_MISSING_H
#define SIM_RUN_PLAN_MISSING_H

#include "../scenario/responder.h"
#include "../scenario/strategy.h"
#include "lane-plan.h"

G_BEGIN_DECLS

/** What an analysis reads: an outcome at a visit, and whose scores that is made of. */
typedef struct {
  guint outcome, visit;
  gboolean derived;
  SimResponder responder;
  guint source, at, nth; /* nth of the outcomes that are not derived */
  SimStrategy strategy;  /* complete cases where nobody can be missing */
  guint with_baseline;   /* the outcome whose baseline is read, if there is any: that of the scores
                            that are drawn, else of those that are analysed */
} SimPlanRead;

/** Fills read->strategy and what hangs on it, the rest given. */
void sim_plan_strategy (const SimScenario *scenario, guint analysis, SimPlanRead *read);
/** Fills fill for an arm, the people of the plan given. Returns the proportion of the arm that is
 *  not analysed. */
double sim_plan_fill (const LanePlan *plan, const SimScenario *scenario, const SimPlanRead *read,
                      guint arm, LaneFill *fill);
/** What is drawn where scores that are read are imputed. */
LaneImputeKind sim_plan_imputes (const SimScenario *scenario, const SimPlanRead *read);
/** Fills impute for an analysis whose missing scores are drawn. */
void sim_plan_impute (const SimScenario *scenario, guint analysis, const SimPlanRead *read,
                      LaneImpute *impute);

G_END_DECLS
#endif
