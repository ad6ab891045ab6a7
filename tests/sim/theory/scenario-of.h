/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scenario-of.h - scenarios for these tests: the example with values set as on the command line.
 */
#ifndef TESTS_SIM_THEORY_SCENARIO_OF_H
#define TESTS_SIM_THEORY_SCENARIO_OF_H

#include "sim.h"

static inline SimScenario *
scenario_of_v (const char *const *assignments)
{
  SimDraft *draft = sim_draft_new_default ();
  GPtrArray *problems = sim_problems_new ();

  for (; *assignments != NULL; assignments++) {
    GError *error = NULL;
    SimDraft *next = sim_draft_set_text (draft, *assignments, &error);
    g_assert_no_error (error);
    sim_draft_unref (draft);
    draft = next;
  }
  SimScenario *scenario = sim_scenario_check (draft, problems);
  for (guint i = 0; i < problems->len; i++) {
    char *line = sim_problem_to_line (g_ptr_array_index (problems, i), "scenario");
    g_test_message ("%s", line);
    g_free (line);
  }
  g_assert_nonnull (scenario);
  g_ptr_array_unref (problems);
  sim_draft_unref (draft);
  return scenario;
}

#define scenario_of(...) scenario_of_v ((const char *const[]){ __VA_ARGS__, NULL })

/* The example's analysis of covariance made a plain t test. */
#define T_TEST     "/analyses/main/adjust-for=null", "/analyses/main/method=t-test"
#define CHANGE     "/analyses/main/adjust-for=null", "/analyses/main/method=change-score"
#define NO_DROPOUT "/dropout/proportion=0"
#define SIZES(a, b, c, total)                                                                      \
  "/arms/hand-ear/size=" #a, "/arms/standard/size=" #b, "/arms/usual/size=" #c,                    \
      "/run/sizes=[" #total "]"
#define RULE(method) "/testing/multiplicity/method=" method
#define VS_CONTROL   "/testing/hypotheses/HE-ST=null"

#endif
