/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scenario.h - a checked, frozen scenario: every value present, in range and consistent.
 *
 * Immutable, reference-counted, thread-safe. The expanded tree has every key of the field table
 * that applies, defaults included, and per-arm/per-visit values in their fullest shape
 * (map arm -> list over visits).
 */
#ifndef SIM_SCENARIO_SCENARIO_H
#define SIM_SCENARIO_SCENARIO_H

#include "descriptor.h"
#include "draft.h"
#include "pieces.h"
#include "score-map.h"
#include "shown.h"

G_BEGIN_DECLS

#define SIM_FORMAT_VERSION 1
#define SIM_MAX_ARMS       6
#define SIM_MAX_VISITS     12
#define SIM_MAX_OUTCOMES   6
#define SIM_MAX_HYPOTHESES 12
#define SIM_MAX_ANALYSES   12
#define SIM_MAX_SUCCESS    12
#define SIM_MAX_SIZES      64
#define SIM_MAX_TOTAL      100000
#define SIM_MAX_REPLICATES 1000000000u

typedef struct _SimScenario SimScenario;

/** Checks a draft: all problems at once, each with pointer, line, finding, allowed. NULL if any. */
SimScenario *sim_scenario_check (SimDraft *draft, GPtrArray *problems);
SimScenario *sim_scenario_ref (SimScenario *scenario);
void sim_scenario_unref (SimScenario *scenario); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimScenario, sim_scenario_unref)

SimDraft *sim_scenario_draft (const SimScenario *scenario);          /* borrowed */
const SimValue *sim_scenario_expanded (const SimScenario *scenario); /* borrowed */
/** The expanded tree without what changes no number: titles, names, notes. New reference. */
SimValue *sim_scenario_without_labels (const SimScenario *scenario);
/** SHA-256 (hex) of that tree in its compact form. Borrowed. */
const char *sim_scenario_hash (const SimScenario *scenario);
/** Number, text or value of the expanded tree; NaN, NULL where nothing stands. Borrowed. */
double sim_scenario_number (const SimScenario *scenario, const char *pointer);
const char *sim_scenario_text (const SimScenario *scenario, const char *pointer);
const SimValue *sim_scenario_value (const SimScenario *scenario, const char *pointer);
/** The latest stage at which two scenarios differ; LABEL if they give the same numbers. */
SimStage sim_scenario_stage_between (const SimScenario *a, const SimScenario *b);

/** The same text as people read it (shown.h). Names, labels and units below are shown ones, too. */
const char *sim_scenario_shown (const SimScenario *scenario, const char *pointer);

const char *sim_scenario_title (const SimScenario *scenario); /* shown; never NULL, may be "" */
guint64 sim_scenario_seed (const SimScenario *scenario);
guint64 sim_scenario_replicates (const SimScenario *scenario);

guint sim_scenario_n_arms (const SimScenario *scenario);
const char *sim_scenario_arm_id (const SimScenario *scenario, guint arm);
const char *sim_scenario_arm_name (const SimScenario *scenario, guint arm);
/** The colour of an arm, its own or that of its place: 0 to SIM_N_ARM_COLOURS - 1. */
guint sim_scenario_arm_colour (const SimScenario *scenario, guint arm);
/** The name of a category of an outcome, counted from 0; NULL where it has none. */
const char *sim_scenario_category (const SimScenario *scenario, guint outcome, guint category);
int sim_scenario_reference (const SimScenario *scenario); /* index of the reference arm, or -1 */

/** Sizes of the curve: run.sizes and the own total, ascending, without repeats. */
guint sim_scenario_n_sizes (const SimScenario *scenario);
guint sim_scenario_own_size (const SimScenario *scenario); /* index of the own total */
guint sim_scenario_total (const SimScenario *scenario, guint size);
/**
 * Patients of arm at a size: total split by arms[].size, largest remainder, earlier arm first.
 * Under any method but fixed numbers that of trial and trial is random, and this is the total split
 * by arms[].ratio in the same way.
 */
guint sim_scenario_arm_size (const SimScenario *scenario, guint size, guint arm);

/** What a hypothesis claims of its effect, as `type` in the file. */
typedef enum {
  SIM_SUPERIORITY,
  SIM_SUPERIORITY_MARGIN,
  SIM_NON_INFERIORITY,
  SIM_EQUIVALENCE,
  SIM_RETENTION,
  SIM_WITHIN_ARM_CHANGE
} SimHypothesisType;

/** How it is tested. */
typedef enum {
  SIM_TEST_DIFFERENT, /* two-sided: the effect is not 0 */
  SIM_TEST_ABOVE,     /* one-sided: it is above the lower bound */
  SIM_TEST_BETWEEN    /* both one-sided tests: it is between the bounds */
} SimTestKind;

/**
 * One hypothesis with its references resolved to indices. The effect is sum of weight times mean
 * (or logarithm of odds, rate, hazard) over the arms, in the direction of benefit; of a change
 * within an arm it is how much better the arm is at the visit than it was at the baseline.
 */
