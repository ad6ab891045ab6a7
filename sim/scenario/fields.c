/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fields.c - the field table: every value of a scenario that this version reads, in the order in
 * which a file is written. Mechanisms bring their own rows through the .def lists.
 *
 * A default, once published, never changes within a format version.
 */
#include <glib/gi18n.h>

#include "allocation.h"
#include "arm-colour.h"
#include "fields-expected.h"
#include "fields-hypothesis.h"
#include "fields-lesson.h"
#include "fields-people.h"
#include "mechanism.h"
#include "people.h"

/* clang-format off: tables, laid out by hand */
#define SIM_OUTCOME(stem, id, label, help)                \
  extern const SimField sim_outcome_##stem##_fields[];    \
  extern const SimOutcomeKind sim_outcome_##stem##_kind;
#include "../model/outcome/outcomes.def"
extern const SimField sim_dropout_fields[];
#define SIM_ALLOCATION(stem, id, label, help) \
  extern const SimField sim_allocation_##stem##_fields[];
#include "../model/allocation/allocations.def"
#define SIM_ANALYSIS(stem, id, label, help)               \
  extern const SimField sim_analysis_##stem##_fields[];   \
  extern const SimAnalysisNeeds sim_analysis_##stem##_needs;
#include "../analysis/analyses.def"
#define SIM_MULTIPLICITY(stem, id, label, help)               \
  extern const SimField sim_multiplicity_##stem##_fields[];   \
  extern const SimMultiplicityNeeds sim_multiplicity_##stem##_needs;
#include "../decision/multiplicity/multiplicity.def"

static const SimChoice outcome_choices[] = {
#define SIM_OUTCOME(stem, id, label, help) { id, label, TRUE, help },
#include "../model/outcome/outcomes.def"
  { NULL, NULL, FALSE, NULL }
};
static const SimVariant outcome_variants[] = {
#define SIM_OUTCOME(stem, id, label, help) { id, sim_outcome_##stem##_fields },
#include "../model/outcome/outcomes.def"
  { NULL, NULL }
};
static const SimChoice allocation_choices[] = {
#define SIM_ALLOCATION(stem, id, label, help) { id, label, TRUE, help },
#define SIM_ALLOCATION_LATER(id, label) { id, label, FALSE, NULL },
#include "../model/allocation/allocations.def"
  { NULL, NULL, FALSE, NULL }
};
static const SimVariant allocation_variants[] = {
#define SIM_ALLOCATION(stem, id, label, help) { id, sim_allocation_##stem##_fields },
#include "../model/allocation/allocations.def"
  { NULL, NULL }
};
static const SimChoice analysis_choices[] = {
#define SIM_ANALYSIS(stem, id, label, help) { id, label, TRUE, help },
#include "../analysis/analyses.def"
  { NULL, NULL, FALSE, NULL }
};
static const SimVariant analysis_variants[] = {
#define SIM_ANALYSIS(stem, id, label, help) { id, sim_analysis_##stem##_fields },
#include "../analysis/analyses.def"
  { NULL, NULL }
};
static const SimChoice multiplicity_choices[] = {
#define SIM_MULTIPLICITY(stem, id, label, help) { id, label, TRUE, help },
#include "../decision/multiplicity/multiplicity.def"
  { NULL, NULL, FALSE, NULL }
};
static const SimVariant multiplicity_variants[] = {
#define SIM_MULTIPLICITY(stem, id, label, help) { id, sim_multiplicity_##stem##_fields },
#include "../decision/multiplicity/multiplicity.def"
  { NULL, NULL }
};

const SimOutcomeKind *
sim_outcome_kind (const char *type)
{
#define SIM_OUTCOME(stem, id, label, help) \
  if (g_strcmp0 (type, id) == 0)           \
    return &sim_outcome_##stem##_kind;
#include "../model/outcome/outcomes.def"
  return NULL;
}

gboolean
sim_outcome_takes (const SimOutcomeKind *kind, const char *better)
{
  return kind->times == (g_strcmp0 (better, "later") == 0 || g_strcmp0 (better, "earlier") == 0);
}

const SimAnalysisNeeds *
sim_analysis_needs (const char *method)
{
#define SIM_ANALYSIS(stem, id, label, help) \
  if (g_strcmp0 (method, id) == 0)          \
    return &sim_analysis_##stem##_needs;
#include "../analysis/analyses.def"
  return NULL;
}

unsigned
sim_analysis_accepts (const SimValue *analysis)
{
  const char *variance = sim_value_text (sim_value_get (analysis, "variance"));
  const SimAnalysisNeeds *needs
      = sim_analysis_needs (sim_value_text (sim_value_get (analysis, "method")));
  if (!needs)
    return ~0u;
  return needs->plain_variance && g_strcmp0 (variance, needs->plain_variance) == 0
             ? 0
             : needs->accepts;
}

