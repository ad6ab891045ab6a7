/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-grid.h - power over the product of one to four varied assumptions.
 *
 * A cell is the scenario with one value of each assumption, simulated at its own total with the
 * random numbers that all cells share: it has the very counts of a run of that scenario. Cells are
 * filled from coarse to fine, the corners first and then what lies halfway, so that a picture can
 * be drawn while the rest is under way. Of those alike in this, cells with equal patients follow
 * one another: an engine that keeps sums (sim_engine_set_keep()) draws these once. What is invalid
 * in a cell is said in that cell.
 */
#ifndef SIM_STUDY_POWER_GRID_H
#define SIM_STUDY_POWER_GRID_H

#include "../run/engine.h"
#include "goal.h"
#include "vary.h"

G_BEGIN_DECLS

#define SIM_POWER_GRID_MAX_AXES  4
#define SIM_POWER_GRID_MAX_CELLS 10000

/** One cell. Figures that do not exist are NaN; all are before it is done, and with a problem. */
typedef struct {
  gboolean done;
  char *problem; /* why this scenario cannot be simulated, a sentence; NULL */
  guint64 replicates;
  guint total;     /* randomised */
  double analysed; /* mean number, in what tests the first hypothesis */
  SimFigure power[SIM_MAX_GOALS]; /* of each goal of the grid */
  SimCounts counts[SIM_MAX_GOALS]; /* what that power is the share of */
  double exact[SIM_MAX_GOALS];    /* the same without error, where it was asked for and exists */
  double true_effect[SIM_MAX_HYPOTHESES];
} SimPowerCell;

typedef struct _SimPowerGrid {
  SimScenario *scenario; /* as planned: the ids and labels of all cells */
  guint n_goals;
  SimGoal goals[SIM_MAX_GOALS]; /* ids borrowed from the scenario */
  guint n_axes;
  SimVary *axes[SIM_POWER_GRID_MAX_AXES];
  guint n_cells;
  SimPowerCell *cells; /* row-major: the last axis runs fastest */
  guint *order;        /* the cells in the order in which they are filled */
  guint *level;        /* of each cell: 0 for corners, 1 for those halfway between, ... */
  guint n_done;
} SimPowerGrid;

typedef struct {
  guint64 replicates; /* trials a cell; 0: run.replicates of its scenario */
  gboolean exact;     /* also the exact values, which may take longer than simulating */
  /** Called on the thread of sim_power_grid_run() as soon as a cell is done; may be NULL. */
  void (*cell_done) (const struct _SimPowerGrid *grid, guint cell, gpointer data);
  gpointer data;
} SimPowerGridOptions;

/**
 * A grid with nothing done over copies of n axes. Fails with SIM_ERROR_LIMIT for too many axes or
 * cells, with SIM_ERROR_USAGE where two axes have one pointer, and as sim_vary_check() does.
 */
SimPowerGrid *sim_power_grid_new (SimScenario *scenario, const SimVary *const *axes, guint n,
                                  GError **error);
void sim_power_grid_free (SimPowerGrid *grid); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimPowerGrid, sim_power_grid_free)

/**
 * Fills the cells that are not done; blocks, may be called from any thread, once at a time for a
 * grid. Where cancel (may be NULL) is set to non-zero by another
 * thread returns FALSE with SIM_ERROR_CANCELLED: the cells that are done stay, and a further call
 * goes on. Fails as well with SIM_ERROR_FAILED where memory is short.
 */
gboolean sim_power_grid_run (SimPowerGrid *grid, SimEngine *engine,
                             const SimPowerGridOptions *options, const gint *cancel,
                             GError **error);

/** The goal that is shown, as sim_goal_shown() has it of the mean power of the cells that are
 *  done. */
guint sim_power_grid_goal (const SimPowerGrid *grid, const char *id, gboolean *by_power);
/** Which value of an axis a cell has. */
guint sim_power_grid_index (const SimPowerGrid *grid, guint cell, guint axis);
/** The scenario of a cell; NULL, and its problems appended, where it is invalid. Caller owns it. */
SimScenario *sim_power_grid_scenario (const SimPowerGrid *grid, guint cell, GPtrArray *problems,
                                      GError **error);

G_END_DECLS
#endif
