/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * replay.c - trials that are read or looked for are those that are replayed patient by patient,
 * to the last bit, and their marks add up to what the run counts.
 */
#include "fixture.h"

#include <math.h>
#include <string.h>

enum { TRIALS = 2000, REPLAYED = 70, SCENARIOS = 7 };

static SimScenario *scenario (guint which)
{
  static const char *const names[SCENARIOS][6] = {
    { "/testing/alpha=0.4", "/run/sizes=[40, 90, 152]" },
    { "/testing/alpha=0.4", "/testing/multiplicity/method=none", "/testing/sides=1",
      "/run/sizes=[24, 152]", "/dropout/proportion=0.4" },
    { "/testing/alpha=0.3", "/run/sizes=[24, 152]",
      "/analyses/0={\"id\": \"main\", \"method\": \"t-test\", \"variance\": \"welch\", "
      "\"visit\": \"week-8\"}" },
    { "/testing/alpha=0.6", "/run/sizes=[30, 152]", "/allocation/method=simple",
      "/analyses/0={\"id\": \"main\", \"method\": \"mann-whitney\", \"visit\": \"week-8\"}" },
    { "/testing/hypotheses/HE-UC/type=non-inferiority", "/testing/hypotheses/HE-UC/margin=1.5",
      "/testing/hypotheses/ST-UC/type=equivalence", "/testing/hypotheses/ST-UC/margin=2" },
    { "/outcomes/rmdq/means/hand-ear=[9, 8]", "/outcomes/rmdq/means/standard=[9, 8]",
      "/testing/alpha=0.5" },
    { "/testing/multiplicity/method=dunnett", "/testing/alpha=0.5",
      "/testing/hypotheses=[{\"id\": \"HE-UC\", \"compare\": [\"hand-ear\", \"usual\"]}, "
      "{\"id\": \"ST-UC\", \"compare\": [\"standard\", \"usual\"]}]" },
  };
  return fixture_scenario_v (names[which]);
}

static SimReplay *replay_of (SimScenario *scenario, SimIsa isa, guint total)
{
  SimEngine *engine = fixture_engine (1, isa);
  GError *error = NULL;
  SimReplay *replay = sim_replay_new (engine, scenario, total, &error);
  g_assert_no_error (error);
  sim_engine_free (engine); /* it is needed no longer */
  return replay;
}

/* The same trial patient by patient, though planned for its size alone and on another path. */
static void assert_same_patients (const SimTrial *one, const SimTrial *other)
{
  g_assert_cmpuint (one->total, ==, other->total);
  g_assert_cmpuint (one->n_patients, ==, other->n_patients);
  for (guint p = 0; p < one->n_patients; p++) {
    const SimPatient *a = &one->patients[p], *b = &other->patients[p];
    g_assert_cmpuint (a->arm, ==, b->arm);
    g_assert_cmpuint (a->recruit, ==, b->recruit);
    for (guint o = 0; o < one->n_outcomes; o++) {
      g_assert_cmpmem (a->outcomes[o].scores, sizeof a->outcomes[o].scores, b->outcomes[o].scores,
                       sizeof b->outcomes[o].scores);
      g_assert_cmpmem (a->outcomes[o].seen, sizeof a->outcomes[o].seen, b->outcomes[o].seen,
                       sizeof b->outcomes[o].seen);
    }
  }
  g_assert_cmpmem (one->results, one->n_hypotheses * sizeof *one->results, other->results,
                   other->n_hypotheses * sizeof *other->results);
}

