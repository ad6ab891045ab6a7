/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-responders.c - responses made of scores: who they are, patient by patient; their true
 * proportions by closed forms, by a crude sum over two latent values, and by simulated patients.
 */
#include "people-fixture.h"

#define ARMS                                                                                       \
  "{'trefoil':1,'arms':[{'id':'a','size':60},{'id':'b','size':60},"                                \
  "{'id':'c','size':60,'reference':true}],"
#define REST                                                                                       \
  "'analyses':[{'id':'main','method':'risk-difference'}],"                                         \
  "'testing':{'hypotheses':[{'id':'H','compare':['a','c']},{'id':'I','compare':['a','b']}]},"      \
  "'run':{'sizes':[180]}}"

/* A responder as the first outcome, and scores that it is made of. */
static SimScenario *scenario_of (const char *scores, const char *responder, const char *rest)
{
  char *json = g_strdup_printf (ARMS "'outcomes':[{'id':'r','type':'binary','responder':"
                                     "{'outcome':'y',%s}},{'id':'y','visits':[{'id':'w8',"
                                     "'time':8}],%s}],%s" REST,
                                responder, scores, rest);
  SimScenario *scenario = people_parse (json);
  g_free (json);
  return scenario;
}

static double truth (SimScenario *scenario, guint arm)
{
  return sim_scenario_true_mean (scenario, 0, arm, 0);
}

#define NORMAL                                                                                     \
  "'baseline':{'mean':11,'sd':4},'means':{'a':6,'b':7,'c':9},'sd':5,"                              \
  "'correlation':{'type':'compound-symmetry','rho':0.5}"

/* The change is normal; a share of the baseline by Simpson's rule over it. */
static void test_closed_forms (void)
{
  static const double means[] = { 6, 7, 9 };
  SimScenario *points = scenario_of (NORMAL, "'improvement':3", "");
  SimScenario *share = scenario_of (NORMAL, "'improvement':0.3,'relative':true", "");
  for (guint a = 0; a < 3; a++) {
    double sd = sqrt (16 + 25 - 2 * 0.5 * 4 * 5), sum = 0;
    g_assert_cmpfloat (fabs (truth (points, a) - people_phi ((11 - means[a] - 3) / sd)), <, 2e-9);
    /* P(Y <= 0.7 b | b), over baselines above 0 */
    enum { STEPS = 20000 };
    double from = -11.0 / 4, step = (9 - from) / STEPS;
    for (guint i = 0; i <= STEPS; i++) {
      double z = from + step * i, b = 11 + 4 * z;
      double weight = i == 0 || i == STEPS ? 1 : i % 2 ? 4 : 2;
      double at = (0.7 * b - (means[a] + 5 * 0.5 * z)) / (5 * sqrt (0.75));
      sum += weight * exp (-z * z / 2) / sqrt (2 * G_PI) * people_phi (at);
    }
    g_assert_cmpfloat (fabs (truth (share, a) - sum * step / 3), <, 2e-9);
  }
  sim_scenario_unref (points);
  sim_scenario_unref (share);
}

/* --- by patients --------------------------------------------------------------------------- */

typedef struct {
  const char *name, *scores, *responder, *rest;
} Design;

#define BOUNDED                                                                                    \
  "'type':'bounded','max':24,'baseline':{'mean':11,'sd':5},'means':{'a':6,'b':7,'c':9},'sd':5.5"
#define STRATA                                                                                     \
  "'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.3,'effect':{'y':5},"                     \
  "'interaction':{'y':{'a':2}}},{'id':'m','prevalence':0.7}]}],"
#define TREATED                                                                                    \
  "'adherence':{'proportion':0.8,'share-kept':0.25},"                                              \
  "'switching':[{'from':'c','to':'a','proportion':0.1}],"

