/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size-report.h - how many patients, as text: sentences and a table for people, JSON for scripts.
 */
#ifndef SIM_REPORT_SIZE_REPORT_H
#define SIM_REPORT_SIZE_REPORT_H

#include "../study/size.h"
#include "report.h"

G_BEGIN_DECLS

/** Newly allocated text that ends in a newline; columns as in sim_report_table(). Thread-safe. */
char *sim_report_size_table (SimScenario *scenario, const SimSizeStudy *study,
                             const SimReportInfo *info, int columns);
/** Canonical JSON; "sample-size" has the keys of a results file, and more. */
char *sim_report_size_json (SimScenario *scenario, const SimSizeStudy *study,
                            const SimReportInfo *info);
/**
 * One answer as a sentence: "HE-UC: 735 patients in all (hand-ear 245, ...), between 728 and 741;
 * 661.5 of them are analysed on average." Newly allocated, without a newline.
 */
char *sim_size_sentence (const SimScenario *scenario, const SimSizeStudy *study,
                         const SimSizeAnswer *answer);

G_END_DECLS
#endif
