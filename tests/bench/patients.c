/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * patients.c - what it costs that patients are more than normal values: trials a second of each
 * model on one thread, against plain continuous scores in the same minute.
 *
 * With a file name as argument writes the figures as JSON too.
 */
#include <string.h>

#include "../sim/run/fixture.h"
#include "bench.h"

/* Values of the outcome, its analysis, and what else the scenario says. */
typedef struct {
  const char *name, *outcome, *method, *rest;
} Model;

#define SCORES "'means':{'a':5,'b':6,'c':8},'sd':5"
#define PLAIN "'type':'continuous'," SCORES
#define THREE_VISITS                                                                               \
  "'baseline':{'mean':11,'sd':5},'visits':[{'id':'u','time':4},{'id':'v','time':8},"               \
  "{'id':'w','time':26}]," SCORES

static const Model models[] = {
  { "continuous", PLAIN, "t-test", "" },
  { "bounded", "'type':'bounded','max':24," SCORES, "t-test", "" },
  { "skewed", "'type':'skewed','skewness':1," SCORES, "t-test", "" },
  { "heavy-tailed", "'type':'heavy-tailed','df':5," SCORES, "t-test", "" },
  { "binary, risk difference", "'type':'binary','proportions':{'a':0.5,'b':0.4,'c':0.3}",
    "risk-difference", "" },
  { "ordinal, proportional odds",
    "'type':'ordinal','categories':4,'probabilities':{'c':[0.1,0.2,0.3,0.4]},"
    "'odds-ratio':{'a':2,'b':1.5}",
    "proportional-odds", "" },
  { "count, negative binomial", "'type':'count','rates':{'a':2,'b':3,'c':4},'dispersion':0.5",
    "negative-binomial", "" },
  { "time to event, log-rank",
    "'type':'time-to-event','medians':{'a':30,'b':24,'c':20},'accrual':26,'follow-up':26",
    "log-rank", "" },
  { "time to event in three pieces",
    "'type':'time-to-event','intervals':[8,26],'hazards':{'c':[0.02,0.05,0.03]},"
    "'hazard-ratio':{'a':0.6,'b':0.8},'accrual':26,'follow-up':26",
    "log-rank", "" },
  { "time to event, ended by 90 events",
    "'type':'time-to-event','medians':{'a':30,'b':24,'c':20},'accrual':26,'follow-up':26,"
    "'events':90",
    "log-rank", "" },
  { "continuous, Mann-Whitney", PLAIN, "mann-whitney", "" },
  { "bounded (0 to 24), Mann-Whitney", "'type':'bounded','max':24," SCORES, "mann-whitney", "" },
  { "bounded (0 to 24), van Elteren", "'type':'bounded','max':24," SCORES, "van-elteren",
    ",'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.3,'effect':2},"
    "{'id':'m','prevalence':0.7}]}]" },
  /* a further outcome, and a further analysis of it */
  { "two outcomes", PLAIN "},{'id':'z'," PLAIN, "t-test'},{'id':'n','outcome':'z','method':'t-test",
    "" },
  { "responder of a bounded score",
    "'type':'bounded','max':24,'baseline':{'mean':11,'sd':5}," SCORES
    "},{'id':'r','type':'binary','responder':{'outcome':'y','improvement':3}",
    "risk-difference','outcome':'r", "" },
  { "three visits, mixed model",
    PLAIN ",'baseline':{'mean':9,'sd':5},'visits':[{'id':'u','time':4},{'id':'v','time':8},"
          "{'id':'w','time':12}]",
    "mmrm", ",'dropout':{'proportion':0.15}" },
  { "the same with gaps",
    PLAIN ",'baseline':{'mean':9,'sd':5},'visits':[{'id':'u','time':4},{'id':'v','time':8},"
          "{'id':'w','time':12}]",
    "mmrm", ",'dropout':{'proportion':0.15,'gaps':0.05}" },
  { "practitioners", PLAIN, "t-test", ",'practitioners':{'caseload':{'a':18,'b':18},'icc':0.04}" },
  { "centres", PLAIN, "t-test", ",'centres':{'count':9,'icc':0.02}" },
  { "strata", PLAIN, "t-test",
    ",'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.3,'effect':2},"
    "{'id':'m','prevalence':0.7}]}]" },
  { "adherence", PLAIN, "t-test", ",'adherence':{'proportion':0.8,'share-kept':0.3}" },
  { "dropout at random", PLAIN, "t-test", ",'dropout':{'proportion':0.1}" },
  { "dropout by the unseen score (MNAR)", PLAIN, "t-test",
    ",'dropout':{'mechanism':'mnar','proportion':0.1,'log-odds':0.1}" },
  { "last observation carried forward, three visits", THREE_VISITS, "ancova','missing':'locf",
    ",'dropout':{'proportion':0.2}" },
  { "multiple imputation, ten times, three visits", THREE_VISITS,
    "ancova','missing':'multiple-imputation", ",'dropout':{'proportion':0.2}" },
  { "permuted blocks", PLAIN, "t-test", ",'allocation':{'method':'permuted-blocks'}" },
  { "minimisation over one stratum", PLAIN, "t-test",
    ",'allocation':{'method':'minimisation'},'strata':[{'id':'s','levels':["
    "{'id':'l','prevalence':0.3,'effect':2},{'id':'m','prevalence':0.7}]}]" },
};

