/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * priors.c - tests of priors: what is refused, what a guess from them makes, what follows edits.
 */
#include "scenario/priors.h"

#include <math.h>
#include <string.h>

#include "../theory/scenario-of.h"
#include "base/numeric.h"
#include "base/prob.h"
#include "scenario/edit.h"

/* The example with priors; the first problem that is found, newly allocated, or NULL. */
static char *
problem_of (const char *priors)
{
  GError *error = NULL;
  GPtrArray *problems = sim_problems_new ();
  SimDraft *plain = sim_draft_new_default ();
  g_autofree char *assignment = g_strconcat ("/priors=", priors, NULL);
  SimDraft *draft = sim_draft_set_text (plain, assignment, &error);

  g_assert_no_error (error);
  SimScenario *scenario = sim_scenario_check (draft, problems);
  char *line = problems->len > 0 ? sim_problem_to_line (problems->pdata[0], "file") : NULL;
  g_assert_true ((scenario == NULL) == (line != NULL));
  sim_scenario_unref (scenario);
  g_ptr_array_unref (problems);
  sim_draft_unref (draft);
  sim_draft_unref (plain);
  return line;
}

#define ASSERT_PROBLEM(priors, text)                                                               \
  {                                                                                                \
    g_autofree char *line = problem_of (priors);                                                   \
    g_assert_nonnull (line);                                                                       \
    if (strstr (line, text) == NULL)                                                               \
      g_error ("%s: %s", priors, line);                                                            \
  }

#define SD_0 "\"/outcomes/rmdq/sd/usual/0\""

