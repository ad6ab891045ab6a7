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
  SimLessonChecker *checker;
  SimDraft *checked;    /* what it is of */
  guint checking;       /* while it has steps to look at yet; else 0 */
  GPtrArray *problems;  /* of SimProblem, of the lesson as it was looked at last */
  gboolean tells_empty; /* that nothing was written yet is a problem */
  /* The drafts before and at a step of a file, which is asked about several times. */
  struct {
    SimDraft *base, *before, *after; /* base NULL: of none yet */
    guint index;
    int broken; /* the first step before it that sets what has no place; -1: there is none */
  } at;
  SimDraft *described; /* what description is of */
  guint described_index;
  char *description;
  AppLessonFigures *figures; /* NULL: nobody asked yet */
};

G_DEFINE_FINAL_TYPE (AppAuthor, app_author, G_TYPE_OBJECT)

enum { CHANGED, CHECKED, N_SIGNALS };
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

/* With what a step of base sets; one that sets what has no place sets nothing. */
static SimDraft *
applied (SimDraft *base, guint step, SimDraft *draft, int *broken)
{
  SimDraft *after = sim_lesson_apply (base, step, draft, NULL);

  if (after == NULL && *broken < 0)
    *broken = (int)step;
  return after != NULL ? after : sim_draft_ref (draft);
}