const SimMultiplicityNeeds *
sim_multiplicity_needs (const char *method)
{
#define SIM_MULTIPLICITY(stem, id, label, help) \
  if (g_strcmp0 (method, id) == 0)              \
    return &sim_multiplicity_##stem##_needs;
#include "../decision/multiplicity/multiplicity.def"
  return NULL;
}

/* --- small records ------------------------------------------------------------------------- */

static const SimField source_fields[] = {
  { .key = "id", .kind = SIM_FIELD_ID, .label = N_ ("Id"),
    .help = N_ ("Short name by which a basis refers to the source."),
    .stage = SIM_STAGE_LABEL, .required = TRUE },
  { .key = "text", .kind = SIM_FIELD_TEXT, .label = N_ ("Citation"),
    .help = N_ ("Authors, journal, year: enough to find it. Default: empty."),
    .stage = SIM_STAGE_LABEL, .fallback = "\"\"" },
  { .key = NULL }
};

static const SimChoice basis_choices[] = {
  { "reported", N_ ("Reported"), TRUE, N_ ("Stands in a publication or registry.") },
  { "assumed", N_ ("Assumed"), TRUE, N_ ("A planning value.") },
  { "truth", N_ ("True in this simulation"), TRUE,
    N_ ("What is made true here to see what follows.") },
  { NULL, NULL, FALSE, NULL }
};

static const SimField basis_fields[] = {
  { .key = "kind", .kind = SIM_FIELD_ENUM, .label = N_ ("Kind"),
    .help = N_ ("Whether the value was reported, is assumed, or is made true in this simulation."),
    .stage = SIM_STAGE_LABEL, .required = TRUE, .choices = basis_choices },
  { .key = "source", .kind = SIM_FIELD_REF, .label = N_ ("Source"),
    .help = N_ ("The source that the value comes from. Default: none."),
    .stage = SIM_STAGE_LABEL, .target = "/sources" },
  { .key = "range", .kind = SIM_FIELD_LIST, .label = N_ ("Plausible range"),
    .help = N_ ("Lowest and highest plausible value. Default: none."),
    .stage = SIM_STAGE_LABEL, .min = 2, .max = 2, .item = SIM_FIELD_REAL,
    .item_min = -1e9, .item_max = 1e9 },
  { .key = "note", .kind = SIM_FIELD_TEXT, .label = N_ ("Note"),
    .help = N_ ("Why this value. Default: none."), .stage = SIM_STAGE_LABEL },
  { .key = "value", .kind = SIM_FIELD_ANY, .label = N_ ("Said of"),
    .help = N_ ("The value that this was said of. Where another one stands there by now, it is "
                "shown as edited. An edit writes it. Default: whatever stands there."),
    .stage = SIM_STAGE_LABEL },
  { .key = NULL }
};

static const SimField arm_fields[] = {
  { .key = "id", .kind = SIM_FIELD_ID, .label = N_ ("Id"),
    .help = N_ ("Short name of the arm in pointers and references. The random numbers of its "
                "patients depend on it, and on nothing else of the scenario but the seed."),
    .stage = SIM_STAGE_DRAW, .required = TRUE },
  { .key = "name", .kind = SIM_FIELD_TEXT, .label = N_ ("Name"),
    .help = N_ ("Name of the arm on screen. Default: its id."),
    .stage = SIM_STAGE_LABEL, .computed = SIM_COMPUTED_ID },
  { .key = "colour", .kind = SIM_FIELD_ENUM, .label = N_ ("Colour"),
    .help = N_ ("Colour of the arm in every figure; hypotheses take theirs from their arms. Two "
                "arms may have the same. Default: that of its place among the arms, the first "
                "blue, the next orange, green, magenta, gold, violet."),
    .stage = SIM_STAGE_LABEL, .fallback = "\"" SIM_ARM_COLOUR_BY_PLACE "\"", .tacit = TRUE,
    .choices = sim_arm_colour_choices },
  { .key = "size", .kind = SIM_FIELD_INT, .label = N_ ("Patients"),
    .help = N_ ("Number of patients randomised to the arm. The arms together have at most "
                "100,000."),
    .unit = N_ ("patients"), .stage = SIM_STAGE_DRAW, .min = 2, .max = 100000, .step = 1,
    .required = TRUE },
  { .key = "ratio", .kind = SIM_FIELD_INT, .label = N_ ("Ratio"),
    .help = N_ ("Share of the patients relative to the other arms, such as 2 of 2 : 1 : 1, where "
                "the numbers are not fixed; these are then random, and sizes count in total only. "
                "Default 1."),
    .unit = "", .stage = SIM_STAGE_DRAW, .min = 1, .max = SIM_MAX_RATIO, .step = 1,
    .fallback = "1", .tacit = TRUE },
  { .key = "reference", .kind = SIM_FIELD_BOOL, .label = N_ ("Reference"),
    .help = N_ ("The arm that the others are compared with, such as usual care; at most one. "
                "Default: no."),
    .stage = SIM_STAGE_DECIDE, .fallback = "false" },
  { .key = NULL }
};

