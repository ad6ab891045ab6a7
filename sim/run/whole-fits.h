/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * whole-fits.h - analyses that read the patients of a trial one by one: fits as lane-plan.h wants
 * them, at one size. C headers only; thread-safe; no allocation.
 */
#ifndef SIM_RUN_WHOLE_FITS_H
#define SIM_RUN_WHOLE_FITS_H

#include "../analysis/imputation.h"
#include "../analysis/linear-model.h"
#include "lane-plan.h"

/** Ends a trial of the size at hand with so many events, if it comes to as many. */
void sim_whole_cut (int events, LaneSample *sample);
/** Log-rank: the log hazard ratio in one step, of the two arms of each pair. */
void sim_whole_log_rank (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit);
/** The same within the cells of the strata. */
void sim_whole_stratified_log_rank (const LaneReduction *reduction, LaneSample *sample,
                                    LaneWholeFit *fit);
/** Cox: log hazard ratios, all arms in one model. */
void sim_whole_cox (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit);
/** Restricted mean survival time, until reduction->tau: the difference of two arms. */
void sim_whole_rmst (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit);
/** Sorts the patients by time, or score, if another fit has not done so: they are the same at every
 *  size but for those who are not there yet, so one sort serves. False if one is a NaN. */
bool sim_whole_order (LaneSample *sample);
/** The weights of the arms in a pair's contrast, LANE_ARMS of them, in the good direction. */
static inline void sim_whole_weights (const LaneReduction *reduction, int pair, double *weights)
{
  for (int a = 0; a < LANE_ARMS; a++)
    weights[a] = reduction->direction * reduction->contrast[pair][a];
}
/** Per protocol: whoever was not treated as allocated neither counts nor tells of others. */
static inline void sim_whole_leave_out (const LaneReduction *reduction, LaneSample *sample)
{
  for (int i = 0; i < sample->n; i++)
    if (reduction->fill.treated[sample->arm[i]] && !sample->treated[i])
      sample->arm_now[i] = -1;
}
/** Cochran, Mantel and Haenszel: their difference of two proportions within strata, and in place of
 *  df the statistic of their test. */
void sim_whole_cmh (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit);
/** Proportional odds: log odds ratios, all arms in one model. */
void sim_whole_proportional_odds (const LaneReduction *reduction, LaneSample *sample,
                                   LaneWholeFit *fit);
/** Negative binomial: log rate ratios, all arms in one model. */
void sim_whole_negative_binomial (const LaneReduction *reduction, LaneSample *sample,
                                   LaneWholeFit *fit);
/** Mixed model for repeated measures, all arms and visits in one model. */
void sim_whole_mmrm (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit);
/** Several draws of the scores that were not seen, and the analysis of sums pooled over them. */
void sim_whole_imputed (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit);
/** The same of binary scores: proportions, log odds or standardised proportions. */
void sim_whole_binary_imputed (const LaneReduction *reduction, LaneSample *sample,
                               LaneWholeFit *fit);
/** The same of responses, which are made of scores that are drawn. */
void sim_whole_responses_imputed (const LaneReduction *reduction, LaneSample *sample,
                                  LaneWholeFit *fit);
/** The patients as imputation reads them; leaves out whom the analysis does, counts the others. */
void sim_whole_imputation (const LaneReduction *reduction, LaneSample *sample, SimImputation *data);
/** Mann-Whitney of each pair, exact where the reduction says so and the arms are small. */
void sim_whole_mann_whitney (const LaneReduction *reduction, LaneSample *sample,
                             LaneWholeFit *fit);
/** Kruskal-Wallis of all arms: its statistic as the one estimate, with variance 1. */
void sim_whole_kruskal_wallis (const LaneReduction *reduction, LaneSample *sample,
                               LaneWholeFit *fit);
/** Van Elteren: the same within strata. */
void sim_whole_van_elteren (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit);

/** A linear model with the covariates that the reduction names, and standard errors as it says. */
void sim_whole_linear (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit);
/** The same with a random effect of the practitioner, by REML. */
void sim_whole_mixed (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit);
/** Logistic regression with the covariates that the reduction names: log odds. */
void sim_whole_logistic (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit);
/** Proportions that are standardised with it, and robust standard errors. */
void sim_whole_standardised (const LaneReduction *reduction, LaneSample *sample,
                             LaneWholeFit *fit);
/** The data of a model of the arms and those covariates; returns the room that is left for it. */
double *sim_whole_linear_data (const LaneReduction *reduction, LaneSample *sample,
                               SimLinearData *data);
/** Numbers of room that such a model of so many patients asks for. */
long sim_whole_linear_room (const LaneLinear *linear, long n);

#endif
