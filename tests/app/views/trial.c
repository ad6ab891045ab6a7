/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of the view of one trial, on a private display: it shows the trial of a number, finds
 * others, and follows edits.
 */
#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "tooltip.h"
#include "views/trial-table.h"
#include "views/trials-tally.h"
#include "views/views.h"

static GtkWidget *window, *view;
static AppDocument *document;
static AppRun *run;
static AppTrialFocus *focus;

static const char *wanted; /* that a title begins with */

static gboolean
wait_for (gboolean (*done) (void))
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (!done () && g_get_monotonic_time () < end) {
    while (g_main_context_iteration (NULL, FALSE))
      ;
    g_usleep (2000);
  }
  return done ();
}

static gboolean
run_complete (void)
{
  return app_run_state (run) == SIM_RUN_COMPLETE;
}

static char *
title (void)
{
  PlotFigure *figure = app_plot_area_figure (app_trial_view_area (view));

  return figure != NULL ? plot_figure_title (figure) : g_strdup ("");
}

static gboolean
has_title (void)
{
  g_autofree char *text = title ();

  return g_str_has_prefix (text, wanted);
}

static void
expect (const char *start)
{
  wanted = start;
  if (!wait_for (has_title)) {
    g_autofree char *text = title ();

    g_error ("“%s” in place of “%s”", text, start);
  }
}

/* The widget of a type whose label or accessible name begins so. */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *label)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type)) {
    const char *text = GTK_IS_BUTTON (widget)  ? gtk_button_get_label (GTK_BUTTON (widget))
                       : GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget))
                                               : NULL;
    const char *tip = app_tooltip_get (widget);

    if (label == NULL || (text != NULL && g_str_has_prefix (text, label))
        || (tip != NULL && g_str_has_prefix (tip, label)))
      return widget;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type, label);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
click (const char *label)
{
  GtkWidget *button = find (view, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static SimTrial *
trial_at (guint64 index)
{
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, NULL);
  SimTrial *trial = sim_trial_new (engine, app_document_scenario (document), index, 0, NULL);

  sim_engine_free (engine);
  return trial;
}

static void
describes (const char *words)
{
  g_autofree char *text
      = plot_figure_describe (app_plot_area_figure (app_trial_view_area (view)));

  if (strstr (text, words) == NULL)
    g_error ("no “%s” in “%s”", words, text);
}

/* Holm's rule holds the smallest of three p-values against 0.05 / 3, the next against 0.05 / 2,
   whichever of the two that is. */
static void
test_level (void)
{
  app_trial_focus_set_hypothesis (focus, "HE-UC");
  expect ("Trial 0 finds hand-ear acupuncture better");
  describes (", tested at 0.017;");
  app_trial_focus_set_hypothesis (focus, "ST-UC");
  expect ("Trial 0 cannot tell standard");
  describes (", tested at 0.025;");
  app_trial_focus_set_hypothesis (focus, "HE-UC");
  expect ("Trial 0 finds hand-ear");
}

static void
test_shows (void)
{
  g_assert_true (wait_for (run_complete));
  expect ("Trial 0 finds hand-ear acupuncture better than usual care, by 2.39 points");
  app_trial_focus_set_hypothesis (focus, "ST-UC");
  expect ("Trial 0 cannot tell standard acupuncture from usual care, though it looks better");
  app_trial_focus_set_hypothesis (focus, "HE-UC");
  expect ("Trial 0 finds hand-ear");
}

static void
test_steps (void)
{
  click ("Next trial");
  click ("Next trial");
  expect ("Trial 2 ");
  click ("Previous trial");
  expect ("Trial 1 ");
  click ("Previous trial");
  click ("Previous trial"); /* there is none before the first */
  expect ("Trial 0 ");
  app_trial_view_show (view, 4711);
  expect ("Trial 4711 ");
  g_assert_nonnull (find (view, GTK_TYPE_BUTTON, "Trial 4711 of seed 20190704"));
}

/* In a small window, beside the scenario, the picture keeps some room below three rows. */
static void
test_bar (void)
{
  GtkWidget *patients = find (view, GTK_TYPE_BUTTON, "List the patients");
  GtkWidget *steps = gtk_widget_get_parent (find (view, GTK_TYPE_SPIN_BUTTON, NULL));
  GtkWidget *bar = gtk_widget_get_parent (steps);
  static const char *const beside[] = { "Previous trial", "Next trial", "Any trial" };
  int one, all;

  /* The ways to another number wrap as one. */
  g_assert_true (gtk_widget_is_ancestor (patients, bar));
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    g_assert_true (gtk_widget_get_parent (find (view, GTK_TYPE_BUTTON, beside[i])) == steps);
  gtk_widget_measure (patients, GTK_ORIENTATION_VERTICAL, -1, &one, NULL, NULL, NULL);
  gtk_widget_measure (bar, GTK_ORIENTATION_VERTICAL, 560, &all, NULL, NULL, NULL);
  g_assert_cmpint (all, <, 7 * one / 2);
}

static void
type (const char *text)
{
  GtkWidget *number = find (view, GTK_TYPE_SPIN_BUTTON, NULL);

  gtk_editable_set_text (GTK_EDITABLE (number), text);
  gtk_spin_button_update (GTK_SPIN_BUTTON (number));
}

/* What another was sent may be pasted as it is. */
static void
test_typed (void)
{
  static const struct {
    const char *text, *title;
  } good[] = { { "Trial 815 of seed 20190704", "Trial 815 " },
               { "12, 20190704", "Trial 12 " },
               { "4,711", "Trial 4711 " },
               { "815,20190704", "Trial 815 " },
               { "1e3", "Trial 1000 " },
               { "trial-4712", "Trial 4712 " },
               { "Studie 7, Startwert 20190704", "Trial 7 " },
               { "007", "Trial 7 " },
               { "999,999,999", "Trial 999999999 " } };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    type (good[i].text);
    expect (good[i].title);
    g_assert_null (find (view, GTK_TYPE_LABEL, "“"));
  }
}

