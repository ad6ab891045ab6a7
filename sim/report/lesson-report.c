/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lesson-report.c - figures that a lesson takes from the results, and its texts with them.
 */
#include <math.h>
#include <string.h>

#include "lesson-private.h"
#include "report.h"

#define OPEN        "{{"
#define CLOSE       "}}"
#define MINUS       " - "
#define PER_HUNDRED " per 100"

/* --- pointers ------------------------------------------------------------------------------ */

/* The size of a total, as the file writes it. */
static const SimValue *
size_of (const SimValue *sizes, const char *step)
{
  for (guint i = 0; i < sim_value_length (sizes); i++) {
    const SimValue *size = sim_value_at (sizes, i);
    g_autofree char *total = sim_json_number (sim_value_number (sim_value_get (size, "total")));
    if (strcmp (total, step) == 0)
      return size;
  }
  return NULL;
}

static const SimValue *
follow (const SimValue *value, const char *step, gboolean sizes)
{
  g_autofree char *pointer = sim_pointer_join ("", step);

  return sizes ? size_of (value, step) : sim_value_resolve (value, pointer);
}

const SimValue *
sim_lesson_find (const SimValue *results, const char *pointer, const SimValue **around,
                 char **missing)
{
  g_auto (GStrv) steps = sim_pointer_split (pointer);
  const SimValue *value = results;

  *around = results;
  for (char **step = steps; step != NULL && *step != NULL && value != NULL; step++) {
    gboolean sizes = step == steps + 1 && strcmp (steps[0], "sizes") == 0;
    *around = value;
    value = follow (value, *step, sizes);
    if (value == NULL && missing != NULL)
      *missing = g_strdup (*step);
  }
  if (steps == NULL && missing != NULL)
    *missing = g_strdup (pointer);
  return steps != NULL ? value : NULL;
}

char **
sim_lesson_pointers (const char *figure)
{
  char **pointers = g_strsplit (figure, MINUS, 2);

  for (char **pointer = pointers; *pointer != NULL; pointer++)
    g_strstrip (*pointer);
  return pointers;
}

/* --- figures ------------------------------------------------------------------------------- */

/* A share is the value of a figure with an interval, but for the mean number of rejections. */
static gboolean
is_share (const char *pointer, const char *key)
{
  static const char *const keys[]
      = { "value", "exact", "approximation", "type-s", "type-s-exact", NULL };

  return g_strv_contains (keys, key) && strstr (pointer, "/rejections/") == NULL;
}

static double
error_of (const SimValue *around, const char *key)
{
  gboolean main = strcmp (key, "value") == 0 || strcmp (key, "mean") == 0;
  g_autofree char *own = g_strconcat (key, "-mcse", NULL);
  const SimValue *error = sim_value_get (around, main ? "mcse" : own);

  return error != NULL ? sim_value_number (error) : 0;
}

static gboolean
read_one (const SimValue *results, const char *pointer, SimLessonFigure *figure)
{
  const SimValue *around, *value = sim_lesson_find (results, pointer, &around, NULL);
  SimValueKind kind = sim_value_kind (value);
  const char *cut = strrchr (pointer, '/');

  if (value == NULL || cut == NULL || (kind != SIM_VALUE_NUMBER && kind != SIM_VALUE_NULL))
    return FALSE;
  *figure = (SimLessonFigure){ .value = sim_value_number (value),
                               .mcse = error_of (around, cut + 1),
                               .share = is_share (pointer, cut + 1) };
  return TRUE;
}

gboolean
sim_lesson_figure (const SimValue *results, const char *text, SimLessonFigure *figure)
{
  g_auto (GStrv) pointers = sim_lesson_pointers (text);
  SimLessonFigure less;

  if (pointers[0] == NULL || !read_one (results, pointers[0], figure))
    return FALSE;
  if (pointers[1] == NULL)
    return TRUE;
  if (!read_one (results, pointers[1], &less) || less.share != figure->share)
    return FALSE;
  figure->difference = TRUE;
  figure->value -= less.value;
  figure->mcse = sqrt (figure->mcse * figure->mcse + less.mcse * less.mcse);
  return TRUE;
}