static const SimField allocation_fields[] = {
  { .key = "method", .kind = SIM_FIELD_ENUM, .label = N_ ("Method"),
    .help = N_ ("How patients are assigned to arms. Default fixed."),
    .stage = SIM_STAGE_DRAW, .fallback = "\"fixed\"", .choices = allocation_choices },
  { .key = NULL }
};

/* --- outcomes --------------------------------------------------------------------- */

static const SimChoice better_choices[] = {
  { "lower", N_ ("Lower is better"), TRUE, N_ ("As with scores of pain and disability.") },
  { "higher", N_ ("Higher is better"), TRUE, N_ ("As with scores of function.") },
  { "later", N_ ("Later is better"), TRUE, N_ ("As with times to a relapse.") },
  { "earlier", N_ ("Earlier is better"), TRUE, N_ ("As with times to recovery.") },
  { NULL, NULL, FALSE, NULL }
};


static const SimField outcome_fields[] = {
  { .key = "id", .kind = SIM_FIELD_ID, .label = N_ ("Id"),
    .help = N_ ("Short name of the outcome in pointers and references."),
    .stage = SIM_STAGE_DRAW, .required = TRUE },
  { .key = "name", .kind = SIM_FIELD_TEXT, .label = N_ ("Name"),
    .help = N_ ("Name of the outcome on screen. Default: its id."),
    .stage = SIM_STAGE_LABEL, .computed = SIM_COMPUTED_ID },
  { .key = "unit", .kind = SIM_FIELD_TEXT, .label = N_ ("Unit"),
    .help = N_ ("Unit of the scores, such as points or mm. Default: empty."),
    .stage = SIM_STAGE_DECIDE, .fallback = "\"\"" },
  { .key = "better", .kind = SIM_FIELD_ENUM, .label = N_ ("Direction"),
    .help = N_ ("Which scores are better for the patient. Default lower; of times to an event, "
                "which alone are later or earlier, later; of responses made of another outcome's "
                "scores higher."),
    .stage = SIM_STAGE_DECIDE, .choices = better_choices, .computed = SIM_COMPUTED_BETTER },
  { .key = "type", .kind = SIM_FIELD_ENUM, .label = N_ ("Type"),
    .help = N_ ("The kind of measurement. Default continuous."),
    .stage = SIM_STAGE_DRAW, .fallback = "\"continuous\"", .choices = outcome_choices },
  { .key = NULL }
};

/* --- analyses, testing, run ---------------------------------------------------------------- */

static const SimChoice incomplete_choices[] = {
  { "complete-cases", N_ ("Complete cases"), TRUE,
    N_ ("Patients without the score at the visit are left out.") },
  { "locf", N_ ("Last observation carried forward"), TRUE,
    N_ ("The last score that was seen counts as that at the visit; the baseline if there is "
        "none.") },
  { "bocf", N_ ("Baseline observation carried forward"), TRUE,
    N_ ("The baseline counts as the score at the visit.") },
  { "non-responder", N_ ("Non-responder"), TRUE,
    N_ ("Patients without the score count as the worse of the two categories.") },
  { "multiple-imputation", N_ ("Multiple imputation"), TRUE,
    N_ ("Scores are drawn several times from regressions on arm, baseline, whatever strata and "
        "covariates the analysis is adjusted for and the visits before, as if missing at random "
        "given these, of a binary outcome from logistic regressions; the analyses are pooled by "
        "Rubin's rules. Of a response the scores are drawn that it is made of, brought to the "
        "nearest that the outcome can have, and then cut; an analysis of these scores has the same "
        "draws. Tests then reject less than they should, as the model knows more than the "
        "analysis.") },
  { "jump-to-reference", N_ ("Jump to reference"), TRUE,
    /* xgettext:no-c-format */
    N_ ("The same, but who has left has the mean scores of the reference arm from then on. Who is "
        "seen at a later visit has not left. Rubin's variance is then too large: at a level of "
        "5 % tests reject 0.6 to 2.6 %, of responses 0.8 to 3.1 %.") },
  { "copy-increments", N_ ("Copy increments"), TRUE,
    /* xgettext:no-c-format */
    N_ ("The same, but the mean scores of who has left change from then on as those of the "
        "reference arm do. Rubin's variance is then too large: at a level of 5 % tests reject "
        "2.1 to 4 %, of responses 1.3 to 4 %.") },
  { "delta", N_ ("Delta adjustment"), TRUE,
    N_ ("Multiple imputation, with every imputed score at the visit made worse by so much; of a "
        "binary outcome its log odds, of a response the score that it is made of.") },
  { "likelihood", N_ ("Likelihood"), TRUE,
    N_ ("Patients count with what was seen of them in a model of all visits: right if scores are "
        "missing at random.") },
  { NULL, NULL, FALSE, NULL }
};