/* Every vector path against the scalar one that draws patients. */
static void test_same_trials (gconstpointer data)
{
  SimScenario *given = scenario (GPOINTER_TO_UINT (data));
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  for (guint size = 0; size < sim_scenario_n_sizes (given); size++)
    for (SimIsa isa = SIM_ISA_AUTO; isa <= SIM_ISA_AVX512; isa++) {
      guint total = sim_scenario_total (given, size);
      if (!sim_isa_name (isa))
        continue;
      SimReplay *replay = replay_of (given, isa, total);
      for (guint r = 0; r < REPLAYED; r++) {
        guint64 index = r % 2 ? r : (guint64) 999999937 * r;
        SimTrial *trial = sim_trial_new (engine, given, index, total, NULL);
        if (r % 8 < 2) {
          SimTrial *again = sim_replay_trial (replay, index, NULL);
          assert_same_patients (again, trial);
          sim_trial_free (again);
        }
        for (guint h = 0; h < trial->n_hypotheses; h++) {
          SimTrialResult result;
          memset (&result, 0xff, sizeof result);
          sim_replay_read (replay, h, index, 1, &result);
          SimTrialResult *expected = &trial->results[h];
          const double one[] = { result.estimate, result.se,      result.df,  result.statistic,
                                 result.p_value,  result.low,     result.high };
          const double other[] = { expected->estimate, expected->se,  expected->df,
                                   expected->statistic, expected->p_value, expected->low,
                                   expected->high };
          g_assert_cmpmem (one, sizeof one, other, sizeof other);
          g_assert_cmpuint (result.marks, ==, expected->marks);
          g_assert_true (result.rejected == expected->rejected);
          g_assert_true (result.fitted == expected->fitted);
        }
        sim_trial_free (trial);
      }
      sim_replay_free (replay);
    }
  sim_engine_free (engine);
  sim_scenario_unref (given);
}

static SimTrialResult *read_all (SimScenario *given, guint h, guint total)
{
  SimReplay *replay = replay_of (given, SIM_ISA_AUTO, total);
  SimTrialResult *all = g_new (SimTrialResult, TRIALS);
  sim_replay_read (replay, h, 0, 1, all);
  sim_replay_read (replay, h, 1, 700, all + 1); /* over the bounds of tiles */
  sim_replay_read (replay, h, 701, TRIALS - 701, all + 701);
  sim_replay_free (replay);
  return all;
}

static guint count (const SimTrialResult *all, guint mark)
{
  guint n = 0;
  for (guint r = 0; r < TRIALS; r++)
    n += (all[r].marks & mark) != 0;
  return n;
}

static void check_share (guint count, guint of, SimFigure figure)
{
  if (isnan (figure.value))
    g_assert_cmpuint (count, ==, 0);
  else
    g_assert_cmpfloat ((double) count / of, ==, figure.value);
}

/* The marks are what the run counts, and the mean of what it calls significant is its own. */
static void test_counts (gconstpointer data)
{
  SimScenario *given = scenario (GPOINTER_TO_UINT (data));
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = TRIALS };
  SimSnapshot *snapshot = fixture_run (engine, given, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  for (guint size = 0; size < results->n_sizes; size++)
    for (guint h = 0; h < results->n_hypotheses; h++) {
      const SimHypothesisResult *at = &results->sizes[size].hypotheses[h];
      SimTrialResult *all = read_all (given, h, results->sizes[size].total);
      guint rejected = count (all, SIM_TRIAL_REJECTED), benefit = 0;
      double sum = 0;
      SimTally tally = { 0 };
      for (guint r = 0; r < TRIALS; r++) {
        benefit += all[r].rejected && (all[r].marks & SIM_TRIAL_FAVOURS);
        sum += all[r].estimate;
        sim_tally_add (&tally, &all[r]);
      }
      g_assert_cmpuint (tally.trials, ==, TRIALS);
      g_assert_cmpuint (tally.rejected, ==, rejected);
      check_share ((guint) tally.covers, (guint) tally.fitted, at->coverage);
      check_share ((guint) tally.wrong_sign, rejected, at->type_s);
      if (!isnan (at->type_m.value))
        g_assert_cmpfloat (fabs (tally.sum_size / rejected / fabs (at->true_effect)
                                 - at->type_m.value),
                           <, 1e-6);
      check_share (rejected, TRIALS, at->power);
      check_share (benefit, TRIALS, at->power_benefit);
      check_share (count (all, SIM_TRIAL_COVERS), count (all, SIM_TRIAL_FITTED), at->coverage);
      check_share (count (all, SIM_TRIAL_WRONG_SIGN), rejected, at->type_s);
      g_assert_cmpfloat (fabs (sum / TRIALS - at->estimate.value), <, 1e-6);
      if (size == results->own_size && rejected > 0)
        g_assert_cmpfloat (
            fabs (tally.sum / rejected - results->histograms[h].mean_rejected), <, 1e-6);
      g_free (all);
    }
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (given);
}

