/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scores.h - the maps of an outcome in its full form, and how scores go together.
 *
 * A score is a series in Hermite polynomials of its latent value (base/hermite.h), so that two of
 * them have a correlation that is a power series in the latent one, and grows with it. It is that
 * of patients treated as allocated: those who switch or do not adhere are not considered. Whoever
 * asks has checked the values that the maps are made from. Thread-safe.
 */
#ifndef SIM_SCENARIO_SCORES_H
#define SIM_SCENARIO_SCORES_H

#include "score-map.h"
#include "value.h"

G_BEGIN_DECLS

/** The scores of an outcome of means and SDs with these, as the scenario gives them. */
void sim_scores_fill (const SimValue *outcome, double mean, double sd, SimScoreMap *map);
/** The scores of an arm (id) at a visit. */
void sim_scores_at (const SimValue *outcome, const char *arm, guint visit, SimScoreMap *map);
/** The scores at baseline of those recruited; FALSE, and map left alone, without a baseline. */
gboolean sim_scores_baseline (const SimValue *outcome, SimScoreMap *map);
/** The entry limits of a baseline; infinite where there is none. */
void sim_scores_limits (const SimValue *outcome, double *low, double *high);

/** TRUE if the correlations of an outcome are asked of the scores, not of latent values. */
gboolean sim_scores_are_correlated (const SimValue *outcome);

/** Beyond these no latent correlation is sought where scores are no straight line of them. */
#define SIM_LATENT_MOST 0.99

/** A pair of points (0: baseline) that no latent correlation gives what is asked. */
typedef struct {
  guint i, j;
  double asked, least, most; /* what the scores can reach */
} SimUnreachable;

/**
 * The latent correlations of an arm behind an asked matrix of the scores (n = visits + 1,
 * row-major; where baseline is NULL the first row and column are left alone), pair by pair and
 * rounded, in its place. FALSE, and the first pair told, if one cannot be reached.
 */
gboolean sim_scores_solve (const SimValue *outcome, const char *arm, const SimScoreMap *baseline,
                           guint n, double *matrix, SimUnreachable *unreachable);
/** The other way: the correlations of the scores that latent ones give, in their place. */
void sim_scores_observe (const SimValue *outcome, const char *arm, const SimScoreMap *baseline,
                         guint n, double *matrix);
/** Correlation of the scores of two maps whose latent values have correlation rho. */
double sim_scores_correlation (const SimScoreMap *a, const SimScoreMap *b, double rho);

G_END_DECLS
#endif