static const SimChoice set_choices[] = {
  { "full", N_ ("Full analysis set"), TRUE, N_ ("All patients in the arm they were assigned to.") },
  { "per-protocol", N_ ("Per protocol"), TRUE,
    N_ ("Without those who did not adhere or had the treatment of another arm.") },
  { NULL, NULL, FALSE, NULL }
};

static const SimField analysis_fields[] = {
  { .key = "id", .kind = SIM_FIELD_ID, .label = N_ ("Id"),
    .help = N_ ("Short name of the analysis in references."),
    .stage = SIM_STAGE_DECIDE, .required = TRUE },
  { .key = "outcome", .kind = SIM_FIELD_REF, .label = N_ ("Outcome"),
    .help = N_ ("The outcome that is analysed. Default: the first."),
    .stage = SIM_STAGE_DRAW, .target = "/outcomes", .computed = SIM_COMPUTED_FIRST_OUTCOME },
  { .key = "visit", .kind = SIM_FIELD_REF, .label = N_ ("Visit"),
    .help = N_ ("The visit that is analysed. Default: the last of the outcome."),
    .stage = SIM_STAGE_DRAW, .target = "visits", .computed = SIM_COMPUTED_LAST_VISIT },
  { .key = "method", .kind = SIM_FIELD_ENUM, .label = N_ ("Method"),
    .help = N_ ("How the arms are compared. Default ancova."),
    .stage = SIM_STAGE_DRAW, .fallback = "\"ancova\"", .choices = analysis_choices },
  { .key = "missing", .kind = SIM_FIELD_ENUM, .label = N_ ("Missing scores"),
    .help = N_ ("What is done about missing scores. Default complete-cases; of mmrm likelihood."),
    .stage = SIM_STAGE_DRAW, .fallback = "\"complete-cases\"", .choices = incomplete_choices,
    .computed = SIM_COMPUTED_MISSING },
  { .key = "imputations", .kind = SIM_FIELD_INT, .label = N_ ("Imputations"),
    .help = N_ ("How many times scores are drawn where they are imputed from a model. "
                "Default 10."),
    .unit = "", .stage = SIM_STAGE_DRAW, .min = 2, .max = 100, .step = 5, .fallback = "10",
    .tacit = TRUE },
  { .key = "delta", .kind = SIM_FIELD_REAL, .label = N_ ("Delta"),
    .help = N_ ("By how much imputed scores at the visit are worse than those of patients like "
                "them who stayed, of a binary outcome in log odds, of a response in the unit of "
                "the scores that it is made of; in arms that are not named by nothing. Default 0."),
    .unit = "outcome", .stage = SIM_STAGE_DRAW, .per = SIM_PER_ARM | SIM_PER_SOME, .rest = "0",
    .min = -1e6, .max = 1e6, .step = 0.5, .fallback = "0", .tacit = TRUE },
  { .key = "set", .kind = SIM_FIELD_ENUM, .label = N_ ("Analysis set"),
    .help = N_ ("Which patients are analysed. Default full."),
    .stage = SIM_STAGE_DRAW, .fallback = "\"full\"", .tacit = TRUE, .choices = set_choices },
  { .key = NULL }
};

static const SimField multiplicity_fields[] = {
  { .key = "method", .kind = SIM_FIELD_ENUM, .label = N_ ("Multiplicity"),
    .help = N_ ("How the level is shared among the hypotheses. Default holm."),
    .stage = SIM_STAGE_DECIDE, .fallback = "\"holm\"", .choices = multiplicity_choices },
  { .key = NULL }
};

static const SimChoice omnibus_choices[] = {
  { "none", N_ ("None"), TRUE, N_ ("No test of all arms at once.") },
  { "anova", N_ ("F test (ANOVA)"), TRUE,
    N_ ("One-way analysis of variance of the scores at the visit of the first analysis.") },
  { "ancova", N_ ("F test (ANCOVA)"), TRUE,
    N_ ("The same with the scores adjusted for baseline, one slope for all arms.") },
  { "kruskal-wallis", N_ ("Kruskal–Wallis"), TRUE,
    N_ ("Compares the ranks of the scores in all arms, corrected for ties.") },
  { "chi-squared", N_ ("Chi-squared"), TRUE,
    N_ ("Compares the proportions of all arms, by Pearson's statistic.") },
  { NULL, NULL, FALSE, NULL }
};

