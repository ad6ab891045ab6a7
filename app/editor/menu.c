/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * menu.c - small buttons of the editor.
 */
#include "editor/menu.h"
#include "tooltip.h"

#include <glib/gi18n.h>

/* One edit of one member, from the moment a button is made until it goes. */
typedef struct {
  AppCard *card; /* holds the button, so it is there as long as the button is */
  char *id;
  AppCardEdit edit;
} Job;

static Job *
job_new (AppCard *card, const char *id, AppCardEdit edit)
{
  Job *job = g_new (Job, 1);

  job->card = card;
  job->id = g_strdup (id);
  job->edit = edit;
  return job;
}

static void
job_free (gpointer data, GClosure *closure)
{
  Job *job = data;

  g_free (job->id);
  g_free (job);
}

/* The edit may rebuild the card; the button and its job stay until the main loop turns. */
static void
run (Job *job)
{
  job->edit (job->card, job->id);
}

static void
on_activate (GSimpleAction *action, GVariant *target, gpointer data)
{
  run (data);
}

static void
on_clicked (GtkButton *button, gpointer data)
{
  run (data);
}

static void
name_button (GtkWidget *button, const char *label)
{
  app_tooltip_set (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
on_create_popup (GtkMenuButton *button, gpointer menu)
{
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
}

void
app_dots_set_menu (GtkWidget *button, GMenuModel *menu, const char *label)
{
  /* A menu costs more than the rest of its row, and most are never opened. */
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), on_create_popup,
                                         g_object_ref (menu), g_object_unref);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_add_css_class (button, "row-menu");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  name_button (button, label);
}

GtkWidget *
app_menu_button_new (AppCard *card, const char *label, const char *id, const AppMenuItem *items,
                     guint n_items)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  for (guint i = 0; i < n_items; i++) {
    g_autofree char *name = g_strdup_printf ("edit-%u", i);
    g_autofree char *detailed = g_strconcat ("row.", name, NULL);
    g_autoptr (GSimpleAction) action = g_simple_action_new (name, NULL);

    g_signal_connect_data (action, "activate", G_CALLBACK (on_activate),
                           job_new (card, id, items[i].edit), job_free, 0);
    g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    g_menu_append (menu, _ (items[i].label), detailed);
  }
  gtk_widget_insert_action_group (button, "row", G_ACTION_GROUP (group));
  app_dots_set_menu (button, G_MENU_MODEL (menu), label);
  return button;
}

GtkWidget *
app_edit_button_new (AppCard *card, const char *icon, const char *label, const char *id,
                     AppCardEdit edit)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  g_signal_connect_data (button, "clicked", G_CALLBACK (on_clicked), job_new (card, id, edit),
                         job_free, 0);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "row-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  name_button (button, label);
  return button;
}

void
app_card_add_adder (AppCard *card, const char *label, AppCardEdit edit)
{
  app_card_add_adder_to (card, label, "", edit);
}

void
app_card_add_adder_to (AppCard *card, const char *label, const char *id, AppCardEdit edit)
{
  AppRow *row = app_row_new (NULL);
  GtkWidget *button = app_edit_button_new (card, "list-add-symbolic", label, id, edit);

  gtk_widget_add_css_class (button, "adder");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (row), "adder-row");
  app_row_add (row, button);
  app_card_add (card, row);
}

void
app_card_add_action (AppCard *card, const char *label, const char *id, AppCardEdit edit)
{
  AppRow *row = app_row_new (NULL);
  GtkWidget *button = app_edit_button_new (card, "list-add-symbolic", label, id, edit);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *text = gtk_label_new (label);

  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (line), text);
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (row), "action-row");
  app_row_add (row, button);
  app_card_add (card, row);
}
