/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window.c - the window: what stands where, and what follows the document and the run.
 */
#include "window-private.h"

#include <glib/gi18n.h>

#include "actions.h"
#include "editor/editor.h"
#include "status.h"
#include "toast.h"
#include "tooltip.h"

G_DEFINE_FINAL_TYPE (AppWindow, app_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- following --- */

static void
set_action_enabled (AppWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
app_window_set_help (GtkWidget *widget, const char *action, const char *text)
{
  g_autofree char *tooltip = app_actions_tooltip (action, text);

  app_tooltip_set (widget, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
update_step (AppWindow *self, GtkWidget *button, const char *action, const char *verb,
             const char *what)
{
  g_autofree char *text = what != NULL ? g_strdup_printf ("%s: %s", verb, what) : g_strdup (verb);
  g_autofree char *detailed = g_strconcat ("win.", action, NULL);

  set_action_enabled (self, action, what != NULL);
  app_window_set_help (button, detailed, text);
}

/* A lesson keeps from undo and redo what it is going to ask. */
static const char *
reached (AppWindow *self, const char *name, guint place)
{
  return app_course_reaches (self->course, place) ? name : NULL;
}

void
app_window_update_history (AppWindow *self)
{
  AppDocument *document = self->document;

  update_step (
      self, self->undo_button, "undo", _ ("Undo"),
      reached (self, app_document_undo_name (document), app_document_undo_place (document)));
  update_step (
      self, self->redo_button, "redo", _ ("Redo"),
      reached (self, app_document_redo_name (document), app_document_redo_place (document)));
  app_window_update_way (self);
  set_action_enabled (self, "show-problem", app_document_problems (document)->len > 0);
  if (app_document_problems (document)->len == 0)
    app_toast_withdraw (self->toasts, "win.show-problem");
  /* Pinned in a lesson it could be looked at in another document. */
  set_action_enabled (self, "pin",
                      app_document_valid (document) && !app_course_asks_more (self->course));
}

static void
update_title (AppWindow *self)
{
  const char *path = app_document_path (self->document);
  gboolean modified = app_document_modified (self->document);
  g_autofree char *title = app_document_title (self->document);
  g_autofree char *name = path != NULL ? g_filename_display_basename (path) : NULL;
  g_autofree char *subtitle = NULL, *window_title = NULL, *place = NULL, *tooltip = NULL;

  if (name == NULL)
    name = g_strdup (_ ("not saved"));
  subtitle = modified ? g_strdup_printf (_ ("%s · edited"), name) : g_strdup (name);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
  /* The end of a file's name tells it from others. */
  gtk_label_set_ellipsize (self->subtitle,
                           path != NULL ? PANGO_ELLIPSIZE_MIDDLE : PANGO_ELLIPSIZE_END);
  place = path != NULL ? g_filename_display_name (path) : NULL;
  /* Both lines may be cut. */
  tooltip = g_strconcat (title, "\n", subtitle, place != NULL ? "\n" : NULL, place, NULL);
  app_tooltip_set (gtk_widget_get_parent (GTK_WIDGET (self->title)), tooltip);
  window_title = g_strdup_printf (modified ? _ ("• %s – Trefoil") : _ ("%s – Trefoil"), title);
  gtk_window_set_title (GTK_WINDOW (self), window_title);
}

static void
on_updated (AppWindow *self)
{
  app_window_update_run_button (self);
  app_window_follow_table (self);
  app_window_update_output (self);
  app_window_update_notice (self);
}

void
app_window_toast (AppWindow *self, const char *text, const char *button, const char *action)
{
  app_toast_show (self->toasts, text, button, action);
}

/* --- actions --- */

static void
on_undo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;

  app_editor_settle (self->editor); /* what was typed last is the first to be taken back */
  app_document_undo (self->document);
  app_toast_withdraw (self->toasts, "win.undo"); /* it spoke of what is not there any more */
}

static void
on_redo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  app_document_redo (APP_WINDOW (data)->document);
}

static void
on_run (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;

  switch (app_run_state (self->run)) {
  case SIM_RUN_RUNNING:
    app_run_pause (self->run);
    break;
  case SIM_RUN_PAUSED:
    app_run_continue (self->run);
    break;
  case SIM_RUN_COMPLETE:
    app_run_more (self->run);
    break;
  case SIM_RUN_CANCELLED:
  case SIM_RUN_FAILED:
    break;
  }
  app_window_update_run_button (self);
}

/* A pin of a scenario without a title, as the header names that: by its file. */
static void
name_by_file (AppWindow *self, guint id)
{
  const AppPin *pin = app_pins_find (self->pins, id);
  const char *path = app_document_path (self->document);
  g_autofree char *name = path != NULL ? g_filename_display_basename (path) : NULL;

  if (name != NULL && sim_scenario_title (pin->scenario)[0] == '\0'
      && g_str_equal (pin->name, _ ("Untitled")))
    app_pins_rename (self->pins, id, name);
}

static void
on_pin (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;
  SimScenario *scenario = app_document_scenario (self->document);
  g_autoptr (GError) error = NULL;
  const char *view = gtk_stack_get_visible_child_name (self->stack);
  guint id = app_pins_add (self->pins, scenario, &error);
  g_autofree char *text = NULL;

  if (id == 0) {
    app_window_toast (self, error->message, NULL, NULL);
    return;
  }
  name_by_file (self, id);
  if (g_strcmp0 (view, "compare") == 0)
    return;
  text = g_strdup_printf (_ ("Pinned as “%s”"), app_pins_find (self->pins, id)->name);
  app_window_toast (self, text, _ ("Compare"), "win.view::compare");
}

static void
on_show_problem (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;
  GPtrArray *problems = app_document_problems (self->document);
  const SimProblem *problem = problems->len > 0 ? g_ptr_array_index (problems, 0) : NULL;

  if (problem == NULL)
    return;
  adw_flap_set_reveal_flap (self->flap, TRUE);
  if (!app_editor_reveal (self->editor, problem->pointer))
    app_window_toast (self, problem->message, NULL, NULL);
}

static void
on_show_setting (GSimpleAction *action, GVariant *pointer, gpointer data)
{
  AppWindow *self = data;

  adw_flap_set_reveal_flap (self->flap, TRUE);
  app_editor_reveal (self->editor, g_variant_get_string (pointer, NULL));
}

static void
on_spare_core (GSimpleAction *action, GVariant *state, gpointer data)
{
  app_run_set_spare (APP_WINDOW (data)->run, g_variant_get_boolean (state));
  g_simple_action_set_state (action, state);
}

static const GActionEntry entries[] = {
  { .name = "undo", .activate = on_undo },
  { .name = "redo", .activate = on_redo },
  { .name = "run", .activate = on_run },
  { .name = "pin", .activate = on_pin },
  { .name = "show-problem", .activate = on_show_problem },
  { .name = "show-setting", .activate = on_show_setting, .parameter_type = "s" },
  { .name = "spare-core", .state = "false", .change_state = on_spare_core },
};

/* --- what stands where --- */

static void
fill_header (AppWindow *self)
{
  app_window_set_help (self->sidebar_button, "win.sidebar", _ ("Scenario"));
  app_window_set_help (GTK_WIDGET (self->open_button), "win.open", _ ("Open a scenario"));
  /* The arrow of the split button is a button of its own. */
  app_window_set_help (gtk_widget_get_last_child (GTK_WIDGET (self->open_button)), "",
            _ ("Recent files, scenarios and lessons"));
  app_window_set_help (self->export_button, "", _ ("Save or copy plots and results"));
  app_window_set_help (self->menu_button, "", _ ("Main menu"));
}

static void
on_layout (AppWindow *self, int width, int height)
{
  app_window_fit_header (self, width);
  if (!app_window_fit_projector (self, width, height))
    return;
  app_window_fit_lesson (self);
  app_window_fit_table (self);
  app_window_fit_table_soon (self); /* names have another width then */
}

static void
fill_content (AppWindow *self)
{
  GtkWidget *table = app_table_new (self->document, self->run);

  self->table = APP_TABLE (table);
  self->editor = app_editor_new (self->document);
  gtk_widget_set_hexpand (self->editor, FALSE);
  /* In a narrow window it lies over the views. */
  gtk_widget_add_css_class (self->editor, "background");
  adw_flap_set_flap (self->flap, self->editor);
  self->figures = app_figures_new (self->run, self->focus);
  gtk_scrolled_window_set_child (self->strip, self->figures);
  app_window_init_room (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->strip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Power at the scenario’s own size"), -1);
  gtk_paned_set_end_child (self->paned, table);
  self->status = app_status_new (self->document, self->run);
  gtk_box_append (self->bottom, self->status);
  app_toast_set_line (self->toasts, GTK_WIDGET (self->bottom));
}

/* --- life --- */

static gboolean
app_window_close_request (GtkWindow *window)
{
  AppWindow *self = APP_WINDOW (window);

  if (!app_window_may_close (self))
    return TRUE;
  app_window_remember (self);
  return GTK_WINDOW_CLASS (app_window_parent_class)->close_request (window);
}

static void
app_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (app_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "layout",
                           G_CALLBACK (on_layout), widget, G_CONNECT_SWAPPED);
}

static void
app_window_dispose (GObject *object)
{
  AppWindow *self = APP_WINDOW (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  if (self->run != NULL) {
    g_signal_handlers_disconnect_by_data (self->run, self);
    app_run_set_clock (self->run, NULL);
  }
  if (self->recovery != NULL)
    g_object_run_dispose (G_OBJECT (self->recovery));
  g_clear_object (&self->recovery);
  app_window_clear_projector (self);
  app_window_clear_room (self);
  app_window_end_discarded (self);
  app_window_drop_waiting (self);
  g_clear_pointer (&self->watch, app_file_watch_free);
  g_clear_pointer (&self->next_lesson, g_free);
  g_clear_pointer (&self->copies, sim_scenario_unref);
  g_clear_object (&self->chooser);
  g_clear_object (&self->course);
  g_clear_object (&self->author);
  G_OBJECT_CLASS (app_window_parent_class)->dispose (object);
  g_clear_object (&self->run);
  g_clear_object (&self->pins);
  g_clear_object (&self->focus);
  g_clear_object (&self->document);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AppWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, work);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, header);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, run_button);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, title);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, strip);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, paned);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, curtain);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, room);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, lesson);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, bottom);
}

