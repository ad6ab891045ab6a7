/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * theory.c - tests of the exact values of whole scenarios.
 */
#include <math.h>
#include <time.h>

#include "scenario-of.h"

#include "base/prob.h"
#include "theory/model.h"

static SimTheory *
theory_of (SimScenario *scenario)
{
  SimTheory *theory = sim_theory_new (scenario, FALSE, NULL);

  g_assert_nonnull (theory);
  g_assert_cmpuint (theory->n_sizes, ==, sim_scenario_n_sizes (scenario));
  g_assert_null (theory->curve);
  return theory;
}

static const SimTheorySize *
own_of (SimScenario *scenario, const SimTheory *theory)
{
  guint own = sim_scenario_own_size (scenario);

  g_assert_cmpuint (theory->sizes[own].total, ==, sim_scenario_total (scenario, own));
  return &theory->sizes[own];
}

/* 54, 50 and 48 patients, SD 5, effects 3.2, 2.1 and 1.1, no correction. */
static void
test_luo (void)
{
  SimScenario *t = scenario_of (T_TEST, NO_DROPOUT, RULE ("none"));
  SimScenario *ancova = scenario_of (NO_DROPOUT, RULE ("none"));
  const double percent_t[] = { 89.4, 54.2, 20.0 }, percent_ancova[] = { 95.8, 66.1, 24.9 };
  SimTheory *of_t = theory_of (t), *of_ancova = theory_of (ancova);

  for (guint h = 0; h < 3; h++) {
    g_assert_cmpfloat_with_epsilon (100 * own_of (t, of_t)->power[h], percent_t[h], 0.05);
    g_assert_cmpfloat_with_epsilon (100 * own_of (ancova, of_ancova)->power[h], percent_ancova[h],
                                    0.05);
    g_assert_true (isnan (own_of (t, of_t)->approximation[h]));
  }
  sim_theory_free (of_t);
  sim_theory_free (of_ancova);
  sim_scenario_unref (t);
  sim_scenario_unref (ancova);
}

/* The next combination of numbers analysed from two up; FALSE after the last. */
static gboolean
next_numbers (guint *n, const guint *size, guint n_arms)
{
  for (guint a = 0; a < n_arms; a++) {
    if (++n[a] <= size[a])
      return TRUE;
    n[a] = 2;
  }
  return FALSE;
}

/* Every combination of numbers analysed, one by one; arms of fewer than two reject nothing. */
static SimTheorySize
enumerate (SimScenario *scenario)
{
  SimTheoryEffort effort = { 1e-10, 0, NULL };
  SimTheorySize sum = { .any = 0 };
  SimTheoryModel model;
  guint own = sim_scenario_own_size (scenario), size[SIM_MAX_ARMS];
  guint n[SIM_MAX_ARMS] = { 2, 2, 2, 2, 2, 2 };

  sim_theory_model_init (&model, scenario);
  for (guint a = 0; a < model.n_arms; a++)
    size[a] = sim_scenario_arm_size (scenario, own, a);
  const double *missing = model.fits[0].missing;
  do {
    double weight = 1, analysed[SIM_MAX_ARMS];
    SimJointPower power;
    for (guint a = 0; a < model.n_arms; a++) {
      weight *= sim_binomial_mass (n[a], size[a], 1 - missing[a]);
      analysed[a] = n[a];
    }
    if (weight < 1e-11)
      continue;
    sim_theory_joint (&model, analysed, TRUE, &effort, &power);
    for (guint h = 0; h < model.n_hypotheses; h++)
      sum.power[h] += weight * power.power[h];
    for (guint h = 0; h < model.n_hypotheses; h++) {
      SimRejections one = sim_theory_rejections (&model, h, analysed, &effort);
      sum.benefit[h] += weight * one.upper;
      sum.type_m[h] += weight * (one.upper_sum - one.lower_sum) / fabs (model.effect[h]);
    }
    sum.any += weight * power.any;
    sum.all += weight * power.all;
    sum.omnibus += model.omnibus ? weight * sim_theory_omnibus (&model, analysed) : 0;
  } while (next_numbers (n, size, model.n_arms));
  return sum;
}

static void
check_dropout (SimScenario *scenario)
{
  SimTheory *theory = theory_of (scenario);
  const SimTheorySize *own = own_of (scenario, theory);
  SimTheorySize exact = enumerate (scenario);

  for (guint h = 0; h < theory->n_hypotheses; h++)
    g_assert_cmpfloat_with_epsilon (own->power[h], exact.power[h], 1e-7);
  for (guint h = 0; h < theory->n_hypotheses && !isnan (exact.benefit[h]); h++) {
    g_assert_cmpfloat_with_epsilon (own->benefit[h], exact.benefit[h], 5e-7);
    g_assert_cmpfloat_with_epsilon (own->type_m[h], exact.type_m[h] / exact.power[h], 5e-6);
  }
  g_assert_cmpfloat_with_epsilon (own->any, exact.any, 1e-7);
  g_assert_cmpfloat_with_epsilon (own->all, exact.all, 1e-7);
  if (!isnan (own->omnibus))
    g_assert_cmpfloat_with_epsilon (own->omnibus, exact.omnibus, 1e-7);
  sim_theory_free (theory);
  sim_scenario_unref (scenario);
}

