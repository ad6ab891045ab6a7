/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * name-choice.h - one of several names. Main thread only.
 */
#ifndef APP_NAME_CHOICE_H
#define APP_NAME_CHOICE_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * A GtkDropDown for a model of GtkStringObject, still without one. A long name is broken into
 * lines, between words, and cut where there is no room for three; the choice needs as much width as
 * its longest word. Screen readers hear its name and what is chosen.
 */
GtkWidget *app_name_choice_new (const char *name);

/** What is chosen here; copied. */
void app_name_choice_set_name (GtkWidget *choice, const char *name);

G_END_DECLS
#endif
