/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kind.h - what a kind of plot gives to be a PlotFigure; for the files of this library only.
 */
#ifndef PLOT_KIND_H
#define PLOT_KIND_H

#include "plot/canvas.h"
#include "plot/figure.h"

G_BEGIN_DECLS

/** One kind of plot: functions of its data, which never change it. */
typedef struct {
  void (*draw) (PlotCanvas *canvas, gconstpointer data, PlotGeometry *geometry);
  char *(*title) (gconstpointer data);
  char *(*describe) (gconstpointer data);
  char *(*table) (gconstpointer data); /* tab-separated */
  guint (*count) (gconstpointer data); /* points that can be read off */
  /* The point nearest to a place, data; a kind that has points along x alone leaves y out. */
  guint (*nearest) (gconstpointer data, double x, double y);
  void (*read) (gconstpointer data, guint index, const PlotStyle *style, PlotReadout *readout);
  void (*free) (gpointer data);
  guint (*stride) (gconstpointer data); /* how far on the point above is; NULL: none is */
} PlotKind;

/** Takes ownership of data. */
PlotFigure *plot_figure_new (const PlotKind *kind, gpointer data);
/** Adds a line to a readout; takes ownership of value and note. */
void plot_readout_add (PlotReadout *readout, const char *name, char *value, char *note,
                       const PlotStroke *stroke, double y);

G_END_DECLS
#endif
