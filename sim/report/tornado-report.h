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

/** For people: the assumptions by how far they move the power of goal (an index), with bars. */
char *sim_report_tornado_table (const SimTornado *tornado, guint goal, const SimReportInfo *info,
                                int columns);
/** A row for each assumption, end and goal, in the order of the ranges. */
char *sim_report_tornado_csv (const SimTornado *tornado);
/** The same as canonical JSON. */
char *sim_report_tornado_json (const SimTornado *tornado, const SimReportInfo *info);

/** The word for it in files: "asked", "basis", "assumed". Static. */
const char *sim_report_range_word (SimRangeSource source);

G_END_DECLS
#endif
