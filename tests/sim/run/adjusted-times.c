/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * adjusted-times.c - Cox's regression with strata and covariates in the engine: replayed trials
 * against the fit to their patients, true effects against very large trials, the level.
 */
#include "analysis/cox-model.h"
#include "analysis/log-rank.h"
#include "people-fixture.h"

#define HEAD                                                                                       \
  "{'trefoil':1,'arms':[{'id':'a','size':%u},{'id':'b','size':%u},{'id':'c','size':%u,"            \
  "'reference':true}],'covariates':[{'id':'age','correlation':{'y':%g}},{'id':'bmi'},"             \
  "{'id':'pain','correlation':{'y':%g}}],"                                                         \
  "'strata':[{'id':'s','levels':[{'id':'k','prevalence':0.3},{'id':'l','prevalence':0.5},"         \
  "{'id':'m','prevalence':0.2}]}],'outcomes':[{'id':'y','type':'time-to-event','better':'later',"  \
  "'follow-up':26,%s}],%s'analyses':[{'id':'m','method':'cox','adjust-for':[%s]}],"                \
  "'testing':{'multiplicity':{'method':'none'},'hypotheses':[{'id':'ac','compare':['a','c']},"     \
  "{'id':'bc','compare':['b','c']},{'id':'both','contrast':{'a':0.5,'b':0.5,'c':-1}}]},"           \
  "'run':{'seed':3,'sizes':[%u]}}"
#define LOSS "'dropout':{'proportion':{'a':0.2,'b':0,'c':0.1}},"
#define APART "'accrual':30,'shape':0.8,'medians':{'c':16},'hazard-ratio':{'a':0.5,'b':0.8}"
#define PIECES                                                                                     \
  "'accrual':20,'intervals':[8,26],'hazards':{'a':[0.05,0.01,0.03],'b':[0.02,0.1,0],'c':0.05}"
#define MIXED                                                                                      \
  "'adherence':{'proportion':{'a':0.6},'share-kept':{'a':0.5}},"                                   \
  "'switching':[{'from':'b','to':'a','proportion':0.3}],"

typedef struct {
  const char *name, *outcome, *rest, *terms;
  double age, pain; /* correlations with the latent times */
} Design;

static const Design designs[] = {
  { "curves", APART, LOSS, "'age','pain'", 0.6, -0.3 },
  { "one of two", APART, "", "'age'", 0.5, 0.5 },
  { "strata", APART, LOSS, "'strata','bmi'", 0, 0 },
  { "pieces", PIECES, LOSS, "'strata','age'", -0.7, 0 },
  { "events", APART ",'events':60", LOSS, "'pain','strata'", 0, 0.5 },
  { "mixtures", APART, MIXED, "'age'", 0.5, 0 },
};

static SimScenario *scenario_of (const Design *d, guint n, const char *outcome)
{
  g_autofree char *text = g_strdup_printf (HEAD, n, n + n / 5, n - n / 5, d->age, d->pain, outcome,
                                           d->rest, d->terms, 3 * n);
  return people_parse (text);
}

/* --- one trial ----------------------------------------------------------------------------- */

enum { MOST = 200 };

typedef struct {
  int n, order[MOST], spare[MOST];
  double time[MOST], number[3][MOST], room[SIM_LINEAR_ROOM (MOST, 5)];
  uint8_t event[MOST];
  int8_t arm[MOST], level[MOST];
} Patients;

/* From the last to the first, for order must not matter. */
static void read_patients (const SimTrial *trial, Patients *p)
{
  p->n = 0;
  for (guint i = trial->n_patients; i-- > 0;) {
    const SimPatient *patient = &trial->patients[i];
    SimSeen seen = patient->outcomes->seen[0];
    if (seen == SIM_SEEN_NOT_ENTERED)
      continue;
    p->time[p->n] = patient->outcomes->scores[0];
    p->event[p->n] = seen == SIM_SEEN;
    p->arm[p->n] = (int8_t) patient->arm;
    p->level[p->n] = (int8_t) patient->levels[0];
    for (guint k = 0; k < 3; k++)
      p->number[k][p->n] = patient->covariates[k];
    p->n++;
  }
}

static gboolean fit_patients (const Design *d, Patients *p, SimCoxModel *model)
{
  static const char *const ids[] = { "'age'", "'bmi'", "'pain'" };
  SimLinearData data = { .n = p->n, .n_arms = 3, .y = p->time, .arm = p->arm };
  for (guint k = 0; k < 3; k++)
    if (strstr (d->terms, ids[k]))
      data.number[data.n_numbers++] = p->number[k];
  if (strstr (d->terms, "strata")) {
    data.level[0] = p->level;
    data.n_levels[0] = 3;
    data.n_factors = 1;
  }
  g_assert_true (sim_log_rank_order (p->n, p->time, p->order, p->spare));
  return sim_cox_model (&data, p->event, p->order, p->room, model);
}

