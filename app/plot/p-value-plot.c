/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * p-value-plot.c - drawing the p-values of one hypothesis as twenty bars.
 *
 * From back to front: grid, bars (strong below alpha, pale beyond), the line at which all would
 * stand by chance alone, the closed form as a step line, alpha, texts.
 */
#include "plot/p-value-plot.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "plot/axis.h"
#include "plot/kind.h"
#include "plot/labels.h"
#include "plot/layout.h"
#include "plot/p-value-text.h"
#include "plot/words.h"

typedef struct {
  PlotCanvas *canvas;
  const PlotPValueData *data;
  const PlotStyle *style;
  PlotGeometry *at; /* y in shares of trials */
  PlotLayout layout;
  PlotStroke stroke;
  PlotPlacer placer;
} Drawing;

#define BY_CHANCE (1.0 / SIM_P_CLASSES)

static gboolean
known (const PlotPValueData *data)
{
  return isfinite (data->bars[0].value) && data->replicates > 0;
}

/* The tallest of what is shown, and some air for the label above it. */
static double
top_of (const PlotPValueData *data, const PlotGeometry *at)
{
  double top = 2 * BY_CHANCE;

  for (guint b = 0; b < SIM_P_CLASSES; b++) {
    if ((b + 1.0) / SIM_P_CLASSES <= at->x0 || (double)b / SIM_P_CLASSES >= at->x1)
      continue;
    if (isfinite (data->bars[b].value))
      top = MAX (top, data->bars[b].value);
    if (isfinite (data->bars[b].exact))
      top = MAX (top, data->bars[b].exact);
  }
  return 1.12 * MIN (top, 1);
}

static void
lay_out (Drawing *d, double header)
{
  const PlotLayout *l = &d->layout;
  double foot = plot_layout_foot (l, !l->small);
  double labels = plot_canvas_measure (d->canvas, "100\u202f%", &l->tick);

  d->at->left = round (l->pad + labels + 10 * l->unit);
  d->at->right = MAX (round (d->at->width - 1.2 * l->pad), d->at->left + 1);
  d->at->top = round (header + (l->small ? 10 : 18) * l->unit);
  d->at->bottom = MAX (round (d->at->height - foot - 0.4 * l->pad), d->at->top + 1);
  d->at->x0 = 0;
  d->at->x1 = 1;
  plot_geometry_zoom (d->at, &d->style->zoom);
  d->at->y0 = 0;
  d->at->y1 = top_of (d->data, d->at);
}

static void
draw_axes (Drawing *d)
{
  PlotTicks ticks;
  guint room = (guint)((d->at->right - d->at->left) / (4.5 * d->layout.tick.size));

  plot_axis_percent (d->canvas, d->at, 6, 10 * d->layout.unit, &d->layout.tick);
  plot_ticks (&ticks, d->at->x0, d->at->x1, CLAMP (room, 1, 11), FALSE);
  plot_axis_bottom (d->canvas, d->at, &ticks, &d->layout.tick,
                    d->layout.small ? NULL : _ ("p-value"));
}

/* The left and right edges of a bar, a gap between it and its neighbours. FALSE: it is beyond the
   axis. */
static gboolean
bar_edges (const Drawing *d, guint bar, double *left, double *right)
{
  double from = floor (plot_geometry_x (d->at, (double)bar / SIM_P_CLASSES));
  double to = floor (plot_geometry_x (d->at, (bar + 1.0) / SIM_P_CLASSES));
  double gap = to - from > 8 ? 1 : 0;

  *left = MAX (from + gap, floor (d->at->left));
  *right = MIN (MAX (to - gap, from + gap + 1), floor (d->at->right));
  return *left < *right;
}

