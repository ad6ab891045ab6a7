/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window.h - one window with one document and its run; of the main thread, like all widgets.
 */
#ifndef APP_WINDOW_H
#define APP_WINDOW_H

#include <adwaita.h>

#include "document.h"
#include "recovery.h"
#include "run.h"
#include "session.h"

G_BEGIN_DECLS

#define APP_TYPE_WINDOW (app_window_get_type ())
G_DECLARE_FINAL_TYPE (AppWindow, app_window, APP, WINDOW, AdwApplicationWindow)

/** A window of document, of which it takes a reference; its simulation starts at once. */
AppWindow *app_window_new (GtkApplication *application, AppDocument *document);
/** Its document, the same for as long as the window lives, whatever is loaded into it. Borrowed. */
AppDocument *app_window_document (AppWindow *self);

/** Gives back size, view and folded cards before it is first presented; the caller has the file. */
void app_window_restore (AppWindow *self, const AppSession *session);
/** TRUE if nothing would be lost by showing something else: no file, no edit. */
gboolean app_window_is_untouched (AppWindow *self);
/** Puts the document's file among the recently used ones. */
void app_window_note_recent (AppWindow *self);
/**
 * Says in a dialog why a file was not opened, with all its problems (of SimProblem, borrowed; maybe
 * none: it is not on this computer).
 */
void app_window_report_problems (AppWindow *self, GFile *file, GPtrArray *problems);

/** Shows a sentence; button and action (detailed) may be NULL. */
void app_window_toast (AppWindow *self, const char *text, const char *button, const char *action);

/** Pins what was pinned before a crash. What does not come back stays on the disk, whoever discards
 *  the rest of orphan, and the user is told where. */
void app_window_recover_pins (AppWindow *self, AppOrphan *orphan);

/** Offers, in a message, to bring back what was discarded, as soon as no other message stands; not
 *  where the window has such an offer already. Takes discarded over: its files go when it was
 *  brought back and is safe, or with the window once it was offered. */
void app_window_offer_discarded (AppWindow *self, AppOrphan *discarded);

/** Writes unsaved work to its recovery file now. TRUE if it is safe. */
gboolean app_window_flush (AppWindow *self);
/** The same for the end of the session: the recovery file stays when the window goes. */
void app_window_abandon (AppWindow *self);

G_END_DECLS
#endif
