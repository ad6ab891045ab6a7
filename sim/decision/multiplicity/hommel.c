/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hommel.c - Hommel's rule: its fields (none) and what it accepts.
 */
#include "../../scenario/mechanism.h"

const SimField sim_multiplicity_hommel_fields[] = { { .key = NULL } };

const SimMultiplicityNeeds sim_multiplicity_hommel_needs = { .one_control = FALSE };
