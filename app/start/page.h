/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * page.h - the start page: recent files, lessons and bundled scenarios, with a search.
 *
 * It reads and simulates only while it is on screen, in threads. Everything it offers is an action
 * of the window: win.open-example, win.open-uri, win.open, win.new, win.start-close.
 */
#ifndef APP_START_PAGE_H
#define APP_START_PAGE_H

#include <adwaita.h>

G_BEGIN_DECLS

#define APP_TYPE_START_PAGE (app_start_page_get_type ())
G_DECLARE_FINAL_TYPE (AppStartPage, app_start_page, APP, START_PAGE, AdwBin)

/** folder: of library.h, read when the page is first on screen. */
GtkWidget *app_start_page_new (const char *folder);
/** Forgets the search and gives it the focus. */
void app_start_page_reset (AppStartPage *self);
/** TRUE while curves are being simulated or files read. */
gboolean app_start_page_busy (AppStartPage *self);
/** How many cards are shown, of lessons and scenarios together. */
guint app_start_page_n_shown (AppStartPage *self);

G_END_DECLS
#endif
