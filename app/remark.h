/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * remark.h - a button that tells of simulated scores which no patient can have: what that means,
 * and what can be changed. Main thread only.
 */
#ifndef APP_REMARK_H
#define APP_REMARK_H

#include "document.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_REMARK (app_remark_get_type ())
G_DECLARE_FINAL_TYPE (AppRemark, app_remark, APP, REMARK, GtkWidget)

/** Hidden. It asks document, of which it takes a reference, for what a lesson locks. Uses the
 * action win.show-setting. */
GtkWidget *app_remark_new (AppDocument *document);
/** Is there if the scenario (NULL: none) has such scores. */
void app_remark_set_scenario (AppRemark *self, SimScenario *scenario);

G_END_DECLS
#endif
