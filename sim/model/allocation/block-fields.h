/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * block-fields.h - the fields of allocation in blocks, within strata or without.
 */
#ifndef SIM_MODEL_BLOCK_FIELDS_H
#define SIM_MODEL_BLOCK_FIELDS_H

#include <glib/gi18n.h>

#include "../../scenario/allocation.h"

/* clang-format off: tables, laid out by hand */
#define SIM_BLOCK_FIELDS                                                                          \
  { .key = "block-sizes", .kind = SIM_FIELD_LIST, .label = N_ ("Block sizes"),                    \
    .help = N_ ("Patients a block: multiples of the sum of the ratios. Of several one is chosen " \
                "for each block with equal chances. Default: twice the sum of the ratios."),      \
    .unit = "patients", .stage = SIM_STAGE_DRAW, .min = 1, .max = SIM_MAX_BLOCK_SIZES,            \
    .item = SIM_FIELD_INT, .item_min = 2, .item_max = SIM_MAX_BLOCK_SIZE,                         \
    .computed = SIM_COMPUTED_BLOCK_SIZES },                                                       \
  { .key = NULL }

#endif
