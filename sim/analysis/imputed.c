/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * imputed.c - analyses of completed data sets, pooled: t test, change score, ANCOVA.
 *
 * Baselines are complete, so of the data sets only the scores differ.
 */
#include "imputation.h"
#include "rubin.h"

enum { ARMS = SIM_IMPUTE_ARMS };

/* Of one completed data set, and what goes with the weights in all of them. */
typedef struct {
  double estimate, variance, df;
} Result;

/* Sum of squares within an arm, of scores or of changes. */
static double within (const SimImputed *imputed, bool change, int k, int a)
{
  double syy = imputed->syy[k][a];
  return change ? syy - 2 * imputed->sxy[k][a] + imputed->sxx[a] : syy;
}

static Result pooled (const SimImputed *imputed, SimImputedMethod method, int k,
                      const double *weights)
{
  bool change = method == SIM_IMPUTED_CHANGE || method == SIM_IMPUTED_WITHIN;
  bool own = method == SIM_IMPUTED_TWO_ARMS || method == SIM_IMPUTED_WITHIN;
  double sum = 0, per_n = 0;
  Result r = { 0 };
  for (int a = 0; a < imputed->n_arms; a++) {
    double mean = imputed->y[k][a] - (change ? imputed->x[a] - imputed->change : 0);
    r.estimate += weights[a] * mean;
    per_n += weights[a] * weights[a] / imputed->n[a];
    if (own && weights[a] == 0)
      continue;
    sum += within (imputed, change, k, a);
    r.df += imputed->n[a] - 1;
  }
  r.variance = sum / r.df * per_n;
  return r;
}

static Result welch (const SimImputed *imputed, int k, const double *weights)
{
  double squares = 0;
  Result r = { 0 };
  for (int a = 0; a < imputed->n_arms; a++) {
    double df = imputed->n[a] - 1, s2 = imputed->syy[k][a] / df;
    double part = weights[a] * weights[a] * s2 / imputed->n[a];
    r.estimate += weights[a] * imputed->y[k][a];
    r.variance += part;
    squares += part * part / df;
  }
  r.df = squares > 0 ? r.variance * r.variance / squares : 0;
  return r;
}

static Result ancova (const SimImputed *imputed, int k, const double *weights)
{
  double sxx = 0, sxy = 0, syy = 0, gap = 0, per_n = 0;
  Result r = { .df = -1 };
  for (int a = 0; a < imputed->n_arms; a++) {
    sxx += imputed->sxx[a];
    sxy += imputed->sxy[k][a];
    syy += imputed->syy[k][a];
    gap += weights[a] * imputed->x[a];
    per_n += weights[a] * weights[a] / imputed->n[a];
    r.estimate += weights[a] * imputed->y[k][a];
    r.df += imputed->n[a] - 1;
  }
  if (!(sxx > 0))
    return (Result){ 0 };
  r.estimate -= sxy / sxx * gap;
  r.variance = (syy - sxy / sxx * sxy) / r.df * (per_n + gap * gap / sxx);
  return r;
}

bool sim_imputed_contrast (const SimImputed *imputed, SimImputedMethod method,
                           const double *weights, double *estimate, double *variance, double *df)
{
  double estimates[SIM_IMPUTATIONS], variances[SIM_IMPUTATIONS], complete = 0;
  for (int k = 0; k < imputed->imputations; k++) {
    Result r = method == SIM_IMPUTED_ANCOVA  ? ancova (imputed, k, weights)
               : method == SIM_IMPUTED_WELCH ? welch (imputed, k, weights)
                                             : pooled (imputed, method, k, weights);
    if (!(r.df >= 1))
      return false;
    estimates[k] = r.estimate;
    variances[k] = r.variance;
    complete += r.df / imputed->imputations;
  }
  SimRubin pooled = sim_rubin (imputed->imputations, estimates, variances, complete);
  *estimate = pooled.estimate;
  *variance = pooled.total;
  *df = pooled.df;
  return pooled.total > 0 && pooled.df >= 1;
}
