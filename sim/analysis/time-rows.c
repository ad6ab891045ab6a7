/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * time-rows.c - the analyses of times to an event beside the log-rank test: their fields, what each
 * accepts, and what is true on the scale of its estimates.
 */
#include <glib/gi18n.h>

#include "../scenario/mechanism.h"
#include "hazard-ratio.h"
#include "restricted-mean.h"

static const char *const times[] = { "time-to-event", NULL };

const SimField sim_analysis_cox_fields[] = { { .key = NULL } };

const SimAnalysisNeeds sim_analysis_cox_needs
    = { .outcomes = times,
        .effect = sim_log_hazard_ratio_of_all,
        .scale = N_ ("log hazard ratio"),
        .ratio = TRUE,
        .accepts = SIM_ACCEPTS_MARGINS | SIM_ACCEPTS_CONTRASTS };

/* clang-format off: tables, laid out by hand */
const SimField sim_analysis_rmst_fields[] = {
  { .key = "tau", .kind = SIM_FIELD_REAL, .label = N_ ("Time horizon"),
    .help = N_ ("Weeks since entry up to which mean times are compared. Default: the follow-up, "
                "for which all are watched who are not lost. Where the last patient of an arm is "
                "censored before that, its curve is taken to stay where it was."),
    .unit = "weeks", .stage = SIM_STAGE_DRAW, .min = 0, .max = 10400, .open_min = TRUE,
    .step = 1, .computed = SIM_COMPUTED_FOLLOW_UP },
  { .key = NULL }
};
/* clang-format on */

const SimAnalysisNeeds sim_analysis_rmst_needs
    = { .outcomes = times,
        .effect = sim_restricted_mean_difference,
        .scale = N_ ("weeks"),
        .accepts = SIM_ACCEPTS_MARGINS | SIM_ACCEPTS_CONTRASTS };
