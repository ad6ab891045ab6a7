/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * joint.c - the joint law of t statistics on one pooled variance, and what a rule rejects.
 */
#include "joint.h"

#include <math.h>

#include "joint-private.h"

gboolean sim_joint_patterns (const SimJoint *joint, const SimRule *rule, double tolerance,
                             double *chance)
{
  g_return_val_if_fail (joint->n_hypotheses == rule->n_hypotheses, FALSE);
  g_return_val_if_fail (joint->n_arms <= SIM_JOINT_MAX_ARMS, FALSE);
  for (guint mask = 0; mask < 1u << joint->n_hypotheses; mask++)
    chance[mask] = 0;
  return sim_joint_star (joint, rule, tolerance, chance)
         || sim_joint_plane (joint, rule, tolerance, chance);
}

gboolean sim_joint_power (const SimJoint *joint, const SimRule *rule, double tolerance,
                          SimJointPower *power)
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
  g_free (chance);
  return known;
}
