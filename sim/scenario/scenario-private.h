/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scenario-private.h - making a frozen scenario; for this folder only.
 */
#ifndef SIM_SCENARIO_SCENARIO_PRIVATE_H
#define SIM_SCENARIO_SCENARIO_PRIVATE_H

#include "people.h"
#include "scenario.h"

G_BEGIN_DECLS

/** Adds all problems of a draft. */
void sim_check_draft (SimDraft *draft, GPtrArray *problems);
/** The frozen form of a draft in which no problem was found. */
SimScenario *sim_scenario_freeze (SimDraft *draft);

/** SHA-256 (hex) of the full form without what is of stage LABEL. Newly allocated. */
char *sim_full_hash (const SimValue *full);
/** The latest stage of a value in which two full forms differ. */
SimStage sim_full_stage_between (const SimValue *a, const SimValue *b);

/**
 * Correlation of (baseline, visit 1 .. V) of an outcome in its full form, row-major, into matrix
 * of (V + 1) x (V + 1). Returns V + 1; 0 if the outcome is not in order.
 */
guint sim_correlation_fill (const SimValue *outcome, double *matrix);
/**
 * A written matrix, row-major, into numbers[(SIM_MAX_VISITS + 1)^2]; returns its order, 0 if it is
 * no square of at most SIM_MAX_VISITS + 1 rows of numbers.
 */
guint sim_matrix_read (const SimValue *matrix, double *numbers);
/** Plans round correlations to 32 bits: less than this left over for a score is taken for none. */
#define SIM_CORRELATION_PIVOT 1e-6
/**
 * The order of the first leading minor of the n x n matrix that is not positive, or so near to it
 * that what the scores before leave of this one is below SIM_CORRELATION_PIVOT; 0 if all are.
 * stride: doubles from row to row.
 */
guint sim_correlation_failing_minor (const double *matrix, guint n, guint stride);

/** What sim_scenario_people() and sim_scenario_missing() read, from a full form in order. */
void sim_people_read (const SimValue *full, guint outcome, SimPeople *people);
void sim_missing_read (const SimValue *full, guint outcome, guint arm, SimMissing *missing);
/** TRUE if an arm has practitioners. */
gboolean sim_people_has_practitioners (const SimValue *full, const char *arm);

/** What makes scores vary and is no noise: the parts of the variance of an arm. */
typedef enum {
  SIM_PART_STRATA,
  SIM_PART_COVARIATES,
  SIM_PART_PRACTITIONERS,
  SIM_PART_CENTRES,
  SIM_PART_RESPONSE,
  SIM_N_PARTS
} SimPartKind;
/** The share of each part in the variance of an arm at a point: 0 baseline, 1 .. V visits. */
void sim_people_shares (const SimValue *full, guint outcome, guint arm, guint point,
                        double shares[SIM_N_PARTS]);
/** Where the correlations between outcomes cannot be: those with which outcome, at which point. */
typedef struct {
  guint outcome, point; /* index in the list of outcomes; 0 the baseline, v + 1 visit v */
} SimMixFault;
/** sim_scenario_mix() of a full form. */
gboolean sim_mix_read (const SimValue *full, guint nth, guint arm, SimMix *mix, SimMixFault *fault);

/** What the scores of two outcomes have in common by the parts of their variance. */
typedef struct {
  double known; /* by strata and covariates: a covariance */
  double alike; /* by practitioners, centres and responses: that covariance if their effects on both
                   outcomes had a correlation of 1 */
} SimCommon;
/** Of each point of one outcome (0 the baseline) with each of another. */
typedef struct {
  SimCommon at[SIM_MAX_VISITS + 1][SIM_MAX_VISITS + 1];
} SimCommons;
/**
 * Of n outcomes in an arm, each with those before it: common is that of outcomes 1 and 0, 2 and 0,
 * 2 and 1, 3 and 0 and so on; points that there are not are left alone. FALSE if an arm is not in
 * order.
 */
gboolean sim_people_common (const SimValue *full, const guint *outcomes, guint n, guint arm,
                            SimCommons *common);

/** Latent correlations of an outcome in an arm, solved where those of scores are given. Returns
 *  visits + 1; 0 if the outcome is not in order, or they cannot be reached. */
guint sim_people_latent_read (const SimValue *full, guint outcome, guint arm, double *matrix);
/** sim_people_residual() of a full form. */
gboolean sim_people_residual_read (const SimValue *full, guint outcome, guint arm, double *matrix);
/** The same from latent correlations of n points that are known, in their place. */
gboolean sim_people_take_parts (const SimValue *full, guint outcome, guint arm, guint n,
                                double *matrix);

G_END_DECLS
#endif
