/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-patients.c - the patients of one trial in a list with as many columns as the scenario has.
 *
 * Items know their place alone; what a cell says is read off the trial when it comes on screen, so
 * that a hundred thousand patients cost no more than the two hundred rows that GTK keeps. Even
 * these take longer than a frame may: rows come, and are written anew for the next trial, a few a
 * frame, those in sight first.
 */
#include "views/trial-patients.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "columns.h"
#include "plot/plot.h"
#include "figure-label.h"

#define DATA_KEY "trefoil-trial-patients"
#define CELL     "trefoil-patient-cell"
/* What a frame may spend on rows: so many new ones, or such a time on those that are there. */
#define NEW_ROWS   8
#define KEPT_ROWS  200 /* GTK has no widgets for more */
#define BUDGET_USEC 6000

/* --- a model of places --- */

#define APP_TYPE_PLACE (app_place_get_type ())
G_DECLARE_FINAL_TYPE (AppPlace, app_place, APP, PLACE, GObject)
struct _AppPlace {
  GObject parent_instance;
  guint place;
};
G_DEFINE_FINAL_TYPE (AppPlace, app_place, G_TYPE_OBJECT)

static void
app_place_class_init (AppPlaceClass *klass)
{
}

static void
app_place_init (AppPlace *self)
{
}

#define APP_TYPE_PLACES (app_places_get_type ())
G_DECLARE_FINAL_TYPE (AppPlaces, app_places, APP, PLACES, GObject)
struct _AppPlaces {
  GObject parent_instance;
  guint n;
};

static GType
places_item_type (GListModel *model)
{
  return APP_TYPE_PLACE;
}

static guint
places_n_items (GListModel *model)
{
  return APP_PLACES (model)->n;
}

static gpointer
places_item (GListModel *model, guint position)
{
  AppPlace *place;

  if (position >= APP_PLACES (model)->n)
    return NULL;
  place = g_object_new (APP_TYPE_PLACE, NULL);
  place->place = position;
  return place;
}

static void
places_interface (GListModelInterface *interface)
{
  interface->get_item_type = places_item_type;
  interface->get_n_items = places_n_items;
  interface->get_item = places_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AppPlaces, app_places, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, places_interface))

static void
app_places_class_init (AppPlacesClass *klass)
{
}

static void
app_places_init (AppPlaces *self)
{
}

/* --- what is shown --- */

typedef enum {
  COLUMN_ORDER,
  COLUMN_ARM,
  COLUMN_NUMBER,
  COLUMN_PRACTITIONER,
  COLUMN_CENTRE,
  COLUMN_STRATUM,
  COLUMN_BASELINE,
  COLUMN_VISIT,
  COLUMN_COURSE
} Kind;

typedef struct {
  GtkWidget *view, *order_note, *by_arm;
  SimScenario *scenario; /* borrowed, like the trial */
  const SimTrial *trial;
  guint outcome;
  int decimals; /* of a score */
  guint *order; /* places of the list to patients of the trial */
  char *shape;  /* what columns there are; NULL: none */
  AppPlaces *places; /* the model; NULL: none */
  GPtrArray *cells;  /* of Cell: what has a place */
  guint trials;      /* that were shown: cells of an earlier one are to be written anew */
  guint tick;        /* while there is something to do; else 0 */
  gboolean new_trial; /* this frame has its picture to draw */
} List;

/* One column: what it shows, and of which stratum or visit. */
typedef struct {
  List *list;
  GtkColumnViewColumn *column; /* borrowed */
  Kind kind;
  guint which;
} Column;

typedef struct {
  Column *column;
  GtkListItem *item; /* borrowed: it owns this */
  guint trial;       /* of list->trials: what it says is of that one */
} Cell;

static void
list_free (gpointer data)
{
  List *list = data;

  g_free (list->order);
  g_free (list->shape);
  g_clear_object (&list->places);
  g_ptr_array_unref (list->cells);
  g_free (list);
}

static char *
score_text (const List *list, double score)
{
  const char *name
      = score >= 0 ? sim_scenario_category (list->scenario, list->outcome, (guint)score) : NULL;

  return name != NULL ? g_strdup (name) : plot_words_fixed (score, list->decimals);
}

