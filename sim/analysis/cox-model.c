/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cox-model.c - the partial likelihood of arms and covariates by Newton's method.
 *
 * Patient i of arm a has the log hazard beta_a + gamma' z_i, z_i the scaled basis of
 * linear-model.h, centred within the arm; beta of the last arm is 0. From the last time to the
 * first those at risk are summed: of their hazards the sum, and of their vectors (1 at the arm,
 * z_i) the weighted sums and sums of products. Of d events at one time the l-th finds l / d of
 * their own sums gone.
 */
#include "cox-model.h"

#include "../base/elementary.h"
#include "newton.h"
#include "triangular.h"

enum { ARMS = SIM_LINEAR_ARMS, MOST = SIM_LINEAR_BASIS, EVALUATIONS = 40 };

/* Over some patients: of their hazards, and weighted with these of their vectors and products. */
typedef struct {
  double all, sum[MOST], product[MOST][MOST]; /* the lower triangle */
} Sums;

typedef struct {
  const SimLinearData *data;
  const uint8_t *event;
  const int *order;
  const SimCoxModel *fit;
  int free_arms, columns, parameters; /* all arms but the last, then columns */
  double at[MOST], step[MOST], gradient[MOST];
  double root[MOST][MOST]; /* the information; then its Cholesky root */
  Sums risk, gone;
} Work;

static inline bool is_of_arm (const SimLinearData *data, int i)
{
  return data->arm[i] >= 0 && data->arm[i] < data->n_arms;
}

static void clear (const Work *w, Sums *sums)
{
  sums->all = 0;
  for (int j = 0; j < w->parameters; j++) {
    sums->sum[j] = 0;
    for (int k = 0; k <= j; k++)
      sums->product[j][k] = 0;
  }
}

static void scaled_basis (const Work *w, int i, double *z)
{
  const double *basis = w->fit->basis.basis + (long) i * w->columns;
  for (int j = 0; j < w->columns; j++)
    z[j] = basis[j] * w->fit->scale;
}

static void add_patient (const Work *w, int i, Sums *sums)
{
  double z[MOST], eta = 0;
  int arm = w->data->arm[i], a = arm < w->free_arms ? arm : -1, first = w->free_arms;
  scaled_basis (w, i, z);
  if (a >= 0)
    eta = w->at[a];
  for (int j = 0; j < w->columns; j++)
    eta += w->at[first + j] * z[j];
  double hazard = sim_exp (eta);
  sums->all += hazard;
  if (a >= 0) {
    sums->sum[a] += hazard;
    sums->product[a][a] += hazard;
  }
  for (int j = 0; j < w->columns; j++) {
    double weighted = hazard * z[j], *row = sums->product[first + j];
    sums->sum[first + j] += weighted;
    if (a >= 0)
      row[a] += weighted;
    for (int k = 0; k <= j; k++)
      row[first + k] += weighted * z[k];
  }
}

/* The patient's own part in the score. */
static void add_own (Work *w, int i)
{
  double z[MOST];
  scaled_basis (w, i, z);
  if (w->data->arm[i] < w->free_arms)
    w->gradient[w->data->arm[i]] += 1;
  for (int j = 0; j < w->columns; j++)
    w->gradient[w->free_arms + j] += z[j];
}

/* One event, a share of the events at that time being gone. */
static void add_event (Work *w, double share)
{
  double mean[MOST], per = 1 / (w->risk.all - share * w->gone.all);
  for (int j = 0; j < w->parameters; j++) {
    mean[j] = (w->risk.sum[j] - share * w->gone.sum[j]) * per;
    w->gradient[j] -= mean[j];
    for (int k = 0; k <= j; k++)
      w->root[j][k] += (w->risk.product[j][k] - share * w->gone.product[j][k]) * per
                       - mean[j] * mean[k];
  }
}

/* Gradient and minus second derivatives at w->at. */
static void evaluate (Work *w)
{
  const double *time = w->data->y;
  for (int j = 0; j < w->parameters; j++) {
    w->gradient[j] = 0;
    for (int k = 0; k <= j; k++)
      w->root[j][k] = 0;
  }
  clear (w, &w->risk);
  for (int at = w->data->n - 1; at >= 0;) {
    double now = time[w->order[at]];
    int events = 0;
    clear (w, &w->gone);
    for (; at >= 0 && time[w->order[at]] == now; at--) {
      int i = w->order[at];
      if (!is_of_arm (w->data, i))
        continue;
      add_patient (w, i, &w->risk);
      if (w->event[i]) {
        events++;
        add_patient (w, i, &w->gone);
        add_own (w, i);
      }
    }
    for (int l = 0; l < events; l++)
      add_event (w, (double) l / events);
  }
}

