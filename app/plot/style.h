/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * style.h - how a figure looks: colours, type, strokes.
 *
 * Colours are of the family of Okabe and Ito (2008), with a contrast of at least 3 to 1 for lines;
 * text in an arm's colour is moved towards the text's own until it has 4.5 to 1. An arm keeps its
 * colour everywhere. A hypothesis takes its stroke from its arms; dash and mark differ as well, so
 * that colour is never alone.
 */
#ifndef PLOT_STYLE_H
#define PLOT_STYLE_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  double red, green, blue, alpha; /* 0 to 1, not premultiplied */
} PlotColour;

typedef enum {
  PLOT_THEME_LIGHT,
  PLOT_THEME_DARK,
  PLOT_THEME_CONTRAST_LIGHT,
  PLOT_THEME_CONTRAST_DARK
} PlotTheme;
#define PLOT_N_THEMES (PLOT_THEME_CONTRAST_DARK + 1)

typedef enum {
  PLOT_PRESET_SCREEN, /* what the window shows */
  PLOT_PRESET_PRINT,  /* white paper, no handle */
  PLOT_PRESET_SLIDE   /* large text and thick lines, readable from the back row, no handle */
} PlotPreset;

#define PLOT_N_ARM_COLOURS 6

/** The part of an axis along x that is shown, in shares of its length; to 0: all of it. */
typedef struct {
  double from, to;
} PlotZoom;

/** The look of one figure; filled by plot_style_init(), then free to be changed. */
typedef struct {
  PlotTheme theme;
  PlotPreset preset;
  double text_scale; /* 1: as designed; the desktop's text scale times the preset's */
  double line_scale;
  gboolean waiting; /* a newer answer is being computed: what is drawn fades */
  gboolean interactive; /* draw the grip of the handle */
  gboolean stale;       /* greyed: the numbers are not those of the present scenario */
  PlotZoom zoom;        /* of figures that can be looked at in part; see plot_geometry_zoom() */
  PlotColour background, text, subtitle, muted, grid, axis, alarm, neutral;
  PlotColour arms[PLOT_N_ARM_COLOURS];
} PlotStyle;

/** text_scale: the desktop's (1 is usual); print and slide come with their own factor on top. */
void plot_style_init (PlotStyle *style, PlotTheme theme, PlotPreset preset, double text_scale);

typedef enum {
  PLOT_MARK_DISC,
  PLOT_MARK_SQUARE,
  PLOT_MARK_TRIANGLE,
  PLOT_MARK_DIAMOND,
  PLOT_MARK_TRIANGLE_DOWN,
  PLOT_MARK_PENTAGON
} PlotMark;
#define PLOT_N_MARKS (PLOT_MARK_PENTAGON + 1)

/** Marks are polygons: their number of corners, and corner i of a mark about (0, 0). */
#define PLOT_MARK_MAX_CORNERS 24
guint plot_mark_corners (PlotMark mark);
void plot_mark_corner (PlotMark mark, guint i, double radius, double *x, double *y);

/** How the curve of one hypothesis is drawn. */
typedef struct {
  PlotColour colour; /* of the line, its band and its name */
  PlotColour dashes; /* of the dashes upon it, where two_colours */
  gboolean two_colours;
  double dash[4]; /* px on, off, on, off; n_dash 0: solid */
  guint n_dash;
  PlotMark mark;
  gboolean hollow; /* the mark is filled with the background */
} PlotStroke;

/** What plot_style_stroke() is asked about. */
typedef struct {
  guint index; /* place in the list of hypotheses: gives dash and mark */
  guint arm_a, arm_b;
  int reference; /* index of the reference arm, or -1 */
  guint colour_a, colour_b; /* places in the palette: the colours of the arms */
} PlotContrast;

/** A colour of arms, by its place in the palette; beyond its end it begins again. */
PlotColour plot_style_arm (const PlotStyle *style, guint colour);
/**
 * A contrast with the reference takes its active arm's colour; one between two active arms of
 * different colours a line of the first arm's with dashes of the other's.
 */
PlotStroke plot_style_stroke (const PlotStyle *style, const PlotContrast *contrast);
/** The colour itself, or as much nearer to the text's as 4.5 (high contrast: 7) to 1 needs. */
PlotColour plot_style_readable (const PlotStyle *style, PlotColour colour);
/** Greys what carries data, for results that are older than the scenario. */
void plot_style_fade (PlotStyle *style);
/** The strokes of tests together, of "any" (index 0), "all" (1) and others: neutral, told apart by
 *  their dashes and marks. */
PlotStroke plot_style_neutral (const PlotStyle *style, guint index);

/** The same colour with another alpha. */
PlotColour plot_colour_alpha (PlotColour colour, double alpha);
/** part of the way (0 to 1) from one colour to another. */
PlotColour plot_colour_mix (PlotColour from, PlotColour to, double part);
/** Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1, relative luminance). */
double plot_colour_contrast (PlotColour one, PlotColour other);

G_END_DECLS
#endif
