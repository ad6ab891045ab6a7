/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-entry.c - what is known of patients at entry, strata and covariates, and what becomes of
 * their treatment: proportions, differences and means within 4 standard errors of what was asked,
 * and true effects against plain averages of simulated scores.
 */
#include "people-fixture.h"

/* --- strata and covariates ----------------------------------------------------------------- */

#define STRATA                                                                                    \
  "'strata':[{'id':'s','levels':[{'id':'yes','prevalence':0.3,'effect':2.5,"                      \
  "'interaction':{'y':{'a':-2,'b':1}}},{'id':'no','prevalence':0.7}]},"                           \
  "{'id':'t','levels':[{'id':'x','prevalence':0.2,'effect':-1},"                                  \
  "{'id':'y','prevalence':0.5,'effect':1},{'id':'z','prevalence':0.3}]}],"                        \
  "'covariates':[{'id':'age','correlation':0.3},{'id':'bmi','correlation':-0.2}],"

static SimScenario *scenario_of (guint size, const char *rest)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':%u},{'id':'b','size':%u,'reference':true}],"
      "'outcomes':[{'id':'y','visits':[{'id':'v','time':8},{'id':'w','time':26}],"
      "'baseline':{'mean':11,'sd':5},'means':{'a':[5,6],'b':[9,8]},'sd':{'a':[5,4],'b':6},"
      "'correlation':{'baseline':0.5,'visits':0.7}}],%s"
      "'analyses':[{'id':'m','visit':'w','method':'t-test'}],'run':{'seed':77,'sizes':[%u]}}",
      size, size, rest, 2 * size);
  SimScenario *scenario = people_parse (text);
  g_free (text);
  return scenario;
}

typedef struct {
  guint n;
  double *score[PEOPLE_POINTS], *covariate[2];
  int *level[2];
} Entry;

static void read_entry (SimEngine *engine, SimScenario *scenario, guint trials, guint arm,
                        Entry *entry)
{
  guint most = trials * sim_scenario_total (scenario, sim_scenario_own_size (scenario));
  *entry = (Entry){ 0 };
  for (guint p = 0; p < PEOPLE_POINTS; p++)
    entry->score[p] = g_new (double, most);
  for (guint k = 0; k < 2; k++) {
    entry->covariate[k] = g_new (double, most);
    entry->level[k] = g_new (int, most);
  }
  for (guint r = 0; r < trials; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    g_assert_true (trial->n_strata == 2 && trial->n_covariates == 2);
    for (guint i = 0; i < trial->n_patients; i++) {
      const SimPatient *patient = &trial->patients[i];
      if (patient->arm != arm)
        continue;
      for (guint p = 0; p < PEOPLE_POINTS; p++)
        entry->score[p][entry->n]
            = p == 0 ? patient->outcomes->baseline : patient->outcomes->scores[p - 1];
      for (guint k = 0; k < 2; k++) {
        entry->covariate[k][entry->n] = patient->covariates[k];
        entry->level[k][entry->n] = patient->levels[k];
      }
      entry->n++;
    }
    sim_trial_free (trial);
  }
}

static void clear_entry (Entry *entry)
{
  for (guint p = 0; p < PEOPLE_POINTS; p++)
    g_free (entry->score[p]);
  for (guint k = 0; k < 2; k++) {
    g_free (entry->covariate[k]);
    g_free (entry->level[k]);
  }
}

/* Mean of those at a level and its squared standard error; returns how many they are. */
static guint level_mean (const Entry *entry, guint stratum, int level, const double *y,
                         double *mean, double *variance)
{
  double n = 0, sum = 0, squares = 0;
  for (guint i = 0; i < entry->n; i++)
    if (entry->level[stratum][i] == level) {
      n++;
      sum += y[i];
      squares += y[i] * y[i];
    }
  *mean = sum / n;
  *variance = (squares / n - *mean * *mean) / n;
  return (guint) n;
}

static void check_stratum (PeopleTally *tally, const Entry *entry, guint stratum,
                           guint n_levels, const double *prevalence, const double *at_baseline,
                           const double *at_visits)
{
  for (guint l = 0; l < n_levels; l++)
    for (guint p = 0; p < PEOPLE_POINTS; p++) {
      double mean, variance, other, other_variance, q = prevalence[l];
      guint n = level_mean (entry, stratum, (int) l, entry->score[p], &mean, &variance);
      people_z (tally, "prevalence", (double) n / entry->n, q, sqrt (q * (1 - q) / entry->n));
      if (l == 0)
        continue;
      const double *effect = p == 0 ? at_baseline : at_visits;
      level_mean (entry, stratum, 0, entry->score[p], &other, &other_variance);
      people_z (tally, "difference of levels", other - mean, effect[0] - effect[l],
                sqrt (variance + other_variance));
    }
}

