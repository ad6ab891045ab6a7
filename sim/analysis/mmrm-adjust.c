/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mmrm-adjust.c - Kenward and Roger's variance of a contrast of the mixed model.
 *
 * Phi + 2 Phi [sum_kl B_kl (Q_kl - P_k Phi P_l - R_kl / 4)] Phi with P_k = -X'V^-1 E_k V^-1 X,
 * Q_kl = X'V^-1 E_k V^-1 E_l V^-1 X, R_kl = X'V^-1 (second derivative of V) V^-1 X and B the
 * covariance of the parameters (Kenward & Roger 1997), here the inverse of the observed
 * information. All but R_kl are the same in any parameters of R. Those in which mmrm takes second
 * derivatives are the logarithms t of the diagonal of R's root L and, below it, the elements of L
 * over the diagonal of their row.
 */
#include "mmrm-private.h"

enum { ARMS = SIM_MMRM_ARMS, VISITS = SIM_MMRM_VISITS, PARAMETERS = SIM_MMRM_PARAMETERS };
enum { SQUARE = VISITS * VISITS };

/* Derivative of row i of L, the only one that changes, in parameter (i, j): t_i if j = i. */
static void root_slope (int v, const double *root, int i, int j, double *row)
{
  for (int s = 0; s < v; s++)
    row[s] = i == j ? (s <= i ? root[i * v + s] : 0) : (s == j ? root[i * v + i] : 0);
}

/* a + a' into to, a having row i alone: R changes by L_i L' and its transpose. */
static void add_row_times_root (int v, const double *root, int i, const double *row, double by,
                                double *to)
{
  for (int s = 0; s < v; s++) {
    double sum = 0;
    for (int t = 0; t <= s; t++)
      sum += row[t] * root[s * v + t];
    to[i * v + s] += by * sum;
    to[s * v + i] += by * sum;
  }
}

/* The derivative of R in each of mmrm's parameters, [parameter][element of R]. */
static void jacobian (int v, const double *root, double *of)
{
  int n = v * (v + 1) / 2;
  for (int i = 0, k = 0; i < v; i++)
    for (int j = 0; j <= i; j++, k++) {
      double row[VISITS], change[SQUARE] = { 0 };
      root_slope (v, root, i, j, row);
      add_row_times_root (v, root, i, row, 1, change);
      for (int s = 0, l = 0; s < v; s++)
        for (int t = 0; t <= s; t++, l++)
          of[k * n + l] = change[s * v + t];
    }
}

/* The second derivative of R in mmrm's parameters (i, j) and (s, t), times `by`, added to `to`. */
static void add_second (int v, const double *root, int i, int j, int s, int t, double by,
                        double *to)
{
  double one[VISITS], other[VISITS], sum = 0;
  root_slope (v, root, i, j, one);
  root_slope (v, root, s, t, other);
  for (int c = 0; c < v; c++)
    sum += one[c] * other[c];
  to[i * v + s] += by * sum;
  to[s * v + i] += by * sum;
  if (i != s || (i != j && s != t)) /* only the row's scale acts upon the row again */
    return;
  add_row_times_root (v, root, i, i == j ? other : one, by, to);
}

/* information of mmrm's parameters: J H J'. */
static void turn_information (int n, const double *of, const double *h, double *to)
{
  for (int k = 0; k < n; k++) {
    double half[PARAMETERS];
    for (int m = 0; m < n; m++) {
      half[m] = 0;
      for (int l = 0; l < n; l++)
        half[m] += of[k * n + l] * (l >= m ? h[l * n + m] : h[m * n + l]);
    }
    for (int l = 0; l < n; l++) {
      to[k * n + l] = 0;
      for (int m = 0; m < n; m++)
        to[k * n + l] += half[m] * of[l * n + m];
    }
  }
}

static void sum_seconds (SimMmrm *fit, const double *root)
{
  int v = fit->n_visits, n = fit->n_parameters;
  for (int i = 0; i < v * v; i++)
    fit->second[i] = 0;
  for (int i = 0, k = 0; i < v; i++)
    for (int j = 0; j <= i; j++, k++)
      for (int s = 0, l = 0; s < v; s++)
        for (int t = 0; t <= s; t++, l++)
          add_second (v, root, i, j, s, t, fit->inverse[k * n + l], fit->second);
}

bool sim_mmrm_prepare_adjustment (SimMmrm *fit)
{
  int v = fit->n_visits, n = fit->n_parameters;
  double root[SQUARE], determinant, *of = fit->derivatives; /* free again */
  for (int i = 0; i < v * v; i++)
    root[i] = fit->covariance[i];
  if (!sim_mmrm_root (v, root))
    return false;
  jacobian (v, root, of);
  turn_information (n, of, fit->information, fit->inverse);
  if (!sim_mmrm_invert (n, fit->inverse, &determinant))
    return false;
  sum_seconds (fit, root);
  for (int k = 0; k < n; k++)
    for (int l = 0; l <= k; l++)
      fit->inverse[k * n + l] = fit->inverse[l * n + k] = fit->information[k * n + l];
  return sim_mmrm_invert (n, fit->inverse, &determinant);
}

double sim_mmrm_adjusted (const SimMmrm *fit, const double *u, double variance)
{
  int v = fit->n_visits, n = fit->n_parameters, width = (fit->n_arms + 1) * v;
  double *h = fit->derivatives, sum = 0, curved = 0;
  for (int p = 0; p < fit->n_patterns; p++) {
    SimMmrmPattern pattern = sim_mmrm_pattern (fit, p);
    double weighed[SQUARE];
    sim_mmrm_weighed (fit, &pattern, u, weighed);
    for (int i = 0; i < v; i++)
      for (int j = 0; j < v; j++)
        curved += fit->second[i * v + j] * weighed[i * v + j];
    for (int i = 0, k = 0; i < v; i++)
      for (int j = 0; j <= i; j++, k++)
        for (int s = 0, l = 0; s < v; s++)
          for (int t = 0; t <= s; t++, l++)
            sum += fit->inverse[k * n + l]
                   * sim_mmrm_trace (pattern.w, weighed, v, i, j, s, t);
  }
  sim_mmrm_borders (fit, u, false, h);
  for (int k = 0; k < n; k++)
    for (int l = 0; l < n; l++)
      sum -= fit->inverse[k * n + l] * sim_mmrm_between (fit, h + k * width, h + l * width);
  return variance + 2 * sum - curved / 2;
}
