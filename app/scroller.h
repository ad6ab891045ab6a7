/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scroller.h - a place for something that stands whole as long as there is room for it, and is
 * scrolled where there is not. It asks for the height that this has at its width, which a
 * GtkScrolledWindow does not. Main thread only.
 */
#ifndef APP_SCROLLER_H
#define APP_SCROLLER_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_SCROLLER (app_scroller_get_type ())
G_DECLARE_FINAL_TYPE (AppScroller, app_scroller, APP, SCROLLER, GtkWidget)

GtkWidget *app_scroller_new (void);
/** What stands there; NULL: nothing, and no place is taken. */
void app_scroller_set_child (AppScroller *self, GtkWidget *child);
/** Borrowed; NULL: nothing stands there. */
GtkWidget *app_scroller_child (AppScroller *self);

G_END_DECLS
#endif
