/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linear-rows.c - what analyses by linear models have to choose from, and the fields of the mixed
 * model.
 */
#include "linear-rows.h"

/* clang-format off: tables, laid out by hand */
const SimChoice sim_adjust_choices[]
    = { { "baseline", N_ ("Baseline"), TRUE, N_ ("The score before treatment.") },
        { "strata", N_ ("Strata"), TRUE,
          N_ ("Every level of every stratum but the first of each, without interactions.") },
        { NULL, NULL, FALSE, NULL } };

const SimChoice sim_se_choices[] = {
  { "model", N_ ("By the model"), TRUE,
    N_ ("From the model's own variance: patients are independent and vary equally in all arms.") },
  { "hc3", N_ ("HC3"), TRUE,
    N_ ("Hold where patients vary unequally, as where the SDs of the arms differ; patients are "
        "independent. Degrees of freedom as with the model.") },
  { "cr2", N_ ("CR2"), TRUE,
    N_ ("Hold whatever patients of one practitioner have in common (Bell and McCaffrey), with "
        "Satterthwaite degrees of freedom; patients without a practitioner are independent. An arm "
        "with one practitioner alone gives no fit.") },
  { NULL, NULL, FALSE, NULL }
};

const SimField sim_analysis_practitioner_mixed_model_fields[]
    = { { .key = "adjust-for",
          .kind = SIM_FIELD_LIST,
          .label = N_ ("Adjusted for"),
          .help
          = N_ ("What the means are adjusted for: baseline, strata, or covariates by their ids. "
                "Default: nothing."),
          .stage = SIM_STAGE_DRAW,
          .min = 0,
          .max = 2 + SIM_MAX_COVARIATES,
          .item = SIM_FIELD_ENUM,
          .choices = sim_adjust_choices,
          .target = "/covariates",
          .fallback = "[]" },
        { .key = NULL } };

const SimAnalysisNeeds sim_analysis_practitioner_mixed_model_needs
    = { .needs_practitioners = TRUE,
        .outcomes = sim_score_outcomes,
        .missing = sim_carried_missing,
        .no_other = N_ ("scores are imputed as of patients without practitioners"),
        .accepts = SIM_ACCEPTS_MARGINS | SIM_ACCEPTS_CONTRASTS };
