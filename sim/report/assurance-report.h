/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance-report.h - assurance as text: a table for people, JSON and CSV for scripts.
 */
#ifndef SIM_REPORT_ASSURANCE_REPORT_H
#define SIM_REPORT_ASSURANCE_REPORT_H

#include "../study/assurance.h"
#include "report.h"

G_BEGIN_DECLS

/** Newly allocated text that ends in a newline; columns as in sim_report_table(). Thread-safe. */
char *sim_report_assurance_table (SimScenario *scenario, const SimAssuranceStudy *study,
                                  const SimReportInfo *info, int columns);
/** Canonical JSON, with the priors as the scenario has them. */
char *sim_report_assurance_json (SimScenario *scenario, const SimAssuranceStudy *study,
                                 const SimReportInfo *info);
/** A row a size and goal. */
char *sim_report_assurance_csv (const SimAssuranceStudy *study);

G_END_DECLS
#endif
