/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size.c - how many patients: the search.
 *
 * Exact power brackets the answer; without it a run of few trials over all orders of magnitude
 * does. Runs of as many trials as asked for then close in on it, 63 totals at a time. All of these
 * lie on one curve, so what was simulated for one goal serves the next.
 *
 * Where an analysis fits every total anew the work is not that of the largest total but of their
 * sum. There the first run has fewer trials, runs of more and more trials over what is left bring
 * its bracket to the width of a look, and no total is simulated twice with all trials.
 */
#include "size.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "../base/prob.h"
#include "../run/kernels.h"
#include "../scenario/model-terms.h"
#include "../scenario/strategy.h"
#include "size-curve.h"
#include "size-exact.h"

#define LOOK       63 /* totals of a run, the own one on top, where analyses read sums */
#define SLOW_LOOK  25 /* the same where they fit every total anew */
#define MOST_LOOKS 16
#define FEW        400 /* trials of a first search, at least */
#define PATIENTS   2e7 /* and so many patients in all */
#define MORE       4   /* times as many trials as in the run before */
#define WAIT       (G_USEC_PER_SEC / 50)

typedef struct {
  SimEngine *engine;
  SimScenario *scenario;
  const gint *cancel;
  GError *error;
  const SimSizeOptions *options; /* NULL, or with progress to be told */
  guint answered, n_goals;       /* goals */
  double left;                   /* share of the present goal's work */
  SimSizeGrid grid;
  SimSizeForms *forms;
  gboolean slow; /* totals cost more than patients do */
  guint look;    /* totals of a run */
  double target;
  guint64 replicates;
  double patients; /* of all runs, those of every total */
  SimSizeCurve curve;
} Search;

static gboolean
cancelled (const Search *search)
{
  return search->cancel != NULL && g_atomic_int_get (search->cancel) != 0;
}

/* share: of the present run that is done. */
static void
tell (const Search *search, double share)
{
  double left = search->left * (1 - share / 2);

  if (search->options != NULL && search->options->progress != NULL)
    search->options->progress ((search->answered + 1 - left) / search->n_goals,
                               search->options->data);
}

/* Simulates n ascending totals; NULL with the error set, or cancelled. */
static SimSnapshot *
simulate (Search *search, const guint *totals, guint n, guint64 replicates)
{
  SimRunOptions options = { .replicates = replicates };
  SimScenario *variant = sim_size_variant (search->scenario, &search->grid, totals, n);
  SimSnapshot *snapshot = NULL;
  SimRun *run;

  if (variant == NULL) {
    g_set_error_literal (&search->error, SIM_ERROR, SIM_ERROR_FAILED,
                         _ ("the scenario is not valid at other sizes"));
    return NULL;
  }
  run = sim_run_start (search->engine, variant, &options, &search->error);
  while (run != NULL && !cancelled (search) && !sim_run_wait (run, WAIT))
    tell (search, (double)sim_run_done (run) / (double)sim_run_target (run));
  if (run != NULL && sim_run_state (run) == SIM_RUN_COMPLETE)
    snapshot = sim_run_snapshot (run);
  else if (run != NULL && sim_run_state (run) == SIM_RUN_FAILED)
    g_set_error_literal (&search->error, SIM_ERROR, SIM_ERROR_FAILED, _ ("not enough memory"));
  g_clear_pointer (&run, sim_run_unref);
  sim_scenario_unref (variant);
  for (guint i = 0; i < n; i++)
    search->patients += (double)totals[i] * (double)replicates;
  search->left /= 2;
  return snapshot;
}

/* Whether a look is to have a total of the grid. */
static gboolean
is_wanted (const Search *search, const SimSizeCurve *curve, guint total)
{
  return !search->slow || sim_size_curve_at (curve, total) == NULL;
}

