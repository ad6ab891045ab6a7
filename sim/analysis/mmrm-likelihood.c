/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mmrm-likelihood.c - the mixed model's restricted likelihood and its derivatives in R.
 *
 * With P = V^-1 - V^-1 X Phi X'V^-1 the gradient of the log likelihood is
 * (y'P E_k P y - tr (P E_k)) / 2, the observed information
 * y'P E_k P E_l P y - tr (P E_k P E_l) / 2, and the expected one tr (P E_k P E_l) / 2
 * (Harville 1977). All of it is sums over patterns but for the last part of the trace,
 * tr (Phi Q_k Phi Q_l) with Q_k = X'V^-1 E_k V^-1 X, for which the arrow of the coefficients is
 * eliminated first.
 */
#include "../base/elementary.h"
#include "mmrm-private.h"

enum { ARMS = SIM_MMRM_ARMS, VISITS = SIM_MMRM_VISITS, PARAMETERS = SIM_MMRM_PARAMETERS };
enum { MASK, SIZE, XX };
enum { SQUARE = VISITS * VISITS };

#define EACH_PARAMETER(v, k, i, j)                                                                 \
  for (int i = 0, k = 0; i < (v); i++)                                                             \
    for (int j = 0; j <= i; j++, k++)

/* --- small matrices ------------------------------------------------------------------------- */

bool sim_mmrm_invert (int n, double *a, double *determinant)
{
  double before[VISITS > PARAMETERS ? VISITS : PARAMETERS];
  *determinant = 1;
  for (int i = 0; i < n; i++)
    before[i] = a[i * n + i];
  for (int k = 0; k < n; k++) {
    double pivot = a[k * n + k];
    if (!(pivot > SIM_MMRM_SINGULAR * before[k] && pivot < DBL_MAX))
      return false;
    *determinant *= pivot;
    double per = 1 / pivot;
    a[k * n + k] = 1;
    for (int j = 0; j < n; j++)
      a[k * n + j] *= per;
    for (int i = 0; i < n; i++) {
      double factor = a[i * n + k];
      if (i == k)
        continue;
      a[i * n + k] = 0;
      for (int j = 0; j < n; j++)
        a[i * n + j] -= factor * a[k * n + j];
    }
  }
  return true;
}

bool sim_mmrm_root (int n, double *a)
{
  for (int i = 0; i < n; i++)
    for (int j = 0; j <= i; j++) {
      double sum = a[i * n + j];
      for (int k = 0; k < j; k++)
        sum -= a[i * n + k] * a[j * n + k];
      if (j < i)
        a[i * n + j] = sum / a[j * n + j];
      else if (sum > SIM_MMRM_SINGULAR * a[i * n + i] && sum < DBL_MAX)
        a[i * n + i] = __builtin_sqrt (sum);
      else
        return false;
    }
  return true;
}

void sim_mmrm_solve (int n, const double *root, double *x)
{
  for (int i = 0; i < n; i++) {
    for (int k = 0; k < i; k++)
      x[i] -= root[i * n + k] * x[k];
    x[i] /= root[i * n + i];
  }
  for (int i = n - 1; i >= 0; i--) {
    for (int k = i + 1; k < n; k++)
      x[i] -= root[k * n + i] * x[k];
    x[i] /= root[i * n + i];
  }
}

/* to += by A B, of v x v matrices. */
static inline void add_product (int v, double by, const double *a, const double *b, double *to)
{
  for (int i = 0; i < v; i++)
    for (int k = 0; k < v; k++) {
      double factor = by * a[i * v + k];
      for (int j = 0; j < v; j++)
        to[i * v + j] += factor * b[k * v + j];
    }
}

/* to += by A' B. */
static inline void add_turned (int v, double by, const double *a, const double *b, double *to)
{
  for (int k = 0; k < v; k++)
    for (int i = 0; i < v; i++) {
      double factor = by * a[k * v + i];
      for (int j = 0; j < v; j++)
        to[i * v + j] += factor * b[k * v + j];
    }
}

static inline void add (int n, double by, const double *a, double *to)
{
  for (int i = 0; i < n; i++)
    to[i] += by * a[i];
}

static inline void clear (int n, double *a)
{
  for (int i = 0; i < n; i++)
    a[i] = 0;
}

static inline double inner (int n, const double *a, const double *b)
{
  double sum = 0;
  for (int i = 0; i < n; i++)
    sum += a[i] * b[i];
  return sum;
}

/* tr (A B). */
static inline double trace (int v, const double *a, const double *b)
{
  double sum = 0;
  for (int i = 0; i < v; i++)
    for (int j = 0; j < v; j++)
      sum += a[i * v + j] * b[j * v + i];
  return sum;
}

/* to = W A W. */
static inline void sandwich (int v, const double *w, const double *a, double *to)
{
  double half[SQUARE];
  clear (v * v, half);
  clear (v * v, to);
  add_product (v, 1, w, a, half);
  add_product (v, 1, half, w, to);
}

/* W E_k W = w_i w_j' + w_j w_i', once if i = j. */
static inline void around (int v, const double *w, int i, int j, double *to)
{
  for (int s = 0; s < v; s++)
    for (int t = 0; t < v; t++)
      to[s * v + t] = w[i * v + s] * w[j * v + t] + (i == j ? 0 : w[j * v + s] * w[i * v + t]);
}

/* --- the coefficients ----------------------------------------------------------------------- */

/* W of every pattern; adds n log |R| to the -2 log likelihood. */
static bool invert_patterns (const SimMmrm *fit, double *minus_two)
{
  int v = fit->n_visits;
  for (int p = 0; p < fit->n_patterns; p++) {
    SimMmrmPattern pattern = sim_mmrm_pattern (fit, p);
    double small[SQUARE], determinant;
    int seen[VISITS], n = 0;
    for (int i = 0; i < v; i++)
      if ((int) pattern.head[MASK] >> i & 1)
        seen[n++] = i;
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++)
        small[i * n + j] = fit->covariance[seen[i] * v + seen[j]];
    if (!sim_mmrm_invert (n, small, &determinant))
      return false;
    clear (v * v, pattern.w);
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++)
        pattern.w[seen[i] * v + seen[j]] = small[i * n + j];
    *minus_two += pattern.head[SIZE] * sim_log (determinant);
  }
  return true;
}

