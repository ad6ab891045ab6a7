/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assumptions.c - what is offered for sensitivity: ranges of the basis first, no value twice, and
 * both ends of what is offered make a valid scenario.
 */
#include <math.h>

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
  return g_test_run ();
}
