/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * forest-plot.c - drawing simulated trials below each other.
 */
#include "plot/forest-plot.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "plot/axis.h"
#include "plot/contrast.h"
#include "plot/forest-text.h"
#include "plot/kind.h"
#include "plot/labels.h"
#include "plot/layout.h"
#include "plot/words.h"

typedef struct {
  PlotCanvas *canvas;
  const PlotForestData *data;
  const PlotStyle *style;
  PlotGeometry *at;
  PlotLayout layout;
  PlotColour colour; /* of the contrast */
  double numbers;    /* width of the column of trial numbers, px; 0: no room */
  guint every;       /* which rows have a number */
} Drawing;

PlotForestData *
plot_forest_data_new (guint n, SimScenario *scenario, guint index)
{
  PlotForestData *data = g_new0 (PlotForestData, 1);
  const SimHypothesis *hypothesis;
  double points;
  g_autofree char *pointer = NULL;

  data->rows = g_new0 (PlotForestRow, n + 1);
  data->n_rows = data->n_slots = n;
  data->truth = data->x_low = data->x_high = NAN;
  data->upper = INFINITY;
  data->level = 0.95;
  data->contrast.reference = -1;
  if (scenario == NULL) {
    plot_names_set (&data->names, NULL, NULL, NULL, NULL, NULL);
    data->outcome = g_strdup ("");
    data->unit = g_strdup ("");
    return data;
  }
  hypothesis = sim_scenario_hypothesis (scenario, index);
  points = plot_points_of (scenario, index);
  pointer = g_strdup_printf ("/outcomes/%u/name", hypothesis->outcome);
  plot_names_fill (&data->names, scenario, index);
  data->contrast = plot_contrast_of (scenario, index);
  data->outcome = plot_text_clean (sim_scenario_shown (scenario, pointer));
  data->unit = plot_text_unit (scenario, index);
  data->scale = plot_unit_is_scale (scenario, index);
  data->points = points > 1;
  data->truth = points * sim_scenario_true_effect (scenario, index);
  data->lower = points * hypothesis->lower;
  data->upper = points * hypothesis->upper;
  data->level = 1 - 2 * hypothesis->alpha / hypothesis->sides;
  return data;
}

void
plot_forest_data_free (PlotForestData *data)
{
  if (data == NULL)
    return;
  plot_names_clear (&data->names);
  g_free (data->rows);
  g_free (data->outcome);
  g_free (data->unit);
  g_free (data->kind);
  g_free (data);
}

static void
widen (double value, double *low, double *high)
{
  if (isfinite (value) && fabs (value) < 1e100) {
    *low = MIN (*low, value);
    *high = MAX (*high, value);
  }
}

/* The given range, else that of all rows; the truth and what is tested against are within. */
static void
find_range (const PlotForestData *data, double *low, double *high)
{
  double room;

  *low = INFINITY;
  *high = -INFINITY;
  widen (data->truth, low, high);
  widen (data->lower, low, high);
  widen (data->upper, low, high);
  widen (data->x_low, low, high);
  widen (data->x_high, low, high);
  for (guint i = 0; !isfinite (data->x_low) && i < data->n_rows; i++) {
    widen (data->rows[i].low, low, high);
    widen (data->rows[i].high, low, high);
  }
  if (!(*low <= *high))
    *low = *high = 0;
  room = *high > *low ? 0.02 * (*high - *low) : MAX (fabs (*low), 1) * 0.1;
  *low -= room;
  *high += room;
}

static double
row_y (const Drawing *d, guint row)
{
  return plot_geometry_y (d->at, d->at->y1 - row - 0.5);
}

static char *
number_of (Drawing *d, guint row)
{
  return plot_canvas_keep (d->canvas,
                           g_strdup_printf ("%" G_GUINT64_FORMAT, d->data->rows[row].index));
}

static void
lay_out (Drawing *d, double header)
{
  const PlotLayout *l = &d->layout;
  double foot = plot_layout_foot (l, !l->small);
  double widest = 0, pitch;

  for (guint i = 0; i < d->data->n_rows; i++)
    widest = MAX (widest, plot_canvas_measure (d->canvas, number_of (d, i), &l->detail));
  d->at->top = round (header + 1.9 * l->label.size + (l->small ? 0 : 2 * l->tick.size));
  d->at->bottom = MAX (round (d->at->height - foot - 0.4 * l->pad), d->at->top + 1);
  d->at->y0 = 0;
  d->at->y1 = MAX (d->data->n_slots, 1);
  pitch = (d->at->bottom - d->at->top) / d->at->y1;
  d->every = (guint)CLAMP (ceil (1.15 * l->detail.size / pitch), 1, 1000);
  d->numbers = widest <= 0.2 * d->at->width ? widest : 0;
  d->at->left = round (l->pad + d->numbers + (d->numbers > 0 ? 12 : 0) * l->unit);
  d->at->right = MAX (round (d->at->width - l->pad), d->at->left + 1);
  find_range (d->data, &d->at->x0, &d->at->x1);
}

