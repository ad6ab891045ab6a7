/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Structural edits and single assignments keep who the patients are in step.
 */
#include "scenario/edit.h"

#include <math.h>

#include "scenario/people.h"

#include "scenario-make.h"

static const char start[]
    = "{'trefoil':1,"
      "'arms':[{'id':'a','size':20},{'id':'b','size':20},{'id':'c','size':20,'reference':true}],"
      "'outcomes':[{'id':'y','visits':[{'id':'v1','time':4},{'id':'v2','time':8}],"
      "'baseline':{'mean':10,'sd':5,'imbalance':{'a':0.5,'b':-0.2}},'means':{'a':8,'b':8,'c':10},"
      "'correlation':{'type':'matrix','values':[[1,0.5,0.4],[0.5,1,0.6],[0.4,0.6,1]]}}],"
      "'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.25,'effect':{'y':1},"
      "'interaction':{'y':{'b':0.5,'c':0.2}}},{'id':'m','prevalence':0.75}]}],"
      "'covariates':[{'id':'age','correlation':{'y':0.3}}],"
      "'practitioners':{'caseload':{'a':[8,9],'b':5,'c':4},'shared':[['a','b','c']],"
      "'icc':{'a':0.05,'b':0.02,'c':0.01}},"
      "'response-sd':{'b':1},'adherence':{'proportion':{'b':0.9}},"
      "'switching':[{'from':'c','to':'b','proportion':0.1},{'from':'a','to':'c',"
      "'proportion':0.2}],"
      "'dropout':{'mechanism':{'a':'mar','b':'mcar','c':'mnar'},'proportion':0.1,"
      "'log-odds':{'a':0.1,'c':0.2},'gaps':{'b':0.05}},"
      "'basis':{'/strata/s/levels/l/effect/y':{'kind':'assumed'},"
      "'/practitioners/icc/b':{'kind':'assumed'},"
      "'/strata/s/levels/l/interaction/y/b':{'kind':'assumed'},"
      "'/practitioners/caseload/a/1':{'kind':'assumed'},"
      "'/switching/0/proportion':{'kind':'assumed'},"
      "'/switching/1/proportion':{'kind':'truth'}}}";

/* The start after an edit, which must have gone well and left a valid scenario. */
static SimDraft *
edited (SimDraft *(*edit) (SimDraft *draft, GError **error))
{
  g_autoptr (SimDraft) draft = make_draft (start);
  g_autoptr (GError) error = NULL;
  SimDraft *after = edit (draft, &error);
  g_assert_no_error (error);
  g_autoptr (SimScenario) scenario G_GNUC_UNUSED = make_scenario (after);
  return after;
}

static void
assert_at (SimDraft *draft, const char *pointer, const char *expected)
{
  g_test_message ("%s", pointer);
  assert_value (sim_draft_get (draft, pointer), expected);
}

/* --- arms ---------------------------------------------------------------------------------- */

static SimDraft *
remove_b (SimDraft *draft, GError **error)
{
  return sim_edit_remove_arm (draft, "b", error);
}

static void
removing_an_arm (void)
{
  g_autoptr (SimDraft) draft = edited (remove_b);
  assert_at (draft, "/strata/s/levels/l/interaction", "{'y':{'c':0.2}}");
  assert_at (draft, "/practitioners/caseload", "{'a':[8,9],'c':4}");
  assert_at (draft, "/practitioners/shared", "[['a','c']]");
  assert_at (draft, "/practitioners/icc", "{'a':0.05,'c':0.01}");
  assert_at (draft, "/response-sd", "{}");
  assert_at (draft, "/adherence/proportion", "{}");
  assert_at (draft, "/switching", "[{'from':'a','to':'c','proportion':0.2}]");
  assert_at (draft, "/dropout/mechanism", "{'a':'mar','c':'mnar'}");
  assert_at (draft, "/dropout/log-odds", "{'a':0.1,'c':0.2}");
  assert_at (draft, "/dropout/gaps", "{}");
  assert_at (draft, "/outcomes/y/baseline/imbalance", "{'a':0.5}");
  assert_at (draft, "/basis",
             "{'/strata/s/levels/l/effect/y':{'kind':'assumed'},"
             "'/practitioners/caseload/a/1':{'kind':'assumed'},"
             "'/switching/0/proportion':{'kind':'truth'}}");
}