/* The same search, one trial after the other. */
static SimSearch slow_find (const SimTrialResult *all, const SimTrialKind *kind, int first,
                            int last, guint64 *found)
{
  int by = last < first ? -1 : 1;
  for (int r = first; r != last + by; r += by) {
    gboolean within = TRUE;
    if (kind->by_estimate)
      within = all[r].estimate >= kind->low && all[r].estimate < kind->high;
    if (kind->by_p)
      within = within && all[r].p_value >= kind->p_from && all[r].p_value < kind->p_below;
    if (within && (all[r].marks & kind->with) == kind->with && !(all[r].marks & kind->without)) {
      *found = (guint64) r;
      return SIM_SEARCH_FOUND;
    }
  }
  return SIM_SEARCH_NONE;
}

static void test_find (void)
{
  static const guint marks[][2] = { { SIM_TRIAL_REJECTED, 0 },
                                    { 0, SIM_TRIAL_REJECTED },
                                    { SIM_TRIAL_FITTED, SIM_TRIAL_COVERS },
                                    { SIM_TRIAL_WRONG_SIGN, 0 },
                                    { 0, 0 } };
  static const double limits[][2] = { { 0, 0 }, { 3, 3.1 }, { -INFINITY, -2 },
                                      { 1e9, INFINITY } };
  static const double ps[][2] = { { 0, 0 }, { 0.4, 0.45 }, { 0, 1e-9 } };
  SimScenario *given = scenario (0);
  guint n_found = 0, n_none = 0, n_by_p = 0;
  for (guint h = 0; h < 3; h++) {
    SimTrialResult *all = read_all (given, h, 40);
    SimReplay *replay = replay_of (given, SIM_ISA_AUTO, 40);
    for (guint i = 0; i < G_N_ELEMENTS (marks) * G_N_ELEMENTS (limits); i++)
      for (int first = 0; first < TRIALS; first += 173)
        for (int last = 0; last < TRIALS; last += 499) {
          gsize p = (gsize) (first + last) % 3;
          SimTrialKind kind = { marks[i / 4][0], marks[i / 4][1], i % 4 > 0, limits[i % 4][0],
                                limits[i % 4][1], p > 0, ps[p][0], ps[p][1] };
          guint64 one = 0, other = 0;
          SimSearch said = sim_replay_find (replay, h, &kind, (guint64) first, (guint64) last,
                                            NULL, &one);
          g_assert_cmpint (said, ==, slow_find (all, &kind, first, last, &other));
          g_assert_cmpuint (one, ==, other);
          n_found += said == SIM_SEARCH_FOUND;
          n_none += said == SIM_SEARCH_NONE;
          n_by_p += said == SIM_SEARCH_FOUND && p > 0;
        }
    sim_replay_free (replay);
    g_free (all);
  }
  g_assert_cmpuint (n_found, >, 500);
  g_assert_cmpuint (n_none, >, 200);
  g_assert_cmpuint (n_by_p, >, 100);
  sim_scenario_unref (given);
}

static void test_cancel (void)
{
  SimScenario *given = scenario (0);
  SimReplay *replay = replay_of (given, SIM_ISA_AUTO, 0);
  SimTrialKind never = { .with = SIM_TRIAL_REJECTED, .without = SIM_TRIAL_FITTED };
  gint cancel = 1;
  guint64 found = 7;
  g_assert_cmpint (sim_replay_find (replay, 0, &never, 0, G_MAXUINT64, &cancel, &found), ==,
                   SIM_SEARCH_CANCELLED);
  g_assert_cmpuint (found, ==, 7);
  sim_replay_free (replay);
  sim_scenario_unref (given);
}

static void test_bad_size (void)
{
  SimScenario *given = scenario (0);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  GError *error = NULL;
  g_assert_null (sim_replay_new (engine, given, 41, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_RANGE);
  g_assert_nonnull (strstr (error->message, "41 patients"));
  g_error_free (error);
  sim_engine_free (engine);
  sim_scenario_unref (given);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < SCENARIOS; i++) {
    g_autofree char *trials = g_strdup_printf ("/replay/same-trials/%u", i);
    g_autofree char *counts = g_strdup_printf ("/replay/counts/%u", i);
    g_test_add_data_func (trials, GUINT_TO_POINTER (i), test_same_trials);
    g_test_add_data_func (counts, GUINT_TO_POINTER (i), test_counts);
  }
  g_test_add_func ("/replay/find", test_find);
  g_test_add_func ("/replay/cancel", test_cancel);
  g_test_add_func ("/replay/bad-size", test_bad_size);
  return g_test_run ();
}
