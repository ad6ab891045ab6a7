/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify-data.c - cases of fixed scores and times, analysed as in other programs, and of the random
 * streams.
 */
#include "verify-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "../analysis/cox.h"
#include "../analysis/linear-model.h"
#include "../analysis/log-rank.h"
#include "../analysis/ranks.h"
#include "../analysis/rmst.h"
#include "../analysis/rubin.h"
#include "../base/prob.h"
#include "../base/stream.h"

/* --- scores -------------------------------------------------------------------------------- */

/* Dried weights of plants, a control and two treatments: R's PlantGrowth, Dobson 1983. */
static const double weights[]
    = { 4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14, 4.81, 4.17, 4.41, 3.59, 5.87,
        3.83, 6.03, 4.89, 4.32, 4.69, 6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26 };

static void
plants (int8_t arm[30])
{
  for (int i = 0; i < 30; i++)
    arm[i] = (int8_t)(i / 10);
}

static double
plants_f (const double *x)
{
  double room[SIM_LINEAR_ROOM (30, 0)];
  int8_t arm[30];
  SimLinearModel fit;
  SimLinearData data = { .n = 30, .n_arms = 3, .y = weights, .arm = arm };

  (void)x;
  plants (arm);
  return sim_linear_model (&data, room, &fit) ? sim_linear_f (&fit) : NAN;
}

static double
plants_kruskal_wallis (const double *x)
{
  int order[30], spare[30], df;
  int8_t arm[30];
  double h;

  (void)x;
  plants (arm);
  if (!sim_log_rank_order (30, weights, order, spare)
      || !sim_rank_omnibus (30, order, weights, arm, 3, &h, &df))
    return NAN;
  return sim_chisq_upper (h, df);
}

/* Three small arms with a baseline: first against third, x[0] 0: adjusted difference, 1: its SE,
   2: by HC3. */
static double
adjusted (const double *x)
{
  static const double y[]
      = { 9.9, -1.7, 3, 2.6, 9.2, 6.4, 7, -4.8, 9.4, 8, 4.9, 1.5, 7.4, 14.2, 10.6, 6.1, 11.6 };
  static const double baseline[] = { 30.9, 23.9, 32,   29,   25.8, 30.4, 35.7, 25.7, 35.2,
                                     36.5, 36.9, 16.8, 31.4, 35.9, 39.3, 23.7, 31.2 };
  static const int8_t arm[] = { 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2 };
  const double contrast[] = { 1, 0, -1 };
  double room[SIM_LINEAR_ROOM (17, 1)], variance;
  SimLinearModel fit;
  SimLinearData data
      = { .n = 17, .n_arms = 3, .y = y, .arm = arm, .n_numbers = 1, .number = { baseline } };

  if (!sim_linear_model (&data, room, &fit))
    return NAN;
  double estimate = sim_linear_contrast (&fit, contrast, &variance);
  if (x[0] == 2 && !sim_linear_robust (&fit, SIM_HC3, contrast, &variance))
    return NAN;
  return x[0] == 0 ? estimate : sqrt (variance);
}

