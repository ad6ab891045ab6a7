/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kernels.h - the lane kernels of one instruction set, chosen at run time.
 *
 * Constant tables; thread-safe. A new analysis gets its kernel by its line in kernels.c: among the
 * fits if it reads sums and has a *-lanes.c file, among the wholes if it reads the patients; a
 * multiplicity rule likewise.
 */
#ifndef SIM_RUN_KERNELS_H
#define SIM_RUN_KERNELS_H

#include "../scenario/model-terms.h"
#include "../scenario/procedure.h"
#include "engine.h"
#include "lane-plan.h"

G_BEGIN_DECLS

typedef struct {
  const char *name; /* "scalar", "avx2", "avx512" */
  void (*seed) (LaneStream *stream, SimKey key, uint64_t first);
  void (*normal) (LaneStream *stream, int n, double *z);
  void (*uniform) (LaneStream *stream, int n, double *u);
  bool (*reduce) (const LaneDraws *draws, uint64_t first, int groups, LaneScratch *scratch,
                  double *records, const atomic_int *stop);
  void (*decide) (const LanePlan *plan, int size, const double *records, int groups, LaneFit *fit);
  void (*count) (const LanePlan *plan, uint64_t first, int groups, uint64_t start, uint64_t end,
                 const double *records, LaneFit *fit, LaneBlock *block);
} SimKernels;

/** The kernels that isa selects here (AUTO: the widest); NULL if this machine lacks them. */
const SimKernels *sim_kernels (SimIsa isa);
/** The fit kernel of a method of analysis ("ancova"); NULL for an unknown one. */
LaneFitFn sim_kernels_fit (const SimKernels *kernels, const char *method);
/** What a method does with the patients as they are. */
typedef struct {
  const char *id;
  LaneWholeFn whole;    /* trial by trial; NULL: group suffices */
  int columns;          /* what it reads beside the scores at its visit: LANE_COLUMN_... */
  gboolean linear;      /* it may be adjusted for what patients are from the beginning */
  gboolean own_test;    /* its fits give the statistic of a test in place of df */
  gboolean has_df;      /* its fits have df; else they are compared with the normal distribution */
  gboolean constant;    /* scores that are all equal give an estimate of 0 with no variance */
  LaneGroupFn group[3]; /* eight trials at once, by instruction set; NULL: one by one */
} SimWholeRow;
/** Of a method, and where that may be a linear model of what that is (else terms may be NULL);
 *  NULL if it reads sums. */
const SimWholeRow *sim_kernels_whole (const char *method, const SimModelTerms *terms);
/** The row of an analysis whose missing scores are imputed. */
const SimWholeRow *sim_kernels_imputed (LaneImputeKind kind);
/** The fit kernel of all rows. */
LaneFitFn sim_kernels_whole_fit (const SimKernels *kernels);
/** How a row handles eight trials on these kernels; NULL if it does not. */
LaneGroupFn sim_kernels_group (const SimKernels *kernels, const SimWholeRow *row);
/** The kernel of a multiplicity rule. */
LaneVerdictFn sim_kernels_verdict (const SimKernels *kernels, SimProcedureKind rule);

G_END_DECLS
#endif
