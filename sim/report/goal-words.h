/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * goal-words.h - what tables and reports say of a goal: what is counted as its power, and why it is
 * the one that is shown. Thread-safe.
 */
#ifndef SIM_REPORT_GOAL_WORDS_H
#define SIM_REPORT_GOAL_WORDS_H

#include "../study/goal.h"

G_BEGIN_DECLS

/** The sign of what is counted, with a blank before it. Static. */
const char *sim_report_counts_sign (SimCounts counts);
/** The same where power needs none, "" of that; and the line that explains it. Static,
 *  translated. */
const char *sim_report_counts_mark (SimCounts counts);
const char *sim_report_counts_note (SimCounts counts);

/** A sentence for where a goal was chosen by its power: why it is shown. Newly allocated. */
char *sim_report_goal_note (const SimScenario *scenario, const SimGoal *goal);
/** Writes that below a table of the command line, with the option that shows another. columns as
 *  in sim_report_table(). */
void sim_report_write_chosen (GString *out, const SimScenario *scenario, const SimGoal *goal,
                              int columns);

G_END_DECLS
#endif
