/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-panels.c - a panel an arm: patients from visit to visit, or bars of categories.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "plot/trial-drawing.h"
#include "plot/trial-text.h"

/* --- headings and visits --- */

static double
panel_left (const PlotTrialDrawing *d, guint arm)
{
  return plot_geometry_x (d->at, arm);
}

static double
panel_width (const PlotTrialDrawing *d)
{
  return (d->at->right - d->at->left) / MAX (d->data->n_arms, 1);
}

/* The fullest detail that fits; none where not even the number does. */
static char *
fit_detail (PlotTrialDrawing *d, guint arm, double room)
{
  for (guint level = 0; level < 2; level++) {
    char *text = plot_canvas_keep (d->canvas, plot_trial_arm_detail (d->data, arm, level));

    if (plot_canvas_measure (d->canvas, text, &d->layout.detail) <= room)
      return text;
  }
  return NULL;
}

static void
draw_heading (PlotTrialDrawing *d, guint arm)
{
  double room = panel_width (d) - 10 * d->layout.unit;
  double x = panel_left (d, arm) + 5 * d->layout.unit;
  double y = d->at->top - 2.1 * d->layout.detail.size - 0.6 * d->layout.name.size;
  PlotType type = d->layout.name;
  char *detail = fit_detail (d, arm, room);

  type.colour = plot_style_readable (d->style, plot_trial_colour (d, arm));
  if (room < type.size)
    return;
  plot_canvas_text (d->canvas, x, y, 0,
                    plot_canvas_fit (d->canvas, d->data->arms[arm].name, room, &type), &type);
  if (detail != NULL)
    plot_canvas_text (d->canvas, x, d->at->top - 1.1 * d->layout.detail.size, 0, detail,
                      &d->layout.detail);
}

/* One name below a panel, if it has room right of `taken`; returns what is taken then. */
static double
draw_visit (PlotTrialDrawing *d, guint arm, guint point, double taken, double until)
{
  const PlotType *type = &d->layout.tick;
  double left = panel_left (d, arm) + 2, right = left + panel_width (d) - 4;
  const char *name = plot_canvas_fit (d->canvas, d->data->points[point], right - left, type);
  double width = plot_canvas_measure (d->canvas, name, type);
  double x = CLAMP (plot_geometry_x (d->at, plot_trial_x (d->data, arm, point)) - width / 2, left,
                    MAX (left, right - width));

  if (width == 0 || x < taken || x + width > until)
    return taken;
  plot_canvas_text (d->canvas, x, d->at->bottom + 5 + type->size, 0, name, type);
  return x + width + 0.5 * type->size;
}

/* The first and the last one, and between them as many as there is room for. */
static void
draw_visits (PlotTrialDrawing *d, guint arm)
{
  const PlotType *type = &d->layout.tick;
  guint n = d->data->n_points;
  double end = panel_left (d, arm) + panel_width (d), taken, last = end;

  if (panel_width (d) < 2 * type->size || n == 0)
    return;
  taken = draw_visit (d, arm, 0, panel_left (d, arm), end);
  if (n > 1 && draw_visit (d, arm, n - 1, taken, end) > taken) {
    double width = plot_canvas_measure (
        d->canvas,
        plot_canvas_fit (d->canvas, d->data->points[n - 1], panel_width (d) - 4, type), type);
    double middle = plot_geometry_x (d->at, plot_trial_x (d->data, arm, n - 1));

    last = MIN (middle - width / 2, end - 2 - width) - 0.5 * type->size;
  }
  for (guint p = 1; p + 1 < n; p++)
    taken = draw_visit (d, arm, p, taken, last);
}

/* --- scores --- */

/* Shades and marks of practitioners; after as many they begin again, with other pairs. */
#define SHADES 6

PlotColour
plot_trial_shade (const PlotStyle *style, guint colour, guint group, guint n_groups)
{
  PlotColour its = plot_style_arm (style, colour);
  PlotColour pale = plot_colour_mix (its, style->background, 0.5);
  PlotColour dark = plot_colour_mix (its, style->text, 0.8); /* in the dark theme the palest */
  guint n = MIN (n_groups, SHADES);

  if (n < 2)
    return its;
  return plot_colour_mix (pale, dark, ((group + group / SHADES) % n) / (n - 1.0));
}

static PlotColour
shade (const PlotTrialDrawing *d, guint arm, int group)
{
  const PlotTrialArm *one = &d->data->arms[arm];

  return group < 0 ? plot_trial_colour (d, arm)
                   : plot_trial_shade (d->style, one->colour, (guint)group, one->n_groups);
}

