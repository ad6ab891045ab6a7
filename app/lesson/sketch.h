/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sketch.h - the power plot before there is anything on it, to draw a curve on by hand.
 *
 * It is the figure that shows the simulation's curves afterwards, with the same axes. Drawn with
 * the pointer, or with the keyboard: Left and Right go from size to size, Up and Down move the
 * curve there. Signal "drawn" (no arguments): the curve has changed by hand.
 */
#ifndef APP_LESSON_SKETCH_H
#define APP_LESSON_SKETCH_H

#include <gtk/gtk.h>

#include "sim.h"

G_BEGIN_DECLS

#define APP_TYPE_SKETCH (app_sketch_get_type ())
G_DECLARE_FINAL_TYPE (AppSketch, app_sketch, APP, SKETCH, GtkDrawingArea)

/** One with no sizes yet. */
GtkWidget *app_sketch_new (void);
/** The sizes over which a curve is drawn are those of a scenario, and it is of the goal of that id
 *  (NULL: nothing is said of it); forgets what was drawn. */
void app_sketch_set_scenario (AppSketch *self, SimScenario *scenario, const char *goal);
/** TRUE where a curve is drawn from the first size to the last, or nearly so. */
gboolean app_sketch_is_whole (AppSketch *self);
/** What is missing of a curve that has been begun, as a sentence; else NULL. Newly allocated. */
char *app_sketch_missing (AppSketch *self);
/** What was drawn, on straight lines where there are gaps and level beyond the ends; the number of
 *  sizes, or 0 while it is not whole. */
guint app_sketch_get_drawn (AppSketch *self, double *totals, double *values, guint most);

G_END_DECLS
#endif
