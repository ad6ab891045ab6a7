/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-ranks.c - rank tests in the engine: replayed trials against a slow second way that
 * compares every pair of patients, true effects against closed forms and one very large trial,
 * level under the null hypothesis, and the same bits on every path.
 */
#include "analysis/log-rank.h"
#include "analysis/ranks.h"
#include "people-bits.h"
#include "people-fixture.h"

#define STRATA                                                                                     \
  ",'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.3,'effect':2},"                         \
  "{'id':'m','prevalence':0.7}]},{'id':'t','levels':[{'id':'u','prevalence':0.5,'effect':-1,"      \
  "'interaction':{'y':{'a':1.5}}},{'id':'w','prevalence':0.2},{'id':'x','prevalence':0.3}]}]"
#define BARE                                                                                       \
  ",'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.3},{'id':'m','prevalence':0.7}]}]"
#define STATES                                                                                     \
  ",'adherence':{'proportion':{'a':0.6},'share-kept':{'a':0.5}},"                                  \
  "'switching':[{'from':'b','to':'a','proportion':0.3}]"
#define LOSS ",'dropout':{'mechanism':'mnar','proportion':{'a':0.3,'b':0,'c':0.1},'log-odds':0.1}"
#define SCORES "'means':{'a':5,'b':6,'c':8},'sd':{'a':5,'b':5,'c':4}"

/* Every hypothesis by Mann & Whitney, exactly, and by van Elteren where there are strata. */
typedef struct {
  const char *name, *better, *outcome, *rest;
  guint n_arms;
} Design;

static const Design designs[] = {
  { "continuous", "lower", "'continuous'," SCORES, STRATA, 3 },
  { "lost", "lower", "'continuous'," SCORES, STRATA LOSS STATES, 3 },
  { "grid", "higher", "'bounded','max':24," SCORES, STRATA LOSS, 3 },
  { "fine grid", "lower", "'bounded','max':100,'step':0.2,'sd':12,'means':{'a':5,'b':6,'c':8}",
    STRATA, 3 },
  { "coarse grid", "lower", "'bounded','min':-9,'max':9,'step':6,'sd':5,'means':2", STRATA LOSS,
    3 },
  { "skewed", "lower", "'skewed','skewness':1.2," SCORES, LOSS, 3 },
  { "heavy tails", "lower", "'heavy-tailed','df':4," SCORES, STATES, 3 },
  { "ordinal", "higher",
    "'ordinal','categories':4,'probabilities':{'c':[0.1,0.2,0.3,0.4]},'odds-ratio':{'a':2}",
    BARE LOSS, 3 },
  { "random sizes", "lower", "'bounded','max':24," SCORES,
    STRATA LOSS ",'allocation':{'method':'permuted-blocks'}", 3 },
  { "random sizes, sorted", "lower", "'continuous'," SCORES,
    STRATA LOSS ",'allocation':{'method':'simple'}", 3 },
  { "two arms", "higher", "'continuous','means':{'a':5,'b':6},'sd':5", "", 2 },
  { "five arms", "higher", "'bounded','max':12,'means':{'a':5,'b':6,'c':8,'d':3,'e':6},'sd':5", "",
    5 },
  { "five arms, sorted", "lower", "'continuous','means':{'a':5,'b':6,'c':8,'d':3,'e':6},'sd':5", "",
    5 },
};

enum { PAIRS = 3 };
static const guint pairs[PAIRS][2] = { { 0, 1 }, { 2, 0 }, { 1, 2 } };

static gboolean has_strata (const Design *design)
{
  return strstr (design->rest, "'strata'") != NULL;
}

static guint n_methods (const Design *design)
{
  return has_strata (design) ? 3 : 2;
}