static void
removing_all_that_share (void)
{
  g_autoptr (SimDraft) two = make_set (make_draft (start), "/practitioners/shared=[['b','c']]");
  g_autoptr (SimDraft) one = sim_edit_remove_arm (two, "b", NULL);
  g_assert_null (sim_draft_get (one, "/practitioners/shared"));
  two = make_set (two, "/switching=[{'from':'c','to':'b','proportion':0.1}]");
  g_autoptr (SimDraft) none = sim_edit_remove_arm (two, "b", NULL);
  g_assert_null (sim_draft_get (none, "/switching"));
}

static SimDraft *
rename_b (SimDraft *draft, GError **error)
{
  return sim_edit_rename (draft, "/arms/b", "bee", error);
}

static void
renaming_an_arm (void)
{
  g_autoptr (SimDraft) draft = edited (rename_b);
  assert_at (draft, "/strata/s/levels/l/interaction", "{'y':{'bee':0.5,'c':0.2}}");
  assert_at (draft, "/practitioners/caseload", "{'a':[8,9],'bee':5,'c':4}");
  assert_at (draft, "/practitioners/shared", "[['a','bee','c']]");
  assert_at (draft, "/response-sd", "{'bee':1}");
  assert_at (draft, "/switching/0", "{'from':'c','to':'bee','proportion':0.1}");
  assert_at (draft, "/dropout/mechanism", "{'a':'mar','bee':'mcar','c':'mnar'}");
  assert_at (draft, "/dropout/gaps", "{'bee':0.05}");
  assert_at (draft, "/outcomes/y/baseline/imbalance", "{'a':0.5,'bee':-0.2}");
  assert_at (draft, "/basis/~1practitioners~1icc~1bee", "{'kind':'assumed'}");
  assert_at (draft, "/basis/~1strata~1s~1levels~1l~1interaction~1y~1bee", "{'kind':'assumed'}");
}

static SimDraft *
copy_b (SimDraft *draft, GError **error)
{
  return sim_edit_add_arm (draft, "b", error);
}

static void
copying_an_arm (void)
{
  g_autoptr (SimDraft) draft = edited (copy_b);
  assert_at (draft, "/strata/s/levels/l/interaction", "{'y':{'b':0.5,'c':0.2,'arm-4':0.5}}");
  assert_at (draft, "/practitioners/caseload", "{'a':[8,9],'b':5,'c':4,'arm-4':5}");
  assert_at (draft, "/practitioners/shared", "[['a','b','c','arm-4']]");
  assert_at (draft, "/response-sd", "{'b':1,'arm-4':1}");
  assert_at (draft, "/dropout/mechanism/arm-4", "'mcar'");
  assert_at (draft, "/dropout/gaps", "{'b':0.05,'arm-4':0.05}");
  assert_at (draft, "/outcomes/y/baseline/imbalance", "{'a':0.5,'b':-0.2,'arm-4':-0.2}");
}

/* Only where its model shares, does a copy share; a pair that is compared stays a pair. */
static void
copying_an_arm_that_shares_nothing (void)
{
  g_autoptr (SimDraft) draft = make_set (make_draft (start), "/practitioners/shared=[['a','c']]");
  g_autoptr (SimDraft) four = sim_edit_add_arm (draft, "b", NULL);
  assert_at (four, "/practitioners/shared", "[['a','c']]");
  draft = make_set (draft, "/testing/hypotheses=[{'id':'H','compare':['b','c']}]");
  g_autoptr (SimDraft) tested = sim_edit_add_arm (draft, "b", NULL);
  assert_at (tested, "/testing/hypotheses/0/compare", "['b','c']");
}

/* --- outcomes and members ------------------------------------------------------------------ */

static SimDraft *
rename_outcome (SimDraft *draft, GError **error)
{
  return sim_edit_rename (draft, "/outcomes/y", "pain", error);
}

static SimDraft *
rename_level (SimDraft *draft, GError **error)
{
  return sim_edit_rename (draft, "/strata/s/levels/l", "yes", error);
}

static void
renaming_an_outcome (void)
{
  g_autoptr (SimDraft) draft = edited (rename_outcome);
  assert_at (draft, "/strata/s/levels/l/effect", "{'pain':1}");
  assert_at (draft, "/strata/s/levels/l/interaction", "{'pain':{'b':0.5,'c':0.2}}");
  assert_at (draft, "/covariates/age/correlation", "{'pain':0.3}");
  assert_at (draft, "/basis/~1strata~1s~1levels~1l~1effect~1pain", "{'kind':'assumed'}");
  assert_at (draft, "/basis/~1strata~1s~1levels~1l~1interaction~1pain~1b", "{'kind':'assumed'}");
}

