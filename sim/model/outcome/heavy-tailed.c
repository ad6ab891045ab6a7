/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heavy-tailed.c - the fields of the heavy-tailed outcome, and how its scores come from latent
 * values.
 *
 * Scores with outliers on both sides: those of Student's t distribution, scaled to the SD. The
 * fewer degrees of freedom it has, the farther out they lie.
 */
#define SIM_SCORE_TRUTH SIM_STAGE_DRAW
#include "score-fields.h"

#include <math.h>

#include "../../base/prob.h"

/* clang-format off: tables, laid out by hand */
const SimField sim_outcome_heavy_tailed_fields[] = {
  { .key = "df", .kind = SIM_FIELD_REAL, .label = N_ ("Degrees of freedom"),
    .help = N_ ("Of the t distribution of the scores: 3 has the heaviest tails, with 30 they are "
                "nearly normal. No default."),
    .unit = "", .stage = SIM_STAGE_DRAW, .min = 3, .max = 1e6, .step = 1, .required = TRUE,
    .seed = "5" },
  SIM_SCORE_FIELDS,
  { .key = NULL }
};
/* clang-format on */

/* A t variate has the variance df / (df - 2). */
static double student (double z, double df)
{
  double t = sim_t_upper_quantile (sim_normal_upper (fabs (z)), df) * sqrt ((df - 2) / df);
  return z < 0 ? -t : t;
}

static void heavy_tailed_map (const SimValue *outcome, double mean, double sd, SimScoreMap *map)
{
  *map = (SimScoreMap){ .kind = SIM_SCORE_CURVE,
                        .mean = mean,
                        .sd = sd,
                        .curve = student,
                        .shape = sim_value_number (sim_value_get (outcome, "df")) };
}

const SimOutcomeKind sim_outcome_heavy_tailed_kind = { .map = heavy_tailed_map };
