/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * document.c - the draft, its undo list and its file.
 *
 * Drafts are immutable and share their unchanged parts, so a step of undo is one reference. Whether
 * there is unsaved work is a comparison of what a file would get with what it has: undoing back to
 * the saved draft, or typing it again, makes the document unmodified again.
 */
#include "document.h"

#include <glib/gi18n.h>

#include "carry.h"

/* An hour of dragging fits; a step costs a few hundred bytes. */
#define MAX_STEPS 1000

/* One step of undo or redo: the draft to go back to, and the name of the edit between. */
typedef struct {
  SimDraft *draft;
  SimDraft *base, *shown; /* as they were with it */
  guint place;
  char *what;
} Step;

struct _AppDocument {
  GObject parent_instance;

  SimDraft *draft;
  SimDraft *base, *shown; /* edits made since shown came are edits of base; NULL: of the draft */
  guint place;            /* of what is shown; 0: nothing is, or nobody counts */
  SimDraft *kept;         /* what a file gets: base with these edits; maybe invalid */
  SimScenario *scenario;  /* of the newest valid draft; NULL while there was none */
  GPtrArray *problems;    /* of draft, and then of what is typed and is no value of it */
  guint n_unread;         /* the latter */

  GPtrArray *undo, *redo; /* of Step, the next one last */
  char *group;            /* of the last edit while its group is open, else NULL */
  SimValue *locks;        /* pointers to what no edit may change; NULL: none */

  guint generation; /* of documents that were loaded here */
  char *path;
  SimDraft *known;   /* what the file has; NULL: nothing is known of it */
  SimDraft *saved;   /* the same; NULL also where there is work that no file has */
  SimFileStamp seen; /* what the file is though it cannot be read; else none is there */
};

G_DEFINE_FINAL_TYPE (AppDocument, app_document, G_TYPE_OBJECT)

enum { CHANGED, SCENARIO_CHANGED, FILE_CHANGED, REFUSED, LEFT_BEHIND, N_SIGNALS };
static guint signals[N_SIGNALS];

static Step *
step_new (AppDocument *self, const char *what)
{
  Step *step = g_new (Step, 1);
  step->draft = sim_draft_ref (self->draft);
  step->base = self->base != NULL ? sim_draft_ref (self->base) : NULL;
  step->shown = self->shown != NULL ? sim_draft_ref (self->shown) : NULL;
  step->place = self->place;
  step->what = g_strdup (what);
  return step;
}

static void
step_free (gpointer data)
{
  Step *step = data;
  sim_draft_unref (step->draft);
  sim_draft_unref (step->base);
  sim_draft_unref (step->shown);
  g_free (step->what);
  g_free (step);
}

static Step *
last_step (GPtrArray *steps)
{
  return steps->len == 0 ? NULL : g_ptr_array_index (steps, steps->len - 1);
}

static void
push_step (AppDocument *self, GPtrArray *steps, const char *what)
{
  if (steps->len == MAX_STEPS)
    g_ptr_array_remove_index (steps, 0);
  g_ptr_array_add (steps, step_new (self, what));
}

static void
replace (SimDraft **place, SimDraft *draft)
{
  if (draft != NULL)
    sim_draft_ref (draft);
  sim_draft_unref (*place);
  *place = draft;
}

/* base with what leads from shown to draft; draft itself where it is not only shown. */
static SimDraft *
carried (AppDocument *self, SimDraft *draft)
{
  return self->base != NULL ? app_carry_edits (self->base, self->shown, draft)
                            : sim_draft_ref (draft);
}

static gboolean
is_good (SimDraft *draft, GPtrArray *problems)
{
  g_autoptr (SimScenario) scenario = sim_scenario_check (draft, problems);
  return scenario != NULL;
}

/* The checker's problems in the place of those before; what is unread stays. */
static void
check (AppDocument *self, SimScenario **scenario)
{
  g_autoptr (GPtrArray) before = self->problems;

  self->problems = sim_problems_new ();
  *scenario = sim_scenario_check (self->draft, self->problems);
  for (guint i = before->len - self->n_unread; i < before->len; i++) {
    const SimProblem *unread = g_ptr_array_index (before, i);
    sim_problems_add (self->problems, unread->code, unread->pointer, 0, NULL, NULL, "%s",
                      unread->message);
  }
}

