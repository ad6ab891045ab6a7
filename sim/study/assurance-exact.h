/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance-exact.h - how exact power is distributed over one prior. Private to sim/study.
 */
#ifndef SIM_STUDY_ASSURANCE_EXACT_H
#define SIM_STUDY_ASSURANCE_EXACT_H

#include "assurance.h"

G_BEGIN_DECLS

/**
 * The quantiles of exact power, in favour, of n goals at the scenario's own size:
 * quantile[goal][chance], at sim_assurance_chances. NaN where there is more than one prior, no
 * exact power, or where that neither rises nor falls throughout. cancel as in sim_theory_new().
 */
void sim_assurance_exact_quantiles (SimScenario *scenario, const SimPriors *priors,
                                    const SimGoal *goals, guint n, const gint *cancel,
                                    double (*quantile)[SIM_ASSURANCE_QUANTILES]);

G_END_DECLS
#endif
