/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * logistic.c - logistic regression by Newton's method, and standardisation with it.
 *
 * Patient i of arm a has the log odds alpha_a + gamma' z_i with z_i the scaled basis of
 * linear-model.h, centred within the arm. At the covariates' overall means they are alpha_a less
 * gamma' s_a, s_a the standing of the arm.
 */
#include "logistic.h"

#include <float.h>

#include "../base/elementary.h"
#include "newton.h"
#include "triangular.h"

enum { ARMS = SIM_LINEAR_ARMS, MOST = SIM_LINEAR_BASIS, EVALUATIONS = 40 };

typedef struct {
  int n_arms, columns, parameters; /* arms first */
  double at[MOST], step[MOST], gradient[MOST];
  double root[MOST][MOST]; /* the information; then its Cholesky root */
} Work;

static inline bool is_of_arm (const SimLinearData *data, int i)
{
  return data->arm[i] >= 0 && data->arm[i] < data->n_arms;
}

static inline const double *basis_of (const SimLogistic *fit, int i)
{
  return fit->basis.basis + (long) i * fit->basis.n_columns;
}

static double slopes (const SimLogistic *fit, const double *slope, const double *z)
{
  double sum = 0;
  for (int j = 0; j < fit->basis.n_columns; j++)
    sum += slope[j] * z[j];
  return sum * fit->scale;
}

static void evaluate (const SimLinearData *data, const SimLogistic *fit, Work *w)
{
  for (int j = 0; j < w->parameters; j++) {
    w->gradient[j] = 0;
    for (int k = 0; k <= j; k++)
      w->root[j][k] = 0;
  }
  for (int i = 0; i < data->n; i++) {
    if (!is_of_arm (data, i))
      continue;
    int a = data->arm[i];
    const double *z = basis_of (fit, i);
    double eta = w->at[a] + slopes (fit, w->at + w->n_arms, z);
    double odds = sim_exp (eta < 0 ? eta : -eta), more = 1.0 / (1.0 + odds), less = odds * more;
    double weight = more * less; /* both tails accurate: separation shows in their ratio */
    double excess = data->y[i] > 0.5 ? (eta < 0 ? more : less) : eta < 0 ? -less : -more;
    w->gradient[a] += excess;
    w->root[a][a] += weight;
    for (int j = 0; j < w->columns; j++) {
      double zj = z[j] * fit->scale, weighted = weight * zj;
      double *row = w->root[w->n_arms + j];
      w->gradient[w->n_arms + j] += excess * zj;
      row[a] += weighted;
      for (int k = 0; k <= j; k++)
        row[w->n_arms + k] += weighted * (z[k] * fit->scale);
    }
  }
}

/* The logits of the arms without covariates; false where one has all or none. */
static bool start (const SimLinearData *data, const SimLogistic *fit, Work *w)
{
  double events[ARMS] = { 0 };
  for (int i = 0; i < data->n; i++)
    if (is_of_arm (data, i))
      events[data->arm[i]] += data->y[i];
  for (int a = 0; a < w->n_arms; a++) {
    double none = fit->basis.count[a] - events[a];
    if (!(events[a] > 0 && none > 0))
      return false;
    w->at[a] = sim_log (events[a] / none);
  }
  for (int j = w->n_arms; j < w->parameters; j++)
    w->at[j] = 0;
  return true;
}

/* True if no parameter has moved. */
static bool move (Work *w)
{
  sim_newton_move (w->parameters, sim_newton_length (w->parameters, w->step), w->step, w->at);
  return sim_newton_largest (w->parameters, w->step) < SIM_NEWTON_STILL;
}

static bool climb (const SimLinearData *data, SimLogistic *fit, Work *w)
{
  for (fit->evaluations = 1; fit->evaluations <= EVALUATIONS; fit->evaluations++) {
    double decrement = 0;
    evaluate (data, fit, w);
    if (!sim_triangular_root (w->parameters, MOST, &w->root[0][0], SIM_NEWTON_SINGULAR))
      return false;
    for (int j = 0; j < w->parameters; j++)
      w->step[j] = w->gradient[j];
    sim_triangular_solve (w->parameters, MOST, &w->root[0][0], w->step);
    for (int j = 0; j < w->parameters; j++)
      decrement += w->step[j] * w->step[j];
    sim_triangular_solve_back (w->parameters, MOST, &w->root[0][0], w->step);
    if (move (w) && decrement < SIM_NEWTON_CLOSE)
      return true;
  }
  return false;
}

