/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * imputation.c - the regressions, their draws, and the patients completed by them.
 *
 * Terms of a regression: 0 the baseline, what else patients have from the beginning, then the
 * visits before, all less their means in the patient's arm.
 * With S their sums of products, S = L L', and w = L^-1 S_y the slopes are L^-T (w + sigma z). The
 * level of an arm, its mean score where terms are at theirs, is independent of the slopes.
 */
#include "imputation-private.h"

#include "../base/chi-squared.h"

enum {
  ARMS = SIM_IMPUTE_ARMS,
  VISITS = SIM_IMPUTE_VISITS,
  COLUMNS = SIM_IMPUTE_COLUMNS,
  TERMS = VISITS + COLUMNS
};

/* What is left of a term's sum of squares by those before it, as a share, if they explain it; and
 * what squares about the arms' means are of the raw ones if they are but rounding errors. */
#define EXPLAINED 1e-10
#define CONSTANT  1e-24

typedef struct {
  double n[ARMS], mean[ARMS][TERMS + 1]; /* of those who are complete up to here; last: the score */
  double lower[TERMS + 1][TERMS + 1];    /* L; its last row w, then the root of the residual sum */
  int df;
} Regression;

/* What one imputation draws of it. */
typedef struct {
  double slope[TERMS], sigma;
  /* marginal mean of an arm: mean + sum of by[t] times what patients have from the beginning */
  double mean[ARMS], by[COLUMNS];
} Drawn;

/* What patients have from the beginning: a number less a centre, or whether a level is theirs. */
typedef struct {
  const double *number;
  double centre;
  const int8_t *level;
  int8_t is;
} Column;

typedef struct {
  const SimImputation *data;
  int fixed; /* how many columns there are, the baseline first, which is 0 where there is none */
  Column columns[COLUMNS];
  Regression regressions[VISITS];
  Drawn drawn[VISITS];
  double covariance[VISITS][VISITS];
  bool gaps; /* somebody who is to be imputed was seen after a gap */
} Work;

/* How many visits up to the last at which the patient was seen; 0: none. */
static int seen_up_to (const SimImputation *data, int i)
{
  int v = data->n_visits;
  while (v > 0 && !sim_impute_seen (data, v - 1, i))
    v--;
  return v;
}

static double term (const Work *work, int t, int i)
{
  if (t >= work->fixed)
    return work->data->score[t - work->fixed][i];
  const Column *column = &work->columns[t];
  if (column->level)
    return column->level[i] == column->is ? 1 : 0;
  return column->number ? column->number[i] - column->centre : 0;
}

/* --- the regressions ------------------------------------------------------------------------ */

/* m = L L' in its lower triangle, in place. Rows without a pivot of their own get a column of 0.
 * Returns how many have one, the last row not counted. */
static int factor (int n, double m[][TERMS + 1])
{
  int rank = 0;
  for (int j = 0; j < n; j++) {
    double pivot = m[j][j], least = EXPLAINED * pivot;
    for (int k = 0; k < j; k++)
      pivot -= m[j][k] * m[j][k];
    bool good = pivot > least;
    m[j][j] = good ? __builtin_sqrt (pivot) : 0;
    rank += good && j < n - 1;
    for (int i = j + 1; i < n; i++) {
      double sum = m[i][j];
      for (int k = 0; k < j; k++)
        sum -= m[i][k] * m[j][k];
      m[i][j] = good ? sum / m[j][j] : 0;
    }
  }
  return rank;
}

/* The means of those who are complete up to visit v; room lists them. */
static int find_means (Work *work, int v, int *listed)
{
  const SimImputation *data = work->data;
  Regression *r = &work->regressions[v];
  int n = 0, last = work->fixed + v;
  for (int a = 0; a < data->n_arms; a++) {
    r->n[a] = 0;
    for (int t = 0; t <= last; t++)
      r->mean[a][t] = 0;
  }
  for (int i = 0; i < data->n; i++) {
    if (!sim_impute_complete (data, v, i))
      continue;
    listed[n++] = i;
    r->n[data->arm[i]]++;
    for (int t = 0; t <= last; t++)
      r->mean[data->arm[i]][t] += term (work, t, i);
  }
  for (int a = 0; a < data->n_arms; a++)
    for (int t = 0; t <= last; t++)
      r->mean[a][t] /= r->n[a];
  return n;
}

