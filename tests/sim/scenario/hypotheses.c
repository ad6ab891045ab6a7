/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hypotheses.c - types of hypotheses: weights, bounds, true effects, names, what is refused and
 * why, and how edits keep them in step.
 */
#include <math.h>

#include "scenario/choice.h"
#include "scenario/edit.h"
#include "scenario/json.h"

#include "scenario-make.h"

#define ARMS                                                                                       \
  "'arms':[{'id':'e','name':'New one','size':20},{'id':'r','name':'Old one','size':20},"           \
  "{'id':'p','name':'Nothing','size':20,'reference':true},{'id':'q','size':20}]"
#define OUTCOME                                                                                    \
  "'outcomes':[{'id':'y','unit':'points','visits':[{'id':'v','time':4}],"                          \
  "'baseline':{'mean':10,'sd':3},'means':{'e':4,'r':5,'p':8,'q':6}}]"
#define BINARY "'outcomes':[{'id':'y','type':'binary','proportions':0.4}]"
#define BINARY_APART                                                                               \
  "'outcomes':[{'id':'y','type':'binary','better':'higher',"                                       \
  "'proportions':{'e':0.5,'r':0.3,'p':0.2,'q':0.2}}]"
#define COUNTS "'outcomes':[{'id':'y','type':'count','rates':{'e':2,'r':3,'p':4,'q':4}}]"
#define ONE(outcome, analysis, hypothesis)                                                         \
  "{'trefoil':1," ARMS "," outcome ",'analyses':[{'id':'m'," analysis "}],"                        \
  "'testing':{'multiplicity':{'method':'none'},'hypotheses':[{'id':'H'," hypothesis "}]}}"
#define SCORES(hypothesis) ONE (OUTCOME, "'method':'t-test'", hypothesis)

typedef struct {
  const char *text;
  SimHypothesisType type;
  SimTestKind test;
  double weights[4], lower, upper, truth;
  const char *label;
} Row;

