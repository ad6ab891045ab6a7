/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-edges.c - patients at the edges: twelve visits with everything on, losses that hardly
 * differ from visit to visit, slopes as steep as they may be, no baseline, scores that no SD fits.
 */
#include "people-fixture.h"

static SimScenario *scenario_of (guint size, const char *outcome, const char *rest)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':%u},{'id':'b','size':%u,'reference':true}],"
      "'outcomes':[{'id':'y',%s}],%s'analyses':[{'id':'m','method':'t-test'}],"
      "'run':{'seed':12,'sizes':[%u]}}",
      size, size, outcome, rest, 2 * size);
  SimScenario *scenario = people_parse (text);
  g_free (text);
  return scenario;
}

/* Proportions that have left by each visit, in clusters of `per` patients. */
static void check_left (const char *outcome, const char *rest, guint size, guint per,
                        const double *asked)
{
  guint trials = g_test_slow () ? 100 : 10;
  PeopleTally tally = { 0, 0 };
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = scenario_of (size, outcome, rest);
  guint n_visits = sim_scenario_n_visits (scenario, 0), n = size * trials, at[2] = { 0, 0 };
  double *left[2] = { g_new (double, n *n_visits), g_new (double, n *n_visits) };
  for (guint r = 0; r < trials; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    g_assert_nonnull (trial);
    for (guint i = 0; i < trial->n_patients; i++) {
      const SimPatient *patient = &trial->patients[i];
      for (guint v = 0; v < n_visits; v++)
        left[patient->arm][v * n + at[patient->arm]] = patient->outcomes->seen[v] == SIM_SEEN_LEFT;
      at[patient->arm]++;
    }
    sim_trial_free (trial);
  }
  for (guint a = 0; a < 2; a++) {
    for (guint v = 0; v < n_visits; v++) {
      double *column = left[a] + v * n, found = 0;
      char *what = g_strdup_printf ("arm %u, visit %u", a, v);
      for (guint i = 0; i < n; i++)
        found += column[i] / n;
      for (guint i = 0; i < n; i++)
        column[i] -= found;
      if (asked[v] > 0)
        people_z (&tally, what, found, asked[v], people_se (column, n, per));
      else
        g_assert_cmpfloat (found, ==, 0);
      g_free (what);
    }
    g_free (left[a]);
  }
  people_report ("left", &tally);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

#define VISITS                                                                                    \
  "'visits':[{'id':'v1','time':1},{'id':'v2','time':2},{'id':'v3','time':3},{'id':'v4','time':4}," \
  "{'id':'v5','time':5},{'id':'v6','time':6},{'id':'v7','time':7},{'id':'v8','time':8},"          \
  "{'id':'v9','time':9},{'id':'v10','time':10},{'id':'v11','time':11},{'id':'v12','time':12}],"
#define EVERYTHING                                                                                \
  "'practitioners':{'caseload':7,'icc':0.1},"                                                     \
  "'centres':{'count':1000,'sd':0.3,'effect-sd':0.3},"                                            \
  "'strata':[{'id':'s','levels':[{'id':'p','prevalence':0.3,'effect':2},"                         \
  "{'id':'q','prevalence':0.7}]},{'id':'t','levels':[{'id':'p','prevalence':0.5,'effect':1,"      \
  "'interaction':{'y':{'a':2}}},{'id':'q','prevalence':0.5}]}],"                                  \
  "'covariates':[{'id':'c','correlation':0.3},{'id':'d','correlation':-0.2}],"                    \
  "'response-sd':{'a':1},'adherence':{'proportion':{'a':0.7},'share-kept':{'a':0.3}},"            \
  "'switching':[{'from':'b','to':'a','proportion':0.2}],"

static const double twelve[]
    = { 0.02, 0.05, 0.08, 0.12, 0.15, 0.19, 0.22, 0.25, 0.29, 0.33, 0.36, 0.4 };
#define TWELVE "'proportion':[0.02,0.05,0.08,0.12,0.15,0.19,0.22,0.25,0.29,0.33,0.36,0.4]"

static void test_twelve_visits (void)
{
  check_left ("'baseline':{'mean':11,'sd':5},'means':{'a':5,'b':9},'sd':5,"
              "'correlation':{'baseline':0.3,'visits':0.5}," VISITS "'type':'continuous'",
              EVERYTHING "'dropout':{'mechanism':{'a':'mar','b':'mnar'},'log-odds':0.3,"
                         "'gaps':0.1," TWELVE "},",
              14000, 7, twelve);
}

/* A loss that is hardly more than nothing is no failure. */
static void test_nearly_equal (void)
{
  static const double asked[] = { 0.237, 0.237, 0.237 };
  check_left ("'baseline':{'mean':11,'sd':5},'means':{'a':5,'b':9},'visits':[{'id':'u','time':1},"
              "{'id':'v','time':2},{'id':'w','time':3}]",
              "'dropout':{'mechanism':'mar','log-odds':0.3,"
              "'proportion':[0.237,0.23700000001,0.23700000002]},",
              20000, 1, asked);
}

/* Slopes at which leaving is decided by the score alone. */
static void test_steep (void)
{
  static const double asked[] = { 0.1, 0.3 };
  check_left ("'baseline':{'mean':11,'sd':5},'means':{'a':5,'b':9},'visits':[{'id':'u','time':1},"
              "{'id':'v','time':2}]",
              "'dropout':{'mechanism':{'a':'mar','b':'mnar'},'log-odds':{'a':1000,'b':-1000},"
              "'proportion':[0.1,0.3]},",
              20000, 1, asked);
  check_left ("'baseline':{'mean':1e6,'sd':1e6},'means':{'a':-1e6,'b':1e6},'sd':1e6,"
              "'visits':[{'id':'u','time':1},{'id':'v','time':2}]",
              "'dropout':{'mechanism':{'a':'mar','b':'mnar'},'log-odds':{'a':1000,'b':-1000},"
              "'proportion':[0.1,0.3]},",
              20000, 1, asked);
}

/* Nobody has been seen before the first visit: who leaves before it does so at random. */
static void test_no_baseline (void)
{
  static const double asked[] = { 0.1, 0.3 };
  check_left ("'means':{'a':5,'b':9},'sd':5,'visits':[{'id':'u','time':1},{'id':'v','time':2}]",
              "'dropout':{'mechanism':'mar','log-odds':0.3,'proportion':[0.1,0.3],'gaps':0.2},",
              20000, 1, asked);
}

/* Scores in steps of 1 with a mean of 2.5 have an SD of at least a half, which neither arm has. */
static void test_no_such_sd (void)
{
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = scenario_of (
      50000, "'type':'bounded','max':10,'means':{'a':2,'b':3},'sd':0.3",
      "'adherence':{'proportion':{'a':0.5},'share-kept':{'a':0.5}},");
  SimTrial *trial = sim_trial_new (engine, scenario, 0, 0, NULL);
  PeopleTally tally = { 0, 0 };
  double sum[2] = { 0, 0 };
  for (guint i = 0; i < trial->n_patients; i++)
    sum[trial->patients[i].arm] += trial->patients[i].outcomes->scores[0] / 50000;
  g_assert_cmpfloat (fabs (sim_scenario_true_effect (scenario, 0) - 0.75), <, 1e-9);
  people_z (&tally, "effect", sum[1] - sum[0], 0.75, sqrt ((0.25 + 0.09 + 0.01) / 50000));
  sim_trial_free (trial);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/people-edges/twelve-visits", test_twelve_visits);
  g_test_add_func ("/run/people-edges/nearly-equal", test_nearly_equal);
  g_test_add_func ("/run/people-edges/steep", test_steep);
  g_test_add_func ("/run/people-edges/no-baseline", test_no_baseline);
  g_test_add_func ("/run/people-edges/no-such-sd", test_no_such_sd);
  return g_test_run ();
}
