/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The full form: shapes spread, defaults in, strangers out, hostile trees left alone.
 */
#include <math.h>

#include "scenario/expand.h"

#include "scenario-make.h"

static const SimValue *
full_at (SimValue **full, const char *text, const char *pointer)
{
  g_autoptr (SimValue) root = make (text);
  *full = sim_expand (root);
  return sim_value_resolve (*full, pointer);
}

static void
assert_full (const char *text, const char *pointer, const char *expected)
{
  g_autoptr (SimValue) full = NULL;
  const SimValue *found = full_at (&full, text, pointer);
  g_assert_nonnull (found);
  assert_value (found, expected);
}

static void
spreads_every_shape (void)
{
  static const char *const given[] = { "3", "[3,3]", "{'a':3,'b':[3,3],'c':3}" };
  for (guint i = 0; i < G_N_ELEMENTS (given); i++) {
    g_autofree char *text = g_strdup_printf (
        "{'trefoil':1," SMALL_ARMS ",'outcomes':[{'id':'y'," SMALL_VISITS ",'means':%s}]}",
        given[i]);
    assert_full (text, "/outcomes/y/means", "{'a':[3,3],'b':[3,3],'c':[3,3]}");
  }
}

static void
spreads_dropout_at_constant_hazard (void)
{
  g_autoptr (SimValue) full = NULL;
  full_at (&full,
           "{'trefoil':1," SMALL_ARMS ",'outcomes':[{'id':'y','visits':[{'id':'p','time':2},"
           "{'id':'q','time':4},{'id':'r','time':8}],'means':1}],"
           "'dropout':{'proportion':0.36}}",
           "");
  const SimValue *a = sim_value_resolve (full, "/dropout/proportion/a");
  /* 0.64 remain at week 8: 0.8 at half the time, its root at a quarter. */
  g_assert_cmpfloat_with_epsilon (sim_value_number (sim_value_at (a, 0)), 1 - sqrt (0.8), 1e-9);
  g_assert_cmpfloat_with_epsilon (sim_value_number (sim_value_at (a, 1)), 0.2, 1e-9);
  g_assert_cmpfloat (sim_value_number (sim_value_at (a, 2)), ==, 0.36);
  /* 32 significant bits, so that the hash is the same on every machine. */
  double scaled = ldexp (sim_value_number (sim_value_at (a, 0)), 35);
  g_assert_cmpfloat (scaled, ==, floor (scaled));
  assert_full ("{'trefoil':1," SMALL_ARMS "," SMALL_OUTCOME ",'dropout':{'proportion':"
               "{'a':[0.1,0.3],'b':0,'c':0}}}",
               "/dropout/proportion", "{'a':[0.1,0.3],'b':[0,0],'c':[0,0]}");
}

static void
order_is_that_of_the_table (void)
{
  g_autoptr (SimScenario) one = make_valid ("{'trefoil':1,'testing':{'sides':1,'alpha':0.1}}");
  g_autoptr (SimScenario) two = make_valid ("{'testing':{'alpha':0.1,'sides':1},'trefoil':1,"
                                            "'x-mine':{'any':[1]}}");
  g_assert_cmpstr (sim_scenario_hash (one), ==, sim_scenario_hash (two));
  g_assert_null (sim_scenario_value (two, "/x-mine"));
  g_assert_cmpstr (sim_value_key (sim_scenario_value (one, "/testing"), 0), ==, "alpha");
}

static void
absent_baseline_stays_absent (void)
{
  g_autoptr (SimScenario) scenario = make_valid (SMALL);
  g_assert_null (sim_scenario_value (scenario, "/outcomes/y/baseline"));
}

static void
wrong_values_stay_as_they_stand (void)
{
  assert_full ("{'trefoil':1,'arms':7}", "/arms", "7");
  assert_full ("{'trefoil':1,'testing':[1]}", "/testing", "[1]");
  assert_full ("{'trefoil':1,'dropout':{'proportion':'many'}}", "/dropout/proportion/usual",
               "'many'");
  g_autoptr (SimValue) text = make ("'not a map'");
  g_autoptr (SimValue) full = sim_expand (text);
  g_assert_true (full == text);
}

/* A list beyond its limit is not gone into: expanding must not multiply a hostile file. */
static void
long_lists_are_left_alone (void)
{
  GString *text = g_string_new ("{'trefoil':1,'arms':[");
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "%s{'id':'a%u','size':5}", i ? "," : "", i);
  g_string_append (text, "],'outcomes':[{'id':'y','means':1,'sd':2}]}");
  g_autoptr (SimValue) root = make (text->str);
  g_autoptr (SimValue) full = sim_expand (root);
  g_assert_true (sim_value_get (full, "arms") == sim_value_get (root, "arms"));
  g_assert_cmpfloat (sim_value_number (sim_value_resolve (full, "/outcomes/0/sd")), ==, 2);
  g_string_free (text, TRUE);
}

static void
usable_lists (void)
{
  g_autoptr (SimValue) twice = make ("[{'id':'a'},{'id':'a'}]");
  g_autoptr (SimValue) good = make ("[{'id':'a'},{'id':'b'}]");
  g_autoptr (SimValue) empty = make ("[]");
  g_assert_false (sim_arms_usable (twice));
  g_assert_true (sim_arms_usable (good));
  g_assert_false (sim_visits_usable (empty));
  g_assert_true (sim_visits_usable (good));
  g_assert_false (sim_visits_usable (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/expand/every-shape", spreads_every_shape);
  g_test_add_func ("/expand/dropout", spreads_dropout_at_constant_hazard);
  g_test_add_func ("/expand/order", order_is_that_of_the_table);
  g_test_add_func ("/expand/absent-baseline", absent_baseline_stays_absent);
  g_test_add_func ("/expand/wrong-values", wrong_values_stay_as_they_stand);
  g_test_add_func ("/expand/long-lists", long_lists_are_left_alone);
  g_test_add_func ("/expand/usable-lists", usable_lists);
  return g_test_run ();
}
