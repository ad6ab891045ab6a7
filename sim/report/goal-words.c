/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * goal-words.c - what tables and reports say of a goal.
 */
#include "goal-words.h"

#include <glib/gi18n.h>

#include "report.h"
#include "text.h"

static const char *const signs[] = {
  [SIM_COUNTS_POWER] = " \u2020", [SIM_COUNTS_HARM] = " \u2021", [SIM_COUNTS_ERROR] = " \u00a7"
};

const char *
sim_report_counts_sign (SimCounts counts)
{
  return signs[counts];
}

const char *
sim_report_counts_mark (SimCounts counts)
{
  return counts == SIM_COUNTS_POWER ? "" : signs[counts];
}

const char *
sim_report_counts_note (SimCounts counts)
{
  static const char *const notes[]
      = { [SIM_COUNTS_POWER] = "",
          [SIM_COUNTS_HARM] = N_ ("\u2021: power to find harm, for the true effect is negative."),
          [SIM_COUNTS_ERROR] = N_ ("\u00a7: type I error, for a null hypothesis that is to be "
                                   "rejected is true.") };

  return counts == SIM_COUNTS_POWER ? "" : _ (notes[counts]);
}

char *
sim_report_goal_note (const SimScenario *scenario, const SimGoal *goal)
{
  g_autofree char *target
      = sim_format_percent (sim_scenario_number (scenario, "/run/target-power"), 0);

  return g_strdup_printf (
      _ ("%s is shown, whose power is nearest to the target of %s, for the file "
         "names no goal."),
      goal->id, target);
}

void
sim_report_write_chosen (GString *out, const SimScenario *scenario, const SimGoal *goal,
                         int columns)
{
  g_autofree char *note = sim_report_goal_note (scenario, goal);
  g_autofree char *line = g_strdup_printf (_ ("%s --goal takes another."), note);

  sim_text_wrap (out, line, columns);
}
