/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size-private.h - the parts of the table of how many patients. Private to sim/report.
 */
#ifndef SIM_REPORT_SIZE_PRIVATE_H
#define SIM_REPORT_SIZE_PRIVATE_H

#include "size-report.h"

G_BEGIN_DECLS

/** A mean number of patients, with one decimal at most. Newly allocated. */
char *sim_size_patients (double number);
/** Appends a line for each hypothesis (bit h of `of`: hypothesis h) whose true effect points to
 *  harm while its test is two-sided: what its power counts is that harm is shown. */
void sim_size_write_against (const SimScenario *scenario, guint of, GString *out, int columns);
/** Append a blank line, sentences and a table; columns are the writer's, 0 for no limit. */
void sim_size_write_effect (SimScenario *scenario, const SimEffectStudy *study,
                            const SimReportInfo *info, GString *out, int columns);
void sim_size_write_allocation (SimScenario *scenario, const SimAllocationStudy *study,
                                const SimReportInfo *info, GString *out, int columns);

G_END_DECLS
#endif
