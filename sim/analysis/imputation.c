/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * imputation.c - the regressions, their draws, and the patients completed by them.
 *
 * Terms of a regression are less their means in the patient's arm.
 * With S their sums of products, S = L L', and w = L^-1 S_y the slopes are L^-T (w + sigma z). The
 * level of an arm, its mean score where terms are at theirs, is independent of the slopes.
 */
#include "imputation-private.h"

#include "../base/chi-squared.h"

enum {
  ARMS = SIM_IMPUTE_ARMS,
  VISITS = SIM_IMPUTE_VISITS,
  COLUMNS = SIM_IMPUTE_COLUMNS,
  TERMS = SIM_IMPUTE_TERMS
};

/* What is left of a term's sum of squares by those before it, as a share, if they explain it; and
 * what squares about the arms' means are of the raw ones if they are but rounding errors. */
#define EXPLAINED 1e-10
#define CONSTANT  1e-24

typedef SimScoreChain Chain;
typedef SimScoreVisit Visit;
typedef SimScoreDraw Draw;
typedef SimScoreColumn Column;

/* How many visits up to the last at which the patient was seen; 0: none. */
static int seen_up_to (const SimImputation *data, int i)
{
  int v = data->n_visits;
  while (v > 0 && !sim_impute_seen (data, v - 1, i))
    v--;
  return v;
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
static int find_means (Chain *chain, int v, int *listed)
{
  const SimImputation *data = chain->data;
  Visit *r = &chain->visits[v];
  int n = 0, last = chain->fixed + v;
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
      r->mean[data->arm[i]][t] += sim_score_term (chain, t, i);
  }
  for (int a = 0; a < data->n_arms; a++)
    for (int t = 0; t <= last; t++)
      r->mean[a][t] /= r->n[a];
  return n;
}

