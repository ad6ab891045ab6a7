/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-drawn.c - the curve of the power plot that somebody drew by hand: its line, its name, and
 * its words.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "plot/power-drawing.h"
#include "plot/power-text.h"
#include "plot/words.h"

/* Places for its name: above and below as many points as that, in so many distances. */
#define NAMED 8
#define AWAY  3

G_STATIC_ASSERT (2 * NAMED * AWAY <= PLOT_POWER_PLACES);

void
plot_power_data_set_drawn (PlotPowerData *data, const double *totals, const double *values, guint n)
{
  g_free (data->drawn);
  data->drawn = g_new (PlotExactPoint, MAX (n, 1));
  data->n_drawn = n;
  for (guint i = 0; i < n; i++)
    data->drawn[i] = (PlotExactPoint){ totals[i], values[i] };
}

double
plot_power_drawn_at (const PlotPowerData *data, double total)
{
  for (guint i = 0; i < data->n_drawn; i++)
    if (data->drawn[i].total == total)
      return data->drawn[i].value;
  return NAN;
}

/* In the colour of text, for it is nobody's power; with long dashes and a point at every size, so
   that it is not one of the curves in dark glasses either. */
PlotStroke
plot_power_drawn_stroke (const PlotStyle *style)
{
  PlotStroke stroke = { .colour = style->text,
                        .dashes = style->text,
                        .dash = { 9, 5 },
                        .n_dash = 2,
                        .mark = PLOT_MARK_DISC };

  return stroke;
}

/* The px of what is drawn, without gaps; returns how many points. */
static guint
drawn_px (const PlotPowerDrawing *d, double *x, double *y)
{
  guint n = 0;

  for (guint i = 0; i < d->data->n_drawn; i++) {
    if (!isfinite (d->data->drawn[i].value))
      continue;
    x[n] = plot_geometry_x (d->at, d->data->drawn[i].total);
    y[n++] = plot_geometry_y (d->at, CLAMP (d->data->drawn[i].value, 0, 1));
  }
  return n;
}

void
plot_power_draw_drawn (PlotPowerDrawing *d)
{
  PlotStroke stroke = plot_power_drawn_stroke (d->style);
  PlotPen pen = { stroke.colour, 2.2, stroke.dash, stroke.n_dash };
  g_autofree double *x = g_new (double, d->data->n_drawn + 1);
  g_autofree double *y = g_new (double, d->data->n_drawn + 1);
  guint n = drawn_px (d, x, y);

  plot_canvas_line (d->canvas, x, y, n, &pen);
  for (guint i = 0; i < n; i++)
    plot_canvas_mark (d->canvas, x[i], y[i], 2.4, 0, stroke.mark, FALSE, stroke.colour);
  for (guint i = 1; i < n; i++)
    plot_placer_add_curve (&d->placer, x[i - 1], y[i - 1], x[i], y[i]);
}

void
plot_power_label_drawn (PlotPowerDrawing *d)
{
  const PlotType *type = &d->layout.label;
  const char *text = _ ("your curve");
  double width = plot_canvas_measure (d->canvas, text, type), air = 0.25 * type->size;
  g_autofree double *x = g_new (double, d->data->n_drawn + 1);
  g_autofree double *y = g_new (double, d->data->n_drawn + 1);
  guint n = drawn_px (d, x, y), n_places = 0;
  PlotPowerPlace places[PLOT_POWER_PLACES];

  /* Near the curve, and from the right, where curves of power leave room. */
  for (guint far = 0; far < AWAY; far++)
    for (guint k = 0; k < MIN (n, NAMED); k++) {
      guint i = n - 1 - k * (n - 1) / NAMED;
      double left = CLAMP (x[i] - width / 2, d->placer.bounds.left + air,
                           MAX (d->placer.bounds.left, d->placer.bounds.right - width - air));

      for (int side = -1; side <= 1 && x[i] >= d->at->left && x[i] <= d->at->right; side += 2)
        places[n_places++] = (PlotPowerPlace){ left, y[i] + side * (1.1 + 0.8 * far) * type->size };
    }
  plot_power_set_text (d, text, type, places, n_places);
}

void
plot_power_describe_drawn (GString *out, const PlotPowerData *data)
{
  guint n = 0;

  for (guint i = 0; i < data->n_drawn; i++) {
    const PlotExactPoint *point = &data->drawn[i];
    g_autofree char *value = NULL;

    if (!isfinite (point->value))
      continue;
    value = plot_words_percent (point->value, 0.01);
    g_string_append_printf (out, "%s%.0f: %s",
                            n++ > 0 ? ", " : _ ("Your curve, by number of patients: "),
                            point->total, value);
  }
  if (n > 0)
    g_string_append (out, ". ");
}

void
plot_power_tabulate_drawn (GString *out, const PlotPowerData *data)
{
  for (guint i = 0; i < data->n_drawn; i++) {
    g_autofree char *value = plot_words_cell (data->drawn[i].value);

    g_string_append_printf (out, "%.0f\tdrawn\t%s\t\t\t\t\n", data->drawn[i].total, value);
  }
}
