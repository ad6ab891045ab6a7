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

struct _AppStep {
  AppWindow *self;
  Then then;
  gpointer data;
  GDestroyNotify destroy;
};

struct _AppSaving {
  guint generation; /* of the document that draft is of */
  SimDraft *draft;
  char *path;
  AppStep *next; /* may be NULL */
};

static void save (AppWindow *self, AppStep *next);
static void when_safe (AppWindow *self, AppStep *step);

static AppStep *
step_new (AppWindow *self, Then then, gpointer data, GDestroyNotify destroy)
{
  AppStep *step = g_new (AppStep, 1);
  step->self = g_object_ref (self);
  step->then = then;
  step->data = data;
  step->destroy = destroy;
  return step;
}

static void
step_free (AppStep *step)
{
  if (step == NULL)
    return;
  if (step->destroy != NULL)
    step->destroy (step->data);
  g_object_unref (step->self);
  g_free (step);
}

static void
step_run (AppStep *step)
{
  if (step == NULL)
    return;
  step->then (step->self, step->data);
  step_free (step);
}

static gboolean
step_run_idle (gpointer data)
{
  step_run (data);
  return G_SOURCE_REMOVE;
}

/* A window that was closed lives on while a file of its is on the way. */
static gboolean
is_gone (AppWindow *self)
{
  return gtk_window_get_application (GTK_WINDOW (self)) == NULL;
}

/* --- the question --- */

/* Closes; what still waits to be written is given up by now, or there is nothing left to ask. */
static void
close_now (AppWindow *self, gpointer data)
{
  self->closing = TRUE;
  g_clear_pointer (&self->question, gtk_window_destroy);
  app_window_clear_files (self);
  gtk_window_close (GTK_WINDOW (self));
}

/* Another document in the window leaves the queue alone, closing does not. */
static gboolean
would_lose_waiting (AppWindow *self, const AppStep *step)
{
  return step->then == close_now && !g_queue_is_empty (&self->waiting);
}

/* What waits to be written, in a sentence and one line a file. */
static char *
describe_waiting (AppWindow *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;
  guint n;

  for (GList *item = self->waiting.head; item != NULL; item = item->next) {
    char *name = g_filename_display_name (((AppSaving *) item->data)->path);
    if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
      g_free (name);
    else
      g_ptr_array_add (names, name);
  }
  n = names->len;
  g_ptr_array_add (names, NULL);
  list = g_strjoinv ("\n", (char **) names->pdata);
  /* Translators: the names of the files follow, one a line. */
  return g_strdup_printf (
      "%s\n%s",
      ngettext ("This file still waits for the disk. Without waiting it is not saved:",
                "These files still wait for the disk. Without waiting they are not saved:", n),
      list);
}

/* A later wish takes the place of the earlier one: the disk may answer at last. */
static void
wait_for_disk (AppWindow *self, AppStep *step)
{
  if (self->saving == NULL) {
    when_safe (self, step);
    return;
  }
  step_free (self->then);
  self->then = step;
}

static void
on_unsaved_answer (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  AppStep *step = g_object_steal_data (G_OBJECT (dialog), "step");

  step->self->question = NULL;
  if (g_str_equal (response, "save"))
    save (step->self, step);
  else if (g_str_equal (response, "wait"))
    wait_for_disk (step->self, step);
  else if (g_str_equal (response, "discard"))
    g_idle_add (step_run_idle, step); /* not before the dialog is gone: the window may go */
  else
    step_free (step);
}

