/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-imbalance.c - a chance imbalance at entry made certain: what it does to latent values, and
 * to the estimates of analyses that use the baseline and of those that do not.
 *
 * Where arm A is by delta SDs higher at baseline than arm B, its scores at a visit are so by
 * rho delta SDs. A comparison of scores is off by rho sd delta, one of changes by (rho sd - sd of
 * the baseline) delta, and an analysis of covariance, which takes rho sd / (sd of the baseline) a
 * point of the baseline off again, by nothing (Senn, Stat Med 1994; 13: 1715-26).
 */
#include "people-fixture.h"

#define VISITS "'visits':[{'id':'v','time':8},{'id':'w','time':26}],"
#define IMBALANCE "'imbalance':{'a':0.4,'b':-0.1}"

typedef struct {
  const char *name, *outcome, *rest;
} Case;

static SimScenario *scenario_of (const Case *c, guint size)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':%u},{'id':'b','size':%u,'reference':true}],"
      "'outcomes':[{'id':'y'," VISITS "%s}],%s"
      "'analyses':[{'id':'t','visit':'w','method':'t-test'},"
      "{'id':'c','visit':'w','method':'change-score'},{'id':'m','visit':'w','method':'ancova'},"
      "{'id':'e','visit':'v','method':'t-test','variance':'welch'}],"
      "'testing':{'hypotheses':[{'id':'t','compare':['a','b'],'analysis':'t'},"
      "{'id':'c','compare':['a','b'],'analysis':'c'},{'id':'m','compare':['a','b'],"
      "'analysis':'m'},{'id':'e','compare':['a','b'],'analysis':'e'}],"
      "'multiplicity':{'method':'none'}},'run':{'seed':512,'sizes':[%u]}}",
      size, size, c->outcome, c->rest, 2 * size);
  SimScenario *scenario = people_parse (text);
  g_free (text);
  return scenario;
}

#define NORMAL                                                                                    \
  "'baseline':{'mean':11,'sd':5," IMBALANCE "},'means':{'a':[5,6],'b':[9,8]},'sd':[4,6],"          \
  "'correlation':{'baseline':0.6,'visits':0.7}"
#define PARTS                                                                                     \
  "'practitioners':{'caseload':5,'icc':0.05},'centres':{'count':20,'icc':0.03},"                   \
  "'strata':[{'id':'s','levels':[{'id':'yes','prevalence':0.3,'effect':2},"                        \
  "{'id':'no','prevalence':0.7}]}],'covariates':[{'id':'age','correlation':0.3}],"                 \
  "'response-sd':{'a':1.5},"

/* --- estimates ----------------------------------------------------------------------------- */

static const Case normal[] = { { "plain", NORMAL, "" },
                               { "parts", NORMAL, PARTS },
                               { "simple", NORMAL, "'allocation':{'method':'simple'}," } };

/* Lower is better: a is worse off by half an SD. */
static void test_bias (gconstpointer data)
{
  const double delta = 0.5, rho = 0.6, sd = 6, sd_v = 4, sd_baseline = 5;
  const double expected[] = { -rho * sd * delta, -(rho * sd - sd_baseline) * delta, 0,
                              -rho * sd_v * delta };
  PeopleTally tally = { 0, 0 };
  SimScenario *scenario = scenario_of (data, 50);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = g_test_slow () ? 200000 : 20000 };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  for (guint h = 0; h < 4; h++) {
    const SimHypothesisResult *found = &results->sizes[results->own_size].hypotheses[h];
    g_assert_cmpfloat (fabs (found->true_effect - (h == 3 ? 4 : 2)), <, 1e-12);
    people_z (&tally, "bias", found->bias.value, expected[h], found->bias.mcse);
  }
  people_report (((const Case *) data)->name, &tally);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* --- latent values of every type that has a baseline --------------------------------------- */

#define OTHER                                                                                     \
  "'means':{'a':[5,6],'b':[9,8]},'sd':[4,6],'correlation':{'baseline':0.6,'visits':0.7}"

static const Case types[] = {
  { "continuous", NORMAL, "" },
  { "limited", "'baseline':{'mean':11,'sd':5,'min':4," IMBALANCE "}," OTHER, "" },
  { "bounded", "'type':'bounded','max':24,'baseline':{'mean':11,'sd':5," IMBALANCE "}," OTHER, "" },
  { "skewed", "'type':'skewed','skewness':1,'baseline':{'mean':11,'sd':5," IMBALANCE "}," OTHER,
    "" },
  { "heavy-tailed", "'type':'heavy-tailed','df':6,'baseline':{'mean':11,'sd':5," IMBALANCE "},"
    OTHER, "" },
};

static void test_latent (gconstpointer data)
{
  static const double delta[2] = { 0.4, -0.1 }, rho[3] = { 1, 0.6, 0.6 };
  static const double correlation[3] = { 0.6, 0.6, 0.7 };
  PeopleTally tally = { 0, 0 };
  PeopleColumns arms[2];
  SimScenario *scenario = scenario_of (data, 50000);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  people_replay (engine, scenario, g_test_slow () ? 20 : 2, arms);
  for (guint a = 0; a < 2; a++) {
    for (guint p = 0; p < PEOPLE_POINTS; p++) {
      PeopleMoments m = people_moments (arms[a].latent[p], arms[a].n, 1);
      people_z (&tally, "mean", m.mean, rho[p] * delta[a], m.mean_se);
      people_z (&tally, "SD", m.sd, 1, m.sd_se);
    }
    people_correlations (&tally, "latent", correlation, arms[a].latent, arms[a].n, 1);
    people_clear (&arms[a]);
  }
  people_report (((const Case *) data)->name, &tally);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* No imbalance is the same as none given, to the last bit. */
static void test_none (void)
{
  static const char *const baselines[] = { "", ",'imbalance':0", ",'imbalance':{'a':0}" };
  char *expected = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (baselines); i++) {
    char *outcome = g_strdup_printf ("'type':'bounded','max':24,'baseline':{'mean':11,'sd':5%s},"
                                     OTHER, baselines[i]);
    Case c = { "none", outcome, "" };
    SimScenario *scenario = scenario_of (&c, 50);
    SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
    SimRunOptions options = { .replicates = 1000 };
    SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
    if (!expected)
      expected = g_strdup (sim_snapshot_fingerprint (snapshot));
    g_assert_cmpstr (sim_snapshot_fingerprint (snapshot), ==, expected);
    sim_snapshot_unref (snapshot);
    sim_engine_free (engine);
    sim_scenario_unref (scenario);
    g_free (outcome);
  }
  g_free (expected);
}

static void add (const char *group, const Case *cases, guint n, GTestDataFunc test)
{
  for (guint i = 0; i < n; i++) {
    char *path = g_strdup_printf ("/run/people-imbalance/%s/%s", group, cases[i].name);
    g_test_add_data_func (path, &cases[i], test);
    g_free (path);
  }
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("bias", normal, G_N_ELEMENTS (normal), test_bias);
  add ("latent", types, G_N_ELEMENTS (types), test_latent);
  g_test_add_func ("/run/people-imbalance/none", test_none);
  return g_test_run ();
}
