/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effects-drawing.h - the effects plot while it is being drawn; for its own files only.
 */
#ifndef PLOT_EFFECTS_DRAWING_H
#define PLOT_EFFECTS_DRAWING_H

#include "plot/effects-plot.h"
#include "plot/kind.h"
#include "plot/labels.h"
#include "plot/layout.h"

G_BEGIN_DECLS

#define PLOT_EFFECTS_MAX_ROWS 16

/** A panel: rows above an axis of their own. */
typedef struct {
  PlotGeometry at;
  double peak; /* share of trials a unit of x at a hill's full height */
  guint n_rows;
  gboolean shown; /* there is room for it */
} PlotEffectsPlace;

typedef struct {
  PlotCanvas *canvas;
  const PlotEffectsData *data;
  const PlotStyle *style;
  PlotGeometry *frame; /* around all panels */
  PlotLayout layout;
  PlotPlacer placer;
  PlotEffectsPlace places[PLOT_EFFECTS_MAX_ROWS];
  guint n_panels;
  PlotNames names[PLOT_EFFECTS_MAX_ROWS]; /* for the tags; borrowed texts */
  PlotTag tags[PLOT_EFFECTS_MAX_ROWS];
  PlotStroke strokes[PLOT_EFFECTS_MAX_ROWS];
  double base[PLOT_EFFECTS_MAX_ROWS]; /* y of the foot of a row */
  guint n_rows;
  double row_height, strip;
} PlotEffectsDrawing;

/* effects-layout.c */
void plot_effects_lay_out (PlotEffectsDrawing *d, double header_bottom);
/** The axis of a row; FALSE: its panel is not shown. */
const PlotGeometry *plot_effects_axis (const PlotEffectsDrawing *d, guint index);
gboolean plot_effects_shown (const PlotEffectsDrawing *d, guint index);
double plot_effects_hill_height (const PlotEffectsDrawing *d);
/** The names of the panels that there is no room for, "Pain, Responder"; NULL if all are shown. */
char *plot_effects_left_out (const PlotEffectsDrawing *d);

/* effects-range.c */
gboolean plot_effects_usable (const PlotEffectsRow *row);
/** What the axis of a panel shows; zero is within and, of several axes, at the same place. */
void plot_effects_range (const PlotEffectsData *data, guint panel, double *low, double *high);
/** The least spread with which the hill of a row is no comb: estimates from counts lie on a
 *  lattice, and a bin holds one place of it or two. 0: none is needed. */
guint plot_effects_find_spread (const PlotEffectsRow *row);
/** How many neighbouring bins are drawn as one. */
guint plot_effects_joined (const PlotEffectsRow *row);
/** Share of the trials a unit of x in `joined` bins from bin on. */
double plot_effects_density (const PlotEffectsRow *row, const guint64 *counts, guint bin,
                             guint joined);
double plot_effects_tallest (const PlotEffectsRow *row);
guint plot_effects_count (gconstpointer data);
guint plot_effects_nearest (gconstpointer data, double x, double y);
void plot_effects_read (gconstpointer data, guint index, const PlotStyle *style,
                        PlotReadout *readout);

/* effects-labels.c */
/** Chooses the fullest texts that fit beside the rows; returns their width. */
double plot_effects_choose_tags (PlotEffectsDrawing *d);
gboolean plot_effects_in_range (const PlotEffectsDrawing *d, guint index, double value);
void plot_effects_draw_zero (PlotEffectsDrawing *d);
void plot_effects_label_row (PlotEffectsDrawing *d, guint index);
void plot_effects_draw_tag (PlotEffectsDrawing *d, guint index);
/** What the captions of several panels need beside the axes, px. */
double plot_effects_caption_width (PlotEffectsDrawing *d);
/** Says before its axis what a panel is about, where there are several. */
void plot_effects_draw_caption (PlotEffectsDrawing *d, guint panel);

G_END_DECLS
#endif
