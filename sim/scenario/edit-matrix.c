/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-matrix.c - a written correlation matrix with one visit more or less.
 */
#include "edit-matrix.h"

#include <math.h>

#include "expand.h"
#include "scenario-private.h"

#define MOST (SIM_MAX_VISITS + 1)

SimValue *
sim_matrix_without (const SimValue *matrix, guint index)
{
  double old[MOST * MOST], kept[MOST * MOST];
  guint n = sim_matrix_read (matrix, old), length = 0;
  if (n < 2 || index >= n)
    return sim_value_ref (matrix);
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      if (i != index && j != index)
        kept[length++] = old[i * n + j];
  return sim_matrix_new (kept, n - 1);
}

/* What the other points leave of the variance of the last one: the last pivot of Cholesky's. */
static double
left_of_last (const double *matrix, guint n)
{
  double factor[MOST][MOST], sum = 1;
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j <= i; j++) {
      sum = matrix[i * n + j];
      for (guint k = 0; k < j; k++)
        sum -= factor[i][k] * factor[j][k];
      factor[i][j] = i == j ? sqrt (sum) : sum / factor[j][j];
    }
  return sum;
}

static void
grow (const double *old, guint n, double last, double *grown)
{
  guint m = n + 1;
  for (guint i = 0; i < m; i++)
    for (guint j = 0; j < m; j++)
      grown[i * m + j] = old[MIN (i, n - 1) * n + MIN (j, n - 1)];
  grown[n * m + n - 1] = grown[(n - 1) * m + n] = last;
}

SimValue *
sim_matrix_grown (const SimValue *matrix)
{
  double old[MOST * MOST], grown[MOST * MOST];
  guint n = sim_matrix_read (matrix, old);
  if (n == 0 || n >= MOST || sim_correlation_failing_minor (old, n, n) != 0)
    return sim_value_ref (matrix);
  /* Given the other points the two are alike with correlation 1/2: that is always possible. */
  double possible = 1 - left_of_last (old, n) / 2;
  double wanted[] = { n > 1 ? old[(n - 2) * n + n - 1] : possible,
                      floor (possible * 100 + 0.5) / 100, possible };
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++) {
    grow (old, n, wanted[i], grown);
    if (sim_correlation_failing_minor (grown, n + 1, n + 1) == 0)
      break;
  }
  return sim_matrix_new (grown, n + 1);
}
