/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sidak.c - Šidák's rule: its fields (none) and what it accepts.
 */
#include "../../scenario/mechanism.h"

const SimField sim_multiplicity_sidak_fields[] = { { .key = NULL } };

const SimMultiplicityNeeds sim_multiplicity_sidak_needs = { .one_control = FALSE };
