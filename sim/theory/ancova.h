/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ancova.h - exact power of a pair of arms in an analysis of covariance with one random baseline.
 */
#ifndef SIM_THEORY_ANCOVA_H
#define SIM_THEORY_ANCOVA_H

#include "t-power.h"
#include "type-s-m.h"

G_BEGIN_DECLS

/**
 * Chance that the adjusted contrast of two arms exceeds critical standard errors: n_arms arms of
 * `total` patients are fitted with common slope, df = total - n_arms - 1, and the imbalance of the
 * normal baseline is averaged over. ncp: difference / (residual SD * sqrt (1/n1 + 1/n2)), the
 * residual SD being sd * sqrt (1 - rho^2). tolerance: the wanted absolute error, 1e-14 to 1e-3.
 */
SimTails sim_power_ancova (double critical, guint sides, guint n_arms, double total, double ncp,
                           double tolerance);

/**
 * The same with the means of what is rejected; effect = ncp * standard_error, which is that of arms
 * in balance. prior_sd: averaged over a true effect with that SD around `effect`; 0: it is known.
 */
SimRejections sim_rejections_ancova (double effect, double prior_sd, double standard_error,
                                     double critical, guint sides, guint n_arms, double total,
                                     double tolerance);

G_END_DECLS
#endif
