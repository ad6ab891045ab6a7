/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * chosen.h - which of several outcomes the cards show.
 *
 * What somebody looks at is no part of the scenario and of no step of undo: it is kept beside the
 * document, by id, so that an outcome that comes back with undo is shown again.
 */
#ifndef APP_EDITOR_CHOSEN_H
#define APP_EDITOR_CHOSEN_H

#include "editor/card.h"

G_BEGIN_DECLS

#define APP_TYPE_CHOSEN (app_chosen_get_type ())
G_DECLARE_FINAL_TYPE (AppChosen, app_chosen, APP, CHOSEN, GObject)

/** Signal "changed" (no arguments): another outcome is to be shown. */

/** The one of a document; borrowed, made when it is asked for first. */
AppChosen *app_chosen_of (AppDocument *document);
/** Shows the outcome of that id from now on. */
void app_chosen_set (AppDocument *document, const char *outcome);
/** The same once the click or key that asks for it is over, since that makes its own row anew. */
void app_chosen_set_later (AppDocument *document, const char *outcome);
/** Its place in the list of outcomes; that of the first if it is not there. */
guint app_chosen_place (AppDocument *document);
/** Its id; NULL if there is no outcome. Newly allocated. */
char *app_chosen_id (AppDocument *document);
/** Its pointer, "/outcomes/pain"; NULL if there is none. Newly allocated. */
char *app_chosen_pointer (AppDocument *document);

/** Appends to card a row that says whose values follow and shows another's; none for one alone. */
void app_chosen_add_row (AppCard *card);

G_END_DECLS
#endif
