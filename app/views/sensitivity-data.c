/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sensitivity-data.c - runs the tornado and the grid, and makes figures of what they have so far.
 */
#include "views/sensitivity-data.h"

#include <glib/gi18n.h>
#include <math.h>

/* Trials of each end and each cell: an error of at most 0.35 and 0.5 points. */
#define TORNADO_TRIALS 20000
#define MAP_TRIALS     10000
#define MAP_STEPS      25
#define KEEP           ((gsize)256 << 20)
#define REPORT_EVERY   (G_USEC_PER_SEC / 10)
/* Of the engine's threads: the run of the document comes first. */
#define NICENESS 8

typedef struct {
  AppTask *task;
  const AppSensitivityInput *input;
  GPtrArray *assumptions;
  SimGoal goals[SIM_MAX_GOALS];
  guint goal; /* the one that is asked for */
  guint x, y;
  gint64 reported;
} Work;

void
app_sensitivity_input_free (AppSensitivityInput *input)
{
  sim_scenario_unref (input->scenario);
  g_free (input->goal);
  g_free (input->x);
  g_free (input->y);
  g_free (input);
}

void
app_sensitivity_result_free (AppSensitivityResult *result)
{
  if (result == NULL)
    return;
  plot_figure_unref (result->figure);
  g_ptr_array_unref (result->assumptions);
  g_free (result->error);
  g_free (result);
}

/* Takes figure over. */
static AppSensitivityResult *
result_new (const Work *work, PlotFigure *figure, double share)
{
  AppSensitivityResult *result = g_new0 (AppSensitivityResult, 1);

  result->figure = figure;
  result->assumptions = g_ptr_array_ref (work->assumptions);
  result->kind = work->input->kind;
  result->goal = work->goal;
  result->x = work->x;
  result->y = work->y;
  result->share = share;
  return result;
}

static AppSensitivityResult *
failure (const Work *work, const GError *error)
{
  AppSensitivityResult *result = result_new (work, NULL, 1);

  result->error = g_strdup (error->message);
  return result;
}

static gboolean
time_to_report (Work *work)
{
  gint64 now = g_get_monotonic_time ();

  if (now - work->reported < REPORT_EVERY)
    return FALSE;
  work->reported = now;
  return TRUE;
}

static char *
subject_of (const Work *work)
{
  return plot_text_goal (work->input->scenario, &work->goals[work->goal]);
}

static double
target_of (const Work *work)
{
  return sim_scenario_number (work->input->scenario, "/run/target-power");
}

/* --- which assumptions --- */

static const char *
pointer_of (const Work *work, guint index)
{
  return ((const SimAssumption *)g_ptr_array_index (work->assumptions, index))->range->pointer;
}

/* Means, proportions, rates, medians, hazards of an arm, or its ratio. */
static gboolean
is_of_arms (const Work *work, guint index)
{
  static const char *const names[] = { "means",   "proportions",  "rates",      "medians",
                                       "hazards", "hazard-ratio", "odds-ratio", NULL };
  g_autofree char *above = g_path_get_dirname (pointer_of (work, index));
  g_autofree char *name = g_path_get_basename (above);

  return g_strv_contains (names, name);
}

static gboolean
is_standard_deviation (const Work *work, guint index)
{
  const char *pointer = pointer_of (work, index);

  return g_str_has_suffix (pointer, "/sd") && !g_str_has_suffix (pointer, "/baseline/sd");
}

/* --- ranges --- */

static PlotFigure *
tornado_figure (const Work *work, const SimTornado *tornado)
{
  return plot_tornado_figure_new (
      plot_tornado_data_of (work->input->scenario, tornado, work->assumptions, work->goal,
                            work->input->run_replicates));
}

/* Where none is asked for. The plan is simulated before all ends. */
static void
choose_goal (Work *work, const SimTornado *tornado)
{
  if (work->input->goal == NULL)
    work->goal = sim_tornado_goal (tornado, NULL, NULL);
}

static void
on_end_done (const SimTornado *tornado, gpointer data)
{
  Work *work = data;

  if (!time_to_report (work))
    return;
  choose_goal (work, tornado);
  app_task_report (work->task, result_new (work, tornado_figure (work, tornado),
                                           tornado->n_done / (2.0 * tornado->n_bars)));
}

static AppSensitivityResult *
compute_ranges (Work *work, SimEngine *engine)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimTornado) tornado = NULL;
  SimTornadoOptions options = { .replicates = TORNADO_TRIALS };

  if (work->assumptions->len == 0)
    return result_new (work, plot_tornado_figure_new (plot_tornado_data_new (0, "")), 1);
  tornado = sim_assumptions_tornado (work->input->scenario, work->assumptions, &error);
  options.end_done = on_end_done;
  options.data = work;
  if (tornado == NULL
      || !sim_tornado_run (tornado, engine, &options, app_task_cancel (work->task), &error))
    return g_error_matches (error, SIM_ERROR, SIM_ERROR_CANCELLED) ? NULL : failure (work, error);
  choose_goal (work, tornado);
  return result_new (work, tornado_figure (work, tornado), 1);
}

/* --- the map --- */

static void
fill_axis (PlotHeatAxis *to, const SimVary *vary, const SimAssumption *assumption)
{
  static const PlotHeatKind kinds[] = { [SIM_VARY_SET] = PLOT_HEAT_VALUE,
                                        [SIM_VARY_SHIFT] = PLOT_HEAT_CHANGE,
                                        [SIM_VARY_SCALE] = PLOT_HEAT_MULTIPLE };

  to->kind = kinds[vary->how];
  to->name = plot_text_clean (assumption->label);
  to->unit = plot_text_clean (assumption->unit);
  to->own = assumption->planned;
  for (guint i = 0; i < vary->n; i++)
    to->at[i] = vary->values[i];
}