/* How much of a bar lies below alpha; of the bar that alpha parts what is counted below it. */
static double
significant_part (const PlotPValueData *data, guint bar)
{
  double from = (double)bar / SIM_P_CLASSES, to = (bar + 1.0) / SIM_P_CLASSES;
  double before = bar > 0 ? data->below[SIM_P_FINE + bar - 1].value : 0;

  if (data->alpha >= to - 1e-9)
    return data->bars[bar].value;
  if (data->alpha <= from + 1e-9)
    return 0;
  return CLAMP (data->below_alpha.value - before, 0, data->bars[bar].value);
}

static void
draw_bars (Drawing *d)
{
  PlotColour strong = plot_colour_mix (d->style->background, d->stroke.colour, 0.9);
  PlotColour pale = plot_colour_mix (d->style->background, d->stroke.colour, 0.32);
  double base = floor (d->at->bottom);

  for (guint b = 0; b < SIM_P_CLASSES; b++) {
    double part = significant_part (d->data, b), left, right;
    double top = plot_geometry_y (d->at, d->data->bars[b].value);
    double middle = plot_geometry_y (d->at, part);

    if (!bar_edges (d, b, &left, &right))
      continue;
    if (top < middle)
      plot_canvas_box (d->canvas, left, top, right, middle, 0, pale);
    if (middle < base)
      plot_canvas_box (d->canvas, left, middle, right, base, 0, strong);
    plot_placer_add_line (&d->placer, left, top, right, top);
    plot_placer_add_line (&d->placer, left, top, left, base);
    plot_placer_add_line (&d->placer, right, top, right, base);
  }
}

/* Bars are low where they are beyond the first: all above one belongs to it. */
static void
add_targets (Drawing *d)
{
  double base = floor (d->at->bottom);

  for (guint b = 0; b < SIM_P_CLASSES; b++) {
    double from = (double)b / SIM_P_CLASSES, to = (b + 1.0) / SIM_P_CLASSES;
    gboolean parted = d->data->alpha > from + 1e-9 && d->data->alpha < to - 1e-9;
    PlotTarget bar = { b, from, b + 1 < SIM_P_CLASSES ? to : INFINITY,
                       d->data->alpha >= to - 1e-9 };
    PlotTarget part = { b, from, d->data->alpha, TRUE };
    double left, right;

    if (!bar_edges (d, b, &left, &right))
      continue;
    plot_canvas_target (d->canvas, left, d->at->top, right, base, &bar);
    if (parted)
      plot_canvas_target (d->canvas, left,
                          plot_geometry_y (d->at, significant_part (d->data, b)), right, base,
                          &part);
  }
}

/* The closed form: a short line across every bar. */
static void
draw_exact (Drawing *d)
{
  PlotPen halo = { d->style->background, 3.6, NULL, 0 }, pen = { d->style->text, 1.6, NULL, 0 };

  for (guint b = 0; b < SIM_P_CLASSES; b++) {
    double y = plot_geometry_y (d->at, d->data->bars[b].exact), left, right;

    if (!isfinite (y) || !bar_edges (d, b, &left, &right))
      continue;
    plot_canvas_segment (d->canvas, left, y, right, y, &halo);
    plot_canvas_segment (d->canvas, left, y, right, y, &pen);
  }
}

static void
draw_chance (Drawing *d)
{
  static const double dash[2] = { 5, 3 };
  PlotPen pen = { d->style->text, 1.2, dash, 2 };
  double y = floor (plot_geometry_y (d->at, BY_CHANCE)) + 0.5;

  plot_canvas_segment (d->canvas, d->at->left, y, d->at->right, y, &pen);
  plot_placer_add_line (&d->placer, d->at->left, y, d->at->right, y);
}

static void
draw_alpha (Drawing *d)
{
  PlotPen pen = { d->style->muted, 1.2, NULL, 0 };
  double x = MIN (floor (plot_geometry_x (d->at, d->data->alpha)) + 0.5, d->at->right);

  if (!(d->data->alpha > d->at->x0 && d->data->alpha < 1))
    return;
  plot_canvas_box (d->canvas, d->at->left, d->at->top - 4, x, d->at->bottom, 0,
                   plot_colour_mix (d->style->background, d->stroke.colour, 0.08));
  if (!plot_geometry_shows (d->at, d->data->alpha))
    return;
  plot_canvas_segment (d->canvas, x, d->at->top - 4, x, d->at->bottom, &pen);
  plot_placer_add_line (&d->placer, x, d->at->top - 4, x, d->at->bottom);
}