/* Shows dialog, whose answers are "discard", usual, and maybe more; the step goes with it. */
static void
ask (AppWindow *self, GtkWidget *dialog, const char *usual, AppStep *step)
{
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (dialog);

  self->question = GTK_WINDOW (dialog);
  adw_message_dialog_set_response_appearance (question, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (question, usual, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (question, usual);
  g_object_set_data_full (G_OBJECT (dialog), "step", step, (GDestroyNotify) step_free);
  g_signal_connect (dialog, "response", G_CALLBACK (on_unsaved_answer), NULL);
  gtk_window_present (self->question);
}

static void
ask_to_save (AppWindow *self, AppStep *step)
{
  g_autofree char *title = app_document_title (self->document);
  g_autofree char *waiting = would_lose_waiting (self, step) ? describe_waiting (self) : NULL;
  g_autofree char *body
      = g_strdup_printf (_ ("“%s” has changes that are not saved. Without saving they are lost."),
                         title);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Save changes?"), NULL);

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), "%s%s%s", body,
                                  waiting != NULL ? "\n\n" : "", waiting != NULL ? waiting : "");
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "discard",
                                    _ ("_Discard"), "save", _ ("_Save"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  ask (self, dialog, "save", step);
}

static void
ask_to_wait (AppWindow *self, AppStep *step)
{
  g_autofree char *waiting = describe_waiting (self);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Wait for the disk?"), NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), waiting);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "discard", _ ("_Discard"), "wait",
                                    _ ("_Wait"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "wait");
  ask (self, dialog, "wait", step);
}

/* Runs step once what is being saved is written and unsaved changes are saved or given up; drops it
   if the user takes a step back. */
static void
when_safe (AppWindow *self, AppStep *step)
{
  gboolean modified = app_document_modified (self->document);

  /* A second wish while the first waits is impatience: the disk may never answer. */
  if (self->saving != NULL && self->then == NULL)
    self->then = step;
  else if (!modified && !would_lose_waiting (self, step))
    step_run (step);
  else if (self->question != NULL)
    step_free (step);
  else if (modified)
    ask_to_save (self, step);
  else
    ask_to_wait (self, step);
}

gboolean
app_window_may_close (AppWindow *self)
{
  if (self->closing || (self->saving == NULL && !app_document_modified (self->document)))
    return TRUE;
  when_safe (self, step_new (self, close_now, NULL, NULL));
  return self->closing; /* GTK does not close a window that is being asked whether it may */
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
  guint number;    /* of self->opening */
  SimDraft *known; /* what was here when the reading began: saved, or given up */
  SimDraft *draft; /* what was read */
} Loading;

static Loading *
loading_new (GFile *file, gboolean as_template)
{
  Loading *loading = g_new0 (Loading, 1);
  loading->file = g_object_ref (file);
  loading->as_template = as_template;
  loading->problems = sim_problems_new ();
  return loading;
}

static void
loading_free (gpointer data)
{
  Loading *loading = data;
  g_object_unref (loading->file);
  g_ptr_array_unref (loading->problems);
  sim_draft_unref (loading->known);
  sim_draft_unref (loading->draft);
  g_free (loading);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Loading *loading = data;
  g_autofree char *path = g_file_get_path (loading->file);

  loading->draft = path != NULL ? app_document_read (path, loading->problems) : NULL;
  g_task_return_boolean (task, loading->draft != NULL);
}

static void
show_now (AppWindow *self, gpointer data)
{
  const Loading *loading = data;
  g_autofree char *path = g_file_get_path (loading->file);

  app_document_load_draft (self->document, loading->draft, loading->as_template ? NULL : path,
                           FALSE);
  if (!loading->as_template)
    app_window_note_recent (self);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  AppWindow *self = APP_WINDOW (source);
  Loading *loading = data;

  /* The window is closed, or something else was asked for since. */
  if (is_gone (self) || loading->number != self->opening) {
    loading_free (loading);
  } else if (!g_task_propagate_boolean (G_TASK (result), NULL)) {
    app_window_report_problems (self, loading->file, loading->problems);
    loading_free (loading);
  } else if (app_document_draft (self->document) == loading->known) {
    show_now (self, loading);
    loading_free (loading);
  } else {
    /* Edits that were made while the reading took its time are not lost unasked. */
    when_safe (self, step_new (self, show_now, loading, loading_free));
  }
}

static void
open_now (AppWindow *self, gpointer data)
{
  const Loading *wish = data;
  Loading *loading = loading_new (wish->file, wish->as_template);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_read, loading);

  loading->number = ++self->opening;
  loading->known = sim_draft_ref (app_document_draft (self->document));
  g_task_set_task_data (task, loading, NULL); /* on_read has it in the end */
  g_task_run_in_thread (task, read_thread);
}

