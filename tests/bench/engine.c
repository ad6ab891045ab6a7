/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * engine.c - how fast the engine simulates, beside a plain-C floor in the same run.
 *
 * With a file name as argument writes the figures as JSON too.
 */
#include <math.h>
#include <sys/resource.h>
#include <time.h>

#include "../sim/run/fixture.h"
#include "bench.h"
#include "run/block.h"
#include "run/plan.h"

static const SimIsa isas[] = { SIM_ISA_SCALAR, SIM_ISA_AVX2, SIM_ISA_AVX512 };
enum { ISAS = G_N_ELEMENTS (isas) };

/* --- jobs ----------------------------------------------------------------------------------- */

/* Three arms, follow-up only, or ANCOVA with a baseline; n of each arm, or 54/50/48 for 0. */
static SimScenario *job (gboolean ancova, guint n, const char *sizes, double effect)
{
  char *set[] = { g_strconcat ("/run/sizes=", sizes, NULL),
                  g_strdup_printf ("/arms/hand-ear/size=%u", n ? n : 54),
                  g_strdup_printf ("/arms/standard/size=%u", n ? n : 50),
                  g_strdup_printf ("/arms/usual/size=%u", n ? n : 48),
                  g_strdup_printf ("/outcomes/rmdq/means/usual=[%d, 9]", (int) (8 + effect)) };
  SimScenario *scenario = fixture_scenario (
      "/dropout/proportion=0", "/testing/multiplicity/method=none", set[0], set[1], set[2], set[3],
      set[4], ancova ? "/x-a=1" : "/outcomes/rmdq/baseline=null",
      ancova ? "/x-b=1" : "/analyses/main/method=t-test",
      ancova ? "/x-c=1" : "/analyses/main/adjust-for=null");
  for (guint i = 0; i < G_N_ELEMENTS (set); i++)
    g_free (set[i]);
  return scenario;
}

static const char *job_name (gboolean ancova)
{
  return ancova ? "ANCOVA" : "t test";
}

/* As many sizes, the largest of `total` patients. */
static char *nested (guint sizes, guint total)
{
  GString *text = g_string_new ("[");
  for (guint i = 1; i <= sizes; i++)
    g_string_append_printf (text, "%s%u", i > 1 ? ", " : "", MAX (total * i / sizes, 6));
  return g_string_free (g_string_append (text, "]"), FALSE);
}

static double run_seconds (SimEngine *engine, SimScenario *scenario, guint64 trials)
{
  SimRunOptions options = { .replicates = trials };
  double start = bench_seconds ();
  sim_snapshot_unref (fixture_run (engine, scenario, &options));
  return bench_seconds () - start;
}

/* --- benchmarks ----------------------------------------------------------------------------- */

