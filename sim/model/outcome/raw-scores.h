/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * raw-scores.h - what the outcomes that have no means and SDs of their own share: their numbers per
 * arm and visit, and cuts of the latent value that give whole numbers.
 */
#ifndef SIM_MODEL_OUTCOME_RAW_SCORES_H
#define SIM_MODEL_OUTCOME_RAW_SCORES_H

#include "../../scenario/score-map.h"
#include "../../scenario/value.h"

G_BEGIN_DECLS

/** Of a value per arm and visit of an outcome in its full form; NaN if there is none. */
double sim_raw_number (const SimValue *outcome, const char *key, const char *arm, guint visit);

/** The latent value below which the score is at most k, from P(score <= k) and P(score > k). */
double sim_raw_cut (double up_to, double above);

/** A map of cuts with such a mean and SD, and no cut yet. */
void sim_raw_start (SimScoreMap *map, double mean, double sd);

G_END_DECLS
#endif
