/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hazard-ratio.c - the limit of a log hazard ratio where hazards are in no one ratio.
 *
 * Times are scale E^(1 / shape) with E exponential, and the shape is one for all, so in the time
 * x = t^shape every patient has a constant hazard, and an arm of several treatments is a mixture of
 * exponentials. Hazards that change at points in time do so in x = t. With p the proportion of all
 * patients who are in an arm and at risk at x, and e their events there, the score of Cox's model
 * tends to (Struthers & Kalbfleisch 1986)
 *
 *   integral of (p_b e_a - r p_a e_b) / (r p_a + p_b) dx,   r = exp (beta),
 *
 * where a trial that ends with so many events does so when as many are expected. The integral falls
 * in beta. Its root lies between the least and the largest ratio of a hazard of the one
 * arm to one of the other at the same time. Of more arms in one model the scores are as many
 * integrals, whose root is the fit to what is expected at the nodes of the same rule.
 */
#include "hazard-ratio.h"

#include <math.h>

#include "../base/numeric.h"
#include "../base/prob.h"
#include "../scenario/pieces.h"
#include "cox.h"
#include "hazard-adjusted.h"

/* Panels are halved towards 0, where all that may be uneven is: of x, and of times in it; where
 * hazards change at points, towards each of them. */
enum { HALVINGS = 48, PANELS = (SIM_MAX_PIECES + 1) * (HALVINGS + 1), NODES = 16, DOUBLINGS = 8 };

typedef struct {
  guint n;
  double x[PANELS * NODES], weight[PANELS * NODES];
  double risk[PANELS * NODES][SIM_COX_ARMS], events[PANELS * NODES][SIM_COX_ARMS];
} Course;

G_STATIC_ASSERT ((int) SIM_COX_ARMS == SIM_MAX_ARMS);

typedef struct {
  const SimTruth *truth;
  guint n, arm[SIM_MAX_ARMS]; /* those that are compared; a pair, but for models of all arms */
  double shape;
  double follow_up; /* from the end of accrual on; below 0 if the trial ends before that */
} Pair;

static gboolean in_pieces (const SimScoreMap *scores)
{
  return scores->kind == SIM_SCORE_PIECES;
}

/* At x, and what has come together until then. */
static void hazard_at (const SimScoreMap *scores, double x, double *now, double *so_far)
{
  if (in_pieces (scores)) {
    sim_pieces_hazard (scores, x, now, so_far);
    return;
  }
  *now = pow (scores->sd, -scores->shape);
  *so_far = *now * x;
}

/* The share of an arm that would be watched at x. */
static double watched_at (const Pair *pair, guint arm, double x)
{
  double t = pow (x, 1 / pair->shape), late = t - pair->follow_up;
  double watched = exp (-pair->truth->loss[arm] * t);
  return late > 0 ? watched * MAX (0, 1 - late / pair->truth->accrual) : watched;
}

/* At risk in an arm at x, and with an event there. */
static void take_arm (const Pair *pair, guint side, double x, double *risk, double *events)
{
  const SimTruth *truth = pair->truth;
  guint arm = pair->arm[side];
  double watched = watched_at (pair, arm, x);
  *risk = *events = 0;
  for (guint i = 0; i < truth->n_treated[arm]; i++) {
    double hazard, so_far;
    hazard_at (truth->treated[arm][i].scores, x, &hazard, &so_far);
    double there = truth->size[arm] * truth->treated[arm][i].share * watched * exp (-so_far);
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
    course->x[at] = x[i];
    course->weight[at] = w[i];
    for (guint side = 0; side < pair->n; side++)
      take_arm (pair, side, x[i], &course->risk[at][side], &course->events[at][side]);
  }
}

/* From low to high, halved towards the origin; the last panel takes what the halvings leave. */
static void add_panels (const Pair *pair, double origin, double low, double high, Course *course)
{
  for (guint i = 0; i < HALVINGS && origin + (high - origin) / 2 > low; i++) {
    double middle = origin + (high - origin) / 2;
    add_panel (pair, middle, high, course);
    high = middle;
  }
  if (high > low)
    add_panel (pair, low, high, course);
}

