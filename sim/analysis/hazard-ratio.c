/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hazard-ratio.c - the limit of a log hazard ratio where hazards are in no one ratio.
 *
 * Times are scale E^(1 / shape) with E exponential, and the shape is one for all, so in the time
 * x = t^shape every patient has a constant hazard, and an arm of several treatments is a mixture of
 * exponentials. With p the proportion of all patients who are in an arm and at risk at x, and e
 * their events there, the score of Cox's model tends to (Struthers & Kalbfleisch 1986)
 *
 *   integral of (p_b e_a - r p_a e_b) / (r p_a + p_b) dx,   r = exp (beta),
 *
 * which falls in beta. Its root lies between the least and the largest ratio of a hazard of the one
 * arm to one of the other.
 */
#include "hazard-ratio.h"

#include <math.h>

#include "../base/numeric.h"

/* Panels are halved towards 0, where all that may be uneven is: of x, and of times in it. */
enum { HALVINGS = 48, PANELS = 2 * HALVINGS + 2, NODES = 16 };

typedef struct {
  guint n;
  double weight[PANELS * NODES], risk[PANELS * NODES][2], events[PANELS * NODES][2];
} Course;

typedef struct {
  const SimTruth *truth;
  guint arm[2];
  double shape;
} Pair;

static double hazard_of (const SimTreated *treated)
{
  return pow (treated->scores->sd, -treated->scores->shape);
}

/* At risk in an arm at x, and with an event there. */
static void take_arm (const Pair *pair, guint side, double x, double *risk, double *events)
{
  const SimTruth *truth = pair->truth;
  guint arm = pair->arm[side];
  double t = pow (x, 1 / pair->shape), late = t - truth->follow_up;
  double watched = exp (-truth->loss[arm] * t);
  if (late > 0)
    watched *= MAX (0, 1 - late / truth->accrual);
  *risk = *events = 0;
  for (guint i = 0; i < truth->n_treated[arm]; i++) {
    double hazard = hazard_of (&truth->treated[arm][i]);
    double there = truth->size[arm] * truth->treated[arm][i].share * watched * exp (-hazard * x);
    *risk += there;
    *events += hazard * there;
  }
}

static void add_panel (const Pair *pair, double low, double high, Course *course)
{
  double x[NODES], w[NODES];
  sim_gauss_legendre (NODES, low, high, x, w);
  for (guint i = 0; i < NODES; i++) {
    guint at = course->n++;
    course->weight[at] = w[i];
    for (guint side = 0; side < 2; side++)
      take_arm (pair, side, x[i], &course->risk[at][side], &course->events[at][side]);
  }
}

/* From low to high; the last panel takes what the halvings leave. */
static void add_panels (const Pair *pair, double low, double high, Course *course)
{
  for (guint i = 0; i < HALVINGS && high / 2 > low; i++) {
    add_panel (pair, high / 2, high, course);
    high /= 2;
  }
  if (high > low)
    add_panel (pair, low, high, course);
}

static double score (double beta, gpointer data)
{
  const Course *course = data;
  double ratio = exp (beta), sum = 0;
  for (guint i = 0; i < course->n; i++) {
    const double *risk = course->risk[i], *events = course->events[i];
    double all = ratio * risk[0] + risk[1];
    if (all > 0)
      sum += course->weight[i] * (risk[1] * events[0] - ratio * risk[0] * events[1]) / all;
  }
  return sum;
}

static void range_of (const SimTruth *truth, guint arm, double *least, double *most)
{
  *least = INFINITY;
  *most = 0;
  for (guint i = 0; i < truth->n_treated[arm]; i++) {
    double scale = truth->treated[arm][i].scores->sd;
    *least = MIN (*least, scale);
    *most = MAX (*most, scale);
  }
}

/* Of a to b, in events: not yet in the direction of benefit. */
static double limit (const Pair *pair, double low, double high)
{
  Course *course = g_new0 (Course, 1);
  double from = pow (pair->truth->follow_up, pair->shape), beta;
  double to = pow (pair->truth->follow_up + pair->truth->accrual, pair->shape);
  add_panels (pair, 0, from, course);
  add_panels (pair, from, to, course);
  /* Both ends are no less than that; further out, so that rounding cannot hide the root. */
  sim_root (score, course, low - 1e-6, high + 1e-6, 1e-13, &beta);
  g_free (course);
  return fabs (beta) < 1e-10 ? 0 : beta;
}

double sim_log_hazard_ratio (const SimTruth *truth, guint a, guint b)
{
  Pair pair = { truth, { a, b }, truth->treated[a][0].scores->shape };
  double least[2], most[2];
  for (guint side = 0; side < 2; side++)
    range_of (truth, pair.arm[side], &least[side], &most[side]);
  double low = pair.shape * log (least[1] / most[0]), high = pair.shape * log (most[1] / least[0]);
  double effect = -truth->direction * (low < high ? limit (&pair, low, high) : low);
  return effect != 0 ? effect : 0; /* no minus zero */
}
