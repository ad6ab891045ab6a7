/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fields-people.c - the rows of who the patients are: strata, covariates, practitioners, centres,
 * adherence, switching. None of the keys has a default that would enter the full form.
 */
#include "fields-people.h"

#include <glib/gi18n.h>

#include "people.h"

/* clang-format off: tables, laid out by hand */
static const SimField level_fields[] = {
  { .key = "id", .kind = SIM_FIELD_ID, .label = N_ ("Id"),
    .help = N_ ("Short name of the level in pointers and references."),
    .stage = SIM_STAGE_DRAW, .required = TRUE },
  { .key = "name", .kind = SIM_FIELD_TEXT, .label = N_ ("Name"),
    .help = N_ ("Name of the level on screen. Default: its id."),
    .stage = SIM_STAGE_LABEL, .computed = SIM_COMPUTED_ID },
  { .key = "prevalence", .kind = SIM_FIELD_REAL, .label = N_ ("Prevalence"),
    .help = N_ ("Proportion of patients at this level; those of a stratum add up to 1."),
    .unit = "%", .stage = SIM_STAGE_DRAW, .min = 0, .max = 1, .open_min = TRUE, .open_max = TRUE,
    .step = 0.05, .required = TRUE, .seed = "0.5" },
  { .key = "effect", .kind = SIM_FIELD_REAL, .label = N_ ("Effect"),
    .help = N_ ("By how much scores at this level are higher, at baseline and every visit. Only "
                "the differences between levels count: the means are those of all patients. "
                "Default 0."),
    .unit = "outcome", .stage = SIM_STAGE_DRAW, .per = SIM_PER_OUTCOME | SIM_PER_SOME,
    .rest = "0", .min = -1e6, .max = 1e6, .step = 0.1, .fallback = "0" },
  { .key = "interaction", .kind = SIM_FIELD_REAL, .label = N_ ("Interaction"),
    .help = N_ ("By how much scores of an arm at this level are higher still, at visits alone. "
                "Only the differences between levels count. Default 0."),
    .unit = "outcome", .stage = SIM_STAGE_DRAW,
    .per = SIM_PER_OUTCOME | SIM_PER_ARM | SIM_PER_SOME, .rest = "0", .min = -1e6, .max = 1e6,
    .step = 0.1, .fallback = "0" },
  { .key = NULL }
};

const SimField sim_stratum_fields[] = {
  { .key = "id", .kind = SIM_FIELD_ID, .label = N_ ("Id"),
    .help = N_ ("Short name of the stratum in pointers and references."),
    .stage = SIM_STAGE_DRAW, .required = TRUE },
  { .key = "name", .kind = SIM_FIELD_TEXT, .label = N_ ("Name"),
    .help = N_ ("Name of the stratum on screen. Default: its id."),
    .stage = SIM_STAGE_LABEL, .computed = SIM_COMPUTED_ID },
  { .key = "levels", .kind = SIM_FIELD_LIST, .label = N_ ("Levels"),
    .help = N_ ("What patients are divided into by it, such as yes and no; 2 to 6."),
    .stage = SIM_STAGE_DRAW, .min = 2, .max = SIM_MAX_LEVELS, .fields = level_fields,
    .required = TRUE },
  { .key = NULL }
};

const SimField sim_covariate_fields[] = {
  { .key = "id", .kind = SIM_FIELD_ID, .label = N_ ("Id"),
    .help = N_ ("Short name of the covariate in pointers and references."),
    .stage = SIM_STAGE_DRAW, .required = TRUE },
  { .key = "name", .kind = SIM_FIELD_TEXT, .label = N_ ("Name"),
    .help = N_ ("Name of the covariate on screen. Default: its id."),
    .stage = SIM_STAGE_LABEL, .computed = SIM_COMPUTED_ID },
  { .key = "correlation", .kind = SIM_FIELD_REAL, .label = N_ ("Correlation"),
    .help = N_ ("Correlation of the covariate with the scores at baseline and every visit. "
                "Default 0."),
    .unit = "", .stage = SIM_STAGE_DRAW, .per = SIM_PER_OUTCOME | SIM_PER_SOME, .rest = "0",
    .min = -1, .max = 1, .open_min = TRUE, .open_max = TRUE, .step = 0.05, .fallback = "0" },
  { .key = NULL }
};

