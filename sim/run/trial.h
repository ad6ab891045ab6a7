/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial.h - any simulated trial, replayed patient by patient.
 *
 * The same streams, kernels and rules as the run, so the trial is the one that was counted.
 */
#ifndef SIM_RUN_TRIAL_H
#define SIM_RUN_TRIAL_H

#include "../scenario/people.h"
#include "../theory/adjustment.h"
#include "engine.h"

G_BEGIN_DECLS

typedef enum {
  SIM_SEEN,
  SIM_SEEN_LEFT, /* had left by then */
  SIM_SEEN_GAP,  /* was not there this once */
  SIM_SEEN_CENSORED, /* of times: the trial ended first; the score is how long he was watched */
  SIM_SEEN_NOT_ENTERED /* of times: the trial ended before he would have come; the score is 0 */
} SimSeen;

typedef enum {
  SIM_TREATED_AS_ALLOCATED,
  SIM_TREATED_SWITCHED,
  SIM_TREATED_NOT_ADHERENT
} SimTreated;

/** What was measured of a patient for one outcome. */
typedef struct {
  double baseline; /* NaN if the outcome has none */
  double scores[SIM_MAX_VISITS];   /* the score at every visit, also where it went missing */
  /* the normal values behind the scores; NaN where these are made of another outcome's */
  double latent_baseline, latent[SIM_MAX_VISITS];
  SimSeen seen[SIM_MAX_VISITS];
} SimScores;

typedef struct {
  guint arm;      /* index of the arm */
  guint number;   /* place within the arm, from 1 */
  guint recruit;  /* place among all in the order of randomisation, from 1 */
  SimScores *outcomes; /* of the trial */
  double entered; /* where an outcome is times: weeks of accrual before him */
  SimTreated treated;
  guint switched_to;               /* the arm, where treated is SIM_TREATED_SWITCHED */
  int practitioner, centre;        /* counted from 0; -1: none. A practitioner's number is his own
                                      within the arms that share him */
  int levels[SIM_MAX_STRATA];      /* of each stratum */
  double covariates[SIM_MAX_COVARIATES]; /* standard normal */
} SimPatient;

/** What a trial did for one hypothesis, as the run counts it. */
typedef enum {
  SIM_TRIAL_FITTED = 1,   /* there is an estimate; without this mark there is no other */
  SIM_TRIAL_REJECTED = 2, /* by the whole procedure */
  SIM_TRIAL_FAVOURS = 4,  /* the estimate favours A: it is above 0 on the benefit scale */
  SIM_TRIAL_COVERS = 8,   /* the unadjusted interval holds the true effect */
  SIM_TRIAL_WRONG_SIGN = 16 /* of superiority where there is an effect: rejected in its wrong
                               direction */
} SimTrialMark;

typedef struct {
  gboolean fitted;   /* FALSE: failed fit; the numbers below are NaN */
  double estimate;   /* benefit scale, outcome's unit */
  /* The statistic is the distance from what the estimate is held against, of two bounds the nearer,
     in SEs. p is two-sided, or one-sided (of two bounds the larger one) times `sides` of the
     hypothesis, at most 1: it is compared with alpha. Unadjusted */
  double se, df, statistic, p_value;
  double low, high;  /* unadjusted 1 - 2a confidence interval of the effect */
  gboolean rejected; /* by the whole procedure */
  guint marks;       /* of SimTrialMark */
} SimTrialResult;

typedef struct _SimTrial {
  guint64 index;
  guint total;
  guint n_arms, n_outcomes, n_hypotheses, n_patients;
  guint n_strata, n_covariates;
  struct {
    guint n_visits;
    gboolean has_baseline;
  } outcomes[SIM_MAX_OUTCOMES];
  gboolean has_practitioners, has_centres;
  /* The numbers of the arms come from the order of randomisation. FALSE: they are fixed, and the
     order is a random one of these patients, or that in which they entered. */
  gboolean order_counts;
  gboolean has_states; /* somebody may switch or not adhere */
  gboolean has_times;  /* scores of an outcome are times to an event */
  SimPatient *patients; /* arm by arm, in order of place */
  SimScores *scores;    /* [patient][outcome] */
  SimTrialResult results[SIM_MAX_HYPOTHESES];
  guint analysed[SIM_MAX_HYPOTHESES][SIM_MAX_ARMS]; /* patients whom its analysis takes in */
  SimAdjustment adjustment; /* the multiplicity rule by p-values: adjusted ones, step by step */
} SimTrial;

/**
 * Replays trial `index` of the scenario at a total size (0 = own; must be one of its sizes).
 * Fails with SIM_ERROR_RANGE for another size. Free with sim_trial_free(). Plans all sizes of the
 * scenario for it: who wants several trials has them of sim_replay_trial().
 */
SimTrial *sim_trial_new (SimEngine *engine, SimScenario *scenario, guint64 index, guint total,
                         GError **error);
void sim_trial_free (SimTrial *trial);

G_END_DECLS
#endif