/* Lower is better, so effects are the means turned round. */
static const Row rows[] = {
  { SCORES ("'compare':['e','r']"), SIM_SUPERIORITY, SIM_TEST_DIFFERENT, { 1, -1 }, 0, 0, 1,
    "New one vs old one" },
  { SCORES ("'compare':['e','r'],'sides':1"), SIM_SUPERIORITY, SIM_TEST_ABOVE, { 1, -1 }, 0,
    INFINITY, 1, "New one vs old one" },
  { SCORES ("'contrast':{'e':0.5,'r':0.5,'p':-1}"), SIM_SUPERIORITY, SIM_TEST_DIFFERENT,
    { 0.5, 0.5, -1 }, 0, 0, 3.5, "New one and old one vs nothing" },
  { SCORES ("'contrast':{'p':-0.5,'q':-0.5,'e':0.75,'r':0.25}"), SIM_SUPERIORITY,
    SIM_TEST_DIFFERENT, { 0.75, 0.25, -0.5, -0.5 }, 0, 0, 2.75,
    "0.75 new one + 0.25 old one − 0.5 nothing − 0.5 q" },
  { SCORES ("'contrast':{'e':0.333333,'r':0.333333,'q':0.333333,'p':-1}"), SIM_SUPERIORITY,
    SIM_TEST_DIFFERENT, { 0.333333, 0.333333, -0.999999, 0.333333 }, 0, 0, 2.999997,
    "New one, old one and q vs nothing" },
  { SCORES ("'compare':['e','p'],'type':'superiority-margin','margin':1"), SIM_SUPERIORITY_MARGIN,
    SIM_TEST_ABOVE, { 1, 0, -1 }, 1, INFINITY, 4,
    "New one vs nothing: better by more than 1 point" },
  { SCORES ("'compare':['e','r'],'type':'non-inferiority','margin':1.5"), SIM_NON_INFERIORITY,
    SIM_TEST_ABOVE, { 1, -1 }, -1.5, INFINITY, 1,
    "New one vs old one: not worse by more than 1.5 points" },
  { SCORES ("'compare':['e','r'],'type':'equivalence','margin':2"), SIM_EQUIVALENCE,
    SIM_TEST_BETWEEN, { 1, -1 }, -2, 2, 1, "New one vs old one: equal within 2 points" },
  { SCORES ("'compare':['e','r'],'type':'equivalence','margins':[-1,2.5]"), SIM_EQUIVALENCE,
    SIM_TEST_BETWEEN, { 1, -1 }, -1, 2.5, 1, "New one vs old one: between −1 and 2.5 points" },
  { SCORES ("'compare':['e','r'],'type':'retention','fraction':0.8,'placebo':'p'"), SIM_RETENTION,
    SIM_TEST_ABOVE, { 1, -0.8, -0.2 }, 0, INFINITY, 1.6,
    "New one vs old one: keeps more than 80 % of its effect over nothing" },
  { ONE (BINARY_APART, "'method':'risk-difference','variance':'restricted'",
         "'compare':['e','r'],'type':'retention','fraction':0.8,'placebo':'p','scale':'logit'"),
    SIM_RETENTION, SIM_TEST_ABOVE, { 1, -0.8, -0.2 }, 0, INFINITY, 0.955097160533741,
    "New one vs old one: keeps more than 80 % of its effect over nothing in log odds" },
  { ONE (BINARY_APART, "'method':'risk-difference','variance':'unpooled'",
         "'compare':['e','r'],'type':'non-inferiority','margin':0.1"),
    SIM_NON_INFERIORITY, SIM_TEST_ABOVE, { 1, -1 }, -0.1, INFINITY, 0.2,
    "New one vs old one: not worse by more than 10 percentage points" },
  { ONE (BINARY_APART, "'method':'risk-difference','variance':'unpooled'",
         "'compare':['e','r'],'type':'superiority-margin','margin':0.01"),
    SIM_SUPERIORITY_MARGIN, SIM_TEST_ABOVE, { 1, -1 }, 0.01, INFINITY, 0.2,
    "New one vs old one: better by more than 1 percentage point" },
  { ONE (BINARY_APART, "'method':'risk-difference','variance':'unpooled'",
         "'compare':['e','r'],'type':'equivalence','margins':[-0.1,0.15]"),
    SIM_EQUIVALENCE, SIM_TEST_BETWEEN, { 1, -1 }, -0.1, 0.15, 0.2,
    "New one vs old one: between −10 and 15 percentage points" },
  { ONE (OUTCOME, "'method':'change-score'", "'type':'within-arm-change','arm':'p'"),
    SIM_WITHIN_ARM_CHANGE, SIM_TEST_DIFFERENT, { 0, 0, 1 }, 0, 0, 2,
    "Nothing: change from baseline" },
  { ONE (COUNTS, "'method':'negative-binomial'",
         "'compare':['e','r'],'type':'non-inferiority','margin':1.25"),
    SIM_NON_INFERIORITY, SIM_TEST_ABOVE, { 1, -1 }, -0.22314355131420976, INFINITY,
    0.40546510810816438, "New one vs old one: not worse by more than a ratio of 1.25" },
  { ONE (COUNTS, "'method':'negative-binomial'",
         "'compare':['e','r'],'type':'equivalence','margins':[0.8,1.25]"),
    SIM_EQUIVALENCE, SIM_TEST_BETWEEN, { 1, -1 }, -0.22314355131420976, 0.22314355131420976,
    0.40546510810816438, "New one vs old one: between a ratio of 0.8 and 1.25" },
};

static void
reads_types (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (SimScenario) scenario = make_valid (row->text);
  const SimHypothesis *h = sim_scenario_hypothesis (scenario, 0);
  g_autofree char *label = sim_scenario_hypothesis_label (scenario, 0);

  g_assert_cmpint (h->type, ==, row->type);
  g_assert_cmpint (h->test, ==, row->test);
  for (guint a = 0; a < 4; a++)
    g_assert_cmpfloat_with_epsilon (h->weights[a], row->weights[a], 1e-12);
  g_assert_cmpfloat_with_epsilon (h->lower, row->lower, 1e-9);
  if (isfinite (row->upper))
    g_assert_cmpfloat_with_epsilon (h->upper, row->upper, 1e-9);
  else
    g_assert_cmpfloat (h->upper, ==, row->upper);
  g_assert_cmpfloat_with_epsilon (sim_scenario_true_effect (scenario, 0), row->truth, 1e-9);
  g_assert_cmpstr (label, ==, row->label);
}