void
app_window_open_file (AppWindow *self, GFile *file, gboolean as_template)
{
  when_safe (self, step_new (self, open_now, loading_new (file, as_template), loading_free));
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

  self->opening++;
  app_document_load_draft (self->document, draft, NULL, FALSE);
}

static void
on_new (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  when_safe (data, step_new (data, new_now, NULL, NULL));
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

static void
saving_free (gpointer data)
{
  AppSaving *saving = data;
  sim_draft_unref (saving->draft);
  g_free (saving->path);
  step_free (saving->next);
  g_free (saving);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AppSaving *saving = data;
  GError *error = NULL;

  if (sim_draft_save (saving->draft, saving->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void begin_saving (AppWindow *self, AppSaving *saving);

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  AppWindow *self = APP_WINDOW (source);
  AppSaving *saving = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  self->saving = NULL;
  g_application_release (g_application_get_default ());
  if (!done && is_gone (self)) {
    g_message ("%s", error->message); /* which names the file */
  } else if (!done) {
    app_window_toast (self, error->message, _ ("Save As…"), "win.save-as");
    g_clear_pointer (&self->then, step_free);
  } else {
    if (app_document_mark_saved (self->document, saving->generation, saving->draft, saving->path))
      app_window_note_recent (self);
    /* Of two wishes the later one counts. */
    if (self->then == NULL)
      self->then = g_steal_pointer (&saving->next);
  }
  if (!g_queue_is_empty (&self->waiting))
    begin_saving (self, g_queue_pop_head (&self->waiting));
  else if (self->then != NULL && !is_gone (self))
    when_safe (self, g_steal_pointer (&self->then)); /* asks about edits made meanwhile */
  else
    g_clear_pointer (&self->then, step_free); /* it would ask on behalf of nobody */
}

static void
begin_saving (AppWindow *self, AppSaving *saving)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_written, NULL);

  self->saving = saving;
  g_application_hold (g_application_get_default ()); /* whatever becomes of the window */
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, write_thread);
}

/* One after the other: two that write at once could end with the older text, or the wrong path. */
static void
save_to (AppWindow *self, const char *path, AppStep *next)
{
  AppSaving *saving = g_new0 (AppSaving, 1);

  saving->generation = app_document_generation (self->document);
  saving->draft = sim_draft_ref (app_document_draft (self->document));
  saving->path = g_strdup (path);
  saving->next = next;
  if (self->saving != NULL)
    g_queue_push_tail (&self->waiting, saving);
  else
    begin_saving (self, saving);
}

/* The document's file, or the one it is getting; NULL if it has none. */
static const char *
own_path (AppWindow *self)
{
  const AppSaving *newest = g_queue_peek_tail (&self->waiting);

  if (newest == NULL)
    newest = self->saving;
  if (newest != NULL && newest->generation == app_document_generation (self->document))
    return newest->path;
  return app_document_path (self->document);
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
  AppStep *next = g_object_steal_data (G_OBJECT (chooser), "next");
  g_autoptr (GFile) file = NULL;
  g_autofree char *chosen = NULL, *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  chosen = file != NULL ? g_file_get_path (file) : NULL;
  path = chosen != NULL ? with_suffix (self, chosen) : NULL;
  if (path != NULL)
    save_to (self, path, next);
  else
    step_free (next);
  g_clear_object (&self->chooser);
}

static void
save_as (AppWindow *self, AppStep *next)
{
  const char *path = app_document_path (self->document);
  g_autofree char *name
      = path != NULL ? g_path_get_basename (path) : proposed_name (self->document);
  GtkNativeDialog *chooser = chooser_new (self, _ ("Save the scenario"),
                                          GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_object_set_data_full (G_OBJECT (chooser), "next", next, (GDestroyNotify) step_free);
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
save (AppWindow *self, AppStep *next)
{
  const char *path = own_path (self);

  if (refuse_invalid (self))
    step_free (next);
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

void
app_window_clear_files (AppWindow *self)
{
  g_queue_clear_full (&self->waiting, saving_free);
  g_clear_pointer (&self->then, step_free);
}
