/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plot-area-card.c - where the card of numbers stands: beside what it tells of, never upon it.
 */
#include "views/plot-area-private.h"

#include <math.h>

/* px from what is pointed at, from a row, and from the upper and lower edge of the figure. */
#define GAP      16
#define ROW_GAP  4
#define EDGE     4
/* What stands in rows has one for each unit of the axis upwards. */
#define HALF_ROW 0.5

/* What the card is to leave free along one axis, px. */
typedef struct {
  double from, to;
} Span;

static Span
around (double at)
{
  return (Span){ at - GAP, at + GAP };
}

/* Behind it, else before it; FALSE where neither side has room. A new figure that is not drawn yet
   may be read off elsewhere than where the figure before reached. */
static gboolean
beside (Span span, int size, double from, double to, int *at)
{
  if (span.to >= from && span.to + size <= to)
    *at = (int)floor (span.to);
  else if (span.from <= to && span.from - size >= from)
    *at = (int)ceil (span.from) - size;
  else
    return FALSE;
  return TRUE;
}

/* At the edge of the side with more room. */
static int
at_edge (Span span, int size, double from, double to)
{
  double at = to - span.to >= span.from - from ? to - size : from;

  return (int)MAX (at, from);
}

/* The figure may be about to be drawn smaller than it was. */
static double
room_across (AppPlotArea *self)
{
  return MIN (self->geometry.width, gtk_widget_get_width (self->canvas));
}

static double
room_down (AppPlotArea *self)
{
  return MIN (self->geometry.height, gtk_widget_get_height (self->canvas)) - EDGE;
}

static int
place_across (AppPlotArea *self, int width)
{
  const PlotGeometry *geometry = &self->geometry;
  double x = self->readout->x, to = room_across (self);
  Span span = around (isfinite (x) ? plot_geometry_x (geometry, x) : self->pointer_x);
  int at;

  return beside (span, width, 0, to, &at) ? at : at_edge (span, width, 0, to);
}

/* The row that is read off or pointed at, as far as the figure has rows; else about the point. */
static Span
own_row (AppPlotArea *self)
{
  const PlotGeometry *geometry = &self->geometry;
  double x = self->readout->x, y = self->readout->y;

  if (isfinite (y) && !isfinite (x))
    return (Span){ plot_geometry_y (geometry, y + HALF_ROW) - ROW_GAP,
                   plot_geometry_y (geometry, y - HALF_ROW) + ROW_GAP };
  if (isfinite (y))
    return around (plot_geometry_y (geometry, y));
  for (guint i = 0; i < geometry->n_grips; i++) {
    const PlotGrip *grip = &geometry->grips[i];

    if (self->pointer_y >= grip->top && self->pointer_y <= grip->bottom)
      return (Span){ grip->top - ROW_GAP, grip->bottom + ROW_GAP };
  }
  return around (self->pointer_y);
}

/* Below or above its row. Where it is too high for that, and stands beside a line already, beside
   the pointer. */
static int
place_down (AppPlotArea *self, int height)
{
  double from = EDGE, to = room_down (self);
  Span row = own_row (self);
  int at;

  if (beside (row, height, from, to, &at)
      || (isfinite (self->readout->x)
          && beside (around (self->pointer_y), height, from, to, &at)))
    return at;
  if (!isfinite (self->readout->x))
    return at_edge (row, height, from, to);
  return (int)CLAMP (self->pointer_y - height / 2.0, from, MAX (from, to - height));
}

/* A card that is wider than the plot gives its names two lines. */
gboolean
app_plot_area_place_card (GtkOverlay *overlay, GtkWidget *widget, GdkRectangle *place,
                          gpointer data)
{
  AppPlotArea *self = data;
  int least, natural;

  if (widget != self->card || self->readout == NULL)
    return FALSE;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  place->width = MAX (least, MIN (natural, (int)room_across (self)));
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, place->width, NULL, &place->height, NULL,
                      NULL);
  place->x = place_across (self, place->width);
  place->y = place_down (self, place->height);
  return TRUE;
}
