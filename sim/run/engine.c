/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * engine.c - the worker threads and the runs they work on.
 *
 * Plain pthreads and C11 atomics, so that a thread checker sees all of it. One mutex guards every
 * run's bookkeeping; workers hold it for some microseconds a block. Blocks are claimed in order and
 * may finish in any order; one that is early waits in `pending` until those before it are in, so
 * that only contiguous replicates are ever published.
 */
#include "engine.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "block.h"
#include "pack.h"
#include "part.h"
#include "plan-p-values.h"
#include "snapshot.h"

/* The precision rule looks at 1000 * 2^k trials only. */
enum { FIRST_LOOK = 1000, MAX_THREADS = 256 };

/* Trials that are kept at the own size where not so many fit at all sizes. */
enum { OWN_TRIALS = 100000 };

struct _SimEngine {
  atomic_int references; /* the owner's, and one of each run */
  const SimKernels *kernels;
  SimCriticalCache *cache;
  guint n_threads;
  pthread_t *threads;
  pthread_mutex_t mutex;
  pthread_cond_t work; /* a run may have blocks to claim, or quit */
  GPtrArray *runs;     /* those that are not cancelled, borrowed */
  guint64 next_id;
  SimPool *pool;
  SimKept *kept;        /* records of the newest draws; NULL: none */
  SimKept *kept_own;    /* of them at the own size */
  gsize keep;           /* bytes that both may hold */
  guint spare, working; /* threads that shall rest, and that work just now */
  int nice_level;
  gboolean quit;
};

/* A block that is claimed or done. */
typedef struct {
  guint64 start, end;
  LaneBlock *block;
  SimBlockSource source;
  SimSegment *segment; /* KEEP: to be filled and settled; READ: the store's */
  SimSegment *own;     /* of the own size, to be filled and settled; NULL: none */
} Claim;

struct _SimRun {
  atomic_int references;
  atomic_int stop; /* read by the lanes between chunks */
  SimEngine *engine;
  SimScenario *scenario;
  SimPlan *plan;
  SimKept *kept;     /* NULL: nothing is kept */
  SimPlan *own_plan; /* of the own size, where that is to be first; NULL: it is the only one */
  SimKept *kept_own; /* what is kept by it; NULL: nothing */
  SimRun *ahead;  /* decides what is kept at the own size before all sizes are; NULL: nothing is */
  SimRun *behind; /* of such a run the other one, borrowed */
  SimVerdicts *verdicts; /* NULL: not kept; else what is in it is guarded by engine->mutex */
  guint64 id;
  int priority;
  gint64 time_limit; /* microseconds of running; 0: none */
  /* all below: under engine->mutex */
  pthread_cond_t changed;
  SimRunState state;
  double precision;
  guint64 first; /* index of its first trial; those below are indices too, but for serial */
  guint64 claimed, done, limit, target, serial;
  guint in_flight;
  gboolean orphan; /* no reference is left: the last worker frees it */
  SimTotals *totals;
  GArray *pending;   /* of Claim: done, but one before it is not */
  GPtrArray *spares; /* cleared blocks, owned */
  gint64 since, microseconds;
};

/* What a worker keeps from block to block while it stays with one run. */
typedef struct {
  guint64 run_id;
  LaneScratch *scratch;
  LaneBlock *block;
} Desk;

static void
engine_unref (SimEngine *engine)
{
  if (atomic_fetch_sub (&engine->references, 1) > 1)
    return;
  sim_critical_cache_free (engine->cache);
  sim_kept_unref (engine->kept);
  sim_kept_unref (engine->kept_own);
  sim_pool_free (engine->pool);
  g_ptr_array_unref (engine->runs);
  pthread_mutex_destroy (&engine->mutex);
  pthread_cond_destroy (&engine->work);
  g_free (engine->threads);
  g_free (engine);
}

static void
free_block (gpointer block)
{
  sim_block_free (block);
}

/* Ends what a claim has reserved. Under the mutex. */
static void
settle (SimRun *run, const Claim *claim, gboolean whole)
{
  if (claim->source == SIM_BLOCK_KEEP)
    sim_kept_settle (run->kept, claim->segment, whole);
  if (claim->own)
    sim_kept_settle (run->kept_own, claim->own, whole);
}

