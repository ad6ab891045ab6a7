/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * goal.c - the goal that --goal names.
 */
#include "goal.h"

#include <glib/gi18n.h>
#include <string.h>

#include "words.h"

gboolean
sim_cli_goal_check (const SimCliOptions *options, const SimScenario *scenario)
{
  SimGoal goals[SIM_MAX_GOALS], found;
  guint n = sim_goals (scenario, goals);
  GString *allowed;

  if (options->goal == NULL || sim_goal_find (scenario, options->goal, &found))
    return TRUE;
  allowed = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (allowed, "%s%s", i == 0 ? "" : ", ", goals[i].id);
  g_autofree char *printable = sim_cli_printable (options->goal);
  sim_cli_say (_ ("--goal: found '%s'; allowed: %s"), printable, allowed->str);
  g_string_free (allowed, TRUE);
  return FALSE;
}
