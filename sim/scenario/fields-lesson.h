/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fields-lesson.h - the rows of a lesson, for the field table; for this folder only.
 */
#ifndef SIM_SCENARIO_FIELDS_LESSON_H
#define SIM_SCENARIO_FIELDS_LESSON_H

#include "descriptor.h"

G_BEGIN_DECLS

/* Ends with a row whose key is NULL. */
extern const SimField sim_lesson_fields[];

G_END_DECLS
#endif
