/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a value comes from.
 */
#include "scenario/edit.h"
#include "scenario-make.h"

static const char text[]
    = "{'trefoil':1,'sources':[{'id':'s','text':'A trial. J Test 2019;1:2'},{'id':'bare'}],"
      "'basis':{'/arms/0/size':{'kind':'reported','source':'s'},"
      "'/outcomes/rmdq/sd':{'kind':'assumed','range':[4,6],'note':'Planning value'},"
      "'/outcomes/rmdq/sd/usual':{'kind':'truth'},"
      "'/dropout/proportion':{'kind':'assumed','range':[0.05,0.2]},"
      "'/run/sizes':{'kind':'assumed'},"
      "'/outcomes/rmdq':{'kind':'reported','source':'bare'}}}";

static void
assert_basis (SimDraft *draft, const char *pointer, const char *kind, const char *sentence)
{
  g_autofree char *said = sim_draft_basis_text (draft, pointer);
  g_test_message ("%s", pointer);
  g_assert_cmpstr (sim_draft_basis_kind (draft, pointer), ==, kind);
  g_assert_cmpstr (said, ==, sentence);
}

static void
kinds_and_sentences (void)
{
  g_autoptr (SimDraft) draft = make_draft (text);
  assert_basis (draft, "/arms/hand-ear/size", "reported", "Reported. A trial. J Test 2019;1:2.");
  assert_basis (draft, "/outcomes/rmdq/sd", "assumed",
                "Assumed, plausible 4 to 6. Planning value.");
  assert_basis (draft, "/outcomes/rmdq", "reported", "Reported. bare.");
  assert_basis (draft, "/dropout/proportion", "assumed", "Assumed, plausible 5 to 20 %.");
  assert_basis (draft, "/arms/usual/size", NULL, NULL);
  assert_basis (draft, "/nowhere", NULL, NULL);
}

/* What is said of a whole value holds for its elements, but not of a record for its members. */
static void
elements_inherit (void)
{
  g_autoptr (SimDraft) draft = make_draft (text);
  assert_basis (draft, "/outcomes/rmdq/sd/hand-ear/1", "assumed",
                "Assumed, plausible 4 to 6. Planning value.");
  assert_basis (draft, "/outcomes/rmdq/sd/usual/1", "truth", "True in this simulation.");
  assert_basis (draft, "/outcomes/0/sd/usual", "truth", "True in this simulation.");
  assert_basis (draft, "/run/sizes/2", "assumed", "Assumed.");
  assert_basis (draft, "/run/seed", NULL, NULL);
  assert_basis (draft, "/outcomes/rmdq/unit", NULL, NULL);
  assert_basis (draft, "/outcomes/rmdq/means/usual", NULL, NULL);
}

static void
assert_at (SimDraft *draft, const char *pointer, const char *expected)
{
  g_test_message ("%s", pointer);
  assert_value (sim_draft_get (draft, pointer), expected);
}

/* What `before` says of its values, after an edit of one. */
static SimDraft *
edited (SimDraft *before, const char *assignment)
{
  return sim_edit_keep_basis (before, make_set (sim_draft_ref (before), assignment));
}

