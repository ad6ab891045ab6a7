/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * work.h - a long computation on a thread of its own, so that a signal can stop it.
 */
#ifndef SIM_CLI_WORK_H
#define SIM_CLI_WORK_H

#include "interrupt.h"
#include "options.h"

G_BEGIN_DECLS

/** What is computed. run is called by the thread; it looks at cancel and calls sim_cli_work_note()
 *  now and then. */
typedef struct _SimCliWork SimCliWork;
struct _SimCliWork {
  void (*run) (SimCliWork *work, gpointer data);
  gpointer data;
  gint cancel;      /* becomes 1 when a signal has come */
  gint per_mille;   /* of the work that is done; private */
  GAsyncQueue *end; /* private */
};

/** Runs it to its end or to a signal; on a terminal its progress is shown, unless --quiet. */
void sim_cli_work (SimCliWork *work, const SimCliOptions *options, SimCliInterrupt *interrupt);
/** Tells how much is done, a share; work is a SimCliWork. Any thread. */
void sim_cli_work_note (double share, gpointer work);

G_END_DECLS
#endif
