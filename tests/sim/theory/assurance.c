/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance.c - assurance in closed form against the integral of power over the prior; reference
 * and published values are in tests/reference.
 */
#include "theory/assurance.h"

#include <math.h>

#include "base/numeric.h"
#include "base/prob.h"
#include "theory/critical.h"

typedef struct {
  double mean, sd, se, critical, df;
  gboolean lower;
} Prior;

static double
power_at (double effect, gpointer data)
{
  const Prior *p = data;
  SimTails tails = sim_power_t_tails (p->critical, 2, p->df, effect / p->se);

  return sim_normal_density ((effect - p->mean) / p->sd) / p->sd
         * (p->lower ? tails.lower : tails.upper);
}

static void
test_integral (void)
{
  for (double df = 4; df < 1000; df *= 6)
    for (double mean = -1; mean <= 2; mean += 1)
      for (double sd = 0.1; sd < 3; sd *= 3) {
        Prior p = { .mean = mean, .sd = sd, .se = 0.5, .df = df,
                    .critical = sim_critical_t (0.025, df) };
        SimTails got = sim_assurance_t (mean, sd, 0.5, 0.05, 2, df);
        g_assert_cmpfloat_with_epsilon (
            got.upper, sim_integrate (power_at, &p, mean - 9 * sd, mean + 9 * sd, 1e-12, NULL),
            1e-10);
        p.lower = TRUE;
        g_assert_cmpfloat_with_epsilon (
            got.lower, sim_integrate (power_at, &p, mean - 9 * sd, mean + 9 * sd, 1e-12, NULL),
            1e-10);
      }
}

/* A prior without spread is the power; one without end is half. */
static void
test_ends (void)
{
  g_assert_cmpfloat_with_epsilon (sim_assurance_t (0.5, 0, 0.2, 0.05, 1, 40).upper,
                                  sim_power_t (0.05, 1, 40, 2.5), 1e-14);
  g_assert_cmpfloat_with_epsilon (sim_assurance_t (0.5, 1e7, 0.2, 0.05, 2, 40).upper, 0.5, 1e-6);
  g_assert_true (isnan (sim_assurance_t (0.5, -1, 0.2, 0.05, 2, 40).upper));
  g_assert_true (isnan (sim_assurance_t (0.5, 1, 0, 0.05, 2, 40).upper));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/assurance/integral", test_integral);
  g_test_add_func ("/assurance/ends", test_ends);
  return g_test_run ();
}
