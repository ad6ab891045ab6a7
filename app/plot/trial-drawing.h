/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-drawing.h - the figure of one trial while it is being drawn; for its own files only.
 */
#ifndef PLOT_TRIAL_DRAWING_H
#define PLOT_TRIAL_DRAWING_H

#include "plot/axis.h"
#include "plot/kind.h"
#include "plot/layout.h"
#include "plot/trial-plot.h"

G_BEGIN_DECLS

/* Arms stand side by side: data x of the frame is the arm and a part of its panel. */
typedef struct {
  PlotCanvas *canvas;
  const PlotTrialData *data;
  const PlotStyle *style;
  PlotGeometry *at;
  PlotLayout layout;
} PlotTrialDrawing;

/* trial-place.c: the same places for drawing and for reading off */
void plot_trial_range (const PlotTrialData *data, double *low, double *high);
/** Data x of a point in time of an arm. */
double plot_trial_x (const PlotTrialData *data, guint arm, guint point);
/** Half the width, data, in which the patients at a point are spread. */
double plot_trial_spread (const PlotTrialData *data);
/** Data x of a practitioner's column there, which begins at his number, from 0, and ends at the
 *  next; fractions lie between. */
double plot_trial_group_x (const PlotTrialData *data, guint arm, double group, guint point);
/** Data x of a patient there: spread by a sequence of low discrepancy, within the practitioner's
 *  column where there is one. */
double plot_trial_patient_x (const PlotTrialData *data, guint arm, guint patient, guint point);
/** The last time that is drawn, of times. */
double plot_trial_last (const PlotTrialData *data);
/** The share without an event, and how many are at risk at a time. */
double plot_trial_share (const PlotTrialArm *arm, double time, guint *at_risk);

/* trial-read.c */
guint plot_trial_count (gconstpointer data);
guint plot_trial_nearest (gconstpointer data, double x, double y);
void plot_trial_read (gconstpointer data, guint index, const PlotStyle *style,
                      PlotReadout *readout);
guint plot_trial_stride (gconstpointer data);

/* trial-panels.c, trial-curves.c */
void plot_trial_draw_panels (PlotTrialDrawing *d);
/** Practitioners of an arm have marks of their own, and shades of the arm's hue from pale to dark,
 *  as far apart as their number allows. */
PlotColour plot_trial_shade (const PlotStyle *style, guint colour, guint group, guint n_groups);
void plot_trial_draw_curves (PlotTrialDrawing *d);

/* trial-plot.c */
/** Numbers on the left, with hairlines across; percent: the axis is one of shares. */
void plot_trial_draw_left (PlotTrialDrawing *d, gboolean percent);
PlotColour plot_trial_colour (const PlotTrialDrawing *d, guint arm);

G_END_DECLS
#endif
