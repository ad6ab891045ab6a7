/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/plot/power-data.c and effects-data.c: a real run's numbers arrive unchanged.
 */
#include <math.h>
#include <string.h>

#include "plot/effects-drawing.h"
#include "plot/plot.h"
#include "sim.h"

static SimScenario *scenario;
static SimSnapshot *snapshot;
static SimTheory *theory;

/* Runs a bundled file, whose scenario it returns. */
static SimScenario *
run_file (const char *folder, const char *name, guint64 replicates, SimSnapshot **found)
{
  g_autofree char *path = g_build_filename (g_getenv ("TREFOIL_DATA_DIR"), folder, name, NULL);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_read_file (path, problems);
  g_autoptr (GError) error = NULL;
  SimRunOptions options = { .replicates = replicates };
  SimScenario *read;
  SimEngine *engine;
  SimRun *run;

  g_assert_nonnull (draft);
  read = sim_scenario_check (draft, problems);
  g_assert_nonnull (read);
  engine = sim_engine_new (1, SIM_ISA_AUTO, &error);
  g_assert_no_error (error);
  run = sim_run_start (engine, read, &options, &error);
  g_assert_no_error (error);
  g_assert_true (sim_run_wait (run, -1));
  *found = sim_run_snapshot (run);
  sim_run_unref (run);
  sim_engine_free (engine);
  return read;
}

static void
test_power (void)
{
  const SimResults *results = sim_snapshot_results (snapshot);
  g_autoptr (PlotPowerData) data = plot_power_data_new (scenario, results, theory);
  SimNeeds needs;

  g_assert_cmpuint (data->n_series, ==, 5);
  g_assert_cmpuint (data->replicates, ==, results->replicates);
  g_assert_cmpfloat (data->own_total, ==, 152);
  g_assert_cmpfloat (data->target, ==, 0.9);
  g_assert_cmpstr (data->series[0].names.brief, ==, sim_scenario_hypothesis (scenario, 0)->id);
  g_assert_cmpstr (data->series[0].names.full, ==, "Hand-ear acupuncture vs usual care");
  g_assert_cmpstr (data->series[0].names.detail, ==, "true difference 3.2 points");
  g_assert_cmpint (data->series[3].role, ==, PLOT_POWER_ANY);
  g_assert_cmpint (data->series[4].role, ==, PLOT_POWER_ALL);
  for (guint s = 0; s < results->n_sizes; s++) {
    const SimSizeResult *size = &results->sizes[s];

    for (guint h = 0; h < 3; h++) {
      const PlotPowerPoint *point = &data->series[h].points[s];

      g_assert_cmpfloat (point->total, ==, size->total);
      g_assert_cmpfloat (point->value, ==, size->hypotheses[h].power.value);
      g_assert_cmpfloat (point->low, ==, size->hypotheses[h].power.low);
      g_assert_cmpfloat (point->benefit, ==, size->hypotheses[h].power_benefit.value);
    }
    g_assert_cmpfloat (data->series[3].points[s].value, ==, size->any.value);
    g_assert_cmpfloat (data->series[4].points[s].value, ==, size->all.value);
  }
  /* A number to plan with is the curve's, in whole patients an arm. */
  sim_needs_of_curve (scenario, results, &needs);
  for (guint h = 0; h < needs.n; h++)
    g_assert_true (needs.of[h].by == SIM_NEEDED_NOT
                       ? isnan (data->series[h].reach)
                       : data->series[h].reach == needs.of[h].total);
}

/* What several tests have in common, in the order that was asked for. */
static void
test_goals (void)
{
  SimSnapshot *own;
  g_autoptr (SimScenario) multiple
      = run_file ("lessons", "lesson-4-twelve-ways-to-win.trefoil", 2000, &own);
  const SimResults *results = sim_snapshot_results (own);
  static const char *const ids[] = { "any-of-twelve", "HE-UC-D8", "all" };
  SimGoal goals[G_N_ELEMENTS (ids)];
  g_autoptr (PlotFigure) figure = NULL;
  PlotPowerData *data;
  g_autofree char *title = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_true (sim_goal_find (multiple, ids[i], &goals[i]));
  data = plot_power_data_new_of (multiple, results, NULL, goals, G_N_ELEMENTS (ids));
  g_assert_cmpuint (data->n_series, ==, 3);
  g_assert_cmpint (data->series[0].role, ==, PLOT_POWER_SUCCESS);
  g_assert_cmpstr (data->series[0].names.full, ==, "At least one of 12 tests");
  g_assert_cmpfloat (data->series[0].points[data->own].value, ==,
                     results->sizes[results->own_size].success[3].value);
  g_assert_cmpint (data->series[1].role, ==, PLOT_POWER_HYPOTHESIS);
  g_assert_cmpfloat (data->series[1].points[data->own].value, ==,
                     results->sizes[results->own_size].hypotheses[0].power.value);
  g_assert_cmpint (data->series[2].role, ==, PLOT_POWER_ALL);
  data->selected = 0;
  data->series[0].points[data->own].value = 0.351;
  figure = plot_power_figure_new (data);
  title = plot_figure_title (figure);
  g_assert_cmpstr (title, ==, "At 153 patients, wrongly significant in 35 of 100 such trials: at "
                              "least one of 12 tests");
  sim_snapshot_unref (own);
}

