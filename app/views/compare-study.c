/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare-study.c - from the present scenario and the pins to what is known of their differences.
 */
#include "views/compare-study.h"

#include <stdlib.h>

/* Enough to see a difference of some points at once. */
#define FIRST_LOOK 4000
/* Of the comparison that is made for its exact values alone. */
#define FEW_TRIALS 100

typedef struct {
  guint id;
  SimScenario *scenario;
} Pin;

typedef struct {
  SimScenario *present;
  GArray *pins; /* of Pin */
} Input;

/* One study on its way. */
typedef struct {
  AppTask *task;
  const Input *input;
  GPtrArray *scenarios; /* with common sizes: the present one, then those that go with it */
  double from, to;      /* the shares of all the work between which the present part lies */
  gboolean exact;       /* only exact values are left to do */
} Work;

gpointer
app_compare_input_new (SimScenario *present, AppPins *pins)
{
  Input *input = g_new0 (Input, 1);

  input->present = sim_scenario_ref (present);
  input->pins = g_array_new (FALSE, FALSE, sizeof (Pin));
  for (guint i = 0; i < app_pins_n (pins); i++) {
    const AppPin *pin = app_pins_get (pins, i);
    Pin kept = { pin->id, sim_scenario_ref (pin->scenario) };
    g_array_append_val (input->pins, kept);
  }
  return input;
}

void
app_compare_input_free (gpointer data)
{
  Input *input = data;

  for (guint i = 0; i < input->pins->len; i++)
    sim_scenario_unref (g_array_index (input->pins, Pin, i).scenario);
  g_array_unref (input->pins);
  sim_scenario_unref (input->present);
  g_free (input);
}

static void
free_compared (gpointer data)
{
  AppCompared *compared = data;

  sim_scenario_unref (compared->scenario);
  g_ptr_array_unref (compared->differences);
  g_free (compared);
}

void
app_compared_all_free (gpointer data)
{
  AppComparedAll *all = data;

  sim_scenario_unref (all->present);
  g_ptr_array_unref (all->pins);
  g_clear_pointer (&all->comparisons, g_ptr_array_unref);
  g_clear_pointer (&all->exact, g_ptr_array_unref);
  g_free (all->error);
  g_free (all);
}

/* --- sizes --- */

static int
compare_totals (gconstpointer a, gconstpointer b)
{
  guint one = *(const guint *) a, other = *(const guint *) b;

  return one < other ? -1 : one > other;
}

static void
add_totals (GArray *totals, const SimScenario *scenario)
{
  for (guint i = 0; i < sim_scenario_n_sizes (scenario); i++) {
    guint total = sim_scenario_total (scenario, i);
    gboolean known = FALSE;
    for (guint k = 0; k < totals->len && !known; k++)
      known = g_array_index (totals, guint, k) == total;
    if (!known && totals->len < SIM_MAX_SIZES - 1)
      g_array_append_val (totals, total);
  }
}

/* The totals of all; a scenario adds its own total by itself. */
static SimValue *
common_sizes (const Input *input)
{
  g_autoptr (GArray) totals = g_array_new (FALSE, FALSE, sizeof (guint));
  SimValue *values[SIM_MAX_SIZES];

  add_totals (totals, input->present);
  for (guint i = 0; i < input->pins->len; i++)
    add_totals (totals, g_array_index (input->pins, Pin, i).scenario);
  qsort (totals->data, totals->len, sizeof (guint), compare_totals);
  for (guint i = 0; i < totals->len; i++)
    values[i] = sim_value_new_number (g_array_index (totals, guint, i));
  return sim_value_new_list (values, totals->len);
}

/* The scenario at these sizes; as it is where it cannot have them. */
static SimScenario *
with_sizes (SimScenario *scenario, const SimValue *sizes)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft
      = sim_draft_set (sim_scenario_draft (scenario), "/run/sizes", sizes, NULL);
  SimScenario *changed = draft != NULL ? sim_scenario_check (draft, problems) : NULL;

  return changed != NULL ? changed : sim_scenario_ref (scenario);
}

static gboolean
goes_with (const Input *input, guint i)
{
  int match[SIM_MAX_HYPOTHESES];

  return sim_compare_match (input->present, g_array_index (input->pins, Pin, i).scenario, match)
         > 0;
}

static void
drop_scenario (gpointer scenario)
{
  sim_scenario_unref (scenario);
}

static GPtrArray *
scenarios_of (const Input *input)
{
  g_autoptr (SimValue) sizes = common_sizes (input);
  GPtrArray *scenarios = g_ptr_array_new_with_free_func (drop_scenario);

  g_ptr_array_add (scenarios, with_sizes (input->present, sizes));
  for (guint i = 0; i < input->pins->len; i++)
    if (goes_with (input, i))
      g_ptr_array_add (scenarios,
                       with_sizes (g_array_index (input->pins, Pin, i).scenario, sizes));
  return scenarios;
}

