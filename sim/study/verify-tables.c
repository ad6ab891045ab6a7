/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify-tables.c - cases of fixed proportions, categories and counts, analysed as in other
 * programs.
 */
#include "verify-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "../analysis/fisher.h"
#include "../analysis/linear-model.h"
#include "../analysis/logistic.h"
#include "../analysis/mantel-haenszel.h"
#include "../analysis/negative-binomial.h"
#include "../analysis/proportional-odds.h"
#include "../analysis/proportions.h"
#include "../base/prob.h"

#define MOST 64 /* more than any count */

/* Events and patients of two arms, then which figure: 0 Pearson's chi-squared, 1 Fisher's p, 2 and
   3 the lower limits of Newcombe and of Miettinen and Nurminen. */
static double
two_by_two (const double *x)
{
  const SimCount arms[] = { { x[0], x[1] }, { x[2], x[3] } };
  double z = sim_normal_upper_quantile (0.025);

  switch ((int)x[4]) {
  case 0:
    return sim_pearson_chi_squared (2, arms);
  case 1:
    return sim_fisher ((int)x[0], (int)x[1], (int)x[2], (int)x[3]).two_sided;
  case 2:
    return sim_newcombe_interval (arms[0], arms[1], z).low;
  default:
    return sim_miettinen_nurminen_interval (arms[0], arms[1], z).low;
  }
}

/* Events and patients: Wilson's upper limit. */
static double
wilson (const double *x)
{
  return sim_wilson_interval ((SimCount){ x[0], x[1] }, sim_normal_upper_quantile (0.025)).high;
}

/* 32 of 54 against 17 of 48; x[0] 0: log odds ratio of the logistic model, 1: its SE. */
static double
logistic (const double *x)
{
  double y[102], room[SIM_LINEAR_ROOM (102, 0)], variance;
  const double contrast[] = { 1, -1 };
  int8_t arm[102];
  SimLogistic fit;
  SimLinearData data = { .n = 102, .n_arms = 2, .y = y, .arm = arm };

  for (int i = 0; i < 102; i++) {
    arm[i] = (int8_t)(i >= 54);
    y[i] = i < 32 || (i >= 54 && i < 54 + 17);
  }
  if (!sim_logistic (&data, room, &fit))
    return NAN;
  double estimate = sim_logistic_contrast (&fit, contrast, &variance);
  return x[0] == 0 ? estimate : sqrt (variance);
}

/* Admission by sex in six departments: R's UCBAdmissions. */
static double
admissions (const double *x)
{
  static const SimCount men[]
      = { { 512, 825 }, { 353, 560 }, { 120, 325 }, { 138, 417 }, { 53, 191 }, { 22, 373 } };
  static const SimCount women[]
      = { { 89, 108 }, { 17, 25 }, { 202, 593 }, { 131, 375 }, { 94, 393 }, { 24, 341 } };
  SimMantelHaenszel result;

  (void)x;
  return sim_mantel_haenszel (6, men, women, &result) ? result.z * result.z : NAN;
}

/* Two arms, three categories; x[0] 0: log odds ratio, 1: its SE. */
static double
proportional_odds (const double *x)
{
  static const int counts[][SIM_ODDS_CATEGORIES] = { { 6, 12, 12 }, { 7, 13, 10 } };
  SimProportionalOdds fit;
  double variance;

  if (!sim_proportional_odds (2, 3, counts, &fit))
    return NAN;
  double estimate = sim_proportional_odds_contrast (&fit, 0, 1, &variance);
  return x[0] == 0 ? estimate : sqrt (variance);
}

/* Three arms of 15; x[0] 0: dispersion, 1: log rate ratio of the first against the last, 2: SE. */
static double
negative_binomial (const double *x)
{
  static const int y[] = { 5, 0, 0, 9, 6, 4, 3, 4, 1, 2, 2, 0, 3, 8, 2, 8, 0, 4, 3, 2,  4, 13, 9,
                           1, 5, 7, 9, 4, 0, 1, 6, 5, 1, 2, 5, 3, 4, 4, 7, 4, 1, 3, 17, 5, 5 };
  int room[MOST];
  int8_t arm[45];
  double estimate, variance;
  SimEventCounts counts;
  SimNegativeBinomial fit;

  for (int i = 0; i < 45; i++)
    arm[i] = (int8_t)(i / 15);
  if (!sim_event_counts (3, 45, y, arm, MOST, room, &counts)
      || !sim_negative_binomial (&counts, &fit)
      || !sim_negative_binomial_contrast (&fit, 0, 2, &estimate, &variance))
    return NAN;
  return x[0] == 0 ? fit.dispersion : x[0] == 1 ? estimate : sqrt (variance);
}

