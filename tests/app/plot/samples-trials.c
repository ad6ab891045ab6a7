/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * samples-trials.c - trials filled by hand, with a scatter that is the same every time.
 */
#include <math.h>

#include "samples.h"

static const char *const names[] = { "Hand-ear acupuncture", "Standard acupuncture",
                                     "Usual care",           "Sham needling",
                                     "Waiting list",         "TCM massage" };

static double
scatter (guint k)
{
  return sin (12.9898 * (k + 1)) + sin (78.233 * (k + 2)) + 0.6 * sin (4.1414 * (k + 3));
}

static void
set_text (char **text, char *to)
{
  g_free (*text);
  *text = to;
}

static void
fill_scores (PlotTrialData *data, PlotTrialArm *arm)
{
  for (guint i = 0; i < arm->n_patients; i++) {
    PlotTrialPatient *patient = &arm->patients[i];

    patient->group = data->groups && arm->index < 2 ? (int)(i % 3) : -1;
    if (i % 11 == 4 && data->n_points > 1)
      patient->left_after = (int)(i % (data->n_points - 1));
    for (guint p = 0; p < data->n_points; p++)
      if (patient->left_after < 0 || (int)p <= patient->left_after)
        patient->scores[p]
            = 11 - 2.0 * p + arm->index + 3.2 * scatter (31 * i + 7 * p + arm->index);
  }
  if (data->groups && arm->index < 2) {
    arm->n_groups = 3;
    arm->groups = g_new0 (PlotTrialGroup, 3 * data->n_points + 1);
    for (guint i = 0; i < 3 * data->n_points; i++)
      arm->groups[i] = (PlotTrialGroup){ arm->n_patients / 3, 8.0 + i / data->n_points };
  }
  for (guint p = 0; p < data->n_points; p++) {
    PlotTrialPoint *point = &arm->points[p];

    point->seen = arm->n_patients - (p > 0 ? (arm->n_patients + 6) / 11 : 0);
    point->mean = 11 - 2.0 * p + arm->index;
    point->sd = 4.9;
    point->low = point->mean - 1.4;
    point->high = point->mean + 1.4;
  }
}

static void
fill_counts (PlotTrialData *data, PlotTrialArm *arm)
{
  for (guint p = 0; p < data->n_points; p++) {
    PlotTrialPoint *point = &arm->points[p];

    for (guint i = 0; i < arm->randomised * (p > 0 ? 9 : 10) / 10; i++) {
      guint c = (guint)fabs (scatter (i + 13 * p) * 10) + p;

      point->counts[c % data->n_categories]++;
      point->seen++;
    }
  }
}

static void
fill_curve (PlotTrialArm *arm)
{
  SimSurvivalStep step = { 0, 1, arm->randomised };

  arm->survival = g_array_new (FALSE, FALSE, sizeof step);
  arm->watched = g_new0 (double, arm->randomised + 1);
  g_array_append_val (arm->survival, step);
  for (guint i = 0; i < arm->randomised; i++)
    if (i % 4 == 3)
      arm->watched[arm->n_watched++] = i + 1.5;
    else if (i < arm->randomised * 3 / 4) {
      step.time = i + 1 + 0.3 * arm->index;
      step.share *= 1 - (1 + 0.3 * arm->index) / (arm->randomised - i + 1.0);
      step.at_risk = arm->randomised - i;
      g_array_append_val (arm->survival, step);
      arm->events++;
    }
}

static void
fill_finding (PlotTrialFinding *finding)
{
  plot_names_set (&finding->names, "HE-UC", "Hand-ear acupuncture vs usual care",
                  "true difference 3.2 points", names[0], names[2]);
  finding->arm_b = 2;
  finding->result = (SimTrialResult){ .fitted = TRUE,
                                      .estimate = 4.71,
                                      .se = 0.87,
                                      .df = 98,
                                      .statistic = 5.41,
                                      .p_value = 0.00021,
                                      .low = 2.98,
                                      .high = 6.44,
                                      .rejected = TRUE,
                                      .marks = SIM_TRIAL_FITTED | SIM_TRIAL_REJECTED
                                               | SIM_TRIAL_FAVOURS | SIM_TRIAL_COVERS };
  finding->adjusted = 0.00063;
  finding->tested = NAN;
  finding->truth = 3.2;
  set_text (&finding->unit, g_strdup ("points"));
}

