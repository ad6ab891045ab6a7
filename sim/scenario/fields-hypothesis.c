/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fields-hypothesis.c - the rows of a hypothesis: which arms, what is claimed of them, by which
 * analysis, at which level; and of what is called success of a trial.
 */
#include "fields-hypothesis.h"

#include <glib/gi18n.h>

#include "scenario.h"

/* clang-format off: tables, laid out by hand */
static const SimChoice type_choices[] = {
  { "superiority", N_ ("Superiority"), TRUE, N_ ("The first arm is better than the second.") },
  { "superiority-margin", N_ ("Superiority by a margin"), TRUE,
    N_ ("The first arm is better than the second by more than the margin.") },
  { "non-inferiority", N_ ("Non-inferiority"), TRUE,
    N_ ("The first arm is worse than the second by less than the margin, if it is worse.") },
  { "equivalence", N_ ("Equivalence"), TRUE,
    N_ ("The arms differ by less than the margin; two one-sided tests, both at the level of one "
        "tail.") },
  { "retention", N_ ("Retention of effect"), TRUE,
    N_ ("The first arm keeps more than a fraction of the effect that the second has over a third, "
        "in the same trial.") },
  { "within-arm-change", N_ ("Change within an arm"), TRUE,
    N_ ("Patients of one arm are better at the visit than they were before. That is no effect of "
        "the treatment: it says nothing of what would have been without it. For teaching.") },
  { NULL, NULL, FALSE, NULL }
};

static const SimField margin_fields[] = {
  { .key = "margin", .kind = SIM_FIELD_REAL, .label = N_ ("Margin"),
    .help = N_ ("The difference that matters, in the unit of the outcome and above 0; for methods "
                "that compare logarithms of ratios a ratio above 1."),
    .unit = "outcome", .stage = SIM_STAGE_DECIDE, .min = 0, .max = 1e6, .open_min = TRUE,
    .step = 0.1, .required = TRUE, .seed = "1.5" },
  { .key = NULL }
};

static const SimField equivalence_fields[] = {
  { .key = "margin", .kind = SIM_FIELD_REAL, .label = N_ ("Margin"),
    .help = N_ ("The difference that matters, the same in both directions, in the unit of the "
                "outcome and above 0; for methods that compare logarithms of ratios a ratio above "
                "1. Default: none; either margin or margins are given."),
    .unit = "outcome", .stage = SIM_STAGE_DECIDE, .min = 0, .max = 1e6, .open_min = TRUE,
    .step = 0.1, .seed = "1.5" },
  { .key = "margins", .kind = SIM_FIELD_LIST, .label = N_ ("Margins"),
    .help = N_ ("Between which differences the first arm is as good as the second, positive where "
                "it is better: one below 0, one above; ratios: one below 1, one above. Default: "
                "none; either margin or margins are given."),
    .unit = "outcome", .stage = SIM_STAGE_DECIDE, .min = 2, .max = 2, .item = SIM_FIELD_REAL,
    .item_min = -1e6, .item_max = 1e6 },
  { .key = NULL }
};

static const SimChoice scale_choices[] = {
  { "difference", N_ ("Difference"), TRUE,
    N_ ("Effects are what the analysis estimates: differences of means or of proportions; those of "
        "logistic regression are log odds ratios already.") },
  { "logit", N_ ("Log odds"), TRUE,
    /* xgettext:no-c-format */
    N_ ("Effects are log odds ratios of the arms' proportions. The variance of the analysis, "
        "restricted or not pooled, is that of their contrast; where all or none of an arm have the "
        "event there is no estimate: a failed fit. With a small placebo arm the restricted one "
        "rejects too often: 2.9 % where 2.5 % is the level, with 71, 62 and 18 patients, the "
        "other 2.4 %.") },
  { NULL, NULL, FALSE, NULL }
};

static const SimField retention_fields[] = {
  { .key = "fraction",
    .kind = SIM_FIELD_REAL,
    .label = N_ ("Fraction kept"),
    .help = N_ ("How much of the effect of the second compared arm over the placebo must be kept "
                "by the first."),
    .unit = "%",
    .stage = SIM_STAGE_DECIDE,
    .min = 0,
    .max = 1,
    .open_min = TRUE,
    .open_max = TRUE,
    .step = 0.05,
    .required = TRUE,
    .seed = "0.5" },
  { .key = "placebo",
    .kind = SIM_FIELD_REF,
    .label = N_ ("Placebo"),
    .help = N_ ("The arm over which the second compared arm has its effect: a placebo, or what "
                "stands for one."),
    .stage = SIM_STAGE_DECIDE,
    .target = "/arms",
    .required = TRUE },
  { .key = "scale",
    .kind = SIM_FIELD_ENUM,
    .label = N_ ("Scale"),
    .help = N_ ("On which scale effects are compared: a fraction kept of a difference of "
                "proportions is not the same fraction of their log odds ratio. Default "
                "difference."),
    .stage = SIM_STAGE_DECIDE,
    .fallback = "\"difference\"",
    .tacit = TRUE,
    .choices = scale_choices },
  { .key = NULL }
};

