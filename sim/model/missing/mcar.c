/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mcar.c - the fields of dropout completely at random.
 */
#include <glib/gi18n.h>

#include "../../scenario/descriptor.h"

/* clang-format off: tables, laid out by hand */
const SimField sim_missing_mcar_fields[] = {
  { .key = "proportion", .kind = SIM_FIELD_REAL, .label = N_ ("Lost"),
    .help = N_ ("Proportion of patients lost. One number: lost by the last visit, at a constant "
                "rate over time. A list: lost by each visit, in total so far. Default: that of "
                "the example while the arms are; 0 with arms of your own."),
    .unit = "%", .stage = SIM_STAGE_DRAW, .per = SIM_PER_ARM | SIM_PER_VISIT, .min = 0, .max = 1,
    .open_max = TRUE, .step = 0.01, .spread = SIM_SPREAD_HAZARD,
    .computed = SIM_COMPUTED_PROPORTION },
  { .key = NULL }
};
