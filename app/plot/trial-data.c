/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-data.c - what the figure of one trial shows, copied out of the trial.
 */
#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "plot/trial-plot.h"
#include "plot/way.h"

static PlotTrialPatient *
alloc_patients (guint n, guint n_points)
{
  PlotTrialPatient *patients = g_new0 (PlotTrialPatient, n + 1);

  for (guint i = 0; i < n; i++) {
    patients[i].scores = g_new (double, n_points + 1);
    for (guint p = 0; p < n_points; p++)
      patients[i].scores[p] = NAN;
    patients[i].number = i + 1;
    patients[i].group = patients[i].left_after = -1;
  }
  return patients;
}

PlotTrialData *
plot_trial_data_alloc (guint n_arms, guint n_points, guint n_categories, guint n_patients)
{
  PlotTrialData *data = g_new0 (PlotTrialData, 1);

  data->outcome = g_strdup ("");
  data->unit = g_strdup ("");
  data->points = g_new0 (char *, n_points + 1);
  data->n_points = n_points;
  for (guint p = 0; p < n_points; p++)
    data->points[p] = g_strdup ("");
  data->categories = g_new0 (char *, n_categories + 1);
  data->n_categories = n_categories;
  for (guint c = 0; c < n_categories; c++)
    data->categories[c] = g_strdup ("");
  data->arms = g_new0 (PlotTrialArm, n_arms + 1);
  data->n_arms = n_arms;
  for (guint a = 0; a < n_arms; a++) {
    PlotTrialArm *arm = &data->arms[a];

    arm->name = g_strdup ("");
    arm->index = a;
    arm->colour = a;
    arm->patients = alloc_patients (n_patients, n_points);
    arm->n_patients = n_patients;
    arm->points = g_new0 (PlotTrialPoint, n_points + 1);
    for (guint p = 0; p < n_points; p++) {
      PlotTrialPoint *point = &arm->points[p];

      point->mean = point->sd = point->low = point->high = NAN;
      if (n_categories > 0)
        point->counts = g_new0 (guint, n_categories);
    }
  }
  plot_names_set (&data->finding.names, NULL, NULL, NULL, NULL, NULL);
  data->finding.unit = g_strdup ("");
  data->finding.way = g_strdup ("");
  data->finding.truth = data->finding.adjusted = data->finding.tested = NAN;
  data->finding.level = 0.95;
  return data;
}

static void
free_arm (PlotTrialArm *arm, guint n_points)
{
  for (guint i = 0; i < arm->n_patients; i++)
    g_free (arm->patients[i].scores);
  for (guint p = 0; p < n_points; p++)
    g_free (arm->points[p].counts);
  g_free (arm->patients);
  g_free (arm->points);
  g_free (arm->groups);
  g_free (arm->watched);
  g_free (arm->name);
  g_clear_pointer (&arm->survival, g_array_unref);
}

void
plot_trial_data_free (PlotTrialData *data)
{
  if (data == NULL)
    return;
  for (guint a = 0; a < data->n_arms; a++)
    free_arm (&data->arms[a], data->n_points);
  g_free (data->arms);
  g_strfreev (data->points);
  g_strfreev (data->categories);
  g_free (data->outcome);
  g_free (data->unit);
  plot_names_clear (&data->finding.names);
  g_free (data->finding.unit);
  g_free (data->finding.way);
  g_free (data);
}

/* --- out of a trial --- */

static char *
text_at (SimScenario *scenario, guint outcome, const char *rest)
{
  g_autofree char *pointer = g_strdup_printf ("/outcomes/%u/%s", outcome, rest);

  return plot_text_clean (sim_scenario_shown (scenario, pointer));
}

static PlotTrialKind
kind_of (SimScenario *scenario, guint outcome)
{
  g_autofree char *type = text_at (scenario, outcome, "type");

  if (g_str_equal (type, "time-to-event"))
    return PLOT_TRIAL_TIMES;
  return g_str_equal (type, "binary") || g_str_equal (type, "ordinal") ? PLOT_TRIAL_CATEGORIES
                                                                       : PLOT_TRIAL_SCORES;
}

/* Scores are 0, 1, ... up to the number of cuts of the map. */
static guint
categories_of (SimScenario *scenario, guint outcome, PlotTrialKind kind)
{
  const SimScoreMap *map = sim_scenario_score_map (scenario, outcome, 0, 0);

  if (kind != PLOT_TRIAL_CATEGORIES)
    return 0;
  return map != NULL ? MAX (map->n_cuts, 1) + 1 : 2;
}

