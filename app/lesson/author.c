/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * author.c - the lesson of a document, step by step, as its author has it.
 */
#include "lesson/author.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "differences.h"
#include "lesson/course.h"

#define LESSON "/lesson"
#define STEPS  "/lesson/steps"

struct _AppAuthor {
  GObject parent_instance;

  AppDocument *document;
  gboolean on;
  guint index;
  SimDraft *checked;   /* what problems are of */
  GPtrArray *problems; /* of SimProblem */
  SimDraft *described; /* what description is of */
  guint described_index;
  char *description;
};

G_DEFINE_FINAL_TYPE (AppAuthor, app_author, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- the document --- */

/* What a file gets without values that are not recorded. */
static SimDraft *
base_of (AppAuthor *self)
{
  SimDraft *base = app_document_base (self->document);

  return base != NULL ? base : app_document_draft (self->document);
}

static char *
step_pointer (AppAuthor *self, const char *key)
{
  if (*key == '\0')
    return g_strdup_printf (STEPS "/%u", self->index);
  return g_strdup_printf (STEPS "/%u/%s", self->index, key);
}

/* The scenario of a step: what the steps up to it set; index -1 is before the first. A step that
   sets what has no place sets nothing; *broken is the first such step then, -1 where there is none,
   and error is what it is told to have. */
static SimDraft *
draft_at (SimDraft *base, int index, int *broken, GError **error)
{
  SimDraft *draft = sim_draft_ref (base);

  *broken = -1;
  for (int i = 0; i <= index; i++) {
    SimDraft *after = sim_lesson_apply (base, (guint)i, draft, *broken < 0 ? error : NULL);

    if (after == NULL) {
      *broken = *broken < 0 ? i : *broken;
      continue;
    }
    sim_draft_unref (draft);
    draft = after;
  }
  return draft;
}

/* With value at pointer; draft itself where that has no place. NULL draft is NULL. */
static SimDraft *
with (SimDraft *draft, const char *pointer, const SimValue *value)
{
  SimDraft *set = draft != NULL ? sim_draft_set (draft, pointer, value, NULL) : NULL;

  return set != NULL || draft == NULL ? set : sim_draft_ref (draft);
}

/* An edit of the lesson, which is the same whatever is shown. */
static void
write_value (AppAuthor *self, const char *pointer, const SimValue *value, const char *what,
             const char *group)
{
  SimDraft *old = app_document_draft (self->document);
  SimDraft *shown = app_document_shown (self->document);
  g_autoptr (SimDraft) base = with (base_of (self), pointer, value);
  g_autoptr (SimDraft) draft = with (old, pointer, value);
  g_autoptr (SimDraft) around = with (shown != NULL ? shown : old, pointer, value);

  if (sim_value_equal (sim_draft_root (base), sim_draft_root (base_of (self))))
    return;
  app_document_revise (self->document, base, around, draft, what, group);
}

/* --- steps --- */

guint
app_author_n_steps (AppAuthor *self)
{
  return sim_lesson_n_steps (base_of (self));
}

guint
app_author_index (AppAuthor *self)
{
  return self->index;
}

gboolean
app_author_on (AppAuthor *self)
{
  return self->on;
}

static void
announce (AppAuthor *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
app_author_go (AppAuthor *self, guint index)
{
  g_autoptr (SimDraft) kept = sim_draft_ref (app_document_kept (self->document));
  int broken;
  g_autoptr (SimDraft) draft = draft_at (kept, (int)index, &broken, NULL);
  g_autofree char *what = g_strdup_printf (_ ("Lesson, step %u"), index + 1);

  app_document_end_group (self->document); /* is of the step that is left */
  self->index = index;
  app_document_show (self->document, draft, index + 1, what);
  announce (self);
}

static SimValue *
new_step (void)
{
  const char *const keys[] = { "text" };
  SimValue *values[] = { sim_value_new_text ("") };

  return sim_value_new_map (keys, values, 1);
}

static SimValue *
new_lesson (void)
{
  const char *const keys[] = { "title", "steps" };
  SimValue *step = new_step ();
  SimValue *values[] = { sim_value_new_text (""), sim_value_new_list (&step, 1) };

  return sim_value_new_map (keys, values, 2);
}

/* Puts a lesson of one empty step where there is none. */
static void
ensure_lesson (AppAuthor *self)
{
  g_autoptr (SimValue) lesson = new_lesson ();

  if (app_author_n_steps (self) == 0)
    write_value (self, LESSON, lesson, _ ("New lesson"), NULL);
}

gboolean
app_author_can_begin (AppAuthor *self)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimScenario) scenario
      = sim_scenario_check (app_document_kept (self->document), problems);

  return scenario != NULL;
}

