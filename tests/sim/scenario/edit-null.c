/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-null.c - tests of scenarios whose hypotheses are put on the boundary of their nulls.
 */
#include <math.h>

#include "scenario/edit-null.h"

#include "../theory/scenario-of.h"

/* The scenario after the edit; its effects are compared by the caller. */
static SimScenario *
null_of (SimScenario *scenario, guint nulls, SimNullOthers others)
{
  GError *error = NULL;
  GPtrArray *problems = sim_problems_new ();
  SimDraft *draft = sim_edit_null (scenario, nulls, others, &error);

  g_assert_no_error (error);
  SimScenario *moved = sim_scenario_check (draft, problems);
  g_assert_nonnull (moved);
  g_ptr_array_unref (problems);
  sim_draft_unref (draft);
  return moved;
}

static void
assert_effects (const SimScenario *scenario, const double *effects, double tolerance)
{
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++)
    if (!isnan (effects[h]))
      g_assert_cmpfloat_with_epsilon (sim_scenario_true_effect (scenario, h), effects[h],
                                      tolerance);
}

#define CHECK(scenario, nulls, others, tolerance, ...)                                             \
  {                                                                                                \
    SimScenario *there = null_of (scenario, nulls, others);                                        \
    g_assert_cmpuint (sim_scenario_true_nulls (there) & (nulls), ==, nulls);                       \
    assert_effects (there, (const double[]){ __VA_ARGS__ }, tolerance);                            \
    sim_scenario_unref (there);                                                                    \
  }

/* The example: 3.2, 2.1 and 1.1; arms move no further than they must, usual care stays. */
static void
test_means (void)
{
  SimScenario *s = scenario_of (RULE ("holm"));

  g_assert_cmpuint (sim_scenario_true_nulls (s), ==, 0);
  CHECK (s, 7u, SIM_OTHERS_PLANNED, 1e-8, 0, 0, 0);
  CHECK (s, 1u, SIM_OTHERS_PLANNED, 1e-8, 0, 2.1, -2.1);
  CHECK (s, 2u, SIM_OTHERS_PLANNED, 1e-8, 3.2, 0, 3.2);
  CHECK (s, 4u, SIM_OTHERS_PLANNED, 1e-8, 2.65, 2.65, 0);
  SimScenario *moved = null_of (s, 2, SIM_OTHERS_PLANNED);
  /* every visit is null, and numbers are as short as they can be */
  g_assert_cmpfloat (sim_scenario_number (moved, "/outcomes/rmdq/means/standard/0"), ==, 8.9);
  g_assert_cmpfloat (sim_scenario_number (moved, "/outcomes/rmdq/means/standard/1"), ==, 8.4);
  g_assert_cmpfloat (sim_scenario_number (moved, "/outcomes/rmdq/means/hand-ear/1"), ==, 5.5);
  sim_scenario_unref (moved);
  /* 10 SD of arms, SD 5: half of it each */
  CHECK (s, 1u, SIM_OTHERS_FAR, 1e-3, 0, 50 * G_SQRT2, -50 * G_SQRT2);
  SimScenario *all = null_of (s, 7, SIM_OTHERS_FAR), *same = null_of (s, 7, SIM_OTHERS_PLANNED);
  g_assert_cmpstr (sim_scenario_hash (all), ==, sim_scenario_hash (same));
  sim_scenario_unref (all);
  sim_scenario_unref (same);
  sim_scenario_unref (s);
}

static void
test_margins (void)
{
  SimScenario *s = scenario_of (
      T_TEST, RULE ("none"),
      "/testing/hypotheses=[{\"id\":\"N\",\"compare\":[\"hand-ear\",\"standard\"],"
      "\"type\":\"non-inferiority\",\"margin\":1.5},"
      "{\"id\":\"E\",\"compare\":[\"standard\",\"usual\"],\"type\":\"equivalence\",\"margin\":3},"
      "{\"id\":\"R\",\"compare\":[\"hand-ear\",\"standard\"],\"type\":\"retention\","
      "\"placebo\":\"usual\",\"fraction\":0.5},"
      "{\"id\":\"S\",\"compare\":[\"hand-ear\",\"standard\"],"
      "\"type\":\"superiority-margin\",\"margin\":0.4}]");

  CHECK (s, 1u, SIM_OTHERS_PLANNED, 1e-8, -1.5, NAN, NAN, -1.5);
  CHECK (s, 2u, SIM_OTHERS_PLANNED, 1e-8, NAN, 3, NAN, NAN); /* 2.1 is nearer to 3 than to -3 */
  CHECK (s, 4u, SIM_OTHERS_PLANNED, 1e-8, NAN, NAN, 0, NAN);
  CHECK (s, 8u, SIM_OTHERS_PLANNED, 1e-8, 0.4, NAN, NAN, 0.4);
  CHECK (s, 7u, SIM_OTHERS_PLANNED, 1e-8, -1.5, 3, 0, NAN) /* -1.5 = -half of 3 */
  CHECK (s, 3u, SIM_OTHERS_FAR, 1e-8, -1.5, 3, NAN, NAN);
  GError *error = NULL;
  g_assert_null (sim_edit_null (s, 9, SIM_OTHERS_PLANNED, &error)); /* -1.5 and 0.4 at once */
  g_assert_error (error, SIM_ERROR, SIM_ERROR_CONFLICT);
  g_error_free (error);
  sim_scenario_unref (s);
}

