/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * score-map.h - how the latent normal value of a patient becomes a score.
 */
#ifndef SIM_SCENARIO_SCORE_MAP_H
#define SIM_SCENARIO_SCORE_MAP_H

#include <glib.h>

G_BEGIN_DECLS

#define SIM_MAX_CUTS   255
#define SIM_MAX_PIECES 12

/** How the latent standard normal value Z becomes a score. */
typedef enum {
  SIM_SCORE_NORMAL, /* mean + sd Z */
  SIM_SCORE_GRID,   /* min + step times floor (clip (mu + sigma Z, 0, steps) + 1/2) */
  SIM_SCORE_CURVE,  /* mean + sd curve (Z) */
  SIM_SCORE_CUTS,   /* the number of cuts at or below Z; unless raw min + step times that */
  SIM_SCORE_PIECES  /* when the cumulative hazard comes to curve (Z), of constant hazards between
                       points in time */
} SimScoreKind;

/** The scores of an arm at a visit, or at baseline. */
typedef struct {
  SimScoreKind kind;
  /* scores are analysed as they are (0 and 1, categories, counts, times), not in SDs from the mean;
     a curve then gives the score over sd, the scale */
  gboolean raw;
  double mean, sd; /* of the scores, in the outcome's unit */
  double given_mean, given_sd; /* as the scenario gives them */
  double min, step, steps;
  double mu, sigma; /* of the latent values, in steps above min */
  /* the score in SDs from its mean: mean 0, SD 1, increasing; pure */
  double (*curve) (double z, double shape);
  double shape;
  guint n_cuts;
  double cuts[SIM_MAX_CUTS]; /* ascending */
  guint n_pieces;
  double from[SIM_MAX_PIECES];   /* weeks at which each begins; from[0] is 0, ascending */
  double hazard[SIM_MAX_PIECES]; /* per week in it; not negative */
} SimScoreMap;

G_END_DECLS
#endif
