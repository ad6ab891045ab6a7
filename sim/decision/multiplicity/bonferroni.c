/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bonferroni.c - Bonferroni's rule: its fields (none) and what it accepts.
 */
#include "../../scenario/mechanism.h"

const SimField sim_multiplicity_bonferroni_fields[] = { { .key = NULL } };

const SimMultiplicityNeeds sim_multiplicity_bonferroni_needs = { .one_control = FALSE };
