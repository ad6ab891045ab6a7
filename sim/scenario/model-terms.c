/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * model-terms.c - linear models as the records of analyses say them.
 */
#include "model-terms.h"

static SimSe
se_of (const SimValue *analysis)
{
  const char *se = sim_value_text (sim_value_get (analysis, "se"));
  if (g_strcmp0 (se, "hc3") == 0)
    return SIM_SE_HC3;
  return g_strcmp0 (se, "cr2") == 0 ? SIM_SE_CR2 : SIM_SE_MODEL;
}

static void
add (SimModelTerms *adjust, const char *what, const SimValue *covariates)
{
  if (g_strcmp0 (what, "baseline") == 0)
    adjust->baseline = TRUE;
  else if (g_strcmp0 (what, "strata") == 0)
    adjust->strata = TRUE;
  else if (what && adjust->n_covariates < SIM_MAX_COVARIATES) {
    int index = sim_value_index_of (covariates, what);
    if (index >= 0 && index < SIM_MAX_COVARIATES)
      adjust->covariate[adjust->n_covariates++] = (guint)index;
  }
}

void
sim_model_terms (const SimValue *analysis, const SimValue *covariates, SimModelTerms *adjust)
{
  const char *method = sim_value_text (sim_value_get (analysis, "method"));
  const SimValue *list = sim_value_get (analysis, "adjust-for");
  gboolean ancova = g_strcmp0 (method, "ancova") == 0;
  gboolean mixed = g_strcmp0 (method, "practitioner-mixed-model") == 0;
  gboolean odds = g_strcmp0 (method, "logistic") == 0 || g_strcmp0 (method, "g-computation") == 0;
  gboolean hazards = g_strcmp0 (method, "cox") == 0;
  *adjust = (SimModelTerms){ .change = g_strcmp0 (method, "change-score") == 0 };
  adjust->linear = odds || hazards || ancova || mixed || adjust->change
                   || g_strcmp0 (method, "t-test") == 0;
  if (!adjust->linear)
    return;
  for (guint i = 0; i < sim_value_length (list) && (ancova || mixed || odds || hazards); i++)
    add (adjust, sim_value_text (sim_value_at (list, i)), covariates);
  adjust->se = mixed ? SIM_SE_MIXED : se_of (analysis);
  adjust->patients = odds || adjust->se != SIM_SE_MODEL
                     || (ancova && !adjust->baseline)
                     || ((ancova || hazards) && (adjust->strata || adjust->n_covariates > 0));
}

void
sim_scenario_model_terms (const SimScenario *scenario, guint analysis, SimModelTerms *adjust)
{
  sim_model_terms (sim_value_at (sim_scenario_value (scenario, "/analyses"), analysis),
              sim_scenario_value (scenario, "/covariates"), adjust);
}
