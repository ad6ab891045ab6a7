/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * writer.h - the lesson at the edge of the window as its author sees it.
 */
#ifndef APP_LESSON_WRITER_H
#define APP_LESSON_WRITER_H

#include "lesson/author.h"
#include "run.h"

G_BEGIN_DECLS

#define APP_TYPE_LESSON_WRITER (app_lesson_writer_get_type ())
G_DECLARE_FINAL_TYPE (AppLessonWriter, app_lesson_writer, APP, LESSON_WRITER, GtkWidget)

/** Follows author and run, of which it takes references. Uses the actions win.write-lesson,
 *  win.record-step and win.try-lesson. */
GtkWidget *app_lesson_writer_new (AppAuthor *author, AppRun *run);
/** The focus goes to what has a problem in the present step, which comes into sight so. */
void app_lesson_writer_point_out (AppLessonWriter *self);

G_END_DECLS
#endif
