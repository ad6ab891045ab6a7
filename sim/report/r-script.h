/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * r-script.h - a scenario as a program in plain R that simulates the same design, so that somebody
 * who trusts nothing of this program can see what it does and find the same power. Thread-safe.
 */
#ifndef SIM_REPORT_R_SCRIPT_H
#define SIM_REPORT_R_SCRIPT_H

#include "../base/error.h"
#include "../scenario/scenario.h"

G_BEGIN_DECLS

/**
 * The R program: the scenario in its full form, and R's own random numbers and analyses (base R,
 * and its packages nlme, survival, MASS and mvtnorm where they are asked for). Newly allocated. Its
 * title and hypotheses are remarks in the language of the calling thread: let that be English.
 * Fails with SIM_ERROR_NOT_YET and a sentence that names what of the scenario R would have to know
 * more of, and what it can.
 */
char *sim_report_r (SimScenario *scenario, const char *program, GError **error);

G_END_DECLS
#endif
