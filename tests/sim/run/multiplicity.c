/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * multiplicity.c - what the lanes reject against adjusted p-values, trial by trial.
 *
 * The lanes compare statistics with critical values that were found before the run; the second
 * route takes p-values of libRmath and the rules as textbooks have them (theory/adjustment.h, which
 * has tests of its own). Both must say the same of every trial whose adjusted p-values are not
 * within 1e-7 of the level; Dunnett's, whose constant is expanded in the numbers analysed, within
 * 2e-4 (critical.c), and Tukey's, whose constant is a cubic in 1/df, within 1e-6.
 *
 * Every rule has to keep the error over any set of true hypotheses: counted here of all sets of
 * three pairs that can be true together, and of the sets of two comparisons with a control.
 */
#include <math.h>
#include <string.h>

#include "base/prob.h"
#include "fixture.h"

typedef struct {
  const char *name, *rule, *more;
  double doubt; /* adjusted p-values this near to the level are left out */
} Rule;

#define HYPOTHESIS(id, a, b, analysis)                                                             \
  "{\"id\":\"" id "\",\"compare\":[\"" a "\",\"" b "\"],\"analysis\":\"" analysis "\"}"
#define PAIRS(x, analysis)                                                                         \
  HYPOTHESIS (x "1", "hand-ear", "usual", analysis)                                                \
  "," HYPOTHESIS (x "2", "standard", "usual", analysis) ","                                        \
  HYPOTHESIS (x "3", "hand-ear", "standard", analysis)

static const char three[] = "/testing/hypotheses=[" PAIRS ("A", "main") "]";
static const char two[] = "/testing/hypotheses=[" HYPOTHESIS ("A1", "hand-ear", "usual", "main") ","
    HYPOTHESIS ("A2", "standard", "usual", "main") "]";
static const char six[] = "/testing/hypotheses=[" PAIRS ("A", "main") "," PAIRS ("B", "late") "]";
static const char twelve[] = "/testing/hypotheses=[" PAIRS ("A", "main") "," PAIRS ("B", "late")
    "," PAIRS ("C", "raw") "," PAIRS ("D", "change") "]";
static const char analyses[]
    = "/analyses=[{\"id\":\"main\",\"visit\":\"week-8\",\"method\":\"ancova\"},"
      "{\"id\":\"late\",\"visit\":\"week-26\",\"method\":\"t-test\",\"variance\":\"welch\"},"
      "{\"id\":\"raw\",\"visit\":\"week-8\",\"method\":\"t-test\"},"
      "{\"id\":\"change\",\"visit\":\"week-26\",\"method\":\"change-score\"}]";

#define GRAPH3                                                                                     \
  "{\"method\":\"graph\",\"weights\":{\"A1\":0.5,\"A2\":0.5},\"transitions\":{"                    \
  "\"A1\":{\"A2\":0.7,\"A3\":0.3},\"A2\":{\"A1\":0.6,\"A3\":0.4},\"A3\":{\"A1\":1}}}"
/* 6 hypotheses whose levels are nearly all different: more than lie in the plan itself */
#define GRAPH6                                                                                     \
  "{\"method\":\"graph\",\"weights\":{\"A1\":0.31,\"A2\":0.23,\"B1\":0.17,\"B2\":0.29},"           \
  "\"transitions\":{\"A1\":{\"A2\":0.37,\"B1\":0.63},\"A2\":{\"A1\":0.41,\"B2\":0.59},"            \
  "\"B1\":{\"A1\":0.2,\"A3\":0.8},\"B2\":{\"A2\":0.3,\"B3\":0.7},\"A3\":{\"B2\":1},"               \
  "\"B3\":{\"A1\":0.9}}}"
#define GATES6                                                                                     \
  "{\"method\":\"gatekeeping\",\"families\":[{\"hypotheses\":[\"A1\",\"A2\"],\"type\":"            \
  "\"parallel\",\"gamma\":0.5},{\"hypotheses\":[\"B1\",\"B2\"],\"type\":\"serial\"},"              \
  "{\"hypotheses\":[\"A3\",\"B3\"]}]}"
#define GATES3                                                                                     \
  "{\"method\":\"gatekeeping\",\"families\":[{\"hypotheses\":[\"A1\",\"A2\"],\"type\":"            \
  "\"parallel\",\"gamma\":0.3},{\"hypotheses\":[\"A3\"]}]}"
#define METHOD(name) "{\"method\":\"" name "\"}"