void
app_author_begin (AppAuthor *self, guint index)
{
  app_document_end_group (self->document);
  if (!app_author_can_begin (self))
    return;
  app_document_set_locks (self->document, NULL);
  ensure_lesson (self);
  self->on = TRUE;
  app_author_go (self, MIN (index, app_author_n_steps (self) - 1));
}

/* What a file gets; a lesson in which nothing was written is none. */
static SimDraft *
written (AppAuthor *self)
{
  SimDraft *kept = app_document_kept (self->document);
  g_autoptr (SimValue) empty = new_lesson ();
  const SimValue *lesson = sim_draft_get (kept, LESSON);

  if (lesson != NULL && sim_value_equal (lesson, empty))
    return with (kept, LESSON, NULL);
  return sim_draft_ref (kept);
}

void
app_author_end (AppAuthor *self)
{
  g_autoptr (SimDraft) kept = written (self);

  if (!self->on)
    return;
  self->on = FALSE;
  if (app_document_base (self->document) != NULL)
    app_document_revise (self->document, NULL, NULL, kept, _ ("Writing a lesson"), NULL);
  announce (self);
}

/* The list of steps with item in the place of `old` members at a place; item may be NULL. */
static SimValue *
splice (const SimValue *steps, guint at, guint old, SimValue *item)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < sim_value_length (steps); i++) {
    if (i == at && item != NULL)
      g_ptr_array_add (items, item);
    if (i < at || i >= at + old)
      g_ptr_array_add (items, sim_value_ref (sim_value_at (steps, i)));
  }
  if (at == sim_value_length (steps) && item != NULL)
    g_ptr_array_add (items, item);
  return sim_value_new_list ((SimValue **)items->pdata, items->len);
}

static void
write_steps (AppAuthor *self, SimValue *steps, guint index, const char *what)
{
  write_value (self, STEPS, steps, what, NULL);
  sim_value_unref (steps);
  app_author_go (self, index);
}

void
app_author_add_step (AppAuthor *self)
{
  const SimValue *steps = sim_draft_get (base_of (self), STEPS);

  if (app_author_n_steps (self) < SIM_MAX_LESSON_STEPS)
    write_steps (self, splice (steps, self->index + 1, 0, new_step ()), self->index + 1,
                 _ ("New step"));
}

void
app_author_remove_step (AppAuthor *self)
{
  const SimValue *steps = sim_draft_get (base_of (self), STEPS);
  guint n = app_author_n_steps (self);

  if (n > 1)
    write_steps (self, splice (steps, self->index, 1, NULL), MIN (self->index, n - 2),
                 _ ("Remove step"));
}

void
app_author_move_step (AppAuthor *self, int by)
{
  const SimValue *steps = sim_draft_get (base_of (self), STEPS);
  int to = (int)self->index + by;
  g_autoptr (SimValue) without = NULL;

  if (to < 0 || to >= (int)app_author_n_steps (self))
    return;
  without = splice (steps, self->index, 1, NULL);
  write_steps (self,
               splice (without, (guint)to, 0, sim_value_ref (sim_value_at (steps, self->index))),
               (guint)to, _ ("Move step"));
}

/* --- what a step says --- */

SimScenario *
app_author_scenario (AppAuthor *self)
{
  return app_document_scenario (self->document);
}

const SimValue *
app_author_lesson_value (AppAuthor *self, const char *key)
{
  g_autofree char *pointer = g_strconcat (LESSON "/", key, NULL);
  return sim_draft_get (base_of (self), pointer);
}

const SimValue *
app_author_value (AppAuthor *self, const char *key)
{
  g_autofree char *pointer = step_pointer (self, key);
  return sim_draft_get (base_of (self), pointer);
}

const char *
app_author_text (AppAuthor *self, const char *key)
{
  const char *text = sim_value_text (app_author_value (self, key));
  return text != NULL ? text : "";
}

void
app_author_set_title (AppAuthor *self, const char *title)
{
  g_autoptr (SimValue) value = sim_value_new_text (title);
  write_value (self, LESSON "/title", value, _ ("Title of the lesson"), LESSON "/title");
}

