/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * exact.c - simulation against exact power on a grid of designs, and null calibration.
 *
 * Every figure that theory gives as exact (power of each hypothesis, to benefit, errors of sign
 * and size, any, all, omnibus) must lie within 4 Monte Carlo standard errors of the simulated one.
 * 88 designs: two sizes each of four unequal allocations, one- and two-sided, four multiplicity
 * rules, five analyses; 60,000 trials, one seed. With "-m slow" the same with more trials, which
 * sees errors a third as large.
 */
#include <math.h>
#include <string.h>

#include "base/prob.h"
#include "fixture.h"

typedef struct {
  guint checked;
  double largest; /* |z| */
} Tally;

/* Trials for every day, and for the long test. */
static guint64 trials (guint64 everyday, guint64 slow)
{
  return g_test_slow () ? slow : everyday;
}

/* What the long test keeps in its page of results. */
static void report (const char *text)
{
  g_test_message ("%s%s", g_test_slow () ? "result: " : "", text);
}

static void compare (Tally *tally, const char *what, guint total, SimFigure simulated, double exact)
{
  if (isnan (exact))
    return;
  double n_mcse = MAX (simulated.mcse, 1e-9), z = (simulated.value - exact) / n_mcse;
  if (simulated.mcse == 0) /* all or none: the rule of three bounds the distance */
    z = fabs (simulated.value - exact) < 1e-4 ? 0 : 99;
  tally->checked++;
  tally->largest = MAX (tally->largest, fabs (z));
  if (fabs (z) > 4)
    g_test_message ("%s at %u: simulated %.6f, exact %.6f, z %.2f", what, total, simulated.value,
                    exact, z);
  g_assert_cmpfloat (fabs (z), <=, 4);
}

/* The chance of a count as far out on its side, against that of four standard errors of a normal
 * variate: wrong signs are too rare for a normal one. */
static void compare_sign (Tally *tally, const SimHypothesisResult *simulated, guint64 replicates,
                          double exact)
{
  if (isnan (exact) || isnan (simulated->type_s.value))
    return;
  double rejected = round (simulated->power.value * (double) replicates);
  double wrong = round (simulated->type_s.value * rejected);
  double below = sim_binomial_cdf (wrong, rejected, exact);
  double above = 1 - (wrong > 0 ? sim_binomial_cdf (wrong - 1, rejected, exact) : 0);
  tally->checked++;
  g_assert_cmpfloat (MIN (below, above), >, 3.2e-5);
}

static void compare_errors (Tally *tally, const SimHypothesisResult *simulated, guint total,
                            guint64 replicates, const SimTheorySize *exact, guint h)
{
  compare (tally, "to benefit", total, simulated->power_benefit, exact->benefit[h]);
  compare_sign (tally, simulated, replicates, exact->type_s[h]);
  if (!isnan (simulated->type_m.value))
    compare (tally, "exaggeration", total, simulated->type_m, exact->type_m[h]);
}

static Tally check_scenario (SimEngine *engine, SimScenario *scenario, guint64 replicates)
{
  Tally tally = { 0 };
  SimRunOptions options = { .replicates = replicates };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  SimTheory *theory = sim_theory_new (scenario, FALSE, NULL);
  g_assert_cmpuint (theory->n_sizes, ==, results->n_sizes);
  for (guint s = 0; s < results->n_sizes; s++) {
    const SimSizeResult *size = &results->sizes[s];
    const SimTheorySize *exact = &theory->sizes[s];
    for (guint h = 0; h < results->n_hypotheses; h++)
      compare (&tally, sim_scenario_hypothesis (scenario, h)->id, size->total,
               size->hypotheses[h].power, exact->power[h]);
    for (guint h = 0; h < results->n_hypotheses; h++)
      compare_errors (&tally, &size->hypotheses[h], size->total, results->replicates, exact, h);
    compare (&tally, "any", size->total, size->any, exact->any);
    compare (&tally, "all", size->total, size->all, exact->all);
    compare (&tally, "error", size->total, size->fwer, exact->fwer);
    for (guint i = 0; i < results->n_success; i++)
      compare (&tally, "success", size->total, size->success[i],
               sim_theory_success (exact, results->n_hypotheses,
                                   sim_scenario_success (scenario, i)));
    compare (&tally, "omnibus", size->total, size->omnibus, exact->omnibus);
  }
  sim_theory_free (theory);
  sim_snapshot_unref (snapshot);
  return tally;
}

