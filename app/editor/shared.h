/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shared.h - which arms have the same practitioners, as a choice for each arm.
 */
#ifndef APP_EDITOR_SHARED_H
#define APP_EDITOR_SHARED_H

#include "editor/field.h"

G_BEGIN_DECLS

/** The ids of the arms that have practitioners. NULL-terminated; free with g_strfreev(). */
char **app_shared_arms (SimDraft *draft);
/** The first arm that an arm (id) shares with, or NULL. Newly allocated. */
char *app_shared_with (SimDraft *draft, const char *arm);
/** The list of groups in which arm shares with `with` (NULL: with none); NULL: no group at all. */
SimValue *app_shared_groups (SimDraft *draft, const char *arm, const char *with);

/** The choice of the arm with which an arm shares its practitioners. */
AppField *app_field_shared_new (AppDocument *document, const char *arm, const char *name);

G_END_DECLS
#endif
