/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance.c - assurance by points of the priors against closed forms and integrals.
 */
#include <math.h>

#include "../run/fixture.h"
#include "base/numeric.h"
#include "base/prob.h"
#include "theory/assurance.h"
#include "theory/critical.h"

#define TRIALS 100000

static void
note (double share, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (share, >=, *last);
  g_assert_cmpfloat (share, <=, 1);
  *last = share;
}

static SimAssuranceStudy *
study_of (SimScenario *scenario)
{
  GError *error = NULL;
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  double share = 0;
  SimStudyOptions options = { .replicates = TRIALS, .progress = note, .data = &share };
  SimAssuranceStudy *study = sim_assurance_study_new (engine, scenario, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (share, >, 0.5);
  sim_engine_free (engine);
  return study;
}

static const SimAssurance *
own_of (const SimAssuranceStudy *study, guint goal)
{
  return &study->sizes[study->own_size].goals[goal];
}

static void
assert_figure (const SimFigure *figure, double expected)
{
  g_assert_cmpfloat (figure->mcse, >, 0);
  g_assert_cmpfloat (figure->mcse, <, 0.004);
  g_assert_cmpfloat (fabs (figure->value - expected), <=, 4 * figure->mcse);
}

#define TWO_ARMS                                                                                   \
  "/arms=[{\"id\":\"a\",\"size\":64},{\"id\":\"b\",\"size\":64,\"reference\":true}]",              \
      "/outcomes=[{\"id\":\"y\",\"better\":\"higher\",\"means\":{\"a\":0.5,\"b\":0},\"sd\":1}]",   \
      "/analyses=[{\"id\":\"main\",\"method\":\"t-test\"}]", "/dropout/proportion=0",              \
      "/testing/hypotheses=null", "/run/sizes=[128,256]", "/basis=null"

static double
power_at (double difference, double se)
{
  return sim_power_t_tails (sim_critical_t (0.025, 126), 2, 126, difference / se).upper;
}

/* 64 patients an arm, SD 1, N (0.5, 0.2^2): 0.713 to benefit beside 0.801 at the point. */
static void
test_two_arms (void)
{
  SimScenario *scenario
      = fixture_scenario (TWO_ARMS, "/priors={\"/outcomes/y/means/a\":{\"mean\":0.5,\"sd\":0.2}}");
  SimAssuranceStudy *study = study_of (scenario);
  const SimAssurance *own = own_of (study, 0);
  double se = sqrt (2 / 64.0);

  g_assert_cmpuint (study->n_goals, ==, 1);
  g_assert_cmpuint (study->n_points, ==, 256);
  assert_figure (&own->assurance, sim_assurance_t (0.5, 0.2, se, 0.05, 2, 126).upper);
  assert_figure (&own->assurance, 0.713);
  g_assert_cmpfloat_with_epsilon (own->exact,
                                  sim_assurance_t (0.5, 0.2, se, 0.05, 2, 126).upper, 1e-7);
  assert_figure (&own->power, power_at (0.5, se));
  g_assert_cmpfloat_with_epsilon (own->exact_power, 0.801, 5e-4);
  assert_figure (&study->sizes[1].goals[0].assurance,
                 sim_assurance_t (0.5, 0.2, sqrt (2 / 128.0), 0.05, 2, 254).upper);
  /* power rises with the difference, so its quantiles are those of the difference */
  for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++) {
    double z = sim_normal_quantile (sim_assurance_chances[q]);
    g_assert_cmpfloat_with_epsilon (own->quantile[q], power_at (0.5 + 0.2 * z, se), 0.03);
    g_assert_cmpfloat_with_epsilon (own->exact_quantile[q], power_at (0.5 + 0.2 * z, se), 1e-7);
    g_assert_true (isnan (study->sizes[1].goals[0].exact_quantile[q]));
  }
  double sum = 0;
  for (guint b = 0; b < SIM_ASSURANCE_BINS; b++)
    sum += own->bin[b];
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-12);
  sim_assurance_study_free (study);
  sim_scenario_unref (scenario);
}

/* Power falls with the SD: its quantiles are at those of the SD from the other end. */
static void
test_falling (void)
{
  SimScenario *scenario = fixture_scenario (
      TWO_ARMS, "/priors={\"/outcomes/y/sd\":{\"mean\":1,\"sd\":0.1}}");
  SimAssuranceStudy *study = study_of (scenario);

  for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++) {
    double sd = 1 - 0.1 * sim_normal_quantile (sim_assurance_chances[q]);
    g_assert_cmpfloat_with_epsilon (own_of (study, 0)->exact_quantile[q],
                                    power_at (0.5, sd * sqrt (2 / 64.0)), 1e-7);
  }
  sim_assurance_study_free (study);
  sim_scenario_unref (scenario);
}

