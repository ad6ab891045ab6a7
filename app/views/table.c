/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * table.c - the operating characteristics at the own size.
 */
#include <glib/gi18n.h>

#include "columns-whole.h"
#include "columns.h"
#include "export/export.h"
#include "views/follow.h"
#include "views/table-row.h"
#include "views/views.h"

struct _AppTable {
  GtkWidget parent_instance;

  AppRun *run;
  GtkWidget *scroller, *view;
  GListStore *rows; /* of AppTableRow */
  AppShown shown;
};

G_DEFINE_FINAL_TYPE (AppTable, app_table, GTK_TYPE_WIDGET)

/* --- cells --- */

static void
show_cell (GtkListItem *item, guint column, gpointer data)
{
  AppTableRow *row = gtk_list_item_get_item (item);
  g_autofree char *tip = app_table_row_tip (row, column);

  app_cell_set (item, app_table_row_cell (row, column), tip,
                app_table_row_is_flagged (row, column));
}

static const AppCells cells = { .show = show_cell };

/* --- rows --- */

static void
fit_rows (AppTable *self, guint n)
{
  guint present = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  while (present < n) {
    AppTableRow *row = app_table_row_new ();

    g_list_store_append (self->rows, row);
    g_object_unref (row);
    present++;
  }
  if (present > n)
    g_list_store_splice (self->rows, n, present - n, NULL, 0);
}

static AppTableRow *
row_at (AppTable *self, guint index)
{
  AppTableRow *row = g_list_model_get_item (G_LIST_MODEL (self->rows), index);

  g_object_unref (row); /* the store keeps it */
  return row;
}

static void
show_unit (AppTable *self, SimScenario *scenario)
{
  g_autofree char *title = app_table_row_estimate_title (scenario);

  app_columns_set_title (self->view, APP_COLUMN_ESTIMATE, title);
}

static void
refresh (AppTable *self)
{
  const SimResults *results;
  const SimTheory *theory;
  guint n;

  if (!app_shown_update (&self->shown, GTK_WIDGET (self), self->run))
    return;
  results = app_run_results (self->run);
  theory = self->shown.theory;
  app_shown_mark (&self->shown, GTK_WIDGET (self));
  if (results == NULL || self->shown.scenario == NULL || results->own_size >= results->n_sizes) {
    fit_rows (self, 0);
    return;
  }
  show_unit (self, self->shown.scenario);
  n = results->n_hypotheses;
  fit_rows (self, (n > 1 ? n + 2 : n) + results->n_success);
  for (guint i = 0; i < n; i++)
    app_table_row_set_hypothesis (row_at (self, i), self->shown.scenario, results, theory, i);
  if (n > 1) {
    app_table_row_set_union (row_at (self, n), results, theory, FALSE);
    app_table_row_set_union (row_at (self, n + 1), results, theory, TRUE);
  }
  for (guint i = 0; i < results->n_success; i++)
    app_table_row_set_success (row_at (self, (n > 1 ? n + 2 : n) + i), self->shown.scenario,
                               results, theory, i);
}

/* A row whose name takes two lines is higher than it is measured without its width. */
static int
rows_height (AppTable *self)
{
  GtkWidget *list = gtk_widget_get_last_child (self->view);
  int rows, sum = gtk_widget_get_allocated_height (gtk_widget_get_first_child (self->view));

  gtk_widget_measure (self->scroller, GTK_ORIENTATION_VERTICAL, -1, NULL, &rows, NULL, NULL);
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row)) {
    int its;

    gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (list), NULL, &its,
                        NULL, NULL);
    sum += its;
  }
  return MAX (rows, sum);
}

int
app_table_height (AppTable *self)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (self->scroller);
  int width, bar = 0;

  gtk_widget_measure (self->view, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  if (width > gtk_widget_get_width (self->scroller))
    gtk_widget_measure (gtk_scrolled_window_get_hscrollbar (scroller), GTK_ORIENTATION_VERTICAL,
                        -1, NULL, &bar, NULL, NULL);
  return rows_height (self) + bar;
}

GtkAdjustment *
app_table_rows (AppTable *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}

/* --- copying --- */

void
app_table_copy (AppTable *self)
{
  SimSnapshot *snapshot = app_run_snapshot (self->run);
  const SimResults *results = app_run_results (self->run);
  g_autofree char *text = NULL;

  if (snapshot == NULL || results == NULL)
    return;
  text = sim_report_tsv (snapshot, app_run_theory (self->run), results->own_size);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  app_toast (GTK_WIDGET (self), _ ("Table copied"));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_table_copy (APP_TABLE (widget));
}

/* --- life --- */

static void
app_table_dispose (GObject *object)
{
  AppTable *self = APP_TABLE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->rows);
  app_shown_clear (&self->shown);
  g_clear_object (&self->run);
  G_OBJECT_CLASS (app_table_parent_class)->dispose (object);
}

static void
app_table_class_init (AppTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_table_dispose;
  gtk_widget_class_set_css_name (widget_class, "characteristics");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "table.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "table.copy",
                                       NULL);
}

static void
app_table_init (AppTable *self)
{
  GtkNoSelection *selection;

  self->rows = g_list_store_new (APP_TYPE_TABLE_ROW);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  self->view = app_columns_new (_ ("Operating characteristics"), GTK_SELECTION_MODEL (selection),
                                app_table_looks, APP_N_COLUMNS, &cells, self);
  app_columns_show_whole (self->view);
  self->scroller = gtk_scrolled_window_new ();
  app_columns_name_scroller (self->scroller, _ ("Operating characteristics"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->view);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  /* A bar that comes with the pointer alone would leave columns unknown that there is no room for.
   */
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (self->scroller), FALSE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
app_table_new (AppDocument *document, AppRun *run)
{
  AppTable *self = g_object_new (APP_TYPE_TABLE, NULL);

  self->run = g_object_ref (run);
  app_follow (GTK_WIDGET (self), run, G_CALLBACK (refresh));
  return GTK_WIDGET (self);
}
