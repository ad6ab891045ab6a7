/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * list.h - the views of the window, one row each.
 *
 * The row is all that the window knows of a view: its place in the header, its shortcut, the
 * shortcuts window, copying, saving and the way from one view to another follow from it. A new view
 * is a row here and nothing elsewhere.
 */
#ifndef APP_VIEWS_LIST_H
#define APP_VIEWS_LIST_H

#include <gtk/gtk.h>

#include "document.h"
#include "pins.h"
#include "run.h"
#include "trial-focus.h"
#include "views/plot-area.h"

G_BEGIN_DECLS

/** What a view may follow; it takes references of what it needs. */
typedef struct {
  AppDocument *document;
  AppRun *run;
  AppPins *pins;
  AppTrialFocus *focus;
} AppSources;

typedef struct {
  const char *id;     /* unique: "power" */
  const char *action; /* detailed, with the id as its target: "win.view::power" */
  const char *name;   /* in the header, not translated yet */
  const char *icon;   /* of the theme or of resources/icons */
  const char *accel;  /* "<Alt>1" */
  gboolean more;      /* in the menu More of the header; else in the switcher */
  gboolean whole;     /* takes the place of the table of operating characteristics as well */

  /** A new widget, floating. */
  GtkWidget *(*make) (const AppSources *sources);
  /** The plot that is copied and saved as a picture or as data, borrowed. NULL: it has none. */
  AppPlotArea *(*area) (GtkWidget *view);
  /** Puts its table on the clipboard as tab-separated text. NULL: that of the operating
   *  characteristics is meant. */
  void (*copy) (GtkWidget *view);
  /** Asks for a file and saves what it found; stem: the name to propose, without extension. NULL:
   *  the results of the run are meant. */
  void (*save) (GtkWidget *view, const char *stem);
  /** Shows the simulated trial of this number, from 0. One view at most has it: the one that
   *  win.show-trial leads to. */
  void (*show_trial) (GtkWidget *view, guint64 trial);
  /** Whether the window is too low for all that it shows at once. NULL: that is one thing. */
  void (*set_low) (GtkWidget *view, gboolean low);
} AppView;

/** All views in their order, which is that of the header and of the shortcuts. */
const AppView *app_views (guint *n);
/** The view of an id, or NULL. */
const AppView *app_view_find (const char *id);

G_END_DECLS
#endif
