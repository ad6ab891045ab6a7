/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * offer.c - the button, and the list in its popover.
 */
#include "lesson/offer.h"

#include <glib/gi18n.h>

typedef struct {
  AppSettings list;
  AppSettingValue value;
  AppOfferChosen chosen;
  gpointer data;
  GtkMenuButton *button;
} Offer;

static void
on_found (Offer *offer, const char *key)
{
  gtk_menu_button_popdown (offer->button);
  offer->chosen (key, offer->data);
}

/* Made anew whenever it opens: with the values of that moment. */
static void
fill_popover (GtkMenuButton *button, gpointer data)
{
  Offer *offer = data;
  GtkWidget *popover = gtk_popover_new ();
  AppSearchList *list = app_search_list_new (_ ("Search"), offer->list, offer->data);

  app_search_list_show_all (list, offer->value);
  g_signal_connect_swapped (list, "found", G_CALLBACK (on_found), offer);
  g_signal_connect_swapped (list, "stopped", G_CALLBACK (gtk_menu_button_popdown), button);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (list));
  gtk_menu_button_set_popover (button, popover);
}

GtkWidget *
app_offer_new (const char *label, AppSettings list, AppSettingValue value, AppOfferChosen chosen,
               gpointer data)
{
  GtkWidget *button = gtk_menu_button_new ();
  Offer *offer = g_new (Offer, 1);

  *offer = (Offer){ list, value, chosen, data, GTK_MENU_BUTTON (button) };
  gtk_menu_button_set_label (offer->button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_menu_button_set_create_popup_func (offer->button, fill_popover, offer, NULL);
  g_object_set_data_full (G_OBJECT (button), "offer", offer, g_free);
  return button;
}
