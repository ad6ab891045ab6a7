/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare.c - differences on common random numbers: their errors against brute force, their values
 * against closed forms, and what goes with what.
 */
#include <math.h>

#include "../run/fixture.h"

static GPtrArray *compare (SimScenario *a, SimScenario *b, const SimCompareOptions *options)
{
  SimScenario *both[] = { a, b };
  GError *error = NULL;
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  GPtrArray *found = sim_compare (engine, both, 2, options, &error);
  g_assert_no_error (error);
  sim_engine_free (engine);
  return found;
}

static const SimComparison *first_of (const GPtrArray *found)
{
  return g_ptr_array_index (found, 0);
}

/* Mean and its standard error from the list of all differences. */
static void by_hand (guint n, guint both, guint only_a, guint only_b, double *mean, double *error)
{
  double sum = 0, squares = 0;
  for (guint i = 0; i < n; i++) {
    int in_a = i < both + only_a;
    int in_b = i < both || (i >= both + only_a && i < both + only_a + only_b);
    sum += in_b - in_a;
  }
  *mean = sum / n;
  for (guint i = 0; i < n; i++) {
    int in_a = i < both + only_a;
    int in_b = i < both || (i >= both + only_a && i < both + only_a + only_b);
    squares += (in_b - in_a - *mean) * (in_b - in_a - *mean);
  }
  *error = sqrt (squares / n) / sqrt (n);
}

static void test_figures (void)
{
  static const guint rows[][4]
      = { { 100, 40, 10, 25 }, { 7, 0, 3, 4 }, { 50, 50, 0, 0 }, { 9, 0, 9, 0 }, { 1, 0, 0, 1 } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const guint *r = rows[i];
    SimPaired paired = sim_paired (r[0], r[1], r[2], r[3]);
    double mean, error, n = r[0], a = (r[1] + r[2]) / n, b = (r[1] + r[3]) / n;
    by_hand (r[0], r[1], r[2], r[3], &mean, &error);
    g_assert_cmpfloat_with_epsilon (paired.difference.value, mean, 1e-14);
    g_assert_cmpfloat_with_epsilon (paired.difference.mcse, error, 1e-14);
    g_assert_cmpfloat_with_epsilon (paired.a, a, 1e-14);
    g_assert_cmpfloat_with_epsilon (paired.b, b, 1e-14);
    /* the variance of a difference is the sum of variances less twice the covariance */
    double covariance = r[1] / n - a * b;
    g_assert_cmpfloat_with_epsilon (pow (paired.difference.mcse, 2),
                                    pow (paired.independent, 2) - 2 * covariance / n, 1e-14);
    g_assert_cmpfloat (paired.difference.low, <=, paired.difference.value);
    g_assert_cmpfloat (paired.difference.high, >=, paired.difference.value);
    g_assert_cmpfloat (paired.difference.high, >, paired.difference.low);
    g_assert_cmpfloat (paired.difference.low, >=, -1);
    g_assert_cmpfloat (paired.difference.high, <=, 1);
  }
  SimPaired none = sim_paired (0, 0, 0, 0);
  g_assert_true (isnan (none.a) && isnan (none.difference.value) && isnan (none.difference.mcse)
                 && isnan (none.difference.low) && isnan (none.independent));
}

/* 1600 people asked twice whether they approve of the Prime Minister: both times 794, the first
 * time alone 150, the second time alone 86. Data: Agresti (1990), p. 350, which is the example of
 * R's mcnemar.test (); R 4.2.2 for the mean and its error in the list of all differences. */
static void test_published (void)
{
  SimPaired paired = sim_paired (1600, 794, 150, 86);
  g_assert_cmpfloat_with_epsilon (paired.difference.value, -0.04, 1e-15);
  g_assert_cmpfloat_with_epsilon (paired.difference.mcse, 0.009549215, 5e-10);
}

/* The formula of Bonett & Price (2012) with the numbers put in by hand. */
static void test_interval (void)
{
  SimPaired paired = sim_paired (25, 10, 1, 7);
  double half = 1.959963984540054 * sqrt ((10 / 27.0 - 36 / 729.0) / 27);
  g_assert_cmpfloat_with_epsilon (paired.difference.low, 6 / 27.0 - half, 1e-12);
  g_assert_cmpfloat_with_epsilon (paired.difference.high, 6 / 27.0 + half, 1e-12);
}

