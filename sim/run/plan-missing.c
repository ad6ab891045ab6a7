/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-missing.c - what stands for scores that were not seen, in the lanes' standardised scores.
 */
#include "plan-missing.h"

#include "../analysis/binary-imputation.h"
#include "../scenario/model-terms.h"

/* The proportion of an arm that is not seen at a visit of an outcome. */
static double unseen (const SimScenario *scenario, guint outcome, guint arm, guint visit)
{
  SimMissing missing;
  sim_scenario_missing (scenario, outcome, arm, &missing);
  double lost = missing.proportion[visit];
  return lost + missing.gaps * (1 - lost);
}

void sim_plan_strategy (const SimScenario *scenario, guint analysis, SimPlanRead *read)
{
  double most = 0;
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++)
    most = MAX (most, unseen (scenario, read->outcome, a, read->visit));
  sim_scenario_strategy (scenario, analysis, &read->strategy);
  if (most == 0)
    read->strategy.kind = SIM_STRATEGY_COMPLETE_CASES;
  read->with_baseline = sim_strategy_draws (read->strategy.kind) ? read->source : read->outcome;
}

/* A score of the source at a point, as the lanes have it, in its unit: centre + sd times it. */
static void unit_of (const SimScenario *scenario, const SimPlanRead *read, guint arm, guint point,
                     double *centre, double *sd)
{
  const SimScoreMap *map = point == 0 ? sim_scenario_score_map (scenario, read->source, -1, 0)
                                      : sim_scenario_score_map (scenario, read->source, (int) arm,
                                                                point - 1);
  *centre = map->raw     ? 0
            : point == 0 ? map->mean
                         : sim_scenario_true_mean (scenario, read->source, arm, point - 1);
  *sd = map->raw ? 1 : map->sd;
}

static LaneFillKind fill_kind (SimStrategyKind kind)
{
  return kind == SIM_STRATEGY_LOCF            ? LANE_FILL_LAST
         : kind == SIM_STRATEGY_BOCF          ? LANE_FILL_BASELINE
         : kind == SIM_STRATEGY_NON_RESPONDER ? LANE_FILL_FAILURE
                                              : LANE_FILL_NOT;
}

static void compile_carrying (const SimScenario *scenario, const SimPlanRead *read, guint arm,
                              LaneFill *fill)
{
  double failure = sim_scenario_direction (scenario, read->outcome) > 0 ? 0 : 1;
  double centre, sd, at_centre, at_sd;
  unit_of (scenario, read, arm, read->at + 1, &at_centre, &at_sd);
  for (guint p = fill->baseline ? 0 : 1; p <= read->at; p++) {
    unit_of (scenario, read, arm, p, &centre, &sd);
    fill->by[arm][p] = sd / at_sd;
    fill->plus[arm][p] = (centre - at_centre) / at_sd;
  }
  fill->failure[arm] = read->derived ? failure : (failure - at_centre) / at_sd;
}

/* Whom the reduction takes in. Returns the proportion of an arm that it does not. */
double sim_plan_fill (const LanePlan *plan, const SimScenario *scenario, const SimPlanRead *read,
                            guint arm, LaneFill *fill)
{
  const LanePeople *people = plan->draws.people[read->nth];
  double lost = unseen (scenario, read->outcome, arm, read->visit), treated = 1;
  fill->kind = fill_kind (read->strategy.kind);
  fill->baseline = fill->kind != LANE_FILL_NOT
                   && sim_scenario_score_map (scenario, read->source, -1, 0) != NULL;
  if (fill->kind != LANE_FILL_NOT) {
    compile_carrying (scenario, read, arm, fill);
    lost = fill->kind == LANE_FILL_LAST && !fill->baseline
               ? unseen (scenario, read->outcome, arm, 0)
               : 0;
  }
  if (people && read->strategy.per_protocol && people->fates[arm].n_states > 1) {
    const LaneFate *fate = &people->fates[arm];
    fill->treated[arm] = true;
    treated = (1 - fate->switched[fate->n_switches]) * MIN (fate->adherent, 1);
  }
  return 1 - (1 - lost) * treated;
}

static const char *text_of (const SimValue *record, const char *key)
{
  return sim_value_text (sim_value_get (record, key));
}

LaneImputeKind sim_plan_imputes (const SimScenario *scenario, const SimPlanRead *read)
{
  const SimValue *outcomes = sim_scenario_value (scenario, "/outcomes");
  if (read->derived)
    return LANE_IMPUTE_RESPONSES;
  return g_strcmp0 (text_of (sim_value_at (outcomes, read->outcome), "type"), "binary") == 0
             ? LANE_IMPUTE_BINARY
             : LANE_IMPUTE_SCORES;
}

static SimBinaryMethod binary_method (const char *method)
{
  if (g_strcmp0 (method, "logistic") == 0)
    return SIM_BINARY_LOGISTIC;
  return g_strcmp0 (method, "g-computation") == 0 ? SIM_BINARY_STANDARDISED : SIM_BINARY_DIFFERENCE;
}

static SimImputedMethod imputed_method (const SimScenario *scenario, guint analysis,
                                        const char *method, const char *variance)
{
  SimModelTerms terms;
  sim_scenario_model_terms (scenario, analysis, &terms);
  if (g_strcmp0 (method, "ancova") == 0)
    return terms.baseline ? SIM_IMPUTED_ANCOVA : SIM_IMPUTED_ADJUSTED;
  if (g_strcmp0 (method, "change-score") == 0)
    return SIM_IMPUTED_CHANGE;
  if (g_strcmp0 (variance, "two-arms") == 0)
    return SIM_IMPUTED_TWO_ARMS;
  return g_strcmp0 (variance, "welch") == 0 ? SIM_IMPUTED_WELCH : SIM_IMPUTED_ALL_ARMS;
}

void sim_plan_impute (const SimScenario *scenario, guint analysis, const SimPlanRead *read,
                                 LaneImpute *impute)
{
  guint64 seed = sim_scenario_seed (scenario);
  const SimValue *measured
      = sim_value_at (sim_scenario_value (scenario, "/outcomes"), read->source);
  const SimValue *analysed = sim_value_at (sim_scenario_value (scenario, "/analyses"), analysis);
  const char *outcome = text_of (measured, "id");
  const SimValue *visits = sim_value_get (measured, "visits");
  const char *visit = text_of (sim_value_at (visits, read->at), "id");
  SimStrategyKind kind = read->strategy.kind;
  impute->imputations = (int) read->strategy.imputations;
  impute->as = kind == SIM_STRATEGY_JUMP   ? SIM_IMPUTE_JUMP
               : kind == SIM_STRATEGY_COPY ? SIM_IMPUTE_COPY
                                           : SIM_IMPUTE_AT_RANDOM;
  impute->reference = sim_scenario_reference (scenario);
  impute->kind = sim_plan_imputes (scenario, read);
  impute->method = impute->kind != LANE_IMPUTE_SCORES
                       ? (int) binary_method (text_of (analysed, "method"))
                       : (int) imputed_method (scenario, analysis, text_of (analysed, "method"),
                                               text_of (analysed, "variance"));
  impute->key_model = sim_key_new (seed, "imputation", outcome, visit, NULL);
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++) {
    impute->shift[a] = -read->strategy.delta[a] * sim_scenario_direction (scenario, read->source);
    impute->key_patients[a]
        = sim_key_new (seed, "imputation", outcome, visit, sim_scenario_arm_id (scenario, a));
  }
}
