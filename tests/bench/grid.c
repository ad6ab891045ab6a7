/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * grid.c - a heat map of power: 25 x 25 scenarios of three arms by ANCOVA, 10,000 trials each.
 *
 * With a file name as argument writes the figures as JSON too. Work is what all threads together
 * take, which a busy machine changes less than the time until it is done.
 */
#include <sys/resource.h>

#include "../sim/run/fixture.h"
#include "bench.h"

enum { SIDE = 25, COARSE = 5, TRIALS = 10000 };

static double work_seconds (void)
{
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

typedef struct {
  double start, coarse; /* seconds */
} Watch;

static void look (const SimPowerGrid *grid, guint cell, gpointer data)
{
  Watch *watch = data;
  if (grid->n_done == COARSE * COARSE)
    watch->coarse = bench_seconds () - watch->start;
}

/* From the scenario to the last cell, the engine new. */
static void bench_map (const char *name, const char *first, const char *second, gsize keep)
{
  double coarse[BENCH_ROUNDS], whole[BENCH_ROUNDS], work[BENCH_ROUNDS];
  SimScenario *scenario = fixture_scenario ("/x-none=1");
  SimVary *axes[2] = { sim_vary_parse (first, NULL), sim_vary_parse (second, NULL) };
  for (guint r = 0; r < BENCH_ROUNDS; r++) {
    double worked = work_seconds ();
    Watch watch = { .start = bench_seconds () };
    SimPowerGridOptions options = { .replicates = TRIALS, .cell_done = look, .data = &watch };
    SimEngine *engine = fixture_engine (0, SIM_ISA_AUTO);
    sim_engine_set_keep (engine, keep);
    SimPowerGrid *grid
        = sim_power_grid_new (scenario, (const SimVary *const *) axes, 2, NULL);
    g_assert_true (sim_power_grid_run (grid, engine, &options, NULL, NULL));
    whole[r] = bench_seconds () - watch.start;
    coarse[r] = watch.coarse * 1e3;
    sim_power_grid_free (grid);
    sim_engine_free (engine);
    work[r] = work_seconds () - worked;
  }
  bench_say (name, bench_fractile (whole, BENCH_ROUNDS, 0.5), "s");
  bench_say ("  first picture of 5 x 5", bench_fractile (coarse, BENCH_ROUNDS, 0.5), "ms");
  bench_say ("  work of all threads", bench_fractile (work, BENCH_ROUNDS, 0.5), "s");
  sim_vary_free (axes[0]);
  sim_vary_free (axes[1]);
  sim_scenario_unref (scenario);
}

int main (int argc, char **argv)
{
  const char *sd = "/outcomes/rmdq/sd=4:6:25", *effect = "/outcomes/rmdq/means/hand-ear=5:9:25";
  const char *lost = "/dropout/proportion=0:0.3:25", *n = "/arms/usual/size=30:78:25";
  bench_map ("heat map of effect and SD", effect, sd, (gsize) 256 << 20);
  bench_map ("heat map of effect and SD, nothing kept", effect, sd, 0);
  bench_map ("heat map of losses and SD", lost, sd, (gsize) 256 << 20);
  bench_map ("heat map of losses and patients", lost, n, (gsize) 256 << 20);
  if (argc < 2 || bench_write (argv[1]))
    return 0;
  g_printerr ("cannot write %s\n", argv[1]);
  return 1;
}
