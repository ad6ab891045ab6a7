/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * repeated.c - trials analysed by the mixed model for repeated measures: what a run or a replayed
 * trial says is the model of the patients that are replayed, fitted one trial at a time, also where
 * eight trials share a closed form; the same bits come out on every path; and with no effect so
 * many trials are rejected as should be.
 */
#include <string.h>

#include "analysis/mmrm.h"
#include "people-bits.h"
#include "people-fixture.h"

#define ARMS "{'trefoil':1,'arms':[{'id':'a','size':20},{'id':'b','size':14},"                      \
             "{'id':'c','size':17,'reference':true}],"
#define MODEL ",'analyses':[{'id':'m','method':'mmrm'"
#define REST "}],'testing':{'multiplicity':{'method':'none'}},'run':{'seed':5,'sizes':[24,51,90]}}"
#define SCORES "'outcomes':[{'id':'y','type':'continuous','baseline':{'mean':1050,'sd':12},"        \
               "'visits':[{'id':'v','time':3},{'id':'w','time':8},{'id':'z','time':12}],"          \
               "'means':{'a':[1040,1030,1020],'b':1045,'c':[1050,1045,1040]},'sd':[10,12,14]}]"

typedef struct {
  const char *name, *outcome, *rest, *key;
} Design;

static const Design designs[] = {
  { "complete", SCORES, "", "" },
  { "dropout", SCORES, ",'dropout':{'proportion':{'a':[0.05,0.2,0.3],'b':0.1,'c':0}}", "" },
  { "at-random", SCORES, ",'dropout':{'mechanism':'mar','log-odds':0.1,'proportion':0.35}", "" },
  { "first-visit", SCORES, ",'dropout':{'proportion':0.3}", ",'visit':'v'" },
  { "middle", SCORES, ",'dropout':{'proportion':0.3}", ",'visit':'w'" },
  { "adjusted", SCORES, ",'dropout':{'proportion':0.3}", ",'df':'kenward-roger'" },
  { "gaps", SCORES, ",'dropout':{'proportion':0.1,'gaps':0.1}", "" },
  { "gaps-adjusted", SCORES, ",'dropout':{'proportion':0.1,'gaps':0.1}",
    ",'df':'kenward-roger'" },
  { "random-sizes", SCORES, ",'dropout':{'proportion':0.2},'allocation':{'method':'simple'}", "" },
  { "bounded",
    "'outcomes':[{'id':'y','type':'bounded','min':0,'max':10,'step':1,'better':'higher',"
    "'baseline':{'mean':5,'sd':2},'visits':[{'id':'v','time':3},{'id':'w','time':8},"
    "{'id':'z','time':12},{'id':'x','time':20},{'id':'u','time':26}],"
    "'means':{'a':6,'b':[5,5.5,6,6.5,7],'c':5},'sd':2}]",
    ",'dropout':{'mechanism':'mnar','log-odds':-0.3,'proportion':0.25}", "" },
  { "heavy-tailed",
    "'outcomes':[{'id':'y','type':'heavy-tailed','df':5,'baseline':{'mean':0,'sd':1},"
    "'visits':[{'id':'v','time':3}],'means':{'a':-0.5,'b':0,'c':0},'sd':1}]",
    ",'dropout':{'proportion':0.1}", "" },
};

static SimScenario *scenario_of (const Design *design)
{
  g_autofree char *text = g_strconcat (ARMS, design->outcome, design->rest, MODEL, design->key,
                                       REST, NULL);
  return people_parse (text);
}

/* --- one trial ----------------------------------------------------------------------------- */

enum { MOST = 200, ROOM = 31 };

typedef struct {
  SimMmrmData data;
  int8_t arm[MOST];
  double baseline[MOST], score[SIM_MMRM_VISITS][MOST], *rows[SIM_MMRM_VISITS];
  guint of_arm[SIM_MMRM_ARMS], in_model;
} Patients;

