/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scores.c - the maps of an outcome in its full form, and how scores go together.
 *
 * Scores are increasing functions of latent values, so that their correlation grows with that of
 * the latent values, from what two scores can reach in opposite order to what they can in the same.
 */
#include "scores.h"

#include <math.h>
#include <string.h>

#include "../base/clipped.h"
#include "../base/hermite.h"
#include "../base/numeric.h"
#include "../base/prob.h"
#include "../base/round.h"
#include "mechanism.h"

static const SimOutcomeKind *
kind_of (const SimValue *outcome)
{
  return sim_outcome_kind (sim_value_text (sim_value_get (outcome, "type")));
}

void
sim_scores_fill (const SimValue *outcome, double mean, double sd, SimScoreMap *map)
{
  const SimOutcomeKind *kind = kind_of (outcome);
  *map = (SimScoreMap){ .mean = mean, .sd = sd };
  if (kind && kind->map)
    kind->map (outcome, mean, sd, map);
  map->given_mean = mean;
  map->given_sd = sd;
}

void
sim_scores_at (const SimValue *outcome, const char *arm, guint visit, SimScoreMap *map)
{
  const SimOutcomeKind *kind = kind_of (outcome);
  const SimValue *means = sim_value_get (sim_value_get (outcome, "means"), arm);
  const SimValue *sds = sim_value_get (sim_value_get (outcome, "sd"), arm);
  if (kind && kind->scores)
    kind->scores (outcome, arm, visit, map);
  else
    sim_scores_fill (outcome, sim_value_number (sim_value_at (means, visit)),
                     sim_value_number (sim_value_at (sds, visit)), map);
}

void
sim_scores_limits (const SimValue *outcome, double *low, double *high)
{
  const SimValue *baseline = sim_value_get (outcome, "baseline");
  const SimValue *min = sim_value_get (baseline, "min"), *max = sim_value_get (baseline, "max");
  *low = min ? sim_value_number (min) : -INFINITY;
  *high = max ? sim_value_number (max) : INFINITY;
}

gboolean
sim_scores_baseline (const SimValue *outcome, SimScoreMap *map)
{
  const SimValue *baseline = sim_value_get (outcome, "baseline");
  double low, high;
  if (!baseline)
    return FALSE;
  sim_scores_fill (outcome, sim_value_number (sim_value_get (baseline, "mean")),
                   sim_value_number (sim_value_get (baseline, "sd")), map);
  sim_scores_limits (outcome, &low, &high);
  sim_score_limit (map, low, high);
  return TRUE;
}

gboolean
sim_scores_are_correlated (const SimValue *outcome)
{
  const SimValue *correlation = sim_value_get (outcome, "correlation");
  return g_strcmp0 (sim_value_text (sim_value_get (correlation, "scale")), "observed") == 0;
}

/* --- scores as series ---------------------------------------------------------------------- */

/* Scores in SDs, as a series in the latent value. */
typedef struct {
  gboolean straight; /* a line */
  SimHermite series;
} Scores;

/* So many operations are spent on a score; many small steps are nearly smooth. */
#define EFFORT 1000000u
#define LEAST_TERMS 100u
#define OUT 9.0 /* SDs beyond which a step is never reached */

static void
add_grid (const SimScoreMap *map, Scores *scores)
{
  double mean, sd, low = MAX (1, floor (map->mu - OUT * map->sigma));
  double high = MIN (map->steps, ceil (map->mu + OUT * map->sigma) + 1);
  guint n = high < low ? 0 : (guint)(high - low) + 1;
  guint terms = CLAMP (EFFORT / MAX (n, 1), LEAST_TERMS, SIM_HERMITE_TERMS);
  double *at = g_new (double, n);
  for (guint k = 0; k < n; k++)
    at[k] = (low + k - 0.5 - map->mu) / map->sigma;
  sim_clipped_moments (map->mu, map->sigma, map->steps, &mean, &sd);
  sim_hermite_add_steps (&scores->series, n, at, 1 / sd, terms);
  g_free (at);
}

static void
add_cuts (const SimScoreMap *map, Scores *scores)
{
  double mean = 0, square = 0;
  for (guint k = 0; k < map->n_cuts; k++) {
    double above = sim_normal_upper (map->cuts[k]);
    mean += above;
    square += (2 * k + 1) * above;
  }
  sim_hermite_add_steps (&scores->series, map->n_cuts, map->cuts,
                         1 / sqrt (square - mean * mean), SIM_HERMITE_TERMS);
}

static double
on_curve (double z, gconstpointer map)
{
  return sim_score_curve (map, z);
}