/* The log odds at the covariates' means as vectors of parameters, and their covariance. */
static void store (const Work *w, SimLogistic *fit)
{
  double half[ARMS][MOST];
  for (int a = 0; a < w->n_arms; a++) {
    for (int j = 0; j < w->n_arms; j++)
      half[a][j] = j == a;
    for (int j = 0; j < w->columns; j++)
      half[a][w->n_arms + j] = -fit->basis.standing[a][j] * fit->scale;
    fit->log_odds[a] = w->at[a] - slopes (fit, w->at + w->n_arms, fit->basis.standing[a]);
    sim_triangular_solve (w->parameters, MOST, &w->root[0][0], half[a]);
  }
  for (int a = 0; a < w->n_arms; a++)
    for (int b = 0; b < w->n_arms; b++) {
      double sum = 0;
      for (int j = 0; j < w->parameters; j++)
        sum += half[a][j] * half[b][j];
      fit->covariance[a][b] = sum;
    }
  for (int j = 0; j < w->columns; j++)
    fit->slope[j] = w->at[w->n_arms + j];
}

bool sim_logistic (const SimLinearData *data, double *room, SimLogistic *fit)
{
  Work w;
  if (!sim_linear_model (data, room, &fit->basis))
    return false;
  w.n_arms = data->n_arms;
  w.columns = fit->basis.n_columns;
  w.parameters = w.n_arms + w.columns;
  fit->scale = __builtin_sqrt ((double) fit->basis.analysed);
  if (!start (data, fit, &w) || !climb (data, fit, &w))
    return false;
  store (&w, fit);
  return true;
}

double sim_logistic_contrast (const SimLogistic *fit, const double *weights, double *variance)
{
  double estimate = 0, sum = 0;
  for (int a = 0; a < fit->basis.n_arms; a++) {
    estimate += weights[a] * fit->log_odds[a];
    for (int b = 0; b < fit->basis.n_arms; b++)
      sum += weights[a] * weights[b] * fit->covariance[a][b];
  }
  *variance = sum;
  return estimate;
}

/* What the fit predicts for a patient in each arm. */
static void predict (const SimLinearData *data, const SimLogistic *fit, int i, double *p)
{
  double at = slopes (fit, fit->slope, basis_of (fit, i))
              + slopes (fit, fit->slope, fit->basis.standing[data->arm[i]]);
  for (int a = 0; a < data->n_arms; a++)
    p[a] = sim_expit (fit->log_odds[a] + at);
}

void sim_standardise (const SimLinearData *data, const SimLogistic *fit,
                      SimStandardised *standardised)
{
  double p[ARMS] = { 0 }, influence[ARMS], n = fit->basis.analysed;
  *standardised = (SimStandardised){ 0 };
  for (int i = 0; i < data->n; i++) {
    if (!is_of_arm (data, i))
      continue;
    predict (data, fit, i, p);
    for (int a = 0; a < data->n_arms; a++)
      standardised->proportion[a] += p[a] / n;
  }
  for (int i = 0; i < data->n; i++) {
    if (!is_of_arm (data, i))
      continue;
    predict (data, fit, i, p);
    for (int a = 0; a < data->n_arms; a++) {
      influence[a] = p[a] - standardised->proportion[a];
      if (a == data->arm[i])
        influence[a] += n / fit->basis.count[a] * (data->y[i] - p[a]);
    }
    for (int a = 0; a < data->n_arms; a++)
      for (int b = 0; b < data->n_arms; b++)
        standardised->covariance[a][b]
            += influence[a] * influence[b] / (n * (n - fit->basis.n_columns));
  }
}

double sim_standardised_contrast (const SimStandardised *standardised, int n_arms,
                                  const double *weights, double *variance)
{
  double estimate = 0, sum = 0;
  for (int a = 0; a < n_arms; a++) {
    estimate += weights[a] * standardised->proportion[a];
    for (int b = 0; b < n_arms; b++)
      sum += weights[a] * weights[b] * standardised->covariance[a][b];
  }
  *variance = sum;
  return estimate;
}
