/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * graph.c - the graphical rule of Bretz and others: its fields and what it accepts.
 */
#include <glib/gi18n.h>

#include "../../scenario/mechanism.h"

const SimField sim_multiplicity_graph_fields[] = {
  { .key = "weights", .kind = SIM_FIELD_REAL, .label = N_ ("Weights"),
    .help = N_ ("The share of the level that each hypothesis has at the start, together at most 1. "
                "Default: equal shares."),
    .unit = "", .stage = SIM_STAGE_DECIDE, .per = SIM_PER_HYPOTHESIS | SIM_PER_SOME, .min = 0,
    .max = 1, .step = 0.05, .rest = "0" },
  { .key = "transitions", .kind = SIM_FIELD_REAL, .label = N_ ("Transitions"),
    .help = N_ ("Of what a hypothesis has when it is rejected, the share that each of the others "
                "is handed; the shares of one together at most 1. Default: none."),
    .unit = "", .stage = SIM_STAGE_DECIDE,
    .per = SIM_PER_HYPOTHESIS | SIM_PER_BETWEEN | SIM_PER_SOME, .min = 0, .max = 1, .step = 0.05,
    .rest = "0" },
  { .key = NULL }
};

const SimMultiplicityNeeds sim_multiplicity_graph_needs = { .one_control = FALSE };
