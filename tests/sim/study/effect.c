/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effect.c - the effect that a trial detects: against R, and by putting the value found back in.
 */
#include <math.h>

#include "../run/fixture.h"

static SimEffectStudy *
study_of (SimScenario *scenario, guint total, double power, const char *goal, guint64 replicates)
{
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimEffectOptions options = { total, power, replicates, goal };
  GError *error = NULL;
  SimEffectStudy *study = sim_effect_study_new (engine, scenario, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (study);
  sim_engine_free (engine);
  return study;
}

#define PAIR "/testing/hypotheses=[{\"id\":\"x\",\"compare\":[\"hand-ear\",\"usual\"]}]"

/* R 4.2.2: power.t.test (n = 64, power = 0.8, strict = TRUE, tol = 1e-13)$delta; 86, 0.9. The SD
   is 5. */
static void
test_exact (void)
{
  static const struct {
    guint total;
    double power, delta;
  } rows[] = { { 128, 0.8, 0.4990691780 }, { 172, 0.9, 0.4971432330 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    SimScenario *scenario = fixture_scenario (
        PAIR, "/arms/standard=null", "/arms/hand-ear/size=50", "/arms/usual/size=50",
        "/outcomes/0/means={\"hand-ear\":[5,5],\"usual\":[7.5,7.5]}", "/dropout/proportion=0",
        "/analyses/0/method=t-test");
    SimEffectStudy *study = study_of (scenario, rows[i].total, rows[i].power, "x", 20000);
    const SimEffectAnswer *answer = &study->answers[0];
    double half = (answer->high - answer->low) / 2;
    g_test_message ("%.10f, R %.10f; simulated %.4f (%.4f to %.4f)", answer->exact_effect / 5,
                    rows[i].delta, answer->effect / 5, answer->low / 5, answer->high / 5);
    g_assert_cmpfloat (fabs (answer->exact_effect / 5 - rows[i].delta), <, 1e-8);
    g_assert_cmpfloat (answer->planned, ==, 2.5);
    g_assert_cmpfloat (fabs (answer->effect - answer->exact_effect), <, 2.05 * half);
    g_assert_cmpfloat (half, <, 0.06);
    g_assert_cmpfloat (half, >, 0.01);
    g_assert_cmpstr (answer->pointer, ==, "/outcomes/rmdq/means/hand-ear/0");
    sim_effect_study_free (study);
    sim_scenario_unref (scenario);
  }
}

/* Runs with the value found in the place where it was moved: power is the target, of the same
   random numbers up to the last steps of the search. */
static void
check_back (const char *const *assignments, double power)
{
  SimScenario *scenario = fixture_scenario_v (assignments);
  SimEffectStudy *study = study_of (scenario, 0, power, "x", 4000);
  const SimEffectAnswer *answer = &study->answers[0];
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = 4000 };
  const char *all[16];
  guint n = 0;

  g_assert_nonnull (answer->pointer);
  g_test_message ("%s=%g: effect %g (%g to %g), exactly %g", answer->pointer, answer->value,
                  answer->effect, answer->low, answer->high, answer->exact_effect);
  g_assert_true (isfinite (answer->effect));
  g_assert_cmpfloat (answer->low, <, answer->effect);
  g_assert_cmpfloat (answer->high, >, answer->effect);
  for (; assignments[n] != NULL; n++)
    all[n] = assignments[n];
  g_autofree char *back = g_strdup_printf ("%s=%.17g", answer->pointer, answer->value);
  all[n++] = back;
  all[n] = NULL;
  SimScenario *moved = fixture_scenario_v (all);
  SimSnapshot *snapshot = fixture_run (engine, moved, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  const SimHypothesisResult *own = &results->sizes[results->own_size].hypotheses[0];
  g_assert_cmpfloat (fabs (own->power.value - power), <, 0.004);
  g_assert_cmpfloat (fabs (own->true_effect - answer->effect), <, 1e-9);
  if (isfinite (answer->exact_effect)) /* four standard errors are about twice the interval */
    g_assert_cmpfloat (fabs (answer->exact_effect - answer->effect), <,
                       1.05 * (answer->high - answer->low));
  sim_snapshot_unref (snapshot);
  sim_scenario_unref (moved);
  sim_engine_free (engine);
  sim_effect_study_free (study);
  sim_scenario_unref (scenario);
}

#define OUTCOME(body) "/outcomes=[{\"id\":\"o\"," body "}]"
#define VISIT         "\"visits\":[{\"id\":\"v\",\"time\":8}]"
#define PLAIN         PAIR, "/testing/multiplicity/method=none", "/dropout/proportion=0"

static void
test_types (void)
{
  const char *ancova[] = { PAIR, NULL };
  const char *harm[] = { PAIR, "/outcomes/0/means/hand-ear=[12,12]", NULL };
  const char *margin[] = { PLAIN, "/testing/hypotheses=[{\"id\":\"x\",\"compare\":[\"hand-ear\","
                                  "\"standard\"],\"type\":\"non-inferiority\",\"margin\":1.5}]",
                           NULL };
  const char *binary[] = {
    PLAIN,
    OUTCOME (VISIT ",\"type\":\"binary\",\"better\":\"higher\",\"proportions\":{\"hand-ear\":0.5,"
                   "\"standard\":0.4,\"usual\":0.3}"),
    "/analyses=[{\"id\":\"main\",\"outcome\":\"o\",\"method\":\"risk-difference\"}]", NULL
  };
  const char *count[] = {
    PLAIN,
    OUTCOME (VISIT ",\"type\":\"count\",\"better\":\"lower\",\"rates\":{\"hand-ear\":3,"
                   "\"standard\":4,\"usual\":4}"),
    "/analyses=[{\"id\":\"main\",\"outcome\":\"o\",\"method\":\"negative-binomial\"}]", NULL
  };
  const char *times[] = {
    PLAIN,
    OUTCOME ("\"type\":\"time-to-event\",\"better\":\"later\",\"medians\":{\"usual\":10},"
             "\"hazard-ratio\":{\"hand-ear\":0.7},\"accrual\":12,\"follow-up\":24"),
    "/analyses=[{\"id\":\"main\",\"outcome\":\"o\",\"method\":\"log-rank\"}]", NULL
  };

  check_back (ancova, 0.8);
  check_back (harm, 0.8);
  check_back (margin, 0.8);
  check_back (binary, 0.7);
  check_back (count, 0.9);
  check_back (times, 0.8);
}

/* Power of equivalence is largest in the middle, and of several hypotheses there is no one effect:
   then there is power alone. */
static void
test_none (void)
{
  SimScenario *scenario = fixture_scenario (
      "/testing/hypotheses=[{\"id\":\"x\",\"compare\":[\"hand-ear\",\"usual\"]},{\"id\":\"y\","
      "\"compare\":[\"hand-ear\",\"standard\"],\"type\":\"equivalence\",\"margin\":3}]",
      "/testing/multiplicity/method=none");
  SimEffectStudy *study = study_of (scenario, 200, 0.8, NULL, 800);

  g_assert_cmpuint (study->n_answers, ==, 4);
  g_assert_cmpuint (study->total, ==, 200);
  g_assert_nonnull (study->answers[0].pointer);
  for (guint i = 1; i < 4; i++) {
    g_assert_null (study->answers[i].pointer);
    g_assert_true (isnan (study->answers[i].effect));
    g_assert_cmpfloat (study->answers[i].power.value, >, 0);
  }
  sim_effect_study_free (study);
  sim_scenario_unref (scenario);
}

static void
test_refused (void)
{
  SimScenario *scenario = fixture_scenario (NULL);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimEffectOptions options = { .total = 5 };
  GError *error = NULL;
  gint cancel = 1;

  g_assert_null (sim_effect_study_new (engine, scenario, &options, NULL, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_USAGE);
  g_clear_error (&error);
  options.total = 100;
  g_assert_null (sim_effect_study_new (engine, scenario, &options, &cancel, &error));
  g_assert_no_error (error);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/effect/exact", test_exact);
  g_test_add_func ("/effect/types", test_types);
  g_test_add_func ("/effect/none", test_none);
  g_test_add_func ("/effect/refused", test_refused);
  return g_test_run ();
}