/* False if there is no maximum. */
static bool find_step (Work *w)
{
  if (!sim_triangular_root (w->parameters, MOST, w->root[0], SIM_NEWTON_SINGULAR))
    return false;
  for (int j = 0; j < w->parameters; j++)
    w->step[j] = w->gradient[j];
  sim_triangular_solve (w->parameters, MOST, w->root[0], w->step);
  sim_triangular_solve_back (w->parameters, MOST, w->root[0], w->step);
  return true;
}

static bool climb (Work *w, int *evaluations)
{
  evaluate (w);
  for (*evaluations = 1; *evaluations < EVALUATIONS;) {
    if (!find_step (w))
      return false;
    double rise = sim_newton_rise (w->parameters, w->gradient, w->step);
    double length = sim_newton_length (w->parameters, w->step);
    sim_newton_move (w->parameters, length, w->step, w->at);
    if (rise < SIM_NEWTON_CLOSE)
      return sim_newton_largest (w->parameters, w->step) < SIM_NEWTON_STILL;
    for (int halvings = 0; *evaluations < EVALUATIONS; halvings++) {
      evaluate (w);
      ++*evaluations;
      if (halvings == SIM_NEWTON_HALVINGS
          || !sim_newton_overshot (w->parameters, w->gradient, w->step, rise))
        break;
      length /= 2;
      sim_newton_move (w->parameters, -length, w->step, w->at);
    }
  }
  return false;
}

/* The log hazards at the covariates' means as vectors of parameters, and their covariance. The last
 * arm is another vector than 0 there; what is told is the difference from it. */
static void store (const Work *w, SimCoxModel *fit)
{
  double half[ARMS][MOST];
  int n_arms = fit->basis.n_arms, last = n_arms - 1;
  for (int a = 0; a < n_arms; a++) {
    double sum = 0;
    for (int j = 0; j < w->free_arms; j++)
      half[a][j] = j == a;
    for (int j = 0; j < w->columns; j++)
      half[a][w->free_arms + j]
          = (fit->basis.standing[last][j] - fit->basis.standing[a][j]) * fit->scale;
    for (int j = 0; j < w->parameters; j++)
      sum += half[a][j] * w->at[j];
    fit->log_hazard[a] = sum;
    sim_triangular_solve (w->parameters, MOST, w->root[0], half[a]);
  }
  for (int a = 0; a < n_arms; a++)
    for (int b = 0; b < n_arms; b++) {
      double sum = 0;
      for (int j = 0; j < w->parameters; j++)
        sum += half[a][j] * half[b][j];
      fit->covariance[a][b] = sum;
    }
}

bool sim_cox_model (const SimLinearData *data, const uint8_t *event, const int *order,
                    double *room, SimCoxModel *fit)
{
  Work w;
  if (data->n_arms < 2 || !sim_linear_model (data, room, &fit->basis))
    return false;
  w.data = data;
  w.event = event;
  w.order = order;
  w.fit = fit;
  w.free_arms = data->n_arms - 1;
  w.columns = fit->basis.n_columns;
  w.parameters = w.free_arms + w.columns;
  fit->scale = __builtin_sqrt ((double) fit->basis.analysed);
  for (int j = 0; j < w.parameters; j++)
    w.at[j] = 0;
  if (!climb (&w, &fit->evaluations))
    return false;
  store (&w, fit);
  return true;
}

double sim_cox_model_contrast (const SimCoxModel *fit, const double *weights, double *variance)
{
  double estimate = 0, sum = 0;
  for (int a = 0; a < fit->basis.n_arms; a++) {
    estimate += weights[a] * fit->log_hazard[a];
    for (int b = 0; b < fit->basis.n_arms; b++)
      sum += weights[a] * weights[b] * fit->covariance[a][b];
  }
  *variance = sum;
  return estimate;
}
