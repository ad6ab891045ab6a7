/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reading.h - a text in Markdown as it is read, and a button to where it is written. Main thread
 * only.
 */
#ifndef APP_EDITOR_READING_H
#define APP_EDITOR_READING_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_READING (app_reading_get_type ())
G_DECLARE_FINAL_TYPE (AppReading, app_reading, APP, READING, GtkButton)

/** name: of what is read, "Notes". It is "clicked" by keys too. */
AppReading *app_reading_new (const char *name);
/** Shows text, and tells it to screen readers. */
void app_reading_set_text (AppReading *self, const char *text);
/** FALSE: it is not offered to be written. */
void app_reading_set_offers (AppReading *self, gboolean offers);

G_END_DECLS
#endif
