/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-disk.c - somebody else has written the file of the document: what differs, and whose word
 * counts.
 *
 * What is on the disk is held against what the file had when it was read or written here, so that
 * own writing asks nothing. Without notice from the disk it is asked when the file is to be
 * written.
 */
#include "window-files.h"

#include <glib/gi18n.h>

#include "difference-list.h"
#include "help/topic.h"

/* --- the question --- */

typedef struct {
  AppFileLook *look;
  gboolean saving; /* it came up because the file was to be written over */
  AppStep *next;   /* for when it is written; may be NULL */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  app_file_look_free (question->look);
  app_step_free (question->next);
  g_free (question);
}

/* From now on that is what the file has; what is here is other work then. */
static void
know (AppWindow *self, const AppFileLook *look)
{
  if (look->draft != NULL)
    app_document_mark_saved (self->document, look->generation, look->draft, look->path);
  else
    app_document_mark_lost (self->document, look->generation, look->path, &look->stamp);
}

/* Neither is replaced: saving asks again, but the file as it is now does not come up by itself. */
static void
put_off (AppWindow *self, const AppFileLook *look)
{
  const SimFileStamp nothing = { .there = FALSE };

  app_document_mark_lost (self->document, look->generation, look->path, &nothing);
  self->put_off = look->stamp;
}

/* As an edit, which can be undone; but within a lesson a document is not only its draft. */
static void
take_theirs (AppWindow *self, const AppFileLook *look)
{
  if (app_document_base (self->document) != NULL) {
    app_document_load_draft (self->document, look->draft, look->path, FALSE);
    return;
  }
  app_document_put (self->document, look->draft, _ ("The file as it is on the disk"), NULL);
  know (self, look);
}

static void
on_answer (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  AppWindow *self = data;
  Question *question = g_object_get_data (G_OBJECT (dialog), "question");

  /* Another document may have come by its file's name from outside. */
  if (question->look->generation != app_document_generation (self->document))
    return;
  if (g_str_equal (response, "theirs"))
    take_theirs (self, question->look);
  else if (g_str_equal (response, "mine"))
    know (self, question->look);
  else
    put_off (self, question->look);
  if (g_str_equal (response, "copy"))
    app_window_save_as (self, g_steal_pointer (&question->next));
  else if (g_str_equal (response, "mine") && question->saving)
    app_window_save (self, g_steal_pointer (&question->next));
}

/* Answered or not. The file may have changed while the question stood. */
static void
on_question_gone (AppWindow *self)
{
  self->conflict = NULL;
  if (self->watch != NULL)
    app_file_watch_again (self->watch);
}

/* Nobody has looked at the file yet, as after a recovery, or it was gone: whether another program
   wrote it since cannot be said. */
static gboolean
is_unknown (AppWindow *self, const Question *question)
{
  return question->saving && question->look->draft != NULL
         && app_document_known (self->document) == NULL;
}

static const char *
describe (AppWindow *self, const Question *question)
{
  if (question->look->draft == NULL)
    return _ ("Another program wrote it, and it has a problem now. Nothing is saved yet: “Keep "
              "Mine” replaces it.");
  if (is_unknown (self, question))
    return _ ("The file has other work than what is here. Nothing is saved yet: “Keep Mine” "
              "replaces it.");
  if (question->saving)
    return _ ("Another program wrote it. Nothing is saved yet: “Keep Mine” replaces what it "
              "wrote.");
  if (app_document_modified (self->document))
    return _ ("Another program wrote it, and here are changes that are not saved.");
  return _ ("Another program wrote it while it is open here.");
}

