/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * figures.c - the list of figures, and the button that offers it.
 */
#include "lesson/figures.h"

#include <glib/gi18n.h>
#include <math.h>

#include "plot/names.h"

/* --- the list --- */

typedef struct {
  const char *name, *pointer;
} Kind;

static const Kind of_hypothesis[] = {
  { N_ ("Power"), "power/value" },
  { N_ ("Estimate, mean"), "estimate/mean" },
  { N_ ("Exaggeration where significant"), "type-m" },
  { N_ ("Wrong sign where significant"), "type-s" },
  { N_ ("Intervals that hold the truth"), "coverage/value" },
  { N_ ("Width of the interval"), "ci-width" },
  { N_ ("Bias"), "bias" },
};

static const Kind of_trial[] = {
  { N_ ("At least one significant"), "any/value" },
  { N_ ("All of them significant"), "all/value" },
  { N_ ("Number of significant ones, mean"), "rejections/value" },
};

static void
figure_free (gpointer data)
{
  AppLessonFigure *figure = data;
  g_free (figure->name);
  g_free (figure->value);
  g_free (figure->pointer);
  g_free (figure);
}

/* Takes name and pointer over; nothing where the results have no number there. */
static void
take (GPtrArray *figures, char *name, char *pointer, const SimValue *results)
{
  g_autofree char *own_name = name, *own_pointer = pointer;
  SimLessonFigure read;
  AppLessonFigure *figure;

  if (!sim_lesson_figure (results, pointer, &read) || !isfinite (read.value))
    return;
  figure = g_new (AppLessonFigure, 1);
  figure->name = g_steal_pointer (&own_name);
  figure->pointer = g_steal_pointer (&own_pointer);
  figure->value = read.share ? sim_format_percent (read.value, read.mcse)
                             : sim_format_figure (read.value, read.mcse);
  g_ptr_array_add (figures, figure);
}

static void
add_hypothesis (GPtrArray *figures, SimScenario *scenario, guint h, const char *size,
                const SimValue *results)
{
  g_autofree char *at = g_strconcat (size, "/hypotheses", NULL);
  g_autofree char *own = sim_pointer_join (at, sim_scenario_hypothesis (scenario, h)->id);
  PlotNames names = { .brief = NULL };

  plot_names_fill (&names, scenario, h);
  for (guint i = 0; i < G_N_ELEMENTS (of_hypothesis); i++)
    take (figures, g_strdup_printf ("%s: %s", _ (of_hypothesis[i].name), names.full),
          g_strconcat (own, "/", of_hypothesis[i].pointer, NULL), results);
  plot_names_clear (&names);
}

static gboolean
has_curve (const AppLessonFigure *figure)
{
  g_autofree char *goal = sim_lesson_power_of (figure->pointer);

  return goal != NULL;
}

GPtrArray *
app_lesson_figures (SimScenario *scenario, const SimValue *results, gboolean curves)
{
  GPtrArray *figures = g_ptr_array_new_with_free_func (figure_free);
  g_autofree char *total
      = sim_json_number (sim_scenario_total (scenario, sim_scenario_own_size (scenario)));
  g_autofree char *size = g_strconcat ("/sizes/", total, NULL);

  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++)
    add_hypothesis (figures, scenario, h, size, results);
  for (guint i = 0; i < G_N_ELEMENTS (of_trial); i++)
    take (figures, g_strdup (_ (of_trial[i].name)),
          g_strconcat (size, "/trial/", of_trial[i].pointer, NULL), results);
  for (guint i = figures->len; curves && i > 0; i--)
    if (!has_curve (figures->pdata[i - 1]))
      g_ptr_array_remove_index (figures, i - 1);
  return figures;
}

SimValue *
app_lesson_results (AppRun *run)
{
  const SimReportInfo info = { .program = "trefoil " TREFOIL_VERSION };

  if (app_run_snapshot (run) == NULL || app_run_done (run) == 0)
    return NULL;
  return sim_report_value (app_run_snapshot (run), app_run_theory (run), &info);
}

/* --- the button --- */

typedef struct {
  AppRun *run;
  AppFigureChosen chosen;
  gpointer data;
  GtkMenuButton *button;
  gboolean curves; /* no other figures */
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;
  g_object_unref (offer->run);
  g_free (offer);
}

static void
on_row (GtkListBox *box, GtkListBoxRow *row, gpointer data)
{
  Offer *offer = data;
  g_autofree char *pointer = g_strdup (g_object_get_data (G_OBJECT (row), "pointer"));

  gtk_menu_button_popdown (offer->button);
  offer->chosen (pointer, offer->data);
}

static GtkWidget *
make_row (const AppLessonFigure *figure)
{
  GtkWidget *row = gtk_list_box_row_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (figure->name), *value = gtk_label_new (figure->value);
  g_autofree char *both = g_strdup_printf ("%s, %s", figure->name, figure->value);

  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (name), 30);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 30);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), value);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  g_object_set_data_full (G_OBJECT (row), "pointer", g_strdup (figure->pointer), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, both, -1);
  return row;
}

/* Made anew whenever it opens: with the values of that moment. */
static void
fill_popover (GtkMenuButton *button, gpointer data)
{
  Offer *offer = data;
  GtkWidget *popover = gtk_popover_new (), *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  SimScenario *scenario = app_run_scenario (offer->run);
  g_autoptr (SimValue) results = scenario != NULL ? app_lesson_results (offer->run) : NULL;
  g_autoptr (GPtrArray) figures
      = results != NULL ? app_lesson_figures (scenario, results, offer->curves) : NULL;

  for (guint i = 0; figures != NULL && i < figures->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_row (figures->pdata[i]));
  g_signal_connect (list, "row-activated", G_CALLBACK (on_row), offer);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (button, popover);
}

GtkWidget *
app_figure_button_new (const char *label, AppRun *run, AppFigureChosen chosen, gpointer data)
{
  GtkWidget *button = gtk_menu_button_new ();
  Offer *offer = g_new (Offer, 1);

  *offer = (Offer){ g_object_ref (run), chosen, data, GTK_MENU_BUTTON (button), FALSE };
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), fill_popover, offer, NULL);
  g_object_set_data_full (G_OBJECT (button), "offer", offer, offer_free);
  return button;
}

void
app_figure_button_set_curves (GtkWidget *button, gboolean curves)
{
  Offer *offer = g_object_get_data (G_OBJECT (button), "offer");

  offer->curves = curves;
}
