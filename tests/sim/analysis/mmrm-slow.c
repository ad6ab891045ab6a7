/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mmrm-slow.c - the mixed model for repeated measures, slowly: see mmrm-slow.h.
 */
#include "mmrm-slow.h"

#include <glib.h>
#include <math.h>

typedef long double Real;
enum { V = SLOW_VISITS, T = SLOW_THETA, B = SLOW_BETA };

/* R of theta: its root has exp (t_i) times 1 and l_ij in row i. */
static void covariance (int v, const Real *theta, Real r[V][V])
{
  Real root[V][V] = { { 0 } };
  int k = v;
  for (int i = 0; i < v; i++) {
    root[i][i] = expl (theta[i]);
    for (int j = 0; j < i; j++)
      root[i][j] = expl (theta[i]) * theta[k++];
  }
  for (int i = 0; i < v; i++)
    for (int j = 0; j < v; j++) {
      r[i][j] = 0;
      for (int s = 0; s < v; s++)
        r[i][j] += root[i][s] * root[j][s];
    }
}

/* Gauss and Jordan with pivots from the diagonal, and the logarithm of the determinant. */
static Real invert (int n, int width, Real *a)
{
  Real log_determinant = 0;
  for (int k = 0; k < n; k++) {
    Real pivot = a[k * width + k];
    log_determinant += logl (pivot);
    a[k * width + k] = 1;
    for (int j = 0; j < n; j++)
      a[k * width + j] /= pivot;
    for (int i = 0; i < n; i++) {
      Real factor = a[i * width + k];
      if (i == k)
        continue;
      a[i * width + k] = 0;
      for (int j = 0; j < n; j++)
        a[i * width + j] -= factor * a[k * width + j];
    }
  }
  return log_determinant;
}

/* The visits seen of a patient, his scores there, and his rows of the design. */
static int take (const SimMmrmData *d, int i, int *seen, Real *y, Real x[V][B])
{
  int n = 0;
  for (int v = 0; v < d->n_visits && d->arm[i] >= 0 && !isnan (d->baseline[i]); v++) {
    if (isnan (d->score[v][i]))
      continue;
    for (int b = 0; b < B; b++)
      x[n][b] = 0;
    x[n][v * (d->n_arms + 1) + d->arm[i]] = 1;
    x[n][v * (d->n_arms + 1) + d->n_arms] = d->baseline[i];
    y[n] = d->score[v][i];
    seen[n++] = v;
  }
  return n;
}

/* V^-1 of a patient from R; log |V|. */
static Real inverse_of (int n, const int *seen, Real r[V][V], Real w[V][V])
{
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      w[i][j] = r[seen[i]][seen[j]];
  return invert (n, V, w[0]);
}

Real slow_mmrm_minus_two (const SimMmrmData *d, const Real *theta, Real *beta, Real (*phi)[B])
{
  Real r[V][V], w[V][V], x[V][B], y[V], xx[B][B] = { { 0 } }, xy[B] = { 0 }, b[B], sum = 0;
  int seen[V], n_beta = d->n_visits * (d->n_arms + 1);
  covariance (d->n_visits, theta, r);
  for (int i = 0; i < d->n; i++) {
    int n = take (d, i, seen, y, x);
    sum += inverse_of (n, seen, r, w);
    for (int s = 0; s < n; s++)
      for (int t = 0; t < n; t++) {
        sum += y[s] * w[s][t] * y[t];
        for (int k = 0; k < n_beta; k++) {
          xy[k] += x[s][k] * w[s][t] * y[t];
          for (int l = 0; l < n_beta && x[s][k] != 0; l++)
            xx[k][l] += x[s][k] * w[s][t] * x[t][l];
        }
      }
  }
  sum += invert (n_beta, B, xx[0]);
  for (int k = 0; k < n_beta; k++) {
    b[k] = 0;
    for (int l = 0; l < n_beta; l++)
      b[k] += xx[k][l] * xy[l];
    sum -= b[k] * xy[k];
  }
  for (int k = 0; k < n_beta && beta; k++)
    beta[k] = b[k];
  for (int k = 0; k < n_beta && phi; k++)
    for (int l = 0; l < n_beta; l++)
      phi[k][l] = xx[k][l];
  return sum;
}

/* f at theta with h added in direction k and g in direction l. */
static Real at (const SimMmrmData *d, const Real *theta, int k, Real h, int l, Real g)
{
  Real moved[T];
  for (int i = 0; i < T; i++)
    moved[i] = theta[i];
  moved[k] += h;
  moved[l] += g;
  return slow_mmrm_minus_two (d, moved, NULL, NULL);
}

static Real slope_of (const SimMmrmData *d, const Real *theta, int k)
{
  const Real h = 1e-3L;
  Real near = at (d, theta, k, h, k, 0) - at (d, theta, k, -h, k, 0);
  Real far = at (d, theta, k, 2 * h, k, 0) - at (d, theta, k, -2 * h, k, 0);
  return (8 * near - far) / (12 * h);
}

