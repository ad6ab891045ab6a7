/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fixed-sequence.c - tests in a fixed order: fields (none) and what is accepted.
 */
#include "../../scenario/mechanism.h"

const SimField sim_multiplicity_fixed_sequence_fields[] = { { .key = NULL } };

const SimMultiplicityNeeds sim_multiplicity_fixed_sequence_needs = { .one_control = FALSE };
