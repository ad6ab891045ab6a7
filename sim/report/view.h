/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * view.h - what every report is written from, with the snapshot already taken apart.
 *
 * Private to sim/report and its tests: a test fills in its own numbers.
 */
#ifndef SIM_REPORT_VIEW_H
#define SIM_REPORT_VIEW_H

#include "report.h"

G_BEGIN_DECLS

typedef struct {
  SimScenario *scenario;
  const SimResults *results;
  const SimTheory *theory; /* may be NULL */
  const char *fingerprint;
} SimReportView;

/** The exact values of a total, or NULL. */
const SimTheorySize *sim_report_view_theory (const SimReportView *view, guint total);

/** What quadrature gives is the same on every machine in six decimals only: rounds to these. */
double sim_report_six_decimals (double exact);

/** The reports of report.h, from a view. */
SimValue *sim_report_view_value (const SimReportView *view, const SimReportInfo *info);
char *sim_report_view_json (const SimReportView *view, const SimReportInfo *info);
char *sim_report_view_csv (const SimReportView *view);
char *sim_report_view_tsv (const SimReportView *view, guint size);
char *sim_report_view_table (const SimReportView *view, const SimReportInfo *info, int columns);

G_END_DECLS
#endif
