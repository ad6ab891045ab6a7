/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * biased-coin.c - allocation that prefers the arm with fewest: it has no fields of its own.
 */
#include "../../scenario/descriptor.h"

const SimField sim_allocation_biased_coin_fields[] = { { .key = NULL } };