/* Totals of the grid from low to high, as evenly spaced as they can be; how many. */
static guint
even_totals (const Search *search, const SimSizeCurve *curve, double low, double high,
             guint *totals)
{
  const SimSizeGrid *grid = &search->grid;
  guint first = sim_size_grid_nearest (grid, low), last = sim_size_grid_nearest (grid, high);
  guint all = 0, passed = 0, n = 0, stride;

  for (guint total = first; total <= last; total += grid->step)
    all += is_wanted (search, curve, total);
  stride = MAX (1, (MAX (all, 1) + search->look - 3) / (search->look - 1));
  for (guint total = first; total <= last && n < search->look; total += grid->step)
    if (is_wanted (search, curve, total) && passed++ % stride == 0)
      totals[n++] = total;
  return n;
}

/* Adds so many trials at totals from low to high to a curve. FALSE if they were stopped. */
static gboolean
look (Search *search, double low, double high, guint64 replicates, SimSizeCurve *curve)
{
  guint totals[LOOK], n = even_totals (search, curve, low, high, totals);
  SimSnapshot *snapshot;

  if (n == 0) /* another goal has looked here */
    return TRUE;
  snapshot = simulate (search, totals, n, replicates);
  if (snapshot == NULL)
    return FALSE;
  sim_size_curve_add (curve, &search->grid, snapshot);
  return TRUE;
}

/* ---- where to look first ---- */

static guint
rising_totals (const SimSizeGrid *grid, guint top, guint *totals)
{
  double factor = pow ((double)top / grid->first, 1.0 / (LOOK - 1)), total = grid->first;
  guint n = 0;

  for (guint i = 0; i < LOOK; i++, total *= factor) {
    guint next = i == LOOK - 1 ? top : sim_size_grid_nearest (grid, total);
    if (n == 0 || next > totals[n - 1])
      totals[n++] = next;
  }
  return n;
}

/* What is said of a total of the curve. */
static void
note (const Search *search, const SimSizeCurve *curve, guint64 replicates, SimSizeStatus status,
      guint total, SimSizeAnswer *answer)
{
  const SimSizeResult *size = sim_size_curve_at (curve, total);

  answer->counts = sim_goal_counts (&answer->goal, search->scenario, size);
  answer->status = answer->counts == SIM_COUNTS_ERROR ? SIM_SIZE_NOTHING : status;
  answer->total = total;
  answer->replicates = replicates;
  answer->power = *sim_goal_power (&answer->goal, size);
  answer->analysed = size->analysed;
  for (guint a = 0; a < search->grid.n_arms; a++) {
    answer->arms[a] = size->arms[a];
    answer->analysed_arms[a] = size->analysed_arms[a];
  }
}

/* The last point is the largest total that was looked at. */
static void
note_not_reached (const Search *search, const SimSizeCurve *curve, guint64 replicates,
                  const SimSizeFinding *finding, SimSizeAnswer *answer)
{
  const GArray *points = curve->points;

  note (search, curve, replicates, SIM_SIZE_NOT_REACHED,
        g_array_index (points, const SimSizeResult *, points->len - 1)->total, answer);
  answer->low
      = finding->low > answer->total || answer->status == SIM_SIZE_NOTHING ? 0 : finding->low;
}

/* Nothing is to be found, whatever the number of patients: what the scenario's own number does by
   error, in place of a search that would go on as far as it may. FALSE if it was stopped. */
static gboolean
note_nothing (Search *search, SimSizeAnswer *answer)
{
  guint own = sim_scenario_total (search->scenario, sim_scenario_own_size (search->scenario));
  guint total = sim_size_grid_nearest (&search->grid, own);
  SimSnapshot *snapshot = simulate (search, &total, 1, search->replicates);
  SimSizeCurve curve;

  if (snapshot == NULL)
    return FALSE;
  sim_size_curve_init (&curve);
  sim_size_curve_add (&curve, &search->grid, snapshot);
  note (search, &curve, search->replicates, SIM_SIZE_NOTHING, total, answer);
  sim_size_curve_clear (&curve);
  return TRUE;
}

/* How many trials at these totals come to PATIENTS: as many as their largest has, or fitted anew at
   every one. */
static guint64
few_trials (const Search *search, const guint *totals, guint n, guint64 least)
{
  double patients = totals[n - 1], most = (double)search->replicates;

  for (guint i = 0; i + 1 < n && search->slow; i++)
    patients += totals[i];
  return (guint64)MIN (MAX (PATIENTS / patients, (double)least), most) / 8 * 8;
}