static SimScenario *scenario_of (const Design *design, const guint *size, guint seed,
                                 const char *sizes)
{
  static const char *const methods[]
      = { "'method':'mann-whitney'", "'method':'mann-whitney','exact':true",
          "'method':'van-elteren'" };
  g_autoptr (GString) text = g_string_new ("{'trefoil':1,'arms':[");
  for (guint a = 0; a < design->n_arms; a++)
    g_string_append_printf (text, "%s{'id':'%c','size':%u%s}", a ? "," : "", 'a' + a, size[a],
                            a == MIN (2, design->n_arms - 1) ? ",'reference':true" : "");
  g_string_append_printf (text, "],'outcomes':[{'id':'y','better':'%s',"
                                "'visits':[{'id':'v','time':4}],'type':%s}]%s,'analyses':[",
                          design->better, design->outcome, design->rest);
  for (guint m = 0; m < n_methods (design); m++)
    g_string_append_printf (text, "%s{'id':'m%u',%s}", m ? "," : "", m, methods[m]);
  g_string_append (text, "],'testing':{'multiplicity':{'method':'none'},'hypotheses':[");
  for (guint m = 0; m < n_methods (design); m++)
    for (guint p = 0; p < (design->n_arms > 2 ? PAIRS : 1); p++)
      g_string_append_printf (text, "%s{'id':'h%u%u','analysis':'m%u','compare':['%c','%c']}",
                              m + p ? "," : "", m, p, m, 'a' + pairs[p][0], 'a' + pairs[p][1]);
  g_string_append_printf (text, "]},'run':{'seed':%u,'sizes':[%s]}}", seed, sizes);
  return people_parse (text->str);
}

/* --- one trial ----------------------------------------------------------------------------- */

static gboolean is_seen (const SimPatient *patient)
{
  return patient->outcomes->seen[0] == SIM_SEEN;
}

static gboolean is_enough (const SimTrial *trial)
{
  guint n[6] = { 0 };
  gboolean enough = TRUE;
  for (guint i = 0; i < trial->n_patients; i++)
    n[trial->patients[i].arm] += is_seen (&trial->patients[i]);
  for (guint a = 0; a < trial->n_arms; a++)
    enough &= n[a] > 1;
  return enough;
}

typedef struct {
  double n_a, n_b, net, ties;
} Slow;

static gboolean is_in (const SimPatient *patient, guint a, guint b, int cell)
{
  int own = patient->levels[0] * 3 + patient->levels[1];
  return is_seen (patient) && (patient->arm == a || patient->arm == b) && (cell < 0 || own == cell);
}

/* cell -1: all. A group of t equals is met t times, so each time it adds t^2 - 1. */
static Slow slow_pair (const SimTrial *trial, guint a, guint b, int cell)
{
  Slow s = { 0, 0, 0, 0 };
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *one = &trial->patients[i];
    double t = 0;
    if (!is_in (one, a, b, cell))
      continue;
    s.n_a += one->arm == a;
    s.n_b += one->arm == b;
    for (guint j = 0; j < trial->n_patients; j++) {
      const SimPatient *other = &trial->patients[j];
      if (!is_in (other, a, b, cell))
        continue;
      double difference = one->outcomes->scores[0] - other->outcomes->scores[0];
      t += difference == 0;
      if (one->arm == a && other->arm == b)
        s.net += (difference > 0) - (difference < 0);
    }
    s.ties += t * t - 1;
  }
  return s;
}

/* Of the estimate; textbooks have that of U. */
static double variance_of (const Slow *s)
{
  double n = s->n_a + s->n_b, pairs_of = s->n_a * s->n_b;
  return pairs_of / 12 * (n + 1 - s->ties / (n * (n - 1))) / (pairs_of * pairs_of);
}

static void check_estimate (const SimTrialResult *r, double estimate, double variance)
{
  g_assert_true (r->fitted);
  g_assert_cmpfloat (fabs (r->estimate - estimate), <, 1e-9);
  g_assert_cmpfloat (fabs (r->se - sqrt (variance)), <, 1e-9);
  g_assert_true (isinf (r->df));
  if (variance == 0) /* all are equal: there is an estimate, and nothing is significant */
    g_assert_false (r->rejected);
}

/* By the kernel, which has its own test: here is checked that it is asked, and what comes of it. */
static double exact_p (const SimTrial *trial, guint a, guint b, guint n)
{
  double value[64], p;
  int8_t arm[64];
  int order[64], spare[64], k = 0;
  if (n > SIM_RANK_EXACT_MOST)
    return -1;
  for (guint i = 0; i < trial->n_patients; i++)
    if (is_in (&trial->patients[i], a, b, -1)) {
      value[k] = trial->patients[i].outcomes->scores[0];
      arm[k++] = (int8_t) trial->patients[i].arm;
    }
  g_assert_true (sim_log_rank_order (k, value, order, spare));
  return sim_rank_exact (k, order, value, arm, (int) a, (int) b, SIM_RANK_EITHER, &p) ? p : -1;
}

