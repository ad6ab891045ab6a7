/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mixed-model.c - REML over the ratio t of the variance between practitioners to the residual one.
 *
 * In the orthonormal basis of the linear model and with its residuals e for scores, a practitioner
 * with m patients is the sums of their vectors, s, and of their residuals, and with V = I + t Z Z'
 *   X'V^-1 X = I - sum of t / (1 + t m) s s'.
 * Minus twice the restricted log likelihood, without constants, is
 *   log |V| + log |X'V^-1 X| + f log r + q / r, r the residual variance, q = e'P e, f its df,
 * with dP/dt = -P Z Z' P. Its derivatives need the traces of P Z Z' and of its square, e'P Z Z'P e
 * and e'P Z Z'P Z Z'P e, all of them sums over practitioners.
 */
#include "mixed-model.h"

#include <math.h>

#include "triangular.h"

enum { BASIS = SIM_LINEAR_BASIS, EVALUATIONS = 100 };

#define MOST_RATIO 1e6
/* A step of so small a share of the ratio is the last: what it leaves is its square. */
#define CLOSE 1e-7
/* The trace of P Z Z' is the patients' number where the data tell practitioners apart. */
#define UNTOLD 1e-9

/* A row of the room for each practitioner: patients, sum of residuals, sums of the basis. */
enum { PATIENTS, RESIDUALS, SUMS };

typedef struct {
  const SimLinearModel *fit;
  int p, n, stride; /* practitioners */
  const double *rows;
  SimMixedModel *m;
  double t1, t2, q0, q1, q2; /* traces of P Z Z', (P Z Z')^2; the three quadratic forms */
} Work;

static int take_sums (const SimLinearModel *fit, const SimClusters *clusters, int stride,
                      double *rows)
{
  int n = 0;
  double u[BASIS];
  for (int start = 0, end; start < clusters->n; start = end, n++) {
    double *row = rows + (long) n * stride;
    end = sim_cluster_end (clusters, start);
    for (int j = 0; j < stride; j++)
      row[j] = 0;
    row[PATIENTS] = end - start;
    for (int i = start; i < end; i++) {
      sim_linear_patient (fit, clusters->order[i], u);
      row[RESIDUALS] += fit->left[clusters->order[i]];
      for (int j = 0; j < stride - SUMS; j++)
        row[SUMS + j] += u[j];
    }
  }
  return n;
}

/* The estimates at a ratio: the root of X'V^-1X and the shift from those of the linear model. */
static bool take_estimates (Work *w, double ratio)
{
  SimMixedModel *m = w->m;
  int p = w->p;
  double by[BASIS] = { 0 }, squares = w->fit->residual;
  for (int i = 0; i < p; i++)
    for (int j = 0; j <= i; j++)
      m->root[i][j] = i == j ? 1.0 : 0.0;
  for (int g = 0; g < w->n; g++) {
    const double *row = w->rows + (long) g * w->stride;
    double weight = ratio / (1.0 + ratio * row[PATIENTS]);
    squares -= weight * row[RESIDUALS] * row[RESIDUALS];
    for (int i = 0; i < p; i++) {
      double s = weight * row[SUMS + i];
      by[i] -= s * row[RESIDUALS];
      for (int j = 0; j <= i; j++)
        m->root[i][j] -= s * row[SUMS + j];
    }
  }
  if (!sim_triangular_root (p, BASIS, &m->root[0][0], 0.0))
    return false;
  sim_triangular_solve (p, BASIS, &m->root[0][0], by);
  w->q0 = squares;
  for (int i = 0; i < p; i++) {
    w->q0 -= by[i] * by[i];
    m->shift[i] = by[i];
  }
  sim_triangular_solve_back (p, BASIS, &m->root[0][0], m->shift);
  return w->q0 > 0;
}

/* All that the derivatives need, at a ratio. */
static bool evaluate (Work *w, double ratio)
{
  SimMixedModel *m = w->m;
  int p = w->p;
  double crossed[BASIS] = { 0 }, t[BASIS];
  m->evaluations++;
  if (!take_estimates (w, ratio))
    return false;
  w->t1 = w->t2 = w->q1 = w->q2 = 0;
  for (int i = 0; i < p; i++)
    for (int j = 0; j <= i; j++)
      m->slope[i][j] = 0;
  for (int g = 0; g < w->n; g++) {
    const double *row = w->rows + (long) g * w->stride;
    double per = 1.0 / (1.0 + ratio * row[PATIENTS]), own = row[PATIENTS] * per;
    double left = row[RESIDUALS], length2 = 0;
    for (int i = 0; i < p; i++) {
      left -= row[SUMS + i] * m->shift[i];
      t[i] = row[SUMS + i] * per;
    }
    left *= per; /* of Z'P e */
    sim_triangular_solve (p, BASIS, &m->root[0][0], t);
    for (int i = 0; i < p; i++) {
      length2 += t[i] * t[i];
      crossed[i] += t[i] * left;
      for (int j = 0; j <= i; j++)
        m->slope[i][j] += t[i] * t[j];
    }
    w->t1 += own - length2;
    w->t2 += own * own - 2.0 * own * length2;
    w->q1 += left * left;
    w->q2 += own * left * left;
  }
  for (int i = 0; i < p; i++) {
    w->q2 -= crossed[i] * crossed[i];
    for (int j = 0; j <= i; j++)
      w->t2 += (i == j ? 1.0 : 2.0) * m->slope[i][j] * m->slope[i][j];
  }
  return true;
}