/* --- practitioners and centres ------------------------------------------------------------- */

static const SimField shared_row = {
  .kind = SIM_FIELD_LIST, .min = 2, .max = SIM_MAX_ARMS, .item = SIM_FIELD_REF, .target = "/arms"
};

const SimField sim_practitioner_fields[] = {
  { .key = "count", .kind = SIM_FIELD_INT, .label = N_ ("Number"),
    .help = N_ ("Practitioners of an arm, as many however many patients there are; 0: none. A "
                "list: the shares of so many in the patients. Arms that are left out have none. "
                "Default: none; either this or the caseload is given, or those of each centre."),
    .unit = N_ ("practitioners"), .stage = SIM_STAGE_DRAW,
    .per = SIM_PER_ARM | SIM_PER_SOME | SIM_PER_EACH, .rest = "0", .min = 0, .max = 100000,
    .step = 1, .item = SIM_FIELD_REAL, .item_min = 1e-6, .item_max = 1e6,
    .most = SIM_MAX_CASELOADS },
  { .key = "caseload", .kind = SIM_FIELD_INT, .label = N_ ("Caseload"),
    .help = N_ ("Patients of each practitioner in the arm, so that more patients have more "
                "practitioners; one who is shared by two arms has as many in each. 0: none. A "
                "list: the caseloads of successive practitioners, over and over. Arms that are "
                "left out have none. Default: none."),
    .unit = N_ ("patients"), .stage = SIM_STAGE_DRAW,
    .per = SIM_PER_ARM | SIM_PER_SOME | SIM_PER_EACH, .rest = "0", .min = 0, .max = 100000,
    .step = 1, .item = SIM_FIELD_INT, .item_min = 1, .item_max = 100000,
    .most = SIM_MAX_CASELOADS },
  { .key = "shared", .kind = SIM_FIELD_LIST, .label = N_ ("Shared by arms"),
    .help = N_ ("Groups of arms that have the same practitioners. Default: every arm has its "
                "own."),
    .stage = SIM_STAGE_DRAW, .min = 0, .max = SIM_MAX_ARMS / 2, .each = &shared_row },
  { .key = "icc", .kind = SIM_FIELD_REAL, .label = N_ ("ICC of practitioners"),
    .help = N_ ("Share of the practitioners in the variance of an arm at each visit. Default: "
                "none; either this or the SD is given."),
    .unit = "", .stage = SIM_STAGE_DRAW, .per = SIM_PER_ARM | SIM_PER_SOME, .rest = "0",
    .min = 0, .max = 1, .open_max = TRUE, .step = 0.01 },
  { .key = "sd", .kind = SIM_FIELD_REAL, .label = N_ ("SD between practitioners"),
    .help = N_ ("SD between the means of the practitioners' patients, a part of the SD of the "
                "arm. Default: none."),
    .unit = "outcome", .stage = SIM_STAGE_DRAW, .per = SIM_PER_ARM | SIM_PER_SOME, .rest = "0",
    .min = 0, .max = 1e6, .step = 0.1 },
  { .key = NULL }
};

