/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * figures.h - the figures that a lesson can speak of, by name and present value.
 */
#ifndef APP_LESSON_FIGURES_H
#define APP_LESSON_FIGURES_H

#include <gtk/gtk.h>

#include "run.h"

G_BEGIN_DECLS

typedef struct {
  char *name;    /* "Power: Hand-ear acupuncture vs usual care" */
  char *value;   /* "25.1 %" */
  char *pointer; /* into the results: "/sizes/152/hypotheses/HE-ST/power/value" */
} AppLessonFigure;

/** Those of the scenario's own size that have a value, or only those a curve can be drawn of
 *  (powers); of AppLessonFigure. The caller owns it. */
GPtrArray *app_lesson_figures (SimScenario *scenario, const SimValue *results, gboolean curves);
/** The results of a run, in which pointers are sought; NULL while there are none. New. */
SimValue *app_lesson_results (AppRun *run);

/**
 * A button whose popover lists the figures of a run. chosen (pointer, data) is called with the
 * pointer of the one that is picked.
 */
typedef void (*AppFigureChosen) (const char *pointer, gpointer data);
GtkWidget *app_figure_button_new (const char *label, AppRun *run, AppFigureChosen chosen,
                                  gpointer data);

/** Whether it lists only what a curve can be drawn of. */
void app_figure_button_set_curves (GtkWidget *button, gboolean curves);

G_END_DECLS
#endif
