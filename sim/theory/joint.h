/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * joint.h - the joint law of t statistics on one pooled variance, and what a rule rejects.
 *
 * The statistics are differences of independent normal arm means over one common estimate of the
 * residual SD: multivariate t with shift. Two structures are integrated exactly:
 * - a star: hypotheses that share one arm and else have arms of their own, beside hypotheses that
 *   share no arm at all (given the shared mean and s they are independent);
 * - three arms: any hypotheses among them (a plane cut by straight lines).
 */
#ifndef SIM_THEORY_JOINT_H
#define SIM_THEORY_JOINT_H

#include "rule.h"

G_BEGIN_DECLS

#define SIM_JOINT_MAX_ARMS   16
#define SIM_JOINT_MAX_EVENTS 13

typedef struct {
  guint a, b; /* arms; the statistic is that of mean a - mean b */
} SimPair;

/** So many of these hypotheses (bits) are rejected. */
typedef struct {
  guint of, at_least;
} SimJointEvent;

typedef struct {
  guint n_arms;
  const double *mean;     /* true means on the benefit scale, in residual SDs */
  const double *variance; /* of the arms' observed means, in squared residual SDs: 1 / n */
  const double *tilt;     /* NULL, or v: adds v_i v_j to the covariance of means i and j */
  const double *factor;   /* NULL, or per hypothesis: multiplies its bounds */
  double df;              /* of the pooled SD; may be infinite */
  guint sides;
  guint n_hypotheses;
  const SimPair *pairs;
  guint n_events; /* whose chances are wanted, beside each, any and all */
  const SimJointEvent *events;
} SimJoint;

typedef struct {
  double power[SIM_RULE_MAX_HYPOTHESES];
  double any, all;
  double event[SIM_JOINT_MAX_EVENTS];
} SimJointPower;

/**
 * Chance of each set of rejected hypotheses: chance[mask], 2^n_hypotheses of them. tolerance: the
 * wanted absolute error, 1e-13 to 1e-3. FALSE if the structure is none of the above.
 */
gboolean sim_joint_patterns (const SimJoint *joint, const SimRule *rule, double tolerance,
                             double *chance);

/** Whether so many of these are among the rejected ones (bits). */
gboolean sim_joint_event_met (const SimJointEvent *event, guint rejected);

/** Power of each hypothesis, of any and of all, and the events. FALSE, all NaN, if the structure is
 *  none above. */
gboolean sim_joint_power (const SimJoint *joint, const SimRule *rule, double tolerance,
                          SimJointPower *power);

G_END_DECLS
#endif
