/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-table.c - rows of texts, and buttons that take what a row offers.
 */
#include "tooltip.h"
#include "views/plan-table.h"

#include <glib/gi18n.h>

#define NONE "–"

/* What the table lists: it stays while one answer gives way to the next, so that a button that is
   being pressed stays as well. */
#define APP_TYPE_PLAN_PLACE (app_plan_place_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanPlace, app_plan_place, APP, PLAN_PLACE, GObject)

struct _AppPlanPlace {
  GObject parent_instance;
  AppPlanRow *row; /* owned */
};

G_DEFINE_FINAL_TYPE (AppPlanPlace, app_plan_place, G_TYPE_OBJECT)

static guint place_changed_signal;

static void
app_plan_place_finalize (GObject *object)
{
  g_clear_object (&APP_PLAN_PLACE (object)->row);
  G_OBJECT_CLASS (app_plan_place_parent_class)->finalize (object);
}

static void
app_plan_place_class_init (AppPlanPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_plan_place_finalize;
  place_changed_signal = g_signal_new ("changed", APP_TYPE_PLAN_PLACE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_plan_place_init (AppPlanPlace *self)
{
}

static void
app_plan_place_set (AppPlanPlace *self, AppPlanRow *row)
{
  g_set_object (&self->row, row);
  g_signal_emit (self, place_changed_signal, 0);
}

struct _AppPlanTable {
  GtkWidget parent_instance;

  const AppPlanQuestion *question;
  GtkWidget *scroller, *view;
  GListStore *places; /* of AppPlanPlace */
  GtkSingleSelection *selection;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AppPlanTable, app_plan_table, GTK_TYPE_WIDGET)

static guint use_signal, chosen_signal;

static guint
n_rows (AppPlanTable *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->places));
}

static AppPlanPlace *
place_at (AppPlanTable *self, guint index)
{
  g_autoptr (AppPlanPlace) place = g_list_model_get_item (G_LIST_MODEL (self->places), index);

  return place; /* the store keeps it */
}

static AppPlanRow *
row_of (GtkListItem *item)
{
  AppPlanPlace *place = gtk_list_item_get_item (item);

  return place != NULL ? place->row : NULL;
}

static gboolean
is_button (const AppPlanQuestion *question, guint column)
{
  return question->looks[column].title[0] == '\0';
}

static void
on_use (GtkButton *button, GtkListItem *item)
{
  GtkWidget *table = gtk_widget_get_ancestor (GTK_WIDGET (button), APP_TYPE_PLAN_TABLE);
  AppPlanRow *row = row_of (item);

  if (table != NULL && row != NULL)
    g_signal_emit (table, use_signal, 0, row);
}

static GtkWidget *
make_cell (GtkListItem *item, guint column, gpointer data)
{
  AppPlanTable *self = data;
  GtkWidget *button;

  if (!is_button (self->question, column))
    return NULL;
  button = gtk_button_new ();
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", G_CALLBACK (on_use), item);
  return button;
}

static void
show_button (const AppPlanRow *row, GtkWidget *button)
{
  app_cell_show_button (button, row->use != NULL);
  if (row->use == NULL)
    return;
  gtk_button_set_label (GTK_BUTTON (button), row->use);
  gtk_widget_set_sensitive (button, row->held == NULL);
  app_tooltip_set (button, row->held != NULL ? row->held : row->use_help);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  row->use_help, -1);
}

static void
show_cell (GtkListItem *item, guint column, gpointer data)
{
  AppPlanTable *self = data;
  AppPlanRow *row = row_of (item);

  if (is_button (self->question, column))
    show_button (row, gtk_list_item_get_child (item));
  else
    app_cell_set (item, row->texts[column] != NULL ? row->texts[column] : NONE, row->tip,
                  row->alarm);
}

static const AppCells cells = { make_cell, show_cell };

