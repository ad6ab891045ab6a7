/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * needed-words.h - the number of patients to plan with, in words and as a table.
 */
#ifndef SIM_REPORT_NEEDED_WORDS_H
#define SIM_REPORT_NEEDED_WORDS_H

#include "../study/needed.h"
#include "report.h"

G_BEGIN_DECLS

/** Its arms: "466 in each arm", else "hand-ear 54, usual 27", by their names in place of ids if
 *  names. Newly allocated, as the others. */
char *sim_needed_arms_text (const SimScenario *scenario, const SimNeeded *needed, gboolean names);
/** Where it comes from, in a word for a table: "exact", "simulated", "curve"; "–" if it is not. */
const char *sim_needed_by_text (const SimNeeded *needed);
/** The same word in files: "exact", "search", "curve"; NULL if it is not. Static. */
const char *sim_needed_by_word (const SimNeeded *needed);
/** The interval of what was simulated: "1 389 to 1 406", "1 389 or more", "only 1 397"; NULL where
 *  there is none. */
char *sim_needed_interval_text (const SimNeeded *needed);
/** What was simulated: "1 397 (1 389 to 1 406)"; without an interval where there is none. */
char *sim_needed_check_text (const SimNeeded *needed);
/** Why the interval of what so many trials say of a target has no upper end, and how many trials
 *  give it one; NULL where it has one, or would have at some number of patients. */
char *sim_needed_coarse_text (double target, guint64 replicates);
/** Appends the table of a run: the numbers for its target power, hypotheses and criteria. columns
 *  as in sim_report_table(). */
void sim_needed_write_table (SimScenario *scenario, const SimResults *results,
                             const SimNeeds *needs, GString *out, int columns, gboolean colour);

G_END_DECLS
#endif
