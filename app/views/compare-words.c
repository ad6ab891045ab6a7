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
#define Z95   1.959963984540054 /* the 97.5 % point of the normal distribution */

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

double
app_compare_error (const SimPaired *paired)
{
  return MAX (paired->difference.mcse,
              (paired->difference.high - paired->difference.low) / (2 * Z95));
}

double
app_compare_mcse (double proportion, guint64 n)
{
  return sqrt (proportion * (1 - proportion) / (double) n);
}

void
app_compare_ends (double proportion, guint64 n, double *low, double *high)
{
  double z2 = Z95 * Z95 / (double) n;
  double centre = (proportion + z2 / 2) / (1 + z2);
  double half = Z95 / (1 + z2)
                * sqrt (proportion * (1 - proportion) / (double) n + z2 / (4 * (double) n));

  *low = centre - half;
  *high = centre + half;
}

char *
app_compare_points (double difference, double error)
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

char *
app_compare_change (const SimPaired *paired)
{
  return app_compare_points (-paired->difference.value, app_compare_error (paired));
}

static char *
range (double low, double high, double error)
{
  g_autofree char *from = app_compare_points (low, error);
  g_autofree char *to = app_compare_points (high, error);

  return g_strdup_printf (_ ("%s to %s"), from, to);
}

char *
app_compare_interval (const SimPaired *paired)
{
  return range (-paired->difference.high, -paired->difference.low, app_compare_error (paired));
}

char *
app_compare_unpaired (const SimPaired *paired)
{
  double change = -paired->difference.value, half = Z95 * paired->independent;

  return range (change - half, change + half, app_compare_error (paired));
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
  g_autofree char *power = plot_words_percent (paired->a, app_compare_mcse (paired->a, paired->n));
  g_autofree char *amount = sim_format_figure (100 * fabs (paired->difference.value),
                                               100 * app_compare_error (paired));

  if (paired->difference.high < 0)
    /* Translators: "152 patients", by how much the power rises, to what */
    return g_strdup_printf (_ ("Power at %s rises by %s points, to %s"), patients, amount, power);
  if (paired->difference.low > 0)
    return g_strdup_printf (_ ("Power at %s falls by %s points, to %s"), patients, amount, power);
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

  if (paired == NULL) {
    g_string_append_printf (out, _ ("%s: nothing to compare."), name);
    return g_string_free (out, FALSE);
  }
  power = plot_words_percent (paired->b, app_compare_mcse (paired->b, paired->n));
  points = app_compare_change (paired);
  interval = app_compare_interval (paired);
  unpaired = app_compare_unpaired (paired);
  /* Translators: name of a pinned scenario, its power, the power of the present scenario less that,
     the interval of this difference, and what that would be with independent trials */
  g_string_append_printf (out,
                          _ ("%s: %s. Present scenario less that: %s points (95 %%: %s; from "
                             "independent trials it would be %s)"),
                          name, power, points, interval, unpaired);
  if (known != NULL && isfinite (known->exact)) {
    g_autofree char *exact = app_compare_exact_change (known);
    g_string_append_printf (out, _ (", exactly %s points"), exact);
  }
  g_string_append_c (out, '.');
  return g_string_free (out, FALSE);
}
