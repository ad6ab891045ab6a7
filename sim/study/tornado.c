/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tornado.c - each assumption alone at both ends of its range, paired trial by trial with the plan.
 */
#include "tornado.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "../theory/theory.h"
#include "batch.h"

enum { CHUNK = 4096 };

/* --- ranges -------------------------------------------------------------------------------- */

/* The range of one entry of basis, or NULL where it gives none for numbers. */
static SimVary *
range_of (SimDraft *draft, const char *pointer, const SimValue *entry)
{
  const SimValue *range = sim_value_get (entry, "range");
  double ends[2] = { sim_value_number (sim_value_at (range, 0)),
                     sim_value_number (sim_value_at (range, 1)) };
  SimVary *vary;

  if (sim_value_length (range) != 2 || !(ends[0] < ends[1]))
    return NULL;
  vary = sim_vary_new (pointer, SIM_VARY_SET, ends, 2, NULL);
  if (vary != NULL && !sim_vary_check (vary, draft, NULL))
    g_clear_pointer (&vary, sim_vary_free);
  return vary;
}

/* The first of n that is of the same numbers as another; NULL if none is. */
static const SimVary *
find_same (const SimVary *const *ranges, guint n, const SimVary *other,
           const SimScenario *scenario)
{
  for (guint i = 0; i < n; i++)
    if (sim_vary_same (ranges[i], other, scenario))
      return ranges[i];
  return NULL;
}

GPtrArray *
sim_tornado_ranges (SimScenario *scenario)
{
  SimDraft *draft = sim_scenario_draft (scenario);
  const SimValue *basis = sim_value_get (sim_draft_root (draft), "basis");
  GPtrArray *ranges = g_ptr_array_new_with_free_func ((GDestroyNotify)sim_vary_free);

  for (guint i = 0; i < sim_value_length (basis) && ranges->len < SIM_TORNADO_MAX_BARS; i++) {
    SimVary *vary = range_of (draft, sim_value_key (basis, i), sim_value_at (basis, i));
    if (vary != NULL
        && find_same ((const SimVary *const *)ranges->pdata, ranges->len, vary, scenario) != NULL)
      g_clear_pointer (&vary, sim_vary_free);
    if (vary != NULL)
      g_ptr_array_add (ranges, vary);
  }
  return ranges;
}

/* --- the tornado --------------------------------------------------------------------------- */

static gboolean
check_ranges (SimScenario *scenario, const SimVary *const *ranges, guint n, GError **error)
{
  SimDraft *draft = sim_scenario_draft (scenario);

  if (n < 1 || n > SIM_TORNADO_MAX_BARS) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_LIMIT,
                 _ ("found %u ranges of assumptions; allowed: 1 to %d"), n, SIM_TORNADO_MAX_BARS);
    return FALSE;
  }
  for (guint i = 0; i < n; i++) {
    g_autoptr (SimDraft) edited = NULL;
    if (ranges[i]->n != 2) {
      g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE,
                   _ ("%s: found %u values; allowed: the two ends of a range"), ranges[i]->pointer,
                   ranges[i]->n);
      return FALSE;
    }
    if (!sim_vary_check (ranges[i], draft, error))
      return FALSE;
    edited = sim_vary_apply (ranges[i], draft, 0, error);
    if (edited == NULL)
      return FALSE;
    const SimVary *same = find_same (ranges, i, ranges[i], scenario);
    if (same != NULL) {
      g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE,
                   _ ("%s: found twice, before as %s; allowed: every value once"),
                   ranges[i]->pointer, same->pointer);
      return FALSE;
    }
  }
  return TRUE;
}

static void
clear_end (SimTornadoEnd *end)
{
  *end = (SimTornadoEnd){ .analysed = NAN };
  for (guint g = 0; g < SIM_MAX_GOALS; g++)
    end->power[g] = sim_paired (0, 0, 0, 0);
}

SimTornado *
sim_tornado_new (SimScenario *scenario, const SimVary *const *ranges, guint n, GError **error)
{
  SimDraft *draft = sim_scenario_draft (scenario);

  if (!check_ranges (scenario, ranges, n, error))
    return NULL;
  SimTornado *tornado = g_new0 (SimTornado, 1);
  tornado->scenario = sim_scenario_ref (scenario);
  tornado->n_goals = sim_goals (scenario, tornado->goals);
  for (guint g = 0; g < SIM_MAX_GOALS; g++) {
    tornado->power[g] = (SimFigure){ NAN, NAN, NAN, NAN };
    tornado->exact[g] = NAN;
  }
  tornado->n_bars = n;
  tornado->bars = g_new0 (SimTornadoBar, n);
  for (guint i = 0; i < n; i++) {
    SimTornadoBar *bar = &tornado->bars[i];
    bar->range = sim_vary_copy (ranges[i]);
    bar->planned = sim_vary_planned (ranges[i], draft);
    clear_end (&bar->ends[0]);
    clear_end (&bar->ends[1]);
  }
  return tornado;
}

