/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * forest-text.h - simulated trials in words; for the files of this library and its tests.
 */
#ifndef PLOT_FOREST_TEXT_H
#define PLOT_FOREST_TEXT_H

#include "plot/forest-plot.h"

G_BEGIN_DECLS

/** What a trial is, in the order of the key. */
typedef enum {
  PLOT_FOREST_SIGNIFICANT, /* and its interval holds the truth, as of the next */
  PLOT_FOREST_NOT,
  PLOT_FOREST_MISSES, /* the truth lies outside its interval */
  PLOT_FOREST_WRONG,  /* significant with the wrong sign */
  PLOT_FOREST_N_KINDS
} PlotForestKind;

PlotForestKind plot_forest_kind (guint marks);
/** "significant", "misses the truth": translated, static. */
const char *plot_forest_kind_name (const PlotForestData *data, PlotForestKind kind);

/** That of a row, with its p-value and the level it is held against where the interval does not
 *  show the verdict: "not significant, p = 0.034, tested at 0.017". */
char *plot_forest_verdict (const PlotForestData *data, const PlotForestRow *row);

char *plot_forest_title (const PlotForestData *data);
char *plot_forest_subtitle (const PlotForestData *data, gboolean stale);
char *plot_forest_describe (const PlotForestData *data);
/** Tab-separated: a row a trial. */
char *plot_forest_table (const PlotForestData *data);
char *plot_forest_axis_title (const PlotForestData *data);

G_END_DECLS
#endif
