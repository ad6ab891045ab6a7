/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * canvas.h - lines, areas, marks and text on a cairo context: the only door to PLplot.
 *
 * One call draws one frame: plot_canvas_frame() takes the process-wide lock, opens PLplot on the
 * caller's context, calls back, closes. All coordinates are px from the top left corner; a
 * PlotGeometry maps data to them. Points that are not finite break a line and drop a mark or a
 * text. Texts are plain UTF-8; PLplot's own escape character is taken care of. If PLplot gives up,
 * the frame ends at once and the caller is told.
 */
#ifndef PLOT_CANVAS_H
#define PLOT_CANVAS_H

#include <cairo.h>
#include <glib.h>

#include "plot/geometry.h"
#include "plot/style.h"

G_BEGIN_DECLS

typedef struct _PlotCanvas PlotCanvas;
typedef void (*PlotDraw) (PlotCanvas *canvas, gpointer data);

/** Figures smaller than this are left empty. */
#define PLOT_MIN_WIDTH  60
#define PLOT_MIN_HEIGHT 40

typedef enum {
  PLOT_FRAME_DRAWN,
  PLOT_FRAME_NO_DRIVER, /* PLplot's cairo driver is not installed */
  PLOT_FRAME_FAILED     /* PLplot gave up, or the context is in an error state */
} PlotFrameStatus;

/** Paints the background and lets draw fill the frame. Sizes are rounded to whole px. */
PlotFrameStatus plot_canvas_frame (cairo_t *cr, double width, double height, const PlotStyle *style,
                                   PlotDraw draw, gpointer data);

/** Somebody points at a place (px) and asks for the target there. */
typedef struct {
  double x, y;
  gboolean hit; /* found by the frame: the topmost target there */
  PlotTarget target;
} PlotAim;
/** The same, for somebody who points at it. */
PlotFrameStatus plot_canvas_frame_aimed (cairo_t *cr, double width, double height,
                                         const PlotStyle *style, PlotDraw draw, gpointer data,
                                         PlotAim *aim);
/** What is drawn in this rectangle is a target; later ones lie above earlier ones. */
void plot_canvas_target (PlotCanvas *canvas, double left, double top, double right, double bottom,
                         const PlotTarget *target);

double plot_canvas_width (const PlotCanvas *canvas);
double plot_canvas_height (const PlotCanvas *canvas);
const PlotStyle *plot_canvas_style (const PlotCanvas *canvas);
/** Keeps a text until the frame ends, also one that ends early. Returns it. */
char *plot_canvas_keep (PlotCanvas *canvas, char *text);

typedef struct {
  PlotColour colour;
  double width;       /* px, before the style's line scale */
  const double *dash; /* px on, off, ... at this width; NULL: solid */
  guint n_dash;
} PlotPen;

void plot_canvas_line (PlotCanvas *canvas, const double *x, const double *y, guint n,
                       const PlotPen *pen);
void plot_canvas_segment (PlotCanvas *canvas, double x0, double y0, double x1, double y1,
                          const PlotPen *pen);
/** One polygon, filled without an outline. Not drawn at all if a point is not finite. */
void plot_canvas_fill (PlotCanvas *canvas, const double *x, const double *y, guint n,
                       PlotColour colour);
/** A rectangle with corners rounded by radius (0: sharp). */
void plot_canvas_box (PlotCanvas *canvas, double left, double top, double right, double bottom,
                      double radius, PlotColour colour);
/** A mark of that radius with a halo (px, 0: none) in the background's colour. */
void plot_canvas_mark (PlotCanvas *canvas, double x, double y, double radius, double halo,
                       PlotMark mark, gboolean hollow, PlotColour colour);
/** What follows is cut at this rectangle, until plot_canvas_unclip(). */
void plot_canvas_clip (PlotCanvas *canvas, double left, double top, double right, double bottom);
void plot_canvas_unclip (PlotCanvas *canvas);

typedef enum { PLOT_WEIGHT_REGULAR, PLOT_WEIGHT_MEDIUM, PLOT_WEIGHT_BOLD } PlotWeight;

typedef struct {
  PlotColour colour;
  double size; /* px of the em */
  PlotWeight weight;
} PlotType;

/** anchor 0: x is the left end, 0.5: the middle, 1: the right end. y: the middle of a capital. */
void plot_canvas_text (PlotCanvas *canvas, double x, double y, double anchor, const char *text,
                       const PlotType *type);
/** How many texts of the frame so far were drawn with an ellipsis at their end. */
guint plot_canvas_cut (const PlotCanvas *canvas);
/** Width of a text in px. */
double plot_canvas_measure (PlotCanvas *canvas, const char *text, const PlotType *type);
/** The text, or as much of it as fits with an ellipsis. Kept until the frame ends. */
const char *plot_canvas_fit (PlotCanvas *canvas, const char *text, double width,
                             const PlotType *type);
/** Breaks a text into at most max lines, and four, as plot_ruler_wrap(). Returns their number. */
guint plot_canvas_wrap (PlotCanvas *canvas, const char *text, double width, const PlotType *type,
                        const char **lines, guint max);

/** The family that figures are set in, and its setting from plot_init(); see figure.h. */
void plot_canvas_set_family (const char *family);
const char *plot_canvas_family (void);

G_END_DECLS
#endif