static const SimField testing_fields[] = {
  { .key = "alpha", .kind = SIM_FIELD_REAL, .label = N_ ("Level"),
    .help = N_ ("Probability of an error of the first kind that is allowed. Default 0.05."),
    .unit = "%", .stage = SIM_STAGE_DECIDE, .min = 0, .max = 1, .open_min = TRUE,
    .open_max = TRUE, .step = 0.005, .fallback = "0.05" },
  { .key = "sides", .kind = SIM_FIELD_INT, .label = N_ ("Sides"),
    .help = N_ ("2: a difference in either direction counts; 1: only one in favour of the first "
                "arm. Default 2."),
    .unit = "", .stage = SIM_STAGE_DECIDE, .min = 1, .max = 2, .step = 1, .fallback = "2" },
  { .key = "hypotheses", .kind = SIM_FIELD_LIST, .label = N_ ("Hypotheses"),
    .help = N_ ("What is tested. Default: those of the example while the arms are; with arms of "
                "your own every other arm against the reference, then the other arms among each "
                "other in order; without a reference all pairs. Where that makes more than 12, "
                "and under Dunnett's rules, only those against the reference, or else against the "
                "first arm."),
    .stage = SIM_STAGE_DECIDE, .min = 1, .max = 12, .fields = sim_hypothesis_fields,
    .variants = sim_hypothesis_variants, .tag = "type",
    .computed = SIM_COMPUTED_HYPOTHESES },
  { .key = "multiplicity", .kind = SIM_FIELD_ONE_OF, .label = N_ ("Multiplicity"),
    .help = N_ ("The rule that keeps the error over all hypotheses. Default Holm's."),
    .stage = SIM_STAGE_DECIDE, .fields = multiplicity_fields, .variants = multiplicity_variants,
    .fallback = "{}" },
  { .key = "success", .kind = SIM_FIELD_LIST, .label = N_ ("Success"),
    .help = N_ ("What is called success of a trial, by which hypotheses are rejected; at most 12 "
                "criteria. They are reported and decide nothing. Default: none."),
    .stage = SIM_STAGE_DECIDE, .min = 0, .max = SIM_MAX_SUCCESS, .fields = sim_success_fields },
  { .key = "omnibus", .kind = SIM_FIELD_ENUM, .label = N_ ("Omnibus test"),
    .help = N_ ("A test of all arms at once; it is reported and decides nothing. Default none."),
    .stage = SIM_STAGE_DRAW, .fallback = "\"none\"", .choices = omnibus_choices },
  { .key = NULL }
};

static const SimChoice goal_choices[] = {
  { "any", N_ ("At least one hypothesis"), TRUE, N_ ("That any of the hypotheses is rejected.") },
  { "all", N_ ("All hypotheses"), TRUE, N_ ("That all of them are rejected in the same trial.") },
  { NULL, NULL, FALSE, NULL },
};

static const SimField run_fields[] = {
  { .key = "seed", .kind = SIM_FIELD_INT, .label = N_ ("Seed"),
    .help = N_ ("Start of the random numbers: the same seed gives the same trials. "
                "Default 20190704."),
    .unit = "", .stage = SIM_STAGE_DRAW, .min = 0, .max = 9007199254740991.0, .step = 1,
    .fallback = "20190704", .of_program = TRUE },
  { .key = "replicates", .kind = SIM_FIELD_INT, .label = N_ ("Trials"),
    .help = N_ ("How many trials are simulated. Default 100,000."),
    .unit = N_ ("trials"), .stage = SIM_STAGE_LENGTH, .min = 8, .max = 1e9, .step = 1000,
    .fallback = "100000", .of_program = TRUE },
  { .key = "sizes", .kind = SIM_FIELD_LIST, .label = N_ ("Sizes"),
    .help = N_ ("Total numbers of patients at which power is shown; the scenario's own total is "
                "always among them. Default: those of the example while the arms are; with arms "
                "of your own 0.4, 0.6, 0.8, 1, 1.2, 1.6 and 2 times the own total."),
    .unit = N_ ("patients"), .stage = SIM_STAGE_DRAW, .min = 1, .max = 64, .item = SIM_FIELD_INT,
    .item_min = 4, .item_max = 100000, .computed = SIM_COMPUTED_SIZES },
  { .key = "target-power", .kind = SIM_FIELD_REAL, .label = N_ ("Target power"),
    .help = N_ ("The power for which the number of patients is sought. Default 0.9."),
    .unit = "%", .stage = SIM_STAGE_DECIDE, .min = 0, .max = 1, .open_min = TRUE,
    .open_max = TRUE, .step = 0.01, .fallback = "0.9", .of_program = TRUE },
  { .key = "goal", .kind = SIM_FIELD_REF, .label = N_ ("Goal"),
    .help = N_ ("The hypothesis or success criterion that is to have the target power: what the "
                "number of patients is sought for; or any or all of the hypotheses. Default: none; "
                "it is given for each."),
    .stage = SIM_STAGE_DECIDE, .choices = goal_choices, .target = "/testing/hypotheses",
    .also = "/testing/success" },
  { .key = NULL }
};

/* --- priors -------------------------------------------------------------------------------- */

