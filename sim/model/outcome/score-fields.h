/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * score-fields.h - the fields of outcomes that are scores: visits, means, SDs, correlation.
 *
 * Included once by the file of each such outcome type, which first defines SIM_SCORE_TRUTH: the
 * stage at which an edit of a mean or an SD re-enters.
 */
#ifndef SIM_MODEL_OUTCOME_SCORE_FIELDS_H
#define SIM_MODEL_OUTCOME_SCORE_FIELDS_H

#include "visit-fields.h"

/** With what an editor starts where another type had no means, as JSON text. */
#ifndef SIM_SCORE_SEED
#define SIM_SCORE_SEED "0"
#endif

/* clang-format off: tables, laid out by hand */
/* Smaller than any score is measured; keeps effect over SD within double precision. */
#define SD_MIN 1e-6

static const SimField baseline_fields[] = {
  { .key = "mean", .kind = SIM_FIELD_REAL, .label = N_ ("Mean"),
    .help = N_ ("Mean score of those recruited at baseline, the same in all arms."),
    .unit = "outcome", .stage = SIM_SCORE_TRUTH, .min = -1e6, .max = 1e6, .step = 0.1,
    .required = TRUE },
  { .key = "sd", .kind = SIM_FIELD_REAL, .label = N_ ("SD"),
    .help = N_ ("Standard deviation of the scores of those recruited at baseline."),
    .unit = "outcome", .stage = SIM_SCORE_TRUTH, .min = SD_MIN, .max = 1e6, .step = 0.1,
    .required = TRUE },
  { .key = "min", .kind = SIM_FIELD_REAL, .label = N_ ("Lowest at entry"),
    .help = N_ ("Only patients with a score of at least this are recruited. Scores at baseline are "
                "then those of a normal value, within the limits; mean and SD are of those "
                "recruited. Default: no limit."),
    .unit = "outcome", .stage = SIM_STAGE_DRAW, .min = -1e6, .max = 1e6, .step = 1 },
  { .key = "max", .kind = SIM_FIELD_REAL, .label = N_ ("Highest at entry"),
    .help = N_ ("Only patients with a score of at most this are recruited. Default: no limit."),
    .unit = "outcome", .stage = SIM_STAGE_DRAW, .min = -1e6, .max = 1e6, .step = 1 },
  { .key = "imbalance", .kind = SIM_FIELD_REAL, .label = N_ ("Imbalance"),
    .help = N_ ("By how many SDs the baseline scores of an arm are higher (above 0) or lower, in "
                "every trial: a chance imbalance made certain. Scores at visits move with those at "
                "baseline through their correlation, those of other outcomes do not; true means "
                "stay as given, so that analyses that leave out the baseline are biased. "
                "Default 0."),
    .unit = "SD", .stage = SIM_STAGE_DRAW, .per = SIM_PER_ARM | SIM_PER_SOME, .rest = "0",
    .min = -3, .max = 3, .step = 0.1, .fallback = "0", .tacit = TRUE },
  { .key = NULL }
};

/** The rows that all scores have in common. */
#define SIM_SCORE_FIELDS                                                                          \
  SIM_VISITS_FIELD,                                                                               \
  { .key = "baseline", .kind = SIM_FIELD_RECORD, .label = N_ ("Baseline"),                        \
    .help = N_ ("The score before treatment. Default: not measured."),                            \
    .stage = SIM_STAGE_DRAW, .fields = baseline_fields },                                         \
  { .key = "means", .kind = SIM_FIELD_REAL, .label = N_ ("Mean"),                                 \
    .help = N_ ("True mean score (not change) of each arm at each visit. No default."),           \
    .unit = "outcome", .stage = SIM_SCORE_TRUTH, .per = SIM_PER_ARM | SIM_PER_VISIT,              \
    .min = -1e6, .max = 1e6, .step = 0.1, .required = TRUE, .seed = SIM_SCORE_SEED },             \
  { .key = "sd", .kind = SIM_FIELD_REAL, .label = N_ ("SD"),                                      \
    .help = N_ ("True standard deviation between the patients of an arm at each visit. "          \
                "Default: the SD at baseline; 1 without a baseline."),                            \
    .unit = "outcome", .stage = SIM_SCORE_TRUTH, .per = SIM_PER_ARM | SIM_PER_VISIT,              \
    .min = SD_MIN, .max = 1e6, .step = 0.1, .computed = SIM_COMPUTED_SD },                        \
  SIM_CORRELATION_FIELD

#endif
