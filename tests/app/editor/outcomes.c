/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * outcomes.c - tests of several outcomes, analyses and what tests them: they come, are shown one at
 * a time, are edited, say what is wrong, and go.
 */
#include "bench.h"

#include "editor/analysis-name.h"
#include "editor/chosen.h"

#define SECOND "/outcomes/outcome-2"

static void
assert_json (Bench *bench, const char *pointer, const char *expected)
{
  g_autofree char *text = bench_json (bench, pointer);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_shown (Bench *bench, const char *outcome)
{
  g_autofree char *id = app_chosen_id (bench->document);

  g_assert_cmpstr (id, ==, outcome);
}

/* Waits until what has been added is shown. */
static void
add_shown (Bench *bench, const char *list)
{
  bench_add (bench, list);
  bench_wait (bench, 500);
}

/* The row of an outcome in the list. */
static GtkWidget *
listed (Bench *bench, const char *name)
{
  GtkWidget *card = GTK_WIDGET (app_editor_card (bench->editor, "outcome"));
  GtkWidget *button = bench_named (card, name);

  g_assert_true (GTK_IS_CHECK_BUTTON (button));
  return button;
}

/* One outcome and one analysis look as they always did. */
static void
test_one (Bench *bench, gconstpointer data)
{
  static const char *const names[]
      = { "Outcome shown",    "Edit outcome 1", "Add an outcome",
          "Add an analysis", "Remove analysis 1", "Analysis, hypothesis HE-UC" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_null (bench_named (bench->editor, names[i]));
}

static void
test_add_and_undo (Bench *bench, gconstpointer data)
{
  g_autofree char *before = bench_json (bench, "");

  add_shown (bench, "outcomes");
  assert_shown (bench, "outcome-2");
  g_assert_cmpstr (bench_text (bench, SECOND "/name"), ==, "Outcome 2");
  g_assert_cmpstr (app_document_undo_name (bench->document), ==, "Add an outcome");
  /* The cards of arms, visits and correlation show the same one. */
  bench_field (bench, SECOND "/means/usual/0");
  bench_field (bench, SECOND "/visits/week-8/time");
  bench_field (bench, SECOND "/correlation/visits");
  g_assert_null (app_editor_find (bench->editor, "/outcomes/rmdq/means/usual/0"));
  app_document_undo (bench->document);
  assert_json (bench, "", before);
  assert_shown (bench, "rmdq");
  bench_field (bench, "/outcomes/rmdq/means/usual/0");
  /* What comes back is shown again. */
  app_document_redo (bench->document);
  assert_shown (bench, "outcome-2");
  bench_field (bench, SECOND "/means/usual/0");
}

static void
test_choose (Bench *bench, gconstpointer data)
{
  GtkWidget *choice = NULL;

  add_shown (bench, "outcomes");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (listed (bench, "Roland-Morris disability")), TRUE);
  bench_wait (bench, 50);
  assert_shown (bench, "rmdq");
  bench_field (bench, "/outcomes/rmdq/sd/0");
  bench_field (bench, "/outcomes/rmdq/means/usual/1");
  g_assert_true (
      gtk_check_button_get_active (GTK_CHECK_BUTTON (listed (bench, "Roland-Morris disability"))));
  choice = bench_named (bench->editor, "Outcome shown");
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (choice)), ==, 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 1);
  bench_wait (bench, 50);
  assert_shown (bench, "outcome-2");
  bench_field (bench, SECOND "/sd/0");
  /* It is no edit. */
  g_assert_cmpstr (app_document_undo_name (bench->document), ==, "Add an outcome");
}

/* A name that is typed is followed wherever the outcome is named. */
static void
test_names (Bench *bench, gconstpointer data)
{
  AppField *field = NULL;
  GtkWidget *choice = NULL;

  add_shown (bench, "outcomes");
  bench_add (bench, "strata");
  bench_add (bench, "analyses");
  bench_type (bench, SECOND "/name", "Pain");
  bench_wait (bench, 300);
  assert_json (bench, SECOND "/name", "\"Pain\"");
  listed (bench, "Pain");
  field = bench_field (bench, SECOND "/means/usual/0");
  g_assert_cmpstr (app_field_name (field), ==, "Mean, Usual care, Week 8, Pain");
  field = bench_field (bench, "/strata/stratum-1/levels/yes/effect/outcome-2");
  g_assert_nonnull (strstr (app_field_name (field), "Pain"));
  choice = bench_named (bench->editor, "Outcome shown");
  g_assert_cmpstr (gtk_string_list_get_string (
                       GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (choice))), 1),
                   ==, "Pain");
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (choice)), ==, 1);
  g_assert_nonnull (bench_named (bench->editor, "Test the same on Pain"));
}

