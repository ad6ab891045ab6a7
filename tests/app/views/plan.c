/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The view Sample size in a window of its own: its figures tell what the engine's own studies find,
 * and its buttons edit the document, a step of undo each.
 */
#include <adwaita.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tooltip.h"
#include "views/plan-table.h"
#include "views/views.h"
#include "../wait.h"

#define TRIALS 3000

static GtkWidget *window, *view;
static AppDocument *document;
static AppRun *run;
static SimEngine *engine;

static char *
words (void)
{
  PlotFigure *figure = app_plot_area_figure (app_plan_view_area (view));

  return figure != NULL ? plot_figure_describe (figure) : g_strdup ("");
}

/* Walks all widgets until one fits. */
static GtkWidget *
find (GtkWidget *widget, gboolean (*fits) (GtkWidget *widget, const char *text), const char *text)
{
  if (gtk_widget_get_mapped (widget) && fits (widget, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, fits, text);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static gboolean
is_button (GtkWidget *widget, const char *text)
{
  return GTK_IS_BUTTON (widget)
         && (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0
             || (app_tooltip_get (widget) != NULL
                 && g_str_has_prefix (app_tooltip_get (widget), text)));
}

static gboolean
is_table (GtkWidget *widget, const char *text)
{
  return APP_IS_PLAN_TABLE (widget);
}

static gboolean
is_label (GtkWidget *widget, const char *text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

static gboolean
says (const char *text)
{
  g_autofree char *all = words ();

  return strstr (all, text) != NULL || find (view, is_label, text) != NULL;
}

static void
click (const char *button)
{
  GtkWidget *widget;

  WAIT_FOR ((widget = find (view, is_button, button)) != NULL);
  if (GTK_IS_TOGGLE_BUTTON (widget))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget), TRUE);
  else
    g_signal_emit_by_name (widget, "clicked");
}

static SimScenario *
scenario_of_document (void)
{
  return app_document_scenario (document);
}

static guint
present_total (void)
{
  SimScenario *scenario = scenario_of_document ();

  return (guint)sim_scenario_total (scenario, sim_scenario_own_size (scenario));
}

/* A row of the table that is shown, as it is copied; "" where there is none. */
static char *
table_row (guint index)
{
  GtkWidget *table = find (view, is_table, NULL);
  g_autofree char *text = app_plan_table_text (APP_PLAN_TABLE (table));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strdup (index + 2 < g_strv_length (lines) ? lines[index + 1] : "");
}

static gboolean
row_says (guint index, const char *text)
{
  g_autofree char *row = table_row (index);

  return strstr (row, text) != NULL;
}

/* The number to plan with for the first goal as the engine has it, beside what can be detected;
   then its button. */
static void
test_patients (void)
{
  g_autoptr (GError) error = NULL;
  SimSizeStudy *study = sim_size_study_new (engine, scenario_of_document (), NULL, NULL, &error);
  SimNeeded first, second;
  g_autofree char *title = NULL, *button = NULL, *rest = NULL, *interval = NULL, *check = NULL;
  g_autofree char *power = NULL;

  g_assert_no_error (error);
  sim_needed_of_answer (scenario_of_document (), &study->answers[0], &first);
  sim_needed_of_answer (scenario_of_document (), &study->answers[1], &second);
  /* Of three powers, 89, 66 and 24 of 100, the first is nearest to the target: */
  title = g_strdup_printf ("%u patients give a power of 90", first.total);
  button = g_strdup_printf ("Give the scenario %u patients", first.total);
  interval = sim_needed_interval_text (&second);
  rest = g_strdup_printf ("Standard acupuncture vs usual care: %u, 95 %% interval %s", second.total,
                          interval);
  WAIT_FOR (says (title) && says (rest));
  /* beside it what was simulated, in whole patients an arm as well, and the power of that number */
  check = sim_needed_check_text (&first);
  power = sim_format_percent (study->answers[0].needed_power.value,
                              study->answers[0].needed_power.mcse);
  WAIT_FOR (says (" points"));
  g_assert_true (row_says (0, check) && row_says (0, power));
  click (button);
  g_assert_cmpuint (present_total (), ==, first.total);
  g_assert_cmpstr (app_document_undo_name (document), ==, "Number of patients");
  app_document_undo (document);
  g_assert_cmpuint (present_total (), ==, 152);
  g_assert_null (app_document_undo_name (document));
  sim_size_study_free (study);
}

/* The goal of a scenario whose first arm is the worse one. */
static void
test_harm (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) worse
      = sim_draft_set_text (app_document_draft (document), "/outcomes/rmdq/means/usual=3", &error);

  g_assert_no_error (error);
  app_document_apply (document, worse, "Test", NULL);
  WAIT_FOR (says ("patients give a power of 90\u202f% to find harm: standard acupuncture"));
  app_document_undo (document);
  WAIT_FOR (says ("patients give a power of 90\u202f% for "));
}

