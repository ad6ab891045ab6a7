/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * score-fields.h - the fields of outcomes that are scores: visits, means, SDs, correlation.
 *
 * Included once by the file of each such outcome type, which first defines SIM_SCORE_TRUTH: the
 * stage at which an edit of a mean or an SD re-enters.
 */
#ifndef SIM_MODEL_OUTCOME_SCORE_FIELDS_H
#define SIM_MODEL_OUTCOME_SCORE_FIELDS_H

#include <glib/gi18n.h>

#include "../../scenario/mechanism.h"

/* clang-format off: tables, laid out by hand */
/* Smaller than any score is measured; keeps effect over SD within double precision. */
#define SD_MIN 1e-6

#define SIM_CORRELATION(stem, id, label, help) \
  extern const SimField sim_correlation_##stem##_fields[];
#include "correlations.def"

static const SimChoice correlation_choices[] = {
#define SIM_CORRELATION(stem, id, label, help) { id, label, TRUE, help },
#include "correlations.def"
  { NULL, NULL, FALSE, NULL }
};

static const SimVariant correlation_variants[] = {
#define SIM_CORRELATION(stem, id, label, help) { id, sim_correlation_##stem##_fields },
#include "correlations.def"
  { NULL, NULL }
};

static const SimField correlation_fields[] = {
  { .key = "type", .kind = SIM_FIELD_ENUM, .label = N_ ("Type"),
    .help = N_ ("How the scores of one patient go together. Default baseline-visits."),
    .stage = SIM_SCORE_TRUTH, .fallback = "\"baseline-visits\"", .choices = correlation_choices },
  { .key = NULL }
};

static const char *const correlation_later[] = { "scale", NULL };

static const SimField visit_fields[] = {
  { .key = "id", .kind = SIM_FIELD_ID, .label = N_ ("Id"),
    .help = N_ ("Short name of the visit in pointers and references."),
    .stage = SIM_STAGE_DRAW, .required = TRUE },
  { .key = "name", .kind = SIM_FIELD_TEXT, .label = N_ ("Name"),
    .help = N_ ("Name of the visit on screen. Default: its id."),
    .stage = SIM_STAGE_LABEL, .computed = SIM_COMPUTED_ID },
  { .key = "time", .kind = SIM_FIELD_REAL, .label = N_ ("Time"),
    .help = N_ ("Weeks from randomisation to the visit."),
    .unit = "weeks", .stage = SIM_STAGE_DRAW, .min = 0, .max = 5200, .open_min = TRUE, .step = 1,
    .required = TRUE },
  { .key = NULL }
};

static const char *const baseline_later[] = { "min", "max", "imbalance", NULL };

static const SimField baseline_fields[] = {
  { .key = "mean", .kind = SIM_FIELD_REAL, .label = N_ ("Mean"),
    .help = N_ ("Mean score at baseline, the same in all arms."),
    .unit = "outcome", .stage = SIM_SCORE_TRUTH, .min = -1e6, .max = 1e6, .step = 0.1,
    .required = TRUE },
  { .key = "sd", .kind = SIM_FIELD_REAL, .label = N_ ("SD"),
    .help = N_ ("Standard deviation of the scores at baseline."),
    .unit = "outcome", .stage = SIM_SCORE_TRUTH, .min = SD_MIN, .max = 1e6, .step = 0.1,
    .required = TRUE },
  { .key = NULL }
};

/** The rows that all scores have in common. */
#define SIM_SCORE_FIELDS                                                                          \
  { .key = "visits", .kind = SIM_FIELD_LIST, .label = N_ ("Visits"),                              \
    .help = N_ ("When the outcome is measured after randomisation, in order of time. "            \
                "Default: one visit at week 8."),                                                 \
    .stage = SIM_STAGE_DRAW, .min = 1, .max = 12, .fields = visit_fields,                         \
    .fallback = "[{\"id\":\"week-8\",\"name\":\"Week 8\",\"time\":8}]" },                         \
  { .key = "baseline", .kind = SIM_FIELD_RECORD, .label = N_ ("Baseline"),                        \
    .help = N_ ("The score before treatment. Default: not measured."),                            \
    .stage = SIM_STAGE_DRAW, .fields = baseline_fields, .later = baseline_later },                \
  { .key = "means", .kind = SIM_FIELD_REAL, .label = N_ ("Mean"),                                 \
    .help = N_ ("True mean score (not change) of each arm at each visit. No default."),           \
    .unit = "outcome", .stage = SIM_SCORE_TRUTH, .per = SIM_PER_ARM | SIM_PER_VISIT,              \
    .min = -1e6, .max = 1e6, .step = 0.1, .required = TRUE },                                     \
  { .key = "sd", .kind = SIM_FIELD_REAL, .label = N_ ("SD"),                                      \
    .help = N_ ("True standard deviation between the patients of an arm at each visit. "          \
                "Default: the SD at baseline; 1 without a baseline."),                            \
    .unit = "outcome", .stage = SIM_SCORE_TRUTH, .per = SIM_PER_ARM | SIM_PER_VISIT,              \
    .min = SD_MIN, .max = 1e6, .step = 0.1, .computed = SIM_COMPUTED_SD },                        \
  { .key = "correlation", .kind = SIM_FIELD_ONE_OF, .label = N_ ("Correlation"),                  \
    .help = N_ ("Correlation of one patient's scores over time. Default: 0.5 with baseline, "     \
                "0.7 between visits."),                                                           \
    .stage = SIM_SCORE_TRUTH, .fields = correlation_fields, .variants = correlation_variants,     \
    .later = correlation_later, .fallback = "{}" }

#endif