/* Of the upper half of a normal distribution; the cut at the other end is beyond all of them. */
static double
quantile_of_half (double chance)
{
  return sim_normal_quantile (0.5 + chance / 2);
}

/* Of one or two priors that end at a difference of 0.2, whose power is the least that there is. */
static SimAssuranceStudy *
above_floor (SimEngine *engine, guint64 seed, const char *priors)
{
  SimStudyOptions options = { .replicates = 10000 };
  g_autofree char *own_seed = g_strdup_printf ("/run/seed=%" G_GUINT64_FORMAT, seed);
  SimScenario *scenario = fixture_scenario (TWO_ARMS, "/run/sizes=[128]", own_seed, priors);
  SimAssuranceStudy *study = sim_assurance_study_new (engine, scenario, &options, NULL, NULL);

  sim_scenario_unref (scenario);
  return study;
}

/* Few trials a point, most of it near the least power: the quantiles are those of power and not of
   the trials, as well as they say, and exactly those at quantiles of the prior. Thirty seeds. */
static void
test_floor (void)
{
  static const char one[]
      = "/priors={\"/outcomes/y/means/a\":{\"distribution\":\"truncated-normal\",\"mean\":0.2,"
        "\"sd\":0.2,\"min\":0.2,\"max\":1.8}}";
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  double z2[SIM_ASSURANCE_QUANTILES] = { 0 };
  double sum[SIM_ASSURANCE_QUANTILES] = { 0 }, squares[SIM_ASSURANCE_QUANTILES] = { 0 };

  for (guint i = 0; i < 30; i++) {
    SimAssuranceStudy *study = above_floor (engine, 1000 * i, one);
    const SimAssurance *own = own_of (study, 0);
    g_assert_cmpuint (study->trials, ==, 64);
    for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++) {
      double at = 0.2 + 0.2 * quantile_of_half (sim_assurance_chances[q]);
      double truth = power_at (at, sqrt (2 / 64.0)), off = own->quantile[q] - truth;
      g_assert_cmpfloat_with_epsilon (own->exact_quantile[q], truth, 1e-7);
      g_assert_cmpfloat (own->quantile_mcse[q], <, 0.03);
      sum[q] += off;
      squares[q] += off * off;
      z2[q] += off * off / (own->quantile_mcse[q] * own->quantile_mcse[q]) / 30;
    }
    g_assert_cmpfloat (own->quantile[0], >,
                       power_at (0.2, sqrt (2 / 64.0)) - 4 * own->quantile_mcse[0]);
    sim_assurance_study_free (study);
  }
  /* Seeds are independent, so what the quantiles are off by is 0 on average, within its own
     standard error of thirty: one factor that draws all points to their mean is 5.5 of these below
     at the least quantile. And over its error of eight lattices it is t with 7 degrees of freedom,
     whose squares, F of 1 and 7, have mean 7/5 and variance 7.84: 0.51 is the error of thirty. The
     larger of two errors being taken they may also be smaller. */
  for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++) {
    double mean = sum[q] / 30, error = sqrt ((squares[q] / 30 - mean * mean) / 29);
    g_test_message ("mean z2 %g, off by %g in %g", z2[q], mean, error);
    g_assert_cmpfloat (fabs (mean), <, 4 * error);
    g_assert_cmpfloat (z2[q], <, 1.4 + 4 * 0.51);
    g_assert_cmpfloat (z2[q], >, 0.3);
  }
  sim_engine_free (engine);
}

#define THREE_PRIORS                                                                               \
  "/priors={\"/outcomes/y/means/a\":{\"mean\":0.5,\"sd\":0.2},"                                    \
  "\"/outcomes/y/means/b\":{\"mean\":0,\"sd\":0.1},"                                               \
  "\"/outcomes/y/sd\":{\"distribution\":\"truncated-normal\",\"mean\":1,\"sd\":0.2,"               \
  "\"min\":0.6,\"max\":1.4}}"

/* Both means and the SD uncertain: the difference has the sum of the variances, and the rest is an
   integral over the SD. */
