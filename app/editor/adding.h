/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * adding.h - the button at the end of the editor that offers the parts that a scenario has not.
 */
#ifndef APP_EDITOR_ADDING_H
#define APP_EDITOR_ADDING_H

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define APP_TYPE_ADDING (app_adding_get_type ())
G_DECLARE_FINAL_TYPE (AppAdding, app_adding, APP, ADDING, AdwBin)

/** Signal "added" (pointer): a part has come into the scenario. */
AppAdding *app_adding_new (AppDocument *document);
/** TRUE while its menu is open. */
gboolean app_adding_is_open (AppAdding *self);
/** Shows what the draft says now: hidden where there is nothing left to add. */
void app_adding_refresh (AppAdding *self);

G_END_DECLS
#endif