/* One that the run has not, nor is to have, is shown, but said to be none of it wherever it is
   named. */
static void
test_beyond (void)
{
  g_autofree char *count = sim_format_count (app_run_target (run));
  g_autofree char *note = g_strdup_printf ("None of the %s trials of the run", count);
  g_autofree char *last = g_strdup_printf ("%" G_GUINT64_FORMAT, app_run_target (run) - 1);
  g_autofree char *first = g_strdup_printf ("%" G_GUINT64_FORMAT, app_run_target (run));
  g_autofree char *cited = g_strdup_printf ("Trial %s of seed 20190704, beyond the %s of the run",
                                            first, count);

  type (last);
  g_assert_null (find (view, GTK_TYPE_LABEL, note));
  type (first);
  g_assert_nonnull (find (view, GTK_TYPE_LABEL, note));
  g_assert_nonnull (find (view, GTK_TYPE_BUTTON, cited));
  type (cited);
  g_assert_nonnull (find (view, GTK_TYPE_LABEL, note));
  type ("815");
  g_assert_null (find (view, GTK_TYPE_LABEL, note));
  g_assert_null (find (view, GTK_TYPE_BUTTON, cited));
}

/* Of the table that is copied, whichever trial is on its way. */
static char *
copied (void)
{
  GdkContentProvider *content;
  GValue value = G_VALUE_INIT;
  char *text;

  app_trial_view_copy (view);
  content = gdk_clipboard_get_content (gtk_widget_get_clipboard (view));
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  text = g_value_dup_string (&value);
  g_value_unset (&value);
  return text;
}

static void
test_cited (void)
{
  guint64 n = app_run_target (run);
  g_autofree char *shown = g_strdup_printf ("Trial %" G_GUINT64_FORMAT " ", n);
  g_autofree char *last = NULL, *first = NULL;

  type ("815");
  expect ("Trial 815 ");
  app_trial_focus_set_trial (focus, n);
  last = copied ();
  g_assert_null (strstr (last, "beyond"));
  expect (shown);
  app_trial_focus_set_trial (focus, 815);
  first = copied ();
  g_assert_true (g_str_has_prefix (first, shown));
  g_assert_nonnull (strstr (first, ", beyond the "));
  expect ("Trial 815 ");
}

