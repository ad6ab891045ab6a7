/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * event-cut.h - trials of times that end with so many events: when that is, and who is then seen
 * how. Weeks since the first patient could enter. C headers only; thread-safe; no allocation.
 */
#ifndef SIM_RUN_EVENT_CUT_H
#define SIM_RUN_EVENT_CUT_H

#include <stdbool.h>

/** When the event number `wanted` (from 1) happens, of n that happened at those times, whose order
 *  is lost; infinite if there are fewer. */
double sim_event_cut (int n, double *happened, int wanted);

/**
 * What a trial that ends at `cut` sees of a patient who entered then, and was watched for so long,
 * until an event or not: both change where he was watched for longer than that. False: he would
 * have entered only then or later, and is not in the trial.
 */
bool sim_event_cut_patient (double cut, double entered, double *watched, bool *event);

#endif
