/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * canvas.c - PLplot's "extcairo" device on a caller's cairo context.
 *
 * PLplot is one global state machine, so one lock serves the process. It is opened and closed with
 * every frame: that costs 0.1 ms and makes a frame independent of all others. plend1() and not
 * plend() closes it, because plend() leaks a library handle each time.
 *
 * plabort() reports a refused call and returns; plexit() would end the process, so its handler
 * jumps out of the frame. What a drawing function allocates must therefore be kept by the canvas.
 */
#include "plot/canvas.h"

#include <math.h>
#include <plplot.h>
#include <setjmp.h>
#include <string.h>

#include "plot/type.h"

#define CORNER_STEPS 6
#define COLOUR_SLOT  1
#define MM_PER_INCH  25.4
/* Pango sets type at 96 px to the inch. */
#define TYPE_DPI 96.0

struct _PlotCanvas {
  cairo_t *cr;
  PLINT width, height;
  const PlotStyle *style;
  PlotRuler *ruler;
  GPtrArray *kept;
  GArray *xs, *ys; /* of double: scratch for the finite part of what is drawn */
  gboolean failed;
  guint n_cut; /* texts that ended in an ellipsis */
  PlotAim *aim; /* NULL: nobody points */
};

static void
free_ruler (gpointer ruler)
{
  plot_ruler_free (ruler);
}

static GMutex lock;
static jmp_buf escape; /* valid while frame_canvas is set; under the lock */
static PlotCanvas *frame_canvas;
static GPrivate rulers = G_PRIVATE_INIT (free_ruler);
static char *family_name; /* set once before threads start */

void
plot_canvas_set_family (const char *family)
{
  g_autofree char *medium = g_strdup_printf ("%s Medium,", family);

  if (family_name != NULL)
    return;
  family_name = g_strdup (family);
  g_setenv ("PLPLOT_FREETYPE_SANS_FAMILY", family, TRUE);
  /* PLplot knows two weights only. Its script family serves as the third; without the comma Pango
     would take "Medium" for a weight, and PLplot's own weight would win over it. */
  g_setenv ("PLPLOT_FREETYPE_SCRIPT_FAMILY", medium, TRUE);
}

const char *
plot_canvas_family (void)
{
  return family_name != NULL ? family_name : "Sans";
}

/* A refused call drops one line or text; PLplot has said so on stderr, and the frame goes on. */
static void
on_abort (const char *message)
{
  if (frame_canvas != NULL)
    frame_canvas->failed = TRUE;
}

static int
on_exit_request (const char *message)
{
  if (frame_canvas != NULL)
    longjmp (escape, 1);
  return 1;
}

static gboolean
has_driver (void)
{
  static gsize probed = 0;

  if (g_once_init_enter (&probed)) {
    const char *menu[64], *names[64];
    const char **menus = menu, **devices = names;
    int n = G_N_ELEMENTS (names);
    gboolean found = FALSE;

    plgDevs (&menus, &devices, &n);
    for (int i = 0; i < n && !found; i++)
      found = strcmp (devices[i], "extcairo") == 0;
    g_once_init_leave (&probed, found ? 2 : 1);
  }
  return probed == 2;
}

