/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size-curve.h - power over totals as it has been simulated so far, and what that says of the
 * smallest total that reaches a target. Private to sim/study.
 */
#ifndef SIM_STUDY_SIZE_CURVE_H
#define SIM_STUDY_SIZE_CURVE_H

#include "goal.h"
#include "size-grid.h"

G_BEGIN_DECLS

/** Points in the order of their totals, each of as many trials and of the same random numbers. */
typedef struct {
  GPtrArray *snapshots; /* which own what points borrow */
  GArray *points;       /* of const SimSizeResult* */
} SimSizeCurve;

void sim_size_curve_init (SimSizeCurve *curve);
void sim_size_curve_clear (SimSizeCurve *curve);
/** Adds the sizes of a snapshot that are totals of the grid; takes ownership of the snapshot. */
void sim_size_curve_add (SimSizeCurve *curve, const SimSizeGrid *grid, SimSnapshot *snapshot);
/** The point at a total of the curve. */
const SimSizeResult *sim_size_curve_at (const SimSizeCurve *curve, guint total);

typedef enum {
  SIM_SIZE_SEEN,      /* everything that is asked */
  SIM_SIZE_LOOK_BELOW, /* there may be a smaller one */
  SIM_SIZE_LOOK_ABOVE,
  SIM_SIZE_LOOK_CLOSER /* from low to high, at every total of the grid if that is possible */
} SimSizeView;

/** What a curve says. */
typedef struct {
  SimSizeView view;
  guint total;     /* the first point from which on power reaches the target; 0: none does */
  guint low, high; /* totals whose band may hold the target; high 0: no end is to be seen */
  gboolean endless; /* nor can there be one: the trials are too few, sim_size_trials_above() */
  guint closer_low, closer_high;
} SimSizeFinding;

/**
 * Judges a curve of one point or more. The ends of the interval are those between points, on the
 * far side; total is the grid's own where the view is SEEN.
 */
void sim_size_curve_judge (const SimSizeCurve *curve, const SimGoal *goal, double target,
                           const SimSizeGrid *grid, SimSizeFinding *finding);

G_END_DECLS
#endif
