/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * prediction.c - predictions as text, and how they compare with what came out.
 */
#include "lesson/prediction.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "plot/words.h"

/* Where a step calls less than that near, its figures are told in tenths of a per cent. */
#define FINE 0.05

char *
app_prediction_of_number (double number)
{
  return sim_json_number (number);
}

char *
app_prediction_of_curve (const double *totals, const double *values, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++) {
    g_autofree char *total = sim_json_number (totals[i]), *value = sim_json_number (values[i]);
    g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "", total, value);
  }
  return g_string_free (text, FALSE);
}

double
app_prediction_number (const char *prediction)
{
  char *end;
  double number = g_ascii_strtod (prediction, &end);

  return *prediction != '\0' && *end == '\0' && isfinite (number) ? number : NAN;
}

guint
app_prediction_curve (const char *prediction, double *totals, double *values, guint most)
{
  g_auto (GStrv) points = g_strsplit (prediction, " ", -1);
  guint n = 0;

  for (char **point = points; *point != NULL && n < most; point++, n++) {
    char *end;
    totals[n] = g_ascii_strtod (*point, &end);
    if (*end != ':')
      return 0;
    values[n] = app_prediction_number (end + 1);
    if (!isfinite (totals[n]) || !isfinite (values[n]))
      return 0;
  }
  return n;
}

gboolean
app_prediction_missed (const char *prediction)
{
  return *prediction == '\0';
}

gboolean
app_prediction_fits (const SimLessonStep *step, const char *prediction)
{
  double totals[SIM_MAX_SIZES + 1], values[SIM_MAX_SIZES + 1];

  if (app_prediction_missed (prediction))
    return TRUE;
  if (step->predict == SIM_PREDICT_NUMBER)
    return isfinite (app_prediction_number (prediction));
  if (step->predict == SIM_PREDICT_SKETCH)
    return app_prediction_curve (prediction, totals, values, G_N_ELEMENTS (totals)) > 0;
  for (guint i = 0; i < step->n_choices; i++)
    if (strcmp (step->choices[i], prediction) == 0)
      return TRUE;
  return FALSE;
}

char *
app_prediction_amount (const SimLessonStep *step, double number, double mcse)
{
  const char *unit = sim_shown_text (step->file, step->unit);
  g_autofree char *plain = NULL;

  if (strcmp (step->unit, "%") == 0)
    return sim_format_percent (number, mcse);
  plain = plot_words_figure (number, mcse);
  return *unit != '\0' ? g_strdup_printf ("%s\u00a0%s", plain, unit) : g_steal_pointer (&plain);
}

/* --- comparing --- */

/* The error with which a number of that size is shown at best: nobody predicts tenths of a per
   cent, but where a step calls no more than a few per cent near, nor more than two or three
   digits. */
static double
coarse (const SimLessonStep *step, double size, double mcse)
{
  gboolean fine = step->predict == SIM_PREDICT_NUMBER && step->tolerance < FINE;
  double percent = fine ? 0.001 : 0.01;
  double least = strcmp (step->unit, "%") == 0 ? percent : size >= 100 ? 1 : 0.1;

  if (strcmp (step->unit, "%") != 0 && size > 0 && size < 1)
    least = pow (10, floor (log10 (size)) - 1);
  return MAX (mcse, least);
}

/* A prediction in whole per cent is told as it was made. */
static double
coarse_own (const SimLessonStep *step, double size, double mine)
{
  gboolean whole = strcmp (step->unit, "%") == 0 && fabs (100 * mine - round (100 * mine)) < 1e-9;

  return whole ? 0.01 : coarse (step, size, 0);
}

static gboolean
right_number (const SimLessonStep *step, const SimValue *results, double *answer, double *mcse)
{
  SimLessonFigure figure = { .value = step->answer };

  if (step->answer_from != NULL && !sim_lesson_figure (results, step->answer_from, &figure))
    return FALSE;
  *answer = figure.value;
  *mcse = figure.mcse;
  return isfinite (*answer);
}

