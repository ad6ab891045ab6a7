/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * showing.h - a row a goal of the scenario, to be ticked where a step shows its power.
 *
 * Signals:
 *   "changed" ()  somebody ticked another one, or one less
 */
#ifndef APP_LESSON_SHOWING_H
#define APP_LESSON_SHOWING_H

#include <gtk/gtk.h>

#include "sim.h"

G_BEGIN_DECLS

#define APP_TYPE_SHOWING (app_showing_get_type ())
G_DECLARE_FINAL_TYPE (AppShowing, app_showing, APP, SHOWING, GtkWidget)

GtkWidget *app_showing_new (void);
/** Offers the goals of a scenario, ticked where the list of ids (NULL: none) has them. Emits
 *  nothing. */
void app_showing_update (AppShowing *self, SimScenario *scenario, const SimValue *ids);
/** The list of the ticked ones; NULL: none is. Newly allocated. */
SimValue *app_showing_ids (AppShowing *self);

G_END_DECLS
#endif