static void test_strata (void)
{
  static const double s[] = { 0.3, 0.7 }, t[] = { 0.2, 0.5, 0.3 };
  static const double s_baseline[] = { 2.5, 0 }, t_effect[] = { -1, 1, 0 };
  static const double s_visits[2][2] = { { 0.5, 0 }, { 3.5, 0 } };
  static const double asked[] = { 0.3, -0.2 };
  guint trials = g_test_slow () ? 100 : 10;
  PeopleTally tally = { 0, 0 };
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = scenario_of (50000, STRATA);
  for (guint a = 0; a < 2; a++) {
    Entry entry;
    double se;
    read_entry (engine, scenario, trials, a, &entry);
    check_stratum (&tally, &entry, 0, 2, s, s_baseline, s_visits[a]);
    check_stratum (&tally, &entry, 1, 3, t, t_effect, t_effect);
    for (guint k = 0; k < 2; k++) {
      PeopleMoments m = people_moments (entry.covariate[k], entry.n, 1);
      people_z (&tally, "mean of a covariate", m.mean, 0, m.mean_se);
      people_z (&tally, "SD of a covariate", m.sd, 1, m.sd_se);
      for (guint p = 0; p < PEOPLE_POINTS; p++) {
        double r = people_correlation (entry.covariate[k], entry.score[p], entry.n, 1, &se);
        people_z (&tally, "correlation with a covariate", r, asked[k], se);
      }
    }
    double r = people_correlation (entry.covariate[0], entry.covariate[1], entry.n, 1, &se);
    people_z (&tally, "between covariates", r, 0, se);
    clear_entry (&entry);
  }
  people_report ("strata and covariates", &tally);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

/* --- what becomes of treatment ------------------------------------------------------------- */

typedef struct {
  double n, sum, squares, baseline; /* baseline: of latent values */
} State;

static void state_add (State *state, const SimPatient *patient)
{
  double y = patient->outcomes->scores[1];
  state->n++;
  state->sum += y;
  state->squares += y * y;
  state->baseline += patient->outcomes->latent_baseline;
}

static void state_check (PeopleTally *tally, const char *what, const State *state, double n,
                         double proportion, double mean, double sd)
{
  double found = state->sum / state->n, variance = state->squares / state->n - found * found;
  people_z (tally, what, state->n / n, proportion, sqrt (proportion * (1 - proportion) / n));
  people_z (tally, what, found, mean, sqrt (variance / state->n));
  /* normal within a state: SD of a variance is its square times sqrt (2 / n) */
  people_z (tally, what, variance, sd * sd, sd * sd * sqrt (2 / state->n));
  people_z (tally, what, state->baseline / state->n, 0, 1 / sqrt (state->n));
}

/* Arms a and c against b; means 6, 8, 4 at the second visit. */
static SimScenario *treated_scenario (const char *estimand, const char *type)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':33000},{'id':'b','size':33000,'reference':true},"
      "{'id':'c','size':33000}],'outcomes':[{'id':'y',%s,'visits':[{'id':'v','time':8},"
      "{'id':'w','time':26}],'baseline':{'mean':11,'sd':5},"
      "'means':{'a':[5,6],'b':[9,8],'c':[5,4]},'sd':{'a':[5,4],'b':6,'c':5}}],"
      "'adherence':{'proportion':{'a':0.8,'c':0.9},'share-kept':{'a':0.25}},"
      "'switching':[{'from':'a','to':'b','proportion':0.1},"
      "{'from':'b','to':'c','proportion':0.3},{'from':'a','to':'c','proportion':0.05}],"
      "'estimand':'%s','analyses':[{'id':'m','visit':'w','method':'t-test'}],"
      "'testing':{'hypotheses':[{'id':'h','compare':['a','b']}]},"
      "'run':{'seed':78,'sizes':[99000]}}",
      type, estimand);
  SimScenario *scenario = people_parse (text);
  g_free (text);
  return scenario;
}

