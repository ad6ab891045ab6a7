/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * odds.c - logistic regression and standardisation as runs count them: replayed trials against the
 * fit to their patients, what adjusted log odds tend to against large trials, and how often nothing
 * is called something.
 */
#include <math.h>

#include "analysis/logistic.h"
#include "base/prob.h"
#include "people-fixture.h"

static SimScenario *scenario_of (const char *method, guint n, double p_a, const char *adjust)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':%u},{'id':'b','size':%u},{'id':'c','size':%u,"
      "'reference':true}],'outcomes':[{'id':'y','type':'binary','better':'lower',"
      "'proportions':{'a':%g,'b':0.35,'c':0.5},'visits':[{'id':'w','time':8}]}],"
      "'dropout':{'proportion':0.1},'covariates':[{'id':'u','correlation':{'y':0.5}},"
      "{'id':'v','correlation':{'y':0.3}}],"
      "'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.3},{'id':'m','prevalence':0.7}]}],"
      "'analyses':[{'id':'m','method':'%s','adjust-for':%s}],"
      "'testing':{'hypotheses':[{'id':'h','compare':['a','c']},"
      "{'id':'g','compare':['a','b']}],'multiplicity':{'method':'none'}},"
      "'run':{'seed':13,'sizes':[%u]}}",
      n, n, n, p_a, method, adjust, 3 * n);
  SimScenario *scenario = people_parse (text);
  g_free (text);
  return scenario;
}

enum { MOST = 200 };

static void check_trial (const SimTrial *trial, gboolean standardise)
{
  static double room[SIM_LINEAR_ROOM (MOST, 4)];
  double y[MOST], u[MOST], v[MOST];
  int8_t arm[MOST], level[MOST];
  int n = 0;
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *patient = &trial->patients[i];
    if (patient->outcomes->seen[0] != SIM_SEEN)
      continue;
    y[n] = patient->outcomes->scores[0];
    u[n] = patient->covariates[0];
    v[n] = patient->covariates[1];
    level[n] = (int8_t)patient->levels[0];
    arm[n++] = (int8_t)patient->arm;
  }
  SimLinearData data = { .n = n, .n_arms = 3, .y = y, .arm = arm, .n_numbers = 2,
                         .number = { u, v }, .n_factors = 1, .n_levels = { 2 },
                         .level = { level } };
  SimLogistic fit;
  SimStandardised standardised;
  gboolean good = sim_logistic (&data, room, &fit);
  for (int h = 0; h < 2; h++) {
    double weights[SIM_LINEAR_ARMS] = { -1, h == 1, h == 0 }; /* lower is better */
    double variance, estimate;
    const SimTrialResult *r = &trial->results[h];
    g_assert_cmpint (r->fitted, ==, good);
    if (!good)
      continue;
    estimate = sim_logistic_contrast (&fit, weights, &variance);
    if (standardise) {
      sim_standardise (&data, &fit, &standardised);
      estimate = sim_standardised_contrast (&standardised, 3, weights, &variance);
    }
    g_assert_cmpfloat_with_epsilon (r->estimate, estimate, 1e-9);
    g_assert_cmpfloat_with_epsilon (r->se, sqrt (variance), 1e-9);
    g_assert_cmpint (r->rejected, ==,
                     2 * sim_normal_upper (fabs (estimate) / sqrt (variance)) <= 0.05);
  }
}

static void test_trials (void)
{
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  for (int standardise = 0; standardise < 2; standardise++) {
    SimScenario *scenario = scenario_of (standardise ? "g-computation" : "logistic", 30, 0.2,
                                         "['strata','u','v']");
    for (guint i = 0; i < 150; i++) {
      SimTrial *trial = sim_trial_new (engine, scenario, i, 0, NULL);
      check_trial (trial, standardise);
      sim_trial_free (trial);
    }
    sim_scenario_unref (scenario);
  }
  sim_engine_free (engine);
}

/* In large trials the mean of the estimates is the true effect; a maximum likelihood estimate of
 * 2000 patients an arm is off by far less than the standard error here. */
static void check_mean (SimEngine *engine, const char *method, const char *adjust, double least,
                        double most)
{
  const SimRunOptions options = { .replicates = g_test_slow () ? 4000 : 400 };
  SimScenario *scenario = scenario_of (method, 2000, 0.2, adjust);
  double truth = sim_scenario_true_effect (scenario, 0);
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimHypothesisResult *h = &sim_snapshot_results (snapshot)->sizes[0].hypotheses[0];
  double z = (h->estimate.value - truth) / h->estimate.mcse;
  g_test_message ("%s adjusted for %s: %.5f, true %.5f, z = %.2f; SE %.5f, of the model %.5f",
                  method, adjust, h->estimate.value, truth, z, h->empirical_se, h->model_se);
  g_assert_cmpfloat (fabs (z), <, 4);
  g_assert_true (truth > least && truth < most);
  g_assert_cmpfloat (fabs (h->model_se / h->empirical_se - 1), <,
                     4 / sqrt (2.0 * (double)options.replicates));
  sim_snapshot_unref (snapshot);
  sim_scenario_unref (scenario);
}