/* 4 against 11 scores with ties; x[0] 0: z of the Mann-Whitney test, 1: p of all divisions. */
static double
mann_whitney (const double *x)
{
  static const double y[] = { 7, 3, 4, 6.5, -1.5, 0, 2, 2.5, 0.5, 2, 2, 6, 3, 0, 6.5 };
  static const int8_t arm[] = { 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
  int order[15], spare[15];
  double estimate, variance, p;
  SimRankPair pair;

  if (!sim_log_rank_order (15, y, order, spare))
    return NAN;
  if (x[0] != 0)
    return sim_rank_exact (15, order, y, arm, 0, 1, SIM_RANK_EITHER, &p) ? p : NAN;
  sim_rank_pair (15, order, y, arm, 0, 1, &pair);
  return sim_rank_effect (&pair, &estimate, &variance) ? estimate / sqrt (variance) : NAN;
}

/* Three imputed estimates pooled, 16 complete df; x[0] 0: total variance, 1: df. */
static double
rubin (const double *x)
{
  const double estimates[] = { 3.304, 2.697, 3.241 }, variances[] = { 1.591, 1.143, 1.164 };
  SimRubin pooled = sim_rubin (3, estimates, variances, 16);

  return x[0] == 0 ? pooled.total : pooled.df;
}

/* --- times --------------------------------------------------------------------------------- */

/* 7 against 16 patients with ties and censoring; x[0] 0: log-rank z by the excess of events, 1: log
   hazard ratio of Cox's model by Efron, 2: its SE, 3: difference of restricted means to 5. */
static double
times (const double *x)
{
  static const double time[]
      = { 8, 3, 7, 10, 1, 2, 7, 7, 11, 8, 1, 8, 10, 1, 4, 3, 4, 3, 3, 7, 9, 2, 9 };
  static const uint8_t event[]
      = { 0, 1, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1 };
  int order[23], spare[23];
  int8_t arm[23];
  double variance = NAN;
  SimLogRank test;
  SimCox fit;
  SimRmst means[2];

  for (int i = 0; i < 23; i++)
    arm[i] = (int8_t)(i >= 7);
  if (!sim_log_rank_order (23, time, order, spare))
    return NAN;
  if (x[0] == 0)
    return sim_log_rank (23, order, time, event, arm, 0, 1, &test)
               ? (test.observed - test.expected) / sqrt (test.variance)
               : NAN;
  if (x[0] == 3) {
    sim_rmst (2, 23, order, time, event, arm, 5, means);
    return sim_rmst_difference (means, 0, 1, &variance);
  }
  if (!sim_cox (2, 23, order, time, event, arm, spare, &fit))
    return NAN;
  double estimate = sim_cox_contrast (&fit, 0, 1, &variance);
  return x[0] == 1 ? estimate : sqrt (variance);
}

/* --- random numbers ------------------------------------------------------------------------ */

/* Draws 0 to 3 and 99 from four states of NumPy's PCG64DXSM: how many of the 20 are equal. */
static double
streams (const double *x)
{
  static const struct {
    guint64 high, low, draws[5];
  } rows[] = {
    { 0, 0, { 0, 0x38ffff682123e08a, 0xacfd7caefda3b179, 0x6768e02e8b4ff8fe, 0x3e73e27caa9c514c } },
    { 1,
      0,
      { 0xda942042e4dd8221, 0xbac694c9bcb6495f, 0x03f4f3f70a1b401c, 0x4b3e10bea2e01165,
        0xb0fcfc7e1b410015 } },
    { 0x123456789abcdef0,
      0xfedcba9876543210,
      { 0xfdf158e3d2848a4e, 0x893d469e65730e85, 0x4c0b2524cac146ca, 0xd752fc5078c2ea5d,
        0xb4a56148f393c2ce } },
    { 0x9e3779b97f4a7c15,
      0xf39cc0605cedc835,
      { 0x6c95836298ef2ba0, 0x14859f2a93493ed5, 0x2b02797fe9f29d39, 0xbb32adc5820dbc62,
        0x34ad254cb3ce54f4 } },
  };
  guint equal = 0;

  (void)x;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    SimStream stream = { .low = rows[i].low, .high = rows[i].high };
    for (guint draw = 0; draw < 100; draw++) {
      guint64 word = sim_stream_next (&stream);
      if (draw < 4 || draw == 99)
        equal += word == rows[i].draws[MIN (draw, 4)];
    }
  }
  return equal;
}

/* The quantile that a patient's draw is given at this chance below it. */
static double
quantile (const double *x)
{
  return sim_draw_normal ((guint64)(x[0] * 0x1p53) << 11);
}

#define DOBSON   "R, data PlantGrowth (Dobson 1983)"
#define SURVIVAL "R 4.2.2, survival 3.5.3"
#define WICHURA  "Wichura 1988, AS 241; R qnorm"