static SimScenario *design (guint arms, guint sides, guint rule, guint method)
{
  static const char *const sizes[][3] = { { "54", "50", "48" }, { "20", "40", "30" },
                                          { "12", "60", "25" }, { "33", "33", "66" } };
  static const char *const rules[] = { "none", "bonferroni", "holm", "dunnett" };
  static const char *const methods[][3]
      = { { "t-test", "all-arms" }, { "t-test", "two-arms" }, { "t-test", "welch" },
          { "ancova", "null" }, { "change-score", "null" } };
  gboolean dunnett = g_str_equal (rules[rule], "dunnett");
  char *set[] = { g_strconcat ("/arms/hand-ear/size=", sizes[arms][0], NULL),
                  g_strconcat ("/arms/standard/size=", sizes[arms][1], NULL),
                  g_strconcat ("/arms/usual/size=", sizes[arms][2], NULL),
                  g_strdup_printf ("/testing/sides=%u", sides),
                  g_strconcat ("/testing/multiplicity/method=", rules[rule], NULL),
                  g_strconcat ("/analyses/main/method=", methods[method][0], NULL),
                  g_strconcat ("/analyses/main/variance=", methods[method][1], NULL) };
  SimScenario *scenario = fixture_scenario (
      "/dropout/proportion=0", "/testing/omnibus=anova", "/run/sizes=[240]", set[0], set[1], set[2],
      set[3], set[4], set[5], set[6],
      g_str_equal (methods[method][0], "ancova") ? "/x-a=1" : "/analyses/main/adjust-for=null",
      dunnett ? "/testing/hypotheses/HE-ST=null" : "/x-b=1");
  for (guint i = 0; i < G_N_ELEMENTS (set); i++)
    g_free (set[i]);
  return scenario;
}

static void test_designs (void)
{
  SimEngine *engine = fixture_engine (0, SIM_ISA_AUTO);
  guint designs = 0, checked = 0;
  double largest = 0;
  for (guint arms = 0; arms < 4; arms++)
    for (guint sides = 1; sides <= 2; sides++)
      for (guint rule = 0; rule < 4; rule++)
        for (guint method = 0; method < 5; method++) {
          /* Dunnett needs one pooled variance; the slower laws are tried on half of the grid */
          if ((rule == 3 && (method == 1 || method == 2)) || (method > 0 && (arms + sides) % 2))
            continue;
          SimScenario *scenario = design (arms, sides, rule, method);
          Tally tally = check_scenario (engine, scenario, trials (60000, 1000000));
          designs += tally.checked > 0;
          checked += tally.checked;
          largest = MAX (largest, tally.largest);
          sim_scenario_unref (scenario);
        }
  char *line = g_strdup_printf ("%u designs, %u exact figures, %" G_GUINT64_FORMAT
                                " trials each: largest |z| %.2f", designs, checked,
                                trials (60000, 1000000), largest);
  report (line);
  g_free (line);
  g_assert_cmpuint (designs, >=, 40);
  g_assert_cmpuint (checked, >=, 200);
  sim_engine_free (engine);
}

