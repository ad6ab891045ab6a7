/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * figure.h - a picture waiting to be drawn: a kind of plot and its data.
 *
 * Immutable once made, reference-counted (atomically). Drawing takes a process-wide lock, since
 * PLplot has one global state; it draws in 1 to 3 ms.
 */
#ifndef PLOT_FIGURE_H
#define PLOT_FIGURE_H

#include <cairo.h>
#include <glib.h>

#include "plot/geometry.h"
#include "plot/style.h"

G_BEGIN_DECLS

typedef struct _PlotFigure PlotFigure;

/** One line of what a figure says at a point. */
typedef struct {
  char *name;  /* "Hand-ear acupuncture vs usual care" */
  char *value; /* "89.6 %" */
  char *note;  /* "89.4 – 89.8 %"; "" where there is none */
  PlotStroke stroke;
  double y; /* data; NaN where the line has no point */
} PlotReading;

/** What a figure says at a point: free with plot_readout_free(). */
typedef struct {
  double x, y; /* the point it snapped to, data; y NaN: all that stands at x; x NaN: at y */
  guint index; /* the same as a place in the list of points, for stepping */
  guint n_points;
  char *title; /* "152 patients" */
  PlotReading *readings;
  guint n_readings;
} PlotReadout;

/**
 * Once per process before any thread is started: the family in which figures are set (NULL, or one
 * that is not installed: Inter where it is there, else the system's sans serif). Later calls do
 * nothing.
 */
void plot_init (const char *family);
/** Whether text can be set in a family, case apart. */
gboolean plot_has_family (const char *family);
/** The family that plot_init() settled on. */
const char *plot_family (void);

PlotFigure *plot_figure_ref (PlotFigure *figure);
void plot_figure_unref (PlotFigure *figure); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlotFigure, plot_figure_unref)

/**
 * Draws width x height px at the origin of cr, background included. geometry may be NULL. Returns
 * FALSE if the plotting library failed; then a sentence stands in place of the figure.
 */
gboolean plot_figure_draw (PlotFigure *figure, cairo_t *cr, double width, double height,
                           const PlotStyle *style, PlotGeometry *geometry);
/** What lies at a place (px) of the figure drawn so. FALSE: nothing that can be gone into. Takes as
 *  long as a drawing. */
gboolean plot_figure_target (PlotFigure *figure, double width, double height,
                             const PlotStyle *style, double x, double y, PlotTarget *target);
/** The sentence above the figure, in words. Newly allocated. */
char *plot_figure_title (PlotFigure *figure);
/** The text alternative: what the figure shows, with its numbers. Newly allocated. */
char *plot_figure_describe (PlotFigure *figure);
/** The figure's data as tab-separated text with a header line. Newly allocated. */
char *plot_figure_data (PlotFigure *figure);
/** What stands nearest to a place (data; x or y may be NaN). NULL where the figure is empty. */
PlotReadout *plot_figure_read (PlotFigure *figure, double x, double y, const PlotStyle *style);
/** How far on in the list the point above another is; 0 where all stand in one row. */
guint plot_figure_stride (PlotFigure *figure);
/** The same at a place in the list of points (clamped). */
PlotReadout *plot_figure_read_index (PlotFigure *figure, int index, const PlotStyle *style);
void plot_readout_free (PlotReadout *readout); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlotReadout, plot_readout_free)

/**
 * Draws plain text centred in a box without PLplot, wrapped: for a figure that cannot be drawn.
 */
void plot_draw_notice (cairo_t *cr, double width, double height, const PlotStyle *style,
                       const char *text);

G_END_DECLS
#endif
