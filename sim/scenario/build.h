/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * build.h - putting lists and maps together member by member; for this folder only.
 */
#ifndef SIM_SCENARIO_BUILD_H
#define SIM_SCENARIO_BUILD_H

#include "value.h"

G_BEGIN_DECLS

/** A list or map under construction. */
typedef struct _SimBuild SimBuild;

SimBuild *sim_build_new (void);
void sim_build_free (SimBuild *build);
/** Adds a member; takes ownership of value; key NULL for a list. */
void sim_build_add (SimBuild *build, const char *key, SimValue *value);
/** Member by key so far, borrowed; NULL if there is none. */
const SimValue *sim_build_get (const SimBuild *build, const char *key);
/** The finished map or list; frees the build. */
SimValue *sim_build_map (SimBuild *build);
SimValue *sim_build_list (SimBuild *build);

G_END_DECLS
#endif
