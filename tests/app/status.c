/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/status.c: the sentence of the status line.
 */
#include "status.h"

#include <math.h>

/* Counts have narrow no-break spaces, which read badly in a test. */
static void
check (const AppStatusFacts *facts, const char *expected)
{
  g_autofree char *sentence = app_status_sentence (facts);
  g_auto (GStrv) parts = g_strsplit (sentence, "\u202f", -1);
  g_autofree char *plain = g_strjoinv (" ", parts);

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_running (void)
{
  check (&(AppStatusFacts){ .state = SIM_RUN_RUNNING,
                            .done = 412000,
                            .target = 1000000,
                            .rate = 1.2e6,
                            .seconds = 0.4,
                            .left = 3.2,
                            .mcse = 0.00026 },
         "412 000 of 1 000 000 trials · 1.2 M/s · ±0.05 points (95 %) · 3 s left");
}

static void
test_paused (void)
{
  check (&(AppStatusFacts){ .state = SIM_RUN_PAUSED,
                            .done = 5000,
                            .target = 100000,
                            .rate = 83400,
                            .seconds = 0.06,
                            .left = NAN,
                            .mcse = 0.005 },
         "Paused · 5000 of 100 000 trials · 83 k/s · ±1.0 points (95 %)");
}

static void
test_complete (void)
{
  check (&(AppStatusFacts){ .state = SIM_RUN_COMPLETE,
                            .done = 100000,
                            .target = 100000,
                            .rate = 410,
                            .seconds = 244,
                            .left = NAN,
                            .mcse = NAN },
         "100 000 trials · done in 4 min · 410/s");
}

static void
test_nothing (void)
{
  check (&(AppStatusFacts){ .state = SIM_RUN_CANCELLED, .left = NAN, .mcse = NAN }, "");
  check (&(AppStatusFacts){ .state = SIM_RUN_CANCELLED, .error = "No threads.", .left = NAN },
         "No threads.");
}

/* Rounding never says "1000 k/s" or "60.0 s". */
static void
test_edges (void)
{
  AppStatusFacts facts = { .state = SIM_RUN_RUNNING, .done = 1, .target = 2, .mcse = NAN };

  facts.rate = 999600;
  facts.left = 0.02;
  check (&facts, "1 of 2 trials · 1.0 M/s · 0.1 s left");
  facts.rate = 9960;
  facts.left = 119.4;
  check (&facts, "1 of 2 trials · 10 k/s · 119 s left");
  facts.rate = 9.96e6;
  facts.left = 120;
  check (&facts, "1 of 2 trials · 10 M/s · 2 min left");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/status/running", test_running);
  g_test_add_func ("/status/paused", test_paused);
  g_test_add_func ("/status/complete", test_complete);
  g_test_add_func ("/status/nothing", test_nothing);
  g_test_add_func ("/status/edges", test_edges);
  return g_test_run ();
}
