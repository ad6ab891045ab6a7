/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * name-factory.h - what the names in a GtkDropDown look like.
 */
#ifndef APP_NAME_FACTORY_H
#define APP_NAME_FACTORY_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** For a model of GtkStringObject: a long name is broken into lines, between words, and cut where
 *  there is no room for three. It needs as much width as its longest word. Owned by the caller. */
GtkListItemFactory *app_name_factory_new (void);

G_END_DECLS
#endif
