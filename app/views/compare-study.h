/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare-study.h - the present scenario against the pinned ones, computed in a thread.
 *
 * All of them get the sizes that any of them has, so that every curve has every point, and the
 * seed and number of trials of the present one, at most APP_COMPARE_TRIALS. A first look of few
 * trials is reported before the whole, and that before there are exact values.
 */
#ifndef APP_VIEWS_COMPARE_STUDY_H
#define APP_VIEWS_COMPARE_STUDY_H

#include "job.h"
#include "pins.h"

G_BEGIN_DECLS

/** What every scenario has at most: decisions of all trials are kept until they are paired. */
#define APP_COMPARE_TRIALS 100000

/** A pin as it was compared. */
typedef struct {
  guint id;                        /* of the pin */
  SimScenario *scenario;           /* owned */
  const SimComparison *comparison; /* A: the present scenario; NULL: nothing in common */
  const SimComparison *exact;      /* the same with exact values, of few trials; NULL: not yet */
  GPtrArray *differences;          /* of SimDifference, from the present one to the pin; owned */
} AppCompared;

/** A result of the job; owned by whoever gets it. */
typedef struct {
  SimScenario *present;
  GPtrArray *pins;        /* of AppCompared, in the order of pinning */
  GPtrArray *comparisons; /* of SimComparison, never changed; NULL: none yet */
  GPtrArray *exact;       /* as these, with exact values; NULL: none yet */
  double share;           /* of the work that is done */
  char *error;            /* why there are no numbers, a sentence; else NULL */
} AppComparedAll;

/** For an AppJobKind: what computes an AppComparedAll of an input. */
gpointer app_compare_compute (AppTask *task, gpointer input);
/** The input: the present scenario and the pins as they are now. */
gpointer app_compare_input_new (SimScenario *present, AppPins *pins);
void app_compare_input_free (gpointer input);

void app_compared_all_free (gpointer all); /* an AppComparedAll */
/** What was found of a pin; NULL: it was not there. */
const AppCompared *app_compared_find (const AppComparedAll *all, guint id);
/** The row of a comparison that is about a goal of the present scenario; -1: the pin has none. */
int app_compared_row (const SimComparison *comparison, const SimGoal *goal);

G_END_DECLS
#endif
