/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What analyses adjust for and what is said about it, and what is to be said of tests that do not
 * suit a scenario.
 */
#include "scenario-make.h"

#define PEOPLE                                                                                     \
  "'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.5},{'id':'m','prevalence':0.5}]}],"      \
  "'covariates':[{'id':'age','correlation':0.3},{'id':'weight'}],"                                 \
  "'practitioners':{'count':{'a':4},'icc':{'a':0.05}},"
#define START(people, sd, analysis)                                                                \
  "{'trefoil':1," SMALL_ARMS ",'outcomes':[{'id':'y'," SMALL_VISITS                                \
  ",'baseline':{'mean':10,'sd':5},'means':{'a':8,'b':8,'c':10},'sd':" sd "}]," people              \
  "'analyses':[\n{'id':'m'," analysis "}]}"

static void
accepted (const char *text)
{
  g_autoptr (SimScenario) scenario G_GNUC_UNUSED = make_valid (text);
}

static void
accepts_what_there_is (void)
{
  accepted (START (PEOPLE, "5", "'method':'ancova','adjust-for':['strata','age','baseline']"));
  accepted (START (PEOPLE, "5", "'method':'ancova','adjust-for':['weight'],'se':'cr2'"));
  accepted (START (PEOPLE, "5", "'method':'practitioner-mixed-model'"));
  accepted (START (PEOPLE, "5", "'method':'practitioner-mixed-model','adjust-for':['age']"));
  accepted (START ("", "5", "'method':'change-score','se':'hc3'"));
  accepted (START ("", "5", "'method':'t-test','variance':'welch','se':'model'"));
}

static void
refuses_what_there_is_not (void)
{
  assert_one_problem (START ("", "5", "'method':'ancova','adjust-for':['age']"), SIM_ERROR_CHOICE,
                      "/analyses/m/adjust-for/0", 2, "or the id of one of /covariates");
  assert_one_problem (START ("", "5", "'method':'ancova','adjust-for':['strata']"),
                      SIM_ERROR_CONFLICT, "/analyses/m/adjust-for", 2, "there are no strata");
  assert_one_problem (START (PEOPLE, "5", "'method':'ancova','adjust-for':['age','age']"),
                      SIM_ERROR_CONFLICT, "/analyses/m/adjust-for", 2, "for one twice");
  assert_one_problem (START ("", "5", "'method':'practitioner-mixed-model'"), SIM_ERROR_CONFLICT,
                      "/analyses/m/method", 2, "no arm has any");
  assert_one_problem (START ("", "5", "'method':'t-test','se':'cr2'"), SIM_ERROR_CONFLICT,
                      "/analyses/m/se", 2, "no arm has any");
  assert_one_problem (START ("", "5", "'method':'t-test','se':'hc3','variance':'welch'"),
                      SIM_ERROR_CONFLICT, "/analyses/m/se", 2, "pool no variance");
  assert_one_problem ("{'trefoil':1," SMALL_ARMS "," SMALL_OUTCOME "," PEOPLE "'analyses':[\n"
                      "{'id':'m','method':'practitioner-mixed-model','adjust-for':['baseline']}]}",
                      SIM_ERROR_CONFLICT, "/analyses/m/adjust-for", 2, "no baseline to adjust for");
  /* without a baseline strata will do */
  accepted ("{'trefoil':1," SMALL_ARMS "," SMALL_OUTCOME "," PEOPLE
            "'analyses':[{'id':'m','method':'ancova','adjust-for':['strata']}]}");
}

static void
dunnett_needs_one_variance (void)
{
  static const char rule[] = ",'testing':\n{'multiplicity':{'method':'dunnett'}}}";
  g_autofree char *robust = g_strconcat (
      "{'trefoil':1," SMALL_ARMS "," SMALL_OUTCOME
      ",'analyses':[{'id':'m','method':'t-test','se':'hc3'}]",
      rule, NULL);
  assert_one_problem (robust, SIM_ERROR_CONFLICT, "/testing/multiplicity/method", 2,
                      "analysis \"m\" has none");
}

static void
omnibus_needs_a_baseline (void)
{
  assert_one_problem ("{'trefoil':1," SMALL_ARMS "," SMALL_OUTCOME "," SMALL_REST
                      ",'testing':\n{'omnibus':'ancova'}}",
                      SIM_ERROR_CONFLICT, "/testing/omnibus", 2, "the test needs a baseline");
}

static void
assert_remarks (const char *text, SimGroups ignored, gboolean pools)
{
  g_autoptr (SimScenario) scenario = make_valid (text);
  g_assert_cmpint (sim_scenario_ignored_groups (scenario), ==, ignored);
  g_assert_cmpint (sim_scenario_pools_unequal (scenario), ==, pools);
}

#define UNEQUAL "{'a':5,'b':5,'c':7}"

static void
remarks_suit_the_tests (void)
{
  assert_remarks (START (PEOPLE, "5", "'method':'t-test'"), SIM_GROUPS_PRACTITIONERS, FALSE);
  assert_remarks (START (PEOPLE, "5", "'method':'ancova','se':'hc3'"), SIM_GROUPS_PRACTITIONERS,
                  FALSE);
  assert_remarks (START (PEOPLE, "5", "'method':'ancova','se':'cr2'"), SIM_GROUPS_NONE, FALSE);
  assert_remarks (START (PEOPLE, UNEQUAL, "'method':'practitioner-mixed-model'"),
                  SIM_GROUPS_NONE, TRUE);
  assert_remarks (START ("", UNEQUAL, "'method':'t-test'"), SIM_GROUPS_NONE, TRUE);
  assert_remarks (START ("", UNEQUAL, "'method':'t-test','variance':'welch'"),
                  SIM_GROUPS_NONE, FALSE);
  assert_remarks (START ("", UNEQUAL, "'method':'t-test','se':'hc3'"), SIM_GROUPS_NONE, FALSE);
  assert_remarks (START ("", UNEQUAL, "'method':'ancova'"), SIM_GROUPS_NONE, TRUE);
  assert_remarks (START ("'testing':{'hypotheses':[{'id':'h','compare':['a','b']}]},", UNEQUAL,
                         "'method':'t-test','variance':'two-arms'"),
                  SIM_GROUPS_NONE, FALSE);
  assert_remarks (START ("'centres':{'count':6,'icc':0.05},", "5", "'method':'t-test'"),
                  SIM_GROUPS_CENTRES, FALSE);
  assert_remarks (START ("'centres':{'count':6,'icc':0},", "5", "'method':'t-test'"),
                  SIM_GROUPS_NONE, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/adjust/accepts-what-there-is", accepts_what_there_is);
  g_test_add_func ("/adjust/refuses-what-there-is-not", refuses_what_there_is_not);
  g_test_add_func ("/adjust/dunnett-needs-one-variance", dunnett_needs_one_variance);
  g_test_add_func ("/adjust/omnibus-needs-a-baseline", omnibus_needs_a_baseline);
  g_test_add_func ("/adjust/remarks-suit-the-tests", remarks_suit_the_tests);
  return g_test_run ();
}
