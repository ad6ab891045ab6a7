/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * forest-plot.h - simulated trials below each other: what each estimates, with its interval.
 */
#ifndef PLOT_FOREST_PLOT_H
#define PLOT_FOREST_PLOT_H

#include "plot/figure.h"
#include "plot/names.h"
#include "sim.h"

G_BEGIN_DECLS

/** One trial. */
typedef struct {
  guint64 index;
  double estimate, low, high; /* NaN: no fit */
  guint marks;                /* of SimTrialMark */
  double p;
  /* whether it is rejected does not follow from the interval: p is held against another level */
  gboolean told;
  double tested; /* that; 0: the order of tests did not come to it */
} PlotForestRow;

/** All that the figure shows, in plot_text_unit(). Plain data; may be filled by hand. */
typedef struct {
  PlotForestRow *rows; /* from the top down */
  guint n_rows, n_slots; /* slots: rows that there is room for, at least n_rows */
  gboolean sorted;       /* by estimate; else by number */
  PlotNames names;
  PlotContrast contrast;
  char *outcome, *unit;
  gboolean scale; /* unit is the name of a scale: "log hazard ratio" */
  gboolean points; /* unit is percentage points of a proportion */
  gboolean null_true;
  double truth;
  double lower, upper;  /* what is tested against; upper may be infinite */
  double level;         /* of the intervals: 0.95 */
  double x_low, x_high; /* what the axis shows; NaN: all rows */
  SimTally tally;       /* of all trials so far, also those that are not shown any more */
  char *kind; /* where only some trials are shown, which: "significant trials"; or NULL */
  guint64 looked; /* then: of how many */
} PlotForestData;

/** Room for n rows; names and numbers of a hypothesis (an index) of a scenario, which may be NULL.
 *  Free with plot_forest_data_free(). */
PlotForestData *plot_forest_data_new (guint n, SimScenario *scenario, guint hypothesis);
void plot_forest_data_free (PlotForestData *data); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlotForestData, plot_forest_data_free)

/** A figure that owns data. Its targets are rows: index counts from the top. */
PlotFigure *plot_forest_figure_new (PlotForestData *data);

G_END_DECLS
#endif