static void
test_dropout (void)
{
  check_dropout (scenario_of (T_TEST, SIZES (9, 7, 8, 24), "/dropout/proportion=[0.3,0.4]",
                              RULE ("holm"), "/testing/omnibus=anova"));
  check_dropout (scenario_of (T_TEST, SIZES (3, 4, 3, 10), "/dropout/proportion=[0.5,0.5]",
                              RULE ("none"), "/testing/omnibus=anova"));
  check_dropout (scenario_of (CHANGE, SIZES (9, 11, 12, 32), RULE ("dunnett"), VS_CONTROL,
                              "/testing/sides=1"));
  check_dropout (scenario_of (SIZES (6, 5, 7, 18), RULE ("bonferroni")));
  check_dropout (
      scenario_of (SIZES (5, 6, 5, 16), "/dropout/proportion=[0.25,0.3]", RULE ("holm")));
}

/* Dunnett's rule in five arms, where the sum over the numbers analysed is a sparse one. */
static void
test_dropout_in_many_arms (void)
{
  check_dropout (scenario_of (
      "/arms=[{\"id\":\"c\",\"size\":7},{\"id\":\"a1\",\"size\":5},{\"id\":\"a2\",\"size\":6},"
      "{\"id\":\"a3\",\"size\":5},{\"id\":\"a4\",\"size\":4}]",
      "/analyses=[{\"id\":\"main\",\"method\":\"t-test\"}]", "/run/sizes=[27]",
      "/outcomes/rmdq/means={\"c\":9,\"a1\":5,\"a2\":3,\"a3\":4,\"a4\":2}",
      "/dropout/proportion={\"c\":0.1,\"a1\":0.05,\"a2\":0.02,\"a3\":0.04,\"a4\":0.01}",
      "/testing/hypotheses=null", RULE ("dunnett"), "/testing/omnibus=anova"));
}

/* A test of a pair fails only where one of the pair has fewer than two. */
static void
test_failed_pair (void)
{
  SimScenario *scenario
      = scenario_of (T_TEST, "/analyses/main/variance=welch", SIZES (2, 2, 2, 6), RULE ("none"),
                     "/dropout/proportion={\"hand-ear\":[0.5,0.5],"
                     "\"standard\":[0.9,0.9],\"usual\":0}");
  SimTheory *theory = theory_of (scenario);
  SimTheoryModel model;
  SimTheoryEffort effort = { 1e-9, 1e-7, NULL };

  sim_theory_model_init (&model, scenario);
  double complete = sim_theory_single (&model, 0, 1, 2, 2, 6, &effort);
  g_assert_cmpfloat_with_epsilon (own_of (scenario, theory)->power[0], 0.25 * complete, 1e-8);
  sim_theory_free (theory);
  sim_scenario_unref (scenario);
}

/* What is not exact is NaN, and approximated where a formula is at hand. */
static void
test_not_exact (void)
{
  SimScenario *unequal = scenario_of (T_TEST, RULE ("none"), "/outcomes/rmdq/sd/usual=7");
  SimScenario *welch = scenario_of (T_TEST, "/analyses/main/variance=welch", RULE ("holm"));
  SimTheory *of_unequal = theory_of (unequal), *of_welch = theory_of (welch);
  const SimTheorySize *sizes[] = { own_of (unequal, of_unequal), own_of (welch, of_welch) };

  for (guint i = 0; i < 2; i++) {
    for (guint h = 0; h < 3; h++) {
      g_assert_true (isnan (sizes[i]->power[h]));
      g_assert_cmpfloat (sizes[i]->approximation[h], >, 0.05);
      g_assert_cmpfloat (sizes[i]->approximation[h], <, 0.95);
    }
    g_assert_true (isnan (sizes[i]->any) && isnan (sizes[i]->all) && isnan (sizes[i]->omnibus));
  }
  sim_theory_free (of_unequal);
  sim_theory_free (of_welch);
  sim_scenario_unref (unequal);
  sim_scenario_unref (welch);
}

