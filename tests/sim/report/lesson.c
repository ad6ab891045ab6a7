/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lesson.c - tests of lessons: what is refused and in which words, what steps set and lock, and
 * what they take from results. Expected texts are written by hand.
 */
#include <math.h>
#include <string.h>

#include "sim.h"

static SimDraft *
draft_of (const char *lesson)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) plain = sim_draft_new_default ();
  g_autofree char *assignment = g_strconcat ("/lesson=", lesson, NULL);
  g_strdelimit (assignment, "'", '"');
  SimDraft *draft = sim_draft_set_text (plain, assignment, &error);

  g_assert_no_error (error);
  return draft;
}

/* All problems of the default scenario with a lesson, a line each; "" if it is in order. */
static char *
problems_of (const char *lesson)
{
  g_autoptr (SimDraft) draft = draft_of (lesson);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  GString *lines = g_string_new (NULL);
  g_autoptr (SimScenario) scenario = sim_scenario_check (draft, problems);

  if (scenario != NULL)
    sim_lesson_check (draft, problems);
  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *line = sim_problem_to_line (problems->pdata[i], "f");
    g_string_append_printf (lines, "%s\n", line);
  }
  return g_string_free (lines, FALSE);
}

static void
assert_problem (const char *lesson, const char *pointer, const char *text)
{
  g_autofree char *lines = problems_of (lesson);
  g_autofree char *at = g_strconcat (pointer, ":", NULL);

  if (strstr (lines, at) == NULL || strstr (lines, text) == NULL)
    g_error ("%s gave: %s", lesson, lines);
}

#define STEPS(steps)     "{'steps':[" steps "]}"
#define PREDICT(predict) STEPS ("{'text':'t','predict':{'question':'q'," predict "}}")
#define REVEAL(text)     STEPS ("{'text':'t','reveal':'" text "'}")
#define POWER            "/sizes/152/hypotheses/HE-UC/power/value"

