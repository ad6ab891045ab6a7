/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Escape in a window where nothing has the focus: it leads back from what lies uppermost, a step a
 * press, and is anybody's once there is nothing to go back from.
 */
#include "application.h"
#include "wait.h"
#include "window-private.h"

static AppWindow *window;

static gboolean
is_on (const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), action);
}

static const char *
view (void)
{
  return app_window_view (window, NULL)->id;
}

/* What the window makes of it where no widget has the focus; TRUE if it took the key. */
static gboolean
escape (void)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));
  gboolean taken = FALSE;

  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
      g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Escape, 9, 0, &taken);
  }
  return taken;
}

static void
test_steps (void)
{
  GActionGroup *actions = G_ACTION_GROUP (window);

  g_assert_false (escape ());
  g_action_group_change_action_state (actions, "projector", g_variant_new_boolean (TRUE));
  g_action_group_activate_action (actions, "show-trial", g_variant_new_uint64 (3));
  g_assert_cmpstr (view (), ==, "trial");
  g_assert_true (escape ());
  g_assert_cmpstr (view (), ==, "power");
  g_assert_true (window->projector);
  g_assert_true (escape ());
  g_assert_false (window->projector);
  g_assert_false (escape ());
}

static void
test_start_page (void)
{
  GActionGroup *actions = G_ACTION_GROUP (window);

  g_action_group_activate_action (actions, "show-trial", g_variant_new_uint64 (3));
  g_action_group_activate_action (actions, "start", NULL);
  g_assert_true (is_on ("start-close"));
  g_assert_true (escape ());
  g_assert_false (is_on ("start-close"));
  g_assert_true (gtk_stack_get_visible_child (window->pages) == window->work);
  g_assert_cmpstr (view (), ==, "trial");
  g_assert_true (escape ());
  g_assert_cmpstr (view (), ==, "power");
  g_assert_false (escape ());
}

int
main (int argc, char **argv)
{
  AppDocument *document;
  AppApplication *application;
  int status;

  g_test_init (&argc, &argv, NULL);
  sim_shown_init ();
  application = app_application_new ();
  g_assert_true (gtk_init_check ());
  app_views_init ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  document = app_document_new ();
  window = app_window_new (GTK_APPLICATION (application), document);
  g_object_unref (document);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  gtk_window_present (GTK_WINDOW (window));
  g_test_add_func ("/window-back/steps", test_steps);
  g_test_add_func ("/window-back/start-page", test_start_page);
  status = g_test_run ();
  gtk_window_destroy (GTK_WINDOW (window));
  WAIT_FOR (window == NULL);
  g_object_unref (application);
  return status;
}