static bool regress (Work *work, int v)
{
  const SimImputation *data = work->data;
  Regression *r = &work->regressions[v];
  int n = find_means (work, v, data->room), last = work->fixed + v;
  for (int a = 0; a < data->n_arms; a++)
    if (r->n[a] < 2)
      return false;
  double raw[TERMS + 1] = { 0 };
  for (int t = 0; t <= last; t++)
    for (int u = 0; u <= t; u++)
      r->lower[t][u] = 0;
  for (int k = 0; k < n; k++) {
    double off[TERMS + 1];
    int i = data->room[k];
    for (int t = 0; t <= last; t++) {
      double value = term (work, t, i);
      raw[t] += value * value;
      off[t] = value - r->mean[data->arm[i]][t];
      for (int u = 0; u <= t; u++)
        r->lower[t][u] += off[t] * off[u];
    }
  }
  for (int t = 0; t <= last; t++)
    if (!(r->lower[t][t] > CONSTANT * raw[t]))
      r->lower[t][t] = 0;
  r->df = n - data->n_arms - factor (last + 1, r->lower);
  return r->df >= 1;
}

/* --- draws of the model --------------------------------------------------------------------- */

static double normal (SimStream *stream)
{
  return sim_draw_normal (sim_stream_next (stream));
}

/* Means over all patients of an arm, by what the terms' own means are. */
static void find_margins (Work *work, int v)
{
  const Regression *r = &work->regressions[v];
  Drawn *d = &work->drawn[v];
  const double *slope = d->slope + work->fixed; /* of visits */
  for (int t = 0; t < work->fixed; t++) {
    d->by[t] = d->slope[t];
    for (int j = 0; j < v; j++)
      d->by[t] += slope[j] * work->drawn[j].by[t];
  }
  for (int a = 0; a < work->data->n_arms; a++) {
    for (int t = 0; t < work->fixed; t++)
      d->mean[a] -= d->slope[t] * r->mean[a][t];
    for (int j = 0; j < v; j++)
      d->mean[a] += slope[j] * (work->drawn[j].mean[a] - r->mean[a][work->fixed + j]);
  }
}

/* Takes the stream by value: a regression's draws have a place of their own. */
static void draw_regression (Work *work, int v, SimStream stream)
{
  const Regression *r = &work->regressions[v];
  Drawn *d = &work->drawn[v];
  int last = work->fixed + v;
  double z[TERMS];
  for (int t = 0; t < last; t++)
    z[t] = normal (&stream);
  for (int a = 0; a < work->data->n_arms; a++)
    d->mean[a] = normal (&stream);
  d->sigma = r->lower[last][last] / __builtin_sqrt (sim_draw_chi_squared (&stream, r->df));
  for (int t = last - 1; t >= 0; t--) {
    double sum = r->lower[last][t] + d->sigma * z[t];
    for (int u = t + 1; u < last; u++)
      sum -= r->lower[u][t] * d->slope[u];
    d->slope[t] = r->lower[t][t] > 0 ? sum / r->lower[t][t] : 0;
  }
  for (int a = 0; a < work->data->n_arms; a++)
    d->mean[a] = r->mean[a][last] + d->sigma * d->mean[a] / __builtin_sqrt (r->n[a]);
  find_margins (work, v);
}

/* Of the visits given arm and what is there from the beginning, from the chain. */
static void find_covariance (Work *work)
{
  for (int v = 0; v < work->data->n_visits; v++) {
    const Drawn *d = &work->drawn[v];
    for (int u = 0; u <= v; u++) {
      double sum = u == v ? d->sigma * d->sigma : 0;
      for (int j = 0; j < v; j++)
        sum += d->slope[work->fixed + j] * work->covariance[j][u];
      work->covariance[v][u] = work->covariance[u][v] = sum;
    }
  }
}