/* Makes draft the current one and checks it; returns TRUE if it is valid. base and shown: what it
   is only shown of; both may be NULL. Emits nothing. */
static gboolean
take_draft (AppDocument *self, SimDraft *draft, SimDraft *base, SimDraft *shown)
{
  g_autoptr (SimDraft) kept = NULL;
  SimScenario *scenario;

  replace (&self->draft, draft);
  replace (&self->base, base);
  replace (&self->shown, shown);
  kept = carried (self, draft);
  replace (&self->kept, kept);
  check (self, &scenario);
  if (scenario == NULL)
    return FALSE;
  /* A lesson that is written makes no other scenario: those who follow have nothing to do. */
  if (self->scenario != NULL
      && sim_lesson_same_scenario (sim_scenario_draft (self->scenario), draft)) {
    sim_scenario_unref (scenario);
    return TRUE;
  }
  sim_scenario_unref (self->scenario);
  self->scenario = scenario;
  return TRUE;
}

static void
announce (AppDocument *self, gboolean valid, gboolean file)
{
  g_object_ref (self);
  g_signal_emit (self, signals[CHANGED], 0);
  if (valid)
    g_signal_emit (self, signals[SCENARIO_CHANGED], 0);
  if (file)
    g_signal_emit (self, signals[FILE_CHANGED], 0);
  g_object_unref (self);
}

/* Sets the current draft within the history; the title in it may have changed as well. */
static void
change_draft (AppDocument *self, SimDraft *draft, SimDraft *base, SimDraft *shown)
{
  gboolean was_modified = app_document_modified (self);
  g_autofree char *old_title = app_document_title (self);
  g_autofree char *title = NULL;
  gboolean valid = take_draft (self, draft, base, shown);

  title = app_document_title (self);
  announce (self, valid,
            was_modified != app_document_modified (self) || g_strcmp0 (title, old_title) != 0);
}

static void
app_document_finalize (GObject *object)
{
  AppDocument *self = APP_DOCUMENT (object);

  sim_draft_unref (self->draft);
  sim_draft_unref (self->base);
  sim_draft_unref (self->shown);
  sim_draft_unref (self->kept);
  sim_draft_unref (self->known);
  sim_draft_unref (self->saved);
  sim_scenario_unref (self->scenario);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_free (self->group);
  sim_value_unref (self->locks);
  g_free (self->path);
  G_OBJECT_CLASS (app_document_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, APP_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       0);
}

static void
app_document_class_init (AppDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_document_finalize;
  signals[CHANGED] = new_signal ("changed");
  signals[SCENARIO_CHANGED] = new_signal ("scenario-changed");
  signals[FILE_CHANGED] = new_signal ("file-changed");
  signals[REFUSED] = new_signal ("refused");
  signals[LEFT_BEHIND] = new_signal ("left-behind");
}

static void
app_document_init (AppDocument *self)
{
  SimDraft *draft = sim_draft_new_default ();

  self->undo = g_ptr_array_new_with_free_func (step_free);
  self->redo = g_ptr_array_new_with_free_func (step_free);
  self->problems = sim_problems_new ();
  take_draft (self, draft, NULL, NULL);
  replace (&self->known, draft);
  self->saved = draft;
}

AppDocument *
app_document_new (void)
{
  return g_object_new (APP_TYPE_DOCUMENT, NULL);
}

/* --- what is typed and cannot be read --- */

/* Its place among the problems, or their number. */
static guint
find_unread (AppDocument *self, const char *pointer)
{
  guint i = self->problems->len - self->n_unread;

  while (i < self->problems->len
         && !g_str_equal (((SimProblem *)g_ptr_array_index (self->problems, i))->pointer, pointer))
    i++;
  return i;
}

const char *
app_document_unread (AppDocument *self, const char *pointer)
{
  guint i = find_unread (self, pointer);

  return i < self->problems->len
             ? ((SimProblem *)g_ptr_array_index (self->problems, i))->message
             : NULL;
}

