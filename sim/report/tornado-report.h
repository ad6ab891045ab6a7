/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tornado-report.h - what each assumption alone does to power, as text.
 *
 * As report.h says: newly allocated, ended by a newline, whatever the locale; no figure has more
 * digits than its error earns. Thread-safe, but not while the tornado is being simulated.
 */
#ifndef SIM_REPORT_TORNADO_REPORT_H
#define SIM_REPORT_TORNADO_REPORT_H

#include "../study/tornado.h"
#include "report.h"

G_BEGIN_DECLS

/** For people: the assumptions by how far they move the power of a goal, which sim_tornado_goal()
 *  finds for the id goal (NULL: none is asked for), with bars. */
char *sim_report_tornado_table (const SimTornado *tornado, const char *goal,
                                const SimReportInfo *info, int columns);
/** The sentence above its rows, of a goal: "Power of HE-UC (...) as planned: 90 %. Changes in
 *  percentage points ...:". Newly allocated. */
char *sim_report_tornado_head (const SimTornado *tornado, guint goal);
/** The change at an end of a bar as that table has it: "-3.4 (0.12)", and a mark where something
 *  else is counted there than as planned. Newly allocated. */
char *sim_report_tornado_change (const SimTornado *tornado, guint goal, guint bar, guint end);
/** Its lines on the trials, and on the marks of the changes. NULL-terminated; free with
 *  g_strfreev(). */
char **sim_report_tornado_notes (const SimTornado *tornado, guint goal);
/** A row for each assumption, end and goal, in the order of the ranges. */
char *sim_report_tornado_csv (const SimTornado *tornado);
/** The same as canonical JSON. */
char *sim_report_tornado_json (const SimTornado *tornado, const SimReportInfo *info);

/** The word for it in files: "asked", "basis", "assumed". Static. */
const char *sim_report_range_word (SimRangeSource source);

G_END_DECLS
#endif
