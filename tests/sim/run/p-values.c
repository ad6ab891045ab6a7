/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * p-values.c - the distribution of p-values, by second routes.
 *
 * Counts: a slow count over trials that are replayed one by one, with p-values from distribution
 * functions, which the lanes never see. Shares: uniform where nothing differs (Pearson's
 * chi-squared over the 24 classes, at most 4 SDs of its own law from its mean), else the closed
 * forms, each edge within 4 Monte Carlo standard errors. Closed forms: R.
 */
#include <math.h>

#include "base/prob.h"
#include "fixture.h"
#include "run/plan.h"
#include "run/snapshot.h"
#include "theory/critical.h"

enum { REPLAYED = 400, MANY = 100000 };

/* --- the critical values at the edges --- */

/* What an error of the value at an edge does to p, of the smaller of p and 1 - p: it times the
 * density there. */
static void test_curves (void)
{
  SimCriticalCache *cache = sim_critical_cache_new ();
  for (guint sides = 1; sides <= 2; sides++) {
    LanePCurves *curves = sim_critical_cache_p_curves (cache, sides);
    double largest[LANE_P_SEGMENTS] = { 0 };
    for (double df = 1; df < 1e6; df *= 1.01)
      for (int k = 0; k < SIM_P_EDGES; k++) {
        double u = 1 / df, exact = sim_critical_t (sim_p_edges[k] / sides, df), found = 0;
        int segment = lane_p_segment (u);
        for (int i = LANE_P_TERMS - 1; i >= 0; i--)
          found = found * lane_p_place (segment, u) + curves->terms[k][segment][i];
        double error = fabs (found - exact) * sim_t_density (exact, df) * sides
                       / MIN (sim_p_edges[k], 1 - sim_p_edges[k]);
        largest[segment] = MAX (largest[segment], error);
      }
    for (int s = 0; s < LANE_P_SEGMENTS; s++) {
      g_test_message ("%u sides, segment %d: largest relative error %.2g", sides, s, largest[s]);
      g_assert_cmpfloat (largest[s], <, 1e-6);
    }
    g_atomic_rc_box_release (curves);
  }
  sim_critical_cache_free (cache);
}

/* --- counts against replayed trials --- */

static void check_counts (SimEngine *engine, SimScenario *scenario, const SimResults *results)
{
  guint below[SIM_MAX_HYPOTHESES][SIM_P_EDGES] = { { 0 } }, fitted[SIM_MAX_HYPOTHESES] = { 0 };
  guint own[SIM_MAX_HYPOTHESES] = { 0 };
  for (guint i = 0; i < REPLAYED; i++) {
    SimTrial *trial = sim_trial_new (engine, scenario, i, 0, NULL);
    for (guint h = 0; h < trial->n_hypotheses; h++) {
      double p = trial->results[h].p_value;
      if (!trial->results[h].fitted)
        continue;
      fitted[h]++;
      own[h] += p < sim_scenario_hypothesis (scenario, h)->alpha;
      for (guint k = 0; k < SIM_P_EDGES; k++)
        below[h][k] += p < sim_p_edges[k];
    }
    sim_trial_free (trial);
  }
  for (guint h = 0; h < results->n_hypotheses; h++) {
    const SimPValues *p = &results->p_values[h];
    g_assert_cmpuint (p->count, ==, fitted[h]);
    g_assert_cmpfloat (p->alpha, ==, sim_scenario_hypothesis (scenario, h)->alpha);
    g_assert_cmpint (lround (p->below_alpha.value * REPLAYED), ==, own[h]);
    for (guint k = 0; k < SIM_P_EDGES; k++)
      g_assert_cmpint (lround (p->below[k].value * REPLAYED), ==, below[h][k]);
  }
}

