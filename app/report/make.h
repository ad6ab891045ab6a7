/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * make.h - a report from the results of a run, for the program and for the window.
 */
#ifndef REPORT_MAKE_H
#define REPORT_MAKE_H

#include "sim.h"

G_BEGIN_DECLS

/** What a report is asked for. */
typedef struct {
  SimSnapshot *snapshot;
  SimEngine *engine;   /* on which assumptions are put to their ends; NULL: no such section */
  const char *program; /* "trefoil-report 0.2.0" */
} ReportRequest;

/** Whether the name of a file ends in .pdf, or .html, in any case. */
gboolean report_is_pdf (const char *path);
gboolean report_is_html (const char *path);

/**
 * The report as the bytes of a file of that name. Computes exact values and, with an engine, what
 * each assumption does to power, with at most 20,000 trials at each end; so it may take seconds,
 * and any thread may call it. Fails with a sentence.
 */
GBytes *report_make (const ReportRequest *request, const char *path, GError **error);

G_END_DECLS
#endif