static Real curve_by (const SimMmrmData *d, const Real *theta, int k, int l, Real h)
{
  return (at (d, theta, k, h, l, h) - at (d, theta, k, h, l, -h) - at (d, theta, k, -h, l, h)
          + at (d, theta, k, -h, l, -h))
         / (4 * h * h);
}

static Real curve_of (const SimMmrmData *d, const Real *theta, int k, int l)
{
  const Real h = 4e-3L;
  return (64 * curve_by (d, theta, k, l, h / 4) - 20 * curve_by (d, theta, k, l, h / 2)
          + curve_by (d, theta, k, l, h))
         / 45;
}

static void curves (const SimMmrmData *d, const Real *theta, gboolean fine, Real h[T][T])
{
  int n = d->n_visits * (d->n_visits + 1) / 2;
  for (int k = 0; k < n; k++)
    for (int l = 0; l <= k; l++)
      h[k][l] = h[l][k] = fine ? curve_of (d, theta, k, l) : curve_by (d, theta, k, l, 1e-3L);
}

/* Where Newton's matrix is not positive definite its diagonal grows until it is. */
static gboolean step_of (int n, Real h[T][T], const Real *g, Real *step)
{
  for (Real ridge = 0; ridge < 1e12L; ridge = ridge * 4 + (ridge == 0 ? 1e-3L : 0)) {
    Real copy[T][T];
    gboolean good = TRUE;
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++)
        copy[i][j] = h[i][j] + (i == j ? ridge : 0);
    for (int k = 0; k < n && good; k++) {
      good = copy[k][k] > 0;
      for (int i = k + 1; i < n; i++)
        for (int j = n - 1; j >= k; j--)
          copy[i][j] -= copy[i][k] / copy[k][k] * copy[k][j];
    }
    if (!good)
      continue;
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++)
        copy[i][j] = h[i][j] + (i == j ? ridge : 0);
    invert (n, T, copy[0]);
    for (int i = 0; i < n; i++) {
      step[i] = 0;
      for (int j = 0; j < n; j++)
        step[i] -= copy[i][j] * g[j];
    }
    return TRUE;
  }
  return FALSE;
}

bool slow_mmrm (const SimMmrmData *d, Real *theta)
{
  int v = d->n_visits, n = v * (v + 1) / 2;
  for (int k = 0; k < T; k++)
    theta[k] = k < v ? 1 : 0;
  for (int round = 0; round < 200; round++) {
    Real g[T], h[T][T], step[T], largest = 0, before = slow_mmrm_minus_two (d, theta, NULL, NULL);
    for (int k = 0; k < n; k++)
      g[k] = slope_of (d, theta, k);
    curves (d, theta, FALSE, h);
    if (!step_of (n, h, g, step))
      return FALSE;
    for (int k = 0; k < n; k++)
      largest = MAX (largest, fabsl (step[k]));
    Real length = largest > 1 ? 1 / largest : 1;
    Real moved[T] = { 0 };
    for (int halves = 0; halves < 40; halves++, length /= 2) {
      for (int k = 0; k < n; k++)
        moved[k] = theta[k] + length * step[k];
      if (largest < 1e-6L || slow_mmrm_minus_two (d, moved, NULL, NULL) <= before)
        break;
    }
    for (int k = 0; k < n; k++)
      theta[k] = moved[k];
    if (largest < 1e-12L)
      return TRUE;
    if (theta[0] < -12 || theta[v - 1] < -12) /* a variance goes to nothing */
      return FALSE;
  }
  return FALSE;
}

/* --- contrasts ------------------------------------------------------------------------------ */

static Real variance_at (const SimMmrmData *d, const Real *theta, int visit, const double *weight)
{
  static _Thread_local Real phi[B][B];
  int rows = d->n_arms + 1;
  Real sum = 0;
  slow_mmrm_minus_two (d, theta, NULL, phi);
  for (int a = 0; a < d->n_arms; a++)
    for (int b = 0; b < d->n_arms; b++)
      sum += weight[a] * weight[b] * phi[visit * rows + a][visit * rows + b];
  return sum;
}

static Real variance_slope (const SimMmrmData *d, const Real *theta, int visit,
                            const double *weight, int k)
{
  const Real h = 1e-3L;
  Real value[4], moved[T];
  const Real steps[4] = { -2 * h, -h, h, 2 * h };
  for (int s = 0; s < 4; s++) {
    for (int i = 0; i < T; i++)
      moved[i] = theta[i] + (i == k ? steps[s] : 0);
    value[s] = variance_at (d, moved, visit, weight);
  }
  return (8 * (value[2] - value[1]) - (value[3] - value[0])) / (12 * h);
}

/* Derivatives of R in theta by differences of the same kind. */
static void slopes_of_r (int v, const Real *theta, int k, int l, gboolean second, Real to[V][V])
{
  const Real h = second ? 1e-2L : 1e-3L;
  Real sum[V][V] = { { 0 } };
  static const int step[4] = { -2, -1, 1, 2 }, by[4] = { 1, -8, 8, -1 };
  for (int s = 0; s < 4; s++)
    for (int t = 0; t < (second ? 4 : 1); t++) {
      Real moved[T], r[V][V];
      for (int i = 0; i < T; i++)
        moved[i] = theta[i];
      moved[k] += step[s] * h;
      moved[l] += second ? step[t] * h : 0;
      covariance (v, moved, r);
      for (int i = 0; i < v; i++)
        for (int j = 0; j < v; j++)
          sum[i][j] += by[s] * (second ? by[t] : 1) * r[i][j];
    }
  for (int i = 0; i < v; i++)
    for (int j = 0; j < v; j++)
      to[i][j] = sum[i][j] / (second ? 144 * h * h : 12 * h);
}