/* Two analyses by one method are told apart by what they say differently. */
static void
names_what_differs (void)
{
  static const struct {
    const char *first, *second, *labels[2];
  } pairs[] = {
    { "'method':'ancova'", "'method':'ancova','adjust-for':['baseline','age']",
      { "New one vs old one, adjusted for baseline",
        "New one vs old one, adjusted for baseline and age" } },
    { "'method':'ancova','missing':'locf'", "'method':'ancova','se':'hc3'",
      { "New one vs old one, by the model, last observation carried forward",
        "New one vs old one, HC3, complete cases" } },
    { "'method':'mann-whitney','exact':true", "'method':'mann-whitney'",
      { "New one vs old one, exact", "New one vs old one, not exact" } },
    { "'method':'t-test','missing':'delta','delta':{'e':2}",
      "'method':'t-test','missing':'delta','delta':{'e':3}",
      { "New one vs old one, delta 2 / 0 / 0 / 0", "New one vs old one, delta 3 / 0 / 0 / 0" } },
    { "'method':'ancova'", "'method':'t-test'",
      { "New one vs old one, ANCOVA", "New one vs old one, t test" } },
  };
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autofree char *text = g_strdup_printf (
        "{'trefoil':1," ARMS "," OUTCOME
        ",'covariates':[{'id':'age'}],'dropout':{'proportion':0.1},"
        "'analyses':[{'id':'m',%s},{'id':'n',%s}],'testing':{'multiplicity':{'method':'none'},"
        "'hypotheses':[{'id':'H','analysis':'m','compare':['e','r']},"
        "{'id':'I','analysis':'n','compare':['e','r']},"
        "{'id':'J','analysis':'n','compare':['e','p']}]}}",
        pairs[i].first, pairs[i].second);
    g_autoptr (SimScenario) scenario = make_valid (text);
    for (guint h = 0; h < 2; h++) {
      g_autofree char *label = sim_scenario_hypothesis_label (scenario, h);
      g_assert_cmpstr (label, ==, pairs[i].labels[h]);
    }
    g_autofree char *alone = sim_scenario_hypothesis_label (scenario, 2);
    g_assert_cmpstr (alone, ==, "New one vs nothing");
  }
}

/* Weights of thirds have a rest, which no difference of arms that are alike may show. */
static void
equal_arms_have_no_effect (void)
{
  g_autoptr (SimDraft) draft = make_draft (
      SCORES ("'contrast':{'e':0.333333,'r':0.333333,'q':0.333333,'p':-1}"));
  draft = make_set (draft, "/outcomes/y/means=7.3");
  g_autoptr (SimScenario) scenario = make_scenario (draft);
  g_assert_cmpfloat (sim_scenario_true_effect (scenario, 0), ==, 0);
}

/* --- refused ------------------------------------------------------------------------------- */

