/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * minimisation.c - allocation that keeps strata balanced: it has no fields of its own.
 */
#include "../../scenario/descriptor.h"

const SimField sim_allocation_minimisation_fields[] = { { .key = NULL } };
