/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * two-by-two.c - what the tests of two proportions accept beside a variance: the interval.
 */
#include <glib/gi18n.h>

#include "../scenario/mechanism.h"
#include "two-by-two.h"

/* clang-format off: tables, laid out by hand */
const SimChoice sim_interval_choices[] = {
  { "wald", N_ ("Wald"), TRUE,
    N_ ("The estimate and so many standard errors on either side.") },
  { "newcombe", N_ ("Newcombe"), TRUE,
    N_ ("From Wilson's intervals of the two proportions; never beyond 1.") },
  { "miettinen-nurminen", N_ ("Miettinen–Nurminen"), TRUE,
    N_ ("The differences that a score test does not reject; never beyond 1.") },
  { NULL, NULL, FALSE, NULL }
};

const SimField sim_analysis_chi_squared_fields[] = { SIM_INTERVAL_FIELD, { .key = NULL } };
const SimField sim_analysis_fisher_fields[] = { SIM_INTERVAL_FIELD, { .key = NULL } };
const SimField sim_analysis_cmh_fields[] = { { .key = NULL } };
/* clang-format on */

static const char *const outcomes[] = { "binary", NULL };

const SimAnalysisNeeds sim_analysis_chi_squared_needs
    = { .outcomes = outcomes,
        .missing = sim_category_missing,
        .no_other = SIM_NO_OTHER_TEST };
const SimAnalysisNeeds sim_analysis_fisher_needs
    = { .outcomes = outcomes,
        .missing = sim_category_missing,
        .no_other = SIM_NO_OTHER_TEST };
const SimAnalysisNeeds sim_analysis_cmh_needs
    = { .needs_strata = TRUE,
        .outcomes = outcomes,
        .missing = sim_category_missing,
        .no_other = SIM_NO_OTHER_TEST };
