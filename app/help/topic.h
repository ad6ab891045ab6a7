/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * topic.h - which place of the guide is about a widget.
 */
#ifndef APP_HELP_TOPIC_H
#define APP_HELP_TOPIC_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** "keys-outcomes#outcomes.means" of the pointer of any value; NULL if it is that of none. */
char *app_help_topic_of_pointer (const char *pointer);

/** Help on a window or on what is in a widget is at that place of the guide, a static text. Of a
 *  file chooser it is told to the window over which it comes up. */
void app_help_topic_set (GtkWidget *widget, const char *place);
void app_help_topic_set_chooser (GtkWindow *parent, const char *place);

/** The place about a dialog: its own, that of a chooser, else "index". Static. */
const char *app_help_topic_of_dialog (GtkWindow *dialog);

/**
 * The place about the field, or the card, that widget (may be NULL) is in, or that was set; NULL if
 * there is none.
 * words (may be NULL) receives what the field table says of it, or NULL. Newly allocated.
 */
char *app_help_topic (GtkWidget *widget, char **words);

G_END_DECLS
#endif
