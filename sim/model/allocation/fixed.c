/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fixed.c - allocation of exactly the given numbers: it has no fields of its own.
 */
#include "../../scenario/descriptor.h"

const SimField sim_allocation_fixed_fields[] = { { .key = NULL } };