static AppVerdict
compare_number (const SimLessonStep *step, const char *prediction, const SimValue *results)
{
  double mine = app_prediction_number (prediction), answer, mcse;
  AppVerdict verdict = { NULL, isfinite (step->tolerance), FALSE };
  gboolean same;

  if (!right_number (step, results, &answer, &mcse))
    return verdict;
  double size = MAX (fabs (mine), fabs (answer));
  g_autofree char *yours = app_prediction_amount (step, mine, coarse_own (step, size, mine));
  g_autofree char *gives = app_prediction_amount (step, answer, coarse (step, size, mcse));
  same = strcmp (yours, gives) == 0;
  verdict.right = same || fabs (mine - answer) <= step->tolerance;
  if (verdict.judged && verdict.right && !same)
    verdict.sentence
        = g_strdup_printf (_ ("You predicted %s. The simulation gives %s: close."), yours, gives);
  else if (same)
    verdict.sentence
        = g_strdup_printf (_ ("The simulation gives %s: just what you predicted."), gives);
  else if (answer > mine)
    verdict.sentence = g_strdup_printf (
        _ ("You predicted %s. The simulation gives %s: more than you thought."), yours, gives);
  else
    verdict.sentence = g_strdup_printf (
        _ ("You predicted %s. The simulation gives %s: less than you thought."), yours, gives);
  return verdict;
}

static AppVerdict
compare_choice (const SimLessonStep *step, const char *prediction)
{
  const char *mine = sim_shown_text (step->file, prediction);
  const char *answer = sim_shown_text (step->file, step->answer_choice);
  AppVerdict verdict = { NULL, answer != NULL, FALSE };

  verdict.right = g_strcmp0 (prediction, step->answer_choice) == 0;
  /* Translators: %s are choices of a lesson, in their own words; the right one is below. */
  if (!verdict.judged)
    verdict.sentence = g_strdup_printf (_ ("Your answer: “%s”"), mine);
  else if (verdict.right)
    verdict.sentence = g_strdup_printf (_ ("Your answer: “%s”\nThat is right."), mine);
  else
    verdict.sentence
        = g_strdup_printf (_ ("Your answer: “%s”\nThe right answer: “%s”"), mine, answer);
  return verdict;
}

/* The value of a curve at x, on straight lines between its points. */
static double
at (const double *totals, const double *values, guint n, double x)
{
  guint i = 1;

  if (x <= totals[0])
    return values[0];
  while (i < n && totals[i] < x)
    i++;
  if (i == n)
    return values[n - 1];
  return values[i - 1]
         + (values[i] - values[i - 1]) * (x - totals[i - 1]) / (totals[i] - totals[i - 1]);
}

/* How far a curve is off: between percentages lie percentage points, not percent of anything. */
static char *
off_words (const SimLessonStep *step, double off, gboolean close)
{
  g_autofree char *amount = app_prediction_amount (step, off, coarse (step, off, 0));
  g_autofree char *points = NULL;
  gulong n;

  if (strcmp (step->unit, "%") != 0)
    return g_strdup_printf (close ? _ ("Your curve is close: it is off by %s in the mean.")
                                  : _ ("Your curve is off by %s in the mean."),
                            amount);
  points = sim_format_figure (100 * off, 100 * coarse (step, off, 0));
  n = strcmp (points, "1") == 0 ? 1 : 2;
  return g_strdup_printf (
      close ? ngettext ("Your curve is close: it is off by %s percentage point in the mean.",
                        "Your curve is close: it is off by %s percentage points in the mean.", n)
            : ngettext ("Your curve is off by %s percentage point in the mean.",
                        "Your curve is off by %s percentage points in the mean.", n),
      points);
}

