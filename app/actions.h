/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * actions.h - every action of the program with its keys and its name, in one table.
 *
 * The table gives the accelerators, the shortcuts window and the tooltips their keys, so these
 * cannot differ.
 */
#ifndef APP_ACTIONS_H
#define APP_ACTIONS_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Sets the accelerators of all actions. */
void app_actions_set_accels (GtkApplication *application);
/** "Undo (Ctrl+Z)" for a detailed action name; text alone if the action has no key. */
char *app_actions_tooltip (const char *action, const char *text);
/** Calls visit for each row in the order of the shortcuts window, with the titles in the language
 *  of the program and the keys as GTK writes them ("<Control>z", "Left Right"), up to NULL. */
typedef void (*AppActionsVisit) (const char *group, const char *title, const char *const *accels,
                                 gpointer data);
void app_actions_each (AppActionsVisit visit, gpointer data);
/** The window that lists all keys; the caller presents it. */
GtkWidget *app_actions_shortcuts_window (GtkWindow *parent);

G_END_DECLS
#endif