const SimField sim_centre_fields[] = {
  { .key = "count", .kind = SIM_FIELD_INT, .label = N_ ("Number"),
    .help = N_ ("Centres that patients come from; those of each arm come from them in turn."),
    .unit = N_ ("centres"), .stage = SIM_STAGE_DRAW, .min = 2, .max = SIM_MAX_CENTRES, .step = 1,
    .required = TRUE, .seed = "4" },
  { .key = "icc", .kind = SIM_FIELD_REAL, .label = N_ ("ICC of centres"),
    .help = N_ ("Share of the centres in the variance at baseline and every visit. Default: none; "
                "either this or the SD is given."),
    .unit = "", .stage = SIM_STAGE_DRAW, .min = 0, .max = 1, .open_max = TRUE, .step = 0.01 },
  { .key = "sd", .kind = SIM_FIELD_REAL, .label = N_ ("SD between centres"),
    .help = N_ ("SD between the means of the centres' patients, a part of the SD at baseline and "
                "every visit. Default: none."),
    .unit = "outcome", .stage = SIM_STAGE_DRAW, .min = 0, .max = 1e6, .step = 0.1 },
  { .key = "effect-sd", .kind = SIM_FIELD_REAL, .label = N_ ("SD of the effect"),
    .help = N_ ("SD between the effects of treatment in the centres, a part of the SD at visits "
                "in every arm but the reference. Default 0."),
    .unit = "outcome", .stage = SIM_STAGE_DRAW, .min = 0, .max = 1e6, .step = 0.1,
    .fallback = "0" },
  { .key = "practitioners-each", .kind = SIM_FIELD_INT, .label = N_ ("Practitioners in each"),
    .help = N_ ("Practitioners of an arm in each centre, who treat its patients there in turn; "
                "arms that are left out have none. Default: none; practitioners have their own "
                "number or caseload."),
    .unit = N_ ("practitioners"), .stage = SIM_STAGE_DRAW, .per = SIM_PER_ARM | SIM_PER_SOME,
    .rest = "0", .min = 0, .max = 100, .step = 1 },
  { .key = NULL }
};

/* --- what becomes of treatment ------------------------------------------------------------- */

const SimField sim_adherence_fields[] = {
  { .key = "proportion", .kind = SIM_FIELD_REAL, .label = N_ ("Adherent"),
    .help = N_ ("Proportion of patients who have the treatment of their arm as meant; in the "
                "reference arm all. Default 1."),
    .unit = "%", .stage = SIM_STAGE_DRAW, .per = SIM_PER_ARM | SIM_PER_SOME | SIM_PER_ACTIVE,
    .rest = "1", .min = 0, .max = 1, .step = 0.05, .fallback = "1" },
  { .key = "share-kept", .kind = SIM_FIELD_REAL, .label = N_ ("Share kept"),
    .help = N_ ("Share of the effect against the reference arm that the other patients have. "
                "Default 0."),
    .unit = "%", .stage = SIM_STAGE_DRAW, .per = SIM_PER_ARM | SIM_PER_SOME | SIM_PER_ACTIVE,
    .rest = "0", .min = 0, .max = 1, .step = 0.05, .fallback = "0" },
  { .key = NULL }
};

const SimField sim_switch_fields[] = {
  { .key = "from", .kind = SIM_FIELD_REF, .label = N_ ("From"),
    .help = N_ ("The arm that patients were randomised to."), .stage = SIM_STAGE_DRAW,
    .target = "/arms", .required = TRUE },
  { .key = "to", .kind = SIM_FIELD_REF, .label = N_ ("To"),
    .help = N_ ("The arm whose treatment they have instead."), .stage = SIM_STAGE_DRAW,
    .target = "/arms", .required = TRUE },
  { .key = "proportion", .kind = SIM_FIELD_REAL, .label = N_ ("Proportion"),
    .help = N_ ("Proportion of the patients of the first arm who do so."),
    .unit = "%", .stage = SIM_STAGE_DRAW, .min = 0, .max = 1, .step = 0.01, .required = TRUE,
    .seed = "0.1" },
  { .key = NULL }
};

const SimChoice sim_estimand_choices[] = {
  { "treatment-policy", N_ ("Treatment policy"), TRUE,
    N_ ("True effects are those in all patients randomised, whatever treatment they then have.") },
  { "hypothetical", N_ ("Hypothetical"), TRUE,
    N_ ("True effects are those if all adhered and nobody switched.") },
  { NULL, NULL, FALSE, NULL }
};
