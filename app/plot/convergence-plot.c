/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * convergence-plot.c - drawing power against the number of trials, on a logarithmic axis.
 *
 * From back to front: grid, the band that is to be expected, the one that was seen, the exact
 * value, the path, its end.
 */
#include "plot/convergence-plot.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "plot/axis.h"
#include "plot/contrast.h"
#include "plot/convergence-text.h"
#include "plot/kind.h"
#include "plot/labels.h"
#include "plot/layout.h"
#include "plot/words.h"

#define MAX_POINTS 256

typedef struct {
  PlotCanvas *canvas;
  const PlotConvergenceData *data;
  const PlotStyle *style;
  PlotGeometry *at; /* x: log10 of the trials */
  PlotLayout layout;
  PlotStroke stroke;
  PlotPlacer placer;
} Drawing;

PlotConvergenceData *
plot_convergence_data_alloc (void)
{
  PlotConvergenceData *data = g_new0 (PlotConvergenceData, 1);

  plot_names_set (&data->names, NULL, NULL, NULL, NULL, NULL);
  data->contrast.reference = -1;
  data->exact = data->own_total = NAN;
  data->points = g_array_new (FALSE, FALSE, sizeof (PlotConvergencePoint));
  return data;
}

void
plot_convergence_data_free (PlotConvergenceData *data)
{
  if (data == NULL)
    return;
  plot_names_clear (&data->names);
  g_array_unref (data->points);
  g_free (data);
}

PlotConvergencePoint
plot_convergence_point (double trials, const SimFigure *power)
{
  return (PlotConvergencePoint){ trials, power->value, power->low, power->high, power->mcse };
}

PlotConvergenceData *
plot_convergence_data_new (SimScenario *scenario, const SimResults *results,
                           const SimTheory *theory, guint index)
{
  PlotConvergenceData *data = plot_convergence_data_alloc ();
  const SimHypothesisResult *result;
  PlotConvergencePoint point;

  if (index >= results->n_hypotheses || results->own_size >= results->n_sizes)
    return data;
  result = &results->sizes[results->own_size].hypotheses[index];
  point = plot_convergence_point ((double)results->replicates, &result->power);
  plot_names_fill (&data->names, scenario, index);
  data->contrast = plot_contrast_of (scenario, index);
  data->null_true = result->null_true;
  data->own_total = results->sizes[results->own_size].total;
  if (theory != NULL && results->own_size < theory->n_sizes)
    data->exact = theory->sizes[results->own_size].power[index];
  if (results->replicates > 0)
    g_array_append_val (data->points, point);
  return data;
}

static const PlotConvergencePoint *
point_at (const PlotConvergenceData *data, guint i)
{
  return &g_array_index (data->points, PlotConvergencePoint, i);
}

static gboolean
drawable (const PlotConvergencePoint *point)
{
  return point->trials >= 1 && point->trials < 1e18 && isfinite (point->value)
         && isfinite (point->low) && isfinite (point->high);
}

/* Those that are drawn: at most MAX_POINTS of the good ones, the last among them. */
static guint
choose (const PlotConvergenceData *data, const PlotConvergencePoint **chosen)
{
  guint every = data->points->len / MAX_POINTS + 1, n = 0;

  for (guint i = 0; i < data->points->len; i++)
    if (drawable (point_at (data, i))
        && ((data->points->len - 1 - i) % every == 0) && n < MAX_POINTS)
      chosen[n++] = point_at (data, i);
  return n;
}

static void
widen (double value, double *low, double *high)
{
  if (isfinite (value)) {
    *low = MIN (*low, value);
    *high = MAX (*high, value);
  }
}

/* Half the width of the band that is to be expected after so many trials; p: the exact value, or
   the one that is known best. */
static double
expected_half (double p, double log_trials)
{
  return SIM_Z95 * sqrt (p * (1 - p) / pow (10, log_trials));
}

static double
centre_of (const Drawing *d, const PlotConvergencePoint *last)
{
  return d->data->exact >= 0 && d->data->exact <= 1 ? d->data->exact : CLAMP (last->value, 0, 1);
}

/* Two decades at least across, if there are so many trials; upwards what was seen, what is to be
   expected and the exact value, a point at least. */