/* FALSE where not one of the rows has a value. */
static gboolean
says_something (AppPlanTable *self, guint column)
{
  guint n = n_rows (self);
  gboolean something = is_button (self->question, column) || n == 0;

  for (guint r = 0; r < n && !something; r++)
    something = place_at (self, r)->row->texts[column] != NULL;
  return something;
}

void
app_plan_table_show (AppPlanTable *self, GPtrArray *rows)
{
  guint chosen = gtk_single_selection_get_selected (self->selection), n = n_rows (self);

  self->filling = TRUE;
  if (n > rows->len)
    g_list_store_splice (self->places, rows->len, n - rows->len, NULL, 0);
  for (guint i = 0; i < rows->len && i < n; i++)
    app_plan_place_set (place_at (self, i), g_ptr_array_index (rows, i));
  for (guint i = n; i < rows->len; i++) {
    g_autoptr (AppPlanPlace) place = g_object_new (APP_TYPE_PLAN_PLACE, NULL);

    app_plan_place_set (place, g_ptr_array_index (rows, i));
    g_list_store_append (self->places, place);
  }
  gtk_single_selection_set_selected (self->selection, chosen < rows->len ? chosen : 0);
  for (guint i = 0; i < self->question->n_columns; i++)
    app_columns_show (self->view, i, says_something (self, i));
  self->filling = FALSE;
}

AppPlanRow *
app_plan_table_chosen (AppPlanTable *self)
{
  AppPlanPlace *place = gtk_single_selection_get_selected_item (self->selection);

  return place != NULL ? place->row : NULL;
}

char *
app_plan_table_text (AppPlanTable *self)
{
  GString *out = g_string_new (NULL);
  guint n = n_rows (self);

  for (guint i = 0; n > 0 && i < self->question->n_columns; i++)
    if (!is_button (self->question, i) && says_something (self, i))
      g_string_append_printf (out, "%s%s", i > 0 ? "\t" : "", _ (self->question->looks[i].title));
  for (guint r = 0; r < n; r++) {
    const AppPlanRow *row = place_at (self, r)->row;

    for (guint i = 0; i < self->question->n_columns; i++)
      if (!is_button (self->question, i) && says_something (self, i))
        g_string_append_printf (out, "%s%s", i > 0 ? "\t" : "\n",
                                row->texts[i] != NULL ? row->texts[i] : NONE);
  }
  if (n > 0)
    g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

/* --- life --- */

static void
on_selected (AppPlanTable *self)
{
  if (!self->filling)
    g_signal_emit (self, chosen_signal, 0);
}

static void
app_plan_table_dispose (GObject *object)
{
  AppPlanTable *self = APP_PLAN_TABLE (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->places);
  G_OBJECT_CLASS (app_plan_table_parent_class)->dispose (object);
}

static void
app_plan_table_class_init (AppPlanTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_plan_table_dispose;
  /* The same rules of style as the other tables of numbers. */
  gtk_widget_class_set_css_name (widget_class, "characteristics");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  use_signal = g_signal_new ("use", APP_TYPE_PLAN_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                             G_TYPE_NONE, 1, APP_TYPE_PLAN_ROW);
  chosen_signal = g_signal_new ("chosen", APP_TYPE_PLAN_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
app_plan_table_init (AppPlanTable *self)
{
  self->places = g_list_store_new (APP_TYPE_PLAN_PLACE);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->places)));
  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (on_selected),
                            self);
}

GtkWidget *
app_plan_table_new (const AppPlanQuestion *question, int height)
{
  AppPlanTable *self = g_object_new (APP_TYPE_PLAN_TABLE, NULL);

  self->question = question;
  self->view
      = app_columns_new (_ (question->help), g_object_ref (GTK_SELECTION_MODEL (self->selection)),
                         question->looks, question->n_columns, &cells, self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->view);
  app_columns_name_scroller (self->scroller, _ (question->help));
  app_columns_fit (GTK_SCROLLED_WINDOW (self->scroller), height);
  return GTK_WIDGET (self);
}
