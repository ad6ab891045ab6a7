/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sensitivity-data.h - the figures of the sensitivity view, computed.
 */
#ifndef APP_VIEWS_SENSITIVITY_DATA_H
#define APP_VIEWS_SENSITIVITY_DATA_H

#include "job.h"
#include "plot/plot.h"

G_BEGIN_DECLS

typedef enum { APP_SENSITIVITY_RANGES, APP_SENSITIVITY_MAP } AppSensitivityKind;

/** What is asked for. */
typedef struct {
  SimScenario *scenario; /* owned */
  AppSensitivityKind kind;
  char *goal;  /* id; unknown: the first; NULL: as sim_tornado_goal() has it, for a MAP the first */
  char *x, *y; /* MAP: pointers of assumptions; NULL or unknown: the first two */
  guint64 run_replicates; /* RANGES: trials of the run that they stand beside, which they name */
} AppSensitivityInput;

/** What is found, so far. */
typedef struct {
  PlotFigure *figure;     /* owned; NULL with an error */
  GPtrArray *assumptions; /* of SimAssumption; shared */
  AppSensitivityKind kind;
  guint goal; /* which of the scenario's the figure is of */
  guint x, y; /* which of these the map is of, or with the last of the ranges could well be */
  double share;           /* of the work that is done */
  char *error;            /* a sentence, or NULL */
} AppSensitivityResult;

void app_sensitivity_input_free (AppSensitivityInput *input);
void app_sensitivity_result_free (AppSensitivityResult *result);
/** For a job: blocks, reports several times a second, returns the whole; NULL when cancelled. */
AppSensitivityResult *app_sensitivity_compute (AppTask *task, AppSensitivityInput *input);

G_END_DECLS
#endif
