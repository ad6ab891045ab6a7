/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proportions.c - the tests of two proportions as runs count them: replayed trials against a second
 * count of their patients, power and coverage against the sum over all tables.
 */
#include <math.h>

#include "analysis/fisher.h"
#include "analysis/mantel-haenszel.h"
#include "analysis/proportions.h"
#include "base/prob.h"
#include "people-fixture.h"
#include "theory/proportions.h"
#include "theory/theory.h"

typedef struct {
  const char *name, *analysis;
  SimProportionsKind kind;
  enum { WALD, NEWCOMBE, MIETTINEN } interval;
  guint sides;
  const char *type; /* of the hypothesis; NULL: superiority */
  double lower, upper;
} Case;

static const Case cases[] = {
  { "chi-squared", "'method':'chi-squared'", SIM_PROPORTIONS_POOLED, WALD, 2, NULL, 0, INFINITY },
  { "chi-squared, Newcombe", "'method':'chi-squared','interval':'newcombe'",
    SIM_PROPORTIONS_POOLED, NEWCOMBE, 1, NULL, 0, INFINITY },
  { "Fisher", "'method':'fisher'", SIM_PROPORTIONS_FISHER, WALD, 2, NULL, 0, INFINITY },
  { "Fisher, one-sided", "'method':'fisher','interval':'miettinen-nurminen'",
    SIM_PROPORTIONS_FISHER, MIETTINEN, 1, NULL, 0, INFINITY },
  { "pooled z", "'method':'risk-difference','interval':'miettinen-nurminen'",
    SIM_PROPORTIONS_POOLED, MIETTINEN, 2, NULL, 0, INFINITY },
  { "unpooled z", "'method':'risk-difference','variance':'unpooled','interval':'newcombe'",
    SIM_PROPORTIONS_UNPOOLED, NEWCOMBE, 2, NULL, 0, INFINITY },
  { "unpooled z by a margin", "'method':'risk-difference','variance':'unpooled'",
    SIM_PROPORTIONS_UNPOOLED, WALD, 1, "'type':'superiority-margin','margin':0.1", 0.1, INFINITY },
  { "restricted z", "'method':'risk-difference','variance':'restricted'",
    SIM_PROPORTIONS_RESTRICTED, WALD, 2, NULL, 0, INFINITY },
  { "restricted z, not worse", "'method':'risk-difference','variance':'restricted'",
    SIM_PROPORTIONS_RESTRICTED, WALD, 1, "'type':'non-inferiority','margin':0.15", -0.15,
    INFINITY },
  { "restricted z, equivalence", "'method':'risk-difference','variance':'restricted'",
    SIM_PROPORTIONS_RESTRICTED, WALD, 1, "'type':'equivalence','margin':0.45", -0.45, 0.45 },
};

enum { N_A = 24, N_B = 19 };
#define ALPHA 0.05

static SimScenario *scenario_of (const Case *c, double p_a, double p_b, gboolean lower,
                                 const char *rest)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':%d},{'id':'b','size':%d,'reference':true}],"
      "'outcomes':[{'id':'y','type':'binary','better':'%s','proportions':{'a':%.15g,'b':%.15g},"
      "'visits':[{'id':'w','time':8}]}],%s'analyses':[{'id':'m',%s}],"
      "'testing':{'alpha':%g,'sides':%u,'hypotheses':[{'id':'h','compare':['a','b'],%s}],"
      "'multiplicity':{'method':'none'}},'run':{'seed':7,'sizes':[%d]}}",
      N_A, N_B, lower ? "lower" : "higher", p_a, p_b, rest, c->analysis, ALPHA, c->sides,
      c->type ? c->type : "'type':'superiority'", N_A + N_B);
  SimScenario *scenario = people_parse (text);
  g_free (text);
  return scenario;
}

static SimLimits limits_of (const Case *c, SimCount a, SimCount b)
{
  double z = sim_normal_upper_quantile (ALPHA / c->sides);
  return c->interval == NEWCOMBE ? sim_newcombe_interval (a, b, z)
                                 : sim_miettinen_nurminen_interval (a, b, z);
}

