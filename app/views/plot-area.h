/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plot-area.h - a widget that shows one figure of app/plot and lets it be read.
 *
 * Role image with a label and a description that follow the figure. A crosshair with a card of
 * numbers follows the pointer, or Left, Right, Home, End with the keyboard; Escape hides it. Right
 * click, Menu or Shift+F10 opens: copy picture, save picture, copy data.
 *
 * Of figures with an axis along which there is more to see (geometry.zooms) the wheel, or Ctrl with
 * + and -, shows a part: about the pointer, or what is read off. A double click or 0 shows all; the
 * description says which part it is, and pictures show the same.
 *
 * Signals:
 *   "handle-moved" (double x)  the handle is dragged to x, in the figure's own unit
 *   "handle-stepped" (int by)  the handle is asked to move by so many units from the keyboard
 *   "handle-released" ()       the drag has ended
 *   "grip-moved" (guint index, double value, double tolerance)  the grip of a row is dragged to
 *                              value, one px of which is tolerance
 *   "grip-stepped" (guint index, int by)  it is asked to move by so many steps from the keyboard
 *   "grip-chosen" (guint index)  the keyboard is about that row now
 *   "activated" (PlotTarget *target)  what the figure shows at a place was clicked, or Enter was
 *                              pressed while it was read off
 *   "waits" (gboolean waits)   a newer answer than what is shown is being computed from now on, or
 *                              no more: what stands beside the figure fades with it
 */
#ifndef APP_VIEWS_PLOT_AREA_H
#define APP_VIEWS_PLOT_AREA_H

#include <gtk/gtk.h>

#include "plot/plot.h"

G_BEGIN_DECLS

#define APP_TYPE_PLOT_AREA (app_plot_area_get_type ())
G_DECLARE_FINAL_TYPE (AppPlotArea, app_plot_area, APP, PLOT_AREA, GtkWidget)

/** stem: what a saved picture is called without its extension ("power"). */
GtkWidget *app_plot_area_new (const char *stem);
/** Shows another figure (a reference is taken); NULL empties the area. */
void app_plot_area_set_figure (AppPlotArea *self, PlotFigure *figure);
PlotFigure *app_plot_area_figure (AppPlotArea *self); /* borrowed; may be NULL */
/** Where things are in it; while something is dragged, where they were when that began.
 *  Borrowed. */
const PlotGeometry *app_plot_area_geometry (AppPlotArea *self);
/** What the card says of a click where there is something that can be gone into, "A click opens one
 *  of these trials"; static. NULL: nothing. */
void app_plot_area_set_click (AppPlotArea *self, const char *words);
/** Draws the figure greyed: it is older than the scenario in the editor. */
void app_plot_area_set_stale (AppPlotArea *self, gboolean stale);
gboolean app_plot_area_stale (AppPlotArea *self);
/** Draws it greyed as well: a newer answer is being computed. */
void app_plot_area_set_waiting (AppPlotArea *self, gboolean waiting);
gboolean app_plot_area_waiting (AppPlotArea *self);

/** The pointer has rested on the area so long that its crosshair and card are to go. */
void app_plot_area_rest (AppPlotArea *self);

/** What the menu of the area does; also for the header bar. Nothing happens without a figure. */
void app_plot_area_copy_picture (AppPlotArea *self);
void app_plot_area_copy_data (AppPlotArea *self);
void app_plot_area_save_picture (AppPlotArea *self);

G_END_DECLS
#endif
