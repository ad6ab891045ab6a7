/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-fisher.h - Fisher's test of the tables that trials are likely to have, known beforehand.
 */
#ifndef SIM_RUN_PLAN_FISHER_H
#define SIM_RUN_PLAN_FISHER_H

#include "plan.h"

G_BEGIN_DECLS

/**
 * Makes the tables of hypotheses that are tested by Fisher's test, where the numbers analysed are
 * the same in every trial, from what the plan has of sizes, analyses and hypotheses; owned by the
 * plan. Sizes that would take all tables beyond 64 MiB are left without.
 */
void sim_plan_compile_fisher (SimPlan *plan);

G_END_DECLS
#endif
