/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-survival.c - Cox's regression and restricted means in the engine: replayed trials against
 * a slow second way that goes through all patients at every event, true effects against one very
 * large trial, level under the null hypothesis, and the same bits on every path.
 */
#include "people-bits.h"
#include "people-fixture.h"

#define TAU 20.0
#define HEAD "{'trefoil':1,'arms':[{'id':'a','size':%u},{'id':'b','size':%u},"                    \
             "{'id':'c','size':%u,'reference':true}],"
#define OUTCOME "'outcomes':[{'id':'y','type':'time-to-event','better':'%s','follow-up':26,"
#define REST                                                                                       \
  ",'analyses':[{'id':'cox','method':'cox'},{'id':'rmst','method':'rmst','tau':20}],"              \
  "'testing':{'multiplicity':{'method':'none'},'hypotheses':["                                     \
  "{'id':'ac','analysis':'cox','compare':['a','c']},"                                              \
  "{'id':'bc','analysis':'cox','compare':['b','c']},"                                              \
  "{'id':'ab','analysis':'cox','compare':['a','b']},"                                              \
  "{'id':'rac','analysis':'rmst','compare':['a','c']},"                                            \
  "{'id':'rbc','analysis':'rmst','compare':['b','c']},"                                            \
  "{'id':'rab','analysis':'rmst','compare':['a','b']}]},'run':{'seed':%u,'sizes':[%s]}}"
#define PIECES "'intervals':[8,26],'hazards':{'a':[0.05,0.01,0.03],'b':[0.02,0.2,0],'c':0.03}"
#define LOSS   ",'dropout':{'proportion':{'a':0.2,'b':0,'c':0.1}}"
#define STATES                                                                                     \
  ",'adherence':{'proportion':{'a':0.6},'share-kept':{'a':0.5}},"                                  \
  "'switching':[{'from':'b','to':'a','proportion':0.3}]"

static const guint pairs[3][2] = { { 0, 2 }, { 1, 2 }, { 0, 1 } };

typedef struct {
  const char *name, *better, *outcome, *rest;
} Design;

static const Design designs[] = {
  { "plain", "later", "'accrual':30,'medians':{'c':20},'hazard-ratio':{'a':0.6,'b':0.8}", LOSS },
  { "earlier", "earlier", "'shape':0.7,'medians':{'c':20},'hazard-ratio':{'a':2}", "" },
  { "pieces", "later", "'accrual':30," PIECES, LOSS STATES },
  { "events", "later", "'accrual':30,'events':60," PIECES, LOSS STATES },
  { "few-events", "later", "'accrual':20,'hazards':{'c':0.002},'hazard-ratio':0.7", LOSS },
  { "random-sizes", "later", "'accrual':30," PIECES,
    LOSS ",'allocation':{'method':'permuted-blocks'}" },
};

static SimScenario *scenario_of (const Design *design, const guint *size, guint seed,
                                 const char *sizes)
{
  g_autofree char *text = g_strdup_printf (HEAD OUTCOME "%s}]%s" REST, size[0], size[1], size[2],
                                           design->better, design->outcome, design->rest, seed,
                                           sizes);
  return people_parse (text);
}

/* --- one trial ----------------------------------------------------------------------------- */

static gboolean is_in (const SimPatient *patient)
{
  return patient->outcomes->seen[0] != SIM_SEEN_NOT_ENTERED;
}

static gboolean has_event (const SimPatient *patient)
{
  return patient->outcomes->seen[0] == SIM_SEEN;
}

static double time_of (const SimPatient *patient)
{
  return patient->outcomes->scores[0];
}

/* Score and information of arms a and b, c having hazard 1. */
static void cox_at (const SimTrial *trial, const double *beta, double *score, double (*info)[2])
{
  double hazard[3] = { exp (beta[0]), exp (beta[1]), 1 };
  memset (score, 0, 2 * sizeof *score);
  memset (info, 0, 2 * sizeof *info);
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *one = &trial->patients[i];
    double risk[3] = { 0, 0, 0 }, all = 0;
    if (!is_in (one) || !has_event (one))
      continue;
    for (guint j = 0; j < trial->n_patients; j++) {
      const SimPatient *other = &trial->patients[j];
      if (!is_in (other) || time_of (other) < time_of (one))
        continue;
      risk[other->arm] += hazard[other->arm];
      all += hazard[other->arm];
    }
    for (guint a = 0; a < 2; a++) {
      score[a] += (one->arm == a) - risk[a] / all;
      for (guint b = 0; b < 2; b++)
        info[a][b] += (a == b ? risk[a] / all : 0) - risk[a] * risk[b] / (all * all);
    }
  }
}