/* The stated error is the spread of the difference over independent seeds. */
static void test_spread (void)
{
  enum { SEEDS = 200, TRIALS = 1000 };
  double sum[SIM_COMPARED_ROWS] = { 0 }, squares[SIM_COMPARED_ROWS] = { 0 };
  double stated[SIM_COMPARED_ROWS] = { 0 }, unpaired[SIM_COMPARED_ROWS] = { 0 };
  guint n_rows = 0;
  for (guint seed = 0; seed < SEEDS; seed++) {
    char *assignment = g_strdup_printf ("/run/seed=%u", 1000 + seed);
    SimScenario *a = fixture_scenario (assignment, "/run/sizes=[152]");
    SimScenario *b = fixture_scenario (assignment, "/run/sizes=[176]", "/arms/hand-ear/size=62",
                                       "/arms/standard/size=58", "/arms/usual/size=56");
    SimCompareOptions options = { .replicates = TRIALS };
    GPtrArray *found = compare (a, b, &options);
    const SimComparison *comparison = first_of (found);
    n_rows = comparison->n_rows;
    for (guint i = 0; i < n_rows; i++) {
      const SimPaired *own = &comparison->sizes[0].power[i];
      sum[i] += own->difference.value;
      squares[i] += pow (own->difference.value, 2);
      stated[i] += pow (own->difference.mcse, 2);
      unpaired[i] += pow (own->independent, 2);
    }
    g_ptr_array_unref (found);
    sim_scenario_unref (a);
    sim_scenario_unref (b);
    g_free (assignment);
  }
  for (guint i = 0; i < n_rows; i++) {
    double mean = sum[i] / SEEDS;
    double sd = sqrt ((squares[i] - SEEDS * mean * mean) / (SEEDS - 1));
    double error = sqrt (stated[i] / SEEDS);
    /* relative standard error of an SD of so many nearly normal values */
    double relative = 1 / sqrt (2.0 * (SEEDS - 1));
    g_test_message ("row %u: SD %.5f, stated %.5f, unpaired %.5f", i, sd, error,
                    sqrt (unpaired[i] / SEEDS));
    g_assert_cmpfloat (fabs (sd / error - 1), <, 4 * relative);
    /* and it is told from the error of independent simulations */
    g_assert_cmpfloat (fabs (sd / sqrt (unpaired[i] / SEEDS) - 1), >, 4 * relative);
  }
}

/* 5 % more patients: 160 for 152. */
static void test_five_per_cent (void)
{
  SimScenario *a = fixture_scenario ("/run/sizes=[152]");
  SimScenario *b = fixture_scenario ("/run/sizes=[160]", "/arms/hand-ear/size=57",
                                     "/arms/standard/size=53", "/arms/usual/size=50");
  SimCompareOptions options = { .replicates = 100000 };
  GPtrArray *found = compare (a, b, &options);
  const SimComparison *comparison = first_of (found);
  for (guint i = 0; i < comparison->n_rows; i++) {
    const SimPaired *own = &comparison->sizes[0].power[i];
    g_test_message ("row %u: paired %.6f, independent %.6f", i, own->difference.mcse,
                    own->independent);
    g_assert_cmpfloat (own->difference.value, >, 0);
    g_assert_cmpfloat (own->difference.mcse, <, 0.5 * own->independent);
  }
  g_ptr_array_unref (found);
  sim_scenario_unref (a);
  sim_scenario_unref (b);
}

