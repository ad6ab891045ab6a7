/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cox.h - Cox's regression of times on the arms, all of them in one model.
 *
 * hazard of arm a = exp (beta_a) times one that all arms share (Cox 1972), by the largest partial
 * likelihood; of events at the same time Efron's approximation (1977). IEEE + - * / and integers
 * only (exp from base/elementary.h); no allocation; thread-safe; C headers only.
 */
#ifndef SIM_ANALYSIS_COX_H
#define SIM_ANALYSIS_COX_H

#include <stdbool.h>
#include <stdint.h>

enum { SIM_COX_ARMS = 6 };

/** Log hazards against the last arm, which has zeros. */
typedef struct {
  double log_hazard[SIM_COX_ARMS];
  double covariance[SIM_COX_ARMS][SIM_COX_ARMS]; /* from the observed information */
  int evaluations;                               /* of the likelihood's derivatives */
} SimCox;

/**
 * The fit to arms 0 .. n_arms - 1. order: n patients by ascending time, as sim_log_rank_order()
 * gives them; a patient whose event is 0 is censored, and at risk at events of that very time;
 * patients of no such arm, -1 for instance, are passed over. room: n numbers, whose content is
 * lost. The result does not depend on how ties in time are ordered.
 *
 * False, and a fit of zeros, if there is no finite maximum (monotone likelihood: an arm without
 * events, or arms that have none while any of the others are at risk), if an arm is empty, or if
 * n_arms is not in 2 .. SIM_COX_ARMS. At most 30 evaluations; usually 4.
 */
bool sim_cox (int n_arms, int n, const int *order, const double *time, const uint8_t *event,
              const int8_t *arm, int *room, SimCox *fit);

/**
 * The same for numbers that are expected at n_times times: of each arm those at risk and those with
 * an event, whole or not; of events at the same time nobody is gone before another (Breslow).
 * False also where there is no maximum, or none that 30 evaluations come to.
 */
bool sim_cox_expected (int n_arms, int n_times, const double (*risk)[SIM_COX_ARMS],
                       const double (*events)[SIM_COX_ARMS], SimCox *fit);

/** Log hazard ratio of arm a against arm b, and its variance: above 0 events come earlier in a. */
double sim_cox_contrast (const SimCox *fit, int a, int b, double *variance);

#endif
