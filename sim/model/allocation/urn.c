/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * urn.c - allocation by an urn: it has no fields of its own.
 */
#include "../../scenario/descriptor.h"

const SimField sim_allocation_urn_fields[] = { { .key = NULL } };