static const Design designs[] = {
  { "points", NORMAL, "'improvement':3", "" },
  { "share", NORMAL, "'improvement':0.3,'relative':true", "" },
  { "higher-points", "'better':'higher'," NORMAL, "'improvement':1", "" },
  { "higher-share", "'better':'higher'," NORMAL, "'improvement':0.2,'relative':true", "" },
  { "bounded-points", BOUNDED, "'improvement':4", "" },
  { "bounded-share", BOUNDED, "'improvement':0.3,'relative':true", "" },
  { "bounded-higher", "'better':'higher'," BOUNDED, "'improvement':0.25,'relative':true", "" },
  { "beta-binomial", "'shape':'beta-binomial'," BOUNDED, "'improvement':0.5,'relative':true", "" },
  { "half-steps", "'type':'bounded','max':10,'step':0.5,'baseline':{'mean':6,'sd':2},'means':4,"
                  "'sd':2.5", "'improvement':2.5", "" },
  { "skewed", "'type':'skewed','skewness':1.5," NORMAL, "'improvement':0.3,'relative':true", "" },
  { "gamma", "'type':'skewed','shape':'gamma','skewness':1.2," NORMAL, "'improvement':3", "" },
  { "heavy-tailed", "'type':'heavy-tailed','df':5," NORMAL, "'improvement':3", "" },
  { "limits", "'baseline':{'mean':11,'sd':3,'min':7},'means':{'a':6,'b':7,'c':9},'sd':5",
    "'improvement':0.3,'relative':true", "" },
  { "bounded-limits", "'type':'bounded','max':24,'baseline':{'mean':11,'sd':3,'min':4,'max':20},"
                      "'means':{'a':6,'b':7,'c':9},'sd':5.5", "'improvement':4", "" },
  { "observed", BOUNDED ",'correlation':{'type':'compound-symmetry','rho':0.5,'scale':'observed'}",
    "'improvement':0.3,'relative':true", "" },
  { "strata", NORMAL, "'improvement':3", STRATA },
  { "bounded-strata", BOUNDED, "'improvement':0.3,'relative':true", STRATA },
  { "treated", BOUNDED, "'improvement':0.3,'relative':true", TREATED },
  /* who switches keeps what he is: the interaction of the arm that he comes from */
  { "switched", NORMAL, "'improvement':9",
    STRATA "'switching':[{'from':'c','to':'a','proportion':0.9}]," },
  { "practitioners", NORMAL, "'improvement':3",
    "'practitioners':{'count':{'a':4},'icc':0.1},'centres':{'count':5,'icc':0.05}," },
};

/* By the rule in plain words, from the scores as they are reported. */
static gboolean responds (double baseline, double score, gboolean higher, double improvement,
                          gboolean relative)
{
  double gain = higher ? score - baseline : baseline - score;
  if (relative)
    return baseline > 0 && gain / baseline >= improvement - 1e-9;
  return gain >= improvement - 1e-9;
}

static void check_patients (const SimTrial *trial, const Design *design, double *count)
{
  gboolean higher = strstr (design->scores, "higher") != NULL;
  gboolean relative = strstr (design->responder, "relative") != NULL;
  double improvement = g_ascii_strtod (strchr (design->responder, ':') + 1, NULL);
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *patient = &trial->patients[i];
    const SimScores *y = &patient->outcomes[1], *r = &patient->outcomes[0];
    g_assert_cmpfloat (
        r->scores[0], ==,
        responds (y->baseline, y->scores[0], higher, improvement, relative));
    g_assert_true (isnan (r->baseline) && isnan (r->latent[0]));
    g_assert_cmpint (r->seen[0], ==, y->seen[0]);
    count[patient->arm] += r->scores[0];
  }
}

/* The proportions of the trials, whose patients may have something in common. */
static void check_design (SimEngine *engine, const Design *design)
{
  enum { N = 60 };
  guint trials = g_test_slow () ? 16000 : 400;
  SimScenario *scenario = scenario_of (design->scores, design->responder, design->rest);
  PeopleTally tally = { 0, 0 };
  double *share[3];
  for (guint a = 0; a < 3; a++)
    share[a] = g_new0 (double, trials);
  for (guint r = 0; r < trials; r++) {
    double count[3] = { 0, 0, 0 };
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    check_patients (trial, design, count);
    for (guint a = 0; a < 3; a++)
      share[a][r] = count[a] / N;
    g_assert_cmpfloat (fabs (trial->results[0].estimate - (share[0][r] - share[2][r])), <, 1e-12);
    g_assert_cmpfloat (fabs (trial->results[1].estimate - (share[0][r] - share[1][r])), <, 1e-12);
    sim_trial_free (trial);
  }
  for (guint a = 0; a < 3; a++) {
    PeopleMoments m = people_moments (share[a], trials, 1);
    people_z (&tally, design->name, m.mean, truth (scenario, a), m.mean_se);
    g_free (share[a]);
  }
  SimRunOptions options = { .replicates = g_test_slow () ? 1000000 : 40000 };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimHypothesisResult *found = sim_snapshot_results (snapshot)->sizes[0].hypotheses;
  for (guint h = 0; h < 2; h++)
    people_z (&tally, "bias", found[h].bias.value, 0, found[h].bias.mcse);
  people_report (design->name, &tally);
  sim_snapshot_unref (snapshot);
  sim_scenario_unref (scenario);
}