void
app_author_set (AppAuthor *self, const char *key, const SimValue *value, const char *group)
{
  g_autofree char *pointer = step_pointer (self, key);
  g_autofree char *own = group != NULL ? g_strconcat (pointer, ":", group, NULL) : NULL;
  g_autofree char *what = g_strdup_printf (_ ("Lesson, step %u"), self->index + 1);

  write_value (self, pointer, value, what, own);
}

void
app_author_set_text (AppAuthor *self, const char *key, const char *text)
{
  gboolean needed = strcmp (key, "text") == 0 || strcmp (key, "predict/question") == 0;
  g_autoptr (SimValue) value = *text != '\0' || needed ? sim_value_new_text (text) : NULL;

  app_author_set (self, key, value, "text");
}

/* --- what it records --- */

static gboolean
record (AppAuthor *self, SimDraft *before, const char *view)
{
  SimDraft *now = app_document_draft (self->document);
  g_autoptr (SimValue) set = app_differences (before, now, SIM_MAX_LESSON_SET);
  g_autoptr (SimValue) shows = sim_value_new_text (view);
  const SimValue *members[] = { sim_value_length (set) > 0 ? set : NULL, shows };
  static const char *const keys[] = { "set", "view" };
  g_autoptr (SimDraft) base = sim_draft_ref (base_of (self)), draft = sim_draft_ref (now);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autofree char *pointer = step_pointer (self, keys[i]);
    g_autoptr (SimDraft) old_base = base, old_draft = draft;
    base = with (old_base, pointer, members[i]);
    draft = with (old_draft, pointer, members[i]);
  }
  app_document_revise (self->document, base, draft, draft, _ ("Record the step"), NULL);
  return TRUE;
}

gboolean
app_author_record (AppAuthor *self, const char *view, GError **error)
{
  g_autoptr (GError) own = NULL;
  int broken;
  g_autoptr (SimDraft) before = draft_at (base_of (self), (int)self->index - 1, &broken, &own);

  if (broken < 0)
    return record (self, before, view);
  g_set_error (error, SIM_ERROR, SIM_ERROR_POINTER,
               _ ("Not recorded: step %d sets what has no place; record or remove it first. %s"),
               broken + 1, own->message);
  return FALSE;
}

gboolean
app_author_astray (AppAuthor *self)
{
  SimDraft *shown = app_document_shown (self->document);

  return shown != NULL
         && !sim_value_equal (sim_draft_root (shown),
                              sim_draft_root (app_document_draft (self->document)));
}

/* "Usual care: Patients: 48 → 96" */
static void
append_difference (GString *text, const SimDifference *difference)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", difference->what);
  if (difference->a != NULL && difference->b != NULL)
    g_string_append_printf (text, ": %s → %s", difference->a, difference->b);
  else if (difference->a != NULL || difference->b != NULL)
    g_string_append_printf (text, ": %s", difference->b != NULL ? difference->b : difference->a);
}

static char *
describe (AppAuthor *self)
{
  SimDraft *base = base_of (self);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  int broken;
  g_autoptr (SimDraft) before = draft_at (base, (int)self->index - 1, &broken, NULL);
  g_autoptr (SimDraft) after = draft_at (base, (int)self->index, &broken, NULL);
  g_autoptr (SimScenario) a = sim_scenario_check (before, problems);
  g_autoptr (SimScenario) b = sim_scenario_check (after, problems);
  g_autoptr (GPtrArray) list = a != NULL && b != NULL ? sim_scenario_differences (a, b) : NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < list->len; i++)
    append_difference (text, list->pdata[i]);
  return g_string_free (text, FALSE);
}

const char *
app_author_describe_set (AppAuthor *self)
{
  SimDraft *base = base_of (self);

  if (base != self->described || self->index != self->described_index) {
    sim_draft_unref (self->described);
    self->described = sim_draft_ref (base);
    self->described_index = self->index;
    g_free (self->description);
    self->description = describe (self);
  }
  return self->description;
}

/* --- what is wrong --- */

/* A file may have a step without a text, but no learner gets anything from one. In a lesson in
   which nothing was written yet nobody is told so. */
