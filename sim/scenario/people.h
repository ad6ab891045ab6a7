/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people.h - who the patients of a scenario are beside their scores, read from the checked tree.
 *
 * All of these are parts of the total SD that the scenario gives, never additions to it: the share
 * of a part is its variance over the squared SD of the arm at the visit. Effects are in the
 * outcome's unit, correlations and shares those of latent values.
 */
#ifndef SIM_SCENARIO_PEOPLE_H
#define SIM_SCENARIO_PEOPLE_H

#include "scenario.h"

G_BEGIN_DECLS

#define SIM_MAX_STRATA     4
#define SIM_MAX_LEVELS     6
#define SIM_MAX_COVARIATES 4
#define SIM_MAX_SWITCHES   6
#define SIM_MAX_CENTRES    1000
#define SIM_MAX_CASELOADS  256 /* in a list of caseloads or of shares */

/** A part of the variance: given as a share of it (an ICC), or as an SD in the outcome's unit. */
typedef struct {
  gboolean is_sd;
  double value; /* 0: there is none */
} SimPart;

/** A factor known at entry, such as sciatica yes or no. */
typedef struct {
  guint n_levels;
  double prevalence[SIM_MAX_LEVELS]; /* sum 1 */
  double effect[SIM_MAX_LEVELS];     /* at baseline and every visit; centred by prevalence */
  double interaction[SIM_MAX_LEVELS][SIM_MAX_ARMS]; /* further, at visits alone; centred in each
                                                       arm */
} SimStratum;

typedef struct {
  guint from, to;    /* arms */
  double proportion; /* of the patients of `from` */
} SimSwitch;

/**
 * What a scenario says about its patients, for one outcome. An imbalance moves latent values at
 * visits by their correlation with the baseline times as much: what a chance imbalance of that size
 * comes to, whichever part of the variance it lies in. True means stay as given; the intercepts of
 * who leaves are solved with it.
 */
typedef struct {
  gboolean imbalanced;               /* FALSE: no imbalance */
  double imbalance[SIM_MAX_ARMS];    /* by how many SDs the latent baseline of an arm is higher */
  gboolean any; /* FALSE: nothing of what follows, all 0 */
  guint n_strata;
  SimStratum strata[SIM_MAX_STRATA];
  guint n_covariates;
  double correlation[SIM_MAX_COVARIATES]; /* of each covariate with every score */
  double response_sd[SIM_MAX_ARMS];       /* individual response at visits; 0 in the reference */
  SimPart practitioner[SIM_MAX_ARMS];     /* at visits; value 0 in arms without practitioners */
  guint practitioners_of[SIM_MAX_ARMS];   /* the arm named first of those that share
                                             them, or the arm itself */
  guint n_centres;                        /* 0: one place */
  SimPart centre;                         /* at baseline and every visit, the same in all arms */
  double centre_effect_sd;                /* at visits, in all arms but the reference */
  double adherent[SIM_MAX_ARMS];          /* proportion; 1 in the reference */
  double share_kept[SIM_MAX_ARMS];        /* of the effect against the reference, by the others */
  guint n_switches;
  SimSwitch switches[SIM_MAX_SWITCHES];
  gboolean hypothetical; /* truths are those if all adhere and nobody switches */
} SimPeople;

/** Fills people for an outcome. Thread-safe. */
void sim_scenario_people (const SimScenario *scenario, guint outcome, SimPeople *people);
/**
 * The practitioner of each of the first n patients of an arm, counted from 0 within those who share
 * practitioners; -1 in an arm without. Centres: the practitioners of a centre follow one another.
 */
void sim_scenario_practitioners (const SimScenario *scenario, guint arm, guint n, gint32 *of);
/** The centre of each of the first n patients of an arm: in turn, so that arms stay balanced. */
void sim_scenario_centres (const SimScenario *scenario, guint arm, guint n, gint32 *of);

/**
 * What the parts leave of the correlation of (baseline, visit 1 .. V) of an arm, row-major
 * (V+1)x(V+1): that of the scores less the product of the loadings of each part, so that its
 * diagonal is the share of the variance that is noise. FALSE if it is not positive definite by
 * SIM_CORRELATION_PIVOT, which it is for every checked scenario. Thread-safe.
 */
gboolean sim_people_residual (const SimScenario *scenario, guint outcome, guint arm,
                              double *matrix);

/**
 * How an outcome is made of innovations, independent and of variance 1, of itself and of the
 * outcomes before it; counted without those that are derived from others.
 */
typedef struct {
  /* its latent value at a point, less what the parts bring, is the sum of weight[point][l][q] times
     the innovation of outcome l at point q; 0 the baseline, v + 1 visit v */
  double weight[SIM_MAX_VISITS + 1][SIM_MAX_OUTCOMES][SIM_MAX_VISITS + 1];
} SimMix;

/**
 * Of the nth outcome in an arm, of several. At the same time latent values of two outcomes have the
 * correlation that the scenario says, parts included; see between.c for other times. FALSE if there
 * is but one outcome, or if that cannot be, which it can for every checked scenario. Thread-safe.
 */
gboolean sim_scenario_mix (const SimScenario *scenario, guint nth, guint arm, SimMix *mix);
/**
 * An effect that patients have in common (of a practitioner, a centre) or a response is, on the nth
 * outcome, the sum of alike[l] times that on outcome l before it and of alike[nth] times a value of
 * variance 1. FALSE as sim_scenario_mix() by the correlations asked alone. Thread-safe.
 */
gboolean sim_scenario_alike (const SimScenario *scenario, guint nth,
                             double alike[SIM_MAX_OUTCOMES]);

typedef enum { SIM_MISSING_MCAR, SIM_MISSING_MAR, SIM_MISSING_MNAR } SimMissingKind;

/** Who of an arm is lost, as one outcome sees it. */
typedef struct {
  SimMissingKind kind;
  double proportion[SIM_MAX_VISITS]; /* lost by each visit of the outcome, so far */
  double loss; /* of times to an event: hazard of being lost, see sim_loss_hazard() */
  double log_odds; /* of leaving, per raw point of the last seen (MAR) or the unseen (MNAR) score */
  double gaps;     /* proportion missing at a visit among those still there, whatever their score */
} SimMissing;

/**
 * Dropout is given at the visits of the first outcome. Another one misses those who are lost by its
 * own: whatever the scores (MCAR) at a constant rate between two visits of the first, and from the
 * last on at that of the last two; by their scores, at the visits of the first alone.
 */
void sim_scenario_missing (const SimScenario *scenario, guint outcome, guint arm,
                           SimMissing *missing);
/**
 * Times have no visits: who is lost is lost at a constant rate, such that of those watched to the
 * end of the follow-up the asked proportion has gone. Rounded; 0 where follow_up is none.
 */
double sim_loss_hazard (double proportion, double follow_up);

G_END_DECLS
#endif
