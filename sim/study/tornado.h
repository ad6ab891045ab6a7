/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tornado.h - what each assumption alone does to power, over its plausible range.
 *
 * Every assumption in turn is put to both ends of its range, all others as planned, at the own
 * total and with the same random numbers: the change of power has the Monte Carlo error of paired
 * trials (compare.h), which is far smaller than that of two independent simulations.
 */
#ifndef SIM_STUDY_TORNADO_H
#define SIM_STUDY_TORNADO_H

#include "../run/engine.h"
#include "compare.h"
#include "goal.h"
#include "vary.h"

G_BEGIN_DECLS

#define SIM_TORNADO_MAX_BARS 200

/** An assumption at one end of its range. */
typedef struct {
  gboolean done;
  char *problem;   /* why this scenario cannot be simulated, a sentence; NULL */
  guint total;     /* randomised */
  double analysed; /* mean number, in what tests the first hypothesis; NaN before it is done */
  SimPaired power[SIM_MAX_GOALS]; /* a: as planned, b: at this end; of no trials before */
  SimCounts counts[SIM_MAX_GOALS]; /* what b is then the share of */
} SimTornadoEnd;

/** Where a range comes from. */
typedef enum {
  SIM_RANGE_ASKED,  /* whoever made the tornado said it */
  SIM_RANGE_BASIS,  /* the basis of the scenario gives it */
  SIM_RANGE_ASSUMED /* it was offered, for the basis gives none: assumptions.h */
} SimRangeSource;

/** One assumption. */
typedef struct {
  SimVary *range; /* two values: low, high */
  SimRangeSource source; /* ASKED as sim_tornado_new() makes it */
  double planned; /* the number that stands there now; NaN where numbers differ, or are none */
  SimTornadoEnd ends[2];
} SimTornadoBar;

typedef struct _SimTornado {
  SimScenario *scenario; /* as planned */
  guint n_goals;
  SimGoal goals[SIM_MAX_GOALS]; /* ids borrowed from the scenario */
  guint64 replicates;           /* of each scenario */
  guint total;                  /* as planned */
  SimFigure power[SIM_MAX_GOALS]; /* as planned; NaN until it is done */
  double exact[SIM_MAX_GOALS];
  SimCounts counts[SIM_MAX_GOALS]; /* what that power is the share of */
  guint n_bars;
  SimTornadoBar *bars; /* in the order of the ranges */
  guint n_done;        /* ends */
} SimTornado;

typedef struct {
  guint64 replicates; /* trials of each scenario; 0: run.replicates */
  gboolean exact;     /* also exact values, which may take longer than simulating */
  /** Called on the thread of sim_tornado_run() as soon as one more end is done; may be NULL. */
  void (*end_done) (const SimTornado *tornado, gpointer data);
  gpointer data;
} SimTornadoOptions;

/** The ranges that the basis of a scenario gives for its numbers: an array of SimVary, which may be
 *  empty. Free with g_ptr_array_unref(). */
GPtrArray *sim_tornado_ranges (SimScenario *scenario);

/**
 * A tornado with nothing done over copies of n ranges, each of two values. Fails with
 * SIM_ERROR_LIMIT for none or too many, with SIM_ERROR_USAGE where one has another number of
 * values, and as sim_vary_check() does.
 */
SimTornado *sim_tornado_new (SimScenario *scenario, const SimVary *const *ranges, guint n,
                             GError **error);
void sim_tornado_free (SimTornado *tornado); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimTornado, sim_tornado_free)

/**
 * Simulates the plan and all ends; blocks, may be called from any thread, once for a tornado. Where
 * cancel (may be NULL) is set to non-zero by another thread returns FALSE with SIM_ERROR_CANCELLED:
 * what is done stays. Fails as well as sim_run_start() does, with SIM_ERROR_LIMIT where there are
 * too many trials for their decisions to be kept.
 */
gboolean sim_tornado_run (SimTornado *tornado, SimEngine *engine, const SimTornadoOptions *options,
                          const gint *cancel, GError **error);

/** The goal that is shown, as sim_goal_shown() has it of the power as planned. */
guint sim_tornado_goal (const SimTornado *tornado, const char *id, gboolean *by_power);
/** How far power of a goal (an index) moves over a range: from the lowest to the highest of the
 *  plan and the ends that are done. */
double sim_tornado_swing (const SimTornado *tornado, guint bar, guint goal);
/** Fills order with the bars (indices) by their swing in a goal, the largest first. */
void sim_tornado_order (const SimTornado *tornado, guint goal, guint *order);

G_END_DECLS
#endif