static void
refuses_arms (void)
{
  static const char at[] = "/testing/hypotheses/H/";
  static const struct {
    const char *text;
    SimErrorCode code;
    const char *key, *part;
  } cases[] = {
    { SCORES ("'type':'superiority'"), SIM_ERROR_MISSING, "compare", "\"compare\" is missing" },
    { SCORES ("'compare':['e','r'],'contrast':{'e':1,'r':-1}"), SIM_ERROR_CONFLICT, "contrast",
      "either \"compare\" or \"contrast\"" },
    { SCORES ("'compare':['e','e']"), SIM_ERROR_CONFLICT, "compare", "compared with itself" },
    { SCORES ("'contrast':{'e':1,'r':-0.5}"), SIM_ERROR_CONFLICT, "contrast", "is 0.5" },
    { SCORES ("'contrast':{'e':0,'r':0}"), SIM_ERROR_CONFLICT, "contrast", "at least two arms" },
    { SCORES ("'contrast':{'e':1,'z':-1}"), SIM_ERROR_REFERENCE, "contrast/z", "none of the arms" },
    { SCORES ("'contrast':1"), SIM_ERROR_KIND, "contrast", "an object" },
    { SCORES ("'contrast':{'e':'1','r':-1}"), SIM_ERROR_KIND, "contrast/e", NULL },
    { SCORES ("'compare':['e','r'],'type':'retention','fraction':0.5,'placebo':'r'"),
      SIM_ERROR_CONFLICT, "placebo", "not compared" },
    { SCORES ("'compare':['e','r'],'type':'retention','fraction':0.5"), SIM_ERROR_MISSING,
      "placebo", NULL },
    { SCORES ("'compare':['e','r'],'type':'retention','fraction':1,'placebo':'p'"),
      SIM_ERROR_RANGE, "fraction", NULL },
    { SCORES ("'contrast':{'e':1,'r':-1},'type':'retention','fraction':0.5,'placebo':'p'"),
      SIM_ERROR_CONFLICT, "contrast", "its fraction" },
    { ONE (OUTCOME, "'method':'change-score'",
           "'type':'within-arm-change','arm':'p','compare':['e','r']"),
      SIM_ERROR_CONFLICT, "compare", "one arm" },
    { SCORES ("'compare':['e','r'],'type':'non-inferiority','margin':0"), SIM_ERROR_RANGE,
      "margin", NULL },
    { SCORES ("'compare':['e','r'],'type':'non-inferiority'"), SIM_ERROR_MISSING, "margin", NULL },
    { SCORES ("'compare':['e','r'],'margin':2"), SIM_ERROR_CONFLICT, "margin", NULL },
    { SCORES ("'compare':['e','r'],'type':'equivalence'"), SIM_ERROR_MISSING, "margin",
      "\"margins\" with two" },
    { SCORES ("'compare':['e','r'],'type':'equivalence','margin':1,'margins':[-1,1]"),
      SIM_ERROR_CONFLICT, "margins", "given already" },
    { SCORES ("'compare':['e','r'],'type':'equivalence','margins':[1,2]"), SIM_ERROR_CONFLICT,
      "margins", "below 0" },
    { ONE (COUNTS, "'method':'negative-binomial'",
           "'compare':['e','r'],'type':'non-inferiority','margin':0.8"),
      SIM_ERROR_CONFLICT, "margin", "a ratio above 1" },
    { ONE (COUNTS, "'method':'negative-binomial'",
           "'compare':['e','r'],'type':'equivalence','margins':[-1,1]"),
      SIM_ERROR_CONFLICT, "margins", "between 0 and 1" },
    { SCORES ("'compare':['e','r'],'type':'within-arm-change','arm':'e'"), SIM_ERROR_CONFLICT,
      "compare", NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *pointer = g_strconcat (at, cases[i].key, NULL);
    g_autoptr (GPtrArray) problems = problems_of (cases[i].text);
    const SimProblem *problem = find_problem (problems, cases[i].code, pointer);
    g_test_message ("%s", cases[i].text);
    g_assert_nonnull (problem);
    if (cases[i].part && !strstr (problem->message, cases[i].part))
      g_error ("\"%s\" is not in \"%s\"", cases[i].part, problem->message);
  }
}

static void
refuses_methods (void)
{
  assert_one_problem (ONE (BINARY, "'method':'risk-difference'",
                           "'compare':['e','r'],'type':'non-inferiority','margin':0.1"),
                      SIM_ERROR_CONFLICT, "/testing/hypotheses/H/type", 0,
                      "risk-difference with variance pooled has no test against a margin");
  assert_one_problem (ONE (BINARY, "'method':'risk-difference'",
                           "'contrast':{'e':0.5,'r':0.5,'p':-1}"),
                      SIM_ERROR_CONFLICT, "/testing/hypotheses/H/contrast", 0,
                      "compares two arms and no more");
  assert_one_problem (SCORES ("'type':'within-arm-change','arm':'e'"), SIM_ERROR_CONFLICT,
                      "/testing/hypotheses/H/type", 0, "an analysis by change-score");
  /* methods of other outcomes are no way out */
  assert_one_problem (ONE (BINARY, "'method':'fisher'",
                           "'compare':['e','r'],'type':'non-inferiority','margin':0.1"),
                      SIM_ERROR_CONFLICT, "/testing/hypotheses/H/type", 0,
                      "or an analysis by risk-difference, logistic, g-computation");
  assert_one_problem (SCORES ("'compare':['e','r'],'type':'retention','fraction':0.8,"
                              "'placebo':'p','scale':'logit'"),
                      SIM_ERROR_CONFLICT, "/testing/hypotheses/H/scale", 0, "allowed: difference");
  g_autoptr (GPtrArray) pooled
      = problems_of (ONE (BINARY, "'method':'risk-difference'",
                          "'compare':['e','r'],'type':'retention','fraction':0.8,"
                          "'placebo':'p','scale':'logit'"));
  g_assert_cmpuint (pooled->len, ==, 1);
  g_autoptr (SimScenario) unpooled
      = make_valid (ONE (BINARY, "'method':'risk-difference','variance':'unpooled'",
                         "'compare':['e','r'],'type':'non-inferiority','margin':0.1"));
  g_assert_nonnull (unpooled);
}

static void
refuses_own_levels_under_a_rule (void)
{
  g_autoptr (SimDraft) draft
      = make_set (make_draft (SCORES ("'compare':['e','r'],'alpha':0.01,'sides':1")),
                  "/testing/multiplicity/method=holm");
  g_autoptr (GPtrArray) problems = draft_problems (draft);
  g_assert_cmpuint (problems->len, ==, 2);
  g_assert_nonnull (find_problem (problems, SIM_ERROR_CONFLICT, "/testing/hypotheses/H/alpha"));
  g_assert_nonnull (find_problem (problems, SIM_ERROR_CONFLICT, "/testing/hypotheses/H/sides"));
}

/* The same arms may be asked several things, but none of them twice. */
static void
refuses_the_same_question (void)
{
  g_autoptr (SimDraft) draft = make_set (
      make_draft (SCORES ("'compare':['e','r'],'type':'equivalence','margin':1")),
      "/testing/hypotheses/1={'id':'I','compare':['e','r'],'type':'equivalence','margin':2}");
  g_autoptr (SimScenario) scenario = make_scenario (draft);
  g_assert_nonnull (scenario);
  draft = make_set (draft, "/testing/hypotheses/I/margin=1");
  g_autoptr (GPtrArray) problems = draft_problems (draft);
  g_assert_nonnull (find_problem (problems, SIM_ERROR_CONFLICT, "/testing/hypotheses/I/compare"));
}

/* --- why not ------------------------------------------------------------------------------- */

static void
assert_refused (SimDraft *draft, const char *pointer, const char *choice, const char *part)
{
  g_autofree char *why = sim_choice_refused (draft, pointer, choice);
  g_test_message ("%s=%s: %s", pointer, choice, why ? why : "fits");
  if (!part)
    g_assert_null (why);
  else if (!why || !strstr (why, part))
    g_error ("\"%s\" is not in \"%s\"", part, why ? why : "nothing");
}

static void
says_why_not (void)
{
  g_autoptr (SimDraft) draft = make_draft (SCORES ("'compare':['e','r']"));
  static const char type[] = "/testing/hypotheses/H/type", method[] = "/analyses/m/method";
  assert_refused (draft, method, "ancova", NULL);
  assert_refused (draft, method, "log-rank", "does not analyse outcome \"y\"");
  assert_refused (draft, method, "nonsense", "not one of the choices");
  /* what is still to be given is no reason against it */
  assert_refused (draft, type, "non-inferiority", NULL);
  assert_refused (draft, type, "retention", NULL);
  assert_refused (draft, type, "equivalence", NULL);
  assert_refused (draft, type, "within-arm-change", "not patients with themselves");
  assert_refused (draft, "/analyses/m/variance", "welch", NULL);
  assert_refused (draft, "/testing/multiplicity/method", "dunnett", NULL);
  assert_refused (draft, "/testing/alpha", "0.1", NULL);
  draft = make_set (draft, "/testing/hypotheses/H={'id':'H','compare':['e','r'],"
                           "'type':'non-inferiority','margin':1}");
  assert_refused (draft, "/testing/multiplicity/method", "dunnett", "tests of superiority");
  assert_refused (draft, type, "superiority", NULL);
  /* what is wrong already is no reason either */
  draft = make_set (draft, "/outcomes/y/baseline=null");
  draft = make_set (draft, "/testing/alpha=7");
  assert_refused (draft, type, "superiority", NULL);
  assert_refused (draft, method, "ancova", "needs a baseline");
  assert_refused (draft, "/analyses/0/method", "change-score", "needs a baseline");
}

/* A place elsewhere is named. */
static void
says_where_it_does_not_fit (void)
{
  g_autoptr (SimDraft) draft
      = make_draft (ONE (BINARY, "'method':'risk-difference','variance':'unpooled'",
                         "'compare':['e','r'],'type':'non-inferiority','margin':0.1"));
  assert_refused (draft, "/analyses/m/variance", "pooled",
                  "/testing/hypotheses/H/type: analysis \"m\" by risk-difference");
}

/* --- edits --------------------------------------------------------------------------------- */

#define SEVERAL                                                                                    \
  ONE (OUTCOME, "'method':'change-score'",                                                         \
       "'compare':['e','q']},"                                                                     \
       "{'id':'C','contrast':{'e':0.5,'r':0.5,'p':-1,'q':0}},"                                     \
       "{'id':'R','compare':['e','r'],'type':'retention','fraction':0.5,'placebo':'p'},"           \
       "{'id':'W','type':'within-arm-change','arm':'r'")

static void
assert_ids (SimDraft *draft, const char *expected)
{
  const SimValue *list = sim_draft_get (draft, "/testing/hypotheses");
  GString *ids = g_string_new (NULL);
  for (guint i = 0; i < sim_value_length (list); i++)
    g_string_append (ids, sim_value_text (sim_value_get (sim_value_at (list, i), "id")));
  g_assert_cmpstr (ids->str, ==, expected);
  g_string_free (ids, TRUE);
}

static void
edits_keep_hypotheses_in_step (void)
{
  static const char *const left[][2]
      = { { "e", "W" }, { "r", "H" }, { "p", "HW" }, { "q", "CRW" } };
  g_autoptr (SimDraft) draft = make_draft (SEVERAL);
  for (guint i = 0; i < G_N_ELEMENTS (left); i++) {
    g_autoptr (SimDraft) edited = sim_edit_remove_arm (draft, left[i][0], NULL);
    g_assert_nonnull (edited);
    assert_ids (edited, left[i][1]);
    g_autoptr (SimScenario) scenario = make_scenario (edited);
    g_assert_nonnull (scenario);
  }
  g_autoptr (SimDraft) renamed = sim_edit_rename (draft, "/arms/r", "other", NULL);
  assert_value (sim_draft_get (renamed, "/testing/hypotheses/C/contrast"),
                "{'e':0.5,'other':0.5,'p':-1,'q':0}");
  assert_value (sim_draft_get (renamed, "/testing/hypotheses/W/arm"), "'other'");
  g_autoptr (SimScenario) other = make_scenario (renamed);
  g_assert_nonnull (other);
  g_autoptr (SimDraft) added = sim_edit_add_arm (draft, "e", NULL);
  assert_value (sim_draft_get (added, "/testing/hypotheses/C/contrast"),
                "{'e':0.5,'r':0.5,'p':-1,'q':0}");
  g_autoptr (SimScenario) five = make_scenario (added);
  g_assert_nonnull (five);
  g_autoptr (SimDraft) moved = sim_edit_move_arm (draft, "p", 0, NULL);
  g_autoptr (SimScenario) first = make_scenario (moved);
  g_assert_cmpfloat (sim_scenario_hypothesis (first, 1)->weights[0], ==, -1);
}

/* A new analysis is asked only what it tests. */
static void
tests_too_what_it_can (void)
{
  g_autoptr (SimDraft) draft
      = make_set (make_draft (SEVERAL), "/analyses/1={'id':'t','method':'t-test'}");
  g_assert_cmpuint (sim_edit_n_untested (draft, "t"), ==, 3);
  g_autoptr (SimDraft) edited = sim_edit_test_too (draft, "t", NULL);
  g_autoptr (SimScenario) scenario = make_scenario (edited);
  g_assert_cmpuint (sim_scenario_n_hypotheses (scenario), ==, 7);
}

static void
a_new_type_takes_the_keys_of_the_old_one_away (void)
{
  g_autoptr (SimDraft) draft
      = make_draft (SCORES ("'compare':['e','r'],'type':'retention','fraction':0.5,"
                            "'placebo':'p'"));
  draft = make_set (draft, "/testing/hypotheses/H/type=equivalence");
  assert_value (sim_draft_get (draft, "/testing/hypotheses/H"),
                "{'id':'H','compare':['e','r'],'type':'equivalence'}");
  draft = make_set (draft, "/testing/hypotheses/H/margin=2");
  draft = make_set (draft, "/testing/hypotheses/H/type=non-inferiority");
  g_autoptr (SimScenario) scenario = make_scenario (draft);
  g_assert_cmpfloat (sim_scenario_hypothesis (scenario, 0)->lower, ==, -2);
  draft = make_set (draft, "/testing/hypotheses/H/type=superiority");
  assert_value (sim_draft_get (draft, "/testing/hypotheses/H"),
                "{'id':'H','compare':['e','r'],'type':'superiority'}");
}

/* What was written before there were other types keeps its hash: no new key enters its form. */
static void
the_full_form_is_as_before (void)
{
  g_autoptr (SimScenario) scenario = make_valid (SCORES ("'compare':['e','r']"));
  assert_value (sim_scenario_value (scenario, "/testing/hypotheses"),
                "[{'id':'H','compare':['e','r'],'type':'superiority','analysis':'m'}]");
}

/* --- whatever stands there ----------------------------------------------------------------- */

/* A value that fits a key, nearly fits, or does not at all. */
static const char *
any_value (GRand *random)
{
  static const char *const values[]
      = { "['e','r']",  "['p','q']", "['e','e']",   "['e']",      "['e','z']",   "[1,2]",
          "[]",         "'e'",       "'z'",         "''",         "0",           "1",
          "2",          "-1.5",      "0.5",         "1e300",      "true",        "null",
          "[-1,2]",     "[0.8,1.3]", "[2,1]",       "[1,'e']",    "[-1,2,3]",    "{}",
          "{'e':1,'r':-1}", "{'e':0.5,'r':0.5,'p':-1}", "{'e':1}", "{'z':1,'e':-1}", "{'e':'a'}",
          "{'e':1e6,'r':-1e6}", "{'e':[1],'r':-1}", "'superiority'", "'superiority-margin'",
          "'non-inferiority'", "'equivalence'", "'retention'", "'within-arm-change'", "'m'",
          "'c'" };
  return values[g_rand_int_range (random, 0, G_N_ELEMENTS (values))];
}

static const char *
good_value (GRand *random, guint key)
{
  static const char *const values[][3] = {
    { "['e','r']", "['r','p']", "['e','q']" },
    { "{'e':0.5,'r':0.5,'p':-1}", "{'e':1,'r':-1}", "{'e':1,'r':-0.5,'q':-0.5}" },
    { "'non-inferiority'", "'equivalence'", "'retention'" },
    { "1.5", "2", "1.1" },
    { "[-1,2]", "[0.8,1.25]", "[-3,3]" },
    { "0.5", "0.8", "0.1" },
    { "'p'", "'q'", "'r'" },
    { "'e'", "'r'", "'q'" },
    { "'m'", "'c'", "'m'" },
    { "0.05", "0.01", "0.1" },
    { "1", "2", "1" },
  };
  return values[key][g_rand_int_range (random, 0, 3)];
}

static char *
any_record (GRand *random)
{
  static const char *const keys[] = { "compare", "contrast", "type",     "margin", "margins",
                                      "fraction", "placebo", "arm",      "analysis", "alpha",
                                      "sides" };
  GString *text = g_string_new ("{'id':'H'");
  for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
    if (g_rand_int_range (random, 0, 3) == 0)
      g_string_append_printf (text, ",'%s':%s", keys[k],
                              g_rand_int_range (random, 0, 6) == 0 ? any_value (random)
                                                                   : good_value (random, k));
  g_string_append (text, "}");
  return g_string_free (text, FALSE);
}

/* Every record is refused in words or can be read: weights of sum 0, bounds in order, an effect. */
static void
read_or_refused (SimDraft *draft, guint *good)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimScenario) scenario = sim_scenario_check (draft, problems);
  double sum = 0;
  if (!scenario) {
    g_assert_cmpuint (problems->len, >, 0);
    return;
  }
  (*good)++;
  const SimHypothesis *h = sim_scenario_hypothesis (scenario, 0);
  g_autofree char *label = sim_scenario_hypothesis_label (scenario, 0);
  for (guint a = 0; a < 4; a++)
    sum += h->weights[a];
  g_assert_cmpfloat_with_epsilon (sum, h->type == SIM_WITHIN_ARM_CHANGE ? 1 : 0, 1e-9);
  g_assert_true (isfinite (h->lower) && h->lower <= h->upper);
  g_assert_true (h->alpha > 0 && h->alpha < 1 && (h->sides == 1 || h->sides == 2));
  g_assert_true (isfinite (sim_scenario_true_effect (scenario, 0)));
  g_assert_cmpstr (label, !=, "");
}

