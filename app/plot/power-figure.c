/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-figure.c - the power plot as a figure: drawn, described, read off.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "plot/kind.h"
#include "plot/power-drawing.h"
#include "plot/power-text.h"
#include "plot/words.h"

static void
power_draw (PlotCanvas *canvas, gconstpointer data, PlotGeometry *geometry)
{
  plot_power_draw (canvas, data, geometry);
}

static void
power_draw_bare (PlotCanvas *canvas, gconstpointer data, PlotGeometry *geometry)
{
  plot_power_draw_bare (canvas, data, geometry);
}

static char *
power_title (gconstpointer data)
{
  return plot_power_title (data);
}

static char *
power_describe (gconstpointer data)
{
  return plot_power_describe (data);
}

static char *
power_table (gconstpointer data)
{
  return plot_power_table (data);
}

static guint
power_count (gconstpointer data)
{
  const PlotPowerData *power = data;

  return power->n_series > 0 ? power->series[0].n_points : 0;
}

static guint
power_nearest (gconstpointer data, double x, double y)
{
  const PlotPowerSeries *series = ((const PlotPowerData *)data)->series;
  guint nearest = 0;

  for (guint p = 1; p < series->n_points; p++)
    if (fabs (series->points[p].total - x) < fabs (series->points[nearest].total - x))
      nearest = p;
  return nearest;
}

static char *
reading_note (const PlotPowerPoint *point)
{
  g_autofree char *error = plot_words_error (point->mcse);
  g_autofree char *exact = NULL;

  if (!isfinite (point->exact))
    return g_steal_pointer (&error);
  exact = plot_words_exact (point->exact);
  /* Translators: the error of a percentage, then its exact value */
  return g_strdup_printf (_ ("%s, exact %s"), error, exact);
}

static void
power_read (gconstpointer data, guint index, const PlotStyle *style, PlotReadout *readout)
{
  const PlotPowerData *power = data;

  for (guint i = 0; i < power->n_series; i++) {
    const PlotPowerSeries *series = &power->series[i];
    const PlotPowerPoint *point;
    PlotStroke stroke;

    if (index >= series->n_points)
      continue;
    point = &series->points[index];
    stroke = plot_power_stroke (series, style);
    plot_readout_add (readout, series->names.full, plot_words_percent (point->value, point->mcse),
                      reading_note (point), &stroke, point->value);
    readout->x = point->total;
  }
  if (isfinite (plot_power_drawn_at (power, readout->x))) {
    PlotStroke stroke = plot_power_drawn_stroke (style);
    double drawn = plot_power_drawn_at (power, readout->x);

    plot_readout_add (readout, _ ("Your curve"), plot_words_percent (drawn, 0.01), g_strdup (""),
                      &stroke, drawn);
  }
  readout->title = plot_words_patients (readout->x);
}

static void
power_free (gpointer data)
{
  plot_power_data_free (data);
}

PlotFigure *
plot_power_figure_new (PlotPowerData *data)
{
  static const PlotKind kind = { power_draw,  power_title,   power_describe, power_table,
                                 power_count, power_nearest, power_read,     power_free };

  return plot_figure_new (&kind, data);
}

PlotFigure *
plot_power_thumbnail_new (PlotPowerData *data)
{
  static const PlotKind kind = { power_draw_bare, power_title,   power_describe, power_table,
                                 power_count,     power_nearest, power_read,     power_free };

  return plot_figure_new (&kind, data);
}
