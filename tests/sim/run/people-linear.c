/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-linear.c - linear models of simulated patients: what the engine finds against the same
 * models of the replayed patients, read out one by one; the same bits on every path, and of eight
 * trials at once as of one; and how often a true null is rejected.
 */
#include "analysis/cluster-robust.h"
#include "analysis/mixed-model.h"
#include "base/prob.h"
#include "run/accum.h"
#include "run/kernels.h"
#include "run/plan.h"
#include "people-bits.h"
#include "people-fixture.h"

enum { MOST = 400, MODELS = 8 };

#define STRATA                                                                                    \
  "'strata':[{'id':'s','levels':[{'id':'yes','prevalence':0.3,'effect':2.5},"                     \
  "{'id':'no','prevalence':0.7}]},{'id':'t','levels':[{'id':'x','prevalence':0.2},"               \
  "{'id':'y','prevalence':0.5,'effect':-1},{'id':'z','prevalence':0.3}]}],"
#define COVARIATES "'covariates':[{'id':'age','correlation':0.3},{'id':'weight'}],"
#define PRACTITIONERS "'practitioners':{'caseload':{'a':7,'c':[5,9]},'icc':0.08},"

typedef struct {
  const char *json; /* of the analysis, without its id */
  gboolean change, baseline, strata, age, weight;
  enum { MODEL, HC3, CR2, MIXED } se;
} Model;

static const Model models[MODELS] = {
  { "'method':'ancova','adjust-for':['baseline','strata','age']", 0, 1, 1, 1, 0, MODEL },
  { "'method':'ancova','adjust-for':['weight','strata'],'se':'hc3'", 0, 0, 1, 0, 1, HC3 },
  { "'method':'ancova','adjust-for':['strata','age','baseline'],'se':'cr2'", 0, 1, 1, 1, 0, CR2 },
  { "'method':'practitioner-mixed-model','adjust-for':['baseline']", 0, 1, 0, 0, 0, MIXED },
  { "'method':'practitioner-mixed-model'", 0, 0, 0, 0, 0, MIXED },
  { "'method':'t-test','se':'hc3'", 0, 0, 0, 0, 0, HC3 },
  { "'method':'change-score','se':'cr2'", 1, 0, 0, 0, 0, CR2 },
  { "'method':'ancova','adjust-for':['age']", 0, 0, 0, 1, 0, MODEL },
};

static SimScenario *scenario_of (const char *type, const char *rest)
{
  GString *analyses = g_string_new (NULL), *hypotheses = g_string_new (NULL);
  for (guint i = 0; i < MODELS; i++) {
    g_string_append_printf (analyses, "%s{'id':'m%u','visit':'v',%s}", i ? "," : "", i,
                            models[i].json);
    g_string_append_printf (hypotheses, "%s{'id':'h%u',%s,'analysis':'m%u'}", i ? "," : "", i,
                            i == 2   ? "'contrast':{'a':0.5,'b':-1,'c':0.5}"
                            : i == 3 ? "'type':'non-inferiority','compare':['c','b'],'margin':2"
                            : i % 2  ? "'compare':['c','b']"
                                     : "'compare':['a','c']",
                            i);
  }
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':40},{'id':'b','size':50,'reference':true},"
      "{'id':'c','size':30}],'outcomes':[{'id':'y',%s,'visits':[{'id':'v','time':8}],"
      "'baseline':{'mean':11,'sd':5},'means':{'a':5,'b':9,'c':7},'sd':{'a':5,'b':6,'c':5},"
      "'correlation':{'baseline':0.5}}],%s" STRATA COVARIATES PRACTITIONERS
      "'analyses':[%s],'testing':{'hypotheses':[%s],'multiplicity':{'method':'none'}},"
      "'run':{'seed':31,'sizes':[60,120]}}",
      type, rest, analyses->str, hypotheses->str);
  SimScenario *scenario = people_parse (text);
  g_free (text);
  g_string_free (analyses, TRUE);
  g_string_free (hypotheses, TRUE);
  return scenario;
}

