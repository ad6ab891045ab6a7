/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lesson-check.c - whether a step of a lesson can be gone through: what it names of the results is
 * sought in results of no trials.
 */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "../base/error.h"
#include "../scenario/scenario.h"
#include "../study/goal.h"
#include "lesson-private.h"
#include "view.h"

/* Figures of one text. */
#define MOST_FIGURES 200u
/* The view that sketches are of, and that a lesson begins with until a step names one. */
#define POWER "power"

/* The step that is looked at. */
typedef struct {
  SimDraft *file;
  GPtrArray *problems;
  guint index;
  SimLessonStep step;
  const char *view;      /* the last that was named, from this step back */
  SimScenario *scenario; /* at this step */
  gboolean named[SIM_MAX_SIZES]; /* the sizes that results are of */
  SimValue *results;             /* of no trials of it, once a figure is sought there */
} Look;

/* --- saying it ----------------------------------------------------------------------------- */

static char *
pointer_of (const Look *look, const char *key)
{
  return g_strdup_printf ("/lesson/steps/%u/%s", look->index, key);
}

static gboolean
is_enough (const Look *look)
{
  return look->problems->len >= SIM_LESSON_MOST_PROBLEMS;
}

static void
say (const Look *look, const char *key, SimErrorCode code, const char *found, const char *allowed,
     const char *what)
{
  g_autofree char *pointer = pointer_of (look, key);

  if (is_enough (look))
    return;
  sim_problems_add (look->problems, code, pointer, sim_draft_line (look->file, pointer), found,
                    allowed, "%s", what);
}

/* "60, 90, 120": the steps that lead on from a container of the results. */
static char *
ways_on (const SimValue *around)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sim_value_length (around); i++) {
    const SimValue *member = sim_value_at (around, i);
    const char *id = sim_value_text (sim_value_get (member, "id"));
    double total = sim_value_number (sim_value_get (member, "total"));
    g_autofree char *number = sim_json_number (isnan (total) ? i : total);
    const char *name = sim_value_key (around, i) != NULL ? sim_value_key (around, i) : id;
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", name != NULL ? name : number);
  }
  return g_string_free (text, FALSE);
}

/* --- results of no trials ------------------------------------------------------------------ */

SimValue *
sim_lesson_no_results (SimScenario *scenario, const gboolean *named)
{
  SimSizeResult sizes[SIM_MAX_SIZES + 1] = { { .total = 0 } };
  SimResults results = { .n_arms = sim_scenario_n_arms (scenario),
                         .n_hypotheses = sim_scenario_n_hypotheses (scenario),
                         .n_success = sim_scenario_n_success (scenario),
                         .sizes = sizes };
  SimReportView view = { .scenario = scenario, .results = &results, .fingerprint = "" };
  SimReportInfo info = { .program = "" };

  for (guint i = 0; i < sim_scenario_n_sizes (scenario); i++)
    if (named == NULL || named[i])
      sizes[results.n_sizes++].total = sim_scenario_total (scenario, i);
  return sim_report_view_value (&view, &info);
}

/* The sizes that a figure names, "/sizes/152/...", all of them where it is NULL, are in the results
   from now on: to write all takes longer than all else that is done with a step. */
static void
name_sizes (Look *look, const char *figure)
{
  gboolean more = look->results == NULL;

  for (guint i = 0; i < sim_scenario_n_sizes (look->scenario); i++) {
    g_autofree char *total = sim_json_number (sim_scenario_total (look->scenario, i));
    g_autofree char *start = g_strconcat ("/sizes/", total, "/", NULL);

    if (look->named[i] || (figure != NULL && strstr (figure, start) == NULL))
      continue;
    look->named[i] = more = TRUE;
  }
  if (!more)
    return;
  sim_value_unref (look->results);
  look->results = sim_lesson_no_results (look->scenario, look->named);
}

/* --- figures ------------------------------------------------------------------------------- */

static void
check_pointer (Look *look, const char *key, const char *pointer)
{
  const SimValue *around, *value;
  SimValueKind kind;

  name_sizes (look, pointer);
  value = sim_lesson_find (look->results, pointer, &around, NULL);
  kind = sim_value_kind (value);
  if (value == NULL) {
    g_autofree char *missing = NULL;
    name_sizes (look, NULL); /* what there is instead is told */
    sim_lesson_find (look->results, pointer, &around, &missing);
    g_autofree char *ways = ways_on (around);
    g_autofree char *allowed = *ways != '\0' ? g_strconcat (_ ("one of "), ways, NULL) : NULL;
    g_autofree char *what = g_strdup_printf (
        _ ("\"%s\" leads nowhere in the results: there is no \"%s\""), pointer, missing);
    say (look, key, SIM_ERROR_REFERENCE, NULL, allowed, what);
  } else if (kind != SIM_VALUE_NUMBER && kind != SIM_VALUE_NULL) {
    g_autofree char *ways = ways_on (value);
    g_autofree char *what
        = g_strdup_printf (_ ("\"%s\" leads to no number; it goes on with %s"), pointer, ways);
    say (look, key, SIM_ERROR_KIND, NULL, _ ("a pointer to a number of the results"), what);
  }
}

