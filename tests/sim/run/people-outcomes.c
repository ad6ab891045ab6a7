/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-outcomes.c - several outcomes of the same patients: latent values go together as asked,
 * within an outcome and between two, with and without what patients have in common; who has left
 * is missing in all of them; and the random numbers of the first are those that it has alone.
 */
#include "people-bits.h"
#include "people-fixture.h"

#define ARMS                                                                                       \
  "{'trefoil':1,'arms':[{'id':'a','size':50},{'id':'b','size':50,'reference':true}],"
#define PAIN                                                                                       \
  "{'id':'pain','type':'bounded','max':100,'visits':[{'id':'w4','time':4},{'id':'w8','time':8}],"  \
  "'baseline':{'mean':60,'sd':14},'means':{'a':[40,35],'b':[50,45]},'sd':22,"                      \
  "'correlation':{'type':'baseline-visits','baseline':0.4,'visits':0.8}}"
#define FUNCTION                                                                                   \
  "{'id':'function','better':'higher','visits':[{'id':'w8','time':8},{'id':'w26','time':26}],"     \
  "'baseline':{'mean':40,'sd':9},'means':{'a':[52,55],'b':[47,48]},'sd':[10,12],"                  \
  "'correlation':{'type':'compound-symmetry','rho':0.6}}"
#define DAYS                                                                                       \
  "{'id':'days','type':'count','visits':[{'id':'w4','time':4},{'id':'w8','time':8},"               \
  "{'id':'w26','time':26}],'rates':{'a':3,'b':5},'dispersion':0.5,"                                \
  "'correlation':{'type':'ar1','rho':0.5,'lag':8}}"
#define THREE "'outcomes':[" PAIN "," FUNCTION "," DAYS "],"
#define BETWEEN "'outcome-correlation':[[1,-0.55,0.45],[-0.55,1,-0.3],[0.45,-0.3,1]],"
#define REST "'testing':{'hypotheses':[{'id':'H','compare':['a','b']}]},'run':{'sizes':[100]}}"
#define TTEST "'analyses':[{'id':'main','method':'t-test'}],"

/* A column of latent values: outcome and point. */
typedef struct {
  guint outcome, point;
} Place;

static void read_column (SimEngine *engine, SimScenario *scenario, guint arm, guint trials,
                         const Place *places, guint n_places, double **columns)
{
  guint n = 0;
  for (guint r = 0; r < trials; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    g_assert_nonnull (trial);
    for (guint i = 0; i < trial->n_patients; i++) {
      const SimPatient *patient = &trial->patients[i];
      if (patient->arm != arm)
        continue;
      for (guint k = 0; k < n_places; k++) {
        const SimScores *scores = &patient->outcomes[places[k].outcome];
        columns[k][n] = places[k].point ? scores->latent[places[k].point - 1]
                                        : scores->latent_baseline;
      }
      n++;
    }
    sim_trial_free (trial);
  }
}

/* Latent values of two places of an arm of 50 have such a correlation. */
typedef struct {
  Place at[2];
  double asked;
} Pair;

static const Pair pairs[] = {
  { { { 0, 0 }, { 0, 1 } }, 0.4 },  { { { 0, 1 }, { 0, 2 } }, 0.8 },
  { { { 1, 0 }, { 1, 2 } }, 0.6 },  { { { 1, 1 }, { 1, 2 } }, 0.6 },
  { { { 2, 1 }, { 2, 2 } }, 0.70710678118654752 }, /* 4 weeks of a lag of 8 */
  { { { 0, 0 }, { 1, 0 } }, -0.55 }, /* at baseline */
  { { { 0, 2 }, { 1, 1 } }, -0.55 }, /* at week 8 */
  { { { 0, 1 }, { 2, 1 } }, 0.45 },  { { { 0, 2 }, { 2, 2 } }, 0.45 },
  { { { 1, 1 }, { 2, 2 } }, -0.3 },  { { { 1, 2 }, { 2, 3 } }, -0.3 }, /* weeks 8 and 26 */
};

/* All that is measured. */
static const Place places[] = { { 0, 0 }, { 0, 1 }, { 0, 2 }, { 1, 0 }, { 1, 1 },
                                { 1, 2 }, { 2, 1 }, { 2, 2 }, { 2, 3 } };

static guint index_of (const Place *place)
{
  guint i = 0;
  while (places[i].outcome != place->outcome || places[i].point != place->point)
    i++;
  return i;
}

