/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What must hold between arms, ratios, blocks and strata, and how totals are then split.
 */
#include "scenario-make.h"

#include "scenario/allocation.h"

/* The default scenario with assignments, up to NULL. */
static SimDraft *
draft_with (const char *const *assignments)
{
  SimDraft *draft = sim_draft_new_default ();
  for (; *assignments; assignments++)
    draft = make_set (draft, *assignments);
  return draft;
}

static void
assert_conflict (const char *const *assignments, const char *pointer, const char *part)
{
  g_autoptr (SimDraft) draft = draft_with (assignments);
  g_autofree char *text = sim_json_write (sim_draft_root (draft));
  assert_one_problem (text, SIM_ERROR_CONFLICT, pointer, 0, part);
}

static SimAllocation
read_from (const char *const *assignments, SimScenario **scenario)
{
  g_autoptr (SimDraft) draft = draft_with (assignments);
  SimAllocation allocation;
  *scenario = make_scenario (draft);
  sim_scenario_allocation (*scenario, &allocation);
  return allocation;
}

#define WITH(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define STRATA                                                                                     \
  "/strata=[{'id':'sex','levels':[{'id':'f','prevalence':0.6},{'id':'m','prevalence':0.4}]}]"
#define BLOCKS(sizes) "/allocation={'method':'permuted-blocks','block-sizes':" sizes "}"

static void
block_sizes (void)
{
  g_autoptr (SimScenario) even = NULL;
  g_autoptr (SimScenario) uneven = NULL;
  g_autoptr (SimScenario) given = NULL;

  SimAllocation a = read_from (WITH ("/allocation/method=permuted-blocks"), &even);
  g_assert_cmpint (a.method, ==, SIM_ALLOCATION_PERMUTED_BLOCKS);
  g_assert_cmpuint (a.n_block_sizes, ==, 1);
  g_assert_cmpuint (a.block_sizes[0], ==, 6);
  a = read_from (WITH ("/allocation/method=permuted-blocks", "/arms/hand-ear/ratio=2"), &uneven);
  g_assert_cmpuint (a.block_sizes[0], ==, 8);
  g_assert_cmpuint (a.ratio[0], ==, 2);
  g_assert_cmpuint (a.ratio[1], ==, 1);
  a = read_from (WITH (BLOCKS ("[12,3]")), &given);
  g_assert_cmpuint (a.n_block_sizes, ==, 2);
  g_assert_cmpuint (a.block_sizes[0], ==, 12);
  g_assert_cmpuint (a.block_sizes[1], ==, 3);

  assert_conflict (WITH (BLOCKS ("[6,7]")), "/allocation/block-sizes/1",
                   "found 7; allowed: a multiple of 3");
  assert_conflict (WITH (BLOCKS ("[6]"), "/arms/usual/ratio=3"), "/allocation/block-sizes/0",
                   "a multiple of 5");
}

static void
strata_wanted (void)
{
  assert_conflict (WITH ("/allocation/method=minimisation"), "/allocation/method",
                   "there are none");
  assert_conflict (WITH ("/allocation/method=stratified-blocks"), "/allocation/method",
                   "there are none");
  g_autoptr (SimScenario) minimised = NULL;
  SimAllocation a = read_from (WITH (STRATA, "/allocation/method=minimisation"), &minimised);
  g_assert_cmpint (a.method, ==, SIM_ALLOCATION_MINIMISATION);
  g_autoptr (SimScenario) blocks = NULL;
  a = read_from (WITH (STRATA, "/allocation/method=stratified-blocks"), &blocks);
  g_assert_cmpint (a.method, ==, SIM_ALLOCATION_STRATIFIED_BLOCKS);
  g_assert_cmpuint (a.block_sizes[0], ==, 6);
}

/* Where numbers are not fixed sizes count in total and ratios say how they are split. */
static void
shares (void)
{
  static const char *const methods[]
      = { "simple", "permuted-blocks", "biased-coin", "urn" };
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++) {
    g_autoptr (SimScenario) scenario = NULL;
    g_autofree char *method = g_strconcat ("/allocation/method=", methods[i], NULL);
    SimAllocation a = read_from (WITH (method, "/arms/usual/ratio=2"), &scenario);
    guint own = sim_scenario_own_size (scenario);
    g_assert_cmpint (a.method, !=, SIM_ALLOCATION_FIXED);
    g_assert_cmpfloat (a.p, ==, 0.8);
    g_assert_cmpuint (sim_scenario_total (scenario, own), ==, 54 + 50 + 48);
    g_assert_cmpuint (sim_scenario_arm_size (scenario, own, 0), ==, 38);
    g_assert_cmpuint (sim_scenario_arm_size (scenario, own, 2), ==, 76);
  }
  g_autoptr (SimScenario) fixed = NULL;
  SimAllocation a = read_from (WITH ("/arms/usual/ratio=2"), &fixed);
  g_assert_cmpint (a.method, ==, SIM_ALLOCATION_FIXED);
  g_assert_cmpuint (sim_scenario_arm_size (fixed, sim_scenario_own_size (fixed), 2), ==, 48);
}

/* 2 : 20 : 20 of 60 leave 3, of 21 and 22 only 1. */
static void
too_few (void)
{
  static const char unequal[] = "/arms/standard/ratio=20", other[] = "/arms/usual/ratio=20";
  static const char first[] = "/arms/hand-ear/ratio=2", simple[] = "/allocation/method=simple";
  g_autoptr (SimScenario) scenario G_GNUC_UNUSED = NULL;
  read_from (WITH (unequal, other, first, simple, "/run/sizes=[60]"), &scenario);
  assert_conflict (WITH (unequal, other, first, simple, "/run/sizes=[21]"), "/run/sizes/0",
                   "leaves 1 in arm \"hand-ear\"");
  assert_conflict (WITH (unequal, other, first, simple, "/run/sizes=[60]", "/arms/hand-ear/size=2",
                         "/arms/standard/size=10", "/arms/usual/size=10"),
                   "/arms/hand-ear/ratio", "leaves 1 of 22 patients");
}

/* Sizes that a file with arms of its own does not give leave every arm two by its ratio. */
static void
default_sizes (void)
{
  g_autoptr (SimScenario) scenario
      = make_valid ("{'trefoil':1,'arms':[{'id':'a','size':10},{'id':'b','size':10,'ratio':6}],"
                    "'allocation':{'method':'urn'},'outcomes':[{'id':'y'," SMALL_VISITS ","
                    "'means':{'a':[1,2],'b':[0,0]}}],'analyses':[{'id':'m','method':'t-test'}]}");
  g_assert_cmpuint (sim_scenario_total (scenario, 0), ==, 12); /* 8 would leave 1 */
  g_assert_cmpuint (sim_scenario_arm_size (scenario, 0, 0), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check-allocation/block-sizes", block_sizes);
  g_test_add_func ("/check-allocation/strata-wanted", strata_wanted);
  g_test_add_func ("/check-allocation/shares", shares);
  g_test_add_func ("/check-allocation/too-few", too_few);
  g_test_add_func ("/check-allocation/default-sizes", default_sizes);
  return g_test_run ();
}
