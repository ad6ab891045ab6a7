/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * joint-star.c - hypotheses that share one arm, integrated over that arm's mean.
 *
 * Given the shared arm's mean z and the pooled SD s, the statistics are independent, so the chance
 * of each combination of levels is a product. Both integrals are trapezoidal sums. A hypothesis
 * that shares no arm ("free") is independent given s alone.
 */
#include "joint-private.h"

#include <math.h>

#include "../base/prob.h"

/* (levels)^(hypotheses) combinations are visited for every z and s. */
#define MAX_COMBINATIONS 20000
#define NEGLIGIBLE       1e-18 /* all of them together weigh less than 1e-10 */

typedef struct {
  gboolean is_free;
  double shift; /* mean of the numerator in its own SDs, at z = 0 */
  double slope; /* change of that per unit of z */
  double bound; /* SDs of the numerator per unit of bound and s */
} Leaf;

typedef struct {
  guint n, n_levels, sides;
  Leaf leaves[SIM_RULE_MAX_HYPOTHESES];
  guint n_combinations;
  guint *masks; /* what each combination of levels rejects; first hypothesis slowest */
  const SimRule *rule;
} Star;

/* How many hypotheses have the arm. */
static guint
degree (const SimJoint *joint, guint arm)
{
  guint count = 0;

  for (guint h = 0; h < joint->n_hypotheses; h++)
    count += joint->pairs[h].a == arm || joint->pairs[h].b == arm;
  return count;
}

/* The shared arm, -1 if no hypothesis shares an arm, -2 if the hypotheses are not a star. */
static int
find_centre (const SimJoint *joint)
{
  int centre = -1;

  for (guint arm = 0; arm < joint->n_arms; arm++)
    if (degree (joint, arm) > 1) {
      if (centre >= 0)
        return -2;
      centre = (int)arm;
    }
  return centre;
}

static void
leaf_init (Leaf *leaf, const SimJoint *joint, guint h, int centre)
{
  SimPair pair = joint->pairs[h];
  double difference = joint->mean[pair.a] - joint->mean[pair.b];
  double va = joint->variance[pair.a], vb = joint->variance[pair.b];
  double tilt = joint->tilt != NULL ? joint->tilt[pair.a] - joint->tilt[pair.b] : 0;
  double se = sqrt (va + vb + tilt * tilt);
  double sd = se; /* of the numerator given z */

  leaf->is_free = (int)pair.a != centre && (int)pair.b != centre;
  leaf->slope = 0;
  if (!leaf->is_free) {
    gboolean plus = (int)pair.a == centre;
    sd = sqrt (plus ? vb : va);
    leaf->slope = (plus ? 1 : -1) * sqrt (plus ? va : vb) / sd;
  }
  leaf->shift = difference / sd;
  leaf->bound = se / sd * (joint->factor != NULL ? joint->factor[h] : 1);
}

static gboolean
star_init (Star *star, const SimJoint *joint, const SimRule *rule, int centre)
{
  guint levels[SIM_RULE_MAX_HYPOTHESES];

  star->n = joint->n_hypotheses;
  star->n_levels = rule->n_bounds + 1;
  star->sides = joint->sides;
  star->rule = rule;
  star->n_combinations = 1;
  for (guint h = 0; h < star->n; h++) {
    star->n_combinations *= star->n_levels;
    if (star->n_combinations > MAX_COMBINATIONS)
      return FALSE;
    leaf_init (&star->leaves[h], joint, h, centre);
  }
  star->masks = g_new (guint, star->n_combinations);
  for (guint i = 0; i < star->n_combinations; i++) {
    guint rest = i;
    for (guint h = star->n; h-- > 0; rest /= star->n_levels)
      levels[h] = rest % star->n_levels;
    star->masks[i] = sim_rule_decide (rule, levels);
  }
  return TRUE;
}

/* P(level = 0, 1, ...) of one statistic given z and s. */
static void
level_chances (const Star *star, const Leaf *leaf, double z, double s, double *out)
{
  double centre = leaf->shift + leaf->slope * z, above = 0;

  for (guint i = 0; i < star->rule->n_bounds; i++) {
    double bound = leaf->bound * star->rule->bounds[i] * s;
    double beyond = sim_normal_cdf (centre - bound);
    if (star->sides == 2)
      beyond += sim_normal_cdf (-centre - bound);
    out[star->rule->n_bounds - i] = beyond - above;
    above = beyond;
  }
  out[0] = 1 - above;
}

static void
add_combinations (const Star *star, guint h, guint index, double product,
                  double levels[][SIM_RULE_MAX_BOUNDS + 1], double *chance)
{
  if (product < NEGLIGIBLE)
    return;
  if (h == star->n) {
    chance[star->masks[index]] += product;
    return;
  }
  for (guint level = 0; level < star->n_levels; level++)
    add_combinations (star, h + 1, index * star->n_levels + level, product * levels[h][level],
                      levels, chance);
}

/* The step and the cut follow from the Fourier transform of the integrand, as in critical.c. */
static void
integrate_over_z (const Star *star, double s, double weight, double digits, double *chance)
{
  double levels[SIM_RULE_MAX_HYPOTHESES][SIM_RULE_MAX_BOUNDS + 1];
  double precision = 1;
  gboolean shared = FALSE;

  for (guint h = 0; h < star->n; h++) {
    shared |= !star->leaves[h].is_free;
    precision += star->leaves[h].slope * star->leaves[h].slope;
    if (star->leaves[h].is_free)
      level_chances (star, &star->leaves[h], 0, s, levels[h]);
  }
  if (!shared) {
    add_combinations (star, 0, 0, weight, levels, chance);
    return;
  }
  double step = G_PI * sqrt (2 / digits / precision);
  int half = (int)ceil (sqrt (2 * digits) / step);
  for (int k = -half; k <= half; k++) {
    double z = k * step;
    for (guint h = 0; h < star->n; h++)
      if (!star->leaves[h].is_free)
        level_chances (star, &star->leaves[h], z, s, levels[h]);
    add_combinations (star, 0, 0, weight * step * sim_normal_density (z), levels, chance);
  }
}

gboolean
sim_joint_star (const SimJoint *joint, const SimRule *rule, double tolerance, double *chance)
{
  Star star;
  SimNodes scale;
  int centre = find_centre (joint);

  if (centre == -2 || (joint->tilt != NULL && centre >= 0)
      || !star_init (&star, joint, rule, centre))
    return FALSE;
  sim_nodes_init_chi (&scale, joint->df, sim_joint_shift (joint, rule, tolerance), tolerance);
  for (guint i = 0; i < scale.n; i++)
    integrate_over_z (&star, scale.x[i], scale.w[i], -log (tolerance), chance);
  sim_nodes_clear (&scale);
  g_free (star.masks);
  return TRUE;
}
