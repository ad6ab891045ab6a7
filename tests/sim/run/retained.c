/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * retained.c - how much of an effect on proportions is retained, as a difference and in log odds:
 * replayed trials against their counts, power and level against the sum over all tables.
 */
#include <math.h>

#include "analysis/proportions.h"
#include "base/prob.h"
#include "people-fixture.h"
#include "theory/proportions.h"
#include "theory/theory.h"

/* 151 patients, three in ten well under the old treatment and two under a placebo: row 58 of the
   published figures. */
enum { N_E = 71, N_R = 62, N_P = 18 };
static const double weights[] = { 1, -0.8, -0.2 };

typedef struct {
  const char *name;
  gboolean logit, restricted;
  double events; /* share of the new treatment, the event is good */
} Case;

static const Case cases[] = {
  { "logit, restricted", TRUE, TRUE, 0.5 },
  { "logit, unpooled", TRUE, FALSE, 0.5 },
  { "difference, restricted", FALSE, TRUE, 0.5 },
  { "difference, unpooled", FALSE, FALSE, 0.5 },
  /* on the boundary of what is to be shown: the level */
  { "logit, restricted, null", TRUE, TRUE, 0.27788 },
  { "logit, unpooled, null", TRUE, FALSE, 0.27788 },
  { "difference, restricted, null", FALSE, TRUE, 0.28 },
  { "difference, unpooled, null", FALSE, FALSE, 0.28 },
};

/* lower: the event is a failure, and so is what the numbers are of. */
static SimScenario *scenario_of (const Case *c, gboolean lower, const char *rest)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'e','size':%d},{'id':'r','size':%d},{'id':'p','size':%d,"
      "'reference':true}],'outcomes':[{'id':'y','type':'binary','better':'%s',"
      "'proportions':{'e':%.15g,'r':%.15g,'p':%.15g},'visits':[{'id':'w','time':8}]}],%s"
      "'analyses':[{'id':'m','method':'risk-difference','variance':'%s'}],"
      "'testing':{'alpha':0.025,'sides':1,'hypotheses':[{'id':'h','compare':['e','r'],"
      "'type':'retention','fraction':0.8,'placebo':'p'%s}],'multiplicity':{'method':'none'}},"
      "'run':{'seed':11,'sizes':[151]}}",
      N_E, N_R, N_P, lower ? "lower" : "higher", lower ? 1 - c->events : c->events,
      lower ? 0.7 : 0.3, lower ? 0.8 : 0.2, rest, c->restricted ? "restricted" : "unpooled",
      c->logit ? ",'scale':'logit'" : "");
  SimScenario *scenario = people_parse (text);
  g_free (text);
  return scenario;
}

/* FALSE: no estimate. */
static gboolean statistic (const Case *c, const SimCount *arms, SimProportionContrast *found,
                           double *z)
{
  if (!(c->logit ? sim_logit_contrast : sim_proportion_contrast) (3, arms, weights, 0, found))
    return FALSE;
  *z = found->estimate / sqrt (c->restricted ? found->restricted : found->unrestricted);
  return TRUE;
}

static void check_trial (const Case *c, const SimTrial *trial, gboolean lower)
{
  SimCount arms[3] = { { 0, 0 } };
  SimProportionContrast found;
  double z;
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimScores *scores = trial->patients[i].outcomes;
    if (scores->seen[0] != SIM_SEEN)
      continue;
    arms[trial->patients[i].arm].n++;
    arms[trial->patients[i].arm].x += lower ? 1 - scores->scores[0] : scores->scores[0];
  }
  const SimTrialResult *r = &trial->results[0];
  gboolean exists = statistic (c, arms, &found, &z);
  g_assert_cmpint (r->fitted, ==, exists);
  if (!exists)
    return;
  g_assert_cmpfloat_with_epsilon (r->estimate, found.estimate, 1e-9);
  g_assert_cmpfloat_with_epsilon (r->se, sqrt (found.unrestricted), 1e-9);
  g_assert_cmpfloat_with_epsilon (r->p_value, sim_normal_upper (z), 1e-8);
  g_assert_cmpint (r->rejected, ==, r->p_value <= 0.025);
}

