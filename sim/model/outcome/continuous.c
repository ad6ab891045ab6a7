/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * continuous.c - the fields of the continuous outcome: scores with a normal distribution.
 */
#define SIM_SCORE_TRUTH SIM_STAGE_TRUTH
#include "score-fields.h"

/* clang-format off: tables, laid out by hand */
const SimField sim_outcome_continuous_fields[] = {
  SIM_SCORE_FIELDS,
  { .key = NULL }
};

const SimOutcomeKind sim_outcome_continuous_kind = { .map = NULL };