static void check_pairs (const char *what, const char *rest, guint arm)
{
  enum { N = 50, PLACES = G_N_ELEMENTS (places) };
  guint trials = g_test_slow () ? 20000 : 600, n = trials * N;
  char *json = g_strconcat (ARMS THREE BETWEEN, rest, TTEST REST, NULL);
  SimScenario *scenario = people_parse (json);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  PeopleTally tally = { 0, 0 };
  double *columns[PLACES], se;
  for (guint i = 0; i < PLACES; i++)
    columns[i] = g_new (double, n);
  read_column (engine, scenario, arm, trials, places, PLACES, columns);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    guint first = index_of (&pairs[i].at[0]), second = index_of (&pairs[i].at[1]);
    char *name = g_strdup_printf ("%s: %u and %u", what, first, second);
    double r = people_correlation (columns[first], columns[second], n, N, &se);
    people_z (&tally, name, r, pairs[i].asked, se);
    g_free (name);
  }
  for (guint i = 0; i < PLACES; i++) {
    PeopleMoments m = people_moments (columns[i], n, N);
    people_z (&tally, "mean of latent values", m.mean, 0, m.mean_se);
    people_z (&tally, "SD of latent values", m.sd, 1, m.sd_se);
    g_free (columns[i]);
  }
  people_report (what, &tally);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
  g_free (json);
}

static void test_alone (void)
{
  check_pairs ("nothing in common", "", 0);
}

static void test_in_common (void)
{
  check_pairs ("all in common",
               "'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.3,"
               "'effect':{'pain':6,'function':-2}},{'id':'m','prevalence':0.7}]}],"
               "'covariates':[{'id':'age','correlation':{'pain':0.2,'days':0.3}}],"
               "'practitioners':{'count':{'a':25},'sd':4},'centres':{'count':25,'icc':0.03},"
               "'response-sd':5,",
               0);
}

/* --- the first outcome's random numbers ---------------------------------------------------- */

static void test_first_is_undisturbed (void)
{
  static const char *const outcomes[] = { "'outcomes':[" PAIN "],", THREE BETWEEN };
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimTrial *trials[2];
  for (guint i = 0; i < 2; i++) {
    char *json = g_strconcat (ARMS, outcomes[i],
                              "'practitioners':{'count':{'a':5},'icc':0.05},"
                              "'dropout':{'proportion':0.2}," TTEST REST,
                              NULL);
    SimScenario *scenario = people_parse (json);
    trials[i] = sim_trial_new (engine, scenario, 41, 0, NULL);
    sim_scenario_unref (scenario);
    g_free (json);
  }
  g_assert_cmpuint (trials[0]->n_patients, ==, trials[1]->n_patients);
  for (guint i = 0; i < trials[0]->n_patients; i++) {
    const SimScores *alone = trials[0]->patients[i].outcomes;
    const SimScores *beside = trials[1]->patients[i].outcomes;
    g_assert_cmpfloat (alone->latent_baseline, ==, beside->latent_baseline);
    for (guint v = 0; v < 2; v++) {
      g_assert_cmpfloat (alone->latent[v], ==, beside->latent[v]);
      g_assert_cmpint (alone->seen[v], ==, beside->seen[v]);
    }
  }
  g_assert_cmpfloat (trials[0]->results[0].estimate, ==, trials[1]->results[0].estimate);
  for (guint i = 0; i < 2; i++)
    sim_trial_free (trials[i]);
  sim_engine_free (engine);
}

/* --- who is there -------------------------------------------------------------------------- */

/* Pain is measured at weeks 4 and 8, function at 8 and 26, days at 4, 8 and 26. */
static void check_left (const char *dropout, gboolean gaps, gboolean by_scores)
{
  char *json = g_strconcat (ARMS THREE BETWEEN, dropout, TTEST REST, NULL);
  SimScenario *scenario = people_parse (json);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  guint left = 0, missed = 0, after = 0;
  for (guint r = 0; r < 50; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    for (guint i = 0; i < trial->n_patients; i++) {
      const SimScores *of = trial->patients[i].outcomes;
      gboolean gone[2] = { of[0].seen[0] == SIM_SEEN_LEFT, of[0].seen[1] == SIM_SEEN_LEFT };
      const SimSeen seen[] = { of[1].seen[0], of[1].seen[1], of[2].seen[0], of[2].seen[1],
                               of[2].seen[2] };
      const gboolean expected[] = { gone[1], gone[1], gone[0], gone[1], gone[1] };
      for (guint k = 0; k < G_N_ELEMENTS (seen); k++) {
        gboolean later = k == 1 || k == 4; /* than the last visit of pain: others may go by then */
        if (!later || by_scores || expected[k])
          g_assert_cmpint (seen[k] == SIM_SEEN_LEFT, ==, expected[k]);
        after += later && seen[k] == SIM_SEEN_LEFT && !expected[k];
        missed += seen[k] == SIM_SEEN_GAP;
      }
      /* whoever is not there misses all of that week */
      g_assert_cmpint (of[0].seen[0], ==, of[2].seen[0]);
      g_assert_cmpint (of[0].seen[1], ==, of[1].seen[0]);
      g_assert_cmpint (of[0].seen[1], ==, of[2].seen[1]);
      g_assert_cmpint (of[1].seen[1], ==, of[2].seen[2]);
      left += gone[1];
    }
    sim_trial_free (trial);
  }
  g_assert_cmpuint (left, >, 500);
  g_assert_cmpint (missed > 0, ==, gaps);
  g_assert_cmpint (after > 0, ==, !by_scores);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
  g_free (json);
}