/* Other outcomes, on scales of their own. */
#define BINARY(method)                                                                             \
  "/outcomes=[{\"id\":\"y\",\"type\":\"binary\",\"better\":\"higher\",\"proportions\":"            \
  "{\"hand-ear\":0.5,\"standard\":0.4,\"usual\":0.2}}]",                                           \
      "/dropout=null", "/basis=null",                                                              \
      "/analyses=[{\"id\":\"main\",\"method\":\"" method "\"}]"

static void
test_proportions (void)
{
  SimScenario *difference = scenario_of (
      BINARY ("risk-difference"), "/analyses/main/variance=unpooled", RULE ("none"),
      "/testing/hypotheses=[{\"id\":\"N\",\"compare\":[\"hand-ear\",\"standard\"],"
      "\"type\":\"non-inferiority\",\"margin\":0.1},"
      "{\"id\":\"S\",\"compare\":[\"standard\",\"usual\"]}]");
  SimScenario *odds = scenario_of (BINARY ("logistic"), RULE ("holm"));

  CHECK (difference, 1u, SIM_OTHERS_PLANNED, 1e-9, -0.1, NAN);
  CHECK (difference, 3u, SIM_OTHERS_PLANNED, 1e-9, -0.1, 0);
  CHECK (odds, 7u, SIM_OTHERS_PLANNED, 1e-9, 0, 0, 0);
  CHECK (odds, 4u, SIM_OTHERS_PLANNED, 1e-9, NAN, NAN, 0);
  SimScenario *far = null_of (odds, 2, SIM_OTHERS_FAR);
  g_assert_cmpfloat (fabs (sim_scenario_true_effect (far, 0)), >, 9);
  sim_scenario_unref (far);
  sim_scenario_unref (difference);
  sim_scenario_unref (odds);
}

#define TIMES(values)                                                                              \
  "/outcomes=[{\"id\":\"t\",\"type\":\"time-to-event\",\"better\":\"later\"," values               \
  ",\"accrual\":26,\"follow-up\":52}]",                                                            \
      "/dropout=null", "/basis=null", "/analyses=[{\"id\":\"main\",\"method\":\"log-rank\"}]"

static void
test_times (void)
{
  SimScenario *scenarios[]
      = { scenario_of (TIMES ("\"medians\":{\"hand-ear\":30,\"standard\":20,\"usual\":12}"),
                       RULE ("holm")),
          scenario_of (TIMES ("\"hazards\":{\"hand-ear\":0.02,\"standard\":0.03,\"usual\":0.05},"
                              "\"shape\":2.5"),
                       RULE ("holm")),
          scenario_of (TIMES ("\"medians\":{\"usual\":12},\"hazard-ratio\":{\"hand-ear\":0.5,"
                              "\"standard\":0.7}"),
                       RULE ("holm")) };

  /* hazards that change are lists */
  SimScenario *pieces = scenario_of (
      TIMES ("\"hazards\":{\"hand-ear\":[0.02,0.01],\"standard\":[0.03,0.01],"
             "\"usual\":[0.05,0.02]},\"intervals\":[8]"),
      RULE ("holm"));
  CHECK (pieces, 7u, SIM_OTHERS_PLANNED, 1e-8, 0, 0, 0);
  sim_scenario_unref (pieces);
  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++) {
    CHECK (scenarios[i], 7u, SIM_OTHERS_PLANNED, 1e-8, 0, 0, 0);
    CHECK (scenarios[i], 1u, SIM_OTHERS_PLANNED, 1e-8, 0, NAN, NAN);
    CHECK (scenarios[i], 4u, SIM_OTHERS_FAR, 1e-8, NAN, NAN, 0);
    sim_scenario_unref (scenarios[i]);
  }
}

/* Lists of probabilities are no numbers that could be moved, but arms can be made alike; an odds
   ratio is a number. */
