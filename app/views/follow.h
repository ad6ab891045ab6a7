/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * follow.h - what all views do alike: keep the run, and notice what really changed.
 */
#ifndef APP_VIEWS_FOLLOW_H
#define APP_VIEWS_FOLLOW_H

#include <gtk/gtk.h>

#include "run.h"

G_BEGIN_DECLS

/**
 * The state of a run that a view has shown last. Nothing in it is dereferenced but the scenario and
 * the snapshot, which are kept.
 */
typedef struct {
  SimScenario *scenario;
  SimSnapshot *snapshot;
  const SimTheory *theory;
  gboolean stale;
} AppShown;

/**
 * TRUE, and remembered, if the widget is mapped and the run shows something that shown does not
 * have yet: a hidden view costs nothing.
 */
gboolean app_shown_update (AppShown *shown, GtkWidget *widget, AppRun *run);
/** Forgets everything, so that the next update is one. */
void app_shown_clear (AppShown *shown);

/** Greys a widget that shows results, or not: of a table the rows alone (looks.c). */
void app_mark_stale (GtkWidget *widget, gboolean stale);
/** The same as what is shown is stale. */
void app_shown_mark (const AppShown *shown, GtkWidget *widget);

/** Calls refresh (GtkWidget *widget) on "updated" of the run and whenever the widget is mapped. */
void app_follow (GtkWidget *widget, AppRun *run, GCallback refresh);

G_END_DECLS
#endif
