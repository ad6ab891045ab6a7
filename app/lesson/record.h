/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * record.h - how far a learner has come in a lesson, kept in the user's state folder.
 *
 * One file holds all lessons, each under a key made from its text: a lesson that was changed is
 * another. Of each lesson all attempts are kept, counted from 1. All of it belongs to the main
 * thread; writing happens in another one.
 */
#ifndef APP_LESSON_RECORD_H
#define APP_LESSON_RECORD_H

#include <glib.h>

G_BEGIN_DECLS

/** The newest attempt of which something is kept; 1 also where nothing is. */
guint app_record_attempt (const char *key);
/**
 * Reads what is kept of an attempt at a lesson of n steps: the step it was at is returned (0 if
 * nothing is kept), and predictions[i] and answers[i] get what was predicted at step i and what
 * came out (newly allocated), or NULL.
 */
guint app_record_read (const char *key, guint attempt, char **predictions, char **answers,
                       guint n);
/**
 * Keeps them; what is NULL stays as it was kept, for another window may be at the same lesson.
 * Failures are no more than a message.
 */
void app_record_write (const char *key, guint attempt, guint step, char *const *predictions,
                       char *const *answers, guint n);

G_END_DECLS
#endif
