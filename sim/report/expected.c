/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * expected.c - results written as what a file expects, and whether what it expects can be.
 */
#include "reproduction-report.h"

#include <glib/gi18n.h>
#include <string.h>

#include "json-map.h"
#include "lesson-private.h"

#define DIGITS 64 /* of a fingerprint */

/* --- writing ------------------------------------------------------------------------------- */

typedef struct {
  GPtrArray *pointers;
  GPtrArray *records;
} Figures;

static void
add_power (Figures *figures, const char *around, const char *id, const char *within,
           const SimFigure *power)
{
  SimJsonMap map = { .n = 0 };
  g_autofree char *at = sim_pointer_join (around, id);

  sim_json_map_add (&map, "value", sim_value_new_number (power->value));
  sim_json_map_add (&map, "mcse", sim_value_new_number (power->mcse));
  g_ptr_array_add (figures->pointers, g_strconcat (at, within, NULL));
  g_ptr_array_add (figures->records, sim_json_map_end (&map));
}

static SimValue *
own_figures (const SimScenario *scenario, SimSnapshot *snapshot)
{
  const SimResults *results = sim_snapshot_results (snapshot);
  const SimSizeResult *size = &results->sizes[results->own_size];
  Figures figures = { g_ptr_array_new_with_free_func (g_free), g_ptr_array_new () };
  g_autofree char *hypotheses = g_strdup_printf ("/sizes/%u/hypotheses", size->total);
  g_autofree char *trial = g_strdup_printf ("/sizes/%u/trial", size->total);
  g_autofree char *success = g_strconcat (trial, "/success", NULL);

  for (guint h = 0; h < results->n_hypotheses; h++)
    add_power (&figures, hypotheses, sim_scenario_hypothesis (scenario, h)->id, "/power/value",
               &size->hypotheses[h].power);
  for (guint i = 0; i < results->n_success; i++)
    add_power (&figures, success, sim_scenario_success (scenario, i)->id, "/value",
               &size->success[i]);
  if (results->n_hypotheses > 1) {
    add_power (&figures, trial, "any", "/value", &size->any);
    add_power (&figures, trial, "all", "/value", &size->all);
  }
  SimValue *map = sim_value_new_map ((const char *const *)figures.pointers->pdata,
                                     (SimValue **)figures.records->pdata, figures.records->len);
  g_ptr_array_unref (figures.pointers);
  g_ptr_array_unref (figures.records);
  return map;
}

/* The scenario with as many trials as a snapshot has, which an extended run has more of. */
static SimScenario *
with_trials (SimScenario *scenario, SimSnapshot *snapshot)
{
  guint64 trials = sim_snapshot_replicates (snapshot);

  if (trials == sim_scenario_replicates (scenario))
    return sim_scenario_ref (scenario);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimValue) number = sim_value_new_number ((double)trials);
  g_autoptr (SimDraft) draft
      = sim_draft_set (sim_scenario_draft (scenario), "/run/replicates", number, NULL);
  return sim_scenario_check (draft, problems);
}

SimDraft *
sim_expected_draft (SimScenario *scenario, SimSnapshot *snapshot, const char *program)
{
  g_autoptr (SimScenario) simulated = with_trials (scenario, snapshot);
  g_autoptr (SimValue) figures = own_figures (simulated, snapshot);
  g_autoptr (SimValue) expected
      = sim_expected_new (simulated, program, sim_snapshot_fingerprint (snapshot), figures);

  return sim_draft_set (sim_scenario_draft (simulated), "/expected", expected, NULL);
}

/* --- telling ------------------------------------------------------------------------------- */

/* "Pain: SD: 5 points → 4.5 points", and how many more there are. */
static char *
changes_text (GPtrArray *differences)
{
  const SimDifference *first = NULL;
  guint n = 0;

  for (guint i = 0; i < differences->len; i++) {
    const SimDifference *difference = g_ptr_array_index (differences, i);
    if (difference->stage == SIM_STAGE_LABEL)
      continue;
    n++;
    first = first != NULL ? first : difference;
  }
  if (first == NULL) /* the hash says more than words do */
    return g_strdup (_ ("changed since its results were written"));
  g_autofree char *what = g_strdup_printf (
      _ ("changed since its results were written: %s: %s → %s"), first->what,
      first->a != NULL ? first->a : _ ("none"), first->b != NULL ? first->b : _ ("none"));
  if (n == 1)
    return g_steal_pointer (&what);
  return g_strdup_printf (ngettext ("%s, and %u more", "%s, and %u more", n - 1), what, n - 1);
}

