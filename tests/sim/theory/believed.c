/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * believed.c - exact power averaged over normal priors of means, against the average of exact power
 * over many true means. Simulated trials are in tests/sim/study/assurance.c.
 */
#include <math.h>

#include "scenario-of.h"

#include "base/numeric.h"
#include "base/prob.h"

#define NODES 24
#define REACH 7.0

typedef struct {
  double power[3], benefit[3], any, all;
} Average;

static const SimTheorySize *
own_of (SimScenario *scenario, const SimTheory *theory)
{
  return &theory->sizes[sim_scenario_own_size (scenario)];
}

/* The scenario with the means of two arms at the first visit moved by so many prior SDs. */
static void
add_moved (SimScenario *scenario, double a, double b, double weight, Average *sum)
{
  SimPriors *priors = sim_priors_new (scenario);
  const double p[] = { sim_normal_cdf (a), sim_normal_cdf (b) };
  GPtrArray *problems = sim_problems_new ();
  SimDraft *draft = sim_priors_at (priors, sim_scenario_draft (scenario), p, NULL);
  SimScenario *moved = sim_scenario_check (draft, problems);
  SimTheory *theory = sim_theory_new (moved, FALSE, NULL);
  const SimTheorySize *own = own_of (moved, theory);

  for (guint h = 0; h < 3; h++) {
    sum->power[h] += weight * own->power[h];
    sum->benefit[h] += weight * own->benefit[h];
  }
  sum->any += weight * own->any;
  sum->all += weight * own->all;
  sim_theory_free (theory);
  sim_scenario_unref (moved);
  sim_draft_unref (draft);
  g_ptr_array_unref (problems);
  sim_priors_free (priors);
}

static Average
slow_average (SimScenario *scenario)
{
  double z[NODES], w[NODES];
  Average sum = { .any = 0 };

  sim_gauss_legendre (NODES, -REACH, REACH, z, w);
  for (guint i = 0; i < NODES; i++)
    for (guint j = 0; j < NODES; j++) {
      double weight = w[i] * w[j] * sim_normal_density (z[i]) * sim_normal_density (z[j]);
      if (weight > 1e-9)
        add_moved (scenario, z[i], z[j], weight, &sum);
    }
  return sum;
}

static void
assert_near (double got, double slow)
{
  g_assert_true (isnan (got) == isnan (slow));
  if (!isnan (slow))
    g_assert_cmpfloat_with_epsilon (got, slow, 2e-6);
}

/* The scenario is at the middle of its priors. */
static void
check (SimScenario *scenario)
{
  SimPriors *priors = sim_priors_new (scenario);
  SimTheory *theory = sim_theory_new_believed (scenario, priors, NULL);
  Average slow = slow_average (scenario);
  const SimTheorySize *own = own_of (scenario, theory);

  for (guint h = 0; h < 3; h++) {
    assert_near (own->power[h], slow.power[h]);
    assert_near (own->benefit[h], slow.benefit[h]);
    g_assert_true (isnan (own->type_s[h]) && isnan (own->approximation[h]));
  }
  assert_near (own->any, slow.any);
  assert_near (own->all, slow.all);
  g_assert_true (isnan (own->omnibus));
  sim_theory_free (theory);
  sim_priors_free (priors);
  sim_scenario_unref (scenario);
}

#define FEW   NO_DROPOUT, SIZES (14, 11, 12, 37), "/testing/omnibus=anova"
#define PRIOR                                                                                      \
  "/priors={\"/outcomes/rmdq/means/hand-ear/0\":{\"mean\":5.7,\"sd\":1.5},"                        \
  "\"/outcomes/rmdq/means/usual/0\":{\"mean\":8.9,\"sd\":0.8}}"

static void
test_t (void)
{
  check (scenario_of (T_TEST, FEW, PRIOR, RULE ("none")));
  check (scenario_of (T_TEST, FEW, PRIOR, RULE ("holm")));
  check (scenario_of (T_TEST, FEW, PRIOR, RULE ("tukey")));
}

static void
test_variances (void)
{
  check (scenario_of (T_TEST, FEW, PRIOR, RULE ("none"), "/analyses/main/variance=welch",
                      "/outcomes/rmdq/sd/usual=7"));
  check (scenario_of (T_TEST, FEW, PRIOR, RULE ("bonferroni"), "/analyses/main/variance=two-arms",
                      "/testing/sides=1"));
}

static void
test_ancova (void)
{
  check (scenario_of (FEW, PRIOR, RULE ("bonferroni")));
  check (scenario_of (FEW, PRIOR, RULE ("holm")));
}

/* Contrasts and margins: the whole of the weights counts. */
static void
test_claims (void)
{
  check (scenario_of (
      T_TEST, FEW, PRIOR, RULE ("none"),
      "/testing/hypotheses=[{\"id\":\"C\",\"contrast\":{\"hand-ear\":0.5,\"standard\":0.5,"
      "\"usual\":-1}},{\"id\":\"N\",\"compare\":[\"hand-ear\",\"standard\"],"
      "\"type\":\"non-inferiority\",\"margin\":1},{\"id\":\"R\",\"compare\":[\"hand-ear\","
      "\"standard\"],\"type\":\"retention\",\"fraction\":0.5,\"placebo\":\"usual\"}]"));
}

/* Whatever is no normal prior of a mean has no closed form; nor has equivalence. */
static void
test_none (void)
{
  static const char *const priors[] = {
    "/priors={\"/outcomes/rmdq/sd/usual/0\":{\"mean\":5,\"sd\":0.5}}",
    ("/priors={\"/outcomes/rmdq/means/usual/0\":{\"distribution\":\"truncated-normal\","
     "\"mean\":8.9,\"sd\":1,\"min\":7}}"),
    "/priors={\"scenarios\":[{\"weight\":1}]}",
    "/priors={\"/outcomes/rmdq/baseline/mean\":{\"mean\":11,\"sd\":1}}"
  };

  for (guint i = 0; i < G_N_ELEMENTS (priors); i++) {
    SimScenario *scenario = scenario_of (T_TEST, FEW, priors[i]);
    SimPriors *read = sim_priors_new (scenario);
    g_assert_null (sim_theory_new_believed (scenario, read, NULL));
    sim_priors_free (read);
    sim_scenario_unref (scenario);
  }
  SimScenario *between = scenario_of (T_TEST, FEW, PRIOR, RULE ("none"),
                                      "/testing/hypotheses/HE-ST/type=equivalence",
                                      "/testing/hypotheses/HE-ST/margin=6");
  SimPriors *read = sim_priors_new (between);
  SimTheory *theory = sim_theory_new_believed (between, read, NULL);
  g_assert_true (isnan (own_of (between, theory)->power[2]));
  g_assert_false (isnan (own_of (between, theory)->power[0]));
  sim_theory_free (theory);
  sim_priors_free (read);
  sim_scenario_unref (between);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/believed/t", test_t);
  g_test_add_func ("/believed/variances", test_variances);
  g_test_add_func ("/believed/ancova", test_ancova);
  g_test_add_func ("/believed/claims", test_claims);
  g_test_add_func ("/believed/none", test_none);
  return g_test_run ();
}