static void
draw_track (PlotTrialDrawing *d, guint arm, guint index)
{
  const PlotTrialPatient *patient = &d->data->arms[arm].patients[index];
  PlotPen pen = { plot_colour_alpha (shade (d, arm, patient->group), 0.22), 1, NULL, 0 };
  guint before = G_MAXUINT;

  for (guint p = 0; p < d->data->n_points; p++) {
    if (!isfinite (patient->scores[p]))
      continue;
    if (before != G_MAXUINT)
      plot_canvas_segment (
          d->canvas, plot_geometry_x (d->at, plot_trial_patient_x (d->data, arm, index, before)),
          plot_geometry_y (d->at, patient->scores[before]),
          plot_geometry_x (d->at, plot_trial_patient_x (d->data, arm, index, p)),
          plot_geometry_y (d->at, patient->scores[p]), &pen);
    before = p;
  }
}

static void
draw_patient (PlotTrialDrawing *d, guint arm, guint index, double radius)
{
  const PlotTrialPatient *patient = &d->data->arms[arm].patients[index];
  PlotColour colour = shade (d, arm, patient->group);
  PlotMark mark = patient->group < 0 ? PLOT_MARK_DISC
                                     : (PlotMark)(patient->group % PLOT_N_MARKS);

  for (guint p = 0; p < d->data->n_points; p++) {
    gboolean left = patient->left_after == (int)p;
    double x = plot_geometry_x (d->at, plot_trial_patient_x (d->data, arm, index, p));
    double y = plot_geometry_y (d->at, patient->scores[p]);

    plot_canvas_mark (d->canvas, x, y, left ? radius + 1 : radius, 0, mark, left,
                      left ? colour : plot_colour_alpha (colour, patient->group < 0 ? 0.5 : 0.85));
  }
}

/* The means are drawn beside the patients, so that neither hides the other. */
static void
draw_means (PlotTrialDrawing *d, guint arm)
{
  const PlotTrialArm *one = &d->data->arms[arm];
  PlotColour colour = plot_style_readable (d->style, plot_trial_colour (d, arm));
  PlotPen back = { d->style->background, 5, NULL, 0 };
  PlotPen bar = { colour, 2.4, NULL, 0 }, line = { colour, 1.6, NULL, 0 };
  double before_x = NAN, before_y = NAN;

  for (guint p = 0; p < d->data->n_points; p++) {
    double x = plot_geometry_x (d->at, plot_trial_x (d->data, arm, p));
    double y = plot_geometry_y (d->at, one->points[p].mean);

    plot_canvas_segment (d->canvas, before_x, before_y, x, y, &line);
    before_x = x;
    before_y = y;
  }
  for (guint p = 0; p < d->data->n_points; p++) {
    double x = plot_geometry_x (d->at, plot_trial_x (d->data, arm, p));
    double low = plot_geometry_y (d->at, one->points[p].low);
    double high = plot_geometry_y (d->at, one->points[p].high);

    plot_canvas_segment (d->canvas, x, low + 1.5, x, high - 1.5, &back);
    plot_canvas_segment (d->canvas, x, low, x, high, &bar);
    plot_canvas_mark (d->canvas, x, plot_geometry_y (d->at, one->points[p].mean),
                      4.4 * d->layout.unit, 1.6, PLOT_MARK_DISC, FALSE, colour);
  }
}

/* A practitioner's mean lies across the column, and the number stands at its foot where it has
   room. */
static void
draw_group (PlotTrialDrawing *d, guint arm, guint group, guint point)
{
  const PlotTrialGroup *one
      = &d->data->arms[arm].groups[group * d->data->n_points + point];
  PlotType type = d->layout.detail;
  char *number = plot_canvas_keep (d->canvas, g_strdup_printf ("%u", group + 1));
  double left = plot_geometry_x (d->at, plot_trial_group_x (d->data, arm, group, point));
  double right = plot_geometry_x (d->at, plot_trial_group_x (d->data, arm, group + 1.0, point));
  double y = plot_geometry_y (d->at, one->mean), edge = MIN (1, 0.1 * (right - left));
  PlotColour colour = plot_style_readable (d->style, shade (d, arm, (int)group));
  PlotPen back = { d->style->background, 4.4, NULL, 0 }, bar = { colour, 2.4, NULL, 0 };

  type.colour = colour;
  if (plot_canvas_measure (d->canvas, number, &type) <= right - left)
    plot_canvas_text (d->canvas, (left + right) / 2, d->at->bottom - 0.7 * type.size, 0.5, number,
                      &type);
  if (!isfinite (y))
    return;
  plot_canvas_segment (d->canvas, left + edge, y, right - edge, y, &back);
  plot_canvas_segment (d->canvas, left + edge, y, right - edge, y, &bar);
}

static void
draw_groups (PlotTrialDrawing *d, guint arm)
{
  for (guint g = 0; g < d->data->arms[arm].n_groups; g++)
    for (guint p = 0; p < d->data->n_points; p++)
      draw_group (d, arm, g, p);
}

