/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance-points.c - the distribution of power over points of the priors.
 */
#include "assurance-points.h"

#include <math.h>
#include <stdlib.h>

#define ENOUGH     10000 /* trials whose mean is known to half a percent */
#define PARTS      16    /* near is at most such a part of all points of one prior, */
#define PARTS_MANY 32    /* and of several, where there is more between them */
#define NONE       G_MAXUINT

typedef struct {
  double power; /* that it is sorted by */
  double seen, weight;
  guint group;
} Point;

SimAssurancePoints *
sim_assurance_points_new (guint n, guint n_groups, guint n_values, guint64 trials)
{
  SimAssurancePoints *points = g_new0 (SimAssurancePoints, 1);

  points->n_groups = n_groups;
  points->n_values = n_values;
  points->trials = trials;
  points->cell = g_new (guint, n);
  points->group = g_new (guint, n);
  points->weight = g_new (double, n);
  points->place = g_new (double, (gsize)n * n_values);
  return points;
}

void
sim_assurance_points_free (SimAssurancePoints *points)
{
  g_free (points->cell);
  g_free (points->group);
  g_free (points->weight);
  g_free (points->place);
  g_free (points->near);
  sim_assurance_index_free (points->index);
  g_free (points);
}

void
sim_assurance_points_add (SimAssurancePoints *points, guint cell, guint group, double weight,
                          const double *place)
{
  guint i = points->n++;

  points->cell[i] = cell;
  points->group[i] = group;
  points->weight[i] = weight;
  for (guint j = 0; j < points->n_values; j++)
    points->place[(gsize)i * points->n_values + j] = place[j];
}

/* --- neighbours ---------------------------------------------------------------------------- */

/* The n_near points nearest to i, by insertion. */
static void
find_near (const SimAssurancePoints *points, guint i, double *far)
{
  guint *near = points->near + (gsize)i * points->n_near, found = 0;

  for (guint other = 0; other < points->n; other++) {
    double away = fabs (points->place[i] - points->place[other]);
    if (found == points->n_near && away >= far[found - 1])
      continue;
    guint at = found < points->n_near ? found++ : found - 1;
    for (; at > 0 && far[at - 1] > away; at--) {
      far[at] = far[at - 1];
      near[at] = near[at - 1];
    }
    far[at] = away;
    near[at] = other;
  }
}

void
sim_assurance_points_end (SimAssurancePoints *points)
{
  double sum = 0;

  for (guint i = 0; i < points->n; i++)
    sum += points->weight[i];
  for (guint i = 0; i < points->n; i++)
    points->weight[i] /= sum;
  points->n_near = 1;
  if (points->n_values == 0)
    return;
  guint most = points->n / (points->n_values > 1 ? PARTS_MANY : PARTS);
  points->n_near = (guint)CLAMP (ENOUGH / points->trials, 1, MAX (most, 1));
  if (points->n_values > 1) {
    points->index = sim_assurance_index_new (points->place, points->group, points->n,
                                             points->n_values, points->n_groups);
    return;
  }
  points->near = g_new (guint, (gsize)points->n * points->n_near);
  g_autofree double *far = g_new (double, points->n_near);
  for (guint i = 0; i < points->n; i++)
    find_near (points, i, far);
}

/* Without the points of a lattice, if there is one that is left out; NaN if none remains. */
static double
mean_of_near (const SimAssurancePoints *points, const double *power, guint i, guint left_out)
{
  const guint *near = points->near + (gsize)i * points->n_near;
  double sum = 0;
  guint n = 0;

  for (guint k = 0; k < points->n_near; k++)
    if (points->group[near[k]] != left_out) {
      sum += power[points->cell[near[k]]];
      n++;
    }
  return n > 0 ? sum / n : NAN;
}

/* --- the distribution ---------------------------------------------------------------------- */

/* What m trials leave uncertain of a power. */
static double
trial_variance (const SimAssurancePoints *points, double p)
{
  return p * (1 - p) / (double)(points->trials - 1);
}

static int
compare_points (const void *a, const void *b)
{
  const Point *x = a, *y = b;

  if (x->power != y->power)
    return x->power < y->power ? -1 : 1;
  return (x->seen > y->seen) - (x->seen < y->seen); /* the same order on every machine */
}

/* Of one prior: the means of near points, in order; how many. */
static guint
sort_means (const SimAssurancePoints *points, const double *power, guint left_out, Point *sorted)
{
  double weights = 0;
  guint n = 0;

  for (guint i = 0; i < points->n; i++) {
    double mean = mean_of_near (points, power, i, left_out);
    if (points->group[i] == left_out || isnan (mean))
      continue;
    sorted[n++] = (Point){ mean, mean, points->weight[i], points->group[i] };
    weights += points->weight[i];
  }
  for (guint i = 0; i < n; i++)
    sorted[i].weight /= weights;
  qsort (sorted, n, sizeof *sorted, compare_points);
  return n;
}

/* Of several: the points in the order of the index, by its numbers; how many. */
static guint
sort_by_index (const SimAssurancePoints *points, const double *power, guint left_out, Point *sorted)
{
  g_autofree double *seen = g_new (double, points->n), *fitted = g_new (double, points->n);
  guint n = 0;

  for (guint i = 0; i < points->n; i++)
    seen[i] = power[points->cell[i]];
  sim_assurance_index_fit (points->index, seen, left_out != NONE ? left_out : points->n_groups,
                           fitted);
  for (guint i = 0; i < points->n; i++)
    if (points->group[i] != left_out)
      sorted[n++] = (Point){ fitted[i], seen[i], points->weight[i], points->group[i] };
  qsort (sorted, n, sizeof *sorted, compare_points);
  return n;
}