/* What was reserved for a run that others may still share the stores with. Under the mutex. */
static void
drop_pending (SimRun *run)
{
  for (guint i = 0; i < run->pending->len; i++) {
    Claim *claim = &g_array_index (run->pending, Claim, i);
    sim_block_free (claim->block);
    settle (run, claim, FALSE);
  }
  g_array_set_size (run->pending, 0);
}

static void
run_free (SimRun *run)
{
  g_array_unref (run->pending);
  g_ptr_array_unref (run->spares);
  sim_totals_free (run->totals);
  sim_verdicts_free (run->verdicts);
  sim_run_unref (run->ahead);
  sim_kept_unref (run->kept);
  sim_kept_unref (run->kept_own);
  sim_plan_unref (run->own_plan);
  sim_plan_unref (run->plan);
  sim_scenario_unref (run->scenario);
  pthread_cond_destroy (&run->changed);
  engine_unref (run->engine);
  g_free (run);
}

static gboolean
is_alive (const SimRun *run)
{
  return run->state == SIM_RUN_RUNNING || run->state == SIM_RUN_PAUSED;
}

/* The state changes here only; time counts while running. What goes ahead of a run does as this
 * does, and ends with it. Under the mutex. */
static void
set_state (SimRun *run, SimRunState state)
{
  gint64 now = g_get_monotonic_time ();
  if (run->state == SIM_RUN_RUNNING)
    run->microseconds += now - run->since;
  run->since = now;
  run->state = state;
  run->serial++;
  if (state == SIM_RUN_CANCELLED || state == SIM_RUN_FAILED) {
    atomic_store (&run->stop, 1);
    g_ptr_array_remove_fast (run->engine->runs, run);
    drop_pending (run);
  }
  if (run->ahead && is_alive (run->ahead))
    set_state (run->ahead, state == SIM_RUN_COMPLETE ? SIM_RUN_CANCELLED : state);
  pthread_cond_broadcast (&run->changed);
}

/* At the end of what may be claimed: complete, or on to the next look. Under the mutex. */
static void
look (SimRun *run)
{
  if (run->done < run->limit || run->state == SIM_RUN_CANCELLED)
    return;
  guint own = (guint)run->plan->lanes.own_size;
  if (run->done < run->target && sim_totals_mcse (run->totals, own) > run->precision) {
    run->limit = MIN (run->target, run->limit * 2);
    pthread_cond_broadcast (&run->engine->work);
    return;
  }
  run->target = run->limit = run->done;
  set_state (run, SIM_RUN_COMPLETE);
}

static gint64
microseconds_running (const SimRun *run)
{
  return run->microseconds
         + (run->state == SIM_RUN_RUNNING ? g_get_monotonic_time () - run->since : 0);
}

static void
publish (SimRun *run, Claim *claim)
{
  sim_totals_add (run->totals, claim->block, claim->end - claim->start);
  settle (run, claim, TRUE);
  if (run->verdicts)
    sim_verdicts_add (run->verdicts, claim->start - run->first, claim->end - run->first,
                      g_steal_pointer (&claim->block->verdicts));
  run->done = claim->end;
  run->serial++;
  if (run->behind)
    run->behind->serial++;
}

/* Takes over a finished block: publishes it and those that waited for it, or lets it wait. Returns
 * the block to go on with, cleared or to be cleared; NULL if there is none. Under the mutex. */
static LaneBlock *
commit (SimRun *run, Claim *claim)
{
  if (claim->start != run->done) {
    g_array_append_val (run->pending, *claim);
    return run->spares->len ? g_ptr_array_steal_index_fast (run->spares, run->spares->len - 1)
                            : NULL;
  }
  publish (run, claim);
  /* Some may have waited for this one before they went on; whether any did is not known here, for
     blocks of kept records may be of any size. Nobody waits: it costs nothing. */
  pthread_cond_broadcast (&run->engine->work);
  for (guint i = 0; i < run->pending->len;) {
    Claim next = g_array_index (run->pending, Claim, i);
    if (next.start != run->done) {
      i++;
      continue;
    }
    publish (run, &next);
    g_ptr_array_add (run->spares, next.block);
    g_array_remove_index_fast (run->pending, i);
    i = 0;
  }
  /* out of time: what is claimed is still finished, so that the count is one of whole blocks */
  if (run->time_limit && microseconds_running (run) >= run->time_limit)
    run->target = run->limit = run->claimed;
  look (run);
  return claim->block;
}

