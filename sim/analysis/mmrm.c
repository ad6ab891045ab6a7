/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mmrm.c - the mixed model for repeated measures: from a start to the maximum, and contrasts.
 */
#include "mmrm-private.h"

enum { ARMS = SIM_MMRM_ARMS, VISITS = SIM_MMRM_VISITS, PARAMETERS = SIM_MMRM_PARAMETERS };
enum { SQUARE = VISITS * VISITS, EVALUATIONS = 50, HALVES = 20 };

/* Newton's decrement: twice what is still to be gained in log likelihood. What is left at this size
 * is 1e-9 standard errors of R. */
#define CLOSE_ENOUGH 1e-18
/* Below it the likelihoods of two points differ by rounding errors. */
#define SMOOTH 1e-8

/* fit->covariance += length times the step in its elements. */
static void move (SimMmrm *fit, const double *from, const double *step, double length)
{
  int v = fit->n_visits, k = 0;
  for (int i = 0; i < v; i++)
    for (int j = 0; j <= i; j++, k++)
      fit->covariance[i * v + j] = fit->covariance[j * v + i]
          = from[i * v + j] + length * step[k];
}

/* A direction that climbs, and the decrement along it: Newton's where the observed information is
 * positive definite and he does, else that of scoring. False if there is none. */
static bool direction (SimMmrm *fit, const double *gradient, const double *expected, bool newton,
                       double *step, double *decrement)
{
  int n = fit->n_parameters;
  const double *information = newton ? fit->information : expected;
  for (int i = 0; i < n * n; i++)
    fit->root[i] = information[i];
  if (!sim_mmrm_root (n, fit->root))
    return false;
  *decrement = 0;
  for (int i = 0; i < n; i++)
    step[i] = gradient[i];
  sim_mmrm_solve (n, fit->root, step);
  for (int i = 0; i < n; i++)
    *decrement += gradient[i] * step[i];
  return true;
}

/* From the start to the maximum. The whole step, or the largest of its halves that climbs. */
static bool climb (SimMmrm *fit)
{
  double gradient[PARAMETERS], step[PARAMETERS], from[SQUARE], decrement;
  double *expected = fit->inverse; /* room that is free until there is a fit */
  int vv = fit->n_visits * fit->n_visits;
  if (!sim_mmrm_evaluate (fit, gradient, expected))
    return false;
  while (fit->evaluations < EVALUATIONS) {
    bool newton = direction (fit, gradient, expected, true, step, &decrement);
    if (!newton && !direction (fit, gradient, expected, false, step, &decrement))
      return false;
    if (newton && decrement < CLOSE_ENOUGH)
      return true; /* root: of the observed information */
    double length = 1, before = fit->log_likelihood;
    for (int i = 0; i < vv; i++)
      from[i] = fit->covariance[i];
    for (int halves = 0;; halves++, length /= 2) {
      if (halves > HALVES)
        return false;
      move (fit, from, step, length);
      if (sim_mmrm_evaluate (fit, gradient, expected)
          && (decrement < SMOOTH || fit->log_likelihood > before))
        break;
    }
  }
  return false;
}

bool sim_mmrm (const SimMmrmData *data, bool kenward_roger, int n_patterns, double *room,
               SimMmrm *fit)
{
  *fit = (SimMmrm){ 0 };
  if (data->n_arms < 2 || data->n_arms > ARMS || data->n_visits < 1 || data->n_visits > VISITS)
    return false;
  sim_mmrm_lay (data->n_arms, data->n_visits, room, fit);
  if (!sim_mmrm_sums (data, n_patterns, fit))
    return false;
  if (!sim_mmrm_factored (fit, fit->covariance) && !sim_mmrm_unrelated (fit, fit->covariance))
    return false;
  if (!climb (fit))
    return false;
  fit->kenward_roger = kenward_roger;
  return !kenward_roger || sim_mmrm_prepare_adjustment (fit);
}

