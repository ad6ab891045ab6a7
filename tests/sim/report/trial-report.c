/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-report.c - tests of one trial as text: a row a patient and visit, and the analysis.
 */
#include "handmade.h"

#include <math.h>
#include <string.h>

#include "report/grid.h"

/* Two patients of different arms, the second lost before the last visit. */
static SimTrial
trial_of_two (SimPatient *patients, SimScores *scores)
{
  SimTrial trial = { .index = 41,
                     .total = 152,
                     .n_arms = 3,
                     .n_outcomes = 1,
                     .n_hypotheses = 3,
                     .n_patients = 2,
                     .outcomes = { { 2, TRUE } },
                     .patients = patients,
                     .scores = scores };

  patients[0] = (SimPatient){ .arm = 0, .number = 1, .recruit = 2, .outcomes = &scores[0] };
  scores[0] = (SimScores){
    .baseline = 11.25, .scores = { 5.5, 0.1 }, .latent_baseline = 0.25, .latent = { -1, 2 }
  };
  patients[1] = (SimPatient){ .arm = 2, .number = 7, .recruit = 1, .outcomes = &scores[1] };
  scores[1] = (SimScores){
    .baseline = -1, .scores = { 8, 1.0 / 3 }, .seen = { SIM_SEEN_GAP, SIM_SEEN_LEFT }
  };
  trial.results[0] = (SimTrialResult){ TRUE, 3.25, 0.9, 149, 3.611, 0.0004, 1.47, 5.03, TRUE };
  trial.results[1] = (SimTrialResult){ TRUE, 1.2, 0.9, 149, 1.33, 0.18432, -0.58, 2.98, FALSE };
  trial.results[2] = (SimTrialResult){ FALSE, NAN, NAN, NAN, NAN, NAN, NAN, NAN, FALSE };
  return trial;
}

static void
test_csv (void)
{
  Handmade *handmade = handmade_new (FALSE);
  SimPatient patients[2];
  SimScores scores[2];
  SimTrial trial = trial_of_two (patients, scores);
  g_autofree char *text = sim_report_trial_csv (handmade->scenario, &trial);

  g_assert_cmpstr (text, ==,
                   "trial,patient,arm,visit,time,score,observed,place,missing,latent,recruit\n"
                   "41,1,hand-ear,baseline,0,11.25,1,1,,0.25,2\n"
                   "41,1,hand-ear,week-8,8,5.5,1,1,,-1,2\n"
                   "41,1,hand-ear,week-26,26,0.1,1,1,,2,2\n"
                   "41,2,usual,baseline,0,-1,1,7,,0,1\n"
                   "41,2,usual,week-8,8,8,0,7,gap,0,1\n"
                   "41,2,usual,week-26,26,0.3333333333333333,0,7,left,0,1\n");
  handmade_free (handmade);
}

static void
test_no_baseline (void)
{
  Handmade *handmade = handmade_new (FALSE);
  SimPatient patients[2];
  SimScores scores[2];
  SimTrial trial = trial_of_two (patients, scores);

  trial.outcomes[0].has_baseline = FALSE;
  trial.n_patients = 1;
  trial.outcomes[0].n_visits = 1;
  g_autofree char *text = sim_report_trial_csv (handmade->scenario, &trial);
  g_assert_cmpstr (text, ==,
                   "trial,patient,arm,visit,time,score,observed,place,missing,latent,recruit\n"
                   "41,1,hand-ear,week-8,8,5.5,1,1,,-1,2\n");
  handmade_free (handmade);
}

static void
test_table (void)
{
  Handmade *handmade = handmade_new (FALSE);
  SimPatient patients[2];
  SimScores scores[2];
  SimTrial trial = trial_of_two (patients, scores);
  g_autofree char *text = sim_report_trial_table (handmade->scenario, &trial, 80);

  g_assert_nonnull (
      strstr (text, "trial  patient       arm     visit  time  score  observed  place  "
                    "recruit\n"));
  g_assert_nonnull (
      strstr (text, "41           2     usual   week-26    26   0.33        no      7        1\n"));
  handmade_free (handmade);
}

/* People read the names of categories, programs their numbers. */
static void
test_names (void)
{
  g_autofree char *json = g_strdelimit (
      g_strdup ("{'trefoil':1,'arms':[{'id':'a','size':5},{'id':'b','size':5}],'outcomes':[{"
                "'id':'y','type':'ordinal','categories':['none','some','much'],"
                "'probabilities':[0.5,0.3,0.2]}],'analyses':[{'id':'m','method':"
                "'proportional-odds'}]}"),
      "'", '"');
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_parse (json, strlen (json), problems);
  g_autoptr (SimScenario) scenario = sim_scenario_check (draft, problems);
  SimScores scores = { .scores = { 1 }, .latent = { 0.25 } };
  SimPatient patient = { .number = 1, .outcomes = &scores };
  SimTrial trial = { .total = 10, .n_arms = 2, .n_outcomes = 1, .outcomes = { { 1, FALSE } },
                     .n_patients = 1, .patients = &patient };
  g_autofree char *table = sim_report_trial_table (scenario, &trial, 80);
  g_autofree char *csv = sim_report_trial_csv (scenario, &trial);

  g_assert_nonnull (strstr (table, "   some       yes"));
  g_assert_nonnull (strstr (csv, "\n0,1,a,week-8,8,1,1,1,,0.25,0\n"));
}

