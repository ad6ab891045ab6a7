/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * model-terms.h - what an analysis by a linear model, or one of log odds or hazards, adjusts for,
 * and how its standard errors are found.
 */
#ifndef SIM_SCENARIO_MODEL_TERMS_H
#define SIM_SCENARIO_MODEL_TERMS_H

#include "people.h"

G_BEGIN_DECLS

typedef enum { SIM_SE_MODEL, SIM_SE_HC3, SIM_SE_CR2, SIM_SE_MIXED } SimSe;

typedef struct {
  gboolean linear;   /* FALSE: the analysis is another, and nothing of what follows */
  gboolean patients; /* sums do not suffice: it reads the patients as they are */
  gboolean change;   /* scores are changes from baseline */
  gboolean baseline, strata;
  guint n_covariates, covariate[SIM_MAX_COVARIATES];
  SimSe se;
} SimModelTerms;

/** Reads a record of /analyses; covariates: the list of the scenario, or NULL. An id that is none
 *  of its members is passed over. Thread-safe. */
void sim_model_terms (const SimValue *analysis, const SimValue *covariates, SimModelTerms *adjust);

/** Of an analysis by its index. */
void sim_scenario_model_terms (const SimScenario *scenario, guint analysis, SimModelTerms *adjust);

G_END_DECLS
#endif
