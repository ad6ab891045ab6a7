/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare-table.h - the present scenario and the pins, a row each, and below each pin the row of
 * the difference: the present scenario less the pin.
 *
 * Signals:
 *   "row-selected" (guint id)  another row is selected; 0: that of the present scenario
 *   "remove" (guint id)        the button of a pin was pressed
 */
#ifndef APP_VIEWS_COMPARE_TABLE_H
#define APP_VIEWS_COMPARE_TABLE_H

#include <gtk/gtk.h>

#include "views/compare-words.h"

G_BEGIN_DECLS

#define APP_TYPE_COMPARE_TABLE (app_compare_table_get_type ())
G_DECLARE_FINAL_TYPE (AppCompareTable, app_compare_table, APP, COMPARE_TABLE, GtkWidget)

GtkWidget *app_compare_table_new (void);
/** Shows the present scenario and the pins with what is known of them; all may be NULL. */
void app_compare_table_show (AppCompareTable *self, SimScenario *present, AppPins *pins,
                             const AppComparedAll *all, const SimGoal *goal);
void app_compare_table_select (AppCompareTable *self, guint id);
/** What it shows as tab-separated text with a header line. Newly allocated. */
char *app_compare_table_text (AppCompareTable *self);

G_END_DECLS
#endif
