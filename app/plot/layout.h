/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * layout.h - what all figures share: type sizes, paddings, the title block, names in colour.
 */
#ifndef PLOT_LAYOUT_H
#define PLOT_LAYOUT_H

#include "plot/canvas.h"
#include "plot/names.h"

G_BEGIN_DECLS

/** Sizes of a figure, all in px, chosen from its size and the style's text scale. */
typedef struct {
  double unit;    /* px of one design px for type and spacing */
  double pad;     /* around the figure */
  gboolean small; /* no room for a subtitle and an axis title */
  PlotType title, subtitle, tick, name, detail, label, strong;
} PlotLayout;

void plot_layout_init (PlotLayout *layout, PlotCanvas *canvas);
/** Stands between the clauses of a line of a subtitle; clauses at the end of a line are left off in
 *  narrow figures. */
#define PLOT_CLAUSE "  ·  "

/** Draws title and subtitle, whose lines ("\n") take as many as they need up to four each; returns
 *  the y below. */
double plot_layout_header (const PlotLayout *layout, PlotCanvas *canvas, const char *title,
                           const char *subtitle);

/** Height of what plot_axis_bottom() draws below the plot area, with or without a title. */
double plot_layout_foot (const PlotLayout *layout, gboolean titled);

/** The texts beside a curve or a row: up to four lines, and how they are coloured. */
typedef struct {
  const char *lines[4]; /* all valid until the frame ends */
  guint n_lines;
  guint n_names; /* how many of the lines are name; the rest is detail */
  double width, height;
} PlotTag;

/** How much a tag says: less room, fewer words. */
typedef enum {
  PLOT_TAG_FULL,   /* "A vs b" / detail */
  PLOT_TAG_BROKEN, /* "A" / "vs b" / detail */
  PLOT_TAG_NAME,   /* "A" / "vs b" */
  PLOT_TAG_BRIEF,  /* id / remark / detail */
  PLOT_TAG_SHORT,  /* id / remark */
  PLOT_TAG_ID      /* id */
} PlotTagLevel;
#define PLOT_N_TAG_LEVELS (PLOT_TAG_ID + 1)

/**
 * Composes a tag. detail may be NULL. Only ids are cut to the limit, with an ellipsis; else
 * tag->width tells that the level does not fit.
 */
void plot_tag_init (PlotTag *tag, const PlotLayout *layout, PlotCanvas *canvas,
                    const PlotNames *names, const char *detail, PlotTagLevel level, double limit);
/** Draws it with its first line's middle at y; a second arm's part takes the second colour. */
void plot_tag_draw (const PlotTag *tag, const PlotLayout *layout, PlotCanvas *canvas, double x,
                    double y, const PlotNames *names, const PlotStroke *stroke);
/** Distance of the middles of two lines. */
double plot_tag_leading (const PlotLayout *layout);

G_END_DECLS
#endif