static void
draw_axis (Drawing *d)
{
  double room = (d->at->right - d->at->left) / (5 * d->layout.tick.size);
  char *title = plot_canvas_keep (d->canvas, plot_forest_axis_title (d->data));
  PlotTicks ticks;

  plot_ticks (&ticks, d->at->x0, d->at->x1, (guint)CLAMP (room, 1, 12), FALSE);
  plot_axis_grid (d->canvas, d->at, &ticks, TRUE);
  plot_axis_bottom (d->canvas, d->at, &ticks, &d->layout.tick, d->layout.small ? NULL : title);
}

/* A line down the figure with its name above, where `taken` leaves room for it. */
static void
draw_line (Drawing *d, double value, const PlotPen *pen, const char *name, PlotBox *taken,
           guint *n_taken)
{
  const PlotType *type = &d->layout.label;
  double x = floor (plot_geometry_x (d->at, value)) + 0.5;
  double width = plot_canvas_measure (d->canvas, name, type);
  double left = CLAMP (x - width / 2, d->layout.pad,
                       MAX (d->layout.pad, d->at->width - d->layout.pad - width));
  PlotBox box = { left - type->size / 2, d->at->top - 1.5 * type->size,
                  left + width + type->size / 2, d->at->top };

  if (!(value >= d->at->x0 && value <= d->at->x1))
    return;
  plot_canvas_segment (d->canvas, x, d->at->top, x, d->at->bottom, pen);
  if (width > d->at->width - 2 * d->layout.pad)
    return;
  for (guint i = 0; i < *n_taken; i++)
    if (plot_box_overlaps (&box, &taken[i]))
      return;
  plot_canvas_text (d->canvas, left, d->at->top - 0.8 * type->size, 0, name, type);
  taken[(*n_taken)++] = box;
}

static void
draw_lines (Drawing *d)
{
  static const double dash[2] = { 4, 3 };
  PlotPen truth = { d->style->text, 1.6, NULL, 0 }, null = { d->style->muted, 1.2, dash, 2 };
  g_autofree char *amount = plot_text_amount (d->data->truth, NULL);
  /* Translators: the effect that is true in the simulation */
  char *name = plot_canvas_keep (d->canvas, g_strdup_printf (_ ("truth %s"), amount));
  const char *null_name = d->data->lower == 0 ? _ ("no effect") : _ ("margin");
  PlotBox taken[3];
  guint n = 0;

  draw_line (d, d->data->truth, &truth, name, taken, &n);
  draw_line (d, d->data->lower, &null, null_name, taken, &n);
  draw_line (d, d->data->upper, &null, _ ("margin"), taken, &n);
}

typedef struct {
  PlotColour colour;
  PlotMark mark;
  gboolean hollow;
} Look;

/* Marks differ as colours do. */
static Look
look_of (const PlotStyle *style, PlotColour colour, PlotForestKind kind, guint marks)
{
  switch (kind) {
  case PLOT_FOREST_SIGNIFICANT:
    return (Look){ colour, PLOT_MARK_DISC, FALSE };
  case PLOT_FOREST_NOT:
    return (Look){ style->muted, PLOT_MARK_DISC, TRUE };
  case PLOT_FOREST_MISSES:
    return (Look){ style->alarm, PLOT_MARK_SQUARE, !(marks & SIM_TRIAL_REJECTED) };
  case PLOT_FOREST_WRONG:
  case PLOT_FOREST_N_KINDS:
  default:
    return (Look){ style->alarm, PLOT_MARK_TRIANGLE_DOWN, FALSE };
  }
}

static void
draw_row (Drawing *d, guint row)
{
  const PlotForestRow *one = &d->data->rows[row];
  double pitch = (d->at->bottom - d->at->top) / d->at->y1, y = row_y (d, row);
  double radius = CLAMP (0.3 * pitch, 1.4, 4 * d->layout.unit);
  Look look = look_of (d->style, d->colour, plot_forest_kind (one->marks), one->marks);
  PlotPen pen = { look.colour, CLAMP (0.14 * pitch, 0.8, 2), NULL, 0 };
  PlotTarget target = { .index = row };

  plot_canvas_segment (d->canvas, plot_geometry_x (d->at, one->low), y,
                       plot_geometry_x (d->at, one->high), y, &pen);
  plot_canvas_mark (d->canvas, plot_geometry_x (d->at, one->estimate), y, radius, 0, look.mark,
                    look.hollow, look.colour);
  plot_canvas_target (d->canvas, d->at->left - d->numbers, y - pitch / 2, d->at->right,
                      y + pitch / 2, &target);
}

static void
draw_numbers (Drawing *d)
{
  for (guint i = 0; d->numbers > 0 && i < d->data->n_rows; i += d->every)
    plot_canvas_text (d->canvas, d->layout.pad + d->numbers, row_y (d, i), 1, number_of (d, i),
                      &d->layout.detail);
}

