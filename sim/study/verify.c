/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify.c - computes the cases of a table and holds them against what is expected.
 */
#include "verify.h"

#include <math.h>
#include <string.h>

#include "../theory/theory.h"

#define LOOK_EVERY (G_USEC_PER_SEC / 100) /* how long a wish to stop may wait */

/* The scenario at hand, shared by the cases that name it. */
typedef struct {
  SimEngine *engine;
  const gint *cancel;
  const char *text; /* of the scenario; NULL: none yet */
  SimScenario *scenario;
  SimTheory *theory;
  SimSnapshot *snapshot;
} Design;

static gboolean
cancelled (const gint *cancel)
{
  return cancel != NULL && g_atomic_int_get (cancel) != 0;
}

static void
design_clear (Design *design)
{
  g_clear_pointer (&design->theory, sim_theory_free);
  g_clear_pointer (&design->snapshot, sim_snapshot_unref);
  g_clear_pointer (&design->scenario, sim_scenario_unref);
  design->text = NULL;
}

/* Makes it the scenario of this text, unless it is that already. */
static void
design_take (Design *design, const char *text)
{
  if (design->text != NULL && strcmp (design->text, text) == 0)
    return;
  design_clear (design);
  design->text = text;
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_parse (json, strlen (json), problems);
  if (draft != NULL)
    design->scenario = sim_scenario_check (draft, problems);
}

static double
exact_figure (Design *design, const SimVerifyCase *row)
{
  if (design->theory == NULL)
    design->theory = sim_theory_new (design->scenario, FALSE, design->cancel);
  if (design->theory == NULL) /* stopped */
    return NAN;
  const SimTheorySize *size = &design->theory->sizes[sim_scenario_own_size (design->scenario)];
  switch (row->figure) {
  case SIM_VERIFY_POWER:
    return size->power[row->hypothesis];
  case SIM_VERIFY_ANY:
    return size->any;
  case SIM_VERIFY_ALL:
    return size->all;
  case SIM_VERIFY_OMNIBUS:
    return size->omnibus;
  case SIM_VERIFY_BENEFIT:
    return size->benefit[row->hypothesis];
  case SIM_VERIFY_TYPE_S:
    return size->type_s[row->hypothesis];
  case SIM_VERIFY_TYPE_M:
    return size->type_m[row->hypothesis];
  case SIM_VERIFY_ESTIMATE:
  case SIM_VERIFY_COVERAGE:
    break;
  }
  return NAN;
}

/* Runs the scenario to its count. */
static SimSnapshot *
simulate (Design *design)
{
  SimRun *run = sim_run_start (design->engine, design->scenario, NULL, NULL);
  SimSnapshot *snapshot = NULL;

  while (run != NULL && !sim_run_wait (run, LOOK_EVERY))
    if (cancelled (design->cancel))
      sim_run_cancel (run);
  if (run != NULL && sim_run_state (run) == SIM_RUN_COMPLETE)
    snapshot = sim_run_snapshot (run);
  g_clear_pointer (&run, sim_run_unref);
  return snapshot;
}

static SimFigure
figure_of (const SimSizeResult *size, const SimVerifyCase *row)
{
  const SimHypothesisResult *hypothesis = &size->hypotheses[row->hypothesis];

  switch (row->figure) {
  case SIM_VERIFY_POWER:
    return hypothesis->power;
  case SIM_VERIFY_ANY:
    return size->any;
  case SIM_VERIFY_ALL:
    return size->all;
  case SIM_VERIFY_OMNIBUS:
    return size->omnibus;
  case SIM_VERIFY_BENEFIT:
    return hypothesis->power_benefit;
  case SIM_VERIFY_ESTIMATE:
    return hypothesis->estimate;
  case SIM_VERIFY_COVERAGE:
    return hypothesis->coverage;
  case SIM_VERIFY_TYPE_S:
    return hypothesis->type_s;
  case SIM_VERIFY_TYPE_M:
    return hypothesis->type_m;
  }
  return (SimFigure){ NAN, NAN, NAN, NAN };
}

