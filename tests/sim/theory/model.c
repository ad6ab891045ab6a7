/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * model.c - tests of the closed forms of a scenario at given numbers analysed.
 */
#include "theory/model.h"

#include <math.h>

#include "scenario-of.h"

#include "base/prob.h"
#include "theory/critical.h"

static const SimTheoryEffort exact = { 1e-10, 1e-8, NULL };

static void
test_reading (void)
{
  SimScenario *scenario = scenario_of (
      "/outcomes/rmdq/sd={\"hand-ear\":5,\"standard\":4,\"usual\":5}", "/testing/omnibus=anova");
  SimTheoryModel model;

  sim_theory_model_init (&model, scenario);
  g_assert_cmpuint (model.n_arms, ==, 3);
  g_assert_cmpuint (model.n_hypotheses, ==, 3);
  g_assert_cmpuint (model.sides, ==, 2);
  g_assert_cmpint (model.multiple, ==, SIM_MULTIPLE_HOLM);
  g_assert_cmpint (model.fits[0].kind, ==, SIM_FIT_ANCOVA);
  g_assert_false (model.fits[0].same_sd);
  g_assert_false (model.joint_known);
  /* week 8, lower is better, rho 0.5 */
  g_assert_cmpfloat (model.fits[0].mean[2], ==, -8.9);
  /* the slope is that of SD 14 / 3 */
  g_assert_cmpfloat_with_epsilon (model.fits[0].sd[1], sqrt (12 + 1.0 / 9), 1e-9);
  g_assert_cmpfloat (model.omnibus_fit.sd[1], ==, 4);
  /* at constant hazard until week 26 */
  g_assert_cmpfloat_with_epsilon (model.fits[0].missing[2], 1 - pow (0.87, 8.0 / 26), 1e-9);
  sim_scenario_unref (scenario);
}

static SimTheoryModel
model_of (const char *const *assignments)
{
  SimScenario *scenario = scenario_of_v (assignments);
  SimTheoryModel model;

  sim_theory_model_init (&model, scenario);
  sim_scenario_unref (scenario);
  return model;
}

#define MODEL(...) model_of ((const char *const[]){ __VA_ARGS__, NULL })

/* Visits stay normal behind limits at entry, so a t test stays exact; what uses the baseline is
   approximated with the correlation of the scores. An imbalance has no closed form. */
static void
test_entry (void)
{
  SimTheoryModel plain = MODEL (T_TEST, "/outcomes/rmdq/baseline/min=4");
  SimTheoryModel ancova = MODEL ("/outcomes/rmdq/baseline/min=4", "/outcomes/rmdq/sd=5");
  SimTheoryModel asked = MODEL ("/outcomes/rmdq/baseline/min=4", "/outcomes/rmdq/sd=5",
                                "/outcomes/rmdq/correlation/scale=observed");
  SimTheoryModel uneven = MODEL (T_TEST, "/outcomes/rmdq/baseline/imbalance={\"usual\":0.1}");

  g_assert_false (plain.fits[0].not_normal || plain.fits[0].no_form);
  g_assert_true (ancova.fits[0].not_normal && !ancova.fits[0].no_form);
  /* a truncated baseline correlates less than the 0.5 of its latent value */
  g_assert_cmpfloat (ancova.fits[0].sd[0], >, 5 * sqrt (0.75) + 0.01);
  g_assert_cmpfloat (ancova.fits[0].sd[0], <, 5 * sqrt (1 - 0.48 * 0.48));
  g_assert_true (asked.fits[0].not_normal);
  g_assert_cmpfloat_with_epsilon (asked.fits[0].sd[0], 5 * sqrt (0.75), 1e-9);
  g_assert_true (uneven.fits[0].no_form);
}

static const double numbers[] = { 20, 17, 24 };

