/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-curves.c - Kaplan-Meier curves of the arms, each with its name at its end.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "plot/labels.h"
#include "plot/trial-drawing.h"
#include "plot/trial-text.h"

#define MOST_ARMS 16

static double
last_watched (const PlotTrialArm *arm)
{
  double last = arm->n_watched > 0 ? arm->watched[arm->n_watched - 1] : 0;

  if (arm->survival != NULL && arm->survival->len > 0)
    last = MAX (last,
                g_array_index (arm->survival, SimSurvivalStep, arm->survival->len - 1).time);
  return last;
}

static void
draw_steps (PlotTrialDrawing *d, guint index)
{
  static const double dashes[][2] = { { 0, 0 }, { 8, 3 }, { 3, 3 }, { 10, 3 }, { 5, 2 }, { 2, 2 } };
  const PlotTrialArm *arm = &d->data->arms[index];
  const double *dash = dashes[index % G_N_ELEMENTS (dashes)];
  PlotPen pen = { plot_trial_colour (d, index), 2.2, dash, dash[0] > 0 ? 2 : 0 };
  guint n = arm->survival != NULL ? arm->survival->len : 0, k = 0;
  g_autofree double *x = g_new (double, 2 * n + 2), *y = g_new (double, 2 * n + 2);

  if (n == 0)
    return;
  for (guint i = 0; i < n; i++) {
    const SimSurvivalStep *step = &g_array_index (arm->survival, SimSurvivalStep, i);
    double at = plot_geometry_x (d->at, step->time);

    if (i > 0) {
      x[k] = at;
      y[k] = y[k - 1];
      k++;
    }
    x[k] = at;
    y[k++] = plot_geometry_y (d->at, step->share);
  }
  x[k] = plot_geometry_x (d->at, last_watched (arm));
  y[k] = y[k - 1];
  plot_canvas_line (d->canvas, x, y, k + 1, &pen);
}

static void
draw_ticks (PlotTrialDrawing *d, guint index)
{
  const PlotTrialArm *arm = &d->data->arms[index];
  PlotPen pen = { plot_trial_colour (d, index), 1.2, NULL, 0 };
  double half = 3.5 * d->layout.unit;
  guint every = 1 + arm->n_watched / PLOT_TRIAL_MOST_PATIENTS;

  for (guint i = 0; i < arm->n_watched; i += every) {
    guint at_risk;
    double x = plot_geometry_x (d->at, arm->watched[i]);
    double y = plot_geometry_y (d->at, plot_trial_share (arm, arm->watched[i], &at_risk));

    plot_canvas_segment (d->canvas, x, y - half, x, y + half, &pen);
  }
}

/* Names stand right of the curves, in the order in which these end. */
static void
draw_names (PlotTrialDrawing *d, double room)
{
  double tops[MOST_ARMS], heights[MOST_ARMS], leading = plot_tag_leading (&d->layout);
  guint n = MIN (d->data->n_arms, MOST_ARMS);
  gboolean details = TRUE;

  for (guint i = 0; i < 2; i++) {
    details = i == 0;
    for (guint a = 0; a < n; a++) {
      guint at_risk;

      heights[a] = (details ? 2 : 1) * leading;
      tops[a] = plot_geometry_y (
                    d->at, plot_trial_share (&d->data->arms[a], INFINITY, &at_risk))
                - heights[a] / 2;
    }
    if (plot_spread (tops, heights, n, d->at->top - leading / 2, d->at->bottom + leading / 2, 4))
      break;
    if (i == 1)
      return;
  }
  for (guint a = 0; a < n; a++) {
    PlotType type = d->layout.name;
    char *detail = plot_canvas_keep (d->canvas, plot_trial_arm_detail (d->data, a, 0));
    double x = d->at->right + 8 * d->layout.unit, y = tops[a] + leading / 2;

    type.colour = plot_style_readable (d->style, plot_trial_colour (d, a));
    plot_canvas_text (d->canvas, x, y, 0,
                      plot_canvas_fit (d->canvas, d->data->arms[a].name, room, &type), &type);
    if (details)
      plot_canvas_text (d->canvas, x, y + leading, 0,
                        plot_canvas_fit (d->canvas, detail, room, &d->layout.detail),
                        &d->layout.detail);
  }
}

void
plot_trial_draw_curves (PlotTrialDrawing *d)
{
  double room = 0, most = 0.3 * (d->at->right - d->at->left);
  PlotTicks ticks;

  for (guint a = 0; a < d->data->n_arms; a++)
    room = MAX (room, plot_canvas_measure (d->canvas, d->data->arms[a].name, &d->layout.name));
  room = MIN (room, most);
  d->at->right = round (d->at->right - room - 10 * d->layout.unit);
  if (d->at->right - d->at->left < 40)
    return;
  plot_ticks (&ticks, 0, d->at->x1,
              (guint)CLAMP ((d->at->right - d->at->left) / (5 * d->layout.tick.size), 1, 12),
              FALSE);
  plot_trial_draw_left (d, TRUE);
  plot_axis_bottom (d->canvas, d->at, &ticks, &d->layout.tick,
                    d->layout.small ? NULL : _ ("Weeks"));
  for (guint a = 0; a < d->data->n_arms; a++) {
    draw_steps (d, a);
    draw_ticks (d, a);
  }
  draw_names (d, room);
}