/* Of a proportion the error it has if the expected one is true, so that 0 and 1 have one too. */
static double
error_of (const SimVerifyCase *row, const SimFigure *figure, double trials)
{
  gboolean mean = row->figure == SIM_VERIFY_ESTIMATE || row->figure == SIM_VERIFY_TYPE_M;

  if (mean || row->figure == SIM_VERIFY_TYPE_S) /* which is a share of fewer trials */
    return figure->mcse;
  return sqrt (row->expected * (1 - row->expected) / trials);
}

static void
simulated_figure (Design *design, SimVerifyResult *result)
{
  if (design->snapshot == NULL)
    design->snapshot = simulate (design);
  if (design->snapshot == NULL) /* stopped, or out of memory */
    return;
  const SimResults *results = sim_snapshot_results (design->snapshot);
  SimFigure figure = figure_of (&results->sizes[results->own_size], result->row);
  result->found = figure.value;
  result->mcse = error_of (result->row, &figure, (double)results->replicates);
}

void
sim_verify_judge (SimVerifyResult *result)
{
  const SimVerifyCase *row = result->row;
  double unit = row->tolerance;

  result->difference = result->found - row->expected;
  result->z = NAN;
  switch (row->kind) {
  case SIM_VERIFY_EXACT:
    result->passed = fabs (result->difference) <= row->tolerance;
    break;
  case SIM_VERIFY_DIGITS: /* printed digits may have been rounded at a half either way */
    result->passed = fabs (result->difference) <= unit / 2 * (1 + 1e-3);
    break;
  case SIM_VERIFY_SIMULATED: {
    double beyond = fabs (result->difference) - row->tolerance; /* NaN stays NaN */
    beyond = beyond < 0 ? 0 : beyond;
    double error = hypot (result->mcse, row->error);
    result->z = copysign (beyond / error, result->difference);
    result->passed = error > 0 && fabs (result->z) <= SIM_VERIFY_BOUND;
    break;
  }
  }
}

static void
compute (Design *design, SimVerifyResult *result)
{
  const SimVerifyCase *row = result->row;

  result->found = NAN;
  if (row->closed != NULL) {
    result->found = row->closed (row->x);
  } else {
    design_take (design, row->scenario);
    if (design->scenario == NULL) /* no valid scenario: a mistake in the table */
      result->found = NAN;
    else if (row->kind == SIM_VERIFY_SIMULATED)
      simulated_figure (design, result);
    else
      result->found = exact_figure (design, row);
  }
  sim_verify_judge (result);
}

SimVerification *
sim_verify_run (SimEngine *engine, const SimVerifyCase *cases, guint n, SimVerifyProgress progress,
                gpointer data, const gint *cancel)
{
  SimVerification *verification = g_new0 (SimVerification, 1);
  Design design = { .engine = engine, .cancel = cancel };
  gint64 start = g_get_monotonic_time ();

  verification->n = n;
  verification->results = g_new0 (SimVerifyResult, n);
  verification->threads = sim_engine_threads (engine);
  verification->isa = sim_engine_isa (engine);
  for (guint i = 0; i < n && !cancelled (cancel); i++) {
    if (progress != NULL)
      progress (i, n, data);
    verification->results[i].row = &cases[i];
    compute (&design, &verification->results[i]);
    verification->n_passed += verification->results[i].passed;
  }
  design_clear (&design);
  verification->seconds = (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  if (cancelled (cancel)) {
    sim_verification_free (verification);
    return NULL;
  }
  if (progress != NULL)
    progress (n, n, data);
  return verification;
}

void
sim_verification_free (SimVerification *verification)
{
  if (verification == NULL)
    return;
  g_free (verification->results);
  g_free (verification);
}
