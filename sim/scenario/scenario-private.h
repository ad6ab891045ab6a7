/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scenario-private.h - making a frozen scenario; for this folder only.
 */
#ifndef SIM_SCENARIO_SCENARIO_PRIVATE_H
#define SIM_SCENARIO_SCENARIO_PRIVATE_H

#include "scenario.h"

G_BEGIN_DECLS

/** The frozen form of a draft in which no problem was found. */
SimScenario *sim_scenario_freeze (SimDraft *draft);

/** SHA-256 (hex) of the full form without what is of stage LABEL. Newly allocated. */
char *sim_full_hash (const SimValue *full);
/** The latest stage of a value in which two full forms differ. */
SimStage sim_full_stage_between (const SimValue *a, const SimValue *b);

/**
 * Correlation of (baseline, visit 1 .. V) of an outcome in its full form, row-major, into matrix
 * of (V + 1) x (V + 1). Returns V + 1; 0 if the outcome is not in order.
 */
guint sim_correlation_fill (const SimValue *outcome, double *matrix);
/** Plans round correlations to 32 bits: less than this left over for a score is taken for none. */
#define SIM_CORRELATION_PIVOT 1e-6
/**
 * The order of the first leading minor of the n x n matrix that is not positive, or so near to it
 * that what the scores before leave of this one is below SIM_CORRELATION_PIVOT; 0 if all are.
 * stride: doubles from row to row.
 */
guint sim_correlation_failing_minor (const double *matrix, guint n, guint stride);

G_END_DECLS
#endif
