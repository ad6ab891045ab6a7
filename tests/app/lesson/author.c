/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/lesson/author.c and app/differences.c: what is done in the window becomes steps that
 * lead a learner to the same scenarios.
 */
#include "lesson/author.h"

#include <string.h>

#include "differences.h"
#include "lesson/course.h"
#include "lesson/writing.h"
#include "../fullest.h"

#define USUAL "/arms/usual/size"
#define SD    "/outcomes/rmdq/sd"

typedef struct {
  AppDocument *document;
  AppAuthor *author;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->document = app_document_new ();
  f->author = app_author_new (f->document);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->author);
  g_assert_finalize_object (f->document);
}

/* What is wrong is found in idle moments. */
static void
look (Fixture *f)
{
  while (app_author_checking (f->author))
    g_main_context_iteration (NULL, TRUE);
}

/* The first problem of the present step at a key; newly allocated. */
static char *
problem_at (Fixture *f, const char *key)
{
  look (f);
  return app_author_problem (f->author, key);
}

static char *
first_problem (Fixture *f)
{
  look (f);
  return app_author_first_problem (f->author);
}

static void
edit (Fixture *f, const char *assignment)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) draft
      = sim_draft_set_text (app_document_draft (f->document), assignment, &error);

  g_assert_no_error (error);
  app_document_apply (f->document, draft, "Edit", NULL);
}

static double
number (SimDraft *draft, const char *pointer)
{
  g_autoptr (SimValue) value = sim_draft_effective (draft, pointer);
  return sim_value_number (value);
}

static double
shown (Fixture *f, const char *pointer)
{
  return number (app_document_draft (f->document), pointer);
}

/* The scenario of a step as a learner's program makes it of what was written. */
static double
learnt (Fixture *f, guint step, const char *pointer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) draft = sim_lesson_draft (app_document_kept (f->document), step, &error);

  g_assert_no_error (error);
  return number (draft, pointer);
}

/* A lesson of two steps, the second with other values. */
static void
write_two (Fixture *f)
{
  app_author_begin (f->author, 0);
  app_author_set_title (f->author, "Mine");
  app_author_set_text (f->author, "text", "## One\n\nFirst.");
  g_assert_true (app_author_record (f->author, "power", NULL));
  app_author_add_step (f->author);
  app_author_set_text (f->author, "text", "Second.");
  edit (f, USUAL "=96");
  edit (f, SD "=7");
  g_assert_true (app_author_record (f->author, "effects", NULL));
  app_author_set_text (f->author, "about", "HE-ST");
}

static void
assert_good (Fixture *f)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimScenario) scenario
      = sim_scenario_check (app_document_kept (f->document), problems);

  g_assert_nonnull (scenario);
  sim_lesson_check (app_document_kept (f->document), problems);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* What was recorded is what is learnt, and the scenario itself stays what it was. */
static void
test_record (Fixture *f, gconstpointer data)
{
  write_two (f);
  assert_good (f);
  g_assert_cmpuint (app_author_n_steps (f->author), ==, 2);
  g_assert_cmpstr (sim_lesson_title (app_document_kept (f->document)), ==, "Mine");
  g_assert_cmpfloat (number (app_document_kept (f->document), USUAL), ==, 48);
  g_assert_cmpfloat (learnt (f, 0, USUAL), ==, 48);
  g_assert_cmpfloat (learnt (f, 1, USUAL), ==, 96);
  g_assert_cmpfloat (learnt (f, 1, SD "/usual/0"), ==, 7);
  g_assert_cmpstr (app_author_text (f->author, "about"), ==, "HE-ST");
  g_assert_cmpuint (sim_value_length (app_author_value (f->author, "set")), ==, 2);
  g_assert_cmpstr (app_author_describe_set (f->author), ==,
                   "Usual care: Patients: 48 patients → 96 patients\n"
                   "Roland-Morris disability: SD: 5 points → 7 points");
  g_assert_false (app_author_astray (f->author));
  app_author_go (f->author, 0);
  g_assert_cmpfloat (shown (f, USUAL), ==, 48);
  g_assert_cmpstr (app_author_text (f->author, "text"), ==, "## One\n\nFirst.");
  app_author_end (f->author);
  g_assert_null (app_document_base (f->document));
  g_assert_cmpfloat (shown (f, USUAL), ==, 48);
  g_assert_true (app_document_modified (f->document));
}

