/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size-curve.c - what simulated power over totals says of the smallest that reaches a target.
 */
#include "size-curve.h"

#include "size.h"

/* So far around the answer every total of the grid is looked at: power need not rise with every
   patient, and the answer is to hold at all larger totals. */
#define CLOSE_BY 12
/* An end of the interval is known to this part of its width, or of the total. */
#define ENDS 6.0
#define FINE 256.0

void
sim_size_curve_init (SimSizeCurve *curve)
{
  curve->snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify)sim_snapshot_unref);
  curve->points = g_array_new (FALSE, FALSE, sizeof (const SimSizeResult *));
}

void
sim_size_curve_clear (SimSizeCurve *curve)
{
  g_array_free (curve->points, TRUE);
  g_ptr_array_unref (curve->snapshots);
}

static const SimSizeResult *
point (const SimSizeCurve *curve, guint i)
{
  return g_array_index (curve->points, const SimSizeResult *, i);
}

/* The first point of at least total; the number of points if there is none. */
static guint
place_of (const SimSizeCurve *curve, guint total)
{
  guint i = 0;

  while (i < curve->points->len && point (curve, i)->total < total)
    i++;
  return i;
}

void
sim_size_curve_add (SimSizeCurve *curve, const SimSizeGrid *grid, SimSnapshot *snapshot)
{
  const SimResults *results = sim_snapshot_results (snapshot);

  g_ptr_array_add (curve->snapshots, snapshot);
  for (guint s = 0; s < results->n_sizes; s++) {
    const SimSizeResult *size = &results->sizes[s];
    guint at = place_of (curve, size->total);
    /* A scenario's own total is always simulated, and may be no total of the grid. */
    if (size->total < grid->first || (size->total - grid->first) % grid->step != 0)
      continue;
    if (at == curve->points->len || point (curve, at)->total != size->total)
      g_array_insert_val (curve->points, at, size);
  }
}

const SimSizeResult *
sim_size_curve_at (const SimSizeCurve *curve, guint total)
{
  guint at = place_of (curve, total);

  return at < curve->points->len && point (curve, at)->total == total ? point (curve, at) : NULL;
}

/* Whether all totals of the grid from low to high are there. */
static gboolean
complete (const SimSizeCurve *curve, const SimSizeGrid *grid, guint low, guint high)
{
  guint i = place_of (curve, low);

  for (guint total = low; total <= high; total += grid->step) {
    while (i < curve->points->len && point (curve, i)->total < total)
      i++;
    if (i == curve->points->len || point (curve, i)->total != total)
      return FALSE;
  }
  return TRUE;
}

guint64
sim_size_trials_above (double target)
{
  return (guint64)(SIM_Z95 * SIM_Z95 * target / (1 - target)) + 1;
}

/* Whether the interval cannot end: not even power in all trials lies above the target. */
static gboolean
is_endless (const SimSizeCurve *curve, double target)
{
  SimSnapshot *any = g_ptr_array_index (curve->snapshots, 0);

  return sim_snapshot_results (any)->replicates < sim_size_trials_above (target);
}

/* The points from first to last (one past it) whose band may hold the target. */
static void
find_band (const SimSizeCurve *curve, const SimGoal *goal, double target, guint *first,
           guint *last)
{
  guint n = curve->points->len;

  for (*first = 0; *first < n; (*first)++)
    if (sim_goal_power (goal, point (curve, *first))->high >= target)
      break;
  for (*last = n; *last > 0; (*last)--)
    if (sim_goal_power (goal, point (curve, *last - 1))->low <= target)
      break;
}

/* The interval goes on to the points on either side; ended: without one above it is open. FALSE if
   a point is missing. */
static gboolean
find_interval (const SimSizeCurve *curve, guint low, guint high, gboolean ended,
               const SimSizeGrid *grid, SimSizeFinding *finding)
{
  guint n = curve->points->len;

  finding->low = low > 0 ? point (curve, low - 1)->total + grid->step : point (curve, 0)->total;
  finding->high = high < n ? MAX (point (curve, high)->total, grid->first + grid->step) - grid->step
                           : 0;
  if (low == 0 && finding->low > grid->first)
    finding->view = SIM_SIZE_LOOK_BELOW;
  else if (high == n && !ended && point (curve, n - 1)->total < grid->last)
    finding->view = SIM_SIZE_LOOK_ABOVE;
  else
    return TRUE;
  return FALSE;
}

/* Whether an end of the interval lies between points that are too far apart, beside point i. */
static gboolean
end_is_vague (const SimSizeCurve *curve, guint i, double width, const SimSizeGrid *grid,
              SimSizeFinding *finding)
{
  guint from, to;

  if (i == 0 || i >= curve->points->len)
    return FALSE;
  from = point (curve, i - 1)->total;
  to = point (curve, i)->total;
  if (to - from <= MAX (grid->step, MAX (width / ENDS, from / FINE)))
    return FALSE;
  finding->view = SIM_SIZE_LOOK_CLOSER;
  finding->closer_low = from;
  finding->closer_high = to;
  return TRUE;
}

void
sim_size_curve_judge (const SimSizeCurve *curve, const SimGoal *goal, double target,
                      const SimSizeGrid *grid, SimSizeFinding *finding)
{
  guint n = curve->points->len, first = n, low, high;
  gboolean endless = is_endless (curve, target);
  double width;

  *finding = (SimSizeFinding){ .view = SIM_SIZE_SEEN, .endless = endless };
  while (first > 0 && sim_goal_power (goal, point (curve, first - 1))->value >= target)
    first--;
  finding->total = first < n ? point (curve, first)->total : 0;
  find_band (curve, goal, target, &low, &high);
  if (!find_interval (curve, low, high, endless && first < n, grid, finding) || first == n)
    return;
  /* between two totals power may pass the whole band */
  finding->low = MIN (finding->low, finding->total);
  if (finding->high > 0)
    finding->high = MAX (finding->high, finding->total);
  finding->closer_low = MAX (finding->total, grid->first + CLOSE_BY * grid->step)
                        - CLOSE_BY * grid->step;
  finding->closer_high = MIN (finding->total + CLOSE_BY * grid->step, grid->last);
  if (complete (curve, grid, finding->closer_low, finding->closer_high)) {
    width = high > low ? point (curve, endless ? first : high - 1)->total
                             - point (curve, low)->total
                       : 0;
    if (!end_is_vague (curve, low, width, grid, finding))
      end_is_vague (curve, high, width, grid, finding);
    return;
  }
  finding->view = SIM_SIZE_LOOK_CLOSER;
  if (first > 0) /* it may be any total after the one before */
    finding->closer_low = MIN (finding->closer_low, point (curve, first - 1)->total);
}
