/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * elsewhere.c - parts of runs by the scenario that they are of.
 */
#include "elsewhere.h"

#define MOST 8 /* some hundred KB each, rarely more */

typedef struct {
  SimRunPart *part;
  char *folder; /* NULL: it was taken */
} Result;

struct _AppElsewhere {
  GPtrArray *results; /* the newest last */
};

static void
free_result (gpointer data)
{
  Result *result = data;

  sim_run_part_free (result->part);
  g_free (result->folder);
  g_free (result);
}

AppElsewhere *
app_elsewhere_new (void)
{
  AppElsewhere *elsewhere = g_new (AppElsewhere, 1);

  elsewhere->results = g_ptr_array_new_with_free_func (free_result);
  return elsewhere;
}

void
app_elsewhere_free (AppElsewhere *elsewhere)
{
  g_ptr_array_unref (elsewhere->results);
  g_free (elsewhere);
}

/* -1: none. */
static int
index_of (const AppElsewhere *elsewhere, const SimScenario *scenario)
{
  for (guint i = 0; i < elsewhere->results->len; i++) {
    const Result *result = g_ptr_array_index (elsewhere->results, i);
    if (sim_scenario_stage_between (scenario, sim_run_part_scenario (result->part))
        <= SIM_STAGE_LENGTH)
      return (int)i;
  }
  return -1;
}

static Result *
find (const AppElsewhere *elsewhere, const SimScenario *scenario)
{
  int i = index_of (elsewhere, scenario);

  return i >= 0 ? g_ptr_array_index (elsewhere->results, i) : NULL;
}

void
app_elsewhere_keep (AppElsewhere *elsewhere, SimRunPart *part, const char *folder)
{
  int i = index_of (elsewhere, sim_run_part_scenario (part));
  const Result *kept = i >= 0 ? g_ptr_array_index (elsewhere->results, i) : NULL;
  Result *result;

  if (kept != NULL && sim_run_part_done (kept->part) >= sim_run_part_done (part)) {
    sim_run_part_free (part);
    return;
  }
  if (kept != NULL)
    g_ptr_array_remove_index (elsewhere->results, (guint)i);
  else if (elsewhere->results->len == MOST)
    g_ptr_array_remove_index (elsewhere->results, 0);
  result = g_new (Result, 1);
  *result = (Result){ part, g_strdup (folder) };
  g_ptr_array_add (elsewhere->results, result);
}

SimRunPart *
app_elsewhere_find (const AppElsewhere *elsewhere, const SimScenario *scenario)
{
  const Result *result = find (elsewhere, scenario);

  return result != NULL ? sim_run_part_copy (result->part) : NULL;
}

char *
app_elsewhere_take_folder (AppElsewhere *elsewhere, const SimScenario *scenario)
{
  Result *result = find (elsewhere, scenario);

  return result != NULL ? g_steal_pointer (&result->folder) : NULL;
}
