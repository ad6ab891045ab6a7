/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * model-times.c - approximate power where hazards are compared: Schoenfeld's formula with the
 * events that are expected of the two arms.
 */
#include "model.h"

#include <math.h>

#include "../base/numeric.h"
#include "../scenario/people.h"
#include "survival.h"

typedef struct {
  const SimScenario *scenario;
  guint outcome, n_arms;
  double accrual, events;
  double *share;
} Trial;

/* Fills the shares of events seen by that week; the events of all arms, less those wanted. */
static double
events_by (double end, gpointer data)
{
  Trial *trial = data;
  guint own = sim_scenario_own_size (trial->scenario);
  double sum = -trial->events;

  for (guint a = 0; a < trial->n_arms; a++) {
    SimMissing missing;
    sim_scenario_missing (trial->scenario, trial->outcome, a, &missing);
    trial->share[a] = sim_event_share (
        sim_scenario_score_map (trial->scenario, trial->outcome, (int)a, 0), missing.loss,
        trial->accrual, end);
    sum += sim_scenario_arm_size (trial->scenario, own, a) * trial->share[a];
  }
  return sum;
}

static double
number_of (const SimScenario *scenario, guint outcome, const char *key)
{
  char *pointer = g_strdup_printf ("/outcomes/%u/%s", outcome, key);
  double number = sim_scenario_number (scenario, pointer);

  g_free (pointer);
  return number;
}

void
sim_theory_times_init (SimTheoryFit *fit, const SimScenario *scenario, guint outcome)
{
  Trial trial = { .scenario = scenario, .outcome = outcome, .share = fit->event };
  trial.accrual = number_of (scenario, outcome, "accrual");
  double end = trial.accrual + number_of (scenario, outcome, "follow-up");

  trial.n_arms = sim_scenario_n_arms (scenario);
  trial.events = number_of (scenario, outcome, "events");
  gboolean ends = trial.events > 0; /* else NaN, or none */
  if (!ends)
    trial.events = 0;
  /* with more or fewer patients so many more or fewer events: at about the same time */
  if (events_by (end, &trial) > 0 && ends && sim_root (events_by, &trial, 0, end, 1e-9, &end))
    events_by (end, &trial);
  fit->times = TRUE;
  fit->not_normal = TRUE;
  for (guint a = 0; a < trial.n_arms; a++)
    fit->missing[a] = 0; /* all are analysed, for as long as they are watched */
}

double
sim_theory_times_approximate (const SimTheoryModel *model, guint h, const double *n)
{
  const SimTheoryFit *fit = &model->fits[model->fit_of[h]];
  guint a = model->pairs[h].a, b = model->pairs[h].b;
  double alpha = model->alpha;

  if (model->multiple == SIM_MULTIPLE_BONFERRONI)
    alpha /= model->n_hypotheses;
  else if (model->multiple != SIM_MULTIPLE_NONE)
    return NAN;
  if (!model->plain[h])
    return NAN;
  return sim_power_schoenfeld (model->effect[h], n[a] / n[b],
                               n[a] * fit->event[a] + n[b] * fit->event[b], alpha, model->sides);
}
