/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tukey.c - Tukey's and Kramer's test of pairs of arms: its fields (none) and what it accepts.
 */
#include "../../scenario/mechanism.h"

const SimField sim_multiplicity_tukey_fields[] = { { .key = NULL } };

const SimMultiplicityNeeds sim_multiplicity_tukey_needs = {
  .one_analysis = TRUE, .all_arms = TRUE, .superiority = TRUE, .two_sided = TRUE
};