/* The run goes on, though not so far: how many trials it has is told anew. */
static void
test_goes_on (void)
{
  g_autofree char *before = sim_format_count (app_run_target (run));
  g_autofree char *old = g_strdup_printf ("None of the %s trials of the run", before);
  g_autofree char *after = NULL, *note = NULL, *cited = NULL;

  type ("50,000,000");
  g_assert_nonnull (find (view, GTK_TYPE_LABEL, old));
  app_run_more (run);
  g_assert_true (wait_for (run_complete));
  after = sim_format_count (app_run_target (run));
  note = g_strdup_printf ("None of the %s trials of the run", after);
  cited = g_strdup_printf ("Trial 50000000 of seed %" G_GUINT64_FORMAT ", beyond the %s of the run",
                           sim_scenario_seed (app_run_scenario (run)), after);
  g_assert_cmpstr (after, !=, before);
  g_assert_nonnull (find (view, GTK_TYPE_LABEL, note));
  g_assert_nonnull (find (view, GTK_TYPE_BUTTON, cited));
}

/* What is no trial here leads nowhere, and the view says in place what is allowed. */
static void
test_refused (void)
{
  static const char *const bad[]
      = { "nonsense", "", "-3", "\u22123", "1.5", "1e-3", "1e9", "1000000000", "3.5e0",
          "99999999999999999999", "Trial -3 of seed 20190704", "trial - 3" };

  type ("815");
  expect ("Trial 815 ");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autofree char *most = sim_format_count (999999999);
    g_autofree char *why = g_strdup_printf (
        "“%s” is no trial: they are numbered from 0 to %s", bad[i], most);

    type (bad[i]);
    g_assert_cmpuint (app_trial_focus_trial (focus), ==, 815);
    if (find (view, GTK_TYPE_LABEL, why) == NULL)
      g_error ("not said: %s", why);
  }
  type ("Trial 12 of seed 99");
  g_assert_cmpuint (app_trial_focus_trial (focus), ==, 815);
  g_assert_nonnull (find (view, GTK_TYPE_LABEL,
                          "“Trial 12 of seed 99” is not here: this scenario has seed 20190704"));
  type ("Trial 12 of seed 20190704");
  expect ("Trial 12 ");
  g_assert_null (find (view, GTK_TYPE_LABEL, "“"));
}

/* --- the list of patients --- */

static GtkWidget *
list_of (GtkWidget *widget)
{
  return find (widget, GTK_TYPE_COLUMN_VIEW, NULL);
}

/* The texts of the labels of a widget in their order. */
static void
collect (GtkWidget *widget, GPtrArray *texts)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    g_ptr_array_add (texts, (gpointer)gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, texts);
}

/* Place, arm and number of the patient in a row of the list. */
static void
check_row (const GPtrArray *texts, guint first, const SimTrial *trial, const SimPatient *patient)
{
  g_autofree char *place = g_strdup_printf ("%u", patient->recruit);
  g_autofree char *number = g_strdup_printf ("%u", patient->number);

  g_assert_cmpstr (g_ptr_array_index (texts, first), ==, place);
  g_assert_cmpstr (g_ptr_array_index (texts, first + 1), ==,
                   sim_scenario_arm_name (app_document_scenario (document), patient->arm));
  g_assert_cmpstr (g_ptr_array_index (texts, first + 2), ==, number);
}

#define COLUMNS 7 /* place, arm, number, baseline, two visits, course */

static const SimTrial *listed;
static gboolean by_arm;

/* Of the row of the list; rows are filled a few a frame. */
static const SimPatient *
patient_at (guint row)
{
  for (guint i = 0; i < listed->n_patients; i++)
    if (by_arm ? i == row : listed->patients[i].recruit == row + 1)
      return &listed->patients[i];
  g_assert_not_reached ();
}

static gboolean
list_is_there (void)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autofree char *first = g_strdup_printf ("%u", patient_at (0)->recruit);
  g_autofree char *sixth = g_strdup_printf ("%u", patient_at (5)->recruit);

  collect (list_of (view), texts);
  return texts->len > 7 * COLUMNS && g_strcmp0 (texts->pdata[COLUMNS], first) == 0
         && g_strcmp0 (texts->pdata[6 * COLUMNS], sixth) == 0;
}

static gboolean
list_has_room (void)
{
  return 3 * gtk_widget_get_height (list_of (view)) > gtk_widget_get_height (view);
}

static int height_before; /* of the list */

static gboolean
list_has_grown (void)
{
  return gtk_widget_get_height (list_of (view)) > height_before + 100;
}

