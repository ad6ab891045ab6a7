/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-read.c - what the figure of one trial says at a place: a patient, a bar, a time.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "plot/trial-drawing.h"
#include "plot/words.h"

/* Times that can be read off. */
#define TIMES 101

guint
plot_trial_count (gconstpointer data)
{
  const PlotTrialData *trial = data;
  guint patients = 0;

  if (trial->kind == PLOT_TRIAL_TIMES)
    return trial->n_arms > 0 ? TIMES : 0;
  if (trial->kind == PLOT_TRIAL_CATEGORIES)
    return trial->n_arms * trial->n_points;
  for (guint a = 0; a < trial->n_arms; a++)
    patients += trial->arms[a].n_patients;
  return patients * trial->n_points;
}

guint
plot_trial_stride (gconstpointer data)
{
  const PlotTrialData *trial = data;

  return trial->kind == PLOT_TRIAL_SCORES ? trial->n_points : 0;
}

/* The point of a patient; panels are as wide as high here. */
static guint
nearest_patient (const PlotTrialData *data, double x, double y)
{
  double low, high, best = INFINITY;
  guint index = 0, found = 0;

  plot_trial_range (data, &low, &high);
  for (guint a = 0; a < data->n_arms; a++)
    for (guint i = 0; i < data->arms[a].n_patients; i++)
      for (guint p = 0; p < data->n_points; p++, index++) {
        double score = data->arms[a].patients[i].scores[p];
        double dx = isfinite (x) ? x - plot_trial_patient_x (data, a, i, p) : 0;
        double dy = isfinite (y) ? (y - score) / (high - low) : 0;
        double far = dx * dx + dy * dy;

        if (isfinite (score) && far < best) {
          best = far;
          found = index;
        }
      }
  return found;
}

guint
plot_trial_nearest (gconstpointer data, double x, double y)
{
  const PlotTrialData *trial = data;
  guint n = plot_trial_count (data), found = 0;
  double best = INFINITY;

  if (trial->kind == PLOT_TRIAL_SCORES)
    return nearest_patient (trial, x, y);
  if (!isfinite (x))
    return 0;
  if (trial->kind == PLOT_TRIAL_TIMES)
    return (guint)CLAMP (round (x / plot_trial_last (trial) * (TIMES - 1)), 0, TIMES - 1.0);
  for (guint i = 0; i < n; i++) {
    double far = fabs (x - plot_trial_x (trial, i / trial->n_points, i % trial->n_points));

    if (far < best) {
      best = far;
      found = i;
    }
  }
  return found;
}

static PlotStroke
stroke_of (const PlotStyle *style, const PlotTrialArm *arm)
{
  PlotStroke stroke = plot_style_neutral (style, 0);

  stroke.colour = plot_style_arm (style, arm->colour);
  stroke.n_dash = 0;
  return stroke;
}

/* The mean of a practitioner's patients. */
static char *
group_text (const PlotTrialData *data, const PlotTrialArm *arm, int group, guint point)
{
  const PlotTrialGroup *one = NULL;
  g_autofree char *mean = NULL;

  if ((guint)group >= arm->n_groups)
    return g_strdup ("");
  one = &arm->groups[(guint)group * data->n_points + point];
  mean = plot_words_fixed (one->mean, plot_words_decimals (arm->points[point].sd));
  /* Translators: mean of a practitioner's patients, and how many they are */
  return g_strdup_printf (_ ("mean %s, n = %u"), mean, one->seen);
}

static void
read_patient (const PlotTrialData *data, guint index, const PlotStyle *style, PlotReadout *readout)
{
  guint at = index / data->n_points, point = index % data->n_points, a = 0;
  const PlotTrialPatient *patient;
  PlotStroke stroke;

  while (at >= data->arms[a].n_patients)
    at -= data->arms[a++].n_patients;
  patient = &data->arms[a].patients[at];
  stroke = stroke_of (style, &data->arms[a]);
  readout->x = plot_trial_patient_x (data, a, at, point);
  readout->y = patient->scores[point];
  /* Translators: number of a patient, and an arm */
  readout->title = g_strdup_printf (_ ("Patient %u of %s"), patient->number, data->arms[a].name);
  for (guint p = 0; p < data->n_points; p++) {
    double score = patient->scores[p];
    gboolean gone = patient->left_after >= 0 && (int)p > patient->left_after;

    plot_readout_add (readout, data->points[p],
                      isfinite (score) ? plot_text_amount (score, data->unit)
                      : gone           ? g_strdup (_ ("had left"))
                                       : g_strdup (_ ("not seen")),
                      g_strdup (""), &stroke, p == point ? score : NAN);
  }
  if (patient->group >= 0)
    plot_readout_add (readout, _ ("Practitioner"), g_strdup_printf ("%d", patient->group + 1),
                      group_text (data, &data->arms[a], patient->group, point), &stroke, NAN);
}

static void
read_bar (const PlotTrialData *data, guint index, const PlotStyle *style, PlotReadout *readout)
{
  const PlotTrialArm *arm = &data->arms[index / data->n_points];
  const PlotTrialPoint *point = &arm->points[index % data->n_points];
  PlotStroke stroke = stroke_of (style, arm);

  readout->x = plot_trial_x (data, index / data->n_points, index % data->n_points);
  /* Translators: an arm, and a visit */
  readout->title
      = g_strdup_printf (_ ("%s, %s"), arm->name, data->points[index % data->n_points]);
  for (guint c = data->n_categories; c > 0; c--) {
    g_autofree char *share
        = plot_words_percent (point->counts[c - 1] / MAX (point->seen, 1.0), NAN);

    plot_readout_add (readout, data->categories[c - 1],
                      g_strdup_printf ("%u", point->counts[c - 1]), g_steal_pointer (&share),
                      &stroke, NAN);
  }
  plot_readout_add (readout, _ ("not seen"), g_strdup_printf ("%u", arm->randomised - point->seen),
                    g_strdup (""), &stroke, NAN);
}

static void
read_time (const PlotTrialData *data, guint index, const PlotStyle *style, PlotReadout *readout)
{
  double time = plot_trial_last (data) * index / (TIMES - 1);
  g_autofree char *amount = plot_text_amount (time, NULL);

  readout->x = time;
  /* Translators: a time */
  readout->title = g_strdup_printf (_ ("Week %s"), amount);
  for (guint a = 0; a < data->n_arms; a++) {
    PlotStroke stroke = stroke_of (style, &data->arms[a]);
    guint at_risk;
    double share = plot_trial_share (&data->arms[a], time, &at_risk);

    plot_readout_add (readout, data->arms[a].name, plot_words_percent (share, NAN),
                      /* Translators: patients who are watched still */
                      g_strdup_printf (_ ("%u at risk"), at_risk), &stroke, share);
  }
}

void
plot_trial_read (gconstpointer data, guint index, const PlotStyle *style, PlotReadout *readout)
{
  const PlotTrialData *trial = data;

  if (trial->kind == PLOT_TRIAL_TIMES)
    read_time (trial, index, style, readout);
  else if (trial->kind == PLOT_TRIAL_CATEGORIES)
    read_bar (trial, index, style, readout);
  else
    read_patient (trial, index, style, readout);
}