static void test_treated (void)
{
  guint trials = g_test_slow () ? 100 : 10;
  PeopleTally tally = { 0, 0 };
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = treated_scenario ("treatment-policy", "'type':'continuous'");
  State own[3] = { 0 }, away[3] = { 0 }, switched[3][3] = { 0 };
  double n = 33000.0 * trials;
  for (guint r = 0; r < trials; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    for (guint i = 0; i < trial->n_patients; i++) {
      const SimPatient *patient = &trial->patients[i];
      state_add (patient->treated == SIM_TREATED_SWITCHED
                     ? &switched[patient->arm][patient->switched_to]
                     : &(patient->treated == SIM_TREATED_NOT_ADHERENT ? away : own)[patient->arm],
                 patient);
    }
    sim_trial_free (trial);
  }
  state_check (&tally, "a to b", &switched[0][1], n, 0.1, 8, 6);
  state_check (&tally, "a to c", &switched[0][2], n, 0.05, 4, 5);
  state_check (&tally, "b to c", &switched[1][2], n, 0.3, 4, 5);
  state_check (&tally, "a not adherent", &away[0], n, 0.85 * 0.2, 8 + 0.25 * (6 - 8), 4);
  state_check (&tally, "c not adherent", &away[2], n, 0.1, 8, 5);
  state_check (&tally, "a", &own[0], n, 0.85 * 0.8, 6, 4);
  state_check (&tally, "b", &own[1], n, 0.7, 8, 6);
  state_check (&tally, "c", &own[2], n, 0.9, 4, 5);
  g_assert_cmpfloat (away[1].n + switched[2][0].n + switched[2][1].n + switched[1][0].n, ==, 0);
  people_report ("treated", &tally);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

/* The true effect is the plain average of the scores of all, or of those treated as meant. */
static void check_truth (const char *estimand, const char *type, gboolean all)
{
  guint trials = g_test_slow () ? 100 : 10;
  PeopleTally tally = { 0, 0 };
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = treated_scenario (estimand, type);
  State arms[3] = { 0 };
  for (guint r = 0; r < trials; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    for (guint i = 0; i < trial->n_patients; i++) {
      const SimPatient *patient = &trial->patients[i];
      if (all || patient->treated == SIM_TREATED_AS_ALLOCATED)
        state_add (&arms[patient->arm], patient);
    }
    sim_trial_free (trial);
  }
  double mean[2], variance[2];
  for (guint a = 0; a < 2; a++) {
    mean[a] = arms[a].sum / arms[a].n;
    variance[a] = (arms[a].squares / arms[a].n - mean[a] * mean[a]) / arms[a].n;
  }
  people_z (&tally, estimand, mean[1] - mean[0], sim_scenario_true_effect (scenario, 0),
            sqrt (variance[0] + variance[1]));
  people_report (estimand, &tally);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

static void test_truth (void)
{
  static const char *const types[] = { "'type':'continuous'", "'type':'bounded','max':24",
                                       "'type':'bounded','max':24,'given':'latent'" };
  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    check_truth ("treatment-policy", types[i], TRUE);
    check_truth ("hypothetical", types[i], FALSE);
  }
  SimScenario *scenario = treated_scenario ("hypothetical", types[0]);
  g_assert_cmpfloat (fabs (sim_scenario_true_effect (scenario, 0) - 2), <, 1e-12);
  sim_scenario_unref (scenario);
  scenario = treated_scenario ("treatment-policy", types[0]);
  /* a: 0.85 (0.8 x 6 + 0.2 x 7.5) + 0.1 x 8 + 0.05 x 4 = 6.355; b: 0.7 x 8 + 0.3 x 4 = 6.8 */
  g_assert_cmpfloat (fabs (sim_scenario_true_effect (scenario, 0) - 0.445), <, 1e-12);
  sim_scenario_unref (scenario);
}

/* Where all arms are alike there is no effect, to the last bit, whoever switches. */
static void test_null (void)
{
  for (guint k = 1; k < 40; k++) {
    char *text = g_strdup_printf (
        "{'trefoil':1,'arms':[{'id':'a','size':30},{'id':'b','size':30,'reference':true},"
        "{'id':'c','size':30}],'outcomes':[{'id':'y','means':%g,'sd':5}],"
        "'adherence':{'proportion':{'a':%g},'share-kept':0.3},"
        "'switching':[{'from':'b','to':'a','proportion':%g},"
        "{'from':'a','to':'c','proportion':0.13}],'analyses':[{'id':'m','method':'t-test'}],"
        "'testing':{'hypotheses':[{'id':'h','compare':['a','b']}]}}",
        2 + k * 0.37, 0.31 + k * 0.017, 0.2 + k * 0.01);
    SimScenario *scenario = people_parse (text);
    g_assert_cmpfloat (sim_scenario_true_effect (scenario, 0), ==, 0);
    sim_scenario_unref (scenario);
    g_free (text);
  }
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/people-entry/strata", test_strata);
  g_test_add_func ("/run/people-entry/treated", test_treated);
  g_test_add_func ("/run/people-entry/truth", test_truth);
  g_test_add_func ("/run/people-entry/null", test_null);
  return g_test_run ();
}
