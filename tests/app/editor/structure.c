/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * structure.c - tests of which edits need other rows, and which only other numbers.
 */
#include "editor/structure.h"

static const char *const keys[] = { "arms", "outcomes", "dropout", "analyses", "testing", NULL };

/* Whether the assignment changes the structure of the default scenario. */
static gboolean
changes (const char *assignment, gboolean names)
{
  g_autoptr (SimDraft) before = sim_draft_new_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) after = sim_draft_set_text (before, assignment, &error);
  g_autofree char *old = app_structure (before, keys, names), *new = NULL;

  g_assert_no_error (error);
  new = app_structure (after, keys, names);
  return !g_str_equal (old, new);
}

static void
test_same (void)
{
  g_assert_false (changes ("/arms/usual/size=60", TRUE));
  g_assert_false (changes ("/outcomes/rmdq/means/usual/0=9.5", TRUE));
  g_assert_false (changes ("/testing/alpha=0.1", TRUE));
  g_assert_false (changes ("/outcomes/rmdq/unit=mm", TRUE));
  g_assert_false (changes ("/outcomes/rmdq/name=Pain", TRUE));
  g_assert_false (changes ("/arms/usual/name=Waiting list", FALSE));
}

static void
test_other (void)
{
  g_assert_true (changes ("/arms/usual/name=Waiting list", TRUE));
  g_assert_true (changes ("/outcomes/rmdq/visits/week-8/name=Week 9", TRUE));
  g_assert_true (changes ("/outcomes/rmdq/sd=5", FALSE));
  g_assert_true (changes ("/dropout/proportion=0.1", FALSE));
  g_assert_true (changes ("/outcomes/rmdq/correlation/type=ar1", FALSE));
  g_assert_true (changes ("/analyses/main/method=t-test", FALSE));
  g_assert_true (changes ("/outcomes/rmdq/baseline=null", FALSE));
}

/* Whether one assignment after another changes the structure of a draft with practitioners. */
static gboolean
changes_after (const char *first, const char *second)
{
  static const char *const people[] = { "practitioners", "dropout", "estimand", NULL };
  g_autoptr (SimDraft) start = sim_draft_new_default ();
  g_autoptr (SimDraft) before = sim_draft_set_text (start, first, NULL);
  g_autoptr (SimDraft) after = sim_draft_set_text (before, second, NULL);
  g_autofree char *old = app_structure (before, people, FALSE), *new = NULL;

  new = app_structure (after, people, FALSE);
  return !g_str_equal (old, new);
}

/* What decides about rows of people; a number, or several in its place, does not. */
static void
test_people (void)
{
  const char *start = "/practitioners={\"caseload\":10,\"icc\":0.05}";

  g_assert_false (changes_after (start, "/practitioners/icc=0.1"));
  g_assert_false (changes_after (start, "/practitioners/caseload=[8,10]"));
  g_assert_true (changes_after (start, "/practitioners/caseload={\"usual\":10}"));
  g_assert_true (changes_after (start, "/practitioners={\"caseload\":10,\"sd\":1}"));
  g_assert_true (changes_after (start, "/dropout/mechanism=mar"));
  g_assert_false (changes_after (start, "/dropout/gaps=0.1"));
  g_assert_true (changes_after (start, "/estimand=hypothetical"));
}

static void
test_ids (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_auto (GStrv) arms = app_structure_ids (draft, "/arms");
  g_auto (GStrv) none = app_structure_ids (draft, "/nothing");
  g_autofree char *outcome = app_structure_outcome (draft, "/dropout/proportion");
  g_autofree char *own = app_structure_outcome (draft, "/outcomes/other/sd");

  g_assert_cmpuint (g_strv_length (arms), ==, 3);
  g_assert_cmpstr (arms[2], ==, "usual");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpstr (outcome, ==, "/outcomes/rmdq");
  g_assert_cmpstr (own, ==, "/outcomes/other");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/structure/same", test_same);
  g_test_add_func ("/editor/structure/other", test_other);
  g_test_add_func ("/editor/structure/people", test_people);
  g_test_add_func ("/editor/structure/ids", test_ids);
  return g_test_run ();
}