static double statistic (SimProportionsKind kind, SimCount a, SimCount b, double bound)
{
  double p = a.x / a.n, q = b.x / b.n;
  if (kind != SIM_PROPORTIONS_UNPOOLED)
    return sim_score_statistic (a, b, bound);
  return (p - q - bound) / sqrt (p * (1 - p) / a.n + q * (1 - q) / b.n);
}

static double p_value (const Case *c, SimCount a, SimCount b)
{
  if (c->kind == SIM_PROPORTIONS_FISHER) {
    SimFisher exact = sim_fisher ((int)a.x, (int)a.n, (int)b.x, (int)b.n);
    return c->sides == 2 ? exact.two_sided : exact.greater;
  }
  double z = statistic (c->kind, a, b, c->lower);
  if (c->sides == 2)
    return 2 * sim_normal_upper (fabs (z));
  if (isfinite (c->upper))
    z = MIN (z, -statistic (c->kind, a, b, c->upper));
  return sim_normal_upper (z);
}

/* A replayed trial, its events counted again. */
static void count_trial (const SimTrial *trial, SimCount *counts)
{
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *patient = &trial->patients[i];
    if (patient->outcomes->seen[0] != SIM_SEEN)
      continue;
    counts[patient->arm].n++;
    counts[patient->arm].x += patient->outcomes->scores[0];
  }
}

static void check_trial (const Case *c, const SimTrial *trial, gboolean lower)
{
  SimCount counts[2] = { { 0, 0 }, { 0, 0 } };
  const SimTrialResult *r = &trial->results[0];
  count_trial (trial, counts);
  SimCount a = counts[lower], b = counts[!lower];
  double p = a.x / a.n, q = b.x / b.n;
  g_assert_true (r->fitted);
  g_assert_cmpfloat_with_epsilon (r->estimate, p - q, 1e-12);
  if (p * (1 - p) + q * (1 - q) > 0) {
    double due = p_value (c, a, b);
    g_assert_cmpfloat_with_epsilon (r->p_value, due, 1e-7);
    g_assert_cmpint (r->rejected, ==, due <= ALPHA);
  }
  if (c->interval == WALD)
    return;
  SimLimits limits = limits_of (c, a, b);
  g_assert_cmpfloat_with_epsilon (r->low, limits.low, 1e-8);
  g_assert_cmpfloat_with_epsilon (r->high, limits.high, 1e-8);
}

static void test_trials (void)
{
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int lower = 0; lower < 2; lower++) {
      SimScenario *scenario
          = scenario_of (&cases[i], 0.7, 0.3, lower, "'dropout':{'proportion':0.15},");
      for (guint r = 0; r < 150; r++) {
        SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
        check_trial (&cases[i], trial, lower);
        sim_trial_free (trial);
      }
      sim_scenario_unref (scenario);
    }
  sim_engine_free (engine);
}

static double coverage_of (const Case *c, double p_a, double p_b, double *width)
{
  double mass_a[N_A + 1], mass_b[N_B + 1], sum = 0;
  sim_proportions_mass (N_A, p_a, mass_a);
  sim_proportions_mass (N_B, p_b, mass_b);
  *width = 0;
  for (guint x = 0; x <= N_A; x++)
    for (guint y = 0; y <= N_B; y++) {
      SimLimits limits = limits_of (c, (SimCount){ x, N_A }, (SimCount){ y, N_B });
      double mass = mass_a[x] * mass_b[y];
      sum += limits.low <= p_a - p_b && limits.high >= p_a - p_b ? mass : 0;
      *width += mass * (limits.high - limits.low);
    }
  return sum;
}

static void near (const char *what, double got, double due, double n)
{
  double se = sqrt (due * (1 - due) / n), z = (got - due) / se;
  g_test_message ("%s: %.6f, exactly %.6f, z = %.2f", what, got, due, z);
  g_assert_cmpfloat (fabs (z), <, 4);
}

