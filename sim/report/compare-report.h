/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare-report.h - what sim_compare() found, as text. As report.h says: newly allocated, ended by
 * a newline, whatever the locale; no figure has more digits than its error earns. Thread-safe.
 */
#ifndef SIM_REPORT_COMPARE_REPORT_H
#define SIM_REPORT_COMPARE_REPORT_H

#include "../study/compare.h"
#include "report.h"

G_BEGIN_DECLS

/**
 * Comparisons with one scenario A (sim_compare()) for people: what the scenarios are, the power of
 * both at their own sizes with the difference and its paired error, the differences at common
 * totals. names: of A and of each other one, for instance its file; NULL-terminated.
 */
char *sim_report_compare_table (const GPtrArray *comparisons, const char *const *names,
                                const SimReportInfo *info, int columns);
/** The same as canonical JSON, and as CSV with a row for each pair of sizes and each decision. */
char *sim_report_compare_json (const GPtrArray *comparisons, const char *const *names,
                               const SimReportInfo *info);
char *sim_report_compare_csv (const GPtrArray *comparisons, const char *const *names);

G_END_DECLS
#endif
