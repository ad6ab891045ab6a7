/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card-practice.c - who treats and where: the cards Practitioners and Centres.
 */
#include <glib/gi18n.h>

#include "editor/cards.h"
#include "editor/options.h"
#include "editor/rows.h"
#include "editor/shared.h"
#include "editor/structure.h"

#define EACH "/centres/practitioners-each"

/* --- Practitioners --- */

/* Arms after the first that has practitioners may share them with an earlier one. */
static void
add_shared (AppCard *card)
{
  SimDraft *draft = app_card_draft (card);
  g_auto (GStrv) arms = app_shared_arms (draft);

  for (guint i = 1; arms[0] != NULL && arms[i] != NULL; i++) {
    g_autofree char *arm = app_options_name (draft, "/arms", arms[i]);
    g_autofree char *name = g_strdup_printf (_ ("Who treats, %s"), arm);
    AppRow *row = NULL;

    if (i == 1)
      app_card_add_heading (card, _ ("Who treats"));
    row = app_row_new (arm);
    app_row_add_field (row, app_field_shared_new (app_card_document (card), arms[i], name));
    app_card_add (card, row);
  }
}

static void
build_practitioners (AppCard *card)
{
  static const char *const elsewhere[] = { "shared", NULL };
  SimDraft *draft = app_card_draft (card);

  if (sim_draft_get (draft, EACH) != NULL)
    app_rows_add_key (card, "/centres", _ ("Practitioners"), "practitioners-each");
  app_rows_add_record (card, "/practitioners", _ ("Practitioners"), elsewhere);
  add_shared (card);
  app_card_add_whole (card, "/practitioners", _ ("Practitioners"));
}

static const char *const practitioner_keys[]
    = { "practitioners", "centres", "arms", "outcomes", NULL };
static const char *const practitioner_shows[] = { "practitioners", NULL };

const AppCardSpec app_card_practitioners = { .id = "practitioners",
                                             .title = N_ ("Practitioners"),
                                             .keys = practitioner_keys,
                                             .shows = practitioner_shows,
                                             .names = TRUE,
                                             .folded = TRUE,
                                             .part = "practitioners",
                                             .build = build_practitioners,
                                             .summary = app_summary_practitioners };

/* --- Centres --- */

static void
build_centres (AppCard *card)
{
  static const char *const elsewhere[] = { "practitioners-each", NULL };

  app_rows_add_record (card, "/centres", _ ("Centres"), elsewhere);
  app_card_add_whole (card, "/centres", _ ("Centres"));
}

static const char *const centre_keys[] = { "centres", "arms", "outcomes", NULL };
static const char *const centre_shows[] = { "centres", NULL };

const AppCardSpec app_card_centres = { .id = "centres",
                                       .title = N_ ("Centres"),
                                       .keys = centre_keys,
                                       .shows = centre_shows,
                                       .names = TRUE,
                                       .folded = TRUE,
                                       .part = "centres",
                                       .build = build_centres,
                                       .summary = app_summary_centres };
