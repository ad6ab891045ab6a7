/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fields-expected.h - the rows of expected results, for the field table; for this folder only.
 */
#ifndef SIM_SCENARIO_FIELDS_EXPECTED_H
#define SIM_SCENARIO_FIELDS_EXPECTED_H

#include "descriptor.h"

G_BEGIN_DECLS

/* Ends with a row whose key is NULL. */
extern const SimField sim_expected_fields[];

G_END_DECLS
#endif
