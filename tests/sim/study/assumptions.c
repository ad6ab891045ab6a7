/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assumptions.c - what is offered for sensitivity: ranges of the basis first, no value twice, and
 * both ends of what is offered make a valid scenario.
 */
#include <math.h>
#include <string.h>

#include "base/prob.h"
#include "../run/fixture.h"

static const SimAssumption *
find (GPtrArray *list, const char *pointer)
{
  const SimAssumption *found = NULL;
  for (guint i = 0; i < list->len; i++) {
    const SimAssumption *one = g_ptr_array_index (list, i);
    if (g_strcmp0 (one->range->pointer, pointer) == 0) {
      g_assert_null (found);
      found = one;
    }
  }
  return found;
}

static void
check_ends (SimScenario *scenario, GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++) {
    const SimAssumption *one = g_ptr_array_index (list, i);
    g_assert_cmpfloat (one->range->values[0], <, one->range->values[1]);
    g_assert_cmpstr (one->label, !=, "");
    for (guint end = 0; end < 2 && !one->given; end++) {
      g_autoptr (GPtrArray) problems = sim_problems_new ();
      g_autoptr (SimDraft) draft
          = sim_vary_apply (one->range, sim_scenario_draft (scenario), end, NULL);
      g_autoptr (SimScenario) other = sim_scenario_check (draft, problems);
      g_assert_nonnull (other);
      g_assert_cmpstr (sim_scenario_hash (other), !=, sim_scenario_hash (scenario));
    }
  }
}

static void
test_offered (void)
{
  SimScenario *scenario = fixture_scenario ("/title=x");
  GPtrArray *list = sim_assumptions (scenario);
  const SimAssumption *sd = find (list, "/outcomes/rmdq/sd");
  const SimAssumption *mean = find (list, "/outcomes/rmdq/means/hand-ear");

  g_assert_nonnull (sd);
  g_assert_false (sd->given);
  g_assert_cmpfloat (sd->range->values[0], ==, 4);
  g_assert_cmpfloat (sd->range->values[1], ==, 6);
  g_assert_cmpfloat (sd->planned, ==, 5);
  g_assert_cmpstr (sd->ends[0], ==, "4 points");
  /* means of two visits that differ move together */
  g_assert_nonnull (mean);
  g_assert_cmpint (mean->range->how, ==, SIM_VARY_SHIFT);
  g_assert_cmpfloat (mean->range->values[1], ==, 1);
  g_assert_cmpstr (mean->ends[1], ==, "+1 point");
  check_ends (scenario, list);
  g_ptr_array_unref (list);
  sim_scenario_unref (scenario);
}

static void
test_given (void)
{
  SimScenario *scenario = fixture_scenario (
      "/basis={\"/outcomes/rmdq/sd\": {\"kind\": \"assumed\", \"range\": [3, 9]}, "
      "\"/outcomes/rmdq/baseline/mean\": {\"kind\": \"assumed\", \"range\": [9, 12]}}");
  GPtrArray *list = sim_assumptions (scenario);
  const SimAssumption *first = g_ptr_array_index (list, 0);
  const SimAssumption *sd = find (list, "/outcomes/rmdq/sd");

  g_assert_true (first->given);
  g_assert_nonnull (sd);
  g_assert_true (sd->given);
  g_assert_cmpfloat (sd->range->values[0], ==, 3);
  g_assert_cmpfloat (sd->range->values[1], ==, 9);
  g_assert_nonnull (find (list, "/outcomes/rmdq/baseline/mean"));
  check_ends (scenario, list);
  g_ptr_array_unref (list);
  sim_scenario_unref (scenario);
}

/* Ends of the range offered at a pointer: what is set, or added. */
static void
check_range (const char *const *assignments, const char *pointer, SimVaryHow how, double low,
             double high, const char *rule)
{
  SimScenario *scenario = fixture_scenario_v (assignments);
  GPtrArray *list = sim_assumptions (scenario);
  const SimAssumption *one = find (list, pointer);
  g_autoptr (SimTornado) tornado = sim_assumptions_tornado (scenario, list, NULL);
  g_autofree char *words = sim_assumptions_rule (tornado);

  g_assert_nonnull (one);
  g_assert_cmpint (one->range->how, ==, how);
  g_assert_cmpfloat (one->range->values[0], ==, low);
  g_assert_cmpfloat (one->range->values[1], ==, high);
  g_assert_cmpstr (words, ==, rule);
  check_ends (scenario, list);
  g_ptr_array_unref (list);
  sim_scenario_unref (scenario);
}