#define CLM     "ordinal 2022.11.16, clm; MASS, polr"
#define GLM_NB  "MASS 7.3.58.2, glm.nb"
#define R_TABLE "R 4.2.2, stats"

static const SimVerifyCase rows[] = {
  { "data-chi-squared", N_ ("32 of 54 against 17 of 48: Pearson's chi-squared"), R_TABLE,
    EXACT (1e-10), .expected = 5.78722243614427, .closed = two_by_two, .x = { 32, 54, 17, 48, 0 } },
  { "data-fisher", N_ ("32 of 54 against 17 of 48: Fisher's two-sided p"), R_TABLE, EXACT (1e-12),
    .expected = 0.0184905638999157, .closed = two_by_two, .x = { 32, 54, 17, 48, 1 } },
  { "data-newcombe", N_ ("32 of 54 against 17 of 48: Newcombe's lower limit"),
    "Newcombe 1998, Stat Med 17:873-90, method 10 in R", EXACT (1e-9),
    .expected = 0.0443257677420831, .closed = two_by_two, .x = { 32, 54, 17, 48, 2 } },
  { "data-miettinen", N_ ("32 of 54 against 17 of 48: lower limit of Miettinen and Nurminen"),
    "lrstat 0.2.15, mnRiskDiffCI; root in R", EXACT (1e-9), .expected = 0.0434462670908875,
    .closed = two_by_two, .x = { 32, 54, 17, 48, 3 } },
  { "data-wilson", N_ ("0 of 10: Wilson's upper limit"), "binom 1.1.1.1, binom.confint",
    EXACT (1e-10), .expected = 0.277532799862889, .closed = wilson, .x = { 0, 10 } },
  { "data-logistic", N_ ("32 of 54 against 17 of 48: log odds ratio of a logistic model"),
    "closed form of a 2 x 2 table", EXACT (1e-9), .expected = 0.975467309870341, .closed = logistic,
    .x = { 0 } },
  { "data-logistic-se", N_ ("32 of 54 against 17 of 48: its standard error"),
    "closed form of a 2 x 2 table", EXACT (1e-9), .expected = 0.409617064320371, .closed = logistic,
    .x = { 1 } },
  { "data-cmh", N_ ("admission by sex in six departments: Cochran, Mantel and Haenszel"),
    "R, data UCBAdmissions, mantelhaen.test", EXACT (1e-9), .expected = 1.5246066604434,
    .closed = admissions },
  { "data-proportional-odds", N_ ("60 patients in three categories: log odds ratio"), CLM,
    EXACT (1e-8), .expected = 0.253925399189795, .closed = proportional_odds, .x = { 0 } },
  { "data-proportional-odds-se", N_ ("60 patients in three categories: standard error"), CLM,
    EXACT (1e-8), .expected = 0.4811199731972, .closed = proportional_odds, .x = { 1 } },
  { "data-counts-dispersion", N_ ("counts of 45 patients, negative binomial: dispersion"), GLM_NB,
    EXACT (1e-8), .expected = 0.398122263781463, .closed = negative_binomial, .x = { 0 } },
  { "data-counts-ratio", N_ ("counts of 45 patients, negative binomial: log rate ratio"), GLM_NB,
    EXACT (1e-8), .expected = -0.384845820905428, .closed = negative_binomial, .x = { 1 } },
  { "data-counts-se", N_ ("counts of 45 patients, negative binomial: standard error"), GLM_NB,
    EXACT (1e-8), .expected = 0.295601117484229, .closed = negative_binomial, .x = { 2 } },
};

const SimVerifyCase *
sim_verify_tables (guint *n)
{
  *n = G_N_ELEMENTS (rows);
  return rows;
}
