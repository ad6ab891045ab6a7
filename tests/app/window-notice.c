/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/window-notice.c: who is elsewhere is told that a long run has ended, nobody else.
 *
 * How long a run took, whether the window is active, and where notices go, are this file's to say.
 */
#include "application.h"
#include "window-private.h"
#include "wait.h"

static double seconds;
static gboolean active;
static guint sent;

double __wrap_app_run_seconds (AppRun *run);
double
__wrap_app_run_seconds (AppRun *run)
{
  return seconds;
}

gboolean __wrap_gtk_window_is_active (GtkWindow *window);
gboolean
__wrap_gtk_window_is_active (GtkWindow *window)
{
  return active;
}

void __wrap_g_application_send_notification (GApplication *application, const char *id,
                                             GNotification *notification);
void
__wrap_g_application_send_notification (GApplication *application, const char *id,
                                        GNotification *notification)
{
  g_assert_true (g_str_has_prefix (id, "run-"));
  sent++;
}

/* How many notices an edit leads to, whose run is seen going on and then at its end. */
static guint
notices (AppWindow *window, double mean)
{
  guint before = sent;

  g_assert_true (app_document_set_number (window->document, "/outcomes/rmdq/means/usual/0", mean,
                                          "Mean", NULL, NULL));
  WAIT_FOR (app_run_scenario (window->run) == app_document_scenario (window->document)
            && window->was_running);
  WAIT_FOR (app_run_state (window->run) == SIM_RUN_COMPLETE && !window->was_running);
  return sent - before;
}

static void
test_notices (gconstpointer data)
{
  AppWindow *window = (AppWindow *) data;

  g_assert_true (
      app_document_set_number (window->document, "/run/replicates", 400000, "Trials", NULL, NULL));
  WAIT_FOR (app_run_state (window->run) == SIM_RUN_COMPLETE && !window->was_running
            && app_run_done (window->run) == 400000);
  seconds = 60;
  g_assert_cmpuint (notices (window, 8.1), ==, 1);
  active = TRUE;
  g_assert_cmpuint (notices (window, 8.2), ==, 0);
  active = FALSE;
  seconds = 5;
  g_assert_cmpuint (notices (window, 8.3), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (AppApplication) application = NULL;
  GtkWindow *window;
  int status;

  g_test_init (&argc, &argv, NULL);
  application = app_application_new ();
  g_assert_true (gtk_init_check ());
  app_views_init ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_activate (G_APPLICATION (application));
  window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_test_add_data_func ("/window-notice/notices", window, test_notices);
  status = g_test_run ();
  gtk_window_destroy (window);
  return status;
}
