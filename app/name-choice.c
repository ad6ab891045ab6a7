/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * name-choice.c - labels of up to three lines, then an ellipsis, for the strings of a choice.
 */
#include "name-choice.h"

#define MOST_LINES 3
#define NAME       "choice-name"

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), MOST_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

/* GTK 4.8 calls a row of a list by its type. */
static void
on_bind (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (label)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* The focus is in the button within, which has no name by itself. */
static void
speak (GtkWidget *choice)
{
  const char *name = g_object_get_data (G_OBJECT (choice), NAME);
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (choice));
  g_autofree char *said
      = g_strconcat (name, chosen != NULL ? ", " : NULL,
                     chosen != NULL ? gtk_string_object_get_string (chosen) : NULL, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (choice)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

void
app_name_choice_set_name (GtkWidget *choice, const char *name)
{
  g_object_set_data_full (G_OBJECT (choice), NAME, g_strdup (name), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  speak (choice);
}

GtkWidget *
app_name_choice_new (const char *name)
{
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (choice), factory);
  g_signal_connect (choice, "notify::selected-item", G_CALLBACK (speak), NULL);
  app_name_choice_set_name (choice, name);
  return choice;
}
