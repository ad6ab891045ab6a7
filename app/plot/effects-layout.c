/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effects-layout.c - where the parts of the effects plot go.
 *
 * Effects of different outcomes, or on different scales, have no axis in common: each has a panel.
 * Where there is no room for all, the one that the title is about stays.
 */
#include "plot/effects-drawing.h"

#include <math.h>

#include "plot/effects-text.h"

/* A row (design px) below this has no room for its id. */
#define LEAST_ROW 16

const PlotGeometry *
plot_effects_axis (const PlotEffectsDrawing *d, guint index)
{
  return &d->places[d->data->rows[index].panel].at;
}

gboolean
plot_effects_shown (const PlotEffectsDrawing *d, guint index)
{
  return d->places[d->data->rows[index].panel].shown;
}

double
plot_effects_hill_height (const PlotEffectsDrawing *d)
{
  return MAX (d->row_height - d->strip - 4 * d->layout.unit, 2);
}

char *
plot_effects_left_out (const PlotEffectsDrawing *d)
{
  GString *names = NULL;

  for (guint p = 0; p < d->n_panels; p++) {
    g_autofree char *name = plot_effects_panel_name (d->data, p);

    if (d->places[p].shown)
      continue;
    if (names == NULL)
      names = g_string_new (name);
    else
      g_string_append_printf (names, ", %s", name);
  }
  return names != NULL ? g_string_free (names, FALSE) : NULL;
}

/* Between the feet of one panel and the rows of the next stand the numbers of its axis. */
static double
panel_foot (const PlotEffectsDrawing *d)
{
  return 5 + 1.5 * d->layout.tick.size + 8 * d->layout.unit;
}

/* Height of a row if the panels that are shown now share what is between the outer ends. */
static double
height_of_rows (const PlotEffectsDrawing *d)
{
  double room = d->frame->bottom - d->frame->top;
  guint n_rows = 0, n_panels = 0;

  for (guint p = 0; p < d->n_panels; p++)
    if (d->places[p].shown) {
      n_rows += d->places[p].n_rows;
      n_panels++;
    }
  return (room - (n_panels > 1 ? n_panels - 1 : 0) * panel_foot (d)) / MAX (n_rows, 1);
}

/* Leaves off panels from the end until rows are tall enough to be read. */
static void
choose_panels (PlotEffectsDrawing *d)
{
  int subject = plot_effects_subject (d->data);
  guint kept = subject >= 0 ? d->data->rows[subject].panel : 0;

  for (guint i = 0; i < d->n_rows; i++)
    d->places[d->data->rows[i].panel].n_rows++;
  for (guint p = 0; p < d->n_panels; p++)
    d->places[p].shown = TRUE;
  for (guint p = d->n_panels; p > 0; p--)
    if (d->n_panels > 1 && p - 1 != kept && height_of_rows (d) < LEAST_ROW * d->layout.unit)
      d->places[p - 1].shown = FALSE;
  d->row_height = height_of_rows (d);
}

static void
place_panel (PlotEffectsDrawing *d, guint panel, double *top)
{
  PlotEffectsPlace *place = &d->places[panel];
  guint k = 0;

  place->at = *d->frame;
  place->at.top = *top;
  for (guint i = 0; i < d->n_rows; i++)
    if (d->data->rows[i].panel == panel)
      d->base[i] = round (*top + ++k * d->row_height);
  place->at.bottom = d->n_panels > 1 ? round (*top + k * d->row_height) : d->frame->bottom;
  plot_effects_range (d->data, panel, &place->at.x0, &place->at.x1);
  plot_geometry_zoom (&place->at, &d->style->zoom);
  for (guint i = 0; i < d->n_rows; i++)
    if (d->data->rows[i].panel == panel && plot_effects_usable (&d->data->rows[i]))
      place->peak = MAX (place->peak, plot_effects_tallest (&d->data->rows[i]));
  *top = place->at.bottom + panel_foot (d);
}

static void
choose_sides (PlotEffectsDrawing *d)
{
  const PlotLayout *l = &d->layout;
  double width = plot_effects_choose_tags (d);

  if (d->n_panels > 1)
    width = MAX (width, plot_effects_caption_width (d));
  d->frame->left = round (l->pad + width + (width > 0 ? 16 : 4) * l->unit);
  d->frame->right = round (d->frame->width - l->pad);
  d->frame->right = MAX (d->frame->right, d->frame->left + 1);
}

void
plot_effects_lay_out (PlotEffectsDrawing *d, double header_bottom)
{
  const PlotLayout *l = &d->layout;
  gboolean untitled = l->small && d->data->n_panels < 2;
  double foot = plot_layout_foot (l, !untitled);
  double top;

  d->n_rows = MIN (d->data->n_rows, PLOT_EFFECTS_MAX_ROWS);
  d->n_panels = MIN (d->data->n_panels, PLOT_EFFECTS_MAX_ROWS);
  d->frame->top = top = round (header_bottom + (l->small ? 18 : 30) * l->unit);
  d->frame->bottom = round (d->frame->height - foot - 0.4 * l->pad);
  d->frame->bottom = MAX (d->frame->bottom, d->frame->top + 1);
  choose_panels (d);
  d->strip = d->row_height >= 62 * l->unit ? 19 * l->unit : 0;
  choose_sides (d);
  d->frame->y0 = 0;
  d->frame->y1 = 1;
  for (guint p = 0; p < d->n_panels; p++)
    if (d->places[p].shown)
      place_panel (d, p, &top);
  d->frame->in_shares = d->n_panels > 1;
  d->frame->x0 = 0;
  d->frame->x1 = 1;
  if (d->n_panels == 1)
    plot_effects_range (d->data, 0, &d->frame->x0, &d->frame->x1);
  plot_geometry_zoom (d->frame, &d->style->zoom);
  for (guint i = 0; i < d->n_rows; i++)
    d->strokes[i] = plot_style_stroke (d->style, &d->data->rows[i].contrast);
}
