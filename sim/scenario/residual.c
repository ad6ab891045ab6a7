/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * residual.c - the parts of the variance of an arm, and what they leave of its correlations.
 *
 * Every part is one variable for a patient, independent of the others, with a loading on each
 * score: its SD over that of the scores. Those known at entry and the centre load on the baseline
 * as well; what comes with treatment loads on visits alone. A stratum with an interaction is one
 * variable per level whose product over two scores is the mean over levels.
 */
#include <math.h>

#include "scenario-private.h"
#include "scores.h"

typedef struct {
  SimPeople people;
  guint arm, n; /* n: visits and baseline */
  gboolean has_baseline, is_reference;
  double sd[SIM_MAX_VISITS + 1]; /* of the scores; the baseline first */
} Arm;

static gboolean
read_arm (const SimValue *full, guint outcome, guint arm, Arm *found)
{
  const SimValue *record = sim_value_at (sim_value_get (full, "outcomes"), outcome);
  const SimValue *one = sim_value_at (sim_value_get (full, "arms"), arm);
  const char *id = sim_value_text (sim_value_get (one, "id"));
  const SimValue *sd = sim_value_get (sim_value_get (record, "sd"), id);
  const SimValue *baseline = sim_value_get (record, "baseline");
  /* Without SDs, as of proportions, parts are shares of the latent variance alone. */
  gboolean has_sd = sim_value_get (record, "sd") != NULL;
  *found = (Arm){ .arm = arm,
                  .n = sim_value_length (has_sd ? sd : sim_value_get (record, "visits")) + 1,
                  .has_baseline = baseline != NULL,
                  .is_reference = sim_value_bool (sim_value_get (one, "reference")) };
  if (found->n > SIM_MAX_VISITS + 1)
    return FALSE;
  sim_people_read (full, outcome, &found->people);
  found->sd[0] = sim_value_number (sim_value_get (baseline, "sd"));
  for (guint v = 1; v < found->n; v++)
    found->sd[v] = has_sd ? sim_value_number (sim_value_at (sd, v - 1)) : 1;
  return TRUE;
}

static double
loading (const SimPart *part, double sd)
{
  return part->is_sd ? part->value / sd : sqrt (part->value);
}

/* Mean over the levels of the product of a stratum's effects at point i of an outcome and j of the
   same or another. */
static double
of_stratum (const Arm *a, const Arm *b, guint s, guint i, guint j)
{
  const SimStratum *on_a = &a->people.strata[s], *on_b = &b->people.strata[s];
  double sum = 0, whole = 0;
  for (guint l = 0; l < on_a->n_levels; l++) {
    double at_i = on_a->effect[l] + (i > 0 ? on_a->interaction[l][a->arm] : 0);
    double at_j = on_b->effect[l] + (j > 0 ? on_b->interaction[l][b->arm] : 0);
    sum += on_a->prevalence[l] * at_i * at_j;
    whole += on_a->prevalence[l];
  }
  return sum / whole / (a->sd[i] * b->sd[j]);
}

/* What each part adds to the correlation of the scores at points i and j; 0 is the baseline. */
static void
contributions (const Arm *arm, guint i, guint j, double of[SIM_N_PARTS])
{
  const SimPeople *people = &arm->people;
  for (guint p = 0; p < SIM_N_PARTS; p++)
    of[p] = 0;
  if (!people->any || ((i == 0 || j == 0) && !arm->has_baseline))
    return;
  double both = arm->sd[i] * arm->sd[j];
  for (guint s = 0; s < people->n_strata; s++)
    of[SIM_PART_STRATA] += of_stratum (arm, arm, s, i, j);
  for (guint c = 0; c < people->n_covariates; c++)
    of[SIM_PART_COVARIATES] += people->correlation[c] * people->correlation[c];
  of[SIM_PART_CENTRES]
      = loading (&people->centre, arm->sd[i]) * loading (&people->centre, arm->sd[j]);
  if (i == 0 || j == 0)
    return;
  if (!arm->is_reference)
    of[SIM_PART_CENTRES] += people->centre_effect_sd * people->centre_effect_sd / both;
  const SimPart *practitioner = &people->practitioner[arm->arm];
  of[SIM_PART_PRACTITIONERS]
      = loading (practitioner, arm->sd[i]) * loading (practitioner, arm->sd[j]);
  double response = people->response_sd[arm->arm];
  of[SIM_PART_RESPONSE] = response * response / both;
}

