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

#include <math.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "accum.h"
#include "plan.h"
#include "snapshot.h"

/* The precision rule looks at 1000 * 2^k trials only. */
enum { FIRST_LOOK = 1000, MAX_THREADS = 256 };

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
  int nice_level;
  gboolean quit;
};

typedef struct {
  guint64 start, end;
  LaneBlock *block;
} Pending;

struct _SimRun {
  atomic_int references;
  atomic_int stop; /* read by the lanes between chunks */
  SimEngine *engine;
  SimScenario *scenario;
  SimPlan *plan;
  guint64 id;
  int priority;
  /* all below: under engine->mutex */
  pthread_cond_t changed;
  SimRunState state;
  double precision;
  guint64 claimed, done, limit, target, serial;
  guint in_flight;
  gboolean orphan; /* no reference is left: the last worker frees it */
  SimTotals *totals;
  GArray *pending;   /* of Pending */
  GPtrArray *spares; /* cleared blocks, owned */
  gint64 since, microseconds;
};

/* What a worker keeps from block to block while it stays with one run. */
typedef struct {
  guint64 run_id;
  LaneScratch *scratch;
  LaneBlock *block;
} Desk;

static void engine_unref (SimEngine *engine)
{
  if (atomic_fetch_sub (&engine->references, 1) > 1)
    return;
  sim_critical_cache_free (engine->cache);
  g_ptr_array_unref (engine->runs);
  pthread_mutex_destroy (&engine->mutex);
  pthread_cond_destroy (&engine->work);
  g_free (engine->threads);
  g_free (engine);
}

static void free_block (gpointer block)
{
  sim_block_free (block);
}

static void run_free (SimRun *run)
{
  for (guint i = 0; i < run->pending->len; i++)
    sim_block_free (g_array_index (run->pending, Pending, i).block);
  g_array_unref (run->pending);
  g_ptr_array_unref (run->spares);
  sim_totals_free (run->totals);
  sim_plan_unref (run->plan);
  sim_scenario_unref (run->scenario);
  pthread_cond_destroy (&run->changed);
  engine_unref (run->engine);
  g_free (run);
}

/* The state changes here only; time counts while running. Under the mutex. */
static void set_state (SimRun *run, SimRunState state)
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
  }
  pthread_cond_broadcast (&run->changed);
}

/* Largest MCSE of power at the own size, with two successes and two failures added so that an
 * estimate of 0 or 1 is not taken for exact. Under the mutex. */
static double largest_mcse (const SimRun *run)
{
  const LanePlan *plan = &run->plan->lanes;
  const guint64 *patterns
      = run->totals->patterns + ((gsize) plan->own_size << plan->n_hypotheses);
  double n = (double) run->totals->replicates, largest = 0;
  for (int h = 0; h < plan->n_hypotheses; h++) {
    guint64 rejected = 0;
    for (gsize i = 0; i < (gsize) 1 << plan->n_hypotheses; i++)
      rejected += i >> h & 1 ? patterns[i] : 0;
    double p = (double) rejected / n, q = ((double) rejected + 2) / (n + 4);
    largest = MAX (largest, MAX (sqrt (p * (1 - p) / n), sqrt (q * (1 - q) / n)));
  }
  return largest;
}

/* At the end of what may be claimed: complete, or on to the next look. Under the mutex. */
static void look (SimRun *run)
{
  if (run->done < run->limit || run->state == SIM_RUN_CANCELLED)
    return;
  if (run->done < run->target && largest_mcse (run) > run->precision) {
    run->limit = MIN (run->target, run->limit * 2);
    pthread_cond_broadcast (&run->engine->work);
    return;
  }
  run->target = run->limit = run->done;
  set_state (run, SIM_RUN_COMPLETE);
}

static void publish (SimRun *run, guint64 start, guint64 end, const LaneBlock *block)
{
  sim_totals_add (run->totals, block, end - start);
  run->done = end;
  run->serial++;
}

/* Takes over a finished block: publishes it and those that waited for it, or lets it wait. Returns
 * the block to go on with, cleared or to be cleared; NULL if there is none. Under the mutex. */
static LaneBlock *commit (SimRun *run, guint64 start, guint64 end, LaneBlock *block)
{
  if (start != run->done) {
    Pending early = { start, end, block };
    g_array_append_val (run->pending, early);
    return run->spares->len ? g_ptr_array_steal_index_fast (run->spares, run->spares->len - 1)
                            : NULL;
  }
  publish (run, start, end, block);
  for (guint i = 0; i < run->pending->len;) {
    Pending next = g_array_index (run->pending, Pending, i);
    if (next.start != run->done) {
      i++;
      continue;
    }
    publish (run, next.start, next.end, next.block);
    g_ptr_array_add (run->spares, next.block);
    g_array_remove_index_fast (run->pending, i);
    i = 0;
  }
  look (run);
  return block;
}

