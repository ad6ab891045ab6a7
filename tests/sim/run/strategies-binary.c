/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * strategies-binary.c - analyses of binary outcomes of which what is missing is drawn: each trial's
 * result again from its list of patients. What is drawn is drawn by the kernel, whose own test is
 * analysis/binary-imputation; here it is told from which scores, streams and rules.
 */
#include "analysis/binary-imputation.h"
#include "analysis/logistic.h"
#include "people-fixture.h"

typedef struct {
  const char *name, *method, *more, *missing, *rest;
  gboolean strata, per_protocol;
} Case;

#define STRATA ",'adjust-for':['strata']"
#define SHIFT  ",'delta':{'a':1.5}"
#define TREATMENT                                                                                  \
  "'adherence':{'proportion':{'a':0.7},'share-kept':{'a':0.3}},"                                   \
  "'switching':[{'from':'b','to':'a','proportion':0.25}],"

static const Case cases[] = {
  { "difference", "risk-difference", ",'variance':'unpooled'", "multiple-imputation", "", 0, 0 },
  { "shifted", "risk-difference", ",'variance':'unpooled'" SHIFT, "delta", "", 0, 0 },
  { "protocol", "risk-difference", ",'variance':'unpooled','set':'per-protocol'",
    "multiple-imputation", TREATMENT, 0, 1 },
  { "odds", "logistic", "", "multiple-imputation", "", 0, 0 },
  { "odds-strata", "logistic", STRATA, "multiple-imputation", "", 1, 0 },
  { "odds-shifted", "logistic", STRATA SHIFT, "delta", "", 1, 0 },
  { "standardised", "g-computation", STRATA, "multiple-imputation", "", 1, 0 },
  { "simple", "g-computation", "", "multiple-imputation", "'allocation':{'method':'simple'},", 0,
    0 },
};

enum { MOST = 200, IMPUTATIONS = 6 };

static SimScenario *scenario_of (const Case *c)
{
  char *json = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':47},{'id':'b','size':43},{'id':'c','size':45,"
      "'reference':true}],'outcomes':[{'id':'z','type':'binary','better':'lower','visits':["
      "{'id':'u','time':4},{'id':'v','time':8},{'id':'w','time':26}],'proportions':"
      "{'a':[0.5,0.4,0.4],'b':0.4,'c':0.6}}],'strata':[{'id':'s','levels':[{'id':'yes',"
      "'prevalence':0.4},{'id':'no','prevalence':0.6}]}],'dropout':{'gaps':0.15,'proportion':"
      "{'a':[0.1,0.1,0.3],'b':[0,0.1,0.2],'c':[0.1,0.3,0.35]}},%s'analyses':[{'id':'main',"
      "'method':'%s','missing':'%s','imputations':%d%s}],'testing':{'hypotheses':[{'id':'H',"
      "'compare':['a','c']},{'id':'I','compare':['b','c']}]},'run':{'sizes':[135]}}",
      c->rest, c->method, c->missing, IMPUTATIONS, c->more);
  SimScenario *scenario = people_parse (json);
  g_free (json);
  return scenario;
}

static SimStream stream_of (SimScenario *scenario, const char *arm, guint64 replicate)
{
  return sim_stream_new (sim_key_new (sim_scenario_seed (scenario), "imputation", "z", "w", arm),
                         replicate);
}

typedef struct {
  int8_t arm[MOST], level[MOST];
  int place[MOST], room[MOST];
  double score[3][MOST];
} Columns;

static SimImputation data_of (const Case *c, SimScenario *scenario, const SimTrial *trial,
                              Columns *columns)
{
  static const char *const arms[] = { "a", "b", "c" };
  static const double *scores[3];
  SimImputation data = { .n = (int) trial->n_patients,
                         .n_arms = 3,
                         .n_visits = 3,
                         .arm = columns->arm,
                         .place = columns->place,
                         .score = scores,
                         .imputations = IMPUTATIONS,
                         .model = stream_of (scenario, NULL, trial->index),
                         .room = columns->room };
  for (guint v = 0; v < 3; v++)
    scores[v] = columns->score[v];
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *p = &trial->patients[i];
    gboolean out = c->per_protocol && p->treated != SIM_TREATED_AS_ALLOCATED;
    columns->arm[i] = (int8_t) (out ? -1 : (int) p->arm);
    columns->place[i] = (int) p->number - 1;
    columns->level[i] = (int8_t) p->levels[0];
    for (guint v = 0; v < 3; v++)
      columns->score[v][i] = p->outcomes[0].seen[v] == SIM_SEEN ? p->outcomes[0].scores[v] : NAN;
  }
  for (guint a = 0; a < 3; a++)
    data.patients[a] = stream_of (scenario, arms[a], trial->index);
  if (g_str_has_suffix (c->name, "shifted"))
    data.shift[0] = 1.5; /* 1 is worse */
  if (c->strata) {
    data.n_factors = 1;
    data.level[0] = columns->level;
    data.n_levels[0] = 2;
  }
  return data;
}

