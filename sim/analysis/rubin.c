/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rubin.c - Rubin's rules with the degrees of freedom of Barnard and Rubin.
 */
#include "rubin.h"

/* The harmonic sum of Rubin's df and of what is observed of the complete ones, in one fraction so
 * that either may be infinite. */
static double barnard_rubin (int m, double lambda, double complete_df)
{
  double per_old = lambda * lambda / (m - 1);
  double observed = complete_df / (complete_df + 3) * (complete_df + 1) * (1 - lambda);
  return complete_df == __builtin_inf () ? 1 / per_old : observed / (1 + observed * per_old);
}

SimRubin sim_rubin (int m, const double *estimates, const double *variances, double complete_df)
{
  SimRubin pooled = { .estimate = 0 };
  for (int k = 0; k < m; k++) {
    pooled.estimate += estimates[k] / m;
    pooled.within += variances[k] / m;
  }
  for (int k = 0; k < m; k++) {
    double off = estimates[k] - pooled.estimate;
    pooled.between += m > 1 ? off * off / (m - 1) : 0;
  }
  double added = pooled.between + pooled.between / m;
  pooled.total = pooled.within + added;
  pooled.df = complete_df;
  if (m > 1 && pooled.total > 0)
    pooled.df = barnard_rubin (m, added / pooled.total, complete_df);
  return pooled;
}