/* The other rules, where there is a closed form; of LSD there is none. */
static void test_rules (void)
{
  static const char two[]
      = "/testing/hypotheses=[{\"id\":\"HE-UC\",\"compare\":[\"hand-ear\",\"usual\"]},"
        "{\"id\":\"ST-UC\",\"compare\":[\"standard\",\"usual\"]}]";
  static const struct {
    const char *rule, *hypotheses;
  } rules[] = {
    { "{\"method\":\"sidak\"}", "/x-a=1" },
    { "{\"method\":\"hochberg\"}", "/x-a=1" },
    { "{\"method\":\"hommel\"}", "/x-a=1" },
    { "{\"method\":\"shaffer\"}", "/x-a=1" },
    { "{\"method\":\"fixed-sequence\"}", "/x-a=1" },
    { "{\"method\":\"fallback\",\"weights\":{\"HE-UC\":0.5,\"HE-ST\":0.5}}", "/x-a=1" },
    { "{\"method\":\"tukey\"}", "/x-a=1" },
    { "{\"method\":\"closed\",\"local\":\"simes\"}", "/x-a=1" },
    { "{\"method\":\"gatekeeping\",\"families\":[{\"hypotheses\":[\"HE-UC\",\"ST-UC\"],"
      "\"type\":\"parallel\",\"gamma\":0.5},{\"hypotheses\":[\"HE-ST\"]}]}", "/x-a=1" },
    { "{\"method\":\"graph\",\"weights\":{\"HE-UC\":0.5,\"ST-UC\":0.5},\"transitions\":{"
      "\"HE-UC\":{\"ST-UC\":0.5,\"HE-ST\":0.5},\"ST-UC\":{\"HE-UC\":1}}}", "/x-a=1" },
    { "{\"method\":\"dunnett-step-down\"}", two },
  };
  SimEngine *engine = fixture_engine (0, SIM_ISA_AUTO);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    for (guint sides = 1; sides <= 2; sides++) {
      char *set[] = { g_strconcat ("/testing/multiplicity=", rules[i].rule, NULL),
                      g_strdup_printf ("/testing/sides=%u", sides) };
      if (sides == 2 || !strstr (rules[i].rule, "tukey")) {
        SimScenario *scenario = fixture_scenario (
            "/dropout/proportion=0", "/run/sizes=[60]", "/analyses/main/adjust-for=null",
            "/analyses/main/method=t-test", rules[i].hypotheses, set[0], set[1]);
        Tally tally = check_scenario (engine, scenario, trials (60000, 1000000));
        g_test_message ("%s, %u sides: %u figures, largest |z| %.2f", rules[i].rule, sides,
                        tally.checked, tally.largest);
        g_assert_cmpuint (tally.checked, >=, 2 * 4); /* of two sizes: each, any and all */
        sim_scenario_unref (scenario);
      }
      g_free (set[0]);
      g_free (set[1]);
    }
  sim_engine_free (engine);
}

/* The figures of the flagship design, to the printed digit: SD 5, follow-up only, effects
 * 3.2 / 2.1 / 1.1 at 54/50/48, no correction; and with ANCOVA at rho 0.5. */
static void test_luo (void)
{
  static const double t[] = { 0.894, 0.542, 0.200 }, ancova[] = { 0.958, 0.661, 0.249 };
  SimEngine *engine = fixture_engine (0, SIM_ISA_AUTO);
  for (guint i = 0; i < 2; i++) {
    SimScenario *scenario = fixture_scenario (
        "/dropout/proportion=0", "/testing/multiplicity/method=none",
        "/testing/success=[{\"id\":\"two\",\"at-least\":2,\"of\":[\"HE-UC\",\"ST-UC\","
        "\"HE-ST\"]},{\"id\":\"both\",\"all-of\":[\"HE-UC\",\"ST-UC\"]}]",
        i ? "/x-a=1" : "/analyses/main/method=t-test",
        i ? "/x-b=1" : "/analyses/main/adjust-for=null");
    SimTheory *theory = sim_theory_new (scenario, FALSE, NULL);
    const SimTheorySize *own = &theory->sizes[sim_scenario_own_size (scenario)];
    for (guint h = 0; h < 3; h++)
      g_assert_cmpfloat (fabs (own->power[h] - (i ? ancova[h] : t[h])), <=, 0.0005 + 1e-9);
    Tally tally = check_scenario (engine, scenario, trials (1000000, 10000000));
    char *line = g_strdup_printf ("flagship design, %s: %u exact figures, largest |z| %.2f",
                                  i ? "ANCOVA" : "t-test", tally.checked, tally.largest);
    report (line);
    g_free (line);
    sim_theory_free (theory);
    sim_scenario_unref (scenario);
  }
  sim_engine_free (engine);
}