static void
name_categories (PlotTrialData *data, SimScenario *scenario, guint outcome)
{
  for (guint c = 0; c < data->n_categories; c++) {
    const char *name = sim_scenario_category (scenario, outcome, c);

    g_free (data->categories[c]);
    if (name != NULL)
      data->categories[c] = plot_text_clean (name);
    else if (data->n_categories == 2)
      data->categories[c] = g_strdup (c == 0 ? _ ("no") : _ ("yes"));
    else
      data->categories[c] = g_strdup_printf ("%u", c);
  }
}

static void
name_points (PlotTrialData *data, SimScenario *scenario, guint outcome, gboolean baseline)
{
  for (guint p = 0; p < data->n_points; p++) {
    g_autofree char *rest = g_strdup_printf ("visits/%u/name", p - baseline);

    g_free (data->points[p]);
    data->points[p]
        = baseline && p == 0 ? g_strdup (_ ("Baseline")) : text_at (scenario, outcome, rest);
  }
}

static void
fill_patient (PlotTrialPatient *patient, const SimPatient *source, guint outcome, gboolean baseline,
              guint n_points)
{
  const SimScores *scores = &source->outcomes[outcome];

  patient->number = source->number;
  patient->group = source->practitioner;
  for (guint p = 0; p < n_points; p++) {
    gboolean seen = (baseline && p == 0) || scores->seen[p - baseline] == SIM_SEEN;

    if (seen)
      patient->scores[p] = baseline && p == 0 ? scores->baseline : scores->scores[p - baseline];
    else if (scores->seen[p - baseline] == SIM_SEEN_LEFT && patient->left_after < 0)
      patient->left_after = (int)p - 1;
  }
}

/* The patients that are drawn: all, or every second, third, ... */
static void
fill_patients (PlotTrialArm *arm, const SimTrial *trial, guint outcome, gboolean baseline,
               guint n_points)
{
  guint every = (arm->randomised + PLOT_TRIAL_MOST_PATIENTS - 1) / PLOT_TRIAL_MOST_PATIENTS;
  guint n = 0, place = 0;

  every = MAX (every, 1);
  arm->n_patients = (arm->randomised + every - 1) / every;
  arm->patients = alloc_patients (arm->n_patients, n_points);
  for (guint i = 0; i < trial->n_patients; i++)
    if (trial->patients[i].arm == arm->index && place++ % every == 0)
      fill_patient (&arm->patients[n++], &trial->patients[i], outcome, baseline, n_points);
}

static void
fill_groups (PlotTrialData *data, PlotTrialArm *arm, const SimTrial *trial, guint outcome,
             gboolean baseline)
{
  for (guint i = 0; i < trial->n_patients; i++)
    if (trial->patients[i].arm == arm->index)
      arm->n_groups = (guint)MAX ((int)arm->n_groups, trial->patients[i].practitioner + 1);
  if (arm->n_groups > PLOT_TRIAL_MOST_GROUPS)
    arm->n_groups = 0;
  arm->groups = g_new0 (PlotTrialGroup, arm->n_groups * data->n_points + 1);
  for (guint g = 0; g < arm->n_groups; g++)
    for (guint p = 0; p < data->n_points; p++) {
      SimArmSummary found
          = sim_trial_practitioner (trial, outcome, arm->index, (int)g, (int)p - baseline);

      arm->groups[g * data->n_points + p] = (PlotTrialGroup){ found.seen, found.mean };
    }
}

static void
fill_points (PlotTrialData *data, PlotTrialArm *arm, const SimTrial *trial, guint outcome,
             gboolean baseline)
{
  for (guint p = 0; p < data->n_points; p++) {
    PlotTrialPoint *point = &arm->points[p];
    SimArmSummary summary = sim_trial_arm (trial, outcome, arm->index, (int)p - baseline);

    point->seen = summary.seen;
    point->mean = summary.mean;
    point->sd = summary.sd;
    point->low = summary.low;
    point->high = summary.high;
  }
  for (guint i = 0; data->n_categories > 0 && i < trial->n_patients; i++)
    for (guint p = 0; trial->patients[i].arm == arm->index && p < data->n_points; p++) {
      const SimScores *scores = &trial->patients[i].outcomes[outcome];
      double score = baseline && p == 0 ? scores->baseline : scores->scores[p - baseline];

      if (((baseline && p == 0) || scores->seen[p - baseline] == SIM_SEEN) && score >= 0
          && score < data->n_categories)
        arm->points[p].counts[(guint)score]++;
    }
}