static void check_exact (const SimTrialResult *r, const SimTrial *trial, guint a, guint b,
                         const Slow *s, double direction)
{
  double p = exact_p (trial, a, b, (guint) (s->n_a + s->n_b));
  double estimate = direction * s->net / (2 * s->n_a * s->n_b);
  if (p < 0) {
    check_estimate (r, estimate, variance_of (s));
    return;
  }
  g_assert_true (r->fitted);
  g_assert_cmpfloat (fabs (r->estimate - estimate), <, 1e-9);
  if (p < 0.5)
    g_assert_cmpfloat (fabs (r->p_value - p), <, 1e-6 * p);
  else
    g_assert_false (r->rejected);
  g_assert_cmpint (r->rejected, ==, p <= 0.05);
}

static void check_stratified (const SimTrialResult *r, const SimTrial *trial, guint a, guint b,
                              double direction)
{
  double t = 0, variance = 0, weights = 0;
  for (int cell = 0; cell < 6; cell++) {
    Slow s = slow_pair (trial, a, b, cell);
    double n = s.n_a + s.n_b, pairs_of = s.n_a * s.n_b;
    if (pairs_of == 0)
      continue;
    t += s.net / 2 / (n + 1);
    variance += variance_of (&s) * pairs_of * pairs_of / ((n + 1) * (n + 1));
    weights += pairs_of / (n + 1);
  }
  if (weights > 0)
    check_estimate (r, direction * t / weights, variance / (weights * weights));
  else
    g_assert_false (r->fitted);
}

static void check_trial (const Design *design, const SimTrial *trial)
{
  double direction = g_str_equal (design->better, "higher") ? 1 : -1;
  guint n_pairs = design->n_arms > 2 ? PAIRS : 1;
  for (guint p = 0; p < n_pairs; p++) {
    guint a = pairs[p][0], b = pairs[p][1];
    if (!is_enough (trial)) {
      for (guint m = 0; m < n_methods (design); m++)
        g_assert_false (trial->results[m * n_pairs + p].fitted);
      continue;
    }
    Slow s = slow_pair (trial, a, b, -1);
    check_estimate (&trial->results[p], direction * s.net / (2 * s.n_a * s.n_b), variance_of (&s));
    check_exact (&trial->results[n_pairs + p], trial, a, b, &s, direction);
    if (has_strata (design))
      check_stratified (&trial->results[2 * n_pairs + p], trial, a, b, direction);
  }
}

