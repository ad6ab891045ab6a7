/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * samples.h - made-up figures for the tests of app/plot and for looking at.
 */
#ifndef TESTS_PLOT_SAMPLES_H
#define TESTS_PLOT_SAMPLES_H

#include "plot/plot.h"

/** Three arms, three hypotheses, any and all; power as of 54/50/48 patients with SD 5. */
PlotPowerData *sample_power (guint64 replicates);
/** The same with n_hypotheses of up to 6 arms, without any and all, at n_sizes sizes. */
PlotPowerData *sample_power_many (guint n_hypotheses, guint n_sizes);
PlotEffectsData *sample_effects (guint64 replicates);
PlotEffectsData *sample_effects_many (guint n_rows);

#endif
