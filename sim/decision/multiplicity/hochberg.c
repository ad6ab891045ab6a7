/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hochberg.c - Hochberg's step-up rule: its fields (none) and what it accepts.
 */
#include "../../scenario/mechanism.h"

const SimField sim_multiplicity_hochberg_fields[] = { { .key = NULL } };

const SimMultiplicityNeeds sim_multiplicity_hochberg_needs = { .one_control = FALSE };