static void
forget_unread (AppDocument *self)
{
  g_ptr_array_set_size (self->problems, (int)(self->problems->len - self->n_unread));
  self->n_unread = 0;
}

void
app_document_set_unread (AppDocument *self, const char *pointer, const char *sentence)
{
  if (g_strcmp0 (sentence, app_document_unread (self, pointer)) == 0)
    return;
  if (app_document_unread (self, pointer) != NULL) {
    g_ptr_array_remove_index (self->problems, find_unread (self, pointer));
    self->n_unread--;
  }
  if (sentence != NULL) {
    sim_problems_add (self->problems, SIM_ERROR_KIND, pointer, 0, NULL, NULL, "%s", sentence);
    self->n_unread++;
  }
  announce (self, app_document_valid (self), FALSE);
}

/* --- files --- */

void
app_document_load_draft (AppDocument *self, SimDraft *draft, const char *path, gboolean modified)
{
  gboolean valid;

  self->generation++;
  g_clear_pointer (&self->group, g_free);
  g_ptr_array_set_size (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);
  /* Another document's results must not stand beside this one's values. */
  g_clear_pointer (&self->scenario, sim_scenario_unref);
  self->place = 0;
  forget_unread (self);
  valid = take_draft (self, draft, NULL, NULL);
  replace (&self->known, modified ? NULL : draft);
  replace (&self->saved, self->known);
  self->seen = (SimFileStamp){ .there = FALSE };
  g_free (self->path);
  self->path = g_strdup (path);
  announce (self, valid, TRUE);
}

SimDraft *
app_document_read (const char *path, GPtrArray *problems)
{
  g_autoptr (SimDraft) draft = sim_draft_read_file (path, problems);

  return draft != NULL && is_good (draft, problems) ? g_steal_pointer (&draft) : NULL;
}

/* One sentence for a list of problems. */
static void
set_load_error (GError **error, const char *path, GPtrArray *problems)
{
  const SimProblem *first = problems->len > 0 ? g_ptr_array_index (problems, 0) : NULL;
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *line = first != NULL ? sim_problem_to_line (first, name) : g_strdup (name);

  if (problems->len > 1)
    g_set_error (
        error, SIM_ERROR, first->code,
        ngettext ("%s (and %u more problem)", "%s (and %u more problems)", problems->len - 1), line,
        problems->len - 1);
  else
    g_set_error_literal (error, SIM_ERROR, first != NULL ? (int)first->code : SIM_ERROR_FAILED,
                         line);
}

static gboolean
load (AppDocument *self, const char *path, gboolean keep_path, GError **error)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = app_document_read (path, problems);

  if (draft == NULL) {
    set_load_error (error, path, problems);
    return FALSE;
  }
  app_document_load_draft (self, draft, keep_path ? path : NULL, FALSE);
  return TRUE;
}

gboolean
app_document_load (AppDocument *self, const char *path, GError **error)
{
  return load (self, path, TRUE, error);
}

gboolean
app_document_load_template (AppDocument *self, const char *path, GError **error)
{
  return load (self, path, FALSE, error);
}

guint
app_document_generation (AppDocument *self)
{
  return self->generation;
}

/* draft NULL: the file is what seen says. */
static gboolean
mark (AppDocument *self, guint generation, SimDraft *draft, const char *path, SimFileStamp seen)
{
  g_autofree char *copy = g_strdup (path);

  if (generation != self->generation)
    return FALSE;
  replace (&self->known, draft);
  replace (&self->saved, draft);
  self->seen = seen;
  g_free (self->path);
  self->path = g_steal_pointer (&copy);
  /* The saved draft must stay a step of its own, or it could not be undone to. */
  app_document_end_group (self);
  g_signal_emit (self, signals[FILE_CHANGED], 0);
  return TRUE;
}

gboolean
app_document_mark_saved (AppDocument *self, guint generation, SimDraft *draft, const char *path)
{
  return mark (self, generation, draft, path, (SimFileStamp){ .there = FALSE });
}