static void read_patients (const SimTrial *trial, Patients *p)
{
  guint n_visits = trial->outcomes[0].n_visits;
  memset (p, 0, sizeof *p);
  p->data = (SimMmrmData){ (int) trial->n_arms, (int) n_visits, (int) trial->n_patients, p->arm,
                           p->baseline, p->rows };
  for (guint v = 0; v < n_visits; v++)
    p->rows[v] = p->score[v];
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *patient = &trial->patients[i];
    guint visits = 0;
    p->arm[i] = (int8_t) patient->arm;
    p->baseline[i] = patient->outcomes->baseline;
    for (guint v = 0; v < n_visits; v++) {
      gboolean seen = patient->outcomes->seen[v] == SIM_SEEN;
      p->score[v][i] = seen ? patient->outcomes->scores[v] : NAN;
      visits += seen;
    }
    p->of_arm[patient->arm] += visits > 0;
    p->in_model += visits > 0;
  }
}

static void near (double found, double expected, double within)
{
  if (!(fabs (found - expected) <= within))
    g_printerr ("%.15g should be %.15g\n", found, expected);
  g_assert_cmpfloat (fabs (found - expected), <=, within);
}

/* The hypotheses of the example: a and b against c, and each other. */
static void check_trial (const SimScenario *scenario, const SimTrial *trial, Patients *p,
                         guint *fitted)
{
  static double room[1 << 16];
  g_autofree char *pointer = g_strdup ("/analyses/0/visit");
  int visit = sim_value_index_of (sim_scenario_value (scenario, "/outcomes/0/visits"),
                                  sim_scenario_text (scenario, pointer));
  gboolean adjusted
      = strcmp (sim_scenario_text (scenario, "/analyses/0/df"), "kenward-roger") == 0;
  SimMmrm fit;
  read_patients (trial, p);
  g_assert_cmpuint (sim_mmrm_room (3, p->data.n_visits, ROOM), <=, G_N_ELEMENTS (room));
  bool enough = p->of_arm[0] >= 2 && p->of_arm[1] >= 2 && p->of_arm[2] >= 2;
  bool found = enough && sim_mmrm (&p->data, adjusted, ROOM, room, &fit);
  for (guint h = 0; h < trial->n_hypotheses; h++) {
    const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, h);
    const SimTrialResult *result = &trial->results[h];
    double weight[SIM_MMRM_ARMS] = { 0 }, direction = sim_scenario_direction (scenario, 0);
    SimMmrmContrast c;
    weight[hypothesis->arm_a] = direction;
    weight[hypothesis->arm_b] = -direction;
    bool good = found && sim_mmrm_contrast (&fit, visit, weight, &c) && c.df >= 1;
    g_assert_cmpint (result->fitted, ==, good);
    if (!good)
      continue;
    (*fitted)++;
    near (result->estimate, c.estimate, 1e-8 * sqrt (c.variance));
    near (result->se, sqrt (c.variance), 1e-8 * sqrt (c.variance));
    near (result->df, c.df, 1e-8 * c.df);
  }
}

static void test_oracle (gconstpointer data)
{
  enum { TRIALS = 40 };
  static const guint totals[] = { 24, 51, 90 };
  SimScenario *scenario = scenario_of (data);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = TRIALS };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  Patients *p = g_new (Patients, 1);
  guint fitted = 0;
  for (guint s = 0; s < G_N_ELEMENTS (totals); s++) {
    double in_model = 0, rejected = 0;
    for (guint64 r = 0; r < TRIALS; r++) {
      SimTrial *trial = sim_trial_new (engine, scenario, r, totals[s], NULL);
      check_trial (scenario, trial, p, &fitted);
      in_model += p->in_model;
      rejected += trial->results[0].rejected;
      sim_trial_free (trial);
    }
    g_assert_cmpfloat (fabs (results->sizes[s].analysed - in_model / TRIALS), <, 1e-9);
    g_assert_cmpfloat (fabs (results->sizes[s].hypotheses[0].power.value - rejected / TRIALS), <,
                       1e-9);
  }
  g_test_message ("%u contrasts", fitted);
  g_assert_cmpuint (fitted, >, 3 * TRIALS * 2);
  g_free (p);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

static void test_bits (gconstpointer data)
{
  SimScenario *scenario = scenario_of (data);
  people_check_bits_of (scenario, 301, 56, 2);
  sim_scenario_unref (scenario);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (designs); i++) {
    g_autofree char *oracle = g_strconcat ("/run/repeated/oracle/", designs[i].name, NULL);
    g_autofree char *bits = g_strconcat ("/run/repeated/bits/", designs[i].name, NULL);
    g_test_add_data_func (oracle, &designs[i], test_oracle);
    g_test_add_data_func (bits, &designs[i], test_bits);
  }
  return g_test_run ();
}
