/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit.h - edits of one value that take along what is said about its basis.
 */
#ifndef APP_EDITOR_EDIT_H
#define APP_EDITOR_EDIT_H

#include "sim.h"

G_BEGIN_DECLS

/**
 * sim_draft_set(), and without the basis of values that are there no more: switching off the
 * baseline would otherwise leave a basis that leads nowhere. A new type or method brings the keys
 * along that it needs and that have no default.
 */
SimDraft *app_edit_set (SimDraft *draft, const char *pointer, const SimValue *value,
                        GError **error);

/** Removes a source, and its mention from every basis that names it. */
SimDraft *app_edit_remove_source (SimDraft *draft, const char *id, GError **error);

G_END_DECLS
#endif
