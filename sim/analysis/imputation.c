/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * imputation.c - the regressions, their draws, and the patients completed by them.
 *
 * Terms of a regression: 0 the baseline, 1 + v visit v, all less their means in the patient's arm.
 * With S their sums of products, S = L L', and w = L^-1 S_y the slopes are L^-T (w + sigma z). The
 * level of an arm, its mean score where terms are at theirs, is independent of the slopes.
 */
#include "imputation.h"

#include "../base/chi-squared.h"

enum { ARMS = SIM_IMPUTE_ARMS, VISITS = SIM_IMPUTE_VISITS, TERMS = VISITS + 1 };

/* Draws apart: of a patient; of an imputation, more than 100,000 patients of all visits have; of a
 * visit within the model, more than 50,000 exponentials and all coefficients. No powers of two. */
enum { PATIENT = VISITS, IMPUTATION = 1200011, REGRESSION = 50129 };

/* What is left of a term's sum of squares by those before it, as a share, if they explain it. */
#define EXPLAINED 1e-10

typedef struct {
  double n[ARMS], mean[ARMS][TERMS + 1]; /* of those who are complete up to here; last: the score */
  double lower[TERMS + 1][TERMS + 1];    /* L; its last row w, then the root of the residual sum */
  int df;
} Regression;

/* What one imputation draws of it. */
typedef struct {
  double slope[TERMS], sigma;
  double mean[ARMS], by_x; /* marginal mean of an arm: mean + by_x (baseline - its centre) */
} Drawn;

typedef struct {
  const SimImputation *data;
  double x0;
  Regression regressions[VISITS];
  Drawn drawn[VISITS];
  double covariance[VISITS][VISITS];
  bool gaps; /* somebody who is to be imputed was seen after a gap */
} Work;

static bool seen (const SimImputation *data, int v, int i)
{
  return data->score[v][i] == data->score[v][i];
}

/* How many visits up to the last at which the patient was seen; 0: none. */
static int seen_up_to (const SimImputation *data, int i)
{
  int v = data->n_visits;
  while (v > 0 && !seen (data, v - 1, i))
    v--;
  return v;
}

static bool complete_up_to (const SimImputation *data, int v, int i)
{
  bool all = data->arm[i] >= 0;
  for (int u = v; u >= 0 && all; u--)
    all = seen (data, u, i);
  return all;
}

static double term (const Work *work, int t, int i)
{
  if (t > 0)
    return work->data->score[t - 1][i];
  return work->data->baseline ? work->data->baseline[i] - work->x0 : 0;
}

/* --- the regressions ------------------------------------------------------------------------ */

/* m = L L' in its lower triangle, in place. Rows without a pivot of their own get a column of 0.
 * Returns how many have one, the last row not counted. */
