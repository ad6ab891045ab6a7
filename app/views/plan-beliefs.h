/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-beliefs.h - the priors of the scenario, listed, to be added to and removed.
 */
#ifndef APP_VIEWS_PLAN_BELIEFS_H
#define APP_VIEWS_PLAN_BELIEFS_H

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

#define APP_TYPE_PLAN_BELIEFS (app_plan_beliefs_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanBeliefs, app_plan_beliefs, APP, PLAN_BELIEFS, GtkWidget)

/** Edits the document, one step of undo each; a sentence where it cannot is a toast. */
GtkWidget *app_plan_beliefs_new (AppDocument *document);
/** Shows the priors of a scenario and what further ones can be of. */
void app_plan_beliefs_show (AppPlanBeliefs *self, SimScenario *scenario);

G_END_DECLS
#endif
