/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * procedure.c - the values of multiplicity rules: how they are read, set and carried along by
 * edits, and with which sentences they are refused.
 */
#include <string.h>

#include "scenario-make.h"
#include "scenario/edit.h"
#include "scenario/procedure.h"

/* The one problem of a scenario with these values. */
static void
assert_refused (const char *rule, const char *more, const char *pointer, const char *word)
{
  g_autoptr (SimDraft) draft = make_set (sim_draft_new_default (), rule);
  if (more)
    draft = make_set (draft, more);
  g_autoptr (GPtrArray) problems = draft_problems (draft);
  g_assert_cmpuint (problems->len, ==, 1);
  const SimProblem *problem = problems->pdata[0];
  g_assert_cmpstr (problem->pointer, ==, pointer);
  if (!strstr (problem->message, word))
    g_error ("'%s' does not say '%s'", problem->message, word);
}

#define RULE "/testing/multiplicity="

static void
refusals (void)
{
  static const char at[] = "/testing/multiplicity";
  g_autofree char *method = g_strconcat (at, "/method", NULL);
  g_autofree char *weights = g_strconcat (at, "/weights", NULL);
  g_autofree char *row = g_strconcat (at, "/transitions/ST-UC", NULL);
  g_autofree char *families = g_strconcat (at, "/families", NULL);
  g_autofree char *gamma = g_strconcat (at, "/families/0/gamma", NULL);
  assert_refused (RULE "{'method':'fallback','weights':{'HE-UC':0.7,'ST-UC':0.4}}", NULL, weights,
                  "more than the level");
  assert_refused (RULE "{'method':'graph','weights':{'HE-UC':0.7,'ST-UC':0.4}}", NULL, weights,
                  "more than the level");
  assert_refused (RULE "{'method':'graph','transitions':{'ST-UC':{'ST-UC':0.5}}}", NULL, row,
                  "to itself");
  assert_refused (RULE "{'method':'graph','transitions':{'ST-UC':{'HE-UC':0.5,'HE-ST':0.6}}}",
                  NULL, row, "more is handed on");
  assert_refused (RULE "{'method':'graph','transitions':[[0,1],[1,0]]}", NULL,
                  "/testing/multiplicity/transitions", "");
  assert_refused (RULE "{'method':'gatekeeping','families':[{'hypotheses':['HE-UC','ST-UC']}]}",
                  NULL, families, "\"HE-ST\" is in no family");
  assert_refused (RULE "{'method':'gatekeeping','families':[{'hypotheses':['HE-UC','ST-UC']},"
                       "{'hypotheses':['HE-ST','HE-UC']}]}",
                  NULL, families, "more than one place");
  assert_refused (RULE "{'method':'gatekeeping','families':[{'hypotheses':['HE-UC','ST-UC'],"
                       "'gamma':0.5},{'hypotheses':['HE-ST']}]}",
                  NULL, gamma, "only a parallel family");
  assert_refused (RULE "{'method':'tukey'}", "/testing/sides=1", method, "two-sided");
  assert_refused (RULE "{'method':'lsd'}", "/testing/sides=1", method, "two-sided");
  assert_refused (RULE "{'method':'lsd'}", "/testing/hypotheses/HE-ST=null", method,
                  "three pairs of three arms");
  assert_refused (RULE "{'method':'lsd'}",
                  "/analyses=[{'id':'w','method':'t-test','variance':'welch'}]", method, "welch");
  assert_refused (RULE "{'method':'tukey'}",
                  "/analyses=[{'id':'w','method':'t-test','variance':'welch'}]", method, "welch");
  assert_refused (RULE "{'method':'dunnett-step-down'}",
                  "/testing/hypotheses=[{'id':'a','compare':['hand-ear','usual']},"
                  "{'id':'b','compare':['hand-ear','standard']}]",
                  method, "one control");
  assert_refused (RULE "{'method':'closed','local':'dunnett'}",
                  "/testing/hypotheses=[{'id':'a','compare':['hand-ear','usual']},"
                  "{'id':'b','compare':['hand-ear','standard']}]",
                  method, "one control");
}

/* Names of hypotheses are checked wherever they stand. */
static void
strangers (void)
{
  assert_refused (RULE "{'method':'graph','weights':{'HE-CU':0.5}}", NULL,
                  "/testing/multiplicity/weights/HE-CU", "none of the hypotheses; did you mean");
  assert_refused (RULE "{'method':'graph','transitions':{'HE-UC':{'nobody':0.5}}}", NULL,
                  "/testing/multiplicity/transitions/HE-UC/nobody", "none of the hypotheses");
}

