/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ticks.h - names to be ticked, each of which stands for an id. Main thread only.
 */
#ifndef APP_LESSON_TICKS_H
#define APP_LESSON_TICKS_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_TICKS (app_ticks_get_type ())
G_DECLARE_FINAL_TYPE (AppTicks, app_ticks, APP, TICKS, GtkWidget)

/** Without rows. Signal "changed" (no arguments): somebody ticked one, or no longer. */
AppTicks *app_ticks_new (void);
/** Row i, which is there or is the next one; texts are copied. It keeps its button, for that may
 *  have the focus. */
void app_ticks_set (AppTicks *self, guint i, const char *id, const char *name, gboolean on);
/** Only the first n rows stay. */
void app_ticks_cut (AppTicks *self, guint n);
/** Once `most` are ticked no other can be. */
void app_ticks_limit (AppTicks *self, guint most);
guint app_ticks_n (AppTicks *self);
/** The id of row i; borrowed. */
const char *app_ticks_id (AppTicks *self, guint i);
gboolean app_ticks_on (AppTicks *self, guint i);

G_END_DECLS
#endif