static Scores *
scores_new (const SimScoreMap *map)
{
  Scores *scores = g_new0 (Scores, 1);
  scores->straight = map->kind == SIM_SCORE_NORMAL;
  if (map->kind == SIM_SCORE_GRID)
    add_grid (map, scores);
  else if (map->kind == SIM_SCORE_CUTS)
    add_cuts (map, scores);
  else if (!scores->straight)
    sim_hermite_add_smooth (&scores->series, on_curve, map);
  else {
    scores->series.n = 1;
    scores->series.a[1] = 1;
  }
  return scores;
}

static double
correlation (const Scores *a, const Scores *b, double rho)
{
  return a->straight && b->straight ? rho
                                    : sim_hermite_covariance (&a->series, &b->series, rho);
}

double
sim_scores_correlation (const SimScoreMap *a, const SimScoreMap *b, double rho)
{
  Scores *one = scores_new (a), *other = scores_new (b);
  double found = correlation (one, other, rho);
  g_free (one);
  g_free (other);
  return found;
}

/* --- matrices ------------------------------------------------------------------------------ */

/* TRUE if two maps give the same scores but for mean and SD. */
static gboolean
alike (const SimScoreMap *a, const SimScoreMap *b)
{
  return a->kind == b->kind
         && (a->kind == SIM_SCORE_NORMAL
             || (a->kind == SIM_SCORE_CURVE && a->curve == b->curve && a->shape == b->shape));
}

/* Of (baseline, visits), of which the first is NULL where it is not measured; those alike are one.
 */
static Scores **
read_scores (const SimValue *outcome, const char *arm, const SimScoreMap *baseline, guint n)
{
  Scores **scores = g_new0 (Scores *, n);
  SimScoreMap *maps = g_new0 (SimScoreMap, n);
  for (guint i = baseline ? 0 : 1; i < n; i++) {
    if (i == 0)
      maps[i] = *baseline;
    else
      sim_scores_at (outcome, arm, i - 1, &maps[i]);
    for (guint j = baseline ? 0 : 1; j < i && !scores[i]; j++)
      if (alike (&maps[i], &maps[j]))
        scores[i] = scores[j];
    if (!scores[i])
      scores[i] = scores_new (&maps[i]);
  }
  g_free (maps);
  return scores;
}

static void
free_scores (Scores **scores, guint n)
{
  for (guint i = 0; i < n; i++) {
    for (guint j = i + 1; j < n; j++)
      if (scores[j] == scores[i])
        scores[j] = NULL;
    g_free (scores[i]);
  }
  g_free (scores);
}

typedef struct {
  const Scores *a, *b;
  double asked;
} Pair;

static double
excess (double rho, gpointer data)
{
  const Pair *pair = data;
  return correlation (pair->a, pair->b, rho) - pair->asked;
}

/* What is asked of a straight line is what it has; the rest is rounded, as it came through exp. */
static gboolean
solve_pair (Pair *pair, double *rho)
{
  if (pair->a->straight && pair->b->straight) {
    *rho = pair->asked;
    return TRUE;
  }
  if (!sim_root (excess, pair, -SIM_LATENT_MOST, SIM_LATENT_MOST, 1e-12, rho))
    return FALSE;
  *rho = sim_round32 (*rho);
  return TRUE;
}

gboolean
sim_scores_solve (const SimValue *outcome, const char *arm, const SimScoreMap *baseline, guint n,
                  double *matrix, SimUnreachable *unreachable)
{
  Scores **scores = read_scores (outcome, arm, baseline, n);
  gboolean good = TRUE;
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n && good && scores[i]; j++) {
      Pair pair = { scores[i], scores[j], matrix[i * n + j] };
      double rho;
      good = solve_pair (&pair, &rho);
      if (good)
        matrix[i * n + j] = matrix[j * n + i] = rho;
      else
        *unreachable = (SimUnreachable){ i, j, pair.asked,
                                         correlation (pair.a, pair.b, -SIM_LATENT_MOST),
                                         correlation (pair.a, pair.b, SIM_LATENT_MOST) };
    }
  free_scores (scores, n);
  return good;
}

void
sim_scores_observe (const SimValue *outcome, const char *arm, const SimScoreMap *baseline, guint n,
                    double *matrix)
{
  Scores **scores = read_scores (outcome, arm, baseline, n);
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n && scores[i]; j++)
      matrix[i * n + j] = matrix[j * n + i]
          = correlation (scores[i], scores[j], matrix[i * n + j]);
  free_scores (scores, n);
}