static void
test_in_order (void)
{
  static const char *const lessons[] = {
    STEPS ("{'text':'t'}"),
    PREDICT ("'answer':3"),
    PREDICT ("'answer-from':'" POWER "','unit':'%','tolerance':0.05"),
    PREDICT ("'answer-from':'" POWER " - /sizes/60/hypotheses/HE-UC/power/value'"),
    PREDICT ("'kind':'choice','choices':['a','b']"),
    PREDICT ("'kind':'choice','choices':['a','b'],'answer':'b'"),
    PREDICT ("'kind':'sketch','answer-from':'" POWER "'"),
    PREDICT ("'kind':'sketch','answer-from':'/sizes/152/trial/any/value'"),
    REVEAL ("{{" POWER " per 100}} and {{ /sizes/152/trial/any/exact }}"),
    STEPS ("{'text':'t','lock':['/arms','/outcomes/rmdq/sd','/run/seed'],'view':'size',"
           "'about':'HE-ST','set':{'/arms/usual/size':60,'/outcomes/rmdq/baseline/min':null}},"
           "{'text':'t','reveal':'{{/sizes/164/trial/any/value}}'}"),
    STEPS ("{'text':'t','about':'any','show':['HE-UC','any']}"),
    /* What is shown is of Power, of which other views are not. */
    STEPS ("{'text':'t','view':'effects','about':'HE-UC','show':['HE-ST']}"),
    STEPS ("{'text':'t','view':'effects'},{'text':'t','view':'power','about':'any'}"),
    STEPS ("{'text':'t','about':'two','show':['two'],'set':{'/testing/success':"
           "[{'id':'two','at-least':2,'of':['HE-UC','ST-UC','HE-ST']}]}}"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (lessons); i++) {
    g_autofree char *lines = problems_of (lessons[i]);
    g_assert_cmpstr (lines, ==, "");
  }
}

static void
test_shape (void)
{
  assert_problem ("[]", "/lesson", "wrong kind");
  assert_problem ("{}", "/lesson/steps", "missing");
  assert_problem (STEPS (""), "/lesson/steps", "too few");
  assert_problem (STEPS ("{}"), "/lesson/steps/0/text", "missing");
  assert_problem (STEPS ("{'text':'t','sett':{}}"), "/lesson/steps/0/sett", "did you mean \"set\"");
  assert_problem (STEPS ("{'text':'t','view':'efects'}"), "/lesson/steps/0/view", "effects");
  assert_problem (STEPS ("{'text':'t','about':'HE'}"), "/lesson/steps/0/about", "HE-ST");
  assert_problem (STEPS ("{'text':'t','show':['HE-UC','HE']}"), "/lesson/steps/0/show/1",
                  "HE-ST, any, all");
  assert_problem (STEPS ("{'text':'t','show':['any','HE-UC','any']}"), "/lesson/steps/0/show/2",
                  "the same id stands here twice");
  assert_problem (STEPS ("{'text':'t','about':'any','show':['HE-UC','all']}"),
                  "/lesson/steps/0/about", "is not shown");
  assert_problem (STEPS ("{'text':'t','view':'effects','about':'any'}"), "/lesson/steps/0/about",
                  "the id of a hypothesis");
  assert_problem (STEPS ("{'text':'t','view':'errors'},{'text':'t','about':'all'}"),
                  "/lesson/steps/1/about", "only Power");
  assert_problem (STEPS ("{'text':'t','lock':'/arms'}"), "/lesson/steps/0/lock", "wrong kind");
  assert_problem (STEPS ("{'text':'t','predict':{}}"), "/lesson/steps/0/predict/question",
                  "missing");
  assert_problem (PREDICT ("'kind':'essay'"), "/lesson/steps/0/predict/kind", "not one of");
  assert_problem (PREDICT ("'kind':'choice','choices':['a']"), "/lesson/steps/0/predict/choices",
                  "too few");
  assert_problem (PREDICT ("'answer':'three'"), "/lesson/steps/0/predict/answer", "wrong kind");
}

static void
test_answers (void)
{
  const char *at = "/lesson/steps/0/predict";

  assert_problem (PREDICT ("'unit':'%'"), at, "without an answer");
  assert_problem (PREDICT ("'answer':1,'answer-from':'" POWER "'"), at, "two ways");
  assert_problem (PREDICT ("'kind':'sketch'"), "/lesson/steps/0/predict/answer-from", "missing");
  assert_problem (PREDICT ("'kind':'sketch','answer-from':'/replicates'"),
                  "/lesson/steps/0/predict/answer-from", "no curve");
  assert_problem (
      PREDICT ("'kind':'sketch','answer-from':'/sizes/152/hypotheses/HE-UC/coverage/value'"),
      "/lesson/steps/0/predict/answer-from", "plot of power");
  assert_problem (STEPS ("{'text':'t','show':['HE-ST','any'],'predict':{'question':'q',"
                         "'kind':'sketch','answer-from':'" POWER "'}}"),
                  "/lesson/steps/0/predict/answer-from", "what the sketch is of is not shown");
  assert_problem (PREDICT ("'answer-from':'/sizes/153/trial/any/value'"),
                  "/lesson/steps/0/predict/answer-from",
                  "there is no \"153\"; allowed: one of 60, 90, 120, 152");
  assert_problem (PREDICT ("'answer-from':'/sizes/152/hypotheses/XX/power/value'"),
                  "/lesson/steps/0/predict/answer-from", "one of HE-UC, ST-UC, HE-ST");
  assert_problem (PREDICT ("'answer-from':'/sizes/152/hypotheses/HE-UC/power'"),
                  "/lesson/steps/0/predict/answer-from", "goes on with value, mcse");
  assert_problem (PREDICT ("'answer-from':'power'"), "/lesson/steps/0/predict/answer-from",
                  "leads nowhere");
  assert_problem (PREDICT ("'answer-from':''"), "/lesson/steps/0/predict/answer-from",
                  "without a pointer");
  assert_problem (PREDICT ("'kind':'choice','choices':['a','b'],'answer':'c'"),
                  "/lesson/steps/0/predict/answer", "none of the choices");
  assert_problem (PREDICT ("'kind':'choice','choices':['a','b','a']"),
                  "/lesson/steps/0/predict/choices/2", "stands here twice");
  assert_problem (PREDICT ("'kind':'choice','choices':['a','']"),
                  "/lesson/steps/0/predict/choices/1", "without words");
}

static char *
repeat (const char *text, guint n)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

static guint
lines_of (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

/* No text of a file makes more of anything than can be shown. */
static void
test_limits (void)
{
  g_autofree char *fits = repeat ("\xc3\xa4", SIM_MAX_LESSON_TEXT);
  g_autofree char *line = repeat ("a", SIM_MAX_LESSON_LINE + 1);
  g_autofree char *wrong = repeat ("{{/x}}", 1000);
  g_autofree char *steps = repeat (",{'text':'{{','lock':['/x','/y']}", 60);
  g_autofree char *right = repeat ("{{/replicates}}", 200);
  g_autofree char *in_order = g_strconcat ("{'steps':[{'text':'", fits, "'}]}", NULL);
  g_autofree char *long_text = g_strconcat ("{'steps':[{'text':'", fits, "b'}]}", NULL);
  g_autofree char *long_reveal
      = g_strconcat ("{'steps':[{'text':'t','reveal':'", fits, "b'}]}", NULL);
  g_autofree char *long_choice = g_strconcat (
      "{'steps':[{'text':'t','predict':{'question':'q','kind':'choice','choices':['", line,
      "','b']}}]}", NULL);
  g_autofree char *figures
      = g_strconcat ("{'steps':[{'text':'t','reveal':'", right, "'}]}", NULL);
  g_autofree char *more
      = g_strconcat ("{'steps':[{'text':'t','reveal':'", right, "{{/replicates}}'}]}", NULL);
  g_autofree char *hostile = g_strconcat ("{'steps':[{'text':'t','reveal':'", wrong, "'}]}", NULL);
  g_autofree char *many = g_strconcat ("{'steps':[{'text':'t'}", steps, "]}", NULL);
  g_autofree char *none = problems_of (in_order), *few = problems_of (figures);
  g_autofree char *of_hostile = problems_of (hostile), *of_many = problems_of (many);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (few, ==, "");
  assert_problem (long_text, "/lesson/steps/0/text", "too long; allowed: text of at most 20000");
  assert_problem (long_reveal, "/lesson/steps/0/reveal", "too long");
  assert_problem (long_choice, "/lesson/steps/0/predict/choices/0", "at most 1000");
  assert_problem (more, "/lesson/steps/0/reveal", "too many");
  g_assert_cmpuint (lines_of (of_hostile), ==, 20);
  g_assert_cmpuint (lines_of (of_many), ==, 20);
}

static void
test_texts (void)
{
  assert_problem (REVEAL ("a {{/sizes/152"), "/lesson/steps/0/reveal", "without \"}}\"");
  assert_problem (REVEAL ("{{}}"), "/lesson/steps/0/reveal", "without a pointer");
  assert_problem (REVEAL ("{{/replicates per 100}}"), "/lesson/steps/0/reveal", "no share");
  assert_problem (REVEAL ("{{/replicates - " POWER "}}"), "/lesson/steps/0/reveal",
                  "a number from a share");
  assert_problem (STEPS ("{'text':'{{/replicates}}'}"), "/lesson/steps/0/text", "not yet");
}

static void
test_values (void)
{
  assert_problem (STEPS ("{'text':'t','set':{'/titel':'x'}}"), "/lesson/steps/0/set/~1titel",
                  "leads nowhere");
  assert_problem (STEPS ("{'text':'t','set':{'/lesson/title':'x'}}"),
                  "/lesson/steps/0/set/~1lesson~1title", "leads nowhere");
  assert_problem (STEPS ("{'text':'t','set':{'no pointer':1}}"), "/lesson/steps/0/set/no pointer",
                  "leads nowhere");
  assert_problem (STEPS ("{'text':'t'},{'text':'t','set':{'/outcomes/rmdq/sd':-1}}"),
                  "/lesson/steps/1/set", "no valid scenario: /outcomes/rmdq/sd: outside the range");
  /* In order: the second step takes away the arm that the first one named, the third sets it. */
  assert_problem (STEPS ("{'text':'t','set':{'/testing/hypotheses/HE-ST':null}},"
                         "{'text':'t','reveal':'{{/sizes/152/hypotheses/HE-ST/power/value}}'}"),
                  "/lesson/steps/1/reveal", "there is no \"HE-ST\"");
  assert_problem (STEPS ("{'text':'t','lock':['/arms/none/size']}"), "/lesson/steps/0/lock/0",
                  "leads nowhere");
}

/* --- a lesson in its scenario -------------------------------------------------------------- */

static void
test_changes_no_number (void)
{
  g_autoptr (SimDraft) with = draft_of (REVEAL ("{{" POWER "}}"));
  g_autoptr (SimDraft) without = sim_draft_new_default ();
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimScenario) a = sim_scenario_check (with, problems);
  g_autoptr (SimScenario) b = sim_scenario_check (without, problems);

  g_assert_cmpstr (sim_scenario_hash (a), ==, sim_scenario_hash (b));
  g_assert_cmpint (sim_scenario_stage_between (a, b), ==, SIM_STAGE_LABEL);
}

static void
test_steps (void)
{
  g_autoptr (SimDraft) file = draft_of (
      "{'title':'T','steps':[{'text':'one','set':{'/outcomes/rmdq/sd':4},'lock':['/outcomes']},"
      "{'text':'two','set':{'/outcomes/rmdq/sd/usual':6},'view':'effects','predict':"
      "{'question':'q','kind':'choice','choices':['a','b'],'answer':'b'}}]}");
  g_autoptr (SimDraft) plain = sim_draft_new_default ();
  g_autoptr (SimDraft) last = sim_lesson_draft (file, 1, NULL);
  g_autoptr (SimValue) first_sd = sim_draft_effective (last, "/outcomes/rmdq/sd/hand-ear/0");
  g_autoptr (SimValue) sd = sim_draft_effective (last, "/outcomes/rmdq/sd/usual/1");
  SimLessonStep step;

  g_assert_cmpuint (sim_lesson_n_steps (plain), ==, 0);
  g_assert_cmpuint (sim_lesson_n_steps (file), ==, 2);
  g_assert_cmpstr (sim_lesson_title (file), ==, "T");
  sim_lesson_step (file, 1, &step);
  g_assert_cmpstr (step.text, ==, "two");
  g_assert_cmpstr (step.view, ==, "effects");
  g_assert_cmpint (step.predict, ==, SIM_PREDICT_CHOICE);
  g_assert_cmpuint (step.n_choices, ==, 2);
  g_assert_cmpstr (step.answer_choice, ==, "b");
  g_assert_true (isnan (step.answer));
  sim_lesson_step (file, 0, &step);
  g_assert_cmpint (step.predict, ==, SIM_PREDICT_NOTHING);
  g_assert_null (step.view);
  g_assert_cmpfloat (sim_value_number (first_sd), ==, 4);
  g_assert_cmpfloat (sim_value_number (sd), ==, 6);
  g_assert_cmpuint (sim_lesson_n_steps (last), ==, 0);
  g_assert_cmpstr (sim_lesson_lock (file, 0, "/outcomes/rmdq/sd/usual/0"), ==, "/outcomes");
  g_assert_cmpstr (sim_lesson_lock (file, 0, "/outcomes/0/baseline"), ==, "/outcomes");
  g_assert_null (sim_lesson_lock (file, 0, "/arms/usual/size"));
  g_assert_null (sim_lesson_lock (file, 1, "/outcomes/rmdq/sd"));
}

/* --- figures ------------------------------------------------------------------------------- */

static const char results_text[]
    = "{\"replicates\":10000,\"sizes\":[{\"total\":60,\"trial\":{\"any\":{\"value\":0.2,\"mcse\":"
      "0.004},\"fwer\":null}},{\"total\":152,\"analysed\":147.25,\"hypotheses\":[{\"id\":\"A\","
      "\"power\":{\"value\":0.2341,\"mcse\":0.002},\"estimate\":{\"mean\":1.1234,\"mcse\":0.01,"
      "\"sd\":0.871,\"sd-mcse\":0.002},\"type-m\":2.2,\"type-m-mcse\":0.03,\"type-s\":null,"
      "\"type-s-mcse\":null}],\"trial\":{\"any\":{\"value\":0.5,\"mcse\":0.004},\"rejections\":"
      "{\"value\":1.5,\"mcse\":0.01}}}]}";

static SimValue *
results (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  SimValue *value = sim_json_parse (results_text, strlen (results_text), NULL, problems);

  g_assert_nonnull (value);
  return value;
}

static void
test_figures (void)
{
  g_autoptr (SimValue) tree = results ();
  SimLessonFigure figure;

  g_assert_true (sim_lesson_figure (tree, "/sizes/152/hypotheses/A/power/value", &figure));
  g_assert_cmpfloat (figure.value, ==, 0.2341);
  g_assert_cmpfloat (figure.mcse, ==, 0.002);
  g_assert_true (figure.share);
  g_assert_true (sim_lesson_figure (tree, "/sizes/152/hypotheses/A/estimate/sd", &figure));
  g_assert_cmpfloat (figure.mcse, ==, 0.002);
  g_assert_false (figure.share);
  g_assert_true (
      sim_lesson_figure (tree, "/sizes/152/trial/any/value - /sizes/60/trial/any/value", &figure));
  g_assert_cmpfloat_with_epsilon (figure.value, 0.3, 1e-12);
  g_assert_cmpfloat_with_epsilon (figure.mcse, sqrt (2) * 0.004, 1e-12);
  g_assert_true (sim_lesson_figure (tree, "/sizes/152/hypotheses/A/type-s", &figure));
  g_assert_true (isnan (figure.value));
  g_assert_false (sim_lesson_figure (tree, "/sizes/1/trial/any/value", &figure)); /* no index */
  g_assert_false (sim_lesson_figure (tree, "/sizes/60/trial/fwer/value", &figure));
  g_assert_false (sim_lesson_figure (tree, "/sizes/60/trial/any", &figure));
  g_assert_false (sim_lesson_figure (tree, "", &figure));
}

static void
test_curve (void)
{
  g_autoptr (SimValue) tree = results ();
  double totals[2], values[2];

  g_assert_cmpuint (sim_lesson_curve (tree, "/sizes/60/trial/any/value", totals, values, 2), ==, 2);
  g_assert_cmpfloat (totals[1], ==, 152);
  g_assert_cmpfloat (values[0], ==, 0.2);
  g_assert_cmpfloat (values[1], ==, 0.5);
  g_assert_cmpuint (sim_lesson_curve (tree, "/replicates", totals, values, 2), ==, 0);
  g_assert_cmpuint (sim_lesson_curve (tree, "/sizes/60", totals, values, 2), ==, 0);
}

static void
assert_filled (const char *text, const char *expected)
{
  g_autoptr (SimValue) tree = results ();
  g_autofree char *filled = sim_lesson_fill (text, tree);

  g_assert_cmpstr (filled, ==, expected);
}

static void
test_fill (void)
{
  assert_filled ("none", "none");
  assert_filled ("{{/sizes/152/hypotheses/A/power/value}} found", "23.4 % found");
  assert_filled ("{{ /sizes/152/hypotheses/A/power/value  per 100 }} of 100", "23 of 100");
  assert_filled ("{{/sizes/152/hypotheses/A/type-m}} times", "2.2 times");
  assert_filled ("{{/sizes/152/hypotheses/A/type-s}}", "\xe2\x80\x93");
  assert_filled ("{{/sizes/152/trial/rejections/value}}", "1.50");
  assert_filled ("{{/sizes/152/hypotheses/A/estimate/sd}}", "0.871");
  assert_filled ("{{/sizes/152/hypotheses/A/estimate/sd to 1}}", "0.9");
  assert_filled ("{{/sizes/152/hypotheses/A/estimate/sd to 6}}", "0.871");
  assert_filled ("{{/sizes/152/hypotheses/A/power/value to 0}}", "23 %");
  assert_filled ("{{/sizes/152/analysed to 0}}", "147");
  assert_filled ("{{/nowhere}}", "\xe2\x80\x93");
  assert_filled ("{{/replicates}}{{/sizes/152/analysed}}", "10000147.2");
  assert_filled ("open {{/replicates", "open {{/replicates");
}

/* With fewer digits a share is rounded from what is shown of it elsewhere, a half away from 0; what
   is neither all nor none is not called that, but a difference may be none. */
static void
test_agree (void)
{
  static const char text[]
      = "{'a':{'value':0.8847,'mcse':0.001,'exact':0.89412},'b':{'value':0.6398,'mcse':0.001,"
        "'exact':0.8946},'c':{'value':0.9987,'mcse':0.001},'d':{'value':0.0041,'mcse':0.001},"
        "'e':{'value':1,'mcse':0},'f':{'value':0.9947,'mcse':0.001}}";
  static const char *const rows[][2] = {
    { "{{/a/value}} {{/a/value per 100}} {{/a/value to 0}} {{/a/value to 1}} {{/a/value to 2}}",
      "88.5 % 89 89 % 88.5 % 88.5 %" },
    { "{{/a/exact}} {{/a/exact per 100}} {{/a/exact to 1}} {{/a/exact to 2}} {{/a/exact to 4}}",
      "89.41 % 89 89.4 % 89.41 % 89.41 %" },
    { "{{/b/exact per 100}} {{/b/exact to 1}} {{/b/exact to 2}}", "89 89.5 % 89.46 %" },
    { "{{/c/value}} {{/c/value per 100}} {{/c/value to 0}}", "99.9 % >99 >99 %" },
    { "{{/d/value}} {{/d/value per 100}} {{/d/value to 0}}", "0.4 % <1 <1 %" },
    { "{{/e/value}} {{/e/value per 100}} {{/e/value to 1}}", "100 % 100 100 %" },
    { "{{/f/value}} {{/f/value per 100}}", "99.5 % >99" },
    /* 0.2449 and an error of 0.0014 */
    { "{{/a/value - /b/value}} {{/a/value - /b/value to 0}}", "24.5 % 25 %" },
    { "{{/b/value - /a/value}} {{/b/value - /a/value to 0}}", "-24.5 % -25 %" },
    { "{{/d/value - /d/value to 0}} {{/b/exact - /a/exact to 0}}", "0 % 0 %" },
  };
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimValue) tree = sim_json_parse (json, strlen (json), NULL, problems);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *filled = sim_lesson_fill (rows[i][0], tree);
    g_assert_cmpstr (filled, ==, rows[i][1]);
  }
}

