/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The check as a whole: version, all problems at once with place and line, limits on saying it.
 */
#include "scenario/check.h"

#include "example.h"
#include "scenario-make.h"

static void
example_of_the_format_is_accepted (void)
{
  gsize n = 0;
  g_autofree char *text = example_read (&n);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_parse (text, n, problems);
  g_autoptr (SimScenario) scenario = make_scenario (draft);
  g_autoptr (SimScenario) bare = make_valid ("{'trefoil':1}");
  g_assert_cmpstr (sim_scenario_hash (scenario), ==, sim_scenario_hash (bare));
  g_assert_cmpstr (sim_scenario_title (scenario), !=, "");
}

static void
version (void)
{
  assert_one_problem ("{}", SIM_ERROR_VERSION, "/trefoil", 1, "missing");
  assert_one_problem ("{\n'titel': 3,\n'trefoil': 2}", SIM_ERROR_VERSION, "/trefoil", 3, "newer");
  assert_one_problem ("{'trefoil':0,'titel':3}", SIM_ERROR_VERSION, "/trefoil", 1, "found 0");
  assert_one_problem ("{'trefoil':'1'}", SIM_ERROR_VERSION, "/trefoil", 1, "found \"1\"");
  assert_one_problem ("[1,2]", SIM_ERROR_KIND, "", 1, "not a scenario");
}

static void
assert_line (GPtrArray *problems, guint i, SimErrorCode code, const char *pointer, int line,
             const char *found, const char *allowed)
{
  const SimProblem *problem = problems->pdata[i];
  g_test_message ("%s", problem->message);
  g_assert_cmpstr (sim_error_name (problem->code), ==, sim_error_name (code));
  g_assert_cmpstr (problem->pointer, ==, pointer);
  g_assert_cmpint (problem->line, ==, line);
  g_assert_cmpstr (problem->found, ==, found);
  g_assert_cmpstr (problem->allowed, ==, allowed);
}

static void
five_mistakes_five_problems (void)
{
  g_autoptr (GPtrArray) problems = problems_of ("{\n"
                                                "  'trefoil': 1,\n"
                                                "  'titel': 'A trial',\n"
                                                "  'dropout': {'proportion': {'hand-ear': 0.1,\n"
                                                "    'standard': 1.5, 'usual': 0.1}},\n"
                                                "  'analyses': [{'id': 'main',\n"
                                                "    'visit': 'week-9'}],\n"
                                                "  'testing': {'sides': 'two',\n"
                                                "    'multiplicity': {'method': 'hommle'}}\n"
                                                "}\n");
  g_assert_cmpuint (problems->len, ==, 5);
  assert_line (problems, 0, SIM_ERROR_UNKNOWN_KEY, "/titel", 3, NULL, NULL);
  assert_line (problems, 1, SIM_ERROR_RANGE, "/dropout/proportion/standard", 5, "1.5",
               "a number from 0 to below 1");
  assert_line (problems, 2, SIM_ERROR_REFERENCE, "/analyses/main/visit", 7, "\"week-9\"",
               "one of week-8, week-26");
  assert_line (problems, 3, SIM_ERROR_KIND, "/testing/sides", 8, "\"two\"",
               "a whole number from 1 to 2");
  assert_line (problems, 4, SIM_ERROR_CHOICE, "/testing/multiplicity/method", 9, "\"hommle\"",
               "one of none, bonferroni, sidak, holm, hochberg, hommel, shaffer, fixed-sequence, "
               "fallback, dunnett, dunnett-step-down, tukey, lsd, closed, gatekeeping, graph");
}

