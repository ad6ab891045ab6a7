/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * difference-private.h - the parts of other reports that tell what differs. Private to sim/report.
 */
#ifndef SIM_REPORT_DIFFERENCE_PRIVATE_H
#define SIM_REPORT_DIFFERENCE_PRIVATE_H

#include "../scenario/difference.h"

G_BEGIN_DECLS

/** Appends a line for each of the first `most` differences that change numbers, and how many more
 *  there are; or that there are none. */
void sim_report_differences_lines (GString *out, const GPtrArray *differences, guint most,
                                   int columns);
/** Appends one difference as a line: what it is of, and both values. */
void sim_report_difference_line (GString *out, const SimDifference *difference, int columns);
/** A list of them for JSON; caller owns it. */
SimValue *sim_report_differences_value (const GPtrArray *differences);

G_END_DECLS
#endif