static void test_limits (void)
{
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  double crude = log (4); /* 0.5 against 0.2 */
  check_mean (engine, "logistic", "[]", crude - 1e-8, crude + 1e-8);
  check_mean (engine, "logistic", "['strata']", crude - 1e-8, crude + 1e-8);
  check_mean (engine, "logistic", "['u','v']", crude + 0.1, crude + 1);
  check_mean (engine, "g-computation", "['u','v','strata']", 0.3 - 1e-8, 0.3 + 1e-8);
  sim_engine_free (engine);
}

static void test_null (void)
{
  const SimRunOptions options = { .replicates = g_test_slow () ? 100000 : 10000 };
  static const char *const methods[] = { "logistic", "g-computation" };
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++) {
    SimScenario *scenario = scenario_of (methods[i], 200, 0.5, "['u']");
    SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
    const SimSizeResult *r = &sim_snapshot_results (snapshot)->sizes[0];
    double rate = r->hypotheses[0].power.value, n = (double)options.replicates;
    g_test_message ("%s: %.5f at 0.05, z = %.2f; coverage %.5f, failed fits %u", methods[i], rate,
                    (rate - 0.05) / sqrt (0.0475 / n), r->hypotheses[0].coverage.value,
                    (guint)r->failed_fits);
    g_assert_cmpfloat (fabs (rate - 0.05), <, 4 * sqrt (0.0475 / n));
    sim_snapshot_unref (snapshot);
    sim_scenario_unref (scenario);
  }
  sim_engine_free (engine);
}

/* Responses are made of scores, whose means must not show through: by each method the estimate is
 * what the patients' responses give. */
static void test_responses (void)
{
  g_autoptr (SimScenario) scenario = people_parse (
      "{'trefoil':1,'arms':[{'id':'a','size':60},{'id':'b','size':55},{'id':'c','size':50,"
      "'reference':true}],'outcomes':[{'id':'pain','type':'bounded','min':0,'max':100,'step':1,"
      "'better':'lower','baseline':{'mean':60,'sd':15},'means':{'a':35,'b':40,'c':50},'sd':20,"
      "'visits':[{'id':'w','time':8}]},{'id':'y','type':'binary','better':'higher',"
      "'responder':{'outcome':'pain','improvement':0.3,'relative':true}}],"
      "'dropout':{'proportion':0.1},'strata':[{'id':'s','levels':["
      "{'id':'l','prevalence':0.4},{'id':'m','prevalence':0.6}]}],'analyses':["
      "{'id':'l','outcome':'y','method':'logistic'},"
      "{'id':'o','outcome':'y','method':'proportional-odds'},"
      "{'id':'g','outcome':'y','method':'g-computation'},"
      "{'id':'r','outcome':'y','method':'risk-difference'}],'testing':{'multiplicity':"
      "{'method':'none'},'hypotheses':[{'id':'h1','compare':['a','c'],'analysis':'l'},"
      "{'id':'h2','compare':['a','c'],'analysis':'o'},"
      "{'id':'h3','compare':['a','c'],'analysis':'g'},"
      "{'id':'h4','compare':['a','c'],'analysis':'r'}]},'run':{'sizes':[165]}}");
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  for (guint64 i = 0; i < 24; i++) {
    SimTrial *trial = sim_trial_new (engine, scenario, i, 0, NULL);
    double n[3] = { 0 }, events[3] = { 0 };
    for (guint k = 0; k < trial->n_patients; k++) {
      const SimScores *y = &trial->patients[k].outcomes[1];
      n[trial->patients[k].arm] += y->seen[0] == SIM_SEEN;
      events[trial->patients[k].arm] += y->seen[0] == SIM_SEEN && y->scores[0] == 1;
    }
    double p_a = events[0] / n[0], p_c = events[2] / n[2];
    double log_odds = log (p_a / (1 - p_a)) - log (p_c / (1 - p_c));
    for (guint h = 0; h < 4; h++) {
      g_assert_true (trial->results[h].fitted);
      g_assert_cmpfloat_with_epsilon (trial->results[h].estimate, h < 2 ? log_odds : p_a - p_c,
                                      1e-7);
    }
    sim_trial_free (trial);
  }
  sim_engine_free (engine);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/odds/trials", test_trials);
  g_test_add_func ("/odds/limits", test_limits);
  g_test_add_func ("/odds/null", test_null);
  g_test_add_func ("/odds/responses", test_responses);
  return g_test_run ();
}
