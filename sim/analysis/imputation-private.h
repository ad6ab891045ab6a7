/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * imputation-private.h - what the files of imputation share: who was seen, where in the streams of
 * a replicate the draws of each imputation stand, and completed scores one by one. C headers only.
 */
#ifndef SIM_ANALYSIS_IMPUTATION_PRIVATE_H
#define SIM_ANALYSIS_IMPUTATION_PRIVATE_H

#include "imputation.h"

/** Draws apart: of a patient; of an imputation, more than 100,000 patients of all visits have; of a
 *  visit within the model, more than 50,000 exponentials and all coefficients. No powers of two. */
enum {
  SIM_DRAWS_OF_PATIENT = SIM_IMPUTE_VISITS,
  SIM_DRAWS_OF_IMPUTATION = 1200011,
  SIM_DRAWS_OF_REGRESSION = 50129
};

/** Whether patient i was seen at visit v. */
static inline bool sim_impute_seen (const SimImputation *data, int v, int i)
{
  return data->score[v][i] == data->score[v][i];
}

/** Whether patient i is of an arm and was seen at visit v and all visits before it. */
static inline bool sim_impute_complete (const SimImputation *data, int v, int i)
{
  bool all = data->arm[i] >= 0;
  for (int u = v; u >= 0 && all; u--)
    all = sim_impute_seen (data, u, i);
  return all;
}

/** A term of patient i in the regressions; see SimScoreVisit. */
static inline double sim_score_term (const SimScoreChain *chain, int t, int i)
{
  if (t >= chain->fixed)
    return chain->data->score[t - chain->fixed][i];
  const SimScoreColumn *column = &chain->columns[t];
  if (column->level)
    return column->level[i] == column->is ? 1 : 0;
  return column->number ? column->number[i] - column->centre : 0;
}

/** Draws the next imputation and gives each patient's score in it, in the order of data->room. */
void sim_score_next (SimScoreChain *chain, void (*take) (void *to, int i, double y), void *to);

#endif
