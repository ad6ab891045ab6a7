/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Edits of outcomes, analyses and what they test: the lists, and that all that speaks of them
 * follows.
 */
#include "scenario/edit.h"

#include "scenario-make.h"

/* Two outcomes of the example's arms, each analysed; three comparisons of each. */
#define OUTCOME(id) "{'id':'" id "',"
#define BODY                                                                                       \
  "'visits':[{'id':'v1','time':4},{'id':'v2','time':8}],'baseline':{'mean':11,'sd':5},"            \
  "'means':{'a':[1,2],'b':[1,2],'c':[0,0]},'sd':5}"
#define TWO                                                                                        \
  "{'trefoil':1," SMALL_ARMS ",'outcomes':[" OUTCOME ("pain") BODY "," OUTCOME ("rmdq") BODY "],"  \
  "'strata':[{'id':'s','levels':[{'id':'yes','prevalence':0.5,'effect':2},{'id':'no',"             \
  "'prevalence':0.5,'effect':{'rmdq':1}}]}],"                                                      \
  "'covariates':[{'id':'age','correlation':{'pain':0.2,'rmdq':0.1}}],"                             \
  "'analyses':[{'id':'main','outcome':'pain'},{'id':'other','outcome':'rmdq','method':'t-test'}]," \
  "'testing':{'hypotheses':[{'id':'A','compare':['a','c']},{'id':'B','compare':['b','c']},"        \
  "{'id':'C','compare':['a','c'],'analysis':'other'}]},"                                           \
  "'basis':{'/outcomes/pain/sd':{'kind':'assumed'},'/outcomes/rmdq/sd':{'kind':'assumed'},"        \
  "'/covariates/age/correlation/pain':{'kind':'assumed'}}}"

/* Replaces draft by the edited one and asserts that the edit went well. */
#define EDIT(draft, call)                                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    GError *error_ = NULL, **error = &error_;                                                      \
    SimDraft *edited_ = (call);                                                                    \
    g_assert_no_error (error_);                                                                    \
    g_assert_nonnull (edited_);                                                                    \
    sim_draft_unref (draft);                                                                       \
    (draft) = edited_;                                                                             \
  }                                                                                                \
  G_STMT_END

#define REFUSED(call, code)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    GError *error_ = NULL, **error = &error_;                                                      \
    g_assert_null (call);                                                                          \
    g_assert_error (error_, SIM_ERROR, code);                                                      \
    g_error_free (error_);                                                                         \
  }                                                                                                \
  G_STMT_END

static void
assert_at (SimDraft *draft, const char *pointer, const char *expected)
{
  g_test_message ("%s", pointer);
  if (expected == NULL)
    g_assert_null (sim_draft_get (draft, pointer));
  else
    assert_value (sim_draft_get (draft, pointer), expected);
}

static void
assert_valid (SimDraft *draft)
{
  g_autoptr (SimScenario) scenario G_GNUC_UNUSED = make_scenario (draft);
}

static void
a_copy_of_an_outcome (void)
{
  g_autoptr (SimDraft) draft = make_draft (TWO);
  EDIT (draft, sim_edit_add_outcome (draft, "pain", error));
  assert_at (draft, "/outcomes/2/id", "'outcome-3'");
  assert_at (draft, "/outcomes/2/name", "'Outcome 3'");
  assert_at (draft, "/outcomes/2/means", "{'a':[1,2],'b':[1,2],'c':[0,0]}");
  /* One number was that of the first outcome. */
  assert_at (draft, "/strata/s/levels/yes/effect", "{'pain':2,'outcome-3':2}");
  assert_at (draft, "/strata/s/levels/no/effect", "{'rmdq':1}");
  assert_at (draft, "/covariates/age/correlation", "{'pain':0.2,'rmdq':0.1,'outcome-3':0.2}");
  assert_at (draft, "/analyses/2", NULL);
  assert_valid (draft);
  EDIT (draft, sim_edit_remove_outcome (draft, "outcome-3", error));
  assert_at (draft, "/strata/s/levels/yes/effect", "{'pain':2}");
  assert_valid (draft);
  for (guint i = 2; i < SIM_MAX_OUTCOMES; i++)
    EDIT (draft, sim_edit_add_outcome (draft, "rmdq", error));
  REFUSED (sim_edit_add_outcome (draft, "rmdq", error), SIM_ERROR_LIMIT);
  REFUSED (sim_edit_add_outcome (draft, "none", error), SIM_ERROR_REFERENCE);
}

