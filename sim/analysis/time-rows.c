/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * time-rows.c - the analyses of times to an event beside the log-rank test: their fields, what each
 * accepts, and what is true on the scale of its estimates.
 */
#include "hazard-ratio.h"
#include "linear-rows.h"
#include "restricted-mean.h"

static const char *const times[] = { "time-to-event", NULL };

/* No stratum has an effect on times, so that ratios within strata are those of all. */
const SimField sim_analysis_stratified_log_rank_fields[] = { { .key = NULL } };

const SimAnalysisNeeds sim_analysis_stratified_log_rank_needs
    = { .outcomes = times,
        .no_other = SIM_NO_OTHER_TIMES,
        .needs_strata = TRUE,
        .effect = sim_log_hazard_ratio,
        .scale = N_ ("log hazard ratio"),
        .ratio = TRUE,
        .accepts = SIM_ACCEPTS_MARGINS };

/* As strata have no effect on times, their terms cost but a little precision. */
const SimField sim_analysis_cox_fields[]
    = { SIM_ADJUST_FIELD (/* xgettext:no-c-format */ N_ (
            "What else is in the model: strata (a term for every level but the first), "
            "or covariates by their ids. Hazard ratios of patients alike in a "
            "covariate that tells of the times lie further from 1 than those of all "
            "together; the true effect is then what the adjusted coefficient tends to. "
            "Such a covariate is in no one hazard ratio of these times, and standard "
            "errors are then too small: at a level of 5 % the test rejects 5.5 and 7.0 % "
            "with a correlation of 0.3 and 0.6. Default: nothing.")),
        { .key = NULL } };

const SimAnalysisNeeds sim_analysis_cox_needs
    = { .outcomes = times,
        .no_other = SIM_NO_OTHER_TIMES,
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
    .unit = N_ ("weeks"), .stage = SIM_STAGE_DRAW, .min = 0, .max = 10400, .open_min = TRUE,
    .step = 1, .computed = SIM_COMPUTED_FOLLOW_UP },
  { .key = NULL }
};
/* clang-format on */

const SimAnalysisNeeds sim_analysis_rmst_needs
    = { .outcomes = times,
        .no_other = SIM_NO_OTHER_TIMES,
        .effect = sim_restricted_mean_difference,
        .scale = N_ ("weeks"),
        .accepts = SIM_ACCEPTS_MARGINS | SIM_ACCEPTS_CONTRASTS };