/* The run to work on: highest priority first, the newest of equals. Under the mutex. */
static SimRun *pick (SimEngine *engine)
{
  SimRun *best = NULL;
  for (guint i = 0; i < engine->runs->len; i++) {
    SimRun *run = g_ptr_array_index (engine->runs, i);
    guint64 ahead = (guint64) run->plan->block * (engine->n_threads * 4 + 4);
    if (run->state != SIM_RUN_RUNNING || run->claimed >= run->limit
        || run->claimed - run->done > ahead)
      continue;
    if (!best || run->priority > best->priority
        || (run->priority == best->priority && run->id > best->id))
      best = run;
  }
  return best;
}

static void desk_clear (Desk *desk)
{
  sim_scratch_free (desk->scratch);
  sim_block_free (desk->block);
  *desk = (Desk){ 0 };
}

/* Makes the desk ready for a run; FALSE if memory is short. Outside the mutex. */
static gboolean desk_prepare (Desk *desk, const SimRun *run)
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
  return desk->scratch && desk->block;
}

/* Claims and does one block. Called and returns with the mutex held. */
static void work_on (SimEngine *engine, SimRun *run, Desk *desk)
{
  guint64 block = run->plan->block, start = run->claimed;
  guint64 end = MIN (run->limit, (start / block + 1) * block);
  run->claimed = end;
  run->in_flight++;
  pthread_mutex_unlock (&engine->mutex);
  gboolean ready = desk_prepare (desk, run);
  gboolean whole = ready
                   && engine->kernels->batch (&run->plan->lanes, start, end, desk->scratch,
                                              desk->block, &run->stop);
  pthread_mutex_lock (&engine->mutex);
  run->in_flight--;
  if (!ready && run->state != SIM_RUN_CANCELLED)
    set_state (run, SIM_RUN_FAILED);
  if (whole && run->state != SIM_RUN_CANCELLED && run->state != SIM_RUN_FAILED)
    desk->block = commit (run, start, end, desk->block);
  if (run->orphan && run->in_flight == 0) {
    pthread_mutex_unlock (&engine->mutex);
    run_free (run);
    pthread_mutex_lock (&engine->mutex);
  }
}

static void *worker (void *data)
{
  SimEngine *engine = data;
  Desk desk = { 0 };
  int level = 0;
  pthread_mutex_lock (&engine->mutex);
  while (!engine->quit) {
    if (level != engine->nice_level) {
      level = engine->nice_level;
      setpriority (PRIO_PROCESS, (id_t) syscall (SYS_gettid), level);
    }
    SimRun *run = pick (engine);
    if (run)
      work_on (engine, run, &desk);
    else
      pthread_cond_wait (&engine->work, &engine->mutex);
  }
  pthread_mutex_unlock (&engine->mutex);
  desk_clear (&desk);
  engine_unref (engine);
  return NULL;
}

SimEngine *sim_engine_new (guint threads, SimIsa isa, GError **error)
{
  const SimKernels *kernels = sim_kernels (isa);
  if (!kernels) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE,
                 "this machine lacks the vector instructions asked for; allowed: auto, scalar%s",
                 sim_kernels (SIM_ISA_AVX2) ? ", avx2" : "");
    return NULL;
  }
  if (threads > MAX_THREADS) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE, "%u threads: allowed are 1 to %d", threads,
                 MAX_THREADS);
    return NULL;
  }
  SimEngine *engine = g_new0 (SimEngine, 1);
  atomic_init (&engine->references, 1);
  engine->kernels = kernels;
  engine->cache = sim_critical_cache_new ();
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
    g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED, "no worker thread could be started");
    engine_unref (engine);
    return NULL;
  }
  return engine;
}

void sim_engine_free (SimEngine *engine)
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

void sim_engine_set_nice (SimEngine *engine, int level)
{
  pthread_mutex_lock (&engine->mutex);
  engine->nice_level = CLAMP (level, 0, 19);
  pthread_cond_broadcast (&engine->work);
  pthread_mutex_unlock (&engine->mutex);
}

guint sim_engine_threads (const SimEngine *engine)
{
  return engine->n_threads;
}

const char *sim_engine_isa (const SimEngine *engine)
{
  return engine->kernels->name;
}

SimCriticalCache *sim_engine_cache (SimEngine *engine)
{
  return engine->cache;
}

