/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * stratified-blocks.c - the fields of allocation in permuted blocks within strata.
 */
#include "block-fields.h"

const SimField sim_allocation_stratified_blocks_fields[] = { SIM_BLOCK_FIELDS };
