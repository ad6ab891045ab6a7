/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * load.h - from a FILE and the options that edit it to a checked scenario.
 */
#ifndef SIM_CLI_LOAD_H
#define SIM_CLI_LOAD_H

#include "options.h"

G_BEGIN_DECLS

/**
 * Reads FILE ("-": standard input), applies --set, then --seed and the like, and checks the whole.
 * On failure returns NULL and sets *status: SIM_CLI_INVALID after appending the problems to lines,
 * one a line; SIM_CLI_FAILED or SIM_CLI_WRONG after a sentence on standard error.
 */
SimScenario *sim_cli_load (const SimCliOptions *options, const char *file, GString *lines,
                           int *status);
/** FALSE, and lines as above, if the lesson or the expected results of a scenario, which may have
 *  neither, are not in order. */
gboolean sim_cli_load_rest (SimScenario *scenario, const char *file, GString *lines);
/** The same as sim_cli_load(), with the lines on standard error. */
SimScenario *sim_cli_load_or_say (const SimCliOptions *options, const char *file, int *status);

/**
 * The scenario with the assignments of --with: one more than those of files. file names it in
 * problems. On failure as sim_cli_load_or_say(), of which status is what --set would give.
 */
SimScenario *sim_cli_load_with (const SimCliOptions *options, SimScenario *scenario,
                                const char *file, int *status);

G_END_DECLS
#endif
