/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * binary.c - the fields of the binary outcome, and how its scores come from latent values.
 *
 * The score is 1 where the latent value is at or above a cut, else 0; the cut is where the normal
 * law leaves the given proportion above it.
 */
#define SIM_SCORE_TRUTH SIM_STAGE_DRAW
#include "visit-fields.h"

#include <math.h>

#include "raw-scores.h"

/* clang-format off: tables, laid out by hand */
const SimField sim_outcome_binary_fields[] = {
  SIM_VISITS_FIELD,
  { .key = "proportions", .kind = SIM_FIELD_REAL, .label = N_ ("Proportion"),
    .help = N_ ("True proportion of the patients of each arm in whom the outcome is seen at each "
                "visit. No default."),
    .unit = "%", .stage = SIM_STAGE_DRAW, .per = SIM_PER_ARM | SIM_PER_VISIT,
    .min = 0, .max = 1, .open_min = TRUE, .open_max = TRUE, .step = 0.01, .required = TRUE,
    .seed = "0.5" },
  SIM_CORRELATION_FIELD,
  { .key = NULL }
};
/* clang-format on */

static void fill (double p, SimScoreMap *map)
{
  sim_raw_start (map, p, sqrt (p * (1 - p)));
  map->n_cuts = 1;
  map->cuts[0] = sim_raw_cut (1 - p, p);
}

static void binary_scores (const SimValue *outcome, const char *arm, guint visit, SimScoreMap *map)
{
  fill (sim_raw_number (outcome, "proportions", arm, visit), map);
}

static void binary_between (const SimScoreMap *reference, const SimScoreMap *own, double share,
                            SimScoreMap *map)
{
  fill (reference->mean + share * (own->mean - reference->mean), map);
}

const SimOutcomeKind sim_outcome_binary_kind = { .scores = binary_scores,
                                                 .between = binary_between };