/* Sets a text with its left end at one of two places, where one is free. */
static void
set_text (Drawing *d, char *text, double x, double y, double other_y, const PlotType *type)
{
  double width = plot_canvas_measure (d->canvas, plot_canvas_keep (d->canvas, text), type);
  double ys[] = { y, other_y }, air = 0.3 * type->size;
  PlotBox boxes[G_N_ELEMENTS (ys)];
  int chosen;

  x = MIN (x, d->at->right - width - air);
  for (guint i = 0; i < G_N_ELEMENTS (ys); i++)
    boxes[i] = (PlotBox){ x - air, ys[i] - 0.62 * type->size, x + width + air,
                          ys[i] + 0.62 * type->size };
  chosen = plot_placer_place (&d->placer, boxes, G_N_ELEMENTS (boxes), 0);
  if (chosen >= 0)
    plot_canvas_text (d->canvas, x, ys[chosen], 0, text, type);
}

static char *
alpha_text (const PlotPValueData *data)
{
  g_autofree char *alpha = plot_p_value_number (data->alpha);
  g_autofree char *share
      = plot_words_percent (data->below_alpha.value, data->below_alpha.mcse);

  /* Translators: a level such as 0.05, and the share of trials with a smaller p-value */
  return g_strdup_printf (_ ("p below %s in %s"), alpha, share);
}

static char *
fine_text (const PlotPValueData *data)
{
  g_autofree char *one = plot_words_percent (data->below[2].value, data->below[2].mcse);
  g_autofree char *least = plot_words_percent (data->below[0].value, data->below[0].mcse);

  /* Translators: shares of trials */
  return g_strdup_printf (_ ("below 0.01 in %s, below 0.001 in %s"), one, least);
}

static void
draw_texts (Drawing *d)
{
  PlotType strong = d->layout.strong, label = d->layout.label, detail = d->layout.detail;
  double u = d->layout.unit, x, y;

  strong.colour = plot_style_readable (d->style, d->stroke.colour);
  detail.colour = d->style->muted;
  label.colour = d->style->subtitle;
  x = MAX (plot_geometry_x (d->at, MAX (d->data->alpha, BY_CHANCE)), d->at->left) + 8 * u;
  y = d->at->top + 0.7 * strong.size;
  if (d->data->alpha > d->at->x0)
    set_text (d, alpha_text (d->data), x, y, y, &strong);
  if (d->data->alpha > d->at->x0 && !d->layout.small)
    set_text (d, fine_text (d->data), x, y + 1.4 * strong.size, y + 1.4 * strong.size, &detail);
  y = plot_geometry_y (d->at, BY_CHANCE);
  /* Translators: a line in a figure, and what it is */
  set_text (d, g_strdup (_ ("chance alone: 5 of 100 in every bar")), d->at->right,
            y - 0.9 * label.size, y - 2.2 * label.size, &label);
  if (isfinite (d->data->bars[0].exact))
    set_text (d, g_strdup (_ ("— closed form")), d->at->right, d->at->top + 0.7 * strong.size,
              d->at->top + 2.1 * strong.size, &detail);
}