/* On every instruction set there is, in blocks of any size. */
static void check_replayed (SimScenario *scenario)
{
  for (SimIsa isa = SIM_ISA_SCALAR; isa <= SIM_ISA_AVX512; isa++) {
    SimRunOptions options
        = { .replicates = REPLAYED, .p_values = TRUE, .block = isa == SIM_ISA_SCALAR ? 24 : 0 };
    if (!sim_isa_name (isa))
      continue;
    SimEngine *engine = fixture_engine (2, isa);
    SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
    const SimResults *results = sim_snapshot_results (snapshot);
    g_assert_nonnull (results->p_values);
    check_counts (engine, scenario, results);
    sim_snapshot_unref (snapshot);
    sim_engine_free (engine);
  }
  sim_scenario_unref (scenario);
}

#define T_TEST "/analyses/main/method=t-test", "/analyses/main/adjust-for=null"

/* df that are the same in every trial; a rule for several tests changes no p-value. */
static void test_fixed_df (void)
{
  check_replayed (fixture_scenario ("/run/sizes=[60, 152]", T_TEST, "/dropout/proportion=0"));
}

/* df that follow how many are lost, of several segments, some below 2; some fits fail. */
static void test_varying_df (void)
{
  check_replayed (fixture_scenario ("/run/sizes=[152]"));
  check_replayed (fixture_scenario (
      T_TEST, "/arms/hand-ear/size=5", "/arms/standard/size=4", "/arms/usual/size=4",
      "/run/sizes=[13]", "/dropout/proportion=0.45"));
}

/* df that are fractions, and a level of its own. */
static void test_welch (void)
{
  check_replayed (fixture_scenario (
      T_TEST, "/analyses/main/variance=welch", "/arms/hand-ear/size=6", "/arms/usual/size=9",
      "/arms/standard/size=3", "/run/sizes=[18]", "/testing/multiplicity/method=none",
      "/testing/hypotheses/HE-UC/alpha=0.0123",
      "/outcomes/rmdq/sd={\"hand-ear\": 9, \"standard\": 3, \"usual\": 5}"));
}

/* Bounds: one tail at the level of one, or with twice its p-value; two tails at once. */
static void test_bounds (void)
{
  static const char *const sides[] = { "/testing/sides=1", "/testing/sides=2" };
  for (guint i = 0; i < 2; i++)
    check_replayed (fixture_scenario (
        "/run/sizes=[152]", sides[i], "/testing/multiplicity/method=none",
        "/testing/hypotheses/HE-UC/type=non-inferiority", "/testing/hypotheses/HE-UC/margin=1.5",
        "/testing/hypotheses/ST-UC/type=superiority",
        "/testing/hypotheses/HE-ST/type=equivalence", "/testing/hypotheses/HE-ST/margin=2.5"));
}

#define RATES                                                                                      \
  "/outcomes/rmdq={\"id\": \"rmdq\", \"type\": \"binary\", "\
  "\"proportions\": {\"hand-ear\": 0.5, \"standard\": 0.4, \"usual\": 0.3}}"

/* Tests that bring their own statistic. */
static void test_own (void)
{
  check_replayed (fixture_scenario (RATES, "/dropout/proportion=0",
                                    "/analyses/main/adjust-for=null",
                                    "/analyses/main/method=fisher", "/run/sizes=[60]",
                                    "/arms/hand-ear/size=20", "/arms/standard/size=20",
                                    "/arms/usual/size=20"));
  check_replayed (fixture_scenario ("/analyses/main/method=mann-whitney",
                                    "/analyses/main/adjust-for=null", "/run/sizes=[152]"));
  check_replayed (fixture_scenario (RATES, "/analyses/main/adjust-for=null",
                                    "/analyses/main/method=risk-difference", "/run/sizes=[152]"));
}

/* --- shares against what they must be --- */

