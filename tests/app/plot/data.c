/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/plot/power-data.c and effects-data.c: a real run's numbers arrive unchanged.
 */
#include <math.h>
#include <string.h>

#include "plot/effects-drawing.h"
#include "plot/heat-drawing.h"
#include "plot/plot.h"
#include "sim.h"

static SimScenario *scenario;
static SimSnapshot *snapshot;
static SimTheory *theory;

static SimDraft *
read_draft (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("TREFOIL_DATA_DIR"), folder, name, NULL);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  SimDraft *draft = sim_draft_read_file (path, problems);

  g_assert_nonnull (draft);
  return draft;
}

/* Runs a draft, whose scenario it returns. */
static SimScenario *
run_draft (SimDraft *draft, guint64 replicates, SimSnapshot **found)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (GError) error = NULL;
  SimRunOptions options = { .replicates = replicates };
  SimScenario *read = sim_scenario_check (draft, problems);
  SimEngine *engine;
  SimRun *run;

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

/* Runs a bundled file, whose scenario it returns. */
static SimScenario *
run_file (const char *folder, const char *name, guint64 replicates, SimSnapshot **found)
{
  g_autoptr (SimDraft) draft = read_draft (folder, name);

  return run_draft (draft, replicates, found);
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
    g_assert_true (needs.of[h].by == SIM_NEEDED_NOT ? isnan (data->series[h].reach)
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
  g_assert_cmpstr (title, ==,
                   "At 153 patients, wrongly significant in 35 of 100 such trials: at "
                   "least one of 12 tests");
  sim_snapshot_unref (own);
}

/* The most that a step of a hill lies below both the highest before it and the highest after it, as
   a share of the top; the end bins hold all that lies beyond them. */
static double
worst_dip (const PlotEffectsRow *row)
{
  double dip = 0, top = plot_effects_tallest (row);
  guint joined = plot_effects_joined (row);

  for (guint here = joined; here + joined < SIM_BINS; here += joined) {
    double before = 0, after = 0;

    for (guint b = joined; b < here; b += joined)
      before = MAX (before, plot_effects_density (row, row->count, b, joined));
    for (guint b = here + joined; b + joined < SIM_BINS; b += joined)
      after = MAX (after, plot_effects_density (row, row->count, b, joined));
    dip = MAX (dip, MIN (before, after) - plot_effects_density (row, row->count, here, joined));
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
  g_autoptr (PlotForestData) forest = plot_forest_data_new (0, shares, 0);
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, NULL);
  SimTrial *trial = sim_trial_new (engine, shares, 0, 0, NULL);
  PlotFigure *figure = plot_trial_figure_new (plot_trial_data_new (shares, trial, 1));
  g_autofree char *title = plot_figure_title (figure), *words = plot_figure_describe (figure);
  g_autofree char *amount = plot_words_fixed (100 * trial->results[1].estimate, 1);
  g_autofree char *found
      = g_strdup_printf (" better than conventional treatment, by %s percentage points", amount);

  g_assert_cmpstr (forest->unit, ==, "percentage points");
  g_assert_cmpfloat (fabs (forest->truth - 3.4), <, 1e-9);
  g_assert_cmpfloat (trial->results[1].estimate, <, 1);
  g_assert_nonnull (strstr (title, found));
  g_assert_nonnull (strstr (words, "the truth, 20.2"));
  plot_figure_unref (figure);
  sim_trial_free (trial);
  sim_engine_free (engine);
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

static void
assign (SimDraft **draft, const char *assignment)
{
  SimDraft *assigned = sim_draft_set_text (*draft, assignment, NULL);

  g_assert_nonnull (assigned);
  sim_draft_unref (*draft);
  *draft = assigned;
}

/* The GERAC responders with so many patients an arm, without practices. */
static SimDraft *
arms_of (guint size, const char *proportions)
{
  static const char *const arms[] = { "verum", "sham", "conventional" };
  SimDraft *draft = read_draft ("scenarios", "gerac-responder.trefoil");
  g_autofree char *truth = g_strdup_printf ("/outcomes/response/proportions={%s}", proportions);

  for (guint i = 0; i < G_N_ELEMENTS (arms); i++) {
    g_autofree char *own = g_strdup_printf ("/arms/%s/size=%u", arms[i], size);

    assign (&draft, own);
  }
  assign (&draft, truth);
  assign (&draft, "/centres=null");
  assign (&draft, "/basis=null");
  assign (&draft, "/run/sizes=null");
  return draft;
}

/* Equal arms have estimates on one lattice: of few patients its places are bins apart, of more some
   bins have two places and some have one. */
static void
test_lattices (void)
{
  static const char *const unequal = "\"verum\":0.5,\"sham\":0.4,\"conventional\":0.3";
  static const char *const equal = "\"verum\":0.3,\"sham\":0.3,\"conventional\":0.3";
  const struct {
    guint size;
    const char *proportions;
  } trials[]
      = { { 8, unequal }, { 20, unequal }, { 40, unequal }, { 50, unequal }, { 150, equal } };

  for (guint i = 0; i < G_N_ELEMENTS (trials); i++) {
    SimSnapshot *own;
    g_autoptr (SimDraft) draft = arms_of (trials[i].size, trials[i].proportions);
    g_autoptr (SimScenario) few = run_draft (draft, 20000, &own);
    g_autoptr (PlotEffectsData) data = plot_effects_data_new (few, sim_snapshot_results (own));

    for (guint h = 0; h < data->n_rows; h++) {
      g_test_message ("%u an arm, %s: spread %u, dip %.3f", trials[i].size,
                      data->rows[h].names.brief, data->rows[h].spread, worst_dip (&data->rows[h]));
      g_assert_cmpfloat (worst_dip (&data->rows[h]), <, 0.04);
    }
    sim_snapshot_unref (own);
  }
}

/* Trials of the part of a bar that a target stands for. */
static guint64
trials_of (const PlotEffectsRow *row, const PlotTarget *target)
{
  guint64 n = 0;

  for (guint b = 0; b < SIM_BINS; b++) {
    double middle = row->low + (b + 0.5) * row->width;

    if (middle > target->low && middle < target->high)
      n += target->strong ? row->rejected[b] : row->count[b] - row->rejected[b];
  }
  return n;
}

/* A bar that is drawn between the places of a lattice leads to the trials that it is drawn of. */
static void
test_bars_between (void)
{
  SimSnapshot *own;
  g_autoptr (SimDraft) draft = arms_of (40, "\"verum\":0.5,\"sham\":0.4,\"conventional\":0.3");
  g_autoptr (SimScenario) few = run_draft (draft, 20000, &own);
  PlotEffectsData *data = plot_effects_data_new (few, sim_snapshot_results (own));
  g_autoptr (PlotFigure) figure = plot_effects_figure_new (data);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 900, 600);
  cairo_t *cr = cairo_create (surface);
  PlotGeometry at;
  PlotStyle style;
  guint n = 0;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  plot_figure_draw (figure, cr, 900, 600, &style, &at);
  for (double x = at.left + 1; x < at.right; x += 5)
    for (double y = at.top; y < at.bottom; y += 9) {
      PlotTarget target;

      if (!plot_figure_target (figure, 900, 600, &style, x, y, &target))
        continue;
      g_assert_cmpuint (trials_of (&data->rows[target.index], &target), >, 0);
      n++;
    }
  g_assert_cmpuint (n, >, 100);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
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

/* Of an assumption that is moved as a whole the axis is a change, which is no value of it. */
static void
test_heat (void)
{
  g_autoptr (PlotHeatData) data = plot_heat_data_new (2, 1, "A vs b");
  static const struct {
    PlotHeatKind kind;
    const char *title, *low, *high;
  } rows[] = {
    { PLOT_HEAT_VALUE, "Mean, Usual care (points)", "Mean, Usual care \u22121 point",
      "Mean, Usual care 1 point" },
    { PLOT_HEAT_CHANGE, "Change of mean, Usual care (points)", "Mean, Usual care \u22121 point",
      "Mean, Usual care +1 point" },
    { PLOT_HEAT_MULTIPLE, "Multiple of mean, Usual care", "Mean, Usual care × \u22121",
      "Mean, Usual care × 1" },
  };

  data->x.name = g_strdup ("Mean, Usual care");
  data->x.unit = g_strdup ("points");
  data->y.name = g_strdup ("SD");
  data->y.unit = g_strdup ("");
  data->x.at[0] = -1;
  data->x.at[1] = 1;
  data->y.at[0] = 5;
  data->cells[0].value = 0.4;
  data->cells[1].value = 0.9;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    data->x.kind = rows[i].kind;
    g_autofree char *title = plot_heat_axis_title (&data->x);
    g_autofree char *low = plot_heat_at (&data->x, -1), *high = plot_heat_at (&data->x, 1);
    g_autofree char *words = plot_heat_describe (data);
    g_autofree char *end = g_strdup_printf (", at %s and SD 5. ", rows[i].low);
    g_assert_cmpstr (title, ==, rows[i].title);
    g_assert_cmpstr (low, ==, rows[i].low);
    g_assert_cmpstr (high, ==, rows[i].high);
    g_assert_nonnull (strstr (words, end));
  }
}

/* 109 of 169 are 64.497 of 100: rounded once, as that is shown nowhere. */
static void
test_heat_share (void)
{
  g_autoptr (PlotHeatData) data = plot_heat_data_new (13, 13, "A vs b");

  data->target = 0.9;
  for (guint i = 0; i < 169; i++)
    data->cells[i].value = i < 109 ? 0.95 : 0.5;
  g_autofree char *title = plot_heat_title (data), *words = plot_heat_describe (data);
  g_assert_nonnull (strstr (title, "in 64 of 100 of these cells"));
  g_assert_nonnull (strstr (words, "in 64 of 100 cells"));
}

/* Two changes within an arm, and the comparison of both arms. */
/* A margin of non-inferiority is marked and on the axis, as large as the file has it. */
static void
test_effects_margin (void)
{
  SimSnapshot *found = NULL;
  SimScenario *margin = run_file ("scenarios", "gold-ni.trefoil", 500, &found);
  g_autoptr (PlotEffectsData) data = plot_effects_data_new (margin, sim_snapshot_results (found));
  double low, high;

  g_assert_cmpstr (data->rows[0].names.brief, ==, "HE-ST");
  g_assert_cmpfloat_with_epsilon (data->rows[0].margins[0], -1.05, 1e-12);
  g_assert_true (isnan (data->rows[0].margins[1]));
  for (guint i = 1; i < data->n_rows; i++)
    for (guint m = 0; m < 2; m++)
      g_assert_true (isnan (data->rows[i].margins[m]));
  data->rows[0].margins[0] = -50;
  plot_effects_range (data, data->rows[0].panel, &low, &high);
  g_assert_cmpfloat (low, <, -50);
  sim_snapshot_unref (found);
  sim_scenario_unref (margin);
}

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

/* Every figure takes the colours of arms from the scenario, not from their places. */
static void
test_colours (void)
{
  g_autoptr (SimDraft) draft = read_draft ("scenarios", "luo-2019.trefoil");
  g_autoptr (SimDraft) own = sim_draft_set_text (draft, "/arms/hand-ear/colour=\"gold\"", NULL);
  SimSnapshot *found = NULL;
  SimScenario *gold = run_draft (own, 500, &found);
  const SimResults *results = sim_snapshot_results (found);
  g_autoptr (PlotPowerData) power = plot_power_data_new (gold, results, NULL);
  g_autoptr (PlotEffectsData) effects = plot_effects_data_new (gold, results);
  g_autoptr (PlotConvergenceData) errors = plot_convergence_data_new (gold, results, NULL, 2);
  g_autoptr (PlotForestData) forest = plot_forest_data_new (0, gold, 2);
  const PlotContrast *contrasts[] = { &power->series[2].contrast, &effects->rows[2].contrast,
                                      &errors->contrast, &forest->contrast };

  for (guint i = 0; i < G_N_ELEMENTS (contrasts); i++) {
    g_assert_cmpuint (contrasts[i]->colour_a, ==, 4);
    g_assert_cmpuint (contrasts[i]->colour_b, ==, 1);
  }
  sim_snapshot_unref (found);
  sim_scenario_unref (gold);
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
  g_test_add_func ("/data/lattices", test_lattices);
  g_test_add_func ("/data/bars-between", test_bars_between);
  g_test_add_func ("/data/exact", test_exact);
  g_test_add_func ("/data/effects", test_effects);
  g_test_add_func ("/data/colours", test_colours);
  g_test_add_func ("/data/effects-within", test_effects_within);
  g_test_add_func ("/data/effects-margin", test_effects_margin);
  g_test_add_func ("/data/heat", test_heat);
  g_test_add_func ("/data/heat-share", test_heat_share);
  status = g_test_run ();
  sim_theory_free (theory);
  sim_snapshot_unref (snapshot);
  sim_scenario_unref (scenario);
  return status;
}