#define MEANS_AND_OTHERS                                                                           \
  "means a fifth of the SD of their arm less and more, all else a fifth of what is planned"
#define OTHERS "a fifth less and more than planned"
#define WAY    "; where that passes what is possible, a fifth of the way there"
#define CHECK(pointer, how, low, high, rule, ...)                                                  \
  check_range ((const char *const[]){ __VA_ARGS__, NULL }, "/outcomes/" pointer, how, low, high,   \
               rule)

/* A fifth of the SD of the arm itself, where the first hypothesis looks: at week 8. */
static void
test_means (void)
{
  const char *by_arm = "/outcomes/rmdq/sd={\"hand-ear\":4,\"standard\":5,\"usual\":6}";
  const char *by_visit
      = "/outcomes/rmdq/sd={\"hand-ear\":[4,9],\"standard\":[5,9],\"usual\":[6,9]}";

  CHECK ("rmdq/means/hand-ear", SIM_VARY_SHIFT, -0.8, 0.8, MEANS_AND_OTHERS, by_arm);
  CHECK ("rmdq/means/usual", SIM_VARY_SHIFT, -1.2, 1.2, MEANS_AND_OTHERS, by_arm);
  CHECK ("rmdq/means/usual", SIM_VARY_SHIFT, -1.2, 1.2, MEANS_AND_OTHERS, by_visit);
  /* one number is said as it would be, and none is a number as well */
  CHECK ("rmdq/means/usual", SIM_VARY_SET, 7.8, 10.2, MEANS_AND_OTHERS, by_arm,
         "/outcomes/rmdq/means/usual=9");
  CHECK ("rmdq/means/usual", SIM_VARY_SET, -1.2, 1.2, MEANS_AND_OTHERS, by_arm,
         "/outcomes/rmdq/means/usual=0");
}

/* What a fifth more would take past its limit goes a fifth of the way there. */
static void
test_limits (void)
{
  CHECK ("rmdq/correlation/baseline", SIM_VARY_SET, 0.88, 0.92, MEANS_AND_OTHERS WAY,
         "/outcomes/rmdq/correlation/baseline=0.9", "/outcomes/rmdq/correlation/visits=0.9");
  CHECK ("rmdq/correlation/baseline", SIM_VARY_SET, -0.92, -0.88, MEANS_AND_OTHERS WAY,
         "/outcomes/rmdq/correlation/baseline=-0.9", "/outcomes/rmdq/correlation/visits=0.9");
}

#define OF_ANALYSIS(outcome, method)                                                               \
  "/analyses=[{\"id\":\"main\",\"outcome\":\"" outcome "\",\"method\":\"" method "\"}]",           \
      "/testing/hypotheses=[{\"id\":\"H\",\"compare\":[\"hand-ear\",\"usual\"]}]"
#define WHOLE(text) "/outcomes=[{\"id\":\"y\"," text "}]"

/* Of every other kind of truth a part of itself. */
static void
test_other_truths (void)
{
  const char *shares = WHOLE ("\"type\":\"binary\",\"correlation\":{\"visits\":0.5},"
                              "\"proportions\":{\"hand-ear\":0.9,\"standard\":0.4,"
                              "\"usual\":0.5}");
  const char *times = WHOLE ("\"type\":\"time-to-event\",\"follow-up\":52,"
                             "\"hazards\":{\"usual\":0.05},"
                             "\"hazard-ratio\":{\"hand-ear\":0.5}");
  const char *counts = WHOLE ("\"type\":\"count\",\"rates\":{\"hand-ear\":2,\"standard\":3,"
                              "\"usual\":4}");
  const char *grades = WHOLE ("\"type\":\"ordinal\",\"categories\":3,"
                              "\"probabilities\":{\"usual\":[0.2,0.3,0.5]},"
                              "\"odds-ratio\":{\"hand-ear\":0.5,\"standard\":0.5}");

  CHECK ("y/proportions/hand-ear", SIM_VARY_SET, 0.88, 0.92, OTHERS WAY, shares,
         OF_ANALYSIS ("y", "risk-difference"));
  CHECK ("y/proportions/usual", SIM_VARY_SET, 0.4, 0.6, OTHERS WAY, shares,
         OF_ANALYSIS ("y", "risk-difference"));
  CHECK ("y/hazards/usual", SIM_VARY_SET, 0.04, 0.06, OTHERS, times, OF_ANALYSIS ("y", "log-rank"));
  CHECK ("y/hazard-ratio/hand-ear", SIM_VARY_SET, 0.4, 0.6, OTHERS, times,
         OF_ANALYSIS ("y", "log-rank"));
  CHECK ("y/rates/usual", SIM_VARY_SET, 3.2, 4.8, OTHERS, counts,
         OF_ANALYSIS ("y", "negative-binomial"));
  CHECK ("y/odds-ratio/hand-ear", SIM_VARY_SET, 0.4, 0.6, OTHERS, grades,
         OF_ANALYSIS ("y", "mann-whitney"));
}