/* The table takes what it needs, and the picture the rest. */
static gboolean
picture_has_the_rest (void)
{
  GtkWidget *below = gtk_widget_get_ancestor (list_of (view), GTK_TYPE_STACK);
  int natural;

  gtk_widget_measure (below, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (below), NULL,
                      &natural, NULL, NULL);
  return gtk_widget_get_height (below) <= natural;
}

/* In the order of randomisation, also with fixed numbers; arm by arm if so wished; and of the trial
   that is shown next. It has a third of the view at least, and in a low window the place of the
   picture. */
static void
test_patients (void)
{
  GtkWidget *toggle = find (view, GTK_TYPE_TOGGLE_BUTTON, "List the patients");
  SimTrial *trial = trial_at (12), *next = trial_at (13);

  listed = trial;
  g_assert_true (wait_for (picture_has_the_rest));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  g_assert_true (wait_for (list_is_there));
  g_assert_true (wait_for (list_has_room));
  height_before = gtk_widget_get_height (list_of (view));
  app_trial_view_set_low (view, TRUE);
  g_assert_true (wait_for (list_has_grown));
  app_trial_view_set_low (view, FALSE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (app_trial_view_area (view))));
  g_assert_nonnull (find (view, GTK_TYPE_LABEL,
                           "The arms in random order, which with fixed numbers"));
  for (guint i = 0; i < 4; i++) {
    g_autoptr (GPtrArray) texts = g_ptr_array_new ();

    by_arm = i == 1 || i == 2;
    gtk_check_button_set_active (GTK_CHECK_BUTTON (find (view, GTK_TYPE_CHECK_BUTTON, NULL)),
                                 by_arm);
    if (i == 2)
      app_trial_focus_set_trial (focus, 13);
    listed = i < 2 ? trial : next;
    g_assert_true (wait_for (list_is_there));
    collect (list_of (view), texts);
    for (guint row = 0; row < 6; row++)
      check_row (texts, (row + 1) * COLUMNS, listed, patient_at (row));
  }
  app_trial_focus_set_trial (focus, 12);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find (view, GTK_TYPE_CHECK_BUTTON, NULL)), FALSE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), FALSE);
  sim_trial_free (trial);
  sim_trial_free (next);
}

static gboolean
table_is_grey (void)
{
  GtkWidget *table = find (view, GTK_TYPE_LABEL, "Comparison A vs B");

  return gtk_widget_has_css_class (gtk_widget_get_parent (table), "stale");
}

static gboolean
table_is_black (void)
{
  return !table_is_grey ();
}

/* The analysis of the last valid scenario is greyed as the picture is. */
static void
test_stale (void)
{
  g_assert_false (table_is_grey ());
  app_document_set_number (document, "/arms/usual/size", -1, "size", NULL, NULL);
  g_assert_true (wait_for (table_is_grey));
  g_assert_true (app_plot_area_stale (app_trial_view_area (view)));
  app_document_undo (document);
  g_assert_true (wait_for (table_is_black));
}

/* What the buttons find is what a look at one trial after the other finds. */
static void
check_kind (const char *label, const char *hypothesis, guint with, guint without)
{
  SimScenario *scenario = app_document_scenario (document);
  guint h;
  guint64 index = 7;
  g_autofree char *start = NULL;

  app_trial_focus_set_hypothesis (focus, hypothesis);
  h = app_trial_focus_hypothesis (focus, scenario);
  app_trial_view_show (view, 7);
  expect ("Trial 7 ");
  click (label);
  for (gboolean found = FALSE; !found;) {
    SimTrial *trial = trial_at (++index);
    guint marks = trial->results[h].marks;

    found = (marks & with) == with && (marks & without) == 0;
    sim_trial_free (trial);
  }
  start = g_strdup_printf ("Trial %" G_GUINT64_FORMAT " ", index);
  expect (start);
  g_assert_cmpuint (app_trial_focus_trial (focus), ==, index);
}

static void
test_kinds (void)
{
  check_kind ("_Significant", "HE-ST", SIM_TRIAL_REJECTED, 0);
  check_kind ("_Misses", "HE-UC", SIM_TRIAL_FITTED, SIM_TRIAL_COVERS);
}