static void
test_visits (Bench *bench, gconstpointer data)
{
  add_shown (bench, "outcomes");
  bench_click (bench, "Add a visit");
  assert_json (bench, SECOND "/visits/2/id", "\"week-44\"");
  assert_json (bench, "/outcomes/rmdq/visits/2", "");
  bench_field (bench, SECOND "/means/usual/2");
  bench_assert_valid (bench);
  bench_click (bench, "Remove visit 1");
  assert_json (bench, SECOND "/visits/0/id", "\"week-26\"");
  bench_assert_valid (bench);
}

static void
test_remove (Bench *bench, gconstpointer data)
{
  g_autofree char *before = NULL;

  add_shown (bench, "outcomes");
  bench_add (bench, "covariates");
  bench_add (bench, "analyses");
  bench_click (bench, "Test the same on Outcome 2");
  bench_set (bench, "/covariates/covariate-1/correlation/outcome-2=0.2");
  bench_assert_valid (bench);
  before = bench_json (bench, "");
  bench_choose (bench, "Edit outcome 2", "row.edit-1", NULL);
  g_assert_cmpstr (app_document_undo_name (bench->document), ==, "Remove outcome: Outcome 2");
  bench_assert_valid (bench);
  assert_json (bench, "/outcomes/1", "");
  assert_json (bench, "/analyses/1", "");
  assert_json (bench, "/testing/hypotheses/3", "");
  assert_json (bench, "/covariates/covariate-1/correlation", "{\"rmdq\":0.3}");
  assert_shown (bench, "rmdq");
  g_assert_null (bench_named (bench->editor, "Outcome shown"));
  app_document_undo (bench->document);
  assert_json (bench, "", before);
  /* The first one goes as well; the other is analysed now. */
  bench_choose (bench, "Edit outcome 1", "row.edit-1", NULL);
  bench_assert_valid (bench);
  assert_json (bench, "/outcomes/0/id", "\"outcome-2\"");
  assert_json (bench, "/analyses/0/outcome", "\"outcome-2\"");
  bench_field (bench, SECOND "/means/usual/0");
}

static void
test_duplicate (Bench *bench, gconstpointer data)
{
  add_shown (bench, "outcomes");
  bench_choose (bench, "Edit outcome 2", "row.edit-0", NULL);
  assert_shown (bench, "outcome-3");
  bench_assert_valid (bench);
  for (guint i = 3; i < SIM_MAX_OUTCOMES; i++)
    bench_add (bench, "outcomes");
  g_assert_null (bench_named (bench->editor, "Add an outcome"));
  bench_choose (bench, "Edit outcome 2", "row.edit-0", NULL);
  g_assert_true (bench_says (GTK_WIDGET (app_editor_card (bench->editor, "outcome")),
                             "the most there can be"));
  bench_assert_valid (bench);
}

static void
test_analyses (Bench *bench, gconstpointer data)
{
  g_autofree char *name = NULL;

  add_shown (bench, "outcomes");
  bench_click (bench, "Add an analysis");
  bench_assert_valid (bench);
  assert_json (bench, "/analyses/1/outcome", "\"outcome-2\"");
  name = app_analysis_name (app_document_draft (bench->document), "outcome-2");
  g_assert_cmpstr (name, ==, "Outcome 2");
  bench_click (bench, "Add an analysis");
  bench_set (bench, "/analyses/2/method=t-test");
  bench_set (bench, "/analyses/2/outcome=rmdq");
  bench_set (bench, "/analyses/2/visit=week-8");
  g_free (name);
  name = app_analysis_name (app_document_draft (bench->document), "main");
  g_assert_cmpstr (name, ==, "Roland-Morris disability, ANCOVA");
  bench_field (bench, "/analyses/outcome-2/visit");
  bench_click (bench, "Remove analysis 2");
  assert_json (bench, "/analyses/2", "");
  bench_assert_valid (bench);
  app_document_undo (bench->document);
  assert_json (bench, "/analyses/1/outcome", "\"outcome-2\"");
}

/* Another outcome may have neither the visit nor a method in common. */
static void
test_other_outcome (Bench *bench, gconstpointer data)
{
  g_autoptr (SimValue) other = sim_value_new_text ("outcome-2");
  AppField *field = NULL;

  add_shown (bench, "outcomes");
  bench_set (bench, SECOND "={\"id\":\"outcome-2\",\"name\":\"Responder\",\"type\":\"binary\","
                           "\"visits\":[{\"id\":\"end\",\"time\":8}],\"proportions\":0.4}");
  bench_add (bench, "analyses");
  bench_field (bench, "/analyses/outcome-2/variance");
  /* The one visit leaves no choice. */
  g_assert_null (app_editor_find (bench->editor, "/analyses/outcome-2/visit"));
  bench_field (bench, "/analyses/main/visit");
  field = bench_field (bench, "/analyses/main/outcome");
  app_field_set_value (field, other);
  app_field_end_edit (field);
  bench_assert_valid (bench);
  assert_json (bench, "/analyses/main/visit", "");
  assert_json (bench, "/analyses/main/method", "\"risk-difference\"");
  g_assert_null (app_editor_find (bench->editor, "/analyses/main/visit"));
  app_document_undo (bench->document);
  assert_json (bench, "/analyses/main/visit", "\"week-8\"");
}

