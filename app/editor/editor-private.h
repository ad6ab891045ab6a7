/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * editor-private.h - the editor as its tests see it.
 */
#ifndef APP_EDITOR_PRIVATE_H
#define APP_EDITOR_PRIVATE_H

#include "editor/card.h"
#include "editor/editor.h"

G_BEGIN_DECLS

/** The field that shows the value at pointer (its own or that of something above), or NULL. */
AppField *app_editor_find (GtkWidget *editor, const char *pointer);
/** The card of that id ("arms"), or NULL. */
AppCard *app_editor_card (GtkWidget *editor, const char *id);

G_END_DECLS
#endif
