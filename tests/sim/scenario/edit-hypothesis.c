/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-hypothesis.c - tests of what follows when a hypothesis claims something else.
 */
#include "scenario-make.h"

#include "scenario/edit.h"

#define H "/testing/hypotheses/H"

/* The draft of three arms, `usual` the reference, with one hypothesis H and no rule. */
static SimDraft *
draft_of (const char *hypothesis)
{
  SimDraft *draft = make_set (sim_draft_new_default (), "/testing/multiplicity={'method':'none'}");
  g_autofree char *list = g_strdup_printf ("/testing/hypotheses=[%s]", hypothesis);

  draft = make_set (draft, "/analyses=[{'id':'main','method':'change-score'}]");
  return make_set (draft, list);
}

static void
assert_fit (const char *hypothesis, const char *expected)
{
  g_autoptr (SimDraft) draft = draft_of (hypothesis);
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) fit = sim_edit_fit_hypothesis (draft, "H", &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = sim_json_write_compact (sim_draft_get (fit, H));
  g_assert_cmpstr (text, ==, expected);
  g_autoptr (SimScenario) scenario = make_scenario (fit);
  g_assert_nonnull (scenario);
}

static void
test_retention (void)
{
  /* what was compared with the reference keeps its effect over it, against the arm that is left */
  assert_fit ("{'id':'H','compare':['hand-ear','usual'],'type':'retention','fraction':0.5}",
              "{\"id\":\"H\",\"compare\":[\"hand-ear\",\"standard\"],\"type\":\"retention\","
              "\"fraction\":0.5,\"placebo\":\"usual\"}");
  assert_fit ("{'id':'H','compare':['hand-ear','standard'],'type':'retention','fraction':0.5}",
              "{\"id\":\"H\",\"compare\":[\"hand-ear\",\"standard\"],\"type\":\"retention\","
              "\"fraction\":0.5,\"placebo\":\"usual\"}");
  /* a placebo that is given stays */
  assert_fit ("{'id':'H','compare':['hand-ear','usual'],'type':'retention','fraction':0.5,"
              "'placebo':'standard'}",
              "{\"id\":\"H\",\"compare\":[\"hand-ear\",\"usual\"],\"type\":\"retention\","
              "\"fraction\":0.5,\"placebo\":\"standard\"}");
}

static void
test_within (void)
{
  assert_fit ("{'id':'H','compare':['standard','usual'],'type':'within-arm-change'}",
              "{\"id\":\"H\",\"type\":\"within-arm-change\",\"arm\":\"standard\"}");
}

static void
test_pair (void)
{
  assert_fit ("{'id':'H','type':'superiority'}",
              "{\"id\":\"H\",\"compare\":[\"hand-ear\",\"usual\"],\"type\":\"superiority\"}");
  assert_fit ("{'id':'H','contrast':{'hand-ear':1,'standard':-1}}",
              "{\"id\":\"H\",\"contrast\":{\"hand-ear\":1,\"standard\":-1}}");
}

static void
test_contrast (void)
{
  g_autoptr (SimDraft) draft = draft_of ("{'id':'H','compare':['hand-ear','usual']}");
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) contrast = sim_edit_make_contrast (draft, "H", &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = sim_json_write_compact (sim_draft_get (contrast, H));
  g_assert_cmpstr (text, ==,
                   "{\"id\":\"H\",\"contrast\":{\"hand-ear\":0.5,\"standard\":0.5,\"usual\":-1}}");
  g_assert_null (sim_edit_make_contrast (draft, "none", &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit-hypothesis/retention", test_retention);
  g_test_add_func ("/edit-hypothesis/within", test_within);
  g_test_add_func ("/edit-hypothesis/pair", test_pair);
  g_test_add_func ("/edit-hypothesis/contrast", test_contrast);
  return g_test_run ();
}