static void
test_hypotheses (Bench *bench, gconstpointer data)
{
  g_autoptr (SimValue) other = sim_value_new_text ("main");
  AppField *field = NULL;

  add_shown (bench, "outcomes");
  bench_add (bench, "analyses");
  bench_click (bench, "Test the same on Outcome 2");
  bench_assert_valid (bench);
  assert_json (bench, "/testing/hypotheses/5/id", "\"HE-ST-outcome-2\"");
  g_assert_null (bench_named (bench->editor, "Test the same on Outcome 2"));
  field = bench_field (bench, "/testing/hypotheses/HE-ST-outcome-2/analysis");
  g_assert_cmpstr (app_field_name (field), ==, "Analysis, hypothesis HE-ST-outcome-2");
  g_assert_nonnull (bench_named (bench->editor, "Analysis, hypothesis HE-UC"));
  bench_click (bench, "Remove hypothesis HE-UC-outcome-2");
  bench_assert_valid (bench);
  g_assert_nonnull (bench_named (bench->editor, "Test the same on Outcome 2"));
  /* What is missing comes first. */
  bench_click (bench, "Add a hypothesis");
  bench_assert_valid (bench);
  assert_json (bench, "/testing/hypotheses/5/compare", "[\"hand-ear\",\"usual\"]");
  assert_json (bench, "/testing/hypotheses/5/analysis", "\"outcome-2\"");
  /* The same question twice is said to be that, in its row. */
  field = bench_field (bench, "/testing/hypotheses/HE-ST-outcome-2/analysis");
  app_field_set_value (field, other);
  app_field_end_edit (field);
  g_assert_false (app_document_valid (bench->document));
}

/* What is wrong with an outcome that is not shown is said, and one jump away. */
static void
test_problem (Bench *bench, gconstpointer data)
{
  AppField *field = NULL;

  add_shown (bench, "outcomes");
  app_chosen_set (bench->document, "rmdq");
  bench_set (bench, SECOND "/sd/0=-1");
  g_assert_false (app_document_valid (bench->document));
  g_assert_null (app_editor_find (bench->editor, SECOND "/sd/0"));
  g_assert_true (app_editor_reveal (bench->editor, SECOND "/sd/0"));
  assert_shown (bench, "outcome-2");
  field = bench_field (bench, SECOND "/sd/0");
  g_assert_nonnull (app_field_complaint (field));
  g_assert_true (bench_says (GTK_WIDGET (app_editor_card (bench->editor, "outcome")),
                             app_field_complaint (field)));
  bench_type (bench, SECOND "/sd/0", "4");
  bench_wait (bench, 300);
  bench_assert_valid (bench);
}

/* What is made of another's scores has no proportions, visits and correlations of its own; and has
   them again without. */
static void
test_response (Bench *bench, gconstpointer data)
{
  AppField *field = NULL;
  g_autoptr (SimValue) no = sim_value_new_bool (FALSE);

  add_shown (bench, "outcomes");
  bench_set (bench, SECOND "={\"id\":\"outcome-2\",\"name\":\"Responder\",\"type\":\"binary\","
                           "\"better\":\"higher\",\"proportions\":0.4}");
  bench_field (bench, SECOND "/proportions/usual/0");
  field = bench_field (bench, SECOND "/responder");
  gtk_switch_set_active (GTK_SWITCH (app_field_control (field)), TRUE);
  bench_assert_valid (bench);
  assert_json (bench, SECOND "/responder",
               "{\"outcome\":\"rmdq\",\"improvement\":0.3,\"relative\":true}");
  assert_json (bench, SECOND "/proportions", "");
  g_assert_null (app_editor_find (bench->editor, SECOND "/proportions/usual/0"));
  g_assert_null (app_editor_find (bench->editor, SECOND "/visits/week-8/time"));
  /* The same on the average in points: 0.3 of a mean of 11. */
  field = bench_field (bench, SECOND "/responder/relative");
  app_field_set_value (field, no);
  app_field_end_edit (field);
  g_assert_cmpfloat (bench_number (bench, SECOND "/responder/improvement"), ==, 3.3);
  bench_assert_valid (bench);
  field = bench_field (bench, SECOND "/responder");
  gtk_switch_set_active (GTK_SWITCH (app_field_control (field)), FALSE);
  bench_assert_valid (bench);
  assert_json (bench, SECOND "/responder", "");
  bench_field (bench, SECOND "/proportions/usual/1");
  bench_field (bench, SECOND "/visits/week-26/time");
  g_assert_cmpfloat (bench_number (bench, SECOND "/proportions/hand-ear/0"), >, 0.5);
  app_document_undo (bench->document);
  bench_field (bench, SECOND "/responder/improvement");
}

