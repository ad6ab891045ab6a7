/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-list.h - what every edit of a list needs; for this folder only. Errors are those of edit.h.
 */
#ifndef SIM_SCENARIO_EDIT_LIST_H
#define SIM_SCENARIO_EDIT_LIST_H

#include "edit-walk.h"

G_BEGIN_DECLS

/** list (may be NULL) with item (taken over) at its end; newly allocated. */
SimValue *sim_list_appended (const SimValue *list, SimValue *item);
/** list without the member at index; newly allocated. */
SimValue *sim_list_without (const SimValue *list, guint index);
/** wanted, or wanted with the first number from 2 that no member has; newly allocated. */
char *sim_list_unused_id (const SimValue *list, const char *wanted);

/** A draft in which the list at pointer is written, so that it can be changed. */
SimDraft *sim_edit_writable (SimDraft *draft, const char *pointer);
/** The list written at pointer, borrowed; NULL if there is none. */
const SimValue *sim_edit_list (const SimDraft *draft, const char *pointer);
/** Index of the member id of the list at pointer; -1 with an error if there is none. */
int sim_edit_find (const SimDraft *draft, const char *pointer, const char *id, GError **error);
/** FALSE with an error if the list at pointer has `most` members already. */
gboolean sim_edit_room (const SimDraft *draft, const char *pointer, guint most, GError **error);
/** FALSE with an error if the list at pointer has no more than `least` members. */
gboolean sim_edit_spare (const SimDraft *draft, const char *pointer, guint least, GError **error);
/** The draft with list (taken over) in place of change's and the rest following. */
SimDraft *sim_edit_changed (const SimDraft *draft, const SimChange *change, SimValue *list);

/** Whether a method analyses an outcome, given in its full form. */
gboolean sim_edit_takes (const char *method, const SimValue *outcome);
/** The method of the first analysis if it takes the outcome, else the first that does; or NULL. */
const char *sim_edit_method_for (const SimDraft *draft, const SimValue *outcome);

G_END_DECLS
#endif
