/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * results.c - operating characteristics against the definitions of Morris, White and Crowther
 * (Statistics in Medicine 38, 2019, table 6) and of Gelman and Carlin (Perspectives on
 * Psychological Science 9, 2014: type S and M), in two passes over the replayed trials.
 */
#include <math.h>

#include "base/prob.h"
#include "theory/selection.h"

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

/* Monte Carlo errors, from table 6; of the RMSE by the delta method from that of the MSE, of the
 * mean width as of a mean. Not where single trials are so wild that the sums leave them out. */
static void check_errors (const double *error, const double *square, const double *variance,
                          const double *width, guint n, const SimHypothesisResult *result)
{
  double se = sd (error, n), rmse = sqrt (mean (square, n)), model = sqrt (mean (variance, n));
  if (model > 50 * se)
    return;
  close_to (result->empirical_se_mcse, se / sqrt (2.0 * (n - 1)), se);
  close_to (result->rmse_mcse, sd (square, n) / sqrt (n) / (2 * rmse), se);
  close_to (result->model_se_mcse, sd (variance, n) / (2 * sqrt (n) * model), se);
  close_to (result->ci_width, mean (width, n), 2 * se);
  close_to (result->ci_width_mcse, sd (width, n) / sqrt (n), 2 * se);
}

static void check_hypothesis (SimTrial *const *trials, guint h, const SimHypothesisResult *result)
{
  double error[TRIALS], square[TRIALS], variance[TRIALS], size[TRIALS], width[TRIALS];
  double truth = result->true_effect;
  guint n = 0, rejected = 0, wrong = 0;
  for (guint i = 0; i < TRIALS; i++) {
    const SimTrialResult *trial = &trials[i]->results[h];
    if (!trial->fitted)
      continue;
    error[n] = trial->estimate - truth;
    square[n] = error[n] * error[n];
    width[n] = trial->high - trial->low;
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
  check_errors (error, square, variance, width, n, result);
  if (truth == 0 || rejected < 2)
    return;
  double exaggeration = mean (size, rejected) / fabs (truth);
  close_to (result->type_s.value, (double) wrong / rejected, 1);
  close_to (result->type_m.value, exaggeration, 1);
  close_to (result->type_m.mcse, sd (size, rejected) / sqrt (rejected) / fabs (truth),
            MAX (se / fabs (truth), 1e-9));
}

/* The mean score seen of an arm at the visit of the first hypothesis, better ones higher. */
static double arm_mean (SimScenario *scenario, const SimTrial *trial, guint arm)
{
  const SimHypothesis *first = sim_scenario_hypothesis (scenario, 0);
  double sum = 0;
  guint n = 0;
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimScores *scores = &trial->patients[i].outcomes[first->outcome];
    if (trial->patients[i].arm != arm || scores->seen[first->visit] != SIM_SEEN)
      continue;
    sum += scores->scores[first->visit];
    n++;
  }
  return sim_scenario_direction (scenario, first->outcome) * sum / n;
}

/* Of t tests: which arm has the best mean; equal ones share the trial. */
static void check_best (SimScenario *scenario, SimTrial *const *trials, const SimSizeResult *own)
{
  guint n_arms = sim_scenario_n_arms (scenario);
  double share[SIM_MAX_ARMS] = { 0 };
  for (guint i = 0; i < TRIALS; i++) {
    double value[SIM_MAX_ARMS], best = -INFINITY;
    guint n = 0;
    for (guint a = 0; a < n_arms; a++) {
      value[a] = arm_mean (scenario, trials[i], a);
      best = MAX (best, value[a]);
    }
    for (guint a = 0; a < n_arms; a++)
      n += value[a] > best - 1e-9;
    for (guint a = 0; a < n_arms; a++)
      share[a] += value[a] > best - 1e-9 ? 1.0 / n : 0;
  }
  for (guint a = 0; a < n_arms; a++)
    g_assert_cmpfloat_with_epsilon (own->best[a].value, share[a] / TRIALS, 1e-12);
}

/* Of rules that test every hypothesis at one level: its intervals, all at once. level: 0 where the
 * rule has none. */