/* The most that a hill rises and falls again from one step to the next, as a share of its top. */
static double
worst_dip (const PlotEffectsRow *row)
{
  double dip = 0, top = plot_effects_tallest (row);
  guint joined = plot_effects_joined (row);

  for (guint b = joined; b + 2 * joined <= SIM_BINS; b += joined) {
    double before = plot_effects_density (row, row->count, b - joined, joined);
    double here = plot_effects_density (row, row->count, b, joined);
    double after = plot_effects_density (row, row->count, b + joined, joined);

    dip = MAX (dip, MIN (before, after) - here);
  }
  return dip / top;
}

/* Proportions are told in percentage points, and their estimates, which come from counts, are no
   comb; those of scores are drawn as they are. */
static void
test_proportions (void)
{
  SimSnapshot *own;
  g_autoptr (SimScenario) shares = run_file ("scenarios", "gerac-responder.trefoil", 20000, &own);
  g_autoptr (PlotEffectsData) data = plot_effects_data_new (shares, sim_snapshot_results (own));
  g_autoptr (PlotEffectsData) scores
      = plot_effects_data_new (scenario, sim_snapshot_results (snapshot));
  PlotEffectsRow *row = &data->rows[0];

  g_assert_cmpstr (data->panels[0].unit, ==, "percentage points");
  g_assert_cmpfloat (fabs (row->truth - 3.4), <, 1e-9);
  g_assert_cmpstr (row->names.detail, ==, "true difference 3.4 percentage points");
  g_assert_cmpfloat (fabs (row->mean - 3.4), <, 0.2);
  g_assert_cmpuint (row->spread, >, 0);
  g_assert_cmpfloat (worst_dip (row), <, 0.04);
  row->spread = 0;
  g_assert_cmpfloat (worst_dip (row), >, 0.2);
  g_assert_cmpuint (scores->rows[0].spread, ==, 0);
  sim_snapshot_unref (own);
}

/* Exact values that are there are there in the data, others are not. */
static void
test_exact (void)
{
  const SimResults *results = sim_snapshot_results (snapshot);
  g_autoptr (PlotPowerData) with = plot_power_data_new (scenario, results, theory);
  g_autoptr (PlotPowerData) without = plot_power_data_new (scenario, results, NULL);

  for (guint h = 0; h < 3; h++) {
    guint finite = 0;

    for (guint i = 0; i < theory->curve->len; i++)
      finite += isfinite (g_array_index (theory->curve, SimTheorySize, i).power[h]);
    g_assert_cmpuint (with->series[h].n_exact, ==, finite);
    g_assert_cmpuint (without->series[h].n_exact, ==, 0);
    g_assert_true (isnan (without->series[h].points[0].exact));
  }
}

static void
test_effects (void)
{
  const SimResults *results = sim_snapshot_results (snapshot);
  static const double truths[] = { 3.2, 2.1, 1.1 };
  g_autoptr (PlotEffectsData) data = plot_effects_data_new (scenario, results);

  g_assert_cmpuint (data->n_rows, ==, 3);
  g_assert_cmpuint (data->n_panels, ==, 1);
  g_assert_cmpstr (data->panels[0].outcome, ==, "Roland-Morris disability");
  g_assert_cmpstr (data->panels[0].unit, ==, "points");
  for (guint h = 0; h < 3; h++) {
    g_assert_cmpuint (data->rows[h].trials, ==, results->replicates);
    g_assert_cmpfloat (data->rows[h].low, ==, results->histograms[h].low);
    g_assert_cmpmem (data->rows[h].rejected, sizeof data->rows[h].rejected,
                     results->histograms[h].rejected, sizeof results->histograms[h].rejected);
    g_assert_cmpfloat_with_epsilon (data->rows[h].truth, truths[h], 1e-9);
  }
}

/* Two changes within an arm, and the comparison of both arms. */
static void
test_effects_within (void)
{
  static const gboolean within[] = { TRUE, TRUE, FALSE };
  SimSnapshot *found = NULL;
  SimScenario *lesson
      = run_file ("lessons", "lesson-2-significant-here-not-there.trefoil", 200, &found);
  g_autoptr (PlotEffectsData) data = plot_effects_data_new (lesson, sim_snapshot_results (found));

  g_assert_cmpuint (data->n_rows, ==, G_N_ELEMENTS (within));
  for (guint h = 0; h < data->n_rows; h++)
    g_assert_cmpint (data->rows[h].within, ==, within[h]);
  sim_snapshot_unref (found);
  sim_scenario_unref (lesson);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  scenario = run_file ("scenarios", "luo-2019.trefoil", 2000, &snapshot);
  theory = sim_theory_new (scenario, TRUE, NULL);
  g_test_add_func ("/data/power", test_power);
  g_test_add_func ("/data/goals", test_goals);
  g_test_add_func ("/data/proportions", test_proportions);
  g_test_add_func ("/data/exact", test_exact);
  g_test_add_func ("/data/effects", test_effects);
  g_test_add_func ("/data/effects-within", test_effects_within);
  status = g_test_run ();
  sim_theory_free (theory);
  sim_snapshot_unref (snapshot);
  sim_scenario_unref (scenario);
  return status;
}