static SimProcedure
procedure_of (const char *rule)
{
  g_autoptr (SimDraft) draft = make_set (sim_draft_new_default (), rule);
  g_autoptr (SimScenario) scenario = make_scenario (draft);
  SimProcedure procedure;
  sim_scenario_procedure (scenario, &procedure);
  return procedure;
}

static void
what_is_read (void)
{
  SimProcedure graph = procedure_of (RULE "{'method':'graph','weights':{'ST-UC':0.25},"
                                          "'transitions':{'HE-UC':{'HE-ST':0.75}}}");
  g_assert_cmpint (graph.kind, ==, SIM_PROCEDURE_GRAPH);
  g_assert_cmpuint (graph.n, ==, 3);
  g_assert_cmpfloat (graph.weights[0], ==, 0);
  g_assert_cmpfloat (graph.weights[1], ==, 0.25);
  g_assert_cmpfloat (graph.transitions[0][2], ==, 0.75);
  g_assert_cmpfloat (graph.transitions[0][1], ==, 0);
  SimProcedure equal = procedure_of (RULE "{'method':'fallback'}");
  g_assert_cmpfloat (equal.weights[2], ==, 1.0 / 3);
  g_assert_cmpint (procedure_of (RULE "{'method':'closed'}").kind, ==, SIM_PROCEDURE_HOLM);
  g_assert_cmpint (procedure_of (RULE "{'method':'closed','local':'simes'}").kind, ==,
                   SIM_PROCEDURE_HOMMEL);
  SimProcedure gates = procedure_of (
      RULE "{'method':'gatekeeping','families':[{'hypotheses':['HE-UC','HE-ST'],"
           "'type':'parallel','gamma':0.25},{'hypotheses':['ST-UC']}]}");
  g_assert_cmpuint (gates.n_families, ==, 2);
  g_assert_cmpuint (gates.families[0].members, ==, 1 | 4);
  g_assert_cmpfloat (gates.families[0].gamma, ==, 0.25);
  g_assert_cmpfloat (gates.families[1].gamma, ==, 1);
  g_assert_cmpuint (procedure_of (RULE "{'method':'gatekeeping'}").families[0].members, ==, 7);
}

/* The weight of a hypothesis goes with it; its arrows do, and those that lead to it. */
static void
edits (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) draft = make_set (
      sim_draft_new_default (),
      RULE "{'method':'graph','weights':{'HE-UC':0.5,'ST-UC':0.5},'transitions':{'HE-UC':"
           "{'ST-UC':0.5,'HE-ST':0.5},'ST-UC':{'HE-UC':1}}}");
  g_autoptr (SimDraft) less = sim_edit_remove_hypothesis (draft, "ST-UC", &error);
  g_assert_no_error (error);
  g_assert_null (sim_draft_get (less, "/testing/multiplicity/weights/ST-UC"));
  g_assert_null (sim_draft_get (less, "/testing/multiplicity/transitions/ST-UC"));
  g_assert_null (sim_draft_get (less, "/testing/multiplicity/transitions/HE-UC/ST-UC"));
  g_assert_nonnull (sim_draft_get (less, "/testing/multiplicity/transitions/HE-UC/HE-ST"));
  g_autoptr (SimScenario) fine G_GNUC_UNUSED = make_scenario (less);
  /* A single one is set by its name, where there was none as well. */
  g_autoptr (SimDraft) set
      = make_set (make_set (sim_draft_new_default (), "/testing/multiplicity/method=fallback"),
                  "/testing/multiplicity/weights/HE-ST=1");
  g_autoptr (SimScenario) one = make_scenario (set);
  SimProcedure procedure;
  sim_scenario_procedure (one, &procedure);
  g_assert_cmpfloat (procedure.weights[0], ==, 0);
  g_assert_cmpfloat (procedure.weights[2], ==, 1);
  /* Another rule has no use for them. */
  g_autoptr (SimDraft) holm = make_set (sim_draft_ref (set), "/testing/multiplicity/method=holm");
  g_assert_null (sim_draft_get (holm, "/testing/multiplicity/weights"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/procedure/refusals", refusals);
  g_test_add_func ("/procedure/strangers", strangers);
  g_test_add_func ("/procedure/what-is-read", what_is_read);
  g_test_add_func ("/procedure/edits", edits);
  return g_test_run ();
}
