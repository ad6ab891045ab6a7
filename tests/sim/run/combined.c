/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * combined.c - methods, rules and sets of patients of different kinds with each other: where the
 * one must not take the other for what it is not.
 */
#include <math.h>

#include "analysis/log-rank.h"
#include "fixture.h"
#include "people-fixture.h"

#define ARMS "'arms':[{'id':'c','size':20,'reference':true},{'id':'a','size':20},"               \
             "{'id':'b','size':20}]"
#define ADJUSTED                                                                                   \
  "{'trefoil':1," ARMS ",'outcomes':[{'id':'y','type':'continuous','better':'higher',"             \
  "'baseline':{'mean':50,'sd':10},'means':{'c':50,'a':60,'b':60},'sd':10,"                         \
  "'visits':[{'id':'v','time':4}]}],'dropout':{'proportion':0.1},'strata':[{'id':'s','levels':["   \
  "{'id':'l','prevalence':0.5},{'id':'m','prevalence':0.5}]}],'analyses':[{'id':'m',"              \
  "'method':'ancova','adjust-for':['baseline','strata']}],'testing':{'hypotheses':["               \
  "{'id':'h','compare':['a','c']},{'id':'g','compare':['b','c']}],"                                \
  "'multiplicity':{'method':'%s'}},'run':{'seed':3,'sizes':[60]}}"

static SimScenario *ruled (const char *format, const char *rule)
{
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *text = g_strconcat (parts[0], rule, parts[1], NULL);
  return people_parse (text);
}

/* A rule that is never behind another, over a linear model of the patients themselves. */
static void test_dunnett (gconstpointer rule)
{
  g_autoptr (SimScenario) behind = ruled (ADJUSTED, "bonferroni");
  g_autoptr (SimScenario) ahead = ruled (ADJUSTED, rule);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  guint less = 0, more = 0, trials = 300;
  for (guint64 i = 0; i < trials; i++) {
    SimTrial *one = sim_trial_new (engine, behind, i, 0, NULL);
    SimTrial *other = sim_trial_new (engine, ahead, i, 0, NULL);
    for (guint h = 0; h < 2; h++) {
      g_assert_cmpfloat (one->results[h].estimate, ==, other->results[h].estimate);
      less += one->results[h].rejected && !other->results[h].rejected;
      more += other->results[h].rejected && !one->results[h].rejected;
    }
    sim_trial_free (one);
    sim_trial_free (other);
  }
  g_assert_cmpuint (less, ==, 0);
  g_assert_cmpuint (more, <, trials / 10);
  sim_engine_free (engine);
}

/* Who was not treated as allocated is not in the per-protocol set: not as censored either. */
static void test_per_protocol_times (void)
{
  g_autoptr (SimScenario) scenario = people_parse (
      "{'trefoil':1,'arms':[{'id':'a','size':40},{'id':'c','size':40,'reference':true}],"
      "'outcomes':[{'id':'t','type':'time-to-event','better':'later','medians':{'a':24,'c':12},"
      "'accrual':10,'follow-up':30}],'adherence':{'proportion':{'a':0.5},'share-kept':{'a':0}},"
      "'analyses':[{'id':'m','method':'log-rank','set':'per-protocol'}],'testing':{'hypotheses':["
      "{'id':'h','compare':['a','c']}],'multiplicity':{'method':'none'}},'run':{'sizes':[50,80]}}");
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  for (guint64 i = 0; i < 40; i++) {
    SimTrial *trial = sim_trial_new (engine, scenario, i, 0, NULL);
    double time[80];
    uint8_t event[80];
    int8_t arm[80];
    int order[80], spare[80], n = 0;
    for (guint k = 0; k < trial->n_patients; k++) {
      const SimPatient *patient = &trial->patients[k];
      if (patient->treated != SIM_TREATED_AS_ALLOCATED)
        continue;
      time[n] = patient->outcomes->scores[0];
      event[n] = patient->outcomes->seen[0] == SIM_SEEN;
      arm[n++] = (int8_t) patient->arm;
    }
    SimLogRank sums;
    g_assert_cmpint (n, <, 75);
    g_assert_true (sim_log_rank_order (n, time, order, spare));
    g_assert_true (sim_log_rank (n, order, time, event, arm, 0, 1, &sums));
    SimLogRankEffect effect = sim_log_rank_effect (&sums, true);
    g_assert_cmpfloat_with_epsilon (trial->results[0].estimate, effect.estimate, 1e-9);
    sim_trial_free (trial);
  }
  sim_engine_free (engine);
}

/* What is exact is what is counted, or it is not said. */
static void test_exact (gconstpointer data)
{
  const SimRunOptions options = { .replicates = 20000 };
  g_autoptr (SimScenario) scenario = people_parse (data);
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  SimTheory *theory = sim_theory_new (scenario, FALSE, NULL);
  for (guint s = 0; s < results->n_sizes; s++) {
    const SimFigure *power = &results->sizes[s].hypotheses[0].power;
    double exact = theory->sizes[s].power[0];
    double error = sqrt (exact * (1 - exact) / (double)options.replicates);
    g_test_message ("%u: %.4f, exact %.4f", results->sizes[s].total, power->value, exact);
    if (!isnan (exact))
      g_assert_cmpfloat (fabs (power->value - exact), <=, 4 * error);
  }
  sim_theory_free (theory);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
}

static const char ranks[]
    = "{'trefoil':1,'arms':[{'id':'a','size':20},{'id':'c','size':20,'reference':true}],"
      "'outcomes':[{'id':'y','type':'continuous','better':'higher','means':{'a':58,'c':50},"
      "'sd':10,'visits':[{'id':'v','time':4}]}],'analyses':[{'id':'m','method':'mann-whitney'}],"
      "'testing':{'hypotheses':[{'id':'h','compare':['a','c']}],'multiplicity':{'method':'none'}},"
      "'run':{'sizes':[40]}}";

/* At a level of one tail above 0.16 a distance of one standard error would be significant. */
static const char alike[]
    = "{'trefoil':1,'arms':[{'id':'a','size':3},{'id':'c','size':6,'reference':true}],"
      "'outcomes':[{'id':'y','type':'binary','better':'higher','proportions':{'a':0.8,'c':0.8},"
      "'visits':[{'id':'v','time':4}]}],'analyses':[{'id':'m','method':'risk-difference',"
      "'variance':'unpooled'}],'testing':{'alpha':0.2,'sides':1,'hypotheses':[{'id':'h',"
      "'compare':['a','c'],'type':'non-inferiority','margin':0.15}],"
      "'multiplicity':{'method':'none'}},'run':{'sizes':[9]}}";

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/combined/dunnett", "dunnett", test_dunnett);
  g_test_add_data_func ("/combined/step-down", "dunnett-step-down", test_dunnett);
  g_test_add_func ("/combined/per-protocol-times", test_per_protocol_times);
  g_test_add_data_func ("/combined/exact-ranks", ranks, test_exact);
  g_test_add_data_func ("/combined/exact-alike", alike, test_exact);
  return g_test_run ();
}
