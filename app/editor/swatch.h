/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * swatch.h - the dot in an arm's colour, the one that its curves have.
 */
#ifndef APP_EDITOR_SWATCH_H
#define APP_EDITOR_SWATCH_H

#include "editor/card.h"

G_BEGIN_DECLS

/** A dot in a colour of arms (its place in the palette); follows dark and high-contrast styles. */
GtkWidget *app_swatch_new (guint colour);
/** Takes another colour. */
void app_swatch_set_colour (GtkWidget *swatch, guint colour);
/** A dot in the colour of the arm at a place of the list; follows the draft of card. */
GtkWidget *app_swatch_new_of (AppCard *card, guint arm);

G_END_DECLS
#endif
