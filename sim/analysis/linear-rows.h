/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linear-rows.h - the fields that analyses by linear models share.
 */
#ifndef SIM_ANALYSIS_LINEAR_ROWS_H
#define SIM_ANALYSIS_LINEAR_ROWS_H

#include <glib/gi18n.h>

#include "../scenario/mechanism.h"

/** What may be adjusted for, beside covariates by their ids. */
extern const SimChoice sim_adjust_choices[];
/** How standard errors are found. */
extern const SimChoice sim_se_choices[];

/* clang-format off: tables, laid out by hand */
#define SIM_SE_FIELD                                                                               \
  { .key = "se", .kind = SIM_FIELD_ENUM, .label = N_ ("Standard errors"),                          \
    .help = N_ ("How the standard errors are found. Default model."),                              \
    .stage = SIM_STAGE_DRAW, .fallback = "\"model\"", .tacit = TRUE, .choices = sim_se_choices }

/** Of regressions of outcomes without a baseline. */
#define SIM_ADJUST_FIELD(text)                                                                     \
  { .key = "adjust-for", .kind = SIM_FIELD_LIST, .label = N_ ("Adjusted for"), .help = text,       \
    .stage = SIM_STAGE_DRAW, .min = 0, .max = 2 + SIM_MAX_COVARIATES, .item = SIM_FIELD_ENUM,      \
    .choices = sim_adjust_choices, .target = "/covariates", .fallback = "[]" }
/* clang-format on */

#endif