/* The default scenario gives neither outcomes nor analyses; what they are stays. */
static void
a_copy_in_the_default_scenario (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  EDIT (draft, sim_edit_add_outcome (draft, "rmdq", error));
  assert_at (draft, "/analyses/main/visit", "'week-8'");
  assert_at (draft, "/testing/hypotheses/2/id", "'HE-ST'");
  assert_valid (draft);
  EDIT (draft, sim_edit_add_analysis (draft, error));
  assert_at (draft, "/analyses/1",
             "{'id':'outcome-2','outcome':'outcome-2','visit':'week-8','method':'ancova'}");
  assert_valid (draft);
}

static void
an_outcome_goes_with_all_that_is_of_it (void)
{
  g_autoptr (SimDraft) before = make_draft (TWO);
  g_autoptr (SimDraft) draft = sim_draft_ref (before);
  EDIT (draft, sim_edit_remove_outcome (draft, "rmdq", error));
  assert_at (draft, "/analyses", "[{'id':'main','outcome':'pain'}]");
  assert_at (draft, "/testing/hypotheses/2", NULL);
  assert_at (draft, "/strata/s/levels/yes/effect", "2");
  assert_at (draft, "/strata/s/levels/no/effect", NULL);
  assert_at (draft, "/covariates/age/correlation", "{'pain':0.2}");
  assert_at (draft, "/basis/~1outcomes~1rmdq~1sd", NULL);
  assert_at (draft, "/basis/~1outcomes~1pain~1sd", "{'kind':'assumed'}");
  assert_valid (draft);
  REFUSED (sim_edit_remove_outcome (draft, "pain", error), SIM_ERROR_LIMIT);
  /* The first: numbers that were of the first alone go with it, and so do hypotheses that named
     no analysis. */
  g_autoptr (SimDraft) other = sim_draft_ref (before);
  EDIT (other, sim_edit_remove_outcome (other, "pain", error));
  assert_at (other, "/analyses", "[{'id':'other','outcome':'rmdq','method':'t-test'}]");
  assert_at (other, "/testing/hypotheses", "[{'id':'C','compare':['a','c'],'analysis':'other'}]");
  assert_at (other, "/strata/s/levels/yes/effect", NULL);
  assert_at (other, "/strata/s/levels/no/effect", "{'rmdq':1}");
  assert_at (other, "/covariates/age/correlation", "{'rmdq':0.1}");
  assert_at (other, "/basis/~1covariates~1age~1correlation~1pain", NULL);
  assert_valid (other);
}

/* The only analysis is of the outcome that goes: it is of another one now, by a method for it. */
static void
the_last_analysis_stays (void)
{
  g_autoptr (SimDraft) draft = make_draft (TWO);
  EDIT (draft, sim_edit_remove_analysis (draft, "main", error));
  EDIT (draft, sim_edit_remove_outcome (draft, "rmdq", error));
  assert_at (draft, "/analyses/0/id", "'other'");
  assert_at (draft, "/analyses/0/outcome", NULL);
  assert_at (draft, "/testing/hypotheses/0/compare", "['a','c']");
  assert_valid (draft);
}

static void
analyses_come_for_what_has_none (void)
{
  g_autoptr (SimDraft) draft = make_draft (TWO);
  EDIT (draft, sim_edit_add_analysis (draft, error));
  /* Both outcomes are analysed at their last visit; next the first one's other visit. */
  assert_at (draft, "/analyses/2",
             "{'id':'pain','outcome':'pain','visit':'v1','method':'ancova'}");
  EDIT (draft, sim_edit_add_analysis (draft, error));
  assert_at (draft, "/analyses/3",
             "{'id':'rmdq','outcome':'rmdq','visit':'v1','method':'ancova'}");
  EDIT (draft, sim_edit_add_analysis (draft, error));
  /* All is analysed: once more, to be changed. */
  assert_at (draft, "/analyses/4", "{'id':'pain-2','outcome':'pain','method':'ancova'}");
  assert_valid (draft);
  for (guint i = 5; i < 12; i++)
    EDIT (draft, sim_edit_add_analysis (draft, error));
  REFUSED (sim_edit_add_analysis (draft, error), SIM_ERROR_LIMIT);
}

/* ANCOVA is for scores alone, and for those with a baseline. */
static void
an_analysis_has_a_method_for_its_outcome (void)
{
  g_autoptr (SimDraft) draft = make_draft (
      "{'trefoil':1," SMALL_ARMS ",'outcomes':[" OUTCOME ("pain") BODY ",{'id':'responder','type':"
      "'binary','visits':[{'id':'v1','time':4}],'proportions':{'a':0.5,'b':0.5,'c':0.3}},"
      "{'id':'plain'," SMALL_VISITS ",'means':1}]}");
  EDIT (draft, sim_edit_add_analysis (draft, error));
  EDIT (draft, sim_edit_add_analysis (draft, error));
  assert_at (draft, "/analyses/1/method", "'risk-difference'");
  assert_at (draft, "/analyses/2/outcome", "'plain'");
  assert_valid (draft);
}

