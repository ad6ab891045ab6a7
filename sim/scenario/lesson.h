/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lesson.h - the lesson of a scenario file: steps in which a learner reads, predicts, sees the
 * simulation answer, and reads what it means.
 *
 * A lesson changes no number: a scenario with it gives the same bits as one without. What is wrong
 * with it beyond the field table (pointers that lead nowhere, answers that cannot be) does not keep
 * the scenario from running; sim_lesson_check() in report/lesson-report.h finds it.
 */
#ifndef SIM_SCENARIO_LESSON_H
#define SIM_SCENARIO_LESSON_H

#include "draft.h"

G_BEGIN_DECLS

#define SIM_MAX_LESSON_STEPS   64
#define SIM_MAX_LESSON_SET     64
#define SIM_MAX_LESSON_CHOICES 12
#define SIM_MAX_LESSON_SHOWN   16
#define SIM_MAX_LESSON_TEXT    20000 /* characters of a text or explanation */
#define SIM_MAX_LESSON_LINE    1000  /* of a title, question, choice, pointer */

typedef enum {
  SIM_PREDICT_NOTHING,
  SIM_PREDICT_NUMBER,
  SIM_PREDICT_CHOICE,
  SIM_PREDICT_SKETCH
} SimPredictKind;

/** One step; all of it is borrowed from the draft. */
typedef struct {
  const SimValue *file; /* the root of the draft, by which its texts are shown (shown.h) */
  const char *text;     /* Markdown */
  const char *reveal;   /* Markdown with {{figures}}; never NULL */
  const char *view;     /* "power", "effects", ...; NULL: that which is open */
  const char *about;    /* id of the goal that the view is about; NULL: the most telling one */
  guint n_shown;        /* ids of the goals whose power is shown; 0: as without a lesson */
  const char *shown[SIM_MAX_LESSON_SHOWN];
  SimPredictKind predict;
  const char *question;      /* NULL where nothing is predicted, as those below */
  const char *unit;          /* "" if none; "%": answer and tolerance are proportions */
  const char *answer_from;   /* pointer into the results; NULL if none */
  double answer;             /* of a number; NaN if none */
  double tolerance;          /* NaN if none */
  const char *answer_choice; /* NULL if none is right */
  guint n_choices;
  const char *choices[SIM_MAX_LESSON_CHOICES];
} SimLessonStep;

/** Number of steps of a draft whose lesson is as the field table has it; 0 without a lesson. */
guint sim_lesson_n_steps (const SimDraft *draft);
/** Its title, never NULL, may be "". Borrowed. */
const char *sim_lesson_title (const SimDraft *draft);
/** Step i, from 0, which must be one. */
void sim_lesson_step (const SimDraft *draft, guint i, SimLessonStep *step);

/** TRUE if two drafts differ in their lessons at most. */
gboolean sim_lesson_same_scenario (const SimDraft *a, const SimDraft *b);

/** The draft `at` with what step i of the lesson of `file` sets. Fails with SIM_ERROR_POINTER. */
SimDraft *sim_lesson_apply (const SimDraft *file, guint i, SimDraft *at, GError **error);
/**
 * The draft at step i: with what the steps up to it set, in their order, and without the lesson. It
 * may be invalid. Fails with SIM_ERROR_POINTER.
 */
SimDraft *sim_lesson_draft (SimDraft *draft, guint i, GError **error);
/**
 * The pointer of step i that locks the value at pointer (ids or indices) because it names that
 * value or one around it; NULL if none does. Borrowed.
 */
const char *sim_lesson_lock (const SimDraft *draft, guint i, const char *pointer);

G_END_DECLS
#endif
