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
  SIM_SCORE_LIMITED, /* the Z-th of the values of mu + sigma times a normal one that lie between low
                        and high */
  SIM_SCORE_PIECES   /* when the cumulative hazard comes to curve (Z), of constant hazards between
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
  double mu, sigma; /* of the latent values, in steps above min; LIMITED: in the outcome's unit */
  double low, high; /* LIMITED: in the outcome's unit; one of them may be infinite */
  /* the score in SDs from its mean: mean 0, SD 1, increasing; pure */
  double (*curve) (double z, double shape);
  double shape;
  guint n_cuts;
  double cuts[SIM_MAX_CUTS]; /* ascending */
  guint n_pieces;
  double from[SIM_MAX_PIECES];   /* weeks at which each begins; from[0] is 0, ascending */
  double hazard[SIM_MAX_PIECES]; /* per week in it; not negative */
} SimScoreMap;

/**
 * Of CURVE and LIMITED: the score in SDs from its mean; where raw the score over sd. Increasing.
 * Thread-safe, like all that follows.
 */
double sim_score_curve (const SimScoreMap *map, double z);

/**
 * Makes of a map of means and SDs, GRID or other, that of patients of whom only those with a score
 * from low to high (either may be infinite) are there: mean and SD are then theirs. GRID becomes
 * CUTS between the limits, at most SIM_MAX_CUTS steps; of all other kinds what is kept is that of a
 * normal value, whatever the kind. FALSE, and mu NaN, if no such scores have that mean and SD. The
 * maps of other points know nothing of it: their means and SDs stay as given.
 */
gboolean sim_score_limit (SimScoreMap *map, double low, double high);
/** The SDs that such scores can have with the mean of map lie strictly between these two. */
void sim_score_limited_sd_range (const SimScoreMap *map, double low, double high, double *least,
                                 double *most);
/** The lowest and the highest of such scores: on a grid the outermost within the limits. */
void sim_score_limited_ends (const SimScoreMap *map, double low, double high, double *lowest,
                             double *highest);

G_END_DECLS
#endif
