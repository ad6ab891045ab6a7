/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-chooser.c - the file chooser that opening and saving show.
 */
#include "window-files.h"

#include <glib/gi18n.h>

#include "help/topic.h"
#include "recent.h"

static void
add_filters (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) ours = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (ours, _ ("Scenarios (*.trefoil)"));
  gtk_file_filter_add_suffix (ours, "trefoil");
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, ours);
  gtk_file_chooser_add_filter (chooser, all);
}

GtkNativeDialog *
app_window_chooser_new (AppWindow *self, const char *title, GtkFileChooserAction action,
                        const char *accept)
{
  const char *path = app_document_path (self->document);
  g_autoptr (GFile) file = NULL, folder = NULL;
  GtkFileChooserNative *chooser
      = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, accept, NULL);

  app_help_topic_set_chooser (GTK_WINDOW (self), action == GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER
                                                     ? "cluster#window"
                                                     : "sharing#send");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  if (action != GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER)
    add_filters (GTK_FILE_CHOOSER (chooser));
  file = path != NULL ? g_file_new_for_path (path) : NULL;
  folder = file != NULL ? g_file_get_parent (file) : NULL;
  /* Without one it would be where the program happens to have been started. */
  if (folder == NULL)
    folder = app_recent_folder ();
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
  g_clear_object (&self->chooser);
  self->chooser = GTK_NATIVE_DIALOG (chooser);
  return self->chooser;
}

char *
app_window_local_path (AppWindow *self, GFile *file)
{
  char *path = g_file_get_path (file);
  g_autofree char *name = NULL, *text = NULL;

  if (path != NULL)
    return path;
  name = g_file_get_parse_name (file);
  /* Translators: where a file or a folder is, such as sftp://cluster/scratch */
  text = g_strdup_printf (_ ("“%s” is on no disk of this computer: choose a place that is."), name);
  app_window_toast (self, text, NULL, NULL);
  return NULL;
}

char *
app_window_chosen_path (AppWindow *self, GtkNativeDialog *chooser, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  return file != NULL ? app_window_local_path (self, file) : NULL;
}