PlotTrialData *
sample_trial (PlotTrialKind kind, guint n_arms, guint n_points, guint n_patients)
{
  guint n_categories = kind == PLOT_TRIAL_CATEGORIES ? 4 : 0;
  PlotTrialData *data = plot_trial_data_alloc (n_arms, kind == PLOT_TRIAL_TIMES ? 0 : n_points,
                                               n_categories,
                                               kind == PLOT_TRIAL_SCORES ? n_patients : 0);

  data->kind = kind;
  data->index = 4711;
  data->lower_better = TRUE;
  data->groups = n_points == 2;
  data->tested = data->n_points > 0 ? data->n_points - 1 : 0;
  set_text (&data->outcome, g_strdup ("Roland-Morris disability"));
  set_text (&data->unit, g_strdup (kind == PLOT_TRIAL_CATEGORIES ? "" : "points"));
  for (guint p = 0; p < data->n_points; p++)
    set_text (&data->points[p],
              p == 0 ? g_strdup ("Baseline") : g_strdup_printf ("Week %u", 4 * p));
  for (guint c = 0; c < n_categories; c++)
    set_text (&data->categories[c],
              g_strdup (((const char *[]){ "none", "mild", "moderate", "severe" })[c]));
  for (guint a = 0; a < n_arms; a++) {
    PlotTrialArm *arm = &data->arms[a];

    set_text (&arm->name, g_strdup (names[a % G_N_ELEMENTS (names)]));
    arm->randomised = n_patients;
    if (kind == PLOT_TRIAL_SCORES)
      fill_scores (data, arm);
    else if (kind == PLOT_TRIAL_CATEGORIES)
      fill_counts (data, arm);
    else
      fill_curve (arm);
  }
  fill_finding (&data->finding);
  return data;
}

static void
fill_row (PlotForestRow *row, SimTally *tally, double truth, double estimate)
{
  double reach = 2.2;
  SimTrialResult result = { .fitted = TRUE, .estimate = estimate };

  row->estimate = estimate;
  row->low = estimate - reach;
  row->high = estimate + reach;
  row->marks = SIM_TRIAL_FITTED | (estimate > 0 ? SIM_TRIAL_FAVOURS : 0)
               | (fabs (estimate) > reach ? SIM_TRIAL_REJECTED : 0)
               | (fabs (estimate - truth) <= reach ? SIM_TRIAL_COVERS : 0)
               | (estimate < -reach ? SIM_TRIAL_WRONG_SIGN : 0);
  result.marks = row->marks;
  result.rejected = (row->marks & SIM_TRIAL_REJECTED) != 0;
  sim_tally_add (tally, &result);
}

PlotForestData *
sample_forest (guint n, guint n_slots)
{
  PlotForestData *data = plot_forest_data_new (n, NULL, 0);

  data->n_slots = n_slots;
  plot_names_set (&data->names, "HE-UC", "Hand-ear acupuncture vs usual care",
                  "true difference 3.2 points", names[0], names[2]);
  set_text (&data->outcome, g_strdup ("Roland-Morris disability"));
  set_text (&data->unit, g_strdup ("points"));
  data->truth = 3.2;
  data->contrast.reference = 2;
  data->contrast.arm_b = 2;
  for (guint i = 0; i < n; i++) {
    data->rows[i].index = 4711 + i;
    fill_row (&data->rows[i], &data->tally, data->truth,
              i % 29 == 28 ? -2.5 : data->truth + 1.3 * scatter (3 * i));
  }
  return data;
}
