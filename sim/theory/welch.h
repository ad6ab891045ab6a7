/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * welch.h - exact power of Welch's t test with Satterthwaite's degrees of freedom.
 */
#ifndef SIM_THEORY_WELCH_H
#define SIM_THEORY_WELCH_H

#include "t-power.h"
#include "type-s-m.h"

G_BEGIN_DECLS

/**
 * Power of the test of level alpha for two arms of n1, n2 >= 2 (real) with their own true SDs; the
 * degrees of freedom are those of each trial's observed variances. tolerance: the wanted absolute
 * error, 1e-13 to 1e-3. NaN outside the domain.
 */
SimTails sim_power_welch (double difference, double sd1, double sd2, double n1, double n2,
                          double alpha, guint sides, double tolerance);
/** The same with the means of what is rejected, averaged over a true difference with an SD of
 *  prior_sd around `difference`; 0: it is known. */
SimRejections sim_rejections_welch (double difference, double prior_sd, double sd1, double sd2,
                                    double n1, double n2, double alpha, guint sides,
                                    double tolerance);

G_END_DECLS
#endif