static int
ascending (const void *a, const void *b)
{
  double one = *(const double *)a, other = *(const double *)b;

  return one < other ? -1 : one > other;
}

static void
fill_times (PlotTrialArm *arm, const SimTrial *trial, guint outcome)
{
  arm->survival = sim_trial_survival (trial, outcome, arm->index);
  arm->watched = g_new0 (double, arm->randomised + 1);
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimScores *scores = &trial->patients[i].outcomes[outcome];

    if (trial->patients[i].arm != arm->index || scores->seen[0] == SIM_SEEN_NOT_ENTERED)
      continue;
    if (scores->seen[0] == SIM_SEEN)
      arm->events++;
    else
      arm->watched[arm->n_watched++] = scores->scores[0];
  }
  qsort (arm->watched, arm->n_watched, sizeof arm->watched[0], ascending);
}

/* What is measured, in so many parts of the unit of the results. */
static void
in_points (PlotTrialFinding *finding, double points)
{
  SimTrialResult *result = &finding->result;

  result->estimate *= points;
  result->se *= points;
  result->low *= points;
  result->high *= points;
}

static void
fill_finding (PlotTrialFinding *finding, SimScenario *scenario, const SimTrial *trial, guint index)
{
  const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, index);

  plot_names_fill (&finding->names, scenario, index);
  finding->arm_a = hypothesis->arm_a;
  finding->arm_b = hypothesis->arm_b;
  finding->result = trial->results[index];
  in_points (finding, plot_points_of (scenario, index));
  finding->adjusted = trial->adjustment.adjusted[index];
  finding->truth
      = plot_points_of (scenario, index) * sim_scenario_true_effect (scenario, index);
  finding->level = 1 - 2 * hypothesis->alpha / hypothesis->sides;
  finding->tested = trial->adjustment.level[index];
  if (fabs (finding->tested - hypothesis->alpha) < 1e-9)
    finding->tested = NAN;
  g_free (finding->way);
  finding->way = plot_text_way (scenario, index);
  g_free (finding->unit);
  finding->unit = plot_text_unit (scenario, index);
  finding->scale = plot_unit_is_scale (scenario, index);
}

static void
fill_arm (PlotTrialData *data, PlotTrialArm *arm, SimScenario *scenario, const SimTrial *trial,
          guint outcome)
{
  gboolean baseline = trial->outcomes[outcome].has_baseline;

  g_free (arm->name);
  arm->name = plot_text_clean (sim_scenario_arm_name (scenario, arm->index));
  arm->colour = sim_scenario_arm_colour (scenario, arm->index);
  for (guint i = 0; i < trial->n_patients; i++)
    arm->randomised += trial->patients[i].arm == arm->index;
  if (data->kind == PLOT_TRIAL_TIMES) {
    fill_times (arm, trial, outcome);
    return;
  }
  g_free (arm->patients);
  fill_patients (arm, trial, outcome, baseline, data->n_points);
  fill_points (data, arm, trial, outcome, baseline);
  if (data->kind == PLOT_TRIAL_SCORES)
    fill_groups (data, arm, trial, outcome, baseline);
}

PlotTrialData *
plot_trial_data_new (SimScenario *scenario, const SimTrial *trial, guint hypothesis)
{
  const SimHypothesis *source = sim_scenario_hypothesis (scenario, hypothesis);
  guint outcome = source->outcome;
  gboolean baseline = trial->outcomes[outcome].has_baseline;
  PlotTrialKind kind = kind_of (scenario, outcome);
  guint n_points = kind == PLOT_TRIAL_TIMES ? 0 : trial->outcomes[outcome].n_visits + baseline;
  PlotTrialData *data
      = plot_trial_data_alloc (trial->n_arms, n_points, categories_of (scenario, outcome, kind), 0);

  data->kind = kind;
  data->index = trial->index;
  data->groups = trial->has_practitioners;
  data->tested = n_points > 0 ? MIN (source->visit + baseline, n_points - 1) : 0;
  g_free (data->outcome);
  data->outcome = text_at (scenario, outcome, "name");
  g_free (data->unit);
  data->unit = text_at (scenario, outcome, "unit");
  data->lower_better = sim_scenario_direction (scenario, outcome) < 0;
  name_categories (data, scenario, outcome);
  name_points (data, scenario, outcome, baseline);
  for (guint a = 0; a < data->n_arms; a++)
    fill_arm (data, &data->arms[a], scenario, trial, outcome);
  fill_finding (&data->finding, scenario, trial, hypothesis);
  return data;
}
