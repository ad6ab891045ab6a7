/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ancova.c - tests of the power of adjusted contrasts; tests/reference has values made elsewhere.
 */
#include "theory/ancova.h"

#include <math.h>

#include "base/numeric.h"
#include "base/prob.h"
#include "theory/critical.h"

/* The mean of noncentral t over F (1, m) written out, u = sqrt (F) on the half line. */
typedef struct {
  double critical, m, ncp;
} Plain;

static double
given_u (double u, gpointer data)
{
  const Plain *p = data;
  double shift = p->ncp / sqrt (1 + u * u / p->m);

  return 2 * sim_t_density (u, p->m)
         * (sim_noncentral_t_upper (p->critical, p->m - 1, shift)
            + sim_noncentral_t_cdf (-p->critical, p->m - 1, shift));
}

static void
test_plain_integral (void)
{
  const double totals[] = { 6, 12, 60, 152 };

  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    for (double ncp = 0; ncp < 6; ncp += 1.7) {
      double m = totals[i] - 3, critical = sim_critical_t (0.025, m - 1);
      Plain plain = { critical, m, ncp };
      SimTails tails = sim_power_ancova (critical, 2, 3, totals[i], ncp, 1e-13);
      double exact = sim_integrate (given_u, &plain, 0, INFINITY, 1e-10, NULL);
      g_assert_cmpfloat_with_epsilon (tails.upper + tails.lower, exact, 1e-9);
    }
}

static void
test_edges (void)
{
  double critical = sim_critical_t (0.05, 56);
  SimTails tails = sim_power_ancova (critical, 1, 3, 60, 0, 1e-13);

  g_assert_cmpfloat_with_epsilon (tails.upper, 0.05, 1e-12);
  g_assert_cmpfloat (tails.lower, ==, 0);
  g_assert_true (isnan (sim_power_ancova (2, 2, 3, 4, 1, 1e-10).upper));
  g_assert_true (isnan (sim_power_ancova (NAN, 2, 3, 60, 1, 1e-10).upper));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ancova/plain-integral", test_plain_integral);
  g_test_add_func ("/ancova/edges", test_edges);
  return g_test_run ();
}