static void
check_figure (Look *look, const char *key, const char *figure)
{
  g_auto (GStrv) pointers = sim_lesson_pointers (figure);
  guint before = look->problems->len;
  SimLessonFigure read;

  if (pointers[0] == NULL)
    say (look, key, SIM_ERROR_POINTER, NULL,
         _ ("a pointer into the results, such as /sizes/152/hypotheses/HE-UC/power/value"),
         _ ("a figure without a pointer"));
  for (char **pointer = pointers; *pointer != NULL; pointer++)
    check_pointer (look, key, *pointer);
  if (look->problems->len == before && !sim_lesson_figure (look->results, figure, &read)) {
    g_autofree char *what = g_strdup_printf (_ ("\"%s\" takes a number from a share"), figure);
    say (look, key, SIM_ERROR_CONFLICT, NULL, _ ("two shares, or two numbers of one kind"), what);
  }
}

static void
check_reveal (Look *look)
{
  GString *before = g_string_new (NULL);
  const char *at = look->step.reveal;
  SimLessonStyle style;
  guint n = 0;
  char *inside;

  while (!is_enough (look) && n <= MOST_FIGURES
         && (inside = sim_lesson_next (&at, before, &style)) != NULL) {
    SimLessonFigure figure;
    n++;
    check_figure (look, "reveal", inside);
    if (style.per_hundred && sim_lesson_figure (look->results, inside, &figure) && !figure.share)
      say (look, "reveal", SIM_ERROR_CONFLICT, NULL, _ ("a share, such as a power"),
           _ ("\"per 100\" of what is no share"));
    g_free (inside);
  }
  if (n > MOST_FIGURES)
    say (look, "reveal", SIM_ERROR_LIMIT, NULL, _ ("at most 200 in one text"),
         _ ("too many {{figures}}"));
  else if (*at != '\0')
    say (look, "reveal", SIM_ERROR_SYNTAX, NULL, _ ("\"{{\", a pointer, and \"}}\""),
         _ ("\"{{\" without \"}}\""));
  g_string_free (before, TRUE);
}

/* What is read before the run has no results. */
static void
check_plain (const Look *look, const char *key, const char *text)
{
  if (text != NULL && strstr (text, "{{") != NULL)
    say (look, key, SIM_ERROR_CONFLICT, NULL, "{{figures}} in \"reveal\" alone",
         _ ("a figure of results that there are not yet"));
}

/* --- predictions --------------------------------------------------------------------------- */

static gboolean
is_choice (const SimLessonStep *step)
{
  for (guint i = 0; i < step->n_choices; i++)
    if (g_strcmp0 (step->choices[i], step->answer_choice) == 0)
      return TRUE;
  return FALSE;
}

static void
check_number (Look *look)
{
  gboolean given = !isnan (look->step.answer), from = look->step.answer_from != NULL;

  if (given == from)
    say (look, "predict", given ? SIM_ERROR_CONFLICT : SIM_ERROR_MISSING, NULL,
         _ ("either \"answer\" or \"answer-from\""),
         given ? _ ("the answer is given in two ways")
               : _ ("a number is to be predicted without an answer"));
  if (from)
    check_figure (look, "predict/answer-from", look->step.answer_from);
}

static gboolean
shows (const SimLessonStep *step, const char *id)
{
  for (guint i = 0; i < step->n_shown; i++)
    if (strcmp (step->shown[i], id) == 0)
      return TRUE;
  return step->n_shown == 0;
}