/* to = W A W of a patient, A a matrix over all visits. */
static void around (int n, const int *seen, Real w[V][V], Real a[V][V], Real to[V][V])
{
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      to[i][j] = 0;
      for (int s = 0; s < n; s++)
        for (int t = 0; t < n; t++)
          to[i][j] += w[i][s] * a[seen[s]][seen[t]] * w[t][j];
    }
}

/* What Kenward and Roger add: u'[Q_kl - P_k Phi P_l - R_kl / 4] u, weighed and doubled. */
static Real correction (const SimMmrmData *d, const Real *theta, Real h[T][T], Real phi[B][B],
                        const Real *u)
{
  int v = d->n_visits, n = v * (v + 1) / 2, n_beta = v * (d->n_arms + 1);
  Real r[V][V], w[V][V], p[T][B] = { { 0 } }, sum = 0, x[V][B], y[V], a[V][V], b[V][V];
  Real dr[T][V][V];
  static _Thread_local Real second[T][T][V][V];
  int seen[V];
  covariance (v, theta, r);
  for (int k = 0; k < n; k++) {
    slopes_of_r (v, theta, k, k, FALSE, dr[k]);
    for (int l = 0; l < n; l++)
      slopes_of_r (v, theta, k, l, TRUE, second[k][l]);
  }
  for (int i = 0; i < d->n; i++) {
    int m = take (d, i, seen, y, x);
    Real xu[V] = { 0 };
    inverse_of (m, seen, r, w);
    for (int s = 0; s < m; s++)
      for (int c = 0; c < n_beta; c++)
        xu[s] += x[s][c] * u[c];
    for (int k = 0; k < n; k++) {
      around (m, seen, w, dr[k], a);
      for (int s = 0; s < m; s++)
        for (int t = 0; t < m; t++)
          for (int c = 0; c < n_beta; c++)
            p[k][c] += x[s][c] * a[s][t] * xu[t];
      for (int l = 0; l < n; l++) {
        Real ee[V][V] = { { 0 } };
        for (int s = 0; s < m; s++) /* dV_k V^-1 dV_l of the visits seen */
          for (int t = 0; t < m; t++)
            for (int c = 0; c < m; c++)
              for (int e = 0; e < m; e++)
                ee[seen[s]][seen[t]] += dr[k][seen[s]][seen[c]] * w[c][e] * dr[l][seen[e]][seen[t]];
        for (int s = 0; s < V; s++)
          for (int t = 0; t < V; t++)
            ee[s][t] -= s < v && t < v ? second[k][l][s][t] / 4 : 0;
        around (m, seen, w, ee, b);
        for (int s = 0; s < m; s++)
          for (int t = 0; t < m; t++)
            sum += h[k][l] * xu[s] * b[s][t] * xu[t];
      }
    }
  }
  for (int k = 0; k < n; k++)
    for (int l = 0; l < n; l++)
      for (int c = 0; c < n_beta; c++)
        for (int e = 0; e < n_beta; e++)
          sum -= h[k][l] * p[k][c] * phi[c][e] * p[l][e];
  return 2 * sum;
}

void slow_mmrm_contrast (const SimMmrmData *d, const Real *theta, int visit, const double *weight,
                         SlowContrast *contrast)
{
  static _Thread_local Real phi[B][B];
  int v = d->n_visits, n = v * (v + 1) / 2, rows = d->n_arms + 1;
  Real beta[B], h[T][T], g[T], u[B] = { 0 }, spread = 0, estimate = 0;
  Real variance = variance_at (d, theta, visit, weight);
  slow_mmrm_minus_two (d, theta, beta, phi);
  curves (d, theta, TRUE, h);
  invert (n, T, h[0]);
  for (int k = 0; k < n; k++)
    for (int l = 0; l < n; l++)
      h[k][l] *= 2; /* of the log likelihood, not of minus twice it */
  for (int k = 0; k < n; k++)
    g[k] = variance_slope (d, theta, visit, weight, k);
  for (int k = 0; k < n; k++)
    for (int l = 0; l < n; l++)
      spread += g[k] * h[k][l] * g[l];
  for (int a = 0; a < d->n_arms; a++) {
    estimate += weight[a] * beta[visit * rows + a];
    for (int k = 0; k < v * rows; k++)
      u[k] += phi[k][visit * rows + a] * weight[a];
  }
  contrast->estimate = (double) estimate;
  contrast->variance = (double) variance;
  contrast->df = (double) (2 * variance * variance / spread);
  contrast->adjusted = (double) (variance + correction (d, theta, h, phi, u));
}