static SimScenario *scenario_of (const Model *model)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':54},{'id':'b','size':50},"
      "{'id':'c','size':48,'reference':true}],'outcomes':[{'id':'y',%s%s}],"
      "'analyses':[{'id':'m','method':'%s'}],'testing':{'multiplicity':{'method':'none'}},"
      "'run':{'sizes':[152]}%s}",
      strstr (model->outcome, "time-to-event") || strstr (model->outcome, "'visits'")
          ? ""
          : "'visits':[{'id':'v','time':8}],",
      model->outcome, model->method, model->rest);
  GPtrArray *problems = sim_problems_new ();
  g_strdelimit (text, "'", '"');
  SimDraft *draft = sim_draft_parse (text, strlen (text), problems);
  SimScenario *scenario = sim_scenario_check (draft, problems);
  if (!scenario)
    g_error ("%s: %s", model->name, ((SimProblem *) problems->pdata[0])->message);
  g_ptr_array_unref (problems);
  sim_draft_unref (draft);
  g_free (text);
  return scenario;
}

static double rate_of (SimEngine *engine, SimScenario *scenario, guint64 trials)
{
  SimRunOptions options = { .replicates = trials };
  double start = bench_seconds ();
  sim_snapshot_unref (fixture_run (engine, scenario, &options));
  return (double) trials / (bench_seconds () - start);
}

int main (int argc, char **argv)
{
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *plain = scenario_of (&models[0]);
  for (guint i = 0; i < G_N_ELEMENTS (models); i++) {
    SimScenario *scenario = scenario_of (&models[i]);
    double rate[BENCH_ROUNDS], cost[BENCH_ROUNDS];
    /* about as long for slow models as for fast ones */
    guint64 trials = (guint64) CLAMP (rate_of (engine, scenario, 2000) / 8, 2000, 300000);
    for (guint r = 0; r < BENCH_ROUNDS; r++) { /* in turn, so that noise hits both */
      double floor = rate_of (engine, plain, 300000);
      rate[r] = rate_of (engine, scenario, trials);
      cost[r] = floor / rate[r];
    }
    bench_say (models[i].name, bench_fractile (rate, BENCH_ROUNDS, 0.5), "trials/s");
    bench_say ("  cost against continuous", bench_fractile (cost, BENCH_ROUNDS, 0.5), "x");
    sim_scenario_unref (scenario);
  }
  sim_scenario_unref (plain);
  sim_engine_free (engine);
  if (argc < 2 || bench_write (argv[1]))
    return 0;
  g_printerr ("cannot write %s\n", argv[1]);
  return 1;
}
