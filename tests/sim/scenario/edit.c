/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Structural edits: the list itself, its limits, and that the old draft undoes them.
 */
#include "scenario/edit.h"

#include <string.h>

#include "scenario/arm-colour.h"
#include "scenario-make.h"

static SimDraft *
done (SimDraft *draft, SimDraft *edited, GError *error)
{
  g_assert_no_error (error);
  g_assert_nonnull (edited);
  sim_draft_unref (draft);
  return edited;
}

/* Replaces draft by the edited one and asserts that the edit went well. */
#define EDIT(draft, call)                                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    GError *error_ = NULL, **error = &error_;                                                      \
    SimDraft *edited_ = (call);                                                                    \
    (draft) = done ((draft), edited_, error_);                                                     \
  }                                                                                                \
  G_STMT_END

#define REFUSED(call, code)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    GError *error_ = NULL, **error = &error_;                                                      \
    g_assert_null (call);                                                                          \
    g_assert_error (error_, SIM_ERROR, code);                                                      \
    g_error_free (error_);                                                                         \
  }                                                                                                \
  G_STMT_END

static void
assert_at (SimDraft *draft, const char *pointer, const char *expected)
{
  g_test_message ("%s", pointer);
  assert_value (sim_draft_get (draft, pointer), expected);
}

static void
adds_arms_up_to_six (void)
{
  g_autoptr (SimDraft) before = sim_draft_new_default ();
  g_autoptr (SimDraft) draft = sim_draft_ref (before);
  EDIT (draft, sim_edit_add_arm (draft, "usual", error));
  assert_at (draft, "/arms/3", "{'id':'arm-4','name':'Arm 4','size':48}");
  assert_at (draft, "/outcomes/rmdq/means/arm-4", "[8.9,8.4]");
  assert_at (draft, "/dropout/proportion/arm-4", "0.13");
  g_autoptr (SimScenario) four = make_scenario (draft);
  g_assert_cmpint (sim_scenario_reference (four), ==, 2);
  EDIT (draft, sim_edit_add_arm (draft, "arm-4", error));
  EDIT (draft, sim_edit_add_arm (draft, "hand-ear", error));
  g_autoptr (SimScenario) six = make_scenario (draft);
  g_assert_cmpuint (sim_scenario_n_arms (six), ==, 6);
  REFUSED (sim_edit_add_arm (draft, "usual", error), SIM_ERROR_LIMIT);
  REFUSED (sim_edit_add_arm (before, "nobody", error), SIM_ERROR_REFERENCE);
  assert_at (before, "/arms/2/id", "'usual'");
  g_assert_null (sim_draft_get (before, "/arms/3"));
}

static void
new_ids_are_unused (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  EDIT (draft, sim_edit_rename (draft, "/arms/standard", "arm-4", error));
  EDIT (draft, sim_edit_add_arm (draft, "usual", error));
  assert_at (draft, "/arms/3/id", "'arm-4-2'");
}

static void
removes_arms_down_to_two (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  EDIT (draft, sim_edit_remove_arm (draft, "standard", error));
  assert_at (draft, "/arms/1/id", "'usual'");
  assert_at (draft, "/outcomes/rmdq/means", "{'hand-ear':[5.7,5.5],'usual':[8.9,8.4]}");
  assert_at (draft, "/dropout/proportion", "{'hand-ear':0.08,'usual':0.13}");
  assert_at (draft, "/testing/hypotheses",
             "[{'id':'HE-UC','compare':['hand-ear','usual'],'type':'superiority'}]");
  g_autoptr (SimScenario) two G_GNUC_UNUSED = make_scenario (draft);
  REFUSED (sim_edit_remove_arm (draft, "usual", error), SIM_ERROR_LIMIT);
  REFUSED (sim_edit_remove_arm (draft, "nobody", error), SIM_ERROR_REFERENCE);
}

