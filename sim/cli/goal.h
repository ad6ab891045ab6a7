/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * goal.h - the goal that --goal names.
 */
#ifndef SIM_CLI_GOAL_H
#define SIM_CLI_GOAL_H

#include "options.h"

G_BEGIN_DECLS

/** What --goal names must be there: FALSE after a sentence if it is not. */
gboolean sim_cli_goal_check (const SimCliOptions *options, const SimScenario *scenario);

G_END_DECLS
#endif