/* Of one completed data set, arm a less arm 2; with strata by the kernels of such models. */
static gboolean analyse (const Case *c, Columns *columns, int n, const double *y, guint a,
                         double *estimate, double *variance)
{
  gboolean odds = strcmp (c->method, "logistic") == 0;
  double of[3] = { 0 }, events[3] = { 0 }, room[SIM_LINEAR_ROOM (MOST, 1)], weights[3] = { 0 };
  weights[a] = 1;
  weights[2] = -1;
  if (c->strata) {
    SimLogistic fit;
    SimStandardised standardised;
    SimLinearData data = { .n = n, .n_arms = 3, .y = y, .arm = columns->arm, .n_factors = 1 };
    data.level[0] = columns->level;
    data.n_levels[0] = 2;
    if (!sim_logistic (&data, room, &fit))
      return FALSE;
    sim_standardise (&data, &fit, &standardised);
    *estimate = odds ? sim_logistic_contrast (&fit, weights, variance)
                     : sim_standardised_contrast (&standardised, 3, weights, variance);
    return TRUE;
  }
  for (int i = 0; i < n; i++)
    if (columns->arm[i] >= 0) {
      of[columns->arm[i]]++;
      events[columns->arm[i]] += y[i];
    }
  double p = events[a] / of[a], q = events[2] / of[2];
  *estimate = odds ? log (p / (1 - p)) - log (q / (1 - q)) : p - q;
  *variance = odds ? 1 / (of[a] * p * (1 - p)) + 1 / (of[2] * q * (1 - q))
                   : p * (1 - p) / of[a] + q * (1 - q) / of[2];
  return TRUE;
}

/* Rubin's rules, plainly. FALSE: no fit. */
static gboolean expect (const Case *c, SimScenario *scenario, const SimTrial *trial, guint a,
                        double *estimate, double *variance, double *df)
{
  static Columns columns;
  static SimBinaryChain chain;
  SimImputation data = data_of (c, scenario, trial, &columns);
  double e[IMPUTATIONS], v[IMPUTATIONS], y[MOST], within = 0, between = 0;
  if (!sim_binary_chain (&data, &chain))
    return FALSE;
  *estimate = 0;
  for (int k = 0; k < IMPUTATIONS; k++) {
    sim_binary_complete (&chain, y);
    if (!analyse (c, &columns, data.n, y, a, &e[k], &v[k]))
      return FALSE;
    *estimate -= e[k] / IMPUTATIONS; /* less is better */
    within += v[k] / IMPUTATIONS;
  }
  for (int k = 0; k < IMPUTATIONS; k++)
    between += pow (-e[k] - *estimate, 2) / (IMPUTATIONS - 1);
  *variance = within + (1 + 1.0 / IMPUTATIONS) * between;
  double lambda = (1 + 1.0 / IMPUTATIONS) * between / *variance;
  *df = (IMPUTATIONS - 1) / (lambda * lambda);
  return TRUE;
}

static void test_case (gconstpointer given)
{
  const Case *c = given;
  SimScenario *scenario = scenario_of (c);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  guint compared = 0;
  for (guint64 index = 0; index < 12; index++) {
    SimTrial *trial = sim_trial_new (engine, scenario, index, 0, NULL);
    g_assert_nonnull (trial);
    for (guint h = 0; h < 2; h++) {
      double estimate, variance, df;
      const SimTrialResult *found = &trial->results[h];
      gboolean fits = expect (c, scenario, trial, h, &estimate, &variance, &df);
      g_assert_cmpint (found->fitted, ==, fits);
      if (!fits)
        continue;
      compared++;
      g_assert_cmpfloat (fabs (found->estimate - estimate), <, 1e-8);
      g_assert_cmpfloat (fabs (found->se - sqrt (variance)), <, 1e-8);
      g_assert_cmpfloat (fabs (found->df / df - 1), <, 1e-6);
    }
    sim_trial_free (trial);
  }
  g_assert_cmpuint (compared, >, 15);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

static void test_same_bits (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    SimScenario *scenario = scenario_of (&cases[i]);
    fixture_same_bits (scenario, 40);
    sim_scenario_unref (scenario);
  }
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    char *path = g_strdup_printf ("/run/strategies-binary/%s", cases[i].name);
    g_test_add_data_func (path, &cases[i], test_case);
    g_free (path);
  }
  g_test_add_func ("/run/strategies-binary/same-bits", test_same_bits);
  return g_test_run ();
}
