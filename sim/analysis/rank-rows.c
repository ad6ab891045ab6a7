/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rank-rows.c - the fields of the rank tests and what they accept.
 */
#include <glib/gi18n.h>

#include "rank-effect.h"

/* clang-format off: tables, laid out by hand */
const SimField sim_analysis_mann_whitney_fields[]
    = { { .key = "exact",
          .kind = SIM_FIELD_BOOL,
          .label = N_ ("Exact"),
          .help
          = N_ ("Whether up to 50 patients of two arms are tested by the distribution of all "
                "their divisions into such arms, ties and all, not by the normal one; standard "
                "errors are then those with which a normal test has that p-value. Default: no."),
          .stage = SIM_STAGE_DRAW,
          .fallback = "false" },
        { .key = NULL } };
const SimField sim_analysis_van_elteren_fields[] = { { .key = NULL } };
/* clang-format on */

static const char *const outcomes[]
    = { "continuous", "bounded", "skewed", "heavy-tailed", "ordinal", NULL };

/* Rubin's rules add the variance between the draws to that of each estimate. */
#define NO_OTHER                                                                                   \
  N_ ("draws are pooled by the variances of estimates, and ranks tell but that of arms alike")

const SimAnalysisNeeds sim_analysis_mann_whitney_needs
    = { .outcomes = outcomes,
        .missing = sim_carried_missing,
        .no_other = NO_OTHER,
        .effect = sim_rank_true_effect,
        .scale = N_ ("probability above one half") };
const SimAnalysisNeeds sim_analysis_van_elteren_needs
    = { .needs_strata = TRUE,
        .outcomes = outcomes,
        .missing = sim_carried_missing,
        .no_other = NO_OTHER,
        .effect = sim_rank_true_stratified,
        .scale = N_ ("probability above one half") };
