/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scaled.h - a layout that enlarges what it holds as a whole: text, lines, icons, paddings, and all
 * that is measured in px. Main thread only.
 */
#ifndef APP_SCALED_H
#define APP_SCALED_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_SCALED (app_scaled_get_type ())
G_DECLARE_FINAL_TYPE (AppScaled, app_scaled, APP, SCALED, GtkLayoutManager)

/**
 * The layout of a widget with one child, which it fills with that. The child is laid out in a room
 * that is smaller by a factor, and drawn larger by the same: it knows nothing of it. Gives way,
 * down to 1, where the child needs more room than that.
 */
GtkLayoutManager *app_scaled_new (void);
/** The factor that is wanted from now on; below 1 it is 1. FALSE if it was that already: nothing is
 *  laid out anew. */
gboolean app_scaled_set (AppScaled *self, double wanted);
/** The factor that is wanted, 1 at first. */
double app_scaled_get (AppScaled *self);

G_END_DECLS
#endif
