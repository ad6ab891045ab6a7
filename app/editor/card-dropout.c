/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card-dropout.c - who is lost: the card Dropout.
 */
#include <glib/gi18n.h>

#include "editor/cards.h"
#include "editor/edit-follow.h"
#include "editor/picture.h"
#include "editor/rows.h"
#include "editor/structure.h"

/* Log odds have a row where losses depend on scores, or where they stand without need. */
static gboolean
needs_log_odds (SimDraft *draft)
{
  g_auto (GStrv) arms = app_structure_ids (draft, "/arms");

  for (guint i = 0; arms[i] != NULL; i++)
    if (app_edit_depends_on_scores (draft, arms[i]))
      return TRUE;
  return sim_draft_get (draft, "/dropout/log-odds") != NULL;
}

static void
build (AppCard *card)
{
  static const char *const without[] = { "log-odds", NULL };
  GtkWidget *picture
      = app_picture_new (app_card_document (card), &app_picture_retention, 0);

  app_card_add_widget (card, picture);
  app_card_add_refresh (card, picture, app_picture_refresh);
  app_rows_add_record (card, "/dropout", _ ("Dropout"),
                       needs_log_odds (app_card_draft (card)) ? NULL : without);
}

static const char *const keys[] = { "dropout", "arms", "outcomes", NULL };
static const char *const shows[] = { "dropout", NULL };

const AppCardSpec app_card_dropout = { .id = "dropout",
                                       .title = N_ ("Dropout"),
                                       .keys = keys,
                                       .shows = shows,
                                       .names = TRUE,
                                       .folded = TRUE,
                                       .build = build,
                                       .summary = app_summary_dropout };