static gboolean
is_spin (GtkWidget *widget, const char *text)
{
  return GTK_IS_SPIN_BUTTON (widget);
}

/* What a step of a lesson locks cannot be had from here, and the button says why. */
static void
test_held (void)
{
  SimValue *arms = sim_value_new_text ("/arms"), *target = sim_value_new_text ("/run/target-power");
  SimValue *all[] = { arms, target };
  g_autoptr (SimValue) locks = sim_value_new_list (all, G_N_ELEMENTS (all));
  GtkWidget *button, *spin = find (view, is_spin, NULL);

  WAIT_FOR ((button = find (view, is_button, "Give the scenario ")) != NULL);
  g_assert_true (gtk_widget_get_sensitive (button) && gtk_widget_get_sensitive (spin));
  app_document_set_locks (document, locks);
  WAIT_FOR ((button = find (view, is_button, "Locked in this step")) != NULL);
  g_assert_false (gtk_widget_get_sensitive (button) || gtk_widget_get_sensitive (spin));
  app_document_set_locks (document, NULL);
  WAIT_FOR ((button = find (view, is_button, "Give the scenario ")) != NULL);
  g_assert_true (gtk_widget_get_sensitive (button) && gtk_widget_get_sensitive (spin));
}

static gboolean
is_faded (void)
{
  GtkWidget *table = find (view, is_table, NULL);

  return table != NULL && gtk_widget_has_css_class (gtk_widget_get_parent (table), "stale");
}

/* While a value is not allowed the answer to what was before fades, and nobody plans with it. */
static void
test_invalid (void)
{
  GtkWidget *button;

  WAIT_FOR (app_run_state (run) == SIM_RUN_COMPLETE
            && app_run_scenario (run) == scenario_of_document ());
  WAIT_FOR ((button = find (view, is_button, "Give the scenario")) != NULL && !is_faded ());
  g_assert_true (gtk_widget_get_sensitive (button));
  app_document_set_number (document, "/arms/usual/size", -1, "Size", NULL, NULL);
  WAIT_FOR (app_plot_area_stale (app_plan_view_area (view)));
  g_assert_true (is_faded () && !app_plot_area_waiting (app_plan_view_area (view)));
  button = find (view, is_button, "One of the values is not allowed now");
  g_assert_true (button != NULL && !gtk_widget_get_sensitive (button));
  app_document_undo (document);
  WAIT_FOR (!is_faded ());
  button = find (view, is_button, "Give the scenario");
  g_assert_true (button != NULL && gtk_widget_get_sensitive (button));
}

/* The target follows the document and edits it. */
static void
test_target (void)
{
  GtkWidget *spin;

  WAIT_FOR ((spin = find (view, is_spin, NULL)) != NULL);
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), ==, 90);
  gtk_editable_set_text (GTK_EDITABLE (spin), "80,5");
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  g_assert_cmpfloat_with_epsilon (
      sim_scenario_number (scenario_of_document (), "/run/target-power"), 0.805, 1e-12);
  WAIT_FOR (says ("give a power of 80"));
  app_document_undo (document);
  WAIT_FOR (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)) == 90);
}

/* The title is about the hypothesis whose power is nearest to the target, as in Sensitivity. */
static void
test_headline (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (app_document_set_number (document, "/run/target-power", 0.3, "Target", NULL,
                                          &error));
  g_assert_no_error (error);
  WAIT_FOR (says ("a power of 30\u202f% for hand-ear acupuncture vs standard acupuncture"));
  app_document_undo (document);
  WAIT_FOR (says ("a power of 90\u202f% for hand-ear acupuncture vs usual care"));
}