static void draw_model (Work *work, SimStream stream, const SimJump *regression)
{
  for (int v = 0; v < work->data->n_visits; v++) {
    draw_regression (work, v, stream);
    sim_stream_jump (&stream, regression);
  }
  if (work->gaps)
    find_covariance (work);
}

/* --- patients ------------------------------------------------------------------------------- */

/* The mean of a patient at a visit, less what goes with what he has from the beginning. */
static double mean_at (const Work *work, int a, int v, int left)
{
  const SimImputation *data = work->data;
  int reference = data->reference;
  const Drawn *d = &work->drawn[v];
  if (v < left || data->as == SIM_IMPUTE_AT_RANDOM)
    return d->mean[a];
  if (data->as == SIM_IMPUTE_JUMP || left == 0)
    return d->mean[reference];
  const Drawn *before = &work->drawn[left - 1];
  return before->mean[a] + (d->mean[reference] - before->mean[reference]);
}

/* And what goes with that. */
static double from_the_beginning (const Work *work, int v, const double *x)
{
  double sum = work->drawn[v].by[0] * x[0];
  for (int t = 1; t < work->fixed; t++)
    sum += work->drawn[v].by[t] * x[t];
  return sum;
}

/* Whether the patient was seen after the visits of the model: then he has not left, though he was
 * not seen at the last of them. */
static bool came_back (const SimImputation *data, int i)
{
  for (int v = data->n_visits; v < data->n_later; v++)
    if (sim_impute_seen (data, v, i))
      return true;
  return false;
}

static double step (const Work *work, int v, const double *off, double z)
{
  double sum = work->drawn[v].sigma * z;
  for (int j = 0; j < v; j++)
    sum += work->drawn[v].slope[work->fixed + j] * off[j];
  return sum;
}

/* Deviations at the visits before the last one seen that were not: drawn as if nothing were known,
 * then moved by what is known off its own draws. */
static void fill_gaps (const Work *work, int left, const bool *known, const double *z, double *off)
{
  double free[VISITS], m[TERMS + 1][TERMS + 1], by[VISITS];
  int of[VISITS], n = 0;
  for (int v = 0; v < left; v++) {
    free[v] = step (work, v, free, z[v]);
    if (known[v])
      of[n++] = v;
  }
  for (int k = 0; k < n; k++) {
    for (int l = 0; l <= k; l++)
      m[k][l] = work->covariance[of[k]][of[l]];
    m[n][k] = off[of[k]] - free[of[k]];
  }
  m[n][n] = 0;
  factor (n + 1, m);
  for (int k = n - 1; k >= 0; k--) {
    double sum = m[n][k];
    for (int l = k + 1; l < n; l++)
      sum -= m[l][k] * by[l];
    by[k] = m[k][k] > 0 ? sum / m[k][k] : 0;
  }
  for (int v = 0; v < left; v++) {
    if (known[v])
      continue;
    off[v] = free[v];
    for (int k = 0; k < n; k++)
      off[v] += work->covariance[v][of[k]] * by[k];
  }
}

/* The score at the last visit of a patient who was not seen there. Takes the stream by value. */
static double complete (const Work *work, int i, SimStream stream)
{
  const SimImputation *data = work->data;
  int a = data->arm[i], left = seen_up_to (data, i), last = data->n_visits - 1;
  double x[COLUMNS], z[VISITS], off[VISITS];
  bool known[VISITS], gap = false;
  for (int t = 0; t < work->fixed; t++)
    x[t] = term (work, t, i);
  for (int v = 0; v <= last; v++) {
    z[v] = normal (&stream);
    known[v] = sim_impute_seen (data, v, i);
    if (known[v])
      off[v] = data->score[v][i] - work->drawn[v].mean[a] - from_the_beginning (work, v, x);
    gap = gap || (v < left && !known[v]);
  }
  if (gap)
    fill_gaps (work, left, known, z, off);
  for (int v = left; v <= last; v++)
    off[v] = step (work, v, off, z[v]);
  double mean = mean_at (work, a, last, came_back (data, i) ? last + 1 : left);
  return mean + from_the_beginning (work, last, x) + off[last] + data->shift[a];
}

