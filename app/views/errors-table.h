/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * errors-table.h - how well each figure of a hypothesis and of the trial is known.
 *
 * Signal:
 *   "kind" (const AppTrialKind *kind)  the trials that a figure counts are asked for
 */
#ifndef APP_VIEWS_ERRORS_TABLE_H
#define APP_VIEWS_ERRORS_TABLE_H

#include <gtk/gtk.h>

#include "sim.h"

G_BEGIN_DECLS

#define APP_TYPE_ERRORS_TABLE (app_errors_table_get_type ())
G_DECLARE_FINAL_TYPE (AppErrorsTable, app_errors_table, APP, ERRORS_TABLE, GtkWidget)

GtkWidget *app_errors_table_new (void);
/** Shows hypothesis index at the own size, and the trial as a whole; theory may be NULL. */
void app_errors_table_update (AppErrorsTable *self, SimScenario *scenario,
                              const SimResults *results, const SimTheory *theory, guint index);
/** What it shows as tab-separated text with a header line. Newly allocated. */
char *app_errors_table_text (AppErrorsTable *self);

G_END_DECLS
#endif
