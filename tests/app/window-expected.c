/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/window-expected.c: results become what the document expects, none are any more, and
 * those of a template do not go into the first file of what was made from it.
 */
#include <string.h>

#include "application.h"
#include "tooltip.h"
#include "window-private.h"
#include "wait.h"

#define SIZE    "/arms/usual/size"
#define TRIALS  1000

static AppWindow *window;

static gboolean
is_enabled (const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), action);
}

static void
act (const char *action)
{
  g_assert_true (is_enabled (action));
  g_action_group_activate_action (G_ACTION_GROUP (window), action, NULL);
}

static void
finish (void)
{
  WAIT_FOR (app_run_scenario (window->run) == app_document_scenario (window->document)
            && app_run_state (window->run) == SIM_RUN_COMPLETE
            && app_run_done (window->run) == app_run_target (window->run));
}

static const SimValue *
value (const char *pointer)
{
  return sim_draft_get (app_document_draft (window->document), pointer);
}

static GtkLabel *
find_label (GtkWidget *widget)
{
  GtkLabel *found = GTK_IS_LABEL (widget) ? GTK_LABEL (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child);
  return found;
}

/* What the line below the results says of what is expected, of a run that is done. */
/* What is said where the line is pointed at. */
static const char *
detail (void)
{
  return app_tooltip_get (GTK_WIDGET (find_label (GTK_WIDGET (window->bottom))));
}

static void
assert_told (const char *words)
{
  finish ();
  const char *line = gtk_label_get_text (find_label (GTK_WIDGET (window->bottom)));
  g_autofree char *part = g_strdup_printf (" · %s · ", words);

  g_test_message ("%s", line);
  if (words != NULL)
    g_assert_nonnull (strstr (line, part));
  else
    g_assert_false (strstr (line, "reproduced") != NULL || strstr (line, "changed") != NULL);
}

static void
edit (double size)
{
  g_assert_true (app_document_set_number (window->document, SIZE, size, "Size", NULL, NULL));
}

/* The document of every test, which expects nothing. Its seed is its own, or the run of the one
   before would go on, which has more trials. */
static void
begin (const char *path)
{
  static guint seed = 0;
  g_autoptr (SimDraft) whole = sim_draft_new_default ();
  g_autofree char *run
      = g_strdup_printf ("/run={\"seed\":%u,\"replicates\":%d,\"sizes\":[60]}", ++seed, TRIALS);
  g_autoptr (SimDraft) draft = sim_draft_set_text (whole, run, NULL);

  app_document_set_locks (window->document, NULL);
  app_document_load_draft (window->document, draft, path, FALSE);
}

static void
test_written_and_removed (void)
{
  begin (NULL);
  g_assert_false (is_enabled ("expect-results")); /* there is a run to come */
  g_assert_false (is_enabled ("expect-nothing"));
  finish ();
  act ("expect-results");
  g_assert_cmpstr (app_document_undo_name (window->document), ==, "Expect these results");
  g_assert_cmpfloat (sim_value_number (value ("/expected/replicates")), ==, TRIALS);
  g_assert_cmpstr (sim_value_text (value ("/expected/program")), ==, "trefoil " TREFOIL_VERSION);
  g_assert_cmpstr (sim_value_text (value ("/expected/fingerprint")), ==,
                   sim_snapshot_fingerprint (app_run_snapshot (window->run)));
  assert_told ("reproduced exactly");
  edit (50);
  g_assert_false (is_enabled ("expect-results"));
  g_assert_true (is_enabled ("expect-nothing"));
  assert_told ("changed since its results were written");
  g_assert_cmpstr (detail (), ==, "changed since its results were written: Usual care: Patients: "
                                  "48 patients → 50 patients");
  /* The newer results take the place of the older ones. */
  act ("expect-results");
  assert_told ("reproduced exactly");
  act ("expect-nothing");
  g_assert_null (value ("/expected"));
  g_assert_cmpstr (app_document_undo_name (window->document), ==, "Expect no results");
  g_assert_false (is_enabled ("expect-nothing"));
  assert_told (NULL);
  app_document_undo (window->document);
  assert_told ("reproduced exactly");
}

/* Of what is changed back nothing is told any more. */
static void
test_detail (void)
{
  begin (NULL);
  finish ();
  act ("expect-results");
  edit (50);
  finish ();
  g_assert_nonnull (detail ());
  app_document_undo (window->document);
  assert_told ("reproduced exactly");
  g_assert_null (detail ());
}

