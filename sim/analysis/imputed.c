/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * imputed.c - analyses of completed data sets, pooled: t test, change score, ANCOVA.
 *
 * Baselines and what else is adjusted for are complete, so of the data sets only the scores differ.
 */
#include "imputation.h"
#include "rubin.h"

enum { COLUMNS = SIM_IMPUTE_COLUMNS };

/* What is left of a column's sum of squares by those before it, as a share, if they explain it. */
#define EXPLAINED 1e-10

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
    double mean = imputed->y[k][a] - (change ? imputed->x[a][0] - imputed->change : 0);
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

/* The columns of an ANCOVA, each less what those before it explain: sums of products within arms
 * are M D M' with M a unit triangle and D the pivots, 0 of columns that are explained. */
typedef struct {
  int first, end, rank;
  double unit[COLUMNS][COLUMNS], pivot[COLUMNS], gap[COLUMNS]; /* gap: between arms, as weighted */
} Swept;

static void sweep (const SimImputed *imputed, const double *weights, Swept *swept)
{
  swept->rank = 0;
  for (int j = swept->first; j < swept->end; j++) {
    double *unit = swept->unit[j], pivot = imputed->xx[j][j], gap = 0;
    for (int a = 0; a < imputed->n_arms; a++)
      gap += weights[a] * imputed->x[a][j];
    for (int k = swept->first; k < j; k++) {
      double sum = imputed->xx[j][k];
      for (int l = swept->first; l < k; l++)
        sum -= unit[l] * swept->pivot[l] * swept->unit[k][l];
      unit[k] = swept->pivot[k] > 0 ? sum / swept->pivot[k] : 0;
      pivot -= unit[k] * sum;
      gap -= unit[k] * swept->gap[k];
    }
    swept->pivot[j] = pivot > EXPLAINED * imputed->xx[j][j] ? pivot : 0;
    swept->gap[j] = gap;
    swept->rank += swept->pivot[j] > 0;
  }
}

static Result ancova (const SimImputed *imputed, const Swept *swept, int k, const double *weights)
{
  double syy = 0, per_n = 0, left[COLUMNS];
  Result r = { .df = -swept->rank };
  for (int a = 0; a < imputed->n_arms; a++) {
    syy += imputed->syy[k][a];
    per_n += weights[a] * weights[a] / imputed->n[a];
    r.estimate += weights[a] * imputed->y[k][a];
    r.df += imputed->n[a] - 1;
  }
  for (int j = swept->first; j < swept->end; j++) {
    left[j] = imputed->xy[k][j];
    for (int l = swept->first; l < j; l++)
      left[j] -= swept->unit[j][l] * left[l];
    if (!(swept->pivot[j] > 0))
      continue;
    double slope = left[j] / swept->pivot[j], gap = swept->gap[j];
    r.estimate -= slope * gap;
    syy -= slope * left[j];
    per_n += gap * gap / swept->pivot[j];
  }
  r.variance = syy / r.df * per_n;
  return r;
}

bool sim_imputed_contrast (const SimImputed *imputed, SimImputedMethod method,
                           const double *weights, double *estimate, double *variance, double *df)
{
  double estimates[SIM_IMPUTATIONS], variances[SIM_IMPUTATIONS], complete = 0;
  bool adjusted = method == SIM_IMPUTED_ANCOVA || method == SIM_IMPUTED_ADJUSTED;
  Swept swept = { .first = method == SIM_IMPUTED_ADJUSTED, .end = imputed->n_columns };
  if (adjusted)
    sweep (imputed, weights, &swept);
  if (method == SIM_IMPUTED_ANCOVA && !(swept.pivot[0] > 0))
    return false;
  for (int k = 0; k < imputed->imputations; k++) {
    Result r = adjusted                      ? ancova (imputed, &swept, k, weights)
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
