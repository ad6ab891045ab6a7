/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * nulls.c - companion nulls: all sets of hypotheses that can be true together, one batch of runs.
 */
#include "nulls.h"

#include <glib/gi18n.h>
#include <math.h>

#include "../base/prob.h"
#include "../theory/theory.h"
#include "batch.h"

#define MOST_SETS_OF 6 /* hypotheses of which all sets are looked at */

typedef struct {
  SimScenario *planned; /* at its own size alone; borrowed */
  SimNullStudy *study;
  guint n_settled;    /* rows up to the last one that was simulated */
  guint first_of_set; /* index of the row of the same set with the others as planned */
  const SimStudyOptions *options;
} Work;

/* --- which sets ---------------------------------------------------------------------------- */

static guint
count_bits (guint set)
{
  guint n = 0;

  for (; set; set &= set - 1)
    n++;
  return n;
}

static gboolean
is_looked_at (guint set, guint n_hypotheses)
{
  guint n = count_bits (set);

  return n_hypotheses <= MOST_SETS_OF || n <= 2 || n >= n_hypotheses - 1;
}

static guint
count_left_out (guint n_hypotheses)
{
  guint n = 0;

  for (guint set = 1; set < 1u << n_hypotheses; set++)
    n += !is_looked_at (set, n_hypotheses);
  return n;
}

static void
add_row (GArray *rows, guint set, SimNullOthers others)
{
  SimNull row = { .nulls = set, .others = others, .exact = NAN };
  const SimFigure none = { NAN, NAN, NAN, NAN };

  row.fwer = none;
  for (guint h = 0; h < SIM_MAX_HYPOTHESES; h++) {
    row.true_effect[h] = NAN;
    row.rejected[h] = none;
  }
  g_array_append_val (rows, row);
}

/* The global null, then ever smaller sets, with the others as planned and far. */
static GArray *
list_rows (guint n_hypotheses)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (SimNull));
  guint all = (1u << n_hypotheses) - 1;

  add_row (rows, all, SIM_OTHERS_PLANNED);
  for (guint size = n_hypotheses - 1; size > 0; size--)
    for (guint set = 1; set < all; set++)
      if (count_bits (set) == size && is_looked_at (set, n_hypotheses)) {
        add_row (rows, set, SIM_OTHERS_PLANNED);
        add_row (rows, set, SIM_OTHERS_FAR);
      }
  return rows;
}

/* --- one set ------------------------------------------------------------------------------- */

/* The first hypothesis of a set. */
static const char *
first_of (const SimScenario *scenario, guint set)
{
  guint h = 0;

  while (!(set >> h & 1))
    h++;
  return sim_scenario_hypothesis (scenario, h)->id;
}

static SimScenario *
moved (const Work *work, SimNull *row)
{
  GError *error = NULL;
  SimDraft *draft = sim_edit_null (work->planned, row->nulls, row->others, &error);
  SimScenario *scenario = NULL;

  if (draft) {
    GPtrArray *problems = sim_problems_new ();
    scenario = sim_scenario_check (draft, problems);
    g_ptr_array_unref (problems);
  } else
    row->reason = g_strdup (error->message);
  g_clear_error (&error);
  sim_draft_unref (draft);
  return scenario;
}

/* Whether there is a scenario in which just these are on their boundaries. */
static gboolean
has_set (const SimNullStudy *study, guint set)
{
  for (guint i = 0; i < study->n; i++)
    if (study->nulls[i].nulls == set && study->nulls[i].scenario)
      return TRUE;
  return FALSE;
}

/* Why a scenario is none of its own: NULL if it is. */
static char *
reason_not (const Work *work, guint cell, const SimScenario *scenario)
{
  const SimNull *nulls = work->study->nulls, *row = &nulls[cell];
  guint more = row->true_nulls & ~row->nulls;

  if (more && has_set (work->study, row->true_nulls))
    return g_strdup_printf (_ ("then %s is true as well"), first_of (scenario, more));
  for (guint i = 0; i < cell; i++) {
    const SimScenario *earlier = nulls[i].scenario;
    if (!earlier || g_strcmp0 (sim_scenario_hash (scenario), sim_scenario_hash (earlier)) != 0)
      continue;
    if (row->others == SIM_OTHERS_FAR && i == work->first_of_set)
      return g_strdup (_ ("no case with the others further away was found"));
    return g_strdup (_ ("the same scenario as that of another set"));
  }
  return NULL;
}

static SimScenario *
make (gpointer data, guint cell)
{
  Work *work = data;
  SimNull *row = &work->study->nulls[cell];

  if (row->others == SIM_OTHERS_PLANNED)
    work->first_of_set = cell;
  if (work->options && work->options->progress)
    work->options->progress ((double)cell / work->study->n, work->options->data);
  SimScenario *scenario = moved (work, row);
  if (!scenario)
    return NULL;
  row->true_nulls = sim_scenario_true_nulls (scenario);
  row->reason = reason_not (work, cell, scenario);
  if (row->reason) {
    sim_scenario_unref (scenario);
    return NULL;
  }
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++)
    row->true_effect[h] = sim_scenario_true_effect (scenario, h);
  row->scenario = scenario;
  return sim_scenario_ref (scenario);
}

