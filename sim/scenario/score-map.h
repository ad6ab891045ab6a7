/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * score-map.h - how the latent normal value of a patient becomes a score.
 */
#ifndef SIM_SCENARIO_SCORE_MAP_H
#define SIM_SCENARIO_SCORE_MAP_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * The scores of an arm at a visit, or at baseline. steps 0: the score is mean + sd Z, Z the latent
 * standard normal value. Else it lies on a grid: min + step times
 * floor (clip (mu + sigma Z, 0, steps) + 1/2).
 */
typedef struct {
  double mean, sd; /* of the scores, in the outcome's unit */
  double min, step, steps;
  double mu, sigma; /* of the latent values, in steps above min */
} SimScoreMap;

G_END_DECLS
#endif
