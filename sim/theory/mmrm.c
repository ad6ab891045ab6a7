/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mmrm.c - the information of those who left before the last visit.
 */
#include "mmrm.h"

#include <math.h>

#include "../scenario/scenario.h"

/* With L the lower Cholesky root a mean at the last visit is the sum of L_tu times that of what is
   new at visit u, which only those know who are seen there. */
double
sim_mmrm_share (guint n_visits, const double *covariance, const double *retention)
{
  double root[SIM_MAX_VISITS][SIM_MAX_VISITS], variance = 0;
  guint last = n_visits - 1;

  for (guint i = 0; i < n_visits; i++)
    for (guint j = 0; j <= i; j++) {
      root[i][j] = covariance[i * n_visits + j];
      for (guint k = 0; k < j; k++)
        root[i][j] -= root[i][k] * root[j][k];
      root[i][j] = i == j ? sqrt (root[i][j]) : root[i][j] / root[j][j];
    }
  for (guint u = 0; u < n_visits; u++)
    variance += root[last][u] * root[last][u] / retention[u];
  return covariance[last * n_visits + last] / variance;
}
