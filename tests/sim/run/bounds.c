/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bounds.c - hypotheses with bounds: simulation against exact power, and the level at their nulls.
 *
 * Designs of three arms of unequal size, patients lost or not, one- and two-sided families: every
 * power that theory gives as exact lies within 4 Monte Carlo standard errors of the simulated one.
 * At the boundary of each null (a true difference of the margin, of minus the margin, psi = 0, no
 * contrast, no change) each method rejects with the probability of one tail, or both where it looks
 * at both. One seed; with "-m slow" a million trials.
 */
#include <math.h>

#include "base/prob.h"
#include "fixture.h"

static guint64 trials (guint64 everyday)
{
  return g_test_slow () ? 1000000 : everyday;
}

#define HYPOTHESES(extra)                                                                          \
  "\"hypotheses\":["                                                                               \
  "{\"id\":\"both\",\"contrast\":{\"hand-ear\":0.5,\"standard\":0.5,\"usual\":-1}},"               \
  "{\"id\":\"margin\",\"compare\":[\"hand-ear\",\"usual\"],\"type\":\"superiority-margin\","       \
  "\"margin\":1},"                                                                                 \
  "{\"id\":\"worse\",\"compare\":[\"hand-ear\",\"standard\"],\"type\":\"non-inferiority\","        \
  "\"margin\":1.5},"                                                                               \
  "{\"id\":\"near\",\"compare\":[\"hand-ear\",\"standard\"],\"type\":\"equivalence\","             \
  "\"margin\":3.5},"                                                                               \
  "{\"id\":\"lop\",\"compare\":[\"standard\",\"hand-ear\"],\"type\":\"equivalence\","              \
  "\"margins\":[-4,2.5]}," extra                                                                   \
  "{\"id\":\"kept\",\"compare\":[\"hand-ear\",\"standard\"],\"type\":\"retention\","               \
  "\"fraction\":0.5,\"placebo\":\"usual\"}]"

typedef struct {
  const char *name, *analysis, *testing, *dropout, *sd;
  guint exact; /* of the powers at one size, how many theory knows */
} Design;

static const char plain[]
    = "{\"sides\":2,\"multiplicity\":{\"method\":\"none\"}," HYPOTHESES ("") "}";
static const char shared[]
    = "{\"sides\":2,\"multiplicity\":{\"method\":\"bonferroni\"}," HYPOTHESES ("") "}";
static const char one_sided[]
    = "{\"sides\":1,\"alpha\":0.025,\"multiplicity\":{\"method\":\"none\"}," HYPOTHESES (
        "{\"id\":\"own\",\"compare\":[\"hand-ear\",\"standard\"],\"type\":\"equivalence\","
        "\"margin\":3,\"alpha\":0.05},") "}";
static const char within[]
    = "{\"sides\":2,\"multiplicity\":{\"method\":\"none\"}," HYPOTHESES (
        "{\"id\":\"change\",\"type\":\"within-arm-change\",\"arm\":\"usual\"},") "}";

static const Design designs[] = {
  { "t", "\"method\":\"t-test\"", plain, "0", "5", 6 },
  { "t-lost", "\"method\":\"t-test\"", plain, "0.2", "5", 6 },
  { "t-bonferroni", "\"method\":\"t-test\"", shared, "0.1", "5", 6 },
  { "two-arms", "\"method\":\"t-test\",\"variance\":\"two-arms\"", one_sided, "0.1", "5", 7 },
  { "welch", "\"method\":\"t-test\",\"variance\":\"welch\"", plain, "0.1",
    "{\"hand-ear\":4,\"standard\":5,\"usual\":6}", 2 },
  { "change", "\"method\":\"change-score\"", within, "0.15", "5", 7 },
  { "ancova", "\"method\":\"ancova\"", plain, "0", "5", 6 },
  { "ancova-lost", "\"method\":\"ancova\"", one_sided, "0.15", "5", 7 },
};

