/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shaffer.c - Shaffer's rule: its fields (none) and what it accepts.
 */
#include "../../scenario/mechanism.h"

const SimField sim_multiplicity_shaffer_fields[] = { { .key = NULL } };

const SimMultiplicityNeeds sim_multiplicity_shaffer_needs = { .one_control = FALSE };
