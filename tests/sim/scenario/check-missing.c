/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check-missing.c - what may be asked of an analysis about scores that were not seen.
 */
#include "scenario-make.h"
#include "scenario/strategy.h"

static SimDraft *
draft_of (const char *const *assignments)
{
  SimDraft *draft = sim_draft_new_default ();
  for (; *assignments; assignments++)
    draft = make_set (draft, *assignments);
  return draft;
}

static void
refused (const char *const *assignments, const char *pointer, const char *part)
{
  g_autoptr (SimDraft) draft = draft_of (assignments);
  g_autofree char *text = sim_json_write (sim_draft_root (draft));
  assert_one_problem (text, SIM_ERROR_CONFLICT, pointer, 0, part);
}

static void
read_strategy (const char *const *assignments, SimStrategy *strategy)
{
  g_autoptr (SimDraft) draft = draft_of (assignments);
  g_autoptr (SimScenario) scenario = make_scenario (draft);
  sim_scenario_strategy (scenario, 0, strategy);
}

#define REFUSED(pointer, part, ...) \
  refused ((const char *const[]){ __VA_ARGS__, NULL }, pointer, part)
#define READ(strategy, ...) read_strategy ((const char *const[]){ __VA_ARGS__, NULL }, strategy)
#define MISSING "/analyses/main/missing="

#define BINARY                                                                                     \
  "/outcomes=[{\"id\":\"rmdq\",\"type\":\"binary\",\"proportions\":0.4,"                         \
  "\"visits\":[{\"id\":\"week-8\",\"time\":8}]}]"
#define RESPONSES                                                                                  \
  "/outcomes=[{\"id\":\"r\",\"type\":\"binary\",\"responder\":{\"outcome\":\"s\","               \
  "\"improvement\":2}},{\"id\":\"s\",\"means\":5,\"baseline\":{\"mean\":9,\"sd\":4},"            \
  "\"sd\":4,\"visits\":[{\"id\":\"week-8\",\"time\":8}]}]"
#define MAIN(method) "/analyses=[{\"id\":\"main\",\"method\":\"" method "\"}]"

/* What is asked of binary outcomes. */
static void
binary (void)
{
  REFUSED ("/analyses/main/missing", "its test is not made of these", BINARY, MAIN ("fisher"),
           MISSING "multiple-imputation");
  REFUSED ("/analyses/main/missing", "its test is not made of these", BINARY, MAIN ("chi-squared"),
           MISSING "delta");
  REFUSED ("/analyses/main/missing", "deviations from means", BINARY, MAIN ("logistic"),
           MISSING "jump-to-reference");
  REFUSED ("/analyses/main/missing", "deviations from means", BINARY, MAIN ("risk-difference"),
           MISSING "copy-increments");
  REFUSED ("/analyses/main/missing", "not ordered categories", BINARY, MAIN ("proportional-odds"),
           MISSING "multiple-imputation");
  REFUSED ("/analyses/main/missing", "variances of their own", BINARY, MAIN ("risk-difference"),
           MISSING "multiple-imputation");
  REFUSED ("/analyses/main/missing", "that of Rubin's rules", BINARY, MAIN ("risk-difference"),
           MISSING "multiple-imputation", "/analyses/main/variance=unpooled",
           "/analyses/main/interval=newcombe");
  REFUSED ("/analyses/main/missing", "a model of all visits", BINARY, MAIN ("fisher"),
           MISSING "likelihood");
}

/* Of responses the scores are drawn, so what these can do is done. */
static void
responses (void)
{
  static const char *const strategies[]
      = { "multiple-imputation", "jump-to-reference", "copy-increments", "delta" };
  for (guint i = 0; i < G_N_ELEMENTS (strategies); i++) {
    SimStrategy s;
    char *missing = g_strconcat (MISSING, strategies[i], NULL);
    READ (&s, RESPONSES, MAIN ("logistic"), missing);
    g_assert_cmpint (s.kind, ==, sim_strategy_kind (strategies[i]));
    READ (&s, RESPONSES, MAIN ("risk-difference"), missing, "/analyses/main/variance=unpooled");
    g_assert_true (sim_strategy_draws (s.kind));
    g_free (missing);
  }
  REFUSED ("/analyses/main/missing", "its test is not made of these", RESPONSES, MAIN ("fisher"),
           MISSING "jump-to-reference");
  REFUSED ("/analyses/main/missing", "variances of their own", RESPONSES, MAIN ("risk-difference"),
           MISSING "copy-increments");
  REFUSED ("/analyses/main/missing", "no arm is the reference", RESPONSES, MAIN ("logistic"),
           MISSING "jump-to-reference", "/arms/usual/reference=false");
}

