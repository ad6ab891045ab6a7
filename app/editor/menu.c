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

/* --- what a lesson holds --- */

/* What a button does, all of it: one edit, or those of a menu with their actions. */
typedef struct {
  GPtrArray *jobs;    /* of Job */
  GPtrArray *actions; /* of GSimpleAction, NULL for a button that is clicked */
  char *label;
} Held;

static void
free_job (gpointer job)
{
  job_free (job, NULL);
}

static void
held_free (gpointer data)
{
  Held *held = data;

  g_ptr_array_unref (held->jobs);
  g_ptr_array_unref (held->actions);
  g_free (held->label);
  g_free (held);
}

static Held *
held_new (GtkWidget *button, const char *label)
{
  Held *held = g_new (Held, 1);

  held->jobs = g_ptr_array_new_with_free_func (free_job);
  held->actions = g_ptr_array_new_with_free_func (g_object_unref);
  held->label = g_strdup (label);
  g_object_set_data_full (G_OBJECT (button), "held", held, held_free);
  return held;
}

static void
refresh_held (GtkWidget *button, SimDraft *draft)
{
  const Held *held = g_object_get_data (G_OBJECT (button), "held");
  guint n = 0;

  for (guint i = 0; i < held->jobs->len; i++) {
    const Job *job = g_ptr_array_index (held->jobs, i);
    gboolean allowed = app_card_allows (job->card, job->edit, job->id);

    n += allowed;
    if (i < held->actions->len)
      g_simple_action_set_enabled (g_ptr_array_index (held->actions, i), allowed);
  }
  app_card_hold (button, n == 0, held->label);
}

static void
refresh_locked (GtkWidget *button, SimDraft *draft)
{
  AppDocument *document = g_object_get_data (G_OBJECT (button), "document");

  app_card_hold (button,
                 app_document_lock (document, g_object_get_data (G_OBJECT (button), "pointer"))
                     != NULL,
                 g_object_get_data (G_OBJECT (button), "label"));
}

void
app_card_add_hold (AppCard *card, GtkWidget *button, const char *pointer, const char *label)
{
  g_object_set_data_full (G_OBJECT (button), "document", g_object_ref (app_card_document (card)),
                          g_object_unref);
  g_object_set_data_full (G_OBJECT (button), "pointer", g_strdup (pointer), g_free);
  g_object_set_data_full (G_OBJECT (button), "label", g_strdup (label), g_free);
  app_card_add_refresh (card, button, refresh_locked);
}

/* --- buttons --- */

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

/* A menu costs more than the rest of its row, and most are never opened. */
void
app_menu_set_late (GtkWidget *button, GMenuModel *menu)
{
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), on_create_popup,
                                         g_object_ref (menu), g_object_unref);
}

void
app_dots_set_menu (GtkWidget *button, GMenuModel *menu, const char *label)
{
  app_menu_set_late (button, menu);
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
  Held *held = held_new (button, label);

  for (guint i = 0; i < n_items; i++) {
    g_autofree char *name = g_strdup_printf ("edit-%u", i);
    g_autofree char *detailed = g_strconcat ("row.", name, NULL);
    g_autoptr (GSimpleAction) action = g_simple_action_new (name, NULL);

    g_signal_connect_data (action, "activate", G_CALLBACK (on_activate),
                           job_new (card, id, items[i].edit), job_free, 0);
    g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    g_menu_append (menu, _ (items[i].label), detailed);
    g_ptr_array_add (held->jobs, job_new (card, id, items[i].edit));
    g_ptr_array_add (held->actions, g_object_ref (action));
  }
  gtk_widget_insert_action_group (button, "row", G_ACTION_GROUP (group));
  app_dots_set_menu (button, G_MENU_MODEL (menu), label);
  app_card_add_refresh (card, button, refresh_held);
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
  g_ptr_array_add (held_new (button, label)->jobs, job_new (card, id, edit));
  app_card_add_refresh (card, button, refresh_held);
  return button;
}

AppRow *
app_card_add_adder (AppCard *card, const char *label, AppCardEdit edit)
{
  return app_card_add_adder_to (card, label, "", edit);
}

AppRow *
app_card_add_adder_to (AppCard *card, const char *label, const char *id, AppCardEdit edit)
{
  AppRow *row = app_row_new (NULL);
  GtkWidget *button = app_edit_button_new (card, "list-add-symbolic", label, id, edit);

  gtk_widget_add_css_class (button, "adder");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (row), "adder-row");
  app_row_add (row, button);
  app_card_add (card, row);
  return row;
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
