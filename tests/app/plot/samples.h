/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * samples.h - made-up figures for the tests of app/plot and for looking at.
 */
#ifndef TESTS_PLOT_SAMPLES_H
#define TESTS_PLOT_SAMPLES_H

#include "plot/plot.h"

/** Three arms, three hypotheses, any and all; power as of 54/50/48 patients with SD 5. */
PlotPowerData *sample_power (guint64 replicates);
/** The same up to 1,200 patients, the own size far to the left, with a straight line drawn by hand.
 */
PlotPowerData *sample_power_drawn (double from, double to);
/** The first with n_hypotheses of up to 6 arms, without any and all, at n_sizes sizes. */
PlotPowerData *sample_power_many (guint n_hypotheses, guint n_sizes);
PlotEffectsData *sample_effects (guint64 replicates);
PlotEffectsData *sample_effects_many (guint n_rows);
/** Those rows by turns of three outcomes in units of different size: points, mm, a proportion. */
PlotEffectsData *sample_effects_outcomes (guint n_rows);

/** Power over an effect and an SD, nx times ny cells, of which the first n_done are known. */
PlotHeatData *sample_heat (guint nx, guint ny, guint n_done);
/** Bars of up to eight assumptions; the last has an end that cannot be. */
PlotTornadoData *sample_tornado (guint n_bars);

/** A trial of up to six arms. Two points in time: with practitioners. */
PlotTrialData *sample_trial (PlotTrialKind kind, guint n_arms, guint n_points, guint n_patients);

/** n trials about a true effect of 3.2 points, of which some miss it, in so many slots. */
PlotForestData *sample_forest (guint n, guint n_slots);
/** p-values of a z test with that shift of its statistic; exact: with the closed form. */
PlotPValueData *sample_p_values (double shift, double alpha, gboolean exact);
/** Power of about a half as n_points numbers of trials rise to 100,000. */
PlotConvergenceData *sample_convergence (guint n_points);

/** A white image, and its bytes for comparing. */
cairo_surface_t *sample_surface (int width, int height);
GBytes *sample_bytes (cairo_surface_t *surface);
/** The figure drawn on an image in a theme. */
cairo_surface_t *sample_draw (PlotFigure *figure, int width, int height, PlotTheme theme);

#endif