/* --- the completed data sets ---------------------------------------------------------------- */

typedef struct {
  double y0;                                       /* the centre of scores */
  double y[ARMS], yy[ARMS], xy[ARMS], by[COLUMNS]; /* sums over those seen at the last visit */
} Observed;

/* A patient's columns less their means in his arm. */
static void columns_off (const Work *work, const SimImputed *imputed, int i, double *off)
{
  for (int t = 0; t < work->fixed; t++)
    off[t] = term (work, t, i) - imputed->x[work->data->arm[i]][t];
}

static void add_score (const Work *work, const SimImputed *imputed, int i, double y, Observed *sums)
{
  int a = work->data->arm[i];
  double off[COLUMNS];
  columns_off (work, imputed, i, off);
  sums->y[a] += y;
  sums->yy[a] += y * y;
  sums->xy[a] += y * off[0];
  for (int t = 1; t < work->fixed; t++)
    sums->by[t] += y * off[t];
}

static void find_columns (const Work *work, SimImputed *imputed)
{
  const SimImputation *data = work->data;
  imputed->n_columns = work->fixed;
  for (int a = 0; a < data->n_arms; a++) {
    imputed->n[a] = imputed->sxx[a] = 0;
    for (int t = 0; t < work->fixed; t++)
      imputed->x[a][t] = 0;
  }
  for (int i = 0; i < data->n; i++)
    if (data->arm[i] >= 0) {
      imputed->n[data->arm[i]]++;
      for (int t = 0; t < work->fixed; t++)
        imputed->x[data->arm[i]][t] += term (work, t, i);
    }
  for (int a = 0; a < data->n_arms; a++)
    for (int t = 0; t < work->fixed; t++)
      imputed->x[a][t] /= imputed->n[a];
}

static void find_products (const Work *work, SimImputed *imputed)
{
  const SimImputation *data = work->data;
  for (int t = 0; t < work->fixed; t++)
    for (int u = 0; u <= t; u++)
      imputed->xx[t][u] = 0;
  for (int i = 0; i < data->n; i++) {
    double off[COLUMNS];
    if (data->arm[i] < 0)
      continue;
    columns_off (work, imputed, i, off);
    imputed->sxx[data->arm[i]] += off[0] * off[0];
    for (int t = 1; t < work->fixed; t++)
      for (int u = 0; u <= t; u++)
        imputed->xx[t][u] += off[t] * off[u];
  }
  for (int a = 0; a < data->n_arms; a++)
    imputed->xx[0][0] += imputed->sxx[a];
}

/* How many were not seen at the last visit; and the mean score there. */
static int count_missing (const SimImputation *data, double *mean)
{
  int missing = 0, n = 0;
  double sum = 0;
  for (int i = 0; i < data->n; i++) {
    if (data->arm[i] < 0)
      continue;
    bool here = sim_impute_seen (data, data->n_visits - 1, i);
    missing += !here;
    n += here;
    sum += here ? data->score[data->n_visits - 1][i] : 0;
  }
  *mean = n > 0 ? sum / n : 0;
  return missing;
}

/* Also lists those who were not seen there. */
static void find_observed (Work *work, const SimImputed *imputed, Observed *sums, int *listed)
{
  const SimImputation *data = work->data;
  int last = data->n_visits - 1, n_listed = 0;
  for (int i = 0; i < data->n; i++) {
    if (data->arm[i] < 0)
      continue;
    if (!sim_impute_seen (data, last, i)) {
      listed[n_listed++] = i;
      for (int v = seen_up_to (data, i); v > 0 && !work->gaps; v--)
        work->gaps = !sim_impute_seen (data, v - 1, i);
      continue;
    }
    add_score (work, imputed, i, data->score[last][i] - sums->y0, sums);
  }
}

