/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-files.c - the window's file: new, open, drop, save, and the question before work is lost.
 *
 * Reading and writing happen in threads: a slow disk must not stop the window.
 */
#include "window-private.h"

#include <glib/gi18n.h>

#define MIME_TYPE "application/vnd.trefoil.scenario+json"
#define SUFFIX ".trefoil"

/* What to do once nothing unsaved is in the way. */
typedef void (*Then) (AppWindow *self, gpointer data);

typedef struct {
  AppWindow *self;
  Then then;
  gpointer data;
  GDestroyNotify destroy;
} Task;

static void save (AppWindow *self, Task *next);

static Task *
task_new (AppWindow *self, Then then, gpointer data, GDestroyNotify destroy)
{
  Task *task = g_new (Task, 1);
  task->self = g_object_ref (self);
  task->then = then;
  task->data = data;
  task->destroy = destroy;
  return task;
}

static void
task_free (Task *task)
{
  if (task == NULL)
    return;
  if (task->destroy != NULL)
    task->destroy (task->data);
  g_object_unref (task->self);
  g_free (task);
}

static void
task_run (Task *task)
{
  if (task == NULL)
    return;
  task->then (task->self, task->data);
  task_free (task);
}

static gboolean
task_run_idle (gpointer data)
{
  task_run (data);
  return G_SOURCE_REMOVE;
}

/* --- the question --- */

static void
on_unsaved_answer (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Task *task = data;

  task->self->asking = FALSE;
  if (g_str_equal (response, "save"))
    save (task->self, task);
  else if (g_str_equal (response, "discard"))
    g_idle_add (task_run_idle, task); /* not before the dialog is gone: the window may go */
  else
    task_free (task);
}

/* Runs task once unsaved changes are saved or given up; drops it if the user takes a step back. */
static void
when_safe (AppWindow *self, Task *task)
{
  g_autofree char *title = app_document_title (self->document);
  GtkWidget *dialog;

  if (!app_document_modified (self->document)) {
    task_run (task);
    return;
  }
  if (self->asking) {
    task_free (task);
    return;
  }
  self->asking = TRUE;
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Save changes?"), NULL);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _ ("“%s” has changes that are not saved. Without saving they are "
                                     "lost."),
                                  title);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "discard",
                                    _ ("_Discard"), "save", _ ("_Save"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_unsaved_answer), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
close_now (AppWindow *self, gpointer data)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

gboolean
app_window_may_close (AppWindow *self)
{
  if (self->closing || !app_document_modified (self->document))
    return TRUE;
  when_safe (self, task_new (self, close_now, NULL, NULL));
  return FALSE;
}

/* --- opening --- */

static GtkWidget *
problem_list (GPtrArray *problems, const char *name)
{
  GString *text = g_string_new (NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *label;

  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *line = sim_problem_to_line (g_ptr_array_index (problems, i), name);
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
  }
  label = gtk_label_new (text->str);
  g_string_free (text, TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "problem-list");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  /* Room for some two lines a problem; more scroll. */
  gtk_widget_set_size_request (scroller, 520, (int) MIN (48 + 40 * problems->len, 320));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  return scroller;
}

void
app_window_report_problems (AppWindow *self, GFile *file, GPtrArray *problems)
{
  g_autofree char *basename = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (basename);
  g_autofree char *heading = g_strdup_printf (_ ("“%s” was not opened"), name);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, NULL);

  if (problems->len == 0)
    adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                                 _ ("It is not a file on this computer. Copy it here first."));
  else
    adw_message_dialog_format_body (
        ADW_MESSAGE_DIALOG (dialog),
        ngettext ("The file has %u problem. Nothing here was changed.",
                  "The file has %u problems. Nothing here was changed.", problems->len),
        problems->len);
  if (problems->len > 0)
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog),
                                        problem_list (problems, name));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