/* Brings a bracket that so many trials gave near to the width of a look, by more and more of them.
   FALSE if they were stopped. */
static gboolean
narrow (Search *search, const SimGoal *goal, guint64 few, double *low, double *high)
{
  gboolean good = TRUE;

  for (few *= MORE; few * MORE <= search->replicates && good; few *= MORE) {
    SimSizeFinding finding;
    SimSizeCurve curve;
    if (*high - *low <= (search->look - 1) * search->grid.step)
      break;
    sim_size_curve_init (&curve);
    good = look (search, *low, *high, few, &curve);
    if (good) {
      sim_size_curve_judge (&curve, goal, search->target, &search->grid, &finding);
      double below = MAX (*low, finding.low);
      double above = finding.high > 0 ? MIN (*high, finding.high) : *high;
      if (below < above) { /* else it lies outside, by chance */
        *low = below;
        *high = above;
      }
    }
    sim_size_curve_clear (&curve);
  }
  return good;
}

/* Few trials over all totals up to a top that rises until it is beyond the interval; once more, so
   many that this can end, where the top may reach the target. FALSE if they were stopped; else *low
   and *high hold the answer, or it is NOT_REACHED. */
static gboolean
search_widely (Search *search, double top, SimSizeAnswer *answer, double *low, double *high)
{
  guint totals[LOOK], most = sim_size_grid_nearest (&search->grid, top);
  guint64 least = FEW, ends = (sim_size_trials_above (search->target) + 7) / 8 * 8;

  ends = MIN (ends, search->replicates / 8 * 8);
  for (;;) {
    guint n = rising_totals (&search->grid, most, totals);
    guint64 few = few_trials (search, totals, n, least);
    SimSnapshot *snapshot = simulate (search, totals, n, few);
    SimSizeFinding finding;
    SimSizeCurve curve;
    if (snapshot == NULL)
      return FALSE;
    sim_size_curve_init (&curve);
    sim_size_curve_add (&curve, &search->grid, snapshot);
    if (sim_goal_is_error (&answer->goal, sim_size_curve_at (&curve, totals[0]))) {
      sim_size_curve_clear (&curve);
      return note_nothing (search, answer);
    }
    sim_size_curve_judge (&curve, &answer->goal, search->target, &search->grid, &finding);
    gboolean open = finding.total == 0 || (finding.high == 0 && !finding.endless);
    gboolean end = most >= search->grid.last;
    gboolean again = few < ends && (finding.total > 0 || finding.low <= most);
    *low = finding.low;
    *high = finding.high > 0 ? finding.high : most;
    if (finding.total == 0 && end && !again)
      note_not_reached (search, &curve, few, &finding, answer);
    sim_size_curve_clear (&curve);
    if (again)
      least = ends;
    else if (!open || end)
      return !search->slow || answer->total > 0
             || narrow (search, &answer->goal, few, low, high);
    else
      most = sim_size_grid_nearest (&search->grid, 4.0 * most);
  }
}

/* Half the width of the interval to expect at a total: the band's half over the slope of a power
   that is a normal probability in the root of the total. */
static double
expected_half (const Search *search, double total)
{
  double p = search->target, z = sim_normal_quantile (p);
  double band = SIM_Z95 * sqrt (p * (1 - p) / (double)search->replicates);
  double slope = sim_normal_density (z) * MAX (z + SIM_Z95, 0.2) / (2 * total);

  return band / slope;
}

static gboolean
search_first (Search *search, SimSizeAnswer *answer, double *low, double *high)
{
  guint own = sim_scenario_total (search->scenario, sim_scenario_own_size (search->scenario));

  answer->exact_total = sim_size_exact (search->forms, &answer->goal, search->target);
  if (answer->exact_total == 0) {
    guint hint = sim_size_approximate (search->forms, &answer->goal, search->target);
    return search_widely (search, 2.0 * (hint > 0 ? hint : own), answer, low, high);
  }
  double half = MAX (3 * expected_half (search, answer->exact_total),
                     (search->look - 1) / 2.0 * search->grid.step);
  *low = answer->exact_total - half;
  *high = answer->exact_total + half;
  return TRUE;
}