static SimCommon
common_at (const Arm *a, const Arm *b, guint i, guint j)
{
  SimCommon common = { 0, 0 };
  if (!a->people.any)
    return common;
  for (guint s = 0; s < a->people.n_strata; s++)
    common.known += of_stratum (a, b, s, i, j);
  for (guint c = 0; c < a->people.n_covariates; c++)
    common.known += a->people.correlation[c] * b->people.correlation[c];
  common.alike = loading (&a->people.centre, a->sd[i]) * loading (&b->people.centre, b->sd[j]);
  if (i == 0 || j == 0)
    return common;
  double both = a->sd[i] * b->sd[j];
  guint arm = a->arm;
  if (!a->is_reference)
    common.alike += a->people.centre_effect_sd * b->people.centre_effect_sd / both;
  common.alike += loading (&a->people.practitioner[arm], a->sd[i])
                  * loading (&b->people.practitioner[arm], b->sd[j]);
  common.alike += a->people.response_sd[arm] * b->people.response_sd[arm] / both;
  return common;
}

gboolean
sim_people_common (const SimValue *full, const guint *outcomes, guint n, guint arm,
                   SimCommons *common)
{
  Arm *arms = g_new (Arm, n);
  gboolean good = TRUE;
  for (guint k = 0; k < n && good; k++)
    good = read_arm (full, outcomes[k], arm, &arms[k]);
  for (guint k = 0; k < n && good; k++)
    for (guint l = 0; l < k; l++, common++)
      for (guint i = arms[k].has_baseline ? 0 : 1; i < arms[k].n; i++)
        for (guint j = arms[l].has_baseline ? 0 : 1; j < arms[l].n; j++)
          common->at[i][j] = common_at (&arms[k], &arms[l], i, j);
  g_free (arms);
  return good;
}

void
sim_people_shares (const SimValue *full, guint outcome, guint arm, guint point,
                   double shares[SIM_N_PARTS])
{
  Arm found;
  for (guint p = 0; p < SIM_N_PARTS; p++)
    shares[p] = 0;
  if (read_arm (full, outcome, arm, &found))
    contributions (&found, point, point, shares);
}

gboolean
sim_people_take_parts (const SimValue *full, guint outcome, guint arm, guint n, double *matrix)
{
  Arm found;
  if (n == 0 || !read_arm (full, outcome, arm, &found) || found.n != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++) {
      double of[SIM_N_PARTS];
      contributions (&found, MIN (i, j), MAX (i, j), of);
      for (guint p = 0; p < SIM_N_PARTS; p++)
        matrix[i * n + j] -= of[p];
    }
  return sim_correlation_failing_minor (matrix, n, n) == 0;
}

guint
sim_people_latent_read (const SimValue *full, guint outcome, guint arm, double *matrix)
{
  const SimValue *record = sim_value_at (sim_value_get (full, "outcomes"), outcome);
  const SimValue *one = sim_value_at (sim_value_get (full, "arms"), arm);
  guint n = sim_correlation_fill (record, matrix);
  SimUnreachable unreachable;
  SimScoreMap baseline;
  if (n > 0 && sim_scores_are_correlated (record)
      && !sim_scores_solve (record, sim_value_text (sim_value_get (one, "id")),
                            sim_scores_baseline (record, &baseline) ? &baseline : NULL, n, matrix,
                            &unreachable))
    return 0;
  return n;
}

gboolean
sim_people_residual_read (const SimValue *full, guint outcome, guint arm, double *matrix)
{
  guint n = sim_people_latent_read (full, outcome, arm, matrix);
  return sim_people_take_parts (full, outcome, arm, n, matrix);
}

gboolean
sim_people_residual (const SimScenario *scenario, guint outcome, guint arm, double *matrix)
{
  sim_scenario_latent_correlation (scenario, outcome, arm, matrix);
  return sim_people_take_parts (sim_scenario_expanded (scenario), outcome, arm,
                                sim_scenario_n_visits (scenario, outcome) + 1, matrix);
}