static SimScenario *scenario_of (const Design *design, const char *means, const char *sizes)
{
  char *set[] = { g_strdup_printf ("/analyses=[{\"id\":\"main\",\"visit\":\"week-8\",%s}]",
                                   design->analysis),
                  g_strconcat ("/testing=", design->testing, NULL),
                  g_strconcat ("/dropout/proportion=", design->dropout, NULL),
                  g_strconcat ("/outcomes/rmdq/sd=", design->sd, NULL),
                  g_strconcat ("/outcomes/rmdq/means=", means, NULL),
                  g_strconcat ("/run/sizes=", sizes, NULL) };
  SimScenario *scenario
      = fixture_scenario ("/arms/usual/size=30", set[0], set[1], set[2], set[3], set[4], set[5]);
  for (guint i = 0; i < G_N_ELEMENTS (set); i++)
    g_free (set[i]);
  return scenario;
}

static void close_to (const char *what, const SimFigure *figure, double expected)
{
  double z = (figure->value - expected) / MAX (figure->mcse, 1e-9);
  g_test_message ("%s%s: simulated %.6f, expected %.6f, z %.2f",
                  g_test_slow () ? "result: " : "", what, figure->value, expected, z);
  g_assert_cmpfloat (fabs (z), <=, 4);
}

static void agrees_with_theory (gconstpointer data)
{
  const Design *design = data;
  SimScenario *scenario
      = scenario_of (design, "{\"hand-ear\":5.7,\"standard\":6.3,\"usual\":8.9}", "[24,60]");
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = trials (100000) };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  SimTheory *theory = sim_theory_new (scenario, FALSE, NULL);
  for (guint s = 0; s < results->n_sizes; s++) {
    guint known = 0;
    for (guint h = 0; h < results->n_hypotheses; h++) {
      double exact = theory->sizes[s].power[h];
      if (isnan (exact))
        continue;
      known++;
      close_to (sim_scenario_hypothesis (scenario, h)->id, &results->sizes[s].hypotheses[h].power,
                exact);
    }
    g_assert_cmpuint (known, ==, design->exact);
  }
  sim_theory_free (theory);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* --- the level at the boundary ------------------------------------------------------------- */

typedef struct {
  const char *name, *analysis, *hypothesis, *means, *dropout;
  double level;
} Null;

#define PAIR(type, margin)                                                                         \
  "\"compare\":[\"hand-ear\",\"standard\"],\"type\":\"" type "\"," margin
#define T          "\"method\":\"t-test\""
#define TWO_ARMS   "\"method\":\"t-test\",\"variance\":\"two-arms\""
#define ANCOVA     "\"method\":\"ancova\""
#define CHANGE     "\"method\":\"change-score\""
#define WORSE      "{\"hand-ear\":8,\"standard\":6,\"usual\":9}"
#define BETTER     "{\"hand-ear\":6,\"standard\":8,\"usual\":9}"
#define KEPT       "{\"hand-ear\":7.5,\"standard\":6,\"usual\":9}"
#define ALIKE      "{\"hand-ear\":6,\"standard\":8,\"usual\":7}"
#define UNCHANGED  "{\"hand-ear\":11,\"standard\":8,\"usual\":7}"
#define MARGIN     PAIR ("superiority-margin", "\"margin\":2")
#define INFERIOR   PAIR ("non-inferiority", "\"margin\":2")
/* so wide that the other bound is never in question */
#define EQUAL_LOW  PAIR ("equivalence", "\"margins\":[-2,40]")
#define EQUAL_HIGH PAIR ("equivalence", "\"margins\":[-40,2]")
#define RETENTION  PAIR ("retention", "\"fraction\":0.5,\"placebo\":\"usual\"")
#define CONTRAST   "\"contrast\":{\"hand-ear\":0.5,\"standard\":0.5,\"usual\":-1}"
#define WITHIN     "\"type\":\"within-arm-change\",\"arm\":\"hand-ear\""

