/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plot-area-private.h - the widget that shows a figure, for the files plot-area-*.c of its jobs.
 */
#ifndef APP_VIEWS_PLOT_AREA_PRIVATE_H
#define APP_VIEWS_PLOT_AREA_PRIVATE_H

#include "views/plot-area.h"

G_BEGIN_DECLS

struct _AppPlotArea {
  GtkWidget parent_instance;

  GtkWidget *overlay, *canvas, *cross, *card, *menu;
  GtkWidget *whole; /* the button that shows all of the axis again */
  GSimpleAction *in, *out, *all;
  PlotFigure *figure;
  PlotStyle style;
  PlotGeometry geometry;      /* of the last drawing */
  PlotGeometry drag_geometry; /* frozen while the handle is dragged */
  char *stem;
  PlotReadout *readout;
  double pointer_x, pointer_y; /* beside which the card stands */
  double motion_x, motion_y;   /* where the pointer itself is; NaN: elsewhere */
  gboolean dragging;
  gboolean level; /* what is dragged is the level, no handle */
  PlotGrip grip;  /* what is dragged, if it is on this line */
  gboolean on_grip;
  int chosen; /* the row whose grip the keyboard moves; -1: none */
  const char *cursor;
  int n_press; /* of the button, at a place on the canvas */
  double press_x, press_y;
  const char *click; /* what the card says of a click; NULL: nothing */
  gboolean leads;    /* the pointer is on what can be gone into */
  gboolean pointed;  /* what is read off is where the pointer is, not where a key has led */
  guint describe_source;
  guint moved_source; /* the figure was drawn with its plot area elsewhere */
  guint click_source; /* a click that may be the first of two, */
  PlotTarget clicked; /* and what lay there */
};

/* All of it belongs to the main thread. */

/** Shows what was read off with its crosshair and takes it; NULL: nothing. */
void app_plot_area_take_readout (AppPlotArea *self, PlotReadout *readout);
/** The pointer is at a place (px): cursor and crosshair follow. */
void app_plot_area_point_at (AppPlotArea *self, double x, double y);
/** For the signal "get-child-position" of the overlay; data: the area. The card stands beside the
 *  crosshair, and above or below the row that is read off, or pointed at, wherever it has room. */
gboolean app_plot_area_place_card (GtkOverlay *overlay, GtkWidget *widget, GdkRectangle *place,
                                   gpointer data);
/** Tells screen readers what is shown now. */
void app_plot_area_describe (AppPlotArea *self);

/** Makes the menu and its actions, once, and opens it at a place (px). */
void app_plot_area_add_menu (AppPlotArea *self);
void app_plot_area_open_menu (AppPlotArea *self, double x, double y);

/** The button that shows all of the axis again, once. */
GtkWidget *app_plot_area_new_whole (AppPlotArea *self);
void app_plot_area_show_whole (AppPlotArea *self);
/** Zooms about what is read off, else the handle, else the middle. */
void app_plot_area_zoom_by_key (AppPlotArea *self, gboolean in);
/** TRUE if a key was one of those that zoom. */
gboolean app_plot_area_zoom_key (AppPlotArea *self, guint key, GdkModifierType state);
/** Moves what is shown until data at x is in sight. */
void app_plot_area_reveal (AppPlotArea *self, double x);
/** For the signal "scroll"; data: the area. */
gboolean app_plot_area_on_scroll (GtkEventControllerScroll *controller, double dx, double dy,
                                  gpointer data);

G_END_DECLS
#endif
