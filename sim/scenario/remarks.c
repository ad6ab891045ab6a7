/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * remarks.c - what is to be said of tests that a scenario asks for although they do not suit it.
 */
#include <math.h>
#include <string.h>

#include "../base/prob.h"
#include "model-terms.h"
#include "mechanism.h"

static gboolean
ignores_practitioners (const SimScenario *scenario, guint hypothesis)
{
  SimModelTerms adjust;
  sim_scenario_model_terms (scenario, sim_scenario_hypothesis (scenario, hypothesis)->analysis,
                            &adjust);
  return !adjust.linear || adjust.se < SIM_SE_CR2;
}

/* No analysis takes centres into account. */
SimGroups
sim_scenario_ignored_groups (const SimScenario *scenario)
{
  SimPeople people;
  gboolean alike = FALSE, ignored = FALSE;
  SimGroups groups = SIM_GROUPS_NONE;
  sim_scenario_people (scenario, 0, &people);
  if (people.n_centres > 0 && (people.centre.value > 0 || people.centre_effect_sd > 0))
    groups |= SIM_GROUPS_CENTRES;
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++)
    alike |= people.practitioner[a].value > 0;
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario) && alike; h++)
    ignored |= ignores_practitioners (scenario, h);
  return ignored ? groups | SIM_GROUPS_PRACTITIONERS : groups;
}

/* Of the arms whose variances are pooled for a hypothesis. */
static gboolean
sds_differ (const SimScenario *scenario, const SimHypothesis *h, gboolean all)
{
  double least = INFINITY, most = 0;
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++)
    if (all || a == h->arm_a || a == h->arm_b) {
      double sd = sim_scenario_score_map (scenario, h->outcome, (int)a, h->visit)->sd;
      least = MIN (least, sd);
      most = MAX (most, sd);
    }
  return most > least * (1 + 1e-9);
}

gboolean
sim_scenario_pools_unequal (const SimScenario *scenario)
{
  for (guint i = 0; i < sim_scenario_n_hypotheses (scenario); i++) {
    const SimHypothesis *h = sim_scenario_hypothesis (scenario, i);
    const SimValue *analysis
        = sim_value_at (sim_scenario_value (scenario, "/analyses"), h->analysis);
    const char *variance = sim_value_text (sim_value_get (analysis, "variance"));
    const SimAnalysisNeeds *needs
        = sim_analysis_needs (sim_value_text (sim_value_get (analysis, "method")));
    SimModelTerms adjust;
    sim_scenario_model_terms (scenario, h->analysis, &adjust);
    if (adjust.linear && needs->outcomes == sim_score_outcomes
        && (adjust.se == SIM_SE_MODEL || adjust.se == SIM_SE_MIXED)
        && g_strcmp0 (variance, "welch") != 0
        && sds_differ (scenario, h, g_strcmp0 (variance, "two-arms") != 0))
      return TRUE;
  }
  return FALSE;
}

double
sim_scenario_below_zero (const SimScenario *scenario, guint outcome, guint *arm, guint *visit)
{
  const SimValue *record = sim_value_at (sim_scenario_value (scenario, "/outcomes"), outcome);
  const char *type = sim_value_text (sim_value_get (record, "type"));
  double largest = -1;
  if (g_strcmp0 (type, "continuous") != 0 || sim_value_get (record, "baseline") == NULL)
    return NAN;
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++)
    for (guint v = 0; v < sim_scenario_n_visits (scenario, outcome); v++) {
      const SimScoreMap *map = sim_scenario_score_map (scenario, outcome, (int)a, v);
      double share = sim_normal_cdf (-map->given_mean / map->given_sd);
      if (!(map->given_mean > 0))
        return NAN;
      if (share > largest) {
        largest = share;
        *arm = a;
        *visit = v;
      }
    }
  return largest >= 0 ? largest : NAN;
}
