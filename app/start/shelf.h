/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shelf.h - the bundled scenarios with their small power curves, found and simulated in a thread.
 */
#ifndef APP_START_SHELF_H
#define APP_START_SHELF_H

#include "library.h"
#include "plot/plot.h"

G_BEGIN_DECLS

/** Trials behind a small curve, which is drawn 100 px high: its 95 % error, two points, is a line's
 *  width there. */
#define APP_SHELF_TRIALS 2000

typedef struct _AppShelf AppShelf;
/**
 * The list is there, or more figures are: entries of AppLibraryEntry in the order of their titles,
 * figures of PlotFigure at the same places, NULL where there is none yet or none can be, and for
 * lessons. Both are borrowed until the next call.
 */
typedef void (*AppShelfReady) (GPtrArray *entries, GPtrArray *figures, gpointer data);

/** Begins to read a folder of library.h, then to simulate, at the lowest priority. ready is called
 *  in the main thread. */
AppShelf *app_shelf_new (const char *folder, AppShelfReady ready, gpointer data);
/** Stops and waits for the thread (some milliseconds). Accepts NULL. */
void app_shelf_free (AppShelf *shelf);
/** TRUE until all figures are there. */
gboolean app_shelf_busy (const AppShelf *shelf);

G_END_DECLS
#endif