static void
test_analysis (void)
{
  Handmade *handmade = handmade_new (FALSE);
  SimPatient patients[2];
  SimScores scores[2];
  SimTrial trial = trial_of_two (patients, scores);
  trial.adjustment = (SimAdjustment){ .n = 3, .n_steps = 1, .adjusted = { 0.0012, 0.3686, 1 },
                                      .level = { 0.05 / 3, 0.025, 0.025 } };
  g_autofree char *text = sim_report_trial_analysis (handmade->scenario, &trial, 90, FALSE);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_true (g_str_has_prefix (lines[0], "Trial 41, 152 patients"));
  g_assert_cmpstr (lines[2], ==,
                   "HE-UC         3.25  0.9  149  3.611  0.0004      0.0012   1.47 to 5.03      "
                   "rejected");
  g_assert_cmpstr (lines[3], ==,
                   "ST-UC         1.20  0.9  149  1.330  0.1843      0.3686  -0.58 to 2.98  "
                   "not rejected");
  g_assert_true (g_str_has_prefix (lines[4], "HE-ST"));
  g_assert_true (g_str_has_suffix (lines[4], "no estimate"));
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpint (sim_text_width (lines[i]), <=, 90);
  /* intervals that hold together, of rules that have such */
  g_assert_null (strstr (text, "All at once"));
  trial.adjustment.simultaneous = TRUE;
  trial.adjustment.low[0] = 1.0612;
  trial.adjustment.high[0] = 5.4388;
  trial.adjustment.low[1] = -0.9888;
  trial.adjustment.high[1] = 3.3888;
  trial.adjustment.low[2] = trial.adjustment.high[2] = NAN;
  g_autofree char *together
      = sim_report_trial_analysis (handmade->scenario, &trial, 120, FALSE);
  g_auto (GStrv) rows = g_strsplit (together, "\n", -1);
  g_assert_cmpstr (rows[1], ==,
                   "All at once: intervals that all hold the true effects with at least 95 %");
  g_assert_true (g_str_has_suffix (rows[2], "Interval    All at once       Verdict"));
  g_assert_nonnull (strstr (rows[3], "1.47 to 5.03   1.06 to 5.44      rejected"));
  g_assert_nonnull (strstr (rows[4], "-0.58 to 2.98  -0.99 to 3.39  not rejected"));
  trial.adjustment.simultaneous = FALSE;
  /* a hypothesis to which a rule gives nothing is tested at 0, and not at a little */
  trial.adjustment.level[1] = 0;
  trial.adjustment.level[2] = 0.00001;
  g_autofree char *none = sim_report_trial_analysis (handmade->scenario, &trial, 90, FALSE);
  g_assert_nonnull (strstr (none, "ST-UC at 0, HE-ST at <0.0001"));
  handmade_free (handmade);
}

/* Where more than superiority is to be shown it is told what is, and how p is meant. */
static void
test_bounds (void)
{
  static const char text[]
      = "{\"trefoil\":1,\"testing\":{\"hypotheses\":["
        "{\"id\":\"A\",\"compare\":[\"hand-ear\",\"usual\"]},"
        "{\"id\":\"B\",\"compare\":[\"hand-ear\",\"standard\"],"
        "\"type\":\"non-inferiority\",\"margin\":1.5},"
        "{\"id\":\"C\",\"compare\":[\"hand-ear\",\"standard\"],\"type\":\"equivalence\","
        "\"margins\":[-2,3]}]}}";
  GPtrArray *problems = sim_problems_new ();
  SimDraft *draft = sim_draft_parse (text, strlen (text), problems);
  SimScenario *scenario = sim_scenario_check (draft, problems);
  SimPatient patients[2];
  SimScores scores[2];
  SimTrial trial = trial_of_two (patients, scores);
  g_assert_nonnull (scenario);
  g_autofree char *analysis = sim_report_trial_analysis (scenario, &trial, 0, FALSE);

  g_assert_nonnull (strstr (analysis, "To show"));
  g_assert_nonnull (strstr (analysis, "≠ 0"));
  g_assert_nonnull (strstr (analysis, "> -1.5"));
  g_assert_nonnull (strstr (analysis, "-2 to 3"));
  g_assert_nonnull (strstr (analysis, "p of one tail is doubled"));
  sim_scenario_unref (scenario);
  sim_draft_unref (draft);
  g_ptr_array_unref (problems);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/trial-report/csv", test_csv);
  g_test_add_func ("/report/trial-report/no-baseline", test_no_baseline);
  g_test_add_func ("/report/trial-report/table", test_table);
  g_test_add_func ("/report/trial-report/names", test_names);
  g_test_add_func ("/report/trial-report/analysis", test_analysis);
  g_test_add_func ("/report/trial-report/bounds", test_bounds);
  return g_test_run ();
}
