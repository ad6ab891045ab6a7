/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * course.h - a learner going through the lesson of the document: which step, what was predicted,
 * and what the simulation gave.
 *
 * AppCourse is a GObject of the main thread that follows a document and its run. Where another
 * document with a lesson is loaded, it begins, or goes on where it was left. Each step begins with
 * the scenario that its author meant, whatever was tried in between; that is one step of undo, and
 * no unsaved change. What was edited is saved with what the lesson begins with, at whatever step.
 * What a step locks, the document refuses to change.
 *
 * Signals (no arguments):
 *   "changed"  the step, its prediction, its results, or whether there is a lesson at all
 */
#ifndef APP_LESSON_COURSE_H
#define APP_LESSON_COURSE_H

#include "document.h"
#include "run.h"

G_BEGIN_DECLS

/** The app_document_place() of its first step, apart from those of who writes a lesson. */
#define APP_COURSE_PLACE 0x10000u

#define APP_TYPE_COURSE (app_course_get_type ())
G_DECLARE_FINAL_TYPE (AppCourse, app_course, APP, COURSE, GObject)

AppCourse *app_course_new (AppDocument *document, AppRun *run);

/**
 * Begins the lesson as the document has it now, at its first step. On trial nothing is kept of what
 * is predicted, for it is the author who tries.
 */
void app_course_begin (AppCourse *self, gboolean trial);
gboolean app_course_on_trial (AppCourse *self);

/** Number of steps; 0: the document has no lesson that can be gone through. */
guint app_course_n_steps (AppCourse *self);
const char *app_course_title (AppCourse *self);
/** Why the lesson of the document cannot be gone through (a sentence), or NULL. */
const char *app_course_problem (AppCourse *self);
/** The present step, from 0, and what it holds; borrowed until the document is another one. */
guint app_course_index (AppCourse *self);
const SimLessonStep *app_course_step (AppCourse *self);

/** The id of the view that a step is of: a sketch is one of the power plot. NULL: that which is
 *  shown. */
const char *app_course_view (const SimLessonStep *step);

/** The scenario of the present step; NULL without a lesson. Borrowed. */
SimScenario *app_course_scenario (AppCourse *self);

/** Whether the lesson is on: it is where the panel is open. Off, nothing is locked or hidden, so
 *  that who switches it off while a prediction is to be made yet has to call app_course_miss(). */
void app_course_set_on (AppCourse *self, gboolean on);
gboolean app_course_on (AppCourse *self);
/** TRUE while the lesson is on and results would give away what is to be predicted. */
gboolean app_course_hides (AppCourse *self);

/** TRUE while the lesson is on and a prediction is to be made yet, of this step or a later one. */
gboolean app_course_asks_more (AppCourse *self);

/** The view of a lesson until a step names one. */
#define APP_COURSE_FIRST_VIEW "power"
/** Whether a view may be looked at: any, once nothing is to be predicted any more; until then those
 *  that the steps so far are of, for others may have what a later one asks. */
gboolean app_course_opens (AppCourse *self, const char *view);

/**
 * Whether undo and redo may lead to what is shown at a place (app_document_place()): anywhere, once
 * nothing is to be predicted any more; until then to the present step and to those whose results
 * have been shown. What the lesson began with, or a later step, may have what is asked yet.
 */
gboolean app_course_reaches (AppCourse *self, guint place);

/** Goes to a step; to the present one: takes back what was edited since it began. */
void app_course_go (AppCourse *self, guint index);
/** Begins again: a new attempt, if something has been predicted in this one, which stays kept. */
void app_course_restart (AppCourse *self);
/** The present attempt, from 1. */
guint app_course_attempt (AppCourse *self);
/** The prediction of the present step, see prediction.h; NULL while there is none. */
const char *app_course_prediction (AppCourse *self);
/** Commits to a prediction; once there is one, or it was missed, that stays. */
void app_course_predict (AppCourse *self, const char *prediction);

/**
 * TRUE while a learner has a prediction to make yet, of any step, whether the lesson is on or not:
 * to write in the lesson would show what comes out. FALSE where it is its author who takes it, who
 * tries or has written in it and not gone on as a learner since.
 */
gboolean app_course_awaits (AppCourse *self);
/** The results of all steps are shown before they are predicted: what is not predicted yet is
 *  missed, and no undo brings it back. */
void app_course_miss (AppCourse *self);
/**
 * Results of the present step's scenario that are exact enough to speak of, once it has been
 * predicted or nothing is to be; else NULL. Borrowed until "changed".
 */
const SimValue *app_course_results (AppCourse *self);
/** TRUE if the scenario in the window is not that of the step any more. */
gboolean app_course_astray (AppCourse *self);

/** Whether one of this attempt is kept, be it missed. */
gboolean app_course_has_predicted (AppCourse *self);
/** All predictions of all attempts, missed ones too, as CSV: lesson, attempt, step, question,
 *  prediction, unit, answer. Newly allocated. */
char *app_course_csv (AppCourse *self);

G_END_DECLS
#endif
