/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * table-row.h - one row of the table of operating characteristics: texts ready to be shown.
 */
#ifndef APP_VIEWS_TABLE_ROW_H
#define APP_VIEWS_TABLE_ROW_H

#include "columns.h"
#include "sim.h"

G_BEGIN_DECLS

typedef enum {
  APP_COLUMN_CONTRAST,
  APP_COLUMN_ANALYSED,
  APP_COLUMN_POWER,
  APP_COLUMN_INTERVAL,
  APP_COLUMN_EXACT,
  APP_COLUMN_ESTIMATE,
  APP_COLUMN_EMPIRICAL_SE,
  APP_COLUMN_MODEL_SE,
  APP_COLUMN_COVERAGE,
  APP_COLUMN_TYPE_S,
  APP_COLUMN_TYPE_M,
  APP_N_COLUMNS
} AppColumn;

/** Titles of the columns, sentences on what they are, and how they are shown. */
extern const AppColumnLook app_table_looks[APP_N_COLUMNS];

/** The title of the column of estimates: with their unit where all have one that is not the
 *  outcome's, as a difference of proportions has. Newly allocated. */
char *app_table_row_estimate_title (SimScenario *scenario);

#define APP_TYPE_TABLE_ROW (app_table_row_get_type ())
G_DECLARE_FINAL_TYPE (AppTableRow, app_table_row, APP, TABLE_ROW, GObject)

/** Signal "changed": some cell has another text. */
AppTableRow *app_table_row_new (void);
/** Fills the row with hypothesis index at the own size; theory may be NULL. */
void app_table_row_set_hypothesis (AppTableRow *self, SimScenario *scenario,
                                   const SimResults *results, const SimTheory *theory, guint index);
/** Fills the row with any (all FALSE) or all. */
void app_table_row_set_union (AppTableRow *self, const SimResults *results, const SimTheory *theory,
                              gboolean all);
/** Fills the row of a criterion of success. */
void app_table_row_set_success (AppTableRow *self, SimScenario *scenario,
                                const SimResults *results, const SimTheory *theory, guint index);
const char *app_table_row_cell (AppTableRow *self, AppColumn column); /* never NULL */
/** Whether the exact value in the cell is further from the simulated one than chance explains; its
 *  tip then says what to do. */
gboolean app_table_row_is_flagged (AppTableRow *self, AppColumn column);
/** The Monte Carlo errors in words, for a tooltip. */
const char *app_table_row_errors (AppTableRow *self);
/** What a cell says when pointed at: a name in full, how far exact and simulated values are apart,
 *  why there is no number, or the errors. */
char *app_table_row_tip (AppTableRow *self, AppColumn column);

G_END_DECLS
#endif
