/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * nulls.c - companion nulls against errors that are known: published, exact, or by argument.
 */
#include <math.h>

#include "base/prob.h"

#include "../run/fixture.h"

#define TRIALS 40000

static SimNullStudy *
study_of (SimScenario *scenario)
{
  GError *error = NULL;
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimStudyOptions options = { .replicates = TRIALS };
  SimNullStudy *study = sim_null_study_new (engine, scenario, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (study->replicates, ==, TRIALS);
  sim_engine_free (engine);
  return study;
}

static const SimNull *
find (const SimNullStudy *study, guint nulls, SimNullOthers others)
{
  for (guint i = 0; i < study->n; i++)
    if (study->nulls[i].nulls == nulls && study->nulls[i].others == others)
      return &study->nulls[i];
  g_assert_not_reached ();
}

static void
assert_error (const SimNull *null, double expected, double slack)
{
  g_assert_nonnull (null->scenario);
  g_assert_cmpfloat (fabs (null->fwer.value - expected), <=, 4 * null->fwer.mcse + slack);
}

/* What theory says stands within four standard errors of what was counted. */
static guint
check_exact (const SimNullStudy *study)
{
  guint checked = 0;

  for (guint i = 0; i < study->n; i++) {
    const SimNull *null = &study->nulls[i];
    if (null->scenario == NULL || isnan (null->exact))
      continue;
    assert_error (null, null->exact, 0);
    checked++;
  }
  return checked;
}

#define LARGE                                                                                      \
  "/dropout/proportion=0", "/analyses/main/method=t-test", "/analyses/main/adjust-for=null",       \
      "/arms/hand-ear/size=400", "/arms/standard/size=400", "/arms/usual/size=400",                \
      "/run/sizes=[1200]"
#define RULE_IS(rule) "/testing/multiplicity/method=" rule

/* Published: three pairs at 5 % each .1223, two against a control .0907 (z tests). */
static void
test_unadjusted (void)
{
  SimScenario *pairs = fixture_scenario (LARGE, RULE_IS ("none"));
  SimScenario *control
      = fixture_scenario (LARGE, RULE_IS ("none"), "/testing/hypotheses/HE-ST=null");
  SimNullStudy *of_pairs = study_of (pairs), *of_control = study_of (control);

  assert_error (find (of_pairs, 7, SIM_OTHERS_PLANNED), 0.1223, 2e-4);
  assert_error (find (of_control, 3, SIM_OTHERS_PLANNED), 0.0907, 2e-4);
  assert_error (find (of_pairs, 2, SIM_OTHERS_FAR), 0.05, 0);
  /* two of three pairs imply the third */
  g_assert_null (find (of_pairs, 3, SIM_OTHERS_PLANNED)->scenario);
  g_assert_nonnull (find (of_pairs, 3, SIM_OTHERS_PLANNED)->reason);
  g_assert_cmpuint (of_pairs->nulls[of_pairs->largest].nulls, ==, 7);
  g_assert_cmpuint (check_exact (of_pairs), >=, 7);
  g_assert_cmpuint (check_exact (of_control), >=, 5);
  sim_null_study_free (of_pairs);
  sim_null_study_free (of_control);
  sim_scenario_unref (pairs);
  sim_scenario_unref (control);
}

/*
 * Holm's rule: with one true null among three and the others far it is tested at the full level;
 * as planned at something between a third of it and all. In all sets the error is at most 5 %.
 */
static void
test_holm (void)
{
  SimScenario *scenario = fixture_scenario (LARGE, RULE_IS ("holm"), "/outcomes/rmdq/sd=20");
  SimNullStudy *study = study_of (scenario);

  for (guint i = 0; i < study->n; i++)
    if (study->nulls[i].scenario != NULL)
      g_assert_cmpfloat (study->nulls[i].fwer.value, <=, 0.05 + 4 * study->nulls[i].fwer.mcse);
  for (guint h = 0; h < 3; h++) {
    const SimNull *planned = find (study, 1u << h, SIM_OTHERS_PLANNED);
    const SimNull *far = find (study, 1u << h, SIM_OTHERS_FAR);
    assert_error (far, 0.05, 0);
    g_assert_cmpfloat (planned->fwer.value, <, far->fwer.value - 4 * far->fwer.mcse);
    g_assert_cmpfloat (planned->fwer.value, >, 0.05 / 3);
    for (guint other = 0; other < 3; other++)
      if (other != h)
        g_assert_cmpfloat (far->rejected[other].value, ==, 1);
  }
  g_assert_cmpuint (check_exact (study), ==, 7);
  sim_null_study_free (study);
  sim_scenario_unref (scenario);
}

/* A fixed sequence hands on its level whole: the last one alone is at 5 % where those before it are
   surely rejected, and hardly ever where nothing else is true. */
static void
test_sequence (void)
{
  SimScenario *scenario = fixture_scenario (LARGE, RULE_IS ("fixed-sequence"),
                                            "/testing/hypotheses/HE-ST=null",
                                            "/outcomes/rmdq/sd=60");
  SimNullStudy *study = study_of (scenario);

  assert_error (find (study, 1, SIM_OTHERS_FAR), 0.05, 0);
  assert_error (find (study, 2, SIM_OTHERS_FAR), 0.05, 0);
  assert_error (find (study, 3, SIM_OTHERS_PLANNED), 0.05, 0);
  g_assert_cmpuint (check_exact (study), ==, 5);
  /* the first has a power of about 11 % as planned, so the second is seldom tested */
  g_assert_cmpfloat (find (study, 2, SIM_OTHERS_PLANNED)->fwer.value, <, 0.03);
  sim_null_study_free (study);
  sim_scenario_unref (scenario);
}

/* Fisher's LSD protects three pairs: 5 % under the global null, which its F test guards, and for
   the one pair that can be null where the gate is surely open. */
static void
test_lsd (void)
{
  SimScenario *scenario = fixture_scenario (LARGE, RULE_IS ("lsd"));
  SimNullStudy *study = study_of (scenario);

  assert_error (find (study, 7, SIM_OTHERS_PLANNED), 0.05, 0);
  for (guint h = 0; h < 3; h++)
    assert_error (find (study, 1u << h, SIM_OTHERS_FAR), 0.05, 0);
  sim_null_study_free (study);
  sim_scenario_unref (scenario);
}

/* Four arms without correction: three of them alike are three pairs, .1223 of any rejected, while
   the fourth is far; of all four six pairs: 1 less the chance that their range is small. */
static void
test_four_arms (void)
{
  SimScenario *scenario = fixture_scenario (
      "/arms=[{\"id\":\"a\",\"size\":300},{\"id\":\"b\",\"size\":300},"
      "{\"id\":\"c\",\"size\":300},{\"id\":\"d\",\"size\":300}]",
      "/outcomes=[{\"id\":\"y\",\"better\":\"higher\",\"means\":{\"a\":0,\"b\":0.1,"
      "\"c\":0.2,\"d\":0.4}}]",
      "/analyses=[{\"id\":\"main\",\"method\":\"t-test\"}]", "/dropout/proportion=0",
      "/testing/hypotheses=[{\"id\":\"ba\",\"compare\":[\"b\",\"a\"]},"
      "{\"id\":\"ca\",\"compare\":[\"c\",\"a\"]},{\"id\":\"cb\",\"compare\":[\"c\",\"b\"]},"
      "{\"id\":\"da\",\"compare\":[\"d\",\"a\"]},{\"id\":\"db\",\"compare\":[\"d\",\"b\"]},"
      "{\"id\":\"dc\",\"compare\":[\"d\",\"c\"]}]",
      RULE_IS ("none"), "/run/sizes=[1200]");
  SimNullStudy *study = study_of (scenario);
  double q = G_SQRT2 * sim_t_upper_quantile (0.025, 1196);

  assert_error (find (study, 63, SIM_OTHERS_PLANNED), 1 - sim_tukey_cdf (q, 4, 1196), 0);
  assert_error (find (study, 7, SIM_OTHERS_FAR), 0.1223, 3e-4);
  /* two pairs without an arm in common: independent but for the common variance */
  assert_error (find (study, 1u | 32u, SIM_OTHERS_FAR), 0.0975, 3e-4);
  g_assert_cmpint (study->largest, ==, 0);
  sim_null_study_free (study);
  sim_scenario_unref (scenario);
}

/* Proportions and times: a true null is rejected about as often as its level says. */
static void
test_other_outcomes (void)
{
  SimScenario *scenarios[] = {
    fixture_scenario ("/outcomes=[{\"id\":\"y\",\"type\":\"binary\",\"better\":\"higher\","
                      "\"proportions\":{\"hand-ear\":0.5,\"standard\":0.45,\"usual\":0.4}}]",
                      "/analyses=[{\"id\":\"main\",\"method\":\"risk-difference\"}]",
                      "/dropout/proportion=0", "/arms/hand-ear/size=400",
                      "/arms/standard/size=400", "/arms/usual/size=400", "/run/sizes=[1200]",
                      RULE_IS ("holm")),
    fixture_scenario ("/outcomes=[{\"id\":\"t\",\"type\":\"time-to-event\",\"better\":\"later\","
                      "\"medians\":{\"hand-ear\":16,\"standard\":14,\"usual\":12},"
                      "\"follow-up\":52}]",
                      "/analyses=[{\"id\":\"main\",\"method\":\"log-rank\"}]",
                      "/dropout/proportion=0", "/arms/hand-ear/size=100",
                      "/arms/standard/size=100", "/arms/usual/size=100", "/run/sizes=[300]",
                      RULE_IS ("holm"))
  };

  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++) {
    SimNullStudy *study = study_of (scenarios[i]);
    for (guint h = 0; h < 3; h++) /* the test itself is off its level by a little */
      assert_error (find (study, 1u << h, SIM_OTHERS_FAR), 0.05, 0.002);
    g_assert_cmpfloat (study->nulls[study->largest].fwer.value, <, 0.056);
    sim_null_study_free (study);
    sim_scenario_unref (scenarios[i]);
  }
}

