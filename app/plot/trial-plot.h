/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-plot.h - the patients of one simulated trial, a panel an arm, and what it found.
 *
 * Scores are points that follow each patient from visit to visit, categories are bars, times to an
 * event are Kaplan-Meier curves in one panel.
 */
#ifndef PLOT_TRIAL_PLOT_H
#define PLOT_TRIAL_PLOT_H

#include "plot/figure.h"
#include "plot/names.h"
#include "sim.h"

G_BEGIN_DECLS

typedef enum { PLOT_TRIAL_SCORES, PLOT_TRIAL_CATEGORIES, PLOT_TRIAL_TIMES } PlotTrialKind;

/** More patients of an arm are not drawn: every second, third, ... is. */
#define PLOT_TRIAL_MOST_PATIENTS 240
/** Of more practitioners an arm the patients are not kept apart. */
#define PLOT_TRIAL_MOST_GROUPS 24

/** One patient. */
typedef struct {
  guint number;   /* place within the arm, from 1 */
  double *scores; /* [point]; NaN: not seen */
  int group;      /* practitioner, from 0; -1: none */
  int left_after; /* the last point before the patient left for good; -1: he stayed */
} PlotTrialPatient;

/** An arm at one point in time, of all its patients. */
typedef struct {
  guint seen;
  double mean, sd, low, high; /* NaN where they do not exist */
  guint *counts;              /* [category] of those seen; NULL without categories */
} PlotTrialPoint;

/** A practitioner's patients of an arm at one point in time, all of them. */
typedef struct {
  guint seen;
  double mean; /* NaN without any */
} PlotTrialGroup;

typedef struct {
  char *name;
  guint index, colour; /* colour: its place in the palette */
  guint randomised;
  guint n_groups;         /* practitioners; 0: none */
  PlotTrialGroup *groups; /* [practitioner][point] */
  PlotTrialPatient *patients;
  guint n_patients;
  PlotTrialPoint *points;  /* [point] */
  GArray *survival;        /* of SimSurvivalStep; NULL unless times */
  double *watched;         /* times of those who were watched so long without an event, ascending */
  guint n_watched, events; /* how many; and of those with an event */
} PlotTrialArm;

/** What the trial found for the hypothesis that the figure is about, in the unit of
 *  plot_text_unit(). */
typedef struct {
  PlotNames names;
  guint arm_a, arm_b;
  SimTrialResult result;
  double adjusted; /* p-value */
  /* The level that p is held against, where it is not the hypothesis's alpha; 0: none; else NaN. */
  double tested;
  double truth;
  double level; /* of the interval: 0.95 */
  char *way; /* plot_text_way() */
  char *unit;
  gboolean scale; /* unit is the name of a scale: "log hazard ratio" */
} PlotTrialFinding;

/** All that the figure shows. Plain data; may be filled by hand. */
typedef struct {
  PlotTrialKind kind;
  guint64 index;
  char *outcome, *unit; /* unit: of the scores; may be "" */
  gboolean lower_better;
  gboolean groups; /* patients have practitioners */
  char **points;   /* names of the points in time */
  guint n_points, tested; /* tested: the point that the hypothesis is about */
  char **categories;
  guint n_categories;
  PlotTrialArm *arms;
  guint n_arms;
  PlotTrialFinding finding;
} PlotTrialData;

/** The trial as hypothesis (an index) sees it: its outcome. Free with plot_trial_data_free(). */
PlotTrialData *plot_trial_data_new (SimScenario *scenario, const SimTrial *trial, guint hypothesis);
/** Room for so many arms, points in time, categories and patients an arm, everything else empty:
 *  to be filled by hand. */
PlotTrialData *plot_trial_data_alloc (guint n_arms, guint n_points, guint n_categories,
                                      guint n_patients);
void plot_trial_data_free (PlotTrialData *data); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlotTrialData, plot_trial_data_free)

/** A figure that owns data. */
PlotFigure *plot_trial_figure_new (PlotTrialData *data);

G_END_DECLS
#endif