/* If no hypothesis is left the default ones count. */
static void
removing_all_hypotheses_with_an_arm (void)
{
  g_autoptr (SimDraft) draft = make_set (
      sim_draft_new_default (), "/testing/hypotheses=[{'id':'H','compare':['hand-ear','usual']}]");
  EDIT (draft, sim_edit_remove_arm (draft, "hand-ear", error));
  g_assert_null (sim_draft_get (draft, "/testing/hypotheses"));
  g_autoptr (SimScenario) s = make_scenario (draft);
  g_assert_cmpstr (sim_scenario_hypothesis (s, 0)->id, ==, "standard-usual");
}

static void
moves_arms (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  EDIT (draft, sim_edit_move_arm (draft, "usual", 0, error));
  assert_at (draft, "/arms/0/id", "'usual'");
  assert_at (draft, "/arms/1/id", "'hand-ear'");
  EDIT (draft, sim_edit_move_arm (draft, "usual", 99, error));
  assert_at (draft, "/arms/2/id", "'usual'");
  assert_at (draft, "/arms/0/id", "'hand-ear'");
  EDIT (draft, sim_edit_move_arm (draft, "hand-ear", 1, error));
  assert_at (draft, "/arms/0/id", "'standard'");
  assert_at (draft, "/arms/1/id", "'hand-ear'");
  assert_at (draft, "/arms/2/id", "'usual'");
  REFUSED (sim_edit_move_arm (draft, "nobody", 0, error), SIM_ERROR_REFERENCE);
}

static guint
colour_of (SimDraft *draft, const char *arm)
{
  g_autoptr (SimValue) arms = sim_draft_effective (draft, "/arms");
  return sim_arm_colour (arms, (guint)sim_value_index_of (arms, arm));
}

/* Wherever an arm goes its colour comes along; and it is no number. */
static void
arms_keep_their_colours (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_autoptr (SimScenario) before = make_scenario (draft);
  EDIT (draft, sim_edit_move_arm (draft, "usual", 1, error));
  assert_at (draft, "/arms/1", "{'id':'usual','name':'Usual care','size':48,'reference':true,"
                               "'colour':'green'}");
  assert_at (draft, "/arms/2/colour", "'orange'");
  g_assert_null (sim_draft_get (draft, "/arms/0/colour"));
  EDIT (draft, sim_edit_move_arm (draft, "usual", 2, error));
  g_assert_cmpuint (colour_of (draft, "usual"), ==, 2);
  g_assert_cmpuint (colour_of (draft, "standard"), ==, 1);
  g_autoptr (SimScenario) after = make_scenario (draft);
  g_assert_cmpstr (sim_scenario_hash (before), ==, sim_scenario_hash (after));
  g_assert_cmpint (sim_scenario_stage_between (before, after), ==, SIM_STAGE_LABEL);
  EDIT (draft, sim_edit_remove_arm (draft, "hand-ear", error));
  g_assert_cmpuint (colour_of (draft, "standard"), ==, 1);
  g_assert_cmpuint (colour_of (draft, "usual"), ==, 2);
  /* Place 3 would be green as well. */
  EDIT (draft, sim_edit_add_arm (draft, "usual", error));
  assert_at (draft, "/arms/2/colour", "'magenta'");
}

/* One that is unknown is refused, and until then the place counts. */
static void
colours_of_files (void)
{
  g_autoptr (SimDraft) draft
      = make_set (sim_draft_new_default (), "/arms/usual/colour=\"violet\"");
  g_autoptr (SimScenario) scenario = make_scenario (draft);
  g_assert_cmpuint (sim_scenario_arm_colour (scenario, 2), ==, 5);
  g_assert_cmpuint (sim_scenario_arm_colour (scenario, 1), ==, 1);
  g_autoptr (SimValue) standard = sim_draft_effective (draft, "/arms/standard/colour");
  g_assert_cmpstr (sim_value_text (standard), ==, SIM_ARM_COLOUR_BY_PLACE);
  draft = make_set (draft, "/arms/usual/colour=\"mauve\"");
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_assert_null (sim_scenario_check (draft, problems));
  const SimProblem *problem = g_ptr_array_index (problems, 0);
  g_assert_cmpstr (problem->pointer, ==, "/arms/usual/colour");
  g_assert_nonnull (strstr (problem->message, "violet"));
  g_assert_cmpuint (colour_of (draft, "usual"), ==, 2);
}