static void
draw_scores (PlotTrialDrawing *d, guint arm)
{
  guint n = d->data->arms[arm].n_patients;
  double radius = (n > 120 ? 1.5 : n > 40 ? 2.1 : 2.8) * d->layout.unit;

  /* Marks are told apart by their shapes. */
  if (d->data->arms[arm].n_groups > 1)
    radius = MAX (radius, 2.6 * d->layout.unit);

  plot_canvas_clip (d->canvas, panel_left (d, arm), d->at->top - 2,
                    panel_left (d, arm) + panel_width (d), d->at->bottom + 1);
  for (guint i = 0; i < n; i++)
    draw_track (d, arm, i);
  for (guint i = 0; i < n; i++)
    draw_patient (d, arm, i, radius);
  draw_groups (d, arm);
  draw_means (d, arm);
  plot_canvas_unclip (d->canvas);
}

/* --- categories --- */

/* From pale, the first category, to strong. */
static PlotColour
category_colour (const PlotTrialDrawing *d, guint arm, guint category)
{
  double part = d->data->n_categories > 1 ? category / (d->data->n_categories - 1.0) : 1;

  return plot_colour_mix (d->style->background, plot_trial_colour (d, arm), 0.22 + 0.68 * part);
}

/* A name, or its number alone, within a part of a bar that is large enough for it. */
static void
label_part (PlotTrialDrawing *d, double left, double right, double top, double bottom,
            guint category, guint count, PlotColour colour)
{
  PlotType type = d->layout.detail;
  char *full = plot_canvas_keep (
      d->canvas, g_strdup_printf ("%s %u", d->data->categories[category], count));
  char *brief = plot_canvas_keep (d->canvas, g_strdup_printf ("%u", count));
  double room = right - left - 6;
  const char *text = plot_canvas_measure (d->canvas, full, &type) <= room ? full : brief;
  PlotColour dark = { 0.1, 0.1, 0.1, 1 }, light = { 1, 1, 1, 1 };

  type.colour = plot_colour_contrast (colour, dark) > plot_colour_contrast (colour, light) ? dark
                                                                                           : light;
  if (bottom - top < 1.5 * type.size || plot_canvas_measure (d->canvas, text, &type) > room)
    return;
  plot_canvas_text (d->canvas, (left + right) / 2, (top + bottom) / 2, 0.5, text, &type);
}

static void
draw_bar (PlotTrialDrawing *d, guint arm, guint point)
{
  const PlotTrialArm *one = &d->data->arms[arm];
  double x = plot_geometry_x (d->at, plot_trial_x (d->data, arm, point));
  double half = 0.36 * panel_width (d) * 0.9 / MAX (d->data->n_points, 1);
  double all = MAX (one->randomised, 1), from = 0;
  PlotPen outline = { d->style->muted, 1, NULL, 0 };

  half = MIN (half, 46 * d->layout.unit);
  for (guint c = 0; c < d->data->n_categories; c++) {
    guint count = one->points[point].counts[c];
    double top = plot_geometry_y (d->at, (from + count) / all);
    double bottom = plot_geometry_y (d->at, from / all);
    PlotColour colour = category_colour (d, arm, c);

    if (count > 0) {
      plot_canvas_box (d->canvas, x - half, top + 0.5, x + half, bottom - 0.5, 0, colour);
      label_part (d, x - half, x + half, top, bottom, c, count, colour);
    }
    from += count;
  }
  if (from < all) {
    double top = plot_geometry_y (d->at, 1), bottom = plot_geometry_y (d->at, from / all);
    double xs[] = { x - half, x - half, x + half, x + half, x - half };
    double ys[] = { bottom - 1, top, top, bottom - 1, bottom - 1 };

    plot_canvas_line (d->canvas, xs, ys, G_N_ELEMENTS (xs), &outline);
  }
}

/* --- all panels --- */

static void
draw_border (PlotTrialDrawing *d, guint arm)
{
  PlotPen pen = { d->style->grid, 1, NULL, 0 };
  double x = floor (panel_left (d, arm)) + 0.5;

  if (arm > 0)
    plot_canvas_segment (d->canvas, x, d->at->top - 2.4 * d->layout.detail.size, x, d->at->bottom,
                         &pen);
}

void
plot_trial_draw_panels (PlotTrialDrawing *d)
{
  PlotPen axis = { d->style->axis, 1, NULL, 0 };
  double y = floor (d->at->bottom) + 0.5;

  plot_trial_draw_left (d, d->data->kind == PLOT_TRIAL_CATEGORIES);
  for (guint a = 0; a < d->data->n_arms; a++) {
    draw_border (d, a);
    draw_heading (d, a);
    draw_visits (d, a);
    if (d->data->kind == PLOT_TRIAL_SCORES)
      draw_scores (d, a);
    for (guint p = 0; d->data->kind == PLOT_TRIAL_CATEGORIES && p < d->data->n_points; p++)
      draw_bar (d, a, p);
  }
  plot_canvas_segment (d->canvas, d->at->left, y, d->at->right, y, &axis);
}
