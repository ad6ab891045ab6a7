/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rank-effect.h - what is true on the scale of rank tests.
 */
#ifndef SIM_ANALYSIS_RANK_EFFECT_H
#define SIM_ANALYSIS_RANK_EFFECT_H

#include "../scenario/mechanism.h"

/**
 * P(A better) + P(equal) / 2 - 1/2 of a patient of arm a and one of arm b, each drawn from all that
 * are in his arm: strata, and how patients are treated. NaN if it cannot be found. Effects of
 * analyses.def.
 */
double sim_rank_true_effect (const SimTruth *truth, guint a, guint b);
/** The mean over strata, by their share of patients, of that of two patients of one stratum: what
 *  van Elteren's estimate tends to. */
double sim_rank_true_stratified (const SimTruth *truth, guint a, guint b);

#endif
