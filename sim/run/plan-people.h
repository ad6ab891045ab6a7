/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-people.h - the patients of a scenario compiled for the lanes.
 */
#ifndef SIM_RUN_PLAN_PEOPLE_H
#define SIM_RUN_PLAN_PEOPLE_H

#include "../scenario/people.h"
#include "lane-plan.h"

G_BEGIN_DECLS

/** Whether the scenario has patients that the plain path does not draw. */
gboolean sim_plan_needs_people (const SimScenario *scenario);

/**
 * The patients of an outcome up to visit n_visits - 1, all of whose scores are used, for arms of up
 * to most[arm] patients. Every constant that came through libm is rounded, so two scenarios with
 * the same patients give equal bytes. NULL if memory is short. The caller owns one reference.
 */
LanePeople *sim_plan_people_new (const SimScenario *scenario, guint outcome, guint n_visits,
                                 const int *most);
LanePeople *sim_plan_people_ref (LanePeople *people);
void sim_plan_people_unref (LanePeople *people); /* accepts NULL */
/** Whether they are the same patients; either may be NULL. */
gboolean sim_plan_people_equal (const LanePeople *a, const LanePeople *b);

/** Room for a chunk of them; NULL if memory is short. Free with sim_plan_patients_free(). */
LanePatients *sim_plan_patients_new (const LanePeople *people);
void sim_plan_patients_free (LanePatients *patients); /* accepts NULL */

/**
 * Solves the intercepts of an arm whose patients leave by their scores, so that on average the
 * asked proportion has left by each visit. The average is one over 16,383 points of a Sobol
 * sequence in all that is drawn of a patient: an error of about 1e-4, and up to 1e-3 where slopes
 * are so steep that the score alone decides. asked[visit] ascending.
 */
gboolean sim_plan_solve_leaving (LanePeople *people, int arm, const double *asked);

G_END_DECLS
#endif
