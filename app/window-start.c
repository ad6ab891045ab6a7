/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-start.c - the start page in the window: made when it is first wanted, left when something
 * is opened.
 */
#include "window-private.h"

#include "library.h"
#include "start/page.h"

static void
make_page (AppWindow *self)
{
  g_autofree char *folder = app_library_folder ();

  self->start = app_start_page_new (folder);
  gtk_stack_add_child (self->pages, self->start);
}

void
app_window_show_start (AppWindow *self, gboolean show)
{
  GAction *back = g_action_map_lookup_action (G_ACTION_MAP (self), "start-close");

  if (self->start == NULL && !show)
    return;
  if (self->start == NULL)
    make_page (self);
  /* What a stack does not show alone would still be there for screen readers. */
  gtk_widget_set_visible (show ? self->start : self->work, TRUE);
  gtk_stack_set_visible_child (self->pages, show ? self->start : self->work);
  gtk_widget_set_visible (show ? self->work : self->start, FALSE);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (back), show);
  if (show)
    app_start_page_reset (APP_START_PAGE (self->start));
}

static void
on_start (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  app_window_show_start (data, TRUE);
}

static void
on_start_close (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  app_window_show_start (data, FALSE);
}

static const GActionEntry entries[] = {
  { .name = "start", .activate = on_start },
  { .name = "start-close", .activate = on_start_close },
};

void
app_window_init_start (AppWindow *self)
{
  GAction *back;

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  back = g_action_map_lookup_action (G_ACTION_MAP (self), "start-close");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (back), FALSE);
}