static const Null nulls[] = {
  { "t-margin", T, MARGIN, BETTER, "0", 0.025 },
  { "t-worse", T, INFERIOR, WORSE, "0.2", 0.025 },
  { "t-equal-low", T, EQUAL_LOW, WORSE, "0", 0.025 },
  { "t-equal-high", T, EQUAL_HIGH, BETTER, "0.2", 0.025 },
  { "t-kept", T, RETENTION, KEPT, "0.2", 0.025 },
  { "t-contrast", T, CONTRAST, ALIKE, "0", 0.05 },
  { "two-arms-worse", TWO_ARMS, INFERIOR, WORSE, "0.1", 0.025 },
  { "two-arms-kept", TWO_ARMS, RETENTION, KEPT, "0", 0.025 },
  { "ancova-worse", ANCOVA, INFERIOR, WORSE, "0.1", 0.025 },
  { "ancova-equal", ANCOVA, EQUAL_HIGH, BETTER, "0", 0.025 },
  { "ancova-kept", ANCOVA, RETENTION, KEPT, "0.1", 0.025 },
  { "ancova-contrast", ANCOVA, CONTRAST, ALIKE, "0", 0.05 },
  { "change-worse", CHANGE, INFERIOR, WORSE, "0", 0.025 },
  { "change-kept", CHANGE, RETENTION, KEPT, "0.1", 0.025 },
  { "change-within", CHANGE, WITHIN, UNCHANGED, "0.1", 0.05 },
};

static void keeps_its_level (gconstpointer data)
{
  const Null *null = data;
  char *testing = g_strdup_printf ("{\"multiplicity\":{\"method\":\"none\"},\"hypotheses\":["
                                   "{\"id\":\"H\",%s}]}",
                                   null->hypothesis);
  Design design = { .analysis = null->analysis, .testing = testing, .dropout = null->dropout,
                    .sd = "5" };
  SimScenario *scenario = scenario_of (&design, null->means, "[30]");
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = trials (100000) };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  for (guint s = 0; s < results->n_sizes; s++) {
    const SimHypothesisResult *result = &results->sizes[s].hypotheses[0];
    g_assert_true (result->null_true);
    close_to (null->name, &result->power, null->level);
    close_to ("fwer", &results->sizes[s].fwer, null->level);
    close_to ("coverage", &result->coverage, 0.95);
  }
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
  g_free (testing);
}

/* --- methods that hold it with many patients ----------------------------------------------- */

/* At the boundary of non-inferiority, arms of n patients. Wald tests hold their level only as n
   grows: rate is what 400,000 trials of the seed of every scenario gave, to its error. */
typedef struct {
  const char *name, *outcome, *analysis, *margin;
  guint n;
  double rate;
} Large;

#define SHARES                                                                                     \
  "\"type\":\"binary\",\"better\":\"higher\",\"proportions\":{\"a\":0.6,\"b\":0.7,\"c\":0.5}"
#define COUNTS "\"type\":\"count\",\"rates\":{\"a\":2.5,\"b\":2,\"c\":2}"
#define CATEGORIES                                                                                 \
  "\"type\":\"ordinal\",\"better\":\"lower\",\"categories\":4,"                                    \
  "\"probabilities\":{\"b\":[0.2,0.3,0.3,0.2]},\"odds-ratio\":{\"a\":1.5,\"c\":1}"
#define UNPOOLED "\"method\":\"risk-difference\",\"variance\":\"unpooled\""

static const Large larges[] = {
  { "shares-50", SHARES, UNPOOLED, "0.1", 50, 0.0259 },
  { "shares-200", SHARES, UNPOOLED, "0.1", 200, 0.0252 },
  { "counts-50", COUNTS, "\"method\":\"negative-binomial\"", "1.25", 50, 0.0230 },
  { "counts-200", COUNTS, "\"method\":\"negative-binomial\"", "1.25", 200, 0.0240 },
  { "categories-50", CATEGORIES, "\"method\":\"proportional-odds\"", "1.5", 50, 0.0251 },
  { "categories-200", CATEGORIES, "\"method\":\"proportional-odds\"", "1.5", 200, 0.0251 },
};

