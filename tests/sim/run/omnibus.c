/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * omnibus.c - tests of all arms that are compared with chi-squared, recounted trial by trial from
 * the patients, and their level where there is no effect.
 */
#include <math.h>

#include "base/prob.h"
#include "fixture.h"
#include "people-fixture.h"

enum { RECOUNTED = 200, LEVEL_TRIALS = 20000 };

typedef struct {
  const char *name, *outcome, *method, *test, *rest;
  guint size[3];
} Case;

static const Case cases[] = {
  { "ranks of a grid", "'bounded','min':0,'max':10,'step':1,'means':{'a':4,'b':5,'c':5},'sd':2",
    "mann-whitney", "kruskal-wallis", ",'dropout':{'proportion':0.2}", { 11, 9, 8 } },
  { "ranks of scores carried forward",
    "'bounded','min':0,'max':10,'step':1,'baseline':{'mean':5,'sd':2},"
    "'means':{'a':4,'b':5.5,'c':5},'sd':2",
    "mann-whitney','missing':'locf", "kruskal-wallis", ",'dropout':{'proportion':0.3}",
    { 11, 9, 8 } },
  { "ranks of scores", "'continuous','means':{'a':0,'b':0.6,'c':0},'sd':1", "t-test",
    "kruskal-wallis", "", { 9, 12, 7 } },
  { "ranks of categories",
    "'ordinal','categories':['x','y','z'],'probabilities':{'a':[0.2,0.3,0.5],'b':[0.5,0.3,0.2],"
    "'c':[0.3,0.3,0.4]}",
    "proportional-odds", "kruskal-wallis", ",'dropout':{'proportion':0.1}", { 14, 13, 15 } },
  { "proportions", "'binary','proportions':{'a':0.3,'b':0.6,'c':0.4}", "risk-difference",
    "chi-squared", ",'dropout':{'proportion':0.15}", { 16, 15, 17 } },
  { "proportions by whole fits", "'binary','proportions':{'a':0.3,'b':0.6,'c':0.4}", "logistic",
    "chi-squared", ",'allocation':{'method':'simple'}", { 20, 18, 19 } },
};

static SimScenario *scenario_of (const Case *c, guint trials)
{
  g_autofree char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':%u},{'id':'b','size':%u},"
      "{'id':'c','size':%u,'reference':true}],'outcomes':[{'id':'y','better':'higher',"
      "'visits':[{'id':'v','time':4}],'type':%s}]%s,'analyses':[{'id':'m','method':'%s'}],"
      "'testing':{'multiplicity':{'method':'none'},'omnibus':'%s',"
      "'hypotheses':[{'id':'h','compare':['a','b']}]},"
      "'run':{'seed':42,'replicates':%u,'sizes':[%u]}}",
      c->size[0], c->size[1], c->size[2], c->outcome, c->rest, c->method, c->test, trials,
      c->size[0] + c->size[1] + c->size[2]);
  return people_parse (text);
}

static double omnibus_share (SimScenario *scenario, SimIsa isa)
{
  SimEngine *engine = fixture_engine (2, isa);
  SimSnapshot *snapshot = fixture_run (engine, scenario, NULL);
  const SimResults *results = sim_snapshot_results (snapshot);
  double share = results->sizes[results->own_size].omnibus.value;
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  return share;
}

static gboolean seen (const SimPatient *patient)
{
  return patient->outcomes->seen[0] == SIM_SEEN;
}

/* Of who was not seen the baseline, where it is carried forward. */
static double score (const SimPatient *patient)
{
  return seen (patient) ? patient->outcomes->scores[0] : patient->outcomes->baseline;
}

/* By mid-ranks, each found by comparing with everybody; of two values it is (n - 1) / n times
 * Pearson's statistic. */
static double slow_ranks (const SimTrial *trial, gboolean carried, double *all)
{
  double sum[3] = { 0 }, n[3] = { 0 }, ties = 0, h = 0;
  *all = 0;
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *p = &trial->patients[i];
    double below = 0, alike = 0;
    if (!seen (p) && !carried)
      continue;
    for (guint j = 0; j < trial->n_patients; j++)
      if (seen (&trial->patients[j]) || carried) {
        below += score (&trial->patients[j]) < score (p);
        alike += score (&trial->patients[j]) == score (p);
      }
    sum[p->arm] += below + (alike + 1) / 2;
    n[p->arm]++;
    ties += alike * alike - 1;
    *all += 1;
  }
  for (guint a = 0; a < 3; a++)
    h += n[a] < 2 ? NAN : sum[a] * sum[a] / n[a];
  h = 12 / (*all * (*all + 1)) * h - 3 * (*all + 1);
  return h / (1 - ties / (*all * *all * *all - *all));
}

static gboolean slow_rejects (const Case *c, const SimTrial *trial, double critical)
{
  gboolean pearson = g_str_equal (c->test, "chi-squared");
  double all, h = slow_ranks (trial, strstr (c->method, "locf") != NULL, &all);
  return (pearson ? h * all / (all - 1) : h) > critical;
}

static void test_recount (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (SimScenario) scenario = scenario_of (c, RECOUNTED);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  double critical = sim_chisq_quantile (0.95, 2);
  guint rejected = 0;
  for (guint64 i = 0; i < RECOUNTED; i++) {
    SimTrial *trial = sim_trial_new (engine, scenario, i, 0, NULL);
    rejected += slow_rejects (c, trial, critical);
    sim_trial_free (trial);
  }
  g_assert_cmpuint (rejected, >, RECOUNTED / 20); /* it is no test of nothing */
  g_assert_cmpuint (rejected, <, RECOUNTED * 19 / 20);
  for (int isa = SIM_ISA_SCALAR; isa <= SIM_ISA_AVX512; isa++)
    if (sim_isa_name ((SimIsa) isa))
      g_assert_cmpfloat_with_epsilon (omnibus_share (scenario, (SimIsa) isa) * RECOUNTED, rejected,
                                      1e-6);
  sim_engine_free (engine);
}

/* Large arms without an effect: chi-squared is then the law of both. */
static void test_level (void)
{
  static const Case null[] = {
    { "", "'continuous','means':{'a':1,'b':1,'c':1},'sd':1", "t-test", "kruskal-wallis", "",
      { 60, 60, 60 } },
    { "", "'binary','proportions':{'a':0.4,'b':0.4,'c':0.4}", "risk-difference", "chi-squared", "",
      { 150, 150, 150 } },
  };
  double error = sqrt (0.05 * 0.95 / LEVEL_TRIALS);
  for (guint i = 0; i < G_N_ELEMENTS (null); i++) {
    g_autoptr (SimScenario) scenario = scenario_of (&null[i], LEVEL_TRIALS);
    double share = omnibus_share (scenario, SIM_ISA_AUTO);
    g_test_message ("%s: %.4f", null[i].test, share);
    g_assert_cmpfloat (fabs (share - 0.05), <=, 4 * error);
  }
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/omnibus/%s", cases[i].name);
    g_test_add_data_func (path, &cases[i], test_recount);
  }
  g_test_add_func ("/omnibus/level", test_level);
  return g_test_run ();
}
