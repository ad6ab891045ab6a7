/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a value comes from.
 */
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/basis/kinds-and-sentences", kinds_and_sentences);
  g_test_add_func ("/basis/elements-inherit", elements_inherit);
  return g_test_run ();
}
