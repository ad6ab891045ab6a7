/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card.h - one bundled scenario or lesson on the start page: a button with a picture and words.
 */
#ifndef APP_START_CARD_H
#define APP_START_CARD_H

#include <adwaita.h>

#include "library.h"
#include "plot/plot.h"

G_BEGIN_DECLS

#define APP_TYPE_START_CARD (app_start_card_get_type ())
G_DECLARE_FINAL_TYPE (AppStartCard, app_start_card, APP, START_CARD, AdwBin)

/** What the page shows at one time. */
typedef enum { APP_PURPOSE_ANY, APP_PURPOSE_PLANNING, APP_PURPOSE_TEACHING } AppPurpose;

/** A card that opens entry by the action win.open-example. Copies what it needs. */
GtkWidget *app_start_card_new (const AppLibraryEntry *entry);
/** A card without a picture that opens a file used before by the action win.open-uri. */
GtkWidget *app_start_card_new_recent (GtkRecentInfo *info);
/** What a click on it does. */
void app_start_card_open (AppStartCard *self);
/** The small curve; borrowed, may be NULL. */
void app_start_card_set_figure (AppStartCard *self, PlotFigure *figure);
/** TRUE if it has all words (casefolded, NULL-terminated) in its texts, and is for purpose. */
gboolean app_start_card_matches (AppStartCard *self, const char *const *words, AppPurpose purpose);

G_END_DECLS
#endif
