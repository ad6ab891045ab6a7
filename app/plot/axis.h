/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * axis.h - round numbers for axes, and how they are written.
 */
#ifndef PLOT_AXIS_H
#define PLOT_AXIS_H

#include "plot/canvas.h"
#include "plot/geometry.h"

G_BEGIN_DECLS

#define PLOT_MAX_TICKS 32

typedef struct {
  double at[PLOT_MAX_TICKS]; /* ascending, all within the asked range */
  guint n;
  double step;
} PlotTicks;

/**
 * At most max (clamped to 1 .. PLOT_MAX_TICKS - 1) multiples of 1, 2 or 5 times a power of ten, or
 * 2.5 where that is whole or whole is FALSE, within low .. high. None if the range is not finite
 * or empty. whole: steps of at least 1.
 */
void plot_ticks (PlotTicks *ticks, double low, double high, guint max, gboolean whole);
/** The value with as many decimals as the step needs, U+2212 for minus, never "-0". */
char *plot_tick_label (double value, double step);

/** Vertical grid at ticks, where vertical; else horizontal: hairlines on whole px. */
void plot_axis_grid (PlotCanvas *canvas, const PlotGeometry *geometry, const PlotTicks *ticks,
                     gboolean vertical);
/** A grid at percentages of y, which is a share, with at most so many numbers that end gap px
 *  before the plot area. */
void plot_axis_percent (PlotCanvas *canvas, const PlotGeometry *geometry, guint most, double gap,
                        const PlotType *type);
/** The bottom line with its tick marks and numbers, and a title below (may be NULL). */
void plot_axis_bottom (PlotCanvas *canvas, const PlotGeometry *geometry, const PlotTicks *ticks,
                       const PlotType *type, const char *title);

G_END_DECLS
#endif
