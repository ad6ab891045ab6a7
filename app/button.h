/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * button.h - buttons with a mnemonic whose accessible name is what stands on them, once.
 */
#ifndef APP_BUTTON_H
#define APP_BUTTON_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** A button with a label and its mnemonic. */
GtkWidget *app_button_new (const char *label);
/** Sets label and mnemonic of a button (also a toggle button) that is there. */
void app_button_set_label (GtkButton *button, const char *label);

G_END_DECLS
#endif
