/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * results.h - the operating characteristics computed from a snapshot's counts: plain numbers.
 *
 * A value that does not exist is NaN (a rate over no trials, type S where nothing was rejected).
 * Formulas: Morris, White & Crowther (2019) for bias, empirical and model SE, coverage and their
 * Monte Carlo standard errors (of the RMSE by the delta method from theirs of the MSE, of the mean
 * width as of any mean); Wilson (1927) for intervals of proportions; Gelman & Carlin (2014)
 * for type S and M. Effects are on the benefit scale in the outcome's unit.
 */
#ifndef SIM_RUN_RESULTS_H
#define SIM_RUN_RESULTS_H

#include "../base/p-edges.h"
#include "engine.h"

G_BEGIN_DECLS

/** The 97.5 % point of the normal distribution: a 95 % Monte Carlo interval reaches so many
 *  standard errors to either side. */
#define SIM_Z95 1.959963984540054

/** A simulated figure with its Monte Carlo standard error and 95 % interval. */
typedef struct {
  double value, mcse, low, high;
} SimFigure;

/** One hypothesis at one size. */
typedef struct {
  gboolean null_true;      /* its null hypothesis holds in this simulation */
  double true_effect;
  SimFigure power;         /* P(rejected by the whole procedure), both directions */
  SimFigure power_benefit; /* P(rejected and the estimate favours A) */
  SimFigure estimate;      /* mean of the estimates (mcse = empirical SE / sqrt(trials)) */
  double empirical_se, empirical_se_mcse; /* SD of the estimates */
  double model_se, model_se_mcse; /* sqrt(mean of the squared standard errors) */
  SimFigure bias;
  double rmse, rmse_mcse;
  SimFigure coverage;      /* of the true effect by the unadjusted 1 - 2a interval */
  double ci_width, ci_width_mcse; /* mean width of that interval */
  SimFigure type_s;        /* of superiority: share of wrong signs among rejections */
  SimFigure type_m;        /* the same: mean |estimate| of the rejected / |true effect| */
  /* mean numbers that its analysis takes in: with the score that it needs, or one that stands for
     it; of a model of all visits with a score at any of them */
  double analysed_arms[SIM_MAX_ARMS];
  guint64 failed_fits;     /* trials without an estimate: not rejected, but they count in power */
} SimHypothesisResult;

/** A mean over trials, and its standard deviation between them; NaN of a single one. */
typedef struct {
  SimFigure mean;
  double sd;
} SimTrialMean;

/** What trials of times have, by the first analysis of such an outcome: events among the patients
 *  that it analyses, and weeks from when the first patient can enter to the end of observation. */
typedef struct {
  gboolean counted;       /* FALSE: no analysis is of times, and there is nothing here */
  SimTrialMean events, events_arms[SIM_MAX_ARMS];
  SimTrialMean duration;  /* where a date ends the trial: accrual and follow-up, errors and SD 0 */
  guint wanted;           /* events that end it; 0: a date does */
  SimFigure reached;      /* share of trials that have so many before all of follow-up has passed,
                             when the others end; NaN where a date ends it */
} SimTimesResult;

/** One size of the curve. */
typedef struct {
  guint total;
  /* randomised per arm: in the mean of all trials, where arm sizes are random; for biased coin and
     minimisation with unequal ratios about that */
  double arms[SIM_MAX_ARMS];
  double analysed;                      /* mean number, of the first hypothesis */
  double analysed_arms[SIM_MAX_ARMS];   /* the same per arm */
  SimFigure dropout;                    /* share of all randomised that is not analysed; the error
                                           is not more than that */
  SimFigure dropout_arms[SIM_MAX_ARMS]; /* the same per arm; NaN where arm sizes are random */
  SimFigure best[SIM_MAX_ARMS];         /* P(the arm is best by the estimates of the first
                                           hypothesis' analysis; equal ones share a trial); NaN
                                           where its pairs do not compare all arms */
  SimHypothesisResult hypotheses[SIM_MAX_HYPOTHESES];
  SimFigure any, all;                   /* over all listed hypotheses */
  SimFigure at_least[SIM_MAX_HYPOTHESES]; /* [k - 1]: k or more of them; the first is any */
  SimFigure rejections;                 /* mean number of hypotheses rejected */
  SimFigure disjunctive, conjunctive;   /* over those whose null is false; NaN if none */
  SimFigure fwer;                       /* at least one true null rejected; NaN if none is true */
  SimFigure success[SIM_MAX_SUCCESS];   /* of the scenario's criteria, in their order */
  SimFigure simultaneous_coverage;      /* P(all adjusted intervals hold the true effects), where
                                           the rule is of one step; else NaN */
  SimFigure omnibus;                    /* NaN without an omnibus test */
  SimTimesResult times;
  guint64 failed_fits;                  /* trials in which at least one analysis had no estimate */
} SimSizeResult;

/** Histogram of the estimates of one hypothesis at the own size. */
#define SIM_BINS 192
typedef struct {
  double low, width;             /* left edge of bin 0, width of a bin; outliers in the end bins */
  guint64 count[SIM_BINS];       /* trials */
  guint64 rejected[SIM_BINS];    /* of these, rejected */
  guint64 first[SIM_BINS];       /* smallest replicate index in the bin; G_MAXUINT64 if none */
  guint64 first_rejected[SIM_BINS];
  double mean_rejected;          /* mean estimate of the rejected; NaN if none */
} SimHistogram;

/** The p-values of one hypothesis at the own size: unadjusted, as trial.h has them; shares of the
 *  first 100,000 trials, which are enough. A failed fit has none. */
typedef struct {
  guint64 trials;
  SimFigure below[SIM_P_EDGES]; /* P(p below sim_p_edges[k]) */
  double alpha;                 /* the hypothesis' own level, by no rule for several */
  SimFigure below_alpha;
  guint64 count;                /* of these trials those that have a p-value */
} SimPValues;

/** N read off the simulated curve: probit(power) linear in sqrt(N) between neighbouring sizes. */
typedef struct {
  double total;      /* NaN if the curve does not cross the target within its sizes */
  double low, high;  /* N at which the upper, lower 95 % band crosses; NaN where it does not */
} SimReach;

typedef struct _SimResults {
  guint64 replicates;
  guint n_sizes, n_arms, n_hypotheses, n_success;
  guint own_size; /* index of the scenario's own total in sizes */
  SimSizeResult *sizes;
  SimHistogram *histograms; /* one per hypothesis, at the own size */
  SimPValues *p_values;     /* one per hypothesis; NULL unless the run counts them */
  double target_power;
  SimReach reach[SIM_MAX_HYPOTHESES];
  SimReach reach_any, reach_all;
  SimReach reach_success[SIM_MAX_SUCCESS];
  /* Largest MCSE at the own size: of the hypotheses' power, which --precision is about, and of what
     is told together with that: of any, of all and of every success criterion too. */
  double hypotheses_mcse, largest_mcse;
} SimResults;

/** Wilson's 95 % interval and binomial MCSE of count of n; all NaN if n is 0. */
SimFigure sim_figure_proportion (guint64 count, guint64 n);

G_END_DECLS
#endif