static void
renaming_a_level (void)
{
  g_autoptr (SimDraft) draft = edited (rename_level);
  assert_at (draft, "/strata/s/levels/yes/effect", "{'y':1}");
  assert_at (draft, "/basis/~1strata~1s~1levels~1yes~1effect~1y", "{'kind':'assumed'}");
}

/* --- visits -------------------------------------------------------------------------------- */

static SimDraft *
remove_v1 (SimDraft *draft, GError **error)
{
  return sim_edit_remove_visit (draft, "y", "v1", error);
}

static SimDraft *
add_visit (SimDraft *draft, GError **error)
{
  return sim_edit_add_visit (draft, "y", error);
}

static void
matrix_follows_visits (void)
{
  static const char at[] = "/outcomes/y/correlation/values";
  g_autoptr (SimDraft) fewer = edited (remove_v1);
  assert_at (fewer, at, "[[1,0.4],[0.4,1]]");
  g_autoptr (SimDraft) more = edited (add_visit);
  assert_at (more, at, "[[1,0.5,0.4,0.4],[0.5,1,0.6,0.6],[0.4,0.6,1,0.6],[0.4,0.6,0.6,1]]");
  /* Without a baseline the first row is that of the first visit. */
  g_autoptr (SimDraft) small = make_set (
      make_draft (SMALL), "/outcomes/y/correlation={'type':'matrix','values':[[1,-0.9],[-0.9,1]]}");
  g_autoptr (SimDraft) one = sim_edit_remove_visit (small, "y", "v2", NULL);
  assert_at (one, at, "[[1]]");
  /* A third visit cannot be opposite to two that are opposite to each other. */
  g_autoptr (SimDraft) three = sim_edit_add_visit (small, "y", NULL);
  assert_at (three, at, "[[1,-0.9,-0.9],[-0.9,1,0.91],[-0.9,0.91,1]]");
  g_autoptr (SimScenario) scenario G_GNUC_UNUSED = make_scenario (three);
}

/* Up to the most visits there can be, and what is out of shape stays as it is. */
static void
matrix_grows_to_its_limit (void)
{
  g_autoptr (SimDraft) draft = make_draft (start);
  draft = make_set (draft, "/dropout={}");
  for (guint visits = 3; visits <= SIM_MAX_VISITS; visits++) {
    g_autoptr (SimDraft) more = sim_edit_add_visit (draft, "y", NULL);
    g_autoptr (SimScenario) scenario G_GNUC_UNUSED = make_scenario (more);
    sim_draft_unref (draft);
    draft = sim_draft_ref (more);
  }
  g_autoptr (SimDraft) odd
      = make_set (make_draft (start), "/outcomes/y/correlation/values=[[1,0],[0]]");
  g_autoptr (SimDraft) more = sim_edit_add_visit (odd, "y", NULL);
  assert_at (more, "/outcomes/y/correlation/values", "[[1,0],[0]]");
  g_autoptr (SimDraft) fewer = sim_edit_remove_visit (odd, "y", "v2", NULL);
  assert_at (fewer, "/outcomes/y/correlation/values", "[[1,0],[0]]");
}

/* --- single values ------------------------------------------------------------------------- */

/* An element of a value that is written in a shorter shape has the value spread around it. */
static void
setting_elements (void)
{
  g_autoptr (SimDraft) draft = make_set (sim_draft_new_default (), "/response-sd/standard=2");
  assert_at (draft, "/response-sd", "{'hand-ear':0,'standard':2,'usual':0}");
  draft = make_set (draft, "/response-sd=1");
  draft = make_set (draft, "/response-sd/standard=2");
  assert_at (draft, "/response-sd", "{'hand-ear':1,'standard':2,'usual':0}");
  draft = make_set (draft, "/strata=[{'id':'s','levels':[{'id':'l','prevalence':0.5,'effect':1},"
                           "{'id':'m','prevalence':0.5}]}]");
  draft = make_set (draft, "/strata/s/levels/l/effect/rmdq=2");
  assert_at (draft, "/strata/s/levels/l/effect", "{'rmdq':2}");
  draft = make_set (draft, "/strata/s/levels/m/interaction/rmdq/usual=0.5");
  assert_at (draft, "/strata/s/levels/m/interaction",
             "{'rmdq':{'hand-ear':0,'standard':0,'usual':0.5}}");
  draft = make_set (draft, "/strata/s/levels/l/interaction={}");
  draft = make_set (draft, "/strata/s/levels/l/interaction/rmdq/usual=0.5");
  assert_at (draft, "/strata/s/levels/l/interaction",
             "{'rmdq':{'hand-ear':0,'standard':0,'usual':0.5}}");
  draft = make_set (draft, "/practitioners={'caseload':[4,5],'icc':0.1}");
  draft = make_set (draft, "/practitioners/caseload/usual/1=6");
  assert_at (draft, "/practitioners/caseload", "{'hand-ear':[4,5],'standard':[4,5],'usual':[4,6]}");
  draft = make_set (draft, "/dropout/mechanism/usual=mcar");
  assert_at (draft, "/dropout/mechanism", "{'hand-ear':'mcar','standard':'mcar','usual':'mcar'}");
  draft = make_set (draft, "/outcomes/rmdq/correlation={'type':'matrix','values':"
                           "[[1,0.5,0.5],[0.5,1,0.7],[0.5,0.7,1]]}");
  draft = make_set (draft, "/outcomes/rmdq/correlation/values/0/2=0.4");
  assert_at (draft, "/outcomes/rmdq/correlation/values/0", "[1,0.5,0.4]");
}

