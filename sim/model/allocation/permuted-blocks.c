/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * permuted-blocks.c - the fields of allocation in permuted blocks.
 */
#include "block-fields.h"

const SimField sim_allocation_permuted_blocks_fields[] = { SIM_BLOCK_FIELDS };
