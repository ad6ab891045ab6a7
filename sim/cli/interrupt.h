/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * interrupt.h - SIGINT and SIGTERM, asked for rather than suffered.
 *
 * The signals are blocked before worker threads exist, which inherit that, and taken from the
 * queue where it suits; so no handler and no global variable is needed.
 */
#ifndef SIM_CLI_INTERRUPT_H
#define SIM_CLI_INTERRUPT_H

#include <glib.h>
#include <signal.h>

G_BEGIN_DECLS

#define SIM_CLI_LOOK_EVERY (G_USEC_PER_SEC / 50) /* how long a signal may wait */

typedef struct {
  sigset_t signals; /* those that are watched */
  int caught;       /* the first that came, or 0 */
} SimCliInterrupt;

/** Starts to watch, in every thread made from here on. */
void sim_cli_interrupt_watch (SimCliInterrupt *interrupt);
/** The first signal that came, or 0. From then on a second one ends the program at once. */
int sim_cli_interrupt_poll (SimCliInterrupt *interrupt);

G_END_DECLS
#endif