static gboolean is_enough (const SimTrial *trial)
{
  guint n[3] = { 0, 0, 0 };
  for (guint i = 0; i < trial->n_patients; i++)
    n[trial->patients[i].arm] += is_in (&trial->patients[i]);
  return n[0] > 1 && n[1] > 1 && n[2] > 1;
}

static gboolean have_events (const SimTrial *trial)
{
  guint n[3] = { 0, 0, 0 };
  for (guint i = 0; i < trial->n_patients; i++)
    n[trial->patients[i].arm] += is_in (&trial->patients[i]) && has_event (&trial->patients[i]);
  return n[0] > 0 && n[1] > 0 && n[2] > 0;
}

/* Estimates at which the score is 0, and the inverse of the information there. */
static void check_cox (const SimTrial *trial, double direction)
{
  const SimTrialResult *r = trial->results;
  double beta[2] = { -direction * r[0].estimate, -direction * r[1].estimate };
  double score[2], info[2][2];
  if (!have_events (trial) || !is_enough (trial)) {
    for (guint h = 0; h < 3; h++)
      g_assert_false (r[h].fitted);
    return;
  }
  if (!r[0].fitted) /* some arm is never at risk with others: told by the kernel's own test */
    return;
  cox_at (trial, beta, score, info);
  double determinant = info[0][0] * info[1][1] - info[0][1] * info[1][0];
  double v00 = info[1][1] / determinant, v11 = info[0][0] / determinant;
  double v01 = -info[0][1] / determinant;
  g_assert_cmpfloat (fabs (v00 * score[0] + v01 * score[1]), <, 1e-9);
  g_assert_cmpfloat (fabs (v01 * score[0] + v11 * score[1]), <, 1e-9);
  g_assert_cmpfloat (fabs (r[0].se - sqrt (v00)), <, 1e-8);
  g_assert_cmpfloat (fabs (r[1].se - sqrt (v11)), <, 1e-8);
  g_assert_cmpfloat (fabs (r[2].se - sqrt (v00 + v11 - 2 * v01)), <, 1e-8);
  g_assert_cmpfloat (fabs (r[2].estimate - (r[0].estimate - r[1].estimate)), <, 1e-9);
  g_assert_true (isinf (r[0].df));
}

/* The curve of an arm after t, no two of whose times are the same. */
static double curve_after (const SimTrial *trial, guint arm, double t)
{
  double share = 1;
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *one = &trial->patients[i];
    double risk = 0;
    if (one->arm != arm || !is_in (one) || !has_event (one) || time_of (one) > t)
      continue;
    for (guint j = 0; j < trial->n_patients; j++)
      risk += trial->patients[j].arm == arm && is_in (&trial->patients[j])
              && time_of (&trial->patients[j]) >= time_of (one);
    share *= 1 - 1 / risk;
  }
  return share;
}

/* The area from t to tau: 1 there, less what falls at each event. */
static double area_after (const SimTrial *trial, guint arm, double t)
{
  double area = curve_after (trial, arm, t) * (TAU - t);
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *one = &trial->patients[i];
    if (one->arm != arm || !is_in (one) || !has_event (one) || time_of (one) <= t
        || time_of (one) > TAU)
      continue;
    double fall = curve_after (trial, arm, nextafter (time_of (one), 0))
                  - curve_after (trial, arm, time_of (one));
    area -= fall * (TAU - time_of (one));
  }
  return area;
}

static double greenwood (const SimTrial *trial, guint arm)
{
  double sum = 0;
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *one = &trial->patients[i];
    double risk = 0;
    if (one->arm != arm || !is_in (one) || !has_event (one) || time_of (one) > TAU)
      continue;
    for (guint j = 0; j < trial->n_patients; j++)
      risk += trial->patients[j].arm == arm && is_in (&trial->patients[j])
              && time_of (&trial->patients[j]) >= time_of (one);
    double right = area_after (trial, arm, time_of (one));
    if (risk > 1)
      sum += right * right / (risk * (risk - 1));
  }
  return sum;
}

static void check_rmst (const SimTrial *trial, double direction)
{
  double mean[3], variance[3];
  for (guint a = 0; a < 3; a++) {
    mean[a] = area_after (trial, a, 0);
    variance[a] = greenwood (trial, a);
  }
  for (guint h = 0; h < 3; h++) {
    const SimTrialResult *r = &trial->results[3 + h];
    guint a = pairs[h][0], b = pairs[h][1];
    g_assert_cmpint (r->fitted, ==, is_enough (trial) && variance[a] + variance[b] > 0);
    if (!r->fitted)
      continue;
    g_assert_cmpfloat (fabs (r->estimate - direction * (mean[a] - mean[b])), <, 1e-9);
    g_assert_cmpfloat (fabs (r->se - sqrt (variance[a] + variance[b])), <, 1e-9);
  }
}

