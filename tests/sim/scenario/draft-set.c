/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Setting one value: shapes spread, lists written out, variants changed, keys in order.
 */
#include "scenario/draft-private.h"

#include "scenario-make.h"

static void
assert_at (SimDraft *draft, const char *pointer, const char *expected)
{
  g_test_message ("%s", pointer);
  assert_value (sim_draft_get (draft, pointer), expected);
}

static void
old_draft_stays (void)
{
  g_autoptr (SimDraft) before = sim_draft_new_default ();
  g_autoptr (SimDraft) after = make_set (sim_draft_ref (before), "/arms/usual/size=60");
  assert_at (before, "/arms/usual/size", "48");
  assert_at (after, "/arms/usual/size", "60");
}

static void
spreads_a_number (void)
{
  g_autoptr (SimDraft) draft
      = make_draft ("{'trefoil':1," SMALL_ARMS ",'outcomes':[{'id':'y'," SMALL_VISITS
                    ",'means':0,'sd':5}]," SMALL_REST "}");
  g_autoptr (SimDraft) arm = make_set (sim_draft_ref (draft), "/outcomes/y/sd/b=6");
  assert_at (arm, "/outcomes/y/sd", "{'a':5,'b':6,'c':5}");
  g_autoptr (SimDraft) visit = make_set (sim_draft_ref (draft), "/outcomes/y/sd/1=6");
  assert_at (visit, "/outcomes/y/sd", "[5,6]");
  g_autoptr (SimDraft) both = make_set (sim_draft_ref (draft), "/outcomes/y/sd/b/0=6");
  assert_at (both, "/outcomes/y/sd", "{'a':5,'b':[6,5],'c':5}");
  g_autoptr (SimDraft) list = make_set (sim_draft_ref (visit), "/outcomes/y/sd/c/0=9");
  assert_at (list, "/outcomes/y/sd", "{'a':[5,6],'b':[5,6],'c':[9,6]}");
}

static void
spreads_dropout (void)
{
  g_autoptr (SimDraft) draft = make_set (sim_draft_new_default (), "/dropout/proportion=0.1");
  draft = make_set (draft, "/dropout/proportion/usual/0=0.05");
  assert_at (draft, "/dropout/proportion/hand-ear", "0.1");
  assert_at (draft, "/dropout/proportion/usual", "[0.05,0.1]");
}

static void
impossible_elements (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_autoptr (SimValue) one = sim_value_new_number (1);
  static const char *const bad[] = { "/outcomes/rmdq/means/nobody",
                                     "/outcomes/rmdq/means/0",
                                     "/outcomes/rmdq/means/usual/7",
                                     "/outcomes/other/means",
                                     "/arms/nobody/size",
                                     "/title/x",
                                     "nothing",
                                     "" };
  draft = make_set (draft, "/title=t");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    g_test_message ("%s", bad[i]);
    g_assert_null (sim_draft_set (draft, bad[i], one, &error));
    g_assert_error (error, SIM_ERROR, SIM_ERROR_POINTER);
    g_assert_cmpstr (error->message, !=, "");
  }
}

/* What the other arms' means are is not for the program to invent. */
static void
no_value_is_invented (void)
{
  g_autoptr (SimDraft) draft
      = make_draft ("{'trefoil':1," SMALL_ARMS ",'outcomes':[{'id':'y'}]," SMALL_REST "}");
  draft = make_set (draft, "/outcomes/y/means/a=3");
  assert_at (draft, "/outcomes/y/means", "{'a':3}");
}

static void
lists_are_written_out (void)
{
  g_autoptr (SimDraft) bare = make_draft ("{'trefoil':1,'run':{'seed':4}}");
  g_autoptr (SimScenario) before = make_scenario (bare);
  g_autoptr (SimDraft) named = make_set (sim_draft_ref (bare), "/arms/usual/name=Care");
  g_autoptr (SimScenario) after = make_scenario (named);
  /* All that depended on the arms being the example's is the same as before. */
  g_assert_cmpstr (sim_scenario_hash (before), ==, sim_scenario_hash (after));
  assert_at (named, "/arms/usual/name", "'Care'");
  assert_at (named, "/dropout/proportion/usual", "0.13");
  assert_at (named, "/origin", "'example'"); /* whose names are the user's in every language */
  g_assert_cmpstr (sim_value_key (sim_draft_root (named), 2), ==, "arms");
  g_assert_cmpstr (sim_value_key (sim_draft_root (named), 7), ==, "run");

  g_autoptr (SimDraft) sd = make_set (sim_draft_ref (bare), "/outcomes/rmdq/sd/usual=6");
  g_autoptr (SimScenario) with_sd = make_scenario (sd);
  assert_value (sim_scenario_value (with_sd, "/outcomes/rmdq/sd/usual"), "[6,6]");
  assert_value (sim_scenario_value (with_sd, "/analyses/main/visit"), "'week-8'");

  g_autoptr (SimDraft) size = make_set (sim_draft_ref (bare), "/run/sizes/0=66");
  assert_at (size, "/run/sizes", "[66,90,120,152,180,240,300]");
}

