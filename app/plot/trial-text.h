/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-text.h - one trial in words; for the files of this library and its tests.
 */
#ifndef PLOT_TRIAL_TEXT_H
#define PLOT_TRIAL_TEXT_H

#include "plot/trial-plot.h"

G_BEGIN_DECLS

char *plot_trial_title (const PlotTrialData *data);
char *plot_trial_subtitle (const PlotTrialData *data, gboolean stale);
char *plot_trial_describe (const PlotTrialData *data);
/** Tab-separated: a row a patient and point in time, of times to an event a row a step. */
char *plot_trial_table (const PlotTrialData *data);
/** "Roland-Morris disability (points), lower is better". */
char *plot_trial_axis_title (const PlotTrialData *data);
/** "n = 50 of 54, mean 5.6 (SD 4.9)": an arm where the hypothesis is tested; level 0: all of that,
 *  1: the number alone. */
char *plot_trial_arm_detail (const PlotTrialData *data, guint arm, guint level);

G_END_DECLS
#endif
