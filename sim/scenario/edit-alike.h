/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-alike.h - a scenario in which no arm works otherwise than another.
 *
 * Not the global null of edit-null.h, which puts hypotheses on their boundaries: here whatever an
 * outcome has per arm becomes what it is in the reference arm, and true differences are 0 whatever
 * is claimed of them. Who is lost, who treats whom and how patients are allocated stay as they are.
 */
#ifndef SIM_SCENARIO_EDIT_ALIKE_H
#define SIM_SCENARIO_EDIT_ALIKE_H

#include "draft.h"

G_BEGIN_DECLS

/** Id of the arm that the others are made like: the reference, or the last arm where there is none.
 *  NULL without arms. Newly allocated. */
char *sim_edit_alike_arm (const SimDraft *draft);
/**
 * The draft with the values per arm of all outcomes, and the interactions of arms with strata, as
 * they are in that arm. The basis of what has changed becomes a truth of the simulation with this
 * note. Fails with SIM_ERROR_CONFLICT where the arms are alike already.
 */
SimDraft *sim_edit_alike (SimDraft *draft, const char *note, GError **error);

G_END_DECLS
#endif
