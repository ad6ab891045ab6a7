/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * starter.h - starts a run in a thread.
 *
 * Compiling a scenario takes a fraction of a millisecond, or a tenth of a second where critical
 * values of a joint law are new: too long for the main thread. The run's own threads begin as soon
 * as it is compiled, not when the main thread takes it over.
 */
#ifndef APP_STARTER_H
#define APP_STARTER_H

#include "sim.h"

G_BEGIN_DECLS

typedef struct _AppStarter AppStarter;

/** engine must outlive the starter. */
AppStarter *app_starter_new (SimEngine *engine, SimScenario *scenario);
SimScenario *app_starter_scenario (const AppStarter *starter); /* borrowed */
/** TRUE once app_starter_finish() will not wait. */
gboolean app_starter_done (const AppStarter *starter);
/** Waits if need be, frees starter, returns its run or NULL with an error. */
SimRun *app_starter_finish (AppStarter *starter, GError **error);
/** Waits, cancels the run. Accepts NULL. */
void app_starter_cancel (AppStarter *starter);

G_END_DECLS
#endif