/* Blocks that may be done before the one that they wait for: enough for every worker, and for the
 * memory they take while they wait. */
static guint64
blocks_ahead (const SimEngine *engine, const SimRun *run)
{
  guint64 few = engine->n_threads + 1, many = 4 * few;
  return CLAMP ((64 << 20) / sim_block_bytes (&run->plan->lanes), few, many);
}

/* The run to work on: highest priority first, the newest of equals. Under the mutex. */
static SimRun *
pick (SimEngine *engine)
{
  SimRun *best = NULL;
  for (guint i = 0; i < engine->runs->len; i++) {
    SimRun *run = g_ptr_array_index (engine->runs, i);
    if (run->state != SIM_RUN_RUNNING || run->claimed >= run->limit
        || run->claimed - run->done > run->plan->block * blocks_ahead (engine, run))
      continue;
    if (!best || run->priority > best->priority
        || (run->priority == best->priority && run->id > best->id))
      best = run;
  }
  return best;
}

static void
desk_clear (Desk *desk)
{
  sim_scratch_free (desk->scratch);
  sim_block_free (desk->block);
  *desk = (Desk){ 0 };
}

/* Makes the desk ready for a block of a run; FALSE if memory is short. Outside the mutex. */
static gboolean
desk_prepare (Desk *desk, const SimRun *run, const Claim *claim)
{
  const LanePlan *plan = &run->plan->lanes;
  if (desk->run_id != run->id) {
    desk_clear (desk);
    desk->run_id = run->id;
    desk->scratch = sim_scratch_new (plan);
  }
  if (desk->block)
    sim_block_clear (plan, desk->block);
  else
    desk->block = sim_block_new (plan);
  if (!desk->scratch || !desk->block)
    return FALSE;
  g_clear_pointer (&desk->block->verdicts, g_free); /* of a block that came to nothing */
  if (run->verdicts)
    desk->block->verdicts
        = g_try_new (SimVerdict, (gsize)plan->draws.n_sizes * (claim->end - claim->start));
  return !run->verdicts || desk->block->verdicts;
}

/* Room for the claim at the own size, where the store of that ends before it; the claim may get
 * shorter. Under the mutex. */
static void
reserve_own (SimRun *run, Claim *claim)
{
  if (!run->kept_own || claim->start >= OWN_TRIALS || claim->start < sim_kept_end (run->kept_own))
    return;
  claim->own = sim_kept_reserve (run->kept_own, claim->start, claim->end);
  if (claim->own)
    claim->end = claim->own->end;
}

/* The next block of a run: the rest of a kept segment, or new replicates up to the next multiple of
 * the block, to be kept while there is room. No block goes over the end of what is kept at the own
 * size, so that more can follow there. Under the mutex. */
static Claim
claim_next (SimRun *run)
{
  guint64 block = run->plan->block, start = run->claimed;
  guint64 own_end = run->kept_own ? sim_kept_end (run->kept_own) : 0;
  Claim claim = { .start = start, .end = MIN (run->limit, (start / block + 1) * block) };
  const SimSegment *segment = run->kept ? sim_kept_find (run->kept, start) : NULL;
  if (segment)
    claim.end = MIN (run->limit, MIN (segment->end, start + block));
  if (start < own_end)
    claim.end = MIN (claim.end, own_end);
  reserve_own (run, &claim);
  if (segment) {
    claim.source = SIM_BLOCK_READ;
    claim.segment = (SimSegment *)segment;
  } else if (run->kept && (claim.segment = sim_kept_reserve (run->kept, start, claim.end))) {
    claim.source = SIM_BLOCK_KEEP;
    claim.end = claim.segment->end;
  }
  if (claim.own)
    claim.own->end = claim.end;
  run->claimed = claim.end;
  return claim;
}

