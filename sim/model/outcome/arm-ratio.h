/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * arm-ratio.h - arms that differ from a described one by a ratio: odds, hazards.
 *
 * What is described is given for the reference arm alone, or once for all; the others differ by
 * their ratio. Without a ratio every arm has its own. Pure functions over values; thread-safe.
 */
#ifndef SIM_MODEL_OUTCOME_ARM_RATIO_H
#define SIM_MODEL_OUTCOME_ARM_RATIO_H

#include "../../scenario/mechanism.h"

G_BEGIN_DECLS

/** The two keys of an outcome, and what is said where they do not go together. */
typedef struct {
  const char *given; /* a value per arm: "probabilities" */
  const char *ratio; /* a number per arm, 1 where nothing is said: "odds-ratio" */
  const char *every; /* allowed: "a list for every arm, or one for the reference arm and ..." */
  const char *alone; /* allowed beside ratios: "a list for the reference arm alone, or ..." */
  const char *one;   /* of two different values beside ratios: "odds ratios start from one ..." */
  const char *as_given; /* where no arm has a ratio of 1: "no arm has the probabilities as ..." */
} SimArmRatio;

/** The value that an arm starts from: its own, else the only one there is; NULL if none is. */
const SimValue *sim_arm_ratio_base (const SimArmRatio *rule, const SimValue *outcome,
                                    const char *arm);
/** The ratio of an arm to that; 1 where nothing is said. */
double sim_arm_ratio_of (const SimArmRatio *rule, const SimValue *outcome, const char *arm);
/** Tells what of an outcome in its full form does not go together, at most one thing. */
void sim_arm_ratio_check (const SimArmRatio *rule, const SimValue *outcome, const SimValue *arms,
                          SimTellFn tell, gpointer data);

G_END_DECLS
#endif
