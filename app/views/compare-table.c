/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare-table.c - rows of scenarios, and below each pinned one how the present one differs from
 * it: one less the other in every column.
 */
#include "views/compare-table.h"

#include <glib/gi18n.h>
#include <math.h>

#include "columns.h"
#include "theme.h"
#include "tooltip.h"
#include "views/looks.h"

#define NONE         "–"
#define SAMPLE_WIDTH 24
/* The least that is shown of a name; the rest is in its tooltip. */
#define NAME_CHARS 9

typedef enum {
  COLUMN_NAME,
  COLUMN_PATIENTS,
  COLUMN_POWER,
  COLUMN_INTERVAL,
  COLUMN_UNPAIRED,
  COLUMN_EXACT,
  N_TEXTS,
  COLUMN_REMOVE = N_TEXTS,
  N_COLUMNS
} Column;

static const AppColumnLook looks[N_COLUMNS] = {
  [COLUMN_NAME] = { N_ ("Scenario"),
                    N_ ("The scenario in the editor, then the pinned ones, and below each the "
                        "difference: the present scenario less the pinned one"),
                    .words = TRUE, .expand = TRUE },
  [COLUMN_PATIENTS] = { N_ ("Patients"), N_ ("Patients in all arms together") },
  [COLUMN_POWER] = { N_ ("Power"), N_ ("At the scenario’s own number of patients, which is marked "
                                       "on its curve; differences are in percentage points"),
                     .least = 7 },
  [COLUMN_INTERVAL] = { N_ ("95 % MC CI"),
                        N_ ("95 % Monte Carlo interval. That of a difference is paired: all "
                            "scenarios are simulated with the same random numbers"),
                        .least = 10 },
  [COLUMN_UNPAIRED] = { N_ ("Unpaired"), N_ ("Half the width that the interval of a difference "
                                             "would have with other random numbers in each"),
                        .least = 7 },
  [COLUMN_EXACT] = { N_ ("Exact"), N_ ("Power by a closed formula, where one holds exactly"),
                     .least = 7 },
  [COLUMN_REMOVE] = { "", N_ ("Remove a pin") },
};

/* --- rows --- */

#define APP_TYPE_COMPARE_ROW (app_compare_row_get_type ())
G_DECLARE_FINAL_TYPE (AppCompareRow, app_compare_row, APP, COMPARE_ROW, GObject)

/** What a row is about. */
typedef enum { ROW_PRESENT, ROW_PIN, ROW_DIFFERENCE } Kind;

struct _AppCompareRow {
  GObject parent_instance;

  Kind kind;
  guint id, slot; /* of the pin; 0: the present scenario */
  char *texts[N_TEXTS];
};

G_DEFINE_FINAL_TYPE (AppCompareRow, app_compare_row, G_TYPE_OBJECT)

static guint row_changed;

static void
app_compare_row_finalize (GObject *object)
{
  AppCompareRow *self = APP_COMPARE_ROW (object);

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (app_compare_row_parent_class)->finalize (object);
}

static void
app_compare_row_class_init (AppCompareRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_compare_row_finalize;
  row_changed = g_signal_new ("changed", APP_TYPE_COMPARE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
}

static void
app_compare_row_init (AppCompareRow *self)
{
  for (guint i = 0; i < N_TEXTS; i++)
    self->texts[i] = g_strdup (NONE);
}

static void
set_text (AppCompareRow *row, Column column, char *text)
{
  g_free (row->texts[column]);
  row->texts[column] = text;
}

/* --- the widget --- */

struct _AppCompareTable {
  GtkWidget parent_instance;

  GtkWidget *scroller, *view;
  GListStore *rows; /* of AppCompareRow */
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (AppCompareTable, app_compare_table, GTK_TYPE_WIDGET)

static guint selected_signal, remove_signal, rename_signal;

static void
draw_sample (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  AppCompareRow *row = gtk_list_item_get_item (data);
  PlotContrast contrast = app_compare_contrast (row != NULL ? row->slot : 0);
  PlotStroke stroke;
  PlotStyle style;

  if (row == NULL || row->kind == ROW_DIFFERENCE)
    return;
  app_theme_fill (&style);
  stroke = plot_style_stroke (&style, &contrast);
  app_looks_draw_stroke (cr, 1, height / 2.0, width - 2, &stroke, &style);
}

static GtkWidget *
name_cell (GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *sample = gtk_drawing_area_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (sample), SAMPLE_WIDTH);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (sample), draw_sample, item, NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), NAME_CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), sample);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
on_remove_clicked (GtkButton *button, GtkListItem *item)
{
  AppCompareRow *row = gtk_list_item_get_item (item);
  GtkWidget *table = gtk_widget_get_ancestor (GTK_WIDGET (button), APP_TYPE_COMPARE_TABLE);

  if (row != NULL && table != NULL)
    g_signal_emit (table, remove_signal, 0, row->id);
}

static GtkWidget *
make_cell (GtkListItem *item, guint column, gpointer data)
{
  GtkWidget *button;

  if (column == COLUMN_NAME)
    return name_cell (item);
  if (column != COLUMN_REMOVE)
    return NULL;
  button = gtk_button_new_from_icon_name ("edit-delete-symbolic");
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", G_CALLBACK (on_remove_clicked), item);
  return button;
}

