/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cluster-robust.c - CR2 in the basis of the model.
 *
 * With U the basis of a cluster's patients, H = U U' is its block of the hat matrix, U k its share
 * in the contrast k, and CR2 takes A = (I - H)^(-1/2). With U'U = V L V' in the basis:
 *   A = I + U V diag (1 / (s + s^2)) V' U', s = sqrt (1 - l),
 * so that k' U' A e = sum of (V'k)(V'U'e) / s and q = U' A U k = V diag (l / s) V' k. Under
 * independence the clusters' terms have variances |U k|^2 and covariances -q q'.
 */
#include "cluster-robust.h"

#include <math.h>

enum { BASIS = SIM_LINEAR_BASIS, SWEEPS = 60 };

/* 1 - l of a direction in which the cluster has no residuals. */
#define FULL 1e-10

typedef struct {
  int p;
  double k[BASIS], length2;         /* the contrast */
  double variance, trace, squares;  /* of the sums over clusters */
  double own;                       /* sum of |q|^4, which the square of `between` has too many */
  double between[BASIS][BASIS];     /* sum of q q', lower triangle */
} Work;

/* Eigenvalues of a symmetric matrix, left on its diagonal, and its eigenvectors, the columns of v
 * (Jacobi; Golub & Van Loan). */
static void eigen (int p, double matrix[BASIS][BASIS], double v[BASIS][BASIS])
{
  for (int i = 0; i < p; i++)
    for (int j = 0; j < p; j++)
      v[i][j] = i == j ? 1.0 : 0.0;
  for (int sweep = 0; sweep < SWEEPS; sweep++) {
    double off = 0, all = 0;
    for (int i = 0; i < p; i++)
      for (int j = 0; j <= i; j++) {
        all += matrix[i][j] * matrix[i][j];
        off += i == j ? 0.0 : matrix[i][j] * matrix[i][j];
      }
    if (off <= 1e-32 * all)
      return;
    for (int i = 1; i < p; i++)
      for (int j = 0; j < i; j++) {
        if (matrix[i][j] == 0)
          continue;
        double tau = (matrix[i][i] - matrix[j][j]) / (2.0 * matrix[i][j]);
        double t = (tau >= 0 ? 1.0 : -1.0) / (fabs (tau) + sqrt (1.0 + tau * tau));
        double c = 1.0 / sqrt (1.0 + t * t), s = t * c;
        for (int k = 0; k < p; k++) {
          double a = matrix[k][j], b = matrix[k][i];
          matrix[k][j] = c * a - s * b;
          matrix[k][i] = s * a + c * b;
        }
        for (int k = 0; k < p; k++) {
          double a = matrix[j][k], b = matrix[i][k];
          matrix[j][k] = c * a - s * b;
          matrix[i][k] = s * a + c * b;
          a = v[k][j];
          b = v[k][i];
          v[k][j] = c * a - s * b;
          v[k][i] = s * a + c * b;
        }
      }
  }
}

/* Takes a cluster in: its part of the estimate's error, |U k|^2, and q. */
static void add_cluster (Work *w, double error, double share2, const double *q)
{
  double q2 = 0;
  for (int i = 0; i < w->p; i++) {
    q2 += q[i] * q[i];
    for (int j = 0; j <= i; j++)
      w->between[i][j] += q[i] * q[j];
  }
  w->variance += error * error;
  w->trace += share2;
  w->squares += share2 * share2;
  w->own += q2 * q2;
}

static bool add_single (const SimLinearModel *fit, int i, Work *w)
{
  double u[BASIS], leverage = 0, share = 0;
  sim_linear_patient (fit, i, u);
  for (int j = 0; j < w->p; j++) {
    leverage += u[j] * u[j];
    share += u[j] * w->k[j];
  }
  double rest = 1.0 - leverage;
  if (rest < FULL)
    return share * share <= FULL * FULL * w->length2;
  double s = sqrt (rest);
  for (int j = 0; j < w->p; j++)
    u[j] *= share / s;
  add_cluster (w, share * fit->left[i] / s, share * share, u);
  return true;
}

static bool add_practitioner (const SimLinearModel *fit, const int *patients, int n, Work *w)
{
  double uu[BASIS][BASIS] = { { 0 } }, ue[BASIS] = { 0 }, v[BASIS][BASIS], u[BASIS];
  int p = w->p;
  for (int i = 0; i < n; i++) {
    sim_linear_patient (fit, patients[i], u);
    for (int j = 0; j < p; j++) {
      ue[j] += u[j] * fit->left[patients[i]];
      for (int k = 0; k < p; k++)
        uu[j][k] += u[j] * u[k];
    }
  }
  eigen (p, uu, v);
  double error = 0, share2 = 0, q[BASIS] = { 0 };
  for (int l = 0; l < p; l++) {
    double along = 0, left = 0, value = uu[l][l], rest = 1.0 - value;
    for (int j = 0; j < p; j++) {
      along += v[j][l] * w->k[j];
      left += v[j][l] * ue[j];
    }
    if (rest < FULL) {
      if (along * along > FULL * FULL * w->length2)
        return false;
      continue;
    }
    double s = sqrt (rest);
    error += along * left / s;
    share2 += along * along * value;
    for (int j = 0; j < p; j++)
      q[j] += v[j][l] * along * value / s;
  }
  add_cluster (w, error, share2, q);
  return true;
}

bool sim_cluster_robust (const SimLinearModel *fit, const SimClusters *clusters,
                         const double *weights, double *variance, double *df)
{
  Work w = { .p = fit->n_arms + fit->n_columns };
  sim_linear_vector (fit, weights, w.k);
  for (int j = 0; j < w.p; j++)
    w.length2 += w.k[j] * w.k[j];
  for (int start = 0, end; start < clusters->n; start = end) {
    end = sim_cluster_end (clusters, start);
    if (!add_practitioner (fit, clusters->order + start, end - start, &w))
      return false;
  }
  for (int i = 0; i < fit->n; i++)
    if (sim_is_single (fit, clusters, i) && !add_single (fit, i, &w))
      return false;
  double squares = w.squares - w.own;
  for (int i = 0; i < w.p; i++)
    for (int j = 0; j <= i; j++)
      squares += (i == j ? 1.0 : 2.0) * w.between[i][j] * w.between[i][j];
  *variance = w.variance;
  *df = w.trace * w.trace / squares;
  return w.variance > 0 && squares > 0;
}