/* Where the smallest trial reaches the target already, the power told is that of its own number,
   not of the one in whole patients an arm. */
static void
test_smallest (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  SimNeeded needed;

  g_assert_true (app_document_set_number (document, "/run/target-power", 0.01, "Target", NULL,
                                          &error));
  g_assert_no_error (error);
  SimSizeStudy *study = sim_size_study_new (engine, scenario_of_document (), NULL, NULL, &error);
  g_assert_no_error (error);
  const SimSizeAnswer *answer = &study->answers[2];
  sim_needed_of_answer (scenario_of_document (), answer, &needed);
  g_assert_cmpint (answer->status, ==, SIM_SIZE_SMALLEST);
  g_assert_cmpuint (answer->total, <, needed.total);
  title = g_strdup_printf ("The smallest trial there is, of %u patients, has a power of ",
                           answer->total);
  WAIT_FOR (says ("The smallest trial there is"));
  g_assert_true (says (title));
  sim_size_study_free (study);
  app_document_undo (document);
  WAIT_FOR (!says ("The smallest trial there is"));
}

/* Two arms alike: the third hypothesis, and all of them, have no number of patients. */
static void
test_nothing_to_find (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (app_document_set_number (document, "/outcomes/rmdq/means/hand-ear/week-8", 6.8,
                                          "Mean", NULL, &error));
  g_assert_no_error (error);
  WAIT_FOR (says ("Hand-ear acupuncture vs standard acupuncture: nothing to find, a true null"));
  WAIT_FOR (says ("All of them: nothing to find, a true null"));
  app_document_undo (document);
  WAIT_FOR (!says ("nothing to find"));
}

/* In every row the number as planned is that of Patients; the button gives the scenario the number
   and the ratio that it names, in one step of undo, and Patients says no other of what comes of it:
   of standard acupuncture against usual care, 1 : 1 : 1. */
static void
test_ratio (void)
{
  g_autoptr (GError) error = NULL;
  SimSizeStudy *size = sim_size_study_new (engine, scenario_of_document (), NULL, NULL, &error);
  SimAllocationStudy *study
      = sim_allocation_study_new (engine, scenario_of_document (), size, NULL, NULL, NULL, &error);
  const SimNeeded *offered = &study->answers[1].offered;
  g_autofree char *button = g_strdup_printf ("Use %u as 1 : 1 : 1", offered->total);
  g_autofree char *few = NULL, *title = NULL;
  guint planned[SIM_MAX_GOALS];

  g_assert_no_error (error);
  WAIT_FOR (says (" points"));
  for (guint i = 0; i < size->n_answers; i++) {
    g_autofree char *row = table_row (i);
    g_auto (GStrv) cells = g_strsplit (row, "\t", -1);

    planned[i] = (guint)atoi (cells[1]);
    g_assert_cmpuint (planned[i], >, 0);
  }
  click ("Ratio");
  WAIT_FOR (find (view, is_button, button) != NULL);
  for (guint i = 0; i < size->n_answers; i++) {
    g_autofree char *row = table_row (i);
    g_auto (GStrv) cells = g_strsplit (row, "\t", -1);

    g_test_message ("%s", row);
    g_assert_cmpint (atoi (cells[3]), ==, planned[i]);
  }
  /* any of them: an arm of a twentieth, which is said in the row and in the picture */
  few = g_strdup_printf ("only %u in Standard acupuncture", study->answers[3].offered.arms[1]);
  g_assert_true (row_says (3, few) && says (few));
  click (button);
  g_assert_cmpuint (present_total (), ==, offered->total);
  for (guint a = 0; a < 3; a++) {
    g_autofree char *pointer = g_strdup_printf ("/arms/%u/size", a);
    g_assert_cmpfloat (sim_scenario_number (scenario_of_document (), pointer), ==,
                       offered->total / 3);
  }
  g_assert_cmpstr (app_document_undo_name (document), ==, "Number and ratio of patients");
  click ("Patients");
  title = g_strdup_printf ("\t%u\texact", offered->total);
  WAIT_FOR (says (" points") && row_says (1, title));
  app_document_undo (document);
  g_assert_cmpuint (present_total (), ==, 152);
  g_assert_null (app_document_undo_name (document));
  click ("Ratio");
  sim_allocation_study_free (study);
  sim_size_study_free (size);
}