static const SimVerifyCase rows[] = {
  { "streams", N_ ("random streams PCG64-DXSM: draws equal to NumPy's, of 20"),
    "NumPy, PCG64DXSM", EXACT (0), .expected = 20, .closed = streams },
  { "normal-quantile-75", N_ ("the draw at a chance of 0.75 as a normal value"), WICHURA,
    EXACT (1e-9), .expected = 0.674489750196082, .closed = quantile, .x = { 0.75 } },
  { "normal-quantile-975", N_ ("the draw at a chance of 0.975 as a normal value"), WICHURA,
    EXACT (1e-9), .expected = 1.959963984540054, .closed = quantile, .x = { 0.975 } },
  { "normal-quantile-low", N_ ("the draw at a chance of 0.001 as a normal value"), WICHURA,
    EXACT (1e-9), .expected = -3.090232306167814, .closed = quantile, .x = { 0.001 } },
  { "data-anova", N_ ("weights of plants, F of three arms"), DOBSON, DIGITS (1e-3),
    .expected = 4.846, .closed = plants_f },
  { "data-kruskal-wallis", N_ ("weights of plants, p of Kruskal and Wallis"), DOBSON, DIGITS (1e-5),
    .expected = 0.01842, .closed = plants_kruskal_wallis },
  { "data-ancova", N_ ("17 scores and baselines in three arms: adjusted difference"),
    "R 4.2.2, stats::lm", EXACT (1e-9), .expected = -3.500496930816, .closed = adjusted,
    .x = { 0 } },
  { "data-ancova-se", N_ ("17 scores and baselines in three arms: standard error"),
    "R 4.2.2, stats::lm", EXACT (1e-9), .expected = 2.55311963589191, .closed = adjusted,
    .x = { 1 } },
  { "data-ancova-hc3", N_ ("17 scores and baselines in three arms: HC3 standard error"),
    "estimatr 1.0.0, lm_robust", EXACT (1e-9), .expected = 2.55110463210017, .closed = adjusted,
    .x = { 2 } },
  { "data-mann-whitney", N_ ("4 against 11 scores with ties: z of the Mann-Whitney test"),
    "R 4.2.2, stats::wilcox.test", EXACT (1e-10), .expected = 2.23349334454752,
    .closed = mann_whitney, .x = { 0 } },
  { "data-mann-whitney-exact", N_ ("4 against 11 scores with ties: p of all divisions"),
    "coin 1.4.2, wilcox_test exact", EXACT (1e-12), .expected = 0.021978021978022,
    .closed = mann_whitney, .x = { 1 } },
  { "data-rubin", N_ ("three imputed estimates by Rubin's rules: total variance"),
    "mice 3.15.0, pool.scalar", EXACT (1e-10), .expected = 1.44785644444444, .closed = rubin,
    .x = { 0 } },
  { "data-rubin-df", N_ ("three imputed estimates: df of Barnard and Rubin"),
    "mice 3.15.0, pool.scalar", EXACT (1e-8), .expected = 12.033824295819, .closed = rubin,
    .x = { 1 } },
  { "data-log-rank", N_ ("times of 23 patients: log-rank z"), SURVIVAL ", survdiff", EXACT (1e-10),
    .expected = -1.0400955587694, .closed = times, .x = { 0 } },
  { "data-cox", N_ ("times of 23 patients, Cox's model with Efron's ties: log hazard ratio"),
    SURVIVAL ", coxph", EXACT (1e-8), .expected = -0.646131241183299, .closed = times, .x = { 1 } },
  { "data-cox-se", N_ ("times of 23 patients, Cox's model with Efron's ties: standard error"),
    SURVIVAL ", coxph", EXACT (1e-8), .expected = 0.637576559085938, .closed = times, .x = { 2 } },
  { "data-rmst", N_ ("times of 23 patients: difference of restricted means to 5"),
    SURVIVAL ", survfit", EXACT (1e-9), .expected = 3.71428571428571 - 3.875, .closed = times,
    .x = { 3 } },
};

const SimVerifyCase *
sim_verify_data (guint *n)
{
  *n = G_N_ELEMENTS (rows);
  return rows;
}
