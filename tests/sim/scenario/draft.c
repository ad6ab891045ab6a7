/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drafts: their files, what is written, what counts, and where it stands.
 */
#include <glib/gstdio.h>

#include "scenario/draft-private.h"

#include "example.h"
#include "scenario-make.h"

static void
assert_effective (SimDraft *draft, const char *pointer, const char *expected)
{
  g_autoptr (SimValue) value = sim_draft_effective (draft, pointer);
  g_test_message ("%s", pointer);
  if (expected)
    assert_value (value, expected);
  else
    g_assert_null (value);
}

static void
default_has_no_gaps (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_autoptr (SimScenario) scenario G_GNUC_UNUSED = make_scenario (draft);
  g_assert_null (sim_draft_get (draft, "/title"));
  assert_value (sim_draft_get (draft, "/testing/omnibus"), "'none'");
  assert_value (sim_draft_get (draft, "/arms/usual/size"), "48");
  g_assert_cmpint (sim_draft_line (draft, "/arms/usual"), ==, 0);
}

static void
written_or_default (void)
{
  g_autoptr (SimDraft) draft = make_draft ("{'trefoil':1,'testing':{'alpha':0.1}}");
  assert_value (sim_draft_get (draft, "/testing/alpha"), "0.1");
  g_assert_null (sim_draft_get (draft, "/testing/sides"));
  assert_effective (draft, "/testing/alpha", "0.1");
  assert_effective (draft, "/testing/sides", "2");
  assert_effective (draft, "/testing", "{'alpha':0.1}");
  assert_effective (draft, "/arms/usual/size", "48");
  assert_effective (draft, "/arms/usual/nothing", NULL);
  assert_effective (draft, "/nowhere", NULL);
}

static void
elements_of_shorter_shapes (void)
{
  g_autoptr (SimDraft) draft
      = make_draft ("{'trefoil':1," SMALL_ARMS ",'outcomes':[{'id':'y'," SMALL_VISITS
                    ",'means':{'a':[1,2],'b':5,'c':0},'sd':[3,4]}]," SMALL_REST
                    ",'dropout':{'proportion':0.19}}");
  assert_effective (draft, "/outcomes/y/means/a/1", "2");
  assert_effective (draft, "/outcomes/y/means/b", "5");
  assert_effective (draft, "/outcomes/y/means/b/1", "5");
  assert_effective (draft, "/outcomes/y/sd/1", "4");
  assert_effective (draft, "/outcomes/y/sd/c", "[3,4]");
  assert_effective (draft, "/outcomes/y/sd/c/0", "3");
  assert_effective (draft, "/outcomes/0/sd/c/0", "3");
  assert_effective (draft, "/dropout/proportion/a", "0.19");
  assert_effective (draft, "/dropout/proportion/a/1", "0.19");
  g_autoptr (SimValue) half = sim_draft_effective (draft, "/dropout/proportion/a/0");
  g_assert_cmpfloat_with_epsilon (sim_value_number (half), 0.1, 1e-9);
  assert_effective (draft, "/outcomes/y/sd/2", NULL);
  assert_effective (draft, "/outcomes/y/sd/nobody", NULL);
  assert_effective (draft, "/outcomes/y/sd/c/0/0", NULL);
}

static void
lines_of_values (void)
{
  g_autoptr (SimDraft) draft = make_draft ("{\n'trefoil': 1,\n'arms': [\n"
                                           "{'id': 'a', 'size': 5},\n"
                                           "{'id': 'b',\n'size': 5}\n],\n'run': {}\n}");
  g_assert_cmpint (sim_draft_line (draft, ""), ==, 1);
  g_assert_cmpint (sim_draft_line (draft, "/arms/a/size"), ==, 4);
  g_assert_cmpint (sim_draft_line (draft, "/arms/1/size"), ==, 6);
  g_assert_cmpint (sim_draft_line (draft, "/arms/b/size"), ==, 6);
  /* Where nothing stands, the line of the nearest parent. */
  g_assert_cmpint (sim_draft_line (draft, "/arms/b/name"), ==, 5);
  g_assert_cmpint (sim_draft_line (draft, "/run/seed"), ==, 8);
  g_assert_cmpint (sim_draft_line (draft, "/testing/alpha"), ==, 1);
}

