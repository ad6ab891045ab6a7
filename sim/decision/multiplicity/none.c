/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * none.c - no correction for several hypotheses: its fields (none) and what it accepts.
 */
#include "../../scenario/mechanism.h"

const SimField sim_multiplicity_none_fields[] = { { .key = NULL } };

const SimMultiplicityNeeds sim_multiplicity_none_needs = { .one_control = FALSE };
