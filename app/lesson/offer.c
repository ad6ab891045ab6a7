/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * offer.c - the button, and the list with its search.
 */
#include "lesson/offer.h"

#include <glib/gi18n.h>

#define MOST_ROWS 60
#define LINE      30 /* characters of a name */
#define VALUE     12 /* characters of a value */
#define TALLEST   320

typedef struct {
  AppSettings list;
  AppOfferChosen chosen;
  gpointer data;
  GtkMenuButton *button;
  GtkWidget *entry, *rows, *rest; /* of the popover that was made last */
  GPtrArray *all;                 /* of AppSetting */
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_clear_pointer (&offer->all, g_ptr_array_unref);
  g_free (offer);
}

/* --- the list --- */

static void
choose (Offer *offer, GtkListBoxRow *row)
{
  g_autofree char *key = NULL;

  if (row == NULL)
    return;
  key = g_strdup (g_object_get_data (G_OBJECT (row), "key"));
  gtk_menu_button_popdown (offer->button);
  offer->chosen (key, offer->data);
}

static void
add_row (Offer *offer, const AppSetting *setting)
{
  GtkWidget *row = gtk_list_box_row_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (setting->name), *value = gtk_label_new (setting->place);
  g_autofree char *both = g_strdup_printf ("%s, %s", setting->name, setting->place);

  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (name), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (name), LINE);
  gtk_label_set_max_width_chars (GTK_LABEL (name), LINE);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_label_set_ellipsize (GTK_LABEL (value), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (value),
                             (int)MIN (g_utf8_strlen (setting->place, -1), VALUE));
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), value);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (setting->key), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, both, -1);
  gtk_list_box_append (GTK_LIST_BOX (offer->rows), row);
}

/* What there is beyond the rows, or instead of them. */
static char *
words_of_rest (const Offer *offer, guint n_found)
{
  if (offer->all->len == 0)
    return g_strdup (_ ("There is nothing to choose yet."));
  if (n_found == 0)
    return g_strdup (_ ("None has all of these words."));
  return n_found > MOST_ROWS ? g_strdup_printf (
             ngettext ("%u more: search for it by a word of its name.",
                       "%u more: search for them by a word of their names.", n_found - MOST_ROWS),
             n_found - MOST_ROWS)
                             : g_strdup ("");
}

static void
fill (Offer *offer)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (offer->entry));
  g_autoptr (GPtrArray) found
      = *text != '\0' ? app_settings_find (offer->all, text) : g_ptr_array_ref (offer->all);
  g_autofree char *rest = words_of_rest (offer, found->len);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (offer->rows), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (offer->rows), GTK_WIDGET (row));
  for (guint i = 0; i < MIN (found->len, MOST_ROWS); i++)
    add_row (offer, found->pdata[i]);
  gtk_label_set_label (GTK_LABEL (offer->rest), rest);
  gtk_widget_set_visible (offer->rest, *rest != '\0');
}

/* The entry waits a little before it tells of a change. */
static void
on_activate (Offer *offer)
{
  fill (offer);
  choose (offer, gtk_list_box_get_row_at_index (GTK_LIST_BOX (offer->rows), 0));
}

static void
on_row (Offer *offer, GtkListBoxRow *row)
{
  choose (offer, row);
}

/* Down leads from the entry into the list. */
static gboolean
on_key (Offer *offer, guint key, guint code, GdkModifierType state)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (offer->rows), 0);

  if ((key != GDK_KEY_Down && key != GDK_KEY_KP_Down) || row == NULL)
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* --- the popover --- */

static void
make_parts (Offer *offer)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  offer->entry = gtk_search_entry_new ();
  offer->rows = gtk_list_box_new ();
  offer->rest = gtk_label_new ("");
  g_object_set (offer->entry, "placeholder-text", _ ("Search"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (offer->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search"), -1);
  gtk_label_set_wrap (GTK_LABEL (offer->rest), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (offer->rest), LINE);
  gtk_widget_add_css_class (offer->rest, "dim-label");
  g_signal_connect_swapped (offer->entry, "search-changed", G_CALLBACK (fill), offer);
  g_signal_connect_swapped (offer->entry, "activate", G_CALLBACK (on_activate), offer);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), offer);
  gtk_widget_add_controller (offer->entry, keys);
  g_signal_connect_swapped (offer->entry, "stop-search", G_CALLBACK (gtk_menu_button_popdown),
                            offer->button);
  g_signal_connect_swapped (offer->rows, "row-activated", G_CALLBACK (on_row), offer);
}

/* Made anew whenever it opens: with the values of that moment. */
static void
fill_popover (GtkMenuButton *button, gpointer data)
{
  Offer *offer = data;
  GtkWidget *popover = gtk_popover_new (), *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  g_clear_pointer (&offer->all, g_ptr_array_unref);
  offer->all = offer->list (offer->data);
  make_parts (offer);
  fill (offer);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), TALLEST);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), offer->rows);
  gtk_box_append (GTK_BOX (box), offer->entry);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), offer->rest);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

/* --- the button --- */

GtkWidget *
app_offer_new (const char *label, AppSettings list, AppOfferChosen chosen, gpointer data)
{
  GtkWidget *button = gtk_menu_button_new ();
  Offer *offer = g_new0 (Offer, 1);

  offer->list = list;
  offer->chosen = chosen;
  offer->data = data;
  offer->button = GTK_MENU_BUTTON (button);
  gtk_menu_button_set_label (offer->button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_menu_button_set_create_popup_func (offer->button, fill_popover, offer, NULL);
  g_object_set_data_full (G_OBJECT (button), "offer", offer, offer_free);
  return button;
}
