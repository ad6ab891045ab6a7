/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * progress.h - the progress bar of a run, on a terminal's standard error alone.
 */
#ifndef SIM_CLI_PROGRESS_H
#define SIM_CLI_PROGRESS_H

#include "interrupt.h"
#include "options.h"

G_BEGIN_DECLS

typedef struct {
  gboolean shown;   /* wanted, and on a terminal */
  gint64 next;      /* monotonic time of the next drawing */
  double precision; /* the rule of --precision, or 0 */
  double seconds;   /* that of --time, or 0 */
} SimCliProgress;

void sim_cli_progress_init (SimCliProgress *progress, const SimCliOptions *options);
/** Waits a moment for a run: cancels it where a signal came, else draws the bar if it is time, with
 *  trials done, rate, Monte Carlo error and time left. FALSE, at once, where the run is over. */
gboolean sim_cli_progress_turn (SimCliProgress *progress, SimRun *run, SimCliInterrupt *interrupt);
/** Draws the bar of a share of some other work, 0 to 1, with words beside it, if it is time. */
void sim_cli_progress_draw_share (SimCliProgress *progress, double share, const char *words);
/** Wipes the line. */
void sim_cli_progress_end (SimCliProgress *progress);

G_END_DECLS
#endif
