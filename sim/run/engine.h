/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * engine.h - worker threads, runs and their snapshots.
 *
 * One engine per process part that wants one (the window, the command line, a test): it owns the
 * worker threads and a cache of critical values. A run simulates the trials of one frozen scenario.
 * Every function here may be called from any thread, except where said; none blocks on a worker
 * for longer than one block (about 1 ms), but for sim_run_wait().
 *
 * What a snapshot shows at N trials is a pure function of (scenario, seed, N): only contiguous
 * blocks are published, and all sums are integers, so threads, pauses and extensions change no bit.
 */
#ifndef SIM_RUN_ENGINE_H
#define SIM_RUN_ENGINE_H

#include "../base/error.h"
#include "../scenario/scenario.h"
#include "verdicts.h"

G_BEGIN_DECLS

/** Vector paths; all give the same bits. */
typedef enum { SIM_ISA_AUTO, SIM_ISA_SCALAR, SIM_ISA_AVX2, SIM_ISA_AVX512 } SimIsa;
/** "auto", "scalar", "avx2", "avx512" -> isa; FALSE for any other text. */
gboolean sim_isa_parse (const char *text, SimIsa *isa);
/** Name of the path that isa selects on this machine; NULL if this machine lacks it. */
const char *sim_isa_name (SimIsa isa);

typedef struct _SimEngine SimEngine;
typedef struct _SimRun SimRun;
typedef struct _SimSnapshot SimSnapshot;
struct _SimResults;

/** threads 0 = one per core (at most 256). Fails with SIM_ERROR_USAGE for an isa not present. */
SimEngine *sim_engine_new (guint threads, SimIsa isa, GError **error);
/** Cancels what is running and joins the threads. */
void sim_engine_free (SimEngine *engine);
/** Lets other programs and threads go first: nice level of the worker threads, 0 to 19. */
void sim_engine_set_nice (SimEngine *engine, int level);
/** Lets so many threads rest while others work, so that as many cores stay free; at least one
 *  works. Takes effect within a block. */
void sim_engine_set_spare (SimEngine *engine, guint threads);
/** Keeps sums of the patients of the newest run, up to so many bytes (0: none, the default). A
 *  later run that differs in true means, SDs, levels, methods or rules only starts from them
 *  instead of drawing the same patients again; its results are the same bits. Where runs want the
 *  own size first, up to a half of the bytes are for that, which goes deeper than all sizes do.
 *  Forgets what is kept now. While one run follows another, each may hold as much for a moment;
 *  once all runs have their trials, what none of them keeps is given back to the system. */
void sim_engine_set_keep (SimEngine *engine, gsize bytes);
guint sim_engine_threads (const SimEngine *engine);
const char *sim_engine_isa (const SimEngine *engine);

typedef struct {
  guint64 replicates; /* stop after so many trials; 0 = run.replicates of the scenario */
  guint64 first;      /* index of the first one: the others are simulated elsewhere. Not with
                         precision; such a run keeps nothing for the next */
  const struct _SimRunPart *before; /* trials that were simulated elsewhere, from the first one on,
                         of a scenario with the same numbers but for how many: the run has them from
                         its start and goes on with those after them, if it is to have more. NULL:
                         none. Not with first, precision or verdicts; such a run keeps nothing */
  double precision;   /* stop once the largest MCSE of power at the own total is <= this; 0 = off.
                         Tested only at 1000 * 2^k trials, so it stops at the same N everywhere. */
  double seconds;     /* stop after so much time running, at the end of a block; 0 = off. Where it
                         stops depends on the machine; what it shows there does not. */
  int priority;       /* larger runs first; 0 usual */
  gboolean verdicts;  /* keep what every trial decided, for sim_snapshot_verdicts() */
  gboolean p_values;  /* count p-values at the own size, for SimResults.p_values */
  gboolean own_first; /* keep and decide the own size before all sizes, for
                         sim_run_snapshot_own(); all sizes wait for it meanwhile */
  guint block;        /* replicates a block, a multiple of 8; 0 = chosen (about 1 ms) */
} SimRunOptions;

typedef enum {
  SIM_RUN_RUNNING,
  SIM_RUN_PAUSED,
  SIM_RUN_COMPLETE, /* reached its count or precision; sim_run_extend() starts it again */
  SIM_RUN_CANCELLED,
  SIM_RUN_FAILED /* out of memory */
} SimRunState;

/** Compiles the scenario and starts; options may be NULL. Caller owns one reference. Fails with
 *  SIM_ERROR_LIMIT where the verdicts of all trials would take more than SIM_VERDICTS_BYTES, and
 *  with SIM_ERROR_USAGE where options do not go together, or before is of another run. */
SimRun *sim_run_start (SimEngine *engine, SimScenario *scenario, const SimRunOptions *options,
                       GError **error);
SimRun *sim_run_ref (SimRun *run);
/** Dropping the last reference cancels the run. */
void sim_run_unref (SimRun *run);
SimScenario *sim_run_scenario (const SimRun *run); /* borrowed */
void sim_run_pause (SimRun *run);
void sim_run_resume (SimRun *run);
void sim_run_cancel (SimRun *run);
/** Sets a new total count (not below what is done) and turns the rules of precision and time
 *  off. */
void sim_run_extend (SimRun *run, guint64 replicates);
SimRunState sim_run_state (const SimRun *run);
guint64 sim_run_done (const SimRun *run);   /* published trials of its own */
guint64 sim_run_target (const SimRun *run); /* the count at which it will stop */
double sim_run_seconds (const SimRun *run); /* time spent running, pauses left out */
/** Waits until the run is not RUNNING, or microseconds have passed (-1: for ever). TRUE if it is
 * not. */
gboolean sim_run_wait (SimRun *run, gint64 microseconds);

/** The published trials as they stand: immutable, caller owns it. Cheap (a copy of the counts). */
SimSnapshot *sim_run_snapshot (SimRun *run);
/**
 * The same of the scenario's own size alone: results of one size, of a run that has no other or
 * wants it first (own_first). Its trials are as many as those at all sizes or, after an edit that
 * starts from what is kept (sim_engine_set_keep()), more of them: the own size is kept first, for
 * up to 100,000 trials, and decided first. What it shows at N trials does not depend on which of
 * both it was. Without verdicts. NULL of other runs, or if memory is short.
 */
SimSnapshot *sim_run_snapshot_own (SimRun *run);
SimSnapshot *sim_snapshot_ref (SimSnapshot *snapshot);
void sim_snapshot_unref (SimSnapshot *snapshot);           /* accepts NULL */
guint64 sim_snapshot_serial (const SimSnapshot *snapshot); /* grows with each new state of a run */
guint64 sim_snapshot_replicates (const SimSnapshot *snapshot);
SimScenario *sim_snapshot_scenario (const SimSnapshot *snapshot); /* borrowed */
/** The numbers computed from the counts: computed once on first call, owned by the snapshot. */
const struct _SimResults *sim_snapshot_results (SimSnapshot *snapshot);
/** What every one of these trials decided, owned by the snapshot; NULL unless the run keeps it. */
const SimVerdicts *sim_snapshot_verdicts (const SimSnapshot *snapshot);
/** SHA-256 (hex) of every count and sum; equal on every machine. Owned by the snapshot. */
const char *sim_snapshot_fingerprint (SimSnapshot *snapshot);

G_END_DECLS
#endif
