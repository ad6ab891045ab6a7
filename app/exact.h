/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * exact.h - the exact values of the scenario on screen, computed at low priority.
 *
 * At most one thread computes. A new wish cancels it; the result of a cancelled computation is
 * dropped. Everything here is called from the main thread, and so is the callback.
 */
#ifndef APP_EXACT_H
#define APP_EXACT_H

#include "sim.h"

G_BEGIN_DECLS

typedef struct _AppExact AppExact;
/** The values that were wanted last are there. */
typedef void (*AppExactReady) (AppExact *exact, gpointer data);

AppExact *app_exact_new (AppExactReady ready, gpointer data);
/** Cancels and waits for the thread (about a millisecond). Accepts NULL. */
void app_exact_free (AppExact *exact);
/** Computes the values of scenario; what was wanted before is forgotten. */
void app_exact_want (AppExact *exact, SimScenario *scenario);
/** The wanted scenario under other names: what is there or under way stays good. */
void app_exact_relabel (AppExact *exact, SimScenario *scenario);
/** Cancels the computation under way, so that it takes no time from a run; keeps what is there. */
void app_exact_pause (AppExact *exact);
/** The values of exactly this scenario, or NULL. Borrowed until the next wish. */
const SimTheory *app_exact_get (const AppExact *exact, SimScenario *scenario);
/** Whether they are on their way for exactly this scenario. */
gboolean app_exact_awaited (const AppExact *exact, SimScenario *scenario);
/** The exact numbers of patients that reach the target power of exactly this scenario, likewise. */
const SimNeedsExact *app_exact_needs (const AppExact *exact, SimScenario *scenario);

G_END_DECLS
#endif
