/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * success.c - what is called success of a trial. Whatever its form: so many of some hypotheses.
 */
#include "success.h"

#include <glib/gi18n.h>
#include <string.h>

const SimValue *
sim_success_list (const SimValue *record)
{
  static const char *const keys[] = { "all-of", "any-of", "of" };
  const SimValue *list = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (keys) && !list; i++)
    list = sim_value_get (record, keys[i]);
  return list;
}

void
sim_success_read (const SimValue *full, guint index, SimSuccess *success)
{
  const SimValue *hypotheses = sim_value_resolve (full, "/testing/hypotheses");
  const SimValue *record = sim_value_at (sim_value_resolve (full, "/testing/success"), index);
  const SimValue *list = sim_success_list (record), *count = sim_value_get (record, "at-least");
  *success = (SimSuccess){ .id = sim_value_text (sim_value_get (record, "id")) };
  for (guint i = 0; i < sim_value_length (list); i++)
    success->of |= 1u << sim_value_index_of (hypotheses, sim_value_text (sim_value_at (list, i)));
  success->at_least = count                              ? (guint)sim_value_number (count)
                      : sim_value_get (record, "any-of") ? 1
                                                         : sim_value_length (list);
}

gboolean
sim_success_met (const SimSuccess *success, guint rejected)
{
  guint n = 0;
  for (guint rest = success->of & rejected; rest; rest &= rest - 1)
    n++;
  return n >= success->at_least;
}

gboolean
sim_scenario_criterion (const SimScenario *scenario, const char *id, SimSuccess *criterion)
{
  for (guint i = 0; i < sim_scenario_n_success (scenario); i++)
    if (strcmp (sim_scenario_success (scenario, i)->id, id) == 0) {
      *criterion = *sim_scenario_success (scenario, i);
      return TRUE;
    }
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++)
    if (strcmp (sim_scenario_hypothesis (scenario, h)->id, id) == 0) {
      *criterion = (SimSuccess){ sim_scenario_hypothesis (scenario, h)->id, 1u << h, 1 };
      return TRUE;
    }
  return FALSE;
}

const char *
sim_scenario_goal (const SimScenario *scenario)
{
  return sim_scenario_text (scenario, "/run/goal");
}

char *
sim_scenario_success_label (const SimScenario *scenario, guint index)
{
  const SimSuccess *success = sim_scenario_success (scenario, index);
  guint n = 0, left;
  for (guint rest = success->of; rest; rest &= rest - 1)
    n++;
  left = n;
  gboolean any = success->at_least == 1;
  GString *text = g_string_new (NULL);
  if (n > 2 && any)
    g_string_append (text, _ ("any of "));
  else if (n > 1 && success->at_least == n)
    g_string_append (text, n == 2 ? _ ("both ") : _ ("all of "));
  else if (n > 2)
    g_string_append_printf (text, _ ("at least %u of "), success->at_least);
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++)
    if (success->of >> h & 1) {
      left--;
      g_string_append_printf (text, "%s%s", sim_scenario_hypothesis (scenario, h)->id,
                              left == 0  ? ""
                              : left > 1 ? ", "
                              : any      ? _ (" or ")
                                         : _ (" and "));
    }
  return g_string_free (text, FALSE);
}
