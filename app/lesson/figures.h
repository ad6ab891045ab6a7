/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * figures.h - the figures that a lesson can speak of: in the file pointers into the results, to
 * whom writes a lesson names. Main thread only.
 */
#ifndef APP_LESSON_FIGURES_H
#define APP_LESSON_FIGURES_H

#include "setting.h"
#include "run.h"

G_BEGIN_DECLS

/** All figures of a scenario by their names. */
typedef struct _AppLessonFigures AppLessonFigures;

AppLessonFigures *app_lesson_figures_new (SimScenario *scenario);
void app_lesson_figures_free (AppLessonFigures *self); /* accepts NULL */
/** Whether another scenario has the same figures by the same names: it differs in its lesson at
 *  most. */
gboolean app_lesson_figures_are_of (const AppLessonFigures *self, SimScenario *scenario);

/**
 * Those of the scenario's own size first, or only those a curve can be drawn of (powers, of that
 * size alone): of AppSetting, in which the key is the pointer
 * ("/sizes/152/hypotheses/HE-ST/power/value") and the name what it is called ("Power: Hand-ear
 * acupuncture vs usual care"); without their values, for there may be thousands. The caller owns
 * the array, and what is in it may outlive the figures.
 */
GPtrArray *app_lesson_figures_list (const AppLessonFigures *self, gboolean curves);
/** What stands in an explanation for {{pointer}}, "25.1 %"; NULL where the results have no number.
 *  Newly allocated. */
char *app_lesson_figure_value (const SimValue *results, const char *pointer);
/** The results of a run, in which pointers are sought; NULL while there are none. New. */
SimValue *app_lesson_results (AppRun *run);

/** A figure of one or two pointers by names; a pointer that leads to no figure of the scenario
 *  stays. Newly allocated. */
char *app_lesson_figure_name (const AppLessonFigures *self, const char *figure);
/** A text with names in place of the pointers in its {{figures}}; newly allocated. */
char *app_lesson_named (const AppLessonFigures *self, const char *text);
/** The way back: what is no name of a figure stays as it is written. Newly allocated. */
char *app_lesson_pointed (const AppLessonFigures *self, const char *text);

G_END_DECLS
#endif
