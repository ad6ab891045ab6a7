/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/carry.c and of what app/document.c shows: edits made between the steps of a lesson
 * are saved, undone and asked about, whatever the steps set.
 */
#include "document.h"

#include <glib/gstdio.h>
#include <string.h>

#define DROPOUT "/dropout/proportion"
#define USUAL   "/arms/usual/size"
#define SD      "/outcomes/rmdq/sd"

typedef struct {
  AppDocument *document;
  SimDraft *file, *two; /* the second step sets something of both */
  char *folder, *path;
  guint left;
} Fixture;

static void
count (guint *counter)
{
  ++*counter;
}

static SimDraft *
with (SimDraft *draft, const char *assignment)
{
  g_autoptr (GError) error = NULL;
  SimDraft *set = sim_draft_set_text (draft, assignment, &error);

  g_assert_no_error (error);
  return set;
}

/* A lesson that begins with the file and goes on with other spreads and more usual care. */
static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (SimDraft) other = NULL;

  f->folder = g_dir_make_tmp ("trefoil-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "edits.trefoil", NULL);
  f->document = app_document_new ();
  f->file = sim_draft_new_default ();
  other = with (f->file, SD "=7");
  f->two = with (other, USUAL "=90");
  g_signal_connect_swapped (f->document, "left-behind", G_CALLBACK (count), &f->left);
  app_document_load_draft (f->document, f->file, NULL, FALSE);
  app_document_show (f->document, f->file, 0, "Step 1");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_unlink (f->path);
  g_rmdir (f->folder);
  g_free (f->path);
  g_free (f->folder);
  sim_draft_unref (f->file);
  sim_draft_unref (f->two);
  g_assert_finalize_object (f->document);
}

static void
edit (Fixture *f, const char *assignment)
{
  g_autoptr (SimDraft) draft = with (app_document_draft (f->document), assignment);
  app_document_apply (f->document, draft, "Edit", NULL);
}

static void
save (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (app_document_save (f->document, f->path, &error));
  g_assert_no_error (error);
}

/* What the file has at pointer after saving, as JSON. */
static char *
saved (Fixture *f, const char *pointer)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = NULL;
  g_autoptr (SimValue) value = NULL;

  save (f);
  draft = sim_draft_read_file (f->path, problems);
  value = sim_draft_effective (draft, pointer);
  return value != NULL ? sim_json_write_compact (value) : g_strdup ("nothing");
}

static void
assert_saved (Fixture *f, const char *pointer, const char *expected)
{
  g_autofree char *text = saved (f, pointer);
  g_assert_cmpstr (text, ==, expected);
}

/* Going back and forth by undo is no work that could be lost. */
static void
test_undo_is_no_edit (Fixture *f, gconstpointer data)
{
  g_assert_false (app_document_modified (f->document));
  app_document_show (f->document, f->two, 0, "Step 2");
  g_assert_false (app_document_modified (f->document));
  app_document_undo (f->document);
  g_assert_false (app_document_modified (f->document));
  app_document_redo (f->document);
  g_assert_false (app_document_modified (f->document));
}

/* What the file has is not asked about, at whatever step it was written. */
static void
test_saved_is_saved (Fixture *f, gconstpointer data)
{
  edit (f, DROPOUT "=0.3");
  g_assert_true (app_document_modified (f->document));
  app_document_show (f->document, f->two, 0, "Step 2");
  g_assert_true (app_document_modified (f->document));
  save (f);
  g_assert_false (app_document_modified (f->document));
  app_document_undo (f->document); /* where the same edit is on show */
  g_assert_false (app_document_modified (f->document));
  app_document_undo (f->document); /* which takes it back */
  g_assert_true (app_document_modified (f->document));
}

/* A slow disk: the next step has come before the file is written. */
static void
test_saved_meanwhile (Fixture *f, gconstpointer data)
{
  g_autoptr (SimDraft) written = NULL;

  edit (f, DROPOUT "=0.3");
  written = app_document_to_save (f->document, NULL);
  app_document_show (f->document, f->two, 0, "Step 2");
  g_assert_true (app_document_mark_saved (f->document, app_document_generation (f->document),
                                          written, f->path));
  g_assert_false (app_document_modified (f->document));
}

/* An arm that is added in one step leaves the edits of the others alone, and what the step set. */
static void
test_another_arm (Fixture *f, gconstpointer data)
{
  edit (f, "/arms/standard/size=77");
  app_document_show (f->document, f->two, 0, "Step 2");
  g_autoptr (SimDraft) more
      = sim_edit_add_arm (app_document_draft (f->document), "usual", NULL);
  g_assert_nonnull (more);
  app_document_apply (f->document, more, "Add", NULL);
  g_assert_cmpuint (sim_value_length (sim_draft_get (more, "/arms")), ==, 4);
  assert_saved (f, "/arms/standard/size", "77");
  assert_saved (f, USUAL, "48");
  assert_saved (f, "/arms/3/size", "90");
}

/* What a step takes away is still there for those that come after, in its place. */
static void
test_taken_away (Fixture *f, gconstpointer data)
{
  g_autoptr (SimDraft) fewer = sim_edit_remove_arm (f->file, "standard", NULL);

  g_assert_nonnull (fewer);
  app_document_show (f->document, fewer, 0, "Step 2");
  edit (f, USUAL "=60");
  assert_saved (f, "/arms/1/id", "\"standard\"");
  assert_saved (f, "/arms/2/size", "60");
}

/* What cannot be taken along is said, asked about, and brought back by undo; the rest is kept. */
static void
test_left_behind (Fixture *f, gconstpointer data)
{
  edit (f, DROPOUT "=0.3");
  edit (f, USUAL "=-5");
  g_assert_false (app_document_valid (f->document));
  app_document_show (f->document, f->two, 0, "Step 2");
  g_assert_cmpuint (f->left, ==, 1);
  g_assert_true (app_document_valid (f->document));
  g_assert_true (app_document_modified (f->document));
  assert_saved (f, DROPOUT, "0.3");
  assert_saved (f, USUAL, "48");
  app_document_undo (f->document);
  g_autoptr (SimValue) size = sim_draft_effective (app_document_draft (f->document), USUAL);
  g_assert_cmpfloat (sim_value_number (size), ==, -5);
}

/* Edits that make no valid file are refused by name, and autosave has them with all before them. */
static void
test_unfit (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  edit (f, DROPOUT "=0.3");
  app_document_show (f->document, f->two, 0, "Step 2");
  edit (f, USUAL "=-5");
  g_assert_false (app_document_save (f->document, f->path, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, USUAL));
  g_autoptr (SimValue) kept = sim_draft_effective (app_document_kept (f->document), DROPOUT);
  g_assert_cmpfloat (sim_value_number (kept), ==, 0.3);
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/lesson/edits/undo-is-no-edit", test_undo_is_no_edit);
  add ("/lesson/edits/saved-is-saved", test_saved_is_saved);
  add ("/lesson/edits/saved-meanwhile", test_saved_meanwhile);
  add ("/lesson/edits/another-arm", test_another_arm);
  add ("/lesson/edits/taken-away", test_taken_away);
  add ("/lesson/edits/left-behind", test_left_behind);
  add ("/lesson/edits/unfit", test_unfit);
  return g_test_run ();
}
