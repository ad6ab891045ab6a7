/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * nulls-report.h - companion nulls as text: a table for people, JSON and CSV for scripts.
 */
#ifndef SIM_REPORT_NULLS_REPORT_H
#define SIM_REPORT_NULLS_REPORT_H

#include "../study/nulls.h"
#include "report.h"

G_BEGIN_DECLS

/** Newly allocated text that ends in a newline; columns as in sim_report_table(). Thread-safe. */
char *sim_report_nulls_table (SimScenario *scenario, const SimNullStudy *study,
                              const SimReportInfo *info, int columns);
char *sim_report_nulls_json (SimScenario *scenario, const SimNullStudy *study,
                             const SimReportInfo *info);
/** A row for each set that was simulated, and for each hypothesis in it. */
char *sim_report_nulls_csv (SimScenario *scenario, const SimNullStudy *study);

/** "HE-UC, ST-UC": the hypotheses of a set; the global null by that name. Newly allocated. */
char *sim_null_label (const SimScenario *scenario, guint nulls);
/** "as planned", "far", or "" where there are no others. Translated. */
const char *sim_null_others_label (const SimScenario *scenario, const SimNull *null);

G_END_DECLS
#endif