/* Whether there are runs, and all of them have their trials. Under the mutex. */
static gboolean
at_rest (const SimEngine *engine)
{
  gboolean rest = engine->runs->len > 0;
  for (guint i = 0; i < engine->runs->len; i++)
    rest = rest && ((SimRun *)g_ptr_array_index (engine->runs, i))->state == SIM_RUN_COMPLETE;
  return rest;
}

/* Claims and does one block. Called and returns with the mutex held. */
static void
work_on (SimEngine *engine, SimRun *run, Desk *desk)
{
  Claim claim = claim_next (run);
  SimBlockRecords where = { claim.source, claim.segment, claim.own, run->plan->lanes.own_size,
                            run->own_plan ? &run->own_plan->lanes : NULL };
  run->in_flight++;
  pthread_mutex_unlock (&engine->mutex);
  gboolean ready = desk_prepare (desk, run, &claim);
  gboolean whole = ready
                   && sim_block_run (engine->kernels, &run->plan->lanes, claim.start, claim.end,
                                     &where, desk->scratch, desk->block, &run->stop);
  claim.block = desk->block;
  pthread_mutex_lock (&engine->mutex);
  run->in_flight--;
  gboolean over = run->state == SIM_RUN_CANCELLED || run->state == SIM_RUN_FAILED;
  if (!ready && !over)
    set_state (run, SIM_RUN_FAILED);
  if (whole && !over) {
    desk->block = commit (run, &claim);
  } else {
    settle (run, &claim, FALSE);
  }
  gboolean gone = run->orphan && run->in_flight == 0, rest = at_rest (engine);
  if (gone || rest) {
    pthread_mutex_unlock (&engine->mutex);
    if (gone)
      run_free (run);
    if (rest)
      sim_pool_trim (engine->pool); /* the next run can have the chunks that a store holds */
    pthread_mutex_lock (&engine->mutex);
  }
}

static void *
worker (void *data)
{
  SimEngine *engine = data;
  Desk desk = { 0 };
  int level = 0;
  pthread_mutex_lock (&engine->mutex);
  while (!engine->quit) {
    if (level != engine->nice_level) {
      level = engine->nice_level;
      setpriority (PRIO_PROCESS, (id_t)syscall (SYS_gettid), level);
    }
    gboolean idle = engine->working >= MAX (engine->n_threads, engine->spare + 1) - engine->spare;
    SimRun *run = idle ? NULL : pick (engine);
    if (run) {
      engine->working++;
      work_on (engine, run, &desk);
      engine->working--;
    } else {
      pthread_cond_wait (&engine->work, &engine->mutex);
    }
  }
  pthread_mutex_unlock (&engine->mutex);
  desk_clear (&desk);
  engine_unref (engine);
  return NULL;
}

SimEngine *
sim_engine_new (guint threads, SimIsa isa, GError **error)
{
  const SimKernels *kernels = sim_kernels (isa);
  if (!kernels) {
    g_set_error (
        error, SIM_ERROR, SIM_ERROR_USAGE,
        _ ("this machine lacks the vector instructions asked for; allowed: auto, scalar%s"),
        sim_kernels (SIM_ISA_AVX2) ? _ (", avx2") : "");
    return NULL;
  }
  if (threads > MAX_THREADS) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE, _ ("%u threads: allowed are 1 to %d"), threads,
                 MAX_THREADS);
    return NULL;
  }
  SimEngine *engine = g_new0 (SimEngine, 1);
  atomic_init (&engine->references, 1);
  engine->kernels = kernels;
  engine->cache = sim_critical_cache_new ();
  engine->pool = sim_pool_new ();
  engine->runs = g_ptr_array_new ();
  pthread_mutex_init (&engine->mutex, NULL);
  pthread_cond_init (&engine->work, NULL);
  guint wanted = threads ? threads : CLAMP (g_get_num_processors (), 1, MAX_THREADS);
  engine->threads = g_new0 (pthread_t, wanted);
  pthread_mutex_lock (&engine->mutex); /* the first workers read n_threads */
  for (; engine->n_threads < wanted; engine->n_threads++) {
    atomic_fetch_add (&engine->references, 1);
    if (pthread_create (&engine->threads[engine->n_threads], NULL, worker, engine) != 0) {
      atomic_fetch_sub (&engine->references, 1);
      break;
    }
  }
  pthread_mutex_unlock (&engine->mutex);
  if (engine->n_threads == 0) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED, _ ("no worker thread could be started"));
    engine_unref (engine);
    return NULL;
  }
  return engine;
}