/* Finds the drafts before and at a step of base: what the steps up to it set. */
static void
find_at (AppAuthor *self, SimDraft *base, guint index)
{
  int none = -1;

  if (base == self->at.base && index == self->at.index)
    return;
  sim_draft_ref (base);
  sim_draft_unref (self->at.base);
  sim_draft_unref (self->at.before);
  sim_draft_unref (self->at.after);
  self->at.base = base;
  self->at.index = index;
  self->at.broken = -1;
  self->at.before = sim_draft_ref (base);
  for (guint i = 0; i < index; i++) {
    g_autoptr (SimDraft) draft = self->at.before;
    self->at.before = applied (base, i, draft, &self->at.broken);
  }
  self->at.after = applied (base, index, self->at.before, &none);
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

/* --- checking --- */

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

static void
add_missing (AppAuthor *self, guint step, const char *key, const char *text, const char *sentence)
{
  g_autofree char *bare = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autofree char *pointer = g_strdup_printf (STEPS "/%u/%s", step, key);

  if (*bare == '\0')
    sim_problems_add (self->problems, SIM_ERROR_MISSING, pointer, 0, NULL, NULL, "%s", sentence);
}

/* A file may have a step without a text, but no learner gets anything from one. In a lesson in
   which nothing was written yet nobody is told so before he asks for it. */
static void
check_texts (AppAuthor *self)
{
  g_autoptr (SimValue) empty = new_lesson ();
  const SimValue *lesson = sim_draft_get (self->checked, LESSON);
  const SimValue *steps = sim_draft_get (self->checked, STEPS);

  if (lesson == NULL || (!self->tells_empty && sim_value_equal (lesson, empty)))
    return;
  for (guint i = 0; i < sim_value_length (steps); i++) {
    const SimValue *step = sim_value_at (steps, i), *predict = sim_value_get (step, "predict");

    add_missing (self, i, "text", sim_value_text (sim_value_get (step, "text")),
                 _ ("There is no text yet: it is what is read first"));
    if (predict != NULL)
      add_missing (self, i, "predict/question",
                   sim_value_text (sim_value_get (predict, "question")),
                   _ ("There is no question yet: write what is to be predicted"));
  }
}

/* All is known of what is written. */
static void
tell (AppAuthor *self)
{
  g_autoptr (SimScenario) scenario = NULL;

  g_ptr_array_set_size (self->problems, 0);
  scenario = sim_scenario_check (self->checked, self->problems);
  if (scenario != NULL)
    sim_lesson_checker_tell (self->checker, self->problems);
  check_texts (self);
  g_signal_emit (self, signals[CHECKED], 0);
}

/* A step each time there is nothing else to do: all of a long lesson at once would be felt. */
static gboolean
on_idle (gpointer data)
{
  AppAuthor *self = data;

  if (sim_lesson_checker_next (self->checker))
    return G_SOURCE_CONTINUE;
  self->checking = 0;
  tell (self);
  return G_SOURCE_REMOVE;
}

static void
check (AppAuthor *self)
{
  SimDraft *base = base_of (self);

  if (!self->on || base == self->checked)
    return;
  sim_draft_ref (base);
  sim_draft_unref (self->checked);
  self->checked = base;
  sim_lesson_checker_begin (self->checker, base);
  if (self->checking == 0)
    self->checking = g_idle_add (on_idle, self);
}

gboolean
app_author_checking (AppAuthor *self)
{
  return self->checking != 0;
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
  check (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
app_author_go (AppAuthor *self, guint index)
{
  g_autoptr (SimDraft) draft = NULL;
  g_autofree char *what = g_strdup_printf (_ ("Lesson, step %u"), index + 1);

  find_at (self, app_document_kept (self->document), index);
  draft = sim_draft_ref (self->at.after);
  app_document_end_group (self->document); /* is of the step that is left */
  self->index = index;
  app_document_show (self->document, draft, index + 1, what);
  announce (self);
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
  self->tells_empty = FALSE;
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

/* Kept, for a typed letter asks for them several times and makes a scenario of its own. */
const AppLessonFigures *
app_author_figures (AppAuthor *self)
{
  SimScenario *scenario = app_author_scenario (self);

  if (self->figures == NULL || !app_lesson_figures_are_of (self->figures, scenario)) {
    app_lesson_figures_free (self->figures);
    self->figures = app_lesson_figures_new (scenario);
  }
  return self->figures;
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
  find_at (self, base_of (self), self->index);
  if (self->at.broken < 0)
    return record (self, self->at.before, view);
  g_set_error (
      error, SIM_ERROR, SIM_ERROR_POINTER,
      _ ("Not recorded: what step %d recorded has no place in the scenario any more; record "
         "or remove that step first"),
      self->at.broken + 1);
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
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimScenario) a = NULL, b = NULL;
  g_autoptr (GPtrArray) list = NULL;
  GString *text = g_string_new (NULL);

  find_at (self, base_of (self), self->index);
  a = sim_scenario_check (self->at.before, problems);
  b = sim_scenario_check (self->at.after, problems);
  if (a != NULL && b != NULL)
    list = sim_scenario_differences (a, b);
  for (guint i = 0; list != NULL && i < list->len; i++)
    append_difference (text, list->pdata[i]);
  return g_string_free (text, FALSE);
}

/* Whether a step, and those before it, set the same values in the same scenario. */
static gboolean
sets_the_same (const SimDraft *a, const SimDraft *b, guint index)
{
  const SimValue *one = sim_draft_get (a, STEPS), *other = sim_draft_get (b, STEPS);

  for (guint i = 0; i <= index; i++) {
    const SimValue *set = sim_value_get (sim_value_at (one, i), "set");
    const SimValue *its = sim_value_get (sim_value_at (other, i), "set");

    if (set != its && (set == NULL || its == NULL || !sim_value_equal (set, its)))
      return FALSE;
  }
  return sim_lesson_same_scenario (a, b);
}

const char *
app_author_describe_set (AppAuthor *self)
{
  SimDraft *base = base_of (self);

  if (self->described == NULL || self->index != self->described_index
      || !sets_the_same (base, self->described, self->index)) {
    sim_draft_unref (self->described);
    self->described = sim_draft_ref (base);
    self->described_index = self->index;
    g_free (self->description);
    self->description = describe (self);
  }
  return self->description;
}

/* --- what is wrong --- */

/* Whether the step with the problem asks for a sketch. */
static gboolean
is_of_sketch (AppAuthor *self, const SimProblem *problem)
{
  guint index;
  SimLessonStep step;

  if (sscanf (problem->pointer, STEPS "/%u", &index) != 1)
    return FALSE;
  sim_lesson_step (self->checked, index, &step);
  return step.predict == SIM_PREDICT_SKETCH;
}

/* Who writes in the window never sees a pointer, nor a key of the file: what is wrong is told in
   words of the window. */
static const char *
sentence_of (AppAuthor *self, const SimProblem *problem)
{
  static const struct {
    SimErrorCode code;
    const char *part, *sentence, *otherwise; /* where no sketch is to be drawn; NULL: the same */
  } plain[] = {
    { SIM_ERROR_REFERENCE, "/predict/answer-from",
      N_ ("The result that answers is not there in this step: choose another") },
    { SIM_ERROR_CONFLICT, "/predict/answer-from",
      N_ ("This cannot be drawn as a curve: that takes a power which is shown in this step, and "
          "more than one number of patients in the card Run"),
      N_ ("The result that answers takes a share from what is none, or what is none from a share: "
          "choose another") },
    { SIM_ERROR_REFERENCE, "/reveal",
      N_ ("A result in the explanation is not there in this step: take it out, and insert "
          "another") },
    { SIM_ERROR_CONFLICT, "/reveal",
      N_ ("“per 100” in the explanation stands behind what is no share, or a share is taken from a "
          "number that is none") },
    { SIM_ERROR_SYNTAX, "/reveal", N_ ("A “{{” in the explanation has no “}}”") },
    { SIM_ERROR_CONFLICT, "/text",
      N_ ("Results in {{…}} can stand in the explanation alone: here there are none yet") },
    { SIM_ERROR_CONFLICT, "/predict/question",
      N_ ("Results in {{…}} can stand in the explanation alone: here there are none yet") },
    { SIM_ERROR_REFERENCE, "/predict/answer",
      N_ ("The right choice is none of the choices: write it just as it stands there") },
    { SIM_ERROR_REFERENCE, "/lock/",
      N_ ("What is locked is not in the scenario of this step: unlock it") },
    { SIM_ERROR_REFERENCE, "/about",
      N_ ("What the plot is about is not in the scenario of this step: choose again") },
    { SIM_ERROR_CONFLICT, "/about",
      N_ ("What the plot is about is not shown in this step: choose again, or tick it") },
    { SIM_ERROR_CHOICE, "/about",
      N_ ("Only Power can be about several tests together: choose a single one, or show Power and "
          "record the step") },
    { SIM_ERROR_REFERENCE, "/show",
      N_ ("A test that is ticked is not in the scenario of this step: tick again") },
    { SIM_ERROR_CONFLICT, "/set",
      N_ ("With what the steps so far recorded the scenario has a "
          "problem: set other values, and record the step") },
    { SIM_ERROR_REFERENCE, "/set",
      N_ ("What was recorded has no place in the scenario any more: record the step again") },
  };
  SimErrorCode code = problem->code;

  if (code == SIM_ERROR_POINTER || code == SIM_ERROR_KIND)
    code = SIM_ERROR_REFERENCE;
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (code == plain[i].code && strstr (problem->pointer, plain[i].part) != NULL)
      return _ (plain[i].otherwise != NULL && !is_of_sketch (self, problem) ? plain[i].otherwise
                                                                            : plain[i].sentence);
  return problem->message;
}

char *
app_author_problem (AppAuthor *self, const char *key)
{
  g_autofree char *pointer = step_pointer (self, key);

  for (guint i = 0; i < self->problems->len; i++) {
    const SimProblem *problem = self->problems->pdata[i];
    if (sim_pointer_within (sim_draft_root (self->checked), pointer, problem->pointer))
      return g_strdup (sentence_of (self, problem));
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

gboolean
app_author_ready (AppAuthor *self)
{
  guint step;

  g_return_val_if_fail (!app_author_checking (self), FALSE);
  self->tells_empty = TRUE;
  tell (self);
  if (self->problems->len == 0)
    return TRUE;
  if (sscanf (((const SimProblem *)self->problems->pdata[0])->pointer, STEPS "/%u", &step) == 1
      && step != self->index)
    app_author_go (self, step);
  return FALSE;
}

char *
app_author_first_problem (AppAuthor *self)
{
  const SimProblem *problem;
  guint step;

  if (self->problems->len == 0)
    return NULL;
  problem = self->problems->pdata[0];
  if (sscanf (problem->pointer, STEPS "/%u", &step) != 1)
    return g_strdup (problem->message);
  return of_step (step, sentence_of (self, problem));
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
  g_clear_handle_id (&self->checking, g_source_remove);
  g_clear_pointer (&self->checker, sim_lesson_checker_free);
  g_clear_pointer (&self->checked, sim_draft_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->at.base, sim_draft_unref);
  g_clear_pointer (&self->at.before, sim_draft_unref);
  g_clear_pointer (&self->at.after, sim_draft_unref);
  g_clear_pointer (&self->described, sim_draft_unref);
  g_clear_pointer (&self->description, g_free);
  g_clear_pointer (&self->figures, app_lesson_figures_free);
  G_OBJECT_CLASS (app_author_parent_class)->dispose (object);
}

static void
app_author_class_init (AppAuthorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_author_dispose;
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_AUTHOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[CHECKED] = g_signal_new ("checked", APP_TYPE_AUTHOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
app_author_init (AppAuthor *self)
{
  self->problems = sim_problems_new ();
  self->checker = sim_lesson_checker_new ();
}

AppAuthor *
app_author_new (AppDocument *document)
{
  AppAuthor *self = g_object_new (APP_TYPE_AUTHOR, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (on_document_changed), self);
  return self;
}