gboolean
app_document_mark_lost (AppDocument *self, guint generation, const char *path,
                        const SimFileStamp *seen)
{
  return mark (self, generation, NULL, path, *seen);
}

gboolean
app_document_save (AppDocument *self, const char *path, GError **error)
{
  g_autoptr (SimDraft) draft = app_document_to_save (self, error);

  if (draft == NULL || !sim_draft_save (draft, path, error))
    return FALSE;
  return app_document_mark_saved (self, self->generation, draft, path);
}

SimDraft *
app_document_to_save (AppDocument *self, GError **error)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  const SimProblem *first;

  if (self->base == NULL || is_good (self->kept, problems))
    return sim_draft_ref (self->kept);
  first = g_ptr_array_index (problems, 0);
  g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
               _ ("Not saved: the edits do not fit what the lesson begins with. %s: %s"),
               first->pointer, first->message);
  return NULL;
}

SimDraft *
app_document_kept (AppDocument *self)
{
  return self->kept;
}

/* --- what stands --- */

SimDraft *
app_document_draft (AppDocument *self)
{
  return self->draft;
}

SimScenario *
app_document_scenario (AppDocument *self)
{
  return self->scenario;
}

gboolean
app_document_valid (AppDocument *self)
{
  return self->scenario != NULL && self->problems->len == 0;
}

GPtrArray *
app_document_problems (AppDocument *self)
{
  return self->problems;
}

guint
app_document_n_problems (AppDocument *self)
{
  guint n = self->n_unread;

  for (guint i = 0; i < self->problems->len - self->n_unread; i++) {
    const SimProblem *problem = g_ptr_array_index (self->problems, i);
    if (app_document_unread (self, problem->pointer) == NULL)
      n++;
  }
  return n;
}

const SimProblem *
app_document_problem_at (AppDocument *self, const char *pointer)
{
  gsize length = strlen (pointer);

  for (guint i = 0; i < self->problems->len; i++) {
    const SimProblem *problem = g_ptr_array_index (self->problems, i);
    if (g_str_has_prefix (problem->pointer, pointer)
        && (problem->pointer[length] == '\0' || problem->pointer[length] == '/'))
      return problem;
  }
  return NULL;
}

const char *
app_document_path (AppDocument *self)
{
  return self->path;
}

char *
app_document_title (AppDocument *self)
{
  const char *title = sim_value_text (sim_draft_get (self->draft, "/title"));

  if (title == NULL || *title == '\0')
    title = sim_lesson_title (self->kept);
  if (*title != '\0')
    return g_strdup (sim_shown_text (sim_draft_root (self->draft), title));
  if (self->path != NULL)
    return g_filename_display_basename (self->path);
  return g_strdup (_ ("Untitled"));
}

/* The title as the file has it, for that of a bundled one is English and has letters for a name. */
static char *
stem_of_title (const char *title)
{
  g_autofree char *plain = g_str_to_ascii (title != NULL ? title : "", NULL);
  GString *name = g_string_new (NULL);

  for (const char *c = plain; *c != '\0' && name->len < 60; c++) {
    if (g_ascii_isalnum (*c))
      g_string_append_c (name, g_ascii_tolower (*c));
    else if (name->len > 0 && name->str[name->len - 1] != '-')
      g_string_append_c (name, '-');
  }
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  if (name->len == 0)
    g_string_append (name, "scenario");
  return g_string_free (name, FALSE);
}

char *
app_document_stem_of (const char *path)
{
  char *name = g_path_get_basename (path), *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return name;
}

char *
app_document_stem (AppDocument *self)
{
  return self->path != NULL
             ? app_document_stem_of (self->path)
             : stem_of_title (sim_value_text (sim_draft_get (self->draft, "/title")));
}

SimDraft *
app_document_known (AppDocument *self)
{
  return self->known;
}

const SimFileStamp *
app_document_seen (AppDocument *self)
{
  return &self->seen;
}

gboolean
app_document_modified (AppDocument *self)
{
  return self->kept != self->saved
         && (self->saved == NULL
             || !sim_value_equal (sim_draft_root (self->kept), sim_draft_root (self->saved)));
}

/* --- edits --- */