static void
an_analysis_goes_with_what_it_tests (void)
{
  g_autoptr (SimDraft) draft = make_draft (TWO);
  EDIT (draft, sim_edit_remove_analysis (draft, "other", error));
  assert_at (draft, "/testing/hypotheses",
             "[{'id':'A','compare':['a','c']},{'id':'B','compare':['b','c']}]");
  assert_valid (draft);
  REFUSED (sim_edit_remove_analysis (draft, "main", error), SIM_ERROR_LIMIT);
  /* Nothing else is tested: what is, is tested by the other one from now on. */
  g_autoptr (SimDraft) only = make_draft (TWO);
  EDIT (only, sim_edit_remove_hypothesis (only, "C", error));
  EDIT (only, sim_edit_remove_analysis (only, "main", error));
  assert_at (only, "/testing/hypotheses",
             "[{'id':'A','compare':['a','c']},{'id':'B','compare':['b','c']}]");
  assert_valid (only);
}

static void
the_same_comparisons_of_another_analysis (void)
{
  g_autoptr (SimDraft) draft = make_draft (TWO);
  g_assert_cmpuint (sim_edit_n_untested (draft, "main"), ==, 0);
  g_assert_cmpuint (sim_edit_n_untested (draft, "other"), ==, 1);
  EDIT (draft, sim_edit_test_too (draft, "other", error));
  assert_at (draft, "/testing/hypotheses/3",
             "{'id':'B-other','compare':['b','c'],'analysis':'other'}");
  g_assert_cmpuint (sim_edit_n_untested (draft, "other"), ==, 0);
  assert_valid (draft);
  REFUSED (sim_edit_test_too (draft, "none", error), SIM_ERROR_REFERENCE);
  for (guint i = 0; i < 6; i++)
    EDIT (draft, sim_edit_add_analysis (draft, error));
  for (guint i = 2; i < 6; i++) {
    g_autofree char *at = g_strdup_printf ("/analyses/%u/id", i);
    const char *id = sim_value_text (sim_draft_get (draft, at));

    EDIT (draft, sim_edit_test_too (draft, id, error));
  }
  REFUSED (sim_edit_test_too (draft, "rmdq-v2", error), SIM_ERROR_REFERENCE);
  g_autofree char *last
      = g_strdup (sim_value_text (sim_draft_get (draft, "/analyses/6/id")));
  REFUSED (sim_edit_test_too (draft, last, error), SIM_ERROR_LIMIT);
}

/* A third outcome that says who of pain's patients has improved by half. */
#define RESPONSE                                                                                   \
  "{'id':'half','type':'binary','responder':{'outcome':'pain','improvement':0.5,"                  \
  "'relative':true}}"

static SimDraft *
with_response (void)
{
  SimDraft *draft = make_set (make_draft (TWO), "/outcomes/2=" RESPONSE);
  draft = make_set (draft, "/outcomes/pain/baseline/mean=30");
  return make_set (draft, "/outcomes/pain/means={'a':[12,14],'b':[15,15],'c':[20,19]}");
}

/* What is made of pain's scores has the proportions, when pain has gone, that it had before. */
static void
a_response_outlives_its_source (void)
{
  g_autoptr (SimDraft) draft = with_response ();
  g_autoptr (SimScenario) before = make_scenario (draft);
  double truth = sim_scenario_score_map (before, 2, 0, 1)->mean;
  g_assert_cmpfloat (truth, >, 0.5);
  EDIT (draft, sim_edit_remove_outcome (draft, "pain", error));
  assert_at (draft, "/outcomes/half/responder", NULL);
  assert_at (draft, "/outcomes/half/visits/1/id", "'v2'");
  assert_at (draft, "/outcomes/half/better", "'higher'"); /* the default was another before */
  g_assert_cmpfloat_with_epsilon (
      sim_value_number (sim_draft_get (draft, "/outcomes/half/proportions/a/1")), truth, 6e-4);
  assert_valid (draft);
}