void
sim_engine_free (SimEngine *engine)
{
  pthread_mutex_lock (&engine->mutex);
  engine->quit = TRUE;
  while (engine->runs->len)
    set_state (g_ptr_array_index (engine->runs, 0), SIM_RUN_CANCELLED);
  pthread_cond_broadcast (&engine->work);
  pthread_mutex_unlock (&engine->mutex);
  for (guint i = 0; i < engine->n_threads; i++)
    pthread_join (engine->threads[i], NULL);
  engine_unref (engine);
}

void
sim_engine_set_nice (SimEngine *engine, int level)
{
  pthread_mutex_lock (&engine->mutex);
  engine->nice_level = CLAMP (level, 0, 19);
  pthread_cond_broadcast (&engine->work);
  pthread_mutex_unlock (&engine->mutex);
}

void
sim_engine_set_spare (SimEngine *engine, guint threads)
{
  pthread_mutex_lock (&engine->mutex);
  engine->spare = MIN (threads, engine->n_threads - 1);
  pthread_cond_broadcast (&engine->work);
  pthread_mutex_unlock (&engine->mutex);
}

void
sim_engine_set_keep (SimEngine *engine, gsize bytes)
{
  pthread_mutex_lock (&engine->mutex);
  SimKept *old = g_steal_pointer (&engine->kept), *old_own = g_steal_pointer (&engine->kept_own);
  engine->keep = bytes;
  sim_pool_set_idle (engine->pool, (guint)MIN (bytes / SIM_CHUNK, G_MAXUINT));
  pthread_mutex_unlock (&engine->mutex);
  sim_kept_unref (old);
  sim_kept_unref (old_own);
}

guint
sim_engine_threads (const SimEngine *engine)
{
  return engine->n_threads;
}

const char *
sim_engine_isa (const SimEngine *engine)
{
  return engine->kernels->name;
}

SimCriticalCache *
sim_engine_cache (SimEngine *engine)
{
  return engine->cache;
}

const SimKernels *
sim_engine_kernels (const SimEngine *engine)
{
  return engine->kernels;
}

/* A store for a run: that of the run before if the draws are the same. What it replaces is left in
 * *old, to be dropped where it holds nobody up. Under the mutex. */
static SimKept *
share_store (SimEngine *engine, SimKept **store, const LaneDraws *draws, gsize bytes, SimKept **old)
{
  if (bytes < SIM_CHUNK)
    return NULL;
  if (!*store || !sim_kept_fits (*store, draws)) {
    *old = *store;
    *store = sim_kept_new (draws, engine->pool, bytes);
  }
  return *store ? sim_kept_ref (*store) : NULL;
}

/* What the store of the own size may hold of so many bytes: all of OWN_TRIALS, and half as much
 * more, for blocks do not fill chunks; but no more than half of all, or a single chunk. */
static gsize
own_share (const SimPlan *own, gsize keep)
{
  gsize trial = (gsize)own->lanes.draws.stride * sizeof (double) / SIM_LANES;
  gsize chunks = OWN_TRIALS * trial * 3 / 2 / SIM_CHUNK + 1;
  return MIN (chunks, MAX (keep / SIM_CHUNK / 2, 1)) * SIM_CHUNK;
}

/* What they replace comes back before the run takes anything. */
static void
share_stores (SimEngine *engine, SimRun *run)
{
  SimKept *old = NULL, *old_own = NULL;
  pthread_mutex_lock (&engine->mutex);
  gsize own = run->own_plan ? MIN (own_share (run->own_plan, engine->keep), engine->keep) : 0;
  if (own > 0)
    run->kept_own
        = share_store (engine, &engine->kept_own, &run->own_plan->lanes.draws, own, &old_own);
  else
    old_own = g_steal_pointer (&engine->kept_own);
  run->kept
      = share_store (engine, &engine->kept, &run->plan->lanes.draws, engine->keep - own, &old);
  pthread_mutex_unlock (&engine->mutex);
  sim_kept_unref (old);
  sim_kept_unref (old_own);
}

