/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * type-s-m.c - errors of sign and size against integrals written from their definition. Published
 * and reference values are in tests/reference, simulated trials in tests/sim/run/exact.c.
 */
#include "theory/type-s-m.h"

#include <math.h>

#include "base/numeric.h"
#include "base/prob.h"
#include "scenario-of.h"
#include "theory/ancova.h"
#include "theory/critical.h"
#include "theory/welch.h"

/* --- a slow second way: the estimate x and the factor s of its standard error -------------- */

typedef struct {
  double effect, se, critical, df, s;
  double sign; /* of the estimates that count */
  guint power; /* of x */
} Slow;

static double
given_x (double x, gpointer data)
{
  const Slow *slow = data;

  return pow (x, slow->power) * sim_normal_density ((x - slow->effect) / slow->se) / slow->se;
}

static double
given_s (double s, gpointer data)
{
  Slow slow = *(Slow *)data;
  double bound = slow.critical * slow.se * s, far = fabs (slow.effect) + bound + 40 * slow.se;
  double density = 2 * slow.df * s * sim_gamma_density (slow.df * s * s, slow.df / 2, 0.5);

  return density
         * (slow.sign > 0 ? sim_integrate (given_x, &slow, bound, far, 1e-12, NULL)
                          : sim_integrate (given_x, &slow, -far, -bound, 1e-12, NULL));
}

static double
slow_integral (Slow slow, double sign, guint power)
{
  double reach = 9 / sqrt (2 * slow.df);

  slow.sign = sign;
  slow.power = power;
  return sim_integrate (given_s, &slow, MAX (0, 1 - reach), 1 + 2 * reach, 1e-11, NULL);
}

static void
check_t (double effect, double se, double critical, double df)
{
  Slow slow = { .effect = effect, .se = se, .critical = critical, .df = df };
  SimRejections fast = sim_rejections_t (effect, se, critical, 2, df, 1e-14);

  g_assert_cmpfloat_with_epsilon (fast.upper, slow_integral (slow, 1, 0), 1e-9);
  g_assert_cmpfloat_with_epsilon (fast.lower, slow_integral (slow, -1, 0), 1e-9);
  g_assert_cmpfloat_with_epsilon (fast.upper_sum / se, slow_integral (slow, 1, 1) / se, 1e-9);
  g_assert_cmpfloat_with_epsilon (fast.lower_sum / se, slow_integral (slow, -1, 1) / se, 1e-9);
}

static void
test_slow (void)
{
  static const double effect[] = { 0, 0.3, -1, 4 }, df[] = { 5, 57, 400 };

  for (guint i = 0; i < G_N_ELEMENTS (effect); i++)
    for (guint j = 0; j < G_N_ELEMENTS (df); j++)
      for (double se = 0.5; se <= 5; se *= 4)
        check_t (effect[i], se, sim_critical_t (0.025, df[j]), df[j]);
}

/* The tails are those of noncentral t, and with infinite df the z form. */
static void
test_tails (void)
{
  for (double ncp = -3; ncp <= 3; ncp += 1.5) {
    SimRejections t = sim_rejections_t (2 * ncp, 2, 2.1, 2, 18, 1e-14);
    SimRejections z = sim_rejections_z (2 * ncp, 2, 2.1, 2);
    SimRejections far = sim_rejections_t (2 * ncp, 2, 2.1, 2, INFINITY, 1e-14);
    SimTails tails = sim_power_t_tails (2.1, 2, 18, ncp);
    g_assert_cmpfloat_with_epsilon (t.upper, tails.upper, 1e-12);
    g_assert_cmpfloat_with_epsilon (t.lower, tails.lower, 1e-12);
    g_assert_cmpfloat (z.upper, ==, far.upper);
    g_assert_cmpfloat (z.lower_sum, ==, far.lower_sum);
  }
  SimRejections one = sim_rejections_t (1, 1, 2.1, 1, 18, 1e-14);
  g_assert_cmpfloat (one.lower, ==, 0);
  g_assert_cmpfloat (one.lower_sum, ==, 0);
}

/* --- analysis of covariance: the balance as one more integral ------------------------------ */

typedef struct {
  double effect, se, critical, m;
  guint what;
} Balance;

/* f = F (1, m): the squared standard error grows by 1 + f / m; f = u^2. */
static double
given_u (double u, gpointer data)
{
  const Balance *b = data;
  double se = b->se * sqrt (1 + u * u / b->m);
  double density = 2 * sim_t_density (u, b->m);
  SimRejections r = sim_rejections_t (b->effect, se, b->critical, 2, b->m - 1, 1e-13);

  return density * (b->what == 0 ? r.upper : b->what == 1 ? r.lower_sum : r.upper_sum);
}

