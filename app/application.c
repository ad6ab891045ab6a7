/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * application.c - starts the program and keeps its windows.
 */
#include "application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdlib.h>

#include "actions.h"
#include "help/topic.h"
#include "library.h"
#include "plot/plot.h"
#include "recovery.h"
#include "resources.h"
#include "theme.h"
#include "verify-window.h"
#include "views/views.h"
#include "window.h"

/* Of the question about unsaved work, px: three answers beside each other. */
#define DIALOG_WIDTH 400

struct _AppApplication {
  AdwApplication parent_instance;

  GPtrArray *orphans; /* of AppOrphan, held locked until they are answered; else NULL */
  guint signals[3];
};

G_DEFINE_FINAL_TYPE (AppApplication, app_application, ADW_TYPE_APPLICATION)

/* --- windows --- */

static AppWindow *
some_window (AppApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  return APP_IS_WINDOW (window) ? APP_WINDOW (window) : NULL;
}

static AppWindow *
add_window (AppApplication *self, AppDocument *document)
{
  gboolean first = some_window (self) == NULL;
  AppWindow *window = app_window_new (GTK_APPLICATION (self), document);

  if (first) {
    g_autoptr (AppSession) session = app_session_read (NULL);
    app_window_restore (window, session);
  }
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* What a start without a file shows: that which was last open if it is still there, else the first
   bundled scenario, else the default one. */
static AppWindow *
add_first_window (AppApplication *self)
{
  g_autoptr (AppDocument) document = app_document_new ();
  g_autofree char *path = app_library_path (APP_LIBRARY_FIRST);
  g_autoptr (AppSession) session = app_session_read (NULL);
  g_autoptr (GError) error = NULL;

  if ((session->path == NULL || !app_document_load (document, session->path, NULL))
      && !app_document_load_template (document, path, &error))
    g_message ("%s", error->message);
  return add_window (self, document);
}

/* --- recovery --- */

static void
recover (AppApplication *self, AppOrphan *orphan)
{
  AppWindow *window = some_window (self);

  if (window == NULL || !app_window_is_untouched (window)) {
    g_autoptr (AppDocument) document = app_document_new ();
    app_document_load_draft (document, orphan->draft, orphan->path, TRUE);
    window = add_window (self, document);
  } else {
    app_document_load_draft (app_window_document (window), orphan->draft, orphan->path, TRUE);
  }
  if (orphan->pins != NULL || orphan->pins_lost)
    app_window_recover_pins (window, orphan);
  /* The new owner's copy first, then the old one goes. */
  if (app_window_flush (window))
    app_orphan_discard (orphan);
}

/* Said with its place, so that somebody may still read it by hand. */
static void
report_unreadable (AppApplication *self, GPtrArray *paths)
{
  for (guint i = 0; i < paths->len; i++) {
    g_autofree char *name = g_filename_display_name (g_ptr_array_index (paths, i));
    g_autofree char *text = g_strdup_printf (
        _ ("Earlier unsaved work cannot be read. It is kept in %s"), name);
    app_window_toast (some_window (self), text, NULL, NULL);
  }
}

/* What was discarded by closing a window may have been a slip. */
static void
offer_discarded (AppApplication *self)
{
  g_autoptr (GPtrArray) unreadable = g_ptr_array_new_with_free_func (g_free);
  AppOrphan *discarded = app_recovery_discarded (NULL, unreadable);

  report_unreadable (self, unreadable);
  if (discarded != NULL)
    app_window_offer_discarded (some_window (self), discarded);
}

static void
on_recovery_answer (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  AppApplication *self = data;
  g_autoptr (GPtrArray) orphans = g_steal_pointer (&self->orphans);

  for (guint i = 0; i < orphans->len; i++) {
    if (g_str_equal (response, "recover"))
      recover (self, g_ptr_array_index (orphans, i));
    else if (g_str_equal (response, "discard"))
      app_orphan_discard (g_ptr_array_index (orphans, i));
  }
  if (some_window (self) != NULL)
    offer_discarded (self);
}

static char *
describe_orphans (GPtrArray *orphans)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < orphans->len; i++) {
    const AppOrphan *orphan = g_ptr_array_index (orphans, i);
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (orphan->time / G_USEC_PER_SEC);
    g_autofree char *when = g_date_time_format (time, "%c");
    g_string_append_printf (text, _ ("“%s”, last changed %s"),
                            orphan->title != NULL ? orphan->title : _ ("Untitled"), when);
    g_string_append_c (text, '\n');
  }
  g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

/* Work that a crash or a logout left behind is offered once a start; Escape leaves it for the
   next. What was discarded is offered after that. */
static void
offer_recovery (AppApplication *self)
{
  g_autoptr (GPtrArray) unreadable = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) orphans = app_recovery_orphans (NULL, unreadable);
  g_autofree char *list = NULL;
  GtkWidget *dialog;

  if (some_window (self) == NULL)
    return;
  report_unreadable (self, unreadable);
  if (self->orphans != NULL)
    return;
  if (orphans->len == 0) {
    offer_discarded (self);
    return;
  }
  list = describe_orphans (orphans);
  self->orphans = g_steal_pointer (&orphans);
  dialog = adw_message_dialog_new (GTK_WINDOW (some_window (self)), _ ("Recover unsaved work?"),
                                   _ ("Trefoil ended before these changes were saved."));
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), "%s\n\n%s",
                                  _ ("Trefoil ended before these changes were saved."), list);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "later", _ ("_Later"), "discard",
                                    _ ("_Discard"), "recover", _ ("_Recover"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "recover",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "recover");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "later");
  app_help_topic_set (dialog, "sharing#send");
  /* As wide as it will be, from the start: else an answer comes to lie where another one was. */
  gtk_widget_set_size_request (dialog, DIALOG_WIDTH, -1);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_recovery_answer), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The session ends: keep what is unsaved for the next start, ask nothing. */