static void
done (gpointer data, guint cell, SimSnapshot *snapshot)
{
  Work *work = data;
  SimNull *row = &work->study->nulls[cell];
  const SimResults *results = sim_snapshot_results (snapshot);
  const SimSizeResult *own = &results->sizes[results->own_size];

  work->study->replicates = results->replicates;
  work->n_settled = cell + 1;
  row->fwer = own->fwer;
  for (guint h = 0; h < results->n_hypotheses; h++)
    row->rejected[h] = own->hypotheses[h].power;
}

/* --- the study ----------------------------------------------------------------------------- */

static void
find_exact (SimNull *row, const gint *cancel)
{
  SimTheory *theory = sim_theory_new (row->scenario, FALSE, cancel);

  if (theory)
    row->exact = theory->sizes[sim_scenario_own_size (row->scenario)].fwer;
  sim_theory_free (theory);
}

static void
clear_row (SimNull *row)
{
  sim_scenario_unref (row->scenario);
  g_free (row->reason);
}

/* Leaves out the rows of a study that was stopped which nothing is known of yet. */
static void
keep_settled (SimNullStudy *study, guint n_settled)
{
  while (study->n > n_settled)
    clear_row (&study->nulls[--study->n]);
}

static void
finish (SimNullStudy *study, const gint *cancel)
{
  study->largest = -1;
  for (guint i = 0; i < study->n; i++) {
    SimNull *row = &study->nulls[i];
    if (!row->scenario)
      continue;
    find_exact (row, cancel);
    if (study->largest < 0 || row->fwer.value > study->nulls[study->largest].fwer.value)
      study->largest = (int)i;
  }
}

/* The scenario with its own size alone. */
static SimScenario *
at_own_size (SimScenario *scenario, GError **error)
{
  guint own = sim_scenario_own_size (scenario);
  g_autofree char *sizes = g_strdup_printf ("/run/sizes=[%u]", sim_scenario_total (scenario, own));
  GPtrArray *problems = sim_problems_new ();
  SimDraft *draft = sim_draft_set_text (sim_scenario_draft (scenario), sizes, error);
  SimScenario *alone = draft ? sim_scenario_check (draft, problems) : NULL;

  sim_draft_unref (draft);
  g_ptr_array_unref (problems);
  return alone;
}

SimNullStudy *
sim_null_study_new (SimEngine *engine, SimScenario *scenario, const SimStudyOptions *options,
                    const gint *cancel, GError **error)
{
  g_autoptr (SimScenario) planned = at_own_size (scenario, error);
  SimRunOptions run = { .replicates = options ? options->replicates : 0 };
  GError *failure = NULL;

  if (!planned)
    return NULL;
  SimNullStudy *study = g_new0 (SimNullStudy, 1);
  GArray *rows = list_rows (sim_scenario_n_hypotheses (planned));
  study->total = sim_scenario_total (planned, sim_scenario_own_size (planned));
  study->n = rows->len;
  study->left_out = count_left_out (sim_scenario_n_hypotheses (planned));
  study->nulls = (SimNull *)(gpointer)g_array_free (rows, FALSE);
  Work work = { .planned = planned, .study = study, .options = options };
  SimBatchCalls calls = { make, done, &work };
  gboolean all = sim_batch_run (engine, study->n, &run, &calls, cancel, &failure);
  if (!all)
    keep_settled (study, work.n_settled);
  if (failure || study->n == 0) {
    g_clear_pointer (&study, sim_null_study_free);
    if (failure)
      g_propagate_error (error, failure);
    return NULL;
  }
  finish (study, cancel);
  study->complete = all && !(cancel && g_atomic_int_get (cancel));
  return study;
}

static gboolean
is_judged_by_trials (const SimNull *null)
{
  return null->scenario != NULL && isfinite (null->fwer.value) && isnan (null->exact);
}

gboolean
sim_null_is_above (const SimNullStudy *study, guint index, double alpha)
{
  const SimNull *null = &study->nulls[index];
  guint n = 0;

  if (!is_judged_by_trials (null))
    return null->exact > alpha * (1 + 1e-6);
  for (guint i = 0; i < study->n; i++)
    n += is_judged_by_trials (&study->nulls[i]);
  /* Wilson's interval has alpha at its end where it is that far in standard errors at alpha */
  return null->fwer.value - alpha > sim_normal_upper_quantile (0.025 / n)
                                        * sqrt (alpha * (1 - alpha) / (double)study->replicates);
}

void
sim_null_study_free (SimNullStudy *study)
{
  if (!study)
    return;
  for (guint i = 0; i < study->n; i++)
    clear_row (&study->nulls[i]);
  g_free (study->nulls);
  g_free (study);
}