static void
check_texts (AppAuthor *self)
{
  g_autoptr (SimValue) empty = new_lesson ();
  const SimValue *lesson = sim_draft_get (self->checked, LESSON);
  const SimValue *steps = sim_draft_get (self->checked, STEPS);

  if (lesson == NULL || sim_value_equal (lesson, empty))
    return;
  for (guint i = 0; i < sim_value_length (steps); i++) {
    const char *text = sim_value_text (sim_value_get (sim_value_at (steps, i), "text"));
    g_autofree char *bare = g_strstrip (g_strdup (text != NULL ? text : ""));
    g_autofree char *pointer = g_strdup_printf (STEPS "/%u/text", i);
    if (*bare == '\0')
      sim_problems_add (self->problems, SIM_ERROR_MISSING, pointer, 0, NULL, NULL, "%s",
                        _ ("There is no text yet: it is what is read first"));
  }
}

static void
check (AppAuthor *self)
{
  SimDraft *base = base_of (self);

  if (base == self->checked)
    return;
  sim_draft_ref (base);
  sim_draft_unref (self->checked);
  self->checked = base;
  g_ptr_array_set_size (self->problems, 0);
  g_autoptr (SimScenario) scenario = sim_scenario_check (base, self->problems);
  if (scenario != NULL)
    sim_lesson_check (base, self->problems);
  check_texts (self);
}

/* Who writes in the window never sees a pointer: what is wrong with one is told in other words. */
static const char *
sentence_of (const SimProblem *problem)
{
  static const struct {
    const char *part, *sentence;
  } plain[] = {
    { "/predict/answer-from",
      N_ ("The figure that answers is not in the results of this step: choose another") },
    { "/reveal", N_ ("A figure of the explanation is not in the results of this step: take it out, "
                     "and insert another") },
    { "/lock/", N_ ("What is locked is not in the scenario of this step: unlock it") },
    { "/set", N_ ("What was recorded has no place in the scenario any more: record the step") },
  };
  gboolean pointer = problem->code == SIM_ERROR_REFERENCE || problem->code == SIM_ERROR_POINTER
                     || problem->code == SIM_ERROR_KIND;

  for (guint i = 0; pointer && i < G_N_ELEMENTS (plain); i++)
    if (strstr (problem->pointer, plain[i].part) != NULL)
      return _ (plain[i].sentence);
  return problem->message;
}

char *
app_author_problem (AppAuthor *self, const char *key)
{
  g_autofree char *pointer = step_pointer (self, key);

  check (self);
  for (guint i = 0; i < self->problems->len; i++) {
    const SimProblem *problem = self->problems->pdata[i];
    if (sim_pointer_within (sim_draft_root (self->checked), pointer, problem->pointer))
      return g_strdup (sentence_of (problem));
  }
  return NULL;
}

static char *
of_step (guint step, const char *sentence)
{
  return g_strdup_printf (_ ("Step %u: %s"), step + 1, sentence);
}

char *
app_author_of_step (AppAuthor *self, const char *sentence)
{
  return of_step (self->index, sentence);
}

char *
app_author_first_problem (AppAuthor *self)
{
  const SimProblem *problem;
  guint step;

  check (self);
  if (self->problems->len == 0)
    return NULL;
  problem = self->problems->pdata[0];
  if (sscanf (problem->pointer, STEPS "/%u", &step) != 1)
    return g_strdup (problem->message);
  return of_step (step, sentence_of (problem));
}

/* --- life --- */

/* Undo may have led to another step, or to before the writing, or another document come. */
static void
on_document_changed (AppAuthor *self)
{
  guint n = app_author_n_steps (self), place = app_document_place (self->document);

  if (!self->on)
    return;
  self->on = place > 0 && place < APP_COURSE_PLACE && n > 0;
  self->index = self->on ? MIN (place, n) - 1 : 0;
  announce (self);
}

static void
app_author_dispose (GObject *object)
{
  AppAuthor *self = APP_AUTHOR (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->checked, sim_draft_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->described, sim_draft_unref);
  g_clear_pointer (&self->description, g_free);
  G_OBJECT_CLASS (app_author_parent_class)->dispose (object);
}

static void
app_author_class_init (AppAuthorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_author_dispose;
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_AUTHOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
app_author_init (AppAuthor *self)
{
  self->problems = sim_problems_new ();
}

AppAuthor *
app_author_new (AppDocument *document)
{
  AppAuthor *self = g_object_new (APP_TYPE_AUTHOR, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (on_document_changed), self);
  return self;
}
