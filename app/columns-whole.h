/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * columns-whole.h - a table wider than its room shows whole columns at its start, and none cut.
 */
#ifndef APP_COLUMNS_WHOLE_H
#define APP_COLUMNS_WHOLE_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Of a view of app_columns_new(), before it comes into its scroller: where its columns have no
 *  room beside each other, the first, which has words, is so wide that the last one in sight ends
 *  where the room does. It has more than the fewest characters of its lines then. A width that the
 *  user has given it stays. Main thread only. */
void app_columns_show_whole (GtkWidget *view);

G_END_DECLS
#endif
