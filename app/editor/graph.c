/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * graph.c - the picture of a graphical rule.
 *
 * Hypotheses stand on an ellipse in their order, clockwise from the upper left, so that four of two
 * doses and two outcomes form the usual square. Arrows bend to their right: the two between a pair
 * do not hide each other.
 */
#include "editor/graph.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "editor/picture.h"

#define TEXT_SIZE  10.5
#define NODE_HIGH  34.0 /* px at a text scale of 1 */
#define NODE_PAD   9.0
#define BEND       0.09 /* of the length of an arrow */
#define HEAD       7.0
#define REACH      13.0 /* px about the number of an arrow that count as it */

typedef struct {
  double x, y;
} Point;

typedef struct {
  Point middle[SIM_MAX_HYPOTHESES];
  double wide[SIM_MAX_HYPOTHESES], high; /* half */
  double size;                           /* of text */
} Layout;

typedef struct {
  Point from, bend, to, label; /* a quadratic curve, and where its number stands */
} Arrow;

gboolean
app_graph_start (AppGraph *graph, const SimScenario *scenario)
{
  SimProcedure procedure;
  double fractions[SIM_MAX_HYPOTHESES] = { 0 };
  gboolean falls_back = FALSE;

  *graph = (AppGraph){ .newest = -1 };
  sim_scenario_procedure (scenario, &procedure);
  falls_back = procedure.kind == SIM_PROCEDURE_FALLBACK;
  if (sim_procedure_is_sequential (&procedure) && procedure.kind != SIM_PROCEDURE_SHAFFER)
    sim_procedure_fractions_at (&procedure, 0, fractions);
  graph->n = procedure.n;
  graph->alpha = procedure.alpha;
  for (guint i = 0; i < graph->n; i++) {
    graph->names[i] = sim_scenario_hypothesis (scenario, i)->id;
    graph->level[i] = procedure.alpha * fractions[i];
    for (guint j = 0; j < graph->n && procedure.kind == SIM_PROCEDURE_GRAPH; j++)
      graph->transitions[i][j] = procedure.transitions[i][j];
    /* Wiens' rule hands the whole to the next in the list. */
    if (falls_back && i + 1 < graph->n)
      graph->transitions[i][i + 1] = 1;
  }
  return falls_back || procedure.kind == SIM_PROCEDURE_GRAPH;
}

void
app_graph_step (AppGraph *graph, const SimScenario *scenario, const SimTrial *trial, guint step)
{
  const SimAdjustment *adjustment = &trial->adjustment;

  app_graph_start (graph, scenario);
  if (step >= adjustment->n_steps)
    return;
  for (guint s = 1; s <= step; s++)
    graph->rejected[adjustment->steps[s].rejected] = TRUE;
  graph->newest = adjustment->steps[step].rejected;
  for (guint i = 0; i < graph->n; i++) {
    double level = adjustment->steps[step].level[i];

    graph->level[i] = isnan (level) ? 0 : level;
    for (guint j = 0; j < graph->n; j++)
      graph->transitions[i][j] = graph->rejected[i] || graph->rejected[j]
                                     ? 0
                                 : !adjustment->graph
                                     ? 0
                                     : adjustment->steps[step].transitions[i][j];
  }
}

char *
app_graph_percent (double level)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.3g", level * 100);
  /* Translators: a number in percent. */
  return g_strdup_printf (_ ("%s %%"), text);
}

char *
app_graph_share (double share)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (int below = 3; below <= 9; below += below == 3 ? 3 : 1)
    for (int above = 1; above < below; above++)
      if (fabs (share * below - above) < 1e-6 && fabs (share * 100 - rint (share * 100)) > 1e-6)
        return g_strdup_printf ("%d/%d", above, below);
  g_ascii_formatd (text, sizeof text, "%.3g", share);
  return g_strdup (text);
}

/* --- where things stand --- */

static double
text_width (const char *text, double size)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  double width = app_picture_text_width (cr, text, size);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return width;
}

static void
lay_out (Layout *layout, const AppGraph *graph, double width, double height,
         const PlotStyle *style)
{
  double widest = 0;

  layout->size = TEXT_SIZE * style->text_scale;
  layout->high = NODE_HIGH * style->text_scale / 2;
  for (guint i = 0; i < graph->n; i++) {
    double text = MAX (text_width (graph->names[i], layout->size),
                       text_width ("0.000 %", layout->size));

    layout->wide[i] = MIN (text / 2 + NODE_PAD * style->text_scale, width / 4);
    widest = MAX (widest, layout->wide[i]);
  }
  double rx = width / 2 - widest - 4, ry = height / 2 - layout->high - 4;
  double first = graph->n == 2 ? -G_PI : -G_PI / 2 - G_PI / graph->n;

  if (graph->n == 4) { /* the corners of a rectangle, not of an ellipse */
    rx *= G_SQRT2;
    ry *= G_SQRT2;
  }
  for (guint i = 0; i < graph->n; i++) {
    double angle = first + 2 * G_PI * i / graph->n;

    layout->middle[i].x = width / 2 + (graph->n == 1 ? 0 : rx * cos (angle));
    layout->middle[i].y = height / 2 + (graph->n == 1 ? 0 : ry * sin (angle));
    layout->middle[i].x = CLAMP (layout->middle[i].x, widest + 4, width - widest - 4);
    layout->middle[i].y
        = CLAMP (layout->middle[i].y, layout->high + 4, height - layout->high - 4);
  }
}

