/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-people.h - the patients of a scenario compiled for the lanes.
 */
#ifndef SIM_RUN_PLAN_PEOPLE_H
#define SIM_RUN_PLAN_PEOPLE_H

#include "../scenario/people.h"
#include "lane-plan.h"

G_BEGIN_DECLS

/**
 * The patients of a scenario, outcome by outcome of those that are not derived: of the kth those up
 * to visit n_visits[k] - 1; 0: nobody asks for its scores, and it is compiled only if an outcome
 * that is asked for needs it. For arms of up to most[arm] patients. people: LANE_OUTCOMES NULLs.
 * Every constant that came through libm is rounded, so two scenarios with the same patients give
 * equal bytes. FALSE if memory is short. The caller owns one reference of each, also then.
 */
gboolean sim_plan_people_fill (const SimScenario *scenario, const guint *n_visits, const int *most,
                               const LanePeople **people);
LanePeople *sim_plan_people_ref (LanePeople *people);
void sim_plan_people_unref (LanePeople *people); /* accepts NULL */
/** Whether they are the same patients; either may be NULL. */
gboolean sim_plan_people_equal (const LanePeople *a, const LanePeople *b);

/** Room for a chunk of them; NULL if memory is short. Free with sim_plan_patients_free(). */
LanePatients *sim_plan_patients_new (const LanePeople *people);
void sim_plan_patients_free (LanePatients *patients); /* accepts NULL */
/** Room for those of every outcome there is, who know of each other; FALSE if memory is short. */
gboolean sim_plan_patients_fill (const LanePeople *const *people, LanePatients **patients);

/**
 * Solves the intercepts of an arm whose patients leave by their scores, so that on average the
 * asked proportion has left by each visit. The average is one over 16,383 points of a Sobol
 * sequence in all that is drawn of a patient: an error of about 1e-4, and up to 1e-3 where slopes
 * are so steep that the score alone decides. asked[visit] ascending.
 */
gboolean sim_plan_solve_leaving (LanePeople *people, int arm, const double *asked);

G_END_DECLS
#endif