static const SimChoice distribution_choices[] = {
  { "normal", N_ ("Normal"), TRUE, N_ ("Without limits.") },
  { "truncated-normal", N_ ("Truncated normal"), TRUE,
    N_ ("A normal distribution without what lies outside the limits; mean and SD are those before "
        "it was cut.") },
  { NULL, NULL, FALSE, NULL }
};

static const SimField truncated_prior_fields[] = {
  { .key = "min", .kind = SIM_FIELD_REAL, .label = N_ ("Lowest"),
    .help = N_ ("The value is at least this. Default: no limit."),
    .unit = "", .stage = SIM_STAGE_LABEL, .min = -1e9, .max = 1e9, .step = 0.1 },
  { .key = "max", .kind = SIM_FIELD_REAL, .label = N_ ("Highest"),
    .help = N_ ("The value is at most this. Default: no limit."),
    .unit = "", .stage = SIM_STAGE_LABEL, .min = -1e9, .max = 1e9, .step = 0.1 },
  { .key = NULL }
};

static const SimVariant distribution_variants[]
    = { { "normal", NULL }, { "truncated-normal", truncated_prior_fields }, { NULL, NULL } };

static const SimField prior_fields[] = {
  { .key = "distribution", .kind = SIM_FIELD_ENUM, .label = N_ ("Distribution"),
    .help = N_ ("What is believed of the value. Default normal."),
    .stage = SIM_STAGE_LABEL, .fallback = "\"normal\"", .choices = distribution_choices },
  { .key = "mean", .kind = SIM_FIELD_REAL, .label = N_ ("Mean"),
    .help = N_ ("Mean of the distribution; it need not be the scenario's value."),
    .unit = "", .stage = SIM_STAGE_LABEL, .min = -1e9, .max = 1e9, .step = 0.1,
    .required = TRUE },
  { .key = "sd", .kind = SIM_FIELD_REAL, .label = N_ ("SD"),
    .help = N_ ("SD of the distribution: how uncertain the value is."),
    .unit = "", .stage = SIM_STAGE_LABEL, .min = 0, .max = 1e9, .open_min = TRUE,
    .step = 0.1, .required = TRUE },
  { .key = NULL }
};

static const SimField weighted_fields[] = {
  { .key = "weight", .kind = SIM_FIELD_REAL, .label = N_ ("Weight"),
    .help = N_ ("How likely this is, against the other scenarios; weights need not add up to 1."),
    .unit = "", .stage = SIM_STAGE_LABEL, .min = 0, .max = 1e9, .open_min = TRUE,
    .step = 0.1, .required = TRUE },
  { .key = "set", .kind = SIM_FIELD_MAP, .label = N_ ("Values"),
    .help = N_ ("What is otherwise in this scenario: values by their pointers. Default: nothing."),
    .stage = SIM_STAGE_LABEL, .min = 0, .max = 64, .fallback = "{}" },
  { .key = NULL }
};

static const SimField named_priors[] = {
  { .key = "scenarios", .kind = SIM_FIELD_LIST, .label = N_ ("Weighted scenarios"),
    .help = N_ ("Scenarios one of which is true, in place of distributions of values."),
    .stage = SIM_STAGE_LABEL, .min = 1, .max = 64, .fields = weighted_fields },
  { .key = NULL }
};

static const SimChoice purpose_choices[] = {
  { "planning", N_ ("Planning"), TRUE, N_ ("To plan a trial, or to judge a plan.") },
  { "teaching", N_ ("Teaching"), TRUE, N_ ("To show a class how trials behave.") },
  { "both", N_ ("Planning and teaching"), TRUE, N_ ("For either.") },
  { NULL, NULL, FALSE, NULL }
};

/* --- the whole ----------------------------------------------------------------------------- */