/* Differences lie within 4 errors of those of closed forms, at own sizes and common totals. */
static void test_exact (void)
{
  SimScenario *a = fixture_scenario ("/run/sizes=[60, 90, 152, 200]");
  SimScenario *b = fixture_scenario ("/run/sizes=[60, 120, 152, 200]", "/testing/alpha=0.025",
                                     "/outcomes/rmdq/means/usual=[9.2, 8.4]",
                                     "/arms/usual/size=60");
  SimCompareOptions options = { .replicates = 40000, .exact = TRUE };
  GPtrArray *found = compare (a, b, &options);
  const SimComparison *comparison = first_of (found);
  guint checked = 0;
  g_assert_cmpuint (comparison->n_sizes, ==, 4); /* 152 and 164; 60, 152, 200 */
  g_assert_cmpuint (comparison->sizes[0].total_a, ==, 152);
  g_assert_cmpuint (comparison->sizes[0].total_b, ==, 164);
  for (guint s = 0; s < comparison->n_sizes; s++)
    for (guint i = 0; i < comparison->n_rows; i++) {
      const SimPaired *power = &comparison->sizes[s].power[i];
      g_assert_true (s == 0
                     || comparison->sizes[s].total_a == comparison->sizes[s].total_b);
      if (isnan (power->exact))
        continue;
      double error = power->difference.mcse, off = power->difference.value - power->exact;
      g_assert_cmpfloat (fabs (off), <=, 4 * error + 1e-6);
      g_assert_cmpfloat (power->exact, ==, power->exact_b - power->exact_a);
      if (fabs (power->exact) > 4 * error) {
        g_assert_true (signbit (power->difference.value) == signbit (power->exact));
        checked++;
      }
    }
  g_assert_cmpuint (checked, >, 12);
  g_assert_cmpfloat_with_epsilon (comparison->rows[0].true_a, 3.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (comparison->rows[0].true_b, 3.5, 1e-12);
  g_ptr_array_unref (found);
  sim_scenario_unref (a);
  sim_scenario_unref (b);
}

/* Nothing differs: no trial does, and an interval says what that is worth. */
static void test_same (void)
{
  SimScenario *a = fixture_scenario ("/title=one"), *b = fixture_scenario ("/run/seed=5");
  SimCompareOptions options = { .replicates = 2000 };
  GPtrArray *found = compare (a, b, &options);
  const SimComparison *comparison = first_of (found);
  g_assert_true (comparison->seed_differs && comparison->complete);
  g_assert_cmpuint (sim_scenario_seed (comparison->b), ==, sim_scenario_seed (a));
  for (guint i = 0; i < comparison->n_rows; i++) {
    const SimPaired *own = &comparison->sizes[0].power[i];
    g_assert_cmpfloat (own->difference.value, ==, 0);
    g_assert_cmpfloat (own->difference.mcse, ==, 0);
    g_assert_cmpfloat (own->difference.high, >, 0.001);
    g_assert_cmpfloat (own->difference.high, <, 0.002);
  }
  g_ptr_array_unref (found);
  sim_scenario_unref (a);
  sim_scenario_unref (b);
}

/* What a run finds, whatever other sizes it has. */
static double power_of (SimEngine *engine, SimScenario *scenario, guint total, guint h)
{
  SimRunOptions options = { .replicates = 600 };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  double power = NAN;
  for (guint i = 0; i < results->n_sizes; i++)
    if (results->sizes[i].total == total)
      power = results->sizes[i].hypotheses[h].power.value;
  sim_snapshot_unref (snapshot);
  return power;
}

static void test_sizes (void)
{
  static const char *const edits[] = {
    "/x-a=1",
    "/allocation/method=simple",
    "/allocation={\"method\": \"permuted-blocks\"}",
    "/practitioners={\"count\": {\"hand-ear\": 5, \"standard\": 5}, \"icc\": 0.05}",
    "/testing/multiplicity/method=dunnett-step-down",
    "/analyses/0={\"id\": \"main\", \"method\": \"mann-whitney\", \"visit\": \"week-8\"}",
    "/analyses/0={\"id\": \"main\", \"method\": \"mmrm\", \"visit\": \"week-8\"}",
    "/centres={\"count\": 6, \"icc\": 0.03}",
  };
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    gboolean two = strstr (edits[i], "dunnett") != NULL;
    const char *fewer = two ? "/testing/hypotheses/HE-ST=null" : "/x-b=1";
    SimScenario *a = fixture_scenario (fewer, edits[i], "/run/sizes=[40, 60, 152, 400]");
    SimScenario *b = fixture_scenario (fewer, edits[i], "/run/sizes=[60, 130, 152]",
                                       "/arms/usual/size=60");
    SimCompareOptions options = { .replicates = 600 };
    GPtrArray *found = compare (a, b, &options);
    const SimComparison *comparison = first_of (found);
    g_assert_cmpuint (comparison->n_sizes, ==, 3); /* 152 and 164; 60, 152 */
    for (guint s = 0; s < 3; s++)
      for (guint h = 0; h < sim_scenario_n_hypotheses (a); h++) {
        const SimComparedSize *size = &comparison->sizes[s];
        g_assert_cmpfloat (size->power[h].a, ==, power_of (engine, a, size->total_a, h));
        g_assert_cmpfloat (size->power[h].b, ==, power_of (engine, b, size->total_b, h));
      }
    g_ptr_array_unref (found);
    sim_scenario_unref (a);
    sim_scenario_unref (b);
  }
  sim_engine_free (engine);
}

