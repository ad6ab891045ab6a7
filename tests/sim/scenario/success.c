/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * success.c - what is called success of a trial, and the goal: how they are read, what is refused
 * and why, and how edits keep them in step.
 */
#include "scenario/edit.h"

#include "scenario-make.h"

#define WITH(testing, run)                                                                         \
  "{'trefoil':1," SMALL_ARMS "," SMALL_OUTCOME "," SMALL_REST ",'testing':{" testing               \
  "'hypotheses':[{'id':'A','compare':['a','c']},{'id':'B','compare':['b','c']},"                   \
  "{'id':'C','compare':['a','b']}]}" run "}"
#define SUCCESS(records) WITH ("'success':[" records "],", "")

typedef struct {
  const char *record;
  guint of, at_least, met; /* bit r of met: the rejections r are a success */
  const char *label;
} Form;

static const Form forms[] = {
  { SUCCESS ("{'id':'s','all-of':['C','A']}"), 5, 2, 0xa0, "both A and C" },
  { SUCCESS ("{'id':'s','all-of':['C','A','B']}"), 7, 3, 0x80, "all of A, B and C" },
  { SUCCESS ("{'id':'s','any-of':['B','C']}"), 6, 1, 0xfc, "B or C" },
  { SUCCESS ("{'id':'s','any-of':['A','B','C']}"), 7, 1, 0xfe, "any of A, B or C" },
  { SUCCESS ("{'id':'s','any-of':['B']}"), 2, 1, 0xcc, "B" },
  { SUCCESS ("{'id':'s','at-least':2,'of':['A','B','C']}"), 7, 2, 0xe8,
    "at least 2 of A, B and C" },
};

static void
reads_form (gconstpointer data)
{
  const Form *form = data;
  g_autoptr (SimScenario) scenario = make_valid (form->record);
  g_autofree char *label = sim_scenario_success_label (scenario, 0);
  const SimSuccess *success = sim_scenario_success (scenario, 0);

  g_assert_cmpuint (sim_scenario_n_success (scenario), ==, 1);
  g_assert_cmpstr (success->id, ==, "s");
  g_assert_cmpuint (success->of, ==, form->of);
  g_assert_cmpuint (success->at_least, ==, form->at_least);
  g_assert_cmpstr (label, ==, form->label);
  for (guint rejected = 0; rejected < 8; rejected++)
    g_assert_cmpint (sim_success_met (success, rejected), ==, form->met >> rejected & 1);
}

/* Nothing is said of it in full, so that scenarios from before have their hash. */
static void
test_default (void)
{
  g_autoptr (SimScenario) scenario = make_valid (WITH ("", ""));
  g_autoptr (SimScenario) other = make_valid (SUCCESS ("{'id':'s','any-of':['A']}"));

  g_assert_cmpuint (sim_scenario_n_success (scenario), ==, 0);
  g_assert_null (sim_scenario_goal (scenario));
  g_assert_null (sim_scenario_value (scenario, "/testing/success"));
  g_assert_null (sim_scenario_value (scenario, "/run/goal"));
  g_assert_cmpint (sim_scenario_stage_between (scenario, other), ==, SIM_STAGE_DECIDE);
  g_assert_cmpstr (sim_scenario_hash (scenario), !=, sim_scenario_hash (other));
}

/* The words are goals too, and stay when hypotheses go. */
static void
test_words (void)
{
  g_autoptr (SimScenario) any = make_valid (WITH ("", ",'run':{'goal':'any'}"));
  g_autoptr (SimDraft) draft = make_draft (WITH ("", ",'run':{'goal':'all'}"));
  g_autoptr (SimDraft) without = sim_edit_remove_hypothesis (draft, "B", NULL);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimScenario) all = sim_scenario_check (without, problems);

  g_assert_cmpstr (sim_scenario_goal (any), ==, "any");
  g_assert_nonnull (all);
  g_assert_cmpstr (sim_scenario_goal (all), ==, "all");
}

static void
test_criterion (void)
{
  g_autoptr (SimScenario) scenario
      = make_valid (WITH ("'success':[{'id':'s','at-least':2,'of':['A','C']}],",
                          ",'run':{'goal':'s'}"));
  SimSuccess found;

  g_assert_cmpstr (sim_scenario_goal (scenario), ==, "s");
  g_assert_true (sim_scenario_criterion (scenario, "s", &found));
  g_assert_cmpuint (found.of, ==, 5);
  g_assert_cmpuint (found.at_least, ==, 2);
  g_assert_true (sim_scenario_criterion (scenario, "B", &found));
  g_assert_cmpstr (found.id, ==, "B");
  g_assert_cmpuint (found.of, ==, 2);
  g_assert_cmpuint (found.at_least, ==, 1);
  g_assert_false (sim_scenario_criterion (scenario, "D", &found));
}

typedef struct {
  const char *text;
  SimErrorCode code;
  const char *pointer, *part;
} Refusal;