static const SimField within_fields[] = {
  { .key = "arm", .kind = SIM_FIELD_REF, .label = N_ ("Arm"),
    .help = N_ ("The arm whose patients are compared with themselves at baseline."),
    .stage = SIM_STAGE_DECIDE, .target = "/arms", .required = TRUE },
  { .key = NULL }
};

const SimVariant sim_hypothesis_variants[] = {
  { "superiority", NULL },
  { "superiority-margin", margin_fields },
  { "non-inferiority", margin_fields },
  { "equivalence", equivalence_fields },
  { "retention", retention_fields },
  { "within-arm-change", within_fields },
  { NULL, NULL }
};

const SimField sim_hypothesis_fields[] = {
  { .key = "id", .kind = SIM_FIELD_ID, .label = N_ ("Id"),
    .help = N_ ("Short name of the hypothesis in results and references."),
    .stage = SIM_STAGE_DECIDE, .required = TRUE },
  { .key = "compare", .kind = SIM_FIELD_LIST, .label = N_ ("Compared arms"),
    .help = N_ ("Two different arms; the effect is that of the first against the second, "
                "positive where the first is better. Default: none; either these or the weights "
                "of a contrast are given."),
    .stage = SIM_STAGE_DECIDE, .min = 2, .max = 2, .item = SIM_FIELD_REF, .target = "/arms",
    .vital = TRUE },
  { .key = "contrast", .kind = SIM_FIELD_REAL, .label = N_ ("Contrast"),
    .help = N_ ("In place of two arms: a weight for each of several, of which the sum is 0, such "
                "as 0.5 for two arms together against -1 for a third. Arms left out have 0. "
                "Default: two arms are compared."),
    .unit = "", .stage = SIM_STAGE_DECIDE, .per = SIM_PER_ARM | SIM_PER_SOME | SIM_PER_WEIGHTS,
    .min = -1000, .max = 1000, .step = 0.5, .vital = TRUE },
  { .key = "type", .kind = SIM_FIELD_ENUM, .label = N_ ("Type"),
    .help = N_ ("What is to be shown. Default superiority."),
    .stage = SIM_STAGE_DECIDE, .fallback = "\"superiority\"", .choices = type_choices },
  { .key = "analysis", .kind = SIM_FIELD_REF, .label = N_ ("Analysis"),
    .help = N_ ("The analysis that tests it. Default: the first."),
    .stage = SIM_STAGE_DECIDE, .target = "/analyses", .computed = SIM_COMPUTED_FIRST_ANALYSIS },
  { .key = "alpha", .kind = SIM_FIELD_REAL, .label = N_ ("Own level"),
    .help = N_ ("The level of this hypothesis, where there is no rule for several. Default: that "
                "of the testing."),
    .unit = "%", .stage = SIM_STAGE_DECIDE, .min = 0, .max = 0.5, .open_min = TRUE,
    .step = 0.005 },
  { .key = "sides", .kind = SIM_FIELD_INT, .label = N_ ("Own sides"),
    .help = N_ ("1 or 2, of this hypothesis, where there is no rule for several: alpha over sides "
                "is the level of one tail. All types but superiority and the change within an arm "
                "look at one tail, or at two one by one. Default: that of the testing."),
    .unit = "", .stage = SIM_STAGE_DECIDE, .min = 1, .max = 2, .step = 1 },
  { .key = NULL }
};

/* One of three forms; which of them, check-success.c. */
const SimField sim_success_fields[] = {
  { .key = "id", .kind = SIM_FIELD_ID, .label = N_ ("Id"),
    .help = N_ ("Short name of the criterion in results and references; no hypothesis has it."),
    .stage = SIM_STAGE_DECIDE, .required = TRUE },
  { .key = "all-of", .kind = SIM_FIELD_LIST, .label = N_ ("All of"),
    .help = N_ ("The trial succeeds where each of these hypotheses is rejected. Default: none; "
                "one of the three forms is given."),
    .stage = SIM_STAGE_DECIDE, .min = 1, .max = SIM_MAX_HYPOTHESES, .item = SIM_FIELD_REF,
    .target = "/testing/hypotheses", .vital = TRUE },
  { .key = "any-of", .kind = SIM_FIELD_LIST, .label = N_ ("Any of"),
    .help = N_ ("The trial succeeds where at least one of these hypotheses is rejected. Default: "
                "none."),
    .stage = SIM_STAGE_DECIDE, .min = 1, .max = SIM_MAX_HYPOTHESES, .item = SIM_FIELD_REF,
    .target = "/testing/hypotheses", .vital = TRUE },
  { .key = "at-least", .kind = SIM_FIELD_INT, .label = N_ ("At least"),
    .help = N_ ("The trial succeeds where so many of the listed hypotheses are rejected, "
                "whichever. Default: none."),
    .unit = N_ ("hypotheses"), .stage = SIM_STAGE_DECIDE, .min = 1, .max = SIM_MAX_HYPOTHESES,
    .step = 1 },
  { .key = "of", .kind = SIM_FIELD_LIST, .label = N_ ("Of"),
    .help = N_ ("The hypotheses that at-least counts. Default: none."),
    .stage = SIM_STAGE_DECIDE, .min = 1, .max = SIM_MAX_HYPOTHESES, .item = SIM_FIELD_REF,
    .target = "/testing/hypotheses", .vital = TRUE },
  { .key = NULL }
};
