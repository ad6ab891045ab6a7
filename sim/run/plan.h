/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan.h - a scenario compiled for the lanes.
 */
#ifndef SIM_RUN_PLAN_H
#define SIM_RUN_PLAN_H

#include "critical-cache.h"
#include "kernels.h"

G_BEGIN_DECLS

/** A compiled scenario: immutable, shared by its run and the run's snapshots. */
typedef struct {
  atomic_int references;
  LanePlan lanes;
  guint block;      /* replicates a block, about a millisecond of work */
  GPtrArray *cubics; /* the tables that lanes points to */
  GPtrArray *owned;  /* and what else it points to, of its own */
} SimPlan;

/** Never fails for a checked scenario but for want of memory (NULL). block 0: chosen. */
SimPlan *sim_plan_new (const SimScenario *scenario, const SimKernels *kernels,
                       SimCriticalCache *cache, guint block);
SimPlan *sim_plan_ref (SimPlan *plan);
void sim_plan_unref (SimPlan *plan); /* accepts NULL */

/**
 * One size of a plan (an index) as a plan of its own, which decides records of that size alone: the
 * same numbers, and draws that are equal for all plans whose draws are at that size. For deciding
 * only: nothing can be drawn by it. NULL if memory is short.
 */
SimPlan *sim_plan_at_size (const SimPlan *plan, int size);

/** Lower triangle of the Cholesky factor of an (n x n) matrix, row-major, in place. It has been
 *  checked positive definite; only + - * / and sqrt, so equal on every machine. */
void sim_plan_cholesky (double *m, guint n);
/**
 * Cholesky factor (lower, row-major) of the latent correlation of baseline and visits of an
 * outcome, rounded so that it is equal on every machine. (visits + 1) squared values; free with
 * g_free().
 */
double *sim_plan_factor (const SimScenario *scenario, guint outcome);
/**
 * How the latent score of a visit is made of its factor's row: rho x + resid e, e being the sum of
 * weight[j] times the innovations of visits 0 .. visit. n: visits + 1.
 */
void sim_plan_latent (const double *factor, guint n, guint visit, double *rho, double *resid,
                      double *weight);

/** With how many events a trial of times of such a size ends: those of the scenario's own number of
 *  patients, with others as many times more; 0 where a date ends it. */
int sim_plan_events (const SimScenario *scenario, guint outcome, guint size);

G_END_DECLS
#endif