static void
test_categories (void)
{
  static const char lists[]
      = "/outcomes=[{\"id\":\"o\",\"type\":\"ordinal\",\"better\":\"higher\",\"categories\":3,"
        "\"probabilities\":{\"hand-ear\":[0.2,0.3,0.5],\"standard\":[0.3,0.3,0.4],"
        "\"usual\":[0.4,0.3,0.3]}}]";
  static const char ratios[]
      = "/outcomes=[{\"id\":\"o\",\"type\":\"ordinal\",\"better\":\"higher\",\"categories\":3,"
        "\"probabilities\":{\"usual\":[0.4,0.3,0.3]},\"odds-ratio\":{\"hand-ear\":2,"
        "\"standard\":1.5}}]";
  static const char analysis[]
      = "/analyses=[{\"id\":\"main\",\"method\":\"proportional-odds\"}]";
  SimScenario *lists_of = scenario_of (lists, analysis, "/dropout=null", "/basis=null");
  SimScenario *yes = scenario_of (ratios, analysis, "/dropout=null", "/basis=null");

  CHECK (lists_of, 1u, SIM_OTHERS_PLANNED, 1e-9, 0, NAN, NAN);
  CHECK (lists_of, 4u, SIM_OTHERS_FAR, 1e-9, NAN, NAN, 0);
  CHECK (lists_of, 7u, SIM_OTHERS_PLANNED, 1e-9, 0, 0, 0);
  SimScenario *same = null_of (lists_of, 3, SIM_OTHERS_PLANNED); /* all as in usual care */
  g_assert_cmpfloat (
      sim_scenario_number (same, "/outcomes/o/probabilities/hand-ear/0"), ==, 0.4);
  sim_scenario_unref (same);
  CHECK (yes, 7u, SIM_OTHERS_PLANNED, 1e-9, 0, 0, 0);
  CHECK (yes, 2u, SIM_OTHERS_PLANNED, 1e-9, log (2), 0, log (2));
  sim_scenario_unref (lists_of);
  sim_scenario_unref (yes);
}

/* Two visits of one outcome: only the one that belongs to the null is moved. */
static void
test_visits (void)
{
  SimScenario *s = scenario_of (
      RULE ("holm"), "/analyses/-={\"id\":\"late\",\"visit\":\"week-26\",\"method\":\"t-test\"}",
      "/testing/hypotheses/ST-UC/analysis=late");
  SimScenario *moved = null_of (s, 2, SIM_OTHERS_PLANNED);

  g_assert_cmpfloat (sim_scenario_number (moved, "/outcomes/rmdq/means/standard/0"), ==, 6.8);
  g_assert_cmpfloat (sim_scenario_number (moved, "/outcomes/rmdq/means/standard/1"), ==, 8.4);
  sim_scenario_unref (moved);
  sim_scenario_unref (s);
}

/* Three claims that cannot be on their boundaries at once: two are, and the third is beyond. */
static void
test_global (void)
{
  SimScenario *s = scenario_of (
      T_TEST, RULE ("none"),
      "/testing/hypotheses=[{\"id\":\"S\",\"compare\":[\"hand-ear\",\"usual\"]},"
      "{\"id\":\"N\",\"compare\":[\"hand-ear\",\"standard\"],\"type\":\"non-inferiority\","
      "\"margin\":1.5},{\"id\":\"R\",\"compare\":[\"hand-ear\",\"standard\"],"
      "\"type\":\"retention\",\"placebo\":\"usual\",\"fraction\":0.5}]");
  GPtrArray *problems = sim_problems_new ();
  GError *error = NULL;

  g_assert_null (sim_edit_null (s, 7, SIM_OTHERS_PLANNED, NULL));
  SimDraft *draft = sim_edit_global_null (s, &error);
  g_assert_no_error (error);
  SimScenario *moved = sim_scenario_check (draft, problems);
  g_assert_cmpuint (sim_scenario_true_nulls (moved), ==, 7);
  assert_effects (moved, (const double[]){ 0, -1.5, -0.75 }, 1e-8);
  g_ptr_array_unref (problems);
  sim_draft_unref (draft);
  sim_scenario_unref (moved);
  sim_scenario_unref (s);
}

/* Two margins of one pair cannot both be boundaries, and yet the others go far from theirs. */
static void
test_far_with_margins (void)
{
  SimScenario *s = scenario_of (
      T_TEST, RULE ("holm"), "/testing/hypotheses/-={\"id\":\"M\",\"compare\":[\"hand-ear\","
                             "\"usual\"],\"type\":\"non-inferiority\",\"margin\":1.5}");

  for (guint h = 0; h < 3; h++) {
    SimScenario *far = null_of (s, 1u << h, SIM_OTHERS_FAR);
    g_assert_cmpuint (sim_scenario_true_nulls (far), ==, 1u << h);
    for (guint other = 0; other < 3; other++) /* pairs of arms, SD 5 */
      if (other != h)
        g_assert_cmpfloat (fabs (sim_scenario_true_effect (far, other)), >, 49);
    if (h > 0)
      g_assert_cmpfloat (sim_scenario_true_effect (far, 3), >, 49);
    sim_scenario_unref (far);
  }
  sim_scenario_unref (s);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit-null/means", test_means);
  g_test_add_func ("/edit-null/margins", test_margins);
  g_test_add_func ("/edit-null/proportions", test_proportions);
  g_test_add_func ("/edit-null/times", test_times);
  g_test_add_func ("/edit-null/categories", test_categories);
  g_test_add_func ("/edit-null/visits", test_visits);
  g_test_add_func ("/edit-null/global", test_global);
  g_test_add_func ("/edit-null/far-with-margins", test_far_with_margins);
  return g_test_run ();
}
