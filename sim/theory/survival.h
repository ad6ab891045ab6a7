/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * survival.h - approximate power and numbers of events for tests of a hazard ratio of two arms.
 *
 * Schoenfeld (Biometrika 1981; 68: 316-9) takes the log hazard ratio as normal with the information
 * of so many events, shared between the arms as patients are; Freedman (Stat Med 1982; 1: 121-9)
 * takes them as they are at risk. Thread-safe.
 */
#ifndef SIM_THEORY_SURVIVAL_H
#define SIM_THEORY_SURVIVAL_H

#include "../scenario/score-map.h"

G_BEGIN_DECLS

/**
 * The proportion of patients planned for an arm whose event is seen before the trial ends, `end`
 * weeks after the first could enter: they enter evenly over the accrual (0: all at once), and are
 * lost at a constant hazard. NaN if the integral cannot be found.
 */
double sim_event_share (const SimScoreMap *times, double loss, double accrual, double end);

/** Events of both arms for so much power in the direction of the effect, at alpha / sides; ratio is
 *  that of the numbers of patients. Real numbers; log_ratio is not 0. */
double sim_events_schoenfeld (double log_ratio, double ratio, double alpha, guint sides,
                              double power);
/** The same as Freedman has it; ratio is that of the numbers of the arm whose hazard is the upper
 *  one of the ratio. */
double sim_events_freedman (double log_ratio, double ratio, double alpha, guint sides,
                            double power);

/** Power at so many events of both arms; two-sided both tails are counted. log_ratio is positive in
 *  the direction of benefit. */
double sim_power_schoenfeld (double log_ratio, double ratio, double events, double alpha,
                             guint sides);

G_END_DECLS
#endif