static double
given_sd (double sd, gpointer data)
{
  double mean_spread = sqrt (0.2 * 0.2 + 0.1 * 0.1), z = (sd - 1) / 0.2;
  double density = sim_normal_density (z) / 0.2 / (1 - 2 * sim_normal_upper (2));

  (void)data;
  return density
         * sim_assurance_t (0.5, mean_spread, sd * sqrt (2 / 64.0), 0.05, 2, 126).upper;
}

static void
test_several (void)
{
  SimScenario *scenario = fixture_scenario (TWO_ARMS, THREE_PRIORS);
  SimAssuranceStudy *study = study_of (scenario);

  g_assert_cmpuint (study->n_points, ==, 512);
  g_assert_true (isnan (own_of (study, 0)->exact));
  assert_figure (&own_of (study, 0)->assurance,
                 sim_integrate (given_sd, NULL, 0.6, 1.4, 1e-10, NULL));
  sim_assurance_study_free (study);
  sim_scenario_unref (scenario);
}

/* Quantiles of power over several priors by the slow and obvious way: power by its closed form at
   the middles of equally likely cells of two chances, in order. */
typedef double (*PowerAt) (double first, double second);

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static void
quantiles_by_cells (PowerAt power, double *truth)
{
  enum { SIDE = 200 };
  g_autofree double *powers = g_new (double, SIDE *SIDE);

  for (guint i = 0; i < SIDE; i++)
    for (guint j = 0; j < SIDE; j++)
      powers[i * SIDE + j] = power ((i + 0.5) / SIDE, (j + 0.5) / SIDE);
  qsort (powers, SIDE * SIDE, sizeof *powers, compare_doubles);
  for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++) {
    guint above = (guint)(sim_assurance_chances[q] * SIDE * SIDE + 0.5);
    truth[q] = (powers[above - 1] + powers[above]) / 2;
  }
}

/* What some seeds of few trials give has no more bias, which is known with an error of its own,
   than the error that each states, and is off by that error: over it, it is t with 7 degrees of
   freedom (eight lattices), whose squares have mean 7/5 and variance 7.84; it may be less, the
   larger of two errors being taken. */
static void
check_quantiles (const char *const *assignments, const double *truth)
{
  enum { SEEDS = 15 };
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  double off[SIM_ASSURANCE_QUANTILES] = { 0 }, z2[SIM_ASSURANCE_QUANTILES] = { 0 };
  double error[SIM_ASSURANCE_QUANTILES] = { 0 }, squares[SIM_ASSURANCE_QUANTILES] = { 0 };
  SimStudyOptions options = { .replicates = 10000 };

  for (guint i = 0; i < SEEDS; i++) {
    g_autofree char *seed = g_strdup_printf ("/run/seed=%u", 1000 * i);
    const char *all[12] = { seed };
    for (guint k = 0; assignments[k] != NULL; k++)
      all[k + 1] = assignments[k];
    SimScenario *scenario = fixture_scenario_v (all);
    SimAssuranceStudy *study = sim_assurance_study_new (engine, scenario, &options, NULL, NULL);
    const SimAssurance *own = own_of (study, 0);
    g_assert_cmpuint (study->n_points, ==, 512);
    for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++) {
      double one = own->quantile[q] - truth[q];
      off[q] += one / SEEDS;
      squares[q] += one * one / SEEDS;
      error[q] += own->quantile_mcse[q] / SEEDS;
      z2[q] += one * one / (own->quantile_mcse[q] * own->quantile_mcse[q]) / SEEDS;
      g_assert_true (isnan (own->exact_quantile[q]));
    }
    sim_assurance_study_free (study);
    sim_scenario_unref (scenario);
  }
  for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++) {
    g_test_message ("%g: off by %g, error %g, mean z2 %g", truth[q], off[q], error[q], z2[q]);
    g_assert_cmpfloat (error[q], <, 0.03);
    g_assert_cmpfloat (fabs (off[q]), <,
                       error[q] + 4 * sqrt (fmax (squares[q] - off[q] * off[q], 0) / (SEEDS - 1)));
    g_assert_cmpfloat (z2[q], <, 1.4 + 4 * sqrt (7.84 / SEEDS));
  }
  sim_engine_free (engine);
}

#define CHECK_QUANTILES(truth, ...)                                                                \
  check_quantiles ((const char *const[]){ __VA_ARGS__, NULL }, truth)