static bool regress (Chain *chain, int v)
{
  const SimImputation *data = chain->data;
  Visit *r = &chain->visits[v];
  int n = find_means (chain, v, data->room), last = chain->fixed + v;
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
      double value = sim_score_term (chain, t, i);
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
static void find_margins (Chain *chain, int v)
{
  const Visit *r = &chain->visits[v];
  Draw *d = &chain->drawn[v];
  const double *slope = d->slope + chain->fixed; /* of visits */
  for (int t = 0; t < chain->fixed; t++) {
    d->by[t] = d->slope[t];
    for (int j = 0; j < v; j++)
      d->by[t] += slope[j] * chain->drawn[j].by[t];
  }
  for (int a = 0; a < chain->data->n_arms; a++) {
    for (int t = 0; t < chain->fixed; t++)
      d->mean[a] -= d->slope[t] * r->mean[a][t];
    for (int j = 0; j < v; j++)
      d->mean[a] += slope[j] * (chain->drawn[j].mean[a] - r->mean[a][chain->fixed + j]);
  }
}

/* Takes the stream by value: a regression's draws have a place of their own. */
static void draw_regression (Chain *chain, int v, SimStream stream)
{
  const Visit *r = &chain->visits[v];
  Draw *d = &chain->drawn[v];
  int last = chain->fixed + v;
  double z[TERMS];
  for (int t = 0; t < last; t++)
    z[t] = normal (&stream);
  for (int a = 0; a < chain->data->n_arms; a++)
    d->mean[a] = normal (&stream);
  d->sigma = r->lower[last][last] / __builtin_sqrt (sim_draw_chi_squared (&stream, r->df));
  for (int t = last - 1; t >= 0; t--) {
    double sum = r->lower[last][t] + d->sigma * z[t];
    for (int u = t + 1; u < last; u++)
      sum -= r->lower[u][t] * d->slope[u];
    d->slope[t] = r->lower[t][t] > 0 ? sum / r->lower[t][t] : 0;
  }
  for (int a = 0; a < chain->data->n_arms; a++)
    d->mean[a] = r->mean[a][last] + d->sigma * d->mean[a] / __builtin_sqrt (r->n[a]);
  find_margins (chain, v);
}

/* Of the visits given arm and what is there from the beginning, from the chain. */
static void find_covariance (Chain *chain)
{
  for (int v = 0; v < chain->data->n_visits; v++) {
    const Draw *d = &chain->drawn[v];
    for (int u = 0; u <= v; u++) {
      double sum = u == v ? d->sigma * d->sigma : 0;
      for (int j = 0; j < v; j++)
        sum += d->slope[chain->fixed + j] * chain->covariance[j][u];
      chain->covariance[v][u] = chain->covariance[u][v] = sum;
    }
  }
}

static void draw_model (Chain *chain)
{
  SimStream stream = chain->model;
  for (int v = 0; v < chain->data->n_visits; v++) {
    draw_regression (chain, v, stream);
    sim_stream_jump (&stream, &chain->regression);
  }
  if (chain->gaps)
    find_covariance (chain);
}

/* --- patients ------------------------------------------------------------------------------- */

/* The mean of a patient at a visit, less what goes with what he has from the beginning. */
static double mean_at (const Chain *chain, int a, int v, int left)
{
  const SimImputation *data = chain->data;
  int reference = data->reference;
  const Draw *d = &chain->drawn[v];
  if (v < left || data->as == SIM_IMPUTE_AT_RANDOM)
    return d->mean[a];
  if (data->as == SIM_IMPUTE_JUMP || left == 0)
    return d->mean[reference];
  const Draw *before = &chain->drawn[left - 1];
  return before->mean[a] + (d->mean[reference] - before->mean[reference]);
}

/* And what goes with that. */
static double from_the_beginning (const Chain *chain, int v, const double *x)
{
  double sum = chain->drawn[v].by[0] * x[0];
  for (int t = 1; t < chain->fixed; t++)
    sum += chain->drawn[v].by[t] * x[t];
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

static double step (const Chain *chain, int v, const double *off, double z)
{
  double sum = chain->drawn[v].sigma * z;
  for (int j = 0; j < v; j++)
    sum += chain->drawn[v].slope[chain->fixed + j] * off[j];
  return sum;
}

/* Deviations at the visits before the last one seen that were not: drawn as if nothing were known,
 * then moved by what is known off its own draws. */
static void fill_gaps (const Chain *chain, int left, const bool *known, const double *z,
                       double *off)
{
  double free[VISITS], m[TERMS + 1][TERMS + 1], by[VISITS];
  int of[VISITS], n = 0;
  for (int v = 0; v < left; v++) {
    free[v] = step (chain, v, free, z[v]);
    if (known[v])
      of[n++] = v;
  }
  for (int k = 0; k < n; k++) {
    for (int l = 0; l <= k; l++)
      m[k][l] = chain->covariance[of[k]][of[l]];
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
      off[v] += chain->covariance[v][of[k]] * by[k];
  }
}

/* The score at the last visit of a patient who was not seen there. Takes the stream by value. */
static double complete (const Chain *chain, int i, SimStream stream)
{
  const SimImputation *data = chain->data;
  int a = data->arm[i], left = seen_up_to (data, i), last = data->n_visits - 1;
  double x[COLUMNS], z[VISITS], off[VISITS];
  bool known[VISITS], gap = false;
  for (int t = 0; t < chain->fixed; t++)
    x[t] = sim_score_term (chain, t, i);
  for (int v = 0; v <= last; v++) {
    z[v] = normal (&stream);
    known[v] = sim_impute_seen (data, v, i);
    if (known[v])
      off[v] = data->score[v][i] - chain->drawn[v].mean[a] - from_the_beginning (chain, v, x);
    gap = gap || (v < left && !known[v]);
  }
  if (gap)
    fill_gaps (chain, left, known, z, off);
  for (int v = left; v <= last; v++)
    off[v] = step (chain, v, off, z[v]);
  double mean = mean_at (chain, a, last, came_back (data, i) ? last + 1 : left);
  return mean + from_the_beginning (chain, last, x) + off[last] + data->shift[a];
}

/* --- the chain ------------------------------------------------------------------------------ */

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
static void take_columns (Chain *chain)
{
  const SimImputation *data = chain->data;
  int n = 0;
  chain->columns[n++] = (Column){ .number = data->baseline, .centre = mean_baseline (data) };
  for (int k = 0; k < data->n_numbers; k++)
    chain->columns[n++] = (Column){ .number = data->number[k] };
  for (int f = 0; f < data->n_factors; f++)
    for (int l = 1; l < data->n_levels[f]; l++)
      chain->columns[n++] = (Column){ .level = data->level[f], .is = (int8_t) l };
  chain->fixed = n;
}

/* How many were not seen at the last visit. */
static int count_missing (const SimImputation *data)
{
  int missing = 0;
  for (int i = 0; i < data->n; i++)
    missing += data->arm[i] >= 0 && !sim_impute_seen (data, data->n_visits - 1, i);
  return missing;
}

/* Lists them. */
static void list_missing (Chain *chain)
{
  const SimImputation *data = chain->data;
  int listed = 0;
  chain->gaps = false;
  for (int i = 0; i < data->n; i++) {
    if (data->arm[i] < 0 || sim_impute_seen (data, data->n_visits - 1, i))
      continue;
    data->room[listed++] = i;
    for (int v = seen_up_to (data, i); v > 0 && !chain->gaps; v--)
      chain->gaps = !sim_impute_seen (data, v - 1, i);
  }
}

bool sim_score_chain (const SimImputation *data, SimScoreChain *chain)
{
  chain->data = data;
  chain->n_missing = count_missing (data);
  take_columns (chain);
  for (int v = 0; v < data->n_visits && chain->n_missing > 0; v++)
    if (!regress (chain, v))
      return false;
  list_missing (chain);
  chain->model = data->model;
  for (int a = 0; a < data->n_arms; a++)
    chain->patients[a] = data->patients[a];
  chain->patient = sim_jump_new (SIM_DRAWS_OF_PATIENT);
  chain->imputation = sim_jump_new (SIM_DRAWS_OF_IMPUTATION);
  chain->regression = sim_jump_new (SIM_DRAWS_OF_REGRESSION);
  return true;
}

void sim_score_next (SimScoreChain *chain, void (*take) (void *to, int i, double y), void *to)
{
  const SimImputation *data = chain->data;
  SimStream stream[ARMS];
  int place[ARMS] = { 0 };
  if (chain->n_missing > 0)
    draw_model (chain);
  for (int a = 0; a < data->n_arms; a++)
    stream[a] = chain->patients[a];
  for (int j = 0; j < chain->n_missing; j++) {
    int i = data->room[j], a = data->arm[i];
    for (; place[a] < data->place[i]; place[a]++)
      sim_stream_jump (&stream[a], &chain->patient);
    take (to, i, complete (chain, i, stream[a]));
  }
  sim_stream_jump (&chain->model, &chain->imputation);
  for (int a = 0; a < data->n_arms; a++)
    sim_stream_jump (&chain->patients[a], &chain->imputation);
}

static void put (void *y, int i, double score)
{
  ((double *) y)[i] = score;
}

void sim_score_complete (SimScoreChain *chain, double *y)
{
  const SimImputation *data = chain->data;
  for (int i = 0; i < data->n; i++)
    y[i] = data->score[data->n_visits - 1][i];
  sim_score_next (chain, put, y);
}
