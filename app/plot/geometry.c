/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * geometry.c - the affine map between data and pixels.
 */
#include "plot/geometry.h"

#include <math.h>

static double
map (double value, double from0, double from1, double to0, double to1)
{
  double span = from1 - from0;

  return span == 0 ? to0 : to0 + (value - from0) / span * (to1 - to0);
}

void
plot_geometry_zoom (PlotGeometry *geometry, const PlotZoom *zoom)
{
  double low = geometry->x0, span = geometry->x1 - low;

  geometry->zooms = TRUE;
  if (zoom->to <= zoom->from)
    return;
  geometry->x0 = low + span * zoom->from;
  geometry->x1 = low + span * zoom->to;
}

gboolean
plot_geometry_shows (const PlotGeometry *geometry, double x)
{
  return x >= geometry->x0 && x <= geometry->x1;
}

double
plot_geometry_x (const PlotGeometry *geometry, double x)
{
  return map (x, geometry->x0, geometry->x1, geometry->left, geometry->right);
}

double
plot_geometry_y (const PlotGeometry *geometry, double y)
{
  return map (y, geometry->y0, geometry->y1, geometry->bottom, geometry->top);
}

double
plot_geometry_data_x (const PlotGeometry *geometry, double px)
{
  return map (px, geometry->left, geometry->right, geometry->x0, geometry->x1);
}

double
plot_geometry_data_y (const PlotGeometry *geometry, double py)
{
  return map (py, geometry->bottom, geometry->top, geometry->y0, geometry->y1);
}

gboolean
plot_geometry_inside (const PlotGeometry *geometry, double px, double py)
{
  return geometry->right > geometry->left && px >= geometry->left && px <= geometry->right
         && py >= geometry->top && py <= geometry->bottom;
}

gboolean
plot_geometry_on_handle (const PlotGeometry *geometry, double px, double py, double reach)
{
  return geometry->has_handle && fabs (px - geometry->handle_x) <= reach
         && py >= geometry->handle_top - reach && py <= geometry->handle_bottom + reach;
}

gboolean
plot_geometry_on_level (const PlotGeometry *geometry, double px, double py, double reach)
{
  return geometry->has_level && fabs (py - geometry->level_y) <= reach
         && px >= geometry->left - reach && px <= geometry->right + reach;
}

const PlotGrip *
plot_geometry_grip (const PlotGeometry *geometry, double px, double py, double reach)
{
  const PlotGrip *nearest = NULL;

  for (guint i = 0; i < geometry->n_grips; i++) {
    const PlotGrip *grip = &geometry->grips[i];

    if (fabs (px - grip->x) <= reach && py >= grip->top && py <= grip->bottom
        && (nearest == NULL || fabs (px - grip->x) < fabs (px - nearest->x)))
      nearest = grip;
  }
  return nearest;
}

const PlotGrip *
plot_geometry_grip_of (const PlotGeometry *geometry, guint index)
{
  for (guint i = 0; i < geometry->n_grips; i++)
    if (geometry->grips[i].index == index)
      return &geometry->grips[i];
  return NULL;
}

double
plot_geometry_grip_data (const PlotGeometry *geometry, const PlotGrip *grip, double px)
{
  return map (px, geometry->left, geometry->right, grip->x0, grip->x1);
}