static void
refusals (void)
{
  REFUSED ("/analyses/main/missing", "allowed: complete-cases, locf, bocf, multiple",
           MISSING "non-responder");
  REFUSED ("/analyses/main/missing", "ranks tell but that of arms alike",
           MISSING "multiple-imputation", "/analyses/main/method=mann-whitney");
  REFUSED ("/analyses/main/missing", "its likelihood takes patients", MISSING "locf",
           "/analyses/main/method=mmrm");
  REFUSED ("/analyses/main/missing", "no baseline to be carried", MISSING "bocf",
           "/outcomes/rmdq/baseline=null", "/analyses/main/method=t-test",
           "/outcomes/rmdq/correlation={\"type\":\"compound-symmetry\",\"rho\":0.5}");
  REFUSED ("/analyses/main/missing", "no arm is the reference", MISSING "jump-to-reference",
           "/arms/usual/reference=false");
  REFUSED ("/analyses/main/missing", "these standard errors are for others", MISSING "delta",
           "/analyses/main/se=hc3");
  REFUSED ("/analyses/main/delta", "no imputed score is shifted", "/analyses/main/delta=5",
           MISSING "locf");
  REFUSED ("/testing/omnibus", "several data sets", MISSING "delta", "/testing/omnibus=anova");
  REFUSED ("/testing/multiplicity/method", "one variance from all arms",
           MISSING "multiple-imputation", "/testing/multiplicity/method=dunnett",
           "/testing/hypotheses=[{\"id\":\"A\",\"compare\":[\"standard\",\"usual\"]}]");
}

static void
values (void)
{
  SimStrategy s;
  READ (&s, "/run/seed=1");
  g_assert_cmpint (s.kind, ==, SIM_STRATEGY_COMPLETE_CASES);
  g_assert_false (s.per_protocol);
  READ (&s, MISSING "bocf", "/analyses/main/set=per-protocol");
  g_assert_cmpint (s.kind, ==, SIM_STRATEGY_BOCF);
  g_assert_true (s.per_protocol);
  READ (&s, MISSING "copy-increments");
  g_assert_cmpint (s.kind, ==, SIM_STRATEGY_COPY);
  g_assert_cmpuint (s.imputations, ==, 10);
  READ (&s, MISSING "delta", "/analyses/main/delta=1.5", "/analyses/main/imputations=25");
  g_assert_cmpuint (s.imputations, ==, 25);
  g_assert_cmpfloat (s.delta[0], ==, 1.5);
  g_assert_cmpfloat (s.delta[2], ==, 1.5);
  READ (&s, MISSING "delta", "/analyses/main/delta={\"standard\":-2}");
  g_assert_cmpfloat (s.delta[0], ==, 0);
  g_assert_cmpfloat (s.delta[1], ==, -2);
  g_assert_true (sim_strategy_draws (SIM_STRATEGY_DELTA));
  g_assert_false (sim_strategy_draws (SIM_STRATEGY_LIKELIHOOD));
}

/* The new keys left alone: a scenario keeps its hash. */
static void
hash (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_autoptr (SimScenario) scenario = make_scenario (draft);
  const SimValue *analysis = sim_scenario_value (scenario, "/analyses/0");
  g_assert_null (sim_value_get (analysis, "imputations"));
  g_assert_null (sim_value_get (analysis, "delta"));
  g_assert_null (sim_value_get (analysis, "set"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scenario/check-missing/refusals", refusals);
  g_test_add_func ("/scenario/check-missing/binary", binary);
  g_test_add_func ("/scenario/check-missing/responses", responses);
  g_test_add_func ("/scenario/check-missing/values", values);
  g_test_add_func ("/scenario/check-missing/hash", hash);
  return g_test_run ();
}
