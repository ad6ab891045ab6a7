/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * skewed.c - the fields of the skewed outcome, and how its scores come from latent values.
 *
 * Scores with one tail longer than the other, such as days of pain or costs: the latent value goes
 * through a curve that grows with the skewness, whatever the mean and the SD. Tails to the left are
 * those to the right, reflected.
 */
#define SIM_SCORE_TRUTH SIM_STAGE_DRAW
#include "score-fields.h"

#include <math.h>

#include "../../base/prob.h"

/* clang-format off: tables, laid out by hand */
static const SimChoice shape_choices[] = {
  { "log-normal", N_ ("Log-normal"), TRUE,
    N_ ("The logarithm of the distance from some lowest score is normal.") },
  { "gamma", N_ ("Gamma"), TRUE,
    N_ ("The distance from some lowest score has a gamma distribution: lighter far out.") },
  { NULL, NULL, FALSE, NULL }
};

const SimField sim_outcome_skewed_fields[] = {
  { .key = "skewness", .kind = SIM_FIELD_REAL, .label = N_ ("Skewness"),
    .help = N_ ("Third standardised moment of the scores at baseline and every visit: 2 is that "
                "of an exponential distribution, below 0 the longer tail is to the left, 0 is "
                "normal. No default."),
    .unit = "", .stage = SIM_STAGE_DRAW, .min = -5, .max = 5, .step = 0.1, .required = TRUE,
    .seed = "1" },
  { .key = "shape", .kind = SIM_FIELD_ENUM, .label = N_ ("Distribution"),
    .help = N_ ("How the scores are distributed. Default log-normal."),
    .stage = SIM_STAGE_DRAW, .fallback = "\"log-normal\"", .choices = shape_choices },
  SIM_SCORE_FIELDS,
  { .key = NULL }
};
/* clang-format on */

/*
 * (exp (s z) - exp (s^2 / 2)) over its SD exp (s^2 / 2) t, with t^2 = exp (s^2) - 1, is of mean 0
 * and SD 1. Its skewness is (exp (s^2) + 2) t = t^3 + 3 t (Johnson, Kotz & Balakrishnan 1994, ch.
 * 14), and t = 2 sinh (asinh (skewness / 2) / 3) is the root of that.
 */
static double log_normal (double z, double skewness)
{
  double t = 2 * sinh (asinh (fabs (skewness) / 2) / 3), log_variance = log1p (t * t);
  double to_right = skewness < 0 ? -z : z;
  double score = expm1 (sqrt (log_variance) * to_right - log_variance / 2) / t;
  return skewness < 0 ? -score : score;
}

/* Of k = 4 / skewness^2. So near to the normal law the difference of large numbers loses digits;
 * the expansion of Cornish and Fisher is then good to 1e-10. */
#define NEARLY_NORMAL 2e-4
static double gamma_law (double z, double skewness)
{
  double g = fabs (skewness), to_right = skewness < 0 ? -z : z, k = 4 / (g * g), score;
  if (g < NEARLY_NORMAL)
    score = to_right + g * (to_right * to_right - 1) / 6
            + g * g * to_right * (to_right * to_right - 7) / 144;
  else {
    double x = to_right > 0 ? sim_gamma_upper_quantile (sim_normal_upper (to_right), k, 1)
                            : sim_gamma_quantile (sim_normal_cdf (to_right), k, 1);
    score = (x - k) / sqrt (k);
  }
  return skewness < 0 ? -score : score;
}

static void skewed_map (const SimValue *outcome, double mean, double sd, SimScoreMap *map)
{
  const char *shape = sim_value_text (sim_value_get (outcome, "shape"));
  double skewness = sim_value_number (sim_value_get (outcome, "skewness"));
  *map = (SimScoreMap){ .mean = mean, .sd = sd };
  if (fabs (skewness) < 1e-9)
    return; /* normal, to all digits that a plan keeps */
  map->kind = SIM_SCORE_CURVE;
  map->curve = g_strcmp0 (shape, "gamma") == 0 ? gamma_law : log_normal;
  map->shape = skewness;
}

const SimOutcomeKind sim_outcome_skewed_kind = { .map = skewed_map };
