/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * figures.h - the figures that a lesson can speak of: in the file pointers into the results, to
 * whom writes a lesson names. Main thread only.
 */
#ifndef APP_LESSON_FIGURES_H
#define APP_LESSON_FIGURES_H

#include "editor/search.h"
#include "run.h"

G_BEGIN_DECLS

/**
 * Those that have a value, of the scenario's own size first, or only those a curve can be drawn of
 * (powers, of that size alone): of AppSetting, in which the key is the pointer
 * ("/sizes/152/hypotheses/HE-ST/power/value"), the name what it is called ("Power: Hand-ear
 * acupuncture vs usual care") and the place its value ("25.1 %"). The caller owns it.
 */
GPtrArray *app_lesson_figures (SimScenario *scenario, const SimValue *results, gboolean curves);
/** The results of a run, in which pointers are sought; NULL while there are none. New. */
SimValue *app_lesson_results (AppRun *run);

/** A figure of one or two pointers by names; a pointer that leads to no figure of the scenario
 *  stays. Newly allocated. */
char *app_lesson_figure_name (SimScenario *scenario, const char *figure);
/** A text with names in place of the pointers in its {{figures}}; newly allocated. */
char *app_lesson_named (SimScenario *scenario, const char *text);
/** The way back: what is no name of a figure stays as it is written. Newly allocated. */
char *app_lesson_pointed (SimScenario *scenario, const char *text);

G_END_DECLS
#endif
