/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-oracle.c - runs with everything on, against slow second ways.
 *
 * They give the same bits on every path, and from kept records as drawn anew. Their replayed
 * trials, analysed by textbook formulas in two passes, give the engine's estimates to 1e-9.
 */
#include "base/prob.h"
#include "people-bits.h"
#include "people-everything.h"

/* --- the same bits ------------------------------------------------------------------------- */

static void check_bits_of (SimScenario *scenario)
{
  people_check_bits (scenario);
  sim_scenario_unref (scenario);
}

static void check_bits (const char *type, const char *rest)
{
  check_bits_of (scenario_with (ARMS, type, rest, SIZES));
}

static void test_bits (void)
{
  check_bits ("'type':'continuous'", EVERYTHING MAR);
  check_bits ("'type':'continuous'", EVERYTHING MNAR);
  check_bits ("'type':'bounded','max':24", EVERYTHING MNAR ESTIMAND);
  check_bits ("'type':'continuous'",
              "'allocation':{'method':'stratified-blocks'}," EVERYTHING MNAR);
  check_bits_of (scenario_at_entry (ARMS, "'type':'continuous'", EVERYTHING MAR, SIZES, ENTRY,
                                    OBSERVED));
  check_bits_of (scenario_at_entry (ARMS, "'type':'bounded','max':24", EVERYTHING MNAR, SIZES,
                                    ENTRY, OBSERVED));
}

static void check_edit_of (SimScenario *one, SimScenario *other)
{
  people_check_edit (one, other);
  sim_scenario_unref (one);
  sim_scenario_unref (other);
}

static void check_edit (const char *type, const char *one, const char *other)
{
  check_edit_of (scenario_with (ARMS, type, one, SIZES), scenario_with (ARMS, type, other, SIZES));
}

static void test_edits (void)
{
  static const char *const edits[][2] = {
    { PRACTITIONERS, "'practitioners':{'caseload':{'a':7,'c':5},'icc':0.09}," },
    /* as many practitioners, other patients */
    { "'practitioners':{'caseload':{'a':[4,13,7]},'icc':0.1},",
      "'practitioners':{'caseload':{'a':[4,7,13]},'icc':0.1}," },
    { PRACTITIONERS,
      "'practitioners':{'caseload':{'a':7,'c':5},'icc':0.08,'shared':[['a','c']]}," },
    { CENTRES, "'centres':{'count':4,'icc':0.03}," },
    { MAR, "'dropout':{'mechanism':'mar','log-odds':-0.2,'proportion':0.3,'gaps':{'a':0.15}}," },
    { MAR, GAPS },
    { EVERYTHING MNAR, EVERYTHING MNAR ESTIMAND },
    { ADHERENCE, "'adherence':{'proportion':{'a':0.7},'share-kept':{'a':0.4}}," },
    { SWITCHING, "'switching':[{'from':'b','to':'c','proportion':0.2}]," },
    { RESPONSE, "" },
    { "", STRATA },
  };
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    check_edit ("'type':'continuous'", edits[i][0], edits[i][1]);
    check_edit ("'type':'bounded','max':24", edits[i][0], edits[i][1]);
  }
  static const char *const entries[][2]
      = { { "", "" }, { ENTRY, "" }, { ",'imbalance':{'a':0.4,'c':-0.2}", "" },
          { ",'min':3,'max':24", "" }, { "", OBSERVED } };
  for (guint i = 1; i < G_N_ELEMENTS (entries); i++)
    check_edit_of (scenario_at_entry (ARMS, "'type':'bounded','max':24", "", SIZES,
                                      entries[i - 1][0], entries[i - 1][1]),
                   scenario_at_entry (ARMS, "'type':'bounded','max':24", "", SIZES, entries[i][0],
                                      entries[i][1]));
}

/* --- a textbook's analysis ----------------------------------------------------------------- */

typedef struct {
  double x[128], y[128], mean_x, mean_y, xx, xy, yy;
  guint n;
} Group;

static void read_groups (const SimTrial *trial, guint visit, Group groups[3])
{
  for (guint a = 0; a < 3; a++)
    groups[a] = (Group){ .n = 0 };
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *patient = &trial->patients[i];
    Group *g = &groups[patient->arm];
    if (patient->outcomes->seen[visit] != SIM_SEEN)
      continue;
    g->x[g->n] = patient->outcomes->baseline;
    g->y[g->n++] = patient->outcomes->scores[visit];
  }
  for (guint a = 0; a < 3; a++) {
    Group *g = &groups[a];
    for (guint i = 0; i < g->n; i++) {
      g->mean_x += g->x[i] / g->n;
      g->mean_y += g->y[i] / g->n;
    }
    for (guint i = 0; i < g->n; i++) {
      g->xx += (g->x[i] - g->mean_x) * (g->x[i] - g->mean_x);
      g->xy += (g->x[i] - g->mean_x) * (g->y[i] - g->mean_y);
      g->yy += (g->y[i] - g->mean_y) * (g->y[i] - g->mean_y);
    }
  }
}