/* A kind that does not exist leaves the trial as it is. */
static void
test_none (void)
{
  GError *error = NULL;

  g_assert_true (
      app_document_set_number (document, "/run/replicates", 1000, "fewer", NULL, &error));
  g_assert_true (wait_for (run_complete));
  app_trial_focus_set_hypothesis (focus, "HE-UC");
  app_trial_view_show (view, 3);
  expect ("Trial 3 ");
  click ("_Wrong");
  for (gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 2;
       g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  expect ("Trial 3 ");
  app_document_undo (document);
}

/* An edit shows the same trial in another world. */
static void
test_edit (void)
{
  GError *error = NULL;

  app_trial_view_show (view, 0);
  expect ("Trial 0 finds hand-ear acupuncture better than usual care, by 2.39 points");
  /* One point more, the same patients. */
  g_assert_true (app_document_set_number (document, "/outcomes/rmdq/means/hand-ear/0", 4.7, "mean",
                                          NULL, &error));
  g_assert_no_error (error);
  expect ("Trial 0 finds hand-ear acupuncture better than usual care, by 3.39 points");
  app_document_undo (document);
  expect ("Trial 0 finds hand-ear acupuncture better than usual care, by 2.39 points");
}

/* The numbers are those of R 4.2.2: lm (week 8 ~ baseline + arm) on the patients that
   `trefoil-sim trial --index 0 --format csv` lists; Holm by p.adjust(). */
static void
test_table (void)
{
  SimTrial *trial = trial_at (0);
  g_autofree char *text = app_trial_text (app_document_scenario (document), trial);

  g_assert_cmpstr (
      text, ==,
      "Comparison A vs B\tA: n, mean (SD)\tB: n, mean (SD)\tDifference (95\u202f% CI), "
      "adjusted for baseline\tp\tAdjusted p\tTested at α\tVerdict\tStandard error\tStatistic\t"
      "Degrees of freedom\n"
      "Hand-ear acupuncture vs usual care\t53, 4.7 (4.8)\t47, 7.1 (5.4)\t2.39 (0.67 to 4.11)\t"
      "0.007\t0.021\t0.017\tA is better\t0.87\t2.74\t145\n"
      "Standard acupuncture vs usual care\t49, 6.4 (4.5)\t47, 7.1 (5.4)\t0.55 (\u22121.21 to 2.30)"
      "\t0.54\t0.54\t0.025\tnot significant\t0.89\t0.62\t145\n"
      "Hand-ear acupuncture vs standard acupuncture\t53, 4.7 (4.8)\t49, 6.4 (4.5)\t1.84 (0.14 to "
      "3.54)\t0.034\t0.069\t0.025\tnot significant\t0.86\t2.14\t145\n");
  sim_trial_free (trial);
}

/* Where ways differ each row says its own, and a model of all visits takes in those who were seen
   at an earlier one. */
static void
test_ways (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) draft = NULL;
  g_autoptr (SimScenario) scenario = NULL;
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, NULL);
  g_autofree char *path = g_build_filename (g_getenv ("TREFOIL_DATA_DIR"), "lessons",
                                            "lesson-6-who-stayed-to-answer.trefoil", NULL);
  g_autofree char *text = NULL, *expected = NULL;
  SimTrial *trial = NULL;

  draft = sim_draft_read_file (path, problems);
  g_assert_nonnull (draft);
  scenario = sim_scenario_check (draft, problems);
  g_assert_nonnull (scenario);
  trial = sim_trial_new (engine, scenario, 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (trial->analysed[0][0], <, 100);
  expected = g_strdup_printf ("\t%u and %u\t", trial->analysed[0][0], trial->analysed[0][1]);
  text = app_trial_text (scenario, trial);
  g_assert_nonnull (strstr (text, "\tAnalysed\tDifference (95\u202f% CI)\tp\t"));
  g_assert_nonnull (strstr (text, expected));
  g_assert_nonnull (strstr (text, "\t100 and 100\t"));
  g_assert_nonnull (strstr (text, "), by MMRM at Week 26, adjusted for baseline\t"));
  sim_trial_free (trial);
  sim_engine_free (engine);
}