static const SimField top_fields[] = {
  { .key = "trefoil", .kind = SIM_FIELD_INT, .label = N_ ("Format version"),
    .help = N_ ("Version of the scenario format; this program reads 1."),
    .unit = "", .stage = SIM_STAGE_DECIDE, .min = 1, .max = 1, .step = 1, .required = TRUE,
    .of_program = TRUE },
  { .key = "title", .kind = SIM_FIELD_TEXT, .label = N_ ("Title"),
    .help = N_ ("Name of the scenario. Default: empty."), .stage = SIM_STAGE_LABEL,
    .fallback = "\"\"" },
  { .key = "question", .kind = SIM_FIELD_TEXT, .label = N_ ("Question"),
    .help = N_ ("The question that the trial is to answer. Default: empty."),
    .stage = SIM_STAGE_LABEL, .fallback = "\"\"" },
  { .key = "purpose", .kind = SIM_FIELD_ENUM, .label = N_ ("Purpose"),
    .help = N_ ("What the scenario is for; the start page shows it. Default planning."),
    .stage = SIM_STAGE_LABEL, .fallback = "\"planning\"", .choices = purpose_choices },
  { .key = "origin", .kind = SIM_FIELD_TEXT, .label = N_ ("Origin"),
    .help = N_ ("Id of the bundled scenario or lesson that the file was made from, such as "
                "luo-2019. Text that a bundled file has too is then shown in the user's language. "
                "Default: that of the example while the arms are; with arms of your own none, and "
                "all text is shown as it stands in the file."),
    .stage = SIM_STAGE_LABEL, .max = 128, .fallback = "\"\"", .tacit = TRUE,
    .computed = SIM_COMPUTED_ORIGIN },
  { .key = "notes", .kind = SIM_FIELD_TEXT, .label = N_ ("Notes"),
    .help = N_ ("Notes in Markdown. Default: empty."), .stage = SIM_STAGE_LABEL,
    .fallback = "\"\"", .markdown = TRUE },
  { .key = "sources", .kind = SIM_FIELD_LIST, .label = N_ ("Sources"),
    .help = N_ ("Publications that values come from. Default: none."),
    .stage = SIM_STAGE_LABEL, .min = 0, .max = 256, .fields = source_fields, .fallback = "[]" },
  { .key = "basis", .kind = SIM_FIELD_MAP, .label = N_ ("Basis"),
    .help = N_ ("For any value, by its pointer: whether it was reported, assumed, or is true in "
                "this simulation. Default: none."),
    .stage = SIM_STAGE_LABEL, .min = 0, .max = 1024, .fields = basis_fields, .fallback = "{}" },
  { .key = "priors", .kind = SIM_FIELD_MAP, .label = N_ ("Priors"),
    .help = N_ ("For numbers, by their pointers: what is believed of them before the trial; or a "
                "list of weighted scenarios. Assurance is power averaged over it. No other result "
                "depends on it. Default: none."),
    .stage = SIM_STAGE_LABEL, .min = 0, .max = 12, .fields = prior_fields,
    .variants = distribution_variants, .named = named_priors },
  { .key = "lesson", .kind = SIM_FIELD_RECORD, .label = N_ ("Lesson"),
    .help = N_ ("Steps for a class or a reader: text, a prediction, what the simulation answers, "
                "and what that means. No result depends on it. Default: none."),
    .stage = SIM_STAGE_LABEL, .fields = sim_lesson_fields },
  { .key = "arms", .kind = SIM_FIELD_LIST, .label = N_ ("Arms"),
    .help = N_ ("The groups that patients are randomised to, 2 to 6. Default: the three of the "
                "example."),
    .stage = SIM_STAGE_DRAW, .min = 2, .max = 6, .fields = arm_fields,
    .computed = SIM_COMPUTED_ARMS },
  { .key = "allocation", .kind = SIM_FIELD_ONE_OF, .label = N_ ("Randomisation"),
    .help = N_ ("How patients are assigned to arms. Default: fixed numbers."),
    .stage = SIM_STAGE_DRAW, .fields = allocation_fields, .variants = allocation_variants,
    .fallback = "{}" },
  { .key = "outcomes", .kind = SIM_FIELD_LIST, .label = N_ ("Outcomes"),
    .help = N_ ("What is measured; the first is the primary one. Default: the example's while "
                "the arms are; a file with arms of its own must give it."),
    .stage = SIM_STAGE_DRAW, .min = 1, .max = SIM_MAX_OUTCOMES, .fields = outcome_fields,
    .variants = outcome_variants, .tag = "type", .required = TRUE,
    .computed = SIM_COMPUTED_OUTCOMES },
  { .key = "outcome-correlation", .kind = SIM_FIELD_MATRIX,
    .label = N_ ("Correlation between outcomes"),
    .help = N_ ("Correlation of the latent values of two outcomes of a patient at the same time; "
                "at different times it is less, as it is within the outcomes: a number for all "
                "pairs, or a matrix over the outcomes in their order, without those that are "
                "derived from another. Default: 0.5 between outcomes whose better scores are both "
                "higher or both lower, else -0.5."),
    .stage = SIM_STAGE_DRAW, .target = "/outcomes", .min = -1, .max = 1, .open_min = TRUE,
    .open_max = TRUE, .step = 0.05, .computed = SIM_COMPUTED_BETWEEN },
  { .key = "strata", .kind = SIM_FIELD_LIST, .label = N_ ("Strata"),
    .help = N_ ("What divides patients at entry, such as sciatica or none; at most 4. "
                "Default: nothing."),
    .stage = SIM_STAGE_DRAW, .min = 0, .max = SIM_MAX_STRATA, .fields = sim_stratum_fields },
  { .key = "covariates", .kind = SIM_FIELD_LIST, .label = N_ ("Covariates"),
    .help = N_ ("Measurements at entry that go with the scores, such as age; at most 4. They are "
                "normal and independent of each other. Default: none."),
    .stage = SIM_STAGE_DRAW, .min = 0, .max = SIM_MAX_COVARIATES,
    .fields = sim_covariate_fields },
  { .key = "practitioners", .kind = SIM_FIELD_RECORD, .label = N_ ("Practitioners"),
    .help = N_ ("Those who treat, and how alike the patients of one of them are. Default: it "
                "makes no difference who treats."),
    .stage = SIM_STAGE_DRAW, .fields = sim_practitioner_fields },
  { .key = "centres", .kind = SIM_FIELD_RECORD, .label = N_ ("Centres"),
    .help = N_ ("Places that patients come from, and how alike those of one place are. Default: "
                "one place."),
    .stage = SIM_STAGE_DRAW, .fields = sim_centre_fields },
  { .key = "response-sd", .kind = SIM_FIELD_REAL, .label = N_ ("SD of response"),
    .help = N_ ("SD between the effects of treatment in single patients, a part of the SD of the "
                "arm at visits; in the reference arm none. Default 0."),
    .unit = "outcome", .stage = SIM_STAGE_DRAW,
    .per = SIM_PER_ARM | SIM_PER_SOME | SIM_PER_ACTIVE, .rest = "0", .min = 0, .max = 1e6,
    .step = 0.1, .fallback = "0", .tacit = TRUE },
  { .key = "adherence", .kind = SIM_FIELD_RECORD, .label = N_ ("Adherence"),
    .help = N_ ("How many have the treatment as meant, and what the others have of it. Default: "
                "all have it."),
    .stage = SIM_STAGE_DRAW, .fields = sim_adherence_fields },
  { .key = "switching", .kind = SIM_FIELD_LIST, .label = N_ ("Switching"),
    .help = N_ ("Patients who have the treatment of another arm than theirs. Default: none."),
    .stage = SIM_STAGE_DRAW, .min = 0, .max = SIM_MAX_SWITCHES, .fields = sim_switch_fields },
  { .key = "estimand", .kind = SIM_FIELD_ENUM, .label = N_ ("Estimand"),
    .help = N_ ("Which effects count as the true ones. Default treatment-policy."),
    .stage = SIM_STAGE_DRAW, .fallback = "\"treatment-policy\"", .tacit = TRUE,
    .choices = sim_estimand_choices },
  { .key = "dropout", .kind = SIM_FIELD_RECORD, .label = N_ ("Dropout"),
    .help = N_ ("Who is lost to follow-up."), .stage = SIM_STAGE_DRAW,
    .fields = sim_dropout_fields, .fallback = "{}" },
  { .key = "analyses", .kind = SIM_FIELD_LIST, .label = N_ ("Analyses"),
    .help = N_ ("How the data are analysed. Default: the example's while arms and outcome are; "
                "else one, called main, of the first outcome at its last visit."),
    .stage = SIM_STAGE_DECIDE, .min = 1, .max = 12, .fields = analysis_fields,
    .variants = analysis_variants, .tag = "method",
    .computed = SIM_COMPUTED_ANALYSES },
  { .key = "testing", .kind = SIM_FIELD_RECORD, .label = N_ ("Testing"),
    .help = N_ ("What is tested, and at what level."), .stage = SIM_STAGE_DECIDE,
    .fields = testing_fields, .fallback = "{}" },
  { .key = "run", .kind = SIM_FIELD_RECORD, .label = N_ ("Run"),
    .help = N_ ("How it is simulated."), .stage = SIM_STAGE_DECIDE, .fields = run_fields,
    .fallback = "{}" },
  { .key = "expected", .kind = SIM_FIELD_RECORD, .label = N_ ("Expected results"),
    .help = N_ ("What this file gave when its author ran it, so that whoever opens it can see "
                "whether it still does. No result depends on it. Default: nothing."),
    .stage = SIM_STAGE_LABEL, .fields = sim_expected_fields },
  { .key = NULL }
};

static const char *const top_later[]
    = { "looks", NULL };

static const SimField root_field = {
  .key = "", .kind = SIM_FIELD_RECORD, .label = N_ ("Scenario"), .fields = top_fields,
  .later = top_later
};

const char *const sim_score_outcomes[]
    = { "continuous", "bounded", "skewed", "heavy-tailed", NULL };
const char *const sim_score_missing[]
    = { "complete-cases", "locf", "bocf", "multiple-imputation", "jump-to-reference",
        "copy-increments", "delta", NULL };
const char *const sim_carried_missing[] = { "complete-cases", "locf", "bocf", NULL };
const char *const sim_drawn_category_missing[]
    = { "complete-cases", "locf", "bocf", "non-responder", "multiple-imputation",
        "jump-to-reference", "copy-increments", "delta", NULL };
const char *const sim_category_missing[]
    = { "complete-cases", "locf", "bocf", "non-responder", NULL };

const SimField *
sim_field_root (void)
{
  return &root_field;
}

const SimField *
sim_fields (void)
{
  return top_fields;
}