static void check_result (const SimTrialResult *result, double estimate, double se, double df)
{
  double found[] = { result->estimate, result->se, result->df, result->p_value };
  double expected[] = { estimate, se, df, 2 * sim_t_upper (fabs (estimate / se), df) };
  g_assert_true (result->fitted);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat (fabs (found[i] - expected[i]), <=, 1e-9 * MAX (1, fabs (expected[i])));
}

/* Lower is better: the estimates are of b less the other arm. */
static void check_trial (const SimTrial *trial)
{
  Group g[3];
  double xx = 0, xy = 0, yy = 0, n = 0;
  read_groups (trial, 1, g);
  for (guint a = 0; a < 3; a++) {
    xx += g[a].xx;
    xy += g[a].xy;
    yy += g[a].yy;
    n += g[a].n;
  }
  double gap = g[1].mean_x - g[0].mean_x, s2 = (yy - xy * xy / xx) / (n - 4);
  check_result (&trial->results[0], g[1].mean_y - g[0].mean_y - xy / xx * gap,
                sqrt (s2 * (1.0 / g[0].n + 1.0 / g[1].n + gap * gap / xx)), n - 4);
  read_groups (trial, 0, g);
  double df = g[1].n + g[2].n - 2.0;
  check_result (&trial->results[1], g[1].mean_y - g[2].mean_y,
                sqrt ((g[1].yy + g[2].yy) / df * (1.0 / g[1].n + 1.0 / g[2].n)), df);
}

static void check_oracle_of (SimScenario *scenario)
{
  enum { TRIALS = 24 }; /* three blocks of lanes; each is planned anew */
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = TRIALS };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  for (guint s = 0; s < results->n_sizes; s++) {
    double sum[2] = { 0, 0 }, rejected[2] = { 0, 0 }, analysed = 0;
    for (guint64 r = 0; r < TRIALS; r++) {
      SimTrial *trial = sim_trial_new (engine, scenario, r, results->sizes[s].total, NULL);
      check_trial (trial);
      for (guint h = 0; h < 2; h++) {
        sum[h] += trial->results[h].estimate / TRIALS;
        rejected[h] += trial->results[h].rejected;
      }
      for (guint i = 0; i < trial->n_patients; i++)
        analysed += trial->patients[i].outcomes->seen[1] == SIM_SEEN;
      sim_trial_free (trial);
    }
    g_assert_cmpfloat (fabs (results->sizes[s].analysed - analysed / TRIALS), <, 1e-9);
    for (guint h = 0; h < 2; h++) {
      const SimHypothesisResult *found = &results->sizes[s].hypotheses[h];
      g_assert_cmpfloat (fabs (found->estimate.value - sum[h]), <, 1e-6); /* sums in steps */
      g_assert_cmpfloat (fabs (found->power.value - rejected[h] / TRIALS), <, 1e-12);
    }
  }
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

static void check_oracle (const char *type, const char *rest)
{
  check_oracle_of (scenario_with (ARMS, type, rest, "[60,120]"));
}

static void test_oracle (void)
{
  check_oracle ("'type':'continuous'", PRACTITIONERS STRATA ADHERENCE MAR);
  check_oracle ("'type':'continuous'", EVERYTHING MNAR ESTIMAND);
  check_oracle ("'type':'bounded','max':24", EVERYTHING MNAR);
  /* arms of random size, levels known before the arm */
  check_oracle ("'type':'continuous'", "'allocation':{'method':'minimisation'}," EVERYTHING MAR);
  check_oracle ("'type':'continuous'", "'allocation':{'method':'simple'}," EVERYTHING MNAR);
  check_oracle_of (scenario_at_entry (ARMS, "'type':'continuous'", MAR, "[60,120]", ENTRY, ""));
  check_oracle_of (scenario_at_entry (ARMS, "'type':'bounded','max':24", EVERYTHING MNAR,
                                      "[60,120]", ENTRY, OBSERVED));
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/people-oracle/bits", test_bits);
  g_test_add_func ("/run/people-oracle/edits", test_edits);
  g_test_add_func ("/run/people-oracle/oracle", test_oracle);
  return g_test_run ();
}
