/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * button.c - labels of buttons.
 */
#include "button.h"

/* GTK 4.8 names a button with a mnemonic twice: by its label, underscore included, and by the
   widget of that label. */
void
app_button_set_label (GtkButton *button, const char *label)
{
  gtk_button_set_use_underline (button, TRUE);
  gtk_button_set_label (button, label);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

GtkWidget *
app_button_new (const char *label)
{
  GtkWidget *button = gtk_button_new ();

  app_button_set_label (GTK_BUTTON (button), label);
  return button;
}