static void test_left (void)
{
  check_left ("'dropout':{'proportion':[0.1,0.3]},", FALSE, FALSE);
  check_left ("'dropout':{'proportion':[0.1,0.3],'gaps':0.1},", TRUE, FALSE);
  check_left ("'dropout':{'mechanism':'mar','log-odds':0.05,'proportion':[0.1,0.3]},", FALSE, TRUE);
  check_left ("'dropout':{'mechanism':'mnar','log-odds':0.05,'proportion':[0.1,0.3],'gaps':0.1},",
              TRUE, TRUE);
}

/* --- times beside scores ------------------------------------------------------------------- */

#define RELAPSE                                                                                    \
  "{'id':'relapse','type':'time-to-event','medians':{'a':40,'b':25},'accrual':10,'follow-up':52}"

static void test_times (void)
{
  enum { TRIALS = 400, N = 50 };
  SimScenario *scenario
      = people_parse (ARMS "'outcomes':[" PAIN "," RELAPSE "],'outcome-correlation':-0.4,"
                           "'dropout':{'proportion':0.2}," TTEST REST);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  PeopleTally tally = { 0, 0 };
  const Place last[] = { { 0, 2 }, { 1, 1 } }, first[] = { { 0, 1 }, { 1, 1 } };
  double *columns[2] = { g_new (double, TRIALS *N), g_new (double, TRIALS *N) }, se;
  /* the time goes with the visit nearest to the end of the follow-up, and with others by that */
  read_column (engine, scenario, 0, TRIALS, last, 2, columns);
  double r = people_correlation (columns[0], columns[1], TRIALS * N, N, &se);
  people_z (&tally, "time and last visit", r, -0.4, se);
  read_column (engine, scenario, 0, TRIALS, first, 2, columns);
  r = people_correlation (columns[0], columns[1], TRIALS * N, N, &se);
  people_z (&tally, "time and first visit", r, -0.4 * 0.8, se);
  /* 20 % within 8 weeks, at a constant rate, of those who are watched and have no event before */
  double lost = 0, watched = 0, rate = -log (0.8) / 8;
  for (guint k = 0; k < TRIALS; k++) {
    SimTrial *trial = sim_trial_new (engine, scenario, k, 0, NULL);
    for (guint i = 0; i < trial->n_patients; i++) {
      lost += trial->patients[i].outcomes[1].seen[0] == SIM_SEEN_LEFT;
      watched += trial->patients[i].outcomes[1].scores[0];
    }
    sim_trial_free (trial);
  }
  people_z (&tally, "losses in a week of watching", lost / watched, rate, sqrt (lost) / watched);
  people_report ("times", &tally);
  g_free (columns[0]);
  g_free (columns[1]);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* --- the engine ---------------------------------------------------------------------------- */

/* Each outcome's t test has the mean estimate that its means say, and estimates of two outcomes in
   a trial go together as their scores do: with equal SDs in both arms as the scores themselves. */
static void test_estimates (void)
{
  enum { TRIALS = 1500 };
  static const char json[] = ARMS
      "'outcomes':[{'id':'x','means':{'a':5,'b':6},'sd':2,'baseline':{'mean':6,'sd':2}},"
      "{'id':'y','better':'higher','means':{'a':12,'b':9},'sd':4}],'outcome-correlation':-0.7,"
      "'analyses':[{'id':'x','method':'t-test'},{'id':'y','outcome':'y','method':'t-test'}],"
      "'testing':{'hypotheses':[{'id':'X','compare':['a','b'],'analysis':'x'},"
      "{'id':'Y','compare':['a','b'],'analysis':'y'}]},'run':{'sizes':[60]}}";
  SimScenario *scenario = people_parse (json);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = 40000 };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimHypothesisResult *found
      = sim_snapshot_results (snapshot)->sizes[sim_scenario_own_size (scenario)].hypotheses;
  PeopleTally tally = { 0, 0 };
  people_z (&tally, "X", found[0].estimate.value, 1, found[0].estimate.mcse);
  people_z (&tally, "Y", found[1].estimate.value, 3, found[1].estimate.mcse);
  people_z (&tally, "SE of X", found[0].empirical_se, 2 * sqrt (2 / 50.0),
            found[0].empirical_se / sqrt (80000));
  double *columns[2] = { g_new (double, TRIALS), g_new (double, TRIALS) }, se;
  for (guint r = 0; r < TRIALS; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    for (guint h = 0; h < 2; h++)
      columns[h][r] = trial->results[h].estimate;
    sim_trial_free (trial);
  }
  /* on the benefit scale, which turns x round */
  double r = people_correlation (columns[0], columns[1], TRIALS, 1, &se);
  people_z (&tally, "estimates", r, 0.7, se);
  people_report ("estimates", &tally);
  g_free (columns[0]);
  g_free (columns[1]);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* --- bits ---------------------------------------------------------------------------------- */

#define RESPONSE                                                                                   \
  "{'id':'better','type':'binary','responder':{'outcome':'pain','improvement':0.3,"                \
  "'relative':true}}"
#define ALL_TESTS                                                                                  \
  "'analyses':[{'id':'p','outcome':'pain','visit':'w4','method':'ancova'},"                        \
  "{'id':'f','outcome':'function','method':'ancova'},"                                             \
  "{'id':'d','outcome':'days','visit':'w8','method':'negative-binomial'},"                         \
  "{'id':'b','outcome':'better','method':'risk-difference'}],"                                     \
  "'testing':{'hypotheses':[{'id':'P','compare':['a','b'],'analysis':'p'},"                        \
  "{'id':'F','compare':['a','b'],'analysis':'f'},{'id':'D','compare':['a','b'],'analysis':'d'},"   \
  "{'id':'B','compare':['a','b'],'analysis':'b'}]},'run':{'sizes':[60,100]}}"
#define FOUR "'outcomes':[" PAIN "," FUNCTION "," DAYS "," RESPONSE "],"
#define COMMON                                                                                     \
  "'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.3,'effect':{'pain':6}},"                 \
  "{'id':'m','prevalence':0.7}]}],'practitioners':{'count':{'a':5},'icc':0.05},'response-sd':5,"
#define MAR "'dropout':{'mechanism':'mar','log-odds':0.05,'proportion':[0.1,0.3],'gaps':0.05},"

static SimScenario *all_tests (const char *outcomes, const char *rest)
{
  char *json = g_strconcat (ARMS, outcomes, rest, ALL_TESTS, NULL);
  SimScenario *scenario = people_parse (json);
  g_free (json);
  return scenario;
}

static void test_bits (void)
{
  static const char *const rests[]
      = { BETWEEN, BETWEEN COMMON MAR,
          BETWEEN COMMON MAR "'allocation':{'method':'stratified-blocks'}," };
  for (guint i = 0; i < G_N_ELEMENTS (rests); i++) {
    SimScenario *scenario = all_tests (FOUR, rests[i]);
    people_check_bits (scenario);
    sim_scenario_unref (scenario);
  }
}

static void test_edits (void)
{
  static const char *const edits[][2] = {
    { BETWEEN, "'outcome-correlation':[[1,-0.55,0.45],[-0.55,1,-0.2],[0.45,-0.2,1]]," },
    { BETWEEN, BETWEEN COMMON },
    { BETWEEN COMMON, BETWEEN COMMON MAR },
    { BETWEEN MAR, "'outcome-correlation':0," MAR },
  };
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    SimScenario *one = all_tests (FOUR, edits[i][0]), *other = all_tests (FOUR, edits[i][1]);
    people_check_edit (one, other);
    sim_scenario_unref (one);
    sim_scenario_unref (other);
  }
  char **parts = g_strsplit (FOUR, "'improvement':0.3", 2);
  char *harder = g_strjoin ("'improvement':0.4", parts[0], parts[1], NULL);
  SimScenario *one = all_tests (FOUR, BETWEEN), *other = all_tests (harder, BETWEEN);
  people_check_edit (one, other);
  sim_scenario_unref (one);
  sim_scenario_unref (other);
  g_free (harder);
  g_strfreev (parts);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/people-outcomes/alone", test_alone);
  g_test_add_func ("/run/people-outcomes/in-common", test_in_common);
  g_test_add_func ("/run/people-outcomes/first-is-undisturbed", test_first_is_undisturbed);
  g_test_add_func ("/run/people-outcomes/left", test_left);
  g_test_add_func ("/run/people-outcomes/times", test_times);
  g_test_add_func ("/run/people-outcomes/estimates", test_estimates);
  g_test_add_func ("/run/people-outcomes/bits", test_bits);
  g_test_add_func ("/run/people-outcomes/edits", test_edits);
  return g_test_run ();
}
