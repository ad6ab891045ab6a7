/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check-adjust.c - whether what an analysis adjusts for is there, and who its standard errors are
 * about.
 */
#include "model-terms.h"

#include <glib/gi18n.h>
#include "check.h"
#include "expand.h"
#include "mechanism.h"
#include "scenario-private.h"

static void
problem (SimCheck *check, guint i, const char *key, const char *allowed, const char *what)
{
  const SimValue *analyses = sim_value_get (check->full, "analyses");
  char *pointer = sim_check_member ("/analyses", analyses, i, key);
  sim_check_add_at (check, pointer, SIM_ERROR_CONFLICT,
                    sim_value_get (sim_value_at (analyses, i), key), allowed, "%s", what);
  g_free (pointer);
}

static gboolean
any_practitioners (const SimCheck *check)
{
  const SimValue *practitioners = sim_value_get (check->full, "practitioners");
  const SimValue *centres = sim_value_get (check->full, "centres");
  return sim_value_get (practitioners, "count") || sim_value_get (practitioners, "caseload")
         || sim_value_get (centres, "practitioners-each");
}

static gboolean
names_twice (const SimValue *list)
{
  for (guint i = 0; i < sim_value_length (list); i++)
    for (guint j = 0; j < i; j++)
      if (sim_value_equal (sim_value_at (list, i), sim_value_at (list, j)))
        return TRUE;
  return FALSE;
}

/* Methods that need a baseline unless they are told what to adjust for say so themselves. */
static void
check_list (SimCheck *check, guint i, const SimValue *list, const SimModelTerms *adjust,
            const SimValue *baseline_of)
{
  if (names_twice (list))
    problem (check, i, "adjust-for", _ ("each of them once"),
             _ ("the analysis is adjusted for one twice"));
  if (adjust->strata && sim_value_length (sim_value_get (check->full, "strata")) == 0)
    problem (check, i, "adjust-for", _ ("baseline or covariates, or a scenario with strata"),
             _ ("there are no strata to adjust for"));
  if (adjust->baseline && baseline_of && !sim_value_get (baseline_of, "baseline"))
    problem (check, i, "adjust-for", _ ("strata or covariates, or an outcome with a baseline"),
             _ ("the outcome has no baseline to adjust for"));
}

void
sim_check_adjust (SimCheck *check, guint i, const SimValue *outcome)
{
  const SimValue *analysis = sim_value_at (sim_value_get (check->full, "analyses"), i);
  const SimValue *list = sim_value_get (analysis, "adjust-for");
  const char *variance = sim_value_text (sim_value_get (analysis, "variance"));
  const char *method = sim_value_text (sim_value_get (analysis, "method"));
  const SimAnalysisNeeds *needs = sim_analysis_needs (method);
  SimModelTerms adjust;
  sim_model_terms (analysis, sim_value_get (check->full, "covariates"), &adjust);
  if (!needs || !adjust.linear)
    return;
  check_list (check, i, list, &adjust, needs->needs_baseline ? NULL : outcome);
  if (g_strcmp0 (method, "logistic") == 0 && adjust.n_covariates > 0
      && sim_value_get (outcome, "responder"))
    problem (check, i, "adjust-for", _ ("strata, or method g-computation"),
             _ ("what adjusted log odds of responses tend to is not known"));
  if (needs->needs_practitioners && !any_practitioners (check))
    problem (check, i, "method", _ ("ancova, or a scenario with practitioners"),
             _ ("the method is about practitioners, and no arm has any"));
  if (adjust.se == SIM_SE_CR2 && !any_practitioners (check))
    problem (check, i, "se", _ ("model or hc3, or a scenario with practitioners"),
             _ ("the standard errors are about practitioners, and no arm has any"));
  if (variance && g_strcmp0 (variance, "all-arms") != 0
      && (adjust.se == SIM_SE_HC3 || adjust.se == SIM_SE_CR2))
    problem (check, i, "se", _ ("model, or variance all-arms"),
             _ ("these standard errors pool no variance"));
}
