/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * play.h - how a rule goes through the hypotheses of one simulated trial, step by step.
 */
#ifndef APP_EDITOR_PLAY_H
#define APP_EDITOR_PLAY_H

#include "editor/card.h"

G_BEGIN_DECLS

/** A button that shows how the levels move in a trial, and then the trial: its number, the picture
 *  after each step, and a sentence. Follows the document through app_play_refresh(). */
GtkWidget *app_play_new (AppDocument *document);
/** An AppCardRefresh. */
void app_play_refresh (GtkWidget *play, SimDraft *draft);

G_END_DECLS
#endif
