/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The example, and defaults that depend on other values.
 */
#include "scenario/expand.h"

#include "scenario-make.h"

static void
assert_full (const char *text, const char *pointer, const char *expected)
{
  g_autoptr (SimScenario) scenario = make_valid (text);
  assert_value (sim_scenario_value (scenario, pointer), expected);
}

static void
version_alone_is_the_example (void)
{
  g_autoptr (SimScenario) bare = make_valid ("{'trefoil':1}");
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_autoptr (SimScenario) written = make_scenario (draft);
  g_assert_cmpstr (sim_scenario_hash (bare), ==, sim_scenario_hash (written));
  assert_value (sim_scenario_value (bare, "/testing/hypotheses/2/compare"),
                "['hand-ear','standard']");
}

static void
defaults_of_own_arms (void)
{
  assert_full (SMALL, "/arms/a/name", "'a'");
  assert_full (SMALL, "/arms/a/reference", "false");
  assert_full (SMALL, "/dropout",
               "{'mechanism':'mcar','proportion':{'a':[0,0],'b':[0,0],"
               "'c':[0,0]}}");
  assert_full (SMALL, "/outcomes/y/sd", "{'a':[1,1],'b':[1,1],'c':[1,1]}");
  assert_full (SMALL, "/outcomes/y/correlation",
               "{'type':'baseline-visits','baseline':0.5,'visits':0.7}");
  assert_full (SMALL, "/analyses/m",
               "{'id':'m','outcome':'y','visit':'v2','method':'t-test','variance':'all-arms',"
               "'missing':'complete-cases'}");
  assert_full (SMALL, "/testing/hypotheses/0",
               "{'id':'a-c','compare':['a','c'],'type':'superiority','analysis':'m'}");
  assert_full (SMALL, "/testing/hypotheses/2/compare", "['a','b']");
  assert_full (SMALL, "/run/sizes", "[24,36,48,60,72,96,120]");
  assert_full (SMALL, "/run/seed", "20190704");
}

static void
sd_is_that_of_the_baseline (void)
{
  assert_full ("{'trefoil':1," SMALL_ARMS ",'outcomes':[{'id':'y','baseline':{'mean':5,'sd':3},"
               "'means':1}]}",
               "/outcomes/y/sd", "{'a':[3],'b':[3],'c':[3]}");
}

static void
main_analysis_of_own_outcome (void)
{
  assert_full ("{'trefoil':1,'outcomes':[{'id':'y'," SMALL_VISITS
               ",'baseline':{'mean':1,'sd':1},'means':0}]}",
               "/analyses",
               "[{'id':'main','outcome':'y','visit':'v2','method':'ancova',"
               "'adjust-for':['baseline'],'missing':'complete-cases'}]");
}

static void
pairs_without_a_reference (void)
{
  const char *text = "{'trefoil':1,'arms':[{'id':'a','size':9},{'id':'b','size':9},"
                     "{'id':'c','size':9}],'outcomes':[{'id':'y','means':0}]," SMALL_REST "}";
  g_autoptr (SimScenario) scenario = make_valid (text);
  g_assert_cmpuint (sim_scenario_n_hypotheses (scenario), ==, 3);
  g_assert_cmpstr (sim_scenario_hypothesis (scenario, 0)->id, ==, "a-b");
  g_assert_cmpstr (sim_scenario_hypothesis (scenario, 1)->id, ==, "a-c");
  g_assert_cmpstr (sim_scenario_hypothesis (scenario, 2)->id, ==, "b-c");
}

/* Six arms have 15 pairs, more than the 12 hypotheses that there can be. */
static void
six_arms_only_against_the_reference (void)
{
  const char *text = "{'trefoil':1,'arms':[{'id':'a','size':9},{'id':'b','size':9},{'id':'c',"
                     "'size':9,'reference':true},{'id':'d','size':9},{'id':'e','size':9},"
                     "{'id':'f','size':9}],'outcomes':[{'id':'y','means':0}]," SMALL_REST "}";
  g_autoptr (SimScenario) scenario = make_valid (text);
  g_assert_cmpuint (sim_scenario_n_hypotheses (scenario), ==, 5);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (sim_scenario_hypothesis (scenario, i)->arm_b, ==, 2);
}

static void
dunnett_only_against_the_reference (void)
{
  g_autoptr (SimScenario) own
      = make_valid ("{'trefoil':1," SMALL_ARMS "," SMALL_OUTCOME "," SMALL_REST
                    ",'testing':{'multiplicity':{'method':'dunnett'}}}");
  g_autoptr (SimScenario) example
      = make_valid ("{'trefoil':1,'testing':{'multiplicity':{'method':'dunnett'}}}");
  g_assert_cmpuint (sim_scenario_n_hypotheses (own), ==, 2);
  g_assert_cmpuint (sim_scenario_n_hypotheses (example), ==, 2);
  g_assert_cmpuint (sim_scenario_hypothesis (example, 1)->arm_b, ==, 2);
}

static void
long_arm_ids_give_short_hypothesis_ids (void)
{
  g_autofree char *a = g_strnfill (64, 'a');
  g_autofree char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'%s','size':9},{'id':'b','size':9,'reference':true}],"
      "'outcomes':[{'id':'y','means':0}]," SMALL_REST "}",
      a);
  g_autoptr (SimScenario) scenario = make_valid (text);
  g_assert_cmpstr (sim_scenario_hypothesis (scenario, 0)->id, ==, "H1");
}

static void
split_by_largest_remainder (void)
{
  const guint luo[] = { 54, 50, 48 }, equal[] = { 1, 1, 1 }, big[] = { 99998, 2 };
  guint split[6];
  sim_split_total (luo, 3, 152, split);
  g_assert_cmpuint (split[0], ==, 54);
  g_assert_cmpuint (split[1], ==, 50);
  g_assert_cmpuint (split[2], ==, 48);
  sim_split_total (luo, 3, 60, split); /* 21.3, 19.7, 18.9 */
  g_assert_cmpuint (split[0], ==, 21);
  g_assert_cmpuint (split[1], ==, 20);
  g_assert_cmpuint (split[2], ==, 19);
  sim_split_total (equal, 3, 11, split); /* ties: the earlier arms first */
  g_assert_cmpuint (split[0], ==, 4);
  g_assert_cmpuint (split[1], ==, 4);
  g_assert_cmpuint (split[2], ==, 3);
  sim_split_total (big, 2, 100000, split); /* the product is beyond 32 bits */
  g_assert_cmpuint (split[0], ==, 99998);
  for (guint total = 1; total < 400; total++) {
    sim_split_total (luo, 3, total, split);
    g_assert_cmpuint (split[0] + split[1] + split[2], ==, total);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/default/version-alone-is-the-example", version_alone_is_the_example);
  g_test_add_func ("/default/own-arms", defaults_of_own_arms);
  g_test_add_func ("/default/sd-is-that-of-the-baseline", sd_is_that_of_the_baseline);
  g_test_add_func ("/default/main-analysis-of-own-outcome", main_analysis_of_own_outcome);
  g_test_add_func ("/default/pairs-without-a-reference", pairs_without_a_reference);
  g_test_add_func ("/default/six-arms", six_arms_only_against_the_reference);
  g_test_add_func ("/default/dunnett", dunnett_only_against_the_reference);
  g_test_add_func ("/default/long-arm-ids", long_arm_ids_give_short_hypothesis_ids);
  g_test_add_func ("/default/split", split_by_largest_remainder);
  return g_test_run ();
}
