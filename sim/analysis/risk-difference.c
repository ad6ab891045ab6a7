/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * risk-difference.c - the fields of the difference of proportions and what it accepts.
 */
#include <glib/gi18n.h>

#include "../scenario/mechanism.h"
#include "two-by-two.h"

/* clang-format off: tables, laid out by hand */
static const SimChoice variance_choices[] = {
  { "pooled", N_ ("Pooled"), TRUE,
    N_ ("One proportion for both arms, as under the null hypothesis; the test is Pearson's "
        "chi-squared without Yates' correction.") },
  { "unpooled", N_ ("Not pooled"), TRUE, N_ ("Each arm has its own proportion.") },
  { "restricted", N_ ("Restricted"), TRUE,
    N_ ("The test takes the likeliest proportions that lie on the margin (Farrington and Manning), "
        "or for which the contrast is what it is tested against; without a margin it is the "
        "pooled test of a pair. Standard errors and Wald intervals are not pooled.") },
  { NULL, NULL, FALSE, NULL }
};

const SimField sim_analysis_risk_difference_fields[] = {
  { .key = "variance", .kind = SIM_FIELD_ENUM, .label = N_ ("Variance"),
    .help = N_ ("From which proportions the variance of the difference is estimated. "
                "Default pooled."),
    .stage = SIM_STAGE_DRAW, .fallback = "\"pooled\"", .choices = variance_choices },
  SIM_INTERVAL_FIELD,
  { .key = NULL }
};
/* clang-format on */

static const char *const outcomes[] = { "binary", NULL };

/* The proportion that both arms would have under the null is none of theirs with a margin. */
const SimAnalysisNeeds sim_analysis_risk_difference_needs
    = { .outcomes = outcomes,
        .missing = sim_drawn_category_missing,
        .drawn_variance = "unpooled",
        .accepts = SIM_ACCEPTS_MARGINS | SIM_ACCEPTS_CONTRASTS | SIM_ACCEPTS_LOGIT,
        .plain_variance = "pooled" };
