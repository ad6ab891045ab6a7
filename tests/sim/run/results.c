/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * results.c - operating characteristics against the definitions of Morris, White and Crowther
 * (Statistics in Medicine 38, 2019, table 6) and of Gelman and Carlin (Perspectives on
 * Psychological Science 9, 2014: type S and M), in two passes over the replayed trials.
 */
#include <math.h>

#include "fixture.h"

enum { TRIALS = 800 };

/* Sums are kept in steps of 2^-24 planned standard errors. */
static void close_to (double found, double expected, double scale)
{
  if (isnan (expected))
    g_assert_true (isnan (found));
  else
    g_assert_cmpfloat (fabs (found - expected), <=, 1e-6 * fabs (scale));
}

static double mean (const double *x, guint n)
{
  double sum = 0;
  for (guint i = 0; i < n; i++)
    sum += x[i];
  return sum / n;
}

static double sd (const double *x, guint n)
{
  double m = mean (x, n), sum = 0;
  for (guint i = 0; i < n; i++)
    sum += (x[i] - m) * (x[i] - m);
  return sqrt (sum / (n - 1));
}

static void check_hypothesis (SimTrial *const *trials, guint h, const SimHypothesisResult *result)
{
  double error[TRIALS], square[TRIALS], variance[TRIALS], size[TRIALS], truth = result->true_effect;
  guint n = 0, rejected = 0, wrong = 0;
  for (guint i = 0; i < TRIALS; i++) {
    const SimTrialResult *trial = &trials[i]->results[h];
    if (!trial->fitted)
      continue;
    error[n] = trial->estimate - truth;
    square[n] = error[n] * error[n];
    variance[n++] = trial->se * trial->se;
    if (!trial->rejected)
      continue;
    wrong += truth > 0 ? trial->estimate < 0 : trial->estimate > 0;
    size[rejected++] = fabs (trial->estimate);
  }
  double se = sd (error, n);
  close_to (result->bias.value, mean (error, n), se);
  close_to (result->bias.mcse, se / sqrt (n), se);
  close_to (result->empirical_se, se, se);
  close_to (result->rmse, sqrt (mean (square, n)), se);
  close_to (result->model_se, sqrt (mean (variance, n)), se);
  if (truth == 0 || rejected < 2)
    return;
  double exaggeration = mean (size, rejected) / fabs (truth);
  close_to (result->type_s.value, (double) wrong / rejected, 1);
  close_to (result->type_m.value, exaggeration, 1);
  close_to (result->type_m.mcse, sd (size, rejected) / sqrt (rejected) / fabs (truth),
            MAX (se / fabs (truth), 1e-9));
}

static void check_scenario (SimScenario *scenario)
{
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = TRIALS };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  SimTrial *trials[TRIALS];
  for (guint i = 0; i < TRIALS; i++)
    trials[i] = sim_trial_new (engine, scenario, i, 0, NULL);
  const SimSizeResult *own = &results->sizes[results->own_size];
  g_assert_cmpuint (own->failed_fits, ==, 0);
  for (guint h = 0; h < results->n_hypotheses; h++)
    check_hypothesis (trials, h, &own->hypotheses[h]);
  for (guint i = 0; i < TRIALS; i++)
    sim_trial_free (trials[i]);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

static void test_usual (void)
{
  check_scenario (fixture_scenario ("/run/sizes=[152]"));
}

/* Weak effects: many significant results are exaggerated, some point the wrong way. */
static void test_weak (void)
{
  check_scenario (fixture_scenario (
      "/run/sizes=[152]", "/analyses/main/method=t-test", "/analyses/main/adjust-for=null",
      "/testing/alpha=0.5", "/testing/multiplicity/method=none",
      "/outcomes/rmdq/means={\"hand-ear\": 5, \"standard\": 5.1, \"usual\": 5.3}"));
}

/* Effects of millions of standard errors: the type M error is 1 all the same. */
static void test_strong (void)
{
  check_scenario (fixture_scenario (
      "/run/sizes=[152]", "/dropout/proportion=0", "/outcomes/rmdq/sd=1e-6",
      "/outcomes/rmdq/means={\"hand-ear\": 5, \"standard\": 6, \"usual\": 8}"));
}

/* An arm that is not compared, with an SD of thousands of the others', blows up the pooled
 * variance: the fits are poor, but none fails. */
static void test_wild_arm (void)
{
  check_scenario (fixture_scenario (
      "/run/sizes=[152]", "/dropout/proportion=0", "/testing/hypotheses/HE-ST=null",
      "/testing/hypotheses/HE-UC=null", "/analyses/main/method=t-test",
      "/analyses/main/adjust-for=null",
      "/outcomes/rmdq/sd={\"hand-ear\": 50000, \"standard\": 1, \"usual\": 1}"));
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/results/usual", test_usual);
  g_test_add_func ("/run/results/weak", test_weak);
  g_test_add_func ("/run/results/strong", test_strong);
  g_test_add_func ("/run/results/wild-arm", test_wild_arm);
  return g_test_run ();
}
