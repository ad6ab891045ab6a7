/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/views/errors-table.c: no figure is told as if it were known without error; and of
 * errors-path.c: what the first trials decided is what a run of so many counts.
 */
#include "tooltip.h"
#include "views/errors-path.h"
#include "views/errors-table.h"

#include <math.h>
#include <string.h>

static SimFigure
figure (double value, double mcse)
{
  return (SimFigure){ value, mcse, value - 1.959964 * mcse, value + 1.959964 * mcse };
}

/* None, or all, of 100,000, by Wilson's interval: 3.8415 / (100000 + 3.8415) from there. */
static SimFigure
at_end (double value)
{
  return (SimFigure){ value, 0, value > 0.5 ? 1 - 3.8413e-5 : 0, value > 0.5 ? 1 : 3.8413e-5 };
}

/* The line of the table that begins with name. */
static void
check (const char *table, const char *name, const char *cells)
{
  g_autofree char *line = g_strdup_printf ("\n%s\t%s\n", name, cells);

  if (strstr (table, line) == NULL)
    g_error ("no line “%s” in %s", line, table);
}

/* How many visible buttons within a widget lead to trials of a kind. */
static guint
links_to (GtkWidget *widget, const char *kind)
{
  guint n = GTK_IS_BUTTON (widget) && gtk_widget_get_visible (widget)
            && g_strcmp0 (app_tooltip_get (widget), kind) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += links_to (child, kind);
  return n;
}

static void
test_ends (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_autoptr (SimScenario) scenario = sim_scenario_check (draft, problems);
  GtkWidget *table = g_object_ref_sink (app_errors_table_new ());
  SimSizeResult *size = g_new0 (SimSizeResult, 1);
  SimHypothesisResult *result = &size->hypotheses[0];
  SimResults results = { .n_sizes = 1, .n_hypotheses = 1, .replicates = 100000, .sizes = size };
  g_autofree char *text = NULL;

  result->power = at_end (1);
  result->power_benefit = figure (0.89632, 0.001);
  result->coverage = figure (0.00001, 0.00001);
  result->type_s = at_end (0);
  result->type_m = figure (-1.0571, 0.004);
  size->fwer = figure (NAN, NAN);
  app_errors_table_update (APP_ERRORS_TABLE (table), scenario, &results, NULL, 0);
  text = app_errors_table_text (APP_ERRORS_TABLE (table));
  check (text, "Power", "100\u202f%\tat least 99.996\u202f%\t–\t–");
  check (text, "Missed (type II error)", "0\u202f%\tat most 0.004\u202f%\t–\t–");
  check (text, "Power in favour of the first arm", "89.6\u202f%\t±0.2 points\t–\t–");
  check (text, "Coverage of the interval", "<0.01\u202f%\t±0.002 points\t–\t–");
  check (text, "Wrong sign among the significant", "0\u202f%\tat most 0.004\u202f%\t–\t–");
  check (text, "Exaggeration by the significant", "\u22121.06\t±0.008\t–\t–");
  g_assert_null (strstr (text, "±0.00 "));
  /* trials of which there are none cannot be looked at: nothing is missed, no sign is wrong */
  g_assert_cmpuint (links_to (table, "Show significant trials"), ==, 2);
  g_assert_cmpuint (links_to (table, "Show trials whose interval misses the truth"), ==, 1);
  g_assert_cmpuint (links_to (table, "Show trials that are not significant"), ==, 0);
  g_assert_cmpuint (links_to (table, "Show trials that are significant with the wrong sign"), ==,
                    0);
  g_assert_cmpuint (links_to (table, "Show trials without an estimate"), ==, 0);
  result->power = figure (0.9, 0.001);
  result->coverage = at_end (1);
  result->type_s = figure (0.01, 0.001);
  app_errors_table_update (APP_ERRORS_TABLE (table), scenario, &results, NULL, 0);
  g_assert_cmpuint (links_to (table, "Show trials that are not significant"), ==, 1);
  g_assert_cmpuint (links_to (table, "Show trials that are significant with the wrong sign"), ==,
                    1);
  g_assert_cmpuint (links_to (table, "Show trials whose interval misses the truth"), ==, 0);
  g_object_unref (table);
  g_free (size);
}

