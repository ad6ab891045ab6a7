/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * imputed.c - sums of completed data sets, and analyses of these, pooled: t test, change score,
 * ANCOVA.
 *
 * Baselines and what else is adjusted for are complete, so of the data sets only the scores differ.
 */
#include "imputation-private.h"
#include "rubin.h"

enum { ARMS = SIM_IMPUTE_ARMS, COLUMNS = SIM_IMPUTE_COLUMNS };

/* --- sums ----------------------------------------------------------------------------------- */

/* Of the scores less their centre, by arm and by column. */
typedef struct {
  double y[ARMS], yy[ARMS], xy[ARMS], by[COLUMNS];
} Sums;

typedef struct {
  const SimScoreChain *chain;
  const SimImputed *imputed;
  double centre;
  Sums sums;
} Adding;

/* A patient's columns less their means in his arm. */
static void columns_off (const SimScoreChain *chain, const SimImputed *imputed, int i, double *off)
{
  for (int t = 0; t < chain->fixed; t++)
    off[t] = sim_score_term (chain, t, i) - imputed->x[chain->data->arm[i]][t];
}

static void add_score (void *to, int i, double score)
{
  Adding *adding = to;
  Sums *sums = &adding->sums;
  int a = adding->chain->data->arm[i];
  double off[COLUMNS], y = score - adding->centre;
  columns_off (adding->chain, adding->imputed, i, off);
  sums->y[a] += y;
  sums->yy[a] += y * y;
  sums->xy[a] += y * off[0];
  for (int t = 1; t < adding->chain->fixed; t++)
    sums->by[t] += y * off[t];
}

static void find_columns (const SimScoreChain *chain, SimImputed *imputed)
{
  const SimImputation *data = chain->data;
  imputed->n_columns = chain->fixed;
  for (int a = 0; a < data->n_arms; a++) {
    imputed->n[a] = imputed->sxx[a] = 0;
    for (int t = 0; t < chain->fixed; t++)
      imputed->x[a][t] = 0;
  }
  for (int i = 0; i < data->n; i++)
    if (data->arm[i] >= 0) {
      imputed->n[data->arm[i]]++;
      for (int t = 0; t < chain->fixed; t++)
        imputed->x[data->arm[i]][t] += sim_score_term (chain, t, i);
    }
  for (int a = 0; a < data->n_arms; a++)
    for (int t = 0; t < chain->fixed; t++)
      imputed->x[a][t] /= imputed->n[a];
}

static void find_products (const SimScoreChain *chain, SimImputed *imputed)
{
  const SimImputation *data = chain->data;
  for (int t = 0; t < chain->fixed; t++)
    for (int u = 0; u <= t; u++)
      imputed->xx[t][u] = 0;
  for (int i = 0; i < data->n; i++) {
    double off[COLUMNS];
    if (data->arm[i] < 0)
      continue;
    columns_off (chain, imputed, i, off);
    imputed->sxx[data->arm[i]] += off[0] * off[0];
    for (int t = 1; t < chain->fixed; t++)
      for (int u = 0; u <= t; u++)
        imputed->xx[t][u] += off[t] * off[u];
  }
  for (int a = 0; a < data->n_arms; a++)
    imputed->xx[0][0] += imputed->sxx[a];
}

/* Whether the score of patient i at the last visit is there as it was seen. */
static bool is_observed (const SimImputation *data, int i)
{
  return data->arm[i] >= 0 && sim_impute_seen (data, data->n_visits - 1, i);
}

static void add_observed (const SimImputation *data, Adding *adding)
{
  const double *score = data->score[data->n_visits - 1];
  double sum = 0;
  int n = 0;
  for (int i = 0; i < data->n; i++)
    if (is_observed (data, i)) {
      n++;
      sum += score[i];
    }
  adding->centre = n > 0 ? sum / n : 0;
  for (int i = 0; i < data->n; i++)
    if (is_observed (data, i))
      add_score (adding, i, score[i]);
}

static void take_sums (const Sums *sums, int n_columns, int k, SimImputed *imputed)
{
  imputed->xy[k][0] = 0;
  for (int a = 0; a < imputed->n_arms; a++) {
    imputed->y[k][a] = sums->y[a] / imputed->n[a];
    imputed->syy[k][a] = sums->yy[a] - sums->y[a] * imputed->y[k][a];
    imputed->sxy[k][a] = sums->xy[a];
    imputed->xy[k][0] += sums->xy[a];
  }
  for (int t = 1; t < n_columns; t++)
    imputed->xy[k][t] = sums->by[t];
}

bool sim_impute (const SimImputation *data, SimImputed *imputed)
{
  SimScoreChain chain;
  if (!sim_score_chain (data, &chain))
    return false;
  Adding adding = { .chain = &chain, .imputed = imputed };
  find_columns (&chain, imputed);
  find_products (&chain, imputed);
  add_observed (data, &adding);
  const Sums observed = adding.sums;
  imputed->n_arms = data->n_arms;
  imputed->n_imputed = chain.n_missing;
  imputed->change = adding.centre - chain.columns[0].centre;
  imputed->imputations = chain.n_missing > 0 ? data->imputations : 1;
  for (int k = 0; k < imputed->imputations; k++) {
    adding.sums = observed;
    sim_score_next (&chain, add_score, &adding);
    take_sums (&adding.sums, chain.fixed, k, imputed);
  }
  return true;
}

/* --- analyses ------------------------------------------------------------------------------- */

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