static char *
visit_text (const List *list, const SimPatient *patient, guint visit)
{
  const SimScores *scores = &patient->outcomes[list->outcome];

  return scores->seen[visit] == SIM_SEEN || scores->seen[visit] == SIM_SEEN_CENSORED
             ? score_text (list, scores->scores[visit])
             : g_strdup ("–");
}

static char *
group_text (int group)
{
  return group >= 0 ? g_strdup_printf ("%d", group + 1) : g_strdup ("–");
}

static char *
cell_text (const Column *column, guint place)
{
  const List *list = column->list;
  const SimPatient *patient = &list->trial->patients[list->order[place]];
  g_autofree char *pointer = NULL;

  switch (column->kind) {
  case COLUMN_ORDER:
    return g_strdup_printf ("%u", patient->recruit);
  case COLUMN_ARM:
    return g_strdup (sim_scenario_arm_name (list->scenario, patient->arm));
  case COLUMN_NUMBER:
    return g_strdup_printf ("%u", patient->number);
  case COLUMN_PRACTITIONER:
    return group_text (patient->practitioner);
  case COLUMN_CENTRE:
    return group_text (patient->centre);
  case COLUMN_STRATUM:
    pointer = g_strdup_printf ("/strata/%u/levels/%d/name", column->which,
                               patient->levels[column->which]);
    return g_strdup (sim_scenario_shown (list->scenario, pointer));
  case COLUMN_BASELINE:
    return score_text (list, patient->outcomes[list->outcome].baseline);
  case COLUMN_VISIT:
    return visit_text (list, patient, column->which);
  case COLUMN_COURSE:
  default:
    return app_patient_course (list->scenario, list->trial, patient, list->outcome);
  }
}

static void
write_cell (Cell *cell)
{
  AppPlace *place = gtk_list_item_get_item (cell->item);
  g_autofree char *text = cell_text (cell->column, place->place);

  app_figure_label_set (gtk_list_item_get_child (cell->item), text);
  app_cell_speak (cell->item, gtk_column_view_column_get_title (cell->column->column));
  cell->trial = cell->column->list->trials;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  GtkWidget *label = gtk_label_new (NULL);
  Cell *cell = g_new0 (Cell, 1);
  gboolean text = column->kind == COLUMN_ARM || column->kind == COLUMN_COURSE
                  || column->kind == COLUMN_STRATUM;

  gtk_label_set_xalign (GTK_LABEL (label), text ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
  cell->column = column;
  cell->item = item;
  g_object_set_data_full (G_OBJECT (item), CELL, cell, g_free);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  Cell *cell = g_object_get_data (G_OBJECT (item), CELL);

  g_ptr_array_add (column->list->cells, cell);
  write_cell (cell);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  g_ptr_array_remove_fast (column->list->cells, g_object_get_data (G_OBJECT (item), CELL));
}

static void
add_column (List *list, Kind kind, guint which, const char *title)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *data = g_new0 (Column, 1);
  GtkColumnViewColumn *column;

  g_object_set_data_full (G_OBJECT (factory), "column", data, g_free);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), data);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), data);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), data);
  column = gtk_column_view_column_new (title, factory);
  *data = (Column){ list, column, kind, which };
  gtk_column_view_column_set_expand (column, kind == COLUMN_COURSE || kind == COLUMN_ARM);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (list->view), column);
  g_object_unref (column);
}

