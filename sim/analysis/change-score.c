/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * change-score.c - the t test of the change from baseline.
 */
#include "linear-rows.h"

const SimField sim_analysis_change_score_fields[] = { SIM_SE_FIELD, { .key = NULL } };

const SimAnalysisNeeds sim_analysis_change_score_needs
    = { .needs_baseline = TRUE,
        .all_arms = TRUE,
        .outcomes = sim_score_outcomes,
        .missing = sim_score_missing,
        .accepts = SIM_ACCEPTS_MARGINS | SIM_ACCEPTS_CONTRASTS | SIM_ACCEPTS_WITHIN };