/* u = Phi c, [arm, slope last][visit]; the variance c'Phi c. */
static double coefficients_of (const SimMmrm *fit, int visit, const double *weight, double *u)
{
  int v = fit->n_visits, vv = v * v;
  double right[VISITS] = { 0 }, *slope = u + fit->n_arms * v, variance = 0;
  for (int a = 0; a < fit->n_arms; a++)
    for (int i = 0; i < v; i++)
      right[i] -= fit->tilt[a * vv + visit * v + i] * weight[a];
  for (int i = 0; i < v; i++) {
    slope[i] = 0;
    for (int j = 0; j < v; j++)
      slope[i] += fit->inverse_s[i * v + j] * right[j];
  }
  for (int a = 0; a < fit->n_arms; a++) {
    for (int i = 0; i < v; i++) {
      u[a * v + i] = fit->inverse_n[a * vv + i * v + visit] * weight[a];
      for (int j = 0; j < v; j++)
        u[a * v + i] -= fit->tilt[a * vv + i * v + j] * slope[j];
    }
    variance += weight[a] * u[a * v + visit];
  }
  return variance;
}

/* Sum over a pattern's patients of (x'u)(x'u)'. */
static void square_combined (const SimMmrm *fit, const SimMmrmPattern *pattern, const double *u,
                             double *squares)
{
  int v = fit->n_visits;
  const double *slope = u + fit->n_arms * v;
  for (int i = 0; i < v; i++)
    for (int j = 0; j < v; j++) {
      double sum = pattern->head[2] * slope[i] * slope[j];
      for (int a = 0; a < fit->n_arms; a++) {
        const double *own = u + a * v;
        sum += pattern->size[a] * own[i] * own[j]
               + pattern->x[a] * (own[i] * slope[j] + slope[i] * own[j]);
      }
      squares[i * v + j] = sum;
    }
}

void sim_mmrm_weighed (const SimMmrm *fit, const SimMmrmPattern *pattern, const double *u,
                       double *to)
{
  int v = fit->n_visits;
  double squares[SQUARE], half[SQUARE];
  square_combined (fit, pattern, u, squares);
  for (int i = 0; i < v; i++)
    for (int j = 0; j < v; j++) {
      half[i * v + j] = 0;
      for (int k = 0; k < v; k++)
        half[i * v + j] += pattern->w[i * v + k] * squares[k * v + j];
    }
  for (int i = 0; i < v; i++)
    for (int j = 0; j < v; j++) {
      to[i * v + j] = 0;
      for (int k = 0; k < v; k++)
        to[i * v + j] += half[i * v + k] * pattern->w[k * v + j];
    }
}

/* 2 variance^2 / (g'H^-1 g). */
static double satterthwaite (const SimMmrm *fit, const double *u, double variance)
{
  int v = fit->n_visits, n = fit->n_parameters;
  double gradient[PARAMETERS], solved[PARAMETERS], sum[SQUARE] = { 0 }, one[SQUARE], spread = 0;
  for (int p = 0; p < fit->n_patterns; p++) {
    SimMmrmPattern pattern = sim_mmrm_pattern (fit, p);
    sim_mmrm_weighed (fit, &pattern, u, one);
    for (int i = 0; i < v * v; i++)
      sum[i] += one[i];
  }
  for (int i = 0, k = 0; i < v; i++)
    for (int j = 0; j <= i; j++, k++)
      gradient[k] = solved[k] = sim_mmrm_element (sum, v, i, j);
  sim_mmrm_solve (n, fit->root, solved);
  for (int k = 0; k < n; k++)
    spread += gradient[k] * solved[k];
  return 2 * variance * variance / spread;
}

bool sim_mmrm_contrast (const SimMmrm *fit, int visit, const double *weight,
                        SimMmrmContrast *contrast)
{
  double u[(ARMS + 1) * VISITS];
  double variance = coefficients_of (fit, visit, weight, u);
  *contrast = (SimMmrmContrast){ .df = satterthwaite (fit, u, variance) };
  for (int a = 0; a < fit->n_arms; a++)
    contrast->estimate
        += weight[a] * (fit->mean[a * fit->n_visits + visit] + fit->shift_y[visit]);
  contrast->variance = fit->kenward_roger ? sim_mmrm_adjusted (fit, u, variance) : variance;
  return variance > 0 && contrast->variance > 0 && contrast->df > 0;
}