/* The mean of so many points seen about the one at i in an order, as many on both sides where there
   are such. */
static double
mean_about (const double *sums, guint n, guint near, guint i)
{
  guint from = MIN (i > near / 2 ? i - near / 2 : 0, n - near);

  return (sums[from + near] - sums[from]) / near;
}

/* How much of what was seen stands out of the means about it is not the trials' scatter. */
static double
kept_of (const SimAssurancePoints *points, const Point *sorted, const double *means, guint n,
         guint near)
{
  double spread = 0, noise = 0;

  for (guint i = 0; i < n; i++) {
    double off = sorted[i].seen - means[i];
    spread += off * off;
    noise += trial_variance (points, sorted[i].seen);
  }
  spread *= near > 1 ? near / (near - 1.0) : 0; /* each is in its own mean */
  return spread > noise ? sqrt ((spread - noise) / spread) : 0;
}

/* Of several: means along the index and what is kept beyond them, in order; how many. */
static guint
sort_smoothed (const SimAssurancePoints *points, const double *power, guint left_out, Point *sorted)
{
  guint n = sort_by_index (points, power, left_out, sorted), near = MIN (points->n_near, n);
  g_autofree double *sums = g_new0 (double, n + 1), *means = g_new (double, n + 1);
  double weights = 0;

  for (guint i = 0; i < n; i++) {
    sums[i + 1] = sums[i] + sorted[i].seen;
    weights += sorted[i].weight;
  }
  for (guint i = 0; i < n; i++)
    means[i] = mean_about (sums, n, near, i);
  double kept = kept_of (points, sorted, means, n, near);
  for (guint i = 0; i < n; i++) {
    sorted[i].power = CLAMP (means[i] + kept * (sorted[i].seen - means[i]), 0, 1);
    sorted[i].weight /= weights;
  }
  qsort (sorted, n, sizeof *sorted, compare_points);
  return n;
}

/* Of weighted scenarios: what was seen, in order. */
static void
sort_seen (const SimAssurancePoints *points, const double *power, Point *sorted)
{
  for (guint i = 0; i < points->n; i++)
    sorted[i] = (Point){ power[points->cell[i]], power[points->cell[i]], points->weight[i],
                         points->group[i] };
  qsort (sorted, points->n, sizeof *sorted, compare_points);
}

/* Between the middles of the weights of two neighbours in proportion; of scenarios with weights,
   between which there is nothing, the first with which the chance is reached. */
static double
quantile_of (const Point *sorted, guint n, double chance, gboolean steps)
{
  double below = 0, before = 0, at = 0;

  for (guint i = 0; i < n; i++) {
    if (steps && below + sorted[i].weight >= chance)
      return sorted[i].power;
    at = below + sorted[i].weight / 2;
    if (!steps && at >= chance) {
      double share = i == 0 || at <= before ? 1 : (chance - before) / (at - before);
      return i == 0 ? sorted[0].power
                    : sorted[i - 1].power + share * (sorted[i].power - sorted[i - 1].power);
    }
    below += sorted[i].weight;
    before = at;
  }
  return sorted[n - 1].power;
}

/* The powers of the points of all lattices but one, in order, with weights of sum 1; how many. */
static guint
sort_powers (const SimAssurancePoints *points, const double *power, guint left_out, Point *sorted)
{
  if (points->n_values == 1)
    return sort_means (points, power, left_out, sorted);
  if (points->n_values > 1)
    return sort_smoothed (points, power, left_out, sorted);
  sort_seen (points, power, sorted);
  return points->n;
}

/* The variance of each quantile by a jackknife of lattices, which are independent; 0 where there
   is one. */
static void
jackknife (const SimAssurancePoints *points, const double *power, double *variance)
{
  g_autofree Point *rest = g_new (Point, points->n);
  double sum[SIM_ASSURANCE_QUANTILES] = { 0 }, squares[SIM_ASSURANCE_QUANTILES] = { 0 };
  guint n_groups = 0;

  for (guint group = 0; group < points->n_groups && points->n_values > 0; group++) {
    guint n = sort_powers (points, power, group, rest);
    if (n == points->n || n == 0)
      continue;
    n_groups++;
    for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++) {
      double one = quantile_of (rest, n, sim_assurance_chances[q], FALSE);
      sum[q] += one;
      squares[q] += one * one;
    }
  }
  for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++)
    variance[q] = n_groups > 1 ? MAX (squares[q] - sum[q] * sum[q] / n_groups, 0) * (n_groups - 1)
                                     / n_groups
                               : 0;
}

void
sim_assurance_points_distribute (const SimAssurancePoints *points, const double *power,
                                 SimAssurance *result)
{
  g_autofree Point *sorted = g_new (Point, points->n);
  double variance[SIM_ASSURANCE_QUANTILES];

  /* where no trial differed one of them might have */
  double one = points->n_values > 1 ? 1.0 / (double)(points->trials * points->n_near) : 0;

  sort_powers (points, power, NONE, sorted);
  jackknife (points, power, variance);
  for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++) {
    double found = quantile_of (sorted, points->n, sim_assurance_chances[q], points->n_values == 0);
    result->quantile[q] = found;
    double within = MAX (trial_variance (points, found) / points->n_near, one * one);
    result->quantile_mcse[q] = sqrt (MAX (variance[q], within));
  }
  for (guint b = 0; b < SIM_ASSURANCE_BINS; b++)
    result->bin[b] = 0;
  for (guint i = 0; i < points->n; i++) {
    int bin = (int)floor (sorted[i].power * SIM_ASSURANCE_BINS);
    result->bin[CLAMP (bin, 0, SIM_ASSURANCE_BINS - 1)] += sorted[i].weight;
  }
}
