/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/lesson/writing.c: what is typed becomes the lesson, and reads as it was typed.
 */
#include "lesson/writing.h"

#include <string.h>

#define FIGURE "/sizes/152/hypotheses/HE-UC/power/value"

typedef struct {
  AppDocument *document;
  AppAuthor *author;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->document = app_document_new ();
  f->author = app_author_new (f->document);
  app_author_begin (f->author, 0);
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

static void
assert_reads (Fixture *f, AppWritingId id, const char *expected)
{
  g_autofree char *text = app_writing (id)->read (f->author);
  g_assert_cmpstr (text, ==, expected);
}

static void
type (Fixture *f, AppWritingId id, const char *text)
{
  app_writing (id)->write (f->author, text);
}

static void
assert_good (Fixture *f)
{
  look (f);
  g_autofree char *problem = app_author_first_problem (f->author);
  g_assert_cmpstr (problem, ==, NULL);
}

static void
test_heading (Fixture *f, gconstpointer data)
{
  type (f, APP_WRITING_TEXT, "Body.\n\n- item");
  assert_reads (f, APP_WRITING_HEADING, "");
  type (f, APP_WRITING_HEADING, "Head");
  g_assert_cmpstr (app_author_text (f->author, "text"), ==, "## Head\n\nBody.\n\n- item");
  assert_reads (f, APP_WRITING_TEXT, "Body.\n\n- item");
  type (f, APP_WRITING_TEXT, "Other.");
  assert_reads (f, APP_WRITING_HEADING, "Head");
  type (f, APP_WRITING_HEADING, "");
  g_assert_cmpstr (app_author_text (f->author, "text"), ==, "Other.");
  assert_good (f);
}

/* A heading that is typed into the text, letter by letter, with a text and a heading below. */
static void
test_heading_in_text (Fixture *f, gconstpointer data)
{
  static const char typed[] = "## ab\n\nBody.\n\n## cd";
  static const char further[] = "## ef";

  for (gsize n = 1; n <= strlen (typed); n++) {
    g_autofree char *text = g_strndup (typed, n);
    type (f, APP_WRITING_TEXT, text);
    g_assert_cmpstr (app_author_text (f->author, "text"), ==, text);
  }
  assert_reads (f, APP_WRITING_HEADING, "ab");
  assert_reads (f, APP_WRITING_TEXT, "Body.\n\n## cd");
  type (f, APP_WRITING_TEXT, "");
  for (gsize n = 1; n <= strlen (further); n++) {
    g_autofree char *text = g_strndup (further, n);
    type (f, APP_WRITING_TEXT, text);
    assert_reads (f, APP_WRITING_HEADING, "ab");
  }
  g_assert_cmpstr (app_author_text (f->author, "text"), ==, "## ab\n\n## ef");
}

/* Every kind is one that can be gone through from the first moment, and keeps the question. */
static void
test_kinds (Fixture *f, gconstpointer data)
{
  type (f, APP_WRITING_TEXT, "Body.");
  for (guint kind = SIM_PREDICT_NUMBER; kind <= SIM_PREDICT_SKETCH; kind++) {
    app_writing_set_kind (f->author, (SimPredictKind)kind, FIGURE);
    g_assert_cmpuint (app_writing_kind (f->author), ==, kind);
    type (f, APP_WRITING_QUESTION, "How?");
    assert_good (f);
  }
  app_writing_set_kind (f->author, SIM_PREDICT_NUMBER, FIGURE);
  assert_reads (f, APP_WRITING_QUESTION, "How?");
  app_writing_set_kind (f->author, SIM_PREDICT_NOTHING, FIGURE);
  g_assert_null (app_author_value (f->author, "predict"));
  g_assert_cmpuint (app_writing_kind (f->author), ==, SIM_PREDICT_NOTHING);
}

static void
assert_about (Fixture *f, const char *expected)
{
  g_autofree char *subject = app_writing_subject (f->author);

  g_assert_cmpstr (subject, ==, expected);
}

/* A sketch is about what it is of, unless its author says otherwise. */
static void
test_subject (Fixture *f, gconstpointer data)
{
  app_writing_set_kind (f->author, SIM_PREDICT_NUMBER, FIGURE);
  assert_about (f, NULL);
  app_writing_set_kind (f->author, SIM_PREDICT_SKETCH, FIGURE);
  assert_about (f, "HE-UC");
  app_author_set_text (f->author, "about", "HE-ST");
  assert_about (f, "HE-ST");
}

static void
assert_complains (Fixture *f, AppWritingId id, const char *text, const char *part)
{
  g_autofree char *sentence = app_writing (id)->complaint (f->author, text);

  g_assert_nonnull (sentence);
  g_assert_nonnull (strstr (sentence, part));
}

/* In the unit of the answer, with a comma as well; what is no number changes nothing. */
static void
test_number (Fixture *f, gconstpointer data)
{
  app_writing_set_kind (f->author, SIM_PREDICT_NUMBER, FIGURE);
  type (f, APP_WRITING_TOLERANCE, "7,5");
  g_assert_cmpfloat (sim_value_number (app_author_value (f->author, "predict/tolerance")), ==,
                     0.075);
  assert_reads (f, APP_WRITING_TOLERANCE, "7.5");
  type (f, APP_WRITING_TOLERANCE, "-");
  type (f, APP_WRITING_TOLERANCE, "-3");
  assert_reads (f, APP_WRITING_TOLERANCE, "7.5");
  type (f, APP_WRITING_TOLERANCE, "1,500");
  assert_reads (f, APP_WRITING_TOLERANCE, "7.5");
  assert_complains (f, APP_WRITING_TOLERANCE, "1,500", "may mean 1.5 or 1500");
  assert_complains (f, APP_WRITING_TOLERANCE, "-3", "“-3” is below 0; allowed: 0 or more");
  assert_complains (f, APP_WRITING_TOLERANCE, "many", "“many” is not a number");
  g_assert_null (app_writing (APP_WRITING_TOLERANCE)->complaint (f->author, "7.5"));
  type (f, APP_WRITING_TOLERANCE, "");
  g_assert_null (app_author_value (f->author, "predict/tolerance"));
  type (f, APP_WRITING_FIGURE, "/nowhere");
  g_autofree char *problem = problem_at (f, "predict/answer-from");
  g_assert_nonnull (problem);
  type (f, APP_WRITING_FIGURE, "");
  assert_reads (f, APP_WRITING_FIGURE, "/nowhere");
}

static void
assert_unit (Fixture *f, const char *expected)
{
  g_autofree char *unit = app_writing (APP_WRITING_TOLERANCE)->unit (f->author);
  g_assert_cmpstr (unit, ==, expected);
}

/* What is near is in the unit of the answer, and stays the amount that is written there when that
   changes: 5 percentage points, not 0.05 points. */
static void
test_unit (Fixture *f, gconstpointer data)
{
  app_writing_set_kind (f->author, SIM_PREDICT_NUMBER, FIGURE);
  assert_unit (f, "percentage points");
  type (f, APP_WRITING_TOLERANCE, "5");
  type (f, APP_WRITING_UNIT, "");
  assert_unit (f, "");
  assert_reads (f, APP_WRITING_TOLERANCE, "5");
  type (f, APP_WRITING_UNIT, "points");
  assert_unit (f, "points");
  assert_reads (f, APP_WRITING_TOLERANCE, "5");
  g_assert_cmpfloat (sim_value_number (app_author_value (f->author, "predict/tolerance")), ==, 5);
  app_document_undo (f->document); /* the unit, with what came of it */
  assert_unit (f, "percentage points");
  assert_reads (f, APP_WRITING_TOLERANCE, "5");
  type (f, APP_WRITING_UNIT, "points");
  type (f, APP_WRITING_UNIT, " % ");
  assert_unit (f, "percentage points");
  assert_reads (f, APP_WRITING_TOLERANCE, "5");
  g_assert_cmpfloat (sim_value_number (app_author_value (f->author, "predict/tolerance")), ==,
                     0.05);
}

#define NAME  "Power: Hand-ear acupuncture vs usual care"
#define LARGE "/sizes/240/hypotheses/HE-UC/bias"

/* The file has pointers; who writes it reads and types names. */
static void
test_names (Fixture *f, gconstpointer data)
{
  static const char typed[] = "In {{" NAME " per 100}} of 100; {{ " NAME " - At least one "
                              "significant to 1}}. {{Bias: Hand-ear acupuncture vs usual care, "
                              "240 patients}}. " NAME;

  type (f, APP_WRITING_TEXT, "Body.");
  app_writing_set_kind (f->author, SIM_PREDICT_NUMBER, FIGURE);
  type (f, APP_WRITING_QUESTION, "How?");
  assert_reads (f, APP_WRITING_FIGURE, NAME);
  type (f, APP_WRITING_REVEAL, typed);
  g_assert_cmpstr (app_author_text (f->author, "reveal"), ==,
                   "In {{" FIGURE " per 100}} of 100; {{ " FIGURE " - /sizes/152/trial/any/value "
                   "to 1}}. {{" LARGE "}}. " NAME);
  assert_reads (f, APP_WRITING_REVEAL, typed);
  assert_good (f);
  /* What is no name, or leads nowhere, stays; what is wrong with it is told without pointers. */
  type (f, APP_WRITING_REVEAL, "{{Power: nobody}} {{/sizes/7/trial/any/value}}");
  assert_reads (f, APP_WRITING_REVEAL, "{{Power: nobody}} {{/sizes/7/trial/any/value}}");
  g_autofree char *problem = problem_at (f, "reveal");
  g_autofree char *first = app_author_first_problem (f->author);
  g_assert_nonnull (strstr (problem, "is not there in this step"));
  g_assert_nonnull (strstr (first, problem));
}

static void
test_choices (Fixture *f, gconstpointer data)
{
  type (f, APP_WRITING_TEXT, "Body.");
  app_writing_set_kind (f->author, SIM_PREDICT_CHOICE, FIGURE);
  type (f, APP_WRITING_QUESTION, "How?");
  type (f, APP_WRITING_CHOICES, " one \n\ntwo\nthree");
  assert_reads (f, APP_WRITING_CHOICES, "one\ntwo\nthree");
  type (f, APP_WRITING_CHOICES, "one");
  assert_reads (f, APP_WRITING_CHOICES, "one\ntwo\nthree");
  type (f, APP_WRITING_RIGHT, "two");
  assert_good (f);
  type (f, APP_WRITING_RIGHT, "four");
  g_autofree char *problem = problem_at (f, app_writing (APP_WRITING_RIGHT)->problem);
  g_assert_nonnull (strstr (problem, "none of the choices"));
  type (f, APP_WRITING_RIGHT, "");
  assert_good (f);
}

static void
test_locks (Fixture *f, gconstpointer data)
{
  type (f, APP_WRITING_TEXT, "Body.");
  app_writing_set_lock (f->author, "/arms", TRUE);
  app_writing_set_lock (f->author, "/testing", TRUE);
  app_writing_set_lock (f->author, "/arms", FALSE);
  g_assert_false (app_writing_locks (f->author, "/arms"));
  g_assert_true (app_writing_locks (f->author, "/testing"));
  app_writing_set_lock (f->author, "/testing", FALSE);
  g_assert_null (app_author_value (f->author, "lock"));
  assert_good (f);
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
  add ("/lesson/writing/heading", test_heading);
  add ("/lesson/writing/heading-in-text", test_heading_in_text);
  add ("/lesson/writing/kinds", test_kinds);
  add ("/lesson/writing/subject", test_subject);
  add ("/lesson/writing/number", test_number);
  add ("/lesson/writing/unit", test_unit);
  add ("/lesson/writing/names", test_names);
  add ("/lesson/writing/choices", test_choices);
  add ("/lesson/writing/locks", test_locks);
  return g_test_run ();
}
