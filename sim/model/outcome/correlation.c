/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * correlation.c - the fields of the correlation types of correlations.def.
 */
#include <glib/gi18n.h>

#include "../../scenario/descriptor.h"

/* clang-format off: tables, laid out by hand */
const SimField sim_correlation_baseline_visits_fields[] = {
  { .key = "baseline", .kind = SIM_FIELD_REAL, .label = N_ ("With baseline"),
    .help = N_ ("Correlation of the score at any visit with the score at baseline. Default 0.5."),
    .unit = "", .stage = SIM_STAGE_TRUTH, .min = -1, .max = 1, .open_min = TRUE, .open_max = TRUE,
    .step = 0.05, .fallback = "0.5" },
  { .key = "visits", .kind = SIM_FIELD_REAL, .label = N_ ("Between visits"),
    .help = N_ ("Correlation between the scores at any two visits after baseline. Default 0.7."),
    .unit = "", .stage = SIM_STAGE_TRUTH, .min = -1, .max = 1, .open_min = TRUE, .open_max = TRUE,
    .step = 0.05, .fallback = "0.7" },
  { .key = NULL }
};

const SimField sim_correlation_compound_symmetry_fields[] = {
  { .key = "rho", .kind = SIM_FIELD_REAL, .label = N_ ("Correlation"),
    .help = N_ ("Correlation between any two of baseline and visits. Default 0.5."),
    .unit = "", .stage = SIM_STAGE_TRUTH, .min = -1, .max = 1, .open_min = TRUE, .open_max = TRUE,
    .step = 0.05, .fallback = "0.5" },
  { .key = NULL }
};

const SimField sim_correlation_ar1_fields[] = {
  { .key = "rho", .kind = SIM_FIELD_REAL, .label = N_ ("Correlation at one lag"),
    .help = N_ ("Correlation of two scores that lie one lag apart. Default 0.7."),
    .unit = "", .stage = SIM_STAGE_TRUTH, .min = 0, .max = 1, .open_max = TRUE,
    .step = 0.05, .fallback = "0.7" },
  { .key = "lag", .kind = SIM_FIELD_REAL, .label = N_ ("Lag"),
    .help = N_ ("Time over which the correlation falls to the given value. Default 8 weeks."),
    .unit = N_ ("weeks"), .stage = SIM_STAGE_TRUTH, .min = 0, .max = 5200, .open_min = TRUE,
    .step = 1, .fallback = "8" },
  { .key = NULL }
};

const SimField sim_correlation_matrix_fields[] = {
  { .key = "values", .kind = SIM_FIELD_MATRIX, .label = N_ ("Correlations"),
    .help = N_ ("The rows of the correlation matrix, over baseline and visits in order of time; "
                "without a baseline over visits alone. Default: 0.5 with baseline, 0.7 between "
                "visits."),
    .unit = "", .stage = SIM_STAGE_TRUTH, .min = -1, .max = 1, .open_min = TRUE, .open_max = TRUE,
    .step = 0.05, .computed = SIM_COMPUTED_MATRIX },
  { .key = NULL }
};
