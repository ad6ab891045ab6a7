/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ancova.c - the fields of the analysis of covariance and what it accepts.
 */
#include "linear-rows.h"

/* clang-format off: tables, laid out by hand */
const SimField sim_analysis_ancova_fields[] = {
  { .key = "adjust-for", .kind = SIM_FIELD_LIST, .label = N_ ("Adjusted for"),
    .help = N_ ("What the means are adjusted for: baseline, strata, or covariates by their ids. "
                "Default: baseline."),
    .stage = SIM_STAGE_DRAW, .min = 1, .max = 2 + SIM_MAX_COVARIATES, .item = SIM_FIELD_ENUM,
    .choices = sim_adjust_choices, .target = "/covariates", .fallback = "[\"baseline\"]" },
  SIM_SE_FIELD,
  { .key = NULL }
};

const SimAnalysisNeeds sim_analysis_ancova_needs
    = { .needs_baseline = TRUE,
        .all_arms = TRUE,
        .outcomes = sim_score_outcomes,
        .missing = sim_score_missing,
        .accepts = SIM_ACCEPTS_MARGINS | SIM_ACCEPTS_CONTRASTS };