static void bench_draws (void)
{
  enum { N = 2000, CHUNK = LANE_CHUNK };
  static double z[CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  for (guint i = 0; i < ISAS; i++) {
    const SimKernels *kernels = sim_kernels (isas[i]);
    LaneStream stream;
    double uniform[BENCH_ROUNDS], normal[BENCH_ROUNDS];
    if (!kernels)
      continue;
    kernels->seed (&stream, (SimKey){ 1, 2 }, 0);
    for (guint r = 0; r < BENCH_ROUNDS; r++) {
      double start = bench_seconds ();
      for (guint k = 0; k < N; k++)
        kernels->uniform (&stream, CHUNK, z);
      uniform[r] = (bench_seconds () - start) * 1e9 / (N * CHUNK * SIM_LANES);
      start = bench_seconds ();
      for (guint k = 0; k < N; k++)
        kernels->normal (&stream, CHUNK, z);
      normal[r] = (bench_seconds () - start) * 1e9 / (N * CHUNK * SIM_LANES);
    }
    char *name = g_strdup_printf ("uniform, %s", kernels->name);
    bench_say (name, bench_fractile (uniform, BENCH_ROUNDS, 0.5), "ns");
    g_free (name);
    name = g_strdup_printf ("normal, %s", kernels->name);
    bench_say (name, bench_fractile (normal, BENCH_ROUNDS, 0.5), "ns");
    g_free (name);
  }
}

static void bench_jobs (void)
{
  enum { TRIALS = 300000 };
  for (guint ancova = 0; ancova < 2; ancova++) {
    SimScenario *scenario = job (ancova, 0, "[152]", 2);
    double floor[BENCH_ROUNDS], rate[BENCH_ROUNDS], ratio[BENCH_ROUNDS];
    for (guint i = 0; i < ISAS; i++) {
      if (!sim_isa_name (isas[i]))
        continue;
      SimEngine *engine = fixture_engine (1, isas[i]);
      for (guint r = 0; r < BENCH_ROUNDS; r++) { /* in turn, so that noise hits both */
        floor[r] = bench_floor (ancova);
        rate[r] = TRIALS / run_seconds (engine, scenario, TRIALS);
        ratio[r] = rate[r] / floor[r];
      }
      char *name = g_strdup_printf ("%s 54/50/48, %s, one thread", job_name (ancova),
                                    sim_isa_name (isas[i]));
      bench_say (name, bench_fractile (rate, BENCH_ROUNDS, 0.5), "trials/s");
      bench_say ("  against the floor", bench_fractile (ratio, BENCH_ROUNDS, 0.5), "x");
      g_free (name);
      sim_engine_free (engine);
    }
    char *name = g_strdup_printf ("%s 54/50/48, plain-C floor", job_name (ancova));
    bench_say (name, bench_fractile (floor, BENCH_ROUNDS, 0.5), "trials/s");
    g_free (name);
    sim_scenario_unref (scenario);
  }
}

/* Seconds of a run that is looked at sixty times a second, as the window does. */
static double watched_seconds (SimEngine *engine, SimScenario *scenario, guint64 trials)
{
  SimRunOptions options = { .replicates = trials };
  double start = bench_seconds ();
  SimRun *run = sim_run_start (engine, scenario, &options, NULL);
  while (!sim_run_wait (run, G_USEC_PER_SEC / 60))
    sim_snapshot_unref (sim_run_snapshot (run));
  double seconds = bench_seconds () - start;
  sim_run_unref (run);
  return seconds;
}

static void bench_threads (void)
{
  for (guint ancova = 0; ancova < 2; ancova++) {
    guint64 trials = ancova ? 500000 : 1000000;
    SimScenario *scenario = job (ancova, 0, "[152]", 2);
    SimEngine *one = fixture_engine (1, SIM_ISA_AUTO);
    for (guint threads = 2; threads <= g_get_num_processors (); threads++) {
      SimEngine *many = fixture_engine (threads, SIM_ISA_AUTO);
      double ratio[BENCH_ROUNDS];
      for (guint r = 0; r < BENCH_ROUNDS; r++) {
        double alone = watched_seconds (one, scenario, trials);
        ratio[r] = alone / watched_seconds (many, scenario, trials);
      }
      char *name = g_strdup_printf ("%s, %u threads against one, 60 snapshots a second",
                                    job_name (ancova), threads);
      bench_say (name, bench_fractile (ratio, BENCH_ROUNDS, 0.5), "x");
      g_free (name);
      sim_engine_free (many);
    }
    sim_engine_free (one);
    sim_scenario_unref (scenario);
  }
}

/* The same of the processor's time, which others on the machine disturb less. */
static double cpu_seconds (SimEngine *engine, SimScenario *scenario, guint64 trials)
{
  struct timespec start, end;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &start);
  run_seconds (engine, scenario, trials);
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &end);
  return (double) (end.tv_sec - start.tv_sec) + 1e-9 * (double) (end.tv_nsec - start.tv_nsec);
}

/* The whole curve against its largest size alone: of many short runs in turn the best of each, for
 * what others take from the caches is no cost of the curve. */
