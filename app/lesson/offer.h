/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * offer.h - a button that offers a long list of things by their names. Main thread only.
 */
#ifndef APP_LESSON_OFFER_H
#define APP_LESSON_OFFER_H

#include "search-list.h"

G_BEGIN_DECLS

/** Called with the key of what was chosen. */
typedef void (*AppOfferChosen) (const char *key, gpointer data);

/**
 * A button whose popover lists what there is at the moment (list (data)), each with its value, in a
 * list that can be searched. data must outlive the button.
 */
GtkWidget *app_offer_new (const char *label, AppSettings list, AppSettingValue value,
                          AppOfferChosen chosen, gpointer data);

G_END_DECLS
#endif
