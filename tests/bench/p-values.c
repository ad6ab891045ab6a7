/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * p-values.c - what it costs to count p-values: runs with and without, in turn, in CPU time, so
 * that other programs matter less. Of patients drawn, and of kept ones decided again.
 */
#include <time.h>

#include "../sim/run/fixture.h"
#include "bench.h"

enum { PAIRS = 15 };

static double cpu_seconds (void)
{
  struct timespec now;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

static double run_seconds (SimEngine *engine, SimScenario *scenario, guint64 trials,
                           gboolean p_values)
{
  SimRunOptions options = { .replicates = trials, .p_values = p_values };
  double start = cpu_seconds ();
  sim_snapshot_unref (fixture_run (engine, scenario, &options));
  return cpu_seconds () - start;
}

static void bench_pairs (const char *name, SimScenario *scenario, gboolean kept)
{
  enum { TRIALS = 100000 };
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  double ratio[PAIRS], ns[PAIRS];
  if (kept)
    sim_engine_set_keep (engine, 256 << 20);
  run_seconds (engine, scenario, TRIALS, TRUE);
  for (guint r = 0; r < PAIRS; r++) {
    double with = r % 2 ? run_seconds (engine, scenario, TRIALS, TRUE) : 0;
    double without = run_seconds (engine, scenario, TRIALS, FALSE);
    with = r % 2 ? with : run_seconds (engine, scenario, TRIALS, TRUE);
    ratio[r] = with / without;
    ns[r] = (with - without) / TRIALS * 1e9;
  }
  char *line = g_strdup_printf ("%s, %s", name, kept ? "decided again" : "drawn");
  bench_say (line, bench_fractile (ratio, PAIRS, 0.5), "x");
  bench_say ("  a trial", bench_fractile (ns, PAIRS, 0.5), "ns");
  g_free (line);
  sim_engine_free (engine);
}

#define T_TEST "/analyses/main/method=t-test", "/analyses/main/adjust-for=null"

int main (int argc, char **argv)
{
  const struct {
    const char *name;
    SimScenario *scenario;
  } jobs[] = {
    { "t test", fixture_scenario (T_TEST, "/dropout/proportion=0", "/run/sizes=[152]") },
    { "ANCOVA", fixture_scenario ("/dropout/proportion=0", "/run/sizes=[152]") },
    { "t test, losses", fixture_scenario (T_TEST, "/run/sizes=[152]") },
    { "ANCOVA, losses", fixture_scenario ("/run/sizes=[152]") },
    { "Welch", fixture_scenario (T_TEST, "/analyses/main/variance=welch", "/run/sizes=[152]") },
    { "ANCOVA, losses, the whole curve", fixture_scenario ("/x-a=1") },
  };
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    for (guint kept = 0; kept < 2; kept++)
      bench_pairs (jobs[i].name, jobs[i].scenario, kept);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    sim_scenario_unref (jobs[i].scenario);
  if (argc < 2 || bench_write (argv[1]))
    return 0;
  g_printerr ("cannot write %s\n", argv[1]);
  return 1;
}
