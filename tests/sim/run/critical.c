/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * critical.c - the tables of critical values against the quantiles that they stand for.
 *
 * t and F tables: relative error below 1e-9 from 2 df on, whole and fractional, and below 1e-8
 * between 1 and 2 df, where a quantile grows like 1/alpha. Dunnett with realised numbers, at 20 an
 * arm and more: with a tenth lost within 2e-4 of the exact constant for numbers up to 2 SD from
 * their mean, 1e-3 up to 4 SD; with half lost (10 analysed an arm) 6e-3 and 3e-2. An error of 1e-3
 * in every trial would move the level of a 5 % test by 0.01 points.
 */
#include <math.h>

#include "base/round.h"
#include "fixture.h"
#include "run/plan.h"
#include "run/snapshot.h"
#include "theory/critical.h"

static void check_table (double alpha, double df1)
{
  SimCriticalCache *cache = sim_critical_cache_new ();
  double (*cubics)[4] = sim_critical_cache_cubics (cache, alpha, df1);
  LaneCritical table = { (const double (*)[4]) cubics };
  double largest = 0, below_two = 0;
  for (double df = 1; df < 1e5; df *= 1.0037) {
    double exact = df1 > 0 ? sim_critical_f (alpha, df1, df) : sim_critical_t (alpha, df);
    double whole = floor (df);
    double exact_whole
        = df1 > 0 ? sim_critical_f (alpha, df1, whole) : sim_critical_t (alpha, whole);
    double *worst = df < 2 ? &below_two : &largest;
    *worst = MAX (*worst, fabs (lane_critical (table, df) / exact - 1));
    largest = MAX (largest, fabs (lane_critical (table, whole) / exact_whole - 1));
  }
  g_test_message ("alpha %g, df1 %g: largest relative error %.2g, below 2 df %.2g", alpha, df1,
                  largest, below_two);
  g_assert_cmpfloat (below_two, <, 1e-8);
  g_assert_cmpfloat (largest, <, 1e-9);
  g_atomic_rc_box_release (cubics);
  sim_critical_cache_free (cache);
}

static void test_tables (void)
{
  static const double levels[] = { 0.25, 0.05, 0.025, 0.0125, 0.025 / 3, 0.025 / 12, 1e-4 };
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    check_table (levels[i], 0);
  check_table (0.05, 1);
  check_table (0.05, 2);
  check_table (0.01, 5);
}

/* The same table is shared, and asking again costs nothing new. */
static void test_cache (void)
{
  SimCriticalCache *cache = sim_critical_cache_new ();
  double (*a)[4] = sim_critical_cache_cubics (cache, 0.025, 0);
  double (*b)[4] = sim_critical_cache_cubics (cache, 0.025, 0);
  g_assert_true (a == b);
  for (guint i = 0; i < 520; i++) { /* past the cache's end the old one stays alive */
    double (*other)[4] = sim_critical_cache_cubics (cache, 0.01 + i * 1e-4, 0);
    g_atomic_rc_box_release (other);
  }
  LaneCritical table = { (const double (*)[4]) a };
  g_assert_cmpfloat (fabs (lane_critical (table, 149) - 1.97601317768919), <, 1e-8);
  g_atomic_rc_box_release (a);
  g_atomic_rc_box_release (b);
  sim_critical_cache_free (cache);
}

static double realised (const LaneDunnett *dunnett, guint n, double df, const double *share)
{
  double u = 1 / df, c = dunnett->cubic[0]
                         + u * (dunnett->cubic[1] + u * (dunnett->cubic[2] + u * dunnett->cubic[3]))
                               ;
  for (guint h = 0; h < n; h++) {
    c += dunnett->slope[h] * (share[h] - dunnett->share[h]);
    for (guint i = 0; i <= h; i++)
      c += dunnett->curve[i][h] * (share[i] - dunnett->share[i]) * (share[h] - dunnett->share[h]);
  }
  return c;
}

static void check_dunnett (const char *proportion, double usual_bound, double bound)
{
  SimScenario *scenario
      = fixture_scenario (proportion, "/testing/multiplicity/method=dunnett",
                          "/testing/hypotheses/HE-ST=null", "/run/sizes=[60, 300]",
                          "/analyses/main/visit=week-26");
  SimCriticalCache *cache = sim_critical_cache_new ();
  SimPlan *plan = sim_plan_new (scenario, sim_kernels (SIM_ISA_SCALAR), cache, 0);
  LanePlan *lanes = &plan->lanes;
  const LaneReduction *reduction = &lanes->draws.reductions[0];
  double largest = 0, usual = 0;
  for (int s = 0; s < lanes->draws.n_sizes; s++)
    for (int i = -4; i <= 4; i++)
      for (int k = -4; k <= 4; k++) {
        double n[3], total = 0, share[2], lambda[2];
        for (int a = 0; a < 3; a++) { /* numbers analysed up to 4 SD from their mean */
          double all = lanes->draws.arm_n[s][a], p = reduction->missing[a];
          double z = a == 0 ? i : a == 1 ? k : -k;
          n[a] = MIN (all, floor (all * (1 - p) + z * sqrt (all * p * (1 - p))));
          n[a] = MAX (n[a], 2);
          total += n[a];
        }
        for (int h = 0; h < 2; h++) {
          share[h] = n[h] / (n[h] + n[2]);
          lambda[h] = sqrt (share[h]);
        }
        double exact = sim_critical_dunnett (0.05, 2, total - 4, 2, lambda);
        double off = fabs (realised (&lanes->dunnett[s], 2, total - 4, share) - exact);
        largest = MAX (largest, off);
        if (ABS (i) <= 2 && ABS (k) <= 2)
          usual = MAX (usual, off);
      }
  g_test_message ("%s: largest error of the constant %.2g, within 2 SD %.2g", proportion, largest,
                  usual);
  g_assert_cmpfloat (usual, <, usual_bound);
  g_assert_cmpfloat (largest, <, bound);
  sim_plan_unref (plan);
  sim_critical_cache_free (cache);
  sim_scenario_unref (scenario);
}

static void test_dunnett (void)
{
  check_dunnett ("/dropout/proportion=0.1", 2e-4, 1e-3);
  check_dunnett ("/dropout/proportion=0.5", 6e-3, 3e-2);
}

static void test_round (void)
{
  g_assert_cmpfloat (sim_round32 (1.0), ==, 1.0);
  g_assert_cmpfloat (sim_round32 (-0.375), ==, -0.375);
  for (double x = 1e-10; x < 1e10; x *= 1.7) {
    g_assert_cmpfloat (fabs (sim_round32 (x) / x - 1), <=, 0x1p-32);
    g_assert_cmpfloat (sim_round32 (x), ==, sim_round32 (x * (1 + 2e-16)));
    g_assert_cmpfloat (sim_round32 (sim_round32 (x)), ==, sim_round32 (x));
  }
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/critical/tables", test_tables);
  g_test_add_func ("/run/critical/cache", test_cache);
  g_test_add_func ("/run/critical/dunnett", test_dunnett);
  g_test_add_func ("/run/critical/round", test_round);
  return g_test_run ();
}