static void
show_remove (AppCompareRow *row, GtkWidget *button)
{
  /* Translators: the name of a pinned scenario */
  g_autofree char *text = g_strdup_printf (_ ("Remove “%s”"), row->texts[COLUMN_NAME]);

  app_cell_show_button (button, row->kind == ROW_PIN);
  app_tooltip_set (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* A difference is what the table is read for. */
static void
set_strong (GtkWidget *label, gboolean strong)
{
  if (strong)
    gtk_widget_add_css_class (label, "difference");
  else
    gtk_widget_remove_css_class (label, "difference");
}

static void
show_name (AppCompareRow *row, GtkWidget *box)
{
  GtkWidget *label = gtk_widget_get_last_child (box);
  g_autofree char *tip = NULL;

  gtk_label_set_text (GTK_LABEL (label), row->texts[COLUMN_NAME]);
  if (row->kind == ROW_PIN)
    /* Translators: the name of a pinned scenario, which may be cut in the table */
    tip = g_strdup_printf (_ ("%s\nDouble click or F2: another name"), row->texts[COLUMN_NAME]);
  app_tooltip_set (label, tip != NULL ? tip : row->texts[COLUMN_NAME]);
  set_strong (label, row->kind == ROW_DIFFERENCE);
  gtk_widget_queue_draw (gtk_widget_get_first_child (box));
}

static void
show_cell (GtkListItem *item, guint column, gpointer data)
{
  AppCompareRow *row = gtk_list_item_get_item (item);

  if (column == COLUMN_REMOVE)
    show_remove (row, gtk_list_item_get_child (item));
  else if (column == COLUMN_NAME)
    show_name (row, gtk_list_item_get_child (item));
  else {
    app_cell_set (item, row->texts[column], _ (looks[column].help), FALSE);
    set_strong (gtk_list_item_get_child (item), row->kind == ROW_DIFFERENCE);
  }
}

static const AppCells cells = { make_cell, show_cell };

/* --- filling --- */

static AppCompareRow *
row_at (AppCompareTable *self, guint index)
{
  AppCompareRow *row = g_list_model_get_item (G_LIST_MODEL (self->rows), index);

  g_object_unref (row); /* the store keeps it */
  return row;
}

/* The present scenario, then of every pin the row itself and the difference from it. */
static Kind
kind_at (guint row)
{
  return row == 0 ? ROW_PRESENT : row % 2 == 1 ? ROW_PIN : ROW_DIFFERENCE;
}

/* NULL: the row of the present scenario. */
static const AppPin *
pin_at (AppPins *pins, guint row)
{
  return row == 0 ? NULL : app_pins_get (pins, (row - 1) / 2);
}

static gboolean
is_at (AppCompareRow *row, AppPins *pins, guint place)
{
  const AppPin *pin = pin_at (pins, place);

  return row->kind == kind_at (place) && row->id == (pin != NULL ? pin->id : 0);
}

/* Rows of pins that are gone go, so that the others keep what they are and who is selected. */
static void
fit_rows (AppCompareTable *self, AppPins *pins)
{
  guint wanted = 2 * app_pins_n (pins) + 1;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows));)
    if (i < wanted && is_at (row_at (self, i), pins, i))
      i++;
    else
      g_list_store_remove (self->rows, i);
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i < wanted; i++) {
    AppCompareRow *row = g_object_new (APP_TYPE_COMPARE_ROW, NULL);
    const AppPin *pin = pin_at (pins, i);

    row->kind = kind_at (i);
    row->id = pin != NULL ? pin->id : 0;
    row->slot = pin != NULL ? pin->slot : 0;
    g_list_store_append (self->rows, row);
    g_object_unref (row);
  }
}

static guint
patients_of (SimScenario *scenario)
{
  return sim_scenario_total (scenario, sim_scenario_own_size (scenario));
}

/* power NULL: it is not known. */
static void
fill_scenario (AppCompareRow *row, const char *name, SimScenario *scenario, const SimFigure *power,
               double exact)
{
  set_text (row, COLUMN_NAME, g_strdup (name));
  set_text (row, COLUMN_PATIENTS, sim_format_count (patients_of (scenario)));
  set_text (row, COLUMN_POWER, power != NULL ? plot_words_percent (power->value, power->mcse)
                                             : g_strdup (NONE));
  set_text (row, COLUMN_INTERVAL, power != NULL
                                      ? plot_words_range (power->low, power->high, power->mcse)
                                      : g_strdup (NONE));
  set_text (row, COLUMN_EXACT, isfinite (exact) ? plot_words_exact (exact) : g_strdup (NONE));
  g_signal_emit (row, row_changed, 0);
}

/* "+12", "0" */
static char *
more_patients (SimScenario *present, SimScenario *pinned)
{
  guint now = patients_of (present), then = patients_of (pinned);
  g_autofree char *count = sim_format_count (now > then ? now - then : then - now);

  return g_strconcat (now > then ? "+" : now < then ? "\u2212" : "", count, NULL);
}

