/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which edits change the hash, and where they re-enter the computation.
 */
#include "scenario-make.h"

static void
assert_stage (const char *assignment, SimStage stage)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_autoptr (SimDraft) edited = make_set (sim_draft_ref (draft), assignment);
  g_autoptr (SimScenario) a = make_scenario (draft);
  g_autoptr (SimScenario) b = make_scenario (edited);
  g_test_message ("%s", assignment);
  g_assert_cmpint (sim_scenario_stage_between (a, b), ==, stage);
  g_assert_cmpint (sim_scenario_stage_between (b, a), ==, stage);
  /* The same numbers, the same hash; other numbers, another. */
  g_assert_true ((strcmp (sim_scenario_hash (a), sim_scenario_hash (b)) == 0)
                 == (stage == SIM_STAGE_LABEL));
}

static void
labels (void)
{
  assert_stage ("/title=Other", SIM_STAGE_LABEL);
  assert_stage ("/question=Why?", SIM_STAGE_LABEL);
  assert_stage ("/notes=Much", SIM_STAGE_LABEL);
  assert_stage ("/sources=[{'id':'s'}]", SIM_STAGE_LABEL);
  assert_stage ("/basis={'/run/seed':{'kind':'assumed'}}", SIM_STAGE_LABEL);
  assert_stage ("/arms/usual/name=Care", SIM_STAGE_LABEL);
  assert_stage ("/outcomes/rmdq/name=Disability", SIM_STAGE_LABEL);
  assert_stage ("/outcomes/rmdq/visits/week-8/name=End", SIM_STAGE_LABEL);
  assert_stage ("/x-colour=[1]", SIM_STAGE_LABEL);
}

static void
other_shapes_of_the_same_values (void)
{
  assert_stage ("/outcomes/rmdq/sd=5", SIM_STAGE_LABEL);
  assert_stage ("/outcomes/rmdq/sd={'usual':5,'standard':[5,5],'hand-ear':5}", SIM_STAGE_LABEL);
  assert_stage ("/testing/omnibus=null", SIM_STAGE_LABEL);
  assert_stage ("/analyses/main/outcome=null", SIM_STAGE_LABEL);
}

static void
decisions (void)
{
  assert_stage ("/testing/alpha=0.1", SIM_STAGE_DECIDE);
  assert_stage ("/testing/multiplicity/method=none", SIM_STAGE_DECIDE);
  assert_stage ("/testing/hypotheses/HE-UC/compare=['usual','hand-ear']", SIM_STAGE_DECIDE);
  assert_stage ("/testing/hypotheses=[{'id':'HE-UC','compare':['hand-ear','usual']}]",
                SIM_STAGE_DECIDE);
  assert_stage ("/outcomes/rmdq/better=higher", SIM_STAGE_DECIDE);
  assert_stage ("/run/replicates=1000", SIM_STAGE_LENGTH);
}

static void
truths (void)
{
  assert_stage ("/outcomes/rmdq/means/usual/0=9", SIM_STAGE_TRUTH);
  assert_stage ("/outcomes/rmdq/sd=6", SIM_STAGE_TRUTH);
  assert_stage ("/outcomes/rmdq/baseline/sd=4", SIM_STAGE_TRUTH);
  assert_stage ("/outcomes/rmdq/correlation/visits=0.6", SIM_STAGE_TRUTH);
  assert_stage ("/outcomes/rmdq/correlation/type=ar1", SIM_STAGE_TRUTH);
}

static void
draws (void)
{
  assert_stage ("/arms/usual/size=49", SIM_STAGE_DRAW);
  assert_stage ("/dropout/proportion/usual=0.2", SIM_STAGE_DRAW);
  assert_stage ("/run/seed=1", SIM_STAGE_DRAW);
  assert_stage ("/run/sizes=[60]", SIM_STAGE_DRAW);
  assert_stage ("/analyses/main/method=t-test", SIM_STAGE_DRAW);
  assert_stage ("/outcomes/rmdq/visits/week-8/time=9", SIM_STAGE_DRAW);
}

static void
order_of_arms_counts (void)
{
  g_autoptr (SimScenario) ab = make_valid (
      "{'trefoil':1,'arms':[{'id':'a','size':9},{'id':'b','size':9}],'outcomes':[{'id':'y',"
      "'means':0}]," SMALL_REST ",'testing':{'hypotheses':[{'id':'h','compare':['a','b']}]}}");
  g_autoptr (SimScenario) ba = make_valid (
      "{'trefoil':1,'arms':[{'id':'b','size':9},{'id':'a','size':9}],'outcomes':[{'id':'y',"
      "'means':0}]," SMALL_REST ",'testing':{'hypotheses':[{'id':'h','compare':['a','b']}]}}");
  g_assert_cmpstr (sim_scenario_hash (ab), !=, sim_scenario_hash (ba));
  g_assert_cmpint (sim_scenario_stage_between (ab, ba), ==, SIM_STAGE_DRAW);
}

/* A hash that changes silently would cut results files off from their scenarios. */
static void
hash_of_the_example_is_fixed (void)
{
  g_autoptr (SimScenario) scenario = make_valid ("{'trefoil':1}");
  g_assert_cmpstr (sim_scenario_hash (scenario), ==,
                   "8ebdfab0fd4bc9ddec63e4013a78bdde1011c8aa97c59680fe2d97bd1ffbbe73");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stage/labels", labels);
  g_test_add_func ("/stage/other-shapes", other_shapes_of_the_same_values);
  g_test_add_func ("/stage/decisions", decisions);
  g_test_add_func ("/stage/truths", truths);
  g_test_add_func ("/stage/draws", draws);
  g_test_add_func ("/stage/order-of-arms", order_of_arms_counts);
  g_test_add_func ("/stage/hash-of-the-example", hash_of_the_example_is_fixed);
  return g_test_run ();
}