static void
edited_values (void)
{
  g_autoptr (SimDraft) draft = make_draft (text);
  g_autoptr (SimDraft) once = edited (draft, "/arms/hand-ear/size=60");
  g_autoptr (SimDraft) twice = edited (once, "/arms/hand-ear/size=70");
  g_autoptr (SimDraft) back = edited (twice, "/arms/hand-ear/size=54");
  g_autoptr (SimDraft) anew = edited (twice, "/basis/~1arms~10~1size={'kind':'assumed'}");
  g_autoptr (SimDraft) lost = edited (draft, "/dropout/proportion=0.2");

  assert_basis (
      once, "/arms/hand-ear/size", "edited",
      "Edited; what follows was said of 54 patients. Reported. A trial. J Test 2019;1:2.");
  assert_basis (
      twice, "/arms/hand-ear/size", "edited",
      "Edited; what follows was said of 54 patients. Reported. A trial. J Test 2019;1:2.");
  g_assert_true (
      sim_value_equal (sim_draft_get (back, "/basis"), sim_draft_get (draft, "/basis")));
  assert_basis (anew, "/arms/hand-ear/size", "assumed", "Assumed.");
  g_assert_cmpstr (sim_draft_basis_kind (lost, "/dropout/proportion"), ==, "edited");
  g_assert_cmpstr (sim_draft_basis_kind (lost, "/dropout/proportion/usual"), ==, "edited");
  assert_basis (lost, "/arms/hand-ear/size", "reported", "Reported. A trial. J Test 2019;1:2.");
}

/* One arm of a value for all has changed: the others keep what is said of all of them. */
static void
edited_parts (void)
{
  g_autoptr (SimDraft) draft = make_draft (text);
  g_autoptr (SimDraft) part = edited (draft, "/outcomes/rmdq/sd/hand-ear=[5,6]");
  g_autoptr (SimDraft) back = edited (part, "/outcomes/rmdq/sd/hand-ear=[5,5]");
  const char *stated = "/basis/~1outcomes~1rmdq~1sd~1hand-ear~11";

  assert_basis (part, "/outcomes/rmdq/sd/hand-ear/1", "edited",
                "Edited; what follows was said of 5 points. Assumed. Planning value.");
  assert_basis (part, "/outcomes/rmdq/sd/hand-ear/0", "assumed",
                "Assumed, plausible 4 to 6. Planning value.");
  assert_basis (part, "/outcomes/rmdq/sd/standard/1", "assumed",
                "Assumed, plausible 4 to 6. Planning value.");
  g_assert_null (sim_draft_get (part, "/basis/~1outcomes~1rmdq~1sd/value"));
  assert_at (part, stated, "{'kind':'assumed','note':'Planning value','value':5}");
  g_assert_null (sim_draft_get (back, stated));
}

/* Where visits change, an index is that of another one; and an id of an arm may be another. */
static void
edited_structure (void)
{
  g_autoptr (SimDraft) draft = make_draft (text);
  g_autoptr (SimDraft) named
      = sim_edit_keep_basis (draft, sim_edit_rename (draft, "/arms/hand-ear", "he", NULL));
  g_autoptr (SimDraft) fewer
      = sim_edit_keep_basis (draft, sim_edit_remove_visit (draft, "rmdq", "week-8", NULL));

  assert_basis (named, "/arms/he/size", "reported", "Reported. A trial. J Test 2019;1:2.");
  assert_basis (fewer, "/outcomes/rmdq/sd/hand-ear/0", "assumed",
                "Assumed, plausible 4 to 6. Planning value.");
}

/* A file may state the value itself; then edits by hand are noticed as well. */
static void
stated_values (void)
{
  static const char stated[]
      = "{'trefoil':1,'basis':{'/outcomes/rmdq/sd':{'kind':'reported','value':5},"
        "'/testing/alpha':{'kind':'assumed','value':0.025},"
        "'/analyses/0/method':{'kind':'assumed','value':'t-test'}}}";
  g_autoptr (SimDraft) draft = make_draft (stated);

  assert_basis (draft, "/outcomes/rmdq/sd", "reported", "Reported.");
  assert_basis (draft, "/testing/alpha", "edited",
                "Edited; what follows was said of 2.5 %. Assumed.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/basis/kinds-and-sentences", kinds_and_sentences);
  g_test_add_func ("/basis/elements-inherit", elements_inherit);
  g_test_add_func ("/basis/edited-values", edited_values);
  g_test_add_func ("/basis/edited-parts", edited_parts);
  g_test_add_func ("/basis/edited-structure", edited_structure);
  g_test_add_func ("/basis/stated-values", stated_values);
  return g_test_run ();
}
