/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shard.h - trefoil-sim run with --shard or --resume: a part of a run.
 */
#ifndef SIM_CLI_SHARD_H
#define SIM_CLI_SHARD_H

#include "options.h"

G_BEGIN_DECLS

/** Simulates the part that the options ask for and writes it. Returns the exit status. */
int sim_cli_shard (const SimCliOptions *options);
/** Goes on with a part that was interrupted. Returns the exit status. */
int sim_cli_resume (const SimCliOptions *options);

G_END_DECLS
#endif
