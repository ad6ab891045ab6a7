/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-plot.c - the figure of one trial: its frame, and which picture fits its outcome.
 */
#include "plot/trial-plot.h"

#include <math.h>
#include <string.h>

#include "plot/trial-drawing.h"
#include "plot/trial-text.h"
#include "plot/words.h"

PlotColour
plot_trial_colour (const PlotTrialDrawing *d, guint arm)
{
  return plot_style_arm (d->style, d->data->arms[arm].colour);
}

static char *
left_label (const PlotTicks *ticks, guint i, gboolean percent)
{
  return percent ? plot_words_percent (ticks->at[i], 0) : plot_tick_label (ticks->at[i],
                                                                           ticks->step);
}

static void
left_ticks (const PlotTrialDrawing *d, PlotTicks *ticks)
{
  double room = (d->at->bottom - d->at->top) / (2.6 * d->layout.tick.size);

  plot_ticks (ticks, d->at->y0, d->at->y1, (guint)CLAMP (room, 1, 9), FALSE);
}

void
plot_trial_draw_left (PlotTrialDrawing *d, gboolean percent)
{
  PlotTicks ticks;

  left_ticks (d, &ticks);
  plot_axis_grid (d->canvas, d->at, &ticks, FALSE);
  for (guint i = 0; i < ticks.n; i++) {
    char *label = plot_canvas_keep (d->canvas, left_label (&ticks, i, percent));

    plot_canvas_text (d->canvas, d->at->left - 6 * d->layout.unit,
                      plot_geometry_y (d->at, ticks.at[i]), 1, label, &d->layout.tick);
  }
}

/* What the axis is about stands above the names of the arms, or the curves. */
static void
draw_axis_title (PlotTrialDrawing *d, double y)
{
  PlotType type = d->layout.tick;
  char *title = plot_canvas_keep (d->canvas, plot_trial_axis_title (d->data));

  type.colour = d->style->subtitle;
  plot_canvas_text (
      d->canvas, d->layout.pad, y, 0,
      plot_canvas_fit (d->canvas, title, d->at->width - 2 * d->layout.pad, &type), &type);
}

static void
lay_out (PlotTrialDrawing *d, double header)
{
  const PlotLayout *l = &d->layout;
  gboolean times = d->data->kind == PLOT_TRIAL_TIMES;
  double heads = times ? 1.2 * l->tick.size : 2.1 * l->detail.size + 1.4 * l->name.size;
  double widest = 0;
  PlotTicks ticks;

  if (!l->small)
    header += 1.9 * l->tick.size;
  d->at->top = round (header + heads + 0.6 * l->name.size);
  d->at->bottom = round (d->at->height - 0.6 * l->pad - 5 - 1.6 * l->tick.size);
  if (times && !l->small)
    d->at->bottom -= round (1.75 * l->tick.size);
  d->at->bottom = MAX (d->at->bottom, d->at->top + 1);
  plot_trial_range (d->data, &d->at->y0, &d->at->y1);
  left_ticks (d, &ticks);
  for (guint i = 0; i < ticks.n; i++)
    widest = MAX (widest,
                  plot_canvas_measure (
                      d->canvas,
                      plot_canvas_keep (d->canvas,
                                        left_label (&ticks, i,
                                                    d->data->kind != PLOT_TRIAL_SCORES)),
                      &l->tick));
  d->at->left = round (l->pad + widest + 8 * l->unit);
  d->at->right = MAX (round (d->at->width - l->pad), d->at->left + 1);
  d->at->x0 = 0;
  d->at->x1 = times ? plot_trial_last (d->data) : MAX (d->data->n_arms, 1);
}

static void
trial_draw (PlotCanvas *canvas, gconstpointer data, PlotGeometry *geometry)
{
  PlotTrialDrawing d = { .canvas = canvas, .data = data, .at = geometry };
  double header;

  d.style = plot_canvas_style (canvas);
  plot_layout_init (&d.layout, canvas);
  header = plot_layout_header (
      &d.layout, canvas, plot_canvas_keep (canvas, plot_trial_title (d.data)),
      plot_canvas_keep (canvas, plot_trial_subtitle (d.data, d.style->stale)));
  lay_out (&d, header);
  if (d.at->bottom - d.at->top < 24 || d.at->right - d.at->left < 60 || d.data->n_arms == 0) {
    memset (geometry, 0, sizeof *geometry);
    return;
  }
  if (!d.layout.small)
    draw_axis_title (&d, header + 1.2 * d.layout.tick.size);
  if (d.data->kind == PLOT_TRIAL_TIMES)
    plot_trial_draw_curves (&d);
  else
    plot_trial_draw_panels (&d);
}

static char *
trial_title (gconstpointer data)
{
  return plot_trial_title (data);
}

static char *
trial_describe (gconstpointer data)
{
  return plot_trial_describe (data);
}

static char *
trial_table (gconstpointer data)
{
  return plot_trial_table (data);
}

static void
trial_free (gpointer data)
{
  plot_trial_data_free (data);
}

PlotFigure *
plot_trial_figure_new (PlotTrialData *data)
{
  static const PlotKind kind
      = { trial_draw,         trial_title,     trial_describe, trial_table,      plot_trial_count,
          plot_trial_nearest, plot_trial_read, trial_free,     plot_trial_stride };

  return plot_figure_new (&kind, data);
}