static char *json_of (SimScenario *a, SimScenario *b, guint threads, SimIsa isa, gsize keep)
{
  static const char *const names[] = { "one", "other", NULL };
  SimScenario *both[] = { a, b };
  SimCompareOptions options = { .replicates = 5000, .exact = TRUE };
  SimReportInfo info = { .program = "test", .complete = TRUE };
  SimEngine *engine = fixture_engine (threads, isa);
  sim_engine_set_keep (engine, keep);
  GPtrArray *found = sim_compare (engine, both, 2, &options, NULL);
  char *text = sim_report_compare_json (found, names, &info);
  g_ptr_array_unref (found);
  sim_engine_free (engine);
  return text;
}

static void test_same_everywhere (void)
{
  static const guint threads[] = { 1, 2, 7 };
  SimScenario *a = fixture_scenario ("/run/sizes=[60, 152]");
  SimScenario *b = fixture_scenario ("/run/sizes=[60, 152]", "/outcomes/rmdq/sd=6");
  char *expected = json_of (a, b, 1, SIM_ISA_SCALAR, 0);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    for (SimIsa isa = SIM_ISA_AUTO; isa <= SIM_ISA_AVX512; isa++) {
      if (!sim_isa_name (isa))
        continue;
      char *found = json_of (a, b, threads[i], isa, i == 1 ? (gsize) 64 << 20 : 0);
      g_assert_cmpstr (found, ==, expected);
      g_free (found);
    }
  g_free (expected);
  sim_scenario_unref (a);
  sim_scenario_unref (b);
}

/* By id, then by arms and outcome; what is left over has no partner. */
static void test_match (void)
{
  SimScenario *a = fixture_scenario ("/title=a");
  SimScenario *b = fixture_scenario (
      "/testing/hypotheses=[{\"id\": \"x\", \"compare\": [\"hand-ear\", \"standard\"]}, "
      "{\"id\": \"ST-UC\", \"compare\": [\"hand-ear\", \"usual\"]}]");
  int match[SIM_MAX_HYPOTHESES];
  g_assert_cmpuint (sim_compare_match (a, b, match), ==, 2);
  g_assert_cmpint (match[0], ==, -1); /* its arms are those of one that goes with another's id */
  g_assert_cmpint (match[1], ==, 1);
  g_assert_cmpint (match[2], ==, 0);
  g_assert_cmpint (match[3], ==, -1);
  SimCompareOptions options = { .replicates = 500 };
  GPtrArray *found = compare (a, b, &options);
  const SimComparison *comparison = first_of (found);
  g_assert_cmpuint (comparison->n_rows, ==, 4);
  g_assert_cmpstr (comparison->rows[0].a.id, ==, "ST-UC");
  g_assert_cmpuint (comparison->rows[0].a.of, ==, 2);
  g_assert_cmpstr (comparison->rows[1].b.id, ==, "x");
  g_assert_cmpuint (comparison->rows[1].b.of, ==, 1);
  g_assert_cmpint (comparison->rows[2].kind, ==, SIM_COMPARED_ANY);
  g_assert_cmpint (comparison->rows[3].kind, ==, SIM_COMPARED_ALL);
  g_ptr_array_unref (found);
  sim_scenario_unref (a);
  sim_scenario_unref (b);
}