static void
effective_elements (void)
{
  static const char *const expected[][2] = {
    { "/strata/s/levels/l/effect/y", "1" },
    { "/strata/s/levels/m/effect/y", "0" },
    { "/strata/s/levels/l/interaction/y/b", "0.5" },
    { "/strata/s/levels/l/interaction/y/a", "0" },
    { "/strata/s/levels/m/interaction/y/a", "0" },
    { "/practitioners/caseload/a/1", "9" },
    { "/adherence/proportion/a", "1" },
    { "/adherence/share-kept/a", "0" },
    { "/dropout/gaps/a", "0" },
    { "/dropout/gaps/b", "0.05" },
    { "/outcomes/y/correlation/values/1/2", "0.6" },
  };
  g_autoptr (SimDraft) draft = make_draft (start);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_test_message ("%s", expected[i][0]);
    g_autoptr (SimValue) value = sim_draft_effective (draft, expected[i][0]);
    assert_value (value, expected[i][1]);
  }
  g_assert_null (sim_draft_effective (draft, "/practitioners/caseload/b/0"));
  g_assert_null (sim_draft_effective (draft, "/strata/s/levels/l/interaction/b"));
  g_assert_null (sim_draft_effective (draft, "/dropout/log-odds/b"));
}

/* A test of means goes with the type that has them, and stays with one that has. */
static void
another_type (void)
{
  static const char *const types[][2] = {
    { "/outcomes/y={'id':'y','type':'binary','proportions':0.4,"
      "'visits':[{'id':'v1','time':4},{'id':'v2','time':8}]}", NULL },
    { "/outcomes/y={'id':'y','type':'heavy-tailed','df':6,'means':3,"
      "'visits':[{'id':'v1','time':4},{'id':'v2','time':8}]}", "anova" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (SimDraft) draft = make_set (make_draft (SMALL), "/testing={'omnibus':'anova'}");
    draft = make_set (draft, types[i][0]);
    g_autoptr (SimDraft) fitted = sim_edit_fit_outcome (draft, "y", &error);
    g_assert_no_error (error);
    g_autoptr (SimScenario) scenario G_GNUC_UNUSED = make_scenario (fitted);
    g_assert_cmpstr (sim_value_text (sim_draft_get (fitted, "/testing/omnibus")), ==, types[i][1]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit-people/removing-an-arm", removing_an_arm);
  g_test_add_func ("/edit-people/removing-all-that-share", removing_all_that_share);
  g_test_add_func ("/edit-people/renaming-an-arm", renaming_an_arm);
  g_test_add_func ("/edit-people/copying-an-arm", copying_an_arm);
  g_test_add_func ("/edit-people/copying-without-sharing", copying_an_arm_that_shares_nothing);
  g_test_add_func ("/edit-people/renaming-an-outcome", renaming_an_outcome);
  g_test_add_func ("/edit-people/renaming-a-level", renaming_a_level);
  g_test_add_func ("/edit-people/matrix-follows-visits", matrix_follows_visits);
  g_test_add_func ("/edit-people/matrix-grows", matrix_grows_to_its_limit);
  g_test_add_func ("/edit-people/another-type", another_type);
  g_test_add_func ("/edit-people/setting-elements", setting_elements);
  g_test_add_func ("/edit-people/effective-elements", effective_elements);
  return g_test_run ();
}
