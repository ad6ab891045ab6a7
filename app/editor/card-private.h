/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card-private.h - what a card is made of; for card.c and card-rows.c only.
 */
#ifndef APP_EDITOR_CARD_PRIVATE_H
#define APP_EDITOR_CARD_PRIVATE_H

#include "editor/card.h"

G_BEGIN_DECLS

/** A widget that is refreshed at every update. */
typedef struct {
  GtkWidget *widget;
  AppCardRefresh refresh;
} AppCardFollower;

struct _AppCard {
  AdwBin parent_instance;
  const AppCardSpec *spec;
  AppDocument *document;
  char *structure; /* of the rows that are there */

  GtkWidget *top, *header, *arrow, *summary, *alarm; /* top: the line of header */
  GtkWidget *revealer, *body, *failure; /* failure: the last sentence in the card */
  GPtrArray *rows;                      /* of AppRow, borrowed from the widget tree */
  gboolean inner;                       /* of rows that are being added */
  GArray *followers;                    /* of AppCardFollower, borrowed likewise */
  GtkWidget *remover;                   /* of a part, or NULL */
  gboolean probing, refused;            /* an edit is only asked about, and a lesson refuses it */
};

G_END_DECLS
#endif
