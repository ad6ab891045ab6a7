/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tornado-plot.h - how far power moves over the plausible range of each assumption.
 */
#ifndef PLOT_TORNADO_PLOT_H
#define PLOT_TORNADO_PLOT_H

#include "plot/figure.h"
#include "plot/names.h"

G_BEGIN_DECLS

/** One end of an assumption's range. */
typedef struct {
  char *text;    /* the value there: "4 points" */
  double power;  /* NaN: not known yet, or cannot be */
  double mcse;   /* of the difference from the power as planned; NaN: not known */
  char *problem; /* why it cannot be; NULL */
} PlotTornadoEnd;

/** One assumption. */
typedef struct {
  char *name;
  gboolean assumed;         /* its range: the basis gives none */
  PlotTornadoEnd low, high; /* at the low and at the high end of its range */
} PlotTornadoBar;

/** All that the figure shows. Plain data; may be filled by hand. */
typedef struct {
  PlotTornadoBar *bars; /* in the order shown, the widest first */
  guint n_bars;
  double planned, planned_mcse; /* power as planned; NaN: not known yet */
  double target;                /* NaN: none */
  char *subject;                /* whose power */
  gboolean error;               /* as planned its null is true: that power is a type I error */
  guint64 replicates;           /* trials an end, and of what is planned, */
  guint64 run_replicates;       /* beside those of the scenario's run; 0: there is none */
} PlotTornadoData;

/** Room for n bars, nothing known; the text is copied. Free with plot_tornado_data_free(). */
PlotTornadoData *plot_tornado_data_new (guint n, const char *subject);
/** What a study has found so far for a goal (an index), the widest first; copied. Assumptions: of
 *  SimAssumption, in the order of the study's bars. run_replicates: as in PlotTornadoData. */
PlotTornadoData *plot_tornado_data_of (SimScenario *scenario, const SimTornado *tornado,
                                       const GPtrArray *assumptions, guint goal,
                                       guint64 run_replicates);
void plot_tornado_data_free (PlotTornadoData *data); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlotTornadoData, plot_tornado_data_free)

/** A figure that owns data. */
PlotFigure *plot_tornado_figure_new (PlotTornadoData *data);

G_END_DECLS
#endif
