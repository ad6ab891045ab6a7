/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * in-favour.c - power of a goal in favour of the first arm.
 */
#include "in-favour.h"

#include <math.h>

#define AT_ONCE  1024 /* verdicts */
#define NEGLIGIBLE 5e-7 /* half a unit of the last decimal of exact values in files */

/* The hypotheses, a bit for each, whose rejection may favour either arm. */
static guint
two_sided (const SimScenario *scenario)
{
  guint found = 0;

  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++)
    if (sim_scenario_hypothesis (scenario, h)->test == SIM_TEST_DIFFERENT)
      found |= 1u << h;
  return found;
}

/* Whether trials must be looked at one by one. */
static gboolean
is_joint (const SimGoal *goal, guint two_sided)
{
  return sim_goal_only_hypothesis (goal) < 0 && (goal->of & two_sided) != 0;
}

gboolean
sim_in_favour_needs_verdicts (const SimScenario *scenario, const SimGoal *goals, guint n)
{
  guint either = two_sided (scenario);

  for (guint g = 0; g < n; g++)
    if (is_joint (&goals[g], either))
      return TRUE;
  return FALSE;
}

/* How many trials have each pattern of rejections in favour; a value for each pattern, newly
   allocated. */
static guint64 *
count_patterns (const SimVerdicts *verdicts, guint size, guint n_hypotheses, guint two_sided)
{
  guint every = (1u << n_hypotheses) - 1, one_sided = every & ~two_sided;
  guint64 *counts = g_new0 (guint64, (gsize)every + 1), n = sim_verdicts_n (verdicts);
  SimVerdict found[AT_ONCE];

  for (guint64 first = 0; first < n; first += AT_ONCE) {
    gsize here = MIN (n - first, AT_ONCE);
    sim_verdicts_read (verdicts, size, first, here, found);
    for (gsize i = 0; i < here; i++)
      counts[(found[i] & one_sided) | (found[i] >> SIM_VERDICT_BENEFIT & two_sided)]++;
  }
  return counts;
}

static SimFigure
joint (const SimGoal *goal, const guint64 *counts, guint n_hypotheses)
{
  guint64 met = 0, n = 0;

  for (guint pattern = 0; counts != NULL && pattern < 1u << n_hypotheses; pattern++) {
    n += counts[pattern];
    if (sim_goal_met (goal, pattern, n_hypotheses))
      met += counts[pattern];
  }
  return sim_figure_proportion (met, n);
}

void
sim_in_favour (const SimScenario *scenario, const SimGoal *goals, guint n,
               SimSnapshot *snapshot, guint size, SimFigure *found)
{
  const SimSizeResult *result = &sim_snapshot_results (snapshot)->sizes[size];
  const SimVerdicts *verdicts = sim_snapshot_verdicts (snapshot);
  guint either = two_sided (scenario), n_hypotheses = sim_scenario_n_hypotheses (scenario);
  g_autofree guint64 *counts = NULL;

  if (verdicts != NULL && sim_in_favour_needs_verdicts (scenario, goals, n))
    counts = count_patterns (verdicts, size, n_hypotheses, either);
  for (guint g = 0; g < n; g++)
    if (is_joint (&goals[g], either))
      found[g] = joint (&goals[g], counts, n_hypotheses);
    else if ((goals[g].of & either) != 0)
      found[g] = result->hypotheses[sim_goal_only_hypothesis (&goals[g])].power_benefit;
    else
      found[g] = *sim_goal_power (&goals[g], result);
}

double
sim_in_favour_exact (const SimScenario *scenario, const SimGoal *goal, const SimTheorySize *size)
{
  guint either = two_sided (scenario) & goal->of;
  double wrong = 0;

  if (either != 0 && !is_joint (goal, either))
    return size->benefit[sim_goal_only_hypothesis (goal)];
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++)
    if (either >> h & 1)
      wrong += size->power[h] - size->benefit[h];
  return wrong < NEGLIGIBLE ? sim_goal_exact (goal, size) : NAN;
}
