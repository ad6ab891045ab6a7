/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare-words.c - the difference between the present scenario and a pin in words.
 *
 * What is told is the present scenario less the pinned one, as what comes after is held against
 * what was before, so it has the other sign than the difference of the comparison.
 */
#include "views/compare-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MINUS "\xe2\x88\x92"
#define NONE  "–"

const SimPaired *
app_compare_pair (const AppCompared *compared, const SimGoal *goal)
{
  int row = compared->comparison != NULL ? app_compared_row (compared->comparison, goal) : -1;

  return row >= 0 ? &compared->comparison->sizes[0].power[row] : NULL;
}

const SimPaired *
app_compare_exact (const AppCompared *compared, const SimGoal *goal)
{
  int row = compared->exact != NULL ? app_compared_row (compared->exact, goal) : -1;

  return row >= 0 ? &compared->exact->sizes[0].power[row] : NULL;
}

SimFigure
app_compare_power (const SimPaired *paired, gboolean pinned)
{
  return sim_figure_proportion (paired->both + (pinned ? paired->only_b : paired->only_a),
                                paired->n);
}

/* Of the difference, also where no trial has shown one. */
static double
error_of (const SimPaired *paired)
{
  return MAX (paired->difference.mcse,
              (paired->difference.high - paired->difference.low) / (2 * SIM_Z95));
}

/* "+3.1", "−0.04", "–". */
static char *
signed_points (double difference, double error)
{
  g_autofree char *number = NULL;

  if (!isfinite (difference))
    return g_strdup (NONE);
  /* Two decimals at most. */
  number = sim_format_figure (100 * difference, 100 * MAX (error, 1e-4));
  if (number[0] == '-')
    return g_strconcat (MINUS, number + 1, NULL);
  return g_strconcat (strspn (number, "0.") == strlen (number) ? "" : "+", number, NULL);
}

/* Takes number over: 1 is a point, with a sign or without. */
static char *
with_unit (char *number)
{
  g_autofree char *owned = number;
  const char *size = number;

  if (strcmp (number, NONE) == 0)
    return g_steal_pointer (&owned);
  if (g_str_has_prefix (size, MINUS))
    size += strlen (MINUS);
  else if (*size == '+')
    size++;
  /* Translators: a number of percentage points, of a difference of two percentages */
  return g_strdup_printf (ngettext ("%s point", "%s points", strcmp (size, "1") == 0 ? 1 : 2),
                          number);
}

char *
app_compare_points (double difference, double error)
{
  return with_unit (signed_points (difference, error));
}

char *
app_compare_change (const SimPaired *paired)
{
  return app_compare_points (-paired->difference.value, error_of (paired));
}

static char *
range (double low, double high, double error)
{
  g_autofree char *from = signed_points (low, error);
  g_autofree char *to = app_compare_points (high, error);

  return g_strdup_printf (_ ("%s to %s"), from, to);
}

char *
app_compare_interval (const SimPaired *paired)
{
  return range (-paired->difference.high, -paired->difference.low, error_of (paired));
}

char *
app_compare_unpaired (const SimPaired *paired)
{
  double change = -paired->difference.value, half = SIM_Z95 * paired->independent;

  return range (change - half, change + half, error_of (paired));
}

char *
app_compare_unpaired_half (const SimPaired *paired)
{
  return with_unit (plot_words_points (paired->independent));
}

char *
app_compare_exact_change (const SimPaired *exact)
{
  return app_compare_points (-exact->exact, 1e-4); /* the error that earns two decimals */
}

/* --- sentences --- */

/* What the power of the present scenario does from the pinned one's on: "Power at 152 patients
 * falls by 3.1 points, to 86.5 %". */
