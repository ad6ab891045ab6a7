/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * two-by-two.h - the field that all tests of two proportions have.
 */
#ifndef SIM_ANALYSIS_TWO_BY_TWO_H
#define SIM_ANALYSIS_TWO_BY_TWO_H

#include <glib/gi18n.h>

#include "../scenario/mechanism.h"

/** Wald, Newcombe, Miettinen-Nurminen; ends with an id of NULL. */
extern const SimChoice sim_interval_choices[];

/* clang-format off: a row, laid out by hand */
#define SIM_INTERVAL_FIELD                                                                         \
  { .key = "interval", .kind = SIM_FIELD_ENUM, .label = N_ ("Interval"),                           \
    .help = N_ ("How the confidence interval of the difference is made; the test is the same. "    \
                "Contrasts of more than two arms have Wald's. Default wald."),                     \
    .stage = SIM_STAGE_DECIDE, .fallback = "\"wald\"", .tacit = TRUE,                              \
    .choices = sim_interval_choices }
/* clang-format on */

#endif