/* A condition whose timed waits do not follow the wall clock when somebody sets it. */
static void
init_condition (pthread_cond_t *condition)
{
  pthread_condattr_t attributes;
  pthread_condattr_init (&attributes);
  pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC);
  pthread_cond_init (condition, &attributes);
  pthread_condattr_destroy (&attributes);
}

/* FALSE, and a sentence, where all trials of a run decide more than may be kept. */
static gboolean
verdicts_fit (const SimScenario *scenario, guint64 trials, GError **error)
{
  guint n = sim_scenario_n_sizes (scenario);
  if (trials <= sim_verdicts_most (n))
    return TRUE;
  g_set_error (error, SIM_ERROR, SIM_ERROR_LIMIT,
               _ ("what %" PRIu64 " trials decide at %u sizes is too much to be kept; "
                  "allowed at so many sizes: at most %" PRIu64 " trials"),
               trials, n, sim_verdicts_most (n));
  return FALSE;
}

/* A run of a plan, which it takes over, that nobody works on yet; NULL if memory is short. */
static SimRun *
run_new (SimEngine *engine, SimScenario *scenario, SimPlan *plan, guint64 target, int priority)
{
  SimTotals *totals = plan ? sim_totals_new (&plan->lanes) : NULL;
  if (!totals) {
    sim_plan_unref (plan);
    return NULL;
  }
  SimRun *run = g_new0 (SimRun, 1);
  atomic_init (&run->references, 1);
  atomic_init (&run->stop, 0);
  atomic_fetch_add (&engine->references, 1);
  run->engine = engine;
  run->scenario = sim_scenario_ref (scenario);
  run->plan = plan;
  run->totals = totals;
  run->priority = priority;
  run->target = run->limit = target;
  run->pending = g_array_new (FALSE, FALSE, sizeof (Claim));
  run->spares = g_ptr_array_new_with_free_func (free_block);
  run->since = g_get_monotonic_time ();
  init_condition (&run->changed);
  return run;
}

/* Lets workers at it; of equals they take the newest first. Under the mutex. */
static void
add_run (SimEngine *engine, SimRun *run)
{
  run->id = ++engine->next_id;
  if (engine->quit)
    set_state (run, SIM_RUN_CANCELLED);
  else
    g_ptr_array_add (engine->runs, run);
}

/* Lets a run of the own size alone go ahead, as far as that is kept. It takes the place of nobody:
 * the other one still counts all trials at all sizes. Under the mutex. */
static void
send_ahead (SimRun *run, SimRun **ahead)
{
  guint64 end = *ahead && run->kept_own ? sim_kept_end (run->kept_own) : 0;
  if (end == 0)
    return;
  run->ahead = g_steal_pointer (ahead);
  run->ahead->behind = run;
  run->ahead->kept = sim_kept_ref (run->kept_own);
  run->ahead->target = run->ahead->limit = MIN (run->target, MIN (end, OWN_TRIALS));
  add_run (run->engine, run->ahead);
}

/* Whether a run of the scenario may begin with the trials of options->before: all before the next,
 * and the same; and whether nothing is asked that those, or the first ones missing, cannot give. */
static gboolean
may_begin (SimScenario *scenario, const SimRunOptions *options, GError **error)
{
  const SimRunPart *before = options->before;
  const char *reason = NULL;
  if (options->first > 0 && options->precision > 0)
    reason = _ ("a run that does not begin with the first trial cannot end by its precision");
  else if (before && (options->first > 0 || options->precision > 0 || options->verdicts))
    reason = _ ("a run that goes on with trials of elsewhere begins with the first one, does not "
                "end by its precision, and keeps no verdicts");
  else if (before
           && (sim_run_part_first (before) > 0
               || sim_scenario_stage_between (scenario, sim_run_part_scenario (before))
                      > SIM_STAGE_LENGTH))
    reason = _ ("the trials are not those with which a run of this scenario begins");
  if (reason)
    g_set_error_literal (error, SIM_ERROR, SIM_ERROR_USAGE, reason);
  return !reason;
}

