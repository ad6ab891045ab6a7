/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * course.c - a learner going through the lesson of the document.
 */
#include "lesson/course.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lesson/prediction.h"
#include "lesson/record.h"

/* Trials from which on results are shown; later ones replace them when there are twice as many. */
#define ENOUGH 2000

struct _AppCourse {
  GObject parent_instance;

  AppDocument *document;
  AppRun *run;

  guint generation; /* of the document that the lesson is of */
  SimDraft *file;   /* as it was loaded; NULL: no lesson */
  char *key;        /* of the record, */
  guint attempt;    /* and which one in it, from 1 */
  char *problem;
  guint n, index;
  gboolean on, trial;
  gboolean learning; /* it was opened or switched on, not left by its author */
  gboolean mending; /* the document was not valid when it came */
  gboolean going;   /* to a step: what it holds is there, its scenario not yet */
  SimLessonStep step;
  char **predictions; /* n of them, NULL where there is none */
  char **answers;     /* what came out, for the table */

  SimScenario *scenario; /* of the step */
  SimDraft *shown;       /* the same as it came into the window; NULL: not yet */
  SimValue *results;
  guint64 replicates; /* of the results */
};

G_DEFINE_FINAL_TYPE (AppCourse, app_course, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
announce (AppCourse *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Of the document. */
static void
on_document_changed (AppCourse *self)
{
  if (!self->going) /* else it is told once all is there */
    announce (self);
}

static void
forget_results (AppCourse *self)
{
  g_clear_pointer (&self->results, sim_value_unref);
  self->replicates = 0;
}

static void
free_texts (char **texts, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free (texts[i]);
  g_free (texts);
}

static void
forget_lesson (AppCourse *self)
{
  forget_results (self);
  free_texts (self->predictions, self->n);
  free_texts (self->answers, self->n);
  self->predictions = self->answers = NULL;
  g_clear_pointer (&self->file, sim_draft_unref);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->scenario, sim_scenario_unref);
  g_clear_pointer (&self->shown, sim_draft_unref);
  self->n = self->index = 0;
  self->attempt = 1;
}

/* --- results --- */

static gboolean
is_of_step (AppCourse *self, SimScenario *scenario)
{
  return self->scenario != NULL
         && strcmp (sim_scenario_hash (scenario), sim_scenario_hash (self->scenario)) == 0;
}

static gboolean
shows_step (AppCourse *self)
{
  SimScenario *scenario = app_run_scenario (self->run);

  return scenario != NULL && !app_run_stale (self->run) && is_of_step (self, scenario);
}

/* Of any step. */
static gboolean
is_open (AppCourse *self, guint index)
{
  SimLessonStep step;

  sim_lesson_step (self->file, index, &step);
  return step.predict != SIM_PREDICT_NOTHING && self->predictions[index] == NULL;
}

static gboolean
is_answered (AppCourse *self)
{
  return !is_open (self, self->index);
}

static void
keep (AppCourse *self)
{
  if (!self->trial)
    app_record_write (self->key, self->attempt, self->index, self->predictions, self->answers,
                      self->n);
}

static void
take_results (AppCourse *self)
{
  const SimReportInfo info = { .program = "trefoil " TREFOIL_VERSION };

  forget_results (self);
  self->results
      = sim_report_value (app_run_snapshot (self->run), app_run_theory (self->run), &info);
  self->replicates = app_run_done (self->run);
  if (self->step.predict != SIM_PREDICT_NOTHING) {
    g_free (self->answers[self->index]);
    self->answers[self->index] = app_prediction_answer (&self->step, self->results);
    keep (self);
  }
  announce (self);
}

static void
on_updated (AppCourse *self)
{
  gboolean complete = app_run_state (self->run) == SIM_RUN_COMPLETE;
  guint64 done = app_run_snapshot (self->run) != NULL ? app_run_done (self->run) : 0;

  if (self->n == 0 || !self->on || !is_answered (self) || done == 0 || !shows_step (self))
    return;
  if (done == self->replicates || (!complete && done < MAX (ENOUGH, 2 * self->replicates)))
    return;
  take_results (self);
}

/* --- steps --- */

/* The draft of a step, with the lesson where it stood, so that saving keeps it. */
static SimDraft *
draft_of_step (AppCourse *self, guint index)
{
  SimDraft *draft = sim_draft_ref (self->file);

  for (guint i = 0; i <= index && draft != NULL; i++) {
    g_autoptr (SimDraft) before = draft;
    draft = sim_lesson_apply (self->file, i, before, NULL);
  }
  return draft;
}

static void
update_locks (AppCourse *self)
{
  g_autofree char *pointer = g_strdup_printf ("/lesson/steps/%u/lock", self->index);

  app_document_set_locks (self->document,
                          self->on && self->n > 0 ? sim_draft_get (self->file, pointer) : NULL);
}

/* Brings the scenario of the step into the window. */
static void
show_step (AppCourse *self)
{
  g_autoptr (SimDraft) draft = draft_of_step (self, self->index);
  g_autofree char *what = g_strdup_printf (_ ("Lesson, step %u"), self->index + 1);

  if (draft == NULL)
    return; /* sim_lesson_check() has said so */
  self->going = TRUE;
  app_document_set_locks (self->document, NULL);
  app_document_show (self->document, draft, APP_COURSE_PLACE + self->index, what);
  sim_draft_unref (self->shown);
  self->shown = sim_draft_ref (app_document_draft (self->document));
  sim_scenario_unref (self->scenario);
  self->scenario = sim_scenario_ref (app_document_scenario (self->document));
  self->going = FALSE;
  update_locks (self);
}

/* The way back to what the present step began with: edits of it are taken back. */
static void
return_to_step (AppCourse *self)
{
  app_document_set_locks (self->document, NULL);
  app_document_put (self->document, self->shown, _ ("Back to the lesson"), NULL);
  update_locks (self);
}

void
app_course_go (AppCourse *self, guint index)
{
  g_return_if_fail (index < self->n);
  gboolean same = index == self->index && self->shown != NULL
                  && self->shown == app_document_shown (self->document);

  forget_results (self);
  self->index = index;
  sim_lesson_step (self->file, index, &self->step);
  if (same)
    return_to_step (self);
  else
    show_step (self);
  keep (self);
  announce (self);
  on_updated (self);
}

gboolean
app_course_has_predicted (AppCourse *self)
{
  for (guint i = 0; i < self->n; i++)
    if (self->predictions[i] != NULL)
      return TRUE;
  return FALSE;
}

void
app_course_restart (AppCourse *self)
{
  if (self->n == 0)
    return;
  if (!self->trial && app_course_has_predicted (self))
    self->attempt = app_record_attempt (self->key) + 1; /* another window may have begun one */
  for (guint i = 0; i < self->n; i++) {
    g_clear_pointer (&self->predictions[i], g_free);
    g_clear_pointer (&self->answers[i], g_free);
  }
  app_course_go (self, 0);
}

void
app_course_predict (AppCourse *self, const char *prediction)
{
  if (self->n == 0 || is_answered (self))
    return;
  self->predictions[self->index] = g_strdup (prediction);
  keep (self);
  announce (self);
  on_updated (self);
}

gboolean
app_course_awaits (AppCourse *self)
{
  for (guint i = 0; self->learning && i < self->n; i++)
    if (is_open (self, i))
      return TRUE;
  return FALSE;
}

void
app_course_miss (AppCourse *self)
{
  for (guint i = 0; i < self->n; i++)
    if (is_open (self, i))
      self->predictions[i] = g_strdup (APP_PREDICTION_MISSED);
  if (self->n == 0)
    return;
  keep (self);
  announce (self);
  on_updated (self);
}

void
app_course_set_on (AppCourse *self, gboolean on)
{
  if (on == self->on)
    return;
  self->on = on;
  self->learning |= on && !self->trial;
  update_locks (self);
  announce (self);
  on_updated (self);
}

/* --- another document --- */

static char *
key_of (SimDraft *file)
{
  g_autofree char *text = sim_json_write_compact (sim_draft_get (file, "/lesson"));

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/* What is kept in a file may be anything by now. Returns the step that the attempt was at. */
static guint
read_attempt (AppCourse *self, guint attempt, char **predictions, char **answers)
{
  guint index = app_record_read (self->key, attempt, predictions, answers, self->n);

  for (guint i = 0; i < self->n; i++) {
    SimLessonStep step;
    sim_lesson_step (self->file, i, &step);
    if (predictions[i] != NULL && !app_prediction_fits (&step, predictions[i]))
      g_clear_pointer (&predictions[i], g_free);
  }
  return index;
}

static void
read_record (AppCourse *self)
{
  if (self->trial)
    return;
  self->attempt = app_record_attempt (self->key);
  self->index = read_attempt (self, self->attempt, self->predictions, self->answers);
}

static void
begin (AppCourse *self)
{
  SimDraft *draft = app_document_draft (self->document);
  guint n = app_document_valid (self->document) ? sim_lesson_n_steps (draft) : 0;
  g_autoptr (GPtrArray) problems = sim_problems_new ();

  forget_lesson (self);
  app_document_set_locks (self->document, NULL);
  self->mending = !app_document_valid (self->document);
  self->on = n > 0;
  if (n > 0)
    sim_lesson_check (draft, problems);
  if (problems->len > 0)
    self->problem = sim_problem_to_line (problems->pdata[0], _ ("The lesson"));
  if (n > 0 && problems->len == 0) {
    self->file = sim_draft_ref (draft);
    self->key = key_of (draft);
    self->n = n;
    self->predictions = g_new0 (char *, n);
    self->answers = g_new0 (char *, n);
    read_record (self);
    app_course_go (self, self->index);
  } else {
    announce (self);
  }
}

/* A scenario that was opened with a problem, as autosave may have kept it, is mended. */
static void
on_scenario_changed (AppCourse *self)
{
  if (self->mending && app_document_valid (self->document))
    begin (self);
}

static void
on_file_changed (AppCourse *self)
{
  guint generation = app_document_generation (self->document);

  if (generation == self->generation)
    return;
  self->generation = generation;
  self->trial = FALSE;
  self->learning = TRUE;
  begin (self);
}

void
app_course_begin (AppCourse *self, gboolean trial)
{
  self->trial = trial;
  self->learning = FALSE;
  begin (self);
}

/* --- what stands --- */

guint
app_course_n_steps (AppCourse *self)
{
  return self->n;
}

const char *
app_course_title (AppCourse *self)
{
  return self->n > 0 ? sim_lesson_title (self->file) : "";
}

const char *
app_course_problem (AppCourse *self)
{
  return self->problem;
}

guint
app_course_index (AppCourse *self)
{
  return self->index;
}

SimScenario *
app_course_scenario (AppCourse *self)
{
  return self->scenario;
}

const SimLessonStep *
app_course_step (AppCourse *self)
{
  return &self->step;
}

gboolean
app_course_on_trial (AppCourse *self)
{
  return self->trial;
}

gboolean
app_course_on (AppCourse *self)
{
  return self->on;
}

gboolean
app_course_hides (AppCourse *self)
{
  return self->on && self->n > 0 && !is_answered (self);
}

gboolean
app_course_asks_more (AppCourse *self)
{
  for (guint i = self->index; self->on && i < self->n; i++)
    if (is_open (self, i))
      return TRUE;
  return FALSE;
}

gboolean
app_course_opens (AppCourse *self, const char *view)
{
  gboolean spoken = FALSE;
  SimLessonStep step;

  if (!app_course_asks_more (self))
    return TRUE;
  for (guint i = 0; i <= self->index; i++) {
    sim_lesson_step (self->file, i, &step);
    if (g_strcmp0 (app_course_view (&step), view) == 0)
      return TRUE;
    spoken |= app_course_view (&step) != NULL;
  }
  return !spoken && g_strcmp0 (view, APP_COURSE_FIRST_VIEW) == 0;
}

gboolean
app_course_reaches (AppCourse *self, guint place)
{
  guint index = place - APP_COURSE_PLACE;
  SimLessonStep step;

  if (!app_course_asks_more (self) || place == APP_COURSE_PLACE + self->index)
    return TRUE;
  if (place < APP_COURSE_PLACE || index >= self->n)
    return FALSE;
  sim_lesson_step (self->file, index, &step);
  return step.predict == SIM_PREDICT_NOTHING ? index < self->index
                                             : self->predictions[index] != NULL;
}

guint
app_course_attempt (AppCourse *self)
{
  return self->attempt;
}

const char *
app_course_view (const SimLessonStep *step)
{
  return step->predict == SIM_PREDICT_SKETCH ? "power" : step->view;
}

const char *
app_course_prediction (AppCourse *self)
{
  return self->n > 0 ? self->predictions[self->index] : NULL;
}

const SimValue *
app_course_results (AppCourse *self)
{
  return self->results;
}

gboolean
app_course_astray (AppCourse *self)
{
  SimScenario *scenario = app_document_scenario (self->document);

  return self->n > 0 && (!app_document_valid (self->document) || !is_of_step (self, scenario));
}

/* --- the table --- */

/* Quoted as RFC 4180 has it. */
static void
append_cell (GString *text, const char *cell, char after)
{
  g_auto (GStrv) parts = g_strsplit (cell, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  g_string_append_printf (text, "\"%s\"%c", doubled, after);
}

static void
append_attempt (GString *text, AppCourse *self, guint attempt, char *const *predictions,
                char *const *answers)
{
  for (guint i = 0; i < self->n; i++) {
    SimLessonStep step;
    sim_lesson_step (self->file, i, &step);
    if (step.predict == SIM_PREDICT_NOTHING || predictions[i] == NULL)
      continue;
    append_cell (text, sim_lesson_title (self->file), ',');
    g_string_append_printf (text, "%u,%u,", attempt, i + 1);
    append_cell (text, step.question, ',');
    g_autofree char *prediction = app_prediction_cell (&step, predictions[i]);
    append_cell (text, prediction, ',');
    append_cell (text, step.predict == SIM_PREDICT_CHOICE ? "" : step.unit, ',');
    append_cell (text, answers[i] != NULL ? answers[i] : "", '\n');
  }
}

static void
append_kept_attempt (GString *text, AppCourse *self, guint attempt)
{
  char **predictions = g_new0 (char *, self->n), **answers = g_new0 (char *, self->n);

  read_attempt (self, attempt, predictions, answers);
  append_attempt (text, self, attempt, predictions, answers);
  free_texts (predictions, self->n);
  free_texts (answers, self->n);
}

char *
app_course_csv (AppCourse *self)
{
  GString *text = g_string_new ("lesson,attempt,step,question,prediction,unit,answer\n");
  guint n = self->trial || self->n == 0 ? 0 : app_record_attempt (self->key);

  for (guint attempt = 1; attempt <= MAX (n, self->attempt); attempt++)
    if (attempt == self->attempt)
      append_attempt (text, self, attempt, self->predictions, self->answers);
    else
      append_kept_attempt (text, self, attempt);
  return g_string_free (text, FALSE);
}

/* --- life --- */

static void
app_course_dispose (GObject *object)
{
  AppCourse *self = APP_COURSE (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  forget_lesson (self);
  g_clear_object (&self->document);
  g_clear_object (&self->run);
  G_OBJECT_CLASS (app_course_parent_class)->dispose (object);
}

static void
app_course_class_init (AppCourseClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_course_dispose;
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_COURSE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
app_course_init (AppCourse *self)
{
  self->generation = G_MAXUINT;
  self->attempt = 1;
}

AppCourse *
app_course_new (AppDocument *document, AppRun *run)
{
  AppCourse *self = g_object_new (APP_TYPE_COURSE, NULL);

  self->document = g_object_ref (document);
  self->run = g_object_ref (run);
  g_signal_connect_swapped (document, "file-changed", G_CALLBACK (on_file_changed), self);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (on_document_changed), self);
  g_signal_connect_swapped (document, "scenario-changed", G_CALLBACK (on_scenario_changed), self);
  g_signal_connect_swapped (run, "updated", G_CALLBACK (on_updated), self);
  on_file_changed (self);
  return self;
}
