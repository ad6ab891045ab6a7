/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rank-effect.c - P(A > B) + P(A = B) / 2 - 1/2 from the maps of scores.
 *
 * Patients of an arm are a mixture over how they are treated, each with a map of his own, and over
 * the cells of the strata, in which latent values are normal with a mean and an SD of their own.
 * Scores on a grid are enumerated. Of all others the latent values of the arm with the smaller SD
 * are integrated over, so that the distribution of the other is no steeper than their density: the
 * trapezoidal rule then errs by less than rounding (Trefethen & Weideman 2014).
 */
#include "rank-effect.h"

#include <math.h>

#include "../base/numeric.h"
#include "../base/prob.h"

#define REACH 8.5  /* of latent values */
#define STEP  0.125
#define LEAST 1e-9 /* what is less is rounding of cuts and means */

/* Some cells of the strata, first .. end - 1; their shares add up to all. */
typedef struct {
  const SimTruth *truth;
  guint first, end;
  double all;
} Cells;

static Cells cells_of (const SimTruth *truth, guint first, guint end)
{
  Cells cells = { truth, first, end, 0 };
  for (guint c = first; c < end; c++)
    cells.all += truth->cell[c];
  return cells;
}

/* P(latent value of a patient of an arm <= z). */
static double latent_cdf (const Cells *cells, guint arm, double z)
{
  const SimTruth *t = cells->truth;
  double sum = 0;
  for (guint c = cells->first; c < cells->end; c++)
    sum += t->cell[c] * sim_normal_cdf ((z - t->shift[arm][c]) / t->spread[arm]);
  return sum / cells->all;
}

static double latent_density (const Cells *cells, guint arm, double z)
{
  const SimTruth *t = cells->truth;
  double sum = 0;
  for (guint c = cells->first; c < cells->end; c++)
    sum += t->cell[c] * sim_normal_density ((z - t->shift[arm][c]) / t->spread[arm]);
  return sum / (cells->all * t->spread[arm]);
}

/* --- on a grid ----------------------------------------------------------------------------- */

static gboolean on_grid (const SimScoreMap *map)
{
  return map->kind == SIM_SCORE_GRID || map->kind == SIM_SCORE_CUTS;
}

static guint highest (const SimScoreMap *map)
{
  return map->kind == SIM_SCORE_GRID ? (guint) map->steps : map->n_cuts;
}

/* The latent value from which on a score is above k, k < highest. */
static double cut_above (const SimScoreMap *map, guint k)
{
  return map->kind == SIM_SCORE_GRID ? (k + 0.5 - map->mu) / map->sigma : map->cuts[k];
}

/* P(score <= k). */
static double score_cdf (const Cells *cells, guint arm, guint k)
{
  double sum = 0;
  for (guint i = 0; i < cells->truth->n_treated[arm]; i++) {
    const SimTreated *treated = &cells->truth->treated[arm][i];
    sum += treated->share
           * (k < highest (treated->scores)
                  ? latent_cdf (cells, arm, cut_above (treated->scores, k))
                  : 1);
  }
  return sum;
}

static double enumerate (const Cells *cells, guint a, guint b)
{
  guint top = 0;
  double sum = 0, before_a = 0, before_b = 0;
  for (guint i = 0; i < cells->truth->n_treated[a]; i++)
    top = MAX (top, highest (cells->truth->treated[a][i].scores));
  for (guint k = 0; k <= top; k++) {
    double to_a = score_cdf (cells, a, k), to_b = score_cdf (cells, b, k);
    sum += (to_a - before_a) * (before_b + to_b) / 2;
    before_a = to_a;
    before_b = to_b;
  }
  return sum - 0.5;
}

/* --- continuous ---------------------------------------------------------------------------- */

static double score_at (const SimScoreMap *map, double z)
{
  return map->mean + map->sd * (map->kind == SIM_SCORE_NORMAL ? z : sim_score_curve (map, z));
}

typedef struct {
  const SimScoreMap *map;
  double score;
} Level;

static double above_level (double z, gpointer data)
{
  const Level *level = data;
  return score_at (level->map, z) - level->score;
}

/* The latent value of a score; from: one that is not above it. */
static double latent_at (const SimScoreMap *map, double score, double from)
{
  Level level = { map, score };
  double z;
  if (map->kind == SIM_SCORE_NORMAL)
    return (score - map->mean) / map->sd;
  if (above_level (from, &level) >= 0)
    return from <= -REACH ? -INFINITY : from;
  if (above_level (REACH, &level) <= 0)
    return INFINITY;
  return sim_root (above_level, &level, from, REACH, 1e-12, &z) ? z : NAN;
}

/* P(a > b) - 1/2 of patients treated in one way each. */
static double integrate_treated (const Cells *cells, guint a, const SimScoreMap *of_a, guint b,
                                 const SimScoreMap *of_b)
{
  double h = MIN (STEP, cells->truth->spread[a] / 4), sum = 0, from = -REACH;
  int n = (int) ceil (REACH / h);
  for (int i = -n; i <= n; i++) {
    double density = latent_density (cells, a, i * h);
    if (density < 1e-17)
      continue;
    double z = latent_at (of_b, score_at (of_a, i * h), from);
    from = CLAMP (z, -REACH, REACH);
    sum += h * density * (latent_cdf (cells, b, z) - 0.5);
  }
  return sum;
}

static double integrate (const Cells *cells, guint a, guint b)
{
  const SimTruth *t = cells->truth;
  double sum = 0;
  for (guint i = 0; i < t->n_treated[a]; i++)
    for (guint j = 0; j < t->n_treated[b]; j++)
      sum += t->treated[a][i].share * t->treated[b][j].share
             * integrate_treated (cells, a, t->treated[a][i].scores, b, t->treated[b][j].scores);
  return sum;
}

/* --- effects ------------------------------------------------------------------------------- */

/* How wide the scores of an arm in a cell are. */
static double width_of (const SimTruth *truth, guint arm)
{
  return truth->treated[arm][0].scores->sd * truth->spread[arm];
}

static double effect_in (const Cells *cells, guint a, guint b)
{
  if (on_grid (cells->truth->treated[a][0].scores))
    return enumerate (cells, a, b);
  return width_of (cells->truth, a) <= width_of (cells->truth, b) ? integrate (cells, a, b)
                                                                  : -integrate (cells, b, a);
}

static double on_benefit_scale (const SimTruth *truth, double effect)
{
  return fabs (effect) < LEAST ? 0 : truth->direction * effect;
}

double sim_rank_true_effect (const SimTruth *truth, guint a, guint b)
{
  Cells all = cells_of (truth, 0, truth->n_cells);
  return on_benefit_scale (truth, effect_in (&all, a, b));
}

double sim_rank_true_stratified (const SimTruth *truth, guint a, guint b)
{
  double sum = 0, all = 0;
  for (guint c = 0; c < truth->n_cells; c++) {
    Cells cell = cells_of (truth, c, c + 1);
    if (cell.all > 0)
      sum += cell.all * effect_in (&cell, a, b);
    all += cell.all;
  }
  return on_benefit_scale (truth, sum / all);
}