static const Rule of_three[] = {
  { "none", METHOD ("none"), three, 1e-7 },
  { "bonferroni", METHOD ("bonferroni"), three, 1e-7 },
  { "sidak", METHOD ("sidak"), three, 1e-7 },
  { "holm", METHOD ("holm"), three, 1e-7 },
  { "hochberg", METHOD ("hochberg"), three, 1e-7 },
  { "hommel", METHOD ("hommel"), three, 1e-7 },
  { "shaffer", METHOD ("shaffer"), three, 1e-7 },
  { "fixed-sequence", METHOD ("fixed-sequence"), three, 1e-7 },
  { "fallback", "{\"method\":\"fallback\",\"weights\":{\"A1\":0.5,\"A2\":0.3,\"A3\":0.2}}", three,
    1e-7 },
  { "tukey", METHOD ("tukey"), three, 1e-6 },
  { "lsd", METHOD ("lsd"), three, 1e-7 },
  { "closed", METHOD ("closed"), three, 1e-7 },
  { "closed-simes", "{\"method\":\"closed\",\"local\":\"simes\"}", three, 1e-7 },
  { "gatekeeping", GATES3, three, 1e-7 },
  { "graph", GRAPH3, three, 1e-7 },
  { "dunnett", METHOD ("dunnett"), two, 2e-4 },
  { "dunnett-step-down", METHOD ("dunnett-step-down"), two, 2e-4 },
  { "closed-dunnett", "{\"method\":\"closed\",\"local\":\"dunnett\"}", two, 2e-4 },
};

static const Rule of_more[] = {
  { "six-hommel", METHOD ("hommel"), six, 1e-7 },
  { "six-shaffer", METHOD ("shaffer"), six, 1e-7 },
  { "six-graph", GRAPH6, six, 1e-7 },
  { "six-gatekeeping", GATES6, six, 1e-7 },
  { "twelve-hochberg", METHOD ("hochberg"), twelve, 1e-7 },
  { "twelve-hommel", METHOD ("hommel"), twelve, 1e-7 },
  { "twelve-fallback", METHOD ("fallback"), twelve, 1e-7 },
  { "twelve-shaffer", METHOD ("shaffer"), twelve, 1e-7 },
};

static gboolean two_sided_only (const char *name)
{
  return g_str_equal (name, "tukey") || g_str_equal (name, "lsd");
}

/* Levels as adjusted p-values see them: a constant that is off by so much moves p by less. */
static gboolean in_doubt (const SimAdjustment *adjustment, double alpha, double doubt)
{
  for (guint h = 0; h < adjustment->n; h++)
    if (fabs (adjustment->adjusted[h] - alpha) < doubt)
      return TRUE;
  return FALSE;
}

static guint compare_trials (SimEngine *engine, SimScenario *scenario, const Rule *rule,
                             double alpha, guint trials, guint total)
{
  guint doubts = 0, rejections = 0;
  for (guint64 r = 0; r < trials; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, total, NULL);
    const SimAdjustment *adjustment = &trial->adjustment;
    gboolean doubt = in_doubt (adjustment, alpha, rule->doubt);
    guint set = 0;
    for (guint k = 1; k < adjustment->n_steps; k++)
      set |= 1u << adjustment->steps[k].rejected;
    for (guint h = 0; h < trial->n_hypotheses; h++) {
      if (!doubt)
        g_assert_cmpint (trial->results[h].rejected, ==, adjustment->rejected[h]);
      g_assert_cmpint (adjustment->rejected[h], ==, (set >> h) & 1);
      rejections += adjustment->rejected[h];
    }
    doubts += doubt;
    sim_trial_free (trial);
  }
  g_assert_cmpuint (doubts, <=, 2 + trials / 100);
  return rejections;
}

