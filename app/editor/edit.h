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
 * baseline would otherwise leave a basis that leads nowhere. What follows from it comes along
 * (edit-follow.h), and the mirror image of a correlation.
 */
SimDraft *app_edit_set (SimDraft *draft, const char *pointer, const SimValue *value,
                        GError **error);

/**
 * sim_draft_effective(), but a default per arm or visit that is one number is that number, not its
 * full form: it is shown as briefly as it could be written. The caller owns it; may be NULL.
 */
SimValue *app_edit_value (SimDraft *draft, const char *pointer);

/** Removes a source, and its mention from every basis that names it. */
SimDraft *app_edit_remove_source (SimDraft *draft, const char *id, GError **error);

G_END_DECLS
#endif