/* The matrix between outcomes knows only those of their own, in their order. */
static void
a_response_has_no_row_in_the_matrix (void)
{
  g_autoptr (SimDraft) draft = make_draft (TWO);
  EDIT (draft, sim_edit_add_outcome (draft, "pain", error));
  draft = make_set (draft, "/outcome-correlation=[[1,0.2,0.3],[0.2,1,0.4],[0.3,0.4,1]]");
  assert_valid (draft);
  g_autoptr (SimDraft) fewer = sim_draft_ref (draft);
  EDIT (fewer, sim_edit_remove_outcome (fewer, "rmdq", error));
  assert_at (fewer, "/outcome-correlation", "[[1,0.3],[0.3,1]]");
  assert_valid (fewer);
  EDIT (fewer, sim_edit_remove_outcome (fewer, "pain", error));
  assert_at (fewer, "/outcome-correlation", NULL);
  assert_valid (fewer);
  g_autoptr (SimDraft) made = make_set (
      sim_draft_ref (draft), "/outcomes/1={'id':'rmdq','type':'binary','better':'higher',"
                             "'responder':{'outcome':'pain','improvement':2}}");
  made = make_set (made, "/analyses/other/method=risk-difference");
  made = make_set (made, "/basis=null");
  EDIT (made, sim_edit_fit_response (made, "rmdq", error));
  assert_at (made, "/strata/s/levels/no/effect", NULL);
  assert_at (made, "/strata/s/levels/yes/effect", "{'pain':2,'outcome-3':2}");
  assert_at (made, "/covariates/age/correlation", "{'pain':0.2,'outcome-3':0.2}");
  assert_valid (made);
  assert_at (made, "/outcome-correlation", "[[1,0.3],[0.3,1]]");
  EDIT (made, sim_edit_remove_response (made, "rmdq", error));
  assert_valid (made);
}

/* It comes back to its place, and goes with the others as the last of them does. */
static void
a_response_comes_back_into_the_matrix (void)
{
  g_autoptr (SimDraft) draft = with_response ();
  EDIT (draft, sim_edit_add_outcome (draft, "pain", error));
  EDIT (draft, sim_edit_add_outcome (draft, "rmdq", error));
  draft = make_set (draft, "/outcome-correlation=[[1,0.1,0.2,0.3],[0.1,1,0.15,0.25],"
                           "[0.2,0.15,1,0.4],[0.3,0.25,0.4,1]]");
  assert_valid (draft);
  EDIT (draft, sim_edit_remove_response (draft, "half", error));
  assert_at (draft, "/outcome-correlation/0", "[1,0.1,0.3,0.2,0.3]");
  assert_at (draft, "/outcome-correlation/1", "[0.1,1,0.25,0.15,0.25]");
  assert_valid (draft);
}

static void
an_outcome_becomes_a_response (void)
{
  g_autoptr (SimDraft) draft = with_response ();
  EDIT (draft, sim_edit_remove_response (draft, "half", error));
  assert_valid (draft);
  draft = make_set (draft, "/outcomes/half/correlation={'type':'ar1','rho':0.4}");
  draft = make_set (draft, "/outcomes/half/responder={'outcome':'rmdq','improvement':1}");
  EDIT (draft, sim_edit_fit_response (draft, "half", error));
  assert_at (draft, "/outcomes/half/proportions", NULL);
  assert_at (draft, "/outcomes/half/visits", NULL);
  assert_at (draft, "/outcomes/half/correlation", NULL);
  assert_valid (draft);
}

static void
labels_tell_outcomes_apart (void)
{
  g_autoptr (SimDraft) draft = make_draft (TWO);
  EDIT (draft, sim_edit_add_analysis (draft, error));
  draft = make_set (draft,
                    "/testing/hypotheses/3={'id':'D','compare':['a','c'],'analysis':'pain'}");
  draft = make_set (draft, "/outcomes/pain/name=Pain");
  g_autoptr (SimScenario) s = make_scenario (draft);
  static const char *const expected[]
      = { "a vs c, Pain, v2", "b vs c, Pain", "a vs c, rmdq", "a vs c, Pain, v1" };
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_autofree char *label = sim_scenario_hypothesis_label (s, i);
    g_assert_cmpstr (label, ==, expected[i]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit-outcomes/copy", a_copy_of_an_outcome);
  g_test_add_func ("/edit-outcomes/default", a_copy_in_the_default_scenario);
  g_test_add_func ("/edit-outcomes/remove", an_outcome_goes_with_all_that_is_of_it);
  g_test_add_func ("/edit-outcomes/last-analysis", the_last_analysis_stays);
  g_test_add_func ("/edit-outcomes/add-analysis", analyses_come_for_what_has_none);
  g_test_add_func ("/edit-outcomes/method", an_analysis_has_a_method_for_its_outcome);
  g_test_add_func ("/edit-outcomes/remove-analysis", an_analysis_goes_with_what_it_tests);
  g_test_add_func ("/edit-outcomes/test-too", the_same_comparisons_of_another_analysis);
  g_test_add_func ("/edit-outcomes/source-goes", a_response_outlives_its_source);
  g_test_add_func ("/edit-outcomes/matrix", a_response_has_no_row_in_the_matrix);
  g_test_add_func ("/edit-outcomes/matrix-again", a_response_comes_back_into_the_matrix);
  g_test_add_func ("/edit-outcomes/response", an_outcome_becomes_a_response);
  g_test_add_func ("/edit-outcomes/labels", labels_tell_outcomes_apart);
  return g_test_run ();
}
