/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * author.h - an author going through the lesson that is being written: which step, what it says,
 * and what it records of the window.
 *
 * AppAuthor is a GObject of the main thread. While it is on, the document shows the scenario of the
 * present step, as to a learner; all that is written is an edit of the document's lesson, one step
 * of undo, and saved with it. Values that are changed in the window are the step's once they are
 * recorded. A step is written through its pointers: "text", "predict/question".
 *
 * Signals (no arguments):
 *   "changed"  the step, what it says, or what the window shows
 *   "checked"  what is wrong with it all is known, after a change
 */
#ifndef APP_LESSON_AUTHOR_H
#define APP_LESSON_AUTHOR_H

#include "document.h"
#include "lesson/figures.h"

G_BEGIN_DECLS

#define APP_TYPE_AUTHOR (app_author_get_type ())
G_DECLARE_FINAL_TYPE (AppAuthor, app_author, APP, AUTHOR, GObject)

AppAuthor *app_author_new (AppDocument *document);

/**
 * Begins at a step (the last one if there are fewer), with a lesson of one empty step where the
 * document has none; or ends: then the document is what a file gets. A lesson in which nothing was
 * written goes again. Nothing begins where app_author_can_begin() is FALSE: what a file gets has a
 * problem, and could not be told from what a step sets. Undo to before the beginning ends it, too.
 */
gboolean app_author_can_begin (AppAuthor *self);
void app_author_begin (AppAuthor *self, guint index);
void app_author_end (AppAuthor *self);
gboolean app_author_on (AppAuthor *self);

guint app_author_n_steps (AppAuthor *self);
guint app_author_index (AppAuthor *self);
/**
 * Goes to a step; values that were changed and not recorded are left to undo. Steps that set what
 * has no place set nothing. Undo and redo come back to the step at which something was done.
 */
void app_author_go (AppAuthor *self, guint index);

/** Steps come after the present one, go, and change places; at most SIM_MAX_LESSON_STEPS. */
void app_author_add_step (AppAuthor *self);
void app_author_remove_step (AppAuthor *self);
/** To the place of the step before (-1) or after (1) it. */
void app_author_move_step (AppAuthor *self, int by);

/** The scenario by which what the step speaks of is named: as the document shows it. Borrowed. */
SimScenario *app_author_scenario (AppAuthor *self);
/** Its figures, by their names. Borrowed until the lesson changes. */
const AppLessonFigures *app_author_figures (AppAuthor *self);
/** What the lesson, or the present step, has at a pointer below it ("title"); borrowed, or NULL. */
const SimValue *app_author_lesson_value (AppAuthor *self, const char *key);
const SimValue *app_author_value (AppAuthor *self, const char *key);
/** The same as text, "" where there is none. Borrowed. */
const char *app_author_text (AppAuthor *self, const char *key);
/** Sets it, NULL takes it away; value is borrowed. group as app_document_apply() has it. */
void app_author_set_title (AppAuthor *self, const char *title);
void app_author_set (AppAuthor *self, const char *key, const SimValue *value, const char *group);
/** An empty text takes the value away, unless it is one that must be there. */
void app_author_set_text (AppAuthor *self, const char *key, const char *text);

/**
 * Records the view of that id, and the values that differ from the step before. FALSE, and a
 * sentence that names the step, if one before sets what has no place: nothing is recorded then.
 */
gboolean app_author_record (AppAuthor *self, const char *view, GError **error);
/**
 * What the present step sets, for people, a line each ("Usual care: Patients: 48 → 96"); "" if
 * nothing. Borrowed until the lesson changes.
 */
const char *app_author_describe_set (AppAuthor *self);
/** TRUE if the window's values are not those of the step: something is to be recorded. */
gboolean app_author_astray (AppAuthor *self);

/** TRUE while the lesson is looked at, in idle moments after a change: what is said to be wrong is
 *  of before that, until "checked". */
gboolean app_author_checking (AppAuthor *self);
/**
 * Whether a learner can go through the lesson, of which nothing may be unknown; else the first step
 * with a problem becomes the present one. That nothing was written yet is a problem from now on.
 */
gboolean app_author_ready (AppAuthor *self);
/** The first problem of the present step at key or below ("" for all of it) as a sentence; NULL. */
char *app_author_problem (AppAuthor *self, const char *key);
/** The first problem of the whole lesson, with the step that it is in; NULL. */
char *app_author_first_problem (AppAuthor *self);
/** How that would say a sentence about the present step. */
char *app_author_of_step (AppAuthor *self, const char *sentence);

G_END_DECLS
#endif