/* They are of the file as it is called now. */
static void
test_newest_names (void)
{
  begin (NULL);
  finish ();
  g_autoptr (SimValue) name = sim_value_new_text ("Controls");
  g_assert_true (app_document_set (window->document, "/arms/usual/name", name, "Name", NULL, NULL));
  act ("expect-results");
  g_assert_cmpstr (sim_value_text (value ("/arms/usual/name")), ==, "Controls");
  assert_told ("reproduced exactly");
}

/* A lesson that was written since the scenario was made stays, whatever is expected. */
static void
test_lesson_stays (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) written = NULL;

  begin (NULL);
  finish ();
  written = sim_draft_set_text (app_document_draft (window->document),
                                "/lesson={\"steps\":[{\"text\":\"Mine\"}]}", &error);
  g_assert_no_error (error);
  g_assert_true (app_document_apply (window->document, written, "Lesson", NULL));
  finish ();
  act ("expect-results");
  g_assert_cmpstr (sim_value_text (value ("/lesson/steps/0/text")), ==, "Mine");
  g_assert_cmpfloat (sim_value_number (value ("/expected/replicates")), ==, TRIALS);
}

/* Of a run that went on, the file has as many trials, so that it can give them again. */
static void
test_more_trials (void)
{
  begin (NULL);
  finish ();
  act ("run");
  WAIT_FOR (app_run_done (window->run) == 10 * TRIALS);
  act ("expect-results");
  g_assert_cmpfloat (sim_value_number (value ("/run/replicates")), ==, 10 * TRIALS);
  g_assert_cmpfloat (sim_value_number (value ("/expected/replicates")), ==, 10 * TRIALS);
  assert_told ("reproduced exactly");
  g_autoptr (SimDraft) draft = sim_draft_ref (app_document_draft (window->document));
  begin (NULL);
  app_document_load_draft (window->document, draft, NULL, FALSE);
  assert_told ("reproduced exactly");
}

static void
test_when_not (void)
{
  begin (NULL);
  finish ();
  g_assert_true (is_enabled ("expect-results"));
  edit (1); /* too few for an analysis */
  g_assert_false (app_document_valid (window->document));
  g_assert_false (is_enabled ("expect-results"));
  app_document_undo (window->document);
  finish ();
  g_assert_true (is_enabled ("expect-results"));
  g_autoptr (SimValue) pointer = sim_value_new_text ("/expected");
  SimValue *items[] = { sim_value_ref (pointer) };
  g_autoptr (SimValue) locks = sim_value_new_list (items, 1);
  app_document_set_locks (window->document, locks);
  g_assert_false (is_enabled ("expect-results"));
  app_document_set_locks (window->document, NULL);
  g_assert_true (is_enabled ("expect-results"));
  /* What is only shown, as a step of a lesson is. */
  act ("expect-results");
  g_autoptr (SimDraft) step
      = sim_draft_set_text (app_document_draft (window->document), SIZE "=60", NULL);
  app_document_show (window->document, step, 1, "Step");
  finish ();
  g_assert_false (is_enabled ("expect-results"));
  g_assert_false (is_enabled ("expect-nothing"));
  assert_told (NULL);
  act ("null-version");
  g_assert_nonnull (value ("/expected"));
}

/* What is on show while it runs, or is paused, is not all of it. */
static void
test_not_yet (void)
{
  begin (NULL);
  g_assert_true (
      app_document_set_number (window->document, "/run/replicates", 1e9, "Trials", NULL, NULL));
  WAIT_FOR (app_run_scenario (window->run) == app_document_scenario (window->document)
            && app_run_done (window->run) > 0);
  g_assert_false (is_enabled ("expect-results"));
  act ("run");
  WAIT_FOR (app_run_state (window->run) == SIM_RUN_PAUSED);
  g_assert_false (is_enabled ("expect-results"));
}

/* Whether the first file that is made of the present document has what is expected. */
static void
assert_left_out (gboolean out)
{
  g_assert_true (app_window_leaves_out_expected (window) == out);
}