char *
sim_lesson_power_of (const char *figure)
{
  g_auto (GStrv) steps = sim_pointer_split (figure);
  guint n = steps != NULL ? g_strv_length (steps) : 0;

  if (n < 5 || strcmp (steps[0], "sizes") != 0 || strcmp (steps[n - 1], "value") != 0)
    return NULL;
  if (n == 5)
    return strcmp (steps[2], "trial") == 0
                   && (strcmp (steps[3], "any") == 0 || strcmp (steps[3], "all") == 0)
               ? g_strdup (steps[3])
               : NULL;
  return n == 6 && strcmp (steps[2], "hypotheses") == 0 && strcmp (steps[4], "power") == 0
             ? g_strdup (steps[3])
             : NULL;
}

char *
sim_lesson_subject (const SimLessonStep *step)
{
  return step->about == NULL && step->predict == SIM_PREDICT_SKETCH
             ? sim_lesson_power_of (step->answer_from)
             : g_strdup (step->about);
}

guint
sim_lesson_curve (const SimValue *results, const char *text, double *totals, double *values,
                  guint most)
{
  g_auto (GStrv) steps = sim_pointer_split (text);
  const SimValue *sizes = sim_value_get (results, "sizes");
  guint n = steps != NULL ? g_strv_length (steps) : 0;

  if (n < 3 || strcmp (steps[0], "sizes") != 0)
    return 0;
  const char *rest = strchr (strchr (text + 1, '/') + 1, '/');
  for (n = 0; n < sim_value_length (sizes) && n < most; n++) {
    SimLessonFigure figure;
    totals[n] = sim_value_number (sim_value_get (sim_value_at (sizes, n), "total"));
    g_autofree char *total = sim_json_number (totals[n]);
    g_autofree char *pointer = g_strconcat ("/sizes/", total, rest, NULL);
    if (!read_one (results, pointer, &figure))
      return 0;
    values[n] = figure.value;
  }
  return n;
}

/* --- texts --------------------------------------------------------------------------------- */

/* Takes " per 100" or " to 1" off the end of a figure. */
static void
read_style (char *inside, SimLessonStyle *style)
{
  gsize n = strlen (inside);
  gboolean to = n > 5 && strncmp (inside + n - 5, " to ", 4) == 0;

  *style = (SimLessonStyle){ g_str_has_suffix (inside, PER_HUNDRED), -1 };
  if (style->per_hundred)
    inside[n - strlen (PER_HUNDRED)] = '\0';
  else if (to && g_ascii_isdigit (inside[n - 1])) {
    style->decimals = inside[n - 1] - '0';
    inside[n - 5] = '\0';
  }
}

char *
sim_lesson_next (const char **at, GString *before, SimLessonStyle *style)
{
  const char *open = strstr (*at, OPEN), *close = open != NULL ? strstr (open, CLOSE) : NULL;

  if (close == NULL) {
    g_string_append (before, *at);
    *at = open != NULL ? open : *at + strlen (*at);
    return NULL;
  }
  g_string_append_len (before, *at, open - *at);
  *at = open + strlen (OPEN);
  char *inside = g_strstrip (g_strndup (*at, (gsize)(close - *at)));
  *at = close + strlen (CLOSE);
  read_style (inside, style);
  return g_strchomp (inside);
}

/* Of a number an error of two units of the last decimal is what it is shown with as many for. */
static char *
show (const SimLessonFigure *figure, const SimLessonStyle *style)
{
  int decimals = style->per_hundred ? 0 : style->decimals;
  double least = decimals < 0 ? 0 : 2 * pow (10, -decimals);

  if (!figure->share)
    return sim_format_figure (figure->value,
                              isnan (figure->mcse) ? NAN : MAX (figure->mcse, least));
  g_autofree char *number
      = figure->difference ? sim_rounded_points (figure->value, figure->mcse, decimals)
                           : sim_rounded_percent (figure->value, figure->mcse, decimals);
  return g_strconcat (number, style->per_hundred || !isfinite (figure->value) ? NULL : " %", NULL);
}

char *
sim_lesson_fill (const char *text, const SimValue *results)
{
  GString *filled = g_string_new (NULL);
  SimLessonStyle style;
  char *inside;

  while ((inside = sim_lesson_next (&text, filled, &style)) != NULL) {
    SimLessonFigure figure = { .value = NAN };
    if (!sim_lesson_figure (results, inside, &figure))
      figure.value = NAN;
    g_autofree char *shown = show (&figure, &style);
    g_string_append (filled, shown);
    g_free (inside);
  }
  return g_string_free (filled, FALSE);
}