static void
renames (void)
{
  g_autoptr (SimDraft) before = sim_draft_new_default ();
  g_autoptr (SimDraft) draft = sim_draft_ref (before);
  EDIT (draft, sim_edit_rename (draft, "/arms/usual", "care", error));
  assert_at (draft, "/arms/2/id", "'care'");
  assert_at (draft, "/outcomes/rmdq/means/care", "[8.9,8.4]");
  assert_at (draft, "/testing/hypotheses/HE-UC/compare", "['hand-ear','care']");
  EDIT (draft, sim_edit_rename (draft, "/outcomes/rmdq/visits/0", "end", error));
  assert_at (draft, "/analyses/main/visit", "'end'");
  EDIT (draft, sim_edit_rename (draft, "/analyses/main", "primary", error));
  EDIT (draft, sim_edit_rename (draft, "/outcomes/rmdq", "score", error));
  assert_at (draft, "/analyses/primary/outcome", "'score'");
  EDIT (draft, sim_edit_rename (draft, "/testing/hypotheses/HE-UC", "H1", error));
  assert_at (draft, "/testing/hypotheses/0/id", "'H1'");
  EDIT (draft, sim_edit_rename (draft, "/testing/hypotheses/H1", "H1", error));
  g_autoptr (SimScenario) scenario G_GNUC_UNUSED = make_scenario (draft);
  REFUSED (sim_edit_rename (before, "/arms/usual", "standard", error), SIM_ERROR_ID);
  REFUSED (sim_edit_rename (before, "/arms/usual", "1", error), SIM_ERROR_ID);
  REFUSED (sim_edit_rename (before, "/arms/nobody", "x", error), SIM_ERROR_REFERENCE);
  REFUSED (sim_edit_rename (before, "/title", "x", error), SIM_ERROR_POINTER);
}

static void
hypotheses_follow_a_renamed_analysis (void)
{
  g_autoptr (SimDraft) draft
      = make_set (sim_draft_new_default (), "/testing/hypotheses/HE-UC/analysis=main");
  EDIT (draft, sim_edit_rename (draft, "/analyses/main", "other", error));
  assert_at (draft, "/testing/hypotheses/HE-UC/analysis", "'other'");
}

static void
adds_and_removes_visits (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  EDIT (draft, sim_edit_add_visit (draft, "rmdq", error));
  assert_at (draft, "/outcomes/rmdq/visits/2", "{'id':'week-44','name':'Week 44','time':44}");
  assert_at (draft, "/outcomes/rmdq/means/hand-ear", "[5.7,5.5,5.5]");
  assert_at (draft, "/outcomes/rmdq/sd", "[5,5,5]");
  assert_at (draft, "/dropout/proportion/usual", "0.13");
  g_autoptr (SimScenario) three G_GNUC_UNUSED = make_scenario (draft);
  EDIT (draft, sim_edit_remove_visit (draft, "rmdq", "week-8", error));
  assert_at (draft, "/outcomes/rmdq/means/usual", "[8.4,8.4]");
  g_assert_null (sim_draft_get (draft, "/analyses/main/visit"));
  g_autoptr (SimScenario) two G_GNUC_UNUSED = make_scenario (draft);
  EDIT (draft, sim_edit_remove_visit (draft, "rmdq", "week-44", error));
  REFUSED (sim_edit_remove_visit (draft, "rmdq", "week-26", error), SIM_ERROR_LIMIT);
  REFUSED (sim_edit_remove_visit (draft, "rmdq", "week-9", error), SIM_ERROR_REFERENCE);
  REFUSED (sim_edit_add_visit (draft, "nothing", error), SIM_ERROR_REFERENCE);
  for (guint i = 1; i < SIM_MAX_VISITS; i++)
    EDIT (draft, sim_edit_add_visit (draft, "rmdq", error));
  REFUSED (sim_edit_add_visit (draft, "rmdq", error), SIM_ERROR_LIMIT);
  g_autoptr (SimScenario) twelve G_GNUC_UNUSED = make_scenario (draft);
}