/* Calls add for each column that the trial has. */
static void
each_column (List *list, void (*add) (List *list, Kind kind, guint which, const char *title))
{
  const SimTrial *trial = list->trial;

  add (list, COLUMN_ORDER, 0, _ ("Randomised"));
  add (list, COLUMN_ARM, 0, _ ("Arm"));
  add (list, COLUMN_NUMBER, 0, _ ("In arm"));
  if (trial->has_practitioners)
    add (list, COLUMN_PRACTITIONER, 0, _ ("Practitioner"));
  if (trial->has_centres)
    add (list, COLUMN_CENTRE, 0, _ ("Centre"));
  for (guint s = 0; s < trial->n_strata; s++) {
    g_autofree char *pointer = g_strdup_printf ("/strata/%u/name", s);
    const char *name = sim_scenario_shown (list->scenario, pointer);

    add (list, COLUMN_STRATUM, s, name != NULL ? name : _ ("Stratum"));
  }
  if (trial->outcomes[list->outcome].has_baseline)
    add (list, COLUMN_BASELINE, 0, _ ("Baseline"));
  for (guint v = 0; v < trial->outcomes[list->outcome].n_visits; v++) {
    g_autofree char *pointer = g_strdup_printf ("/outcomes/%u/visits/%u/name", list->outcome, v);
    const char *name = sim_scenario_shown (list->scenario, pointer);

    add (list, COLUMN_VISIT, v, name != NULL ? name : _ ("Weeks"));
  }
  add (list, COLUMN_COURSE, 0, _ ("Course"));
}

static void
add_to_shape (List *list, Kind kind, guint which, const char *title)
{
  g_autofree char *before = list->shape;

  list->shape = g_strdup_printf ("%s%d %u %s\n", before != NULL ? before : "", (int)kind, which,
                                 title);
}

static void
drop_columns (List *list)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (list->view));

  while (g_list_model_get_n_items (columns) > 0) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

    gtk_column_view_remove_column (GTK_COLUMN_VIEW (list->view), column);
  }
}

static int
by_recruit (gconstpointer a, gconstpointer b, gpointer patients)
{
  const SimPatient *all = patients;
  guint one = all[*(const guint *)a].recruit, other = all[*(const guint *)b].recruit;

  return one < other ? -1 : one > other;
}

/* Patients come arm by arm. */
static void
set_order (List *list)
{
  guint n = list->trial->n_patients;

  g_free (list->order);
  list->order = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    list->order[i] = i;
  if (!gtk_check_button_get_active (GTK_CHECK_BUTTON (list->by_arm)))
    g_qsort_with_data (list->order, (int)n, sizeof list->order[0], by_recruit,
                       list->trial->patients);
}

/* --- a few rows a frame --- */

/* Empties the list: no cell may be left that reads what is gone. */
static void
empty (List *list)
{
  if (list->tick != 0)
    gtk_widget_remove_tick_callback (list->view, list->tick);
  list->tick = 0;
  gtk_column_view_set_model (GTK_COLUMN_VIEW (list->view), NULL);
  g_clear_object (&list->places);
}

/* The columns are those of the trial, of which the list has a model. */
static void
prepare (List *list)
{
  g_autofree char *before = g_steal_pointer (&list->shape);
  GtkSelectionModel *selection;

  each_column (list, add_to_shape);
  if (g_strcmp0 (before, list->shape) != 0) {
    empty (list);
    drop_columns (list);
    each_column (list, add_column);
  }
  if (list->places != NULL)
    return;
  list->places = g_object_new (APP_TYPE_PLACES, NULL);
  list->places->n = MIN (list->trial->n_patients, NEW_ROWS);
  selection = GTK_SELECTION_MODEL (
      gtk_no_selection_new (G_LIST_MODEL (g_object_ref (list->places))));
  gtk_column_view_set_model (GTK_COLUMN_VIEW (list->view), selection);
  g_object_unref (selection);
}

static void
resize (List *list, guint n)
{
  guint before = list->places->n, kept = MIN (before, n);

  list->places->n = n;
  g_list_model_items_changed (G_LIST_MODEL (list->places), kept, before - kept, n - kept);
}

/* Places in sight, as far as the scroll bar tells. */
static void
find_sight (const List *list, guint *first, guint *end)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list->view));
  double upper = MAX (gtk_adjustment_get_upper (adjustment), 1), n = list->places->n;
  double value = gtk_adjustment_get_value (adjustment);

  *first = (guint)(n * value / upper);
  *end = (guint)(n * (value + gtk_adjustment_get_page_size (adjustment)) / upper) + 1;
}

