/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * allocation.c - the ratio that needs the fewest patients: against published ones and closed forms.
 */
#include <math.h>

#include "../run/fixture.h"

static SimAllocationStudy *
study_of (SimScenario *scenario, double power, const char *goal, guint64 replicates)
{
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimSizeOptions options = { power, replicates, goal, NULL, NULL };
  GError *error = NULL;
  SimAllocationStudy *study
      = sim_allocation_study_new (engine, scenario, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (study);
  sim_engine_free (engine);
  return study;
}

static void
report (const SimAllocationAnswer *answer)
{
  g_test_message ("%s: %u as %u:%u:%u instead of %u; shares %.3f %.3f %.3f, by rule %.3f %.3f %.3f",
                  answer->goal.id, answer->total, answer->ratio[0], answer->ratio[1],
                  answer->ratio[2], answer->planned_total, answer->share[0], answer->share[1],
                  answer->share[2], answer->rule_share[0], answer->rule_share[1],
                  answer->rule_share[2]);
}

/* Pigeot et al. 2003: 1 : f : 1 - f. A retained 80 % needs 787 as 5 : 4 : 1 instead of 991
   (published.md, row 56, by the R package ThreeArmedTrials). */
static void
test_retention (void)
{
  SimScenario *scenario = fixture_scenario (
      "/outcomes/0/means={\"hand-ear\":[5,5],\"standard\":[5,5],\"usual\":[10,10]}",
      "/dropout/proportion=0", "/analyses/0/method=t-test", "/testing/multiplicity/method=none",
      "/arms/hand-ear/size=100", "/arms/standard/size=100", "/arms/usual/size=100",
      "/testing/hypotheses=[{\"id\":\"keeps\",\"compare\":[\"hand-ear\",\"standard\"],"
      "\"type\":\"retention\",\"fraction\":0.8,\"placebo\":\"usual\"}]");
  SimAllocationStudy *study = study_of (scenario, 0.8, "keeps", 4000);
  const SimAllocationAnswer *answer = &study->answers[0];
  static const guint ratio[] = { 5, 4, 1 }, arms[] = { 393, 315, 79 };

  report (answer);
  g_assert_true (answer->exact);
  g_assert_cmpuint (answer->planned_total, ==, 991);
  g_assert_cmpuint (answer->total, ==, 787);
  g_assert_cmpint (answer->rule, ==, SIM_ALLOCATION_RULE_CONTRAST);
  for (guint a = 0; a < 3; a++) {
    g_assert_cmpuint (answer->ratio[a], ==, ratio[a]);
    g_assert_cmpuint (answer->arms[a], ==, arms[a]);
    g_assert_cmpfloat (fabs (answer->share[a] - ratio[a] / 10.0), <, 0.01);
  }
  sim_allocation_study_free (study);
  sim_scenario_unref (scenario);
}

/* Neyman: SDs of 3 and 1 want three patients to one, by Welch's test; arms that are not compared
   keep their third. */
static void
test_neyman (void)
{
  SimScenario *scenario = fixture_scenario (
      "/outcomes/0/sd={\"hand-ear\":9,\"standard\":3,\"usual\":3}", "/dropout/proportion=0",
      "/analyses/0/method=t-test", "/analyses/0/variance=welch",
      "/testing/multiplicity/method=none", "/arms/hand-ear/size=100", "/arms/standard/size=100",
      "/arms/usual/size=100",
      "/testing/hypotheses=[{\"id\":\"x\",\"compare\":[\"hand-ear\",\"usual\"]}]");
  SimAllocationStudy *study = study_of (scenario, 0.8, "x", 2000);
  const SimAllocationAnswer *answer = &study->answers[0];

  report (answer);
  g_assert_true (answer->exact);
  g_assert_true (answer->better);
  g_assert_cmpfloat (fabs (answer->rule_share[0] - 0.5), <, 0.01);
  g_assert_cmpfloat (fabs (answer->share[0] / answer->share[2] - 3), <, 0.4);
  g_assert_cmpuint (answer->ratio[0], ==, 3 * answer->ratio[2]);
  g_assert_cmpuint (answer->ratio[1], ==, 2 * answer->ratio[2]);
  /* variances 81 / n + 9 / m: (9 + 3)^2 of the best and 2 (81 + 9) of equal numbers */
  g_assert_cmpfloat (fabs ((double)answer->total / answer->planned_total - 144 / 180.0), <, 0.02);
  sim_allocation_study_free (study);
  sim_scenario_unref (scenario);
}

#define TWO                                                                                       \
  "/testing/hypotheses=[{\"id\":\"a\",\"compare\":[\"hand-ear\",\"usual\"]},"                     \
  "{\"id\":\"b\",\"compare\":[\"standard\",\"usual\"]}]"

/* Two arms against a control by Dunnett's test: the root of two times the patients of an arm, and
   fewer patients in all than with equal numbers. */
static void
test_root (void)
{
  SimScenario *scenario = fixture_scenario (
      TWO, "/testing/multiplicity/method=dunnett", "/dropout/proportion=0",
      "/analyses/0/method=t-test", "/arms/hand-ear/size=50", "/arms/standard/size=50",
      "/arms/usual/size=50",
      "/outcomes/0/means={\"hand-ear\":[6,6],\"standard\":[6,6],\"usual\":[8,8]}");

  for (guint i = 0; i < 2; i++) {
    SimAllocationStudy *study = study_of (scenario, 0.8, i == 0 ? "any" : "all", 400);
    const SimAllocationAnswer *answer = &study->answers[0];
    report (answer);
    g_assert_true (answer->exact);
    g_assert_cmpint (answer->rule, ==, SIM_ALLOCATION_RULE_ROOT);
    g_assert_cmpfloat (fabs (answer->rule_share[2] / answer->rule_share[0] - sqrt (2)), <, 1e-9);
    g_assert_cmpfloat (fabs (answer->share[2] / answer->share[0] - sqrt (2)), <, 0.25);
    g_assert_cmpuint (answer->ratio[0], ==, answer->ratio[1]);
    g_assert_cmpuint (answer->ratio[2], >, answer->ratio[0]);
    g_assert_cmpuint (answer->total, <, answer->planned_total);
    sim_allocation_study_free (study);
  }
  sim_scenario_unref (scenario);
}

/* Without exact power divisions are simulated: 5 : 4 : 1 as of normal scores, but for chance. */
static void
test_simulated (void)
{
  SimScenario *scenario = fixture_scenario (
      "/outcomes/0/type=heavy-tailed", "/outcomes/0/df=8",
      "/outcomes/0/means={\"hand-ear\":[5,5],\"standard\":[5,5],\"usual\":[10,10]}",
      "/dropout/proportion=0", "/analyses/0/method=t-test", "/testing/multiplicity/method=none",
      "/arms/hand-ear/size=100", "/arms/standard/size=100", "/arms/usual/size=100",
      "/testing/hypotheses=[{\"id\":\"keeps\",\"compare\":[\"hand-ear\",\"standard\"],"
      "\"type\":\"retention\",\"fraction\":0.8,\"placebo\":\"usual\"}]");
  SimAllocationStudy *study = study_of (scenario, 0.8, "keeps", 4000);
  const SimAllocationAnswer *answer = &study->answers[0];

  report (answer);
  g_assert_false (answer->exact);
  g_assert_true (answer->better);
  g_assert_cmpuint (answer->low, <=, answer->total);
  g_assert_cmpuint (answer->high, >=, answer->total);
  g_assert_cmpfloat (fabs (answer->share[0] - 0.5), <, 0.1);
  g_assert_cmpfloat (fabs (answer->share[2] - 0.1), <, 0.05);
  sim_allocation_study_free (study);
  sim_scenario_unref (scenario);
}

static void
test_ratio_near (void)
{
  static const struct {
    double share[3];
    guint ratio[3];
  } rows[] = { { { 0.5, 0.4, 0.1 }, { 5, 4, 1 } },
               { { 1 / 3.0, 1 / 3.0, 1 / 3.0 }, { 1, 1, 1 } },
               { { 0.2929, 0.2929, 0.4142 }, { 2, 2, 3 } },
               { { 0.25, 0.25, 0.5 }, { 1, 1, 2 } } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    guint ratio[3];
    sim_allocation_ratio_near (rows[i].share, 3, ratio);
    for (guint a = 0; a < 3; a++)
      g_assert_cmpuint (ratio[a], ==, rows[i].ratio[a]);
  }
}

/* Where so many events end a trial, they go with its patients: a trial three times too large, or
   far too small, is offered the ratio of one that is planned as it needs to be, and about as many
   patients. With a number of events given, a log-rank test tells most where both arms have as many:
   p_b / (p_a + p_b) of the patients in arm a, which is between 1/2 (all have events) and 1 / (1 +
   0.6) (few do). Losses are flat about that: 1 % for a twentieth of the patients. */
static void
test_events (void)
{
  static const guint own[] = { 80, 900 };
  guint totals[G_N_ELEMENTS (own)];

  for (guint i = 0; i < G_N_ELEMENTS (own); i++) {
    g_autofree char *arms = g_strdup_printf (
        "/arms=[{\"id\":\"a\",\"size\":%u},{\"id\":\"b\",\"size\":%u,\"reference\":true}]",
        own[i] * 3 / 4, own[i] / 4);
    g_autofree char *outcome = g_strdup_printf (
        "/outcomes=[{\"id\":\"t\",\"type\":\"time-to-event\",\"better\":\"later\","
        "\"medians\":{\"b\":10},\"hazard-ratio\":{\"a\":0.6},\"follow-up\":100,\"events\":%u}]",
        own[i] / 2);
    SimScenario *scenario = fixture_scenario (
        "/basis=null", "/analyses=[{\"id\":\"main\",\"method\":\"log-rank\"}]",
        "/dropout/proportion=null", arms, outcome,
        "/testing={\"hypotheses\":[{\"id\":\"x\",\"compare\":[\"a\",\"b\"]}]}",
        "/run/sizes=null");
    SimAllocationStudy *study = study_of (scenario, 0.8, "x", 1600);
    const SimAllocationAnswer *answer = &study->answers[0];
    report (answer);
    g_assert_true (answer->better);
    g_assert_cmpfloat (answer->share[0], >, 0.5 - 0.05);
    g_assert_cmpfloat (answer->share[0], <, 0.625 + 0.05);
    totals[i] = answer->total;
    g_assert_cmpfloat ((double)answer->total / answer->planned_total, >, 0.65);
    sim_allocation_study_free (study);
    sim_scenario_unref (scenario);
  }
  g_assert_cmpfloat (fabs ((double)totals[1] / totals[0] - 1), <, 0.12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/allocation/retention", test_retention);
  g_test_add_func ("/allocation/neyman", test_neyman);
  g_test_add_func ("/allocation/root", test_root);
  g_test_add_func ("/allocation/simulated", test_simulated);
  g_test_add_func ("/allocation/events", test_events);
  g_test_add_func ("/allocation/ratio-near", test_ratio_near);
  return g_test_run ();
}
