/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * imputation-slow.c - the second route to imputed scores.
 */
#include "imputation-slow.h"

#include "base/chi-squared.h"

SimImputation slow_ask (Data *d, SimImputeAs as, int imputations, guint64 seed)
{
  SimImputation data = { .n = d->n,
                         .n_arms = d->arms,
                         .n_visits = d->visits,
                         .arm = d->arm,
                         .place = d->place,
                         .baseline = d->has_baseline ? d->baseline : NULL,
                         .score = d->scores,
                         .imputations = imputations,
                         .as = as,
                         .reference = d->arms - 1,
                         .room = d->room };
  if (d->adjusted) {
    data.n_numbers = 1;
    data.number[0] = d->number;
    data.n_factors = 2;
    data.level[0] = d->level[0];
    data.level[1] = d->level[1];
    data.n_levels[0] = 3;
    data.n_levels[1] = 2;
  }
  for (int v = 0; v < d->visits; v++)
    d->scores[v] = d->score[v];
  for (int a = 0; a < d->arms; a++) {
    char *id = g_strdup_printf ("%d", a);
    data.patients[a] = sim_stream_new (sim_key_new (5, "imputation", "y", NULL, id), seed);
    g_free (id);
  }
  data.model = sim_stream_new (sim_key_new (5, "imputation", "y", NULL, NULL), seed);
  return data;
}

/* Of a row that those before it explain a generalised inverse has nothing. */
void slow_invert (int n, real m[TERMS + ARMS][TERMS + ARMS])
{
  real before[TERMS + ARMS];
  for (int i = 0; i < n; i++)
    before[i] = m[i][i];
  for (int i = 0; i < n; i++) {
    real pivot = m[i][i];
    if (!(pivot > 1e-10L * before[i])) {
      for (int j = 0; j < n; j++)
        m[i][j] = m[j][i] = 0;
      continue;
    }
    m[i][i] = 1;
    for (int j = 0; j < n; j++)
      m[i][j] /= pivot;
    for (int k = 0; k < n; k++) {
      real factor = m[k][i];
      if (k == i)
        continue;
      m[k][i] = 0;
      for (int j = 0; j < n; j++)
        m[k][j] -= factor * m[i][j];
    }
  }
}

static SimStream ahead (SimStream stream, guint64 draws)
{
  SimJump jump = sim_jump_new (draws);
  sim_stream_jump (&stream, &jump);
  return stream;
}

static real normal (SimStream *stream)
{
  return sim_draw_normal (sim_stream_next (stream));
}

static gboolean complete_to (const Data *d, int v, int i)
{
  gboolean all = TRUE;
  for (int u = 0; u <= v; u++)
    all = all && !isnan (d->score[u][i]);
  return all;
}

int slow_fixed (const Data *d)
{
  return d->adjusted ? 1 + MORE : 1;
}

real slow_column (const Data *d, int t, int i)
{
  if (t >= slow_fixed (d))
    return d->score[t - slow_fixed (d)][i];
  return t == 0   ? (d->has_baseline ? d->baseline[i] : 0)
         : t == 1 ? d->number[i]
         : t == 4 ? d->level[1][i] == 1
                  : d->level[0][i] == t - 1;
}

/* Q R of the centred columns; slopes by R slope = Q'y + sigma z, as the definition has it.
 * Without a stream the fitted chain, without noise. */
