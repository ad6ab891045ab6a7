/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * batch.c - a batch is the same runs one by one: equal fingerprints, in order; cells without a
 * scenario are passed over; a wish to cancel is heard.
 */
#include "../run/fixture.h"

enum { CELLS = 9, GAP = 4, TRIALS = 2000 };

typedef struct {
  GPtrArray *prints; /* of char*, in the order in which they came */
  GArray *cells;     /* of guint */
  guint made;
  gint cancel;
  guint cancel_at; /* after so many cells are done; 0: never */
} Seen;

static SimScenario *variant (guint cell)
{
  char *mean = g_strdup_printf ("/outcomes/rmdq/means/hand-ear=%u", 5 + cell);
  SimScenario *scenario = fixture_scenario (mean);
  g_free (mean);
  return scenario;
}

static SimScenario *make (gpointer data, guint cell)
{
  Seen *seen = data;
  seen->made++;
  return cell == GAP ? NULL : variant (cell);
}

static void done (gpointer data, guint cell, SimSnapshot *snapshot)
{
  Seen *seen = data;
  g_assert_cmpuint (sim_snapshot_replicates (snapshot), ==, TRIALS);
  g_ptr_array_add (seen->prints, g_strdup (sim_snapshot_fingerprint (snapshot)));
  g_array_append_val (seen->cells, cell);
  if (seen->cells->len == seen->cancel_at)
    g_atomic_int_set (&seen->cancel, 1);
}

static gboolean run (Seen *seen, guint threads)
{
  static const SimRunOptions options = { .replicates = TRIALS };
  SimBatchCalls calls = { make, done, seen };
  SimEngine *engine = fixture_engine (threads, SIM_ISA_AUTO);
  GError *error = NULL;

  seen->prints = g_ptr_array_new_with_free_func (g_free);
  seen->cells = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean good = sim_batch_run (engine, CELLS, &options, &calls, &seen->cancel, &error);
  g_assert_no_error (error);
  sim_engine_free (engine);
  return good;
}

static void clear (Seen *seen)
{
  g_ptr_array_unref (seen->prints);
  g_array_unref (seen->cells);
}

static void test_same_as_single_runs (void)
{
  static const SimRunOptions options = { .replicates = TRIALS };
  Seen seen = { 0 };
  SimEngine *engine = fixture_engine (1, SIM_ISA_SCALAR);

  g_assert_true (run (&seen, 2));
  g_assert_cmpuint (seen.cells->len, ==, CELLS - 1);
  for (guint i = 0; i < seen.cells->len; i++) {
    guint cell = g_array_index (seen.cells, guint, i);
    g_assert_cmpuint (cell, ==, i < GAP ? i : i + 1);
    SimScenario *scenario = variant (cell);
    SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
    g_assert_cmpstr (g_ptr_array_index (seen.prints, i), ==, sim_snapshot_fingerprint (snapshot));
    sim_snapshot_unref (snapshot);
    sim_scenario_unref (scenario);
    if (i > 0)
      g_assert_cmpstr (g_ptr_array_index (seen.prints, i), !=,
                       g_ptr_array_index (seen.prints, i - 1));
  }
  sim_engine_free (engine);
  clear (&seen);
}

static void test_cancel (void)
{
  Seen seen = { .cancel_at = 2 };
  g_assert_false (run (&seen, 1));
  g_assert_cmpuint (seen.cells->len, ==, 2);
  g_assert_cmpuint (seen.made, <, CELLS);
  clear (&seen);

  Seen before = { .cancel = 1 };
  g_assert_false (run (&before, 1));
  g_assert_cmpuint (before.made, ==, 0);
  clear (&before);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study/batch/same-as-single-runs", test_same_as_single_runs);
  g_test_add_func ("/study/batch/cancel", test_cancel);
  return g_test_run ();
}