static void check_rule (const Rule *rule, const char *sides, const char *dropout, guint trials)
{
  char *set[] = { g_strconcat ("/testing/multiplicity=", rule->rule, NULL),
                  g_strconcat ("/dropout/proportion=", dropout, NULL),
                  g_strconcat ("/testing/sides=", sides, NULL) };
  SimScenario *scenario
      = fixture_scenario (analyses, rule->more, set[0], set[1], set[2], "/run/sizes=[48, 152]");
  SimEngine *engine = fixture_engine (1, SIM_ISA_SCALAR);
  g_test_message ("%s, %s sides, dropout %s", rule->name, sides, dropout);
  g_assert_cmpuint (compare_trials (engine, scenario, rule, 0.05, trials, 152), >, trials / 4);
  compare_trials (engine, scenario, rule, 0.05, trials / 2, 48);
  for (guint i = 0; i < G_N_ELEMENTS (set); i++)
    g_free (set[i]);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

static void test_rule (gconstpointer data)
{
  const Rule *rule = data;
  gboolean slow = g_test_slow (), dunnett = rule->doubt > 1e-5 || g_str_equal (rule->name, "tukey");
  guint trials = slow ? 4000 : dunnett ? 80 : g_str_has_prefix (rule->name, "twelve") ? 60 : 250;
  static const char *const dropouts[] = { "0", "0.15" };
  for (guint sides = 1; sides <= 2; sides++)
    for (guint i = 0; i < 2; i++)
      if (sides == 2 || !two_sided_only (rule->name))
        check_rule (rule, sides == 1 ? "1" : "2", dropouts[i], trials);
}

/* --- the same bits everywhere, and a run that counts what its trials say --------------------- */

static void test_same (gconstpointer data)
{
  const Rule *rule = data;
  static const SimIsa isas[] = { SIM_ISA_SCALAR, SIM_ISA_AVX2, SIM_ISA_AVX512 };
  char *set = g_strconcat ("/testing/multiplicity=", rule->rule, NULL);
  char *first = NULL;
  SimScenario *scenario = fixture_scenario (analyses, rule->more, set, "/dropout/proportion=0.1",
                                            "/run/sizes=[30, 60, 152]");
  for (guint i = 0; i < G_N_ELEMENTS (isas); i++) {
    SimRunOptions options = { .replicates = 1500 };
    if (!sim_isa_name (isas[i]))
      continue;
    SimEngine *engine = fixture_engine (2, isas[i]);
    SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
    char *fingerprint = g_strdup (sim_snapshot_fingerprint (snapshot));
    if (first)
      g_assert_cmpstr (fingerprint, ==, first);
    else
      first = g_steal_pointer (&fingerprint);
    g_free (fingerprint);
    sim_snapshot_unref (snapshot);
    sim_engine_free (engine);
  }
  g_free (first);
  g_free (set);
  sim_scenario_unref (scenario);
}

/* --- strong control of the error ------------------------------------------------------------- */

/* Means of hand-ear, standard and usual, in points of which 5 are an SD; which pairs are then true
   together, and the worst cases: those that are false by far, and by little. */
static const double configurations[][3] = {
  { 0, 0, 0 },  { 0, 0, 50 }, { 0, 50, 0 },  { 50, 0, 0 }, { 0, 0, 2 },
  { 0, 2, 0 },  { 2, 0, 0 },  { 0, 50, -50 }, { 0, 0, -50 }, { 0, -50, 0 },
};

/* The error is at most alpha: four standard errors of the simulation are allowed on top. */
static void check_control (const Rule *rule, const double *mean, guint sides, guint64 replicates)
{
  char *means = g_strdup_printf ("/outcomes/rmdq/means={\"hand-ear\":%g,\"standard\":%g,"
                                 "\"usual\":%g}",
                                 10 + mean[0], 10 + mean[1], 10 + mean[2]);
  char *set = g_strconcat ("/testing/multiplicity=", rule->rule, NULL);
  char *own_sides = g_strdup_printf ("/testing/sides=%u", sides);
  SimScenario *scenario = fixture_scenario (
      "/analyses=[{\"id\":\"main\",\"method\":\"t-test\"}]", rule->more, set, means, own_sides,
      "/arms/hand-ear/size=12", "/arms/standard/size=20", "/arms/usual/size=16",
      "/dropout/proportion=0", "/run/sizes=[48]");
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = replicates };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  double fwer = results->sizes[results->own_size].fwer.value;
  double bound = 0.05 + 4 * sqrt (0.05 * 0.95 / (double) replicates);
  g_test_message ("%s, %u sides, means %g %g %g: %.5f", rule->name, sides, mean[0], mean[1],
                  mean[2], fwer);
  if (!isnan (fwer))
    g_assert_cmpfloat (fwer, <=, bound);
  g_free (means);
  g_free (set);
  g_free (own_sides);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

static void test_control (gconstpointer data)
{
  const Rule *rule = data;
  guint64 replicates = g_test_slow () ? 1000000 : 20000;
  for (guint i = 0; i < G_N_ELEMENTS (configurations); i++)
    for (guint sides = 1; sides <= 2; sides++)
      if (sides == 2 || !two_sided_only (rule->name))
        check_control (rule, configurations[i], sides, replicates);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (of_three) + G_N_ELEMENTS (of_more); i++) {
    gboolean more = i >= G_N_ELEMENTS (of_three);
    const Rule *rule = more ? &of_more[i - G_N_ELEMENTS (of_three)] : &of_three[i];
    char *trials = g_strconcat ("/run/multiplicity/trials/", rule->name, NULL);
    char *same = g_strconcat ("/run/multiplicity/same/", rule->name, NULL);
    char *control = g_strconcat ("/run/multiplicity/control/", rule->name, NULL);
    g_test_add_data_func (trials, rule, test_rule);
    g_test_add_data_func (same, rule, test_same);
    if (!more && !g_str_equal (rule->name, "none"))
      g_test_add_data_func (control, rule, test_control);
    g_free (trials);
    g_free (same);
    g_free (control);
  }
  return g_test_run ();
}
