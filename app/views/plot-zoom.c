/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plot-zoom.c - which part of a figure's axis is shown, and what is said of it.
 */
#include "views/plot-zoom.h"

#include <glib/gi18n.h>
#include <math.h>

#define LEAST 0.05

gboolean
app_plot_zoom_on (const PlotZoom *zoom)
{
  return zoom->to > zoom->from;
}

static PlotZoom
whole_or (const PlotZoom *zoom)
{
  return app_plot_zoom_on (zoom) ? *zoom : (PlotZoom){ 0, 1 };
}

/* A part of that length from there on, within the axis. */
static void
show (PlotZoom *zoom, double from, double length)
{
  if (length > 1 - 1e-9) {
    *zoom = (PlotZoom){ 0, 0 };
    return;
  }
  zoom->from = CLAMP (from, 0, 1 - length);
  zoom->to = zoom->from + length;
}

void
app_plot_zoom_by (PlotZoom *zoom, double factor, double about)
{
  PlotZoom now = whole_or (zoom);
  double length = now.to - now.from, shorter = MAX (length / factor, LEAST);

  show (zoom, now.from + about * (length - shorter), shorter);
}

void
app_plot_zoom_move (PlotZoom *zoom, double by)
{
  double length = zoom->to - zoom->from;

  if (app_plot_zoom_on (zoom))
    show (zoom, zoom->from + by * length, length);
}

void
app_plot_zoom_reveal (PlotZoom *zoom, const PlotGeometry *at, double x)
{
  double share = (x - at->x0) / (at->x1 - at->x0);

  if (isfinite (share))
    app_plot_zoom_move (zoom, share < 0 ? share - 0.1 : share > 1 ? share - 0.9 : 0);
}

void
app_plot_zoom_change (PlotGeometry *at, const PlotZoom *from, const PlotZoom *to)
{
  PlotZoom now = whole_or (from);
  double span = (at->x1 - at->x0) / (now.to - now.from);

  at->x0 -= span * now.from;
  at->x1 = at->x0 + span;
  plot_geometry_zoom (at, to);
}

char *
app_plot_zoom_sentence (const PlotZoom *zoom, const PlotGeometry *at)
{
  g_autofree char *low = NULL, *high = NULL;
  int decimals;

  if (!app_plot_zoom_on (zoom) || !at->zooms)
    return NULL;
  if (at->in_shares)
    /* Translators: two percentages */
    return g_strdup_printf (_ ("Zoomed in: each axis is shown from %.0f to %.0f %% of its length."),
                            100 * zoom->from, 100 * zoom->to);
  /* What can be told apart on it. */
  decimals = MAX (0, -(int)floor (log10 ((at->x1 - at->x0) / 20)));
  low = plot_words_fixed (at->x0, decimals);
  high = plot_words_fixed (at->x1, decimals);
  /* Translators: two numbers on an axis */
  return g_strdup_printf (_ ("Zoomed in: the axis is shown from %s to %s."), low, high);
}