static void
dropout_lists_follow_the_visits (void)
{
  g_autoptr (SimDraft) draft
      = make_set (sim_draft_new_default (), "/dropout/proportion={'hand-ear':[0.1,0.2],"
                                            "'standard':0.1,'usual':[0,0.3]}");
  EDIT (draft, sim_edit_remove_visit (draft, "rmdq", "week-8", error));
  assert_at (draft, "/dropout/proportion", "{'hand-ear':[0.2],'standard':0.1,'usual':[0.3]}");
}

static void
adds_and_removes_hypotheses (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  EDIT (draft, sim_edit_remove_hypothesis (draft, "ST-UC", error));
  EDIT (draft, sim_edit_add_hypothesis (draft, "standard", "usual", error));
  assert_at (draft, "/testing/hypotheses/2",
             "{'id':'standard-usual','compare':['standard','usual'],'type':'superiority'}");
  g_autoptr (SimScenario) scenario G_GNUC_UNUSED = make_scenario (draft);
  REFUSED (sim_edit_add_hypothesis (draft, "nobody", "usual", error), SIM_ERROR_REFERENCE);
  REFUSED (sim_edit_remove_hypothesis (draft, "ST-UC", error), SIM_ERROR_REFERENCE);
  EDIT (draft, sim_edit_remove_hypothesis (draft, "HE-UC", error));
  EDIT (draft, sim_edit_remove_hypothesis (draft, "HE-ST", error));
  REFUSED (sim_edit_remove_hypothesis (draft, "standard-usual", error), SIM_ERROR_LIMIT);
  for (guint i = 1; i < SIM_MAX_HYPOTHESES; i++)
    EDIT (draft, sim_edit_add_hypothesis (draft, "standard", "usual", error));
  assert_at (draft, "/testing/hypotheses/1/id", "'standard-usual-2'");
  REFUSED (sim_edit_add_hypothesis (draft, "standard", "usual", error), SIM_ERROR_LIMIT);
}

static void
sets_the_total (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  EDIT (draft, sim_edit_set_total (draft, 60, error));
  assert_at (draft, "/arms/hand-ear/size", "21");
  assert_at (draft, "/arms/standard/size", "20");
  assert_at (draft, "/arms/usual/size", "19");
  EDIT (draft, sim_edit_set_total (draft, 100000, error));
  EDIT (draft, sim_edit_set_total (draft, 6, error));
  assert_at (draft, "/arms/usual/size", "2");
  REFUSED (sim_edit_set_total (draft, 5, error), SIM_ERROR_LIMIT);
  REFUSED (sim_edit_set_total (draft, 100001, error), SIM_ERROR_LIMIT);
  draft = make_set (draft, "/arms/hand-ear/size=1000");
  EDIT (draft, sim_edit_set_total (draft, 20, error)); /* the small arms keep 2 each */
  assert_at (draft, "/arms/hand-ear/size", "16");
  assert_at (draft, "/arms/usual/size", "2");
  draft = make_set (draft, "/arms/hand-ear/size=many");
  REFUSED (sim_edit_set_total (draft, 60, error), SIM_ERROR_POINTER);
}

/* The total stays or is given; where chance assigns, the ratios count, and blocks have to be filled
   by them. */
