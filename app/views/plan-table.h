/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-table.h - the answers to a question about a plan, a row each, with a button to take one.
 */
#ifndef APP_VIEWS_PLAN_TABLE_H
#define APP_VIEWS_PLAN_TABLE_H

#include "views/plan.h"

G_BEGIN_DECLS

#define APP_TYPE_PLAN_TABLE (app_plan_table_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanTable, app_plan_table, APP, PLAN_TABLE, GtkWidget)

/**
 * Signals: "use" (AppPlanRow *) its button was pressed; "chosen" () another row is selected.
 * height: px that it takes at most; more rows scroll.
 */
GtkWidget *app_plan_table_new (const AppPlanQuestion *question, int height);
/** Shows other rows (of AppPlanRow; a reference to each is taken); the same place stays selected.
 */
void app_plan_table_show (AppPlanTable *self, GPtrArray *rows);
/** The selected row, borrowed; NULL if there is none. */
AppPlanRow *app_plan_table_chosen (AppPlanTable *self);
/** What it shows as tab-separated text with a header line; empty without rows. */
char *app_plan_table_text (AppPlanTable *self);

G_END_DECLS
#endif
