/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bar.h - a bar of controls above a figure, which takes more rows where there is no room for one.
 */
#ifndef APP_VIEWS_BAR_H
#define APP_VIEWS_BAR_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_BAR_LAYOUT (app_bar_layout_get_type ())
G_DECLARE_FINAL_TYPE (AppBarLayout, app_bar_layout, APP, BAR_LAYOUT, GtkLayoutManager)

/**
 * A GtkBox whose children stand beside each other at their natural widths, in as many rows as that
 * takes; what is left of a row goes to those of it that expand. It is as narrow as its widest child
 * at its least. What must not be parted, as a caption and its control, is one child.
 */
GtkWidget *app_bar_new (void);

G_END_DECLS
#endif