/* Of one visit there is no correlation between visits, whatever the file says of it. */
static void
test_without_effect (void)
{
  SimScenario *two = fixture_scenario ("/title=x");
  SimScenario *one = fixture_scenario (
      "/outcomes/0/visits=[{\"id\":\"week-8\",\"time\":8}]", "/outcomes/0/sd=5",
      "/outcomes/0/means={\"hand-ear\":5.7,\"standard\":6.8,\"usual\":8.9}",
      "/basis={\"/outcomes/rmdq/correlation/visits\":{\"kind\":\"assumed\",\"range\":[0.5,0.8]}}");
  g_autoptr (GPtrArray) of_two = sim_assumptions (two);
  g_autoptr (GPtrArray) of_one = sim_assumptions (one);

  g_assert_nonnull (find (of_two, "/outcomes/rmdq/correlation/visits"));
  g_assert_null (find (of_one, "/outcomes/rmdq/correlation/visits"));
  g_assert_nonnull (find (of_one, "/outcomes/rmdq/correlation/baseline"));
  sim_scenario_unref (two);
  sim_scenario_unref (one);
}

/* What a covariate tells of the outcome is offered where an analysis adjusts for it; so are losses
   that depend on scores, differing response and adherence, where the scenario has them. */
static void
test_people (void)
{
  static const char *const pointers[]
      = { "/covariates/age/correlation/rmdq", "/dropout/log-odds", "/dropout/proportion",
          "/practitioners/icc", "/response-sd", "/adherence/proportion/hand-ear",
          "/adherence/share-kept/hand-ear", "/outcomes/rmdq/correlation/baseline" };
  const char *people[] = {
    "/covariates=[{\"id\":\"age\",\"correlation\":0.5},{\"id\":\"other\",\"correlation\":0.2}]",
    "/analyses/0/adjust-for=[\"baseline\",\"age\"]", "/dropout/mechanism=mar",
    "/dropout/log-odds=0.1", "/response-sd=2",
    "/practitioners={\"count\":{\"hand-ear\":3,\"standard\":3},\"icc\":0.05}",
    "/adherence={\"proportion\":{\"hand-ear\":0.9},\"share-kept\":{\"hand-ear\":0.5}}", NULL
  };
  SimScenario *scenario = fixture_scenario_v (people);
  GPtrArray *list = sim_assumptions (scenario);

  for (guint i = 0; i < G_N_ELEMENTS (pointers); i++) {
    g_test_message ("%s", pointers[i]);
    g_assert_nonnull (find (list, pointers[i]));
  }
  g_assert_null (find (list, "/covariates/other/correlation/rmdq"));
  g_assert_null (find (list, "/adherence/proportion/standard"));
  check_ends (scenario, list);
  g_ptr_array_unref (list);
  sim_scenario_unref (scenario);
}

/* Two-sided power of an ANCOVA with a covariate of correlation rho and 60 : 60 : 60 patients: the
   residual variance is 1 - rho^2 of the whole, and the means are known less well by the difference
   of the covariate, (1 + F / (N - 3)) with F ~ F(1, N - 3), here at its mean. */
static double
ancova_power (double effect, double sd, double rho)
{
  double n = 60, df = 3 * n - 4, f = (df + 1) / (df - 1);
  double ncp = effect / (sd * sqrt ((1 - rho * rho) * 2 / n * (1 + f / (df + 1))));
  double t = sim_t_upper_quantile (0.025, df);

  return sim_noncentral_t_upper (t, df, ncp) + sim_noncentral_t_cdf (-t, df, ncp);
}

