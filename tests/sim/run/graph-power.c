/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * graph-power.c - a published power of a graphical rule: two doses, a binary and a normal endpoint.
 *
 * The figures are those of the vignette of the R package graphicalMCP, there from multivariate
 * normal statistics with correlations of 0.5 between endpoints. Here patients have a latent
 * correlation of 0.69, which comes to about that, events are counted and the t test estimates its
 * variance: that moves power by up to half a point.
 */
#include <math.h>

#include "fixture.h"
#include "people-fixture.h"

static const char design[]
    = "{'trefoil':1,'arms':[{'id':'c','size':200,'reference':true},{'id':'d1','size':200},"
      "{'id':'d2','size':200}],"
      "'outcomes':[{'id':'ev','type':'binary','better':'lower',"
      "'proportions':{'c':0.30,'d1':0.181,'d2':0.181},'visits':[{'id':'v','time':12}]},"
      "{'id':'sc','type':'continuous','better':'higher','means':{'c':5,'d1':7.5,'d2':8.25},"
      "'sd':10,'visits':[{'id':'v','time':12}]}],'outcome-correlation':-0.69,"
      "'dropout':{'proportion':0},"
      "'analyses':[{'id':'a','outcome':'ev','method':'risk-difference','variance':'unpooled'},"
      "{'id':'b','outcome':'sc','method':'t-test','variance':'two-arms'}],"
      "'testing':{'alpha':0.025,'sides':1,'hypotheses':["
      "{'id':'H1','compare':['d1','c'],'analysis':'a'},"
      "{'id':'H2','compare':['d2','c'],'analysis':'a'},"
      "{'id':'H3','compare':['d1','c'],'analysis':'b'},"
      "{'id':'H4','compare':['d2','c'],'analysis':'b'}],"
      "'multiplicity':{'method':'graph','weights':{'H1':0.5,'H2':0.5},"
      "'transitions':{'H1':{'H2':0.5,'H3':0.5},'H2':{'H1':0.5,'H4':0.5},'H3':{'H2':1},"
      "'H4':{'H1':1}}},'success':[{'id':'events','all-of':['H1','H2']},"
      "{'id':'low','all-of':['H1','H3']},{'id':'high','at-least':2,'of':['H2','H4']}]},"
      "'run':{'seed':31,'sizes':[600],'replicates':100000}}";

static void assert_near (const char *name, double got, double published)
{
  g_test_message ("%s %.4f, published %.3f", name, got, published);
  g_assert_cmpfloat (fabs (got - published), <=, 0.005 + 4 * sqrt (0.25 / 100000));
}

static void test_two_doses (void)
{
  static const double power[] = { 0.764, 0.759, 0.568, 0.690 };
  g_autoptr (SimScenario) scenario = people_parse (design);
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimSnapshot *snapshot = fixture_run (engine, scenario, NULL);
  const SimResults *results = sim_snapshot_results (snapshot);
  const SimSizeResult *size = &results->sizes[results->own_size];
  for (guint h = 0; h < G_N_ELEMENTS (power); h++)
    assert_near (sim_scenario_hypothesis (scenario, h)->id, size->hypotheses[h].power.value,
                 power[h]);
  assert_near ("any", size->any.value, 0.855);
  assert_near ("all", size->all.value, 0.512);
  assert_near ("both doses by events", size->success[0].value, 0.667);
  /* a dose that works on both endpoints: one, the other, but not counted twice where both do */
  assert_near ("a pair of one dose",
               size->success[1].value + size->success[2].value - size->all.value, 0.747);
  g_test_message ("rejections %.4f, published 2.78", size->rejections.value);
  g_assert_cmpfloat (fabs (size->rejections.value - 2.78), <=,
                     0.005 + 4 * 0.005 + 4 * size->rejections.mcse);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
}

/* A third endpoint of 6, 8 and 9, and of its graph the edges of a hundred-thousandth, which open
 * when all others of a dose are rejected (the vignette on closed tests; its statistics of different
 * endpoints at different doses have correlations of 0.25, or by a slip 0.0625, and those of
 * patients 0.25 all). */
static const char three_endpoints[]
    = "{'trefoil':1,'arms':[{'id':'c','size':200,'reference':true},{'id':'d1','size':200},"
      "{'id':'d2','size':200}],"
      "'outcomes':[{'id':'ev','type':'binary','better':'lower',"
      "'proportions':{'c':0.30,'d1':0.181,'d2':0.181},'visits':[{'id':'v','time':12}]},"
      "{'id':'s1','type':'continuous','better':'higher','means':{'c':5,'d1':7.5,'d2':8.25},"
      "'sd':10,'visits':[{'id':'v','time':12}]},"
      "{'id':'s2','type':'continuous','better':'higher','means':{'c':6,'d1':8,'d2':9},"
      "'sd':10,'visits':[{'id':'v','time':12}]}],"
      "'outcome-correlation':[[1,-0.69,-0.69],[-0.69,1,0.5],[-0.69,0.5,1]],"
      "'dropout':{'proportion':0},"
      "'analyses':[{'id':'a','outcome':'ev','method':'risk-difference','variance':'unpooled'},"
      "{'id':'b','outcome':'s1','method':'t-test','variance':'two-arms'},"
      "{'id':'d','outcome':'s2','method':'t-test','variance':'two-arms'}],"
      "'testing':{'alpha':0.025,'sides':1,'hypotheses':["
      "{'id':'H1','compare':['d1','c'],'analysis':'a'},"
      "{'id':'H2','compare':['d2','c'],'analysis':'a'},"
      "{'id':'H3','compare':['d1','c'],'analysis':'b'},"
      "{'id':'H4','compare':['d2','c'],'analysis':'b'},"
      "{'id':'H5','compare':['d1','c'],'analysis':'d'},"
      "{'id':'H6','compare':['d2','c'],'analysis':'d'}],"
      "'multiplicity':{'method':'graph','weights':{'H1':0.5,'H2':0.5},"
      "'transitions':{'H1':{'H2':0.5,'H3':0.25,'H5':0.25},'H2':{'H1':0.5,'H4':0.25,'H6':0.25},"
      "'H3':{'H5':1},'H4':{'H1':0.00001,'H6':0.99999},'H5':{'H2':0.00001,'H3':0.99999},"
      "'H6':{'H4':1}}}},'run':{'seed':32,'sizes':[600],'replicates':100000}}";

static void test_three_endpoints (void)
{
  static const double power[] = { 0.761, 0.752, 0.510, 0.665, 0.389, 0.626 };
  g_autoptr (SimScenario) scenario = people_parse (three_endpoints);
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimSnapshot *snapshot = fixture_run (engine, scenario, NULL);
  const SimResults *results = sim_snapshot_results (snapshot);
  const SimSizeResult *size = &results->sizes[results->own_size];
  for (guint h = 0; h < G_N_ELEMENTS (power); h++)
    assert_near (sim_scenario_hypothesis (scenario, h)->id, size->hypotheses[h].power.value,
                 power[h]);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph-power/two-doses", test_two_doses);
  g_test_add_func ("/graph-power/three-endpoints", test_three_endpoints);
  return g_test_run ();
}