/* Most of what is believed of the correlation is about 0, where power is least and flat: what the
   trials scatter there must not be taken for power that is less. A second prior adds hardly
   anything. */
#define COVARIANCE                                                                                 \
  "/arms=[{\"id\":\"a\",\"size\":64},{\"id\":\"b\",\"size\":64,\"reference\":true}]",              \
      "/outcomes=[{\"id\":\"y\",\"better\":\"higher\",\"baseline\":{\"mean\":0,\"sd\":1},"         \
      "\"means\":{\"a\":0.35,\"b\":0},\"sd\":1}]",                                                 \
      "/analyses=[{\"id\":\"main\",\"method\":\"ancova\",\"adjust-for\":[\"baseline\"]}]",         \
      "/dropout/proportion=0", "/testing/hypotheses=null", "/run/sizes=[128]", "/basis=null"

static double
power_of_covariance (double first, double second)
{
  double low = sim_normal_cdf ((-0.9 - 0.2) / 0.4), high = sim_normal_cdf ((0.9 - 0.2) / 0.4);
  double r = 0.2 + 0.4 * sim_normal_quantile (low + first * (high - low));
  double effect = 0.35 - 0.01 * sim_normal_quantile (second);
  /* the imbalance of the baseline takes 1 of so many: F of 1 and 126, on average 126/124 of it */
  double se = sqrt ((1 - r * r) * (2 / 64.0) * (1 + 126 / 124.0 / 126));

  return sim_power_t_tails (sim_critical_t (0.025, 125), 2, 125, effect / se).upper;
}

static void
test_floor_of_several (void)
{
  double truth[SIM_ASSURANCE_QUANTILES];

  quantiles_by_cells (power_of_covariance, truth);
  CHECK_QUANTILES (truth, COVARIANCE,
                   "/priors={\"/outcomes/y/correlation/baseline\":{\"distribution\":"
                   "\"truncated-normal\",\"mean\":0.2,\"sd\":0.4,\"min\":-0.9,\"max\":0.9},"
                   "\"/outcomes/y/means/b\":{\"mean\":0,\"sd\":0.01}}");
}

/* Two that count alike, each from a limit on. */
static double
power_of_halves (double first, double second)
{
  return power_at (0.2 + 0.2 * quantile_of_half (first) + 0.2 * quantile_of_half (second),
                   sqrt (2 / 64.0));
}

/* Three, of which two are of one difference. */
static double
power_of_three (double first, double second)
{
  double tail = sim_normal_upper (2);
  double sd = 1 + 0.2 * sim_normal_quantile (tail + second * (1 - 2 * tail));

  return power_at (0.5 + sqrt (0.2 * 0.2 + 0.1 * 0.1) * sim_normal_quantile (first),
                   sd * sqrt (2 / 64.0));
}

static void
test_quantiles_of_several (void)
{
  double truth[SIM_ASSURANCE_QUANTILES];

  quantiles_by_cells (power_of_halves, truth);
  CHECK_QUANTILES (truth, TWO_ARMS, "/run/sizes=[128]",
                   "/priors={\"/outcomes/y/means/a\":{\"distribution\":\"truncated-normal\","
                   "\"mean\":0.2,\"sd\":0.2,\"min\":0.2,\"max\":9},"
                   "\"/outcomes/y/means/b\":{\"distribution\":\"truncated-normal\",\"mean\":0,"
                   "\"sd\":0.2,\"min\":-9,\"max\":0}}");
  quantiles_by_cells (power_of_three, truth);
  CHECK_QUANTILES (truth, TWO_ARMS, "/run/sizes=[128]", THREE_PRIORS);
}

/* Usual care is shared: any of two comparisons against it in favour of the new arms, from the joint
   normal law of three means and their priors, with known SD. */
typedef struct {
  double critical, arm, control; /* variances of an arm's mean and of the control's, priors in */
  double mean;
} Any;

static double
none_given_control (double z, gpointer data)
{
  const Any *any = data;
  double control = z * sqrt (any->control), sd = sqrt (any->arm);
  double inside = sim_normal_cdf ((any->critical + control - any->mean) / sd);

  return sim_normal_density (z) * inside * inside;
}

