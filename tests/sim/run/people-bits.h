/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-bits.h - the same bits on every path, and from kept records as drawn anew.
 */
#ifndef TESTS_SIM_RUN_PEOPLE_BITS_H
#define TESTS_SIM_RUN_PEOPLE_BITS_H

#include "fixture.h"

/**
 * For all instruction sets of this machine, 1 to `most` threads and as many sizes of block: each
 * thread more makes the block `step` trials larger.
 */
static inline void people_check_bits_of (SimScenario *scenario, guint replicates, guint step,
                                         guint most)
{
  char *expected = NULL;
  for (int isa = SIM_ISA_SCALAR; isa <= SIM_ISA_AVX512; isa++)
    for (guint threads = 1; threads <= most; threads++) {
      GError *error = NULL;
      SimEngine *engine = sim_engine_new (threads, (SimIsa) isa, &error);
      g_clear_error (&error); /* this machine may lack the instructions */
      if (!engine)
        continue;
      SimRunOptions options = { .replicates = replicates, .block = threads * step };
      SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
      if (!expected)
        expected = g_strdup (sim_snapshot_fingerprint (snapshot));
      g_assert_cmpstr (sim_snapshot_fingerprint (snapshot), ==, expected);
      sim_snapshot_unref (snapshot);
      sim_engine_free (engine);
    }
  g_free (expected);
}

/** The usual size: 3001 trials. */
static inline void people_check_bits (SimScenario *scenario)
{
  people_check_bits_of (scenario, 3001, 56, 3);
}

/** An engine that keeps the records of one scenario draws the patients of another anew. */
static inline void people_check_edit (SimScenario *one, SimScenario *other)
{
  SimScenario *scenarios[2] = { one, other };
  SimEngine *keeps = fixture_engine (1, SIM_ISA_AUTO);
  sim_engine_set_keep (keeps, 64 << 20);
  for (guint i = 0; i < 2; i++) {
    SimRunOptions options = { .replicates = 1001 };
    SimEngine *fresh = fixture_engine (1, SIM_ISA_AUTO);
    SimSnapshot *kept = fixture_run (keeps, scenarios[i], &options);
    SimSnapshot *drawn = fixture_run (fresh, scenarios[i], &options);
    g_assert_cmpstr (sim_snapshot_fingerprint (kept), ==, sim_snapshot_fingerprint (drawn));
    sim_snapshot_unref (kept);
    sim_snapshot_unref (drawn);
    sim_engine_free (fresh);
  }
  sim_engine_free (keeps);
}

#endif
