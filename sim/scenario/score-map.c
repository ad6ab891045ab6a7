/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * score-map.c - maps within limits, such as those of who may enter a trial.
 */
#include "score-map.h"

#include <math.h>

#include "../base/prob.h"
#include "../base/round.h"
#include "../base/truncated.h"

#define NOWHERE 40.0 /* farther out than any latent value */

double
sim_score_curve (const SimScoreMap *map, double z)
{
  if (map->kind != SIM_SCORE_LIMITED)
    return map->curve (z, map->shape);
  double from = (map->low - map->mu) / map->sigma, to = (map->high - map->mu) / map->sigma;
  double score = map->mu + map->sigma * sim_truncated_quantile (from, to, z);
  return (CLAMP (score, map->low, map->high) - map->mean) / map->sd;
}

/* In steps above min on a grid, else in the outcome's unit. */
static SimLimits
limits_of (const SimScoreMap *map, double low, double high)
{
  if (map->kind != SIM_SCORE_GRID)
    return (SimLimits){ .low = low, .high = high };
  SimLimits limits = { .low = MAX (0, ceil ((low - map->min) / map->step - 1e-9)),
                       .high = MIN (map->steps, floor ((high - map->min) / map->step + 1e-9)),
                       .whole = TRUE };
  limits.low_is_end = limits.low == 0;
  limits.high_is_end = limits.high == map->steps;
  return limits;
}

void
sim_score_limited_ends (const SimScoreMap *map, double low, double high, double *lowest,
                        double *highest)
{
  gboolean grid = map->kind == SIM_SCORE_GRID;
  SimLimits limits = limits_of (map, low, high);
  *lowest = grid ? map->min + map->step * limits.low : limits.low;
  *highest = grid ? map->min + map->step * limits.high : limits.high;
}

void
sim_score_limited_sd_range (const SimScoreMap *map, double low, double high, double *least,
                            double *most)
{
  gboolean grid = map->kind == SIM_SCORE_GRID;
  SimLimits limits = limits_of (map, low, high);
  sim_truncated_sd_range (&limits, grid ? (map->mean - map->min) / map->step : map->mean, least,
                          most);
  *least *= grid ? map->step : 1;
  *most *= grid ? map->step : 1;
}

/* Where the latent value must be for a rounded score of k at least, by what is below it within the
   limits and what is not. */
static double
cut_at (const SimLimits *limits, double mu, double sigma, double k)
{
  double from = limits->low_is_end ? -INFINITY : (limits->low - 0.5 - mu) / sigma;
  double to = limits->high_is_end ? INFINITY : (limits->high + 0.5 - mu) / sigma;
  double at = (k - 0.5 - mu) / sigma, below, above;
  if (from + to > 0) {
    below = sim_normal_upper (from) - sim_normal_upper (at);
    above = sim_normal_upper (at) - sim_normal_upper (to);
  } else {
    below = sim_normal_cdf (at) - sim_normal_cdf (from);
    above = sim_normal_cdf (to) - sim_normal_cdf (at);
  }
  if (!(below > 0 && above > 0))
    return below > 0 ? NOWHERE : -NOWHERE;
  double cut = below < above ? sim_normal_quantile (below / (below + above))
                             : sim_normal_upper_quantile (above / (below + above));
  return sim_round32 (CLAMP (cut, -NOWHERE, NOWHERE));
}

static gboolean
limit_grid (SimScoreMap *map, const SimLimits *limits)
{
  double mu, sigma, mean = (map->mean - map->min) / map->step, sd = map->sd / map->step;
  if (!(limits->high > limits->low) || limits->high - limits->low > SIM_MAX_CUTS
      || !sim_truncated_solve (limits, mean, sd, &mu, &sigma))
    return FALSE;
  map->kind = SIM_SCORE_CUTS;
  map->n_cuts = 0;
  map->mu = mu;
  map->sigma = sigma;
  for (double k = limits->low + 1; k <= limits->high; k++)
    map->cuts[map->n_cuts++] = cut_at (limits, mu, sigma, k);
  map->min += map->step * limits->low;
  map->steps = limits->high - limits->low;
  return TRUE;
}

gboolean
sim_score_limit (SimScoreMap *map, double low, double high)
{
  SimLimits limits = limits_of (map, low, high);
  gboolean good;
  if (isinf (low) && isinf (high))
    return TRUE;
  if (map->kind == SIM_SCORE_GRID)
    good = limit_grid (map, &limits);
  else {
    good = sim_truncated_solve (&limits, map->mean, map->sd, &map->mu, &map->sigma);
    map->kind = SIM_SCORE_LIMITED;
    map->curve = NULL;
    map->mu = sim_round32 (map->mu);
    map->sigma = sim_round32 (map->sigma);
    map->low = low;
    map->high = high;
  }
  if (!good)
    map->mu = NAN;
  return good;
}