static void
test_refused (void)
{
  g_autofree char *none = problem_of ("{" SD_0 ":{\"mean\":5,\"sd\":0.5}}");

  g_assert_null (none);
  ASSERT_PROBLEM ("[]", "/priors: wrong kind");
  ASSERT_PROBLEM ("{\"sd\":{\"mean\":5,\"sd\":1}}", "no pointer");
  ASSERT_PROBLEM ("{\"/outcomes/x/sd\":{\"mean\":5,\"sd\":1}}", "leads nowhere");
  ASSERT_PROBLEM ("{\"/outcomes/rmdq/sd\":{\"mean\":5,\"sd\":1}}", "leads to no number");
  ASSERT_PROBLEM ("{\"/arms/usual/size\":{\"mean\":50,\"sd\":1}}", "nothing can be believed");
  ASSERT_PROBLEM ("{\"/testing/alpha\":{\"mean\":0.05,\"sd\":0.001}}", "not of what is decided");
  ASSERT_PROBLEM ("{\"/run/target-power\":{\"mean\":0.9,\"sd\":0.01}}", "not of what is decided");
  ASSERT_PROBLEM ("{" SD_0 ":{\"mean\":5,\"sd\":1},"
                  "\"/outcomes/rmdq/sd/usual/week-8\":{\"mean\":5,\"sd\":1}}",
                  "is a prior of the same value");
  ASSERT_PROBLEM ("{" SD_0 ":{\"mean\":5,\"sd\":1},"
                  "\"/outcomes/0/sd/usual/0\":{\"mean\":5,\"sd\":1}}",
                  "/outcomes/rmdq/sd/usual/0 is a prior of the same value");
  ASSERT_PROBLEM ("{" SD_0 ":{\"mean\":5}}", "\"sd\" is missing");
  ASSERT_PROBLEM ("{" SD_0 ":{\"mean\":5,\"sd\":0}}", "outside the range");
  ASSERT_PROBLEM ("{" SD_0 ":{\"mean\":5,\"sd\":1,\"min\":3}}", "truncated-normal");
  ASSERT_PROBLEM ("{" SD_0 ":{\"distribution\":\"beta\",\"mean\":5,\"sd\":1}}", "not one of");
  ASSERT_PROBLEM ("{" SD_0 ":{\"distribution\":\"truncated-normal\",\"mean\":5,\"sd\":1,"
                  "\"min\":7,\"max\":3}}",
                  "wrong way round");
  static const char *const far[][2] = {
    { "\"mean\":0,\"sd\":1,\"min\":40", "/min: nothing of the distribution" },
    { "\"mean\":0,\"sd\":1,\"min\":8.01,\"max\":60", "/min: nothing of the distribution" },
    { "\"mean\":0,\"sd\":1e-300,\"min\":100", "/min: nothing of the distribution" },
    { "\"mean\":60,\"sd\":5,\"min\":2,\"max\":19.9", "/max: nothing of the distribution" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (far); i++) {
    g_autofree char *one = g_strconcat (
        "{" SD_0 ":{\"distribution\":\"truncated-normal\",", far[i][0], "}}", NULL);
    ASSERT_PROBLEM (one, far[i][1]);
  }
  g_autofree char *near = problem_of ("{" SD_0 ":{\"distribution\":\"truncated-normal\","
                                      "\"mean\":-4,\"sd\":1,\"min\":4}}");
  g_assert_null (near);
  ASSERT_PROBLEM ("{" SD_0 ":{\"mean\":-5,\"sd\":1}}", "medians of the priors is not valid");
  ASSERT_PROBLEM ("{\"scenarios\":[]}", "too few");
  ASSERT_PROBLEM ("{\"scenarios\":[{\"set\":{}}]}", "\"weight\" is missing");
  ASSERT_PROBLEM ("{\"scenarios\":[{\"weight\":1},"
                  "{\"weight\":1,\"set\":{\"/arms/usual/size\":1}}]}",
                  "/priors/scenarios/1/set: the scenario is not valid");
  ASSERT_PROBLEM ("{\"scenarios\":[{\"weight\":1,\"set\":{\"/priors/scenarios\":[]}}]}",
                  "no priors itself");
  ASSERT_PROBLEM ("{\"scenarios\":[{\"weight\":1}]," SD_0 ":{\"mean\":5,\"sd\":1}}", "both ways");
}

/* No number of a run hangs on it. */
static void
test_hash (void)
{
  SimScenario *plain = scenario_of ("/x-a=1");
  SimScenario *with = scenario_of ("/priors={" SD_0 ":{\"mean\":4,\"sd\":0.5}}");

  g_assert_cmpstr (sim_scenario_hash (plain), ==, sim_scenario_hash (with));
  g_assert_cmpint (sim_scenario_stage_between (plain, with), ==, SIM_STAGE_LABEL);
  g_assert_null (sim_priors_new (plain));
  sim_scenario_unref (plain);
  sim_scenario_unref (with);
}

/* Chance below x of a truncated normal law, from its definition. */
static double
chance_below (const SimPrior *p, double x)
{
  double low = sim_normal_cdf ((p->min - p->mean) / p->sd);
  double high = sim_normal_cdf ((p->max - p->mean) / p->sd);

  return (sim_normal_cdf ((x - p->mean) / p->sd) - low) / (high - low);
}

static void
test_quantile (void)
{
  SimPrior priors[] = { { NULL, 5, 1, -INFINITY, INFINITY }, { NULL, 5, 1, 3, 7 },
                        { NULL, 0, 2, 1, INFINITY },         { NULL, 0, 2, -INFINITY, -1 },
                        { NULL, -3, 0.5, -2.9, -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (priors); i++)
    for (double p = 0.001; p < 1; p += 0.0499) {
      double x = sim_prior_quantile (&priors[i], p);
      g_assert_cmpfloat_with_epsilon (chance_below (&priors[i], x), p, 1e-8);
      g_assert_true (x >= priors[i].min && x <= priors[i].max);
    }
  /* far out in either tail, where 1 less a chance has no digits left */
  SimPrior far = { NULL, 0, 1, 12, 13 }, low = { NULL, 0, 1, -13, -12 };
  double x = sim_prior_quantile (&far, 0.5);
  g_assert_true (x > 12 && x < 12.1);
  g_assert_cmpfloat_with_epsilon (sim_prior_quantile (&low, 0.5), -x, 1e-8);
}

static void
test_made (void)
{
  SimScenario *scenario = scenario_of ("/priors={" SD_0 ":{\"mean\":4,\"sd\":0.5},"
                                       "\"/outcomes/rmdq/means/usual/0\":{\"mean\":9,\"sd\":1}}");
  SimPriors *priors = sim_priors_new (scenario);
  const double p[] = { 0.5, 0.841344746 };
  SimDraft *draft = sim_priors_at (priors, sim_scenario_draft (scenario), p, NULL);
  SimValue *sd = sim_draft_effective (draft, "/outcomes/rmdq/sd/usual/0");
  SimValue *other = sim_draft_effective (draft, "/outcomes/rmdq/sd/usual/1");
  SimValue *mean = sim_draft_effective (draft, "/outcomes/rmdq/means/usual/0");

  g_assert_cmpuint (priors->n, ==, 2);
  g_assert_null (sim_draft_get (draft, "/priors"));
  g_assert_cmpfloat (sim_value_number (sd), ==, 4);
  g_assert_cmpfloat (sim_value_number (other), ==, 5);
  g_assert_cmpfloat_with_epsilon (sim_value_number (mean), 10, 1e-6);
  g_autofree char *text = sim_prior_text (&priors->priors[0]);
  g_assert_cmpstr (text, ==, "/outcomes/rmdq/sd/usual/0=normal(4,0.5)");
  sim_value_unref (sd);
  sim_value_unref (other);
  sim_value_unref (mean);
  sim_draft_unref (draft);
  sim_priors_free (priors);
  sim_scenario_unref (scenario);
}

static void
test_weighted (void)
{
  SimScenario *scenario
      = scenario_of ("/priors={\"scenarios\":[{\"weight\":1,\"set\":{\"/outcomes/rmdq/sd\":7,"
                     "\"/arms/usual/size\":60}},{\"weight\":3}]}");
  SimPriors *priors = sim_priors_new (scenario);
  SimDraft *first = sim_priors_scenario (priors, sim_scenario_draft (scenario), 0, NULL);
  SimDraft *second = sim_priors_scenario (priors, sim_scenario_draft (scenario), 1, NULL);

  g_assert_cmpuint (priors->n_scenarios, ==, 2);
  g_assert_cmpfloat (priors->weight[0], ==, 0.25);
  g_assert_cmpfloat (sim_value_number (sim_draft_get (first, "/arms/usual/size")), ==, 60);
  g_assert_cmpfloat (sim_value_number (sim_draft_get (second, "/arms/usual/size")), !=, 60);
  sim_draft_unref (first);
  sim_draft_unref (second);
  sim_priors_free (priors);
  sim_scenario_unref (scenario);
}

static void
test_text (void)
{
  static const char *const bad[] = { "", "/a", "/a=", "/a=normal", "/a=normal(1)", "a=normal(1,2)",
                                     "/a=normal(1,2,3)", "/a=normal(1,x)", "/a=beta(1,2)",
                                     "/a=normal(1,2", "/a=truncated-normal(1,2,3,4,5)",
                                     "/a=truncated-normal(,2)", "/a=normal(inf,1)",
                                     "/a=normal(0x1,0.2)" };
  SimDraft *plain = sim_draft_new_default ();
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_assert_null (sim_priors_set_text (plain, bad[i], &error));
    g_assert_error (error, SIM_ERROR, SIM_ERROR_USAGE);
    g_clear_error (&error);
  }
  SimDraft *draft = sim_priors_set_text (
      plain, "/outcomes/rmdq/sd/usual/0=truncated-normal(5, 1,,7)", &error);
  g_assert_no_error (error);
  const SimValue *one = sim_draft_get (draft, "/priors/~1outcomes~1rmdq~1sd~1usual~10");
  g_autofree char *json = sim_json_write_compact (one);
  g_assert_cmpstr (json, ==,
                   "{\"distribution\":\"truncated-normal\",\"mean\":5,\"sd\":1,\"max\":7}");
  sim_draft_unref (draft);
  sim_draft_unref (plain);
}

/* Pointers follow the arm that they speak of; what has gone goes too. */
static void
test_edits (void)
{
  SimScenario *scenario = scenario_of (
      "/priors={" SD_0 ":{\"mean\":4,\"sd\":0.5},"
      "\"/outcomes/rmdq/means/standard/0\":{\"mean\":9,\"sd\":1}}");
  SimDraft *renamed = sim_edit_rename (sim_scenario_draft (scenario), "/arms/usual", "wait", NULL);
  SimDraft *removed = sim_edit_remove_arm (renamed, "standard", NULL);

  g_assert_nonnull (sim_draft_get (renamed, "/priors/~1outcomes~1rmdq~1sd~1wait~10"));
  g_assert_cmpuint (sim_value_length (sim_draft_get (renamed, "/priors")), ==, 2);
  g_assert_cmpuint (sim_value_length (sim_draft_get (removed, "/priors")), ==, 1);
  sim_draft_unref (renamed);
  sim_draft_unref (removed);
  sim_scenario_unref (scenario);
  scenario = scenario_of ("/priors={\"scenarios\":[{\"weight\":1,\"set\":{" SD_0 ":7}}]}");
  renamed = sim_edit_rename (sim_scenario_draft (scenario), "/arms/usual", "wait", NULL);
  g_assert_nonnull (
      sim_draft_get (renamed, "/priors/scenarios/0/set/~1outcomes~1rmdq~1sd~1wait~10"));
  sim_draft_unref (renamed);
  sim_scenario_unref (scenario);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/priors/refused", test_refused);
  g_test_add_func ("/priors/hash", test_hash);
  g_test_add_func ("/priors/quantile", test_quantile);
  g_test_add_func ("/priors/made", test_made);
  g_test_add_func ("/priors/weighted", test_weighted);
  g_test_add_func ("/priors/text", test_text);
  g_test_add_func ("/priors/edits", test_edits);
  return g_test_run ();
}