static gboolean
is_rows (GtkWidget *widget, const char *text)
{
  return GTK_IS_COLUMN_VIEW (widget);
}

static void
choose_another_row (void)
{
  GtkColumnView *rows = GTK_COLUMN_VIEW (find (view, is_rows, NULL));
  GtkSelectionModel *model = gtk_column_view_get_model (rows);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));

  g_assert_cmpuint (n, >, 1);
  gtk_selection_model_select_item (
      model, gtk_selection_model_is_selected (model, 0) ? n - 1 : 0, TRUE);
}

/* In the null world; until that is known the numbers of the scenario before, and the picture of
   whichever row is chosen, are faded. */
static void
test_ratio_of_nothing (void)
{
  g_autoptr (GError) error = NULL;

  WAIT_FOR (says ("With a ratio of") && !is_faded ());
  for (guint i = 0; i < 2; i++) {
    static const char *const means[] = { "/outcomes/rmdq/means/hand-ear/week-8",
                                         "/outcomes/rmdq/means/standard/week-8" };

    g_assert_true (app_document_set_number (document, means[i], 8.9, "Mean", NULL, &error));
  }
  WAIT_FOR (is_faded ());
  choose_another_row ();
  g_assert_true (is_faded ());
  g_assert_true (app_plot_area_waiting (app_plan_view_area (view)));
  g_assert_false (says ("There is nothing to find"));
  WAIT_FOR (says ("There is nothing to find: for every goal"));
  WAIT_FOR (!is_faded ());
  app_document_undo (document);
}

/* A ratio with an arm that is too small is offered, with that said, but not led with. Of one arm as
   bad as usual care "any of them" saves most, with 17 in it; alone it is all that the title has. */
static void
test_ratio_of_few (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) any = NULL;

  WAIT_FOR (says ("only 17 in Hand-ear acupuncture") && !is_faded ());
  g_assert_true (says ("With a ratio of 1 : 1 : 1, 339 patients in place of 350 "));
  app_document_undo (document);
  any = sim_draft_set_text (app_document_draft (document), "/run/goal=any", &error);
  g_assert_no_error (error);
  app_document_apply (document, any, "Test", NULL);
  WAIT_FOR (says ("Only ratios with an arm of fewer than 20 patients"));
  app_document_undo (document);
}

static gboolean
has_title (GtkWidget *table, const char *title)
{
  g_autofree char *text = app_plan_table_text (APP_PLAN_TABLE (table));

  return strstr (text, title) != NULL && find (table, is_label, title) != NULL;
}

static void
set_text (const char *assignment)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) draft
      = sim_draft_set_text (app_document_draft (document), assignment, &error);

  g_assert_no_error (error);
  app_document_apply (document, draft, "Test", NULL);
}

/* The first answers are of few trials, and say that they are provisional unless the number is known
   exactly; their power at the smallest number that reaches the target is the target: it is told of
   the last one alone. */
static void
test_refining (void)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *table;

  click ("Patients");
  WAIT_FOR ((table = find (view, is_table, NULL)) != NULL && says (" points") && !is_faded ());
  g_assert_true (has_title (table, "Power there"));
  g_assert_true (app_document_set_number (document, "/run/replicates", 40000, "Trials", NULL,
                                          &error));
  g_assert_no_error (error);
  WAIT_FOR (is_faded ());
  WAIT_FOR (!is_faded ());
  g_assert_true (has_title (table, "Simulated"));
  g_assert_false (has_title (table, "Power there"));
  g_assert_false (says ("Provisional"));
  WAIT_FOR (has_title (table, "Power there"));
  set_text ("/analyses/main={\"id\":\"main\",\"outcome\":\"rmdq\",\"visit\":\"week-8\","
            "\"method\":\"mann-whitney\",\"missing\":\"complete-cases\"}");
  WAIT_FOR (is_faded ());
  WAIT_FOR (!is_faded ());
  g_assert_false (has_title (table, "Power there"));
  g_assert_true (says ("Provisional: "));
  WAIT_FOR (has_title (table, "Power there"));
  g_assert_false (says ("Provisional"));
  app_document_undo (document);
  app_document_undo (document);
  WAIT_FOR (!is_faded () && says (" points"));
}

