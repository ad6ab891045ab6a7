/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mantel-haenszel.c - the test of Cochran, Mantel and Haenszel and its difference of proportions.
 */
#include "mantel-haenszel.h"

bool sim_mantel_haenszel (int n_strata, const SimCount *a, const SimCount *b,
                          SimMantelHaenszel *result)
{
  double excess = 0, spread = 0, weights = 0, p = 0, q = 0;
  *result = (SimMantelHaenszel){ 0 };
  for (int k = 0; k < n_strata; k++) {
    double n_a = a[k].n, n_b = b[k].n, n = n_a + n_b, events = a[k].x + b[k].x;
    if (!(n_a > 0 && n_b > 0))
      continue;
    /* a.x less what is expected of it is (a.x n_b - b.x n_a) / n */
    excess += (a[k].x * n_b - b[k].x * n_a) / n;
    spread += n_a * n_b * events * (n - events) / (n * n * (n - 1));
    weights += n_a * n_b / n;
    p += (n_a * n_a * b[k].x - n_b * n_b * a[k].x + n_a * n_b * (n_b - n_a) / 2) / (n * n);
    q += (a[k].x * (n_b - b[k].x) + b[k].x * (n_a - a[k].x)) / (2 * n);
  }
  if (!(weights > 0))
    return false;
  double difference = excess / weights, variance = (difference * p + q) / (weights * weights);
  result->z = spread > 0 ? excess / __builtin_sqrt (spread) : 0;
  result->difference = difference;
  result->variance = variance > 0 ? variance : 0;
  return true;
}
