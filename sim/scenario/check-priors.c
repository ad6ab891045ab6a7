/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check-priors.c - what must hold of priors: they are of numbers, and make valid scenarios.
 */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "check.h"
#include "priors-private.h"
#include "scenario-private.h"

#define FARTHEST_SD 8 /* of limits; beyond it next to nothing of a normal distribution is left */

/* That the mean is not too far outside of the limits to be cut to them. */
static void
check_far (SimCheck *check, const char *at, const SimValue *entry)
{
  const SimValue *min = sim_value_get (entry, "min"), *max = sim_value_get (entry, "max");
  double mean = sim_value_number (sim_value_get (entry, "mean"));
  double sd = sim_value_number (sim_value_get (entry, "sd"));
  gboolean above = min && (sim_value_number (min) - mean) / sd > FARTHEST_SD;
  gboolean below = max && (mean - sim_value_number (max)) / sd > FARTHEST_SD;
  char *pointer = sim_pointer_join (at, above ? "min" : "max");

  if (above || below)
    sim_check_add_at (check, pointer, SIM_ERROR_CONFLICT, above ? min : max,
                      above ? _ ("at most 8 SD above the mean") : _ ("at least the mean less 8 SD"),
                      _ ("nothing of the distribution is within the limits"));
  g_free (pointer);
}

static void
check_limits (SimCheck *check, const char *at, const SimValue *entry)
{
  const SimValue *min = sim_value_get (entry, "min"), *max = sim_value_get (entry, "max");
  char *pointer = sim_pointer_join (at, "min");

  if (min && max && !(sim_value_number (min) < sim_value_number (max)))
    sim_check_add_at (check, pointer, SIM_ERROR_CONFLICT, min, _ ("a number below max"),
                      _ ("the limits are the wrong way round"));
  else
    check_far (check, at, entry);
  g_free (pointer);
}

/* That the value is one number which a trial is made of. */
static void
check_target (SimCheck *check, const char *at, const char *key)
{
  const SimField *field = sim_field_find (check->root, key);
  SimValue *value = field ? sim_draft_effective (check->draft, key) : NULL;

  if (!value)
    sim_check_add_at (check, at, SIM_ERROR_REFERENCE, NULL, _ ("a pointer to a number"),
                      _ ("the pointer leads nowhere"));
  else if (sim_value_kind (value) != SIM_VALUE_NUMBER)
    sim_check_add_at (check, at, SIM_ERROR_KIND, value,
                      _ ("a pointer to one number, such as /outcomes/rmdq/means/hand-ear/0"),
                      _ ("the pointer leads to no number"));
  else if (field->kind != SIM_FIELD_REAL || field->stage <= SIM_STAGE_DECIDE)
    sim_check_add_at (check, at, SIM_ERROR_CONFLICT, value,
                      _ ("a real number of what patients are, not of what is decided"),
                      _ ("nothing can be believed of this value"));
  sim_value_unref (value);
}

static void
check_distribution (SimCheck *check, const char *key, const SimValue *entry)
{
  char *at = sim_pointer_join ("/priors", key);
  char **steps = sim_pointer_split (key);

  if (!steps || !*steps)
    sim_check_add_at (check, at, SIM_ERROR_POINTER, NULL,
                      _ ("a pointer such as /outcomes/rmdq/sd, or scenarios"),
                      _ ("the key is no pointer to a value"));
  else
    check_target (check, at, key);
  check_limits (check, at, entry);
  g_strfreev (steps);
  g_free (at);
}

/* That no prior before it is of the same value, however its pointer is written, or of a part. */
static void
check_once (SimCheck *check, const SimValue *map, guint i)
{
  const char *key = sim_value_key (map, i);

  for (guint j = 0; j < i; j++) {
    const char *other = sim_value_key (map, j);
    if (*key != '/' || *other != '/'
        || !(sim_pointer_within (check->full, other, key)
             || sim_pointer_within (check->full, key, other)))
      continue;
    char *at = sim_pointer_join ("/priors", key);
    sim_check_add_at (check, at, SIM_ERROR_CONFLICT, NULL, _ ("one prior of each value"),
                      _ ("%s is a prior of the same value"), other);
    g_free (at);
    return;
  }
}

