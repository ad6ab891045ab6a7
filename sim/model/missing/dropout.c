/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dropout.c - the fields of dropout: what leaving depends on, how many leave, and gaps.
 *
 * They are those of a record without variants, because each arm may have a mechanism of its own.
 */
#include <glib/gi18n.h>

#include "../../scenario/descriptor.h"

/* clang-format off: tables, laid out by hand */
static const SimChoice mechanism_choices[] = {
#define SIM_MISSING(kind, id, label, help) { id, label, TRUE, help },
#include "missing.def"
  { NULL, NULL, FALSE, NULL }
};

const SimField sim_dropout_fields[] = {
  { .key = "mechanism", .kind = SIM_FIELD_ENUM, .label = N_ ("Mechanism"),
    .help = N_ ("What leaving depends on, in all arms or in each. Default mcar."),
    .stage = SIM_STAGE_DRAW, .per = SIM_PER_ARM, .fallback = "\"mcar\"",
    .choices = mechanism_choices },
  { .key = "proportion", .kind = SIM_FIELD_REAL, .label = N_ ("Lost"),
    .help = N_ ("Proportion of patients lost. One number: lost by the last visit of the first "
                "outcome, at a constant rate over time. A list: lost by each of its visits, in "
                "total so far. At other times other outcomes miss as many as by these rates, the "
                "last of which goes on. Default: that of the example while the arms are; 0 with "
                "arms of your own."),
    .unit = "%", .stage = SIM_STAGE_DRAW, .per = SIM_PER_ARM | SIM_PER_VISIT, .min = 0, .max = 1,
    .open_max = TRUE, .step = 0.01, .spread = SIM_SPREAD_HAZARD,
    .computed = SIM_COMPUTED_PROPORTION },
  { .key = "log-odds", .kind = SIM_FIELD_REAL, .label = N_ ("Log odds per point"),
    .help = N_ ("By how much the log odds of leaving rise with each point of the last score seen "
                "(mar) or of the score not seen (mnar) of the first outcome, or of that which it "
                "is made of; the proportion lost stays as given. No "
                "arm that loses patients in these ways can be without it. Default: none."),
    .unit = "", .stage = SIM_STAGE_DRAW, .per = SIM_PER_ARM | SIM_PER_SOME, .min = -1000,
    .max = 1000, .step = 0.01 },
  { .key = "gaps", .kind = SIM_FIELD_REAL, .label = N_ ("Gaps"),
    .help = N_ ("Proportion of those still in the trial who miss a visit and come again, at each "
                "visit, whatever their scores are; what is measured at the same time is missed "
                "together. Default 0."),
    .unit = "%", .stage = SIM_STAGE_DRAW, .per = SIM_PER_ARM | SIM_PER_SOME, .rest = "0",
    .min = 0, .max = 1, .open_max = TRUE, .step = 0.01, .fallback = "0", .tacit = TRUE },
  { .key = NULL }
};