/* One number for two outcomes; for three one number or a matrix. */
static void
test_between (Bench *bench, gconstpointer data)
{
  AppField *field = NULL;

  g_assert_null (app_editor_find (bench->editor, "/outcome-correlation"));
  add_shown (bench, "outcomes");
  field = bench_field (bench, "/outcome-correlation");
  g_assert_cmpstr (app_field_name (field), ==, "Correlation between outcomes");
  g_assert_cmpstr (bench_text (bench, "/outcome-correlation"), ==, "0.5");
  bench_type (bench, "/outcome-correlation", "0.3");
  bench_wait (bench, 300);
  assert_json (bench, "/outcome-correlation", "0.3");
  bench_assert_valid (bench);
  bench_type (bench, "/outcome-correlation", "1.5");
  bench_wait (bench, 300);
  g_assert_false (app_document_valid (bench->document));
  g_assert_true (
      bench_says (GTK_WIDGET (app_editor_card (bench->editor, "correlation")), "below 1"));
  /* What is typed on and on is one step. */
  app_document_undo (bench->document);
  bench_assert_valid (bench);
  assert_json (bench, "/outcome-correlation", "");
  add_shown (bench, "outcomes");
  bench_choose (bench, "How the correlation between outcomes is given", "row.edit-1", NULL);
  bench_assert_valid (bench);
  bench_type (bench, "/outcome-correlation/2/1", "0.7");
  bench_wait (bench, 300);
  assert_json (bench, "/outcome-correlation", "[[1,0.5,0.5],[0.5,1,0.7],[0.5,0.7,1]]");
  bench_assert_valid (bench);
  bench_choose (bench, "Edit outcome 1", "row.edit-1", NULL);
  assert_json (bench, "/outcome-correlation", "[[1,0.7],[0.7,1]]");
  bench_assert_valid (bench);
  g_assert_cmpstr (bench_text (bench, "/outcome-correlation"), ==, "0.7");
  app_document_undo (bench->document);
  bench_choose (bench, "How the correlation between outcomes is given", "row.edit-0", NULL);
  assert_json (bench, "/outcome-correlation", "0.5");
  bench_assert_valid (bench);
}

/* A list that has the focus keeps it while the rows below it become those of another outcome. */
static void
test_focus (Bench *bench, gconstpointer data)
{
  GtkWidget *button = NULL;

  add_shown (bench, "outcomes");
  button = listed (bench, "Roland-Morris disability");
  gtk_widget_grab_focus (button);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  bench_wait (bench, 100);
  assert_shown (bench, "rmdq");
  g_assert_true (gtk_root_get_focus (gtk_widget_get_root (bench->editor))
                 == listed (bench, "Roland-Morris disability"));
}

/* Where a value comes from is said of the outcome that is shown. */
static void
test_basis (Bench *bench, gconstpointer data)
{
  add_shown (bench, "outcomes");
  bench_set (bench, "/basis={\"" SECOND "/sd/0\":{\"kind\":\"assumed\"}}");
  bench_assert_valid (bench);
  bench_choose (bench, "Edit outcome 1", "row.edit-1", NULL);
  assert_json (bench, "/basis", "{\"" SECOND "/sd/0\":{\"kind\":\"assumed\"}}");
  bench_assert_valid (bench);
}

int
main (int argc, char **argv)
{
  if (!bench_init (&argc, &argv))
    return 77;
#define ADD(name, test) g_test_add ("/outcomes/" name, Bench, NULL, bench_open, test, bench_close)
  ADD ("one", test_one);
  ADD ("add-and-undo", test_add_and_undo);
  ADD ("choose", test_choose);
  ADD ("names", test_names);
  ADD ("visits", test_visits);
  ADD ("remove", test_remove);
  ADD ("duplicate", test_duplicate);
  ADD ("analyses", test_analyses);
  ADD ("other-outcome", test_other_outcome);
  ADD ("hypotheses", test_hypotheses);
  ADD ("problem", test_problem);
  ADD ("basis", test_basis);
  ADD ("response", test_response);
  ADD ("between", test_between);
  ADD ("focus", test_focus);
  return g_test_run ();
}
