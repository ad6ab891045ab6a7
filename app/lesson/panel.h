/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * panel.h - the lesson at the edge of the window: what is read, predicted, compared and explained.
 */
#ifndef APP_LESSON_PANEL_H
#define APP_LESSON_PANEL_H

#include "lesson/course.h"

G_BEGIN_DECLS

#define APP_TYPE_LESSON_PANEL (app_lesson_panel_get_type ())
G_DECLARE_FINAL_TYPE (AppLessonPanel, app_lesson_panel, APP, LESSON_PANEL, GtkWidget)

/** Follows the course, of which it takes a reference. Uses the actions win.lesson, win.lesson-...
 */
GtkWidget *app_lesson_panel_new (AppCourse *course);
/**
 * What stands in the place of the results until something is predicted: a word about that, or a
 * sheet to draw the curve on. Borrowed; for one parent.
 */
GtkWidget *app_lesson_panel_cover (AppLessonPanel *self);
/** Whether another lesson follows: where this one ends, win.lesson-next leads there. */
void app_lesson_panel_set_onward (AppLessonPanel *self, gboolean onward);
/** Whether a question that is being asked stands beside the text instead of below it. */
void app_lesson_panel_set_beside (AppLessonPanel *self, gboolean beside);

G_END_DECLS
#endif
