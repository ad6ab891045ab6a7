/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * anova.c - exact power of the omnibus F tests.
 */
#include "anova.h"

#include <math.h>

#include "../base/numeric.h"
#include "../base/prob.h"
#include "critical.h"

double
sim_anova_ncp (guint n_arms, const double *n, const double *mean, double sd)
{
  double total = 0, grand = 0, sum = 0;

  for (guint i = 0; i < n_arms; i++) {
    total += n[i];
    grand += n[i] * mean[i];
  }
  grand /= total;
  for (guint i = 0; i < n_arms; i++)
    sum += n[i] * (mean[i] - grand) * (mean[i] - grand);
  return sum / (sd * sd);
}

double
sim_power_f (double alpha, double df1, double df2, double ncp)
{
  return sim_noncentral_f_upper (sim_critical_f (alpha, df1, df2), df1, df2, ncp);
}

/*
 * Given the covariates the statistic is noncentral F, its noncentrality cut by the share of the
 * treatment vector that lies in the space of the centred covariates. That space is a uniformly
 * random one of n_covariates dimensions in N - 1, so the share is
 * Beta (n_covariates / 2, (N - 1 - n_covariates) / 2).
 */
double
sim_power_f_adjusted (double alpha, guint n_arms, double total, guint n_covariates, double ncp)
{
  double df1 = n_arms - 1.0, df2 = total - n_arms - n_covariates, sum = 0;
  double *rest;
  SimNodes share;

  if (n_covariates == 0)
    return sim_power_f (alpha, df1, df2, ncp);
  if (!(df2 > 0) || !(ncp >= 0))
    return NAN;
  double critical = sim_critical_f (alpha, df1, df2);
  sim_nodes_init_beta (&share, n_covariates / 2.0, (total - 1 - n_covariates) / 2, sqrt (ncp),
                       1e-11, &rest);
  for (guint i = 0; i < share.n; i++)
    sum += share.w[i] * sim_noncentral_f_upper (critical, df1, df2, ncp * rest[i]);
  g_free (rest);
  sim_nodes_clear (&share);
  return sum;
}

typedef struct {
  guint n_arms;
  double effect, alpha, power;
} SizeProblem;

static double
lack_of_power (double log_n, gpointer data)
{
  const SizeProblem *p = data;
  double total = p->n_arms * exp (log_n);

  return p->power
         - sim_power_f (p->alpha, p->n_arms - 1.0, total - p->n_arms,
                        total * p->effect * p->effect);
}

double
sim_size_f (guint n_arms, double effect, double alpha, double power)
{
  SizeProblem problem = { n_arms, effect, alpha, power };
  double low = log (1 + 0.5 / n_arms), high = low, root; /* df2 0.5 and up */

  if (n_arms < 2 || !(alpha > 0 && power < 1) || lack_of_power (low, &problem) <= 0)
    return NAN;
  do
    high += 1;
  while (high < 40 && lack_of_power (high, &problem) > 0);
  if (!sim_root (lack_of_power, &problem, high - 1, high, 1e-13, &root))
    return NAN;
  return exp (root);
}
