/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * aside.h - what stands beside a plot and is not shown in the projector mode: tables, and controls
 * that a talk goes on without. Main thread only.
 */
#ifndef APP_ASIDE_H
#define APP_ASIDE_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_ASIDE (app_aside_get_type ())
G_DECLARE_FINAL_TYPE (AppAside, app_aside, APP, ASIDE, GtkWidget)

/** Takes the place of child, which may be shown and hidden as before. */
GtkWidget *app_aside_new (GtkWidget *child);
/** Shows or hides all that were made in root. */
void app_aside_show (GtkWidget *root, gboolean shown);

G_END_DECLS
#endif