static void complete_set (const Work *work, const Observed *observed, const int *listed,
                          const SimStream *patients, const SimJump *patient, int k,
                          SimImputed *imputed)
{
  const SimImputation *data = work->data;
  Observed sums = *observed;
  SimStream stream[ARMS];
  int place[ARMS] = { 0 };
  for (int a = 0; a < data->n_arms; a++)
    stream[a] = patients[a];
  for (int j = 0; j < imputed->n_imputed; j++) {
    int i = listed[j], a = data->arm[i];
    for (; place[a] < data->place[i]; place[a]++)
      sim_stream_jump (&stream[a], patient);
    add_score (work, imputed, i, complete (work, i, stream[a]) - sums.y0, &sums);
  }
  imputed->xy[k][0] = 0;
  for (int a = 0; a < data->n_arms; a++) {
    imputed->y[k][a] = sums.y[a] / imputed->n[a];
    imputed->syy[k][a] = sums.yy[a] - sums.y[a] * imputed->y[k][a];
    imputed->sxy[k][a] = sums.xy[a];
    imputed->xy[k][0] += sums.xy[a];
  }
  for (int t = 1; t < work->fixed; t++)
    imputed->xy[k][t] = sums.by[t];
}

static double mean_baseline (const SimImputation *data)
{
  double sum = 0, n = 0;
  for (int i = 0; i < data->n && data->baseline; i++)
    if (data->arm[i] >= 0) {
      sum += data->baseline[i];
      n++;
    }
  return n > 0 ? sum / n : 0;
}

/* What the models are adjusted for. */
static void take_columns (Work *work)
{
  const SimImputation *data = work->data;
  int n = 0;
  work->columns[n++] = (Column){ .number = data->baseline, .centre = mean_baseline (data) };
  for (int k = 0; k < data->n_numbers; k++)
    work->columns[n++] = (Column){ .number = data->number[k] };
  for (int f = 0; f < data->n_factors; f++)
    for (int l = 1; l < data->n_levels[f]; l++)
      work->columns[n++] = (Column){ .level = data->level[f], .is = (int8_t) l };
  work->fixed = n;
}

bool sim_impute (const SimImputation *data, SimImputed *imputed)
{
  Work work; /* much of it for nothing: it is filled as far as it is read */
  Observed observed = { .y0 = 0 };
  SimStream patients[ARMS], model = data->model;
  SimJump patient = sim_jump_new (SIM_DRAWS_OF_PATIENT);
  SimJump imputation = sim_jump_new (SIM_DRAWS_OF_IMPUTATION);
  SimJump regression = sim_jump_new (SIM_DRAWS_OF_REGRESSION);
  work.data = data;
  work.gaps = false;
  take_columns (&work);
  imputed->n_imputed = count_missing (data, &observed.y0);
  for (int v = 0; v < data->n_visits && imputed->n_imputed > 0; v++)
    if (!regress (&work, v))
      return false;
  find_columns (&work, imputed);
  find_products (&work, imputed);
  find_observed (&work, imputed, &observed, data->room);
  imputed->n_arms = data->n_arms;
  imputed->change = observed.y0 - work.columns[0].centre;
  imputed->imputations = imputed->n_imputed > 0 ? data->imputations : 1;
  for (int a = 0; a < data->n_arms; a++)
    patients[a] = data->patients[a];
  for (int k = 0; k < imputed->imputations; k++) {
    if (imputed->n_imputed > 0)
      draw_model (&work, model, &regression);
    complete_set (&work, &observed, data->room, patients, &patient, k, imputed);
    sim_stream_jump (&model, &imputation);
    for (int a = 0; a < data->n_arms; a++)
      sim_stream_jump (&patients[a], &imputation);
  }
  return true;
}
