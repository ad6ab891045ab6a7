/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/lesson/prediction.c: predictions survive as text, and are held against results.
 */
#include "lesson/prediction.h"

#include <math.h>
#include <string.h>

static const char text[]
    = "{\"sizes\":[{\"total\":60,\"trial\":{\"any\":{\"value\":0.2,\"mcse\":0.001},"
      "\"all\":{\"value\":0.8947,\"mcse\":0.001}}},"
      "{\"total\":152,\"trial\":{\"any\":{\"value\":0.4,\"mcse\":0.001},"
      "\"all\":{\"value\":0.9987,\"mcse\":0.001}}}]}";

static SimValue *
results (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();

  return sim_json_parse (text, strlen (text), NULL, problems);
}

static void
assert_sentence (const SimLessonStep *step, const char *prediction, gboolean right,
                 const char *expected)
{
  g_autoptr (SimValue) tree = results ();
  AppVerdict verdict = app_prediction_compare (step, prediction, tree);

  g_assert_cmpstr (verdict.sentence, ==, expected);
  g_assert_true (verdict.judged);
  g_assert_cmpint (verdict.right, ==, right);
  g_free (verdict.sentence);
}

static void
test_number (void)
{
  const SimLessonStep step = { .predict = SIM_PREDICT_NUMBER,
                               .unit = "%",
                               .tolerance = 0.05,
                               .answer_from = "/sizes/152/trial/any/value",
                               .answer = NAN };
  g_autofree char *kept = app_prediction_of_number (0.25);

  g_assert_cmpfloat (app_prediction_number (kept), ==, 0.25);
  g_assert_true (isnan (app_prediction_number ("")));
  g_assert_true (isnan (app_prediction_number ("a lot")));
  assert_sentence (&step, "0.42", TRUE, "You predicted 42 %. The simulation gives 40 %: close.");
  assert_sentence (&step, "0.6", FALSE,
                   "You predicted 60 %. The simulation gives 40 %: less than you thought.");
  assert_sentence (&step, "0.1", FALSE,
                   "You predicted 10 %. The simulation gives 40 %: more than you thought.");
}

/* What reads the same is neither more nor less. */
static void
test_same (void)
{
  const SimLessonStep step = { .predict = SIM_PREDICT_NUMBER,
                               .unit = "%",
                               .tolerance = NAN,
                               .answer_from = "/sizes/152/trial/any/value",
                               .answer = NAN };
  g_autoptr (SimValue) tree = results ();
  AppVerdict verdict = app_prediction_compare (&step, "0.398", tree);

  g_assert_cmpstr (verdict.sentence, ==, "The simulation gives 40 %: just what you predicted.");
  g_assert_false (verdict.judged);
  g_free (verdict.sentence);
}

/* A verdict rounds as the explanation below it does, and calls nothing all that is not. */
static void
test_agree (void)
{
  SimLessonStep step = { .predict = SIM_PREDICT_NUMBER,
                         .unit = "%",
                         .tolerance = 0.05,
                         .answer_from = "/sizes/60/trial/all/value",
                         .answer = NAN };
  g_autoptr (SimValue) tree = results ();
  g_autofree char *below = sim_lesson_fill ("{{/sizes/60/trial/all/value per 100}}", tree);
  g_autofree char *cell = app_prediction_answer (&step, tree);

  g_assert_cmpstr (below, ==, "90");
  g_assert_cmpstr (cell, ==, "90");
  assert_sentence (&step, "0.9", TRUE, "The simulation gives 90 %: just what you predicted.");
  assert_sentence (&step, "0.6", FALSE,
                   "You predicted 60 %. The simulation gives 90 %: more than you thought.");
  step.answer_from = "/sizes/152/trial/all/value";
  assert_sentence (&step, "1", TRUE, "You predicted 100 %. The simulation gives >99 %: close.");
  step.answer_from = "/sizes/60/trial/any/value - /sizes/60/trial/all/value";
  assert_sentence (&step, "-0.7", TRUE, "The simulation gives -70 %: just what you predicted.");
}

