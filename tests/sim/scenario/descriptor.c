/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding a row of the field table by pointer, and what it says.
 */
#include "scenario-make.h"

static void
assert_row (const SimValue *root, const char *pointer, const char *key)
{
  const SimField *row = sim_field_find (root, pointer);
  g_test_message ("%s", pointer);
  g_assert_cmpstr (row ? row->key : NULL, ==, key);
}

static void
finds_rows (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  const SimValue *root = sim_draft_root (draft);
  assert_row (root, "", "");
  assert_row (root, "/title", "title");
  assert_row (root, "/arms", "arms");
  assert_row (root, "/arms/usual", "arms");
  assert_row (root, "/arms/usual/size", "size");
  assert_row (root, "/arms/2/size", "size");
  assert_row (root, "/outcomes/rmdq/visits/week-8/time", "time");
  assert_row (root, "/outcomes/rmdq/means/usual/1", "means");
  assert_row (root, "/outcomes/rmdq/sd", "sd");
  assert_row (root, "/outcomes/rmdq/baseline/sd", "sd");
  assert_row (root, "/run/sizes/3", "sizes");
  assert_row (root, "/testing/hypotheses/HE-UC/compare/0", "compare");
  assert_row (root, "/basis/~1arms~1usual~1size/kind", "kind");
  assert_row (NULL, "/outcomes/any/means", "means");
  assert_row (NULL, "/strata/s/levels/l/effect/rmdq", "effect");
  assert_row (NULL, "/strata/s/levels/l/interaction/rmdq/usual", "interaction");
  assert_row (NULL, "/practitioners/shared/0/1", "shared");
  assert_row (NULL, "/practitioners/caseload/usual/3", "caseload");
}

static void
finds_nothing (void)
{
  static const char *const none[] = { "/titel",
                                      "/x-mine",
                                      "/arms/usual/shape",
                                      "/arms/usual/size/3",
                                      "/outcomes/rmdq/proportions",
                                      "arms",
                                      "/testing/alpha/x" };
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    assert_row (sim_draft_root (draft), none[i], NULL);
}

static void
follows_tags (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  assert_row (sim_draft_root (draft), "/outcomes/rmdq/correlation/visits", "visits");
  assert_row (sim_draft_root (draft), "/outcomes/rmdq/correlation/rho", NULL);
  assert_row (sim_draft_root (draft), "/analyses/main/adjust-for", "adjust-for");
  assert_row (sim_draft_root (draft), "/analyses/main/variance", NULL);
  g_autoptr (SimValue) matrix = make ("{'outcomes':[{'id':'y','correlation':{'type':'matrix'}}]}");
  assert_row (matrix, "/outcomes/y/correlation/values/0/1", "values");
  g_autoptr (SimValue) other = make ("{'outcomes':[{'id':'y','correlation':{'type':'ar1'}}],"
                                     "'analyses':[{'id':'m','method':'t-test'}]}");
  assert_row (other, "/outcomes/y/correlation/lag", "lag");
  assert_row (other, "/outcomes/y/correlation/visits", NULL);
  assert_row (other, "/analyses/m/variance", "variance");
  /* Without a tag its default counts; with an unknown one only the common fields. */
  g_autoptr (SimValue) bare = make ("{'outcomes':[{'id':'y','type':'odd'}]}");
  assert_row (bare, "/analyses/m/adjust-for", "adjust-for");
  assert_row (bare, "/outcomes/y/unit", "unit");
  assert_row (bare, "/outcomes/y/means", NULL);
}

static void
variant_follows_its_tag (void)
{
  const SimField *rows[SIM_MAX_ROWS];
  const SimField *analyses = sim_field_find (NULL, "/analyses");
  guint n = sim_field_rows (analyses, NULL, rows);
  g_assert_cmpuint (n, ==, 10);
  g_assert_cmpstr (rows[3]->key, ==, "method");
  g_assert_cmpstr (rows[4]->key, ==, "adjust-for");
  g_assert_cmpstr (rows[5]->key, ==, "se");
  g_assert_cmpstr (rows[6]->key, ==, "missing");
}

static void
assert_unit (const SimValue *root, const char *pointer, const char *unit)
{
  g_autofree char *said = sim_field_unit (sim_field_find (root, pointer), root, pointer);
  g_assert_cmpstr (said, ==, unit);
}