static char *
finding (const SimComparedSize *size, const SimPaired *paired)
{
  g_autofree char *now = plot_words_patients (size->total_a);
  g_autofree char *then = plot_words_count (size->total_b);
  /* Translators: the size of the trial now, and what it was in the pinned scenario */
  g_autofree char *patients = size->total_a == size->total_b
                                  ? g_strdup (now)
                                  : g_strdup_printf (_ ("%s instead of %s"), now, then);
  SimFigure present = app_compare_power (paired, FALSE);
  g_autofree char *power = plot_words_percent (present.value, present.mcse);
  g_autofree char *amount = with_unit (sim_format_figure (100 * fabs (paired->difference.value),
                                                          100 * error_of (paired)));

  if (paired->difference.high < 0)
    /* Translators: "152 patients", "3.1 points", by which the power rises, to what */
    return g_strdup_printf (_ ("Power at %s rises by %s, to %s"), patients, amount, power);
  if (paired->difference.low > 0)
    return g_strdup_printf (_ ("Power at %s falls by %s, to %s"), patients, amount, power);
  return g_strdup_printf (_ ("Power at %s stays at %s, as far as these trials can tell"), patients,
                          power);
}

char *
app_compare_sentence (const AppCompared *compared, const char *name, const SimGoal *goal)
{
  const SimPaired *paired = app_compare_pair (compared, goal);
  const SimDifference *only = app_pins_only (compared->differences);
  g_autofree char *found = NULL;

  if (paired == NULL)
    return g_strdup_printf (_ ("“%s” has nothing like it to compare with"), name);
  if (compared->differences->len == 0)
    return g_strdup_printf (_ ("The present scenario gives the same numbers as “%s”"), name);
  found = finding (&compared->comparison->sizes[0], paired);
  if (only != NULL && only->kind == SIM_DIFFERENCE_VALUE && only->a != NULL && only->b != NULL)
    /* Translators: a finding, and what it comes from: a setting, its value in the pinned scenario,
       its value now */
    return g_strdup_printf (_ ("%s (%s: %s → %s)"), found,
                            app_pins_what (compared->scenario, only), only->b, only->a);
  /* Translators: a finding, and the name of a pinned scenario */
  return g_strdup_printf (_ ("%s, compared with “%s”"), found, name);
}

char *
app_compare_differences (const AppCompared *compared)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < compared->differences->len; i++) {
    const SimDifference *difference = g_ptr_array_index (compared->differences, i);

    if (i > 0)
      g_string_append_c (out, '\n');
    switch (difference->kind) {
    case SIM_DIFFERENCE_ORDER:
      g_string_append_printf (out, _ ("%s: in another order"),
                              app_pins_what (compared->scenario, difference));
      break;
    case SIM_DIFFERENCE_VALUE:
    case SIM_DIFFERENCE_ADDED:
    case SIM_DIFFERENCE_REMOVED:
      /* Translators: a setting, its value now, its value in the pinned scenario */
      g_string_append_printf (out, _ ("%s: %s now, %s pinned"),
                              app_pins_what (compared->scenario, difference),
                              difference->a != NULL ? difference->a : NONE,
                              difference->b != NULL ? difference->b : NONE);
      break;
    }
  }
  if (out->len == 0)
    g_string_append (out, _ ("Nothing that changes a number differs."));
  return g_string_free (out, FALSE);
}

char *
app_compare_describe (const AppCompared *compared, const char *name, const SimGoal *goal)
{
  const SimPaired *paired = app_compare_pair (compared, goal);
  const SimPaired *known = app_compare_exact (compared, goal);
  GString *out = g_string_new (NULL);
  g_autofree char *power = NULL, *points = NULL, *interval = NULL, *unpaired = NULL;
  SimFigure pinned;

  if (paired == NULL) {
    g_string_append_printf (out, _ ("%s: nothing to compare."), name);
    return g_string_free (out, FALSE);
  }
  pinned = app_compare_power (paired, TRUE);
  power = plot_words_percent (pinned.value, pinned.mcse);
  points = app_compare_change (paired);
  interval = app_compare_interval (paired);
  unpaired = app_compare_unpaired (paired);
  /* Translators: name of a pinned scenario, its power, the power of the present scenario less that,
     the interval of this difference, and what that would be with independent trials */
  g_string_append_printf (out,
                          _ ("%s: %s. Present scenario less that: %s (95 %%: %s; from "
                             "independent trials it would be %s)"),
                          name, power, points, interval, unpaired);
  if (known != NULL && isfinite (known->exact)) {
    g_autofree char *exact = app_compare_exact_change (known);
    g_string_append_printf (out, _ (", exactly %s"), exact);
  }
  g_string_append_c (out, '.');
  return g_string_free (out, FALSE);
}