/* Tenths of a per cent are told where they matter to the step, of what the simulation gives. */
static void
test_tenths (void)
{
  const SimLessonStep step = { .predict = SIM_PREDICT_NUMBER,
                               .unit = "%",
                               .tolerance = 0.015,
                               .answer = 0.0649 };

  assert_sentence (&step, "0.07", TRUE, "You predicted 7 %. The simulation gives 6.5 %: close.");
  assert_sentence (&step, "0.125", FALSE,
                   "You predicted 12.5 %. The simulation gives 6.5 %: less than you thought.");
}

/* Small numbers keep their digits, large ones do not get any; what reads the same is right. */
static void
test_digits (void)
{
  static const struct {
    double answer, tolerance;
    const char *mine, *sentence;
  } rows[] = {
    { 0.04, NAN, "0.02",
      "You predicted 0.020. The simulation gives 0.040: more than you thought." },
    { 912, 20, "900", "You predicted 900. The simulation gives 912: close." },
    { 24.6, 1, "12.5", "You predicted 12.5. The simulation gives 24.6: more than you thought." },
    { 2.04, 0.001, "2", "The simulation gives 2.0: just what you predicted." },
    { 0, NAN, "0", "The simulation gives 0.0: just what you predicted." },
  };
  g_autoptr (SimValue) tree = results ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const SimLessonStep step = { .predict = SIM_PREDICT_NUMBER,
                                 .unit = "",
                                 .tolerance = rows[i].tolerance,
                                 .answer = rows[i].answer };
    AppVerdict verdict = app_prediction_compare (&step, rows[i].mine, tree);
    g_assert_cmpstr (verdict.sentence, ==, rows[i].sentence);
    g_assert_cmpint (verdict.right, ==, i == 1 || i >= 3);
    g_free (verdict.sentence);
  }
}

/* What a file of the state folder holds may be anything. */
static void
test_fits (void)
{
  const SimLessonStep number = { .predict = SIM_PREDICT_NUMBER };
  const SimLessonStep choice
      = { .predict = SIM_PREDICT_CHOICE, .n_choices = 2, .choices = { "a", "b" } };
  const SimLessonStep sketch = { .predict = SIM_PREDICT_SKETCH };
  const SimLessonStep nothing = { .predict = SIM_PREDICT_NOTHING };

  g_assert_true (app_prediction_fits (&number, "0.5"));
  g_assert_false (app_prediction_fits (&number, "a"));
  g_assert_true (app_prediction_fits (&choice, "b"));
  g_assert_false (app_prediction_fits (&choice, "0.5"));
  g_assert_true (app_prediction_fits (&sketch, "60:0.1 90:0.2"));
  g_assert_false (app_prediction_fits (&sketch, "60:"));
  g_assert_false (app_prediction_fits (&nothing, "0.5"));
}

static void
test_choice (void)
{
  const SimLessonStep step = {
    .predict = SIM_PREDICT_CHOICE, .answer_choice = "b", .n_choices = 2, .choices = { "a", "b" }
  };

  assert_sentence (&step, "b", TRUE, "Your answer: “b”\nThat is right.");
  assert_sentence (&step, "a", FALSE, "Your answer: “a”\nThe right answer: “b”");
}

