/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * strip-layout.h - a layout of columns, in one row up to seven children, else in more.
 *
 * Children share the width equally, but none has less than its least width, and those with much
 * text have more where it makes the row lower: where the least widths leave too little for the
 * others there are more rows. A row is as high as its highest child, and the last
 * row has about as many as the others. Children decide by their valign where they stand in a row.
 * Asked for a height without a width, it answers for the width of last time, so that it may live in
 * a scroller. From right to left the first child stands at the right.
 */
#ifndef APP_VIEWS_STRIP_LAYOUT_H
#define APP_VIEWS_STRIP_LAYOUT_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_STRIP_LAYOUT (app_strip_layout_get_type ())
G_DECLARE_FINAL_TYPE (AppStripLayout, app_strip_layout, APP, STRIP_LAYOUT, GtkLayoutManager)

/** The height (px) of as many rows of a widget with this layout as have room in most, at the width
 *  of last time: one at least, where there are any. */
int app_strip_layout_whole_rows (GtkWidget *widget, int most);

G_END_DECLS
#endif