static gboolean
on_end_signal (gpointer data)
{
  AppApplication *self = data;

  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self)); item; item = item->next)
    if (APP_IS_WINDOW (item->data))
      app_window_abandon (APP_WINDOW (item->data));
  g_application_quit (G_APPLICATION (self));
  return G_SOURCE_CONTINUE;
}

/* --- actions --- */

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));

  for (GList *item = windows; item != NULL; item = item->next)
    if (APP_IS_WINDOW (item->data))
      gtk_window_close (item->data);
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  adw_show_about_window (
      gtk_application_get_active_window (data), "application-name", _ ("Trefoil"),
      "application-icon", TREFOIL_APP_ID, "version", TREFOIL_VERSION, "developer-name",
      _ ("The Trefoil authors"), "license-type", GTK_LICENSE_GPL_3_0, "comments",
      _ ("Simulates randomised three-arm trials: draws what power, estimates and errors to expect "
         "from a design, while you change it."),
      NULL);
}

static void
on_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *parent = gtk_application_get_active_window (data);
  gtk_window_present (GTK_WINDOW (app_actions_shortcuts_window (parent)));
}

static void
on_verify (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  guint n;
  const SimVerifyCase *cases = sim_verify_cases (&n);
  GtkWindow *parent = gtk_application_get_active_window (data);

  gtk_window_present (GTK_WINDOW (app_verify_window_new (parent, cases, n)));
}

static const GActionEntry entries[] = {
  { .name = "quit", .activate = on_quit },
  { .name = "verify", .activate = on_verify },
  { .name = "about", .activate = on_about },
  { .name = "shortcuts", .activate = on_shortcuts },
};

/* --- life --- */

/* Where no desktop has a say GTK falls back on its own "Sans 10". Inter, which the plots were drawn
 * for, is then the better choice; a font that somebody chose is left alone. */
static void
choose_font (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *font = NULL;

  g_object_get (settings, "gtk-font-name", &font, NULL);
  if (g_strcmp0 (font, "Sans 10") == 0 && plot_has_family ("Inter"))
    g_object_set (settings, "gtk-font-name", "Inter 10", NULL);
}

/* Before anything is registered or started, so that --version works without a display. */
static int
app_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version")) {
    g_print ("trefoil %s\n", TREFOIL_VERSION);
    return EXIT_SUCCESS;
  }
  if (!gtk_init_check ()) {
    g_printerr ("%s\n", _ ("trefoil: no display to open a window on. Start it from a desktop, or "
                           "use trefoil-sim, which needs none."));
    return EXIT_FAILURE;
  }
  /* GTK has set the user's locale. PLplot and every number in a file want a decimal point. */
  setlocale (LC_NUMERIC, "C");
  choose_font ();
  app_views_init ();
  return -1;
}

static void
app_application_startup (GApplication *application)
{
  static const int numbers[] = { SIGTERM, SIGINT, SIGHUP };
  AppApplication *self = APP_APPLICATION (application);

  G_APPLICATION_CLASS (app_application_parent_class)->startup (application);
  setlocale (LC_NUMERIC, "C");
  gtk_window_set_default_icon_name (TREFOIL_APP_ID);
  app_theme_init ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  app_actions_set_accels (GTK_APPLICATION (self));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    self->signals[i] = g_unix_signal_add (numbers[i], on_end_signal, self);
}

static void
app_application_activate (GApplication *application)
{
  AppApplication *self = APP_APPLICATION (application);
  AppWindow *window = some_window (self);

  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
  else
    add_first_window (self);
  offer_recovery (self);
}

static void
app_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  AppApplication *self = APP_APPLICATION (application);

  for (int i = 0; i < n_files; i++) {
    g_autoptr (AppDocument) document = app_document_new ();
    g_autofree char *path = g_file_get_path (files[i]);
    g_autoptr (GPtrArray) problems = sim_problems_new ();
    g_autoptr (SimDraft) draft = path != NULL ? app_document_read (path, problems) : NULL;

    if (draft != NULL) {
      /* Saving must not write over what comes with the program. */
      app_document_load_draft (document, draft, app_library_holds (path) ? NULL : path, FALSE);
      app_window_note_recent (add_window (self, document));
    } else {
      AppWindow *window = some_window (self);
      app_window_report_problems (window != NULL ? window : add_first_window (self), files[i],
                                  problems);
    }
  }
  offer_recovery (self);
}

static void
app_application_shutdown (GApplication *application)
{
  AppApplication *self = APP_APPLICATION (application);

  for (guint i = 0; i < G_N_ELEMENTS (self->signals); i++)
    g_clear_handle_id (&self->signals[i], g_source_remove);
  g_clear_pointer (&self->orphans, g_ptr_array_unref);
  G_APPLICATION_CLASS (app_application_parent_class)->shutdown (application);
}

static void
app_application_class_init (AppApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->handle_local_options = app_application_handle_local_options;
  application_class->startup = app_application_startup;
  application_class->activate = app_application_activate;
  application_class->open = app_application_open;
  application_class->shutdown = app_application_shutdown;
}

static void
app_application_init (AppApplication *self)
{
  static const GOptionEntry options[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    { NULL }
  };

  /* Linked from a library: a reference keeps the resources in the program. */
  g_resources_register (trefoil_get_resource ());
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
  g_application_set_option_context_summary (
      G_APPLICATION (self),
      _ ("Opens scenarios of randomised trials (*.trefoil) and simulates them in a window."));
}

AppApplication *
app_application_new (void)
{
  return g_object_new (APP_TYPE_APPLICATION, "application-id", TREFOIL_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/org/trefoil/Trefoil",
                       NULL);
}