static void check_run (SimEngine *engine, const Case *c, double p_a, double p_b)
{
  const SimRunOptions options = { .replicates = g_test_slow () ? 4000000 : 200000 };
  SimProportionsTest test = { c->kind, c->sides == 2, c->lower, c->upper };
  SimScenario *scenario = scenario_of (c, p_a, p_b, FALSE, "");
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  const SimHypothesisResult *h = &results->sizes[0].hypotheses[0];
  double n = (double)options.replicates, width;
  g_test_message ("%s at %g against %g", c->name, p_a, p_b);
  near ("power", h->power.value,
        sim_power_proportions (&test, ALPHA / c->sides, N_A, p_a, N_B, p_b), n);
  if (c->interval != WALD) {
    near ("coverage", h->coverage.value, coverage_of (c, p_a, p_b, &width), n);
    g_assert_cmpfloat (fabs (h->ci_width / width - 1), <, 0.001);
  }
  sim_snapshot_unref (snapshot);
  sim_scenario_unref (scenario);
}

/* Power, the size of the test (which discrete ones do not use up), and coverage. */
static void test_runs (void)
{
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    check_run (engine, &cases[i], 0.7, 0.3);
    check_run (engine, &cases[i], 0.4, 0.4);
  }
  sim_engine_free (engine);
}

/* Exact power under a rule, and where patients leave, against runs of the same scenario. */
static void check_theory (SimEngine *engine, const char *method, const char *rule, const char *rest)
{
  const SimRunOptions options = { .replicates = g_test_slow () ? 4000000 : 200000 };
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'e','size':24},{'id':'r','size':21},{'id':'p','size':16,"
      "'reference':true}],'outcomes':[{'id':'y','type':'binary','better':'lower',"
      "'proportions':{'e':0.25,'r':0.4,'p':0.7},'visits':[{'id':'w','time':8}]}],%s"
      "'analyses':[{'id':'m',%s}],'testing':{'hypotheses':[{'id':'a','compare':['e','p']},"
      "{'id':'b','compare':['r','p']},{'id':'c','compare':['e','r']}],"
      "'multiplicity':{'method':'%s'}},'run':{'seed':5,'sizes':[61]}}",
      rest, method, rule);
  SimScenario *scenario = people_parse (text);
  SimTheory *theory = sim_theory_new (scenario, FALSE, NULL);
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimSizeResult *r = &sim_snapshot_results (snapshot)->sizes[0];
  double n = (double)options.replicates;
  gboolean joint = rest[0] == '\0';
  g_test_message ("%s, %s %s", method, rule, rest);
  for (guint h = 0; h < 3; h++)
    near ("power", r->hypotheses[h].power.value, theory->sizes[0].power[h], n);
  if (joint) {
    near ("any", r->any.value, theory->sizes[0].any, n);
    near ("all", r->all.value, theory->sizes[0].all, n);
  } else
    g_assert_true (isnan (theory->sizes[0].any));
  sim_theory_free (theory);
  sim_snapshot_unref (snapshot);
  sim_scenario_unref (scenario);
  g_free (text);
}

static void test_theory (void)
{
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  check_theory (engine, "'method':'fisher'", "holm", "");
  check_theory (engine, "'method':'chi-squared'", "bonferroni", "");
  check_theory (engine, "'method':'risk-difference','variance':'unpooled'", "none", "");
  check_theory (engine, "'method':'fisher'", "none", "'dropout':{'proportion':0.3},");
  check_theory (engine, "'method':'chi-squared'", "bonferroni", "'dropout':{'proportion':0.5},");
  sim_engine_free (engine);
}

static SimScenario *stratified (guint n, double p_a, double p_b)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':%u},{'id':'b','size':%u,'reference':true}],"
      "'outcomes':[{'id':'y','type':'binary','better':'lower','proportions':{'a':%g,'b':%g},"
      "'visits':[{'id':'w','time':8}]}],'dropout':{'proportion':0.1},"
      "'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.3},"
      "{'id':'m','prevalence':0.7}]},{'id':'t','levels':[{'id':'x','prevalence':0.2},"
      "{'id':'y','prevalence':0.5},{'id':'z','prevalence':0.3}]}],"
      "'analyses':[{'id':'m','method':'cmh'}],"
      "'testing':{'hypotheses':[{'id':'h','compare':['a','b']}],"
      "'multiplicity':{'method':'none'}},'run':{'seed':11,'sizes':[%u]}}",
      n, n, p_a, p_b, 2 * n);
  SimScenario *scenario = people_parse (text);
  g_free (text);
  return scenario;
}

