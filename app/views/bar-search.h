/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bar-search.h - from a bar of a plot to one of the simulated trials that it counts. Main thread
 * only; the trials are looked through in a thread.
 */
#ifndef APP_VIEWS_BAR_SEARCH_H
#define APP_VIEWS_BAR_SEARCH_H

#include <gtk/gtk.h>

#include "sim.h"

G_BEGIN_DECLS

typedef struct _AppBarSearch AppBarSearch;

/** For a view, which is borrowed and outlives it. */
AppBarSearch *app_bar_search_new (GtkWidget *view);
void app_bar_search_free (AppBarSearch *self); /* accepts NULL */
/**
 * Opens the next trial that is as wished ("win.show-trial"): of trials 0 .. n - 1 the first one
 * behind trial, or round from the start. Says so where there is none. A search that goes on is
 * given up for this one.
 */
void app_bar_search_open (AppBarSearch *self, SimScenario *scenario, guint64 trial, guint64 n,
                          const SimTrialWish *wish);
/** Tells what the view shows (NULL: what is not valid any more): a search in another scenario is
 *  given up, and nothing comes of it. */
void app_bar_search_shown (AppBarSearch *self, SimScenario *scenario);
void app_bar_search_cancel (AppBarSearch *self); /* accepts NULL */

G_END_DECLS
#endif
