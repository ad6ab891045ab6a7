/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * report.h - results as text: the results file (JSON), CSV, and a table for people.
 *
 * Numbers never depend on the locale. theory may be NULL (then exact and approximation are null).
 * All return newly allocated text ending in a newline.
 */
#ifndef SIM_REPORT_REPORT_H
#define SIM_REPORT_REPORT_H

#include "../run/results.h"
#include "../theory/theory.h"

G_BEGIN_DECLS

/** What the results file says beside the numbers. */
typedef struct {
  const char *program; /* "trefoil-sim 0.1.0" */
  gboolean complete;
  double seconds;
  guint threads;
} SimReportInfo;

char *sim_report_json (SimSnapshot *snapshot, const SimTheory *theory, const SimReportInfo *info);
/** One row per size and hypothesis, then any/all rows; header first; RFC 4180. */
char *sim_report_csv (SimSnapshot *snapshot, const SimTheory *theory);
/** A table of the own size, then power by size; columns aligned; at most `columns` wide. */
char *sim_report_table (SimSnapshot *snapshot, const SimTheory *theory, const SimReportInfo *info,
                        int columns);
/** The operating characteristics at one size as tab-separated text for the clipboard. */
char *sim_report_tsv (SimSnapshot *snapshot, const SimTheory *theory, guint size);

/** "89.6 %" with as many digits as mcse earns (see statistics of the project); NaN gives "–". */
char *sim_format_percent (double proportion, double mcse);
/** A number with as many decimals as its mcse earns; mcse 0: up to 4 significant digits. */
char *sim_format_figure (double value, double mcse);
/** 1234567 -> "1 234 567" with U+202F narrow no-break spaces from 5 digits on. */
char *sim_format_count (guint64 count);

G_END_DECLS
#endif
