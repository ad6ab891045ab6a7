/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-notice.c - tells somebody who is elsewhere that a long run has ended.
 */
#include "window-private.h"

#include <glib/gi18n.h>

/* Shorter ones are waited for. */
#define LONG_SECONDS 10

static char *
notice_id (AppWindow *self)
{
  return g_strdup_printf ("run-%u", gtk_application_window_get_id (GTK_APPLICATION_WINDOW (self)));
}

static void
send (AppWindow *self)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_autofree char *title = app_document_title (self->document);
  g_autofree char *heading = g_strdup_printf (_ ("“%s” is simulated"), title);
  g_autofree char *id = notice_id (self);
  g_autofree char *found = NULL;
  g_autoptr (GNotification) notification = g_notification_new (heading);
  GtkWidget *widget;
  const AppView *view = app_window_view (self, &widget);
  AppPlotArea *area = view->area != NULL ? view->area (widget) : NULL;
  gboolean told = area != NULL && !app_course_hides (self->course);
  PlotFigure *figure = told ? app_plot_area_figure (area) : NULL;

  found = figure != NULL ? plot_figure_title (figure) : NULL;
  if (found != NULL)
    g_notification_set_body (notification, found);
  if (application != NULL)
    g_application_send_notification (application, id, notification);
}

void
app_window_update_notice (AppWindow *self)
{
  gboolean complete = app_run_state (self->run) == SIM_RUN_COMPLETE;
  gboolean ended = complete && self->was_running;

  self->was_running = app_run_state (self->run) == SIM_RUN_RUNNING;
  if (ended && app_run_seconds (self->run) >= LONG_SECONDS
      && !gtk_window_is_active (GTK_WINDOW (self)))
    send (self);
}

/* Whoever comes back sees for himself. */
static void
on_active (AppWindow *self)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_autofree char *id = notice_id (self);

  if (application != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    g_application_withdraw_notification (application, id);
}

void
app_window_init_notice (AppWindow *self)
{
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_active), NULL);
}
