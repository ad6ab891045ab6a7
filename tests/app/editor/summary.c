/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * summary.c - tests of what folded cards say of themselves.
 */
#include "editor/cards.h"

static void
check (char *(*summary) (SimDraft *draft), const char *assignment, const char *expected)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (assignment != NULL) {
    SimDraft *next = sim_draft_set_text (draft, assignment, &error);

    g_assert_no_error (error);
    sim_draft_unref (draft);
    draft = next;
  }
  text = summary (draft);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_default (void)
{
  check (app_summary_arms, NULL, "54 / 50 / 48 · 152 patients");
  check (app_summary_visits, NULL, "Week 8, Week 26");
  check (app_summary_correlation, NULL, "Baseline and visits · 0.5, 0.7");
  check (app_summary_dropout, NULL, "8 / 8 / 13 % lost");
  check (app_summary_analysis, NULL, "ANCOVA · Week 8");
  check (app_summary_testing, NULL, "3 · two-sided 5 % · Holm");
  check (app_summary_run, NULL, "100\u202f000 trials · target 90 %");
}

static void
test_edited (void)
{
  check (app_summary_trial, "/title=Needles", "Needles");
  check (app_summary_outcome, "/outcomes/rmdq/sd=4.5", "Roland-Morris disability · SD 4.5");
  check (app_summary_testing, "/testing/sides=1", "3 · one-sided 5 % · Holm");
}

static void
test_people (void)
{
  check (app_summary_strata, "/strata=[{\"id\":\"a\",\"name\":\"Sciatica\"},{\"id\":\"sex\"}]",
         "Sciatica, sex");
  check (app_summary_covariates, "/covariates=[{\"id\":\"age\"}]", "age");
  check (app_summary_practitioners, "/practitioners={\"caseload\":{\"hand-ear\":10},\"icc\":0.05}",
         "ICC 0.05 · Caseload 10 / 0 / 0");
  check (app_summary_practitioners, "/practitioners={\"count\":{\"usual\":[1,2]},\"sd\":2}",
         "SD 2 · Number 0 / 0 / …");
  check (app_summary_centres, "/centres={\"count\":4,\"sd\":1}", "4 · SD 1");
  check (app_summary_response, "/response-sd=1.5", "SD 1.5 / 1.5 / 0");
  check (app_summary_adherence, "/adherence={\"proportion\":0.8}", "80 / 80 / 100 % adherent");
  check (app_summary_switching,
         "/switching=[{\"proportion\":0.05},{\"from\":\"usual\",\"proportion\":0.1}]",
         "5 + 10 % switch");
}

/* A draft may hold anything; its summary must say something all the same. */
static void
test_invalid (void)
{
  check (app_summary_arms, "/arms/usual/size=many", "54 / 50 / – · – patients");
  check (app_summary_run, "/run/replicates=1e300", "target 90 %");
  check (app_summary_analysis, "/analyses/main/method=tea", "tea · Week 8");
  check (app_summary_visits, "/outcomes=[]", "");
  check (app_summary_strata, "/strata=7", "–");
  check (app_summary_practitioners, "/practitioners=[]", "–");
  check (app_summary_switching, "/switching={}", "–");
  check (app_summary_outcome, "/outcomes/rmdq/type=binary", "Roland-Morris disability");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/summary/default", test_default);
  g_test_add_func ("/editor/summary/edited", test_edited);
  g_test_add_func ("/editor/summary/people", test_people);
  g_test_add_func ("/editor/summary/invalid", test_invalid);
  return g_test_run ();
}