static void
new_keys_in_the_order_of_the_table (void)
{
  g_autoptr (SimDraft) draft = make_draft ("{'trefoil':1,'x-own':1,'run':{'target-power':0.8}}");
  draft = make_set (draft, "/testing/alpha=0.1");
  draft = make_set (draft, "/title=T");
  draft = make_set (draft, "/run/seed=5");
  g_autofree char *text = sim_json_write_compact (sim_draft_root (draft));
  g_assert_cmpstr (text, ==,
                   "{\"trefoil\":1,\"x-own\":1,\"title\":\"T\",\"testing\":{\"alpha\":0.1},"
                   "\"run\":{\"seed\":5,\"target-power\":0.8}}");
}

static void
change_of_variant (void)
{
  g_autoptr (SimDraft) draft = make_set (sim_draft_new_default (), "/analyses/main/x-mine=1");
  draft = make_set (draft, "/analyses/main/method=t-test");
  assert_at (draft, "/analyses/main",
             "{'id':'main','outcome':'rmdq','visit':'week-8','method':'t-test',"
             "'missing':'complete-cases','x-mine':1}");
  draft = make_set (draft, "/outcomes/rmdq/correlation/type=ar1");
  assert_at (draft, "/outcomes/rmdq/correlation", "{'type':'ar1'}");
  g_autoptr (SimScenario) scenario G_GNUC_UNUSED = make_scenario (draft);
  /* An unknown tag takes nothing away: it may be a slip of the hand. */
  g_autoptr (SimDraft) odd = make_set (sim_draft_new_default (), "/analyses/main/method=acnova");
  assert_at (odd, "/analyses/main/adjust-for", "['baseline']");
}

static void
removing (void)
{
  g_autoptr (SimDraft) draft = make_set (sim_draft_new_default (), "/outcomes/rmdq/unit=null");
  g_assert_null (sim_draft_get (draft, "/outcomes/rmdq/unit"));
  g_autoptr (SimDraft) same = make_set (sim_draft_ref (draft), "/outcomes/rmdq/unit=null");
  g_assert_true (same == draft);
  /* A member that should not be there can be taken away. */
  g_autoptr (SimDraft) stray = make_draft ("{'trefoil':1,'dropout':{'proportion':{'old':0}}}");
  stray = make_set (stray, "/dropout/proportion/old=null");
  assert_at (stray, "/dropout/proportion", "{}");
}

static void
assignments (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  draft = make_set (draft, "/title=Two words");
  assert_at (draft, "/title", "'Two words'");
  draft = make_set (draft, "/title=a=b");
  assert_at (draft, "/title", "'a=b'");
  draft = make_set (draft, "/question='quoted'");
  assert_at (draft, "/question", "'quoted'");
  draft = make_set (draft, "/arms/usual/reference=false");
  assert_at (draft, "/arms/usual/reference", "false");
  draft = make_set (draft, "/basis/~1run~1seed={'kind':'assumed'}");
  assert_at (draft, "/basis/~1run~1seed/kind", "'assumed'");
  static const char *const bad[] = { "title=x", "/title", "" };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (sim_draft_set_text (draft, bad[i], &error));
    g_assert_error (error, SIM_ERROR, SIM_ERROR_USAGE);
  }
  g_autoptr (GError) error = NULL;
  g_assert_null (sim_draft_set_text (draft, "/title=\xff", &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_ENCODING);
}

/* The id of a visit is as good as its index, in whatever shape the value is. */
static void
ids_of_visits (void)
{
  static const char *const pairs[][2] = {
    { "/outcomes/rmdq/means/usual/week-8=7", "/outcomes/rmdq/means/usual/0=7" },
    { "/outcomes/0/means/usual/week-26=7", "/outcomes/rmdq/means/usual/1=7" },
    { "/outcomes/rmdq/sd/week-26=7", "/outcomes/rmdq/sd/1=7" },
    { "/outcomes/rmdq/sd/usual/week-26=7", "/outcomes/rmdq/sd/usual/1=7" },
    { "/dropout/proportion/usual/week-8=0.01", "/dropout/proportion/usual/0=0.01" },
  };
  g_autoptr (SimDraft) draft = sim_draft_new_default ();

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autoptr (SimDraft) by_id = sim_draft_set_text (draft, pairs[i][0], NULL);
    g_autoptr (SimDraft) by_index = sim_draft_set_text (draft, pairs[i][1], NULL);
    g_assert_nonnull (by_id);
    g_assert_true (sim_value_equal (sim_draft_root (by_id), sim_draft_root (by_index)));
    g_assert_false (sim_value_equal (sim_draft_root (by_id), sim_draft_root (draft)));
  }
  g_autoptr (GError) error = NULL;
  g_assert_null (sim_draft_set_text (draft, "/outcomes/rmdq/sd/week-9=7", &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_POINTER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draft-set/old-draft-stays", old_draft_stays);
  g_test_add_func ("/draft-set/spreads-a-number", spreads_a_number);
  g_test_add_func ("/draft-set/spreads-dropout", spreads_dropout);
  g_test_add_func ("/draft-set/impossible-elements", impossible_elements);
  g_test_add_func ("/draft-set/no-value-is-invented", no_value_is_invented);
  g_test_add_func ("/draft-set/lists-are-written-out", lists_are_written_out);
  g_test_add_func ("/draft-set/order-of-keys", new_keys_in_the_order_of_the_table);
  g_test_add_func ("/draft-set/change-of-variant", change_of_variant);
  g_test_add_func ("/draft-set/removing", removing);
  g_test_add_func ("/draft-set/ids-of-visits", ids_of_visits);
  g_test_add_func ("/draft-set/assignments", assignments);
  return g_test_run ();
}
