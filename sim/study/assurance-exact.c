/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance-exact.c - quantiles of exact power over one prior: power at quantiles of what of it
 * makes a valid scenario.
 */
#include "assurance-exact.h"

#include <math.h>

#include "in-favour.h"
#include "../theory/theory.h"

#define LOOKS 11
#define NEAR  1e-7 /* quadrature's error: so little is neither up nor down */
#define EDGE  1e-9 /* of what is possible, as a chance */

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

static gboolean
is_possible (SimScenario *scenario, const SimPriors *priors, double p)
{
  g_autoptr (SimScenario) at = scenario_at (scenario, priors, p);

  return at != NULL;
}

/* The last chance towards `outside` at which there is a scenario, as there is one at `inside`. */
static double
edge_of (SimScenario *scenario, const SimPriors *priors, double inside, double outside)
{
  if (is_possible (scenario, priors, outside))
    return outside;
  while (fabs (outside - inside) > EDGE) {
    double middle = (inside + outside) / 2;
    if (is_possible (scenario, priors, middle))
      inside = middle;
    else
      outside = middle;
  }
  return inside;
}

/* The one part of the prior, as chances, that makes valid scenarios. FALSE: none, or several. */
static gboolean
possible_part (SimScenario *scenario, const SimPriors *priors, double *low, double *high)
{
  guint first = LOOKS, last = 0, n = 0;

  for (guint i = 0; i < LOOKS; i++)
    if (is_possible (scenario, priors, looks[i])) {
      first = MIN (first, i);
      last = i;
      n++;
    }
  if (n == 0 || n != last - first + 1)
    return FALSE;
  *low = edge_of (scenario, priors, looks[first], first > 0 ? looks[first - 1] : EDGE);
  *high = edge_of (scenario, priors, looks[last], last + 1 < LOOKS ? looks[last + 1] : 1 - EDGE);
  return TRUE;
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
  double low, high;
  gboolean known = priors->n == 1 && priors->n_scenarios == 0
                   && possible_part (scenario, priors, &low, &high);

  for (guint i = 0; i < LOOKS && known; i++)
    known = powers_at (scenario, priors, low + looks[i] * (high - low), goals, n, cancel, power[i]);
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