void
app_document_set_locks (AppDocument *self, const SimValue *locks)
{
  if (locks == self->locks)
    return;
  sim_value_unref (self->locks);
  self->locks = sim_value_ref (locks);
  g_signal_emit (self, signals[CHANGED], 0);
}

const char *
app_document_lock (AppDocument *self, const char *pointer)
{
  for (guint i = 0; i < sim_value_length (self->locks); i++) {
    const char *lock = sim_value_text (sim_value_at (self->locks, i));
    if (lock != NULL && sim_pointer_within (sim_draft_root (self->draft), lock, pointer))
      return lock;
  }
  return NULL;
}

gboolean
app_document_has_locks (AppDocument *self)
{
  return sim_value_length (self->locks) > 0;
}

gboolean
app_document_allows (AppDocument *self, SimDraft *draft)
{
  for (guint i = 0; i < sim_value_length (self->locks); i++) {
    const char *lock = sim_value_text (sim_value_at (self->locks, i));
    g_autoptr (SimValue) before = sim_draft_effective (self->draft, lock);
    g_autoptr (SimValue) after = sim_draft_effective (draft, lock);
    if (before != after && (before == NULL || after == NULL || !sim_value_equal (before, after)))
      return FALSE;
  }
  return TRUE;
}

/* TRUE, and the editor hears that nothing has changed, if a draft differs in what is locked. */
static gboolean
refuses (AppDocument *self, SimDraft *draft)
{
  if (app_document_allows (self, draft))
    return FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
  g_signal_emit (self, signals[REFUSED], 0);
  return TRUE;
}

/* FALSE if it changes nothing. */
static gboolean
take_edit (AppDocument *self, SimDraft *draft, const char *what, const char *group)
{
  gboolean goes_on;

  if (sim_value_equal (sim_draft_root (draft), sim_draft_root (self->draft))
      || refuses (self, draft))
    return FALSE;
  goes_on = group != NULL && g_strcmp0 (group, self->group) == 0;
  if (!goes_on) {
    app_document_end_group (self);
    push_step (self, self->undo, what);
    self->group = g_strdup (group);
  }
  g_ptr_array_set_size (self->redo, 0);
  change_draft (self, draft, self->base, self->shown);
  return TRUE;
}

void
app_document_put (AppDocument *self, SimDraft *draft, const char *what, const char *group)
{
  gboolean unread = self->n_unread > 0;

  forget_unread (self);
  if (!take_edit (self, draft, what, group) && unread)
    announce (self, app_document_valid (self), FALSE);
}

gboolean
app_document_apply (AppDocument *self, SimDraft *draft, const char *what, const char *group)
{
  /* What is edited while a step of a lesson is shown is tried out, and no claim of the file. */
  g_autoptr (SimDraft) edited = self->base == NULL
                                    ? sim_edit_keep_basis (self->draft, sim_draft_ref (draft))
                                    : sim_draft_ref (draft);

  return take_edit (self, edited, what, group);
}

void
app_document_end_group (AppDocument *self)
{
  Step *start = last_step (self->undo);

  if (self->group == NULL)
    return;
  g_clear_pointer (&self->group, g_free);
  /* A drag that came back to where it began is no edit. */
  if (start != NULL && start->draft != self->draft && self->draft != self->saved
      && sim_value_equal (sim_draft_root (start->draft), sim_draft_root (self->draft))) {
    g_autoptr (SimDraft) draft = sim_draft_ref (start->draft);
    g_ptr_array_set_size (self->undo, (int)self->undo->len - 1);
    change_draft (self, draft, self->base, self->shown);
  }
}

gboolean
app_document_set (AppDocument *self, const char *pointer, const SimValue *value, const char *what,
                  const char *group, GError **error)
{
  g_autoptr (SimDraft) draft = sim_draft_set (self->draft, pointer, value, error);

  if (draft == NULL)
    return FALSE;
  app_document_apply (self, draft, what, group);
  return TRUE;
}

gboolean
app_document_set_number (AppDocument *self, const char *pointer, double value, const char *what,
                         const char *group, GError **error)
{
  g_autoptr (SimValue) number = sim_value_new_number (value);
  return app_document_set (self, pointer, number, what, group, error);
}

