/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scenario-make.h - drafts, scenarios and expected problems for tests; JSON with single quotes.
 */
#ifndef TESTS_SCENARIO_MAKE_H
#define TESTS_SCENARIO_MAKE_H

#include <string.h>

#include "base/error.h"
#include "scenario/scenario.h"

#include "value-make.h"

/** Three arms, two visits, no baseline: a small valid scenario that leaves much to defaults. */
#define SMALL_ARMS                                                                                 \
  "'arms':[{'id':'a','size':20},{'id':'b','size':20},{'id':'c','size':20,'reference':true}]"
#define SMALL_VISITS "'visits':[{'id':'v1','time':4},{'id':'v2','time':8}]"
#define SMALL_OUTCOME                                                                              \
  "'outcomes':[{'id':'y'," SMALL_VISITS ",'means':{'a':[1,2],'b':[1,2],'c':[0,0]}}]"
#define SMALL_REST "'analyses':[{'id':'m','method':'t-test'}]"
#define SMALL      "{'trefoil':1," SMALL_ARMS "," SMALL_OUTCOME "," SMALL_REST "}"

/** A draft read from text, with its lines. */
static inline SimDraft *
make_draft (const char *text)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  SimDraft *draft = sim_draft_parse (json, strlen (json), problems);

  g_assert_nonnull (draft);
  g_assert_cmpuint (problems->len, ==, 0);
  return draft;
}

/** draft with assignments applied in turn; consumes draft. */
static inline SimDraft *
make_set (SimDraft *draft, const char *assignment)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdelimit (g_strdup (assignment), "'", '"');
  SimDraft *next = sim_draft_set_text (draft, json, &error);

  g_assert_no_error (error);
  sim_draft_unref (draft);
  return next;
}

/** The scenario of a draft that must be valid. */
static inline SimScenario *
make_scenario (SimDraft *draft)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  SimScenario *scenario = sim_scenario_check (draft, problems);

  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *line = sim_problem_to_line (problems->pdata[i], "test");
    g_test_message ("%s", line);
  }
  g_assert_nonnull (scenario);
  g_assert_cmpuint (problems->len, ==, 0);
  return scenario;
}

static inline SimScenario *
make_valid (const char *text)
{
  g_autoptr (SimDraft) draft = make_draft (text);
  return make_scenario (draft);
}

/** What is wrong with a draft that must be invalid. */
static inline GPtrArray *
draft_problems (SimDraft *draft)
{
  GPtrArray *problems = sim_problems_new ();
  SimScenario *scenario = sim_scenario_check (draft, problems);

  g_assert_null (scenario);
  g_assert_cmpuint (problems->len, >, 0);
  return problems;
}

static inline GPtrArray *
problems_of (const char *text)
{
  g_autoptr (SimDraft) draft = make_draft (text);
  return draft_problems (draft);
}

/** The problem with this code at this pointer; NULL. */
static inline const SimProblem *
find_problem (GPtrArray *problems, SimErrorCode code, const char *pointer)
{
  for (guint i = 0; i < problems->len; i++) {
    const SimProblem *problem = problems->pdata[i];
    if (problem->code == code && strcmp (problem->pointer, pointer) == 0)
      return problem;
  }
  return NULL;
}

/** Asserts that text has exactly one problem, of this code, there; line 0: any. */
static inline void
assert_one_problem (const char *text, SimErrorCode code, const char *pointer, int line,
                    const char *part_of_message)
{
  g_autoptr (GPtrArray) problems = problems_of (text);
  const SimProblem *problem = problems->pdata[0];

  if (problems->len != 1 || problem->code != code || strcmp (problem->pointer, pointer) != 0)
    for (guint i = 0; i < problems->len; i++) {
      g_autofree char *said = sim_problem_to_line (problems->pdata[i], "test");
      g_test_message ("%s (%s)", said, sim_error_name (((SimProblem *)problems->pdata[i])->code));
    }
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (sim_error_name (problem->code), ==, sim_error_name (code));
  g_assert_cmpstr (problem->pointer, ==, pointer);
  if (line)
    g_assert_cmpint (problem->line, ==, line);
  if (part_of_message && !strstr (problem->message, part_of_message))
    g_error ("\"%s\" is not in \"%s\"", part_of_message, problem->message);
}

#endif
