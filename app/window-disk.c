/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-disk.c - somebody else has written the file of the document: what differs, and whose word
 * counts.
 *
 * What is on the disk is held against what the file had when it was read or written here, so that
 * own writing asks nothing. It is read in a thread.
 */
#include "window-files.h"

#include <glib/gi18n.h>

#include "difference-list.h"

/* The file as it is now, and of which document. */
typedef struct {
  char *path;
  guint generation;
  SimDraft *draft; /* NULL: it is gone, no file, or cannot be read */
  GPtrArray *problems;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->path);
  sim_draft_unref (look->draft);
  g_ptr_array_unref (look->problems);
  g_free (look);
}

/* --- the question --- */

/* From now on that is what the file has; what is here is other work then. */
static void
know (AppWindow *self, const Look *look)
{
  app_document_mark_saved (self->document, look->generation, look->draft, look->path);
}

/* As an edit, which can be undone; but within a lesson a document is not only its draft. */
static void
take_theirs (AppWindow *self, const Look *look)
{
  if (app_document_base (self->document) != NULL) {
    app_document_load_draft (self->document, look->draft, look->path, FALSE);
    return;
  }
  app_document_apply (self->document, look->draft, _ ("The file as it is on the disk"), NULL);
  know (self, look);
}

static void
on_answer (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  AppWindow *self = data;
  const Look *look = g_object_get_data (G_OBJECT (dialog), "look");

  self->conflict = NULL;
  /* Another document may have come by its file's name from outside. */
  if (look->generation != app_document_generation (self->document))
    return;
  if (g_str_equal (response, "theirs"))
    take_theirs (self, look);
  else
    know (self, look);
  if (g_str_equal (response, "copy"))
    g_action_group_activate_action (G_ACTION_GROUP (self), "save-as", NULL);
  app_file_watch_again (self->watch); /* it may have changed while the question stood */
}

static void
ask (AppWindow *self, Look *look, const GPtrArray *differences)
{
  g_autofree char *base = g_path_get_basename (look->path);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *heading = g_strdup_printf (_ ("“%s” was changed on the disk"), name);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, NULL);
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_set_body (
      question, app_document_modified (self->document)
                    ? _ ("Another program wrote it, and here are changes that are not saved.")
                    : _ ("Another program wrote it while it is open here."));
  adw_message_dialog_set_extra_child (
      question, app_difference_list_new (differences, _ ("Here"), _ ("On the disk")));
  adw_message_dialog_add_responses (question, "mine", _ ("_Keep Mine"), "copy",
                                    _ ("Save Mine _As…"), "theirs", _ ("_Take Theirs"), NULL);
  adw_message_dialog_set_close_response (question, "mine");
  adw_message_dialog_set_default_response (question, "mine");
  g_object_set_data_full (G_OBJECT (dialog), "look", look, look_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answer), self, 0);
  self->conflict = GTK_WINDOW (dialog);
  gtk_window_present (self->conflict);
}

/* --- looking --- */

static gboolean
same (SimDraft *one, SimDraft *other)
{
  return one != NULL && other != NULL
         && sim_value_equal (sim_draft_root (one), sim_draft_root (other));
}

/* What the document would write; while that is invalid, what it showed last. */
static SimScenario *
mine (AppWindow *self)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  SimScenario *scenario = sim_scenario_check (app_document_kept (self->document), problems);

  if (scenario == NULL && app_document_scenario (self->document) != NULL)
    scenario = sim_scenario_ref (app_document_scenario (self->document));
  return scenario;
}

/* Asks, if there is something to be asked; else the look is done with. */
static void
compare (AppWindow *self, Look *look)
{
  g_autoptr (GPtrArray) problems = sim_problems_new (), differences = NULL;
  g_autoptr (SimScenario) here = mine (self);
  g_autoptr (SimScenario) there = sim_scenario_check (look->draft, problems);

  if (here != NULL && there != NULL)
    differences = sim_scenario_differences (here, there);
  if (differences != NULL && differences->len > 0) {
    ask (self, look, differences);
    return;
  }
  know (self, look); /* the same by meaning: there is nothing to decide */
  look_free (look);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer data)
{
  AppWindow *self = APP_WINDOW (source);
  Look *look = data;

  self->looking = FALSE;
  if (app_window_is_gone (self) || look->generation != app_document_generation (self->document)
      || g_strcmp0 (look->path, app_document_path (self->document)) != 0) {
    look_free (look);
  } else if (self->saving != NULL || self->question != NULL || self->conflict != NULL) {
    app_file_watch_again (self->watch);
    look_free (look);
  } else if (look->draft == NULL && look->problems->len > 0) {
    app_window_toast (self,
                      _ ("The file was changed on the disk and has a problem. What is here stays."),
                      _ ("Save As…"), "win.save-as");
    look_free (look);
  } else if (look->draft == NULL || same (look->draft, app_document_saved (self->document))) {
    look_free (look);
  } else {
    compare (self, look);
  }
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Look *look = data;

  /* What is no file any more, such as a pipe, might be waited for without end. */
  if (g_file_test (look->path, G_FILE_TEST_IS_REGULAR))
    look->draft = app_document_read (look->path, look->problems);
  g_task_return_boolean (task, TRUE);
}

/* One look at a time, and none while the answer to it could not be used. */
static void
on_changed (gpointer data)
{
  AppWindow *self = data;
  const char *path = app_document_path (self->document);
  g_autoptr (GTask) task = NULL;
  Look *look;

  if (path == NULL || app_window_is_gone (self) || self->conflict != NULL)
    return; /* its answer looks again */
  if (self->looking || self->saving != NULL || self->question != NULL) {
    app_file_watch_again (self->watch);
    return;
  }
  look = g_new0 (Look, 1);
  look->path = g_strdup (path);
  look->generation = app_document_generation (self->document);
  look->problems = sim_problems_new ();
  self->looking = TRUE;
  task = g_task_new (self, NULL, on_looked, look);
  g_task_set_task_data (task, look, NULL); /* on_looked has it in the end */
  g_task_run_in_thread (task, look_thread);
}

static void
on_file_changed (AppWindow *self)
{
  app_file_watch_set_path (self->watch, app_document_path (self->document));
}

void
app_window_init_disk (AppWindow *self)
{
  self->watch = app_file_watch_new (on_changed, self);
  g_signal_connect_object (self->document, "file-changed", G_CALLBACK (on_file_changed), self,
                           G_CONNECT_SWAPPED);
  on_file_changed (self);
}
