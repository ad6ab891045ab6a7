/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * elsewhere.h - trials that were simulated elsewhere, each kept with the scenario it is of.
 *
 * They may have taken a cluster a night: an edit that is undone must bring them back. Main thread.
 */
#ifndef APP_ELSEWHERE_H
#define APP_ELSEWHERE_H

#include "sim.h"

G_BEGIN_DECLS

typedef struct _AppElsewhere AppElsewhere;

AppElsewhere *app_elsewhere_new (void);
void app_elsewhere_free (AppElsewhere *elsewhere);
/** Keeps part, which it takes over, and the name of the folder it is from, unless as many trials of
 *  its scenario, or more, are kept; what was kept longest goes when there are many. */
void app_elsewhere_keep (AppElsewhere *elsewhere, SimRunPart *part, const char *folder);
/** The trials of a scenario with the same numbers, but for how many; the caller owns them. NULL:
 *  none, or memory is short. */
SimRunPart *app_elsewhere_find (const AppElsewhere *elsewhere, const SimScenario *scenario);
/** The name of their folder, which the caller owns, once; then and where there are none: NULL. */
char *app_elsewhere_take_folder (AppElsewhere *elsewhere, const SimScenario *scenario);

G_END_DECLS
#endif