void
sim_tornado_free (SimTornado *tornado)
{
  if (tornado == NULL)
    return;
  for (guint i = 0; i < tornado->n_bars; i++) {
    sim_vary_free (tornado->bars[i].range);
    g_free (tornado->bars[i].ends[0].problem);
    g_free (tornado->bars[i].ends[1].problem);
  }
  sim_scenario_unref (tornado->scenario);
  g_free (tornado->bars);
  g_free (tornado);
}

/* --- running ------------------------------------------------------------------------------- */

typedef struct {
  SimTornado *tornado;
  const SimTornadoOptions *options;
  const gint *cancel;
  guint *order;         /* of the bars */
  SimSnapshot *planned; /* once it is there */
} Running;

/* Cell 0 is the plan, then come the ends of each bar. */
static SimTornadoBar *
bar_of (const Running *running, guint cell, guint *end)
{
  *end = (cell - 1) % 2;
  return &running->tornado->bars[running->order[(cell - 1) / 2]];
}

static void
finish (const Running *running, SimTornadoEnd *end)
{
  end->done = TRUE;
  running->tornado->n_done++;
  if (running->options->end_done != NULL)
    running->options->end_done (running->tornado, running->options->data);
}

static SimScenario *
make_cell (gpointer data, guint cell)
{
  Running *running = data;
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (GError) refused = NULL;
  guint end;

  if (cell == 0)
    return sim_vary_scenario (running->tornado->scenario, NULL, NULL, 0, problems, NULL);
  SimTornadoBar *bar = bar_of (running, cell, &end);
  SimScenario *scenario = sim_vary_scenario (running->tornado->scenario, &bar->range, &end, 1,
                                             problems, &refused);
  if (scenario == NULL) {
    bar->ends[end].problem = sim_vary_problem (problems, refused);
    finish (running, &bar->ends[end]);
  }
  return scenario;
}

/* Trials in which both, the first alone, the second alone had a goal. */
typedef struct {
  guint64 both, only_a, only_b;
} Pairs;

static void
count_pairs (const SimTornado *tornado, const SimSnapshot *a, const SimSnapshot *b, guint64 n,
             Pairs *pairs)
{
  g_autofree SimVerdict *of_a = g_new (SimVerdict, CHUNK), *of_b = g_new (SimVerdict, CHUNK);
  guint n_hypotheses = sim_scenario_n_hypotheses (tornado->scenario);

  for (guint64 first = 0; first < n; first += CHUNK) {
    gsize some = (gsize)MIN (n - first, CHUNK);
    sim_verdicts_read (sim_snapshot_verdicts (a), 0, first, some, of_a);
    sim_verdicts_read (sim_snapshot_verdicts (b), 0, first, some, of_b);
    for (gsize i = 0; i < some; i++)
      for (guint g = 0; g < tornado->n_goals; g++) {
        gboolean in_a = sim_goal_met (&tornado->goals[g], of_a[i], n_hypotheses);
        gboolean in_b = sim_goal_met (&tornado->goals[g], of_b[i], n_hypotheses);
        pairs[g].both += in_a && in_b;
        pairs[g].only_a += in_a && !in_b;
        pairs[g].only_b += in_b && !in_a;
      }
  }
}

/* The exact value of each goal at the one size of a scenario; NaN where there is none. */
static void
find_exact (const Running *running, SimScenario *scenario, double exact[SIM_MAX_GOALS])
{
  SimTheory *theory
      = running->options->exact ? sim_theory_new (scenario, FALSE, running->cancel) : NULL;

  for (guint g = 0; g < running->tornado->n_goals; g++)
    exact[g] = theory != NULL ? sim_goal_exact (&running->tornado->goals[g], &theory->sizes[0])
                              : NAN;
  sim_theory_free (theory);
}

static void
take_plan (Running *running, SimSnapshot *snapshot)
{
  SimTornado *tornado = running->tornado;
  const SimResults *results = sim_snapshot_results (snapshot);

  running->planned = sim_snapshot_ref (snapshot);
  tornado->replicates = results->replicates;
  tornado->total = results->sizes[0].total;
  for (guint g = 0; g < tornado->n_goals; g++) {
    const SimGoal *goal = &tornado->goals[g];
    tornado->power[g] = *sim_goal_power (goal, &results->sizes[0]);
    tornado->counts[g] = sim_goal_counts (goal, tornado->scenario, &results->sizes[0]);
  }
  find_exact (running, sim_snapshot_scenario (snapshot), tornado->exact);
}