/* Writes cells of an earlier trial; FALSE if it has to stop before all are written. */
static gboolean
write_cells (List *list, gboolean in_sight, gint64 end)
{
  guint first, behind;

  find_sight (list, &first, &behind);
  for (guint i = 0; i < list->cells->len; i++) {
    Cell *cell = g_ptr_array_index (list->cells, i);
    guint place = gtk_list_item_get_position (cell->item);

    if (cell->trial == list->trials || (in_sight && (place < first || place > behind)))
      continue;
    if (g_get_monotonic_time () > end)
      return FALSE;
    write_cell (cell);
  }
  return TRUE;
}

static gboolean
on_tick (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  List *list = data;
  gint64 end = g_get_monotonic_time () + BUDGET_USEC;
  guint n = list->trial->n_patients, there = list->places->n;

  if (list->new_trial) {
    list->new_trial = FALSE;
    return G_SOURCE_CONTINUE;
  }
  if (!write_cells (list, TRUE, end) || !write_cells (list, FALSE, end))
    return G_SOURCE_CONTINUE;
  if (there < n) {
    resize (list, there < KEPT_ROWS ? MIN (n, there + NEW_ROWS) : n);
    return G_SOURCE_CONTINUE;
  }
  list->tick = 0;
  return G_SOURCE_REMOVE;
}

/* As long as nobody sees any rows there are none. */
static void
refresh (List *list)
{
  if (list->trial == NULL || !gtk_widget_get_mapped (list->view)) {
    empty (list);
    return;
  }
  list->trials++;
  list->new_trial = TRUE;
  set_order (list);
  prepare (list);
  if (list->places->n > list->trial->n_patients)
    resize (list, list->trial->n_patients);
  if (list->tick == 0)
    list->tick = gtk_widget_add_tick_callback (list->view, on_tick, list, NULL);
}

/* --- the widget --- */

static GtkWidget *
new_order_row (List *list)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_auto (GStrv) parts = g_strsplit (_ ("Sort by A_rm"), "_", -1);
  g_autofree char *name = g_strjoinv ("", parts);

  list->order_note = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (list->order_note), 0);
  gtk_label_set_wrap (GTK_LABEL (list->order_note), TRUE);
  gtk_widget_set_hexpand (list->order_note, TRUE);
  gtk_widget_add_css_class (list->order_note, "dim-label");
  list->by_arm = gtk_check_button_new_with_mnemonic (_ ("Sort by A_rm"));
  /* GTK 4.8 names it by its label with the underscore. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (list->by_arm), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  g_signal_connect_swapped (list->by_arm, "toggled", G_CALLBACK (refresh), list);
  gtk_box_append (GTK_BOX (row), list->order_note);
  gtk_box_append (GTK_BOX (row), list->by_arm);
  return row;
}

GtkWidget *
app_trial_patients_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  List *list = g_new0 (List, 1);

  list->cells = g_ptr_array_new ();
  list->view = gtk_column_view_new (NULL);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (list->view), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Patients of the trial"), -1);
  gtk_widget_add_css_class (box, "trial-patients");
  g_signal_connect_data (list->view, "map", G_CALLBACK (refresh), list, NULL,
                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_signal_connect_swapped (list->view, "unmap", G_CALLBACK (empty), list);
  app_columns_name_scroller (scroller, _ ("Patients of the trial"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list->view);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), new_order_row (list));
  gtk_box_append (GTK_BOX (box), scroller);
  g_object_set_data_full (G_OBJECT (box), DATA_KEY, list, list_free);
  return box;
}

void
app_trial_patients_show (GtkWidget *widget, SimScenario *scenario, const SimTrial *trial,
                         guint outcome)
{
  List *list = g_object_get_data (G_OBJECT (widget), DATA_KEY);

  list->scenario = scenario;
  list->trial = trial;
  list->outcome = outcome;
  list->decimals = plot_words_decimals (sim_scenario_score_map (scenario, outcome, 0, 0)->sd);
  gtk_label_set_text (
      GTK_LABEL (list->order_note),
      trial->order_counts
          ? _ ("In the order of randomisation, from which the numbers of the arms come.")
          : _ ("The arms in random order, which with fixed numbers has no part in how many each "
               "has."));
  refresh (list);
}
