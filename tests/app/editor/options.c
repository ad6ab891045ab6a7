/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * options.c - tests of what is offered, and of what says why it is not.
 */
#include "editor/options.h"

static GPtrArray *
options_of (const char *pointer)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();

  return app_options_at (draft, pointer);
}

static const AppOption *
find_text (GPtrArray *options, const char *text)
{
  g_autoptr (SimValue) value = sim_value_new_text (text);

  return app_options_find (options, value);
}

static void
test_choices (void)
{
  g_autoptr (GPtrArray) methods = options_of ("/analyses/main/method");

  g_assert_nonnull (find_text (methods, "ancova"));
  g_assert_nonnull (find_text (methods, "t-test"));
  g_assert_nonnull (find_text (methods, "rmst"));
  g_assert_null (find_text (methods, "none-such"));
}

static void
test_references (void)
{
  g_autoptr (GPtrArray) arms = options_of ("/testing/hypotheses/HE-UC/compare/0");
  g_autoptr (GPtrArray) visits = options_of ("/analyses/main/visit");

  g_assert_cmpuint (arms->len, ==, 3);
  g_assert_cmpstr (find_text (arms, "usual")->label, ==, "Usual care");
  g_assert_cmpuint (visits->len, ==, 2);
  g_assert_cmpstr (find_text (visits, "week-26")->label, ==, "Week 26");
}

static void
test_numbers (void)
{
  g_autoptr (GPtrArray) sides = options_of ("/testing/sides");
  g_autoptr (GPtrArray) size = options_of ("/arms/usual/size");

  g_assert_cmpuint (sides->len, ==, 2);
  g_assert_cmpuint (size->len, ==, 0);
}

static char *
objection (const char *assignment, const char *pointer, const char *text)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_autoptr (SimValue) value = sim_value_new_text (text);
  g_autoptr (GError) error = NULL;

  if (assignment != NULL) {
    SimDraft *next = sim_draft_set_text (draft, assignment, &error);

    g_assert_no_error (error);
    sim_draft_unref (draft);
    draft = next;
  }
  return app_options_objection (draft, pointer, value);
}

static void
test_objection (void)
{
  /* Dunnett's rule wants one control; the example compares the two needle arms as well. */
  g_autofree char *dunnett = objection (NULL, "/testing/multiplicity/method", "dunnett");
  g_autofree char *holm = objection (NULL, "/testing/multiplicity/method", "bonferroni");
  g_autofree char *ancova
      = objection ("/analyses/main/method=t-test", "/analyses/main/method", "ancova");
  /* What replaces one thing that does not fit by another does not fit either. */
  g_autofree char *change
      = objection ("/outcomes/rmdq/baseline=null", "/analyses/main/method", "change-score");
  g_autofree char *t_test
      = objection ("/outcomes/rmdq/baseline=null", "/analyses/main/method", "t-test");
  /* What is wrong elsewhere already is no objection. */
  g_autofree char *elsewhere
      = objection ("/arms/usual/size=-1", "/testing/multiplicity/method", "bonferroni");
  /* What a choice needs comes with it. */
  g_autofree char *bounded = objection (NULL, "/outcomes/rmdq/type", "bounded");
  g_autofree char *beyond
      = objection ("/outcomes/rmdq/means/usual=[120,5]", "/outcomes/rmdq/type", "bounded");

  g_assert_nonnull (dunnett);
  g_assert_null (holm);
  g_assert_null (ancova);
  g_assert_nonnull (change);
  g_assert_null (t_test);
  g_assert_null (elsewhere);
  g_assert_null (bounded);
  g_assert_nonnull (beyond);
}

static void
test_names (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_autofree char *known = app_options_name (draft, "/arms", "usual");
  g_autofree char *unknown = app_options_name (draft, "/arms", "nobody");

  g_assert_cmpstr (known, ==, "Usual care");
  g_assert_cmpstr (unknown, ==, "nobody");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/options/choices", test_choices);
  g_test_add_func ("/editor/options/references", test_references);
  g_test_add_func ("/editor/options/numbers", test_numbers);
  g_test_add_func ("/editor/options/objection", test_objection);
  g_test_add_func ("/editor/options/names", test_names);
  return g_test_run ();
}
