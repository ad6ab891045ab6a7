/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * needed-words.c - the number of patients to plan with, in words and as a table.
 */
#include "needed-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "grid.h"
#include "text.h"

char *
sim_needed_arms_text (const SimScenario *scenario, const SimNeeded *needed, gboolean names)
{
  guint n = sim_scenario_n_arms (scenario);
  gboolean alike = TRUE;
  GString *text = g_string_new (NULL);

  for (guint a = 0; a < n; a++) {
    g_autofree char *patients = sim_format_count (needed->arms[a]);
    alike &= needed->arms[a] == needed->arms[0];
    g_string_append_printf (text, "%s%s %s", a > 0 ? ", " : "",
                            names ? sim_scenario_arm_name (scenario, a)
                                  : sim_scenario_arm_id (scenario, a),
                            patients);
  }
  if (alike) {
    g_autofree char *each = sim_format_count (needed->arms[0]);
    g_string_printf (text, _ ("%s in each arm"), each);
  }
  return g_string_free (text, FALSE);
}

const char *
sim_needed_by_text (const SimNeeded *needed)
{
  switch (needed->by) {
  case SIM_NEEDED_EXACT:
    return C_ ("number of patients", "exact");
  case SIM_NEEDED_SIMULATED:
    return C_ ("number of patients", "simulated");
  case SIM_NEEDED_CURVE:
    return C_ ("number of patients", "curve");
  case SIM_NEEDED_NOT:
    break;
  }
  return "\xe2\x80\x93";
}

const char *
sim_needed_by_word (const SimNeeded *needed)
{
  static const char *const words[] = { [SIM_NEEDED_NOT] = NULL,
                                       [SIM_NEEDED_EXACT] = "exact",
                                       [SIM_NEEDED_SIMULATED] = "search",
                                       [SIM_NEEDED_CURVE] = "curve" };

  return words[needed->by];
}

static char *
whole (double total)
{
  return isfinite (total) ? sim_format_count ((guint64)total) : sim_format_figure (NAN, 0);
}

char *
sim_needed_interval_text (const SimNeeded *needed)
{
  g_autofree char *low = whole (needed->low);
  g_autofree char *high = whole (needed->high);

  if (!isfinite (needed->low) && !isfinite (needed->high))
    return NULL;
  if (!isfinite (needed->low))
    return g_strdup_printf (_ ("%s or less"), high);
  if (!isfinite (needed->high))
    return g_strdup_printf (_ ("%s or more"), low);
  if (needed->low == needed->high)
    /* Translators: an interval of numbers of patients that has no more than this one */
    return g_strdup_printf (_ ("only %s"), low);
  return g_strdup_printf (_ ("%s to %s"), low, high);
}

char *
sim_needed_check_text (const SimNeeded *needed)
{
  g_autofree char *total = whole (needed->simulated);
  g_autofree char *interval = sim_needed_interval_text (needed);

  /* Translators: a number of patients and its interval */
  return interval != NULL ? g_strdup_printf (_ ("%s (%s)"), total, interval)
                          : g_steal_pointer (&total);
}

char *
sim_needed_coarse_text (double target, guint64 replicates)
{
  g_autofree char *power = sim_format_percent (target, 0);
  g_autofree char *trials = sim_format_count (replicates);
  g_autofree char *least = sim_format_count (sim_size_trials_above (target));

  if (replicates >= sim_size_trials_above (target))
    return NULL;
  /* Translators: a number of trials, a power, and how many trials can show it */
  return g_strdup_printf (_ ("%s trials cannot show that a power is above %s, not even if all of "
                             "them reject: what is simulated may be too few patients, and its "
                             "interval has no upper end. %s trials can."),
                          trials, power, least);
}

static void
add_row (SimGrid *grid, const SimScenario *scenario, const char *id, const SimNeeded *needed)
{
  gboolean is = needed->by != SIM_NEEDED_NOT;

  sim_grid_add (grid, g_strdup (id));
  sim_grid_add (grid, whole (is ? needed->total : NAN));
  sim_grid_add (grid, is ? sim_needed_arms_text (scenario, needed, FALSE) : whole (NAN));
  sim_grid_add (grid, g_strdup (sim_needed_by_text (needed)));
  sim_grid_add (grid, sim_needed_check_text (needed));
}

void
sim_needed_write_table (SimScenario *scenario, const SimResults *results, const SimNeeds *needs,
                        GString *out, int columns, gboolean colour)
{
  g_autofree char *target = sim_format_percent (results->target_power, 0);
  g_autofree char *title = g_strdup_printf (
      _ ("Patients needed for a power of %s, in whole patients an arm"), target);
  g_autofree char *coarse = sim_needed_coarse_text (results->target_power, results->replicates);
  gboolean by[SIM_NEEDED_CURVE + 1] = { FALSE };
  SimGoal goals[SIM_MAX_GOALS];
  SimGrid *grid = sim_grid_new (5);

  sim_grid_add (grid, g_strdup (_ ("Contrast")));
  sim_grid_add (grid, g_strdup (_ ("Patients")));
  sim_grid_add (grid, g_strdup (_ ("In the arms")));
  sim_grid_add (grid, g_strdup (_ ("From")));
  sim_grid_add (grid, g_strdup (/* xgettext:no-c-format */ _ ("Simulated, 95 % interval")));
  for (guint g = 0, n = sim_goals (scenario, goals); g < n; g++) {
    if (goals[g].kind != SIM_GOAL_HYPOTHESIS && goals[g].kind != SIM_GOAL_SUCCESS)
      continue;
    add_row (grid, scenario, goals[g].id, &needs->of[g]);
    by[needs->of[g].by] = TRUE;
  }
  sim_text_heading (out, title, columns, colour);
  sim_grid_write (grid, out, columns, colour);
  sim_grid_free (grid);
  if (coarse != NULL)
    sim_text_wrap (out, coarse, columns);
  if (by[SIM_NEEDED_EXACT])
    sim_text_wrap (out,
                   _ ("exact: the number to plan with; what is simulated, read between the numbers "
                      "of patients above, is a check of it"),
                   columns);
  if (by[SIM_NEEDED_CURVE])
    sim_text_wrap (out,
                   _ ("curve: from between the numbers of patients above; trefoil-sim size "
                      "simulates the very numbers, and knows them more closely"),
                   columns);
  if (by[SIM_NEEDED_NOT])
    sim_text_wrap (out,
                   _ ("–: the power does not pass the target within the numbers of patients "
                      "above, or there is nothing to find"),
                   columns);
}