/* Of minus twice the profile likelihood, by the ratio. */
static double first (const Work *w)
{
  return w->t1 - w->fit->df * w->q1 / w->q0;
}

static double second (const Work *w)
{
  double share = w->q1 / w->q0;
  return w->fit->df * (2.0 * w->q2 / w->q0 - share * share) - w->t2;
}

/* Newton's steps kept between two ratios, from the lower of which the likelihood rises and from the
 * upper of which it falls; halved in the log where they lead out of there. */
static bool search (Work *w, double *ratio)
{
  double low = 0, high = 0, at = *ratio;
  while (w->m->evaluations < EVALUATIONS) {
    if (!evaluate (w, at))
      return false;
    double slope = first (w), curve = second (w), next = at - slope / curve;
    if (slope < 0)
      low = at;
    else
      high = at;
    if (curve > 0 && fabs (next - at) <= CLOSE * at) {
      *ratio = next;
      return evaluate (w, next);
    }
    if (high == 0 && (!(curve > 0) || next > 8.0 * at))
      next = 8.0 * at;
    else if (high > 0 && (!(curve > 0) || next <= low || next >= high))
      next = low > 0 ? sqrt (low * high) : 0.125 * high;
    if (next > MOST_RATIO)
      return false;
    at = next;
  }
  return false;
}

bool sim_mixed_model (const SimLinearModel *fit, const SimClusters *clusters, double *room,
                      SimMixedModel *mixed)
{
  Work w = { .fit = fit, .p = fit->n_arms + fit->n_columns, .rows = room, .m = mixed };
  double ratio = 0;
  *mixed = (SimMixedModel){ .df = fit->df };
  w.stride = w.p + SUMS;
  w.n = take_sums (fit, clusters, w.stride, room);
  if (!evaluate (&w, 0.0) || !(w.t1 > UNTOLD * clusters->n))
    return false;
  if (first (&w) < 0) {
    ratio = (double) w.n / clusters->n;
    if (!search (&w, &ratio))
      return false;
  }
  double residual = w.q0 / fit->df;
  mixed->residual = residual;
  mixed->between = ratio * residual;
  mixed->information[0] = 2.0 * w.q2 / residual - w.t2;
  mixed->information[1] = w.q1 / residual;
  mixed->information[2] = fit->df;
  return true;
}

bool sim_mixed_contrast (const SimLinearModel *fit, const SimMixedModel *mixed,
                         const double *weights, double *estimate, double *variance, double *df)
{
  double k[BASIS], length2 = 0, by_ratio = 0;
  int p = fit->n_arms + fit->n_columns;
  *estimate = *variance = *df = 0;
  sim_linear_vector (fit, weights, k);
  double found = 0;
  for (int a = 0; a < fit->n_arms; a++)
    found += weights[a] * fit->mean[a];
  for (int i = 0; i < p; i++)
    found += k[i] * mixed->shift[i];
  sim_triangular_solve (p, BASIS, &mixed->root[0][0], k);
  for (int i = 0; i < p; i++) {
    length2 += k[i] * k[i];
    for (int j = 0; j <= i; j++)
      by_ratio += (i == j ? 1.0 : 2.0) * k[i] * k[j] * mixed->slope[i][j];
  }
  double freedom = mixed->df;
  if (mixed->between > 0) {
    const double *h = mixed->information;
    double determinant = h[0] * h[2] - h[1] * h[1];
    if (!(h[0] > 0) || !(determinant > 0))
      return false;
    /* twice the square over g'(information)^-1 g, where information is half the second derivatives
       h of minus twice the log likelihood, g the gradient in the ratio and the log residual */
    double gg = (by_ratio * by_ratio * h[2] - 2.0 * by_ratio * length2 * h[1]
                 + length2 * length2 * h[0])
                / determinant;
    freedom = length2 * length2 / gg;
  }
  *estimate = found;
  *variance = mixed->residual * length2;
  *df = freedom;
  return true;
}