gboolean slow_regression (const Data *d, int v, SimStream *stream, Chain *chain)
{
  static real q[TERMS][MOST], y[MOST];
  real r[TERMS][TERMS] = { { 0 } }, by[TERMS], z[TERMS], rss = 0, yy = 0, raw[TERMS + 1] = { 0 };
  int rank = 0, rows = 0, last = slow_fixed (d) + v;
  for (int a = 0; a < d->arms; a++) {
    real n = 0;
    for (int t = 0; t <= last; t++) {
      real sum = 0;
      n = 0;
      for (int i = 0; i < d->n; i++)
        if (d->arm[i] == a && complete_to (d, v, i)) {
          sum += slow_column (d, t, i);
          n++;
        }
      if (t < last)
        chain->centre[a][t] = sum / n;
      else
        chain->level[a] = sum / n;
    }
    if (n < 2)
      return FALSE;
    rows += (int) n;
  }
  for (int i = 0; i < d->n; i++)
    for (int t = 0; t <= last; t++) {
      gboolean in = d->arm[i] >= 0 && complete_to (d, v, i);
      real value = !in ? 0
                       : slow_column (d, t, i)
                             - (t < last ? chain->centre[d->arm[i]][t] : chain->level[d->arm[i]]);
      *(t < last ? &q[t][i] : &y[i]) = value;
      raw[t] += in ? slow_column (d, t, i) * slow_column (d, t, i) : 0;
    }
  for (int t = 0; t < last; t++) {
    real before = 0, after = 0;
    for (int i = 0; i < d->n; i++)
      before += q[t][i] * q[t][i];
    for (int round = 0; round < 2; round++)
      for (int s = 0; s < t; s++) {
        real dot = 0;
        for (int i = 0; i < d->n; i++)
          dot += q[s][i] * q[t][i];
        r[s][t] += dot;
        for (int i = 0; i < d->n; i++)
          q[t][i] -= dot * q[s][i];
      }
    for (int i = 0; i < d->n; i++)
      after += q[t][i] * q[t][i];
    gboolean own = after > 1e-10L * before && before > 1e-24L * raw[t];
    r[t][t] = own ? sqrtl (after) : 0;
    rank += own;
    for (int i = 0; i < d->n; i++)
      q[t][i] = own ? q[t][i] / r[t][t] : 0;
  }
  for (int i = 0; i < d->n; i++)
    yy += y[i] * y[i];
  for (int t = 0; t < last; t++) {
    by[t] = 0;
    for (int i = 0; i < d->n; i++)
      by[t] += q[t][i] * y[i];
    for (int i = 0; i < d->n; i++)
      y[i] -= by[t] * q[t][i];
  }
  for (int i = 0; i < d->n; i++)
    rss += y[i] * y[i];
  if (!(rss > 1e-10L * yy && yy > 1e-24L * raw[last])) /* nothing is left of it */
    rss = 0;
  chain->df = rows - d->arms - rank;
  if (chain->df < 1)
    return FALSE;
  for (int t = 0; t < last; t++)
    z[t] = stream ? normal (stream) : 0;
  real noise[ARMS];
  for (int a = 0; a < d->arms; a++)
    noise[a] = stream ? normal (stream) : 0;
  chain->sigma = stream ? sqrtl (rss / sim_draw_chi_squared (stream, chain->df)) : 0;
  for (int t = last - 1; t >= 0; t--) {
    real sum = by[t] + chain->sigma * z[t];
    for (int s = t + 1; s < last; s++)
      sum -= r[t][s] * chain->slope[s];
    chain->slope[t] = r[t][t] > 0 ? sum / r[t][t] : 0;
  }
  for (int a = 0; a < d->arms; a++) {
    real n = 0;
    for (int i = 0; i < d->n; i++)
      n += d->arm[i] == a && complete_to (d, v, i);
    chain->level[a] += chain->sigma * noise[a] / sqrtl (n);
  }
  return TRUE;
}

/* The mean of an arm at a visit given what a patient has from the beginning, straight from the
 * chain. */
static real mean_given (const Chain *chain, int n_fixed, int a, int v, const real *x)
{
  real mean = chain[v].level[a];
  for (int t = 0; t < n_fixed; t++)
    mean += chain[v].slope[t] * (x[t] - chain[v].centre[a][t]);
  for (int j = 0; j < v; j++)
    mean += chain[v].slope[n_fixed + j]
            * (mean_given (chain, n_fixed, a, j, x) - chain[v].centre[a][n_fixed + j]);
  return mean;
}