/* The normal equations: N into inverse_n, C into border, D into inverse_s, right sides into mean
 * and slope. */
static void normal_equations (SimMmrm *fit)
{
  int v = fit->n_visits, vv = v * v;
  clear (fit->n_arms * vv, fit->inverse_n);
  clear (fit->n_arms * vv, fit->border);
  clear (vv, fit->inverse_s);
  clear (fit->n_arms * v, fit->mean);
  clear (v, fit->slope);
  for (int p = 0; p < fit->n_patterns; p++) {
    SimMmrmPattern pattern = sim_mmrm_pattern (fit, p);
    add (vv, pattern.head[XX], pattern.w, fit->inverse_s);
    for (int i = 0; i < v; i++)
      fit->slope[i] += inner (v, pattern.w + i * v, pattern.xy);
    for (int a = 0; a < fit->n_arms; a++) {
      add (vv, pattern.size[a], pattern.w, fit->inverse_n + a * vv);
      add (vv, pattern.x[a], pattern.w, fit->border + a * vv);
      for (int i = 0; i < v; i++)
        fit->mean[a * v + i] += inner (v, pattern.w + i * v, pattern.y + a * v);
    }
  }
}

/* Coefficients and the parts of their covariance; adds log |X'V^-1 X|. */
static bool solve_coefficients (SimMmrm *fit, double *minus_two)
{
  int v = fit->n_visits, vv = v * v;
  double determinant;
  normal_equations (fit);
  for (int a = 0; a < fit->n_arms; a++) {
    double *n = fit->inverse_n + a * vv, *c = fit->border + a * vv, *t = fit->tilt + a * vv;
    double *mean = fit->mean + a * v, own[VISITS];
    if (!sim_mmrm_invert (v, n, &determinant))
      return false;
    *minus_two += sim_log (determinant);
    clear (vv, t);
    add_product (v, 1, n, c, t);
    add_product (v, -1, c, t, fit->inverse_s);
    for (int i = 0; i < v; i++)
      own[i] = inner (v, n + i * v, mean);
    for (int i = 0; i < v; i++) {
      mean[i] = own[i];
      fit->slope[i] -= inner (v, c + i * v, own);
    }
  }
  if (!sim_mmrm_invert (v, fit->inverse_s, &determinant))
    return false;
  *minus_two += sim_log (determinant);
  double right[VISITS];
  for (int i = 0; i < v; i++)
    right[i] = fit->slope[i];
  for (int i = 0; i < v; i++)
    fit->slope[i] = inner (v, fit->inverse_s + i * v, right);
  for (int a = 0; a < fit->n_arms; a++)
    for (int i = 0; i < v; i++)
      fit->mean[a * v + i] -= inner (v, fit->tilt + (a * v + i) * v, fit->slope);
  return true;
}

