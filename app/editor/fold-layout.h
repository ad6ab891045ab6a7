/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fold-layout.h - a layout of a name and a choice in words.
 *
 * With room for all that both want to say they share a line, the name from its beginning and the
 * choice, with what stands behind it, at its end. Else the name has a line of its own and the
 * choice that below, still at the end: neither is cut where a line is enough for it. Main thread
 * only.
 */
#ifndef APP_EDITOR_FOLD_LAYOUT_H
#define APP_EDITOR_FOLD_LAYOUT_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_FOLD_LAYOUT (app_fold_layout_get_type ())
G_DECLARE_FINAL_TYPE (AppFoldLayout, app_fold_layout, APP, FOLD_LAYOUT, GtkLayoutManager)

/** For the parent of choice. Of what stands before it the last child, the name, takes the room that
 *  there is. */
GtkLayoutManager *app_fold_layout_new (GtkWidget *choice);

G_END_DECLS
#endif