/* The rules that judge each statistic alone agree with the joint law where there is one. */
static void
test_single_and_joint (void)
{
  SimTheoryModel models[] = { MODEL (T_TEST, RULE ("bonferroni")), MODEL (CHANGE, RULE ("none")),
                              MODEL (RULE ("bonferroni")) };

  for (guint i = 0; i < G_N_ELEMENTS (models); i++) {
    SimJointPower power;
    double divisor = models[i].multiple == SIM_MULTIPLE_BONFERRONI ? 3 : 1, sum = 0, most = 0;
    g_assert_true (models[i].joint_known);
    sim_theory_joint (&models[i], numbers, TRUE, &exact, &power);
    for (guint h = 0; h < 3; h++) {
      SimPair pair = models[i].pairs[h];
      double alone = sim_theory_single (&models[i], h, divisor, numbers[pair.a], numbers[pair.b],
                                        61, &exact);
      g_assert_cmpfloat_with_epsilon (power.power[h], alone, 1e-9);
      sum += alone;
      most = MAX (most, alone);
    }
    g_assert_cmpfloat (power.any, >, most);
    g_assert_cmpfloat (power.any, <, sum);
    g_assert_cmpfloat (power.all, <, most);
  }
}

/* Unequal arms without effect: Dunnett's rule keeps its level in the arms' own correlation. */
static void
test_dunnett (void)
{
  const double unequal[] = { 40, 12, 25 };

  for (guint sides = 1; sides <= 2; sides++) {
    SimTheoryModel model = MODEL (CHANGE, RULE ("dunnett"), VS_CONTROL,
                                  sides == 1 ? "/testing/sides=1" : "/testing/sides=2",
                                  "/outcomes/rmdq/means={\"hand-ear\":[7,7],\"standard\":[7,7],"
                                  "\"usual\":[7,7]}");
    SimJointPower power;
    sim_theory_joint (&model, unequal, TRUE, &exact, &power);
    g_assert_cmpfloat_with_epsilon (power.any, 0.05, 1e-9);
    g_assert_cmpfloat (power.power[0], >, 0.025);
    g_assert_cmpfloat (power.all, >, 0.0025);
  }
}

/* Pairs alone have their laws; together those with variances of their own have none. */
static void
test_pairwise (void)
{
  SimTheoryModel two = MODEL (T_TEST, "/analyses/main/variance=two-arms", RULE ("none"));
  SimTheoryModel welch = MODEL (T_TEST, "/analyses/main/variance=welch", RULE ("none"));
  SimJointPower power;

  g_assert_false (two.joint_known);
  g_assert_false (welch.joint_known);
  sim_theory_joint (&welch, numbers, TRUE, &exact, &power);
  g_assert_true (isnan (power.any) && isnan (power.power[0]));
  double pooled = sim_theory_single (&two, 0, 1, 20, 24, 61, &exact);
  double separate = sim_theory_single (&welch, 0, 1, 20, 24, 61, &exact);
  g_assert_cmpfloat (fabs (pooled - separate), <, 0.003);
  /* the third arm does not count */
  g_assert_cmpfloat (sim_theory_single (&two, 0, 1, 20, 24, 999, &exact), ==, pooled);
}

/*
 * The joint law of adjusted tests, by plain simulation of its three independent parts: baseline
 * means, baseline sum of squares, and residuals given them.
 */
typedef struct {
  guint count[3], any, all;
} Tally;

static double
normal (GRand *random)
{
  return sim_normal_quantile (CLAMP (g_rand_double (random), 1e-15, 1 - 1e-15));
}

static void
simulate_adjusted (const SimTheoryModel *model, const double *n, GRand *random, Tally *tally)
{
  const SimTheoryFit *fit = &model->fits[0];
  double m = n[0] + n[1] + n[2] - 3, x[3], y[3], slope = 0, t[3], bound[3];
  double sxx = sim_chisq_quantile (g_rand_double (random), m);
  double s = sqrt (sim_chisq_quantile (g_rand_double (random), m - 1) / (m - 1));
  guint hits = 0, order[3] = { 0, 1, 2 };

  slope = normal (random) / sqrt (sxx);
  for (guint a = 0; a < 3; a++) {
    x[a] = normal (random) / sqrt (n[a]);
    y[a] = fit->mean[a] / fit->sd[a] + normal (random) / sqrt (n[a]) - slope * x[a];
  }
  for (guint h = 0; h < 3; h++) {
    guint a = model->pairs[h].a, b = model->pairs[h].b;
    double gap = x[a] - x[b];
    t[h] = fabs (y[a] - y[b]) / (s * sqrt (1 / n[a] + 1 / n[b] + gap * gap / sxx));
    bound[h] = sim_critical_t (0.025 / (3 - h), m - 1);
  }
  for (guint i = 0; i < 3; i++)
    for (guint k = 0; k < 2; k++)
      if (t[order[k]] < t[order[k + 1]]) {
        guint swap = order[k];
        order[k] = order[k + 1];
        order[k + 1] = swap;
      }
  while (hits < 3 && t[order[hits]] > bound[hits])
    tally->count[order[hits++]]++;
  tally->any += hits > 0;
  tally->all += hits == 3;
}

