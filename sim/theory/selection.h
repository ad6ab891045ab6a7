/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * selection.h - which arm comes out best: the chance that its mean is the highest.
 */
#ifndef SIM_THEORY_SELECTION_H
#define SIM_THEORY_SELECTION_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * The probability that normal value `best` of n is the largest, they being independent with these
 * means and positive SDs (standard errors of arm means): the integral over its distribution of the
 * product of the others' probabilities to lie below (Bechhofer 1954). Error below 1e-12.
 * Thread-safe.
 */
double sim_selection_best (guint n, const double *mean, const double *sd, guint best);

G_END_DECLS
#endif