/* What is recorded again takes the place of what was; nothing that differs sets nothing. */
static void
test_record_again (Fixture *f, gconstpointer data)
{
  write_two (f);
  edit (f, USUAL "=48");
  edit (f, SD "=5");
  g_assert_true (app_author_astray (f->author));
  g_assert_true (app_author_record (f->author, "power", NULL));
  g_assert_cmpfloat (learnt (f, 1, USUAL), ==, 48);
  g_assert_null (sim_value_get (app_author_value (f->author, "set"), USUAL));
  assert_good (f);
}

/* What is not recorded is an edit of the scenario itself, as ever. */
static void
test_not_recorded (Fixture *f, gconstpointer data)
{
  write_two (f);
  edit (f, "/dropout/proportion=0.3");
  app_author_go (f->author, 0);
  g_assert_cmpfloat (shown (f, "/dropout/proportion"), ==, 0.3);
  g_assert_cmpfloat (shown (f, USUAL), ==, 48);
}

/* Every word and every step can be taken back, a text as a whole. */
static void
test_undo (Fixture *f, gconstpointer data)
{
  app_author_begin (f->author, 0);
  app_author_set_text (f->author, "text", "a");
  app_author_set_text (f->author, "text", "ab");
  app_document_undo (f->document);
  g_assert_cmpstr (app_author_text (f->author, "text"), ==, "");
  app_document_redo (f->document);
  g_assert_cmpstr (app_author_text (f->author, "text"), ==, "ab");
  app_author_add_step (f->author);
  g_assert_cmpuint (app_author_index (f->author), ==, 1);
  while (app_document_undo_name (f->document) != NULL)
    app_document_undo (f->document);
  g_assert_cmpuint (app_author_n_steps (f->author), ==, 0);
  g_assert_false (app_author_on (f->author)); /* there is nothing to be written in */
  g_assert_false (app_document_modified (f->document));
}

/* Before the writing a learner may have gone through the lesson that is there. */
static void
test_undo_to_the_learner (Fixture *f, gconstpointer data)
{
  write_two (f);
  app_author_end (f->author);
  app_document_show (f->document, app_document_draft (f->document), APP_COURSE_PLACE, "Step 1");
  app_author_begin (f->author, 1);
  g_assert_true (app_author_on (f->author));
  g_assert_cmpuint (app_document_place (f->document), ==, 2);
  while (app_document_place (f->document) != APP_COURSE_PLACE)
    app_document_undo (f->document);
  g_assert_false (app_author_on (f->author));
}

/* Undo and redo come back to the step at which something was done, and what is recorded there is of
   that step. */
static void
test_undo_place (Fixture *f, gconstpointer data)
{
  write_two (f);
  app_author_go (f->author, 0);
  app_author_add_step (f->author);
  g_assert_cmpuint (app_author_index (f->author), ==, 1);
  app_document_undo (f->document);
  g_assert_cmpuint (app_author_n_steps (f->author), ==, 2);
  g_assert_cmpuint (app_author_index (f->author), ==, 0);
  g_assert_cmpfloat (shown (f, USUAL), ==, 48);
  g_assert_true (app_author_record (f->author, "power", NULL));
  g_assert_cmpfloat (learnt (f, 1, USUAL), ==, 96);
  app_author_go (f->author, 1);
  app_document_undo (f->document);
  g_assert_cmpuint (app_author_index (f->author), ==, 0);
  app_document_redo (f->document);
  g_assert_cmpuint (app_author_index (f->author), ==, 1);
  g_assert_cmpfloat (shown (f, USUAL), ==, 96);
  g_assert_true (app_author_record (f->author, "effects", NULL));
  g_assert_cmpfloat (learnt (f, 0, USUAL), ==, 48);
  g_assert_cmpfloat (learnt (f, 1, USUAL), ==, 96);
}