/* --- the path --- */

#define TRIALS 2500

static SimScenario *
scenario_of (const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/scenarios/%s.trefoil", g_getenv ("TREFOIL_DATA_DIR"),
                                           name);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_read_file (path, problems);

  return sim_scenario_check (draft, problems);
}

static gpointer
compute (AppTask *task, gpointer input)
{
  return app_path_compute (task, input);
}

static void
take (gpointer result, gboolean last, gpointer data)
{
  AppPath **path = data;

  g_assert_nonnull (result);
  g_clear_pointer (path, app_path_free);
  *path = result;
  (void)last;
}

/* A run of its own for each of some points: the engine's counts, not the replay's. */
static void
check_path (const AppPath *path, SimEngine *engine)
{
  const guint at[] = { 0, 1, path->points->len / 2, path->points->len - 1 };

  for (guint i = 0; i < G_N_ELEMENTS (at); i++) {
    const AppPathPoint *point = &g_array_index (path->points, AppPathPoint, at[i]);
    SimRunOptions options = { .replicates = point->trials };
    SimRun *run = sim_run_start (engine, path->scenario, &options, NULL);
    SimSnapshot *snapshot = (sim_run_wait (run, -1), sim_run_snapshot (run));
    const SimResults *results = sim_snapshot_results (snapshot);

    g_assert_cmpuint (results->replicates, ==, point->trials);
    for (guint h = 0; h < results->n_hypotheses; h++) {
      const SimFigure *power = &results->sizes[results->own_size].hypotheses[h].power;

      g_test_message ("%" G_GUINT64_FORMAT " trials, hypothesis %u", point->trials, h);
      g_assert_cmpfloat (point->power[h].value, ==, power->value);
      g_assert_cmpfloat (point->power[h].low, ==, power->low);
      g_assert_cmpfloat (point->power[h].high, ==, power->high);
    }
    sim_snapshot_unref (snapshot);
    sim_run_unref (run);
  }
}

/* Several sizes; tests of non-inferiority; responders; fits that may fail; four visits. */
static void
test_path (void)
{
  static const char *const names[]
      = { "luo-2019", "gold-ni", "gerac-responder", "small-trial", "luo-replanned" };
  static const AppJobKind kind = { "convergence", compute, (GDestroyNotify)app_path_input_free,
                                   (GDestroyNotify)app_path_free, take };
  SimEngine *engine = sim_engine_new (2, SIM_ISA_AUTO, NULL);
  AppTrialSource *source = app_trial_source_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    SimScenario *scenario = scenario_of (names[i]);
    AppPath *path = NULL;
    AppJob *job = app_job_new (&kind, &path);
    AppPathInput *input = g_new0 (AppPathInput, 1);

    input->source = source;
    input->scenario = sim_scenario_ref (scenario);
    input->n = TRIALS;
    app_job_want (job, input);
    while (app_job_busy (job))
      g_main_context_iteration (NULL, TRUE);
    g_assert_true (path->scenario == scenario);
    g_assert_cmpuint (g_array_index (path->points, AppPathPoint, 0).trials, ==, APP_PATH_FIRST);
    g_assert_cmpuint (g_array_index (path->points, AppPathPoint, path->points->len - 1).trials, >,
                      TRIALS / APP_PATH_APART - 1);
    check_path (path, engine);
    app_path_free (path);
    app_job_free (job);
    sim_scenario_unref (scenario);
  }
  app_trial_source_free (source);
  sim_engine_free (engine);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/errors-table/ends", test_ends);
  g_test_add_func ("/errors-path/first-trials", test_path);
  return g_test_run ();
}
