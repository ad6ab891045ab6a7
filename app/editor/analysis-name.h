/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * analysis-name.h - what an analysis is called where there are several: by what tells it apart.
 */
#ifndef APP_EDITOR_ANALYSIS_NAME_H
#define APP_EDITOR_ANALYSIS_NAME_H

#include "sim.h"

G_BEGIN_DECLS

/**
 * "Pain", "Pain, Week 8", "Pain, Week 8, t test": as much of outcome, visit and method as no other
 * analysis of the draft shares; with its id if all of it is shared. Where there is one outcome
 * it is not said: "Week 8". Newly allocated.
 */
char *app_analysis_name (SimDraft *draft, const char *id);

G_END_DECLS
#endif
