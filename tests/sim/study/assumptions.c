/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assumptions.c - what is offered for sensitivity: ranges of the basis first, no value twice, and
 * both ends of what is offered make a valid scenario.
 */
#include <math.h>

#include "../run/fixture.h"

static const SimAssumption *find (GPtrArray *list, const char *pointer)
{
  const SimAssumption *found = NULL;
  for (guint i = 0; i < list->len; i++) {
    const SimAssumption *one = g_ptr_array_index (list, i);
    if (g_strcmp0 (one->range->pointer, pointer) == 0) {
      g_assert_null (found);
      found = one;
    }
  }
  return found;
}

static void check_ends (SimScenario *scenario, GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++) {
    const SimAssumption *one = g_ptr_array_index (list, i);
    g_assert_cmpfloat (one->range->values[0], <, one->range->values[1]);
    g_assert_cmpstr (one->label, !=, "");
    for (guint end = 0; end < 2 && !one->given; end++) {
      g_autoptr (GPtrArray) problems = sim_problems_new ();
      g_autoptr (SimDraft) draft
          = sim_vary_apply (one->range, sim_scenario_draft (scenario), end, NULL);
      g_autoptr (SimScenario) other = sim_scenario_check (draft, problems);
      g_assert_nonnull (other);
      g_assert_cmpstr (sim_scenario_hash (other), !=, sim_scenario_hash (scenario));
    }
  }
}

static void test_offered (void)
{
  SimScenario *scenario = fixture_scenario ("/title=x");
  GPtrArray *list = sim_assumptions (scenario);
  const SimAssumption *sd = find (list, "/outcomes/rmdq/sd");
  const SimAssumption *mean = find (list, "/outcomes/rmdq/means/hand-ear");

  g_assert_nonnull (sd);
  g_assert_false (sd->given);
  g_assert_cmpfloat (sd->range->values[0], ==, 4);
  g_assert_cmpfloat (sd->range->values[1], ==, 6);
  g_assert_cmpfloat (sd->planned, ==, 5);
  g_assert_cmpstr (sd->ends[0], ==, "4 points");
  /* means of two visits that differ move together */
  g_assert_nonnull (mean);
  g_assert_cmpint (mean->range->how, ==, SIM_VARY_SHIFT);
  g_assert_cmpfloat (mean->range->values[1], ==, 1);
  g_assert_cmpstr (mean->ends[1], ==, "+1 points");
  check_ends (scenario, list);
  g_ptr_array_unref (list);
  sim_scenario_unref (scenario);
}

static void test_given (void)
{
  SimScenario *scenario = fixture_scenario (
      "/basis={\"/outcomes/rmdq/sd\": {\"kind\": \"assumed\", \"range\": [3, 9]}, "
      "\"/outcomes/rmdq/baseline/mean\": {\"kind\": \"assumed\", \"range\": [9, 12]}}");
  GPtrArray *list = sim_assumptions (scenario);
  const SimAssumption *first = g_ptr_array_index (list, 0);
  const SimAssumption *sd = find (list, "/outcomes/rmdq/sd");

  g_assert_true (first->given);
  g_assert_nonnull (sd);
  g_assert_true (sd->given);
  g_assert_cmpfloat (sd->range->values[0], ==, 3);
  g_assert_cmpfloat (sd->range->values[1], ==, 9);
  g_assert_nonnull (find (list, "/outcomes/rmdq/baseline/mean"));
  check_ends (scenario, list);
  g_ptr_array_unref (list);
  sim_scenario_unref (scenario);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study/assumptions/offered", test_offered);
  g_test_add_func ("/study/assumptions/given", test_given);
  return g_test_run ();
}
