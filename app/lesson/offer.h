/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * offer.h - a button that offers a long list of things by their names. Main thread only.
 */
#ifndef APP_LESSON_OFFER_H
#define APP_LESSON_OFFER_H

#include "editor/search.h"

G_BEGIN_DECLS

/** Called with the key of what was chosen. */
typedef void (*AppOfferChosen) (const char *key, gpointer data);

/**
 * A button whose popover lists what there is at the moment (list (data)), name beside place, below
 * an entry in which words of a name are sought. data must outlive the button.
 */
GtkWidget *app_offer_new (const char *label, AppSettings list, AppOfferChosen chosen,
                          gpointer data);

G_END_DECLS
#endif
