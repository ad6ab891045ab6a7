/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heat-data.c - the data of the heat map: cells, edges, places.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "plot/heat-drawing.h"

PlotHeatData *
plot_heat_data_new (guint nx, guint ny, const char *subject)
{
  PlotHeatData *data = g_new0 (PlotHeatData, 1);

  data->x.n = nx;
  data->y.n = ny;
  data->x.at = g_new0 (double, nx + 1);
  data->y.at = g_new0 (double, ny + 1);
  data->x.own = data->y.own = data->own = data->target = NAN;
  data->cells = g_new0 (PlotHeatCell, nx * ny + 1);
  for (guint i = 0; i < nx * ny; i++)
    data->cells[i].value = data->cells[i].mcse = NAN;
  data->subject = plot_text_clean (subject);
  return data;
}

void
plot_heat_data_free (PlotHeatData *data)
{
  if (data == NULL)
    return;
  for (guint i = 0; i < data->x.n * data->y.n; i++)
    g_free (data->cells[i].problem);
  g_free (data->cells);
  g_free (data->x.at);
  g_free (data->x.name);
  g_free (data->x.unit);
  g_free (data->y.at);
  g_free (data->y.name);
  g_free (data->y.unit);
  g_free (data->subject);
  g_free (data);
}

const PlotHeatCell *
plot_heat_cell (const PlotHeatData *data, guint x, guint y)
{
  return &data->cells[y * data->x.n + x];
}

double
plot_heat_edge (const PlotHeatAxis *axis, guint i)
{
  if (axis->n < 2)
    return axis->at[0] + (i == 0 ? -0.5 : 0.5);
  if (i == 0)
    return axis->at[0] - (axis->at[1] - axis->at[0]) / 2;
  if (i >= axis->n)
    return axis->at[axis->n - 1] + (axis->at[axis->n - 1] - axis->at[axis->n - 2]) / 2;
  return (axis->at[i - 1] + axis->at[i]) / 2;
}

guint
plot_heat_place (const PlotHeatAxis *axis, double value)
{
  guint place = 0;

  while (place + 1 < axis->n && value >= plot_heat_edge (axis, place + 1))
    place++;
  return place;
}

char *
plot_heat_at (const PlotHeatAxis *axis, double value)
{
  gboolean change = axis->kind == PLOT_HEAT_CHANGE;
  g_autofree char *number = plot_text_amount (value, NULL);
  const char *sign = axis->kind == PLOT_HEAT_MULTIPLE ? "× " : change && value > 0 ? "+" : "";
  g_autofree char *signed_number = g_strconcat (sign, number, NULL);
  g_autofree char *amount = sim_shown_amount (
      signed_number, axis->kind == PLOT_HEAT_MULTIPLE ? NULL : axis->unit);

  return g_strconcat (axis->name != NULL ? axis->name : "", " ", amount, NULL);
}

char *
plot_heat_axis_title (const PlotHeatAxis *axis)
{
  g_autofree char *within = plot_text_within (axis->name != NULL ? axis->name : "");

  if (axis->kind == PLOT_HEAT_MULTIPLE)
    /* Translators: an assumption, as "mean, Usual care", which is multiplied by what is told */
    return g_strdup_printf (_ ("Multiple of %s"), within);
  if (axis->kind == PLOT_HEAT_CHANGE)
    return axis->unit != NULL && axis->unit[0] != '\0'
               /* Translators: an assumption, as "mean, Usual care", and the unit of its change */
               ? g_strdup_printf (_ ("Change of %s (%s)"), within, axis->unit)
               : g_strdup_printf (_ ("Change of %s"), within);

  g_autofree char *name = plot_text_clean (axis->name != NULL ? axis->name : "");
  g_autofree char *unit = plot_text_clean (axis->unit != NULL ? axis->unit : "");

  return unit[0] != '\0' ? g_strdup_printf ("%s (%s)", name, unit) : g_steal_pointer (&name);
}
