/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fields-people.h - the rows of who the patients are, for the field table; for this folder only.
 */
#ifndef SIM_SCENARIO_FIELDS_PEOPLE_H
#define SIM_SCENARIO_FIELDS_PEOPLE_H

#include "descriptor.h"

G_BEGIN_DECLS

/* Each ends with a row whose key is NULL. */
extern const SimField sim_stratum_fields[];
extern const SimField sim_covariate_fields[];
extern const SimField sim_practitioner_fields[];
extern const SimField sim_centre_fields[];
extern const SimField sim_adherence_fields[];
extern const SimField sim_switch_fields[];
extern const SimChoice sim_estimand_choices[]; /* ends with id NULL */

G_END_DECLS
#endif