/* What a view of the step is about: what is said, else what its sketch is of. */
static void
test_subject (void)
{
  static const struct {
    const char *step, *subject;
  } steps[] = {
    { "'view':'power'", NULL },
    { "'about':'HE-ST'", "HE-ST" },
    { "'predict':{'question':'q','answer-from':'" POWER "'}", NULL },
    { "'predict':{'question':'q','kind':'sketch','answer-from':'" POWER "'}", "HE-UC" },
    { "'predict':{'question':'q','kind':'sketch','answer-from':'/sizes/60/trial/all/value'}",
      "all" },
    { "'about':'HE-ST','predict':{'question':'q','kind':'sketch','answer-from':'" POWER "'}",
      "HE-ST" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_autofree char *text = g_strdup_printf (STEPS ("{'text':'t',%s}"), steps[i].step);
    g_autoptr (SimDraft) draft = draft_of (text);
    g_autofree char *subject = NULL;
    SimLessonStep step;

    sim_lesson_step (draft, 0, &step);
    subject = sim_lesson_subject (&step);
    g_assert_cmpstr (subject, ==, steps[i].subject);
  }
}

/* What is told of the steps, a line each. */
static char *
told_by (GPtrArray *problems)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *line = sim_problem_to_line (problems->pdata[i], "f");
    g_string_append_printf (lines, "%s\n", line);
  }
  return g_string_free (lines, FALSE);
}

