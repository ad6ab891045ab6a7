/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effects-text.h - the effects plot in words; for the files of this library and its tests.
 */
#ifndef PLOT_EFFECTS_TEXT_H
#define PLOT_EFFECTS_TEXT_H

#include "plot/effects-plot.h"

G_BEGIN_DECLS

/** The row that the title is about: the selected one, else the most exaggerated; -1: none. */
int plot_effects_subject (const PlotEffectsData *data);
char *plot_effects_title (const PlotEffectsData *data);
char *plot_effects_subtitle (const PlotEffectsData *data, gboolean stale);
char *plot_effects_describe (const PlotEffectsData *data);
/** Tab-separated: one row a hypothesis and bin that holds trials. */
char *plot_effects_table (const PlotEffectsData *data);
/** "Estimated difference in Roland-Morris disability (points)". */
char *plot_effects_axis_title (const PlotEffectsData *data);
/** "2.1", "1.05": a ratio with two significant digits, three below 1.1. */
char *plot_effects_ratio (double ratio);
/** Whether the mean of the estimates differs from the truth, by more than chance and a trifle. */
gboolean plot_effects_biased (const PlotEffectsRow *row);
/** The mean of estimates, or a difference of it, in decimals that one estimate is worth. */
char *plot_effects_mean (const PlotEffectsRow *row, double value);

/** What estimates left of zero say of a row: "← usual care better"; "← got worse" of one arm. Newly
    allocated; NULL if its arms have no names. */
char *plot_effects_left_says (const PlotEffectsRow *row);
/** And those right of it, which are the better ones: "hand-ear better →", "got better →". */
char *plot_effects_right_says (const PlotEffectsRow *row);

/** "Pain (mm)": what the axis of a panel measures. Newly allocated. */
char *plot_effects_panel_name (const PlotEffectsData *data, guint panel);

G_END_DECLS
#endif