static void nearly_keeps_its_level (gconstpointer data)
{
  const Large *large = data;
  char *set[] = {
    g_strdup_printf ("/arms=[{\"id\":\"a\",\"size\":%u},{\"id\":\"b\",\"size\":%u},"
                     "{\"id\":\"c\",\"size\":%u}]",
                     large->n, large->n, large->n),
    g_strdup_printf ("/outcomes=[{\"id\":\"y\",%s}]", large->outcome),
    g_strdup_printf ("/analyses=[{\"id\":\"main\",%s}]", large->analysis),
    g_strdup_printf ("/testing={\"multiplicity\":{\"method\":\"none\"},\"hypotheses\":["
                     "{\"id\":\"H\",\"compare\":[\"a\",\"b\"],\"type\":\"non-inferiority\","
                     "\"margin\":%s}]}",
                     large->margin),
    g_strdup_printf ("/run/sizes=[%u]", 3 * large->n)
  };
  SimScenario *scenario = fixture_scenario ("/dropout/proportion=0", set[0], set[1], set[2],
                                            set[3], set[4]);
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = g_test_slow () ? 400000 : 20000 };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimHypothesisResult *result = sim_snapshot_results (snapshot)->sizes[0].hypotheses;
  g_assert_true (result->null_true);
  close_to (large->name, &result->power, large->rate);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
  for (guint i = 0; i < G_N_ELEMENTS (set); i++)
    g_free (set[i]);
}

/* --- which nulls are true ------------------------------------------------------------------ */

static gboolean null_at (const char *hypothesis, const char *means, const char *sides)
{
  char *testing = g_strdup_printf ("{\"sides\":%s,\"multiplicity\":{\"method\":\"none\"},"
                                   "\"hypotheses\":[{\"id\":\"H\",%s}]}",
                                   sides, hypothesis);
  Design design = { .analysis = T, .testing = testing, .dropout = "0", .sd = "5" };
  SimScenario *scenario = scenario_of (&design, means, "[30]");
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = 8 };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  gboolean is_true = sim_snapshot_results (snapshot)->sizes[0].hypotheses[0].null_true;
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
  g_free (testing);
  return is_true;
}

#define NEARLY_WORSE "{\"hand-ear\":7.9999,\"standard\":6,\"usual\":9}"
#define MUCH_WORSE   "{\"hand-ear\":8.5,\"standard\":6,\"usual\":9}"

static void nulls_are_judged_by_their_bounds (void)
{
  g_assert_true (null_at (INFERIOR, WORSE, "2"));
  g_assert_true (null_at (INFERIOR, MUCH_WORSE, "2"));
  g_assert_false (null_at (INFERIOR, NEARLY_WORSE, "2"));
  g_assert_false (null_at (INFERIOR, BETTER, "1"));
  g_assert_true (null_at (MARGIN, BETTER, "1"));
  g_assert_true (null_at (MARGIN, WORSE, "1"));
  g_assert_true (null_at (EQUAL_LOW, WORSE, "1"));
  g_assert_false (null_at (EQUAL_LOW, BETTER, "1"));
  g_assert_true (null_at (EQUAL_HIGH, BETTER, "2"));
  g_assert_false (null_at (EQUAL_HIGH, NEARLY_WORSE, "2"));
  g_assert_true (null_at (RETENTION, KEPT, "2"));
  g_assert_false (null_at (RETENTION, BETTER, "2"));
  g_assert_true (null_at (CONTRAST, ALIKE, "2"));
  g_assert_false (null_at (CONTRAST, BETTER, "2"));
  g_assert_false (null_at (CONTRAST, UNCHANGED, "2")); /* worse: two-sided that is different */
  g_assert_true (null_at (CONTRAST, UNCHANGED, "1"));
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (designs); i++) {
    char *path = g_strconcat ("/run/bounds/theory/", designs[i].name, NULL);
    g_test_add_data_func (path, &designs[i], agrees_with_theory);
    g_free (path);
  }
  for (guint i = 0; i < G_N_ELEMENTS (nulls); i++) {
    char *path = g_strconcat ("/run/bounds/level/", nulls[i].name, NULL);
    g_test_add_data_func (path, &nulls[i], keeps_its_level);
    g_free (path);
  }
  for (guint i = 0; i < G_N_ELEMENTS (larges); i++) {
    char *path = g_strconcat ("/run/bounds/large/", larges[i].name, NULL);
    g_test_add_data_func (path, &larges[i], nearly_keeps_its_level);
    g_free (path);
  }
  g_test_add_func ("/run/bounds/nulls", nulls_are_judged_by_their_bounds);
  return g_test_run ();
}