/* Where the line from the middle of a node towards a point leaves it. */
static Point
edge_of (const Layout *layout, guint node, Point towards)
{
  Point middle = layout->middle[node];
  double dx = towards.x - middle.x, dy = towards.y - middle.y;
  double by_x = fabs (dx) > 0 ? (layout->wide[node] + 3) / fabs (dx) : G_MAXDOUBLE;
  double by_y = fabs (dy) > 0 ? (layout->high + 3) / fabs (dy) : G_MAXDOUBLE;
  double part = MIN (MIN (by_x, by_y), 1);

  return (Point){ middle.x + dx * part, middle.y + dy * part };
}

static Arrow
arrow_of (const Layout *layout, guint from, guint to)
{
  Point a = layout->middle[from], b = layout->middle[to];
  Arrow arrow = { .bend = { (a.x + b.x) / 2 - (b.y - a.y) * BEND * 2,
                            (a.y + b.y) / 2 + (b.x - a.x) * BEND * 2 } };
  double t = 0.4;

  arrow.from = edge_of (layout, from, arrow.bend);
  arrow.to = edge_of (layout, to, arrow.bend);
  arrow.label.x = (1 - t) * (1 - t) * arrow.from.x + 2 * t * (1 - t) * arrow.bend.x
                  + t * t * arrow.to.x;
  arrow.label.y = (1 - t) * (1 - t) * arrow.from.y + 2 * t * (1 - t) * arrow.bend.y
                  + t * t * arrow.to.y;
  return arrow;
}

int
app_graph_height (const AppGraph *graph)
{
  return graph->n <= 2 ? 110 : graph->n <= 4 ? 190 : 250;
}

AppGraphPart
app_graph_at (const AppGraph *graph, double width, double height, const PlotStyle *style,
              double x, double y)
{
  Layout layout;
  double reach = REACH * style->text_scale;

  lay_out (&layout, graph, width, height, style);
  for (guint i = 0; i < graph->n; i++)
    if (fabs (x - layout.middle[i].x) <= layout.wide[i]
        && fabs (y - layout.middle[i].y) <= layout.high)
      return (AppGraphPart){ (int)i, -1 };
  for (guint i = 0; i < graph->n; i++)
    for (guint j = 0; j < graph->n; j++) {
      Arrow arrow = arrow_of (&layout, i, j);

      if (i != j && graph->transitions[i][j] > 0 && fabs (x - arrow.label.x) <= reach
          && fabs (y - arrow.label.y) <= reach)
        return (AppGraphPart){ (int)i, (int)j };
    }
  return (AppGraphPart){ -1, -1 };
}

/* --- drawing --- */

