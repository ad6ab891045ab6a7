/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * errors-path.h - how the power of every hypothesis came to be known: what the first trials of a
 * scenario decided at its own size, simulated again one after the other.
 *
 * The results that a view sees arrive when the engine has them, the first perhaps of all trials;
 * the path before them does not depend on the machine.
 */
#ifndef APP_VIEWS_ERRORS_PATH_H
#define APP_VIEWS_ERRORS_PATH_H

#include "views/trial-search.h"

G_BEGIN_DECLS

/** What was known after so many trials, each a factor of about APP_PATH_APART after the last. */
typedef struct {
  guint64 trials;
  SimFigure power[SIM_MAX_HYPOTHESES];
} AppPathPoint;

#define APP_PATH_FIRST 50   /* trials of the first point: before, an interval says nothing */
#define APP_PATH_APART 1.04 /* half a percent of the width of a plot over three decades */

typedef struct {
  AppTrialSource *source; /* borrowed */
  SimScenario *scenario;
  guint64 n; /* trials 0 .. n - 1 are looked at */
} AppPathInput;

typedef struct {
  SimScenario *scenario;
  GArray *points; /* of AppPathPoint, trials rising */
} AppPath;

void app_path_input_free (AppPathInput *input);
void app_path_free (AppPath *path);
/** For AppJobKind: reports while it goes on; NULL once nobody wants it, or for want of memory. */
AppPath *app_path_compute (AppTask *task, AppPathInput *input);

G_END_DECLS
#endif