/* From low to high, but at each point where hazards change anew. */
static void add_stretch (const Pair *pair, double low, double high, Course *course)
{
  const SimScoreMap *scores = pair->truth->treated[pair->arm[0]][0].scores;
  for (guint k = 1; k < scores->n_pieces; k++)
    if (scores->from[k] > low && scores->from[k] < high) {
      add_panels (pair, low, low, scores->from[k], course);
      low = scores->from[k];
    }
  add_panels (pair, in_pieces (scores) ? low : 0, low, high, course);
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

/* Logarithms of the least and the largest ratio. */
static void range_of_curves (const Pair *pair, double *low, double *high)
{
  double least[2], most[2];
  for (guint side = 0; side < 2; side++)
    range_of (pair->truth, pair->arm[side], &least[side], &most[side]);
  *low = pair->shape * log (least[1] / most[0]);
  *high = pair->shape * log (most[1] / least[0]);
}

/* The same while patients are watched, of hazards above 0; where one of two is 0 there is no end to
 * the ratio, and the two are apart in any case. */
static void range_of_pieces (const Pair *pair, double *low, double *high)
{
  const SimTruth *truth = pair->truth;
  guint a = pair->arm[0], b = pair->arm[1], n = truth->treated[a][0].scores->n_pieces;
  gboolean no_end = FALSE;
  *low = INFINITY;
  *high = -INFINITY;
  for (guint i = 0; i < truth->n_treated[a] * truth->n_treated[b] * n; i++) {
    const SimScoreMap *one = truth->treated[a][i / n % truth->n_treated[a]].scores;
    const SimScoreMap *other = truth->treated[b][i / n / truth->n_treated[a]].scores;
    double of = one->hazard[i % n], to = other->hazard[i % n];
    if (one->from[i % n] >= pair->follow_up + truth->accrual || (of == 0 && to == 0))
      continue;
    no_end |= of == 0 || to == 0;
    if (of > 0 && to > 0) {
      *low = MIN (*low, log (of / to));
      *high = MAX (*high, log (of / to));
    }
  }
  if (*low > *high)
    *low = *high = 0;
  if (no_end) {
    *low -= 1;
    *high += 1;
  }
}

/* All that is seen of both arms. */
static void add_all (const Pair *pair, Course *course)
{
  double from = pow (MAX (0, pair->follow_up), pair->shape);
  add_stretch (pair, 0, from, course);
  add_stretch (pair, from, pow (pair->follow_up + pair->truth->accrual, pair->shape), course);
}

/* Events of all arms that are expected in a trial that ends so long after accrual, beyond those
 * with which it does end. */
static double events_beyond (double follow_up, gpointer data)
{
  Pair pair = *(const Pair *) data;
  Course *course = g_new (Course, 1);
  double sum = -pair.truth->events;
  pair.follow_up = follow_up;
  pair.n = 1;
  for (guint a = 0; a < pair.truth->n_arms; a++) {
    pair.arm[0] = a;
    course->n = 0;
    add_all (&pair, course);
    for (guint i = 0; i < course->n; i++)
      sum += course->weight[i] * course->events[i][0];
  }
  g_free (course);
  return sum;
}

/* When that is; the end of the follow-up if it does not come to as many. */
static double expected_end (const Pair *pair)
{
  const SimTruth *truth = pair->truth;
  double end;
  if (!(truth->events > 0) || events_beyond (truth->follow_up, (gpointer) pair) <= 0)
    return truth->follow_up;
  sim_root (events_beyond, (gpointer) pair, -truth->accrual, truth->follow_up, 1e-9, &end);
  return end;
}

/* Of a to b, in events: not yet in the direction of benefit. */
static double limit (const Pair *pair, double low, double high)
{
  Course *course = g_new0 (Course, 1);
  double beta;
  add_all (pair, course);
  /* Both ends are no less than that; further out, so that rounding cannot hide the root. */
  low -= 1e-6;
  high += 1e-6;
  for (guint i = 0; i < DOUBLINGS && score (low, course) < 0; i++)
    low -= ldexp (1, (int) i);
  for (guint i = 0; i < DOUBLINGS && score (high, course) > 0; i++)
    high += ldexp (1, (int) i);
  sim_root (score, course, low, high, 1e-13, &beta);
  g_free (course);
  return fabs (beta) < 1e-10 ? 0 : beta;
}

static Pair pair_of (const SimTruth *truth, guint a, guint b)
{
  return (Pair){ truth, 2, { a, b }, truth->treated[a][0].scores->shape, truth->follow_up };
}

/* The range of the logarithm of the ratio; TRUE if it is one at all times. */
static gboolean one_ratio (const Pair *pair, double *low, double *high)
{
  gboolean pieces = in_pieces (pair->truth->treated[pair->arm[0]][0].scores);
  (pieces ? range_of_pieces : range_of_curves) (pair, low, high);
  /* Of pieces one ratio comes out of several divisions. */
  return !(*high - *low > (pieces ? 1e-12 : 0));
}

static double as_benefit (const SimTruth *truth, double effect)
{
  effect *= -truth->direction;
  return effect != 0 ? effect : 0; /* no minus zero */
}

double sim_log_hazard_ratio (const SimTruth *truth, guint a, guint b)
{
  Pair pair = pair_of (truth, a, b);
  double low, high, effect;
  if (one_ratio (&pair, &low, &high))
    effect = low;
  else {
    pair.follow_up = expected_end (&pair);
    effect = limit (&pair, low, high);
  }
  return as_benefit (truth, effect);
}

static gboolean all_in_one_ratio (const SimTruth *truth)
{
  double low, high;
  for (guint a = 0; a < truth->n_arms; a++)
    for (guint b = 0; b < a; b++) {
      Pair pair = pair_of (truth, a, b);
      if (!one_ratio (&pair, &low, &high))
        return FALSE;
    }
  return TRUE;
}

/* All arms until the trial is expected to end. */
static void all_arms (const SimTruth *truth, Pair *all, Course *course)
{
  *all = pair_of (truth, 0, 1);
  all->follow_up = expected_end (all);
  all->n = truth->n_arms;
  for (guint i = 0; i < all->n; i++)
    all->arm[i] = i;
  add_all (all, course);
}

/* Those of an arm at x whose latent values the covariates shift by each of the nodes: Phi (z) of an
 * arm have had their event by x, and of those at s Phi ((z - r s) / rest). */
static void split_arm (const Pair *all, guint arm, double x, SimHazardNode *node)
{
  const SimTruth *truth = all->truth;
  double r = sqrt (truth->explained), rest = sqrt (1 - truth->explained);
  double there = truth->size[arm] * watched_at (all, arm, x);
  for (guint i = 0; i < truth->n_treated[arm]; i++) {
    double hazard, so_far, share = there * truth->treated[arm][i].share;
    hazard_at (truth->treated[arm][i].scores, x, &hazard, &so_far);
    double z = so_far < 0.5 ? sim_normal_quantile (-expm1 (-so_far))
                            : sim_normal_upper_quantile (exp (-so_far));
    double density = sim_normal_density (z);
    double rate = density > 0 ? hazard * exp (-so_far) / (density * rest) : 0;
    for (guint k = 0; k < SIM_HAZARD_SPLITS; k++) {
      double s = sim_hazard_split (k), y = (z - r * s) / rest;
      double some = share * sim_normal_density (s) * SIM_HAZARD_STEP;
      node->risk[arm][k] += some * sim_normal_upper (y);
      node->events[arm][k] += some * rate * sim_normal_density (y);
    }
  }
}

/* The limit of a model with covariates that tell of the times. */
static double adjusted (const SimTruth *truth, guint a, guint b)
{
  Course *course = g_new0 (Course, 1);
  double effect;
  Pair all;
  all_arms (truth, &all, course);
  SimHazardNode *nodes = g_new0 (SimHazardNode, course->n);
  for (guint i = 0; i < course->n; i++)
    for (guint arm = 0; arm < all.n; arm++) {
      split_arm (&all, arm, course->x[i], &nodes[i]);
      for (guint k = 0; k < SIM_HAZARD_SPLITS; k++)
        nodes[i].events[arm][k] *= course->weight[i];
    }
  effect = sim_hazard_adjusted (truth->n_arms, course->n, nodes, a, b);
  g_free (nodes);
  g_free (course);
  return as_benefit (truth, fabs (effect) < 1e-9 ? 0 : effect);
}

double sim_log_hazard_ratio_of_all (const SimTruth *truth, guint a, guint b)
{
  if (truth->explained > 0)
    return adjusted (truth, a, b);
  if (truth->n_arms == 2 || all_in_one_ratio (truth))
    return sim_log_hazard_ratio (truth, a, b);
  Course *course = g_new0 (Course, 1);
  double effect = NAN, variance;
  SimCox fit;
  Pair all;
  all_arms (truth, &all, course);
  for (guint i = 0; i < course->n; i++)
    for (guint arm = 0; arm < all.n; arm++)
      course->events[i][arm] *= course->weight[i];
  if (sim_cox_expected ((int) all.n, (int) course->n,
                        (const double (*)[SIM_COX_ARMS]) course->risk,
                        (const double (*)[SIM_COX_ARMS]) course->events, &fit))
    effect = sim_cox_contrast (&fit, (int) a, (int) b, &variance);
  g_free (course);
  return as_benefit (truth, fabs (effect) < 1e-10 ? 0 : effect);
}