static void check_simultaneous (SimTrial *const *trials, guint n_hypotheses, double level,
                                const SimSizeResult *own)
{
  guint inside = 0;
  for (guint i = 0; i < TRIALS; i++) {
    gboolean all = TRUE;
    for (guint h = 0; h < n_hypotheses; h++) {
      const SimTrialResult *trial = &trials[i]->results[h];
      double reach = sim_t_upper_quantile (level / 2, trial->df) * trial->se;
      all &= fabs (trial->estimate - own->hypotheses[h].true_effect) <= reach;
    }
    inside += all;
  }
  if (level == 0)
    g_assert_true (isnan (own->simultaneous_coverage.value));
  else
    g_assert_cmpfloat_with_epsilon (own->simultaneous_coverage.value, (double) inside / TRIALS,
                                    1e-12);
}

/* Patients who were not seen at the visit of the first hypothesis. */
static void check_dropout (SimScenario *scenario, SimTrial *const *trials, const SimSizeResult *own)
{
  const SimHypothesis *first = sim_scenario_hypothesis (scenario, 0);
  guint lost[SIM_MAX_ARMS] = { 0 }, n[SIM_MAX_ARMS] = { 0 };
  for (guint i = 0; i < TRIALS; i++)
    for (guint k = 0; k < trials[i]->n_patients; k++) {
      const SimPatient *patient = &trials[i]->patients[k];
      n[patient->arm]++;
      lost[patient->arm] += patient->outcomes[first->outcome].seen[first->visit] != SIM_SEEN;
    }
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++) {
    double p = (double) lost[a] / n[a];
    g_assert_cmpfloat_with_epsilon (own->dropout_arms[a].value, p, 1e-12);
    g_assert_cmpfloat_with_epsilon (own->dropout_arms[a].mcse, sqrt (p * (1 - p) / n[a]), 1e-12);
  }
}