typedef struct {
  const char *id;
  SimHypothesisType type;
  SimTestKind test;
  /* Of a pair: the contrast A - B. Of other contrasts: the arms of the largest and of the smallest
     weight, the first ones of several; of a change within an arm that arm, twice */
  guint arm_a, arm_b;
  gboolean pair;                /* weights are 1 of A, -1 of B, and 0 */
  gboolean logit;               /* the effect is of logits of proportions, whatever the method */
  double weights[SIM_MAX_ARMS]; /* sum 0; of a change within an arm 1 of that arm */
  double lower, upper; /* what is tested against, on the scale of the estimate; upper may be inf */
  double alpha;        /* its own, or that of all */
  guint sides;         /* the same: alpha / sides is the level of every tail */
  guint analysis;      /* index into /analyses */
  guint outcome;       /* index of the analysis' outcome */
  guint visit;         /* index of the analysis' visit within its outcome */
} SimHypothesis;
guint sim_scenario_n_hypotheses (const SimScenario *scenario);
const SimHypothesis *sim_scenario_hypothesis (const SimScenario *scenario, guint index);
/**
 * "Hand-ear acupuncture vs usual care", "... vs standard acupuncture: not worse by more than 1.5
 * points"; where the same arms are compared in another way also what is different: outcome, method,
 * visit, else what the method is adjusted for and the like. Newly allocated.
 */
char *sim_scenario_hypothesis_label (const SimScenario *scenario, guint index);
/** What is called success of a trial: that so many of some hypotheses are rejected. */
typedef struct {
  const char *id;
  guint of;       /* bit h set: hypothesis h counts */
  guint at_least; /* 1: any of them; as many as there are: all of them */
} SimSuccess;
guint sim_scenario_n_success (const SimScenario *scenario);
const SimSuccess *sim_scenario_success (const SimScenario *scenario, guint index);
/** "both HE-UC and ST-UC", "any of A, B or C", "at least 2 of A, B and C". Newly allocated. */
char *sim_scenario_success_label (const SimScenario *scenario, guint index);
/** The success criterion, or the rejection of the hypothesis, with this id; FALSE if there is
 *  neither. Its id is the scenario's. */
gboolean sim_scenario_criterion (const SimScenario *scenario, const char *id,
                                 SimSuccess *criterion);
/** Whether the hypotheses rejected (bit h: hypothesis h) are a success. */
gboolean sim_success_met (const SimSuccess *success, guint rejected);
/** The id of what the number of patients is sought for; NULL: for each. Borrowed. */
const char *sim_scenario_goal (const SimScenario *scenario);
/**
 * The scores of an arm at a visit of an outcome; arm -1: at baseline, whatever the visit. NULL for
 * a baseline that is not measured. Borrowed.
 */
const SimScoreMap *sim_scenario_score_map (const SimScenario *scenario, guint outcome, int arm,
                                           guint visit);
/** The scores of patients of an arm who do not adhere; only where there are such. Borrowed. */
const SimScoreMap *sim_scenario_unadherent_map (const SimScenario *scenario, guint outcome,
                                                guint arm, guint visit);
/** True mean of all randomised to an arm under the scenario's estimand, nothing missing. */
double sim_scenario_true_mean (const SimScenario *scenario, guint outcome, guint arm, guint visit);
/** What patients have in common. */
typedef enum {
  SIM_GROUPS_NONE = 0,
  SIM_GROUPS_PRACTITIONERS = 1,
  SIM_GROUPS_CENTRES = 2
} SimGroups;
/** In what groups patients are alike (of SimGroups, more than one may be set) while the analysis of
 *  some hypothesis takes them as independent: then its test does not keep its level. */
SimGroups sim_scenario_ignored_groups (const SimScenario *scenario);
/** Whether the analysis of some hypothesis pools the variances of arms whose SDs differ: then its
 *  test keeps its level only about. */
gboolean sim_scenario_pools_unequal (const SimScenario *scenario);
/**
 * Of an outcome whose scores are normal ones, without limits, and measured at baseline too, with
 * all means above 0: the largest share of scores below 0, and the arm and visit that have it. NaN
 * of every other outcome. Scales that begin at 0 have no such scores.
 */
double sim_scenario_below_zero (const SimScenario *scenario, guint outcome, guint *arm,
                                guint *visit);
/** +1 where more of an outcome is better, or later; -1. */
double sim_scenario_direction (const SimScenario *scenario, guint outcome);
guint sim_scenario_n_outcomes (const SimScenario *scenario);
/** Fills index with the outcomes that are not derived from another, in the order in which they are
 *  drawn: that of the list, but what the first of all is made of comes first. Returns how many. */
guint sim_scenario_own_outcomes (const SimScenario *scenario, guint index[SIM_MAX_OUTCOMES]);
guint sim_scenario_n_visits (const SimScenario *scenario, guint outcome);
/** The unit of the estimates of a hypothesis as it is shown: the outcome's, or "log odds ratio"
 *  and the like. Never NULL; borrowed. */
const char *sim_scenario_effect_unit (const SimScenario *scenario, guint index);
/** Whether the estimates of a hypothesis are differences of proportions: texts tell them in
 *  percentage points. */
gboolean sim_scenario_effect_is_share (const SimScenario *scenario, guint index);
/** True contrast of hypothesis index on the benefit scale, in the unit of its estimates. */
double sim_scenario_true_effect (const SimScenario *scenario, guint index);

/**
 * Correlation of (baseline, visit 1 .. V) of an outcome as the scenario gives it, row-major
 * (V+1)x(V+1), into matrix: of latent values, or of scores where correlation/scale is observed.
 * Without a baseline the first row and column are those of an uncorrelated variate.
 */
void sim_scenario_correlation (const SimScenario *scenario, guint outcome, double *matrix);
/** The same of the latent values of an arm, which are solved for where scores are given. */
void sim_scenario_latent_correlation (const SimScenario *scenario, guint outcome, guint arm,
                                      double *matrix);
/**
 * The same of the scores of an arm that are treated as allocated, as its latent correlations imply
 * it: to 1e-6 up to a latent correlation of 0.99. Costs milliseconds for scores of many steps.
 */
void sim_scenario_observed_correlation (const SimScenario *scenario, guint outcome, guint arm,
                                        double *matrix);

G_END_DECLS
#endif
