/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * menu.h - small buttons of the editor: the menu at the end of a row, add and remove.
 */
#ifndef APP_EDITOR_MENU_H
#define APP_EDITOR_MENU_H

#include "editor/card.h"

G_BEGIN_DECLS

typedef struct {
  const char *label; /* translatable (N_) */
  AppCardEdit edit;
} AppMenuItem;

/* All these are insensitive while a lesson would refuse what they do, and say so. */

/** A button with three dots; label is its accessible name and tooltip. */
GtkWidget *app_menu_button_new (AppCard *card, const char *label, const char *id,
                                const AppMenuItem *items, guint n_items);

/** Gives a GtkMenuButton a menu that is built when it is opened. */
void app_menu_set_late (GtkWidget *button, GMenuModel *menu);
/** Makes a GtkMenuButton such a button of menu, which is built when it is opened. */
void app_dots_set_menu (GtkWidget *button, GMenuModel *menu, const char *label);

/** A flat button with an icon that does edit to id (may be ""). */
GtkWidget *app_edit_button_new (AppCard *card, const char *icon, const char *label, const char *id,
                                AppCardEdit edit);

/** Makes a button of a card insensitive while a lesson locks the value at pointer; label: its
 *  tooltip else. */
void app_card_add_hold (AppCard *card, GtkWidget *button, const char *pointer, const char *label);

/** Appends the button that adds a member, as wide as the card, in a row that is returned: others
 *  may stand behind it. */
AppRow *app_card_add_adder (AppCard *card, const char *label, AppCardEdit edit);
/** The same; edit is called with id. */
AppRow *app_card_add_adder_to (AppCard *card, const char *label, const char *id, AppCardEdit edit);
/** Appends a line that is a button with that label and does edit to id. */
void app_card_add_action (AppCard *card, const char *label, const char *id, AppCardEdit edit);

G_END_DECLS
#endif