static void
test_any (void)
{
  SimScenario *scenario = fixture_scenario (
      "/arms=[{\"id\":\"a\",\"size\":400},{\"id\":\"b\",\"size\":400},"
      "{\"id\":\"c\",\"size\":400,\"reference\":true}]",
      "/outcomes=[{\"id\":\"y\",\"better\":\"higher\",\"means\":{\"a\":0.2,\"b\":0.2,\"c\":0},"
      "\"sd\":1}]",
      "/analyses=[{\"id\":\"main\",\"method\":\"t-test\"}]", "/dropout/proportion=0",
      "/testing/hypotheses=[{\"id\":\"ac\",\"compare\":[\"a\",\"c\"]},"
      "{\"id\":\"bc\",\"compare\":[\"b\",\"c\"]}]",
      "/testing/multiplicity/method=none", "/run/sizes=[1200]", "/basis=null",
      "/priors={\"/outcomes/y/means/a\":{\"mean\":0.2,\"sd\":0.1},"
      "\"/outcomes/y/means/b\":{\"mean\":0.2,\"sd\":0.1},"
      "\"/outcomes/y/means/c\":{\"mean\":0,\"sd\":0.08}}");
  SimAssuranceStudy *study = study_of (scenario);
  Any any = { .critical = sim_critical_t (0.025, 1197) * sqrt (2 / 400.0),
              .arm = 1 / 400.0 + 0.01, .control = 1 / 400.0 + 0.0064, .mean = 0.2 };

  assert_figure (&own_of (study, 2)->assurance,
                 1 - sim_integrate (none_given_control, &any, -9, 9, 1e-9, NULL));
  assert_figure (&own_of (study, 0)->assurance,
                 sim_assurance_t (0.2, sqrt (0.0164), sqrt (2 / 400.0), 0.05, 2, 1197).upper);
  sim_assurance_study_free (study);
  sim_scenario_unref (scenario);
}

/* The first arm is worse than the second, so that a two-sided test rejects in the wrong direction:
   that is no success, in whatever way it is asked for. The prior holds the two about equal. */
static SimScenario *
wrong_way (double mean)
{
  g_autofree char *outcome = g_strdup_printf (
      "/outcomes=[{\"id\":\"y\",\"better\":\"higher\",\"sd\":1,"
      "\"means\":{\"a\":%g,\"b\":0,\"c\":-1.5}}]",
      mean);

  return fixture_scenario (
      "/arms=[{\"id\":\"a\",\"size\":100},{\"id\":\"b\",\"size\":100},"
      "{\"id\":\"c\",\"size\":100,\"reference\":true}]",
      outcome, "/analyses=[{\"id\":\"main\",\"method\":\"t-test\"}]", "/dropout/proportion=0",
      "/testing/hypotheses=[{\"id\":\"ab\",\"compare\":[\"a\",\"b\"]},"
      "{\"id\":\"bc\",\"compare\":[\"b\",\"c\"]}]",
      "/testing/success=[{\"id\":\"one\",\"any-of\":[\"ab\"]},"
      "{\"id\":\"both\",\"all-of\":[\"ab\",\"bc\"]}]",
      "/testing/multiplicity/method=none", "/run/sizes=[300]", "/basis=null",
      "/priors={\"/outcomes/y/means/a\":{\"mean\":0,\"sd\":0.02}}");
}

