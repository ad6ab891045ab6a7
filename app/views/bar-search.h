/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bar-search.h - from a bar of a plot to one of the simulated trials that it counts. Main thread
 * only; the trials are looked through in a thread.
 */
#ifndef APP_VIEWS_BAR_SEARCH_H
#define APP_VIEWS_BAR_SEARCH_H

#include <gtk/gtk.h>

#include "trial-focus.h"
#include "views/follow.h"

G_BEGIN_DECLS

typedef struct _AppBarSearch AppBarSearch;

/** For a view, what that shows, and the window's focus: borrowed, and all outlive it. */
AppBarSearch *app_bar_search_new (GtkWidget *view, const AppShown *shown, AppTrialFocus *focus);
void app_bar_search_free (AppBarSearch *self); /* accepts NULL */
/**
 * Opens the next trial that is of a kind for a hypothesis (an index) of the scenario on show
 * ("win.show-trial"): of trials 0 .. n - 1 the first one behind that in focus, or round from the
 * start. As it opens, the hypothesis is the chosen one and, where the kind has a name, all its
 * trials are what the view of trials shows. Says so where there is none. A search that goes on is
 * given up for this one. kind is copied.
 */
void app_bar_search_open (AppBarSearch *self, guint64 n, guint hypothesis,
                          const AppTrialKind *kind);
/** After the view shows something else: gives up a search in another scenario. */
void app_bar_search_check (AppBarSearch *self);
void app_bar_search_cancel (AppBarSearch *self); /* accepts NULL */

G_END_DECLS
#endif
