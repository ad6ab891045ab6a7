/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-patients.c - the patients of one trial in a list with as many columns as the scenario has.
 *
 * Items know their place alone; what a cell says is read off the trial when it comes on screen, so
 * that a hundred thousand patients cost no more than those in sight.
 */
#include "views/trial-patients.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "columns.h"
#include "plot/plot.h"
#include "figure-label.h"

#define DATA_KEY "trefoil-trial-patients"

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
} List;

/* One column: what it shows, and of which stratum or visit. */
typedef struct {
  List *list;
  GtkColumnViewColumn *column; /* borrowed */
  Kind kind;
  guint which;
} Column;

static void
list_free (gpointer data)
{
  List *list = data;

  g_free (list->order);
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
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  GtkWidget *label = gtk_label_new (NULL);
  gboolean text = column->kind == COLUMN_ARM || column->kind == COLUMN_COURSE
                  || column->kind == COLUMN_STRATUM;

  gtk_label_set_xalign (GTK_LABEL (label), text ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  AppPlace *place = gtk_list_item_get_item (item);
  g_autofree char *text = cell_text (column, place->place);

  app_figure_label_set (gtk_list_item_get_child (item), text);
  app_cell_speak (item, gtk_column_view_column_get_title (column->column));
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
  column = gtk_column_view_column_new (title, factory);
  *data = (Column){ list, column, kind, which };
  gtk_column_view_column_set_expand (column, kind == COLUMN_COURSE || kind == COLUMN_ARM);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (list->view), column);
  g_object_unref (column);
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

static void
add_measured (List *list)
{
  const SimTrial *trial = list->trial;

  if (trial->outcomes[list->outcome].has_baseline)
    add_column (list, COLUMN_BASELINE, 0, _ ("Baseline"));
  for (guint v = 0; v < trial->outcomes[list->outcome].n_visits; v++) {
    g_autofree char *pointer = g_strdup_printf ("/outcomes/%u/visits/%u/name", list->outcome, v);
    const char *name = sim_scenario_shown (list->scenario, pointer);

    add_column (list, COLUMN_VISIT, v, name != NULL ? name : _ ("Weeks"));
  }
}

static void
add_columns (List *list)
{
  const SimTrial *trial = list->trial;

  add_column (list, COLUMN_ORDER, 0, _ ("Randomised"));
  add_column (list, COLUMN_ARM, 0, _ ("Arm"));
  add_column (list, COLUMN_NUMBER, 0, _ ("In arm"));
  if (trial->has_practitioners)
    add_column (list, COLUMN_PRACTITIONER, 0, _ ("Practitioner"));
  if (trial->has_centres)
    add_column (list, COLUMN_CENTRE, 0, _ ("Centre"));
  for (guint s = 0; s < trial->n_strata; s++) {
    g_autofree char *pointer = g_strdup_printf ("/strata/%u/name", s);
    const char *name = sim_scenario_shown (list->scenario, pointer);

    add_column (list, COLUMN_STRATUM, s, name != NULL ? name : _ ("Stratum"));
  }
  add_measured (list);
  add_column (list, COLUMN_COURSE, 0, _ ("Course"));
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

/* --- the widget --- */

/* Empties the list: no cell may be left that reads what is gone. */
static void
empty (List *list)
{
  gtk_column_view_set_model (GTK_COLUMN_VIEW (list->view), NULL);
}

static void
fill (List *list)
{
  g_autoptr (AppPlaces) places = g_object_new (APP_TYPE_PLACES, NULL);
  GtkSelectionModel *selection;

  set_order (list);
  places->n = list->trial->n_patients;
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (places))));
  gtk_column_view_set_model (GTK_COLUMN_VIEW (list->view), selection);
  g_object_unref (selection);
}

static void
on_by_arm (List *list)
{
  if (list->trial == NULL)
    return;
  empty (list);
  fill (list);
}

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
  g_signal_connect_swapped (list->by_arm, "toggled", G_CALLBACK (on_by_arm), list);
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

  list->view = gtk_column_view_new (NULL);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (list->view), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Patients of the trial"), -1);
  gtk_widget_add_css_class (box, "trial-patients");
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
  gboolean same = list->scenario == scenario && list->outcome == outcome;

  empty (list);
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
  if (!same) {
    drop_columns (list);
    add_columns (list);
  }
  fill (list);
}