static void
test_wrong_way (void)
{
  enum { AB, BC, ONE, BOTH, ANY, ALL };
  SimScenario *scenario = wrong_way (-0.5), *right = wrong_way (1.5);
  SimAssuranceStudy *study = study_of (scenario), *rightly = study_of (right);
  double se = sqrt (2 / 100.0);
  double chance = sim_power_t_tails (sim_critical_t (0.025, 297), 2, 297, -0.5 / se).upper;

  g_assert_cmpuint (study->n_goals, ==, 6);
  g_assert_cmpfloat (chance, <, 1e-6);
  g_assert_cmpfloat (own_of (study, AB)->power.value, <, 1e-3);
  g_assert_cmpfloat (own_of (study, ONE)->power.value, ==, own_of (study, AB)->power.value);
  g_assert_cmpfloat_with_epsilon (own_of (study, ONE)->exact_power, chance, 1e-9);
  g_assert_cmpfloat (own_of (study, BC)->power.value, ==, 1);
  g_assert_cmpfloat (own_of (study, BOTH)->power.value, ==, own_of (study, AB)->power.value);
  g_assert_cmpfloat (own_of (study, ALL)->power.value, ==, own_of (study, AB)->power.value);
  g_assert_true (isnan (own_of (study, BOTH)->exact_power));
  g_assert_true (isnan (own_of (study, ANY)->exact_power));
  /* about no difference half of what is rejected is in the wrong direction */
  chance = sim_assurance_t (0, 0.02, se, 0.05, 2, 297).upper;
  g_assert_cmpfloat (chance, <, 0.03);
  for (guint g = 0; g < study->n_goals; g++)
    if (g != BC && g != ANY)
      assert_figure (&own_of (study, g)->assurance, chance);
  g_assert_true (isnan (own_of (study, ALL)->exact));
  /* where the wrong direction has no chance the closed form of either is that of the right one */
  g_assert_cmpfloat_with_epsilon (own_of (rightly, ALL)->exact_power, 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (own_of (rightly, ANY)->exact_power, 1, 1e-6);
  sim_assurance_study_free (study);
  sim_assurance_study_free (rightly);
  sim_scenario_unref (scenario);
  sim_scenario_unref (right);
}

/* All that has a closed form, with dropout, a baseline and steps, at every size. Any and all of
   two-sided hypotheses have none here, where some may be rejected in the wrong direction. */
static void
test_exact (void)
{
  static const char *const rules[] = { "none", "bonferroni", "holm", "hochberg" };
  guint checked = 0;

  for (guint i = 0; i < 2 * G_N_ELEMENTS (rules); i++) {
    g_autofree char *rule = g_strconcat ("/testing/multiplicity/method=", rules[i / 2], NULL);
    SimScenario *scenario = fixture_scenario (
        rule, i % 2 == 0 ? "/testing/sides=1" : "/testing/sides=2", "/run/sizes=[60,152]",
        "/priors={\"/outcomes/rmdq/means/hand-ear/0\":{\"mean\":6,\"sd\":1},"
        "\"/outcomes/rmdq/means/standard/0\":{\"mean\":6.8,\"sd\":1},"
        "\"/outcomes/rmdq/means/usual/0\":{\"mean\":8.9,\"sd\":0.5}}");
    SimAssuranceStudy *study = study_of (scenario);
    for (guint s = 0; s < study->n_sizes; s++)
      for (guint g = 0; g < study->n_goals; g++) {
        const SimAssurance *goal = &study->sizes[s].goals[g];
        if (isnan (goal->exact))
          continue;
        assert_figure (&goal->assurance, goal->exact);
        checked++;
      }
    sim_assurance_study_free (study);
    sim_scenario_unref (scenario);
  }
  g_assert_cmpuint (checked, >=, 2 * (5 + 5 + 2 + 2) + 2 * (3 + 3));
}

/* One of three scenarios, each known: the mean of their powers by weight, and steps for quantiles.
   Of a one-sided claim all rejections count. */
static void
test_weighted (void)
{
  SimScenario *scenario = fixture_scenario (
      TWO_ARMS, "/testing/sides=1",
      "/priors={\"scenarios\":[{\"weight\":2,\"set\":{\"/outcomes/y/means/a\":0.5}},"
      "{\"weight\":1,\"set\":{\"/outcomes/y/means/a\":0.2}},"
      "{\"weight\":1,\"set\":{\"/outcomes/y/sd\":2}}]}");
  SimAssuranceStudy *study = study_of (scenario);
  const SimAssurance *own = own_of (study, 0);
  double se = sqrt (2 / 64.0), a = sim_power_t (0.05, 1, 126, 0.5 / se);
  double b = sim_power_t (0.05, 1, 126, 0.2 / se), c = sim_power_t (0.05, 1, 126, 0.25 / se);

  assert_figure (&own->assurance, a / 2 + (b + c) / 4);
  g_assert_cmpfloat_with_epsilon (own->exact, a / 2 + (b + c) / 4, 1e-7);
  g_assert_cmpfloat_with_epsilon (own->quantile[0], b, 0.02);
  g_assert_cmpfloat_with_epsilon (own->quantile[2], c, 0.02);
  g_assert_cmpfloat_with_epsilon (own->quantile[4], a, 0.02);
  sim_assurance_study_free (study);
  sim_scenario_unref (scenario);
}

/* Scenarios whose seeds are neighbours have no point's random numbers in common: here each has two
 * points, of the scenario itself, whose powers are the outer quantiles. */
static void
test_seeds (void)
{
  double power[2][2];

  for (guint i = 0; i < 2; i++) {
    g_autofree char *seed = g_strdup_printf ("/run/seed=%u", 11 + i);
    SimScenario *scenario = fixture_scenario (
        TWO_ARMS, seed,
        "/priors={\"scenarios\":[{\"weight\":1,\"set\":{}},{\"weight\":1,\"set\":{}}]}");
    SimAssuranceStudy *study = study_of (scenario);
    power[i][0] = own_of (study, 0)->quantile[0];
    power[i][1] = own_of (study, 0)->quantile[SIM_ASSURANCE_QUANTILES - 1];
    sim_assurance_study_free (study);
    sim_scenario_unref (scenario);
  }
  g_assert_cmpfloat (power[0][0], <, power[0][1]);
  for (guint i = 0; i < 2; i++)
    for (guint j = 0; j < 2; j++)
      g_assert_cmpfloat (power[0][i], !=, power[1][j]);
}

/* What makes no valid scenario is left out, told, and how much it was. */
static void
test_impossible (void)
{
  SimScenario *scenario = fixture_scenario (
      TWO_ARMS, "/priors={\"/outcomes/y/sd\":{\"mean\":0.5,\"sd\":1}}");
  SimAssuranceStudy *study = study_of (scenario);

  g_assert_cmpfloat_with_epsilon (study->impossible, sim_normal_cdf (-0.5), 0.01);
  g_assert_nonnull (study->problem);
  g_assert_cmpuint (study->n_points, <, 256);
  g_assert_cmpfloat (own_of (study, 0)->assurance.value, >, 0.5);
  /* the quantiles are of what is left: of an SD above 0 */
  double left_out = sim_normal_cdf (-0.5);
  for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++) {
    double p = left_out + (1 - left_out) * (1 - sim_assurance_chances[q]);
    double sd = 0.5 + sim_normal_quantile (p);
    g_assert_cmpfloat_with_epsilon (own_of (study, 0)->exact_quantile[q],
                                    power_at (0.5, sd * sqrt (2 / 64.0)), 1e-6);
  }
  sim_assurance_study_free (study);
  sim_scenario_unref (scenario);
}