/* Without priors a sentence; one is added, simulated and removed. */
static void
test_assurance (void)
{
  g_autoptr (GError) error = NULL;
  SimAssuranceStudy *study;
  g_autofree char *percent = NULL, *text = NULL;
  const SimFigure *assurance;

  click ("Assurance");
  WAIT_FOR (says ("The scenario has no priors"));
  click ("Add prior");
  WAIT_FOR (says ("Mean, Hand-ear acupuncture: normal, mean 5.7, SD 0.5"));
  study = sim_assurance_study_new (engine, scenario_of_document (), NULL, NULL, &error);
  g_assert_no_error (error);
  assurance = &study->sizes[study->own_size].goals[0].assurance;
  percent = sim_format_percent (assurance->value, assurance->mcse);
  text = g_strdup_printf ("Assurance is %s beside a power of", percent);
  WAIT_FOR (says (text));
  sim_assurance_study_free (study);
  click ("Remove the prior");
  WAIT_FOR (says ("The scenario has no priors"));
  g_assert_null (sim_draft_get (app_document_draft (document), "/priors"));
  app_document_undo (document);
  app_document_undo (document);
}

static gboolean
is_alarm (GtkWidget *widget, const char *text)
{
  return GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "error");
}

static void
test_nulls (void)
{
  g_autoptr (GError) error = NULL;
  SimNullStudy *study;
  g_autoptr (SimDraft) unprotected = NULL;
  g_autofree char *percent = NULL, *text = NULL;
  const SimFigure *largest;

  click ("True nulls");
  study = sim_null_study_new (engine, scenario_of_document (), NULL, NULL, &error);
  g_assert_no_error (error);
  largest = &study->nulls[study->largest].fwer;
  percent = sim_format_percent (largest->value, largest->mcse);
  text = g_strdup_printf ("The largest family-wise error is %s", percent);
  WAIT_FOR (says (text));
  WAIT_FOR (says ("3 000 simulated trials") || says ("level 5"));
  sim_null_study_free (study);
  /* Holm keeps the level, whatever the largest of some simulated rates is; three tests at 5 % each
     do not. */
  WAIT_FOR (says ("exactly 5.00") && !is_faded () && find (view, is_label, "5.00") != NULL);
  g_assert_null (find (view, is_alarm, NULL));
  unprotected = sim_draft_set_text (app_document_draft (document),
                                    "/testing/multiplicity/method=none", &error);
  g_assert_no_error (error);
  app_document_apply (document, unprotected, "Test", NULL);
  WAIT_FOR (find (view, is_alarm, NULL) != NULL);
  app_document_undo (document);
}

static void
on_text (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  *(char **)data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static void
test_copy (void)
{
  g_autofree char *copied = NULL;

  app_plan_view_copy (view);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (view), NULL, on_text, &copied);
  WAIT_FOR (copied != NULL);
  g_assert_true (g_str_has_prefix (copied, "True nulls\tOthers\tFamily-wise error\t"));
  g_assert_nonnull (strstr (copied, "\nall\t"));
}

/* A column without a single value is not there, neither to be read nor to be copied. */
static void
test_empty_column (void)
{
  const AppPlanQuestion *question = &app_plan_questions[APP_PLAN_PATIENTS];
  GtkWidget *other = gtk_window_new (), *table = app_plan_table_new (question, 200);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  AppPlanRow *row = app_plan_row_new ();

  gtk_window_set_default_size (GTK_WINDOW (other), 900, 300);
  gtk_window_set_child (GTK_WINDOW (other), table);
  gtk_window_present (GTK_WINDOW (other));
  WAIT_FOR (find (table, is_label, "Detectable") != NULL);
  row->texts[0] = g_strdup ("All of them");
  row->texts[1] = g_strdup ("2100");
  g_ptr_array_add (rows, row);
  g_ptr_array_add (rows, app_plan_row_new ());
  app_plan_table_show (APP_PLAN_TABLE (table), rows);
  g_assert_true (has_title (table, "Patients"));
  g_assert_null (find (table, is_label, "Detectable"));
  g_assert_false (has_title (table, "Detectable"));
  ((AppPlanRow *)rows->pdata[1])->texts[question->n_columns - 1] = g_strdup ("3.2 points");
  app_plan_table_show (APP_PLAN_TABLE (table), rows);
  g_assert_true (has_title (table, "Detectable"));
  gtk_window_destroy (GTK_WINDOW (other));
}

