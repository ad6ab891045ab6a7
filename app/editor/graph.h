/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * graph.h - the picture of a graphical rule: hypotheses with their levels, and arrows that say to
 * whom a level is handed on. Pure functions of their arguments; drawn at any size.
 */
#ifndef APP_EDITOR_GRAPH_H
#define APP_EDITOR_GRAPH_H

#include <cairo.h>

#include "plot/plot.h"
#include "sim.h"

G_BEGIN_DECLS

/** How a graph stands: at the start, or after so many rejections in a trial. */
typedef struct {
  guint n;
  const char *names[SIM_MAX_HYPOTHESES]; /* ids; borrowed */
  double alpha;
  double level[SIM_MAX_HYPOTHESES];      /* of each, a part of alpha */
  double transitions[SIM_MAX_HYPOTHESES][SIM_MAX_HYPOTHESES]; /* [from][to], 0: no arrow */
  gboolean rejected[SIM_MAX_HYPOTHESES];
  int newest; /* the one that was rejected last; -1: none */
} AppGraph;

/** What lies at a place: nothing, a hypothesis (to -1), or the arrow from one to another. */
typedef struct {
  int from, to; /* from -1: nothing */
} AppGraphPart;

/** A rule at its start; names are the scenario's, which must outlive it. FALSE if the rule has no
 *  arrows: it is neither a graph nor fallback. */
gboolean app_graph_start (AppGraph *graph, const SimScenario *scenario);
/** How it stands after a step of a trial of that scenario. */
void app_graph_step (AppGraph *graph, const SimScenario *scenario, const SimTrial *trial,
                     guint step);

/** How high the picture wants to be, in px at a text scale of 1. */
int app_graph_height (const AppGraph *graph);
/** chosen: what the pointer is on, set off; drag: where an arrow from `chosen.from` that is being
 *  drawn ends, or NULL. */
void app_graph_draw (cairo_t *cr, double width, double height, const PlotStyle *style,
                     const AppGraph *graph, AppGraphPart chosen, const double drag[2]);
/** What lies at x, y of a picture of that size. */
AppGraphPart app_graph_at (const AppGraph *graph, double width, double height,
                           const PlotStyle *style, double x, double y);
/** The same in words. Newly allocated. */
char *app_graph_describe (const AppGraph *graph);
/** "2.5 %". Newly allocated. */
char *app_graph_percent (double level);
/** "0.5", "1/3" where it is a third. Newly allocated. */
char *app_graph_share (double share);

G_END_DECLS
#endif