/* A step that sets what has no place is named, and mended by recording it anew. */
static void
test_no_place (Fixture *f, gconstpointer data)
{
  const char *const keys[] = { "/arms/gone/size" };
  SimValue *values[] = { sim_value_new_number (5) };
  g_autoptr (SimValue) set = sim_value_new_map (keys, values, 1);
  g_autoptr (GError) error = NULL;

  write_two (f);
  app_author_go (f->author, 0);
  app_author_set (f->author, "set", set, NULL);
  app_author_go (f->author, 1);
  g_assert_cmpfloat (shown (f, USUAL), ==, 96);
  g_assert_false (app_author_record (f->author, "power", &error));
  g_assert_nonnull (strstr (error->message, "step 1 "));
  g_assert_cmpuint (sim_value_length (app_author_value (f->author, "set")), ==, 2);
  app_author_go (f->author, 0);
  g_assert_cmpfloat (shown (f, USUAL), ==, 48);
  g_assert_true (app_author_record (f->author, "power", NULL));
  assert_good (f);
}

/* Nothing is written on a scenario with a problem: it could not be saved. */
static void
test_invalid (Fixture *f, gconstpointer data)
{
  edit (f, USUAL "=-1");
  g_assert_false (app_document_valid (f->document));
  app_author_begin (f->author, 0);
  g_assert_false (app_author_on (f->author));
  g_assert_null (app_document_base (f->document));
  edit (f, USUAL "=40");
  app_author_begin (f->author, 0);
  g_assert_true (app_author_on (f->author));
}

/* Who only looks changes nothing. */
static void
test_look (Fixture *f, gconstpointer data)
{
  app_author_begin (f->author, 0);
  g_assert_true (app_document_modified (f->document));
  app_author_end (f->author);
  g_assert_null (sim_draft_get (app_document_draft (f->document), "/lesson"));
  g_assert_false (app_document_modified (f->document));
  write_two (f);
  app_author_end (f->author);
  g_assert_nonnull (sim_draft_get (app_document_draft (f->document), "/lesson"));
}

static void
test_steps (Fixture *f, gconstpointer data)
{
  write_two (f);
  app_author_move_step (f->author, -1);
  g_assert_cmpuint (app_author_index (f->author), ==, 0);
  g_assert_cmpstr (app_author_text (f->author, "text"), ==, "Second.");
  g_assert_cmpfloat (shown (f, USUAL), ==, 96);
  app_author_move_step (f->author, -1); /* nowhere */
  g_assert_cmpstr (app_author_text (f->author, "text"), ==, "Second.");
  app_author_remove_step (f->author);
  g_assert_cmpuint (app_author_n_steps (f->author), ==, 1);
  g_assert_cmpfloat (shown (f, USUAL), ==, 48);
  app_author_remove_step (f->author); /* one remains */
  g_assert_cmpuint (app_author_n_steps (f->author), ==, 1);
  assert_good (f);
}

/* Problems stand with the step and the part that they are of. */
static void
test_problems (Fixture *f, gconstpointer data)
{
  write_two (f);
  app_author_set_text (f->author, "reveal", "{{/nowhere}}");
  g_autofree char *there = problem_at (f, "reveal");
  g_autofree char *other = problem_at (f, "predict");
  g_assert_nonnull (strstr (there, "A result in the explanation is not there"));
  g_assert_null (other);
  app_author_go (f->author, 0);
  g_autofree char *first = problem_at (f, "");
  g_autofree char *any = first_problem (f);
  g_assert_null (first);
  g_assert_true (g_str_has_prefix (any, "Step 2: "));
}

