/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effects-plot.h - the sampling distribution of every estimate, one row a hypothesis.
 */
#ifndef PLOT_EFFECTS_PLOT_H
#define PLOT_EFFECTS_PLOT_H

#include "plot/figure.h"
#include "plot/names.h"
#include "sim.h"

G_BEGIN_DECLS

/** The estimates of one hypothesis at the own size. */
typedef struct {
  guint panel; /* whose axis it stands on */
  PlotNames names;
  PlotContrast contrast;
  gboolean within; /* the change within one arm: nothing is compared */
  gboolean null_true;
  double truth;
  double margins[2]; /* what is tested against other than no effect; NaN: nothing */
  double mean, bias, bias_mcse, sd; /* of all estimates; NaN where they are not known */
  double mean_rejected; /* NaN if nothing was rejected */
  double type_m;        /* NaN where it does not exist */
  double power, power_mcse, benefit;
  double low, width; /* histogram: left edge, width of a bin */
  guint64 count[SIM_BINS], rejected[SIM_BINS];
  guint64 trials; /* sum of count */
  guint spread;   /* bins to either side over which trials are drawn: of estimates on a lattice */
  gboolean movable; /* the line of the truth has a grip */
} PlotEffectsRow;

/** Estimates that have an axis in common: of one outcome on one scale. */
typedef struct {
  guint place;    /* of the outcome in the list of outcomes */
  char *outcome;  /* "Roland-Morris disability" */
  char *unit;     /* "points"; may be "" */
  gboolean scale; /* unit is the name of a scale: "log hazard ratio" */
  gboolean held;  /* the axis goes from low to high, whatever there is to be shown */
  double low, high;
} PlotEffectsPanel;

/** All that the effects plot shows. Plain data; may be filled by hand. */
typedef struct {
  PlotEffectsRow *rows;
  guint n_rows;
  double own_total;
  guint64 replicates;
  PlotEffectsPanel *panels; /* at least one; all of them have rows, if there are any */
  guint n_panels;
  gboolean points; /* some are in percentage points */
  int selected; /* the row that the title is about; -1: the most telling one */
} PlotEffectsData;

/** Copies what the plot needs. Free with plot_effects_data_free(). */
PlotEffectsData *plot_effects_data_new (SimScenario *scenario, const SimResults *results);
/** Room for n_rows rows in one panel, everything else empty: to be filled by hand. */
PlotEffectsData *plot_effects_data_alloc (guint n_rows);
/** The panel of those texts, which is made if there is none; the first call fills the first. */
guint plot_effects_data_panel (PlotEffectsData *data, guint place, const char *outcome,
                               const char *unit, gboolean scale);
void plot_effects_data_free (PlotEffectsData *data); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlotEffectsData, plot_effects_data_free)

/** A figure that owns data. Its targets are bars: the row, and the estimates drawn in them. */
PlotFigure *plot_effects_figure_new (PlotEffectsData *data);

G_END_DECLS
#endif