/* A file on its way in. */
typedef struct {
  GFile *file;
  gboolean as_template;
  GPtrArray *problems;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;
  g_object_unref (loading->file);
  g_ptr_array_unref (loading->problems);
  g_free (loading);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Loading *loading = data;
  g_autofree char *path = g_file_get_path (loading->file);
  SimDraft *draft = path != NULL ? app_document_read (path, loading->problems) : NULL;

  g_task_return_pointer (task, draft, (GDestroyNotify) sim_draft_unref);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  AppWindow *self = APP_WINDOW (source);
  Loading *loading = g_task_get_task_data (G_TASK (result));
  g_autoptr (SimDraft) draft = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *path = g_file_get_path (loading->file);

  if (self->document == NULL)
    return;
  if (draft == NULL) {
    app_window_report_problems (self, loading->file, loading->problems);
    return;
  }
  app_document_load_draft (self->document, draft, loading->as_template ? NULL : path, FALSE);
  if (!loading->as_template)
    app_window_note_recent (self);
}

static void
open_now (AppWindow *self, gpointer data)
{
  const Loading *wish = data;
  g_autoptr (GTask) task = g_task_new (self, NULL, on_read, NULL);
  Loading *loading = g_new0 (Loading, 1);

  loading->file = g_object_ref (wish->file);
  loading->as_template = wish->as_template;
  loading->problems = sim_problems_new ();
  g_task_set_task_data (task, loading, loading_free);
  g_task_run_in_thread (task, read_thread);
}

void
app_window_open_file (AppWindow *self, GFile *file, gboolean as_template)
{
  Loading *wish = g_new0 (Loading, 1);

  wish->file = g_object_ref (file);
  wish->as_template = as_template;
  wish->problems = sim_problems_new ();
  when_safe (self, task_new (self, open_now, wish, loading_free));
}

void
app_window_note_recent (AppWindow *self)
{
  const char *path = app_document_path (self->document);
  g_autofree char *title = app_document_title (self->document);
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, NULL) : NULL;
  GtkRecentData data = {
    .display_name = title,
    .mime_type = (char *) MIME_TYPE,
    .app_name = (char *) TREFOIL_APP_ID,
    .app_exec = (char *) "trefoil %u",
  };

  if (uri != NULL)
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

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

/* The chooser starts where the document is. */
static GtkNativeDialog *
chooser_new (AppWindow *self, const char *title, GtkFileChooserAction action, const char *accept)
{
  const char *path = app_document_path (self->document);
  GtkFileChooserNative *chooser
      = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, accept, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (chooser));
  if (path != NULL) {
    g_autoptr (GFile) file = g_file_new_for_path (path);
    g_autoptr (GFile) folder = g_file_get_parent (file);
    if (folder != NULL)
      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
  }
  g_clear_object (&self->chooser);
  self->chooser = GTK_NATIVE_DIALOG (chooser);
  return self->chooser;
}

static void
on_open_answer (GtkNativeDialog *chooser, int response, gpointer data)
{
  AppWindow *self = data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_clear_object (&self->chooser);
  if (file != NULL)
    app_window_open_file (self, file, FALSE);
}

static void
on_open (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;
  GtkNativeDialog *chooser = chooser_new (self, _ ("Open a scenario"),
                                          GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"));

  g_signal_connect (chooser, "response", G_CALLBACK (on_open_answer), self);
  gtk_native_dialog_show (chooser);
}

static void
on_open_uri (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));
  app_window_open_file (data, file, FALSE);
}

static void
on_open_example (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));
  app_window_open_file (data, file, TRUE);
}

static void
new_now (AppWindow *self, gpointer data)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  app_document_load_draft (self->document, draft, NULL, FALSE);
}

static void
on_new (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  when_safe (data, task_new (data, new_now, NULL, NULL));
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;
  app_window_open_file (data, files->data, FALSE);
  return TRUE;
}

/* --- saving --- */