/* What the marks mean, as far as there is room. */
static void
draw_key (Drawing *d, double y)
{
  double x = d->layout.pad, gap = 18 * d->layout.unit;

  for (guint k = 0; k < PLOT_FOREST_N_KINDS; k++) {
    Look look = look_of (d->style, d->colour, k, SIM_TRIAL_REJECTED);
    PlotPen pen = { look.colour, 1.6, NULL, 0 };
    const char *name = plot_forest_kind_name (d->data, k);
    double line = 22 * d->layout.unit,
           width = plot_canvas_measure (d->canvas, name, &d->layout.detail);

    if (k == PLOT_FOREST_WRONG && (d->data->names.claims || d->data->null_true))
      continue;
    if (x + line + 6 * d->layout.unit + width > d->at->width - d->layout.pad)
      return;
    plot_canvas_segment (d->canvas, x, y, x + line, y, &pen);
    plot_canvas_mark (d->canvas, x + line / 2, y, 3.4 * d->layout.unit, 0, look.mark, look.hollow,
                      look.colour);
    plot_canvas_text (d->canvas, x + line + 6 * d->layout.unit, y, 0, name, &d->layout.detail);
    x += line + 6 * d->layout.unit + width + gap;
  }
}

static void
forest_draw (PlotCanvas *canvas, gconstpointer data, PlotGeometry *geometry)
{
  Drawing d = { .canvas = canvas, .data = data, .at = geometry };
  double header;

  d.style = plot_canvas_style (canvas);
  d.colour = plot_style_stroke (d.style, &d.data->contrast).colour;
  plot_layout_init (&d.layout, canvas);
  header = plot_layout_header (
      &d.layout, canvas, plot_canvas_keep (canvas, plot_forest_title (d.data)),
      plot_canvas_keep (canvas, plot_forest_subtitle (d.data, d.style->stale)));
  lay_out (&d, header);
  if (d.at->bottom - d.at->top < 24 || d.at->right - d.at->left < 40) {
    memset (geometry, 0, sizeof *geometry);
    return;
  }
  if (!d.layout.small)
    draw_key (&d, header + 1.2 * d.layout.detail.size);
  draw_axis (&d);
  draw_lines (&d);
  plot_canvas_clip (canvas, d.at->left, d.at->top, d.at->right, d.at->bottom);
  for (guint i = 0; i < d.data->n_rows; i++)
    draw_row (&d, i);
  plot_canvas_unclip (canvas);
  draw_numbers (&d);
}

static char *
forest_title (gconstpointer data)
{
  return plot_forest_title (data);
}

static char *
forest_describe (gconstpointer data)
{
  return plot_forest_describe (data);
}

static char *
forest_table (gconstpointer data)
{
  return plot_forest_table (data);
}

static guint
forest_count (gconstpointer data)
{
  return ((const PlotForestData *)data)->n_rows;
}

/* Points are counted from the bottom, as y is. */
static guint
forest_nearest (gconstpointer data, double x, double y)
{
  const PlotForestData *forest = data;
  double row = floor (MAX (forest->n_slots, 1) - y);

  return isfinite (y) ? forest->n_rows - 1 - (guint)CLAMP (row, 0, forest->n_rows - 1.0) : 0;
}

static guint
forest_stride (gconstpointer data)
{
  return 1;
}

/* That of a trial as it is drawn, for the sample of it in the card. */
static PlotStroke
stroke_of (const PlotStyle *style, const PlotForestData *forest, guint marks)
{
  PlotStroke stroke = plot_style_stroke (style, &forest->contrast);
  Look look = look_of (style, stroke.colour, plot_forest_kind (marks), marks);

  return (PlotStroke){ .colour = look.colour,
                       .dashes = look.colour,
                       .mark = look.mark,
                       .hollow = look.hollow };
}

static void
forest_read (gconstpointer data, guint index, const PlotStyle *style, PlotReadout *readout)
{
  const PlotForestData *forest = data;
  guint at = forest->n_rows - 1 - index;
  const PlotForestRow *row = &forest->rows[at];
  PlotStroke stroke = stroke_of (style, forest, row->marks);

  readout->x = NAN;
  readout->y = MAX (forest->n_slots, 1) - at - 0.5;
  readout->title = g_strdup_printf (_ ("Trial %" PRIu64), row->index);
  plot_readout_add (
      readout, _ ("Difference"),
      plot_words_interval (row->estimate, row->low, row->high, (row->high - row->low) / 4),
      plot_forest_verdict (forest, row), &stroke, NAN);
}

static void
forest_free (gpointer data)
{
  plot_forest_data_free (data);
}

PlotFigure *
plot_forest_figure_new (PlotForestData *data)
{
  static const PlotKind kind
      = { forest_draw,    forest_title, forest_describe, forest_table, forest_count,
          forest_nearest, forest_read,  forest_free,     forest_stride };

  return plot_figure_new (&kind, data);
}
