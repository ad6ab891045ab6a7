/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * swatch.h - the dot in an arm's colour, the one that its curves have.
 */
#ifndef APP_EDITOR_SWATCH_H
#define APP_EDITOR_SWATCH_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** A dot of arm (index in file order); follows the dark and high-contrast styles. */
GtkWidget *app_swatch_new (guint arm);
/** Takes the colour of another arm. */
void app_swatch_set_arm (GtkWidget *swatch, guint arm);

G_END_DECLS
#endif
