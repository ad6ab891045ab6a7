/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cluster.h - a scenario on its way to a cluster, and its trials on their way back.
 *
 * Both are files in a folder: the scenario, the job scripts of data/cluster and a page that says
 * what to do with them; then the parts of the run that the jobs have left there. Thread-safe.
 */
#ifndef APP_CLUSTER_H
#define APP_CLUSTER_H

#include "sim.h"

G_BEGIN_DECLS

/** What the scenario is called in the folder. */
#define APP_CLUSTER_SCENARIO "scenario.trefoil"

/**
 * Writes all that a cluster needs into folder, which is there. FALSE, with a full sentence, where
 * the folder has a file of one of these names, or parts of a run, or where writing fails.
 */
gboolean app_cluster_write (SimDraft *draft, const char *folder, GError **error);

/**
 * The trials of all files part-N in folder, joined. NULL, with a full sentence, where there are
 * none, or one is missing, not finished, damaged, or of a scenario that gives other numbers.
 */
SimRunPart *app_cluster_read (const SimScenario *scenario, const char *folder, GError **error);

G_END_DECLS
#endif
