/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fallback.c - the fallback rule: its fields and what it accepts.
 */
#include <glib/gi18n.h>

#include "../../scenario/mechanism.h"

const SimField sim_multiplicity_fallback_fields[] = {
  { .key = "weights", .kind = SIM_FIELD_REAL, .label = N_ ("Weights"),
    .help = N_ ("The share of the level that each hypothesis has by itself, together at most 1. "
                "Default: equal shares."),
    .unit = "", .stage = SIM_STAGE_DECIDE, .per = SIM_PER_HYPOTHESIS | SIM_PER_SOME, .min = 0,
    .max = 1, .step = 0.05, .rest = "0" },
  { .key = NULL }
};

const SimMultiplicityNeeds sim_multiplicity_fallback_needs = { .one_control = FALSE };