/* Counts them as if the run had simulated them. Nobody works on it yet. */
static void
count_before (SimRun *run, const SimRunPart *before)
{
  sim_totals_merge (run->totals, sim_run_part_totals (before));
  run->claimed = run->done = sim_run_part_done (before);
  run->target = run->limit = MAX (run->target, run->done);
}

SimRun *
sim_run_start (SimEngine *engine, SimScenario *scenario, const SimRunOptions *options,
               GError **error)
{
  static const SimRunOptions usual = { 0 };
  options = options ? options : &usual;
  guint64 target = options->replicates ? options->replicates : sim_scenario_replicates (scenario);
  if (options->verdicts && !verdicts_fit (scenario, target, error))
    return NULL;
  if (!may_begin (scenario, options, error))
    return NULL;
  guint block = (options->block + SIM_LANES - 1) / SIM_LANES * SIM_LANES;
  SimPlan *plan = sim_plan_new (scenario, engine->kernels, engine->cache, MIN (block, 32768));
  if (plan && (options->p_values || options->before)) /* parts count them */
    sim_plan_compile_p_values (plan, scenario, engine->cache);
  SimRun *run = run_new (engine, scenario, plan, target, options->priority), *ahead = NULL;
  if (!run) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED, _ ("there is not enough memory for the run"));
    return NULL;
  }
  run->first = run->claimed = run->done = options->first;
  run->target += run->first;
  run->precision = options->precision;
  if (options->verdicts)
    run->verdicts = sim_verdicts_new (sim_scenario_n_sizes (scenario));
  run->limit = options->precision > 0 ? MIN (run->target, FIRST_LOOK) : run->target;
  run->time_limit = (gint64)(options->seconds * G_USEC_PER_SEC);
  if (options->before)
    count_before (run, options->before);
  gboolean whole = run->done == 0; /* it simulates all of its trials, from the first one on */
  if (options->own_first && plan->lanes.draws.n_sizes > 1 && whole)
    run->own_plan = sim_plan_at_size (plan, plan->lanes.own_size);
  if (run->own_plan && options->precision <= 0 && options->seconds <= 0)
    ahead = run_new (engine, scenario, sim_plan_ref (run->own_plan), target, options->priority);
  if (whole)
    share_stores (engine, run);
  pthread_mutex_lock (&engine->mutex);
  add_run (engine, run);
  send_ahead (run, &ahead);
  if (options->before)
    look (run); /* there may be no more to do */
  pthread_cond_broadcast (&engine->work);
  pthread_mutex_unlock (&engine->mutex);
  sim_run_unref (ahead);
  return run;
}

SimRun *
sim_run_ref (SimRun *run)
{
  atomic_fetch_add (&run->references, 1);
  return run;
}

void
sim_run_unref (SimRun *run)
{
  if (!run || atomic_fetch_sub (&run->references, 1) > 1)
    return;
  SimEngine *engine = run->engine;
  pthread_mutex_lock (&engine->mutex);
  if (run->state != SIM_RUN_CANCELLED && run->state != SIM_RUN_FAILED)
    set_state (run, SIM_RUN_CANCELLED);
  run->orphan = run->in_flight > 0;
  gboolean idle = !run->orphan;
  pthread_mutex_unlock (&engine->mutex);
  if (idle)
    run_free (run);
}

SimScenario *
sim_run_scenario (const SimRun *run)
{
  return run->scenario;
}

void
sim_run_pause (SimRun *run)
{
  pthread_mutex_lock (&run->engine->mutex);
  if (run->state == SIM_RUN_RUNNING)
    set_state (run, SIM_RUN_PAUSED);
  pthread_mutex_unlock (&run->engine->mutex);
}

void
sim_run_resume (SimRun *run)
{
  pthread_mutex_lock (&run->engine->mutex);
  if (run->state == SIM_RUN_PAUSED) {
    set_state (run, SIM_RUN_RUNNING);
    look (run); /* the last block may have come in during the pause */
    pthread_cond_broadcast (&run->engine->work);
  }
  pthread_mutex_unlock (&run->engine->mutex);
}