static gboolean
fits (SimDraft *draft)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  return is_good (draft, problems);
}

/* What a file would get of the newest draft since shown came of which one can be made; NULL if
   there is none. *all is FALSE if that is not the present one. */
static SimDraft *
newest_good (AppDocument *self, gboolean *all)
{
  *all = TRUE;
  if (self->base == NULL || fits (self->kept))
    return sim_draft_ref (self->kept);
  *all = FALSE;
  for (guint i = self->undo->len; i > 0; i--) {
    const Step *step = g_ptr_array_index (self->undo, i - 1);
    g_autoptr (SimDraft) draft = NULL;
    if (step->shown != self->shown || step->base != self->base)
      return NULL;
    draft = carried (self, step->draft);
    if (fits (draft))
      return g_steal_pointer (&draft);
  }
  return NULL;
}

void
app_document_show (AppDocument *self, SimDraft *draft, guint place, const char *what)
{
  gboolean same = sim_value_equal (sim_draft_root (draft), sim_draft_root (self->draft)), all;
  g_autoptr (SimDraft) base = NULL;

  app_document_end_group (self);
  base = newest_good (self, &all);
  if (base == NULL)
    base = sim_draft_ref (self->base);
  if (!same) {
    push_step (self, self->undo, what);
    g_ptr_array_set_size (self->redo, 0);
  }
  if (!all) /* undo alone has the rest: that is asked about before it is lost */
    replace (&self->saved, NULL);
  self->place = place;
  forget_unread (self);
  change_draft (self, same ? self->draft : draft, base, same ? self->draft : draft);
  if (!all)
    g_signal_emit (self, signals[LEFT_BEHIND], 0);
}

void
app_document_revise (AppDocument *self, SimDraft *base, SimDraft *shown, SimDraft *draft,
                     const char *what, const char *group)
{
  if (group == NULL || g_strcmp0 (group, self->group) != 0) {
    app_document_end_group (self);
    push_step (self, self->undo, what);
    self->group = g_strdup (group);
  }
  g_ptr_array_set_size (self->redo, 0);
  if (shown == NULL)
    self->place = 0;
  change_draft (self, draft, base, shown);
}

SimDraft *
app_document_base (AppDocument *self)
{
  return self->base;
}

SimDraft *
app_document_shown (AppDocument *self)
{
  return self->shown;
}

guint
app_document_place (AppDocument *self)
{
  return self->place;
}

/* Moves the last step of from to the other list and makes its draft the current one. */
static void
travel (AppDocument *self, GPtrArray *from, GPtrArray *to)
{
  Step *step;

  app_document_end_group (self);
  step = last_step (from);
  if (step == NULL)
    return;
  step = g_ptr_array_steal_index (from, from->len - 1);
  push_step (self, to, step->what);
  self->place = step->place;
  forget_unread (self);
  change_draft (self, step->draft, step->base, step->shown);
  step_free (step);
}

void
app_document_undo (AppDocument *self)
{
  app_document_end_group (self);
  if (self->n_unread > 0) {
    g_ptr_array_set_size (self->problems, (int)self->problems->len - 1);
    self->n_unread--;
    announce (self, app_document_valid (self), FALSE);
  } else {
    travel (self, self->undo, self->redo);
  }
}

void
app_document_redo (AppDocument *self)
{
  travel (self, self->redo, self->undo);
}

const char *
app_document_undo_name (AppDocument *self)
{
  Step *step = last_step (self->undo);

  if (self->n_unread > 0)
    return _ ("Text that cannot be read");
  return step != NULL ? step->what : NULL;
}

const char *
app_document_redo_name (AppDocument *self)
{
  Step *step = last_step (self->redo);
  return step != NULL ? step->what : NULL;
}

guint
app_document_undo_place (AppDocument *self)
{
  Step *step = last_step (self->undo);

  if (self->n_unread > 0)
    return self->place;
  return step != NULL ? step->place : 0;
}

guint
app_document_redo_place (AppDocument *self)
{
  Step *step = last_step (self->redo);
  return step != NULL ? step->place : 0;
}