static void
test_ancova (void)
{
  for (double total = 12; total < 200; total *= 3)
    for (double effect = 0.2; effect < 2; effect += 0.8) {
      double critical = sim_critical_t (0.025, total - 4);
      Balance b = { .effect = effect, .se = 0.4, .critical = critical, .m = total - 3 };
      SimRejections r = sim_rejections_ancova (effect, 0, 0.4, critical, 2, 3, total, 1e-13);
      SimTails tails = sim_power_ancova (critical, 2, 3, total, effect / 0.4, 1e-13);
      const double got[] = { r.upper, r.lower_sum, r.upper_sum };
      g_assert_cmpfloat (r.upper, ==, tails.upper);
      g_assert_cmpfloat (r.lower, ==, tails.lower);
      for (b.what = 0; b.what < 3; b.what++)
        g_assert_cmpfloat_with_epsilon (
            got[b.what], sim_integrate (given_u, &b, 0, INFINITY, 1e-11, NULL), 1e-9);
    }
}

/* Of equal numbers and SDs Welch's test has more rejections than a mixture of t tests only by its
   df; the means of all estimates beyond no bound at all are the truth. */
static void
test_welch (void)
{
  SimRejections all = sim_rejections_welch (0.7, 0, 1, 3, 9, 14, 1 - 1e-12, 2, 1e-13);
  SimTails tails = sim_power_welch (0.7, 1, 3, 9, 14, 0.05, 2, 1e-13);
  SimRejections some = sim_rejections_welch (0.7, 0, 1, 3, 9, 14, 0.05, 2, 1e-13);

  g_assert_cmpfloat_with_epsilon (all.upper_sum + all.lower_sum, 0.7, 1e-10);
  g_assert_cmpfloat_with_epsilon (all.upper + all.lower, 1, 1e-10);
  g_assert_cmpfloat (some.upper, ==, tails.upper);
  g_assert_cmpfloat (some.lower, ==, tails.lower);
}

/* --- scenarios ----------------------------------------------------------------------------- */

/* Three arms of 20, two of them the same, d = 0.2 against the third, pooled t of all arms. */
static void
test_small_trial (void)
{
  SimScenario *scenario = scenario_of (
      T_TEST, NO_DROPOUT, SIZES (20, 20, 20, 60), RULE ("none"), "/outcomes/rmdq/sd=1",
      "/outcomes/rmdq/means={\"hand-ear\":0,\"standard\":0.2,\"usual\":0.2}");
  SimTheory *theory = sim_theory_new (scenario, FALSE, NULL);
  const SimTheorySize *own = &theory->sizes[sim_scenario_own_size (scenario)];

  g_assert_cmpfloat_with_epsilon (own->power[0], 0.095, 5e-4);
  g_assert_cmpfloat_with_epsilon (own->benefit[0], 0.090, 5e-4);
  g_assert_cmpfloat_with_epsilon (own->type_m[0], 3.79, 5e-3);
  g_assert_cmpfloat_with_epsilon (own->type_s[0], 0.052, 5e-4);
  /* Gelman and Carlin's form is near, and no more */
  g_assert_cmpfloat_with_epsilon (own->type_m_approximation[0], own->type_m[0], 0.1);
  g_assert_cmpfloat (fabs (own->type_m_approximation[0] - own->type_m[0]), >, 0.01);
  g_assert_cmpfloat_with_epsilon (own->type_s_approximation[0], own->type_s[0], 0.005);
  g_assert_cmpfloat_with_epsilon (own->type_m[2], own->type_m[0], 1e-9);
  g_assert_true (isnan (own->type_s[1])); /* two arms alike */
  sim_theory_free (theory);
  sim_scenario_unref (scenario);
}

/* No truth, no right sign; no exact errors under rules of steps, nor of what is no superiority. */
static void
test_none (void)
{
  SimScenario *null = scenario_of (T_TEST, RULE ("none"), "/outcomes/rmdq/means=9");
  SimScenario *holm = scenario_of (T_TEST, RULE ("holm"));
  SimScenario *margin = scenario_of (T_TEST, RULE ("none"), "/testing/hypotheses/HE-ST/margin=1",
                                     "/testing/hypotheses/HE-ST/type=non-inferiority");
  SimScenario *scenarios[] = { null, holm, margin };

  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++) {
    SimTheory *theory = sim_theory_new (scenarios[i], FALSE, NULL);
    const SimTheorySize *own = &theory->sizes[sim_scenario_own_size (scenarios[i])];
    g_assert_true (isnan (own->type_s[2]) && isnan (own->type_m[2]));
    g_assert_true (isnan (own->benefit[2]) == (i > 0));
    g_assert_false (isnan (own->power[2]));
    if (i == 0)
      g_assert_cmpfloat_with_epsilon (own->benefit[0], own->power[0] / 2, 1e-9);
    sim_theory_free (theory);
    sim_scenario_unref (scenarios[i]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/type-s-m/slow", test_slow);
  g_test_add_func ("/type-s-m/tails", test_tails);
  g_test_add_func ("/type-s-m/ancova", test_ancova);
  g_test_add_func ("/type-s-m/welch", test_welch);
  g_test_add_func ("/type-s-m/small-trial", test_small_trial);
  g_test_add_func ("/type-s-m/none", test_none);
  return g_test_run ();
}