static void test_trials (void)
{
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  guint failed = 0;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int lower = 0; lower < 2; lower++) {
      SimScenario *scenario = scenario_of (&cases[i], lower, "'dropout':{'proportion':0.4},");
      for (guint r = 0; r < 150; r++) {
        SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
        check_trial (&cases[i], trial, lower);
        failed += !trial->results[0].fitted;
        sim_trial_free (trial);
      }
      sim_scenario_unref (scenario);
    }
  g_assert_cmpuint (failed, >, 20); /* placebo arms in which nobody is well */
  sim_engine_free (engine);
}

typedef struct {
  double power, covered, failed;
} Exact;

static Exact all_tables (const Case *c, double truth)
{
  double e[N_E + 1], r[N_R + 1], p[N_P + 1], z_of = sim_normal_upper_quantile (0.025);
  Exact sum = { 0 };
  sim_proportions_mass (N_E, c->events, e);
  sim_proportions_mass (N_R, 0.3, r);
  sim_proportions_mass (N_P, 0.2, p);
  for (guint i = 0; i <= N_E; i++)
    for (guint j = 0; j <= N_R; j++)
      for (guint k = 0; k <= N_P; k++) {
        SimCount arms[] = { { i, N_E }, { j, N_R }, { k, N_P } };
        SimProportionContrast found;
        double mass = e[i] * r[j] * p[k], z = 0;
        if (mass < 1e-10)
          continue;
        if (!statistic (c, arms, &found, &z)) {
          sum.failed += mass;
          continue;
        }
        double reach = z_of * sqrt (found.unrestricted);
        sum.power += z > z_of ? mass : 0;
        sum.covered += fabs (found.estimate - truth) <= reach ? mass : 0;
      }
  return sum;
}

static void near (const char *what, double got, double due, double n)
{
  double se = sqrt (due * (1 - due) / n), z = (got - due) / se;
  g_test_message ("%s: %.6f, exactly %.6f, z = %.2f", what, got, due, z);
  g_assert_cmpfloat (fabs (z), <, 4);
}

static void test_runs (void)
{
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const SimRunOptions options = { .replicates = g_test_slow () ? 1000000 : 50000 };
    SimScenario *scenario = scenario_of (&cases[i], i % 2, "");
    SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
    const SimSizeResult *size = &sim_snapshot_results (snapshot)->sizes[0];
    Exact exact = all_tables (&cases[i], size->hypotheses[0].true_effect);
    double n = (double)options.replicates;
    g_test_message ("%s", cases[i].name);
    near ("power", size->hypotheses[0].power.value, exact.power, n);
    near ("coverage", size->hypotheses[0].coverage.value, exact.covered / (1 - exact.failed),
          n * (1 - exact.failed));
    if (cases[i].logit)
      near ("failed fits", (double)size->failed_fits / n, exact.failed, n);
    sim_snapshot_unref (snapshot);
    sim_scenario_unref (scenario);
  }
  sim_engine_free (engine);
}

/* Normal-theory power stands beside runs, and is never called exact. R 4.2.2, with the restricted
   proportions of very many patients by uniroot() on their likelihood. */
static void test_theory (void)
{
  static const double power[] = { 0.8041343, 0.7893854 };
  for (guint i = 0; i < 2; i++)
    for (int lower = 0; lower < 2; lower++) {
      SimScenario *scenario = scenario_of (&cases[i], lower, "");
      SimTheory *theory = sim_theory_new (scenario, FALSE, NULL);
      g_assert_true (isnan (theory->sizes[0].power[0]));
      g_assert_cmpfloat_with_epsilon (theory->sizes[0].approximation[0], power[i], 1e-6);
      g_assert_cmpfloat (fabs (all_tables (&cases[i], 1).power - power[i]), <, 0.02);
      sim_theory_free (theory);
      sim_scenario_unref (scenario);
    }
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/retained/trials", test_trials);
  g_test_add_func ("/retained/runs", test_runs);
  g_test_add_func ("/retained/theory", test_theory);
  return g_test_run ();
}
