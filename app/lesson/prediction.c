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

/* --- comparing --- */

/* The error with which a number of that size, no share, is shown at best: nobody predicts more than
   two or three digits. */
static double
coarse (double size, double mcse)
{
  double least = size >= 100 ? 1 : 0.1;

  if (size > 0 && size < 1)
    least = pow (10, floor (log10 (size)) - 1);
  return MAX (mcse, least);
}

/* Nobody predicts tenths of a per cent, but where a step calls no more than a few per cent near. */
static int
decimals_of (const SimLessonStep *step)
{
  return step->predict == SIM_PREDICT_NUMBER && step->tolerance < FINE ? 1 : 0;
}

/* A prediction in whole per cent is told as it was made. */
static int
decimals_made (const SimLessonStep *step, double mine)
{
  return fabs (100 * mine - round (100 * mine)) < 1e-9 ? 0 : decimals_of (step);
}

/* A figure in the unit of the step, as one reads it: "25 %", "2.5 points". A share is rounded as
   everywhere in the explanation below. */
static char *
amount_of (const SimLessonStep *step, const SimLessonFigure *figure, int decimals, double size)
{
  const char *unit = sim_shown_text (step->file, step->unit);
  g_autofree char *number = NULL;

  if (strcmp (step->unit, "%") == 0) {
    number = figure->difference ? sim_rounded_points (figure->value, figure->mcse, decimals)
                                : sim_rounded_percent (figure->value, figure->mcse, decimals);
    return g_strconcat (number, " %", NULL);
  }
  number = plot_words_figure (figure->value, coarse (size, figure->mcse));
  return *unit != '\0' ? g_strdup_printf ("%s\u00a0%s", number, unit) : g_steal_pointer (&number);
}

static gboolean
right_number (const SimLessonStep *step, const SimValue *results, SimLessonFigure *figure)
{
  *figure = (SimLessonFigure){ .value = step->answer };
  if (step->answer_from != NULL && !sim_lesson_figure (results, step->answer_from, figure))
    return FALSE;
  return isfinite (figure->value);
}

static AppVerdict
compare_number (const SimLessonStep *step, const char *prediction, const SimValue *results)
{
  SimLessonFigure mine = { .value = app_prediction_number (prediction) }, answer;
  AppVerdict verdict = { NULL, isfinite (step->tolerance), FALSE };
  gboolean same;

  if (!right_number (step, results, &answer))
    return verdict;
  double size = MAX (fabs (mine.value), fabs (answer.value));
  g_autofree char *yours = amount_of (step, &mine, decimals_made (step, mine.value), size);
  g_autofree char *gives = amount_of (step, &answer, decimals_of (step), size);
  same = strcmp (yours, gives) == 0;
  verdict.right = same || fabs (mine.value - answer.value) <= step->tolerance;
  if (verdict.judged && verdict.right && !same)
    verdict.sentence
        = g_strdup_printf (_ ("You predicted %s. The simulation gives %s: close."), yours, gives);
  else if (same)
    verdict.sentence
        = g_strdup_printf (_ ("The simulation gives %s: just what you predicted."), gives);
  else if (answer.value > mine.value)
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
  const SimLessonFigure figure = { .value = off };
  g_autofree char *amount = amount_of (step, &figure, 0, off);
  g_autofree char *points = NULL;
  gulong n;

  if (strcmp (step->unit, "%") != 0)
    return g_strdup_printf (close ? _ ("Your curve is close: it is off by %s in the mean.")
                                  : _ ("Your curve is off by %s in the mean."),
                            amount);
  points = sim_rounded_points (off, 0, 0);
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
  return strcmp (step->unit, "%") == 0 ? sim_rounded_points (number, mcse, decimals_of (step))
                                       : sim_format_figure (number, coarse (fabs (number), mcse));
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
  double x[SIM_MAX_SIZES + 1], y[SIM_MAX_SIZES + 1];
  SimLessonFigure answer;

  if (step->predict == SIM_PREDICT_CHOICE)
    return g_strdup (step->answer_choice != NULL ? step->answer_choice : "");
  if (results == NULL && step->answer_from != NULL)
    return g_strdup ("");
  if (step->predict == SIM_PREDICT_SKETCH)
    return curve_cell (step, x, y,
                       sim_lesson_curve (results, step->answer_from, x, y, G_N_ELEMENTS (x)));
  if (!right_number (step, results, &answer))
    return g_strdup ("");
  return step->answer_from != NULL ? cell_of (step, answer.value, answer.mcse)
                                   : typed_cell (step, answer.value);
}
