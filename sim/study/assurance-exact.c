/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance-exact.c - quantiles of exact power over one prior: power at quantiles of the prior.
 */
#include "assurance-exact.h"

#include <math.h>

#include "in-favour.h"
#include "../theory/theory.h"

#define LOOKS 11
#define NEAR  1e-7 /* quadrature's error: so little is neither up nor down */

/* Chances at which it is looked whether power goes one way, those of the quantiles among them. */
static const double looks[LOOKS]
    = { 0.005, 0.05, 0.15, 0.25, 0.375, 0.5, 0.625, 0.75, 0.85, 0.95, 0.995 };

/* The scenario at a quantile of the prior, with its own size alone; NULL: there is none. */
static SimScenario *
scenario_at (SimScenario *scenario, const SimPriors *priors, double p)
{
  guint total = sim_scenario_total (scenario, sim_scenario_own_size (scenario));
  g_autofree char *sizes = g_strdup_printf ("/run/sizes=[%u]", total);
  SimDraft *at = sim_priors_at (priors, sim_scenario_draft (scenario), &p, NULL);
  SimDraft *alone = at != NULL ? sim_draft_set_text (at, sizes, NULL) : NULL;
  GPtrArray *problems = sim_problems_new ();
  SimScenario *found = alone != NULL ? sim_scenario_check (alone, problems) : NULL;

  g_ptr_array_unref (problems);
  sim_draft_unref (alone);
  sim_draft_unref (at);
  return found;
}

/* Exact power of the goals at a quantile of the prior. FALSE where there is none of any. */
static gboolean
powers_at (SimScenario *scenario, const SimPriors *priors, double p, const SimGoal *goals,
           guint n, const gint *cancel, double *power)
{
  g_autoptr (SimScenario) at = scenario_at (scenario, priors, p);
  SimTheory *theory = at != NULL ? sim_theory_new (at, FALSE, cancel) : NULL;
  gboolean any = FALSE;

  for (guint g = 0; g < n; g++) {
    power[g] = theory != NULL ? sim_in_favour_exact (
                                    at, &goals[g], &theory->sizes[sim_scenario_own_size (at)])
                              : NAN;
    any |= isfinite (power[g]);
  }
  sim_theory_free (theory);
  return any;
}

/* +1: it rises, -1: it falls, 0: neither. */
static int
direction_of (const double (*power)[SIM_MAX_GOALS], guint goal)
{
  gboolean rises = TRUE, falls = TRUE;

  for (guint i = 1; i < LOOKS; i++) {
    rises &= power[i][goal] >= power[i - 1][goal] - NEAR;
    falls &= power[i][goal] <= power[i - 1][goal] + NEAR;
  }
  return rises ? 1 : falls ? -1 : 0;
}

void
sim_assurance_exact_quantiles (SimScenario *scenario, const SimPriors *priors,
                               const SimGoal *goals, guint n, const gint *cancel,
                               double (*quantile)[SIM_ASSURANCE_QUANTILES])
{
  double power[LOOKS][SIM_MAX_GOALS];
  gboolean known = priors->n == 1 && priors->n_scenarios == 0;

  for (guint i = 0; i < LOOKS && known; i++)
    known = powers_at (scenario, priors, looks[i], goals, n, cancel, power[i]);
  for (guint g = 0; g < n; g++) {
    int direction = known ? direction_of ((const double (*)[SIM_MAX_GOALS])power, g) : 0;
    for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++) {
      double chance
          = direction > 0 ? sim_assurance_chances[q] : 1 - sim_assurance_chances[q];
      quantile[g][q] = NAN;
      for (guint i = 0; i < LOOKS && direction != 0; i++)
        if (fabs (looks[i] - chance) < 1e-9)
          quantile[g][q] = power[i][g];
    }
  }
}