/* What the correlation of a covariate does to power is what the formula says. */
static void
test_covariate (void)
{
  const char *age[] = {
    "/covariates=[{\"id\":\"age\",\"correlation\":0.6}]", "/analyses/0/adjust-for=[\"age\"]",
    "/arms/hand-ear/size=60", "/arms/standard/size=60", "/arms/usual/size=60",
    "/outcomes/0/means={\"hand-ear\":[6,6],\"standard\":[7,7],\"usual\":[8,8]}",
    "/dropout/proportion=0", "/testing/multiplicity/method=none", NULL
  };
  SimScenario *scenario = fixture_scenario_v (age);
  GPtrArray *list = sim_assumptions (scenario);
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimTornadoOptions options = { .replicates = 8000 };
  g_autoptr (SimTornado) tornado = NULL;
  guint bar = 0;

  while (strcmp (((SimAssumption *)list->pdata[bar])->range->pointer,
                 "/covariates/age/correlation/rmdq") != 0)
    bar++;
  if (bar > 0)
    g_ptr_array_remove_range (list, 0, bar);
  g_ptr_array_set_size (list, 1);
  tornado = sim_assumptions_tornado (scenario, list, NULL);
  g_assert_true (sim_tornado_run (tornado, engine, &options, NULL, NULL));
  for (guint end = 0; end < 2; end++) {
    double rho = tornado->bars[0].range->values[end];
    double power = tornado->bars[0].ends[end].power[0].b, formula = ancova_power (2, 5, rho);
    double error = sqrt (formula * (1 - formula) / options.replicates);
    g_test_message ("%g: %.4f (%.4f), formula %.4f", rho, power, error, formula);
    g_assert_cmpfloat (rho, ==, end == 0 ? 0.48 : 0.72);
    g_assert_cmpfloat (fabs (power - formula), <, 4 * error);
  }
  sim_engine_free (engine);
  g_ptr_array_unref (list);
  sim_scenario_unref (scenario);
}

static void
assert_named (const char *proportion, const char *basis, const char *pointer, const char *label,
              const char *low)
{
  g_autofree char *lost = g_strconcat ("/dropout/proportion=", proportion, NULL);
  g_autofree char *ranges = g_strconcat ("/basis={", basis, "}", NULL);
  SimScenario *scenario = fixture_scenario (lost, ranges);
  g_autoptr (GPtrArray) list = sim_assumptions (scenario);
  const SimAssumption *one = find (list, pointer);

  g_assert_nonnull (one);
  g_assert_cmpstr (one->label, ==, label);
  g_assert_cmpstr (one->ends[0], ==, low);
  sim_scenario_unref (scenario);
}

/* The range of a course is of the last visit, not of the first one that moves with it. */
static void
test_courses (void)
{
  const char *each = "{\"hand-ear\":[0.05,0.12],\"standard\":[0.05,0.12],\"usual\":[0.08,0.2]}";
  const char *of_one = "\"/dropout/proportion/usual\":{\"kind\":\"assumed\",\"range\":[0.1,0.3]}";
  const char *of_all = "\"/dropout/proportion\":{\"kind\":\"assumed\",\"range\":[0.1,0.3]}";

  assert_named (each, of_one, "/dropout/proportion/usual", "Dropout: Lost, Usual care, by Week 26",
                "10 %");
  assert_named ("[0.05,0.12]", of_one, "/dropout/proportion/usual",
                "Dropout: Lost, Usual care, by Week 26", "10 %");
  assert_named (each, of_all, "/dropout/proportion", "Dropout: Lost by Week 26", "10 %");
  assert_named ("[0.05,0.12]", of_all, "/dropout/proportion", "Dropout: Lost by Week 26", "10 %");
  /* where none is given: of one end a fifth of it, of several all that is planned at once */
  assert_named ("[0.05,0.12]", "", "/dropout/proportion", "Dropout: Lost by Week 26", "9.6 %");
  assert_named (each, "", "/dropout/proportion", "Dropout: Lost", "0.8 times as planned");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study/assumptions/offered", test_offered);
  g_test_add_func ("/study/assumptions/given", test_given);
  g_test_add_func ("/study/assumptions/means", test_means);
  g_test_add_func ("/study/assumptions/limits", test_limits);
  g_test_add_func ("/study/assumptions/other-truths", test_other_truths);
  g_test_add_func ("/study/assumptions/courses", test_courses);
  g_test_add_func ("/assumptions/without-effect", test_without_effect);
  g_test_add_func ("/study/assumptions/people", test_people);
  g_test_add_func ("/study/assumptions/covariate", test_covariate);
  return g_test_run ();
}