static void
fill_difference (AppCompareRow *row, const char *name, char *patients, const SimPaired *paired,
                 const SimPaired *exact)
{
  /* Translators: a row of a table: the present scenario less a pinned one, of that name */
  set_text (row, COLUMN_NAME, g_strdup_printf (_ ("Present − “%s”"), name));
  set_text (row, COLUMN_PATIENTS, patients);
  set_text (row, COLUMN_POWER, paired != NULL ? app_compare_change (paired) : g_strdup (NONE));
  set_text (row, COLUMN_INTERVAL, paired != NULL ? app_compare_interval (paired)
                                                 : g_strdup (NONE));
  set_text (row, COLUMN_UNPAIRED, paired != NULL ? app_compare_unpaired_half (paired)
                                                 : g_strdup (NONE));
  set_text (row, COLUMN_EXACT, exact != NULL ? app_compare_exact_change (exact)
                                             : g_strdup (NONE));
  g_signal_emit (row, row_changed, 0);
}

void
app_compare_table_show (AppCompareTable *self, SimScenario *present, AppPins *pins,
                        const AppComparedAll *all, const SimGoal *goal)
{
  const SimPaired *any = NULL, *any_exact = NULL;
  SimFigure power;

  fit_rows (self, pins);
  for (guint i = 0; i < app_pins_n (pins); i++) {
    const AppPin *pin = app_pins_get (pins, i);
    const AppCompared *compared = all != NULL ? app_compared_find (all, pin->id) : NULL;
    const SimPaired *paired = compared != NULL ? app_compare_pair (compared, goal) : NULL;
    const SimPaired *exact = compared != NULL ? app_compare_exact (compared, goal) : NULL;

    any = any != NULL ? any : paired;
    any_exact = any_exact != NULL ? any_exact : exact;
    if (paired != NULL)
      power = app_compare_power (paired, TRUE);
    fill_scenario (row_at (self, 2 * i + 1), pin->name, pin->scenario,
                   paired != NULL ? &power : NULL, exact != NULL ? exact->exact_b : NAN);
    fill_difference (row_at (self, 2 * i + 2), pin->name, more_patients (present, pin->scenario),
                     paired, exact);
  }
  if (any != NULL)
    power = app_compare_power (any, FALSE);
  fill_scenario (row_at (self, 0), _ ("Present scenario"), present, any != NULL ? &power : NULL,
                 any_exact != NULL ? any_exact->exact_a : NAN);
}

void
app_compare_table_select (AppCompareTable *self, guint id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  for (guint i = 0; i < n; i++)
    if (row_at (self, i)->id == id && row_at (self, i)->kind != ROW_DIFFERENCE)
      gtk_single_selection_set_selected (self->selection, i);
}

char *
app_compare_table_text (AppCompareTable *self)
{
  GString *out = g_string_new (NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  for (guint i = 0; i < N_TEXTS; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "\t" : "", _ (looks[i].title));
  for (guint r = 0; r < n; r++)
    for (guint i = 0; i < N_TEXTS; i++)
      g_string_append_printf (out, "%s%s", i > 0 ? "\t" : "\n", row_at (self, r)->texts[i]);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

/* --- life --- */

static void
on_selected (AppCompareTable *self)
{
  AppCompareRow *row = gtk_single_selection_get_selected_item (self->selection);

  g_signal_emit (self, selected_signal, 0, row != NULL ? row->id : 0);
}

/* By a double click or Enter. */
static void
on_activate (AppCompareTable *self, guint position)
{
  guint id = row_at (self, position)->id;

  if (id != 0)
    g_signal_emit (self, rename_signal, 0, id);
}

static void
app_compare_table_dispose (GObject *object)
{
  AppCompareTable *self = APP_COMPARE_TABLE (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (app_compare_table_parent_class)->dispose (object);
}

static void
app_compare_table_class_init (AppCompareTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_compare_table_dispose;
  /* The same rules of style as the other table of numbers. */
  gtk_widget_class_set_css_name (widget_class, "characteristics");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  selected_signal = g_signal_new ("row-selected", APP_TYPE_COMPARE_TABLE, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  rename_signal = g_signal_new ("rename", APP_TYPE_COMPARE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  remove_signal = g_signal_new ("remove", APP_TYPE_COMPARE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
app_compare_table_init (AppCompareTable *self)
{
  self->rows = g_list_store_new (APP_TYPE_COMPARE_ROW);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  self->view = app_columns_new (_ ("Compared scenarios"),
                                g_object_ref (GTK_SELECTION_MODEL (self->selection)), looks,
                                N_COLUMNS, &cells, self);
  self->scroller = gtk_scrolled_window_new ();
  app_columns_name_scroller (self->scroller, _ ("Compared scenarios"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->view);
  app_columns_fit (GTK_SCROLLED_WINDOW (self->scroller), -1);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (on_selected),
                            self);
}

GtkWidget *
app_compare_table_new (void)
{
  return g_object_new (APP_TYPE_COMPARE_TABLE, NULL);
}