static void
paint_background (cairo_t *cr, double width, double height, const PlotStyle *style)
{
  cairo_save (cr);
  cairo_set_source_rgb (cr, style->background.red, style->background.green, style->background.blue);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
full_page (PlotCanvas *canvas)
{
  plvpor (0, 1, 0, 1);
  plwind (0, canvas->width, canvas->height, 0);
}

static void
open_page (PlotCanvas *canvas)
{
  plsabort (on_abort);
  plsexit (on_exit_request);
  plsdev ("extcairo");
  plspage (0, 0, canvas->width, canvas->height, 0, 0);
  plscmap0n (16);
  plinit ();
  pl_cmd (PLESC_DEVINIT, canvas->cr);
  pladv (0);
  full_page (canvas);
}

/* Apart from plot_canvas_frame() so that no local of the caller lives across the jump. */
static gboolean
run_frame (PlotCanvas *canvas, PlotDraw draw, gpointer data)
{
  if (setjmp (escape) != 0)
    return FALSE;
  frame_canvas = canvas;
  open_page (canvas);
  draw (canvas, data);
  plend1 ();
  return TRUE;
}

static PlotRuler *
thread_ruler (void)
{
  PlotRuler *ruler = g_private_get (&rulers);

  if (ruler == NULL) {
    ruler = plot_ruler_new (plot_canvas_family ());
    g_private_set (&rulers, ruler);
  }
  return ruler;
}

PlotFrameStatus
plot_canvas_frame (cairo_t *cr, double width, double height, const PlotStyle *style, PlotDraw draw,
                   gpointer data)
{
  return plot_canvas_frame_aimed (cr, width, height, style, draw, data, NULL);
}

void
plot_canvas_target (PlotCanvas *canvas, double left, double top, double right, double bottom,
                    const PlotTarget *target)
{
  PlotAim *aim = canvas->aim;

  if (aim == NULL || !(aim->x >= left && aim->x <= right && aim->y >= top && aim->y <= bottom))
    return;
  aim->hit = TRUE;
  aim->target = *target;
}

PlotFrameStatus
plot_canvas_frame_aimed (cairo_t *cr, double width, double height, const PlotStyle *style,
                         PlotDraw draw, gpointer data, PlotAim *aim)
{
  PlotCanvas canvas = { 0 };
  gboolean finished;

  if (cairo_status (cr) != CAIRO_STATUS_SUCCESS || !isfinite (width) || !isfinite (height))
    return PLOT_FRAME_FAILED;
  paint_background (cr, width, height, style);
  if (width < PLOT_MIN_WIDTH || height < PLOT_MIN_HEIGHT)
    return PLOT_FRAME_DRAWN;
  g_mutex_lock (&lock);
  if (!has_driver ()) {
    g_mutex_unlock (&lock);
    return PLOT_FRAME_NO_DRIVER;
  }
  canvas.cr = cr;
  canvas.width = (PLINT)lround (MIN (width, 16000));
  canvas.height = (PLINT)lround (MIN (height, 16000));
  canvas.style = style;
  canvas.aim = aim;
  canvas.ruler = thread_ruler ();
  canvas.kept = g_ptr_array_new_with_free_func (g_free);
  canvas.xs = g_array_new (FALSE, FALSE, sizeof (double));
  canvas.ys = g_array_new (FALSE, FALSE, sizeof (double));
  cairo_save (cr);
  finished = run_frame (&canvas, draw, data);
  frame_canvas = NULL;
  if (!finished)
    plend ();
  cairo_restore (cr);
  g_mutex_unlock (&lock);
  g_ptr_array_unref (canvas.kept);
  g_array_unref (canvas.xs);
  g_array_unref (canvas.ys);
  return finished && !canvas.failed && cairo_status (cr) == CAIRO_STATUS_SUCCESS
             ? PLOT_FRAME_DRAWN
             : PLOT_FRAME_FAILED;
}

double
plot_canvas_width (const PlotCanvas *canvas)
{
  return canvas->width;
}

double
plot_canvas_height (const PlotCanvas *canvas)
{
  return canvas->height;
}

const PlotStyle *
plot_canvas_style (const PlotCanvas *canvas)
{
  return canvas->style;
}

char *
plot_canvas_keep (PlotCanvas *canvas, char *text)
{
  g_ptr_array_add (canvas->kept, text);
  return text;
}

static void
set_colour (PlotColour colour)
{
  plscol0a (COLOUR_SLOT, (PLINT)lround (colour.red * 255), (PLINT)lround (colour.green * 255),
            (PLINT)lround (colour.blue * 255), colour.alpha);
  plcol0 (COLOUR_SLOT);
}

/* PLplot would cut a dashed line into a stroke a dash, at 10 us each. The driver strokes on the
   caller's context and leaves its dashes alone, so they are set there: one stroke a line. */
static void
set_pen (PlotCanvas *canvas, const PlotPen *pen)
{
  double dashes[4];
  int n = pen->dash != NULL ? (int)MIN (pen->n_dash, G_N_ELEMENTS (dashes)) : 0;

  set_colour (pen->colour);
  plwidth (pen->width * canvas->style->line_scale);
  for (int i = 0; i < n; i++)
    dashes[i] = pen->dash[i] * canvas->style->line_scale;
  cairo_set_dash (canvas->cr, dashes, n, 0);
}

/* PLplot's coordinates are 15-bit integers over the page; far-off points would wrap around. */
static double
bounded (double px, double size)
{
  return CLAMP (px, -size, 2 * size);
}

static void
add_point (PlotCanvas *canvas, double x, double y)
{
  x = bounded (x, canvas->width);
  y = bounded (y, canvas->height);
  g_array_append_val (canvas->xs, x);
  g_array_append_val (canvas->ys, y);
}

static void
clear_points (PlotCanvas *canvas)
{
  g_array_set_size (canvas->xs, 0);
  g_array_set_size (canvas->ys, 0);
}

static void
stroke_points (PlotCanvas *canvas)
{
  if (canvas->xs->len >= 2)
    plline ((PLINT)canvas->xs->len, (double *)(void *)canvas->xs->data,
            (double *)(void *)canvas->ys->data);
  clear_points (canvas);
}

void
plot_canvas_line (PlotCanvas *canvas, const double *x, const double *y, guint n, const PlotPen *pen)
{
  set_pen (canvas, pen);
  clear_points (canvas);
  for (guint i = 0; i < n; i++) {
    if (isfinite (x[i]) && isfinite (y[i]))
      add_point (canvas, x[i], y[i]);
    else
      stroke_points (canvas);
  }
  stroke_points (canvas);
}

void
plot_canvas_segment (PlotCanvas *canvas, double x0, double y0, double x1, double y1,
                     const PlotPen *pen)
{
  double x[2] = { x0, x1 };
  double y[2] = { y0, y1 };

  plot_canvas_line (canvas, x, y, 2, pen);
}

void
plot_canvas_fill (PlotCanvas *canvas, const double *x, const double *y, guint n, PlotColour colour)
{
  clear_points (canvas);
  for (guint i = 0; i < n; i++) {
    if (!isfinite (x[i]) || !isfinite (y[i]))
      return;
    add_point (canvas, x[i], y[i]);
  }
  if (n < 3)
    return;
  set_colour (colour);
  /* The driver strokes the outline of a filled polygon too, with the same alpha; at this width it
     leaves no dark seam (0 would mean 1). */
  plwidth (0.01);
  cairo_set_dash (canvas->cr, NULL, 0, 0);
  plfill ((PLINT)n, (double *)(void *)canvas->xs->data, (double *)(void *)canvas->ys->data);
}

void
plot_canvas_box (PlotCanvas *canvas, double left, double top, double right, double bottom,
                 double radius, PlotColour colour)
{
  double x[4 * (CORNER_STEPS + 1)], y[4 * (CORNER_STEPS + 1)];
  double centre_x[4], centre_y[4];
  guint n = 0;
  guint steps = radius > 0 ? CORNER_STEPS : 0;

  radius = CLAMP (radius, 0, MIN (right - left, bottom - top) / 2);
  centre_x[0] = centre_x[3] = right - radius;
  centre_x[1] = centre_x[2] = left + radius;
  centre_y[0] = centre_y[1] = bottom - radius;
  centre_y[2] = centre_y[3] = top + radius;
  for (guint corner = 0; corner < 4; corner++)
    for (guint i = 0; i <= steps; i++, n++) {
      double turn = (corner + (steps > 0 ? i / (double)steps : 0.5)) * G_PI_2;
      double reach = steps > 0 ? radius : 0;

      x[n] = centre_x[corner] + reach * cos (turn);
      y[n] = centre_y[corner] + reach * sin (turn);
    }
  plot_canvas_fill (canvas, x, y, n, colour);
}

static void
fill_mark (PlotCanvas *canvas, double x, double y, double radius, PlotMark mark, PlotColour colour)
{
  double xs[PLOT_MARK_MAX_CORNERS], ys[PLOT_MARK_MAX_CORNERS];
  guint n = plot_mark_corners (mark);

  for (guint i = 0; i < n; i++) {
    plot_mark_corner (mark, i, radius, &xs[i], &ys[i]);
    xs[i] += x;
    ys[i] += y;
  }
  plot_canvas_fill (canvas, xs, ys, n, colour);
}

void
plot_canvas_mark (PlotCanvas *canvas, double x, double y, double radius, double halo, PlotMark mark,
                  gboolean hollow, PlotColour colour)
{
  radius *= canvas->style->line_scale;
  if (halo > 0)
    fill_mark (canvas, x, y, radius + halo * canvas->style->line_scale, mark,
               canvas->style->background);
  fill_mark (canvas, x, y, radius, mark, colour);
  if (hollow)
    fill_mark (canvas, x, y, radius * 0.55, mark, canvas->style->background);
}

void
plot_canvas_clip (PlotCanvas *canvas, double left, double top, double right, double bottom)
{
  left = CLAMP (left, 0, canvas->width - 1);
  right = CLAMP (right, left + 1, canvas->width);
  top = CLAMP (top, 0, canvas->height - 1);
  bottom = CLAMP (bottom, top + 1, canvas->height);
  plvpor (left / canvas->width, right / canvas->width, 1 - bottom / canvas->height,
          1 - top / canvas->height);
  plwind (left, right, bottom, top);
}

void
plot_canvas_unclip (PlotCanvas *canvas)
{
  full_page (canvas);
}

static gboolean
can_set (const char *text)
{
  return text != NULL && text[0] != '\0' && g_utf8_validate (text, -1, NULL);
}

/* "#" begins an escape of PLplot; doubled it stands for itself. */
static char *
escaped (PlotCanvas *canvas, const char *text)
{
  GString *out;

  if (strchr (text, '#') == NULL)
    return (char *)text;
  out = g_string_new (text);
  g_string_replace (out, "#", "##", 0);
  return plot_canvas_keep (canvas, g_string_free (out, FALSE));
}

void
plot_canvas_text (PlotCanvas *canvas, double x, double y, double anchor, const char *text,
                  const PlotType *type)
{
  if (!can_set (text) || !isfinite (x) || !isfinite (y) || type->size < 1)
    return;
  canvas->n_cut += g_str_has_suffix (text, "…");
  set_colour (type->colour);
  plsfont (type->weight == PLOT_WEIGHT_MEDIUM ? PL_FCI_SCRIPT : PL_FCI_SANS, PL_FCI_UPRIGHT,
           type->weight == PLOT_WEIGHT_BOLD ? PL_FCI_BOLD : PL_FCI_MEDIUM);
  plschr (type->size * MM_PER_INCH / TYPE_DPI, 1);
  plptex (bounded (x, canvas->width), bounded (y, canvas->height), 1, 0, anchor,
          escaped (canvas, text));
}

guint
plot_canvas_cut (const PlotCanvas *canvas)
{
  return canvas->n_cut;
}

double
plot_canvas_measure (PlotCanvas *canvas, const char *text, const PlotType *type)
{
  return can_set (text) ? plot_ruler_measure (canvas->ruler, text, type->size, type->weight) : 0;
}

const char *
plot_canvas_fit (PlotCanvas *canvas, const char *text, double width, const PlotType *type)
{
  if (!can_set (text))
    return "";
  return plot_canvas_keep (canvas,
                           plot_ruler_fit (canvas->ruler, text, width, type->size, type->weight));
}

guint
plot_canvas_wrap (PlotCanvas *canvas, const char *text, double width, const PlotType *type,
                  const char **lines, guint max)
{
  char *broken[4];
  guint n;

  if (!can_set (text))
    return 0;
  n = plot_ruler_wrap (canvas->ruler, text, width, type->size, type->weight, broken,
                       MIN (max, G_N_ELEMENTS (broken)));
  for (guint i = 0; i < n; i++)
    lines[i] = plot_canvas_keep (canvas, broken[i]);
  return n;
}
