/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * results.h - the results of trials, written as asked for: for run and merge.
 */
#ifndef SIM_CLI_RESULTS_H
#define SIM_CLI_RESULTS_H

#include "interrupt.h"
#include "options.h"

G_BEGIN_DECLS

/** Computes exact values, unless a signal came or comes, and writes the report of a snapshot; sets
 *  info->complete to FALSE where a signal came. FALSE after a sentence if it cannot be written. */
gboolean sim_cli_results_write (const SimCliOptions *options, SimSnapshot *snapshot,
                                SimReportInfo *info, SimCliInterrupt *interrupt);

G_END_DECLS
#endif