static void bench_curves (void)
{
  enum { TURNS = 40 };
  static const guint n_max[] = { 64, 200, 1000 }, n_sizes[] = { 20, 25 };
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  for (guint ancova = 0; ancova < 2; ancova++)
    for (guint i = 0; i < G_N_ELEMENTS (n_max); i++)
      for (guint k = 0; k < G_N_ELEMENTS (n_sizes); k++) {
        guint total = 3 * n_max[i];
        guint64 trials = MAX (8000000 / total / (ancova + 1), 8);
        char *all = nested (n_sizes[k], total), *last = nested (1, total);
        SimScenario *curve = job (ancova, n_max[i], all, 2);
        SimScenario *point = job (ancova, n_max[i], last, 2);
        double alone = G_MAXDOUBLE, together = G_MAXDOUBLE;
        for (guint r = 0; r < TURNS; r++) {
          alone = MIN (alone, cpu_seconds (engine, point, trials));
          together = MIN (together, cpu_seconds (engine, curve, trials));
        }
        char *name = g_strdup_printf ("%s, %u sizes to %u an arm against one", job_name (ancova),
                                      n_sizes[k], n_max[i]);
        bench_say (name, together / alone, "x");
        g_free (name);
        g_free (all);
        g_free (last);
        sim_scenario_unref (curve);
        sim_scenario_unref (point);
      }
  sim_engine_free (engine);
}

/* An edit of an effect answered from kept records. */
static void bench_again (void)
{
  for (guint ancova = 0; ancova < 2; ancova++)
    for (guint curve = 0; curve < 2; curve++) {
      guint64 trials = curve ? 20000 : 100000;
      char *sizes = curve ? nested (25, 600) : g_strdup ("[152]");
      SimScenario *scenario[2]
          = { job (ancova, curve ? 200 : 0, sizes, 2), job (ancova, curve ? 200 : 0, sizes, 3) };
      SimEngine *engine = fixture_engine (0, SIM_ISA_AUTO);
      double again[60];
      sim_engine_set_keep (engine, (gsize) 256 << 20);
      run_seconds (engine, scenario[0], trials);
      for (guint r = 0; r < G_N_ELEMENTS (again); r++)
        again[r] = run_seconds (engine, scenario[1 - r % 2], trials) * 1e3;
      char *name = g_strdup_printf ("%s, %" G_GUINT64_FORMAT " trials at %s decided again",
                                    job_name (ancova), trials, curve ? "25 sizes" : "one size");
      bench_say (name, bench_fractile (again, G_N_ELEMENTS (again), 0.5), "ms");
      bench_say ("  99th percentile", bench_fractile (again, G_N_ELEMENTS (again), 0.99), "ms");
      g_free (name);
      g_free (sizes);
      sim_engine_free (engine);
      sim_scenario_unref (scenario[0]);
      sim_scenario_unref (scenario[1]);
    }
}

/* Milliseconds until so many trials of the own size, or of all sizes, are there. */
static double until (SimRun *run, gboolean own, guint64 trials, double start)
{
  guint64 found = 0;
  while (found < trials) {
    SimSnapshot *snapshot = own ? sim_run_snapshot_own (run) : sim_run_snapshot (run);
    found = sim_snapshot_replicates (snapshot);
    if (found >= trials)
      sim_snapshot_results (snapshot);
    sim_snapshot_unref (snapshot);
    if (found < trials)
      g_usleep (20);
  }
  return (bench_seconds () - start) * 1e3;
}

/* An edit of an effect where memory does not hold all sizes of all trials: the own size first, then
 * the curve. 25 sizes, ANCOVA of three arms; or 64 sizes, of which few trials are kept. */
static void bench_own_first (void)
{
  enum { OWN = 100000, CURVE = 20000, EDITS = 60 };
  for (guint k = 0; k < 2; k++) {
    guint n_sizes = k ? 64 : 25;
    char *sizes = nested (n_sizes, 600);
    SimScenario *scenario[2] = { job (TRUE, 200, sizes, 2), job (TRUE, 200, sizes, 3) };
    SimEngine *engine = fixture_engine (0, SIM_ISA_AUTO);
    SimRunOptions options = { .replicates = 120000, .own_first = TRUE };
    double own[EDITS], curve[EDITS];
    sim_engine_set_keep (engine, (gsize) 256 << 20);
    sim_snapshot_unref (fixture_run (engine, scenario[0], &options));
    options.replicates = SIM_MAX_REPLICATES;
    for (guint r = 0; r < EDITS; r++) {
      double start = bench_seconds ();
      SimRun *run = sim_run_start (engine, scenario[1 - r % 2], &options, NULL);
      own[r] = until (run, TRUE, OWN, start);
      curve[r] = until (run, FALSE, CURVE, start);
      sim_run_unref (run);
    }
    char *name = g_strdup_printf ("ANCOVA, %u sizes: %d trials of the own size again", n_sizes,
                                  (int) OWN);
    bench_say (name, bench_fractile (own, EDITS, 0.5), "ms");
    bench_say ("  99th percentile", bench_fractile (own, EDITS, 0.99), "ms");
    bench_say ("  from the edit to 20000 at all sizes", bench_fractile (curve, EDITS, 0.5), "ms");
    bench_say ("  99th percentile", bench_fractile (curve, EDITS, 0.99), "ms");
    g_free (name);
    g_free (sizes);
    sim_engine_free (engine);
    sim_scenario_unref (scenario[0]);
    sim_scenario_unref (scenario[1]);
  }
}