/* Looks at another draft: as many steps as expected, and what all of the check says. */
static void
assert_looks (SimLessonChecker *checker, SimDraft *draft, guint expected)
{
  g_autoptr (GPtrArray) known = sim_problems_new (), all = sim_problems_new ();
  g_autofree char *told = NULL, *whole = NULL;
  guint n = 0;

  sim_lesson_checker_begin (checker, draft);
  while (sim_lesson_checker_next (checker))
    n++;
  sim_lesson_checker_tell (checker, known);
  sim_lesson_check (draft, all);
  told = told_by (known);
  whole = told_by (all);
  g_assert_cmpstr (told, ==, whole);
  g_assert_cmpuint (n, ==, expected);
}

static SimDraft *
edited (SimDraft *draft, const char *assignment)
{
  g_autoptr (GError) error = NULL;
  SimDraft *next = sim_draft_set_text (draft, assignment, &error);

  g_assert_no_error (error);
  sim_draft_unref (draft);
  return next;
}

/* Only what an edit may have changed is looked at again, and all of that. */
static void
test_again (void)
{
  SimLessonChecker *checker = sim_lesson_checker_new ();
  SimDraft *draft = draft_of (
      STEPS ("{'text':'a','view':'effects'},{'text':'b','set':{'/arms/usual/size':60}},"
             "{'text':'c','about':'HE-UC','reveal':'{{/sizes/164/hypotheses/HE-UC/power/value}}'},"
             "{'text':'d','predict':{'question':'q','kind':'sketch','answer-from':"
             "'/sizes/164/trial/any/value'}}"));

  assert_looks (checker, draft, 4);
  assert_looks (checker, draft, 0);
  draft = edited (draft, "/lesson/title=\"T\"");
  assert_looks (checker, draft, 0);
  draft = edited (draft, "/lesson/steps/2/text=\"{{x}}\""); /* a problem, of that step alone */
  assert_looks (checker, draft, 1);
  draft = edited (draft, "/lesson/steps/1/set={\"/arms/usual/size\":61}"); /* figures elsewhere */
  assert_looks (checker, draft, 3);
  draft = edited (draft, "/lesson/steps/1/set={\"/nowhere\":61}"); /* where it ends */
  assert_looks (checker, draft, 1);
  draft = edited (draft, "/lesson/steps/1/set={\"/arms/usual/size\":61}");
  assert_looks (checker, draft, 1);                         /* the rest is known from before */
  draft = edited (draft, "/lesson/steps/1/view=\"power\""); /* which stays open after it */
  assert_looks (checker, draft, 3);
  draft = edited (draft, "/arms/hand-ear/size=55"); /* each has another scenario */
  assert_looks (checker, draft, 4);
  draft = edited (draft, "/lesson=null");
  assert_looks (checker, draft, 0);
  sim_draft_unref (draft);
  sim_lesson_checker_free (checker);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lesson/in-order", test_in_order);
  g_test_add_func ("/lesson/shape", test_shape);
  g_test_add_func ("/lesson/answers", test_answers);
  g_test_add_func ("/lesson/limits", test_limits);
  g_test_add_func ("/lesson/texts", test_texts);
  g_test_add_func ("/lesson/values", test_values);
  g_test_add_func ("/lesson/changes-no-number", test_changes_no_number);
  g_test_add_func ("/lesson/steps", test_steps);
  g_test_add_func ("/lesson/figures", test_figures);
  g_test_add_func ("/lesson/curve", test_curve);
  g_test_add_func ("/lesson/fill", test_fill);
  g_test_add_func ("/lesson/agree", test_agree);
  g_test_add_func ("/lesson/again", test_again);
  g_test_add_func ("/lesson/subject", test_subject);
  return g_test_run ();
}
