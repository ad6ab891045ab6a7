/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fields-hypothesis.h - the rows of a hypothesis and of success, for the field table; for this
 * folder only.
 */
#ifndef SIM_SCENARIO_FIELDS_HYPOTHESIS_H
#define SIM_SCENARIO_FIELDS_HYPOTHESIS_H

#include "descriptor.h"

G_BEGIN_DECLS

/* Each ends with a row whose key is NULL, or a variant whose tag is NULL. */
extern const SimField sim_hypothesis_fields[];
extern const SimField sim_success_fields[];
extern const SimVariant sim_hypothesis_variants[];

G_END_DECLS
#endif
