/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * part.c - the parts of a run, joined, are the run: every count of it, whatever the threads, the
 * vector path, the split and the interruptions; and bytes that are no counts are refused.
 */
#include "fixture.h"

enum { TRIALS = 5003 };

static SimScenario *
variant (guint index)
{
  switch (index) {
  case 0: /* patients leave, sizes are nested, all tests at once */
    return fixture_scenario ("/testing/omnibus=anova", "/run/replicates=5003");
  case 1: /* random sizes of arms, no sizes but the own one */
    return fixture_scenario ("/allocation={\"method\":\"simple\"}", "/run/sizes=[152]",
                             "/run/replicates=5003");
  default: /* events and durations */
    return fixture_scenario (
        "/run/replicates=5003", "/basis=null", "/dropout=null", "/run/sizes=[90, 120]",
        "/outcomes/0={\"id\":\"relapse\",\"type\":\"time-to-event\",\"better\":\"later\","
        "\"follow-up\":26,\"hazards\":{\"hand-ear\":0.02,\"standard\":0.03,\"usual\":0.05}}",
        "/analyses/0={\"id\":\"main\",\"outcome\":\"relapse\",\"method\":\"log-rank\"}");
  }
}
enum { VARIANTS = 3 };

static void
free_part (gpointer part)
{
  sim_run_part_free (part);
}

/* Trials first .. stop - 1 of a part that ends before end. */
static SimRunPart *
simulated (SimEngine *engine, SimScenario *scenario, guint64 first, guint64 stop, guint64 end)
{
  SimRunOptions options = { .replicates = stop - first, .first = first, .p_values = TRUE };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  SimRunPart *part = sim_run_part_new (snapshot, first, end);

  g_assert_cmpuint (sim_snapshot_replicates (snapshot), ==, stop - first);
  sim_snapshot_unref (snapshot);
  return part;
}

/* Through its bytes, as from a file. */
static SimRunPart *
reread (SimEngine *engine, SimRunPart *part)
{
  g_autoptr (GError) error = NULL;
  GByteArray *bytes = sim_run_part_counts (part);
  SimRunPart *again = sim_run_part_from_counts (
      engine, sim_run_part_scenario (part), sim_run_part_first (part), sim_run_part_done (part),
      sim_run_part_end (part), bytes->data, bytes->len, &error);

  g_assert_no_error (error);
  g_byte_array_unref (bytes);
  sim_run_part_free (part);
  return again;
}

static void
assert_same_counts (const SimRunPart *a, const SimRunPart *b)
{
  GByteArray *left = sim_run_part_counts (a), *right = sim_run_part_counts (b);

  g_assert_cmpmem (left->data, left->len, right->data, right->len);
  g_byte_array_unref (left);
  g_byte_array_unref (right);
}

/* N parts by as many engines, the second one interrupted twice; joined in a wild order. */
static SimRunPart *
joined (SimScenario *scenario, guint64 n)
{
  static const char *const names[] = { "a", "b", "c", "d", "e", "f", "g" };
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (free_part);
  g_autoptr (GError) error = NULL;

  for (guint64 i = n; i >= 1; i--) {
    SimEngine *engine = fixture_engine ((guint)i % 3 + 1, i % 2 ? SIM_ISA_SCALAR : SIM_ISA_AUTO);
    guint64 first = sim_run_part_start (TRIALS, i, n), end = sim_run_part_start (TRIALS, i + 1, n);
    guint64 stop = i == 2 ? first + 1 : end;
    SimRunPart *part = reread (engine, simulated (engine, scenario, first, stop, end));
    while (sim_run_part_done (part) < end) {
      guint64 done = sim_run_part_done (part), next = MIN (done + 700, end);
      g_autoptr (SimRunPart) more = simulated (engine, scenario, done, next, end);
      g_assert_true (sim_run_part_append (part, more));
      g_assert_false (sim_run_part_append (part, more)); /* it begins elsewhere */
      part = reread (engine, part);
    }
    g_ptr_array_insert (parts, (gint)(i % (parts->len + 1)), part);
    sim_engine_free (engine);
  }
  SimRunPart *whole = sim_run_part_join (parts, names, &error);
  g_assert_no_error (error);
  return whole;
}

