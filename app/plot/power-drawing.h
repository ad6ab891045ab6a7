/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-drawing.h - what the parts of the power plot's drawing share.
 */
#ifndef PLOT_POWER_DRAWING_H
#define PLOT_POWER_DRAWING_H

#include "plot/labels.h"
#include "plot/layout.h"
#include "plot/power-plot.h"

G_BEGIN_DECLS

/** Curves beyond these are not drawn; a scenario has at most 14. */
#define PLOT_POWER_MAX_CURVES 16

/** One drawing of the power plot. */
typedef struct {
  PlotCanvas *canvas;
  const PlotPowerData *data;
  const PlotStyle *style;
  PlotGeometry *at;
  PlotLayout layout;
  PlotPlacer placer; /* knows every line and text drawn so far */
  PlotStroke strokes[PLOT_POWER_MAX_CURVES];
  PlotTag tags[PLOT_POWER_MAX_CURVES];
  double tag_tops[PLOT_POWER_MAX_CURVES];
  guint n_series; /* curves drawn */
  guint n_tags;   /* of these, curves with a text at their end */
} PlotPowerDrawing;

/** power-layout.c: strokes, the plot area below the header, and the texts beside it. */
void plot_power_lay_out (PlotPowerDrawing *d, double header_bottom);
/** power-layout.c: strokes, and a plot area that fills the figure. */
void plot_power_lay_out_bare (PlotPowerDrawing *d);
/** power-labels.c: all texts in and beside the plot area; lines must be drawn before. */
void plot_power_draw_texts (PlotPowerDrawing *d);
/** Where a text may stand: its left end and the middle of its capitals. */
typedef struct {
  double left, middle;
} PlotPowerPlace;
#define PLOT_POWER_PLACES 48 /* at most so many are tried for a text */
/** power-labels.c: sets a text at the first of n places that crosses no line; else where it crosses
 *  the fewest, which end beside it. Returns which, -1 if none is free. */
int plot_power_set_text (PlotPowerDrawing *d, const char *text, const PlotType *type,
                         const PlotPowerPlace *places, guint n);
/** power-drawn.c: the curve that was drawn by hand, and its name. */
void plot_power_draw_drawn (PlotPowerDrawing *d);
void plot_power_label_drawn (PlotPowerDrawing *d);
/** power-plot.c: the whole figure. */
void plot_power_draw (PlotCanvas *canvas, const PlotPowerData *data, PlotGeometry *geometry);
/** power-plot.c: the curves, the target and the own size alone, without a word. */
void plot_power_draw_bare (PlotCanvas *canvas, const PlotPowerData *data, PlotGeometry *geometry);

/** power-layout.c: TRUE for a curve of its own, of a hypothesis or a criterion; any and all go
 *  with them. */
gboolean plot_power_is_own (const PlotPowerDrawing *d, guint i);
PlotStroke plot_power_stroke (const PlotPowerSeries *series, const PlotStyle *style);
/** TRUE where the target is drawn and curve i reaches it within the axis. */
gboolean plot_power_has_reach (const PlotPowerDrawing *d, guint i);
/** Power of curve i at the end of the axis, or at the largest size that has one; NaN: none has. */
double plot_power_end_value (const PlotPowerDrawing *d, guint i);

G_END_DECLS
#endif