/* Takes over draft; what is wrong with it is said at `at`. */
static void
check_made (SimCheck *check, const char *at, const char *whose, SimDraft *draft, GError *error)
{
  GPtrArray *problems = sim_problems_new ();

  if (draft)
    sim_check_draft (draft, problems);
  if (error)
    sim_check_add_at (check, at, SIM_ERROR_POINTER, NULL, NULL, "%s", error->message);
  else if (problems->len > 0)
    sim_check_add_at (check, at, SIM_ERROR_CONFLICT, NULL, _ ("values of a valid scenario"),
                      _ ("%s is not valid: %s: %s"), whose,
                      ((SimProblem *)problems->pdata[0])->pointer,
                      ((SimProblem *)problems->pdata[0])->message);
  g_clear_error (&error);
  g_ptr_array_unref (problems);
  sim_draft_unref (draft);
}

/* TRUE, and a problem, if a weighted scenario brings priors of its own. */
static gboolean
brings_priors (SimCheck *check, const SimValue *scenario, guint index)
{
  const SimValue *set = sim_value_get (scenario, "set");
  gboolean brings = FALSE;

  for (guint i = 0; i < sim_value_length (set) && !brings; i++) {
    char **steps = sim_pointer_split (sim_value_key (set, i));
    brings = steps && steps[0] && strcmp (steps[0], "priors") == 0;
    g_strfreev (steps);
  }
  if (brings) {
    char *at = g_strdup_printf ("/priors/scenarios/%u/set", index);
    sim_check_add_at (check, at, SIM_ERROR_CONFLICT, NULL, _ ("values of a trial"),
                      _ ("one of several scenarios has no priors itself"));
    g_free (at);
  }
  return brings;
}

/* The scenarios that the priors make: with all values at their medians, and each weighted one. */
static void
check_scenarios (SimCheck *check, const SimValue *map)
{
  double median[SIM_MAX_PRIORS];
  SimDraft *draft = sim_draft_new (check->root, NULL);
  SimPriors priors;

  sim_priors_read (map, &priors);
  for (guint i = 0; i < priors.n; i++)
    median[i] = 0.5;
  if (priors.n > 0) {
    GError *error = NULL;
    SimDraft *made = sim_priors_at (&priors, draft, median, &error);
    check_made (check, "/priors", _ ("the scenario with the medians of the priors"), made, error);
  }
  for (guint i = 0; i < priors.n_scenarios; i++) {
    if (brings_priors (check, sim_value_at (sim_value_get (map, "scenarios"), i), i))
      continue;
    GError *error = NULL;
    char *at = g_strdup_printf ("/priors/scenarios/%u/set", i);
    SimDraft *made = sim_priors_scenario (&priors, draft, i, &error);
    check_made (check, at, _ ("the scenario"), made, error);
    g_free (at);
  }
  sim_priors_clear (&priors);
  sim_draft_unref (draft);
}

void
sim_check_priors (SimCheck *check)
{
  const SimValue *map = sim_value_get (check->root, "priors");
  guint n_values = 0;

  if (sim_value_kind (map) != SIM_VALUE_MAP || sim_check_said_below (check, "/priors"))
    return;
  for (guint i = 0; i < sim_value_length (map); i++) {
    const char *key = sim_value_key (map, i);
    if (strcmp (key, "scenarios") == 0 || strncmp (key, "x-", 2) == 0)
      continue;
    check_distribution (check, key, sim_value_at (map, i));
    check_once (check, map, i);
    n_values++;
  }
  if (n_values > 0 && sim_value_get (map, "scenarios"))
    sim_check_add_at (check, "/priors/scenarios", SIM_ERROR_CONFLICT, NULL,
                      _ ("either distributions of values or scenarios"),
                      _ ("priors are given in both ways"));
  if (check->problems->len == check->before)
    check_scenarios (check, map);
}
