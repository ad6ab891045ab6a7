/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare-words.h - what was found of pinned scenarios, in words and as a figure.
 */
#ifndef APP_VIEWS_COMPARE_WORDS_H
#define APP_VIEWS_COMPARE_WORDS_H

#include "plot/plot.h"
#include "views/compare-study.h"

G_BEGIN_DECLS

/** The pair of decisions at the own sizes; NULL: the pin has no such goal. Borrowed. */
const SimPaired *app_compare_pair (const AppCompared *compared, const SimGoal *goal);

/** The same pair with its exact values; NULL: not there yet. */
const SimPaired *app_compare_exact (const AppCompared *compared, const SimGoal *goal);

/** The power of the present scenario or of the pinned one, with its error and Wilson's interval. */
SimFigure app_compare_power (const SimPaired *paired, gboolean pinned);

/** "+3.1 points", "−0.04 points", "+1 point": a difference of proportions with the digits that its
 *  error earns; "–" where there is none. Newly allocated, like all here. */
char *app_compare_points (double difference, double error);
/** "−3.1 points": the power of the present scenario less that of the pinned one. */
char *app_compare_change (const SimPaired *paired);
/** "−3.3 to −2.9 points": its paired 95 % Monte Carlo interval. */
char *app_compare_interval (const SimPaired *paired);
/** "−3.5 to −2.7 points": what that would be with other random numbers in each. */
char *app_compare_unpaired (const SimPaired *paired);
/** "±0.4 points": half the width of that. */
char *app_compare_unpaired_half (const SimPaired *paired);
/** The difference by closed formulas, "–" where there are none. */
char *app_compare_exact_change (const SimPaired *exact);
/** "Power at 152 patients falls by 3.1 points, to 86.5 % (Dropout: 8 % → 20 %)". */
char *app_compare_sentence (const AppCompared *compared, const char *name, const SimGoal *goal);
/** What differs from the pin, a line each: "Dropout: 20 % now, 8 % pinned". */
char *app_compare_differences (const AppCompared *compared);
/** How the present scenario differs in power from one pin, for a screen reader. */
char *app_compare_describe (const AppCompared *compared, const char *name, const SimGoal *goal);

/** The curve of the present scenario and one of every pin that has the goal; the title is about the
 *  pin of id selected. NULL: nothing was compared. */
PlotFigure *app_compare_figure (const AppComparedAll *all, AppPins *pins, const SimGoal *goal,
                                guint selected);
/** Which curve belongs to a slot: 0 is that of the present scenario. */
PlotContrast app_compare_contrast (guint slot);

G_END_DECLS
#endif