SimRun *sim_run_start (SimEngine *engine, SimScenario *scenario, const SimRunOptions *options,
                       GError **error)
{
  static const SimRunOptions usual = { 0 };
  options = options ? options : &usual;
  guint block = (options->block + SIM_LANES - 1) / SIM_LANES * SIM_LANES;
  SimPlan *plan = sim_plan_new (scenario, engine->kernels, engine->cache, MIN (block, 65536));
  SimTotals *totals = plan ? sim_totals_new (&plan->lanes) : NULL;
  if (!totals) {
    sim_plan_unref (plan);
    g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED, "there is not enough memory for the run");
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
  run->priority = options->priority;
  run->precision = options->precision;
  run->target = options->replicates ? options->replicates : sim_scenario_replicates (scenario);
  run->limit = options->precision > 0 ? MIN (run->target, FIRST_LOOK) : run->target;
  run->pending = g_array_new (FALSE, FALSE, sizeof (Pending));
  run->spares = g_ptr_array_new_with_free_func (free_block);
  run->since = g_get_monotonic_time ();
  pthread_cond_init (&run->changed, NULL);
  pthread_mutex_lock (&engine->mutex);
  run->id = ++engine->next_id;
  if (engine->quit)
    set_state (run, SIM_RUN_CANCELLED);
  else
    g_ptr_array_add (engine->runs, run);
  pthread_cond_broadcast (&engine->work);
  pthread_mutex_unlock (&engine->mutex);
  return run;
}

SimRun *sim_run_ref (SimRun *run)
{
  atomic_fetch_add (&run->references, 1);
  return run;
}

void sim_run_unref (SimRun *run)
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

SimScenario *sim_run_scenario (const SimRun *run)
{
  return run->scenario;
}

void sim_run_pause (SimRun *run)
{
  pthread_mutex_lock (&run->engine->mutex);
  if (run->state == SIM_RUN_RUNNING)
    set_state (run, SIM_RUN_PAUSED);
  pthread_mutex_unlock (&run->engine->mutex);
}

void sim_run_resume (SimRun *run)
{
  pthread_mutex_lock (&run->engine->mutex);
  if (run->state == SIM_RUN_PAUSED) {
    set_state (run, SIM_RUN_RUNNING);
    look (run); /* the last block may have come in during the pause */
    pthread_cond_broadcast (&run->engine->work);
  }
  pthread_mutex_unlock (&run->engine->mutex);
}

void sim_run_cancel (SimRun *run)
{
  pthread_mutex_lock (&run->engine->mutex);
  if (run->state != SIM_RUN_CANCELLED && run->state != SIM_RUN_FAILED)
    set_state (run, SIM_RUN_CANCELLED);
  pthread_mutex_unlock (&run->engine->mutex);
}

void sim_run_extend (SimRun *run, guint64 replicates)
{
  pthread_mutex_lock (&run->engine->mutex);
  run->precision = 0;
  run->target = run->limit = MAX (replicates, run->claimed);
  if (run->state == SIM_RUN_COMPLETE && run->target > run->done)
    set_state (run, SIM_RUN_RUNNING);
  pthread_cond_broadcast (&run->engine->work);
  pthread_mutex_unlock (&run->engine->mutex);
}

SimRunState sim_run_state (const SimRun *run)
{
  pthread_mutex_lock (&run->engine->mutex);
  SimRunState state = run->state;
  pthread_mutex_unlock (&run->engine->mutex);
  return state;
}

guint64 sim_run_done (const SimRun *run)
{
  pthread_mutex_lock (&run->engine->mutex);
  guint64 done = run->done;
  pthread_mutex_unlock (&run->engine->mutex);
  return done;
}

guint64 sim_run_target (const SimRun *run)
{
  pthread_mutex_lock (&run->engine->mutex);
  guint64 target = run->target;
  pthread_mutex_unlock (&run->engine->mutex);
  return target;
}

double sim_run_seconds (const SimRun *run)
{
  pthread_mutex_lock (&run->engine->mutex);
  gint64 microseconds = run->microseconds;
  if (run->state == SIM_RUN_RUNNING)
    microseconds += g_get_monotonic_time () - run->since;
  pthread_mutex_unlock (&run->engine->mutex);
  return (double) microseconds / 1e6;
}

gboolean sim_run_wait (SimRun *run, gint64 microseconds)
{
  struct timespec until;
  clock_gettime (CLOCK_REALTIME, &until);
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

SimSnapshot *sim_run_snapshot (SimRun *run)
{
  pthread_mutex_lock (&run->engine->mutex);
  SimTotals *totals = sim_totals_copy (run->totals);
  guint64 serial = run->serial;
  pthread_mutex_unlock (&run->engine->mutex);
  return totals ? sim_snapshot_new (run->scenario, run->plan, totals, serial) : NULL;
}