/* A file on its way out. */
typedef struct {
  SimDraft *draft;
  char *path;
  Task *next; /* may be NULL */
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;
  sim_draft_unref (saving->draft);
  g_free (saving->path);
  task_free (saving->next);
  g_free (saving);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  GError *error = NULL;

  if (sim_draft_save (saving->draft, saving->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  AppWindow *self = APP_WINDOW (source);
  Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (self->document == NULL)
    return;
  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    app_window_toast (self, error->message, _ ("Save As…"), "win.save-as");
    return;
  }
  app_document_mark_saved (self->document, saving->draft, saving->path);
  app_window_note_recent (self);
  task_run (g_steal_pointer (&saving->next));
}

static void
save_to (AppWindow *self, const char *path, Task *next)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_written, NULL);
  Saving *saving = g_new0 (Saving, 1);

  saving->draft = sim_draft_ref (app_document_draft (self->document));
  saving->path = g_strdup (path);
  saving->next = next;
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, write_thread);
}

/* "Hand-ear acupuncture" -> "hand-ear-acupuncture.trefoil" */
static char *
proposed_name (AppDocument *document)
{
  g_autofree char *title = app_document_title (document);
  g_autofree char *plain = g_str_to_ascii (title, NULL);
  GString *name = g_string_new (NULL);

  for (const char *c = plain; *c != '\0' && name->len < 60; c++) {
    if (g_ascii_isalnum (*c))
      g_string_append_c (name, g_ascii_tolower (*c));
    else if (name->len > 0 && name->str[name->len - 1] != '-')
      g_string_append_c (name, '-');
  }
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  g_string_append (name, name->len > 0 ? SUFFIX : "scenario" SUFFIX);
  return g_string_free (name, FALSE);
}

/* With the suffix, unless another was typed. The chooser asked about path, not about the result. */
static char *
with_suffix (AppWindow *self, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *full = NULL;

  if (strchr (base, '.') != NULL)
    return g_strdup (path);
  full = g_strconcat (path, SUFFIX, NULL);
  if (!g_file_test (full, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&full);
  app_window_toast (self, _ ("Not saved: a file of that name exists. Choose it to replace it."),
                    _ ("Save As…"), "win.save-as");
  return NULL;
}

static void
on_save_answer (GtkNativeDialog *chooser, int response, gpointer data)
{
  AppWindow *self = data;
  Task *next = g_object_steal_data (G_OBJECT (chooser), "next");
  g_autoptr (GFile) file = NULL;
  g_autofree char *chosen = NULL, *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  chosen = file != NULL ? g_file_get_path (file) : NULL;
  path = chosen != NULL ? with_suffix (self, chosen) : NULL;
  if (path != NULL)
    save_to (self, path, next);
  else
    task_free (next);
  g_clear_object (&self->chooser);
}

static void
save_as (AppWindow *self, Task *next)
{
  const char *path = app_document_path (self->document);
  g_autofree char *name
      = path != NULL ? g_path_get_basename (path) : proposed_name (self->document);
  GtkNativeDialog *chooser = chooser_new (self, _ ("Save the scenario"),
                                          GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_object_set_data_full (G_OBJECT (chooser), "next", next, (GDestroyNotify) task_free);
  g_signal_connect (chooser, "response", G_CALLBACK (on_save_answer), self);
  gtk_native_dialog_show (chooser);
}

/* A file that could not be opened again is no safe place: mend it first. */
static gboolean
refuse_invalid (AppWindow *self)
{
  if (app_document_problems (self->document)->len == 0)
    return FALSE;
  app_window_toast (self,
                    _ ("Not saved: the scenario has a problem and could not be opened again."),
                    _ ("Show"), "win.show-problem");
  return TRUE;
}

static void
save (AppWindow *self, Task *next)
{
  const char *path = app_document_path (self->document);

  if (refuse_invalid (self))
    task_free (next);
  else if (path != NULL)
    save_to (self, path, next);
  else
    save_as (self, next);
}

static void
on_save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  save (data, NULL);
}

static void
on_save_as (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (!refuse_invalid (data))
    save_as (data, NULL);
}

static const GActionEntry entries[] = {
  { .name = "new", .activate = on_new },
  { .name = "open", .activate = on_open },
  { .name = "open-uri", .activate = on_open_uri, .parameter_type = "s" },
  { .name = "open-example", .activate = on_open_example, .parameter_type = "s" },
  { .name = "save", .activate = on_save },
  { .name = "save-as", .activate = on_save_as },
};

void
app_window_init_files (AppWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
