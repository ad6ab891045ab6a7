/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * part-file.h - a part of a run as a file (JSON), and what parts must be to be joined.
 *
 *   {"trefoil-part": 2, "program": "trefoil-sim 0.1.0", "scenario": {the whole scenario, edits of
 *    the command line in it}, "trials": {"first": 0, "done": 25000, "end": 25000},
 *    "counts": {"base64": "...", "sha256": "..."}, "timing": {"seconds": 1.5, "threads": 2}}
 *
 * Trials are indices: done is one beyond the last, equal to end where the part is finished. The
 * SHA-256 is of what in the scenario changes numbers, the trials, and the bytes of the counts, so
 * that none of them can be edited without the others. A part needs no other file. Thread-safe.
 */
#ifndef SIM_REPORT_PART_FILE_H
#define SIM_REPORT_PART_FILE_H

#include "../run/part.h"
#include "report.h"

G_BEGIN_DECLS

#define SIM_PART_FORMAT 2

/** The text of a part, with program, seconds and threads of info. Fails with SIM_ERROR_LIMIT where
 *  it would be too long or too deep to be read again. Newly allocated. */
char *sim_run_part_text (const SimRunPart *part, const SimReportInfo *info, GError **error);

/**
 * Reads a part ("-": standard input) that the same version of the program wrote. seconds and
 * threads, as they stand, are left in *info. Fails with a sentence, without the name of the file,
 * where it cannot be read, is no part, is of another version, or is damaged.
 */
SimRunPart *sim_run_part_read_file (SimEngine *engine, const char *path, SimReportInfo *info,
                                    GError **error);

/**
 * Joins parts (borrowed, at least one) to the whole run, whatever their order. Fails with a
 * sentence that names the files, the parts (where they are some of one split) or the trials, where
 * one is of another scenario (and which value differs), is not finished, overlaps another or is
 * missing. Caller owns the result.
 */
SimRunPart *sim_run_part_join (GPtrArray *parts, const char *const *names, GError **error);

G_END_DECLS
#endif
