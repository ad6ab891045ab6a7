/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cox-model.h - Cox's regression of times on the arms and any covariates.
 *
 * The covariates are those of linear-model.h, in whose basis the model is fitted; without any it is
 * that of cox.h, which is faster. Efron's approximation for events at the same time. IEEE + - * /
 * and sqrt only (exp from base/elementary.h); no allocation; thread-safe; C headers only.
 *
 * Covariates move the latent score here, not the hazard by a factor, so the model with them is not
 * the one that made the data, and its variance is too small (DiRienzo & Lagakos 2001): of true
 * nulls 5 % tests reject 5.4 % of 120 patients an arm where the correlation is 0.3, and 9.2 % where
 * it is 0.8; R's coxph() 5.2 and 9.0 % on such data of its own. With 20 an arm 5.2 to 6.3 %.
 */
#ifndef SIM_ANALYSIS_COX_MODEL_H
#define SIM_ANALYSIS_COX_MODEL_H

#include "linear-model.h"

/** The fit; it reads the basis that it was made in. */
typedef struct {
  SimLinearModel basis;
  double scale; /* of the basis: its columns times this have a mean square of 1 */
  /* log hazard of each arm at the covariates' means over all patients, against the last arm there,
     and its covariance from the observed information */
  double log_hazard[SIM_LINEAR_ARMS];
  double covariance[SIM_LINEAR_ARMS][SIM_LINEAR_ARMS];
  int evaluations; /* of the likelihood's derivatives */
} SimCoxModel;

/**
 * The fit by the largest partial likelihood to data whose y are times. event[i]: 0 where patient i
 * is censored, who is at risk at events of that very time. order: the data->n patients by ascending
 * time, as sim_log_rank_order() gives them. room as for sim_linear_model(), in use as long as the
 * fit is. The result does not depend on how ties in time are ordered.
 *
 * False if there is no finite maximum (an arm without events, or covariates that tell who has one),
 * or where sim_linear_model() is false. At most 40 evaluations, usually 5.
 */
bool sim_cox_model (const SimLinearData *data, const uint8_t *event, const int *order,
                    double *room, SimCoxModel *fit);

/** The sum of weights[arm], of sum 0, times the log hazards, and its variance. */
double sim_cox_model_contrast (const SimCoxModel *fit, const double *weights, double *variance);

#endif
