/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * triangular.h - lower triangular roots of small symmetric matrices. C headers only; pure.
 */
#ifndef SIM_ANALYSIS_TRIANGULAR_H
#define SIM_ANALYSIS_TRIANGULAR_H

#include <math.h>
#include <stdbool.h>

/** Replaces the lower triangle of matrix[n][stride] by its Cholesky root; false where a pivot is
 *  not above `least` times what stood there. */
static inline bool sim_triangular_root (int n, int stride, double *matrix, double least)
{
  for (int j = 0; j < n; j++) {
    double *row = matrix + (long) j * stride, was = row[j];
    for (int k = 0; k <= j; k++) {
      const double *other = matrix + (long) k * stride;
      double sum = row[k];
      for (int l = 0; l < k; l++)
        sum -= row[l] * other[l];
      row[k] = k < j ? sum / other[k] : sum;
    }
    if (!(row[j] > least * was))
      return false;
    row[j] = sqrt (row[j]);
  }
  return true;
}

/** Replaces v by the x of root x = v. */
static inline void sim_triangular_solve (int n, int stride, const double *root, double *v)
{
  for (int j = 0; j < n; j++) {
    for (int k = 0; k < j; k++)
      v[j] -= root[(long) j * stride + k] * v[k];
    v[j] /= root[(long) j * stride + j];
  }
}

/** Replaces v by the x of root' x = v. */
static inline void sim_triangular_solve_back (int n, int stride, const double *root, double *v)
{
  for (int j = n - 1; j >= 0; j--) {
    for (int k = j + 1; k < n; k++)
      v[j] -= root[(long) k * stride + j] * v[k];
    v[j] /= root[(long) j * stride + j];
  }
}

#endif
