/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-plot.h - power against total sample size.
 */
#ifndef PLOT_POWER_PLOT_H
#define PLOT_POWER_PLOT_H

#include "plot/figure.h"
#include "plot/names.h"
#include "sim.h"

G_BEGIN_DECLS

/** The simulated power at one size. */
typedef struct {
  double total;
  double value, low, high, mcse; /* proportions; the 95 % Monte Carlo interval */
  double benefit;                /* share that reject in favour of A; NaN for any and all */
  double exact;                  /* NaN where there is none */
} PlotPowerPoint;

/** A point of the exact curve, or of one that was drawn by hand. */
typedef struct {
  double total, value;
} PlotExactPoint;

typedef enum {
  PLOT_POWER_HYPOTHESIS,
  PLOT_POWER_SUCCESS, /* a criterion of success */
  PLOT_POWER_ANY,
  PLOT_POWER_ALL
} PlotPowerRole;

/** One curve. */
typedef struct {
  PlotPowerRole role;
  guint goal; /* its place among the goals of the scenario */
  PlotNames names;
  PlotContrast contrast; /* of a hypothesis; of a criterion its index alone */
  gboolean null_true;    /* its power is an error */
  double true_effect;
  PlotPowerPoint *points; /* ascending in total */
  guint n_points;
  PlotExactPoint *exact; /* ascending; may be NULL */
  guint n_exact;
  double own_total; /* that of its points which is marked; 0: the one of all, as in the data */
  double reach;                  /* N to plan with for the target; NaN where there is none */
  gboolean reach_is_exact;       /* else it is read between simulated sizes */
} PlotPowerSeries;

/** All that the power plot shows. Plain data; may be filled by hand. */
typedef struct {
  PlotPowerSeries *series;
  guint n_series;
  guint own; /* index into the points of the scenario's own total */
  double own_total;
  double target; /* proportion; NaN: no target line */
  guint64 replicates;
  SimGroups ignored;       /* patients are alike by these, and a test ignores it */
  gboolean pools_unequal;  /* SDs differ between arms, and a test pools their variances */
  int selected;            /* the series that the title is about; -1: the most telling one */
  gboolean fixed;          /* the own size is marked, but no handle; nor is there a level to move */
  gboolean held_size;      /* it cannot be moved now: the handle's line has no grip */
  gboolean held_target;    /* the same of the level of the target */
  /* A curve that somebody drew by hand, ascending; may be NULL. NaN where nothing is drawn. */
  PlotExactPoint *drawn;
  guint n_drawn;
  /* Owned; NULL: made from the numbers. The subtitle stays what it is where they are stale. */
  char *title, *subtitle, *description;
  char *rows; /* of the table, below those of the curves; owned; NULL: none */
  const char *row_columns; /* titles that these have besides, a tab before each; NULL: none */
} PlotPowerData;

/** Copies what the plot shows of all tests, of any and of all; theory may be NULL. Free with
 *  plot_power_data_free(). */
PlotPowerData *plot_power_data_new (SimScenario *scenario, const SimResults *results,
                                    const SimTheory *theory);
/** The same of some goals of the scenario, in their order. */
PlotPowerData *plot_power_data_new_of (SimScenario *scenario, const SimResults *results,
                                       const SimTheory *theory, const SimGoal *goals, guint n);
/** The numbers to plan with, for those that plot_power_data_new() takes from the curve alone. */
void plot_power_data_set_needs (PlotPowerData *data, const SimNeeds *needs);
/** Room for n_series curves, everything else empty: to be filled by hand. */
PlotPowerData *plot_power_data_alloc (guint n_series);
void plot_power_data_free (PlotPowerData *data); /* accepts NULL */
/** Copies a curve that was drawn by hand, to be shown with the others; n 0: none. */
void plot_power_data_set_drawn (PlotPowerData *data, const double *totals, const double *values,
                                guint n);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlotPowerData, plot_power_data_free)

/** A figure that owns data. */
PlotFigure *plot_power_figure_new (PlotPowerData *data);
/** The same as a small picture without words: curves, target line, marks of the own size. */
PlotFigure *plot_power_thumbnail_new (PlotPowerData *data);

G_END_DECLS
#endif