/* Two margins of one pair, which cannot both be boundaries: Holm's rule, and the true null of the
   other pair alone, has the whole level where the rest is surely rejected. */
static void
test_margins (void)
{
  SimScenario *scenario = fixture_scenario (
      LARGE, RULE_IS ("holm"), "/outcomes/rmdq/sd=20", "/testing/hypotheses/HE-ST=null",
      "/testing/hypotheses/-={\"id\":\"M\",\"compare\":[\"hand-ear\",\"usual\"],"
      "\"type\":\"non-inferiority\",\"margin\":1}");
  SimNullStudy *study = study_of (scenario);
  const SimNull *far = find (study, 2, SIM_OTHERS_FAR);

  assert_error (far, 0.05, 0);
  g_assert_cmpfloat (far->rejected[0].value, ==, 1);
  g_assert_cmpfloat (far->rejected[2].value, ==, 1);
  g_assert_cmpuint (study->left_out, ==, 0);
  sim_null_study_free (study);
  sim_scenario_unref (scenario);
}

/* Seven hypotheses, of which many sets lead to the same scenario: each is run once. */
static void
test_no_repeats (void)
{
  SimScenario *scenario = fixture_scenario (
      "/arms=[{\"id\":\"a\",\"size\":20},{\"id\":\"b\",\"size\":20},"
      "{\"id\":\"c\",\"size\":20},{\"id\":\"d\",\"size\":20}]",
      "/outcomes=[{\"id\":\"y\",\"better\":\"higher\",\"means\":{\"a\":0.2,\"b\":0.1,"
      "\"c\":0,\"d\":0.3}}]",
      "/analyses=[{\"id\":\"main\",\"method\":\"t-test\"}]", "/dropout/proportion=0",
      "/testing/hypotheses=[{\"id\":\"ab\",\"compare\":[\"a\",\"b\"]},"
      "{\"id\":\"ac\",\"compare\":[\"a\",\"c\"]},{\"id\":\"ad\",\"compare\":[\"a\",\"d\"]},"
      "{\"id\":\"bc\",\"compare\":[\"b\",\"c\"]},{\"id\":\"bd\",\"compare\":[\"b\",\"d\"]},"
      "{\"id\":\"cd\",\"compare\":[\"c\",\"d\"]},{\"id\":\"m1\",\"compare\":[\"a\",\"c\"],"
      "\"type\":\"superiority-margin\",\"margin\":0.1}]",
      RULE_IS ("holm"), "/run/sizes=[80]");
  SimNullStudy *study = study_of (scenario);

  for (guint i = 0; i < study->n; i++)
    for (guint j = 0; j < i; j++)
      if (study->nulls[i].scenario && study->nulls[j].scenario)
        g_assert_cmpstr (sim_scenario_hash (study->nulls[i].scenario), !=,
                         sim_scenario_hash (study->nulls[j].scenario));
  g_assert_cmpuint (study->left_out, ==, 35 + 35 + 21); /* of 3, 4 and 5 out of 7 */
  /* two pairs without an arm in common, and the reference arm moved with its own */
  g_assert_cmpfloat (find (study, 4u | 8u, SIM_OTHERS_FAR)->rejected[0].value, ==, 1);
  sim_null_study_free (study);
  sim_scenario_unref (scenario);
}

