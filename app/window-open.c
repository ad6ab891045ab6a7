/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-open.c - another document in the window: new, open, drop.
 *
 * Reading happens in a thread: a slow disk must not stop the window.
 */
#include "window-files.h"

#include <glib/gi18n.h>

#include "help/topic.h"
#include "library.h"
#include "recent.h"

/* --- what is wrong with a file --- */

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
  app_help_topic_set (dialog, "keys");
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- reading --- */

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
  /* However it was found: saving must not write over what comes with the program. */
  loading->as_template |= path != NULL && app_library_holds (path);
  g_task_return_boolean (task, loading->draft != NULL);
}

static void
show_now (AppWindow *self, gpointer data)
{
  const Loading *loading = data;
  g_autofree char *path = g_file_get_path (loading->file);

  app_document_load_draft (self->document, loading->draft, loading->as_template ? NULL : path,
                           FALSE);
  app_window_show_start (self, FALSE);
  if (!loading->as_template)
    app_window_note_recent (self);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  AppWindow *self = APP_WINDOW (source);
  Loading *loading = data;

  /* The window is closed, or something else was asked for since. */
  if (app_window_is_gone (self) || loading->number != self->opening) {
    loading_free (loading);
  } else if (!g_task_propagate_boolean (G_TASK (result), NULL)) {
    app_window_report_problems (self, loading->file, loading->problems);
    loading_free (loading);
  } else if (app_document_draft (self->document) == loading->known) {
    show_now (self, loading);
    loading_free (loading);
  } else {
    /* Edits that were made while the reading took its time are not lost unasked. */
    app_window_when_safe (self, app_step_new (self, show_now, loading, loading_free));
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
  Loading *wish = loading_new (file, as_template);
  app_window_when_safe (self, app_step_new (self, open_now, wish, loading_free));
}

void
app_window_note_recent (AppWindow *self)
{
  const char *path = app_document_path (self->document);
  g_autofree char *title = app_document_title (self->document);

  if (path != NULL)
    app_recent_note (path, title);
}

/* --- actions --- */

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
  GtkNativeDialog *chooser = app_window_chooser_new (self, _ ("Open a scenario"),
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

/* With text at pointer, a text of the whole scenario. */
static SimDraft *
with_text (SimDraft *draft, const char *pointer, const char *text)
{
  g_autoptr (SimDraft) before = draft;
  g_autoptr (SimValue) value = sim_value_new_text (text);

  return sim_draft_set (before, pointer, value, NULL);
}

/* The default scenario, which says that it is no more than that. */
static SimDraft *
new_trial (void)
{
  return with_text (
      with_text (sim_draft_new_default (), "/title", _ ("New trial")), "/notes",
      _ ("A new trial begins with the values of the default scenario: three arms, planned as the "
         "trial of Luo and others (2019) was. Replace them by those of your trial, and these notes "
         "by yours."));
}

static void
new_now (AppWindow *self, gpointer data)
{
  g_autoptr (SimDraft) draft = new_trial ();

  self->opening++;
  app_document_load_draft (self->document, draft, NULL, FALSE);
  app_window_show_start (self, FALSE);
}

static void
on_new (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  app_window_when_safe (data, app_step_new (data, new_now, NULL, NULL));
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

static const GActionEntry entries[] = {
  { .name = "new", .activate = on_new },
  { .name = "open", .activate = on_open },
  { .name = "open-uri", .activate = on_open_uri, .parameter_type = "s" },
  { .name = "open-example", .activate = on_open_example, .parameter_type = "s" },
};

void
app_window_init_open (AppWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
