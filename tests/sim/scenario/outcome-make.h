/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * outcome-make.h - scores of outcomes as their type makes them, and what they must come to: sums
 * over the normal law by the trapezoidal rule, which is exact to all digits for smooth functions.
 */
#ifndef TESTS_OUTCOME_MAKE_H
#define TESTS_OUTCOME_MAKE_H

#include <math.h>

#include "scenario/draft-private.h"
#include "scenario/mechanism.h"

#include "scenario-make.h"

/** A draft of three arms, the last the reference, with outcome "y" of these members. */
static inline SimDraft *
outcome_draft (const char *members)
{
  g_autofree char *text = g_strdup_printf (
      "{'trefoil':1," SMALL_ARMS ",\n'outcomes':[{'id':'y',%s}],\n" SMALL_REST "}", members);
  return make_draft (text);
}

/** The scores of an arm at a visit, through the type's own functions. */
static inline SimScoreMap
outcome_map (const char *members, const char *arm, guint visit)
{
  g_autoptr (SimDraft) draft = outcome_draft (members);
  const SimValue *outcome = sim_value_resolve (sim_draft_full (draft), "/outcomes/y");
  const char *type = sim_value_text (sim_value_get (outcome, "type"));
  const SimOutcomeKind *kind = sim_outcome_kind (type);
  SimScoreMap map;

  memset (&map, 0xa5, sizeof map); /* nothing is to be left as it was */
  g_assert_nonnull (kind);
  if (kind->scores) {
    kind->scores (outcome, arm, visit, &map);
  } else {
    const SimValue *means = sim_value_get (sim_value_get (outcome, "means"), arm);
    const SimValue *sds = sim_value_get (sim_value_get (outcome, "sd"), arm);
    kind->map (outcome, sim_value_number (sim_value_at (means, visit)),
               sim_value_number (sim_value_at (sds, visit)), &map);
  }
  return map;
}

/** The problems of an outcome, but for a method that does not go with it. */
static inline GPtrArray *
outcome_problems (SimDraft *draft)
{
  GPtrArray *problems = sim_problems_new ();
  SimScenario *scenario = sim_scenario_check (draft, problems);

  sim_scenario_unref (scenario);
  for (guint i = problems->len; i-- > 0;) {
    const SimProblem *problem = problems->pdata[i];
    if (problem->code == SIM_ERROR_CONFLICT && strcmp (problem->pointer, "/analyses/m/method") == 0)
      g_ptr_array_remove_index (problems, i);
  }
  return problems;
}

/** Asserts that the outcome has exactly this problem, with such a message; pointer NULL: none. */
static inline void
assert_outcome (const char *members, const char *assignment, SimErrorCode code,
                const char *pointer, const char *part)
{
  g_autoptr (SimDraft) draft = outcome_draft (members);
  if (assignment)
    draft = make_set (draft, assignment);
  g_autoptr (GPtrArray) problems = outcome_problems (draft);

  for (guint i = 0; i < problems->len; i++) {
    const SimProblem *problem = problems->pdata[i];
    g_test_message ("%s: %s (%s)", problem->pointer, problem->message,
                    sim_error_name (problem->code));
  }
  g_assert_cmpuint (problems->len, ==, pointer ? 1 : 0);
  if (!pointer)
    return;
  const SimProblem *problem = problems->pdata[0];
  g_assert_cmpstr (problem->pointer, ==, pointer);
  g_assert_cmpstr (sim_error_name (problem->code), ==, sim_error_name (code));
  g_assert_cmpint (problem->line, >, 0);
  if (part && !strstr (problem->message, part))
    g_error ("\"%s\" is not in \"%s\"", part, problem->message);
}

/** What is written comes back as it was, byte by byte, and means the same. */
static inline void
assert_round_trip (const char *members)
{
  g_autoptr (SimDraft) draft = outcome_draft (members);
  g_autofree char *once = sim_json_write (sim_draft_root (draft));
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) again = sim_draft_parse (once, strlen (once), problems);
  g_autofree char *twice = sim_json_write (sim_draft_root (again));
  g_autofree char *full = sim_json_write (sim_draft_full (draft));
  g_autoptr (SimDraft) spread = sim_draft_parse (full, strlen (full), problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (once, ==, twice);
  g_assert_true (sim_value_equal (sim_draft_full (draft), sim_draft_full (again)));
  g_assert_true (sim_value_equal (sim_draft_full (draft), sim_draft_full (spread)));
}

/** P(Z < x), by libm alone. */
static inline double
below (double x)
{
  return erfc (-x / sqrt (2)) / 2;
}

/** E[(curve (Z) - centre)^power], out to where a normal value never comes. */
static inline double
curve_moment (const SimScoreMap *map, double centre, int power)
{
  const double step = 1 / 128.0;
  double sum = 0;

  for (int i = -37 * 128; i <= 37 * 128; i++) {
    double z = i * step;
    sum += pow (map->curve (z, map->shape) - centre, power) * exp (-z * z / 2);
  }
  return sum * step / sqrt (2 * G_PI);
}

/** P(score = k) of a map of cuts. */
static inline double
category (const SimScoreMap *map, guint k)
{
  double from = k == 0 ? -INFINITY : map->cuts[k - 1];
  double to = k == map->n_cuts ? INFINITY : map->cuts[k];

  return from > 0 ? below (-from) - below (-to) : below (to) - below (from);
}

#endif