typedef struct {
  int n, cluster[MOST], order[MOST];
  double score[MOST], change[MOST], baseline[MOST], age[MOST], weight[MOST];
  int8_t arm[MOST], s[MOST], t[MOST];
} Sample;

static void read_trial (const SimTrial *trial, Sample *sample)
{
  sample->n = 0;
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *patient = &trial->patients[i];
    int n = sample->n;
    if (patient->outcomes->seen[0] != SIM_SEEN)
      continue;
    sample->score[n] = patient->outcomes->scores[0];
    sample->baseline[n] = patient->outcomes->baseline;
    sample->change[n] = sample->score[n] - sample->baseline[n];
    sample->age[n] = patient->covariates[0];
    sample->weight[n] = patient->covariates[1];
    sample->s[n] = (int8_t) patient->levels[0];
    sample->t[n] = (int8_t) patient->levels[1];
    sample->arm[n] = (int8_t) patient->arm;
    sample->cluster[n]
        = patient->practitioner < 0 ? -1 : (int) patient->arm * 1000 + patient->practitioner;
    sample->n++;
  }
}

static bool fit (const Model *model, Sample *x, const double *weights, double *estimate,
                 double *variance, double *df)
{
  static double room[SIM_LINEAR_ROOM (MOST, SIM_LINEAR_COLUMNS)];
  static double other[SIM_MIXED_ROOM (MOST, SIM_LINEAR_COLUMNS)];
  SimLinearData data = { .n = x->n, .n_arms = 3, .y = model->change ? x->change : x->score,
                         .arm = x->arm };
  SimLinearModel linear;
  SimMixedModel mixed;
  if (model->baseline)
    data.number[data.n_numbers++] = x->baseline;
  if (model->age)
    data.number[data.n_numbers++] = x->age;
  if (model->weight)
    data.number[data.n_numbers++] = x->weight;
  if (model->strata) {
    data.n_factors = 2;
    data.level[0] = x->s;
    data.level[1] = x->t;
    data.n_levels[0] = 2;
    data.n_levels[1] = 3;
  }
  if (!sim_linear_model (&data, room, &linear))
    return false;
  SimClusters clusters = sim_clusters (&linear, x->cluster, x->order);
  *estimate = sim_linear_contrast (&linear, weights, variance);
  *df = linear.df;
  if (model->se == HC3)
    return sim_linear_robust (&linear, SIM_HC3, weights, variance);
  if (model->se == CR2)
    return sim_cluster_robust (&linear, &clusters, weights, variance, df);
  return model->se == MODEL
         || (sim_mixed_model (&linear, &clusters, other, &mixed)
             && sim_mixed_contrast (&linear, &mixed, weights, estimate, variance, df));
}

static void check_close (double found, double expected)
{
  g_assert_cmpfloat (fabs (found - expected), <=, 1e-7 * MAX (1, fabs (expected)));
}

static void check_replayed (SimScenario *scenario)
{
  static Sample sample;
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  int failed = 0;
  for (guint64 r = 0; r < 60; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, r % 2 ? 60 : 120, NULL);
    read_trial (trial, &sample);
    for (guint i = 0; i < MODELS; i++) {
      /* lower is better: the second arm less the first */
      const double even[] = { -1, 0, 1 }, odd[] = { 0, 1, -1 }, both[] = { -0.5, 1, -0.5 };
      const SimTrialResult *result = &trial->results[i];
      double estimate, variance, df;
      const double *weights = i == 2 ? both : i % 2 ? odd : even;
      bool good = fit (&models[i], &sample, weights, &estimate, &variance, &df) && df >= 1;
      g_assert_cmpint (result->fitted, ==, good);
      failed += !good;
      if (!good)
        continue;
      check_close (result->estimate, estimate);
      check_close (result->se, sqrt (variance));
      check_close (result->df, df);
      if (i == 3) /* not inferior by 2 */
        estimate = MAX (estimate + 2, 0);
      check_close (result->p_value, 2 * sim_t_upper (fabs (estimate) / sqrt (variance), df));
    }
    sim_trial_free (trial);
  }
  g_assert_cmpint (failed, <, 10);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