/* One reads a file from top to bottom, whichever part of the check found what. */
static void
problems_stand_in_order_of_lines (void)
{
  g_autoptr (GPtrArray) problems
      = problems_of ("{'trefoil':1,\n'outcomes':[{'id':'y','visits':[{'id':'a','time':8},\n"
                     "{'id':'b','time':4}],'means':0}],\n'analyses':[{'id':'m','method':"
                     "'t-test'}],\n'testing':{'alpha':7}}");
  g_assert_cmpuint (problems->len, ==, 2);
  assert_line (problems, 0, SIM_ERROR_CONFLICT, "/outcomes/y/visits/b/time", 3, "4",
               "a time after 8, that of the visit before");
  assert_line (problems, 1, SIM_ERROR_RANGE, "/testing/alpha", 5, "7",
               "a number above 0 and below 1");
}

static void
earlier_problems_are_kept (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) bad = make_draft ("{'trefoil':1,'title':1}");
  g_autoptr (SimDraft) good = make_draft ("{'trefoil':1}");
  g_assert_null (sim_scenario_check (bad, problems));
  g_autoptr (SimScenario) scenario = sim_scenario_check (good, problems);
  g_assert_nonnull (scenario);
  g_assert_cmpuint (problems->len, ==, 1);
}

static void
many_problems_are_cut_off (void)
{
  GString *text = g_string_new ("{'trefoil':1");
  for (guint i = 0; i < 50000; i++)
    g_string_append_printf (text, ",'unknown-%u':1", i);
  g_string_append (text, "}");
  g_autoptr (GPtrArray) problems = problems_of (text->str);
  const SimProblem *last = problems->pdata[problems->len - 1];
  g_assert_cmpuint (problems->len, ==, SIM_MAX_PROBLEMS + 1);
  gboolean said = FALSE;
  for (guint i = 0; i < problems->len; i++)
    said |= ((SimProblem *)problems->pdata[i])->code == SIM_ERROR_LIMIT;
  g_assert_true (said);
  g_assert_nonnull (last->message);
  g_string_free (text, TRUE);
}

static void
assert_found (const char *text, const char *found)
{
  g_autoptr (SimValue) value = make (text);
  g_autofree char *said = sim_check_found (value);
  g_assert_cmpstr (said, ==, found);
}

static void
found_is_short (void)
{
  assert_found ("3.5", "3.5");
  assert_found ("['a','b']", "[\"a\",\"b\"]");
  assert_found ("[1,2,3,4,5,6,7,8,9]", "a list of 9");
  assert_found ("{'a':1,'b':2,'c':3}", "an object of 3 members");
  g_autofree char *dots = g_strnfill (500, 'x');
  g_autoptr (SimValue) value = sim_value_new_text (dots);
  g_autofree char *said = sim_check_found (value);
  g_assert_cmpint (g_utf8_strlen (said, -1), <=, 60);
  g_assert_true (g_str_has_suffix (said, "…"));
  g_assert_null (sim_check_found (NULL));
}

static void
nearest_word (void)
{
  static const char *const words[] = { "title", "testing", "run" };
  g_autofree char *long_word = g_strnfill (100000, 'a');
  g_assert_cmpstr (sim_check_nearest ("titel", words, 3), ==, "title");
  g_assert_cmpstr (sim_check_nearest ("testings", words, 3), ==, "testing");
  g_assert_cmpstr (sim_check_nearest ("rum", words, 3), ==, "run");
  g_assert_null (sim_check_nearest ("allocation", words, 3));
  g_assert_null (sim_check_nearest ("xyz", words, 3));
  g_assert_null (sim_check_nearest (long_word, words, 3));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/example", example_of_the_format_is_accepted);
  g_test_add_func ("/check/version", version);
  g_test_add_func ("/check/five-mistakes", five_mistakes_five_problems);
  g_test_add_func ("/check/order-of-lines", problems_stand_in_order_of_lines);
  g_test_add_func ("/check/earlier-problems", earlier_problems_are_kept);
  g_test_add_func ("/check/many-problems", many_problems_are_cut_off);
  g_test_add_func ("/check/found-is-short", found_is_short);
  g_test_add_func ("/check/nearest-word", nearest_word);
  return g_test_run ();
}