static void
says_units (void)
{
  g_autoptr (SimValue) root = make ("{'outcomes':[{'id':'a','unit':'mm'},{'id':'b'}]}");
  assert_unit (root, "/outcomes/a/means", "mm");
  assert_unit (root, "/outcomes/a/means/x/0", "mm");
  assert_unit (root, "/outcomes/b/sd", "");
  assert_unit (root, "/arms/x/size", "patients");
  assert_unit (root, "/testing/alpha", "%");
  assert_unit (root, "/title", "");
  assert_unit (root, "/strata/s/levels/l/effect", "mm");
  assert_unit (root, "/strata/s/levels/l/effect/a", "mm");
  assert_unit (root, "/strata/s/levels/l/effect/b", "");
  assert_unit (root, "/response-sd/x", "mm");
  g_autoptr (SimValue) example = make ("{'trefoil':1}");
  assert_unit (example, "/outcomes/rmdq/sd", "points");
}

static void
assert_allowed (const char *pointer, const char *allowed)
{
  g_autofree char *said = sim_field_allowed (sim_field_find (NULL, pointer));
  g_assert_cmpstr (said, ==, allowed);
}

static void
says_what_is_allowed (void)
{
  assert_allowed ("/testing/alpha", "a number above 0 and below 1");
  assert_allowed ("/testing/sides", "a whole number from 1 to 2");
  assert_allowed ("/trefoil", "a whole number, 1");
  assert_allowed ("/outcomes/y/visits/v/time", "a number above 0, at most 5200");
  assert_allowed ("/dropout/proportion",
                  "a number from 0 to below 1, or a list of one per visit, or an object with "
                  "either for every arm");
  assert_allowed ("/outcomes/y/better", "one of lower, higher, later, earlier");
  assert_allowed ("/allocation/method",
                  "one of fixed, simple, permuted-blocks, stratified-blocks, biased-coin, urn, "
                  "minimisation");
  assert_allowed ("/arms/a/reference", "true or false");
  assert_allowed ("/arms", "a list of 2 to 6");
  assert_allowed ("/run/sizes", "a list of 1 to 64, each a whole number from 4 to 100000");
  assert_allowed ("/testing/hypotheses/h/compare", "a list of 2, each the id of one of /arms");
  assert_allowed ("/title", "text");
  assert_allowed ("/dropout", "an object");
  assert_allowed ("/dropout/mechanism",
                  "one of mcar, mar, mnar, or an object with one for every arm");
  assert_allowed ("/dropout/gaps",
                  "a number from 0 to below 1, or an object with one for some or all arms");
  assert_allowed ("/strata/s/levels/l/effect",
                  "a number from -1000000 to 1000000 for the first outcome, or an object with one "
                  "for some or all outcomes");
  assert_allowed ("/strata/s/levels/l/interaction",
                  "a number from -1000000 to 1000000, or an object with one for some or all arms, "
                  "in an object for some or all outcomes");
  assert_allowed ("/practitioners/caseload",
                  "a whole number from 0 to 100000, or a list of 1 to 256, each a whole number "
                  "from 1 to 100000, or an object with either for some or all arms");
  assert_allowed ("/practitioners/shared",
                  "a list of 0 to 3, each a list of 2 to 6, each the id of one of /arms");
}

static void
assert_path (const char *pointer, const char *expected)
{
  g_autofree char *path = sim_field_path (pointer);
  g_test_message ("%s", pointer);
  g_assert_cmpstr (path, ==, expected);
}

static void
tells_paths (void)
{
  assert_path ("/title", "/title");
  assert_path ("/arms", "/arms");
  assert_path ("/arms/usual", "/arms");
  assert_path ("/arms/usual/size", "/arms/ID/size");
  assert_path ("/outcomes/x/means/usual/0", "/outcomes/ID/means");
  assert_path ("/outcomes/0/visits/week-8/time", "/outcomes/ID/visits/ID/time");
  assert_path ("/outcomes/x/hazards", "/outcomes/ID/hazards");
  assert_path ("/testing/hypotheses/HE-UC/margin", "/testing/hypotheses/ID/margin");
  assert_path ("/testing/multiplicity/transitions/a/b", "/testing/multiplicity/transitions");
  assert_path ("/basis/~1arms~1usual~1size/note", "/basis/POINTER/note");
  assert_path ("/run/sizes/3", "/run/sizes");
  assert_path ("", NULL);
  assert_path ("/nothing", NULL);
  assert_path ("/arms/usual/nothing", NULL);
  assert_path ("no pointer", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/descriptor/finds-rows", finds_rows);
  g_test_add_func ("/descriptor/finds-nothing", finds_nothing);
  g_test_add_func ("/descriptor/follows-tags", follows_tags);
  g_test_add_func ("/descriptor/variant-follows-its-tag", variant_follows_its_tag);
  g_test_add_func ("/descriptor/tells-paths", tells_paths);
  g_test_add_func ("/descriptor/says-units", says_units);
  g_test_add_func ("/descriptor/says-what-is-allowed", says_what_is_allowed);
  return g_test_run ();
}