#define LOST "'dropout':{'proportion':0.2},"

static void test_replayed (void)
{
  check_replayed (scenario_of ("'type':'continuous'", ""));
  check_replayed (scenario_of ("'type':'continuous'", LOST));
  check_replayed (scenario_of ("'type':'bounded','max':24", LOST));
  check_replayed (
      scenario_of ("'type':'continuous'", "'allocation':{'method':'stratified-blocks'}," LOST));
}

static void test_bits (void)
{
  SimScenario *scenario = scenario_of ("'type':'bounded','max':24", LOST);
  people_check_bits_of (scenario, 301, 56, 2);
  sim_scenario_unref (scenario);
}

/* ---- eight trials at once ---- */

/* Scores that may be all the same within arms, levels that hardly anybody has, and arms down to two
   patients: what the few trials of the other tests do not come by; and an analysis of which only
   the numbers are asked for. */
static SimScenario *scenario_of_few (const char *allocation, const char *lost)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':40},{'id':'b','size':50,'reference':true},"
      "{'id':'c','size':30}],'outcomes':[{'id':'y','type':'bounded','max':3,'visits':[{'id':'v',"
      "'time':8}],'baseline':{'mean':1,'sd':1},'means':{'a':0.3,'b':0.6,'c':0.4},'sd':0.8,"
      "'correlation':{'baseline':0.4}}],%s%s'strata':[{'id':'s','levels':[{'id':'yes',"
      "'prevalence':0.03,'effect':0.1},{'id':'no','prevalence':0.97}]},{'id':'t','levels':[{'id':"
      "'x','prevalence':0.05},{'id':'y','prevalence':0.15,'effect':-0.1},{'id':'z','prevalence':"
      "0.8}]}]," COVARIATES "'analyses':["
      "{'id':'p','method':'ancova','adjust-for':['age']},"
      "{'id':'q','method':'ancova','adjust-for':['baseline','weight']},"
      "{'id':'r','method':'ancova','adjust-for':['baseline','strata']},"
      "{'id':'s','method':'ancova','adjust-for':['baseline','strata','age','weight'],'se':'hc3'},"
      "{'id':'t','method':'t-test','se':'hc3'},"
      "{'id':'unread','method':'ancova','adjust-for':['weight','age']}],'testing':{'hypotheses':["
      "{'id':'h1','compare':['a','b'],'analysis':'p'},"
      "{'id':'h2','compare':['c','b'],'analysis':'q'},"
      "{'id':'h3','contrast':{'a':0.5,'b':-1,'c':0.5},'analysis':'r'},"
      "{'id':'h4','compare':['a','c'],'analysis':'r'},"
      "{'id':'h5','compare':['a','c'],'analysis':'s'},"
      "{'id':'h6','compare':['a','b'],'analysis':'t'}],'multiplicity':{'method':'none'}},"
      "'run':{'seed':5,'sizes':[8,14,30,60,120]}}",
      allocation, lost);
  SimScenario *scenario = people_parse (text);
  g_free (text);
  return scenario;
}

