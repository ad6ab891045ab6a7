/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * gatekeeping.c - families one after another: fields and what is accepted.
 */
#include <glib/gi18n.h>

#include "../../scenario/mechanism.h"

static const SimChoice family_choices[] = {
  { "serial", N_ ("Serial"), TRUE,
    N_ ("The next family is tested once all of this one are rejected, by Holm's rule.") },
  { "parallel", N_ ("Parallel"), TRUE,
    N_ ("The next family is tested with what those that are rejected hand on.") },
  { NULL, NULL, FALSE, NULL }
};

static const SimField family_fields[] = {
  { .key = "hypotheses", .kind = SIM_FIELD_LIST, .label = N_ ("Hypotheses"),
    .help = N_ ("The members of the family; every hypothesis is in one family."),
    .stage = SIM_STAGE_DECIDE, .min = 1, .max = SIM_MAX_HYPOTHESES, .item = SIM_FIELD_REF,
    .target = "/testing/hypotheses", .required = TRUE },
  { .key = "type", .kind = SIM_FIELD_ENUM, .label = N_ ("Gate"),
    .help = N_ ("What opens the gate to the next family; of the last it makes no difference. "
                "Default serial."),
    .stage = SIM_STAGE_DECIDE, .fallback = "\"serial\"", .choices = family_choices },
  { .key = "gamma", .kind = SIM_FIELD_REAL, .label = N_ ("Truncation"),
    .help = N_ ("Of a parallel family: 0 tests it by Bonferroni's rule and hands on the most; the "
                "nearer to 1, the nearer to Holm's rule, and the less is handed on unless all are "
                "rejected. Default 0."),
    .unit = "", .stage = SIM_STAGE_DECIDE, .min = 0, .max = 1, .open_max = TRUE, .step = 0.05 },
  { .key = NULL }
};

const SimField sim_multiplicity_gatekeeping_fields[] = {
  { .key = "families", .kind = SIM_FIELD_LIST, .label = N_ ("Families"),
    .help = N_ ("The families in the order in which they are tested. Default: one family of all "
                "hypotheses, which is Holm's rule."),
    .stage = SIM_STAGE_DECIDE, .min = 1, .max = SIM_MAX_HYPOTHESES, .fields = family_fields },
  { .key = NULL }
};

const SimMultiplicityNeeds sim_multiplicity_gatekeeping_needs = { .one_control = FALSE };