char *
sim_report_expected_text (SimScenario *scenario, SimSnapshot *snapshot)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();

  switch (sim_expected_verdict (scenario, snapshot)) {
  case SIM_EXPECTED_SAME:
    return g_strdup (_ ("reproduced exactly"));
  case SIM_EXPECTED_NEAR:
    return g_strdup (_ ("reproduced within Monte Carlo error"));
  case SIM_EXPECTED_OTHER:
    return g_strdup (_ ("not reproduced: other results than the file expects"));
  case SIM_EXPECTED_CHANGED:
    break;
  case SIM_EXPECTED_NOT:
  case SIM_EXPECTED_LENGTH:
    return NULL;
  }
  g_autoptr (SimScenario) given = sim_expected_scenario (sim_scenario_draft (scenario), problems);
  g_autoptr (SimScenario) own = sim_expected_own (scenario);
  if (own == NULL)
    return g_strdup (_ ("changed since its results were written"));
  g_autoptr (GPtrArray) differences = sim_scenario_differences (given, own);
  return changes_text (differences);
}

/* --- checking ------------------------------------------------------------------------------ */

static void
say (SimDraft *draft, GPtrArray *problems, const char *pointer, SimErrorCode code,
     const SimValue *found, const char *allowed, const char *what)
{
  g_autofree char *text = found != NULL ? sim_json_write_compact (found) : NULL;

  sim_problems_add (problems, code, pointer, sim_draft_line (draft, pointer), text, allowed, "%s",
                    what);
}

static gboolean
is_fingerprint (const char *text)
{
  return strlen (text) == DIGITS && text[strspn (text, "0123456789abcdefABCDEF")] == '\0';
}

/* Where the scenario was changed, it is mostly all of them that are gone. */
static void
check_figures (SimDraft *draft, const SimExpected *expected, SimScenario *given,
               GPtrArray *problems)
{
  g_autoptr (SimValue) empty = sim_lesson_no_results (given, NULL);
  g_autofree char *what = NULL, *at = NULL;
  guint missing = 0;

  for (guint i = 0; i < sim_value_length (expected->results); i++) {
    const char *key = sim_value_key (expected->results, i);
    SimLessonFigure figure;
    if (strncmp (key, "x-", 2) == 0 || sim_lesson_figure (empty, key, &figure))
      continue;
    if (missing++ == 0)
      at = sim_pointer_join ("/expected/results", key);
  }
  if (missing == 0)
    return;
  if (missing == 1)
    what = g_strdup (_ ("the results have no such number"));
  else
    what = g_strdup_printf (
        ngettext ("the results have neither this number nor %u other; where the scenario was "
                  "changed, trefoil-sim expect writes them again",
                  "the results have neither this number nor %u others; where the scenario was "
                  "changed, trefoil-sim expect writes them again",
                  missing - 1),
        missing - 1);
  say (draft, problems, at, SIM_ERROR_POINTER, NULL,
       _ ("a pointer to a number in the results, such as "
          "/sizes/152/hypotheses/HE-UC/power/value, with the id of a hypothesis and a total that "
          "the scenario has"),
       what);
}

void
sim_expected_check (SimDraft *draft, GPtrArray *problems)
{
  SimExpected expected;

  if (!sim_expected_read (draft, &expected))
    return;
  if (expected.fingerprint != NULL && !is_fingerprint (expected.fingerprint))
    say (draft, problems, "/expected/fingerprint", SIM_ERROR_SHAPE,
         sim_draft_get (draft, "/expected/fingerprint"), _ ("64 hexadecimal digits"),
         _ ("not a fingerprint"));
  if (expected.fingerprint == NULL && sim_value_length (expected.results) == 0)
    say (draft, problems, "/expected", SIM_ERROR_MISSING, NULL, _ ("fingerprint, results or both"),
         _ ("nothing is expected"));
  SimScenario *given = sim_expected_scenario (draft, problems);
  if (given != NULL)
    check_figures (draft, &expected, given, problems);
  sim_scenario_unref (given);
}