static void test_oracle (gconstpointer data)
{
  enum { TRIALS = 40 };
  static const guint size[] = { 20, 31, 27, 18, 25 };
  const Design *design = data;
  guint own = 0;
  for (guint a = 0; a < design->n_arms; a++)
    own += size[a];
  g_autofree char *sizes = g_strdup_printf ("14,30,%u,200", own);
  guint totals[] = { 14, 30, own, 200 };
  SimScenario *scenario = scenario_of (design, size, 1947, sizes);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  for (guint s = 0; s < G_N_ELEMENTS (totals); s++)
    for (guint64 r = 0; r < TRIALS; r++) {
      SimTrial *trial = sim_trial_new (engine, scenario, r, totals[s], NULL);
      check_trial (design, trial);
      sim_trial_free (trial);
    }
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

static void test_bits (gconstpointer data)
{
  static const guint size[] = { 20, 31, 27, 18, 25 };
  const Design *design = data;
  SimScenario *scenario = scenario_of (design, size, 1947, "14,31,100,101,300");
  people_check_bits_of (scenario, 61, 24, 2);
  sim_scenario_unref (scenario);
}

/* Scores of so few values that they are often all equal. */
static void test_constant (void)
{
  static const guint size[] = { 3, 3 };
  static const Design rare
      = { "", "lower", "'ordinal','categories':3,'probabilities':[0.9,0.05,0.05]", "", 2 };
  SimScenario *scenario = scenario_of (&rare, size, 5, "6");
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  guint equal = 0;
  for (guint64 r = 0; r < 100; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    check_trial (&rare, trial);
    equal += trial->results[0].se == 0;
    sim_trial_free (trial);
  }
  g_assert_cmpuint (equal, >, 30);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* --- the truth ----------------------------------------------------------------------------- */

/* One very large trial of each, its strata as large as planned but for chance. */
static void test_truth (void)
{
  static const guint size[] = { 16000, 18000, 16000 };
  static const Design cases[] = {
    { "continuous", "lower", "'continuous'," SCORES, STRATA STATES, 3 },
    { "skewed", "higher", "'skewed','skewness':2," SCORES, STRATA STATES, 3 },
    { "gamma", "lower", "'skewed','skewness':-1.5,'shape':'gamma'," SCORES, STRATA, 3 },
    { "heavy tails", "lower", "'heavy-tailed','df':3," SCORES, STRATA STATES, 3 },
    { "grid", "lower", "'bounded','max':24," SCORES, STRATA STATES, 3 },
    { "beta-binomial", "lower", "'bounded','max':24,'shape':'beta-binomial'," SCORES, STRATA, 3 },
    { "fine grid", "lower", "'bounded','max':100,'step':0.1,'sd':12,'means':{'a':15,'b':16,'c':18}",
      STRATA, 3 },
    { "ordinal", "higher",
      "'ordinal','categories':4,'probabilities':{'c':[0.1,0.2,0.3,0.4]},'odds-ratio':{'a':2}",
      STATES, 3 },
    { "hypothetical", "lower", "'continuous'," SCORES, STRATA, 3 },
  };
  PeopleTally tally = { 0, 0 };
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    SimScenario *scenario = scenario_of (&cases[i], size, i + 40, "50000");
    SimTrial *trial = sim_trial_new (engine, scenario, 0, 0, NULL);
    for (guint h = 0; h < trial->n_hypotheses; h++)
      people_z (&tally, cases[i].name, trial->results[h].estimate,
                sim_scenario_true_effect (scenario, h), trial->results[h].se);
    sim_trial_free (trial);
    sim_scenario_unref (scenario);
  }
  people_report ("true effects on ranks", &tally);
  sim_engine_free (engine);
}

static double truth_of (const char *better, const char *outcome, const char *rest, guint n_arms,
                        guint h)
{
  static const guint size[] = { 20, 20, 20 };
  Design design = { "", better, outcome, rest, n_arms };
  g_autoptr (SimScenario) scenario = scenario_of (&design, size, 1, "60");
  return sim_scenario_true_effect (scenario, h);
}

static double normal (double x)
{
  return 0.5 * erfc (-x / G_SQRT2);
}

static void test_closed_forms (void)
{
  /* P(X < Y) at 0.5 and 0.8 SDs: Phi (d / sqrt 2) */
  double half = truth_of ("higher", "'continuous','means':{'a':3.5,'b':3},'sd':1", "", 2, 0);
  double most = truth_of ("lower", "'continuous','means':{'a':3,'b':4.6},'sd':2", "", 2, 0);
  g_assert_cmpfloat (fabs (half + 0.5 - 0.6382), <, 5.1e-5);
  g_assert_cmpfloat (fabs (most + 0.5 - 0.7142), <, 5.1e-5);
  g_assert_cmpfloat (fabs (half + 0.5 - normal (0.5 / G_SQRT2)), <, 1e-9);
  g_assert_cmpfloat (
      fabs (truth_of ("lower", "'continuous','means':{'a':3,'b':4},'sd':{'a':1,'b':30}", "", 2, 0)
            + 0.5 - normal (1 / sqrt (901))),
      <, 1e-9);
  /* no effect is none, whatever the scores */
  static const char *const alike[]
      = { "'continuous','means':3,'sd':2", "'bounded','max':9,'means':3,'sd':2",
          "'skewed','skewness':-2,'means':3,'sd':2", "'heavy-tailed','df':3,'means':3,'sd':2",
          "'ordinal','categories':4,'probabilities':[0.1,0.2,0.3,0.4]" };
  for (guint i = 0; i < G_N_ELEMENTS (alike); i++)
    g_assert_cmpfloat (truth_of ("lower", alike[i], "", 3, 0), ==, 0);
  /* categories: 0.2 x 0.5 + ... by hand: P(a > b) = 0.5 x 0.6 + 0.3 x 0.1, equal 0.2 x 0.6
     + 0.3 x 0.3 + 0.5 x 0.1 with a worse in the first */
  double found = truth_of ("higher",
                           "'ordinal','categories':3,'probabilities':{'a':[0.2,0.3,0.5],"
                           "'b':[0.6,0.3,0.1]}", "", 2, 0);
  double above = 0.3 * 0.6 + 0.5 * 0.9, equal = 0.2 * 0.6 + 0.3 * 0.3 + 0.5 * 0.1;
  g_assert_cmpfloat (fabs (found - (above + equal / 2 - 0.5)), <, 1e-8);
}

/* In a stratum an effect is larger, for there scores vary less: by two levels 2 d apart the
 * variance is smaller by d^2. All together are a mixture of the differences. */
static void test_closed_strata (void)
{
  static const char rest[] = ",'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.5,"
                             "'effect':3},{'id':'m','prevalence':0.5,'effect':-3}]}]";
  static const char scores[] = "'continuous','means':{'a':4,'b':6},'sd':5";
  double within = normal (2 / sqrt (32)) - 0.5;
  double all = normal (2 / sqrt (32)) / 2 + normal (8 / sqrt (32)) / 4 + normal (-4 / sqrt (32)) / 4
               - 0.5;
  g_assert_cmpfloat (fabs (truth_of ("lower", scores, rest, 2, 0) - all), <, 1e-9);
  g_assert_cmpfloat (fabs (truth_of ("lower", scores, rest, 2, 2) - within), <, 1e-9);
}

/* --- level --------------------------------------------------------------------------------- */

/* Under the null hypothesis as often as alpha says, within 4 standard errors of the rate; the exact
 * test no more often. */
static void test_level (void)
{
  static const guint size[] = { 50, 50, 50 };
  static const Design nulls[] = {
    { "continuous", "lower", "'continuous','means':5,'sd':5", STRATA, 3 },
    { "grid", "lower", "'bounded','max':24,'means':5,'sd':5", STRATA, 3 },
    { "skewed", "lower", "'skewed','skewness':2,'means':5,'sd':5", STRATA, 3 },
    { "heavy tails", "lower", "'heavy-tailed','df':3,'means':5,'sd':5", STRATA, 3 },
    { "ordinal", "lower", "'ordinal','categories':4,'probabilities':[0.1,0.2,0.3,0.4]", BARE, 3 },
  };
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  guint64 trials = g_test_slow () ? 1000000 : 10000;
  for (guint i = 0; i < G_N_ELEMENTS (nulls); i++) {
    PeopleTally tally = { 0, 0 };
    SimScenario *scenario = scenario_of (&nulls[i], size, 2711, "150");
    SimRunOptions options = { .replicates = trials };
    SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
    const SimResults *results = sim_snapshot_results (snapshot);
    for (guint m = 0; m < 3; m += 2)
      for (guint p = 0; p < PAIRS; p++)
        people_z (&tally, nulls[i].name,
                  results->sizes[0].hypotheses[m * PAIRS + p].power.value, 0.05,
                  sqrt (0.05 * 0.95 / (double) trials));
    people_report (nulls[i].name, &tally);
    sim_snapshot_unref (snapshot);
    sim_scenario_unref (scenario);
  }
  sim_engine_free (engine);
}

/* The exact test keeps its level however small arms are; of 6 and 6 untied scores it rejects with
 * probability 38 / 924, R 4.2.2: 2 * pwilcox (5, 6, 6). */
static void test_exact_level (void)
{
  static const guint size[] = { 6, 6 };
  static const Design null = { "", "lower", "'continuous','means':5,'sd':5", "", 2 };
  guint64 trials = g_test_slow () ? 100000 : 10000;
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = scenario_of (&null, size, 31, "12");
  SimRunOptions options = { .replicates = trials };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  PeopleTally tally = { 0, 0 };
  double rate = 38.0 / 924;
  people_z (&tally, "exact", sim_snapshot_results (snapshot)->sizes[0].hypotheses[1].power.value,
            rate, sqrt (rate * (1 - rate) / (double) trials));
  people_report ("level of the exact test, 6 an arm", &tally);
  sim_snapshot_unref (snapshot);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (designs); i++) {
    g_autofree char *oracle = g_strconcat ("/run/people-ranks/", designs[i].name, NULL);
    g_autofree char *bits = g_strconcat (oracle, "/bits", NULL);
    g_test_add_data_func (oracle, &designs[i], test_oracle);
    g_test_add_data_func (bits, &designs[i], test_bits);
  }
  g_test_add_func ("/run/people-ranks/constant", test_constant);
  g_test_add_func ("/run/people-ranks/truth", test_truth);
  g_test_add_func ("/run/people-ranks/closed-forms", test_closed_forms);
  g_test_add_func ("/run/people-ranks/strata", test_closed_strata);
  g_test_add_func ("/run/people-ranks/level", test_level);
  g_test_add_func ("/run/people-ranks/exact-level", test_exact_level);
  return g_test_run ();
}