/* differences: NULL where what is there cannot be read. */
static void
ask (AppWindow *self, Question *question, const GPtrArray *differences)
{
  g_autofree char *base = g_path_get_basename (question->look->path);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *heading
      = g_strdup_printf (is_unknown (self, question) ? _ ("“%s” differs from what is here")
                                                     : _ ("“%s” was changed on the disk"),
                         name);
  GtkWidget *widget = adw_message_dialog_new (GTK_WINDOW (self), heading, NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_set_body (dialog, describe (self, question));
  adw_message_dialog_add_responses (dialog, "mine", _ ("_Keep Mine"), "copy", _ ("Save Mine _As…"),
                                    NULL);
  if (differences != NULL) {
    adw_message_dialog_set_extra_child (
        dialog, app_difference_list_new (differences, _ ("Here"), _ ("On the disk")));
    adw_message_dialog_add_response (dialog, "theirs", _ ("_Take Theirs"));
  }
  /* Who steps back from it neither writes nor takes anything. */
  app_help_topic_set (widget, "sharing#send");
  adw_message_dialog_set_close_response (dialog, "close");
  adw_message_dialog_set_default_response (dialog, question->saving ? "copy" : "mine");
  g_object_set_data_full (G_OBJECT (dialog), "question", question, question_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answer), self, 0);
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (on_question_gone), self,
                           G_CONNECT_SWAPPED);
  self->conflict = GTK_WINDOW (dialog);
  gtk_window_present (self->conflict);
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

/* NULL: one of the two is no scenario. */
static GPtrArray *
differences_to (AppWindow *self, const AppFileLook *look)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimScenario) here = mine (self), there = NULL;

  if (look->draft != NULL)
    there = sim_scenario_check (look->draft, problems);
  return here != NULL && there != NULL ? sim_scenario_differences (here, there) : NULL;
}

static void
compare (AppWindow *self, AppFileLook *look, gboolean saving, AppStep *next)
{
  g_autoptr (GPtrArray) differences = differences_to (self, look);
  Question *question = g_new (Question, 1);

  *question = (Question){ look, saving, next };
  if (differences != NULL ? differences->len > 0 : saving) {
    ask (self, question, differences);
    return;
  }
  know (self, look); /* the same by meaning: there is nothing to decide */
  if (next != NULL)
    app_window_when_safe (self, g_steal_pointer (&question->next));
  question_free (question);
}

void
app_window_ask_before_writing (AppWindow *self, AppFileLook *look, AppStep *next)
{
  if (self->conflict == NULL) {
    compare (self, look, TRUE, next);
    return;
  }
  app_file_look_free (look);
  app_step_free (next);
}

/* --- looking --- */

/* The file is gone, or what is there cannot be opened: what is here is in no file any more. */
static void
lose_file (AppWindow *self, const AppFileLook *look)
{
  know (self, look);
  if (look->there)
    app_window_toast (self,
                      _ ("The file was changed on the disk and has a problem. What is here stays."),
                      _ ("Save As…"), "win.save-as");
  else
    app_window_toast (self, _ ("The file is gone from the disk. What is here stays."), _ ("Save"),
                      "win.save");
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer data)
{
  AppWindow *self = APP_WINDOW (source);
  g_autoptr (AppFileLook) look = g_task_propagate_pointer (G_TASK (result), NULL);
  SimDraft *known = app_document_known (self->document);

  self->looking = FALSE;
  look->generation = GPOINTER_TO_UINT (data);
  if (app_window_is_gone (self) || look->generation != app_document_generation (self->document)
      || g_strcmp0 (look->path, app_document_path (self->document)) != 0)
    return;
  if (self->saving != NULL || self->question != NULL || self->conflict != NULL)
    app_file_watch_again (self->watch);
  else if (known == NULL && sim_file_stamp_equal (&look->stamp, &self->put_off))
    return;
  else if (look->draft == NULL)
    lose_file (self, look);
  else if (known == NULL || !sim_value_equal (sim_draft_root (look->draft), sim_draft_root (known)))
    compare (self, g_steal_pointer (&look), FALSE, NULL);
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, app_file_look_new (data), (GDestroyNotify)app_file_look_free);
}

/* One look at a time, and none while the answer to it could not be used. */
static void
on_changed (gpointer data)
{
  AppWindow *self = data;
  const char *path = app_document_path (self->document);
  g_autoptr (GTask) task = NULL;
  guint generation = app_document_generation (self->document);

  if (path == NULL || app_window_is_gone (self) || self->conflict != NULL)
    return; /* its end looks again */
  if (self->looking || self->saving != NULL || self->question != NULL) {
    app_file_watch_again (self->watch);
    return;
  }
  self->looking = TRUE;
  task = g_task_new (self, NULL, on_looked, GUINT_TO_POINTER (generation));
  g_task_set_task_data (task, g_strdup (path), g_free);
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