static void
test_adjusted_holm (void)
{
  const double small[] = { 6, 5, 8 };
  const guint trials = 60000;
  SimTheoryModel model = MODEL (RULE ("holm"), "/outcomes/rmdq/means/hand-ear=[2,2]");
  GRand *random = g_rand_new_with_seed (3);
  SimJointPower power, mean_only;
  Tally tally = { { 0 }, 0, 0 };

  for (guint i = 0; i < trials; i++)
    simulate_adjusted (&model, small, random, &tally);
  g_rand_free (random);
  sim_theory_joint (&model, small, TRUE, &exact, &power);
  sim_theory_joint (&model, small, FALSE, &exact, &mean_only);
  for (guint h = 0; h < 3; h++)
    g_assert_cmpfloat_with_epsilon ((double)tally.count[h] / trials, power.power[h],
                                    4 * sqrt (power.power[h] / trials));
  g_assert_cmpfloat_with_epsilon ((double)tally.any / trials, power.any, 4 * 0.5 / sqrt (trials));
  g_assert_cmpfloat_with_epsilon ((double)tally.all / trials, power.all,
                                  4 * sqrt (power.all / trials));
  /* so small a trial feels the imbalance beyond its mean */
  g_assert_cmpfloat (fabs (power.any - mean_only.any), >, 1e-4);
}

static void
test_omnibus (void)
{
  SimTheoryModel with = MODEL ("/testing/omnibus=anova"), without = MODEL ("/testing/omnibus=none");
  SimTheoryModel unequal = MODEL ("/testing/omnibus=anova", "/outcomes/rmdq/sd/usual=6");

  g_assert_true (isnan (sim_theory_omnibus (&without, numbers)));
  g_assert_true (isnan (sim_theory_omnibus (&unequal, numbers)));
  double power = sim_theory_omnibus (&with, numbers);
  g_assert_cmpfloat (power, >, 0.4);
  g_assert_cmpfloat (power, <, 0.6);
}

/* Where the exact value exists the approximation is near it. */
static void
test_approximation (void)
{
  SimTheoryModel model = MODEL (T_TEST, RULE ("holm"));
  SimTheoryModel welch = MODEL (T_TEST, "/analyses/main/variance=welch", RULE ("bonferroni"));
  SimTheoryModel adjusted = MODEL (RULE ("holm"));
  double approximation[SIM_MAX_HYPOTHESES];
  SimJointPower power;

  sim_theory_joint (&model, numbers, TRUE, &exact, &power);
  sim_theory_approximate (&model, numbers, &exact, approximation);
  for (guint h = 0; h < 3; h++)
    g_assert_cmpfloat_with_epsilon (approximation[h], power.power[h], 1e-8);
  sim_theory_joint (&adjusted, numbers, TRUE, &exact, &power);
  sim_theory_approximate (&adjusted, numbers, &exact, approximation);
  for (guint h = 0; h < 3; h++)
    g_assert_cmpfloat_with_epsilon (approximation[h], power.power[h], 5e-4);
  sim_theory_approximate (&welch, numbers, &exact, approximation);
  g_assert_cmpfloat_with_epsilon (approximation[0],
                                  sim_theory_single (&welch, 0, 3, 20, 24, 61, &exact), 2e-3);
}

static void
test_cancelled (void)
{
  gint cancel = 0;
  SimTheoryEffort effort = { 1e-9, 1e-7, &cancel };

  g_assert_false (sim_theory_cancelled (&effort));
  cancel = 1;
  g_assert_true (sim_theory_cancelled (&effort));
  g_assert_false (sim_theory_cancelled (&exact));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/reading", test_reading);
  g_test_add_func ("/model/entry", test_entry);
  g_test_add_func ("/model/single-and-joint", test_single_and_joint);
  g_test_add_func ("/model/dunnett", test_dunnett);
  g_test_add_func ("/model/pairwise", test_pairwise);
  g_test_add_func ("/model/adjusted-holm", test_adjusted_holm);
  g_test_add_func ("/model/omnibus", test_omnibus);
  g_test_add_func ("/model/approximation", test_approximation);
  g_test_add_func ("/model/cancelled", test_cancelled);
  return g_test_run ();
}