/* ---- closing in ---- */

static void
next_window (const Search *search, const SimSizeFinding *finding, double *low, double *high)
{
  guint first = g_array_index (search->curve.points, const SimSizeResult *, 0)->total;
  guint n = search->curve.points->len;
  guint last = g_array_index (search->curve.points, const SimSizeResult *, n - 1)->total;
  double close = (search->look - 1) * search->grid.step, span = MAX (*high - *low, close), spare;

  switch (finding->view) {
  case SIM_SIZE_LOOK_BELOW:
    *high = (double)first - search->grid.step;
    *low = *high - 2 * span;
    break;
  case SIM_SIZE_LOOK_ABOVE:
    *low = (double)last + search->grid.step;
    *high = *low + 2 * span;
    break;
  case SIM_SIZE_LOOK_CLOSER:
    *low = finding->closer_low;
    *high = finding->closer_high;
    spare = close - (*high - *low);
    if (spare > 0) {
      *low -= floor (spare / 2 / search->grid.step) * search->grid.step;
      *high = *low + close;
    }
    break;
  case SIM_SIZE_SEEN:
    break;
  }
}

static void
note_found (const Search *search, const SimSizeFinding *finding, SimSizeAnswer *answer)
{
  gboolean smallest = finding->total == search->grid.first;

  if (finding->total == 0) {
    note_not_reached (search, &search->curve, search->replicates, finding, answer);
    return;
  }
  note (search, &search->curve, search->replicates, smallest ? SIM_SIZE_SMALLEST : SIM_SIZE_FOUND,
        finding->total, answer);
  if (answer->status == SIM_SIZE_NOTHING)
    return;
  answer->low = finding->low;
  answer->high = finding->high;
}

static gboolean
answer_goal (Search *search, SimSizeAnswer *answer)
{
  SimSizeFinding finding = { .view = SIM_SIZE_LOOK_CLOSER };
  double low, high;

  if (!search_first (search, answer, &low, &high) || cancelled (search))
    return FALSE;
  if (answer->total > 0)
    return TRUE;
  for (guint looks = 0; looks < MOST_LOOKS && finding.view != SIM_SIZE_SEEN; looks++) {
    if (search->curve.points->len > 0)
      sim_size_curve_judge (&search->curve, &answer->goal, search->target, &search->grid, &finding);
    if (finding.view != SIM_SIZE_SEEN && looks > 0)
      next_window (search, &finding, &low, &high);
    if (finding.view != SIM_SIZE_SEEN
        && !look (search, low, high, search->replicates, &search->curve))
      return FALSE;
  }
  sim_size_curve_judge (&search->curve, &answer->goal, search->target, &search->grid, &finding);
  note_found (search, &finding, answer);
  return TRUE;
}

/* ---- the door ---- */

/* Whether an analysis fits patients, not sums: then totals cost more than patients do. */
static gboolean
is_slow (const SimScenario *scenario)
{
  gboolean slow = FALSE;

  for (guint i = 0; i < sim_value_length (sim_scenario_value (scenario, "/analyses")); i++) {
    char *pointer = g_strdup_printf ("/analyses/%u/method", i);
    const char *method = sim_scenario_text (scenario, pointer);
    SimModelTerms terms;
    SimStrategy strategy;
    sim_scenario_model_terms (scenario, i, &terms);
    sim_scenario_strategy (scenario, i, &strategy);
    slow |= sim_kernels_whole (method, &terms) != NULL || strcmp (method, "fisher") == 0
            || sim_strategy_draws (strategy.kind);
    g_free (pointer);
  }
  return slow;
}

static void
search_init (Search *search, SimEngine *engine, SimScenario *scenario,
             const SimSizeOptions *options, const gint *cancel)
{
  *search = (Search){ .engine = engine, .scenario = scenario, .cancel = cancel };
  search->options = options;
  search->target = options != NULL && options->target > 0
                       ? options->target
                       : sim_scenario_number (scenario, "/run/target-power");
  search->replicates = options != NULL && options->replicates > 0
                           ? options->replicates
                           : sim_scenario_replicates (scenario);
  search->slow = is_slow (scenario);
  search->look = search->slow ? SLOW_LOOK : LOOK;
  sim_size_grid_init (&search->grid, scenario);
  search->forms = sim_size_forms_new (scenario, &search->grid, cancel);
  sim_size_curve_init (&search->curve);
}

