/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * labels.h - where texts go so that none touches another.
 *
 * Two tools: plot_spread() moves labels that stand in a column as little as it can; a PlotPlacer
 * remembers what is taken and says which of several places is free.
 */
#ifndef PLOT_LABELS_H
#define PLOT_LABELS_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * Moves the tops of n boxes of given heights along a line so that they keep their order (by wanted
 * top, earlier index first on ties), stand gap apart and lie within low .. high; the sum of the
 * squared moves is the smallest possible but for the two ends. FALSE (and tops untouched) if they
 * do not fit. NaN counts as high.
 */
gboolean plot_spread (double *tops, const double *heights, guint n, double low, double high,
                      double gap);

typedef struct {
  double left, top, right, bottom;
} PlotBox;

gboolean plot_box_overlaps (const PlotBox *one, const PlotBox *other);

typedef struct _PlotPlacer PlotPlacer;

/** Boxes must lie within bounds. */
void plot_placer_init (PlotPlacer *placer, const PlotBox *bounds);
/** Takes a place for text: nothing may ever touch it. FALSE when the table is full. */
gboolean plot_placer_take (PlotPlacer *placer, const PlotBox *box);
/** Marks a line from (x0, y0) to (x1, y1): text avoids it where it can. */
void plot_placer_add_line (PlotPlacer *placer, double x0, double y0, double x1, double y1);
/** The same of a piece of a curve, which counts as PLOT_PLACER_CURVE lines: it is data. */
void plot_placer_add_curve (PlotPlacer *placer, double x0, double y0, double x1, double y1);
/**
 * The first of n candidates that lies within the bounds and touches neither text nor line; else
 * the one of at most `tolerated` crossed lines that crosses the fewest. It is taken. -1 if there
 * is none.
 */
int plot_placer_place (PlotPlacer *placer, const PlotBox *candidates, guint n, guint tolerated);
/** How many lines the place taken last crosses. */
guint plot_placer_crossed (const PlotPlacer *placer);

#define PLOT_PLACER_CURVE 3

#define PLOT_PLACER_TEXTS 96
#define PLOT_PLACER_LINES 4096

struct _PlotPlacer {
  PlotBox bounds;
  PlotBox texts[PLOT_PLACER_TEXTS];
  guint n_texts;
  double lines[PLOT_PLACER_LINES][4];
  guint weights[PLOT_PLACER_LINES];
  guint n_lines, crossed;
};

G_END_DECLS
#endif
