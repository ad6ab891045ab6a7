/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dunnett-step-down.c - Dunnett's test, one arm after another: its fields (none) and what it
 * accepts.
 */
#include "../../scenario/mechanism.h"

const SimField sim_multiplicity_dunnett_step_down_fields[] = { { .key = NULL } };

const SimMultiplicityNeeds sim_multiplicity_dunnett_step_down_needs = {
  .one_control = TRUE, .one_analysis = TRUE, .all_arms = TRUE, .superiority = TRUE
};
