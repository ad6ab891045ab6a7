/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * expected.c - what a scenario file expects, read from its draft.
 */
#include "expected.h"

#include <string.h>

#include "../base/error.h"

#include "build.h"

#define HERE  "/expected"
#define WHOLE HERE "/scenario"

gboolean
sim_expected_read (const SimDraft *draft, SimExpected *expected)
{
  const SimValue *record = sim_draft_get (draft, HERE);
  const SimValue *replicates = sim_value_get (record, "replicates");

  *expected = (SimExpected){ .program = sim_value_text (sim_value_get (record, "program")),
                             .replicates = replicates ? (guint64)sim_value_number (replicates) : 0,
                             .fingerprint = sim_value_text (sim_value_get (record, "fingerprint")),
                             .scenario = sim_value_get (record, "scenario"),
                             .results = sim_value_get (record, "results") };
  return record != NULL;
}

/* The draft of root, which expects nothing and has so many trials (0: its own number). */
static SimDraft *
draft_of (const SimValue *root, guint64 replicates)
{
  SimDraft *draft = sim_draft_new (root, NULL);
  SimDraft *bare = sim_draft_set (draft, HERE, NULL, NULL);
  SimValue *number = sim_value_new_number ((double)replicates);
  SimDraft *made = NULL;

  if (bare && replicates > 0)
    made = sim_draft_set (bare, "/run/replicates", number, NULL);
  sim_value_unref (number);
  if (!made) /* nothing to be set, or no scenario at all, which the check says */
    made = sim_draft_ref (bare ? bare : draft);
  sim_draft_unref (bare);
  sim_draft_unref (draft);
  return made;
}

/* Problems of a scenario that stands within a file, said of the file. */
static void
add_below (SimDraft *draft, const GPtrArray *found, GPtrArray *problems)
{
  for (guint i = 0; i < found->len; i++) {
    const SimProblem *problem = found->pdata[i];
    char *pointer = g_strconcat (WHOLE, problem->pointer, NULL);
    sim_problems_add (problems, problem->code, pointer, sim_draft_line (draft, pointer), NULL, NULL,
                      "%s", problem->message);
    g_free (pointer);
  }
}

SimScenario *
sim_expected_scenario (SimDraft *draft, GPtrArray *problems)
{
  SimExpected expected;

  if (!sim_expected_read (draft, &expected))
    return NULL;
  const SimValue *root = expected.scenario ? expected.scenario : sim_draft_root (draft);
  SimDraft *given = draft_of (root, expected.replicates);
  GPtrArray *found = sim_problems_new ();
  SimScenario *scenario = sim_scenario_check (given, found);
  add_below (draft, found, problems);
  g_ptr_array_unref (found);
  sim_draft_unref (given);
  return scenario;
}

SimScenario *
sim_expected_own (SimScenario *scenario)
{
  GPtrArray *problems = sim_problems_new ();
  SimDraft *draft = sim_scenario_draft (scenario);
  SimExpected expected;

  sim_expected_read (draft, &expected);
  SimDraft *own = draft_of (sim_draft_root (draft), expected.replicates);
  SimScenario *made = sim_scenario_check (own, problems);
  sim_draft_unref (own);
  g_ptr_array_unref (problems);
  return made;
}

gboolean
sim_expected_changed (SimScenario *scenario)
{
  GPtrArray *problems = sim_problems_new ();
  SimScenario *given = sim_expected_scenario (sim_scenario_draft (scenario), problems);
  SimScenario *own = given ? sim_expected_own (scenario) : NULL;
  gboolean changed
      = given && (!own || strcmp (sim_scenario_hash (given), sim_scenario_hash (own)) != 0);

  sim_scenario_unref (own);
  sim_scenario_unref (given);
  g_ptr_array_unref (problems);
  return changed;
}

/* Every key that a number depends on, and the names by which people know them. */
static SimValue *
whole (const SimScenario *scenario)
{
  static const char *const left_out[] = { "question", "purpose",  "notes",  "sources", "basis",
                                          "priors",   "expected", "lesson", NULL };
  const SimValue *full = sim_scenario_expanded (scenario);
  SimBuild *build = sim_build_new ();

  for (guint i = 0; i < sim_value_length (full); i++)
    if (!g_strv_contains (left_out, sim_value_key (full, i)))
      sim_build_add (build, sim_value_key (full, i), sim_value_ref (sim_value_at (full, i)));
  return sim_build_map (build);
}

SimValue *
sim_expected_new (const SimScenario *scenario, const char *program, const char *fingerprint,
                  const SimValue *results)
{
  SimBuild *build = sim_build_new ();

  sim_build_add (build, "program", sim_value_new_text (program));
  sim_build_add (build, "replicates",
                 sim_value_new_number ((double)sim_scenario_replicates (scenario)));
  sim_build_add (build, "fingerprint", sim_value_new_text (fingerprint));
  if (results)
    sim_build_add (build, "results", sim_value_ref (results));
  sim_build_add (build, "scenario", whole (scenario));
  return sim_build_map (build);
}
