/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * visit-fields.h - the fields that every outcome measured at visits has: when, and how what is
 * measured of one patient goes together.
 *
 * Included once by the file of each such outcome type, which first defines SIM_SCORE_TRUTH: the
 * stage at which an edit of a correlation re-enters.
 */
#ifndef SIM_MODEL_OUTCOME_VISIT_FIELDS_H
#define SIM_MODEL_OUTCOME_VISIT_FIELDS_H

#include <glib/gi18n.h>

#include "../../scenario/mechanism.h"

/* clang-format off: tables, laid out by hand */
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

static const SimChoice correlation_scales[] = {
  { "latent", N_ ("Of the latent values"), TRUE,
    N_ ("Correlations are those of the normal values behind the scores.") },
  { "observed", N_ ("Of the scores"), TRUE,
    N_ ("Correlations are those of the scores, as a publication reports them.") },
  { NULL, NULL, FALSE, NULL }
};

static const SimField correlation_fields[] = {
  { .key = "type", .kind = SIM_FIELD_ENUM, .label = N_ ("Type"),
    .help = N_ ("How the scores of one patient go together. Default baseline-visits."),
    .stage = SIM_SCORE_TRUTH, .fallback = "\"baseline-visits\"", .choices = correlation_choices },
  { .key = "scale", .kind = SIM_FIELD_ENUM, .label = N_ ("Correlations"),
    .help = N_ ("Whether correlations are those of the latent values or of the scores, which "
                "floors, steps and skewness make smaller; the latent ones are then solved for in "
                "each arm. Default latent."),
    .stage = SIM_STAGE_DRAW, .fallback = "\"latent\"", .choices = correlation_scales,
    .tacit = TRUE },
  { .key = NULL }
};

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

#define SIM_VISITS_FIELD                                                                          \
  { .key = "visits", .kind = SIM_FIELD_LIST, .label = N_ ("Visits"),                              \
    .help = N_ ("When the outcome is measured after randomisation, in order of time. "            \
                "Default: one visit at week 8; of an outcome that is derived from another those " \
                "of the other."),                                                                 \
    .computed = SIM_COMPUTED_VISITS,                                                              \
    .stage = SIM_STAGE_DRAW, .min = 1, .max = 12, .fields = visit_fields,                         \
    .fallback = "[{\"id\":\"week-8\",\"name\":\"Week 8\",\"time\":8}]" }

#define SIM_CORRELATION_FIELD                                                                     \
  { .key = "correlation", .kind = SIM_FIELD_ONE_OF, .label = N_ ("Correlation"),                  \
    .help = N_ ("Correlation of one patient's scores over time. Default: 0.5 with baseline, "     \
                "0.7 between visits."),                                                           \
    .stage = SIM_SCORE_TRUTH, .fields = correlation_fields, .variants = correlation_variants,     \
    .fallback = "{}", .computed = SIM_COMPUTED_CORRELATION }

#endif