static AppVerdict
compare_curve (const SimLessonStep *step, const char *prediction, const SimValue *results)
{
  double x[SIM_MAX_SIZES + 1], y[SIM_MAX_SIZES + 1], mine_x[SIM_MAX_SIZES + 1],
      mine_y[SIM_MAX_SIZES + 1], off = 0;
  guint n = sim_lesson_curve (results, step->answer_from, x, y, G_N_ELEMENTS (x));
  guint mine = app_prediction_curve (prediction, mine_x, mine_y, G_N_ELEMENTS (mine_x));
  AppVerdict verdict = { NULL, isfinite (step->tolerance), FALSE };

  if (n == 0 || mine == 0)
    return verdict;
  for (guint i = 0; i < n; i++)
    off += fabs (y[i] - at (mine_x, mine_y, mine, x[i])) / n;
  verdict.right = off <= step->tolerance;
  verdict.sentence = off_words (step, off, verdict.judged && verdict.right);
  return verdict;
}

/* Nothing to be compared. */
static AppVerdict
say_missed (void)
{
  const char *words = _ ("The results were shown before a prediction was made: it counts as not "
                         "made.");

  return (AppVerdict){ g_strdup (words), FALSE, FALSE };
}

AppVerdict
app_prediction_compare (const SimLessonStep *step, const char *prediction, const SimValue *results)
{
  if (app_prediction_missed (prediction))
    return say_missed ();
  if (step->predict == SIM_PREDICT_NUMBER)
    return compare_number (step, prediction, results);
  if (step->predict == SIM_PREDICT_CHOICE)
    return compare_choice (step, prediction);
  return compare_curve (step, prediction, results);
}

/* A number of a table, in the unit that stands beside it. */
static char *
cell_of (const SimLessonStep *step, double number, double mcse)
{
  gboolean share = strcmp (step->unit, "%") == 0;
  double scale = share ? 100 : 1;

  return sim_format_figure (scale * number, scale * coarse (step, fabs (number), mcse));
}

/* An answer by its points, each as exact as is shown. */
static char *
curve_cell (const SimLessonStep *step, const double *x, const double *y, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++) {
    g_autofree char *total = sim_json_number (x[i]), *value = cell_of (step, y[i], 0);
    g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "", total, value);
  }
  return g_string_free (text, FALSE);
}

/* What was typed has no error: 100 times it, to the digits that survive that. */
static char *
typed_cell (const SimLessonStep *step, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  double scale = strcmp (step->unit, "%") == 0 ? 100 : 1;

  return g_strdup (g_ascii_formatd (digits, sizeof digits, "%.10g", scale * number));
}

char *
app_prediction_cell (const SimLessonStep *step, const char *prediction)
{
  double x[SIM_MAX_SIZES + 1], y[SIM_MAX_SIZES + 1], number = app_prediction_number (prediction);

  if (app_prediction_missed (prediction))
    return g_strdup ("not made");
  if (step->predict == SIM_PREDICT_NUMBER && isfinite (number))
    return typed_cell (step, number);
  if (step->predict == SIM_PREDICT_SKETCH)
    return curve_cell (step, x, y, app_prediction_curve (prediction, x, y, G_N_ELEMENTS (x)));
  return g_strdup (prediction);
}

char *
app_prediction_answer (const SimLessonStep *step, const SimValue *results)
{
  double x[SIM_MAX_SIZES + 1], y[SIM_MAX_SIZES + 1], answer, mcse;

  if (step->predict == SIM_PREDICT_CHOICE)
    return g_strdup (step->answer_choice != NULL ? step->answer_choice : "");
  if (results == NULL && step->answer_from != NULL)
    return g_strdup ("");
  if (step->predict == SIM_PREDICT_SKETCH)
    return curve_cell (step, x, y,
                       sim_lesson_curve (results, step->answer_from, x, y, G_N_ELEMENTS (x)));
  if (!right_number (step, results, &answer, &mcse))
    return g_strdup ("");
  return step->answer_from != NULL ? cell_of (step, answer, mcse) : typed_cell (step, answer);
}