static void
test_left_out (void)
{
  begin (NULL);
  finish ();
  act ("expect-results");
  assert_left_out (FALSE);
  g_assert_true (app_document_set_number (window->document, "/run/replicates", 2 * TRIALS, "Trials",
                                          NULL, NULL));
  assert_left_out (FALSE); /* they are those of fewer trials */
  g_autoptr (SimValue) title = sim_value_new_text ("Mine");
  g_assert_true (app_document_set (window->document, "/title", title, "Title", NULL, NULL));
  assert_left_out (FALSE);
  /* Its user said so, be it of other numbers. */
  edit (60);
  assert_left_out (FALSE);
  /* A template's is no claim of what is made from it. */
  app_document_undo (window->document);
  g_autoptr (SimDraft) template = sim_draft_ref (app_document_draft (window->document));
  app_document_load_draft (window->document, template, NULL, FALSE);
  assert_left_out (FALSE);
  edit (60);
  assert_left_out (TRUE);
  finish ();
  act ("expect-results");
  edit (61);
  assert_left_out (FALSE);
}

/* While a step is shown, or a lesson tried, it is what a file gets that counts. */
static void
test_left_out_while_shown (void)
{
  begin (NULL);
  finish ();
  act ("expect-results");
  g_autoptr (SimDraft) template = sim_draft_ref (app_document_draft (window->document));
  app_document_load_draft (window->document, template, NULL, FALSE);
  edit (60);
  g_autoptr (SimDraft) step
      = sim_draft_set (app_document_draft (window->document), "/expected", NULL, NULL);
  app_document_show (window->document, step, 1, "Step");
  edit (61);
  g_assert_nonnull (sim_draft_get (app_document_kept (window->document), "/expected"));
  assert_left_out (TRUE);
  app_window_write_value (window, "/expected", NULL, "Left out");
  g_assert_null (sim_draft_get (app_document_kept (window->document), "/expected"));
  g_assert_cmpfloat (sim_value_number (value (SIZE)), ==, 61);
  g_assert_cmpuint (app_document_place (window->document), ==, 1);
  app_document_undo (window->document);
  g_assert_nonnull (sim_draft_get (app_document_kept (window->document), "/expected"));
  g_assert_cmpfloat (sim_value_number (value (SIZE)), ==, 61);
}

/* Whether a label on screen has that text. */
static gboolean
says (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && strcmp (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

/* Asked for again it is no step, and what is undone is no other one. */
static void
test_twice (void)
{
  begin (NULL);
  finish ();
  act ("expect-results");
  g_autoptr (SimValue) notes = sim_value_new_text ("Mine");
  g_assert_true (app_document_set (window->document, "/notes", notes, "Notes", NULL, NULL));
  finish ();
  g_assert_true (says (GTK_WIDGET (window), "Undo"));
  act ("expect-results");
  g_assert_cmpstr (app_document_undo_name (window->document), ==, "Notes");
  g_assert_true (says (GTK_WIDGET (window), "These results are expected already."));
  WAIT_FOR (!says (GTK_WIDGET (window), "Undo")); /* the earlier message goes */
}

/* Which is another scenario, under another title. */
static void
test_null_version (void)
{
  begin ("/nowhere/mine.trefoil");
  finish ();
  act ("expect-results");
  act ("null-version");
  g_assert_null (value ("/expected"));
}

int
main (int argc, char **argv)
{
  g_autoptr (AppApplication) application = NULL;
  g_autoptr (AppDocument) document = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  application = app_application_new ();
  g_assert_true (gtk_init_check ());
  app_views_init ();
  g_application_set_default (G_APPLICATION (application));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  document = app_document_new ();
  window = app_window_new (GTK_APPLICATION (application), document);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_FOR (gtk_widget_get_mapped (GTK_WIDGET (window->curtain)));
  g_test_add_func ("/window-expected/written-and-removed", test_written_and_removed);
  g_test_add_func ("/window-expected/detail", test_detail);
  g_test_add_func ("/window-expected/newest-names", test_newest_names);
  g_test_add_func ("/window-expected/lesson-stays", test_lesson_stays);
  g_test_add_func ("/window-expected/more-trials", test_more_trials);
  g_test_add_func ("/window-expected/when-not", test_when_not);
  g_test_add_func ("/window-expected/not-yet", test_not_yet);
  g_test_add_func ("/window-expected/left-out", test_left_out);
  g_test_add_func ("/window-expected/left-out-while-shown", test_left_out_while_shown);
  g_test_add_func ("/window-expected/twice", test_twice);
  g_test_add_func ("/window-expected/null-version", test_null_version);
  status = g_test_run ();
  gtk_window_destroy (GTK_WINDOW (window));
  return status;
}
