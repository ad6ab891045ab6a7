/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * help-window.h - a window that shows the guide, page by page, without any help browser.
 */
#ifndef APP_HELP_WINDOW_H
#define APP_HELP_WINDOW_H

#include <adwaita.h>

#include "help/guide.h"

G_BEGIN_DECLS

#define APP_TYPE_HELP_WINDOW (app_help_window_get_type ())
G_DECLARE_FINAL_TYPE (AppHelpWindow, app_help_window, APP, HELP_WINDOW, AdwWindow)

/** A window over parent; the caller presents it. guide lives as long as it does. */
AppHelpWindow *app_help_window_new (GtkWindow *parent, const AppGuide *guide);

/** The window of the program's guide over parent: the one that is open, or a new one. */
AppHelpWindow *app_help_window_over (GtkWindow *parent);

/**
 * Shows "page" or "page#section". What the guide does not have is said, with words (plain text,
 * may be NULL) in its place, so that a key for help is never without an answer.
 */
void app_help_window_show (AppHelpWindow *self, const char *place, const char *words);

/** What is on show: "page" or "page#section", or "?words" that were searched for. Borrowed. */
const char *app_help_window_place (AppHelpWindow *self);

G_END_DECLS
#endif