static void
find_range (Drawing *d, const PlotConvergencePoint **points, guint n)
{
  double low = INFINITY, high = -INFINITY, air, p = centre_of (d, points[n - 1]), half;

  d->at->x1 = log10 (points[n - 1]->trials);
  d->at->x0 = MIN (log10 (points[0]->trials), MAX (d->at->x1 - 2, MIN (d->at->x1 - 1, 1)));
  half = expected_half (p, MAX (d->at->x0, 1));
  widen (CLAMP (p - half, 0, 1), &low, &high);
  widen (CLAMP (p + half, 0, 1), &low, &high);

  for (guint i = 0; i < n; i++) {
    widen (CLAMP (points[i]->low, 0, 1), &low, &high);
    widen (CLAMP (points[i]->high, 0, 1), &low, &high);
  }
  if (d->data->exact >= 0 && d->data->exact <= 1)
    widen (d->data->exact, &low, &high);
  air = MAX (0.12 * (high - low), 0.005);
  d->at->y0 = MAX (low - air, 0);
  d->at->y1 = MIN (high + air, 1);
}

static void
lay_out (Drawing *d, double header)
{
  const PlotLayout *l = &d->layout;
  double foot = plot_layout_foot (l, !l->small);
  double labels = plot_canvas_measure (d->canvas, "100.0\u202f%", &l->tick);

  d->at->left = round (l->pad + labels + 10 * l->unit);
  d->at->right = MAX (round (d->at->width - 1.6 * l->pad), d->at->left + 1);
  d->at->top = round (header + (l->small ? 10 : 18) * l->unit);
  d->at->bottom = MAX (round (d->at->height - foot - 0.4 * l->pad), d->at->top + 1);
}

static void
draw_left (Drawing *d)
{
  plot_axis_percent (d->canvas, d->at, 7, 10 * d->layout.unit, &d->layout.tick);
}

/* Powers of ten, and between them 2 and 5 times these where they have room. */
static void
draw_bottom (Drawing *d)
{
  static const double times[] = { 1, 2, 5 };
  PlotPen axis = { d->style->axis, 1, NULL, 0 };
  double y = floor (d->at->bottom) + 0.5, taken = -INFINITY;
  double size = d->layout.tick.size, text_y = y + 5 + size;
  const PlotType *type = &d->layout.tick;
  PlotType title = *type;

  plot_canvas_segment (d->canvas, d->at->left, y, d->at->right, y, &axis);
  for (int k = 0; k < 3 * 19; k++) {
    double trials = times[k % 3] * pow (10, k / 3);
    double x = floor (plot_geometry_x (d->at, log10 (trials))) + 0.5;
    char *label = plot_canvas_keep (d->canvas, plot_words_count (trials));
    double half = plot_canvas_measure (d->canvas, label, type) / 2;

    if (log10 (trials) < d->at->x0 - 1e-9 || log10 (trials) > d->at->x1 + 1e-9)
      continue;
    plot_canvas_segment (d->canvas, x, y, x, y + 4, &axis);
    if (x - half < taken + size || x - half < 0 || x + half > d->at->width)
      continue;
    plot_canvas_text (d->canvas, x, text_y, 0.5, label, type);
    taken = x + half;
  }
  title.colour = d->style->subtitle;
  if (!d->layout.small)
    plot_canvas_text (d->canvas, (d->at->left + d->at->right) / 2, text_y + 1.75 * size, 0.5,
                      _ ("Simulated trials"), &title);
}

static void
draw_expected (Drawing *d, const PlotConvergencePoint *last)
{
  enum { STEPS = 48 };
  double x[2 * STEPS], y[2 * STEPS], p = centre_of (d, last);

  for (guint i = 0; i < STEPS; i++) {
    double at = d->at->x0 + (d->at->x1 - d->at->x0) * i / (STEPS - 1);
    double half = expected_half (p, at);

    x[i] = x[2 * STEPS - 1 - i] = plot_geometry_x (d->at, at);
    y[i] = plot_geometry_y (d->at, CLAMP (p + half, d->at->y0, d->at->y1));
    y[2 * STEPS - 1 - i] = plot_geometry_y (d->at, CLAMP (p - half, d->at->y0, d->at->y1));
  }
  plot_canvas_fill (d->canvas, x, y, 2 * STEPS, plot_colour_alpha (d->style->muted, 0.16));
}