void
sim_run_cancel (SimRun *run)
{
  pthread_mutex_lock (&run->engine->mutex);
  if (run->state != SIM_RUN_CANCELLED && run->state != SIM_RUN_FAILED)
    set_state (run, SIM_RUN_CANCELLED);
  pthread_mutex_unlock (&run->engine->mutex);
}

void
sim_run_extend (SimRun *run, guint64 replicates)
{
  pthread_mutex_lock (&run->engine->mutex);
  run->precision = 0;
  run->time_limit = 0;
  run->target = run->limit = MAX (run->first + replicates, run->claimed);
  if (run->state == SIM_RUN_COMPLETE && run->target > run->done)
    set_state (run, SIM_RUN_RUNNING);
  if (run->state == SIM_RUN_RUNNING)
    look (run); /* the new count may be what is done already */
  pthread_cond_broadcast (&run->engine->work);
  pthread_mutex_unlock (&run->engine->mutex);
}

SimRunState
sim_run_state (const SimRun *run)
{
  pthread_mutex_lock (&run->engine->mutex);
  SimRunState state = run->state;
  pthread_mutex_unlock (&run->engine->mutex);
  return state;
}

guint64
sim_run_done (const SimRun *run)
{
  pthread_mutex_lock (&run->engine->mutex);
  guint64 done = run->done - run->first;
  pthread_mutex_unlock (&run->engine->mutex);
  return done;
}

guint64
sim_run_target (const SimRun *run)
{
  pthread_mutex_lock (&run->engine->mutex);
  guint64 target = run->target - run->first;
  pthread_mutex_unlock (&run->engine->mutex);
  return target;
}

double
sim_run_seconds (const SimRun *run)
{
  pthread_mutex_lock (&run->engine->mutex);
  gint64 microseconds = microseconds_running (run);
  pthread_mutex_unlock (&run->engine->mutex);
  return (double)microseconds / 1e6;
}

gboolean
sim_run_wait (SimRun *run, gint64 microseconds)
{
  struct timespec until;
  clock_gettime (CLOCK_MONOTONIC, &until);
  if (microseconds >= 0) {
    until.tv_sec += microseconds / G_USEC_PER_SEC;
    until.tv_nsec += microseconds % G_USEC_PER_SEC * 1000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
  }
  pthread_mutex_lock (&run->engine->mutex);
  int timed_out = 0;
  while (run->state == SIM_RUN_RUNNING && !timed_out) {
    if (microseconds < 0)
      pthread_cond_wait (&run->changed, &run->engine->mutex);
    else
      timed_out = pthread_cond_timedwait (&run->changed, &run->engine->mutex, &until);
  }
  gboolean stopped = run->state != SIM_RUN_RUNNING;
  pthread_mutex_unlock (&run->engine->mutex);
  return stopped;
}

SimSnapshot *
sim_run_snapshot (SimRun *run)
{
  pthread_mutex_lock (&run->engine->mutex);
  SimTotals *totals = sim_totals_copy (run->totals);
  SimVerdicts *verdicts = run->verdicts ? sim_verdicts_copy (run->verdicts) : NULL;
  guint64 serial = run->serial;
  pthread_mutex_unlock (&run->engine->mutex);
  if (totals)
    return sim_snapshot_new (run->scenario, run->plan, totals, verdicts, serial);
  sim_verdicts_free (verdicts);
  return NULL;
}

SimSnapshot *
sim_run_snapshot_own (SimRun *run)
{
  SimPlan *plan = run->own_plan ? run->own_plan : run->plan;
  if (plan->lanes.draws.n_sizes > 1)
    return NULL;
  pthread_mutex_lock (&run->engine->mutex);
  gboolean deeper = run->ahead && run->ahead->done > run->done;
  SimTotals *totals = deeper ? sim_totals_copy (run->ahead->totals)
                             : sim_totals_at_size (run->totals, (guint)run->plan->lanes.own_size);
  guint64 serial = run->serial;
  pthread_mutex_unlock (&run->engine->mutex);
  return totals ? sim_snapshot_new (run->scenario, plan, totals, NULL, serial) : NULL;
}
