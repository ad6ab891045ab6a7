/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * engine.c - how fast the engine simulates, beside a plain-C floor in the same run.
 *
 * The floor is what a careful programmer writes first: mt19937, libm Box-Muller, arrays, one trial
 * after the other. Machines are noisy: quote the ratios, medians of several rounds. Prints a table;
 * with a file name as argument writes the figures as JSON too.
 */
#include <math.h>

#include "../sim/run/fixture.h"

enum { ROUNDS = 5, ARMS = 3 };
static const guint arm_n[ARMS] = { 54, 50, 48 };

static double seconds (void)
{
  return (double) g_get_monotonic_time () / 1e6;
}

/* --- the floor ------------------------------------------------------------------------------ */

typedef struct {
  guint32 word[624];
  guint at;
  gboolean have;
  double spare;
} Twister;

static void twister_init (Twister *t, guint32 seed)
{
  t->word[0] = seed;
  for (guint32 i = 1; i < 624; i++)
    t->word[i] = 1812433253u * (t->word[i - 1] ^ (t->word[i - 1] >> 30)) + i;
  t->at = 624;
  t->have = FALSE;
}

static guint32 twister_next (Twister *t)
{
  if (t->at == 624) {
    for (guint i = 0; i < 624; i++) {
      guint32 y = (t->word[i] & 0x80000000u) | (t->word[(i + 1) % 624] & 0x7fffffffu);
      t->word[i] = t->word[(i + 397) % 624] ^ (y >> 1) ^ (y & 1 ? 0x9908b0dfu : 0);
    }
    t->at = 0;
  }
  guint32 y = t->word[t->at++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

static double twister_normal (Twister *t)
{
  if (t->have) {
    t->have = FALSE;
    return t->spare;
  }
  double u = (twister_next (t) + 0.5) / 4294967296.0, v = (twister_next (t) + 0.5) / 4294967296.0;
  double r = sqrt (-2 * log (u));
  t->have = TRUE;
  t->spare = r * sin (2 * G_PI * v);
  return r * cos (2 * G_PI * v);
}

/* Pairwise t tests (ANCOVA: with one baseline covariate) of one trial; returns rejections. */
static guint floor_trial (Twister *t, gboolean ancova, double c)
{
  double x[ARMS][64], y[ARMS][64], mx[ARMS] = { 0 }, my[ARMS] = { 0 };
  static const double mean[ARMS] = { 3.2, 2.1, 0 };
  double sxx = 0, sxy = 0, syy = 0;
  for (guint a = 0; a < ARMS; a++) {
    for (guint i = 0; i < arm_n[a]; i++) {
      x[a][i] = ancova ? twister_normal (t) : 0;
      double e = twister_normal (t);
      y[a][i] = mean[a] + 5 * (ancova ? 0.5 * x[a][i] + sqrt (0.75) * e : e);
      mx[a] += x[a][i] / arm_n[a];
      my[a] += y[a][i] / arm_n[a];
    }
    for (guint i = 0; i < arm_n[a]; i++) {
      double dx = x[a][i] - mx[a], dy = y[a][i] - my[a];
      sxx += dx * dx, sxy += dx * dy, syy += dy * dy;
    }
  }
  double slope = ancova ? sxy / sxx : 0, s2 = (syy - slope * sxy) / (ancova ? 148 : 149);
  guint rejected = 0;
  for (guint a = 0; a < ARMS; a++)
    for (guint b = a + 1; b < ARMS; b++) {
      double gap = mx[a] - mx[b], d = my[a] - my[b] - slope * gap;
      double v = s2 * (1.0 / arm_n[a] + 1.0 / arm_n[b] + (ancova ? gap * gap / sxx : 0));
      rejected += d * d > c * c * v;
    }
  return rejected;
}

static double floor_rate (gboolean ancova)
{
  enum { N = 20000 };
  static guint sink;
  Twister twister;
  twister_init (&twister, 5489);
  double start = seconds ();
  for (guint i = 0; i < N; i++)
    sink += floor_trial (&twister, ancova, 1.976);
  return sink ? N / (seconds () - start) : 0;
}

/* --- the engine ----------------------------------------------------------------------------- */

static SimScenario *job (gboolean ancova, const char *sizes)
{
  char *set = g_strconcat ("/run/sizes=", sizes, NULL);
  SimScenario *scenario
      = ancova ? fixture_scenario ("/dropout/proportion=0", set,
                                   "/testing/multiplicity/method=none")
               : fixture_scenario ("/dropout/proportion=0", set, "/outcomes/rmdq/baseline=null",
                                   "/analyses/main/method=t-test",
                                   "/analyses/main/adjust-for=null",
                                   "/testing/multiplicity/method=none");
  g_free (set);
  return scenario;
}

static double engine_rate (SimScenario *scenario, SimIsa isa, guint threads, guint64 trials)
{
  SimEngine *engine = fixture_engine (threads, isa);
  SimRunOptions options = { .replicates = trials };
  double start = seconds ();
  sim_snapshot_unref (fixture_run (engine, scenario, &options));
  double rate = (double) trials / (seconds () - start);
  sim_engine_free (engine);
  return rate;
}

static int compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

static double median (double *x)
{
  qsort (x, ROUNDS, sizeof *x, compare);
  return x[ROUNDS / 2];
}

static void row (GString *json, const char *name, double rate, double ratio)
{
  g_print ("%-44s %12.0f trials/s   %6.2f x floor\n", name, rate, ratio);
  g_string_append_printf (json, "%s{\"name\": \"%s\", \"rate\": %.0f, \"ratio\": %.3f}",
                          json->len > 1 ? ",\n " : "", name, rate, ratio);
}

static void bench_jobs (GString *json)
{
  static const SimIsa isas[] = { SIM_ISA_SCALAR, SIM_ISA_AVX2, SIM_ISA_AVX512 };
  for (guint ancova = 0; ancova < 2; ancova++) {
    SimScenario *scenario = job (ancova, "[152]");
    double base[ROUNDS], ratio[ROUNDS], rate[ROUNDS];
    for (guint i = 0; i < G_N_ELEMENTS (isas); i++) {
      if (!sim_isa_name (isas[i]))
        continue;
      for (guint r = 0; r < ROUNDS; r++) { /* floor and engine in turn, so that noise hits both */
        base[r] = floor_rate (ancova);
        rate[r] = engine_rate (scenario, isas[i], 1, 400000);
        ratio[r] = rate[r] / base[r];
      }
      char *name = g_strdup_printf ("%s 54/50/48, %s, 1 thread", ancova ? "ANCOVA" : "t test",
                                    sim_isa_name (isas[i]));
      row (json, name, median (rate), median (ratio));
      g_free (name);
    }
    row (json, ancova ? "ANCOVA floor" : "t test floor", median (base), 1);
    sim_scenario_unref (scenario);
  }
}

static void bench_threads (GString *json)
{
  SimScenario *scenario = job (FALSE, "[152]");
  double one[ROUNDS], ratio[ROUNDS];
  guint threads = g_get_num_processors ();
  for (guint r = 0; r < ROUNDS; r++) {
    one[r] = engine_rate (scenario, SIM_ISA_AUTO, 1, 1000000);
    ratio[r] = engine_rate (scenario, SIM_ISA_AUTO, threads, 1000000) / one[r];
  }
  g_print ("%u threads against one: %.2f\n", threads, median (ratio));
  g_string_append_printf (json, ",\n {\"name\": \"threads\", \"n\": %u, \"ratio\": %.3f}", threads,
                          ratio[ROUNDS / 2]);
  sim_scenario_unref (scenario);
}

/* Twenty-five nested sizes up to 200 an arm against the largest alone. */
static void bench_curve (GString *json)
{
  GString *sizes = g_string_new ("[");
  for (guint i = 1; i <= 25; i++)
    g_string_append_printf (sizes, "%s%u", i > 1 ? ", " : "", 24 * i);
  g_string_append (sizes, "]");
  for (guint ancova = 0; ancova < 2; ancova++) {
    SimScenario *curve = job (ancova, sizes->str), *point = job (ancova, "[600]");
    double ratio[ROUNDS];
    for (guint r = 0; r < ROUNDS; r++)
      ratio[r] = engine_rate (point, SIM_ISA_AUTO, 1, 100000)
                 / engine_rate (curve, SIM_ISA_AUTO, 1, 100000);
    g_print ("%s, 26 nested sizes to 600 against 2: cost %.2f\n", ancova ? "ANCOVA" : "t test",
             median (ratio));
    g_string_append_printf (json, ",\n {\"name\": \"curve-%s\", \"cost\": %.3f}",
                            ancova ? "ancova" : "t", ratio[ROUNDS / 2]);
    sim_scenario_unref (curve);
    sim_scenario_unref (point);
  }
  g_string_free (sizes, TRUE);
}

/* From the start of a run to its first published trials, and from a cancel to its return. */
static void bench_latency (GString *json)
{
  SimScenario *scenario = fixture_scenario ("/run/replicates=100000000");
  SimEngine *engine = fixture_engine (0, SIM_ISA_AUTO);
  double first[ROUNDS * 20], stop[ROUNDS * 20];
  for (guint r = 0; r < G_N_ELEMENTS (first); r++) {
    double start = seconds ();
    SimRun *run = sim_run_start (engine, scenario, NULL, NULL);
    while (sim_run_done (run) == 0)
      g_usleep (50);
    first[r] = seconds () - start;
    start = seconds ();
    sim_run_cancel (run);
    sim_run_unref (run);
    stop[r] = seconds () - start;
  }
  qsort (first, G_N_ELEMENTS (first), sizeof *first, compare);
  qsort (stop, G_N_ELEMENTS (stop), sizeof *stop, compare);
  g_print ("first trials after a start: median %.2f ms, 99th percentile %.2f ms\n",
           first[G_N_ELEMENTS (first) / 2] * 1e3, first[G_N_ELEMENTS (first) - 2] * 1e3);
  g_print ("cancel returns: median %.3f ms, 99th percentile %.3f ms\n",
           stop[G_N_ELEMENTS (stop) / 2] * 1e3, stop[G_N_ELEMENTS (stop) - 2] * 1e3);
  g_string_append_printf (json, ",\n {\"name\": \"first-trials\", \"median-ms\": %.3f}",
                          first[G_N_ELEMENTS (first) / 2] * 1e3);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

int main (int argc, char **argv)
{
  GString *json = g_string_new ("[");
  bench_jobs (json);
  bench_threads (json);
  bench_curve (json);
  bench_latency (json);
  g_string_append (json, "]\n");
  gboolean written = argc < 2 || g_file_set_contents (argv[1], json->str, -1, NULL);
  if (!written)
    g_printerr ("cannot write %s\n", argv[1]);
  g_string_free (json, TRUE);
  return written ? 0 : 1;
}