static void test_oracle (gconstpointer data)
{
  enum { TRIALS = 25 };
  static const guint totals[] = { 12, 40, 155 }, size[] = { 60, 45, 50 };
  const Design *design = data;
  SimScenario *scenario = scenario_of (design, size, 17, "12,40,155");
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  double direction = g_str_equal (design->better, "later") ? 1 : -1;
  guint fitted = 0;
  for (guint s = 0; s < 3; s++)
    for (guint64 r = 0; r < TRIALS; r++) {
      SimTrial *trial = sim_trial_new (engine, scenario, r, totals[s], NULL);
      check_cox (trial, direction);
      check_rmst (trial, direction);
      fitted += trial->results[0].fitted;
      sim_trial_free (trial);
    }
  g_test_message ("%u of %u trials have a fit of Cox's model", fitted, 3 * TRIALS);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

static void test_bits (gconstpointer data)
{
  static const guint size[] = { 60, 45, 50 };
  SimScenario *scenario = scenario_of (data, size, 17, "40,155,300");
  people_check_bits_of (scenario, 501, 56, 2);
  sim_scenario_unref (scenario);
}

/* --- the truth ----------------------------------------------------------------------------- */

/* One very large trial of each: what the models make of it are the true effects. */
static void test_truth (void)
{
  static const guint size[] = { 20000, 12500, 17500 };
  static const Design cases[] = {
    { "curves", "earlier", "'accrual':30,'shape':1.5,'medians':{'a':20,'b':12,'c':30}",
      LOSS STATES },
    { "pieces", "later", "'accrual':30," PIECES, LOSS },
    { "treated", "later", "'accrual':30," PIECES, LOSS STATES },
    { "events", "later", "'accrual':30,'events':22000," PIECES, LOSS STATES },
    { "one ratio", "later", "'medians':{'c':20},'hazard-ratio':{'a':0.6,'b':0.8},'shape':0.6",
      LOSS },
  };
  PeopleTally tally = { 0, 0 };
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    SimScenario *scenario = scenario_of (&cases[i], size, i + 40, "50000");
    SimTrial *trial = sim_trial_new (engine, scenario, 0, 0, NULL);
    for (guint h = 0; h < 6; h++)
      people_z (&tally, cases[i].name, trial->results[h].estimate,
                sim_scenario_true_effect (scenario, h), trial->results[h].se);
    sim_trial_free (trial);
    sim_scenario_unref (scenario);
  }
  people_report ("true hazard ratios and restricted means", &tally);
  sim_engine_free (engine);
}

/* Restricted means in closed form: (1 - exp (-h tau)) / h; of a half who are treated otherwise the
 * mean of both. */
static void test_restricted_means (void)
{
  static const guint size[] = { 60, 45, 50 };
  static const Design given = { "", "later", "'hazards':{'a':0.02,'b':0.05,'c':0.1}",
                                ",'switching':[{'from':'b','to':'a','proportion':0.5}]" };
  SimScenario *scenario = scenario_of (&given, size, 1, "155");
  double a = (1 - exp (-0.02 * TAU)) / 0.02, c = (1 - exp (-0.1 * TAU)) / 0.1;
  double b = 0.5 * a + 0.5 * (1 - exp (-0.05 * TAU)) / 0.05;
  g_assert_cmpfloat (fabs (sim_scenario_true_effect (scenario, 3) - (a - c)), <, 1e-8);
  g_assert_cmpfloat (fabs (sim_scenario_true_effect (scenario, 4) - (b - c)), <, 1e-8);
  g_assert_cmpfloat (fabs (sim_scenario_true_effect (scenario, 5) - (a - b)), <, 1e-8);
  sim_scenario_unref (scenario);
}

/* --- within strata ------------------------------------------------------------------------- */

#define STRATA                                                                                     \
  ",'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.3},{'id':'m','prevalence':0.7}]},"      \
  "{'id':'r','levels':[{'id':'x','prevalence':0.5},{'id':'y','prevalence':0.3},"                   \
  "{'id':'z','prevalence':0.2}]}]"
