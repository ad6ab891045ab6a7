/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tooltip.h - the tooltips of widgets, cheap enough to change with every result.
 *
 * gtk_widget_set_tooltip_text() asks the X server twice where the pointer is, each time and whether
 * or not the text is new. While both processors simulate, that was two fifths of what an edit costs
 * the main thread. These ask when the text of the widget under the pointer has changed. Over the
 * popover of a button nothing is told of the button. Main thread alone.
 */
#ifndef APP_TOOLTIP_H
#define APP_TOOLTIP_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** What is said where widget is pointed at; text is copied, NULL or "": nothing. */
void app_tooltip_set (GtkWidget *widget, const char *text);
/** The text of widget's tooltip, or NULL. Owned by the widget, until it is set anew. */
const char *app_tooltip_get (GtkWidget *widget);

G_END_DECLS
#endif
