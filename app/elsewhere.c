/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * elsewhere.c - parts of runs by the scenario that they are of.
 */
#include "elsewhere.h"

#define MOST 8 /* some hundred KB each, rarely more */

struct _AppElsewhere {
  GPtrArray *parts; /* of SimRunPart, the newest last */
};

static void
free_part (gpointer part)
{
  sim_run_part_free (part);
}

AppElsewhere *
app_elsewhere_new (void)
{
  AppElsewhere *elsewhere = g_new (AppElsewhere, 1);

  elsewhere->parts = g_ptr_array_new_with_free_func (free_part);
  return elsewhere;
}

void
app_elsewhere_free (AppElsewhere *elsewhere)
{
  g_ptr_array_unref (elsewhere->parts);
  g_free (elsewhere);
}

/* -1: none. */
static int
index_of (const AppElsewhere *elsewhere, const SimScenario *scenario)
{
  for (guint i = 0; i < elsewhere->parts->len; i++)
    if (sim_scenario_stage_between (
            scenario, sim_run_part_scenario (g_ptr_array_index (elsewhere->parts, i)))
        <= SIM_STAGE_LENGTH)
      return (int)i;
  return -1;
}

void
app_elsewhere_keep (AppElsewhere *elsewhere, SimRunPart *part)
{
  int i = index_of (elsewhere, sim_run_part_scenario (part));
  const SimRunPart *kept = i >= 0 ? g_ptr_array_index (elsewhere->parts, i) : NULL;

  if (kept != NULL && sim_run_part_done (kept) >= sim_run_part_done (part)) {
    sim_run_part_free (part);
    return;
  }
  if (kept != NULL)
    g_ptr_array_remove_index (elsewhere->parts, (guint)i);
  else if (elsewhere->parts->len == MOST)
    g_ptr_array_remove_index (elsewhere->parts, 0);
  g_ptr_array_add (elsewhere->parts, part);
}

SimRunPart *
app_elsewhere_find (const AppElsewhere *elsewhere, const SimScenario *scenario)
{
  int i = index_of (elsewhere, scenario);

  return i >= 0 ? sim_run_part_copy (g_ptr_array_index (elsewhere->parts, i)) : NULL;
}