/* --- residuals ------------------------------------------------------------------------------ */

/* Sums over a pattern's patients of (scores, if asked for, less what coefficients fit): of each
 * arm, and last times the baseline. */
static void left_over (const SimMmrm *fit, const SimMmrmPattern *pattern, const double *mean,
                       const double *slope, bool scores, double *sums)
{
  int v = fit->n_visits;
  double *last = sums + fit->n_arms * v;
  for (int i = 0; i < v; i++)
    last[i] = (scores ? pattern->xy[i] : 0) - pattern->head[XX] * slope[i];
  for (int a = 0; a < fit->n_arms; a++)
    for (int i = 0; i < v; i++) {
      last[i] -= pattern->x[a] * mean[a * v + i];
      sums[a * v + i] = (scores ? pattern->y[a * v + i] : 0) - pattern->size[a] * mean[a * v + i]
                        - pattern->x[a] * slope[i];
    }
}

/* Squares and products of a pattern's residuals: sum of r y' less that of r (fitted)'. */
static void square_residuals (const SimMmrm *fit, const SimMmrmPattern *pattern)
{
  int v = fit->n_visits;
  double sums[(ARMS + 1) * VISITS], ry[SQUARE];
  left_over (fit, pattern, fit->mean, fit->slope, true, sums);
  const double *last = sums + fit->n_arms * v;
  for (int i = 0; i < v; i++)
    for (int j = 0; j < v; j++) {
      double sum = pattern->yy[i * v + j] - fit->slope[i] * pattern->xy[j];
      for (int a = 0; a < fit->n_arms; a++)
        sum -= fit->mean[a * v + i] * pattern->y[a * v + j]
               + sums[a * v + i] * fit->mean[a * v + j];
      ry[i * v + j] = sum - last[i] * fit->slope[j];
    }
  for (int i = 0; i < v; i++)
    for (int j = 0; j < v; j++)
      pattern->residual[i * v + j] = (ry[i * v + j] + ry[j * v + i]) / 2;
}

/* Sum over a pattern's patients of the covariance of what is fitted: of arm a it is
 * N^-1 + T S^-1 T', with the slope -T S^-1, of the slope S^-1; so N^-1 of each, and
 * (x - T) S^-1 (x - T)'. */