static void check_trial (const Design *d, const SimTrial *trial)
{
  static const double weights[][3] = { { 1, 0, -1 }, { 0, 1, -1 }, { 0.5, 0.5, -1 } };
  static Patients patients;
  SimCoxModel model;
  read_patients (trial, &patients);
  gboolean fitted = fit_patients (d, &patients, &model);
  for (guint h = 0; h < 3; h++) {
    double variance;
    g_assert_cmpint (trial->results[h].fitted, ==, fitted);
    if (!fitted)
      continue;
    double estimate = sim_cox_model_contrast (&model, weights[h], &variance);
    g_assert_cmpfloat (fabs (trial->results[h].estimate + estimate), <, 1e-8);
    g_assert_cmpfloat (fabs (trial->results[h].se - sqrt (variance)), <, 1e-8);
  }
}

static void test_trials (gconstpointer data)
{
  const Design *d = data;
  SimScenario *scenario = scenario_of (d, 40, d->outcome);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  for (guint r = 0; r < 24; r++) { /* each is planned anew, which is what takes long */
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    check_trial (d, trial);
    sim_trial_free (trial);
  }
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* --- what is true -------------------------------------------------------------------------- */

static void test_truth (gconstpointer data)
{
  const Design *d = data;
  const SimRunOptions options = { .replicates = g_test_slow () ? 400 : 64 };
  g_autofree char *no_events = g_strdup (d->outcome);
  char *events = strstr (no_events, ",'events'");
  if (events) /* of so many more patients */
    *events = 0;
  SimScenario *scenario = scenario_of (d, 5000, no_events);
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimSizeResult *size = &sim_snapshot_results (snapshot)->sizes[0];
  for (guint h = 0; h < 3; h++) {
    const SimHypothesisResult *r = &size->hypotheses[h];
    double z = r->bias.value / r->bias.mcse;
    g_test_message ("%s: true %.5f, mean %.5f, z %.2f; SE %.4f, by the model %.4f", d->name,
                    r->true_effect, r->estimate.value, z, r->empirical_se, r->model_se);
    g_assert_cmpfloat (fabs (z), <, 4);
  }
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* Patients alike in what tells of their times differ more by arm than all together: here by a
   tenth and more of the logarithm. */
static void test_collapse (void)
{
  static const char *const terms[] = { "", "'age'" };
  double effect[2];
  for (guint i = 0; i < 2; i++) {
    Design d = { "collapse", "'accrual':30,'medians':{'c':16},'hazard-ratio':{'a':0.5,'b':0.8}", "",
                 terms[i], 0.7, 0 };
    SimScenario *scenario = scenario_of (&d, 40, d.outcome);
    effect[i] = sim_scenario_true_effect (scenario, 0);
    sim_scenario_unref (scenario);
  }
  g_assert_cmpfloat_with_epsilon (effect[0], log (2), 1e-8);
  g_assert_cmpfloat (effect[1], >, 1.1 * effect[0]);
}

/* Covariates that tell nothing cost Wald's test little. One that tells much of the times is in no
   one hazard ratio of them, and standard errors by the model are then too small, however many
   patients there are: R's coxph() rejects as often. */
typedef struct {
  const char *name;
  double age, rate, error; /* expected, and what is not known of it */
} Level;

static void test_level (gconstpointer data)
{
  const Level *level = data;
  const Design d = { level->name, "'accrual':30,'medians':16", LOSS, "'age','strata'", level->age,
                     0 };
  const SimRunOptions options = { .replicates = g_test_slow () ? 100000 : 10000 };
  SimScenario *scenario = scenario_of (&d, 50, d.outcome);
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimHypothesisResult *r = &sim_snapshot_results (snapshot)->sizes[0].hypotheses[0];
  g_assert_true (r->null_true);
  g_test_message ("%slevel %.5f (%.5f)", g_test_slow () ? "result: " : "", r->power.value,
                  r->power.mcse);
  g_assert_cmpfloat (fabs (r->power.value - level->rate), <,
                     4 * hypot (r->power.mcse, level->error));
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

int main (int argc, char **argv)
{
  /* R 4.2.2, survival 3.5.3: 12,000 and 8,000 trials of 50, 60 and 40 patients */
  static const Level levels[] = { { "telling", 0.6, 0.07425, 0.0024 },
                                  { "nothing", 0, 0.05538, 0.0026 } };
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (designs); i++) {
    g_autofree char *trials = g_strdup_printf ("/adjusted-times/trials/%s", designs[i].name);
    g_autofree char *truth = g_strdup_printf ("/adjusted-times/truth/%s", designs[i].name);
    g_test_add_data_func (trials, &designs[i], test_trials);
    g_test_add_data_func (truth, &designs[i], test_truth);
  }
  g_test_add_func ("/adjusted-times/collapse", test_collapse);
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++) {
    g_autofree char *name = g_strdup_printf ("/adjusted-times/level/%s", levels[i].name);
    g_test_add_data_func (name, &levels[i], test_level);
  }
  return g_test_run ();
}
