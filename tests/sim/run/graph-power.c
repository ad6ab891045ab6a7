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

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph-power/two-doses", test_two_doses);
  return g_test_run ();
}
