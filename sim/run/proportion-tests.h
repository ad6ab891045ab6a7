/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proportion-tests.h - tests and intervals of proportions that an estimate and its variance do not
 * tell, trial by trial. C headers only; thread-safe; no allocation.
 */
#ifndef SIM_RUN_PROPORTION_TESTS_H
#define SIM_RUN_PROPORTION_TESTS_H

#include "../analysis/fisher.h"
#include "../analysis/proportions.h"
#include "lane-plan.h"

/** Fisher's p-values of a table as statistics that are held against critical values: of a two-sided
 *  test half its p-value with the sign of the difference. */
void sim_fisher_statistics (const SimFisher *p, const LaneHypothesis *hypothesis, SimCount a,
                            SimCount b, double *above, double *below);

/**
 * Fills above and below of the fitted hypotheses of an analysis where they have own_test (variant
 * LANE_FISHER, of pairs tested against 0; LANE_RESTRICTED), and reach_down and reach_up where they
 * have own_interval (analysis->interval; pairs); the estimate is a contrast of proportions, or of
 * their logits, on the benefit scale. Records as of a LaneFitFn, the sum of each arm its number of
 * events.
 */
void sim_proportion_tests (const LanePlan *plan, const LaneAnalysis *analysis, int size,
                           const double *records, int groups, LaneFit *fit);

#endif