static void
test_union (gconstpointer data)
{
  static const guint64 splits[] = { 1, 2, 3, 7 };
  g_autoptr (SimScenario) scenario = variant (GPOINTER_TO_UINT (data));
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimRunOptions options = { .p_values = TRUE };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  g_autoptr (SimRunPart) one = sim_run_part_new (snapshot, 0, TRIALS);

  for (guint i = 0; i < G_N_ELEMENTS (splits); i++) {
    g_autoptr (SimRunPart) whole = joined (scenario, splits[i]);
    SimSnapshot *again = sim_run_part_snapshot (whole);
    SimReportInfo info = { .program = "p", .complete = TRUE };
    g_autofree char *expected = sim_report_json (snapshot, NULL, &info);
    g_autofree char *found = sim_report_json (again, NULL, &info);
    assert_same_counts (whole, one);
    g_assert_cmpstr (found, ==, expected);
    g_assert_cmpstr (sim_snapshot_fingerprint (again), ==, sim_snapshot_fingerprint (snapshot));
    g_assert_cmpuint (sim_run_part_end (whole), ==, TRIALS);
    sim_snapshot_unref (again);
  }
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
}

/* A run that begins with trials of elsewhere is the run, and may go on beyond them. */
static void
test_before (gconstpointer data)
{
  g_autoptr (SimScenario) scenario = variant (GPOINTER_TO_UINT (data));
  g_autoptr (SimScenario) other = fixture_scenario ("/run/seed=5");
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  g_autoptr (SimRunPart) whole = simulated (engine, scenario, 0, TRIALS, TRIALS);
  g_autoptr (SimRunPart) some = simulated (engine, scenario, 0, 1207, TRIALS);
  g_autoptr (SimRunPart) late = simulated (engine, scenario, 1207, TRIALS, TRIALS);
  g_autoptr (GError) error = NULL;
  SimRunOptions options = { .before = whole };
  SimRun *run = sim_run_start (engine, scenario, &options, &error);

  g_assert_no_error (error);
  g_assert_cmpint (sim_run_state (run), ==, SIM_RUN_COMPLETE);
  g_assert_cmpuint (sim_run_done (run), ==, TRIALS);
  sim_run_unref (run);

  options.before = some;
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  g_autoptr (SimRunPart) found = sim_run_part_new (snapshot, 0, TRIALS);
  assert_same_counts (found, whole);
  sim_snapshot_unref (snapshot);

  options.before = late;
  g_assert_null (sim_run_start (engine, scenario, &options, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_USAGE);
  g_clear_error (&error);
  options.before = whole;
  g_assert_null (sim_run_start (engine, other, &options, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_USAGE);
  sim_engine_free (engine);
}

/* What a run that begins with trials of elsewhere, or without the first ones, cannot be asked. */
static void
test_asked_too_much (void)
{
  g_autoptr (SimScenario) scenario = variant (0);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  g_autoptr (SimRunPart) some = simulated (engine, scenario, 0, 800, 800);
  const struct {
    SimRunOptions options;
    const char *word;
  } cases[] = {
    { { .before = some, .first = 800 }, "begins with the first one" },
    { { .before = some, .precision = 0.01 }, "precision" },
    { { .before = some, .verdicts = TRUE }, "verdicts" },
    { { .first = 800, .precision = 0.01 }, "precision" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (sim_run_start (engine, scenario, &cases[i].options, &error));
    g_assert_error (error, SIM_ERROR, SIM_ERROR_USAGE);
    g_assert_nonnull (strstr (error->message, cases[i].word));
  }
  sim_engine_free (engine);
}

/* A finished run of elsewhere gets more trials, as any other. */
static void
test_extended (void)
{
  g_autoptr (SimScenario) scenario = variant (0);
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  g_autoptr (SimRunPart) some = simulated (engine, scenario, 0, 2000, 2000);
  g_autoptr (SimRunPart) whole = simulated (engine, scenario, 0, TRIALS, TRIALS);
  SimRunOptions options = { .replicates = 1000, .before = some };
  SimRun *run = sim_run_start (engine, scenario, &options, NULL);

  g_assert_cmpuint (sim_run_target (run), ==, 2000);
  sim_run_extend (run, TRIALS);
  sim_run_wait (run, -1);
  SimSnapshot *snapshot = sim_run_snapshot (run);
  g_autoptr (SimRunPart) found = sim_run_part_new (snapshot, 0, TRIALS);
  assert_same_counts (found, whole);
  sim_snapshot_unref (snapshot);
  sim_run_unref (run);
  sim_engine_free (engine);
}

/* p-values are counted of the first 100,000 trials of the run, not of each part. */
static void
test_p_values (void)
{
  static const char *const names[] = { "a", "b" };
  g_autoptr (SimScenario) scenario
      = fixture_scenario ("/run/sizes=[152]", "/dropout/proportion=0", "/run/replicates=100500");
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (free_part);
  g_autoptr (GError) error = NULL;
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  g_autoptr (SimRunPart) one = simulated (engine, scenario, 0, 100500, 100500);

  g_ptr_array_add (parts, simulated (engine, scenario, 0, 99997, 99997));
  g_ptr_array_add (parts, simulated (engine, scenario, 99997, 100500, 100500));
  g_autoptr (SimRunPart) whole = sim_run_part_join (parts, names, &error);
  g_assert_no_error (error);
  assert_same_counts (whole, one);
  sim_engine_free (engine);
}

/* Parts share all trials, each to one of them. */
static void
test_start (void)
{
  static const guint64 trials[] = { 1, 7, 5003, 1000000000 };

  for (guint t = 0; t < G_N_ELEMENTS (trials); t++)
    for (guint64 of = 1; of <= MIN (trials[t], 100000); of = of * 3 + 1) {
      guint64 least = trials[t] / of, at = 0;
      for (guint64 i = 1; i <= of; i++) {
        g_assert_cmpuint (sim_run_part_start (trials[t], i, of), ==, at);
        at = sim_run_part_start (trials[t], i + 1, of);
        guint64 n = at - sim_run_part_start (trials[t], i, of);
        g_assert_true (n == least || n == least + 1);
      }
      g_assert_cmpuint (at, ==, trials[t]);
    }
}

static gboolean
is_refused (SimEngine *engine, SimScenario *scenario, const GByteArray *bytes, guint length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimRunPart) part
      = sim_run_part_from_counts (engine, scenario, 0, TRIALS, TRIALS, bytes->data, length, &error);

  if (part != NULL)
    return FALSE;
  g_assert_error (error, SIM_ERROR, SIM_ERROR_SHAPE);
  return TRUE;
}

/* Cut anywhere, longer, of another scenario or with numbers that never end. */
static void
test_refused (void)
{
  g_autoptr (SimScenario) scenario = variant (1), other = variant (0);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  g_autoptr (SimRunPart) part = simulated (engine, scenario, 0, TRIALS, TRIALS);
  GByteArray *bytes = sim_run_part_counts (part);

  g_assert_false (is_refused (engine, scenario, bytes, bytes->len));
  for (guint n = 0; n < bytes->len; n += n < 50 ? 1 : 37)
    g_assert_true (is_refused (engine, scenario, bytes, n));
  g_assert_true (is_refused (engine, scenario, bytes, bytes->len - 1));
  g_assert_true (is_refused (engine, other, bytes, bytes->len));
  g_byte_array_append (bytes, (const guint8 *)"", 1);
  g_assert_true (is_refused (engine, scenario, bytes, bytes->len));
  g_byte_array_set_size (bytes, bytes->len - 1);
  bytes->data[0] ^= 1; /* the number of trials */
  g_assert_true (is_refused (engine, scenario, bytes, bytes->len));
  memset (bytes->data, 0xff, bytes->len);
  g_assert_true (is_refused (engine, scenario, bytes, bytes->len));
  g_byte_array_unref (bytes);
  sim_engine_free (engine);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/part/start", test_start);
  for (guint i = 0; i < VARIANTS; i++) {
    g_autofree char *path = g_strdup_printf ("/part/union/%u", i);
    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_union);
  }
  for (guint i = 0; i < VARIANTS; i++) {
    g_autofree char *path = g_strdup_printf ("/part/before/%u", i);
    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_before);
  }
  g_test_add_func ("/part/asked-too-much", test_asked_too_much);
  g_test_add_func ("/part/extended", test_extended);
  g_test_add_func ("/part/p-values", test_p_values);
  g_test_add_func ("/part/refused", test_refused);
  return g_test_run ();
}