static void square_fitted (const SimMmrm *fit, const SimMmrmPattern *pattern)
{
  int v = fit->n_visits, vv = v * v;
  double half[SQUARE];
  clear (vv, pattern->hat);
  add (vv, pattern->head[XX], fit->inverse_s, pattern->hat);
  for (int a = 0; a < fit->n_arms; a++) {
    const double *t = fit->tilt + a * vv;
    add (vv, pattern->size[a], fit->inverse_n + a * vv, pattern->hat);
    clear (vv, half); /* T S^-1 */
    add_product (v, 1, t, fit->inverse_s, half);
    for (int i = 0; i < v; i++)
      for (int j = 0; j < v; j++)
        pattern->hat[i * v + j] += pattern->size[a] * inner (v, half + i * v, t + j * v)
                                   - pattern->x[a] * (half[i * v + j] + half[j * v + i]);
  }
}

/* --- derivatives ---------------------------------------------------------------------------- */

void sim_mmrm_borders (const SimMmrm *fit, const double *coefficients, bool scores, double *h)
{
  int v = fit->n_visits, rows = fit->n_arms + 1;
  clear (fit->n_parameters * rows * v, h);
  for (int p = 0; p < fit->n_patterns; p++) {
    SimMmrmPattern pattern = sim_mmrm_pattern (fit, p);
    double sums[(ARMS + 1) * VISITS], half[VISITS];
    left_over (fit, &pattern, coefficients, coefficients + fit->n_arms * v, scores, sums);
    for (int a = 0; a < rows; a++) {
      for (int i = 0; i < v; i++)
        half[i] = inner (v, pattern.w + i * v, sums + a * v);
      EACH_PARAMETER (v, k, i, j)
      {
        double *to = h + (k * rows + a) * v, own = half[j], other = i == j ? 0 : half[i];
        for (int s = 0; s < v; s++)
          to[s] += pattern.w[i * v + s] * own + pattern.w[j * v + s] * other;
      }
    }
  }
  for (int k = 0; k < fit->n_parameters; k++)
    for (int a = 0; a < fit->n_arms; a++)
      for (int s = 0; s < v; s++) {
        double factor = h[(k * rows + a) * v + s];
        for (int i = 0; i < v; i++)
          h[(k * rows + fit->n_arms) * v + i] -= factor * fit->tilt[(a * v + s) * v + i];
      }
}

double sim_mmrm_between (const SimMmrm *fit, const double *h, const double *g)
{
  int v = fit->n_visits;
  double sum = 0;
  for (int a = 0; a <= fit->n_arms; a++)
    for (int i = 0; i < v; i++)
      sum += h[a * v + i]
             * inner (v, (a < fit->n_arms ? fit->inverse_n + a * v * v : fit->inverse_s) + i * v,
                      g + a * v);
  return sum;
}

/* The parts of parameter k with which tr (Phi Q_k Phi Q_l) is a sum of products: of each arm
 * N^-1 Q_aa, Q_ab and N^-1 Q_ab S^-1 (b: the slopes), then S^-1 Q_bb, after elimination. */
static void arrow_of (const SimMmrm *fit, int i, int j, double *parts)
{
  int v = fit->n_visits, vv = v * v;
  double n[ARMS * SQUARE], c[ARMS * SQUARE], d[SQUARE], one[SQUARE], *last;
  clear (fit->n_arms * vv, n);
  clear (fit->n_arms * vv, c);
  clear (vv, d);
  for (int p = 0; p < fit->n_patterns; p++) {
    SimMmrmPattern pattern = sim_mmrm_pattern (fit, p);
    around (v, pattern.w, i, j, one);
    add (vv, pattern.head[XX], one, d);
    for (int a = 0; a < fit->n_arms; a++) {
      add (vv, pattern.size[a], one, n + a * vv);
      add (vv, pattern.x[a], one, c + a * vv);
    }
  }
  clear ((3 * fit->n_arms + 1) * vv, parts);
  for (int a = 0; a < fit->n_arms; a++) {
    const double *t = fit->tilt + a * vv;
    double *own = parts + 3 * a * vv, *across = own + vv, *scaled = across + vv;
    add_product (v, 1, fit->inverse_n + a * vv, n + a * vv, own);
    add (vv, 1, c + a * vv, across);
    add_product (v, -1, n + a * vv, t, across);
    clear (vv, one);
    add_product (v, 1, fit->inverse_n + a * vv, across, one);
    add_product (v, 1, one, fit->inverse_s, scaled);
    add_turned (v, -1, t, across, d);
    add_product (v, -1, c + a * vv, t, d);
  }
  last = parts + 3 * fit->n_arms * vv;
  add_product (v, 1, fit->inverse_s, d, last);
}