/* The error that is stated is the one that there is: thirty seeds. */
static void
test_error (void)
{
  double sum = 0, truth = sim_assurance_t (0.5, 0.2, sqrt (2 / 64.0), 0.05, 2, 126).upper;
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimStudyOptions options = { .replicates = 20000 };

  for (guint i = 0; i < 30; i++) {
    g_autofree char *seed = g_strdup_printf ("/run/seed=%u", 1000 * i);
    SimScenario *scenario = fixture_scenario (
        TWO_ARMS, seed, "/priors={\"/outcomes/y/means/a\":{\"mean\":0.5,\"sd\":0.2}}");
    SimAssuranceStudy *study = sim_assurance_study_new (engine, scenario, &options, NULL, NULL);
    const SimFigure *figure = &own_of (study, 0)->assurance;
    double z = (figure->value - truth) / figure->mcse;
    sum += z * z;
    sim_assurance_study_free (study);
    sim_scenario_unref (scenario);
  }
  /* chi-squared with 30 df over 30, the larger of two errors being taken: between 0.3 and 1.7 */
  g_assert_cmpfloat (sum / 30, <, 1.7);
  g_assert_cmpfloat (sum / 30, >, 0.3);
  sim_engine_free (engine);
}

/* Root mean square error over thirty seeds with three priors, and how the stated errors fare. */
static double
spread_of_several (guint64 replicates, double *mean_z2, guint *covered)
{
  double truth = sim_integrate (given_sd, NULL, 0.6, 1.4, 1e-10, NULL), sum = 0;
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimStudyOptions options = { .replicates = replicates };

  *mean_z2 = 0;
  *covered = 0;
  for (guint i = 0; i < 30; i++) {
    g_autofree char *seed = g_strdup_printf ("/run/seed=%u", 1000 * i);
    SimScenario *scenario = fixture_scenario (TWO_ARMS, "/run/sizes=[128]", seed, THREE_PRIORS);
    SimAssuranceStudy *study = sim_assurance_study_new (engine, scenario, &options, NULL, NULL);
    const SimFigure *figure = &own_of (study, 0)->assurance;
    double error = figure->value - truth;
    sum += error * error / 30;
    *mean_z2 += error * error / (figure->mcse * figure->mcse) / 30;
    *covered += figure->low <= truth && truth <= figure->high;
    sim_assurance_study_free (study);
    sim_scenario_unref (scenario);
  }
  sim_engine_free (engine);
  return sqrt (sum);
}

