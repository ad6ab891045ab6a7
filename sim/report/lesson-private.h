/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lesson-private.h - figures of lessons taken apart; for this folder only.
 */
#ifndef SIM_REPORT_LESSON_PRIVATE_H
#define SIM_REPORT_LESSON_PRIVATE_H

#include "lesson-report.h"
#include "../scenario/scenario.h"

G_BEGIN_DECLS

/** How a figure is shown. */
typedef struct {
  gboolean per_hundred;
  int decimals; /* at most so many; -1: as many as it earns */
} SimLessonStyle;

/**
 * The next {{...}} of a text from *at on, which is moved behind it: what is inside, without blanks
 * around it, and without "per 100" or "to 1", of which style tells; newly allocated. What stands
 * before it is appended to before. NULL if there is none; then *at is at the end, or at braces that
 * are not closed.
 */
char *sim_lesson_next (const char **at, GString *before, SimLessonStyle *style);
/**
 * The one or two pointers of a figure, the second after " - ": NULL-terminated, free with
 * g_strfreev().
 */
char **sim_lesson_pointers (const char *figure);
/**
 * What stands at a pointer of the results. *around is the container in which it was found; if
 * nothing is found, the one in which the way ends, and *missing the step that is not there, newly
 * allocated.
 */
const SimValue *sim_lesson_find (const SimValue *results, const char *pointer,
                                 const SimValue **around, char **missing);
/** Results of a scenario with every member that a run of it has, and no trials; named: of which of
 *  its sizes alone, NULL: of all. Caller owns it. */
SimValue *sim_lesson_no_results (SimScenario *scenario, const gboolean *named);

/** Who has so many problems to mend is told of the others afterwards. */
#define SIM_LESSON_MOST_PROBLEMS 20u

/**
 * Adds what is wrong with a step of a draft's lesson. at: the draft with what the steps before it
 * set; *view: the view that they left open, then that of this step (borrowed from file). Returns
 * the draft with what this step sets, owned by the caller; NULL where the steps after it cannot be
 * looked at.
 */
SimDraft *sim_lesson_check_step (SimDraft *file, guint index, SimDraft *at, const char **view,
                                 GPtrArray *problems);

G_END_DECLS
#endif