static void
draw_band (Drawing *d, const PlotConvergencePoint **points, guint n)
{
  double x[2 * MAX_POINTS], y[2 * MAX_POINTS];

  for (guint i = 0; i < n; i++) {
    x[i] = x[2 * n - 1 - i] = plot_geometry_x (d->at, log10 (points[i]->trials));
    y[i] = plot_geometry_y (d->at, CLAMP (points[i]->high, 0, 1));
    y[2 * n - 1 - i] = plot_geometry_y (d->at, CLAMP (points[i]->low, 0, 1));
  }
  if (n > 1)
    plot_canvas_fill (d->canvas, x, y, 2 * n, plot_colour_alpha (d->stroke.colour, 0.22));
}

static void
draw_path (Drawing *d, const PlotConvergencePoint **points, guint n)
{
  double x[MAX_POINTS], y[MAX_POINTS];
  PlotPen pen = { d->stroke.colour, 2.2, NULL, 0 };

  for (guint i = 0; i < n; i++) {
    x[i] = plot_geometry_x (d->at, log10 (points[i]->trials));
    y[i] = plot_geometry_y (d->at, points[i]->value);
    if (i > 0)
      plot_placer_add_line (&d->placer, x[i - 1], y[i - 1], x[i], y[i]);
  }
  plot_canvas_line (d->canvas, x, y, n, &pen);
  pen.width = 1.6;
  plot_canvas_segment (d->canvas, x[n - 1],
                       plot_geometry_y (d->at, CLAMP (points[n - 1]->low, 0, 1)), x[n - 1],
                       plot_geometry_y (d->at, CLAMP (points[n - 1]->high, 0, 1)), &pen);
  plot_canvas_mark (d->canvas, x[n - 1], y[n - 1], 4.2, 1.6, d->stroke.mark, d->stroke.hollow,
                    d->stroke.colour);
}

/* Sets a text that ends at x, above or below a height, where there is room. */
static void
set_text (Drawing *d, char *text, double x, double y, const PlotType *type)
{
  double width = plot_canvas_measure (d->canvas, plot_canvas_keep (d->canvas, text), type);
  double air = 0.3 * type->size, step = 1.1 * type->size;
  const double ys[] = { y - step, y + step, y - 2.3 * step, y + 2.3 * step };
  PlotBox boxes[G_N_ELEMENTS (ys)];
  int chosen;

  for (guint i = 0; i < G_N_ELEMENTS (ys); i++)
    boxes[i] = (PlotBox){ x - width - air, ys[i] - 0.62 * type->size, x + air,
                          ys[i] + 0.62 * type->size };
  chosen = plot_placer_place (&d->placer, boxes, G_N_ELEMENTS (boxes), 0);
  if (chosen >= 0)
    plot_canvas_text (d->canvas, x, ys[chosen], 1, text, type);
}

static void
draw_exact (Drawing *d)
{
  static const double dash[2] = { 5, 3 };
  PlotPen pen = { d->style->text, 1.2, dash, 2 };
  double y = floor (plot_geometry_y (d->at, d->data->exact)) + 0.5;

  if (!(d->data->exact >= d->at->y0 && d->data->exact <= d->at->y1))
    return;
  plot_canvas_segment (d->canvas, d->at->left, y, d->at->right, y, &pen);
  plot_placer_add_line (&d->placer, d->at->left, y, d->at->right, y);
}

static void
draw_texts (Drawing *d, const PlotConvergencePoint *last)
{
  g_autofree char *value = plot_words_percent (last->value, last->mcse);
  g_autofree char *points = plot_words_points (last->mcse);
  g_autofree char *exact = plot_words_exact (d->data->exact);
  PlotType strong = d->layout.strong, label = d->layout.label;

  strong.colour = plot_style_readable (d->style, d->stroke.colour);
  set_text (d, g_strdup_printf ("%s %s", value, points), d->at->right - 10 * d->layout.unit,
            plot_geometry_y (d->at, last->value), &strong);
  if (d->data->exact >= d->at->y0 && d->data->exact <= d->at->y1)
    /* Translators: the value of a closed form */
    set_text (d, g_strdup_printf (_ ("exactly %s"), exact),
              d->at->left + 0.55 * (d->at->right - d->at->left),
              plot_geometry_y (d->at, d->data->exact), &label);
}