/* Pearson's statistic of the classes between the edges less its mean, in its SDs. */
static double chi_squared (const SimPValues *p, guint64 n)
{
  double sum = 0, before = 0, from = 0;
  for (guint k = 0; k <= SIM_P_EDGES; k++) {
    double to = k < SIM_P_EDGES ? sim_p_edges[k] : 1;
    double share = k < SIM_P_EDGES ? p->below[k].value : 1, expected = (double) n * (to - from);
    double seen = (double) n * (share - before);
    sum += (seen - expected) * (seen - expected) / expected;
    before = share;
    from = to;
  }
  return (sum - SIM_P_EDGES) / sqrt (2.0 * SIM_P_EDGES);
}

static void check_uniform (SimScenario *scenario)
{
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = MANY, .p_values = TRUE };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  for (guint h = 0; h < results->n_hypotheses; h++) {
    double z = chi_squared (&results->p_values[h], MANY);
    g_test_message ("hypothesis %u: chi-squared %.2f SDs above its mean", h, z);
    g_assert_cmpuint (results->p_values[h].count, ==, MANY);
    g_assert_cmpfloat (fabs (z), <=, 4);
  }
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

#define NOTHING "/outcomes/rmdq/means={\"hand-ear\": 7, \"standard\": 7, \"usual\": 7}"

static void test_uniform (void)
{
  check_uniform (fixture_scenario (NOTHING, T_TEST, "/dropout/proportion=0", "/run/sizes=[152]"));
  check_uniform (fixture_scenario (NOTHING, "/run/sizes=[152]"));
  check_uniform (fixture_scenario (NOTHING, T_TEST, "/arms/hand-ear/size=4",
                                   "/arms/standard/size=4", "/arms/usual/size=4",
                                   "/dropout/proportion=0", "/run/sizes=[12]"));
}

/* Against theory, which has its own tests below and wherever powers have them. */
static void check_exact (SimScenario *scenario)
{
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = MANY, .p_values = TRUE };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  SimTheory *theory = sim_theory_new (scenario, FALSE, NULL);
  double largest = 0;
  g_assert_true (sim_theory_add_p_values (theory, scenario, NULL));
  for (guint h = 0; h < results->n_hypotheses; h++)
    for (guint k = 0; k < SIM_P_EDGES; k++) {
      double exact = theory->p_values[h].below[k];
      double z = (results->p_values[h].below[k].value - exact)
                 / sqrt (MAX (exact * (1 - exact), 1.0 / MANY) / MANY);
      g_assert_true (isfinite (exact));
      largest = MAX (largest, fabs (z));
      g_assert_cmpfloat (fabs (z), <=, 4);
    }
  g_test_message ("largest |z| %.2f", largest);
  sim_theory_free (theory);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

static void test_exact (void)
{
  check_exact (fixture_scenario (T_TEST, "/dropout/proportion=0", "/run/sizes=[152]"));
  check_exact (fixture_scenario ("/run/sizes=[152]"));
  check_exact (fixture_scenario (T_TEST, "/analyses/main/variance=welch", "/run/sizes=[152]",
                                 "/outcomes/rmdq/sd={\"hand-ear\": 7, \"standard\": 4, "
                                 "\"usual\": 5}"));
  check_exact (fixture_scenario (
      T_TEST, "/run/sizes=[152]", "/testing/sides=1", "/testing/multiplicity/method=none",
      "/testing/hypotheses/HE-UC/type=non-inferiority", "/testing/hypotheses/HE-UC/margin=1.5"));
  check_exact (fixture_scenario (RATES, "/dropout/proportion=0", "/analyses/main/adjust-for=null",
                                 "/analyses/main/method=risk-difference", "/run/sizes=[152]"));
}

/* R 4.2.2: n <- 30; d <- 2; s <- 5; df <- 2*n-2; ncp <- d/(s*sqrt(2/n)); e <- c(...)
 * 1 - pt(qt(1-e/2,df),df,ncp) + pt(-qt(1-e/2,df),df,ncp) */