static void
check_sketch (Look *look)
{
  const char *from = look->step.answer_from;
  guint before = look->problems->len;
  g_autofree char *goal = sim_lesson_power_of (from);

  check_pointer (look, "predict/answer-from", from);
  if (look->problems->len > before)
    return;
  if (!g_str_has_prefix (from, "/sizes/"))
    say (look, "predict/answer-from", SIM_ERROR_CONFLICT, NULL,
         _ ("a number of one size, such as /sizes/152/hypotheses/HE-UC/power/value"),
         _ ("what is the same at all sizes is no curve"));
  else if (goal == NULL)
    say (look, "predict/answer-from", SIM_ERROR_CONFLICT, NULL,
         _ ("a power, such as /sizes/152/hypotheses/HE-UC/power/value or "
            "/sizes/152/trial/any/value"),
         _ ("a sketch is drawn on the plot of power"));
  else if (sim_scenario_n_sizes (look->scenario) == 1)
    say (look, "predict/answer-from", SIM_ERROR_CONFLICT, NULL,
         _ ("two sizes or more in run/sizes"), _ ("a curve over one size cannot be drawn"));
  else if (!shows (&look->step, goal))
    say (look, "predict/answer-from", SIM_ERROR_CONFLICT, goal, _ ("one of those in \"show\""),
         _ ("what the sketch is of is not shown"));
}

/* The first text that stands there twice, by the index of the later one; 0 if none does. */
static guint
find_double (const char *const *texts, guint n)
{
  for (guint i = 1; i < n; i++)
    for (guint k = 0; k < i; k++)
      if (g_strcmp0 (texts[i], texts[k]) == 0)
        return i;
  return 0;
}

static void
check_choice (const Look *look)
{
  guint twice = find_double (look->step.choices, look->step.n_choices);

  if (twice > 0) {
    g_autofree char *key = g_strdup_printf ("predict/choices/%u", twice);
    say (look, key, SIM_ERROR_CONFLICT, look->step.choices[twice], _ ("choices that differ"),
         _ ("the same choice stands here twice"));
  }
  for (guint i = 0; i < look->step.n_choices; i++)
    if (*look->step.choices[i] == '\0') {
      g_autofree char *key = g_strdup_printf ("predict/choices/%u", i);
      say (look, key, SIM_ERROR_CONFLICT, NULL, _ ("a text"), _ ("a choice without words"));
    }
  if (look->step.answer_choice != NULL && !is_choice (&look->step))
    say (look, "predict/answer", SIM_ERROR_REFERENCE, look->step.answer_choice,
         _ ("one of the texts in \"choices\", letter for letter"),
         _ ("the answer is none of the choices"));
}

static void
check_prediction (Look *look)
{
  check_plain (look, "predict/question", look->step.question);
  if (look->step.predict == SIM_PREDICT_NUMBER)
    check_number (look);
  if (look->step.predict == SIM_PREDICT_SKETCH)
    check_sketch (look);
  if (look->step.predict == SIM_PREDICT_CHOICE)
    check_choice (look);
}

/* --- values -------------------------------------------------------------------------------- */

/* TRUE if a pointer names a value that a trial may have. */
static gboolean
names_value (SimDraft *draft, const char *pointer)
{
  g_auto (GStrv) steps = sim_pointer_split (pointer);

  return steps != NULL && steps[0] != NULL && strcmp (steps[0], "lesson") != 0
         && sim_field_find (sim_draft_root (draft), pointer) != NULL;
}

/* The same of one that is there, or has a place there. */
static gboolean
has_place (SimScenario *scenario, const char *pointer)
{
  g_autofree char *parent = g_strdup (pointer);
  char *cut = strrchr (parent, '/');

  if (cut == NULL)
    return FALSE;
  *cut = '\0';
  return sim_scenario_value (scenario, pointer) != NULL
         || (sim_scenario_value (scenario, parent) != NULL
             && sim_value_kind (sim_scenario_value (scenario, parent)) == SIM_VALUE_MAP
             && names_value (sim_scenario_draft (scenario), pointer));
}

/* The keys of `set` on a draft; FALSE, and a problem of each, if some lead nowhere. */
static gboolean
check_keys (const Look *look, SimDraft *at)
{
  g_autofree char *place = pointer_of (look, "set");
  const SimValue *set = sim_draft_get (look->file, place);
  gboolean good = TRUE;

  for (guint i = 0; i < sim_value_length (set); i++) {
    const char *pointer = sim_value_key (set, i);
    if (names_value (at, pointer))
      continue;
    g_autofree char *key = sim_pointer_join ("set", pointer);
    say (look, key, SIM_ERROR_REFERENCE, NULL,
         _ ("a pointer to a value of the trial, such as /arms/usual/size"),
         _ ("the pointer leads nowhere"));
    good = FALSE;
  }
  return good;
}

