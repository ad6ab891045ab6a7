/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card.h - a card of the editor: a heading that folds it, rows, and a summary while folded.
 */
#ifndef APP_EDITOR_CARD_H
#define APP_EDITOR_CARD_H

#include "editor/row.h"

G_BEGIN_DECLS

#define APP_TYPE_CARD (app_card_get_type ())
G_DECLARE_FINAL_TYPE (AppCard, app_card, APP, CARD, AdwBin)

/** What one card is; constant. */
typedef struct {
  const char *id;
  const char *title;        /* translatable (N_) */
  const char *const *keys;  /* top-level keys whose structure decides the rows; ends with NULL */
  const char *const *shows; /* top-level keys whose problems belong here; ends with NULL */
  gboolean names;           /* rows bear names of arms or visits that other cards edit */
  gboolean chosen;          /* rows are those of the outcome that chosen.h shows */
  gboolean outcomes;        /* rows bear names of outcomes */
  gboolean folded;          /* at first */
  const char *part;         /* key of parts.h: no card without it, and it can be removed; or NULL */
  void (*build) (AppCard *card);
  char *(*summary) (SimDraft *draft); /* "54 / 50 / 48 · 152 patients"; newly allocated */
} AppCardSpec;

/** Signals: "folded-changed" (no arguments): somebody folded or unfolded it; "lead" (a pointer):
 *  see app_card_lead(). */
AppCard *app_card_new (AppDocument *document, const AppCardSpec *spec);
const AppCardSpec *app_card_spec (AppCard *self);
AppDocument *app_card_document (AppCard *self); /* borrowed */
SimDraft *app_card_draft (AppCard *self);       /* borrowed */

/**
 * Follows the document: builds the rows anew if their structure changed, else refreshes them.
 * A folded card does so when it is unfolded.
 */
void app_card_update (AppCard *self);
/** The same, folded or not. */
void app_card_update_rows (AppCard *self);

/** FALSE if what the card shows is not in the scenario: there is no card then. */
gboolean app_card_there (AppCard *self);

gboolean app_card_folded (AppCard *self);
/** The choice is kept for cards of the same id until the program ends. */
void app_card_set_folded (AppCard *self, gboolean folded);

/** TRUE while the card is unfolding or folding. */
gboolean app_card_moves (AppCard *self);
/** Its first field that can take the focus, or NULL. Borrowed. */
AppField *app_card_first (AppCard *self);
/** Gives the focus to field, or to the nearest that can take it; to the first where field is NULL
 *  or has no control. FALSE: none can. */
gboolean app_card_focus_at (AppCard *self, AppField *field);
/** The field whose pointer is the longest that covers pointer, or NULL. Borrowed. */
AppField *app_card_find (AppCard *self, const char *pointer);

/* For builders. */

/** What is done to the member id of a list. */
typedef void (*AppCardEdit) (AppCard *card, const char *id);
/** FALSE while a lesson would refuse what edit does to id, with app_card_apply() alone. */
gboolean app_card_allows (AppCard *self, AppCardEdit edit, const char *id);
/** Makes a button insensitive while a lesson holds it, and says so; label: its tooltip else. */
void app_card_hold (GtkWidget *button, gboolean held, const char *label);

/** Appends a row, set off from the one before by a line. */
void app_card_add (AppCard *self, AppRow *row);
/** Appends the row of one value of the field table, if it has one. */
void app_card_add_value (AppCard *self, const char *pointer, const char *name);
/** Rows added until the next call are set in (or no longer), as parts of the row before them. */
void app_card_set_inner (AppCard *self, gboolean inner);
/** Appends the place for what is wrong with the record or list at pointer as a whole. */
void app_card_add_whole (AppCard *self, const char *pointer, const char *name);
/** Appends a widget that is no row, such as a picture. */
void app_card_add_widget (AppCard *self, GtkWidget *widget);
/** Appends a muted heading within the card: a label. */
GtkWidget *app_card_add_heading (AppCard *self, const char *text);
/** Names a control that is no field: if rows are made anew, the one of that name has its focus. */
void app_card_name_control (GtkWidget *control, const char *name);
/** Calls refresh (data, card's draft) at every update until the rows are built anew. */
typedef void (*AppCardRefresh) (GtkWidget *widget, SimDraft *draft);
void app_card_add_refresh (AppCard *self, GtkWidget *widget, AppCardRefresh refresh);

/**
 * Makes draft (taken over; may be NULL) the current one under the name what; *error (taken over)
 * is shown at the foot of the card if there is no draft. FALSE if nothing was
 * changed, as where it is only asked about or a lesson refuses it: nothing may follow then.
 */
gboolean app_card_apply (AppCard *self, SimDraft *draft, const char *what, GError **error);
/** The same under the name "what: name of the member id of the list". */
gboolean app_card_apply_named (AppCard *self, SimDraft *draft, const char *what, const char *list,
                               const char *id, GError **error);
/** TRUE while an edit is only asked about: what changes no draft must not be done either. */
gboolean app_card_only_asks (AppCard *self);
/** Leads to what an edit has added, in any card: unfolds, scrolls, and gives it the focus. */
void app_card_lead (AppCard *self, const char *pointer);

G_END_DECLS
#endif