/* What was finished when it was stopped are the first rows of the whole. */
static void
test_stopped (void)
{
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = fixture_scenario (LARGE);
  FixtureStop stop = { .until = 0.6 };
  SimStudyOptions options = { .replicates = 2000, .progress = fixture_stop, .data = &stop };
  SimNullStudy *part = sim_null_study_new (engine, scenario, &options, &stop.cancel, NULL);
  SimNullStudy *whole = sim_null_study_new (engine, scenario, &options, NULL, NULL);

  g_assert_false (part->complete);
  g_assert_true (whole->complete);
  g_assert_cmpuint (part->n, >, 0);
  g_assert_cmpuint (part->n, <, whole->n);
  for (guint i = 0; i < part->n; i++) {
    g_assert_cmpuint (part->nulls[i].nulls, ==, whole->nulls[i].nulls);
    g_assert_true ((part->nulls[i].scenario == NULL) == (whole->nulls[i].scenario == NULL));
    if (part->nulls[i].scenario != NULL)
      g_assert_cmpfloat (part->nulls[i].fwer.value, ==, whole->nulls[i].fwer.value);
  }
  g_assert_cmpint (part->largest, >=, 0);
  g_assert_cmpuint (part->replicates, ==, 2000);
  sim_null_study_free (part);
  sim_null_study_free (whole);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

static void
test_cancel (void)
{
  GError *error = NULL;
  gint cancel = 1;
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = fixture_scenario (LARGE);

  g_assert_null (sim_null_study_new (engine, scenario, NULL, &cancel, &error));
  g_assert_no_error (error);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
  sim_null_study_free (NULL);
}

/* Five rows of simulated rates are judged together: z = 2.576 = qnorm (1 - 0.025 / 5), in standard
   errors at the level, sqrt (0.05 * 0.95 / 2000) = 0.004873; the first may be 0.0625. What is exact
   is judged as such, and is none of them. */
static void
test_above (void)
{
  SimNull rows[7] = { { .nulls = 0 } };
  SimNullStudy study = { .replicates = 2000, .n = G_N_ELEMENTS (rows), .nulls = rows };
  SimScenario *scenario = fixture_scenario ("/title=x");

  for (guint i = 0; i < study.n; i++) {
    rows[i].scenario = scenario;
    rows[i].exact = NAN;
    rows[i].fwer = sim_figure_proportion (100, 2000);
  }
  rows[5].exact = 0.051;
  rows[6].scenario = NULL; /* there is none */
  rows[6].fwer.value = NAN;
  rows[0].fwer = sim_figure_proportion (125, 2000); /* alone it is: 1.96 errors are 0.0096 */
  rows[1].fwer = sim_figure_proportion (126, 2000); /* 0.0630 > 0.0625 + 0.00005 */
  g_assert_cmpfloat (rows[0].fwer.low, >, 0.05);
  g_assert_false (sim_null_is_above (&study, 0, 0.05));
  g_assert_true (sim_null_is_above (&study, 1, 0.05));
  g_assert_false (sim_null_is_above (&study, 2, 0.05));
  g_assert_true (sim_null_is_above (&study, 5, 0.05));
  g_assert_false (sim_null_is_above (&study, 6, 0.05));
  sim_scenario_unref (scenario);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nulls/unadjusted", test_unadjusted);
  g_test_add_func ("/nulls/holm", test_holm);
  g_test_add_func ("/nulls/sequence", test_sequence);
  g_test_add_func ("/nulls/lsd", test_lsd);
  g_test_add_func ("/nulls/four-arms", test_four_arms);
  g_test_add_func ("/nulls/other-outcomes", test_other_outcomes);
  g_test_add_func ("/nulls/margins", test_margins);
  g_test_add_func ("/nulls/no-repeats", test_no_repeats);
  g_test_add_func ("/nulls/stopped", test_stopped);
  g_test_add_func ("/nulls/above", test_above);
  g_test_add_func ("/nulls/cancel", test_cancel);
  return g_test_run ();
}