static void
test_curve (void)
{
  const SimLessonStep step = { .predict = SIM_PREDICT_SKETCH,
                               .unit = "%",
                               .tolerance = 0.1,
                               .answer_from = "/sizes/60/trial/any/value",
                               .answer = NAN };
  const double x[] = { 60, 152 }, y[] = { 0.5, 0.4 };
  double totals[2], values[2];
  g_autofree char *kept = app_prediction_of_curve (x, y, 2);

  g_assert_cmpstr (kept, ==, "60:0.5 152:0.4");
  g_assert_cmpuint (app_prediction_curve (kept, totals, values, 2), ==, 2);
  g_assert_cmpfloat (totals[1], ==, 152);
  g_assert_cmpfloat (values[0], ==, 0.5);
  g_assert_cmpuint (app_prediction_curve (kept, totals, values, 1), ==, 1);
  g_assert_cmpuint (app_prediction_curve ("60", totals, values, 2), ==, 0);
  g_assert_cmpuint (app_prediction_curve ("60:x", totals, values, 2), ==, 0);
  /* off by 0.3 and 0: 15 % in the mean */
  assert_sentence (&step, kept, FALSE, "Your curve is off by 15 percentage points in the mean.");
  /* off by 0 and, level beyond its end, by 0.2 */
  assert_sentence (&step, "50:0.2 60:0.2", TRUE,
                   "Your curve is close: it is off by 10 percentage points in the mean.");
}

static void
test_answer (void)
{
  const SimLessonStep number = { .predict = SIM_PREDICT_NUMBER,
                                 .unit = "%",
                                 .answer = NAN,
                                 .tolerance = NAN,
                                 .answer_from = "/sizes/152/trial/any/value" };
  const SimLessonStep fixed = { .predict = SIM_PREDICT_NUMBER, .unit = "", .answer = 3 };
  g_autoptr (SimValue) tree = results ();
  g_autofree char *there = app_prediction_answer (&number, tree);
  g_autofree char *not_yet = app_prediction_answer (&number, NULL);
  g_autofree char *given = app_prediction_answer (&fixed, NULL);

  g_assert_cmpstr (there, ==, "40");
  g_assert_cmpstr (not_yet, ==, "");
  g_assert_cmpstr (given, ==, "3");
}

/* Per cent in every cell whose unit says so: as it was typed, and as exact as it came out. */
static void
test_cells (void)
{
  const SimLessonStep share = { .predict = SIM_PREDICT_NUMBER, .unit = "%" };
  const SimLessonStep plain = { .predict = SIM_PREDICT_NUMBER, .unit = "points" };
  const SimLessonStep choice = { .predict = SIM_PREDICT_CHOICE, .unit = "" };
  const SimLessonStep sketch = { .predict = SIM_PREDICT_SKETCH,
                                 .unit = "%",
                                 .answer = NAN,
                                 .answer_from = "/sizes/60/trial/any/value" };
  g_autoptr (SimValue) tree = results ();
  g_autofree char *number = app_prediction_cell (&share, "0.07");
  g_autofree char *points = app_prediction_cell (&plain, "2.5");
  g_autofree char *word = app_prediction_cell (&choice, "0.5 and more");
  g_autofree char *curve = app_prediction_cell (&sketch, "60:0.051234 152:0.5");
  g_autofree char *answer = app_prediction_answer (&sketch, tree);

  g_assert_cmpstr (number, ==, "7");
  g_assert_cmpstr (points, ==, "2.5");
  g_assert_cmpstr (word, ==, "0.5 and more");
  g_assert_cmpstr (curve, ==, "60:5 152:50");
  g_assert_cmpstr (answer, ==, "60:20 152:40");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lesson/prediction/number", test_number);
  g_test_add_func ("/lesson/prediction/same", test_same);
  g_test_add_func ("/lesson/prediction/agree", test_agree);
  g_test_add_func ("/lesson/prediction/cells", test_cells);
  g_test_add_func ("/lesson/prediction/tenths", test_tenths);
  g_test_add_func ("/lesson/prediction/digits", test_digits);
  g_test_add_func ("/lesson/prediction/fits", test_fits);
  g_test_add_func ("/lesson/prediction/choice", test_choice);
  g_test_add_func ("/lesson/prediction/curve", test_curve);
  g_test_add_func ("/lesson/prediction/answer", test_answer);
  return g_test_run ();
}
