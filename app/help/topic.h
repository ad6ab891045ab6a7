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

/**
 * The place about the field, or the card, that widget (may be NULL) is in; NULL if it is in none.
 * words (may be NULL) receives what the field table says of it, or NULL. Newly allocated.
 */
char *app_help_topic (GtkWidget *widget, char **words);

G_END_DECLS
#endif
