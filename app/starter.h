/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * starter.h - starts a run in a thread.
 *
 * Compiling a scenario takes a fraction of a millisecond, or up to a second where critical values
 * of a joint law are new: too long for the main thread. The run's own threads begin as soon as it
 * is compiled, not when the main thread takes it over.
 */
#ifndef APP_STARTER_H
#define APP_STARTER_H

#include "sim.h"

G_BEGIN_DECLS

/** A SimEngine that lives until its owner and the last start that was given up let go of it. */
typedef struct _AppEngine AppEngine;

/** An engine with one thread a core, which lets others go first and keeps sums for the next edit;
 *  NULL with an error. */
AppEngine *app_engine_new (GError **error);
/** Lets go of it; cancels what still runs if nobody else holds it. */
void app_engine_unref (AppEngine *engine);
/** How many threads there are to simulate. */
guint app_engine_threads (const AppEngine *engine);
/** Lets so many of them rest while others work. */
void app_engine_set_spare (AppEngine *engine, guint threads);

typedef struct _AppStarter AppStarter;

/** Begins to compile scenario in a thread; takes a reference on both. before (taken over, NULL:
 *  none) are trials with which the run begins: SimRunOptions.before. */
AppStarter *app_starter_new (AppEngine *engine, SimScenario *scenario, SimRunPart *before);
/** TRUE once app_starter_finish() will not wait. */
gboolean app_starter_done (const AppStarter *starter);
/** Waits if need be, frees starter, returns its run or NULL with an error. */
SimRun *app_starter_finish (AppStarter *starter, GError **error);
/** Gives the start up without waiting: its thread frees what it has made. Accepts NULL. */
void app_starter_cancel (AppStarter *starter);

G_END_DECLS
#endif
