/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * calibration-ranks.c - how often the Mann-Whitney test rejects where there are no ties, added up
 * over all divisions of the patients.
 */
#include <math.h>
#include <string.h>

#include "base/prob.h"
#include "calibration.h"

enum { MOST = CALIBRATION_SMALL };

/* How many divisions of m + n patients have each U, for all m and n. */
static double ways[MOST + 1][MOST + 1][MOST * MOST + 1];

static void
count_ways (void)
{
  for (int m = 0; m <= MOST; m++)
    for (int n = 0; n <= MOST; n++)
      for (int u = 0; u <= m * n; u++)
        ways[m][n][u] = m == 0 || n == 0 ? 1
                                         : (u >= n ? ways[m - 1][n][u - n] : 0)
                                               + (u <= m * (n - 1) ? ways[m][n - 1][u] : 0);
}

/* The share of the divisions with which two arms are called different. */
static double
by_ranks (int m, int n, gboolean exact)
{
  double all = 0, called = 0, mean = m * n / 2.0;
  for (int u = 0; u <= m * n; u++)
    all += ways[m][n][u];
  double tail = 0;
  for (int u = 0; u < mean; u++) {
    tail += 2 * ways[m][n][u] / all;
    if (exact ? tail <= 0.05
              : (u - mean) * (u - mean) > CALIBRATION_SQUARED * m * n * (m + n + 1) / 12.0)
      called = tail;
  }
  return called;
}

double
calibration_exact_ranks (const CalibrationCase *c, guint patients)
{
  static const char *const continuous[] = { "continuous", "skewed", "heavy-tailed", NULL };
  gboolean filled = strcmp (c->missing, "complete-cases") != 0;
  double sum = 0, seen = filled ? 1 : 1 - CALIBRATION_LOST;
  gboolean exact = strcmp (c->option, "exact=true") == 0;
  gboolean set = strcmp (c->option, "set=per-protocol") == 0;
  if (patients != MOST || !g_strv_contains (continuous, calibration_outcome (c->outcome))
      || !(exact || set || *c->option == '\0' || strcmp (c->option, "gaps") == 0))
    return NAN;
  if (ways[1][1][0] == 0)
    count_ways ();
  for (int m = 1; m <= MOST; m++)
    for (int n = 1; n <= MOST; n++)
      sum += sim_binomial_mass (m, MOST, seen * (set ? CALIBRATION_TREATED : 1))
             * sim_binomial_mass (n, MOST, seen) * by_ranks (m, n, exact);
  return sum;
}
