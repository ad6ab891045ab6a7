/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * t-test.c - the fields of the t test and what it accepts.
 */
#include "linear-rows.h"

/* clang-format off: tables, laid out by hand */
static const SimChoice variance_choices[] = {
  { "all-arms", N_ ("Pooled over all arms"), TRUE,
    N_ ("One variance from all arms; degrees of freedom: patients analysed minus arms.") },
  { "two-arms", N_ ("Pooled over the two arms"), TRUE,
    N_ ("One variance from the two arms compared.") },
  { "welch", N_ ("Welch, not pooled"), TRUE,
    N_ ("Each arm has its own variance; degrees of freedom after Welch and Satterthwaite.") },
  { NULL, NULL, FALSE, NULL }
};

const SimField sim_analysis_t_test_fields[] = {
  { .key = "variance", .kind = SIM_FIELD_ENUM, .label = N_ ("Variance"),
    .help = N_ ("From which arms the variance is estimated. Default all-arms."),
    .stage = SIM_STAGE_DRAW, .fallback = "\"all-arms\"", .choices = variance_choices },
  SIM_SE_FIELD,
  { .key = NULL }
};

const SimAnalysisNeeds sim_analysis_t_test_needs
    = { .all_arms = TRUE,
        .outcomes = sim_score_outcomes,
        .missing = sim_score_missing,
        .accepts = SIM_ACCEPTS_MARGINS | SIM_ACCEPTS_CONTRASTS };