/* The records of eight trials, every bit; returns how many fits there are, of *all. */
static guint compare_records (const LaneDraws *draws, const double *eight, const double *one,
                              guint *all)
{
  guint fitted = 0;
  for (int r = 0; r < draws->n_reductions; r++)
    for (int s = 0; s < draws->n_sizes; s++) {
      const LaneReduction *reduction = &draws->reductions[r];
      const double *row = lane_record (draws, one, r, s);
      for (int i = 0; i < draws->n_arms; i++)
        g_assert_cmpmem (lane_record (draws, eight, r, s) + i * LANE_WHOLE_MOMENTS * SIM_LANES,
                         SIM_LANES * sizeof (double), row + i * LANE_WHOLE_MOMENTS * SIM_LANES,
                         SIM_LANES * sizeof (double));
      gsize from = (gsize) draws->n_arms * LANE_WHOLE_MOMENTS * SIM_LANES;
      gsize n = (gsize) reduction->n_pairs * LANE_WHOLE_MOMENTS * SIM_LANES;
      g_assert_cmpmem (lane_record (draws, eight, r, s) + from, n * sizeof (double), row + from,
                       n * sizeof (double));
      for (gsize i = 0; i < n; i++)
        if (i / SIM_LANES % LANE_WHOLE_MOMENTS == LANE_WHOLE_VARIANCE) {
          fitted += row[from + i] >= 0;
          *all += 1;
        }
    }
  return fitted;
}

static void test_eight (void)
{
  static const char *const allocations[] = { "", "'allocation':{'method':'simple'}," };
  SimCriticalCache *cache = sim_critical_cache_new ();
  atomic_int never = 0;
  guint fitted = 0, all = 0;
  for (guint i = 0; i < 4; i++) {
    SimScenario *scenario = scenario_of_few (allocations[i / 2], i % 2 ? LOST : "");
    for (int isa = SIM_ISA_SCALAR; isa <= SIM_ISA_AVX512; isa++) {
      const SimKernels *kernels = sim_kernels ((SimIsa) isa);
      if (!kernels)
        continue;
      SimPlan *plan = sim_plan_new (scenario, kernels, cache, 0);
      LaneDraws *draws = &plan->lanes.draws;
      LaneScratch *scratch = sim_scratch_new (&plan->lanes);
      gsize doubles = (gsize) draws->stride * LANE_GROUPS;
      double *eight = g_new (double, doubles);
      kernels->reduce (draws, 64, LANE_GROUPS, scratch, scratch->records, &never);
      memcpy (eight, scratch->records, doubles * sizeof (double));
      for (int r = 0; r < draws->n_reductions; r++) {
        g_assert_nonnull (draws->reductions[r].group);
        draws->reductions[r].group = NULL;
      }
      kernels->reduce (draws, 64, LANE_GROUPS, scratch, scratch->records, &never);
      for (gsize g = 0; g < LANE_GROUPS; g++)
        fitted += compare_records (draws, eight + g * (gsize) draws->stride,
                                   scratch->records + g * (gsize) draws->stride, &all);
      g_free (eight);
      sim_scratch_free (scratch);
      sim_plan_unref (plan);
    }
    sim_scenario_unref (scenario);
  }
  g_test_message ("%u of %u fits", fitted, all);
  g_assert_cmpuint (fitted, >, all / 2);
  g_assert_cmpuint (fitted, <, all);
  sim_critical_cache_free (cache);
}