static void
load_save_load (void)
{
  gsize n = 0;
  g_autofree char *text = example_read (&n);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("trefoil-XXXXXX", &error);
  g_assert_no_error (error);
  g_autofree char *path = g_build_filename (folder, "a.trefoil", NULL);
  g_autoptr (SimDraft) first = sim_draft_parse (text, n, problems);
  g_assert_true (sim_draft_save (first, path, &error));
  g_assert_no_error (error);
  g_autoptr (SimDraft) second = sim_draft_read_file (path, problems);
  g_assert_nonnull (second);
  g_assert_true (sim_value_equal (sim_draft_root (first), sim_draft_root (second)));
  g_autofree char *saved = NULL;
  g_file_get_contents (path, &saved, NULL, &error);
  g_assert_cmpstr (saved, ==, text);
  g_unlink (path);
  g_rmdir (folder);
  g_assert_false (sim_draft_save (first, path, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_IO);
}

/* A text of so many bytes as the title. */
static SimDraft *
titled (gsize n)
{
  g_autofree char *text = g_strnfill (n, 'x');
  g_autoptr (SimValue) title = sim_value_new_text (text);
  g_autoptr (SimDraft) plain = sim_draft_new_default ();
  SimDraft *draft = sim_draft_set (plain, "/title", title, NULL);
  g_assert_nonnull (draft);
  return draft;
}

/* A file that could not be opened again is not written, to the byte; the old one stays. */
static void
too_large (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("trefoil-XXXXXX", &error);
  g_assert_no_error (error);
  g_autofree char *path = g_build_filename (folder, "a.trefoil", NULL);
  g_autoptr (SimDraft) one = titled (1);
  g_autofree char *text = sim_json_write (sim_draft_root (one));
  gsize room = 4u * 1024u * 1024u - strlen (text) + 1;
  g_autoptr (SimDraft) largest = titled (room);
  g_autoptr (SimDraft) larger = titled (room + 1);

  g_assert_true (sim_draft_save (largest, path, &error));
  g_assert_no_error (error);
  g_assert_false (sim_draft_save (larger, path, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "found 4194305 bytes; allowed: at most 4 MiB"));
  g_autoptr (SimDraft) again = sim_draft_read_file (path, problems);
  g_assert_nonnull (again);
  g_assert_true (sim_value_equal (sim_draft_root (largest), sim_draft_root (again)));
  g_unlink (path);
  g_rmdir (folder);
}

static void
unreadable (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_assert_null (sim_draft_read_file ("/nowhere/at/all.trefoil", problems));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_null (sim_draft_parse ("{", 1, problems));
  g_assert_cmpuint (problems->len, ==, 2);
}

/* The full form is made once, whichever thread is first. */
static gpointer
read_full (gpointer draft)
{
  return (gpointer)sim_draft_full (draft);
}

static void
full_form_is_shared (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  GThread *threads[8];
  for (guint i = 0; i < 8; i++)
    threads[i] = g_thread_new ("full", read_full, draft);
  for (guint i = 0; i < 8; i++)
    g_assert_true (g_thread_join (threads[i]) == (gpointer)sim_draft_full (draft));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draft/default-has-no-gaps", default_has_no_gaps);
  g_test_add_func ("/draft/written-or-default", written_or_default);
  g_test_add_func ("/draft/elements", elements_of_shorter_shapes);
  g_test_add_func ("/draft/lines", lines_of_values);
  g_test_add_func ("/draft/too-large", too_large);
  g_test_add_func ("/draft/load-save-load", load_save_load);
  g_test_add_func ("/draft/unreadable", unreadable);
  g_test_add_func ("/draft/full-form-is-shared", full_form_is_shared);
  return g_test_run ();
}