static void
sets_the_ratio (void)
{
  const guint ratio[SIM_MAX_ARMS] = { 5, 4, 1 }, wrong[SIM_MAX_ARMS] = { 5, 0, 1 };
  g_autoptr (SimDraft) draft = sim_draft_new_default ();

  EDIT (draft, sim_edit_set_total (draft, 100, error));
  REFUSED (sim_edit_set_ratio (draft, wrong, 0, error), SIM_ERROR_LIMIT);
  EDIT (draft, sim_edit_set_ratio (draft, ratio, 0, error));
  assert_at (draft, "/arms/hand-ear/size", "50");
  assert_at (draft, "/arms/standard/size", "40");
  assert_at (draft, "/arms/usual/size", "10");
  g_assert_null (sim_draft_get (draft, "/arms/hand-ear/ratio"));
  draft = make_set (draft, "/allocation/method=permuted-blocks");
  draft = make_set (draft, "/allocation/block-sizes=[3]");
  EDIT (draft, sim_edit_set_total (draft, 150, error));
  EDIT (draft, sim_edit_set_ratio (draft, ratio, 0, error));
  assert_at (draft, "/arms/hand-ear/ratio", "5");
  assert_at (draft, "/arms/usual/ratio", "1");
  assert_at (draft, "/arms/usual/size", "15");
  g_assert_null (sim_draft_get (draft, "/allocation/block-sizes"));
  EDIT (draft, sim_edit_set_ratio (draft, ratio, 204, error)); /* 102, 81.6 and 20.4 */
  assert_at (draft, "/arms/hand-ear/size", "102");
  assert_at (draft, "/arms/standard/size", "82");
  assert_at (draft, "/arms/usual/size", "20");
  REFUSED (sim_edit_set_ratio (draft, ratio, 5, error), SIM_ERROR_LIMIT);
  REFUSED (sim_edit_set_ratio (draft, ratio, 100001, error), SIM_ERROR_LIMIT);
  draft = make_set (draft, "/allocation/block-sizes=[20]");
  EDIT (draft, sim_edit_set_ratio (draft, ratio, 0, error));
  assert_at (draft, "/allocation/block-sizes", "[20]");
  g_autoptr (SimScenario) valid G_GNUC_UNUSED = make_scenario (draft);
  draft = make_set (draft, "/arms/hand-ear/size=many");
  REFUSED (sim_edit_set_ratio (draft, ratio, 0, error), SIM_ERROR_POINTER);
}

/* Edits of a file that leaves its lists to the defaults write them out first. */
static void
edits_of_a_bare_file (void)
{
  g_autoptr (SimDraft) bare = make_draft ("{'trefoil':1}");
  g_autoptr (SimScenario) before = make_scenario (bare);
  g_autoptr (SimDraft) draft = sim_draft_ref (bare);
  EDIT (draft, sim_edit_add_arm (draft, "usual", error));
  g_autoptr (SimScenario) four G_GNUC_UNUSED = make_scenario (draft);
  EDIT (draft, sim_edit_remove_arm (draft, "arm-4", error));
  g_autoptr (SimScenario) again = make_scenario (draft);
  g_assert_cmpstr (sim_scenario_hash (before), ==, sim_scenario_hash (again));
  g_autoptr (SimDraft) total = sim_draft_ref (bare);
  EDIT (total, sim_edit_set_total (total, 90, error));
  assert_at (total, "/arms/hand-ear/size", "32");
  g_autoptr (SimDraft) visit = sim_draft_ref (bare);
  EDIT (visit, sim_edit_rename (visit, "/outcomes/rmdq/visits/week-8", "v", error));
  assert_at (visit, "/analyses/main/visit", "'v'");
  g_autoptr (SimScenario) renamed G_GNUC_UNUSED = make_scenario (visit);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/adds-arms", adds_arms_up_to_six);
  g_test_add_func ("/edit/new-ids-are-unused", new_ids_are_unused);
  g_test_add_func ("/edit/removes-arms", removes_arms_down_to_two);
  g_test_add_func ("/edit/removes-all-hypotheses", removing_all_hypotheses_with_an_arm);
  g_test_add_func ("/edit/moves-arms", moves_arms);
  g_test_add_func ("/edit/arms-keep-their-colours", arms_keep_their_colours);
  g_test_add_func ("/edit/colours-of-files", colours_of_files);
  g_test_add_func ("/edit/renames", renames);
  g_test_add_func ("/edit/renamed-analysis", hypotheses_follow_a_renamed_analysis);
  g_test_add_func ("/edit/visits", adds_and_removes_visits);
  g_test_add_func ("/edit/dropout-lists", dropout_lists_follow_the_visits);
  g_test_add_func ("/edit/hypotheses", adds_and_removes_hypotheses);
  g_test_add_func ("/edit/total", sets_the_total);
  g_test_add_func ("/edit/ratio", sets_the_ratio);
  g_test_add_func ("/edit/bare-file", edits_of_a_bare_file);
  return g_test_run ();
}