/* Four arms against three: the arms of the same id have the same patients. */
static void test_other_arms (void)
{
  SimScenario *a = fixture_scenario ("/run/sizes=[152]", "/testing/multiplicity/method=none",
                                     "/analyses/0={\"id\": \"main\", \"method\": \"t-test\", "
                                     "\"variance\": \"two-arms\", \"visit\": \"week-8\"}",
                                     "/dropout/proportion=0");
  SimScenario *b = fixture_scenario (
      "/arms/3={\"id\": \"sham\", \"name\": \"Sham\", \"size\": 50}",
      "/outcomes/rmdq/means/sham=[8, 8]", "/outcomes/rmdq/sd/sham=[5, 5]",
      "/dropout/proportion=0", "/run/sizes=[202]", "/testing/multiplicity/method=none",
      "/analyses/0={\"id\": \"main\", \"method\": \"t-test\", \"variance\": \"two-arms\", "
      "\"visit\": \"week-8\"}");
  SimCompareOptions options = { .replicates = 2000 };
  GPtrArray *found = compare (a, b, &options);
  const SimComparison *comparison = first_of (found);
  g_assert_cmpuint (comparison->n_rows, ==, 5);
  for (guint i = 0; i < 3; i++) { /* tests of two arms that are untouched by the fourth */
    g_assert_cmpuint (comparison->sizes[0].power[i].only_a, ==, 0);
    g_assert_cmpuint (comparison->sizes[0].power[i].only_b, ==, 0);
    g_assert_cmpuint (comparison->sizes[0].power[i].both, >, 0);
  }
  g_ptr_array_unref (found);
  sim_scenario_unref (a);
  sim_scenario_unref (b);
}

static void refuse (SimScenario *a, SimScenario *b, const SimCompareOptions *options, int code)
{
  SimScenario *both[] = { a, b };
  GError *error = NULL;
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  g_assert_null (sim_compare (engine, both, 2, options, &error));
  g_assert_error (error, SIM_ERROR, code);
  g_assert_cmpuint (strlen (error->message), >, 20);
  g_error_free (error);
  sim_engine_free (engine);
}

static void test_refused (void)
{
  gint stop = 1;
  SimScenario *a = fixture_scenario ("/run/sizes=[152]");
  SimScenario *b = fixture_scenario (
      "/testing/hypotheses=[{\"id\": \"x\", \"contrast\": {\"hand-ear\": 0.5, \"standard\": 0.5, "
      "\"usual\": -1}}]",
      "/testing/multiplicity/method=none");
  SimCompareOptions many = { .replicates = SIM_MAX_REPLICATES };
  SimCompareOptions stopped = { .cancel = &stop };
  refuse (a, b, NULL, SIM_ERROR_USAGE);
  refuse (a, a, &many, SIM_ERROR_LIMIT);
  GError *error = NULL;
  SimScenario *both[] = { a, a };
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  GPtrArray *found = sim_compare (engine, both, 2, &stopped, &error);
  if (found) /* some trials were done already */
    g_assert_false (first_of (found)->complete);
  else
    g_assert_error (error, SIM_ERROR, SIM_ERROR_CANCELLED);
  g_clear_pointer (&found, g_ptr_array_unref);
  g_clear_error (&error);
  sim_engine_free (engine);
  sim_scenario_unref (a);
  sim_scenario_unref (b);
}

/* Stops at 1000 * 2^k trials, not before the errors are small enough. */
static void test_precision (void)
{
  SimScenario *a = fixture_scenario ("/run/sizes=[152]");
  SimScenario *b = fixture_scenario ("/run/sizes=[152]", "/testing/alpha=0.04");
  SimCompareOptions options = { .precision = 0.002 };
  GPtrArray *found = compare (a, b, &options);
  guint64 n = first_of (found)->replicates;
  double largest = 0;
  for (guint i = 0; i < first_of (found)->n_rows; i++)
    largest = MAX (largest, first_of (found)->sizes[0].power[i].difference.mcse);
  g_assert_cmpfloat (largest, <=, 0.002);
  g_assert_cmpfloat (largest, >, 0.002 / 2);
  g_assert_true (n % 1000 == 0 && ((n / 1000) & (n / 1000 - 1)) == 0 && n > 1000);
  g_ptr_array_unref (found);
  sim_scenario_unref (a);
  sim_scenario_unref (b);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compare/figures", test_figures);
  g_test_add_func ("/compare/published", test_published);
  g_test_add_func ("/compare/interval", test_interval);
  g_test_add_func ("/compare/spread", test_spread);
  g_test_add_func ("/compare/five-per-cent", test_five_per_cent);
  g_test_add_func ("/compare/exact", test_exact);
  g_test_add_func ("/compare/same", test_same);
  g_test_add_func ("/compare/sizes", test_sizes);
  g_test_add_func ("/compare/same-everywhere", test_same_everywhere);
  g_test_add_func ("/compare/match", test_match);
  g_test_add_func ("/compare/other-arms", test_other_arms);
  g_test_add_func ("/compare/refused", test_refused);
  g_test_add_func ("/compare/precision", test_precision);
  return g_test_run ();
}
