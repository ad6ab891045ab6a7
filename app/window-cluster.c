/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-cluster.c - the scenario goes to a cluster in a folder, and its trials come back in one.
 *
 * Files are written and read in a thread: a slow disk must not stop the window.
 */
#include "window-files.h"

#include <glib/gi18n.h>

#include "cluster.h"

typedef struct {
  SimDraft *draft;       /* to be written; NULL: parts are to be read */
  SimScenario *scenario; /* what they must be of */
  char *folder;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  sim_draft_unref (errand->draft);
  sim_scenario_unref (errand->scenario);
  g_free (errand->folder);
  g_free (errand);
}

static void
free_part (gpointer part)
{
  sim_run_part_free (part);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Errand *errand = data;
  GError *error = NULL;
  SimRunPart *part = NULL;

  if (errand->draft != NULL)
    app_cluster_write (errand->draft, errand->folder, &error);
  else
    part = app_cluster_read (errand->scenario, errand->folder, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, part, free_part);
}

static void
say_written (AppWindow *self, const char *folder)
{
  g_autofree char *name = g_filename_display_basename (folder);
  /* Translators: names of a file and of the folder that has it */
  g_autofree char *text
      = g_strdup_printf (_ ("README.txt in “%s” says how to go on at the cluster."), name);

  app_window_toast (self, text, NULL, NULL);
}

static void
show_part (AppWindow *self, SimRunPart *part, const char *folder)
{
  g_autoptr (GError) error = NULL;

  g_autofree char *name = g_filename_display_basename (folder);

  if (!app_run_take (self->run, part, name, &error))
    app_window_toast (self, error->message, NULL, NULL);
}

void
app_window_say_not_in_file (AppWindow *self)
{
  g_autofree char *folder = NULL, *text = NULL;

  if (app_window_is_gone (self))
    return;
  folder = app_run_take_folder (self->run);
  if (folder == NULL)
    return;
  /* Translators: the name of a folder */
  text = g_strdup_printf (_ ("Saved without the trials of the cluster: keep the folder “%s”."),
                          folder);
  app_window_toast (self, text, NULL, NULL);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  AppWindow *self = APP_WINDOW (source);
  const Errand *errand = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  SimRunPart *part = g_task_propagate_pointer (G_TASK (result), &error);

  g_application_release (g_application_get_default ());
  if (app_window_is_gone (self))
    sim_run_part_free (part);
  else if (error != NULL)
    app_window_toast (self, error->message, NULL, NULL);
  else if (errand->draft != NULL)
    say_written (self, errand->folder);
  else
    show_part (self, part, errand->folder);
}

static void
on_answer (GtkNativeDialog *chooser, int response, gpointer data)
{
  AppWindow *self = data;
  gboolean out = g_object_get_data (G_OBJECT (chooser), "out") != NULL;
  g_autofree char *folder = app_window_chosen_path (self, chooser, response);

  if (folder != NULL && app_document_valid (self->document)) {
    g_autoptr (GTask) task = g_task_new (self, NULL, on_done, NULL);
    Errand *errand = g_new0 (Errand, 1);

    errand->draft = out ? sim_draft_ref (app_document_draft (self->document)) : NULL;
    errand->scenario = sim_scenario_ref (app_document_scenario (self->document));
    errand->folder = g_steal_pointer (&folder);
    g_application_hold (g_application_get_default ()); /* whatever becomes of the window */
    g_task_set_task_data (task, errand, errand_free);
    g_task_run_in_thread (task, work);
  }
  g_clear_object (&self->chooser);
}

static void
ask (AppWindow *self, gboolean out)
{
  GtkNativeDialog *chooser;

  if (!app_document_valid (self->document)) {
    app_window_toast (self, _ ("A scenario with a problem cannot be simulated: mend it first"),
                      _ ("Show"), "win.show-problem");
    return;
  }
  chooser = app_window_chooser_new (
      self, out ? _ ("A folder for the cluster") : _ ("The folder with the parts of the run"),
      GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, out ? _ ("_Write") : _ ("_Open"));
  g_object_set_data (G_OBJECT (chooser), "out", out ? self : NULL);
  g_signal_connect (chooser, "response", G_CALLBACK (on_answer), self);
  gtk_native_dialog_show (chooser);
}

static void
on_write (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask (data, TRUE);
}

static void
on_read (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask (data, FALSE);
}

void
app_window_init_cluster (AppWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "cluster-write", .activate = on_write },
    { .name = "cluster-read", .activate = on_read },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
