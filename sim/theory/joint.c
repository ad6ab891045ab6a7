/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * joint.c - the joint law of t statistics on one pooled variance, and what a rule rejects.
 */
#include "joint.h"

#include <math.h>

#include "../base/prob.h"
#include "joint-private.h"

double
sim_joint_shift (const SimJoint *joint, const SimRule *rule, double tolerance)
{
  double sum = 0, most = 0;

  for (guint h = 0; h < joint->n_hypotheses; h++) {
    guint a = joint->pairs[h].a, b = joint->pairs[h].b;
    double difference = joint->mean[a] - joint->mean[b];
    double factor = joint->factor != NULL ? joint->factor[h] : 1;
    sum += difference * difference / (joint->variance[a] + joint->variance[b]);
    most = MAX (most, factor * fabs (rule->bounds[0]));
  }
  return MIN (sqrt (sum), G_SQRT2 * most * sim_nodes_reach (joint->df, tolerance));
}

gboolean
sim_joint_patterns (const SimJoint *joint, const SimRule *rule, double tolerance, double *chance)
{
  g_return_val_if_fail (joint->n_hypotheses == rule->n_hypotheses, FALSE);
  g_return_val_if_fail (joint->n_arms <= SIM_JOINT_MAX_ARMS, FALSE);
  for (guint mask = 0; mask < 1u << joint->n_hypotheses; mask++)
    chance[mask] = 0;
  return sim_joint_star (joint, rule, tolerance, chance)
         || sim_joint_plane (joint, rule, tolerance, chance);
}

gboolean
sim_joint_event_met (const SimJointEvent *event, guint rejected)
{
  guint n = 0;

  for (guint set = rejected & event->of; set; set &= set - 1)
    n++;
  return n >= event->at_least;
}

gboolean
sim_joint_power (const SimJoint *joint, const SimRule *rule, double tolerance, SimJointPower *power)
{
  guint n = 1u << joint->n_hypotheses;
  double *chance = g_new (double, n);
  gboolean known = sim_joint_patterns (joint, rule, tolerance, chance);

  for (guint h = 0; h < joint->n_hypotheses; h++) {
    power->power[h] = known ? 0 : NAN;
    for (guint mask = 0; mask < n && known; mask++)
      if (mask & (1u << h))
        power->power[h] += chance[mask];
  }
  power->all = known ? chance[n - 1] : NAN;
  power->any = known ? 0 : NAN;
  for (guint mask = 1; mask < n && known; mask++)
    power->any += chance[mask];
  for (guint i = 0; i < joint->n_events; i++) {
    power->event[i] = known ? 0 : NAN;
    for (guint mask = 0; mask < n && known; mask++)
      if (sim_joint_event_met (&joint->events[i], mask))
        power->event[i] += chance[mask];
  }
  g_free (chance);
  return known;
}
