/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-private.h - what the facets of the window share: window-files, window-menu, window-output.
 */
#ifndef APP_WINDOW_PRIVATE_H
#define APP_WINDOW_PRIVATE_H

#include "recovery.h"
#include "views/views.h"
#include "window.h"

G_BEGIN_DECLS

/** A file on its way out, and a step that must not lose work: private to window-files. */
typedef struct _AppSaving AppSaving;
typedef struct _AppStep AppStep;

struct _AppWindow {
  AdwApplicationWindow parent_instance;

  AppDocument *document;
  AppRun *run;
  AppRecovery *recovery;

  /* Of the template. */
  AdwToastOverlay *toasts;
  GtkWidget *header;
  AdwSplitButton *open_button;
  GtkWidget *sidebar_button, *undo_button, *redo_button, *export_button, *run_button, *menu_button;
  GtkLabel *title, *subtitle;
  GtkBox *switcher;
  AdwFlap *flap;
  GtkScrolledWindow *strip; /* of the big figures */
  GtkPaned *paned;
  GtkStack *stack;
  GtkBox *bottom;

  /* Made in code. */
  GtkWidget *editor;
  AppPowerView *power;
  AppEffectsView *effects;
  AppTable *table;

  /* window-files */
  GtkWindow *question;      /* about unsaved changes, on screen; else NULL */
  gboolean closing;         /* it was answered: the window may go */
  GtkNativeDialog *chooser; /* on screen, else NULL */
  guint opening;            /* the number of the newest wish for another document */
  AppSaving *saving;        /* on its way to disk, borrowed; else NULL */
  GQueue waiting;           /* of AppSaving: they follow one after the other */
  AppStep *then;            /* what to do when all are written, else NULL */
};

/** Open, save, drop, close. */
void app_window_init_files (AppWindow *self);
/** Drops what waits for a file that is still on its way; for dispose. */
void app_window_clear_files (AppWindow *self);
/** Opens a file (as_template: without keeping its path), after asking about unsaved changes. */
void app_window_open_file (AppWindow *self, GFile *file, gboolean as_template);
/** TRUE if the window may close now; else the question is on screen. */
gboolean app_window_may_close (AppWindow *self);

/** The menu of the Open button: recent files, bundled scenarios. */
void app_window_init_menu (AppWindow *self);

/** Copying and saving plots and results. */
void app_window_init_output (AppWindow *self);
/** Follows the view and the run: what there is to be copied or saved. */
void app_window_update_output (AppWindow *self);

G_END_DECLS
#endif