static void check_trials (SimScenario *scenario, SimTrial *const *trials, const SimSizeResult *own)
{
  const char *rule = sim_scenario_text (scenario, "/testing/multiplicity/method");
  double alpha = sim_scenario_number (scenario, "/testing/alpha");
  guint m = sim_scenario_n_hypotheses (scenario);
  gboolean bonferroni = g_str_equal (rule, "bonferroni");
  check_simultaneous (trials, m, bonferroni ? alpha / m : g_str_equal (rule, "none") ? alpha : 0,
                      own);
  check_dropout (scenario, trials, own);
  if (m < 3)
    g_assert_true (isnan (own->best[0].value)); /* of three arms one is compared with none */
  else if (g_str_equal (sim_scenario_text (scenario, "/analyses/main/method"), "t-test"))
    check_best (scenario, trials, own);
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
  check_trials (scenario, trials, own);
  for (guint i = 0; i < TRIALS; i++)
    sim_trial_free (trials[i]);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* The intervals of single trials, which are made of quantiles, against what the lanes find by
 * tables of critical values: how often all hold the true effects, and that they leave out 0 where
 * the rule rejects. */
static void check_intervals (SimScenario *scenario)
{
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = TRIALS };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  const SimSizeResult *own = &results->sizes[results->own_size];
  guint inside = 0;
  for (guint i = 0; i < TRIALS; i++) {
    SimTrial *trial = sim_trial_new (engine, scenario, i, 0, NULL);
    const SimAdjustment *found = &trial->adjustment;
    gboolean all = TRUE;
    g_assert_true (found->simultaneous);
    for (guint h = 0; h < results->n_hypotheses; h++) {
      double truth = own->hypotheses[h].true_effect;
      all &= found->low[h] <= truth && truth <= found->high[h];
      g_assert_cmpint (trial->results[h].rejected, ==, found->low[h] > 0 || found->high[h] < 0);
    }
    inside += all;
    sim_trial_free (trial);
  }
  g_assert_cmpfloat_with_epsilon (own->simultaneous_coverage.value, (double) inside / TRIALS,
                                  1e-12);
  g_assert_cmpuint (inside, >, TRIALS / 2);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

#define TO_CONTROL                                                                                 \
  "/testing/hypotheses=[{\"id\":\"A\",\"compare\":[\"hand-ear\",\"usual\"]},"                      \
  "{\"id\":\"B\",\"compare\":[\"standard\",\"usual\"]}]"

static void check_no_intervals (SimScenario *scenario)
{
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimTrial *trial = sim_trial_new (engine, scenario, 0, 0, NULL);
  g_assert_false (trial->adjustment.simultaneous);
  sim_trial_free (trial);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

static void test_intervals (void)
{
  static const char *const none[] = { "none", "holm", "hochberg", "lsd", "shaffer" };
  check_intervals (fixture_scenario ("/run/sizes=[152]", "/testing/multiplicity/method=tukey"));
  check_intervals (fixture_scenario ("/run/sizes=[152]", "/testing/multiplicity/method=bonferroni",
                                     "/testing/alpha=0.2"));
  check_intervals (fixture_scenario ("/run/sizes=[152]", "/testing/multiplicity/method=sidak"));
  check_intervals (fixture_scenario (TO_CONTROL, "/run/sizes=[152]", "/testing/alpha=0.3",
                                     "/testing/multiplicity/method=dunnett"));
  for (guint i = 0; i < G_N_ELEMENTS (none); i++) {
    char *rule = g_strconcat ("/testing/multiplicity/method=", none[i], NULL);
    check_no_intervals (fixture_scenario (rule, "/run/sizes=[152]"));
    g_free (rule);
  }
  /* not of Newcombe's, which are no multiple of a standard error */
  check_no_intervals (fixture_scenario (
      "/outcomes=[{\"id\":\"rmdq\",\"type\":\"binary\",\"proportions\":0.4,"
      "\"visits\":[{\"id\":\"week-8\",\"time\":8}]}]",
      "/analyses=[{\"id\":\"main\",\"method\":\"risk-difference\",\"interval\":\"newcombe\"}]",
      "/run/sizes=[152]", "/testing/multiplicity/method=bonferroni"));
}

static void test_usual (void)
{
  check_scenario (fixture_scenario ("/run/sizes=[152]"));
}

/* The error that is told of a run, by definition: sqrt (p (1 - p) / n) of the power nearest to a
 * half, which may be that of a criterion and of no hypothesis. */
static void test_largest_error (void)
{
  SimScenario *scenario = fixture_scenario (
      "/run/sizes=[152]", "/testing/success=[{\"id\":\"both\",\"all-of\":[\"HE-UC\",\"ST-UC\"]}]");
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = TRIALS };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  const SimSizeResult *own = &results->sizes[results->own_size];
  double nearest = 1, any_told = fabs (own->success[0].value - 0.5);
  for (guint h = 0; h < results->n_hypotheses; h++)
    nearest = MIN (nearest, fabs (own->hypotheses[h].power.value - 0.5));
  g_assert_cmpfloat_with_epsilon (results->hypotheses_mcse,
                                  sqrt ((0.25 - nearest * nearest) / TRIALS), 1e-12);
  any_told = MIN (any_told, MIN (fabs (own->any.value - 0.5), fabs (own->all.value - 0.5)));
  nearest = MIN (nearest, any_told);
  g_assert_cmpfloat_with_epsilon (results->largest_mcse,
                                  sqrt ((0.25 - nearest * nearest) / TRIALS), 1e-12);
  g_assert_cmpfloat (results->largest_mcse, >, results->hypotheses_mcse);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* Weak effects: many significant results are exaggerated, some point the wrong way. */
static void test_weak (void)
{
  check_scenario (fixture_scenario (
      "/run/sizes=[152]", "/analyses/main/method=t-test", "/analyses/main/adjust-for=null",
      "/testing/alpha=0.5", "/testing/multiplicity/method=none",
      "/outcomes/rmdq/means={\"hand-ear\": 5, \"standard\": 5.1, \"usual\": 5.3}"));
}

/* Scores of few steps: often two arms have the same mean. */
static void test_ties (void)
{
  check_scenario (fixture_scenario (
      "/arms/hand-ear/size=6", "/arms/standard/size=6", "/arms/usual/size=6", "/run/sizes=[18]",
      "/analyses/main/method=t-test", "/analyses/main/adjust-for=null",
      "/testing/multiplicity/method=bonferroni", "/testing/alpha=0.3",
      "/outcomes/rmdq/type=bounded", "/outcomes/rmdq/max=24", "/outcomes/rmdq/step=6",
      "/outcomes/rmdq/means={\"hand-ear\": 8, \"standard\": 9, \"usual\": 8.5}"));
}

/* Nobody is lost, so that the means of the arms are independent and normal. */
static void test_selection (void)
{
  static const double mean[] = { -7, -7.6, -8.1 };
  double se[3];
  SimScenario *scenario = fixture_scenario (
      "/analyses/main/method=t-test", "/analyses/main/adjust-for=null", "/dropout/proportion=0",
      "/outcomes/rmdq/means={\"hand-ear\": 7, \"standard\": 7.6, \"usual\": 8.1}");
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = 40000 };
  SimTheory *theory = sim_theory_new (scenario, FALSE, NULL);
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  for (guint s = 0; s < results->n_sizes; s++)
    for (guint a = 0; a < 3; a++) {
      const SimFigure *best = &results->sizes[s].best[a];
      for (guint b = 0; b < 3; b++)
        se[b] = 5 / sqrt (sim_scenario_arm_size (scenario, s, b));
      double exact = sim_selection_best (3, mean, se, a);
      g_assert_cmpfloat_with_epsilon (theory->sizes[s].best[a], exact, 1e-12);
      g_test_message ("%u, arm %u: %.4f, exact %.4f", results->sizes[s].total, a, best->value,
                      exact);
      g_assert_cmpfloat (fabs (best->value - exact), <=, 4 * sqrt (exact * (1 - exact) / 40000));
    }
  sim_snapshot_unref (snapshot);
  sim_theory_free (theory);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* Under the global null all tests at one level: some is rejected, or all intervals hold 0. */
static void test_duality (void)
{
  static const char *const rules[] = { "none", "bonferroni", "sidak", "tukey" };
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++) {
    g_autofree char *rule
        = g_strdup_printf ("/testing/multiplicity={\"method\":\"%s\"}", rules[i]);
    SimScenario *scenario = fixture_scenario (
        rule, "/outcomes/rmdq/means={\"hand-ear\": 8, \"standard\": 8, \"usual\": 8}");
    SimRunOptions options = { .replicates = 4000 };
    SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
    const SimResults *results = sim_snapshot_results (snapshot);
    for (guint s = 0; s < results->n_sizes; s++) {
      const SimSizeResult *size = &results->sizes[s];
      g_assert_cmpfloat_with_epsilon (size->simultaneous_coverage.value + size->fwer.value, 1,
                                      1e-12);
    }
    sim_snapshot_unref (snapshot);
    sim_scenario_unref (scenario);
  }
  sim_engine_free (engine);
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

/* What Morris, White and Crowther (2019, section 5.2) say of how many trials are enough. */
static void test_published (void)
{
  g_assert_cmpfloat_with_epsilon (sim_figure_proportion (1280, 1600).mcse, 0.010, 1e-12);
  g_assert_cmpfloat_with_epsilon (sim_figure_proportion (1805, 1900).mcse, 0.005, 1e-12);
  g_assert_cmpfloat_with_epsilon (sim_figure_proportion (5000, 10000).mcse, 0.005, 1e-12);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/results/usual", test_usual);
  g_test_add_func ("/run/results/largest-error", test_largest_error);
  g_test_add_func ("/run/results/weak", test_weak);
  g_test_add_func ("/run/results/ties", test_ties);
  g_test_add_func ("/run/results/selection", test_selection);
  g_test_add_func ("/run/results/duality", test_duality);
  g_test_add_func ("/run/results/published", test_published);
  g_test_add_func ("/run/results/strong", test_strong);
  g_test_add_func ("/run/results/intervals", test_intervals);
  g_test_add_func ("/run/results/wild-arm", test_wild_arm);
  return g_test_run ();
}
