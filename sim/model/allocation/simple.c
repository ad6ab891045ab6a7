/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * simple.c - allocation of each patient by chance alone: it has no fields of its own.
 */
#include "../../scenario/descriptor.h"

const SimField sim_allocation_simple_fields[] = { { .key = NULL } };