/* --- results --- */

/* Takes comparisons and exact over; NULL: there are none. */
static AppComparedAll *
result_new (const Input *input, GPtrArray *comparisons, GPtrArray *exact, double share)
{
  AppComparedAll *all = g_new0 (AppComparedAll, 1);
  guint next = 0;

  all->present = sim_scenario_ref (input->present);
  all->pins = g_ptr_array_new_with_free_func (free_compared);
  all->comparisons = comparisons;
  all->exact = exact;
  all->share = share;
  for (guint i = 0; comparisons != NULL && i < input->pins->len; i++) {
    const Pin *pin = &g_array_index (input->pins, Pin, i);
    AppCompared *compared = g_new0 (AppCompared, 1);
    compared->id = pin->id;
    compared->scenario = sim_scenario_ref (pin->scenario);
    compared->differences = app_pins_differences (input->present, pin->scenario);
    if (goes_with (input, i) && next < comparisons->len) {
      compared->exact = exact != NULL ? g_ptr_array_index (exact, next) : NULL;
      compared->comparison = g_ptr_array_index (comparisons, next++);
    }
    g_ptr_array_add (all->pins, compared);
  }
  return all;
}

static void
on_progress (double share, gpointer data)
{
  Work *work = data;

  /* It would take the place of the report of all trials. */
  if (work->exact)
    return;
  app_task_report (work->task, result_new (work->input, NULL, NULL,
                                           work->from + share * (work->to - work->from)));
}

static GPtrArray *
compare (Work *work, SimEngine *engine, guint64 trials, gboolean exact, GError **error)
{
  SimCompareOptions options = { .replicates = trials,
                                .exact = exact,
                                .cancel = app_task_cancel (work->task),
                                .progress = on_progress,
                                .data = work };

  return sim_compare (engine, (SimScenario *const *) work->scenarios->pdata, work->scenarios->len,
                      &options, error);
}

/* A first look, then all of it, then the exact values. */
static AppComparedAll *
look_and_compare (Work *work, SimEngine *engine, GError **error)
{
  guint64 trials = MIN (sim_scenario_replicates (work->input->present), APP_COMPARE_TRIALS);
  GPtrArray *found, *exact;

  if (trials > 2 * FIRST_LOOK) {
    work->to = (double) FIRST_LOOK / (double) (trials + FIRST_LOOK);
    found = compare (work, engine, FIRST_LOOK, FALSE, error);
    if (found == NULL)
      return NULL;
    app_task_report (work->task, result_new (work->input, found, NULL, work->to));
    work->from = work->to;
  }
  work->to = 1;
  found = compare (work, engine, trials, FALSE, error);
  if (found == NULL)
    return NULL;
  app_task_report (work->task, result_new (work->input, g_ptr_array_ref (found), NULL, 1));
  work->exact = TRUE;
  exact = compare (work, engine, FEW_TRIALS, TRUE, NULL);
  return result_new (work->input, found, exact, 1);
}

gpointer
app_compare_compute (AppTask *task, gpointer data)
{
  const Input *input = data;
  Work work = { .task = task, .input = input };
  g_autoptr (GError) error = NULL;
  /* Its threads are as nice as the one that makes them. */
  SimEngine *engine = NULL;
  AppComparedAll *all = NULL;

  work.scenarios = scenarios_of (input);
  if (work.scenarios->len > 1)
    engine = sim_engine_new (0, SIM_ISA_AUTO, &error);
  if (engine != NULL)
    all = look_and_compare (&work, engine, &error);
  if (all == NULL) {
    all = result_new (input, g_ptr_array_new (), NULL, 1);
    all->error = error != NULL ? g_strdup (error->message) : NULL;
  }
  if (engine != NULL)
    sim_engine_free (engine);
  g_ptr_array_unref (work.scenarios);
  return all;
}

/* --- reading --- */

const AppCompared *
app_compared_find (const AppComparedAll *all, guint id)
{
  for (guint i = 0; i < all->pins->len; i++) {
    const AppCompared *compared = g_ptr_array_index (all->pins, i);
    if (compared->id == id)
      return compared;
  }
  return NULL;
}

int
app_compared_row (const SimComparison *comparison, const SimGoal *goal)
{
  static const SimComparedKind kinds[] = {
    [SIM_GOAL_HYPOTHESIS] = SIM_COMPARED_HYPOTHESIS,
    [SIM_GOAL_SUCCESS] = SIM_COMPARED_SUCCESS,
    [SIM_GOAL_ANY] = SIM_COMPARED_ANY,
    [SIM_GOAL_ALL] = SIM_COMPARED_ALL,
  };

  for (guint i = 0; i < comparison->n_rows; i++)
    if (comparison->rows[i].kind == kinds[goal->kind]
        && g_strcmp0 (comparison->rows[i].a.id, goal->id) == 0)
      return (int) i;
  return -1;
}
