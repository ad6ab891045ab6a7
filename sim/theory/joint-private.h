/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * joint-private.h - the two ways to integrate a joint law, between joint.c and its parts.
 */
#ifndef SIM_THEORY_JOINT_PRIVATE_H
#define SIM_THEORY_JOINT_PRIVATE_H

#include "joint.h"

G_BEGIN_DECLS

/** Both add to chance (zeroed by the caller); FALSE, nothing added, if the structure differs. */
gboolean sim_joint_star (const SimJoint *joint, const SimRule *rule, double tolerance,
                         double *chance);
gboolean sim_joint_plane (const SimJoint *joint, const SimRule *rule, double tolerance,
                          double *chance);

/** The shift of the joint law that sim_nodes_init_chi() wants to know. */
double sim_joint_shift (const SimJoint *joint, const SimRule *rule, double tolerance);

G_END_DECLS
#endif
