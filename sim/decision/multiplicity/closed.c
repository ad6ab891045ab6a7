/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * closed.c - closed testing: its fields and what it accepts. With local Bonferroni tests it is
 * Holm's rule, with Dunnett's the step-down one, with Simes' tests Hommel's.
 */
#include <glib/gi18n.h>

#include "../../scenario/mechanism.h"

static const SimChoice local_choices[] = {
  { "bonferroni", N_ ("Bonferroni"), TRUE,
    N_ ("The smallest p-value of the set at the level over its size; the whole is Holm's rule.") },
  { "dunnett", N_ ("Dunnett"), TRUE,
    N_ ("The largest difference of the set at Dunnett's constant; the whole is the step-down "
        "rule.") },
  { "simes", N_ ("Simes"), TRUE,
    N_ ("Any of the sorted p-values of the set at its share of the level; the whole is Hommel's "
        "rule.") },
  { NULL, NULL, FALSE, NULL }
};

const SimField sim_multiplicity_closed_fields[] = {
  { .key = "local", .kind = SIM_FIELD_ENUM, .label = N_ ("Local test"),
    .help = N_ ("How a set of hypotheses is tested. Default bonferroni."),
    .stage = SIM_STAGE_DECIDE, .fallback = "\"bonferroni\"", .choices = local_choices },
  { .key = NULL }
};

const SimMultiplicityNeeds sim_multiplicity_closed_needs = { .one_control = FALSE };
