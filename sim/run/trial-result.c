/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-result.c - what one trial of a tile found and decided.
 *
 * Marks are those that the run counts: rejections, intervals by the same tables of critical values.
 */
#include "trial-result.h"

#include <glib/gi18n.h>
#include <math.h>

#include "../base/prob.h"
#include "snapshot.h"

int
sim_trial_size (const SimScenario *scenario, guint total, GError **error)
{
  if (total == 0)
    return (int)sim_scenario_own_size (scenario);
  for (guint s = 0; s < sim_scenario_n_sizes (scenario); s++)
    if (sim_scenario_total (scenario, s) == total)
      return (int)s;
  g_set_error (error, SIM_ERROR, SIM_ERROR_RANGE,
               _ ("%u patients is not one of the sizes of this scenario; its own size is %u"),
               total, sim_scenario_total (scenario, sim_scenario_own_size (scenario)));
  return -1;
}

/* Whether the unadjusted interval holds the true effect. */
static gboolean
covers (const LanePlan *plan, const LaneFit *fit, int h, int size, int at)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  double critical = plan->analyses[hypothesis->analysis].df_fixed
                        ? plan->critical_fixed[h][hypothesis->level][size]
                        : fit->critical[hypothesis->df_of][hypothesis->level][at];
  double down = critical * sqrt (fit->variance[h][at]), up = down;
  if (hypothesis->own_interval) {
    down = fit->reach_down[h][at];
    up = fit->reach_up[h][at];
  }
  return fit->error[h][at] <= down && -fit->error[h][at] <= up;
}

guint
sim_trial_marks (const LanePlan *plan, const LaneFit *fit, int h, int size, int at)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  if (!fit->fitted[h][at])
    return 0;
  gboolean rejected = fit->rejected[h][at] != 0;
  gboolean favours = fit->error[h][at] > -hypothesis->effect[size];
  gboolean effect
      = hypothesis->superiority && hypothesis->truth != 0 && !sim_results_null_true (plan, h);
  guint marks = SIM_TRIAL_FITTED;
  if (rejected)
    marks |= SIM_TRIAL_REJECTED;
  if (favours)
    marks |= SIM_TRIAL_FAVOURS;
  if (covers (plan, fit, h, size, at))
    marks |= SIM_TRIAL_COVERS;
  if (rejected && effect && favours != (hypothesis->truth > 0))
    marks |= SIM_TRIAL_WRONG_SIGN;
  return marks;
}

double
sim_trial_estimate (const LanePlan *plan, const LaneFit *fit, int h, int size, int at)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  if (!fit->fitted[h][at])
    return NAN;
  return hypothesis->truth + hypothesis->scale[size] * fit->error[h][at];
}

/* Distances from the bounds in SEs, or the statistics of a test that the analysis brings. */
typedef struct {
  double above, below;
} Statistics;

/* The p-value of the test as it is made, the whole procedure aside. */
static void
read_test (const SimHypothesis *hypothesis, Statistics found, SimTrialResult *result)
{
  result->statistic = found.above;
  if (hypothesis->test == SIM_TEST_DIFFERENT) {
    result->statistic = found.below > found.above ? -found.below : found.above;
    result->p_value = 2 * sim_t_upper (fabs (result->statistic), result->df);
    return;
  }
  if (hypothesis->test == SIM_TEST_BETWEEN)
    result->statistic = MIN (found.above, found.below);
  /* one tail at the level of one: twice its p-value at that of two */
  result->p_value = MIN (1, hypothesis->sides * sim_t_upper (result->statistic, result->df));
}

void
sim_trial_result_read (const SimScenario *scenario, const LanePlan *plan, const LaneFit *fit, int h,
                       int size, int at, SimTrialResult *result)
{
  *result = (SimTrialResult){
    .estimate = NAN, .se = NAN, .df = NAN, .statistic = NAN, .p_value = NAN, .low = NAN, .high = NAN
  };
  result->marks = sim_trial_marks (plan, fit, h, size, at);
  if (!(result->marks & SIM_TRIAL_FITTED))
    return;
  const SimHypothesis *source = sim_scenario_hypothesis (scenario, (guint)h);
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  result->fitted = TRUE;
  result->estimate = sim_trial_estimate (plan, fit, h, size, at);
  result->se = hypothesis->scale[size] * sqrt (fit->variance[h][at]);
  result->df = fit->df[h][at];
  Statistics found = { (result->estimate - source->lower) / result->se,
                       (source->upper - result->estimate) / result->se };
  if (hypothesis->own_test)
    found = (Statistics){ fit->above[h][at], fit->below[h][at] };
  read_test (source, found, result);
  double c = sim_t_upper_quantile (source->alpha / source->sides, result->df);
  result->low = result->estimate - c * result->se;
  result->high = result->estimate + c * result->se;
  if (hypothesis->own_interval) {
    result->low = result->estimate - hypothesis->scale[size] * fit->reach_down[h][at];
    result->high = result->estimate + hypothesis->scale[size] * fit->reach_up[h][at];
  }
  result->rejected = fit->rejected[h][at] != 0;
}