static GPtrArray *
one_row (const char *use, guint total)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  AppPlanRow *row = app_plan_row_new ();

  row->texts[0] = g_strdup ("All of them");
  row->use = g_strdup (use);
  row->use_help = g_strdup (use);
  row->total = total;
  g_ptr_array_add (rows, row);
  return rows;
}

static void
on_use (GtkWidget *table, AppPlanRow *row, guint *total)
{
  *total = row->total;
}

/* A press that ends when a finer answer has come is a click all the same, and of what stands there
   by then. */
static void
test_button_stays (void)
{
  GtkWidget *other = gtk_window_new (), *button, *again;
  GtkWidget *table = app_plan_table_new (&app_plan_questions[APP_PLAN_PATIENTS], 200);
  g_autoptr (GPtrArray) coarse = one_row ("Use 150", 150), fine = one_row ("Use 152", 152);
  guint total = 0;

  g_signal_connect (table, "use", G_CALLBACK (on_use), &total);
  gtk_window_set_default_size (GTK_WINDOW (other), 900, 300);
  gtk_window_set_child (GTK_WINDOW (other), table);
  gtk_window_present (GTK_WINDOW (other));
  app_plan_table_show (APP_PLAN_TABLE (table), coarse);
  WAIT_FOR ((button = find (table, is_button, "Use 150")) != NULL);
  g_object_ref (button);
  app_plan_table_show (APP_PLAN_TABLE (table), fine);
  WAIT_FOR ((again = find (table, is_button, "Use 152")) != NULL);
  g_assert_true (again == button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (total, ==, 152);
  g_object_unref (button);
  gtk_window_destroy (GTK_WINDOW (other));
}

static void
build (void)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("TREFOIL_DATA_DIR"), "scenarios", "luo-2019.trefoil", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) draft = NULL;
  g_autoptr (SimValue) trials = sim_value_new_number (TRIALS);
  GtkWidget *overlay = adw_toast_overlay_new ();

  document = app_document_new ();
  g_assert_true (app_document_load (document, path, &error));
  draft = sim_draft_set (app_document_draft (document), "/run/replicates", trials, &error);
  app_document_load_draft (document, draft, NULL, FALSE);
  engine = sim_engine_new (2, SIM_ISA_AUTO, &error);
  run = app_run_new (document);
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 760);
  app_run_set_clock (run, window);
  view = app_plan_view_new (document, run);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), view);
  gtk_window_set_child (GTK_WINDOW (window), overlay);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  app_views_init ();
  build ();
  g_test_add_func ("/plan/patients", test_patients);
  g_test_add_func ("/plan/harm", test_harm);
  g_test_add_func ("/plan/held", test_held);
  g_test_add_func ("/plan/invalid", test_invalid);
  g_test_add_func ("/plan/target", test_target);
  g_test_add_func ("/plan/headline", test_headline);
  g_test_add_func ("/plan/smallest", test_smallest);
  g_test_add_func ("/plan/nothing-to-find", test_nothing_to_find);
  g_test_add_func ("/plan/ratio", test_ratio);
  g_test_add_func ("/plan/ratio-of-nothing", test_ratio_of_nothing);
  g_test_add_func ("/plan/ratio-of-few", test_ratio_of_few);
  g_test_add_func ("/plan/refining", test_refining);
  g_test_add_func ("/plan/assurance", test_assurance);
  g_test_add_func ("/plan/nulls", test_nulls);
  g_test_add_func ("/plan/copy", test_copy);
  g_test_add_func ("/plan/empty-column", test_empty_column);
  g_test_add_func ("/plan/button-stays", test_button_stays);
  status = g_test_run ();
  app_run_set_clock (run, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (run);
  sim_engine_free (engine);
  g_object_unref (document);
  return status;
}