static int factor (int n, double m[][TERMS + 1])
{
  int rank = 0;
  for (int j = 0; j < n; j++) {
    double pivot = m[j][j], least = j < n - 1 ? EXPLAINED * pivot : 0;
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
  int n = 0;
  for (int a = 0; a < data->n_arms; a++) {
    r->n[a] = 0;
    for (int t = 0; t <= v + 1; t++)
      r->mean[a][t] = 0;
  }
  for (int i = 0; i < data->n; i++) {
    if (!complete_up_to (data, v, i))
      continue;
    listed[n++] = i;
    r->n[data->arm[i]]++;
    for (int t = 0; t <= v + 1; t++)
      r->mean[data->arm[i]][t] += term (work, t, i);
  }
  for (int a = 0; a < data->n_arms; a++)
    for (int t = 0; t <= v + 1; t++)
      r->mean[a][t] /= r->n[a];
  return n;
}

static bool regress (Work *work, int v)
{
  const SimImputation *data = work->data;
  Regression *r = &work->regressions[v];
  int n = find_means (work, v, data->room);
  for (int a = 0; a < data->n_arms; a++)
    if (r->n[a] < 2)
      return false;
  for (int t = 0; t <= v + 1; t++)
    for (int u = 0; u <= t; u++)
      r->lower[t][u] = 0;
  for (int k = 0; k < n; k++) {
    double off[TERMS + 1];
    int i = data->room[k];
    for (int t = 0; t <= v + 1; t++) {
      off[t] = term (work, t, i) - r->mean[data->arm[i]][t];
      for (int u = 0; u <= t; u++)
        r->lower[t][u] += off[t] * off[u];
    }
  }
  r->df = n - data->n_arms - factor (v + 2, r->lower);
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
  d->by_x = d->slope[0];
  for (int j = 0; j < v; j++)
    d->by_x += d->slope[j + 1] * work->drawn[j].by_x;
  for (int a = 0; a < work->data->n_arms; a++) {
    d->mean[a] -= d->slope[0] * r->mean[a][0];
    for (int j = 0; j < v; j++)
      d->mean[a] += d->slope[j + 1] * (work->drawn[j].mean[a] - r->mean[a][j + 1]);
  }
}

/* Takes the stream by value: a regression's draws have a place of their own. */
static void draw_regression (Work *work, int v, SimStream stream)
{
  const Regression *r = &work->regressions[v];
  Drawn *d = &work->drawn[v];
  int last = v + 1;
  double z[TERMS];
  for (int t = 0; t <= v; t++)
    z[t] = normal (&stream);
  for (int a = 0; a < work->data->n_arms; a++)
    d->mean[a] = normal (&stream);
  d->sigma = r->lower[last][last] / __builtin_sqrt (sim_draw_chi_squared (&stream, r->df));
  for (int t = v; t >= 0; t--) {
    double sum = r->lower[last][t] + d->sigma * z[t];
    for (int u = t + 1; u <= v; u++)
      sum -= r->lower[u][t] * d->slope[u];
    d->slope[t] = r->lower[t][t] > 0 ? sum / r->lower[t][t] : 0;
  }
  for (int a = 0; a < work->data->n_arms; a++)
    d->mean[a] = r->mean[a][last] + d->sigma * d->mean[a] / __builtin_sqrt (r->n[a]);
  find_margins (work, v);
}

/* Of the visits given arm and baseline, from the chain. */
static void find_covariance (Work *work)
{
  for (int v = 0; v < work->data->n_visits; v++) {
    const Drawn *d = &work->drawn[v];
    for (int u = 0; u <= v; u++) {
      double sum = u == v ? d->sigma * d->sigma : 0;
      for (int j = 0; j < v; j++)
        sum += d->slope[j + 1] * work->covariance[j][u];
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

/* The mean of a patient at a visit, less what goes with his baseline. */
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

/* Whether the patient was seen after the visits of the model: then he has not left, though he was
 * not seen at the last of them. */
static bool came_back (const SimImputation *data, int i)
{
  for (int v = data->n_visits; v < data->n_later; v++)
    if (seen (data, v, i))
      return true;
  return false;
}

static double step (const Work *work, int v, const double *off, double z)
{
  double sum = work->drawn[v].sigma * z;
  for (int j = 0; j < v; j++)
    sum += work->drawn[v].slope[j + 1] * off[j];
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
  double x = term (work, 0, i), z[VISITS], off[VISITS];
  bool known[VISITS], gap = false;
  for (int v = 0; v <= last; v++) {
    z[v] = normal (&stream);
    known[v] = seen (data, v, i);
    if (known[v])
      off[v] = data->score[v][i] - work->drawn[v].mean[a] - work->drawn[v].by_x * x;
    gap = gap || (v < left && !known[v]);
  }
  if (gap)
    fill_gaps (work, left, known, z, off);
  for (int v = left; v <= last; v++)
    off[v] = step (work, v, off, z[v]);
  double mean = mean_at (work, a, last, came_back (data, i) ? last + 1 : left);
  return mean + work->drawn[last].by_x * x + off[last] + data->shift[a];
}

/* --- the completed data sets ---------------------------------------------------------------- */

typedef struct {
  double y0;                            /* the centre of scores */
  double y[ARMS], yy[ARMS], xy[ARMS]; /* sums over those who were seen at the last visit */
} Observed;

static void find_baselines (const Work *work, SimImputed *imputed)
{
  const SimImputation *data = work->data;
  for (int a = 0; a < data->n_arms; a++)
    imputed->n[a] = imputed->x[a] = imputed->sxx[a] = 0;
  for (int i = 0; i < data->n; i++)
    if (data->arm[i] >= 0) {
      imputed->n[data->arm[i]]++;
      imputed->x[data->arm[i]] += term (work, 0, i);
    }
  for (int a = 0; a < data->n_arms; a++)
    imputed->x[a] /= imputed->n[a];
  for (int i = 0; i < data->n; i++)
    if (data->arm[i] >= 0) {
      double off = term (work, 0, i) - imputed->x[data->arm[i]];
      imputed->sxx[data->arm[i]] += off * off;
    }
}

/* How many were not seen at the last visit; and the mean score there. */
static int count_missing (const SimImputation *data, double *mean)
{
  int missing = 0, n = 0;
  double sum = 0;
  for (int i = 0; i < data->n; i++) {
    if (data->arm[i] < 0)
      continue;
    bool here = seen (data, data->n_visits - 1, i);
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
    int a = data->arm[i];
    if (a < 0)
      continue;
    if (!seen (data, last, i)) {
      listed[n_listed++] = i;
      for (int v = seen_up_to (data, i); v > 0 && !work->gaps; v--)
        work->gaps = !seen (data, v - 1, i);
      continue;
    }
    double y = data->score[last][i] - sums->y0;
    sums->y[a] += y;
    sums->yy[a] += y * y;
    sums->xy[a] += y * (term (work, 0, i) - imputed->x[a]);
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
    double y = complete (work, i, stream[a]) - sums.y0;
    sums.y[a] += y;
    sums.yy[a] += y * y;
    sums.xy[a] += y * (term (work, 0, i) - imputed->x[a]);
  }
  for (int a = 0; a < data->n_arms; a++) {
    imputed->y[k][a] = sums.y[a] / imputed->n[a];
    imputed->syy[k][a] = sums.yy[a] - sums.y[a] * imputed->y[k][a];
    imputed->sxy[k][a] = sums.xy[a];
  }
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

bool sim_impute (const SimImputation *data, SimImputed *imputed)
{
  Work work = { .data = data, .x0 = mean_baseline (data), .gaps = false };
  Observed observed = { .y0 = 0 };
  SimStream patients[ARMS], model = data->model;
  SimJump patient = sim_jump_new (PATIENT), imputation = sim_jump_new (IMPUTATION);
  SimJump regression = sim_jump_new (REGRESSION);
  imputed->n_imputed = count_missing (data, &observed.y0);
  for (int v = 0; v < data->n_visits && imputed->n_imputed > 0; v++)
    if (!regress (&work, v))
      return false;
  find_baselines (&work, imputed);
  find_observed (&work, imputed, &observed, data->room);
  imputed->n_arms = data->n_arms;
  imputed->change = observed.y0 - work.x0;
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