static void
p_value_draw (PlotCanvas *canvas, gconstpointer data, PlotGeometry *geometry)
{
  Drawing d = { .canvas = canvas, .data = data, .at = geometry };
  PlotBox bounds;
  double header;

  d.style = plot_canvas_style (canvas);
  d.stroke = plot_style_stroke (d.style, &d.data->contrast);
  plot_layout_init (&d.layout, canvas);
  header = plot_layout_header (
      &d.layout, canvas, plot_canvas_keep (canvas, plot_p_value_title (d.data)),
      plot_canvas_keep (canvas, plot_p_value_subtitle (d.data, d.style->stale)));
  lay_out (&d, header);
  if (!known (d.data) || d.at->bottom - d.at->top < 24 || d.at->right - d.at->left < 40) {
    memset (geometry, 0, sizeof *geometry);
    return;
  }
  bounds = (PlotBox){ d.at->left, d.at->top - 4, d.at->right + 1, d.at->bottom };
  plot_placer_init (&d.placer, &bounds);
  draw_alpha (&d);
  draw_axes (&d);
  draw_bars (&d);
  add_targets (&d);
  draw_chance (&d);
  draw_exact (&d);
  draw_texts (&d);
}

static char *
p_value_title (gconstpointer data)
{
  return plot_p_value_title (data);
}

static char *
p_value_describe (gconstpointer data)
{
  return plot_p_value_describe (data);
}

static char *
p_value_table (gconstpointer data)
{
  return plot_p_value_table (data);
}

static guint
p_value_count (gconstpointer data)
{
  return known (data) ? SIM_P_CLASSES : 0;
}

static guint
p_value_nearest (gconstpointer data, double x, double y)
{
  return isfinite (x) ? (guint)CLAMP (floor (x * SIM_P_CLASSES), 0, SIM_P_CLASSES - 1.0) : 0;
}

static char *
exact_note (const PlotPValueShare *share)
{
  g_autofree char *exact = plot_words_exact (share->exact);

  /* Translators: the value of a closed form */
  return isfinite (share->exact) ? g_strdup_printf (_ ("exactly %s"), exact) : g_strdup ("");
}

/* The first bar is told in its finer classes too. */
static void
read_fine (const PlotPValueData *p, const PlotStroke *stroke, PlotReadout *readout)
{
  for (guint k = 0; k < SIM_P_FINE; k++) {
    g_autofree char *edge = plot_p_value_number (sim_p_edges[k]);
    g_autofree char *name = g_strdup_printf (_ ("p below %s"), edge);

    plot_readout_add (readout, name, plot_words_percent (p->below[k].value, p->below[k].mcse),
                      exact_note (&p->below[k]), stroke, NAN);
  }
}

static void
p_value_read (gconstpointer data, guint index, const PlotStyle *style, PlotReadout *readout)
{
  const PlotPValueData *p = data;
  const PlotPValueShare *bar = &p->bars[index];
  PlotStroke stroke = plot_style_stroke (style, &p->contrast);
  PlotStroke neutral = plot_style_neutral (style, 0);
  g_autofree char *from = plot_p_value_number ((double)index / SIM_P_CLASSES);
  g_autofree char *to = plot_p_value_number ((index + 1.0) / SIM_P_CLASSES);

  readout->x = (index + 0.5) / SIM_P_CLASSES;
  readout->title = index == 0 ? g_strdup_printf (_ ("p below %s"), to)
                              /* Translators: two p-values */
                              : g_strdup_printf (_ ("p from %s to %s"), from, to);
  plot_readout_add (readout, p->names.full, plot_words_percent (bar->value, bar->mcse),
                    exact_note (bar), &stroke, bar->value);
  if (index == 0)
    read_fine (p, &stroke, readout);
  plot_readout_add (readout, _ ("Chance alone"), plot_words_percent (BY_CHANCE, 0), g_strdup (""),
                    &neutral, NAN);
}

static void
p_value_free (gpointer data)
{
  plot_p_value_data_free (data);
}

PlotFigure *
plot_p_value_figure_new (PlotPValueData *data)
{
  static const PlotKind kind
      = { p_value_draw,    p_value_title, p_value_describe, p_value_table, p_value_count,
          p_value_nearest, p_value_read,  p_value_free,     NULL };

  return plot_figure_new (&kind, data);
}
