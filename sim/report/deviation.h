/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * deviation.h - simulated powers beside the exact ones: how far apart, and when that is too far.
 *
 * For exact values alone: what holds approximately differs anyhow. Pure; thread-safe.
 */
#ifndef SIM_REPORT_DEVIATION_H
#define SIM_REPORT_DEVIATION_H

#include <glib.h>

G_BEGIN_DECLS

/** More standard errors than this between simulated and exact power are flagged. */
#define SIM_DEVIATION_BOUND 4.0

/**
 * z: the difference over the Monte Carlo standard error that the simulated proportion has if the
 * exact one is true, sqrt (p (1 - p) / trials), which is there for proportions of 0 and 1 as well.
 * NaN where one of them does not exist; infinite where an event came that cannot, or one that must
 * did not.
 */
double sim_deviation_z (double simulated, double exact, guint64 trials);
/** The same in two decimals, as files have it: the rest is that of the machine's quadrature. */
double sim_deviation_two_decimals (double simulated, double exact, guint64 trials);

/**
 * Whether that is more than chance explains: |z| above the bound, and a binomial chance of so many
 * or more (so few or fewer) below 1 in 10,000, which says less only where hardly any trials are
 * expected on one side.
 */
gboolean sim_deviation_is_flagged (double simulated, double exact, guint64 trials);

/** A sentence on what it means and what to do; name is of the hypothesis. Newly allocated. */
char *sim_deviation_text (const char *name, double simulated, double exact, guint64 trials);

G_END_DECLS
#endif
