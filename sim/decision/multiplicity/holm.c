/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * holm.c - Holm's step-down rule: its fields (none) and what it accepts.
 */
#include "../../scenario/mechanism.h"

const SimField sim_multiplicity_holm_fields[] = { { .key = NULL } };

const SimMultiplicityNeeds sim_multiplicity_holm_needs = { .one_control = FALSE };
