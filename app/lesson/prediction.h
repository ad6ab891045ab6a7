/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * prediction.h - what a learner has predicted: one line of text, to be kept and exported.
 *
 * A number is itself in the unit in which it is stored ("0.25" for 25 %), a choice is its text, a
 * curve is "60:0.05 152:0.2": total and value of its points. One that can no longer be made,
 * because its results were shown before, is "".
 */
#ifndef APP_LESSON_PREDICTION_H
#define APP_LESSON_PREDICTION_H

#include "sim.h"

G_BEGIN_DECLS

#define APP_PREDICTION_MISSED ""

char *app_prediction_of_number (double number);
char *app_prediction_of_curve (const double *totals, const double *values, guint n);
/** NaN if it is none. */
double app_prediction_number (const char *prediction);
/** At most `most` points; the number of them, 0 if it is no curve. */
guint app_prediction_curve (const char *prediction, double *totals, double *values, guint most);

/** TRUE if it was missed: it is a prediction of no step, and no other can take its place. */
gboolean app_prediction_missed (const char *prediction);
/** TRUE if the text is a prediction that can be made in this step, or that of it is missed. */
gboolean app_prediction_fits (const SimLessonStep *step, const char *prediction);

/** How a prediction compares with what came out. */
typedef struct {
  char *sentence;  /* "You predicted 60 %. The simulation gives 25 %: far lower." */
  gboolean judged; /* there is a right and a wrong here */
  gboolean right;
} AppVerdict;

/** Compares the prediction of a step with results of it; free the sentence. */
AppVerdict app_prediction_compare (const SimLessonStep *step, const char *prediction,
                                   const SimValue *results);
/**
 * A prediction as a cell of a table, in the unit of its step: with "%" 25, not 0.25; "not made" if
 * it was missed. Newly allocated.
 */
char *app_prediction_cell (const SimLessonStep *step, const char *prediction);
/**
 * The right answer as such a cell, no more exact than its Monte Carlo error and a prediction, ""
 * where there is none. results may be NULL.
 */
char *app_prediction_answer (const SimLessonStep *step, const SimValue *results);

G_END_DECLS
#endif
