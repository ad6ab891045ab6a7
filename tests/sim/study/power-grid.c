/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-grid.c - grids: every cell is the run of its scenario, whatever the order and the threads.
 */
#include <math.h>

#include "../run/fixture.h"

static SimPowerGrid *grid_of (SimScenario *scenario, const char *const *texts)
{
  SimVary *axes[SIM_POWER_GRID_MAX_AXES] = { NULL };
  GError *error = NULL;
  guint n = 0;
  for (; texts[n] != NULL; n++) {
    axes[n] = sim_vary_parse (texts[n], &error);
    g_assert_no_error (error);
  }
  SimPowerGrid *grid = sim_power_grid_new (scenario, (const SimVary *const *) axes, n, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    sim_vary_free (axes[i]);
  return grid;
}

#define GRID_OF(scenario, ...) grid_of (scenario, (const char *const[]){ __VA_ARGS__, NULL })

static void fill (SimPowerGrid *grid, guint threads, const SimPowerGridOptions *options)
{
  SimEngine *engine = fixture_engine (threads, SIM_ISA_AUTO);
  GError *error = NULL;
  g_assert_true (sim_power_grid_run (grid, engine, options, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (grid->n_done, ==, grid->n_cells);
  sim_engine_free (engine);
}

static void same_figure (const SimFigure *a, const SimFigure *b)
{
  g_assert_cmpmem (a, sizeof *a, b, sizeof *b);
}

/* The figures of a run of the base scenario with assignments as of --set, its curve and all. */
static void same_as_run (const SimPowerGrid *grid, guint cell, SimEngine *engine,
                         guint64 replicates, const char *const *sets)
{
  SimScenario *scenario = fixture_scenario_v (sets);
  SimRunOptions how = { .replicates = replicates };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &how);
  const SimResults *results = sim_snapshot_results (snapshot);
  const SimSizeResult *own = &results->sizes[results->own_size];
  const SimPowerCell *found = &grid->cells[cell];
  g_assert_cmpuint (results->n_sizes, >, 1);
  g_assert_cmpuint (found->total, ==, own->total);
  g_assert_cmpuint (found->replicates, ==, replicates);
  g_assert_cmpfloat (found->analysed, ==, own->analysed);
  for (guint h = 0; h < results->n_hypotheses; h++) {
    same_figure (&found->power[h], &own->hypotheses[h].power);
    g_assert_cmpfloat (found->true_effect[h], ==, own->hypotheses[h].true_effect);
  }
  g_assert_cmpuint (grid->n_goals, >, results->n_hypotheses);
  for (guint g = 0; g < grid->n_goals; g++)
    same_figure (&found->power[g], sim_goal_power (&grid->goals[g], own));
  sim_snapshot_unref (snapshot);
  sim_scenario_unref (scenario);
}

/* Draws, truths, sizes and levels are varied: each cell has the counts of the run of --set. */
static void test_cells (void)
{
  static const char *const pairs[][2] = {
    { "/outcomes/rmdq/sd", "/dropout/proportion" },
    { "/outcomes/rmdq/means/hand-ear", "/outcomes/rmdq/correlation/baseline" },
    { "/arms/usual/size", "/testing/alpha" },
  };
  static const double values[][2][3] = { { { 4, 5, 6.5 }, { 0, 0.1, 0.3 } },
                                         { { 5, 6.3, 7 }, { 0, 0.35, 0.8 } },
                                         { { 20, 60, 48 }, { 0.01, 0.05, 0.2 } } };
  enum { TRIALS = 1500 };
  SimScenario *scenario = fixture_scenario ("/x-none=1");
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  for (guint p = 0; p < G_N_ELEMENTS (pairs); p++) {
    char *text[2], *numbers[2][3];
    for (guint a = 0; a < 2; a++) {
      for (guint i = 0; i < 3; i++)
        numbers[a][i] = sim_json_number (values[p][a][i]);
      text[a] = g_strdup_printf ("%s=%s,%s,%s", pairs[p][a], numbers[a][0], numbers[a][1],
                                 numbers[a][2]);
    }
    SimPowerGrid *grid = GRID_OF (scenario, text[0], text[1]);
    SimPowerGridOptions options = { .replicates = TRIALS };
    fill (grid, 2, &options);
    for (guint i = 0; i < 9; i++) {
      char *set[2] = { g_strconcat (pairs[p][0], "=", numbers[0][i / 3], NULL),
                       g_strconcat (pairs[p][1], "=", numbers[1][i % 3], NULL) };
      same_as_run (grid, i, engine, TRIALS, (const char *const[]){ set[0], set[1], NULL });
      g_free (set[0]);
      g_free (set[1]);
    }
    for (guint a = 0; a < 2; a++) {
      g_free (text[a]);
      for (guint i = 0; i < 3; i++)
        g_free (numbers[a][i]);
    }
    sim_power_grid_free (grid);
  }
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* What a row of the field table cannot show: other designs have the counts of their runs too. */
static void test_designs (void)
{
  static const char *const designs[][3] = {
    { "/allocation={\"method\": \"permuted-blocks\"}", "/arms/usual/size=60,30",
      "/arms/usual/size=30" },
    { "/practitioners={\"count\": {\"hand-ear\": 4, \"standard\": 4}, \"icc\": 0.05}",
      "/practitioners/icc=0,0.1", "/practitioners/icc=0.1" },
    { "/testing/success=[{\"id\": \"two\", \"at-least\": 2, \"of\": [\"HE-UC\", \"ST-UC\", "
      "\"HE-ST\"]}]", "/outcomes/rmdq/sd=4,6", "/outcomes/rmdq/sd=6" },
    { "/outcomes/rmdq/type=binary", "/outcomes/rmdq/proportions/hand-ear=0.5,0.6",
      "/outcomes/rmdq/proportions/hand-ear=0.6" },
  };
  static const char *const binary[]
      = { "/outcomes=[{\"id\": \"rmdq\", \"type\": \"binary\", \"better\": \"higher\","
          "\"proportions\": {\"hand-ear\": 0.5, \"standard\": 0.4, \"usual\": 0.3}}]",
          "/analyses=[{\"id\": \"main\", \"method\": \"risk-difference\"}]" };
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  for (guint d = 0; d < G_N_ELEMENTS (designs); d++) {
    gboolean is_binary = d + 1 == G_N_ELEMENTS (designs);
    const char *sets[] = { is_binary ? binary[0] : designs[d][0],
                           is_binary ? binary[1] : "/x-a=1", "/x-b=1", NULL };
    SimScenario *scenario = fixture_scenario_v (sets);
    SimPowerGrid *grid = GRID_OF (scenario, designs[d][1]);
    SimPowerGridOptions options = { .replicates = 1000 };
    fill (grid, 2, &options);
    sets[2] = designs[d][2];
    same_as_run (grid, 1, engine, 1000, sets);
    sim_power_grid_free (grid);
    sim_scenario_unref (scenario);
  }
  sim_engine_free (engine);
}

static void note_cell (const SimPowerGrid *grid, guint cell, gpointer data)
{
  GArray *seen = data;
  g_assert_true (grid->cells[cell].done);
  g_array_append_val (seen, cell);
}

/* Corners, then the middle, then quarters: every level halves the distances. */
static void test_order (void)
{
  SimScenario *scenario = fixture_scenario ("/x-none=1");
  SimPowerGrid *grid
      = GRID_OF (scenario, "/outcomes/rmdq/sd=4:6:5", "/dropout/proportion=0:0.2:5");
  /* the losses change who is drawn, so cells of one proportion are neighbours */
  static const guint first[] = { 0, 20, 4, 24, 10, 2, 12, 22, 14 };
  GArray *seen = g_array_new (FALSE, FALSE, sizeof (guint));
  SimPowerGridOptions options = { .replicates = 64, .cell_done = note_cell, .data = seen };
  fill (grid, 2, &options);
  g_assert_cmpuint (seen->len, ==, 25);
  g_assert_cmpmem (seen->data, sizeof first, first, sizeof first);
  for (guint i = 0; i < 25; i++) {
    guint level = grid->level[i];
    g_assert_cmpuint (level, ==, i / 5 % 2 || i % 2 ? 2 : i / 5 == 2 || i % 5 == 2 ? 1 : 0);
    g_assert_cmpuint (sim_power_grid_index (grid, i, 0), ==, i / 5);
    g_assert_cmpuint (sim_power_grid_index (grid, i, 1), ==, i % 5);
  }
  g_array_unref (seen);
  sim_power_grid_free (grid);
  /* the picture of 25 x 25 is coarse 5 x 5 first */
  grid = GRID_OF (scenario, "/outcomes/rmdq/sd=4:6:25", "/dropout/proportion=0:0.2:25");
  for (guint i = 0; i < 25; i++)
    for (guint a = 0; a < 2; a++)
      g_assert_cmpuint (sim_power_grid_index (grid, grid->order[i], a) % 6, ==, 0);
  sim_power_grid_free (grid);
  sim_scenario_unref (scenario);
}

/* The same cells in another order of axes and values, and with other threads. */
static void test_any_order (void)
{
  SimScenario *scenario = fixture_scenario ("/x-none=1");
  SimPowerGrid *one = GRID_OF (scenario, "/outcomes/rmdq/sd=4:6:4", "/dropout/proportion=0,0.1");
  SimPowerGrid *other = GRID_OF (scenario, "/dropout/proportion=0.1,0", "/outcomes/rmdq/sd=6:4:4");
  SimPowerGridOptions options = { .replicates = 2000 };
  fill (one, 1, &options);
  fill (other, 3, &options);
  for (guint i = 0; i < 4; i++)
    for (guint k = 0; k < 2; k++) {
      const SimPowerCell *a = &one->cells[i * 2 + k], *b = &other->cells[(1 - k) * 4 + 3 - i];
      same_figure (&a->power[0], &b->power[0]);
      same_figure (&a->power[2], &b->power[2]);
      same_figure (&a->power[3], &b->power[3]);
    }
  sim_power_grid_free (one);
  sim_power_grid_free (other);
  sim_scenario_unref (scenario);
}

/* t tests: every cell within 4 Monte Carlo errors of noncentral t, which the grid gives beside. */
static void test_exact (void)
{
  SimScenario *scenario = fixture_scenario (
      "/outcomes/rmdq/baseline=null", "/analyses/main/method=t-test",
      "/analyses/main/adjust-for=null", "/testing/multiplicity/method=none",
      "/dropout/proportion=0");
  SimPowerGrid *grid = GRID_OF (scenario, "/outcomes/rmdq/means/hand-ear=5:9:5",
                                "/outcomes/rmdq/sd=3:7:3", "/arms/usual/size=20,80");
  SimPowerGridOptions options = { .replicates = 20000, .exact = TRUE };
  guint compared = 0;
  fill (grid, 2, &options);
  for (guint i = 0; i < grid->n_cells; i++)
    for (guint h = 0; h < 3; h++) {
      const SimPowerCell *cell = &grid->cells[i];
      double p = cell->exact[h], error = sqrt (p * (1 - p) / 20000);
      g_assert_true (p > 0 && p <= 1);
      g_assert_cmpfloat (fabs (cell->power[h].value - p), <=, 4 * error + 1e-9);
      compared++;
    }
  g_assert_cmpuint (compared, ==, 90);
  sim_power_grid_free (grid);
  sim_scenario_unref (scenario);
}

/* What is not possible is said in its cell; the others have their figures. */
static void test_problems (void)
{
  SimScenario *scenario = fixture_scenario ("/x-none=1");
  SimPowerGrid *grid = GRID_OF (scenario, "/outcomes/rmdq/correlation/baseline=0.5,0.95,1.5",
                                "/dropout/proportion=0.1,-0.1");
  SimPowerGridOptions options = { .replicates = 100 };
  fill (grid, 2, &options);
  g_assert_null (grid->cells[0].problem);
  g_assert_cmpfloat (grid->cells[0].power[0].value, >, 0.5);
  g_assert_nonnull (strstr (grid->cells[1].problem, "/dropout/proportion: "));
  g_assert_nonnull (strstr (grid->cells[2].problem, "positive definite"));
  g_assert_nonnull (strstr (grid->cells[4].problem, "allowed: "));
  for (guint i = 1; i < 6; i++) {
    g_assert_nonnull (grid->cells[i].problem);
    g_assert_true (isnan (grid->cells[i].power[0].value));
    g_assert_true (isnan (grid->cells[i].power[3].value));
  }
  sim_power_grid_free (grid);
  sim_scenario_unref (scenario);
}

static void refused (SimScenario *scenario, SimErrorCode code, const char *const *texts)
{
  SimVary *axes[8] = { NULL };
  GError *error = NULL;
  guint n = 0;
  for (; texts[n] != NULL; n++)
    axes[n] = sim_vary_parse (texts[n], NULL);
  g_assert_null (sim_power_grid_new (scenario, (const SimVary *const *) axes, n, &error));
  g_assert_error (error, SIM_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, "allowed: "));
  g_clear_error (&error);
  while (n > 0)
    sim_vary_free (axes[--n]);
}

#define REFUSED(scenario, code, ...)                                                              \
  refused (scenario, code, (const char *const[]){ __VA_ARGS__, NULL })

static void test_refused (void)
{
  SimScenario *scenario = fixture_scenario ("/x-none=1");
  const char *sd = "/outcomes/rmdq/sd=4:6:101", *dropout = "/dropout/proportion=0:0.5:100";
  REFUSED (scenario, SIM_ERROR_LIMIT, sd, dropout);
  refused (scenario, SIM_ERROR_LIMIT, (const char *const[]){ NULL });
  REFUSED (scenario, SIM_ERROR_LIMIT, sd, sd, sd, sd, sd);
  REFUSED (scenario, SIM_ERROR_USAGE, "/outcomes/rmdq/sd=4,5", "/outcomes/rmdq/sd=6,7");
  REFUSED (scenario, SIM_ERROR_USAGE, "/outcomes/rmdq/sd=4,5", "/outcomes/0/sd=6,7");
  REFUSED (scenario, SIM_ERROR_USAGE, "/outcomes/rmdq/sd=4,5", "/outcomes/0/sd+=1,2");
  REFUSED (scenario, SIM_ERROR_USAGE, "/outcomes/rmdq/means/hand-ear=4,5",
           "/outcomes/0/means/hand-ear/0=6,7");
  REFUSED (scenario, SIM_ERROR_USAGE, "/outcomes/rmdq/means/hand-ear/0+=1,2",
           "/outcomes/rmdq/means/hand-ear=6,7");
  sim_power_grid_free (GRID_OF (scenario, "/outcomes/rmdq/means/hand-ear=6,7",
                                "/outcomes/rmdq/means/hand-ear/0+=1,2"));
  REFUSED (scenario, SIM_ERROR_POINTER, "/nonsense=4,5");
  REFUSED (scenario, SIM_ERROR_KIND, "/testing/multiplicity/method=4,5");
  sim_scenario_unref (scenario);
}

static void cancel_after (const SimPowerGrid *grid, guint cell, gpointer data)
{
  if (grid->n_done == 5)
    g_atomic_int_set ((gint *) data, 1);
}

/* What is done stays done, and a further call goes on to the same figures. */
static void test_cancel (void)
{
  SimScenario *scenario = fixture_scenario ("/x-none=1");
  SimPowerGrid *grid = GRID_OF (scenario, "/outcomes/rmdq/sd=4:6:9");
  SimPowerGrid *whole = GRID_OF (scenario, "/outcomes/rmdq/sd=4:6:9");
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  GError *error = NULL;
  gint cancel = 0;
  SimPowerGridOptions options = { .replicates = 500, .cell_done = cancel_after, .data = &cancel };
  g_assert_false (sim_power_grid_run (grid, engine, &options, &cancel, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (grid->n_done, ==, 5);
  g_assert_false (sim_power_grid_run (grid, engine, &options, &cancel, NULL));
  g_assert_cmpuint (grid->n_done, ==, 5);
  cancel = 0;
  options.cell_done = NULL;
  g_assert_true (sim_power_grid_run (grid, engine, &options, &cancel, &error));
  fill (whole, 1, &options);
  for (guint i = 0; i < 9; i++)
    same_figure (&grid->cells[i].power[3], &whole->cells[i].power[3]);
  sim_engine_free (engine);
  sim_power_grid_free (grid);
  sim_power_grid_free (whole);
  sim_scenario_unref (scenario);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study/power-grid/cells", test_cells);
  g_test_add_func ("/study/power-grid/designs", test_designs);
  g_test_add_func ("/study/power-grid/order", test_order);
  g_test_add_func ("/study/power-grid/any-order", test_any_order);
  g_test_add_func ("/study/power-grid/exact", test_exact);
  g_test_add_func ("/study/power-grid/problems", test_problems);
  g_test_add_func ("/study/power-grid/refused", test_refused);
  g_test_add_func ("/study/power-grid/cancel", test_cancel);
  return g_test_run ();
}
