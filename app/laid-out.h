/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * laid-out.h - the children that a layout has to place, and the room that they want. Main thread
 * only.
 */
#ifndef APP_LAID_OUT_H
#define APP_LAID_OUT_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** The first child of widget that takes a place; NULL: none does. */
GtkWidget *app_laid_out_first (GtkWidget *widget);
/** The next one behind child. */
GtkWidget *app_laid_out_next (GtkWidget *child);
/** For GtkWidgetClass.compute_expand of a widget with one child: it takes the room that the child
 *  wants. GTK passes that on for its own containers only. */
void app_laid_out_compute_expand (GtkWidget *widget, gboolean *across, gboolean *down);

G_END_DECLS
#endif
