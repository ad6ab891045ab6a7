/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-help.c - help on what has the focus, and the contents of the guide.
 */
#include "window-private.h"

#include "help/help-window.h"
#include "help/topic.h"
#include "verify-window.h"

static void
show (GtkWindow *over, const char *place, const char *words)
{
  AppHelpWindow *help = app_help_window_over (over);

  app_help_window_show (help, place, words);
  gtk_window_present (GTK_WINDOW (help));
}

/* Outside of the editor: the lesson, the start page, or the view that is on show. */
static char *
topic_of_place (AppWindow *self, GtkWidget *focus)
{
  const AppView *view = app_window_view (self, NULL);

  if (gtk_stack_get_visible_child (self->pages) != self->work)
    return g_strdup ("index");
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->lesson)))
    return g_strdup ("lessons");
  return g_strconcat ("view-", view->id, NULL);
}

/* The guide would come up behind it. */
static void
close_menu (GtkWidget *focus)
{
  GtkWidget *menu = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  if (menu != NULL)
    gtk_popover_popdown (GTK_POPOVER (menu));
}

static void
on_help (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  g_autofree char *words = NULL;
  g_autofree char *topic = app_help_topic (focus, &words);
  g_autofree char *place = topic != NULL || words != NULL ? NULL : topic_of_place (self, focus);

  close_menu (focus);
  show (GTK_WINDOW (self), topic != NULL ? topic : place != NULL ? place : "keys", words);
}

static gboolean
on_dialog_help (GtkWidget *dialog, GVariant *parameter, gpointer data)
{
  show (GTK_WINDOW (dialog), app_help_topic_of_dialog (GTK_WINDOW (dialog)), NULL);
  return GDK_EVENT_STOP;
}

/* The keys of the main window do not reach them either. */
void
app_window_help_in_dialogs (void)
{
  const GType types[] = { ADW_TYPE_MESSAGE_DIALOG, GTK_TYPE_FILE_CHOOSER_DIALOG,
                          GTK_TYPE_SHORTCUTS_WINDOW, ADW_TYPE_ABOUT_WINDOW,
                          APP_TYPE_VERIFY_WINDOW };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    gtk_widget_class_add_binding (g_type_class_ref (types[i]), GDK_KEY_F1, 0, on_dialog_help, NULL);
}

/* A menu keeps the keyboard to itself: the keys of the window do not reach it. */
void
app_window_help_in_menus (void)
{
  gtk_widget_class_add_binding_action (g_type_class_ref (GTK_TYPE_POPOVER_MENU), GDK_KEY_F1, 0,
                                       "win.help", NULL);
}

static void
on_contents (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show (GTK_WINDOW (data), "index", NULL);
}

void
app_window_init_help (AppWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "help", .activate = on_help },
    { .name = "help-contents", .activate = on_contents },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
