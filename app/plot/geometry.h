/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * geometry.h - where a figure put its plot area: pixels to data and back.
 *
 * Filled by the last drawing; kept by the widget, so that pointing at something needs no drawing.
 * It names what can be moved as well: the handle of N, the level of the target, grips on truths.
 */
#ifndef PLOT_GEOMETRY_H
#define PLOT_GEOMETRY_H

#include "plot/style.h"

G_BEGIN_DECLS

/** A line across a row that can be moved to the left and right. */
typedef struct {
  guint index;           /* of the row, as the kind of figure counts them */
  double x, top, bottom; /* px */
  double value;          /* data at x, on an axis of its own: */
  double x0, x1;         /* data at the plot area's left and right */
} PlotGrip;
#define PLOT_MAX_GRIPS 16

typedef struct {
  double width, height;            /* of the whole figure, px */
  double left, right, top, bottom; /* the plot area's edges, px from the left and the top */
  double x0, x1, y0, y1;           /* data at left, right, bottom, top */
  gboolean zooms;                  /* a part of x can be shown larger */
  gboolean in_shares;              /* x is no data but the share of several axes' lengths */
  gboolean has_handle;
  double handle_x; /* px */
  double handle_top, handle_bottom;
  gboolean has_level; /* a line across the plot area that can be moved up and down */
  double level_y;     /* px */
  guint n_cut;        /* texts that there was no room for in full */
  guint n_grips;
  PlotGrip grips[PLOT_MAX_GRIPS];
} PlotGeometry;

/** What lies at a place and can be gone into: a bar, a trial. */
typedef struct {
  guint index;      /* which row or series, as the kind of figure counts them */
  double low, high; /* data along x of which a bar is made */
  gboolean strong;  /* the strong part of a bar: of the significant trials */
} PlotTarget;

/** Of an axis that goes from x0 to x1 only the part that the style asks for, from now on. */
void plot_geometry_zoom (PlotGeometry *geometry, const PlotZoom *zoom);
/** TRUE where data at x lies on the axis as it is shown. */
gboolean plot_geometry_shows (const PlotGeometry *geometry, double x);

/** Data to px (y grows downwards in px) and back. */
double plot_geometry_x (const PlotGeometry *geometry, double x);
double plot_geometry_y (const PlotGeometry *geometry, double y);
double plot_geometry_data_x (const PlotGeometry *geometry, double px);
double plot_geometry_data_y (const PlotGeometry *geometry, double py);
/** TRUE where there is a plot area and the point is in it. */
gboolean plot_geometry_inside (const PlotGeometry *geometry, double px, double py);
/** TRUE within reach (px) of the handle's line or grip. */
gboolean plot_geometry_on_handle (const PlotGeometry *geometry, double px, double py, double reach);
/** The same of the level's line. */
gboolean plot_geometry_on_level (const PlotGeometry *geometry, double px, double py, double reach);
/** The grip nearest to a place within reach of it, or NULL. */
const PlotGrip *plot_geometry_grip (const PlotGeometry *geometry, double px, double py,
                                    double reach);
/** The grip of that row, or NULL. */
const PlotGrip *plot_geometry_grip_of (const PlotGeometry *geometry, guint index);
/** What a grip is at, data, that stands at px. */
double plot_geometry_grip_data (const PlotGeometry *geometry, const PlotGrip *grip, double px);

G_END_DECLS
#endif
