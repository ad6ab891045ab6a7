/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * editor.h - the scenario as cards: Trial, Arms, Outcome, Visits, Correlation, Dropout, Analysis,
 * Hypotheses and multiplicity, Run; and, where the scenario has them, Strata, Covariates,
 * Practitioners, Centres, Individual response, Adherence, Switching, which a menu at the end adds.
 *
 * The editor shows what the document's draft says and edits it only through app_document_apply()
 * and app_document_set(), so that undo, checking and autosave see every edit. It keeps no values
 * of its own besides text that is no number yet.
 */
#ifndef APP_EDITOR_H
#define APP_EDITOR_H

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

/**
 * A scrolled column of cards, 300 px wide, that does not expand; takes a reference on document.
 * Its rows follow the document's "changed" without losing the cursor or text that is being typed.
 */
GtkWidget *app_editor_new (AppDocument *document);

/**
 * Unfolds the card that shows the value at pointer (ids), scrolls to its row and focuses it.
 * FALSE if no row of editor (made by app_editor_new()) shows it, nor anything above it.
 */
gboolean app_editor_reveal (GtkWidget *editor, const char *pointer);

/** Makes text count that is being typed in editor (made by app_editor_new()) and does not yet. */
void app_editor_settle (GtkWidget *editor);

/**
 * Whether the editor has given way to a lesson: where text is large it then asks for less width, as
 * what is folded away asks for room all the same, and a window of 900 px has none to spare.
 */
void app_editor_give_way (GtkWidget *editor, gboolean gone);

/** Gives the focus to the entry that finds a setting by its name. */
void app_editor_search (GtkWidget *editor);

/** What is called what a top-level row of the field table has ("Arms"): as its card, or else the
 * row. Translated. */
const char *app_editor_name_of (const SimField *row);

/** Which cards are folded, as "id folded" or "id open". NULL-terminated; free with g_strfreev(). */
char **app_editor_cards (GtkWidget *editor);
/** Folds and unfolds cards as app_editor_cards() told; what it does not know is left alone. */
void app_editor_fold (GtkWidget *editor, const char *const *cards);

G_END_DECLS
#endif
