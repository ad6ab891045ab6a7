/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-arms.c - arms of a trial in numbers and curves, against published data.
 *
 * Scores: Student's sleep data (1908) as R's `sleep` has them, with what t.test() of R 4.2.2 says.
 * Times: remission under 6-MP of Freireich et al. (1963), whose curve is in every textbook (Cox &
 * Oakes 1984, table 4.1); survfit() of R's survival gives the same.
 */
#include "fixture.h"

#include <math.h>

static void check (double found, double expected)
{
  g_assert_cmpfloat (fabs (found - expected), <, 5e-8);
}

/* A trial of two arms with n patients, by turns in one and in the other. */
static SimTrial *trial_of (guint n)
{
  SimTrial *trial = g_new0 (SimTrial, 1);
  trial->n_arms = 2;
  trial->n_outcomes = 1;
  trial->outcomes[0].n_visits = 1;
  trial->n_patients = n;
  trial->patients = g_new0 (SimPatient, n);
  trial->scores = g_new0 (SimScores, n);
  for (guint i = 0; i < n; i++) {
    trial->patients[i].arm = i % 2;
    trial->patients[i].outcomes = trial->scores + i;
  }
  return trial;
}

static void test_sleep (void)
{
  static const double extra[2][10] = { { 0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0 },
                                       { 1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4 } };
  static const double expected[2][4] = { { 0.75, 1.7890096578, -0.5297804135, 2.0297804135 },
                                         { 2.33, 2.0022487358, 0.8976775394, 3.7623224606 } };
  SimTrial *trial = trial_of (24);
  for (guint i = 0; i < 24; i++) {
    trial->scores[i].scores[0] = i < 20 ? extra[i % 2][i / 2] : 1e6;
    trial->scores[i].baseline = 1e7 + (i < 20 ? extra[i % 2][i / 2] : 100);
    trial->scores[i].seen[0] = i < 20 ? SIM_SEEN : i < 22 ? SIM_SEEN_LEFT : SIM_SEEN_GAP;
  }
  for (guint a = 0; a < 2; a++) {
    SimArmSummary found = sim_trial_arm (trial, 0, a, 0);
    g_assert_cmpuint (found.randomised, ==, 12);
    g_assert_cmpuint (found.seen, ==, 10);
    check (found.mean, expected[a][0]);
    check (found.sd, expected[a][1]);
    check (found.low, expected[a][2]);
    check (found.high, expected[a][3]);
    /* the baseline is always there, and scores far from 0 lose nothing */
    found = sim_trial_arm (trial, 0, a, SIM_BASELINE);
    g_assert_cmpuint (found.seen, ==, 12);
  }
  for (guint i = 20; i < 24; i++)
    trial->patients[i].arm = 5;
  check (sim_trial_arm (trial, 0, 1, SIM_BASELINE).sd, expected[1][1]);
  sim_trial_free (trial);
}

static void test_few (void)
{
  SimTrial *trial = trial_of (3);
  trial->scores[0].seen[0] = SIM_SEEN_GAP;
  trial->scores[2].seen[0] = SIM_SEEN_LEFT;
  trial->scores[1].scores[0] = 7;
  SimArmSummary none = sim_trial_arm (trial, 0, 0, 0), one = sim_trial_arm (trial, 0, 1, 0);
  g_assert_cmpuint (none.seen, ==, 0);
  g_assert_true (isnan (none.mean) && isnan (none.sd) && isnan (none.low) && isnan (none.high));
  g_assert_cmpuint (one.seen, ==, 1);
  g_assert_cmpfloat (one.mean, ==, 7);
  g_assert_true (isnan (one.sd) && isnan (one.low) && isnan (one.high));
  sim_trial_free (trial);
}

static void test_remission (void)
{
  static const double times[21] = { 6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25,
                                    32, 32, 34, 35 };
  static const gboolean events[21] = { 1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1 };
  static const struct {
    double time, share;
    guint at_risk;
  } expected[] = { { 0, 1, 21 },           { 6, 0.8571428571, 21 },  { 7, 0.8067226891, 17 },
                   { 10, 0.7529411765, 15 }, { 13, 0.6901960784, 12 }, { 16, 0.6274509804, 11 },
                   { 22, 0.5378151261, 7 },  { 23, 0.4481792717, 6 } };
  SimTrial *trial = trial_of (44);
  for (guint i = 0; i < 22; i++) { /* in an order of their own; the last did not enter */
    SimScores *scores = &trial->scores[2 * ((i * 5 + 3) % 22)];
    scores->scores[0] = i < 21 ? times[i] : 0;
    scores->seen[0] = i == 21      ? SIM_SEEN_NOT_ENTERED
                      : events[i] ? SIM_SEEN
                      : i % 2     ? SIM_SEEN_LEFT
                                  : SIM_SEEN_CENSORED;
  }
  GArray *steps = sim_trial_survival (trial, 0, 0);
  g_assert_cmpuint (steps->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < steps->len; i++) {
    const SimSurvivalStep *step = &g_array_index (steps, SimSurvivalStep, i);
    g_assert_cmpfloat (step->time, ==, expected[i].time);
    check (step->share, expected[i].share);
    g_assert_cmpuint (step->at_risk, ==, expected[i].at_risk);
  }
  g_array_unref (steps);
  steps = sim_trial_survival (trial, 0, 1); /* all had their event at time 0 */
  g_assert_cmpuint (steps->len, ==, 2);
  g_assert_cmpfloat (g_array_index (steps, SimSurvivalStep, 1).share, ==, 0);
  g_array_unref (steps);
  sim_trial_free (trial);
}

/* Those of a replayed trial are what its analysis compares: an unadjusted difference of means. */
static void test_replayed (void)
{
  SimScenario *scenario = fixture_scenario (
      "/analyses/0={\"id\": \"main\", \"method\": \"t-test\", \"visit\": \"week-8\", "
      "\"variance\": \"welch\"}");
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  for (guint r = 0; r < 20; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    for (guint h = 0; h < trial->n_hypotheses; h++) {
      const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, h);
      SimArmSummary a = sim_trial_arm (trial, 0, hypothesis->arm_a, (int) hypothesis->visit);
      SimArmSummary b = sim_trial_arm (trial, 0, hypothesis->arm_b, (int) hypothesis->visit);
      double se = sqrt (a.sd * a.sd / a.seen + b.sd * b.sd / b.seen);
      g_assert_cmpfloat (fabs (b.mean - a.mean - trial->results[h].estimate), <, 1e-9);
      g_assert_cmpfloat (fabs (se - trial->results[h].se), <, 1e-9);
    }
    sim_trial_free (trial);
  }
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trial-arms/sleep", test_sleep);
  g_test_add_func ("/trial-arms/few", test_few);
  g_test_add_func ("/trial-arms/remission", test_remission);
  g_test_add_func ("/trial-arms/replayed", test_replayed);
  return g_test_run ();
}
