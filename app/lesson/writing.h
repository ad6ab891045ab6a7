/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * writing.h - the parts of a step that are written as text, a row each: how they read and what
 * becomes of what is typed.
 */
#ifndef APP_LESSON_WRITING_H
#define APP_LESSON_WRITING_H

#include "lesson/author.h"

G_BEGIN_DECLS

typedef struct {
  const char *label;   /* not translated yet */
  const char *help;    /* the tooltip, not translated yet; or NULL */
  const char *problem; /* the key whose problems stand below it; NULL: none */
  guint lines;         /* of the area it is written in; 0: an entry */
  guint kinds;         /* bits of SimPredictKind with which it is there */
  /** The text as it stands, with names where the file has pointers; newly allocated. */
  char *(*read) (AppAuthor *author);
  /** What is typed, or the pointer of the figure that is chosen, goes into the lesson; what cannot
   *  be read yet changes nothing. */
  void (*write) (AppAuthor *author, const char *text);
  /** What is wrong with a typed text that changes nothing, as a sentence, newly allocated; NULL:
   *  nothing. The member is NULL where every text can be read. */
  char *(*complaint) (AppAuthor *author, const char *text);
  /** The unit that stands behind it, newly allocated; "": none. NULL where there is none ever. */
  char *(*unit) (AppAuthor *author);
  gboolean chosen; /* of the figures, and not typed */
} AppWriting;

typedef enum {
  APP_WRITING_TITLE,
  APP_WRITING_HEADING,
  APP_WRITING_TEXT,
  APP_WRITING_QUESTION,
  APP_WRITING_CHOICES,
  APP_WRITING_RIGHT,
  APP_WRITING_FIGURE,
  APP_WRITING_UNIT,
  APP_WRITING_TOLERANCE,
  APP_WRITING_REVEAL,
  APP_N_WRITINGS
} AppWritingId;

const AppWriting *app_writing (AppWritingId id);

/** How the present step is to be predicted. */
SimPredictKind app_writing_kind (AppAuthor *author);
/** Another kind, with its question, and with a figure (a pointer) to begin with if it has one. */
void app_writing_set_kind (AppAuthor *author, SimPredictKind kind, const char *figure);

/** Whether a part of the scenario ("/arms") is locked in the present step. */
gboolean app_writing_locks (AppAuthor *author, const char *pointer);
void app_writing_set_lock (AppAuthor *author, const char *pointer, gboolean lock);

/** What the view of the step is about, as sim_lesson_subject() has it; NULL: nothing is said of it.
 *  Newly allocated. */
char *app_writing_subject (AppAuthor *author);

G_END_DECLS
#endif