/* Two analyses: each hypothesis is exact under its own, nothing is known of both together. */
static void
test_two_analyses (void)
{
  SimScenario *scenario = scenario_of (
      RULE ("none"), "/analyses/-={\"id\":\"late\",\"visit\":\"week-26\",\"method\":\"t-test\"}",
      "/testing/hypotheses/ST-UC/analysis=late");
  SimTheory *theory = theory_of (scenario);
  const SimTheorySize *own = own_of (scenario, theory);

  g_assert_false (isnan (own->power[0]));
  g_assert_false (isnan (own->power[1]));
  g_assert_true (isnan (own->any));
  sim_theory_free (theory);
  sim_scenario_unref (scenario);
}

/* Of three hypotheses: at least one, two and three add up to the sum of the powers, and A or B and
   both to theirs; whatever the rule, with dropout and a baseline. */
static void
test_success (void)
{
  static const char *const rules[] = { RULE ("none"), RULE ("holm"), RULE ("fixed-sequence") };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++) {
    SimScenario *scenario = scenario_of (
        rules[i], SIZES (30, 25, 28, 83),
        "/testing/success=[{\"id\":\"two\",\"at-least\":2,\"of\":[\"HE-UC\",\"ST-UC\",\"HE-ST\"]},"
        "{\"id\":\"or\",\"any-of\":[\"HE-UC\",\"HE-ST\"]},"
        "{\"id\":\"and\",\"all-of\":[\"HE-UC\",\"HE-ST\"]}]");
    SimTheory *theory = theory_of (scenario);
    const SimTheorySize *own = own_of (scenario, theory);
    double p[3];
    for (guint s = 0; s < 3; s++)
      p[s] = sim_theory_success (own, 3, sim_scenario_success (scenario, s));
    g_assert_cmpfloat_with_epsilon (own->any + p[0] + own->all,
                                    own->power[0] + own->power[1] + own->power[2], 1e-6);
    g_assert_cmpfloat_with_epsilon (p[1] + p[2], own->power[0] + own->power[2], 1e-6);
    g_assert_true (isnan (own->fwer));
    sim_theory_free (theory);
    sim_scenario_unref (scenario);
  }
}

static void
test_curve (void)
{
  SimScenario *scenario = scenario_of (RULE ("holm"));
  SimTheory *theory = sim_theory_new (scenario, TRUE, NULL);
  guint n_found = 0;

  g_assert_nonnull (theory->curve);
  g_assert_cmpuint (theory->curve->len, >=, 50);
  g_assert_cmpuint (theory->curve->len, <=, 70);
  for (guint i = 0; i < theory->curve->len; i++) {
    const SimTheorySize *point = &g_array_index (theory->curve, SimTheorySize, i);
    if (i > 0)
      g_assert_cmpuint (point->total, >, point[-1].total);
    for (guint s = 0; s < theory->n_sizes; s++)
      if (theory->sizes[s].total == point->total) {
        g_assert_cmpfloat_with_epsilon (point->power[1], theory->sizes[s].power[1], 5e-4);
        g_assert_cmpfloat_with_epsilon (point->any, theory->sizes[s].any, 5e-4);
        n_found++;
      }
  }
  g_assert_cmpuint (n_found, >=, 2); /* at least the ends */
  sim_theory_free (theory);
  sim_scenario_unref (scenario);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (20000);
  g_atomic_int_set ((gint *)data, 1);
  return NULL;
}

static double
thread_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void
test_cancel (void)
{
  SimScenario *scenario = scenario_of (RULE ("holm"), "/dropout/proportion=0.3");
  gint cancel = 1;

  g_assert_null (sim_theory_new (scenario, TRUE, &cancel));
  cancel = 0;
  double start = thread_seconds ();
  SimTheory *theory = sim_theory_new (scenario, TRUE, &cancel);
  double whole = thread_seconds () - start;
  g_assert_nonnull (theory);
  g_assert_cmpfloat (whole, >, 0.1); /* else there is nothing to cut short */
  GThread *thread = g_thread_new ("cancel", cancel_soon, &cancel);
  start = thread_seconds ();
  g_assert_null (sim_theory_new (scenario, TRUE, &cancel));
  g_assert_cmpfloat (thread_seconds () - start, <, 0.5 * whole);
  g_thread_join (thread);
  sim_theory_free (theory);
  sim_scenario_unref (scenario);
  sim_theory_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/theory/luo", test_luo);
  g_test_add_func ("/theory/dropout", test_dropout);
  g_test_add_func ("/theory/dropout-in-many-arms", test_dropout_in_many_arms);
  g_test_add_func ("/theory/failed-pair", test_failed_pair);
  g_test_add_func ("/theory/not-exact", test_not_exact);
  g_test_add_func ("/theory/two-analyses", test_two_analyses);
  g_test_add_func ("/theory/success", test_success);
  g_test_add_func ("/theory/curve", test_curve);
  g_test_add_func ("/theory/cancel", test_cancel);
  return g_test_run ();
}