static void
app_window_class_init (AppWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_window_dispose;
  widget_class->realize = app_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = app_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/trefoil/Trefoil/ui/window.ui");
  bind_children (widget_class);
  app_window_help_in_menus ();
  app_window_help_in_dialogs ();
}

static void
app_window_init (AppWindow *self)
{
  g_autoptr (GAction) sidebar = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  sidebar = G_ACTION (g_property_action_new ("sidebar", self->flap, "reveal-flap"));
  g_action_map_add_action (G_ACTION_MAP (self), sidebar);
  fill_header (self);
}

AppWindow *
app_window_new (GtkApplication *application, AppDocument *document)
{
  AppWindow *self = g_object_new (APP_TYPE_WINDOW, "application", application, NULL);

  self->document = g_object_ref (document);
  self->run = app_run_new (document);
  self->pins = app_pins_new ();
  self->focus = app_trial_focus_new ();
  self->recovery = app_recovery_new (document, NULL);
  app_recovery_keep_pins (self->recovery, self->pins);
  fill_content (self);
  app_window_init_views (self);
  app_window_init_open (self);
  app_window_init_start (self);
  app_window_init_null (self);
  app_window_init_projector (self);
  app_window_init_back (self);
  app_window_init_notice (self);
  app_window_init_help (self);
  app_window_init_save (self);
  app_window_init_disk (self);
  app_window_init_discard (self);
  app_window_init_menu (self);
  app_window_init_expected (self);
  app_window_init_output (self);
  app_window_init_cluster (self);
  app_window_init_lesson (self);
  app_window_init_header (self);
  app_run_set_clock (self->run, GTK_WIDGET (self));
  g_signal_connect_swapped (document, "changed", G_CALLBACK (app_window_update_history), self);
  g_signal_connect_swapped (document, "file-changed", G_CALLBACK (update_title), self);
  g_signal_connect_swapped (self->run, "updated", G_CALLBACK (on_updated), self);
  app_window_update_history (self);
  update_title (self);
  on_updated (self);
  return self;
}

AppDocument *
app_window_document (AppWindow *self)
{
  return self->document;
}

gboolean
app_window_is_untouched (AppWindow *self)
{
  return app_document_path (self->document) == NULL && !app_document_modified (self->document)
         && app_document_undo_name (self->document) == NULL;
}

void
app_window_recover_pins (AppWindow *self, AppOrphan *orphan)
{
  gboolean all = orphan->pins != NULL && app_pins_read (self->pins, orphan->pins) == 0;
  g_autofree char *name = g_filename_display_name (orphan->pins_file);
  g_autofree char *words = NULL;

  orphan->keeps_pins = !all;
  if (all)
    return;
  words = g_strdup_printf (
      _ ("Not all that was pinned could be recovered. It is kept in %s"), name);
  app_window_toast (self, words, NULL, NULL);
}

gboolean
app_window_flush (AppWindow *self)
{
  return app_recovery_flush (self->recovery);
}

void
app_window_abandon (AppWindow *self)
{
  app_recovery_flush (self->recovery);
  app_recovery_abandon (self->recovery);
  app_window_clear_discarded (self);
  app_window_remember (self);
}
