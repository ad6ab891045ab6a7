/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * difference-report.h - what differs between two scenarios, as text. As report.h says: newly
 * allocated, ended by a newline, numbers whatever the locale. Thread-safe.
 */
#ifndef SIM_REPORT_DIFFERENCE_REPORT_H
#define SIM_REPORT_DIFFERENCE_REPORT_H

#include "../scenario/difference.h"
#include "report.h"

G_BEGIN_DECLS

/** Two scenarios, what they are called, and their differences. */
typedef struct {
  const SimScenario *a, *b;
  const char *name_a, *name_b; /* for instance their files */
  const GPtrArray *differences;
} SimDifferenceReport;

/** For people: what changes numbers, then what changes none; at most `columns` wide (0: no limit).
 */
char *sim_report_differences_table (const SimDifferenceReport *report, gboolean colour,
                                    int columns);
/** Canonical JSON: both values as they stand, and in words. */
char *sim_report_differences_json (const SimDifferenceReport *report, const char *program);
/** A row a difference. */
char *sim_report_differences_csv (const SimDifferenceReport *report);

G_END_DECLS
#endif