/* What is told can be done: nobody is sent to tick what helps nothing, nor to draw a number. */
static void
test_problem_words (Fixture *f, gconstpointer data)
{
  write_two (f);
  app_author_set_text (f->author, "about", "any");
  g_autofree char *about = problem_at (f, "about");
  g_assert_true (g_str_has_prefix (about, "Only Power can be about several tests together"));
  g_assert_true (app_author_record (f->author, "power", NULL));
  g_assert_null (problem_at (f, "about"));
  app_author_go (f->author, 0);
  app_writing_set_kind (f->author, SIM_PREDICT_NUMBER, "");
  app_author_set_text (f->author, "predict/question", "How much?");
  app_author_set_text (f->author, "predict/answer-from",
                       "/sizes/152/trial/any/value - /sizes/152/trial/rejections/value");
  g_autofree char *mixed = problem_at (f, "predict/answer-from");
  g_assert_true (g_str_has_prefix (mixed, "The result that answers takes"));
  app_writing_set_kind (f->author, SIM_PREDICT_SKETCH, "");
  app_author_set_text (f->author, "predict/answer-from", "/sizes/152/trial/rejections/value");
  g_autofree char *drawn = problem_at (f, "predict/answer-from");
  g_assert_true (g_str_has_prefix (drawn, "This cannot be drawn as a curve"));
}

/* A step without a text is told once something is written, wherever the author is. */
static void
test_no_text (Fixture *f, gconstpointer data)
{
  app_author_begin (f->author, 0);
  g_assert_null (first_problem (f));
  app_author_set_title (f->author, "Mine");
  g_autofree char *first = problem_at (f, "text");
  g_assert_nonnull (first);
  g_assert_nonnull (strstr (first, "no text"));
  app_author_set_text (f->author, "text", "First.");
  app_author_add_step (f->author);
  app_author_set_text (f->author, "text", " \n");
  g_autofree char *blank = problem_at (f, "text");
  g_assert_nonnull (strstr (blank, "no text"));
  app_author_go (f->author, 0);
  g_assert_null (problem_at (f, "text"));
  g_autofree char *any = first_problem (f);
  g_assert_true (g_str_has_prefix (any, "Step 2: There is no text"));
}

/* Nobody can go through a lesson in which something is missing, and least through an empty one: who
   wants to is told of the first step that misses something. */
static void
test_ready (Fixture *f, gconstpointer data)
{
  app_author_begin (f->author, 0);
  look (f);
  g_assert_false (app_author_ready (f->author));
  g_autofree char *empty = problem_at (f, "text");
  g_assert_nonnull (strstr (empty, "no text"));
  app_author_set_text (f->author, "text", "First.");
  look (f);
  g_assert_true (app_author_ready (f->author));
  app_author_add_step (f->author);
  app_author_set_text (f->author, "text", "Second.");
  app_writing_set_kind (f->author, SIM_PREDICT_CHOICE, "");
  app_author_go (f->author, 0);
  look (f);
  g_assert_false (app_author_ready (f->author));
  g_assert_cmpuint (app_author_index (f->author), ==, 1);
  g_autofree char *question = problem_at (f, "predict/question");
  g_assert_nonnull (strstr (question, "no question"));
  app_author_set_text (f->author, "predict/question", "Which?");
  look (f);
  g_assert_true (app_author_ready (f->author));
}

/* What was written stays written where nothing else is known of it yet: a long lesson is looked at
   a step at a time, and after a letter only the step that has it. */