/* The error falls with the trials: what the points of three values add to it is little at 160,000
   (1024 points of 160 or so), where 512 points in planes leave 0.0024. The trials alone leave the
   root of p (1 - p) / 160,000; thirty seeds know it with a relative error of 0.13. */
static void
test_error_of_several (void)
{
  double z2, trials = sqrt (0.7 * 0.3 / 160000);
  guint covered;
  double rmse = spread_of_several (160000, &z2, &covered);

  g_test_message ("RMSE %g, mean z2 %g, covered %u of 30", rmse, z2, covered);
  g_assert_cmpfloat (rmse, <, (1 + 4 * 0.13) * trials);
  g_assert_cmpfloat (z2, <, 1.7);
  g_assert_cmpfloat (z2, >, 0.3);
  g_assert_cmpuint (covered, >=, 24); /* 28.5 less 4 errors of 1.2 */
}

static SimAssuranceStudy *
stopped_at (double until, const char *priors)
{
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = fixture_scenario (TWO_ARMS, priors);
  FixtureStop stop = { .until = until };
  SimStudyOptions options = { .replicates = 40000, .progress = fixture_stop, .data = &stop };
  SimAssuranceStudy *study
      = sim_assurance_study_new (engine, scenario, &options, &stop.cancel, NULL);

  sim_scenario_unref (scenario);
  sim_engine_free (engine);
  return study;
}

/* What was finished is said of the lattices that were: the points of each are all of the priors. */
static void
test_stopped (void)
{
  static const char normal[] = "/priors={\"/outcomes/y/means/a\":{\"mean\":0.5,\"sd\":0.2}}";
  static const char weighted[] = "/priors={\"scenarios\":[{\"weight\":1},{\"weight\":1,\"set\":"
                                 "{\"/outcomes/y/sd\":2}}]}";
  double truth = sim_assurance_t (0.5, 0.2, sqrt (2 / 64.0), 0.05, 2, 126).upper;
  SimAssuranceStudy *study = stopped_at (0.6, normal);
  const SimFigure *figure = &own_of (study, 0)->assurance;

  g_assert_false (study->complete);
  g_assert_cmpuint (study->n_points, >=, 64);
  g_assert_cmpuint (study->n_points, <, 256);
  g_assert_cmpuint (study->n_points % 32, ==, 0);
  g_assert_cmpfloat (study->impossible, ==, 0);
  g_assert_cmpfloat (fabs (figure->value - truth), <, 4 * figure->mcse);
  g_assert_cmpfloat (figure->mcse, <, 0.02);
  g_assert_true (isfinite (own_of (study, 0)->power.value));
  sim_assurance_study_free (study);
  g_assert_null (stopped_at (0.32, normal));
  g_assert_null (stopped_at (0.3, weighted));
}

static void
test_refused (void)
{
  GError *error = NULL;
  gint cancel = 1;
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *none = fixture_scenario (TWO_ARMS);
  SimScenario *some
      = fixture_scenario (TWO_ARMS, "/priors={\"/outcomes/y/sd\":{\"mean\":1,\"sd\":0.1}}");

  g_assert_null (sim_assurance_study_new (engine, none, NULL, NULL, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_null (sim_assurance_study_new (engine, some, NULL, &cancel, &error));
  g_assert_no_error (error);
  sim_scenario_unref (none);
  sim_scenario_unref (some);
  sim_engine_free (engine);
  sim_assurance_study_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/assurance/stopped", test_stopped);
  g_test_add_func ("/assurance/two-arms", test_two_arms);
  g_test_add_func ("/assurance/floor", test_floor);
  g_test_add_func ("/assurance/floor-of-several", test_floor_of_several);
  g_test_add_func ("/assurance/falling", test_falling);
  g_test_add_func ("/assurance/several", test_several);
  g_test_add_func ("/assurance/quantiles-of-several", test_quantiles_of_several);
  g_test_add_func ("/assurance/any", test_any);
  g_test_add_func ("/assurance/wrong-way", test_wrong_way);
  g_test_add_func ("/assurance/exact", test_exact);
  g_test_add_func ("/assurance/weighted", test_weighted);
  g_test_add_func ("/assurance/seeds", test_seeds);
  g_test_add_func ("/assurance/impossible", test_impossible);
  g_test_add_func ("/assurance/error", test_error);
  g_test_add_func ("/assurance/error-of-several", test_error_of_several);
  g_test_add_func ("/assurance/refused", test_refused);
  return g_test_run ();
}