static void
check_locks (const Look *look)
{
  g_autofree char *at = pointer_of (look, "lock");
  const SimValue *lock = sim_draft_get (look->file, at);

  for (guint i = 0; i < sim_value_length (lock); i++) {
    const char *pointer = sim_value_text (sim_value_at (lock, i));
    g_autofree char *key = g_strdup_printf ("lock/%u", i);
    g_autofree char *found = sim_json_write_compact (sim_value_at (lock, i));
    if (!has_place (look->scenario, pointer))
      say (look, key, SIM_ERROR_REFERENCE, found,
           _ ("a pointer to a value of the trial, such as /arms/usual/size"),
           _ ("the pointer leads nowhere"));
  }
}

/* What a step says it is about, or shows: something that has a power; FALSE if it has none. */
static gboolean
check_goal (const Look *look, const char *key, const char *id)
{
  SimGoal goals[SIM_MAX_GOALS];
  guint n = sim_goals (look->scenario, goals);
  GString *ids = g_string_new (_ ("one of "));
  gboolean found = FALSE;

  for (guint i = 0; i < n; i++) {
    found |= g_strcmp0 (goals[i].id, id) == 0;
    g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", goals[i].id);
  }
  if (!found)
    say (look, key, SIM_ERROR_REFERENCE, id, ids->str,
         _ ("there is no such hypothesis or criterion at this step"));
  g_string_free (ids, TRUE);
  return found;
}

/* The view has to be able to speak of it. */
static void
check_about (const Look *look)
{
  const char *about = look->step.about;
  SimGoal goal;

  if (about == NULL || !check_goal (look, "about", about))
    return;
  if (strcmp (look->view, POWER) == 0) {
    if (!shows (&look->step, about))
      say (look, "about", SIM_ERROR_CONFLICT, about, _ ("one of those in \"show\""),
           _ ("what the step is about is not shown"));
  } else if (sim_goal_find (look->scenario, about, &goal) && goal.kind != SIM_GOAL_HYPOTHESIS) {
    say (look, "about", SIM_ERROR_CHOICE, about, _ ("the id of a hypothesis"),
         _ ("only Power can be about several hypotheses together"));
  }
}

static void
check_shown (const Look *look)
{
  guint twice = find_double (look->step.shown, look->step.n_shown);

  for (guint i = 0; i < look->step.n_shown; i++) {
    g_autofree char *key = g_strdup_printf ("show/%u", i);
    check_goal (look, key, look->step.shown[i]);
  }
  if (twice > 0) {
    g_autofree char *key = g_strdup_printf ("show/%u", twice);
    say (look, key, SIM_ERROR_CONFLICT, look->step.shown[twice], _ ("ids that differ"),
         _ ("the same id stands here twice"));
  }
}

/* The scenario of a draft to which this step has set its values; NULL and a problem if they make
   none. */
static SimScenario *
make_scenario (const Look *look, SimDraft *draft)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  SimScenario *scenario = sim_scenario_check (draft, problems);

  if (scenario == NULL) {
    const SimProblem *first = problems->pdata[0];
    g_autofree char *what
        = g_strdup_printf (_ ("what the steps so far set makes no valid scenario: %s: %s"),
                           first->pointer, first->message);
    say (look, "set", SIM_ERROR_CONFLICT, NULL, NULL, what);
  }
  return scenario;
}

/* --- a step -------------------------------------------------------------------------------- */

/* The draft at this step; NULL and problems where its values have no place. */
static SimDraft *
set_values (const Look *look, SimDraft *at)
{
  g_autoptr (GError) error = NULL;
  SimDraft *draft
      = check_keys (look, at) ? sim_lesson_apply (look->file, look->index, at, &error) : NULL;

  if (error != NULL)
    say (look, "set", SIM_ERROR_POINTER, NULL, NULL, error->message);
  return draft;
}

SimDraft *
sim_lesson_check_step (SimDraft *file, guint index, SimDraft *at, const char **view,
                       GPtrArray *problems)
{
  Look look = { .file = file, .index = index, .problems = problems };
  g_autoptr (SimDraft) draft = NULL;

  sim_lesson_step (file, index, &look.step);
  if (look.step.predict == SIM_PREDICT_SKETCH)
    *view = POWER;
  else if (look.step.view != NULL)
    *view = look.step.view;
  look.view = *view;
  check_plain (&look, "text", look.step.text);
  draft = set_values (&look, at);
  look.scenario = draft != NULL ? make_scenario (&look, draft) : NULL;
  if (look.scenario == NULL)
    return NULL;
  check_about (&look);
  check_shown (&look);
  check_locks (&look);
  check_prediction (&look);
  check_reveal (&look);
  sim_scenario_unref (look.scenario);
  sim_value_unref (look.results);
  return g_steal_pointer (&draft);
}