#define WITHIN                                                                                     \
  ",'analyses':[{'id':'m','method':'stratified-log-rank'}],"                                       \
  "'testing':{'multiplicity':{'method':'none'},'hypotheses':["                                     \
  "{'id':'ac','compare':['a','c']},{'id':'bc','compare':['b','c']},"                               \
  "{'id':'ab','compare':['a','b']}]},'run':{'seed':%u,'sizes':[%s]}}"

static SimScenario *strata_of (const Design *design, const guint *size, guint seed,
                               const char *sizes)
{
  g_autofree char *text = g_strdup_printf (HEAD OUTCOME "%s}]%s" STRATA WITHIN, size[0], size[1],
                                           size[2], design->better, design->outcome,
                                           design->rest, seed, sizes);
  return people_parse (text);
}

static gboolean same_cell (const SimPatient *one, const SimPatient *other)
{
  return one->levels[0] == other->levels[0] && one->levels[1] == other->levels[1];
}

/* Every event of the two arms: how many of its cell are at risk then, and of which arm. */
static void check_within (const SimTrial *trial, guint h, double direction)
{
  double observed = 0, expected = 0, variance = 0;
  const SimTrialResult *result = &trial->results[h];
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *one = &trial->patients[i];
    double risk[2] = { 0, 0 };
    if (!is_in (one) || !has_event (one) || (one->arm != pairs[h][0] && one->arm != pairs[h][1]))
      continue;
    for (guint j = 0; j < trial->n_patients; j++) {
      const SimPatient *other = &trial->patients[j];
      if (!is_in (other) || time_of (other) < time_of (one) || !same_cell (one, other))
        continue;
      risk[0] += other->arm == pairs[h][0];
      risk[1] += other->arm == pairs[h][1];
    }
    double share = risk[0] / (risk[0] + risk[1]);
    observed += one->arm == pairs[h][0];
    expected += share;
    variance += share * (1 - share);
  }
  g_assert_cmpint (result->fitted, ==, variance > 0 && is_enough (trial));
  if (!result->fitted)
    return;
  g_assert_cmpfloat (fabs (result->estimate - direction * (expected - observed) / variance), <,
                     1e-9);
  g_assert_cmpfloat (fabs (result->se - 1 / sqrt (variance)), <, 1e-9);
}

static void test_within (void)
{
  static const guint totals[] = { 12, 40, 155 }, size[] = { 60, 45, 50 };
  for (guint i = 0; i < G_N_ELEMENTS (designs); i++) {
    SimScenario *scenario = strata_of (&designs[i], size, 17, "12,40,155");
    SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
    for (guint s = 0; s < 3; s++)
      for (guint64 r = 0; r < 8; r++) {
        SimTrial *trial = sim_trial_new (engine, scenario, r, totals[s], NULL);
        for (guint h = 0; h < 3; h++)
          check_within (trial, h, g_str_equal (designs[i].better, "later") ? 1 : -1);
        sim_trial_free (trial);
      }
    people_check_bits_of (scenario, 101, 56, 1);
    sim_engine_free (engine);
    sim_scenario_unref (scenario);
  }
}

/* --- level --------------------------------------------------------------------------------- */

/* Under the null hypothesis as often as alpha says, within 4 standard errors of the rate. */
static void test_level (void)
{
  static const guint size[] = { 200, 200, 200 };
  static const Design null = { "", "later", "'accrual':20,'medians':20", LOSS };
  SimScenario *scenario = scenario_of (&null, size, 2711, "600");
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  guint64 trials = g_test_slow () ? 100000 : 10000;
  SimRunOptions options = { .replicates = trials };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  PeopleTally tally = { 0, 0 };
  for (guint h = 0; h < 6; h++) {
    g_assert_true (results->sizes[0].hypotheses[h].null_true);
    people_z (&tally, h < 3 ? "level of cox" : "level of rmst",
              results->sizes[0].hypotheses[h].power.value, 0.05,
              sqrt (0.05 * 0.95 / (double) trials));
  }
  people_report ("level of Cox's test and of restricted means, 200 an arm", &tally);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (designs); i++) {
    g_autofree char *oracle = g_strconcat ("/run/people-survival/", designs[i].name, NULL);
    g_autofree char *bits = g_strconcat (oracle, "/bits", NULL);
    g_test_add_data_func (oracle, &designs[i], test_oracle);
    g_test_add_data_func (bits, &designs[i], test_bits);
  }
  g_test_add_func ("/run/people-survival/truth", test_truth);
  g_test_add_func ("/run/people-survival/restricted-means", test_restricted_means);
  g_test_add_func ("/run/people-survival/within-strata", test_within);
  g_test_add_func ("/run/people-survival/level", test_level);
  return g_test_run ();
}