/* Y = B Y + noise: covariance (I - B)^-1 D (I - B)^-T. */
static void slow_covariance (const Chain *chain, int n_fixed, int n, real c[VISITS][VISITS])
{
  real m[TERMS + ARMS][TERMS + ARMS] = { { 0 } };
  for (int v = 0; v < n; v++) {
    m[v][v] = 1;
    for (int j = 0; j < v; j++)
      m[v][j] = -chain[v].slope[n_fixed + j];
  }
  slow_invert (n, m);
  for (int v = 0; v < n; v++)
    for (int u = 0; u < n; u++) {
      c[v][u] = 0;
      for (int k = 0; k < n; k++)
        c[v][u] += m[v][k] * chain[k].sigma * chain[k].sigma * m[u][k];
    }
}

static void slow_gaps (const Chain *chain, int n_fixed, int left, const gboolean *known,
                       const real *z, const real *mean, real *y)
{
  real c[VISITS][VISITS], free[VISITS], m[TERMS + ARMS][TERMS + ARMS];
  int of[VISITS], n = 0;
  slow_covariance (chain, n_fixed, left, c);
  for (int v = 0; v < left; v++) {
    free[v] = mean[v] + chain[v].sigma * z[v];
    for (int j = 0; j < v; j++)
      free[v] += chain[v].slope[n_fixed + j] * (free[j] - mean[j]);
    if (known[v])
      of[n++] = v;
  }
  for (int k = 0; k < n; k++)
    for (int l = 0; l < n; l++)
      m[k][l] = c[of[k]][of[l]];
  slow_invert (n, m);
  for (int v = 0; v < left; v++) {
    if (known[v])
      continue;
    y[v] = free[v];
    for (int k = 0; k < n; k++)
      for (int l = 0; l < n; l++)
        y[v] += c[v][of[k]] * m[k][l] * (y[of[l]] - free[of[l]]);
  }
}

real slow_score (const Data *d, const SimImputation *data, const Chain *chain, int i, int k)
{
  SimStream stream
      = ahead (data->patients[d->arm[i]], (guint64) k * 1200011 + (guint64) d->place[i] * VISITS);
  int a = d->arm[i], ref = data->reference, left = 0;
  int n_fixed = slow_fixed (d);
  real z[VISITS] = { 0 }, mean[VISITS] = { 0 }, y[VISITS], x[1 + MORE];
  gboolean known[VISITS] = { FALSE };
  for (int t = 0; t < n_fixed; t++)
    x[t] = slow_column (d, t, i);
  for (int v = 0; v < d->visits; v++) {
    known[v] = !isnan (d->score[v][i]);
    left = known[v] ? v + 1 : left;
    y[v] = d->score[v][i];
    z[v] = normal (&stream);
  }
  for (int v = 0; v < d->visits; v++) {
    mean[v] = mean_given (chain, n_fixed, a, v, x);
    if (v >= left && data->as != SIM_IMPUTE_AT_RANDOM)
      mean[v] = mean_given (chain, n_fixed, ref, v, x);
    if (v >= left && data->as == SIM_IMPUTE_COPY && left > 0)
      mean[v] += mean_given (chain, n_fixed, a, left - 1, x)
                 - mean_given (chain, n_fixed, ref, left - 1, x);
  }
  slow_gaps (chain, n_fixed, left, known, z, mean, y);
  for (int v = left; v < d->visits; v++) {
    y[v] = mean[v] + chain[v].sigma * z[v];
    for (int j = 0; j < v; j++)
      y[v] += chain[v].slope[n_fixed + j] * (y[j] - mean[j]);
  }
  return y[d->visits - 1] + data->shift[a];
}

gboolean slow_complete (const Data *d, const SimImputation *data, int k, real *y)
{
  int missing = 0, last = d->visits - 1;
  Chain chain[VISITS];
  for (int i = 0; i < d->n; i++)
    missing += d->arm[i] >= 0 && isnan (d->score[last][i]);
  for (int v = 0; v < d->visits && missing > 0; v++) {
    SimStream stream = ahead (data->model, (guint64) k * 1200011 + (guint64) v * 50129);
    if (!slow_regression (d, v, &stream, &chain[v]))
      return FALSE;
  }
  for (int i = 0; i < d->n; i++)
    y[i] = d->arm[i] >= 0 && isnan (d->score[last][i]) ? slow_score (d, data, chain, i, k)
                                                       : d->score[last][i];
  return TRUE;
}
