/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * content.h - what a report says: from the results of a scenario to blocks.
 */
#ifndef REPORT_CONTENT_H
#define REPORT_CONTENT_H

#include "report/document.h"
#include "sim.h"

G_BEGIN_DECLS

/** What a report is made of. */
typedef struct {
  SimScenario *scenario;
  SimSnapshot *snapshot;
  const SimTheory *theory;      /* may be NULL */
  const SimNeeds *needs;        /* patients needed; may be NULL */
  const SimTornado *tornado;    /* done; NULL: no section on sensitivity */
  const GPtrArray *assumptions; /* of SimAssumption, those of the tornado */
  const char *program;          /* "trefoil-report 0.2.0" */
  gboolean paged;               /* lines too long for a page are broken, also those of the file */
} ReportInput;

/** The whole report. Figures are drawn when it is written. */
ReportDocument *report_content (const ReportInput *input);

/* The parts, each with its heading. */
void report_add_power (ReportDocument *document, const ReportInput *input);
void report_add_characteristics (ReportDocument *document, const ReportInput *input);
void report_add_sensitivity (ReportDocument *document, const ReportInput *input);
void report_add_assumptions (ReportDocument *document, const ReportInput *input);
void report_add_summary (ReportDocument *document, const ReportInput *input);
void report_add_limits (ReportDocument *document, const ReportInput *input);
void report_add_reproduction (ReportDocument *document, const ReportInput *input);
void report_add_checklist (ReportDocument *document);

G_END_DECLS
#endif
