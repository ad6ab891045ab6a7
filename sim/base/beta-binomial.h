/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * beta-binomial.h - whole numbers 0 .. n whose chance varies from one patient to another.
 *
 * X given p is binomial (n, p), p is Beta (a, b): mean n a / (a + b), and a variance above the
 * binomial one by the factor 1 + (n - 1) / (a + b + 1) (Skellam 1948). Pure; thread-safe.
 */
#ifndef SIM_BASE_BETA_BINOMIAL_H
#define SIM_BASE_BETA_BINOMIAL_H

#include <glib.h>

G_BEGIN_DECLS

/** a and b of such a mean and SD; FALSE, both NaN, if there are none. n >= 1. */
gboolean sim_beta_binomial_solve (guint n, double mean, double sd, double *a, double *b);

/** SDs that are possible at a mean inside (0, n), both ends excluded. */
void sim_beta_binomial_sd_range (guint n, double mean, double *least, double *most);

/** P (X <= k) and P (X > k), each added up from its own end: n of each, for k = 0 .. n - 1. */
void sim_beta_binomial_tails (guint n, double a, double b, double *up_to, double *above);

G_END_DECLS
#endif
