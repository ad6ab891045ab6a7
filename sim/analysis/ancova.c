/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ancova.c - the fields of the analysis of covariance and what it accepts.
 */
#include <glib/gi18n.h>

#include "../scenario/mechanism.h"

/* clang-format off: tables, laid out by hand */
static const SimChoice adjust_choices[] = {
  { "baseline", N_ ("Baseline"), TRUE, N_ ("The score before treatment.") },
  { "strata", N_ ("Strata"), FALSE, NULL },
  { NULL, NULL, FALSE, NULL }
};

const SimField sim_analysis_ancova_fields[] = {
  { .key = "adjust-for", .kind = SIM_FIELD_LIST, .label = N_ ("Adjusted for"),
    .help = N_ ("What the means are adjusted for. Default: baseline."),
    .stage = SIM_STAGE_DRAW, .min = 1, .max = 1, .item = SIM_FIELD_ENUM,
    .choices = adjust_choices, .fallback = "[\"baseline\"]" },
  { .key = NULL }
};

const SimAnalysisNeeds sim_analysis_ancova_needs
    = { .needs_baseline = TRUE,
        .all_arms = TRUE,
        .outcomes = sim_score_outcomes,
        .missing = sim_score_missing,
        .accepts = SIM_ACCEPTS_MARGINS | SIM_ACCEPTS_CONTRASTS };