static void
note_exact (const Search *search, SimSizeAnswer *answer)
{
  const SimGoal *goal = &answer->goal;

  if (!sim_size_is_reached (answer))
    answer->exact_total = 0; /* not even of an error that is larger than the target */
  answer->exact_power
      = sim_goal_exact (goal, sim_size_forms_at (search->forms, answer->total, TRUE));
  answer->exact_power_there = NAN;
  if (answer->exact_total == 0)
    return;
  answer->exact_power_there
      = sim_goal_exact (goal, sim_size_forms_at (search->forms, answer->exact_total, TRUE));
  sim_split_total (search->grid.weight, search->grid.n_arms, answer->exact_total,
                   answer->exact_arms);
}

/* The power with the number to plan with. Where that has not been simulated it is, apart from the
   curve, so that no answer that follows depends on it. FALSE if it was stopped. */
static gboolean
note_needed (Search *search, SimSizeAnswer *answer)
{
  guint smallest = answer->exact_total > 0 ? answer->exact_total : answer->total;
  const SimSizeResult *size;
  SimSizeCurve own;
  guint total;

  answer->needed_power = (SimFigure){ NAN, NAN, NAN, NAN };
  answer->needed_analysed = NAN;
  if (!sim_size_is_reached (answer))
    return TRUE;
  total = sim_size_grid_whole (&search->grid, smallest, NULL);
  if (total > search->grid.last)
    return TRUE;
  sim_size_curve_init (&own);
  size = sim_size_curve_at (&search->curve, total);
  if (size == NULL) {
    SimSnapshot *snapshot = simulate (search, &total, 1, search->replicates);
    if (snapshot != NULL)
      sim_size_curve_add (&own, &search->grid, snapshot);
    size = sim_size_curve_at (&own, total);
  }
  if (size != NULL) {
    answer->needed_power = *sim_goal_power (&answer->goal, size);
    answer->needed_analysed = size->analysed;
  }
  sim_size_curve_clear (&own);
  return size != NULL;
}

SimSizeStudy *
sim_size_study_new (SimEngine *engine, SimScenario *scenario, const SimSizeOptions *options,
                    const gint *cancel, GError **error)
{
  SimGoal goals[SIM_MAX_GOALS];
  guint n = sim_goals_asked (scenario, options != NULL ? options->goal : NULL, goals, error);
  SimSizeStudy *study;
  Search search;

  if (n == 0)
    return NULL;
  search_init (&search, engine, scenario, options, cancel);
  study = g_new0 (SimSizeStudy, 1);
  study->target = search.target;
  study->replicates = search.replicates;
  for (search.n_goals = n; search.answered < n; search.answered++) {
    SimSizeAnswer *answer = &study->answers[search.answered];
    answer->goal = goals[search.answered];
    search.left = 1;
    if (!answer_goal (&search, answer))
      break;
    note_exact (&search, answer);
    if (!note_needed (&search, answer))
      break;
    search.left = 0; /* runs that are over at once have told nothing */
    tell (&search, 1);
    if (cancelled (&search))
      break;
  }
  sim_size_curve_clear (&search.curve);
  sim_size_forms_free (search.forms);
  study->n_answers = search.answered;
  study->complete = search.answered == n;
  study->patients = search.patients;
  if (search.error != NULL || study->n_answers == 0)
    g_clear_pointer (&study, sim_size_study_free);
  if (search.error != NULL)
    g_propagate_error (error, search.error);
  return study;
}

gboolean
sim_size_is_reached (const SimSizeAnswer *answer)
{
  return answer->status == SIM_SIZE_FOUND || answer->status == SIM_SIZE_SMALLEST;
}

void
sim_size_study_free (SimSizeStudy *study)
{
  g_free (study);
}