static void test_patients (void)
{
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  for (guint i = 0; i < G_N_ELEMENTS (designs); i++)
    check_design (engine, &designs[i]);
  sim_engine_free (engine);
}

/* --- losses -------------------------------------------------------------------------------- */

/* Where the first outcome is a response, losses hang on the scores that it is made of, whatever
   stands between them in the list. */
static void test_leaving (void)
{
  SimScenario *scenario = people_parse (
      ARMS "'outcomes':[{'id':'r','type':'binary','responder':{'outcome':'y','improvement':3}},"
           "{'id':'z','visits':[{'id':'w8','time':8}],'means':5,'sd':2},"
           "{'id':'y','visits':[{'id':'w8','time':8}]," NORMAL "}],'outcome-correlation':0,"
           "'dropout':{'mechanism':'mnar','log-odds':0.4,'proportion':0.3}," REST);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  double sum[2][2] = { { 0 } }, square[2] = { 0 }, n[2] = { 0 };
  for (guint r = 0; r < 200; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    for (guint i = 0; i < trial->n_patients; i++) {
      const SimScores *of = trial->patients[i].outcomes;
      guint left = of[0].seen[0] == SIM_SEEN_LEFT;
      g_assert_cmpint (of[0].seen[0], ==, of[1].seen[0]);
      g_assert_cmpint (of[0].seen[0], ==, of[2].seen[0]);
      n[left]++;
      for (guint k = 0; k < 2; k++)
        sum[left][k] += of[k + 1].latent[0];
      square[left] += of[1].latent[0] * of[1].latent[0];
    }
    sim_trial_free (trial);
  }
  PeopleTally tally = { 0, 0 };
  double all = n[0] + n[1];
  people_z (&tally, "lost", n[1] / all, 0.3, sqrt (0.21 / all));
  people_z (&tally, "what was not asked of those who left", sum[1][0] / n[1], 0,
            sqrt (square[1]) / n[1]);
  /* 0.4 a point of SD 5: those who leave are worse by more than an SD */
  g_assert_cmpfloat (sum[1][1] / n[1] - sum[0][1] / n[0], >, 1);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* --- extremes ------------------------------------------------------------------------------ */

/* Nobody can improve by more than there is. */
static void test_extremes (void)
{
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  static const char *const improvements[] = { "'improvement':25", "'improvement':1000" };
  for (guint i = 0; i < G_N_ELEMENTS (improvements); i++) {
    SimScenario *scenario = scenario_of (BOUNDED, improvements[i], "");
    SimRunOptions options = { .replicates = 80 };
    SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
    g_assert_cmpfloat (truth (scenario, 0), ==, 0);
    const SimSizeResult *size = &sim_snapshot_results (snapshot)->sizes[0];
    g_assert_cmpfloat (size->hypotheses[0].estimate.value, ==, 0);
    g_assert_cmpfloat (size->any.value, ==, 0);
    g_assert_cmpuint (size->failed_fits, ==, 0);
    sim_snapshot_unref (snapshot);
    sim_scenario_unref (scenario);
  }
  sim_engine_free (engine);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/people-responders/closed-forms", test_closed_forms);
  g_test_add_func ("/run/people-responders/patients", test_patients);
  g_test_add_func ("/run/people-responders/leaving", test_leaving);
  g_test_add_func ("/run/people-responders/extremes", test_extremes);
  return g_test_run ();
}
