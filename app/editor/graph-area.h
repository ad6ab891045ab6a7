/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * graph-area.h - the graph of a rule as a widget: its parts can be pointed at, and arrows drawn.
 */
#ifndef APP_EDITOR_GRAPH_AREA_H
#define APP_EDITOR_GRAPH_AREA_H

#include <gtk/gtk.h>

#include "editor/graph.h"

G_BEGIN_DECLS

/** What the pointer does to a graph; each may be NULL. */
typedef struct {
  /** A hypothesis or an arrow has been pressed. */
  void (*pressed) (gpointer data, AppGraphPart part);
  /** An arrow has been drawn from one hypothesis to another. */
  void (*joined) (gpointer data, guint from, guint to);
} AppGraphActions;

/** actions: constant, or NULL for a picture alone. data outlives the widget. */
GtkWidget *app_graph_area_new (const AppGraphActions *actions, gpointer data);
/** Shows graph, copied, whose names are those of scenario; stale: greyed, and not to be edited. */
void app_graph_area_show (GtkWidget *area, SimScenario *scenario, const AppGraph *graph,
                          gboolean stale);
/** What is shown; n 0: nothing yet. Borrowed. */
const AppGraph *app_graph_area_graph (GtkWidget *area);

G_END_DECLS
#endif
