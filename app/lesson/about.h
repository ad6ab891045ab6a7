/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * about.h - a row that chooses the hypothesis, or other goal, that a step is about, or none.
 *
 * Signals:
 *   "changed" ()  somebody chose another one
 */
#ifndef APP_LESSON_ABOUT_H
#define APP_LESSON_ABOUT_H

#include <gtk/gtk.h>

#include "sim.h"

G_BEGIN_DECLS

#define APP_TYPE_ABOUT (app_about_get_type ())
G_DECLARE_FINAL_TYPE (AppAbout, app_about, APP, ABOUT, GtkWidget)

GtkWidget *app_about_new (void);
/** Offers the goals of a scenario and shows the one of that id; "" is none. No signal. */
void app_about_update (AppAbout *self, SimScenario *scenario, const char *id);
/** The id of the chosen one, "" for none. Borrowed. */
const char *app_about_id (AppAbout *self);

G_END_DECLS
#endif