static void
test_in_turns (Fixture *f, gconstpointer data)
{
  g_autoptr (SimDraft) draft = fullest_draft ();
  guint turns = 0;

  app_document_load_draft (f->document, draft, NULL, FALSE);
  app_author_begin (f->author, 3);
  for (; app_author_checking (f->author); turns++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (turns, >=, SIM_MAX_LESSON_STEPS);
  g_autofree char *first = first_problem (f);
  g_assert_true (g_str_has_prefix (first, "Step 64: There is no text"));
  app_author_set_text (f->author, "text", "Read thi");
  for (turns = 0; app_author_checking (f->author); turns++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (turns, <=, 3);
}

/* What is said of a value is told by its name, as all else. */
static void
test_basis_by_name (Fixture *f, gconstpointer data)
{
  app_author_begin (f->author, 0);
  app_author_add_step (f->author);
  edit (f, "/basis={\"/outcomes/rmdq/sd/0\": {\"kind\": \"assumed\"}}");
  g_assert_true (app_author_record (f->author, "power", NULL));
  g_assert_cmpstr (app_author_describe_set (f->author), ==,
                   "Basis: Roland-Morris disability: SD, Week 8: Kind: Assumed");
}

/* Arms that come and go, and more values than a step may name. */
static void
test_differences (void)
{
  g_autoptr (SimDraft) file = sim_draft_new_default ();
  g_autoptr (SimDraft) fewer = sim_edit_remove_arm (file, "standard", NULL);
  g_autoptr (SimValue) none = app_differences (file, file, 64);

  g_assert_cmpuint (sim_value_length (none), ==, 0);
  for (guint most = 0; most <= 64; most += 64) {
    g_autoptr (SimValue) set = app_differences (file, fewer, most);
    g_autoptr (SimDraft) draft = sim_draft_ref (file);
    g_autoptr (GPtrArray) problems = sim_problems_new ();
    g_assert_cmpuint (sim_value_length (set), >, 0);
    for (guint i = 0; i < sim_value_length (set); i++) {
      const SimValue *value = sim_value_at (set, i);
      g_autoptr (SimDraft) before = draft;
      g_autoptr (GError) error = NULL;
      draft = sim_draft_set (before, sim_value_key (set, i),
                             sim_value_kind (value) == SIM_VALUE_NULL ? NULL : value, &error);
      g_assert_no_error (error);
    }
    g_autoptr (SimScenario) made = sim_scenario_check (draft, problems);
    g_autoptr (SimScenario) meant = sim_scenario_check (fewer, problems);
    g_assert_cmpstr (sim_scenario_hash (made), ==, sim_scenario_hash (meant));
  }
}

/* What is expected of a file is no part of a step. */
static void
test_nothing_expected (void)
{
  g_autoptr (SimDraft) plain = sim_draft_new_default ();
  g_autoptr (SimDraft) file = sim_draft_set_text (plain, "/expected={\"program\":\"x\"}", NULL);
  g_autoptr (SimDraft) edited = sim_draft_set_text (plain, "/arms/usual/size=60", NULL);

  g_assert_nonnull (sim_draft_get (file, "/expected"));
  for (guint most = 0; most <= 64; most += 64) {
    g_autoptr (SimValue) set = app_differences (file, edited, most);
    g_assert_cmpuint (sim_value_length (set), ==, 1);
    g_assert_cmpstr (sim_value_key (set, 0), ==, most == 0 ? "/arms" : "/arms/usual/size");
  }
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/lesson/author/record", test_record);
  add ("/lesson/author/record-again", test_record_again);
  add ("/lesson/author/not-recorded", test_not_recorded);
  add ("/lesson/author/undo", test_undo);
  add ("/lesson/author/undo-to-the-learner", test_undo_to_the_learner);
  add ("/lesson/author/undo-place", test_undo_place);
  add ("/lesson/author/no-place", test_no_place);
  add ("/lesson/author/no-text", test_no_text);
  add ("/lesson/author/basis-by-name", test_basis_by_name);
  add ("/lesson/author/invalid", test_invalid);
  add ("/lesson/author/look", test_look);
  add ("/lesson/author/steps", test_steps);
  add ("/lesson/author/problems", test_problems);
  add ("/lesson/author/problem-words", test_problem_words);
  add ("/lesson/author/ready", test_ready);
  add ("/lesson/author/in-turns", test_in_turns);
  g_test_add_func ("/lesson/author/differences", test_differences);
  g_test_add_func ("/lesson/author/nothing-expected", test_nothing_expected);
  return g_test_run ();
}