static void
convergence_draw (PlotCanvas *canvas, gconstpointer data, PlotGeometry *geometry)
{
  const PlotConvergencePoint *points[MAX_POINTS];
  Drawing d = { .canvas = canvas, .data = data, .at = geometry };
  guint n = choose (d.data, points);
  PlotBox bounds;

  d.style = plot_canvas_style (canvas);
  d.stroke = plot_style_stroke (d.style, &d.data->contrast);
  plot_layout_init (&d.layout, canvas);
  lay_out (&d, plot_layout_header (
                   &d.layout, canvas, plot_canvas_keep (canvas, plot_convergence_title (d.data)),
                   plot_canvas_keep (canvas,
                                     plot_convergence_subtitle (d.data, d.style->stale))));
  if (n == 0 || d.at->bottom - d.at->top < 24 || d.at->right - d.at->left < 40) {
    memset (geometry, 0, sizeof *geometry);
    return;
  }
  find_range (&d, points, n);
  bounds = (PlotBox){ d.at->left, d.at->top, d.at->right, d.at->bottom };
  plot_placer_init (&d.placer, &bounds);
  draw_left (&d);
  draw_bottom (&d);
  draw_expected (&d, points[n - 1]);
  draw_band (&d, points, n);
  draw_exact (&d);
  draw_path (&d, points, n);
  draw_texts (&d, points[n - 1]);
}

static char *
convergence_title (gconstpointer data)
{
  return plot_convergence_title (data);
}

static char *
convergence_describe (gconstpointer data)
{
  return plot_convergence_describe (data);
}

static char *
convergence_table (gconstpointer data)
{
  return plot_convergence_table (data);
}

static guint
convergence_count (gconstpointer data)
{
  const PlotConvergencePoint *points[MAX_POINTS];

  return choose (data, points);
}

static guint
convergence_nearest (gconstpointer data, double x, double y)
{
  const PlotConvergencePoint *points[MAX_POINTS];
  guint n = choose (data, points), nearest = 0;

  for (guint i = 1; i < n && isfinite (x); i++)
    if (fabs (log10 (points[i]->trials) - x) < fabs (log10 (points[nearest]->trials) - x))
      nearest = i;
  return nearest;
}

static void
convergence_read (gconstpointer data, guint index, const PlotStyle *style, PlotReadout *readout)
{
  const PlotConvergenceData *convergence = data;
  const PlotConvergencePoint *points[MAX_POINTS], *point;
  PlotStroke stroke = plot_style_stroke (style, &convergence->contrast);
  PlotStroke neutral = plot_style_neutral (style, 0);
  guint n = choose (convergence, points);
  g_autofree char *trials = NULL;

  point = points[MIN (index, n - 1)];
  trials = plot_words_count (point->trials);
  readout->x = log10 (point->trials);
  /* Translators: a number of simulated trials */
  readout->title = g_strdup_printf (_ ("After %s trials"), trials);
  plot_readout_add (readout, convergence->names.full,
                    plot_words_percent (point->value, point->mcse),
                    plot_words_range (point->low, point->high, point->mcse), &stroke,
                    point->value);
  if (isfinite (convergence->exact))
    plot_readout_add (readout, _ ("Exactly"), plot_words_exact (convergence->exact),
                      g_strdup (""), &neutral, NAN);
}

static void
convergence_free (gpointer data)
{
  plot_convergence_data_free (data);
}

PlotFigure *
plot_convergence_figure_new (PlotConvergenceData *data)
{
  static const PlotKind kind = { convergence_draw,  convergence_title,   convergence_describe,
                                 convergence_table, convergence_count,   convergence_nearest,
                                 convergence_read,  convergence_free,    NULL };

  return plot_figure_new (&kind, data);
}