/* Replayed trials, their strata counted again; and how often nothing is called something. */
static void test_strata (void)
{
  const SimRunOptions options = { .replicates = g_test_slow () ? 1000000 : 100000 };
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimScenario *scenario = stratified (30, 0.3, 0.6);
  for (guint i = 0; i < 150; i++) {
    SimCount counts[2][6] = { { { 0, 0 } }, { { 0, 0 } } };
    SimMantelHaenszel due;
    SimTrial *trial = sim_trial_new (engine, scenario, i, 0, NULL);
    const SimTrialResult *r = &trial->results[0];
    for (guint k = 0; k < trial->n_patients; k++) {
      const SimPatient *patient = &trial->patients[k];
      SimCount *cell = &counts[patient->arm][patient->levels[0] + 2 * patient->levels[1]];
      if (patient->outcomes->seen[0] != SIM_SEEN)
        continue;
      cell->n++;
      cell->x += patient->outcomes->scores[0];
    }
    g_assert_true (sim_mantel_haenszel (6, counts[1], counts[0], &due)); /* lower is better */
    g_assert_true (r->fitted);
    g_assert_cmpfloat_with_epsilon (r->estimate, due.difference, 1e-12);
    g_assert_cmpfloat_with_epsilon (r->se, sqrt (due.variance), 1e-9);
    g_assert_cmpfloat_with_epsilon (r->statistic, due.z, 1e-12);
    g_assert_cmpint (r->rejected, ==, 2 * sim_normal_upper (fabs (due.z)) <= 0.05);
    sim_trial_free (trial);
  }
  sim_scenario_unref (scenario);
  scenario = stratified (150, 0.4, 0.4);
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  near ("null of CMH", sim_snapshot_results (snapshot)->sizes[0].hypotheses[0].power.value, 0.05,
        (double)options.replicates);
  sim_snapshot_unref (snapshot);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

/* The retention of half an effect by the restricted variance of three arms. */
static void test_retention (void)
{
  const double weight[3] = { 1, -0.5, -0.5 };
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = people_parse (
      "{'trefoil':1,'arms':[{'id':'e','size':40},{'id':'r','size':30},{'id':'p','size':20,"
      "'reference':true}],'outcomes':[{'id':'y','type':'binary','better':'higher',"
      "'proportions':{'e':0.6,'r':0.6,'p':0.3},'visits':[{'id':'w','time':8}]}],"
      "'analyses':[{'id':'m','method':'risk-difference','variance':'restricted'}],"
      "'testing':{'alpha':0.05,'sides':1,'hypotheses':[{'id':'h','type':'retention',"
      "'compare':['e','r'],'placebo':'p','fraction':0.5}],'multiplicity':{'method':'none'}},"
      "'run':{'seed':7,'sizes':[90]}}");
  guint rejected = 0;
  for (guint i = 0; i < 200; i++) {
    SimCount counts[3] = { { 0, 0 }, { 0, 0 }, { 0, 0 } };
    SimProportionContrast c;
    SimTrial *trial = sim_trial_new (engine, scenario, i, 0, NULL);
    const SimTrialResult *r = &trial->results[0];
    count_trial (trial, counts);
    g_assert_true (sim_proportion_contrast (3, counts, weight, 0, &c));
    g_assert_cmpfloat_with_epsilon (r->estimate, c.estimate, 1e-12);
    g_assert_cmpfloat_with_epsilon (r->statistic, c.estimate / sqrt (c.restricted), 1e-9);
    g_assert_cmpfloat_with_epsilon (r->se, sqrt (c.unrestricted), 1e-9);
    rejected += r->rejected;
    sim_trial_free (trial);
  }
  g_assert_true (rejected > 20 && rejected < 180);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proportions/trials", test_trials);
  g_test_add_func ("/proportions/retention", test_retention);
  g_test_add_func ("/proportions/runs", test_runs);
  g_test_add_func ("/proportions/strata", test_strata);
  g_test_add_func ("/proportions/theory", test_theory);
  return g_test_run ();
}