static double arrow_trace (const SimMmrm *fit, const double *k, const double *l)
{
  int v = fit->n_visits, vv = v * v;
  double sum = 0;
  for (int a = 0; a < fit->n_arms; a++, k += 3 * vv, l += 3 * vv)
    sum += trace (v, k, l) + 2 * inner (vv, k + vv, l + 2 * vv);
  return sum + trace (v, k, l);
}

/* The parts of both informations that are sums over patterns, and the gradient. */
static void add_patterns (SimMmrm *fit, double *gradient, double *expected)
{
  int v = fit->n_visits, vv = v * v, n = fit->n_parameters;
  double fitted[SQUARE], squares[SQUARE], slope[SQUARE];
  clear (n, gradient);
  for (int p = 0; p < fit->n_patterns; p++) {
    SimMmrmPattern pattern = sim_mmrm_pattern (fit, p);
    double half = pattern.head[SIZE] / 2;
    sandwich (v, pattern.w, pattern.hat, fitted);
    sandwich (v, pattern.w, pattern.residual, squares);
    for (int i = 0; i < vv; i++) {
      squares[i] += fitted[i] - half * pattern.w[i];
      slope[i] = (squares[i] - half * pattern.w[i]) / 2;
      fitted[i] = half * pattern.w[i] - fitted[i];
    }
    EACH_PARAMETER (v, k, i, j)
    {
      gradient[k] += sim_mmrm_element (slope, v, i, j);
      EACH_PARAMETER (v, l, s, t)
      {
        if (l > k)
          break;
        fit->information[k * n + l] += sim_mmrm_trace (pattern.w, squares, v, i, j, s, t);
        if (expected)
          expected[k * n + l] += sim_mmrm_trace (pattern.w, fitted, v, i, j, s, t);
      }
    }
  }
}

bool sim_mmrm_evaluate (SimMmrm *fit, double *gradient, double *expected)
{
  int v = fit->n_visits, vv = v * v, n = fit->n_parameters, rows = fit->n_arms + 1;
  int width = (3 * fit->n_arms + 1) * vv;
  double minus_two = 0, *h = fit->derivatives + (size_t) n * (size_t) width;
  fit->evaluations++;
  if (!invert_patterns (fit, &minus_two) || !solve_coefficients (fit, &minus_two))
    return false;
  for (int p = 0; p < fit->n_patterns; p++) {
    SimMmrmPattern pattern = sim_mmrm_pattern (fit, p);
    square_residuals (fit, &pattern);
    square_fitted (fit, &pattern);
    minus_two += trace (v, pattern.w, pattern.residual);
  }
  fit->log_likelihood = -minus_two / 2;
  clear (n * n, fit->information);
  if (expected)
    clear (n * n, expected);
  add_patterns (fit, gradient, expected);
  sim_mmrm_borders (fit, fit->mean, true, h);
  EACH_PARAMETER (v, k, i, j)
  {
    double *parts = fit->derivatives + (size_t) k * (size_t) width;
    arrow_of (fit, i, j, parts);
    for (int l = 0; l <= k; l++) {
      double both = arrow_trace (fit, parts, fit->derivatives + (size_t) l * (size_t) width) / 2;
      fit->information[k * n + l]
          -= both + sim_mmrm_between (fit, h + k * rows * v, h + l * rows * v);
      if (expected)
        expected[k * n + l] += both;
    }
  }
  return true;
}