static void
take_cell (gpointer data, guint cell, SimSnapshot *snapshot)
{
  Running *running = data;
  SimTornado *tornado = running->tornado;
  Pairs pairs[SIM_MAX_GOALS] = { { 0 } };
  double exact[SIM_MAX_GOALS];
  guint at;

  if (cell == 0) {
    take_plan (running, snapshot);
    return;
  }
  SimTornadoEnd *end = &bar_of (running, cell, &at)->ends[at];
  const SimResults *results = sim_snapshot_results (snapshot);
  guint64 n = MIN (results->replicates, tornado->replicates);
  count_pairs (tornado, running->planned, snapshot, n, pairs);
  find_exact (running, sim_snapshot_scenario (snapshot), exact);
  for (guint g = 0; g < tornado->n_goals; g++) {
    end->power[g] = sim_paired (n, pairs[g].both, pairs[g].only_a, pairs[g].only_b);
    end->power[g].exact_a = tornado->exact[g];
    end->power[g].exact_b = exact[g];
    end->power[g].exact = exact[g] - tornado->exact[g];
    end->counts[g] = sim_goal_counts (&tornado->goals[g], sim_snapshot_scenario (snapshot),
                                      &results->sizes[0]);
  }
  end->total = results->sizes[0].total;
  end->analysed = results->sizes[0].analysed;
  finish (running, end);
}

gboolean
sim_tornado_run (SimTornado *tornado, SimEngine *engine, const SimTornadoOptions *options,
                 const gint *cancel, GError **error)
{
  g_autofree guint *order = g_new (guint, tornado->n_bars);
  Running running = { tornado, options, cancel, order, NULL };
  SimBatchCalls calls = { make_cell, take_cell, &running };
  SimRunOptions how = { .replicates = options->replicates, .verdicts = TRUE };
  GError *failed = NULL;
  guint n = 0;

  /* those with the patients of the plan follow it, so that an engine may keep these */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < tornado->n_bars; i++)
      if (sim_vary_redraws (tornado->bars[i].range, sim_scenario_draft (tornado->scenario))
          == (pass == 1))
        order[n++] = i;
  gboolean good = sim_batch_run (engine, 1 + 2 * n, &how, &calls, cancel, &failed);
  sim_snapshot_unref (running.planned);
  if (failed != NULL)
    g_propagate_error (error, failed);
  else if (!good)
    g_set_error (error, SIM_ERROR, SIM_ERROR_CANCELLED,
                 _ ("stopped before all assumptions were varied"));
  return good;
}

/* --- what it shows ------------------------------------------------------------------------- */

double
sim_tornado_swing (const SimTornado *tornado, guint bar, guint goal)
{
  double low = 0, high = 0;

  for (guint e = 0; e < 2; e++) {
    const SimPaired *power = &tornado->bars[bar].ends[e].power[goal];
    if (power->n > 0) {
      low = MIN (low, power->difference.value);
      high = MAX (high, power->difference.value);
    }
  }
  return high - low;
}

typedef struct {
  guint bar;
  double swing;
} Ranked;

static int
compare_swings (gconstpointer a, gconstpointer b)
{
  const Ranked *x = a, *y = b;

  if (x->swing != y->swing)
    return (x->swing < y->swing) - (x->swing > y->swing);
  return (x->bar > y->bar) - (x->bar < y->bar);
}

void
sim_tornado_order (const SimTornado *tornado, guint goal, guint *order)
{
  g_autofree Ranked *ranked = g_new (Ranked, tornado->n_bars);

  for (guint i = 0; i < tornado->n_bars; i++)
    ranked[i] = (Ranked){ i, sim_tornado_swing (tornado, i, goal) };
  qsort (ranked, tornado->n_bars, sizeof *ranked, compare_swings);
  for (guint i = 0; i < tornado->n_bars; i++)
    order[i] = ranked[i].bar;
}

guint
sim_tornado_goal (const SimTornado *tornado, const char *id, gboolean *by_power)
{
  double power[SIM_MAX_GOALS];

  for (guint g = 0; g < tornado->n_goals; g++)
    power[g] = tornado->counts[g] == SIM_COUNTS_ERROR ? NAN : tornado->power[g].value;
  return sim_goal_shown (tornado->scenario, id, power, by_power);
}