static void
draw_head (cairo_t *cr, Point from, Point to, double size)
{
  double length = hypot (to.x - from.x, to.y - from.y);
  double dx = (to.x - from.x) / MAX (length, 1), dy = (to.y - from.y) / MAX (length, 1);

  cairo_move_to (cr, to.x, to.y);
  cairo_line_to (cr, to.x - size * dx + size * 0.45 * dy, to.y - size * dy - size * 0.45 * dx);
  cairo_line_to (cr, to.x - size * dx - size * 0.45 * dy, to.y - size * dy + size * 0.45 * dx);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_arrow (cairo_t *cr, const Layout *layout, const AppGraph *graph, guint i, guint j,
            const PlotStyle *style, gboolean chosen)
{
  Arrow arrow = arrow_of (layout, i, j);
  PlotColour colour = chosen ? style->text : style->muted;
  g_autofree char *share = app_graph_share (graph->transitions[i][j]);
  double wide = app_picture_text_width (cr, share, layout->size) / 2 + 3;

  app_picture_colour (cr, colour);
  cairo_set_line_width (cr, (chosen ? 2 : 1.3) * style->line_scale);
  cairo_move_to (cr, arrow.from.x, arrow.from.y);
  cairo_curve_to (cr, arrow.from.x + (arrow.bend.x - arrow.from.x) * 2 / 3,
                  arrow.from.y + (arrow.bend.y - arrow.from.y) * 2 / 3,
                  arrow.to.x + (arrow.bend.x - arrow.to.x) * 2 / 3,
                  arrow.to.y + (arrow.bend.y - arrow.to.y) * 2 / 3, arrow.to.x, arrow.to.y);
  cairo_stroke (cr);
  draw_head (cr, arrow.bend, arrow.to, HEAD * style->text_scale);
  app_picture_colour (cr, style->background);
  cairo_rectangle (cr, arrow.label.x - wide, arrow.label.y - layout->size * 0.75, 2 * wide,
                   layout->size * 1.5);
  cairo_fill (cr);
  app_picture_text (cr, arrow.label.x, arrow.label.y, 0.5, share, layout->size, colour);
}

static void
draw_box (cairo_t *cr, double x, double y, double wide, double high)
{
  double r = MIN (high, 9);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + wide - r, y - high + r, r, -G_PI / 2, 0);
  cairo_arc (cr, x + wide - r, y + high - r, r, 0, G_PI / 2);
  cairo_arc (cr, x - wide + r, y + high - r, r, G_PI / 2, G_PI);
  cairo_arc (cr, x - wide + r, y - high + r, r, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

/* A rejected hypothesis is filled and says so in a word: colour is never alone. */
static void
draw_node (cairo_t *cr, const Layout *layout, const AppGraph *graph, guint i,
           const PlotStyle *style, gboolean chosen)
{
  Point at = layout->middle[i];
  gboolean gone = graph->rejected[i];
  PlotColour ink = gone ? style->background : style->text;
  g_autofree char *level = gone ? g_strdup (_ ("rejected")) : app_graph_percent (graph->level[i]);

  draw_box (cr, at.x, at.y, layout->wide[i], layout->high);
  app_picture_colour (cr, gone ? style->text : style->background);
  cairo_fill_preserve (cr);
  app_picture_colour (cr, chosen || graph->newest == (int)i ? style->text : style->axis);
  cairo_set_line_width (cr, (chosen || graph->newest == (int)i ? 2.2 : 1.2) * style->line_scale);
  cairo_stroke (cr);
  cairo_save (cr);
  draw_box (cr, at.x, at.y, layout->wide[i] - 2, layout->high);
  cairo_clip (cr);
  app_picture_text (cr, at.x, at.y - layout->high * 0.42, 0.5, graph->names[i], layout->size, ink);
  app_picture_text (cr, at.x, at.y + layout->high * 0.42, 0.5, level, layout->size,
                    gone ? ink : style->subtitle);
  cairo_restore (cr);
}

void
app_graph_draw (cairo_t *cr, double width, double height, const PlotStyle *style,
                const AppGraph *graph, AppGraphPart chosen, const double drag[2])
{
  Layout layout;

  lay_out (&layout, graph, width, height, style);
  for (guint i = 0; i < graph->n; i++)
    for (guint j = 0; j < graph->n; j++)
      if (i != j && graph->transitions[i][j] > 0)
        draw_arrow (cr, &layout, graph, i, j, style,
                    chosen.from == (int)i && chosen.to == (int)j);
  if (drag != NULL && chosen.from >= 0) {
    Point end = { drag[0], drag[1] }, start = edge_of (&layout, (guint)chosen.from, end);

    app_picture_colour (cr, style->text);
    cairo_set_line_width (cr, 1.3 * style->line_scale);
    cairo_move_to (cr, start.x, start.y);
    cairo_line_to (cr, end.x, end.y);
    cairo_stroke (cr);
    draw_head (cr, start, end, HEAD * style->text_scale);
  }
  for (guint i = 0; i < graph->n; i++)
    draw_node (cr, &layout, graph, i, style, chosen.from == (int)i && chosen.to < 0);
}

/* --- words --- */

char *
app_graph_describe (const AppGraph *graph)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < graph->n; i++) {
    g_autofree char *level = app_graph_percent (graph->level[i]);

    if (graph->rejected[i]) {
      g_string_append_printf (text, _ ("%s is rejected. "), graph->names[i]);
      continue;
    }
    g_string_append_printf (text, _ ("%s is tested at %s"), graph->names[i], level);
    for (guint j = 0, said = 0; j < graph->n; j++)
      if (graph->transitions[i][j] > 0) {
        g_autofree char *share = app_graph_share (graph->transitions[i][j]);

        /* Translators: of a level, "hands 0.5 to H2, 0.5 to H3". */
        g_string_append (text, said++ == 0 ? _ (" and hands ") : _ (", "));
        g_string_append_printf (text, _ ("%s to %s"), share, graph->names[j]);
      }
    g_string_append (text, ". ");
  }
  return g_strchomp (g_string_free (text, FALSE));
}
