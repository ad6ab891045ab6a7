/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dunnett.c - Dunnett's test of several arms against one control: its fields (none) and what it
 * accepts.
 */
#include "../../scenario/mechanism.h"

const SimField sim_multiplicity_dunnett_fields[] = { { .key = NULL } };

const SimMultiplicityNeeds sim_multiplicity_dunnett_needs = {
  .one_control = TRUE, .one_analysis = TRUE, .all_arms = TRUE, .superiority = TRUE
};