/* The grid has y for its first axis and x for its last, which runs fastest: as the figure has. */
static PlotFigure *
map_figure (const Work *work, const SimPowerGrid *grid)
{
  g_autofree char *subject = subject_of (work);
  PlotHeatData *data = plot_heat_data_new (grid->axes[1]->n, grid->axes[0]->n, subject);

  fill_axis (&data->x, grid->axes[1], g_ptr_array_index (work->assumptions, work->x));
  fill_axis (&data->y, grid->axes[0], g_ptr_array_index (work->assumptions, work->y));
  for (guint i = 0; i < grid->n_cells; i++) {
    const SimFigure *power = &grid->cells[i].power[work->goal];

    data->cells[i].problem = g_strdup (grid->cells[i].problem);
    if (grid->cells[i].done && grid->cells[i].problem == NULL) {
      data->cells[i].value = power->value;
      data->cells[i].mcse = power->mcse;
    }
  }
  data->n_done = grid->n_done;
  data->target = target_of (work);
  data->replicates = MAP_TRIALS;
  return plot_heat_figure_new (data);
}

static void
on_cell_done (const SimPowerGrid *grid, guint cell, gpointer data)
{
  Work *work = data;

  if (time_to_report (work))
    app_task_report (work->task, result_new (work, map_figure (work, grid),
                                             (double)grid->n_done / grid->n_cells));
}

/* Equal steps over the range of an assumption. */
static SimVary *
steps_of (const SimAssumption *assumption, GError **error)
{
  double values[MAP_STEPS];
  const double *ends = assumption->range->values;

  for (guint i = 0; i < MAP_STEPS; i++)
    values[i] = ends[0] + (ends[1] - ends[0]) * i / (MAP_STEPS - 1);
  return sim_vary_new (assumption->range->pointer, assumption->range->how, values, MAP_STEPS,
                       error);
}

static AppSensitivityResult *
compute_map (Work *work, SimEngine *engine)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimVary) x = steps_of (g_ptr_array_index (work->assumptions, work->x), &error);
  g_autoptr (SimVary) y
      = x != NULL ? steps_of (g_ptr_array_index (work->assumptions, work->y), &error) : NULL;
  const SimVary *const axes[2] = { y, x };
  g_autoptr (SimPowerGrid) grid
      = y != NULL ? sim_power_grid_new (work->input->scenario, axes, 2, &error) : NULL;
  SimPowerGridOptions options = { .replicates = MAP_TRIALS, .cell_done = on_cell_done };

  options.data = work;
  if (grid == NULL
      || !sim_power_grid_run (grid, engine, &options, app_task_cancel (work->task), &error))
    return g_error_matches (error, SIM_ERROR, SIM_ERROR_CANCELLED) ? NULL : failure (work, error);
  return result_new (work, map_figure (work, grid), 1);
}

/* --- both --- */

static gboolean
find_assumption (GPtrArray *assumptions, const char *pointer, guint *index)
{
  for (guint i = 0; pointer != NULL && i < assumptions->len; i++) {
    const SimAssumption *one = g_ptr_array_index (assumptions, i);

    if (g_strcmp0 (one->range->pointer, pointer) == 0) {
      *index = i;
      return TRUE;
    }
  }
  return FALSE;
}

/* Those that were chosen, where they are there; else the values of an arm, and the SD or what else
   there is: whatever has been found by then, so that the same scenario has the same map. */
static void
choose_axes (Work *work)
{
  guint n = work->assumptions->len;

  if (!find_assumption (work->assumptions, work->input->x, &work->x))
    for (work->x = 0; work->x + 1 < n && !is_of_arms (work, work->x);)
      work->x++;
  if (find_assumption (work->assumptions, work->input->y, &work->y) && work->y != work->x)
    return;
  for (work->y = 0; work->y + 1 < n && !is_standard_deviation (work, work->y);)
    work->y++;
  if (work->y == work->x || (n > 0 && !is_standard_deviation (work, work->y)))
    work->y = n > 1 ? (work->x + 1) % n : 0;
}

static AppSensitivityResult *
run_work (Work *work)
{
  g_autoptr (GError) error = NULL;
  SimEngine *engine = sim_engine_new (0, SIM_ISA_AUTO, &error);
  AppSensitivityResult *result;

  if (engine == NULL)
    return failure (work, error);
  sim_engine_set_nice (engine, NICENESS);
  sim_engine_set_keep (engine, KEEP);
  if (work->input->kind == APP_SENSITIVITY_MAP && work->assumptions->len > 1)
    result = compute_map (work, engine);
  else
    result = compute_ranges (work, engine);
  sim_engine_free (engine);
  return result;
}

AppSensitivityResult *
app_sensitivity_compute (AppTask *task, AppSensitivityInput *input)
{
  Work work = { .task = task, .input = input };
  AppSensitivityResult *result;
  guint n_goals = sim_goals (input->scenario, work.goals);

  /* The tornado and the grid have the goals in this order too. Of one id the first counts, which
     the scenario gave. */
  for (guint i = n_goals; i > 0; i--)
    if (g_strcmp0 (work.goals[i - 1].id, input->goal) == 0)
      work.goal = i - 1;
  work.assumptions = sim_assumptions (input->scenario);
  choose_axes (&work);
  result = run_work (&work);
  g_ptr_array_unref (work.assumptions);
  return result;
}
