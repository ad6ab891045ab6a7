/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lesson.c - the lesson of a scenario file, read from its draft.
 */
#include "lesson.h"

#include <math.h>
#include <string.h>

static const SimValue *
steps_of (const SimDraft *draft)
{
  return sim_draft_get (draft, "/lesson/steps");
}

guint
sim_lesson_n_steps (const SimDraft *draft)
{
  const SimValue *steps = steps_of (draft);

  return sim_value_kind (steps) == SIM_VALUE_LIST ? sim_value_length (steps) : 0;
}

static const char *
text_or (const SimValue *record, const char *key, const char *otherwise)
{
  const char *text = sim_value_text (sim_value_get (record, key));

  return text ? text : otherwise;
}

const char *
sim_lesson_title (const SimDraft *draft)
{
  return text_or (sim_draft_get (draft, "/lesson"), "title", "");
}

static void
read_prediction (const SimValue *predict, SimLessonStep *step)
{
  static const char *const kinds[] = { [SIM_PREDICT_NUMBER] = "number",
                                       [SIM_PREDICT_CHOICE] = "choice",
                                       [SIM_PREDICT_SKETCH] = "sketch" };
  const char *kind = text_or (predict, "kind", kinds[SIM_PREDICT_NUMBER]);
  const SimValue *choices = sim_value_get (predict, "choices");

  for (guint k = SIM_PREDICT_NUMBER; k < G_N_ELEMENTS (kinds); k++)
    if (strcmp (kinds[k], kind) == 0)
      step->predict = (SimPredictKind)k;
  step->question = text_or (predict, "question", "");
  step->unit = text_or (predict, "unit", "");
  step->answer_from = text_or (predict, "answer-from", NULL);
  step->answer = sim_value_number (sim_value_get (predict, "answer"));
  step->answer_choice = text_or (predict, "answer", NULL);
  step->tolerance = sim_value_number (sim_value_get (predict, "tolerance"));
  for (guint i = 0; i < sim_value_length (choices) && i < SIM_MAX_LESSON_CHOICES; i++)
    step->choices[step->n_choices++] = sim_value_text (sim_value_at (choices, i));
}

void
sim_lesson_step (const SimDraft *draft, guint i, SimLessonStep *step)
{
  const SimValue *record = sim_value_at (steps_of (draft), i);
  const SimValue *predict = sim_value_get (record, "predict");
  const SimValue *show = sim_value_get (record, "show");

  *step = (SimLessonStep){ .file = sim_draft_root (draft),
                           .text = text_or (record, "text", ""),
                           .reveal = text_or (record, "reveal", ""),
                           .view = text_or (record, "view", NULL),
                           .about = text_or (record, "about", NULL),
                           .answer = NAN,
                           .tolerance = NAN };
  for (guint k = 0; k < sim_value_length (show) && k < SIM_MAX_LESSON_SHOWN; k++)
    step->shown[step->n_shown++] = sim_value_text (sim_value_at (show, k));
  if (predict)
    read_prediction (predict, step);
}

/* Members of the root but the lesson. */
static guint
count_members (const SimValue *root)
{
  return sim_value_length (root) - (sim_value_get (root, "lesson") ? 1 : 0);
}

gboolean
sim_lesson_same_scenario (const SimDraft *a, const SimDraft *b)
{
  const SimValue *one = sim_draft_root (a), *other = sim_draft_root (b);

  for (guint i = 0; i < sim_value_length (one); i++) {
    const char *key = sim_value_key (one, i);
    if (g_strcmp0 (key, "lesson") != 0
        && !sim_value_equal (sim_value_at (one, i), sim_value_get (other, key)))
      return FALSE;
  }
  return count_members (one) == count_members (other);
}

SimDraft *
sim_lesson_apply (const SimDraft *file, guint i, SimDraft *at, GError **error)
{
  const SimValue *set = sim_value_get (sim_value_at (steps_of (file), i), "set");
  SimDraft *draft = sim_draft_ref (at);

  for (guint k = 0; k < sim_value_length (set) && draft; k++) {
    const SimValue *value = sim_value_at (set, k);
    gboolean takes_away = sim_value_kind (value) == SIM_VALUE_NULL;
    SimDraft *with
        = sim_draft_set (draft, sim_value_key (set, k), takes_away ? NULL : value, error);
    sim_draft_unref (draft);
    draft = with;
  }
  return draft;
}

SimDraft *
sim_lesson_draft (SimDraft *draft, guint i, GError **error)
{
  SimDraft *at = sim_draft_set (draft, "/lesson", NULL, error);

  for (guint k = 0; k <= i && at; k++) {
    SimDraft *with = sim_lesson_apply (draft, k, at, error);
    sim_draft_unref (at);
    at = with;
  }
  return at;
}

const char *
sim_lesson_lock (const SimDraft *draft, guint i, const char *pointer)
{
  const SimValue *lock = sim_value_get (sim_value_at (steps_of (draft), i), "lock");

  for (guint k = 0; k < sim_value_length (lock); k++) {
    const char *outer = sim_value_text (sim_value_at (lock, k));
    if (outer && sim_pointer_within (sim_draft_root (draft), outer, pointer))
      return outer;
  }
  return NULL;
}