static void
takes_any_record (void)
{
  static const char *const methods[]
      = { "'method':'t-test'", "'method':'change-score'", "'method':'t-test','variance':'welch'" };
  GRand *random = g_rand_new_with_seed (20190704);
  guint good = 0;
  for (guint i = 0; i < 10000; i++) {
    g_autofree char *record = any_record (random);
    g_autofree char *text = g_strdup_printf (
        "{'trefoil':1," ARMS ",%s,'analyses':[{'id':'m',%s}],"
        "'testing':{'multiplicity':{'method':'none'},'hypotheses':[%s]}}",
        i % 5 == 0 ? COUNTS : OUTCOME,
        i % 5 == 0 ? "'method':'negative-binomial'" : methods[i % 3], record);
    g_autoptr (SimDraft) draft = make_draft (text);
    read_or_refused (draft, &good);
    g_free (sim_choice_refused (draft, "/testing/hypotheses/H/type", "non-inferiority"));
  }
  g_rand_free (random);
  g_test_message ("%u of 10000 records in order", good);
  g_assert_cmpuint (good, >, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strdup_printf ("/hypotheses/reads-types/%u", i);
    g_test_add_data_func (path, &rows[i], reads_types);
  }
  g_test_add_func ("/hypotheses/what-differs", names_what_differs);
  g_test_add_func ("/hypotheses/equal-arms", equal_arms_have_no_effect);
  g_test_add_func ("/hypotheses/refuses-arms", refuses_arms);
  g_test_add_func ("/hypotheses/refuses-methods", refuses_methods);
  g_test_add_func ("/hypotheses/refuses-own-levels", refuses_own_levels_under_a_rule);
  g_test_add_func ("/hypotheses/refuses-the-same", refuses_the_same_question);
  g_test_add_func ("/hypotheses/why-not", says_why_not);
  g_test_add_func ("/hypotheses/why-not-elsewhere", says_where_it_does_not_fit);
  g_test_add_func ("/hypotheses/edits", edits_keep_hypotheses_in_step);
  g_test_add_func ("/hypotheses/tests-too", tests_too_what_it_can);
  g_test_add_func ("/hypotheses/new-type", a_new_type_takes_the_keys_of_the_old_one_away);
  g_test_add_func ("/hypotheses/full-form", the_full_form_is_as_before);
  g_test_add_func ("/hypotheses/any-record", takes_any_record);
  return g_test_run ();
}
