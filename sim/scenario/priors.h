/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * priors.h - what is believed of a scenario's values: distributions of single ones, independent of
 * each other, or scenarios with weights; and the scenario that a guess from them makes.
 */
#ifndef SIM_SCENARIO_PRIORS_H
#define SIM_SCENARIO_PRIORS_H

#include "scenario.h"

G_BEGIN_DECLS

#define SIM_MAX_PRIORS          12
#define SIM_MAX_PRIOR_SCENARIOS 64

/** The normal distribution of one value, within limits that may be infinite. */
typedef struct {
  char *pointer;
  double mean, sd, min, max; /* mean and SD before it is cut */
} SimPrior;

/** Either distributions (n > 0) or scenarios (n_scenarios > 0). */
typedef struct {
  guint n;
  SimPrior priors[SIM_MAX_PRIORS];
  guint n_scenarios;
  double weight[SIM_MAX_PRIOR_SCENARIOS]; /* they add up to 1 */
} SimPriors;

/** Those of a scenario; NULL if it has none. */
SimPriors *sim_priors_new (const SimScenario *scenario);
void sim_priors_free (SimPriors *priors); /* accepts NULL */

/** The value below which the distribution has the probability p, 0 < p < 1; the same on every
 *  machine. */
double sim_prior_quantile (const SimPrior *prior, double p);
/**
 * The draft of a scenario, without priors, in which each value is where its distribution has the
 * probability p[i] below; it may be invalid. Fails with SIM_ERROR_POINTER.
 */
SimDraft *sim_priors_at (const SimPriors *priors, SimDraft *draft, const double *p,
                         GError **error);
/** The same of weighted scenario `index`. */
SimDraft *sim_priors_scenario (const SimPriors *priors, SimDraft *draft, guint index,
                               GError **error);

/**
 * Whether it is of the mean of one arm: of which outcome and arm, and at which visit, -1 at all of
 * them. Any of the three may be NULL.
 */
gboolean sim_prior_of_mean (const SimPrior *prior, const SimScenario *scenario, guint *outcome,
                            guint *arm, int *visit);

/**
 * The draft with one prior more: "/pointer=normal(0.5,0.2)" or
 * "/pointer=truncated-normal(5,1,3,7)", where limits may be left out from the end or empty; of a
 * pointer that has one already it takes its place. Fails with SIM_ERROR_USAGE and a sentence.
 */
SimDraft *sim_priors_set_text (SimDraft *draft, const char *text, GError **error);
/** "/pointer: normal, mean 0.5, SD 0.2, 0 to 1". Newly allocated. */
char *sim_prior_text (const SimPrior *prior);

G_END_DECLS
#endif
