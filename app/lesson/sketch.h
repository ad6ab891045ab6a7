/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sketch.h - a curve over the numbers of patients that is drawn by hand, or shown beside the one
 * that came out.
 *
 * Drawn with the pointer, or with the keyboard: Left and Right go from size to size, Up and Down
 * move the curve there. Signal "drawn" (no arguments): the curve has changed by hand.
 */
#ifndef APP_LESSON_SKETCH_H
#define APP_LESSON_SKETCH_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_SKETCH (app_sketch_get_type ())
G_DECLARE_FINAL_TYPE (AppSketch, app_sketch, APP, SKETCH, GtkDrawingArea)

/** One to draw on, or to look at. */
GtkWidget *app_sketch_new (gboolean editable);
/** The sizes over which a curve is drawn, and the value at the top; forgets all curves. */
void app_sketch_set_grid (AppSketch *self, const double *totals, guint n, double top,
                          const char *unit);
/** Shows a curve as drawn by hand. */
void app_sketch_set_drawn (AppSketch *self, const double *totals, const double *values, guint n);
/** Shows a curve as that of the simulation. */
void app_sketch_set_answer (AppSketch *self, const double *totals, const double *values, guint n);
/**
 * What was drawn, on straight lines where there are gaps and level beyond the ends; the number of
 * sizes, or 0 while fewer than two of them have a value.
 */
guint app_sketch_get_drawn (AppSketch *self, double *totals, double *values, guint most);

G_END_DECLS
#endif