/* The analysis of covariance of all arms: as often significant as F of the replayed trials. */
static void test_omnibus (void)
{
  enum { TRIALS = 400 };
  static Sample sample;
  static double room[SIM_LINEAR_ROOM (MOST, 1)];
  static const char *const first[]
      = { "/analyses/main/adjust-for=[\"baseline\"]", "/analyses/main/se=hc3" };
  for (guint i = 0; i < G_N_ELEMENTS (first); i++) { /* sums that are there anyway, and others */
    SimScenario *scenario
        = fixture_scenario (first[i], "/testing/omnibus=ancova", "/dropout/proportion=0.3",
                            "/run/sizes=[60]", "/outcomes/rmdq/sd=8");
    SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
    SimRunOptions options = { .replicates = TRIALS };
    SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
    const SimResults *results = sim_snapshot_results (snapshot);
    int significant = 0;
    for (guint64 r = 0; r < TRIALS; r++) {
      SimTrial *trial = sim_trial_new (engine, scenario, r, 60, NULL);
      SimLinearModel model;
      read_trial (trial, &sample);
      SimLinearData data = { .n = sample.n, .n_arms = 3, .y = sample.score, .arm = sample.arm,
                             .n_numbers = 1, .number = { sample.baseline } };
      g_assert_true (sim_linear_model (&data, room, &model));
      significant += sim_f_upper (sim_linear_f (&model), 2, model.df) < 0.05;
      sim_trial_free (trial);
    }
    g_assert_cmpint (significant, >, TRIALS / 10);
    g_assert_cmpint (significant, <, TRIALS * 9 / 10);
    g_assert_cmpfloat (results->sizes[0].omnibus.value, ==, (double) significant / TRIALS);
    sim_snapshot_unref (snapshot);
    sim_engine_free (engine);
    sim_scenario_unref (scenario);
  }
}

/* Rejections of a true null, and the rate that is known of the method: 0.05 where its t is exact,
 * else that of 10^6 trials from a few lines of C, the fits and another generator. */
typedef struct {
  const char *what, *json;
  double rate[3]; /* a - c, b - c, a - b */
} Known;

static void check_known (const Known *known, guint trials)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':54},{'id':'b','size':54},"
      "{'id':'c','size':48,'reference':true}],'outcomes':[{'id':'y','visits':[{'id':'v',"
      "'time':8}],'baseline':{'mean':11,'sd':5},'means':{'a':6,'b':6,'c':6},'sd':5,"
      "'correlation':{'baseline':0.5}}],%s,'testing':{'hypotheses':[{'id':'h','compare':['a','c']},"
      "{'id':'i','compare':['b','c']},{'id':'j','compare':['a','b']}],"
      "'multiplicity':{'method':'none'}},'run':{'seed':20190704,'sizes':[156]}}",
      known->json);
  SimScenario *scenario = people_parse (text);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = trials };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimSizeResult *size = &sim_snapshot_results (snapshot)->sizes[0];
  for (guint h = 0; h < 3; h++) {
    double rate = size->hypotheses[h].power.value, due = known->rate[h];
    double bound = 4 * sqrt (due * (1 - due) / trials);
    g_test_message ("%s: %.5f, due %.5f", known->what, rate, due);
    g_assert_cmpfloat (fabs (rate - due), <=, bound);
  }
  g_assert_cmpuint (size->failed_fits, ==, 0);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
  g_free (text);
}

#define NESTED "'practitioners':{'count':{'a':3,'b':3},'icc':0.04},"
#define EXACT { 0.05, 0.05, 0.05 }

static const Known known[] = {
  { "ANCOVA, strata and covariates",
    STRATA COVARIATES "'analyses':[{'id':'m','method':'ancova','adjust-for':['baseline','strata',"
                      "'age','weight']}]",
    EXACT },
  { "HC3", "'analyses':[{'id':'m','method':'ancova','se':'hc3'}]", { 0.0480, 0.0479, 0.0480 } },
  { "practitioner mixed model",
    NESTED "'analyses':[{'id':'m','method':'practitioner-mixed-model'}]",
    { 0.0473, 0.0472, 0.0483 } },
  { "CR2", NESTED "'analyses':[{'id':'m','method':'t-test','se':'cr2'}]",
    { 0.0530, 0.0532, 0.0500 } },
};

static void test_known (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    check_known (&known[i], g_test_slow () ? 1000000 : 20000);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/people-linear/replayed", test_replayed);
  g_test_add_func ("/run/people-linear/bits", test_bits);
  g_test_add_func ("/run/people-linear/eight", test_eight);
  g_test_add_func ("/run/people-linear/omnibus", test_omnibus);
  g_test_add_func ("/run/people-linear/known", test_known);
  return g_test_run ();
}
