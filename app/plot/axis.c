/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * axis.c - ticks, grid and the bottom axis.
 */
#include "plot/axis.h"

#include <math.h>
#include <string.h>

static double
next_step (double step)
{
  double power = pow (10, floor (log10 (step) + 1e-9));
  double lead = step / power;

  if (lead < 1.5)
    return 2 * power;
  if (lead < 2.25)
    return 2.5 * power;
  if (lead < 3.5)
    return 5 * power;
  return 10 * power;
}

static guint
count_ticks (double low, double high, double step)
{
  double n = floor (high / step + 1e-9) - ceil (low / step - 1e-9) + 1;

  return n < 0 ? 0 : n > 1e6 ? 1000000 : (guint)n;
}

void
plot_ticks (PlotTicks *ticks, double low, double high, guint max, gboolean whole)
{
  double span = high - low;
  double first;

  memset (ticks, 0, sizeof *ticks);
  if (!isfinite (low) || !isfinite (high) || !isfinite (span) || !(span > 0)
      || span < 1e-9 * MAX (fabs (low), fabs (high)))
    return;
  max = CLAMP (max, 1, PLOT_MAX_TICKS - 1);
  ticks->step = pow (10, floor (log10 (span / max)));
  if (whole)
    ticks->step = MAX (ticks->step, 1);
  while (count_ticks (low, high, ticks->step) > max
         || (whole && fabs (ticks->step - round (ticks->step)) > 1e-9))
    ticks->step = next_step (ticks->step);
  ticks->n = count_ticks (low, high, ticks->step);
  first = ceil (low / ticks->step - 1e-9);
  for (guint i = 0; i < ticks->n; i++) {
    double at = (first + i) * ticks->step;

    ticks->at[i] = at == 0 ? 0 : at; /* no negative zero */
  }
}

char *
plot_tick_label (double value, double step)
{
  char digits[64];
  int decimals = 0;

  if (!isfinite (value))
    return g_strdup ("–");
  while (decimals < 9 && step > 0
         && fabs (step * pow (10, decimals) - round (step * pow (10, decimals))) > 1e-6)
    decimals++;
  if (fabs (value) < 0.5 * pow (10, -decimals))
    value = 0;
  if (fabs (value) >= 1e15)
    g_ascii_formatd (digits, sizeof digits, "%.3g", fabs (value));
  else {
    char format[8];

    g_snprintf (format, sizeof format, "%%.%df", decimals);
    g_ascii_formatd (digits, sizeof digits, format, fabs (value));
  }
  return g_strconcat (value < 0 ? "\u2212" : "", digits, NULL);
}

void
plot_axis_grid (PlotCanvas *canvas, const PlotGeometry *geometry, const PlotTicks *ticks,
                gboolean vertical)
{
  PlotPen pen = { plot_canvas_style (canvas)->grid, 1, NULL, 0 };

  for (guint i = 0; i < ticks->n; i++) {
    if (vertical) {
      double x = floor (plot_geometry_x (geometry, ticks->at[i])) + 0.5;

      plot_canvas_segment (canvas, x, geometry->top, x, geometry->bottom, &pen);
    } else {
      double y = floor (plot_geometry_y (geometry, ticks->at[i])) + 0.5;

      plot_canvas_segment (canvas, geometry->left, y, geometry->right, y, &pen);
    }
  }
}

void
plot_axis_percent (PlotCanvas *canvas, const PlotGeometry *geometry, guint most, double gap,
                   const PlotType *type)
{
  PlotGeometry percent = *geometry;
  PlotTicks ticks;
  guint room = (guint)((geometry->bottom - geometry->top) / (2.2 * type->size));

  percent.y0 *= 100;
  percent.y1 *= 100;
  plot_ticks (&ticks, percent.y0, percent.y1, CLAMP (room, 1, most), FALSE);
  plot_axis_grid (canvas, &percent, &ticks, FALSE);
  for (guint i = 0; i < ticks.n; i++) {
    g_autofree char *number = plot_tick_label (ticks.at[i], ticks.step);
    char *label = plot_canvas_keep (canvas, g_strdup_printf ("%s\u202f%%", number));

    plot_canvas_text (canvas, geometry->left - gap, plot_geometry_y (&percent, ticks.at[i]), 1,
                      label, type);
  }
}

/* In the middle below the axis, or as near to it as the figure has room. */
static void
axis_title (PlotCanvas *canvas, const PlotGeometry *geometry, const char *title, double y,
            const PlotType *type)
{
  double room = geometry->width - type->size, width, left;

  title = plot_canvas_fit (canvas, title, room, type);
  width = plot_canvas_measure (canvas, title, type);
  left = (geometry->left + geometry->right - width) / 2;
  left = CLAMP (left, 0.5 * type->size, MAX (0.5 * type->size, room + 0.5 * type->size - width));
  plot_canvas_text (canvas, left, y, 0, title, type);
}

void
plot_axis_bottom (PlotCanvas *canvas, const PlotGeometry *geometry, const PlotTicks *ticks,
                  const PlotType *type, const char *title)
{
  const PlotStyle *style = plot_canvas_style (canvas);
  PlotPen pen = { style->axis, 1, NULL, 0 };
  PlotType title_type = *type;
  double y = floor (geometry->bottom) + 0.5;
  double text_y = y + 5 + type->size;

  plot_canvas_segment (canvas, geometry->left, y, geometry->right, y, &pen);
  for (guint i = 0; i < ticks->n; i++) {
    double x = floor (plot_geometry_x (geometry, ticks->at[i])) + 0.5;
    char *label = plot_canvas_keep (canvas, plot_tick_label (ticks->at[i], ticks->step));

    plot_canvas_segment (canvas, x, y, x, y + 4, &pen);
    plot_canvas_text (canvas, x, text_y, 0.5, label, type);
  }
  if (title == NULL)
    return;
  title_type.colour = style->subtitle;
  axis_title (canvas, geometry, title, text_y + 1.75 * type->size, &title_type);
}