static const Refusal refusals[] = {
  { SUCCESS ("{'id':'s','all-of':['A','D']}"), SIM_ERROR_REFERENCE, "/testing/success/s/all-of/1",
    "names none of" },
  { SUCCESS ("{'id':'s'}"), SIM_ERROR_MISSING, "/testing/success/s", "not said which" },
  { SUCCESS ("{'id':'s','all-of':['A'],'any-of':['B']}"), SIM_ERROR_CONFLICT, "/testing/success/s",
    "more than one form" },
  { SUCCESS ("{'id':'s','all-of':['A'],'of':['B']}"), SIM_ERROR_CONFLICT, "/testing/success/s",
    "more than one form" },
  { SUCCESS ("{'id':'s','at-least':1}"), SIM_ERROR_MISSING, "/testing/success/s/of",
    "go together" },
  { SUCCESS ("{'id':'s','of':['A','B']}"), SIM_ERROR_MISSING, "/testing/success/s/at-least",
    "go together" },
  { SUCCESS ("{'id':'s','at-least':3,'of':['A','B']}"), SIM_ERROR_RANGE,
    "/testing/success/s/at-least", "more than hypotheses" },
  { SUCCESS ("{'id':'s','at-least':0,'of':['A','B']}"), SIM_ERROR_RANGE,
    "/testing/success/s/at-least", "outside the range" },
  { SUCCESS ("{'id':'s','any-of':['A','B','A']}"), SIM_ERROR_CONFLICT, "/testing/success/s/any-of",
    "named twice" },
  { SUCCESS ("{'id':'s','any-of':[]}"), SIM_ERROR_SHAPE, "/testing/success/s/any-of", "too few" },
  { SUCCESS ("{'id':'A','any-of':['A']}"), SIM_ERROR_ID, "/testing/success/A/id",
    "a hypothesis has this id" },
  { SUCCESS ("{'id':'s','any-of':['A']},{'id':'s','any-of':['B']}"), SIM_ERROR_ID,
    "/testing/success/1/id", "used twice" },
  { SUCCESS ("{'any-of':['A']}"), SIM_ERROR_MISSING, "/testing/success/0/id", "missing" },
  { WITH ("", ",'run':{'goal':'s'}"), SIM_ERROR_REFERENCE, "/run/goal", "names none of" },
  { WITH ("'success':[{'id':'s','any-of':['A']}],", ",'run':{'goal':'t'}"), SIM_ERROR_REFERENCE,
    "/run/goal", "names none of" },
};

static void
refuses (gconstpointer data)
{
  const Refusal *refusal = data;

  assert_one_problem (refusal->text, refusal->code, refusal->pointer, 0, refusal->part);
}

/* What may be named is said: of both lists. */
static void
test_allowed (void)
{
  g_autoptr (GPtrArray) problems = problems_of (
      WITH ("'success':[{'id':'s','any-of':['A']}],", ",'run':{'goal':'t'}"));
  const SimProblem *problem = find_problem (problems, SIM_ERROR_REFERENCE, "/run/goal");

  g_assert_cmpstr (problem->allowed, ==, "one of A, B, C, or s, or any, or all");
}

#define EDITED                                                                                     \
  WITH ("'success':[{'id':'s','all-of':['A','B']},{'id':'t','any-of':['C']}],",                    \
        ",'run':{'goal':'t'}")

static void
assert_text (SimDraft *draft, const char *pointer, const char *expected)
{
  g_autofree char *json = g_strdelimit (g_strdup (expected), "'", '"');
  const SimValue *value = sim_draft_get (draft, pointer);
  g_autofree char *found = value ? sim_json_write_compact (value) : g_strdup ("nothing");

  g_assert_cmpstr (found, ==, json);
}

/* A new name of a hypothesis or criterion is followed; what has gone is named no more, and a
 * criterion that names nothing goes too. */
static void
test_edits (void)
{
  g_autoptr (SimDraft) draft = make_draft (EDITED);
  g_autoptr (SimDraft) hypothesis
      = sim_edit_rename (draft, "/testing/hypotheses/A", "first", NULL);
  g_autoptr (SimDraft) criterion = sim_edit_rename (draft, "/testing/success/t", "third", NULL);
  g_autoptr (SimDraft) without_b = sim_edit_remove_hypothesis (draft, "B", NULL);
  g_autoptr (SimDraft) without_c = sim_edit_remove_hypothesis (draft, "C", NULL);

  assert_text (hypothesis, "/testing/success/s/all-of", "['first','B']");
  assert_text (criterion, "/run/goal", "'third'");
  assert_text (without_b, "/testing/success/s/all-of", "['A']");
  assert_text (without_c, "/testing/success", "[{'id':'s','all-of':['A','B']}]");
  g_assert_cmpuint (sim_value_length (sim_draft_get (draft, "/testing/success")), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autofree char *path = g_strdup_printf ("/success/form/%u", i);
    g_test_add_data_func (path, &forms[i], reads_form);
  }
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++) {
    g_autofree char *path = g_strdup_printf ("/success/refused/%u", i);
    g_test_add_data_func (path, &refusals[i], refuses);
  }
  g_test_add_func ("/success/default", test_default);
  g_test_add_func ("/success/criterion", test_criterion);
  g_test_add_func ("/success/words", test_words);
  g_test_add_func ("/success/allowed", test_allowed);
  g_test_add_func ("/success/edits", test_edits);
  return g_test_run ();
}
