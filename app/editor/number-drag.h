/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * number-drag.h - dragging on a number moves it: to the right up, to the left down.
 */
#ifndef APP_EDITOR_NUMBER_DRAG_H
#define APP_EDITOR_NUMBER_DRAG_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * Lets an entry be dragged. An entry that has the focus is not: there a drag selects text. step is
 * called with so many steps, which may be negative; end once a drag that moved something is over.
 */
void app_number_drag_attach (GtkWidget *entry, void (*step) (gpointer data, double n_steps),
                             void (*end) (gpointer data), gpointer data);

G_END_DECLS
#endif
