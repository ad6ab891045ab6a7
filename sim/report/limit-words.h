/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * limit-words.h - where simulated scores are other than those of a trial, in words.
 */
#ifndef SIM_REPORT_LIMIT_WORDS_H
#define SIM_REPORT_LIMIT_WORDS_H

#include "../scenario/scenario.h"

G_BEGIN_DECLS

/** A sentence where a hundredth or more of the normal scores of an outcome lie below 0 in some arm;
 *  else NULL. Newly allocated, translated. Thread-safe. */
char *sim_report_below_zero (const SimScenario *scenario, guint outcome);

G_END_DECLS
#endif