static void test_r (void)
{
  static const struct {
    guint edge;
    double share;
  } rows[] = {
    { 0, 0.0349825240 }, { 1, 0.0951360592 }, { 2, 0.1422050370 },
    { 3, 0.2341218109 }, { 4, 0.3315216789 }, { 5, 0.4554607553 },
    { 7, 0.6036702378 }, { 13, 0.8214873844 }, { 22, 0.9849159867 }
  };
  SimScenario *scenario = fixture_scenario (
      T_TEST, "/analyses/main/variance=two-arms", "/dropout/proportion=0", "/run/sizes=[90]",
      "/arms/hand-ear/size=30", "/arms/standard/size=30", "/arms/usual/size=30",
      "/outcomes/rmdq/sd=5",
      "/outcomes/rmdq/means={\"hand-ear\": 5, \"standard\": 6, \"usual\": 7}");
  SimTheory *theory = sim_theory_new (scenario, FALSE, NULL);
  g_assert_true (sim_theory_add_p_values (theory, scenario, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpfloat_with_epsilon (theory->p_values[0].below[rows[i].edge], rows[i].share, 1e-7);
  sim_theory_free (theory);
  sim_scenario_unref (scenario);
}

/* The first trials are enough, wherever blocks and tiles end. */
static void test_first (void)
{
  SimScenario *scenario = fixture_scenario ("/run/sizes=[152]");
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimRunOptions first = { .replicates = MANY, .p_values = TRUE };
  SimRunOptions more = { .replicates = MANY + 1001, .p_values = TRUE, .block = 1000 - 8 };
  SimSnapshot *one = fixture_run (engine, scenario, &first);
  SimSnapshot *other = fixture_run (engine, scenario, &more);
  for (guint h = 0; h < 3; h++) {
    const SimPValues *a = &sim_snapshot_results (one)->p_values[h];
    const SimPValues *b = &sim_snapshot_results (other)->p_values[h];
    g_assert_cmpuint (b->trials, ==, MANY);
    g_assert_cmpuint (a->count, ==, b->count);
    g_assert_cmpfloat (a->below_alpha.value, ==, b->below_alpha.value);
    for (guint k = 0; k < SIM_P_EDGES; k++)
      g_assert_cmpfloat (a->below[k].value, ==, b->below[k].value);
  }
  sim_snapshot_unref (one);
  sim_snapshot_unref (other);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* --- whoever does not ask --- */

/* has no p-values, and the same of everything else. */
static void test_not_asked (void)
{
  SimScenario *scenario = fixture_scenario ("/run/sizes=[152]");
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions without = { .replicates = 1000 }, with = without;
  with.p_values = TRUE;
  SimSnapshot *plain = fixture_run (engine, scenario, &without);
  SimSnapshot *counted = fixture_run (engine, scenario, &with);
  g_assert_null (sim_snapshot_results (plain)->p_values);
  g_assert_nonnull (sim_snapshot_results (counted)->p_values);
  g_assert_cmpstr (sim_snapshot_fingerprint (plain), ==, sim_snapshot_fingerprint (counted));
  sim_snapshot_unref (plain);
  sim_snapshot_unref (counted);
  gint cancel = 1;
  SimTheory *theory = sim_theory_new (scenario, FALSE, NULL);
  g_assert_false (sim_theory_add_p_values (theory, scenario, &cancel));
  g_assert_null (theory->p_values);
  sim_theory_free (theory);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/p-values/curves", test_curves);
  g_test_add_func ("/run/p-values/fixed-df", test_fixed_df);
  g_test_add_func ("/run/p-values/varying-df", test_varying_df);
  g_test_add_func ("/run/p-values/welch", test_welch);
  g_test_add_func ("/run/p-values/bounds", test_bounds);
  g_test_add_func ("/run/p-values/own", test_own);
  g_test_add_func ("/run/p-values/uniform", test_uniform);
  g_test_add_func ("/run/p-values/exact", test_exact);
  g_test_add_func ("/run/p-values/r", test_r);
  g_test_add_func ("/run/p-values/first", test_first);
  g_test_add_func ("/run/p-values/not-asked", test_not_asked);
  return g_test_run ();
}