/* Differences of proportions are told in percentage points, which the heading says. */
static void
test_shares (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autofree char *path = g_build_filename (g_getenv ("TREFOIL_DATA_DIR"), "scenarios",
                                            "gerac-responder.trefoil", NULL);
  g_autoptr (SimDraft) draft = sim_draft_read_file (path, problems);
  g_autoptr (SimScenario) scenario = sim_scenario_check (draft, problems);
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, NULL);
  SimTrial *trial = sim_trial_new (engine, scenario, 0, 0, NULL);
  const SimTrialResult *result = &trial->results[1];
  SimTally tally = { 0 };
  g_autofree char *text = app_trial_text (scenario, trial), *mean = NULL;
  g_autofree char *cell = plot_words_interval (100 * result->estimate, 100 * result->low,
                                               100 * result->high, 100 * result->se);

  g_assert_nonnull (
      strstr (text, "\tDifference (95\u202f% CI), percentage points\tp\tAdjusted p\t"));
  g_assert_nonnull (strstr (text, cell));
  g_assert_true (result->rejected);
  tally.trials = tally.rejected = 1;
  tally.sum = 0.2424;
  mean = app_tally_value (scenario, 1, &tally, APP_TALLY_MEAN);
  g_assert_cmpstr (mean, ==, "24.2 percentage points, truth × 1.2");
  sim_trial_free (trial);
  sim_engine_free (engine);
}

/* Tukey's rule has intervals that hold together: 2.368 standard errors, qtukey (.95, 3, 145) by the
   root of 2. */
static void
test_intervals (void)
{
  GPtrArray *problems = sim_problems_new ();
  SimDraft *draft = sim_scenario_draft (app_document_scenario (document));
  SimValue *tukey = sim_value_new_text ("tukey");
  SimDraft *with = sim_draft_set (draft, "/testing/multiplicity/method", tukey, NULL);
  SimScenario *scenario = sim_scenario_check (with, problems);
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, NULL);
  SimTrial *trial = sim_trial_new (engine, scenario, 0, 0, NULL);
  g_autofree char *text = app_trial_text (scenario, trial);

  g_assert_nonnull (strstr (text, "\tAdjusted p\tAll at once\tTested at α\t"));
  g_assert_nonnull (strstr (text, "2.39 (0.67 to 4.11)\t0.007\t0.019\t0.33 to 4.45\t"));
  g_assert_nonnull (strstr (text, "1.84 (0.14 to 3.54)\t0.034\t0.086\t\u22120.20 to 3.88\t"));
  sim_trial_free (trial);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
  sim_draft_unref (with);
  sim_value_unref (tukey);
  g_ptr_array_unref (problems);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  app_views_init ();
  path = g_build_filename (g_getenv ("TREFOIL_DATA_DIR"), "scenarios", "luo-2019.trefoil", NULL);
  document = app_document_new ();
  g_assert_true (app_document_load (document, path, &error));
  run = app_run_new (document);
  focus = app_trial_focus_new ();
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 760);
  {
    GtkWidget *toasts = adw_toast_overlay_new ();

    view = app_trial_view_new (run, focus);
    adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), view);
    gtk_window_set_child (GTK_WINDOW (window), toasts);
  }
  app_run_set_clock (run, window);
  gtk_window_present (GTK_WINDOW (window));
  g_test_add_func ("/trial/bar", test_bar);
  g_test_add_func ("/trial/shows", test_shows);
  g_test_add_func ("/trial/level", test_level);
  g_test_add_func ("/trial/steps", test_steps);
  g_test_add_func ("/trial/typed", test_typed);
  g_test_add_func ("/trial/beyond", test_beyond);
  g_test_add_func ("/trial/cited", test_cited);
  g_test_add_func ("/trial/refused", test_refused);
  g_test_add_func ("/trial/patients", test_patients);
  g_test_add_func ("/trial/stale", test_stale);
  g_test_add_func ("/trial/kinds", test_kinds);
  g_test_add_func ("/trial/none", test_none);
  g_test_add_func ("/trial/edit", test_edit);
  g_test_add_func ("/trial/table", test_table);
  g_test_add_func ("/trial/ways", test_ways);
  g_test_add_func ("/trial/shares", test_shares);
  g_test_add_func ("/trial/intervals", test_intervals);
  g_test_add_func ("/trial/goes-on", test_goes_on);
  status = g_test_run ();
  app_run_set_clock (run, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (run);
  g_object_unref (document);
  g_object_unref (focus);
  return status;
}
