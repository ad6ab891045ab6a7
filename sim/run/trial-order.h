/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-order.h - the order in which patients of fixed numbers were randomised, for sim/run.
 */
#ifndef SIM_RUN_TRIAL_ORDER_H
#define SIM_RUN_TRIAL_ORDER_H

#include "trial.h"

G_BEGIN_DECLS

/**
 * Gives the patients of a trial their places among all: by the time at which they entered where
 * there is one, else in an order of which all are equally likely. It is drawn for this alone, from
 * a stream of each arm, and changes nothing else.
 */
void sim_trial_order (SimTrial *trial, const SimScenario *scenario);

G_END_DECLS
#endif
