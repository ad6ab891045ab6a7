/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lesson-report.h - what a lesson takes from the results: the right answer of a prediction, the
 * figures of an explanation, and whether all that it names is there.
 *
 * A figure is a pointer into the results file, in which a size is named by its total and other
 * members by their ids: /sizes/152/hypotheses/HE-UC/power/value. "A - B" is one less another; its
 * Monte Carlo error is taken as if the two were independent. Thread-safe.
 */
#ifndef SIM_REPORT_LESSON_REPORT_H
#define SIM_REPORT_LESSON_REPORT_H

#include "../scenario/lesson.h"
#include "../scenario/value.h"

G_BEGIN_DECLS

typedef struct {
  double value;        /* NaN where the results have null */
  double mcse;         /* its Monte Carlo standard error; 0 of what has none */
  gboolean share;      /* a proportion from 0 to 1 (of a difference -1 to 1), shown in per cent */
  gboolean difference; /* of two figures */
} SimLessonFigure;

/** Evaluates a figure in results, as sim_report_value() has them; FALSE if it leads to no number.
 */
gboolean sim_lesson_figure (const SimValue *results, const char *text, SimLessonFigure *figure);
/**
 * Evaluates the figure at every size of the results: totals[i] and values[i] get at most `most` of
 * them, and their number is returned; 0 if the figure is not one of a size.
 */
guint sim_lesson_curve (const SimValue *results, const char *text, double *totals, double *values,
                        guint most);

/**
 * What a figure is the power of at one size: the id of a hypothesis, "any" or "all", which is what
 * a sketch can be drawn of. NULL of every other figure. Newly allocated.
 */
char *sim_lesson_power_of (const char *figure);
/** What the view of a step is about: as the step says, else what its sketch is of; NULL: what is
 *  most telling. Newly allocated. */
char *sim_lesson_subject (const SimLessonStep *step);

/**
 * A text with its {{figures}} filled in, each with as many digits as its error earns: shares in per
 * cent, or where "per 100" ends the braces as a whole number of 100 (sim_rounded_percent()). "to 1"
 * at their end is for at most one decimal. What leads nowhere is "–".
 * Newly allocated.
 */
char *sim_lesson_fill (const char *text, const SimValue *results);

/**
 * Adds what is wrong with the lesson of a draft that is valid otherwise: values that cannot be set,
 * or make no valid scenario, pointers that lead nowhere, answers and figures that cannot be.
 * At most 20 of them. Nothing without a lesson. Simulates nothing.
 */
void sim_lesson_check (SimDraft *draft, GPtrArray *problems);

/**
 * The same step by step, for a lesson that is being written: what is known of a step stays known
 * while the step, and the scenario that it comes to, are as they were. Of one thread at a time.
 */
typedef struct _SimLessonChecker SimLessonChecker;

SimLessonChecker *sim_lesson_checker_new (void);
void sim_lesson_checker_free (SimLessonChecker *checker); /* accepts NULL */
/** From now on of this draft, which is valid but for its lesson. */
void sim_lesson_checker_begin (SimLessonChecker *checker, SimDraft *draft);
/**
 * Looks at the next step of which nothing is known, from the first on: a few ms of work at most.
 * FALSE: there is none.
 */
gboolean sim_lesson_checker_next (SimLessonChecker *checker);
/** Adds what sim_lesson_check() would of the steps that were looked at. */
void sim_lesson_checker_tell (SimLessonChecker *checker, GPtrArray *problems);

G_END_DECLS
#endif