/* How far a proportion lies from 5 %, in its standard errors. */
static double null_z (GString *line, const char *what, double value, guint64 n)
{
  double z = (value - 0.05) / sqrt (0.05 * 0.95 / (double) n);
  g_string_append_printf (line, "; %s %.5f, z %.2f", what, value, z);
  return z;
}

/* With no true difference every contrast is rejected in alpha of the trials, with dropout and
 * unequal arms too; the family-wise error of the rules that promise it is at most alpha. */
static void test_null (void)
{
  static const char *const methods[][2] = { { "t-test", "all-arms" },
                                            { "t-test", "two-arms" },
                                            { "change-score", "null" },
                                            { "ancova", "null" } };
  static const char *const rules[] = { "none", "bonferroni", "holm", "dunnett" };
  SimEngine *engine = fixture_engine (0, SIM_ISA_AUTO);
  for (guint i = 0; i < 7; i++) {
    const char *rule = rules[i < 4 ? 0 : i - 3];
    guint m = i < 4 ? i : i == 6 ? 3 : 0;
    char *method = g_strconcat ("/analyses/main/method=", methods[m][0], NULL);
    char *variance = g_strconcat ("/analyses/main/variance=", methods[m][1], NULL);
    char *multiplicity = g_strconcat ("/testing/multiplicity/method=", rule, NULL);
    SimScenario *scenario = fixture_scenario (
        "/outcomes/rmdq/means=8.9", "/run/sizes=[152]", method, variance, multiplicity,
        "/testing/omnibus=anova", m == 3 ? "/x-a=1" : "/analyses/main/adjust-for=null",
        i == 6 ? "/testing/hypotheses/HE-ST=null" : "/x-b=1");
    guint64 n = trials (1000000, 10000000);
    SimRunOptions options = { .replicates = n };
    SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
    const SimSizeResult *own
        = &sim_snapshot_results (snapshot)->sizes[sim_scenario_own_size (scenario)];
    GString *line = g_string_new ("no true effect, ");
    g_string_append_printf (line, "%s%s%s, rule %s", methods[m][0], m < 2 ? " " : "",
                            m < 2 ? methods[m][1] : "", rule);
    g_assert_cmpfloat (fabs (null_z (line, "omnibus", own->omnibus.value, n)), <=, 4);
    for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
      const char *id = sim_scenario_hypothesis (scenario, h)->id;
      const SimHypothesisResult *found = &own->hypotheses[h];
      g_assert_true (found->null_true);
      g_assert_cmpfloat (fabs (null_z (line, id, 1 - found->coverage.value, n)), <=, 4);
      if (i < 4) /* a contrast is rejected where its interval leaves 0 out */
        g_assert_cmpfloat (fabs (found->power.value + found->coverage.value - 1), <, 1e-12);
    }
    if (i >= 4)
      g_assert_cmpfloat (null_z (line, "any", own->fwer.value, n), <=, 4);
    if (i == 6) /* Dunnett is exact, but for the baseline imbalance that ANCOVA adds */
      g_assert_cmpfloat (own->fwer.value, >=, 0.05 - 4 * sqrt (0.05 * 0.95 / (double) n));
    report (line->str);
    g_string_free (line, TRUE);
    g_assert_cmpfloat (own->fwer.value, ==, own->any.value);
    sim_snapshot_unref (snapshot);
    sim_scenario_unref (scenario);
    g_free (method);
    g_free (variance);
    g_free (multiplicity);
  }
  sim_engine_free (engine);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/exact/designs", test_designs);
  g_test_add_func ("/run/exact/rules", test_rules);
  g_test_add_func ("/run/exact/luo", test_luo);
  g_test_add_func ("/run/exact/null", test_null);
  return g_test_run ();
}