/* From an edit to its first snapshot, and from a cancel until every thread is at rest. */
static void bench_latency (void)
{
  double first[100], rest[100];
  for (guint r = 0; r < G_N_ELEMENTS (first); r++) {
    SimScenario *scenario = job (TRUE, 0, "[40, 80, 120, 160, 200, 300]", r % 5);
    SimEngine *engine = fixture_engine (0, SIM_ISA_AUTO);
    SimRunOptions options = { .replicates = SIM_MAX_REPLICATES };
    double start = bench_seconds ();
    SimRun *run = sim_run_start (engine, scenario, &options, NULL);
    SimSnapshot *snapshot = sim_run_snapshot (run);
    while (sim_snapshot_replicates (snapshot) == 0) {
      g_usleep (50);
      sim_snapshot_unref (snapshot);
      snapshot = sim_run_snapshot (run);
    }
    sim_snapshot_results (snapshot);
    first[r] = (bench_seconds () - start) * 1e3;
    g_usleep (2000);
    start = bench_seconds ();
    sim_run_cancel (run);
    sim_engine_free (engine); /* joins the threads */
    rest[r] = (bench_seconds () - start) * 1e3;
    sim_snapshot_unref (snapshot);
    sim_run_unref (run);
    sim_scenario_unref (scenario);
  }
  bench_say ("first snapshot of a new engine, nothing cached",
             bench_fractile (first, G_N_ELEMENTS (first), 0.5), "ms");
  bench_say ("  99th percentile", bench_fractile (first, G_N_ELEMENTS (first), 0.99), "ms");
  bench_say ("cancel until all threads have ended", bench_fractile (rest, G_N_ELEMENTS (rest), 0.5),
             "ms");
  bench_say ("  99th percentile", bench_fractile (rest, G_N_ELEMENTS (rest), 0.99), "ms");
}

static void bench_snapshot (void)
{
  char *sizes = nested (25, 600);
  SimScenario *scenario = job (TRUE, 200, sizes, 2);
  SimEngine *engine = fixture_engine (0, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = SIM_MAX_REPLICATES };
  SimRun *run = sim_run_start (engine, scenario, &options, NULL);
  double taken[200];
  for (guint r = 0; r < G_N_ELEMENTS (taken); r++) {
    g_usleep (2000);
    double start = bench_seconds ();
    SimSnapshot *snapshot = sim_run_snapshot (run);
    taken[r] = (bench_seconds () - start) * 1e3;
    sim_snapshot_unref (snapshot);
  }
  bench_say ("snapshot of 25 sizes from a busy run",
             bench_fractile (taken, G_N_ELEMENTS (taken), 0.5), "ms");
  bench_say ("  99th percentile", bench_fractile (taken, G_N_ELEMENTS (taken), 0.99), "ms");
  sim_run_unref (run);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
  g_free (sizes);
}

static void bench_memory (void)
{
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  bench_say ("largest memory of all the above", (double) usage.ru_maxrss / 1024, "MiB");
}

int main (int argc, char **argv)
{
  bench_draws ();
  bench_jobs ();
  bench_threads ();
  bench_curves ();
  bench_again ();
  bench_own_first ();
  bench_latency ();
  bench_snapshot ();
  bench_memory ();
  if (argc < 2 || bench_write (argv[1]))
    return 0;
  g_printerr ("cannot write %s\n", argv[1]);
  return 1;
}
