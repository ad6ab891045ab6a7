/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pin.h - a place for something that stands whole below what is scrolled, and scrolls by itself
 * where the window is too low for it.
 */
#ifndef APP_LESSON_PIN_H
#define APP_LESSON_PIN_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_PIN (app_pin_get_type ())
G_DECLARE_FINAL_TYPE (AppPin, app_pin, APP, PIN, GtkWidget)

GtkWidget *app_pin_new (void);
/** What stands there, NULL: nothing; it is as high as that is at its width, or less. */
void app_pin_set_child (AppPin *self, GtkWidget *child);
GtkWidget *app_pin_child (AppPin *self);

G_END_DECLS
#endif
