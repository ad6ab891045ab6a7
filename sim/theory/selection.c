/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * selection.c - which arm comes out best: the chance that its mean is the highest.
 */
#include "selection.h"

#include "../base/numeric.h"
#include "../base/prob.h"

/* Beyond this many SDs lies less than 1e-17. */
#define REACH 8.6
#define NODES 512 /* a rule that GSL has ready; others it finds anew each time */

double
sim_selection_best (guint n, const double *mean, const double *sd, guint best)
{
  double x[NODES], w[NODES], sum = 0;

  sim_gauss_legendre (NODES, -REACH, REACH, x, w);
  for (guint i = 0; i < NODES; i++) {
    double value = mean[best] + sd[best] * x[i], below = sim_normal_density (x[i]);
    for (guint a = 0; a < n; a++)
      if (a != best)
        below *= sim_normal_cdf ((value - mean[a]) / sd[a]);
    sum += w[i] * below;
  }
  return sum;
}
