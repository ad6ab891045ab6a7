/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * adding.c - the button at the end of the editor that offers the parts that a scenario has not.
 */
#include "editor/adding.h"

#include <glib/gi18n.h>

#include "editor/parts.h"

struct _AppAdding {
  AdwBin parent_instance;
  AppDocument *document;
  GtkWidget *button, *failure;
};

G_DEFINE_FINAL_TYPE (AppAdding, app_adding, ADW_TYPE_BIN)

enum { ADDED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
finalize (GObject *object)
{
  g_clear_object (&APP_ADDING (object)->document);
  G_OBJECT_CLASS (app_adding_parent_class)->finalize (object);
}

static void
on_add (GtkWidget *widget, const char *name, GVariant *key)
{
  AppAdding *self = APP_ADDING (widget);
  const AppPart *part = app_part (g_variant_get_string (key, NULL));
  g_autofree char *pointer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) draft = NULL;

  if (part == NULL || app_part_there (app_document_draft (self->document), part->key))
    return;
  draft = app_part_add (app_document_draft (self->document), part->key, &error);
  if (draft == NULL) {
    gtk_label_set_text (GTK_LABEL (self->failure), error->message);
    gtk_widget_set_visible (self->failure, TRUE);
    return;
  }
  pointer = sim_pointer_join ("", part->key);
  app_document_apply (self->document, draft, _ (part->add), NULL);
  g_signal_emit (self, signals[ADDED], 0, pointer);
}

static void
app_adding_class_init (AppAddingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "editor-adding");
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "adding.add", "s", on_add);
  signals[ADDED] = g_signal_new ("added", APP_TYPE_ADDING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

/* Only what is not there yet is offered, so the menu is made when it is opened. */
static void
on_create_popup (GtkMenuButton *button, gpointer data)
{
  AppAdding *self = data;
  g_autoptr (GMenu) menu = g_menu_new ();
  guint n = 0;
  const AppPart *parts = app_parts (&n);

  for (guint i = 0; i < n; i++) {
    g_autofree char *detailed = g_strdup_printf ("adding.add::%s", parts[i].key);

    if (!app_part_there (app_document_draft (self->document), parts[i].key))
      g_menu_append (menu, _ (parts[i].label), detailed);
  }
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

static void
app_adding_init (AppAdding *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->button = gtk_menu_button_new ();
  self->failure = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->failure), TRUE);
  gtk_widget_add_css_class (self->failure, "sentence");
  gtk_widget_set_visible (self->failure, FALSE);
  /* Translators: opens a menu of what can be added to a scenario: strata, practitioners, ... */
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _ ("Add…"));
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->button), FALSE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), on_create_popup, self,
                                         NULL);
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->button, _ ("Say more about who the patients are"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add to the scenario"), -1);
  gtk_box_append (GTK_BOX (column), self->button);
  gtk_box_append (GTK_BOX (column), self->failure);
  adw_bin_set_child (ADW_BIN (self), column);
}

AppAdding *
app_adding_new (AppDocument *document)
{
  AppAdding *self = g_object_new (APP_TYPE_ADDING, NULL);

  self->document = g_object_ref (document);
  app_adding_refresh (self);
  return self;
}

gboolean
app_adding_is_open (AppAdding *self)
{
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->button));

  return popover != NULL && gtk_widget_get_visible (GTK_WIDGET (popover));
}

void
app_adding_refresh (AppAdding *self)
{
  guint n = 0, n_absent = 0;
  const AppPart *parts = app_parts (&n);

  for (guint i = 0; i < n; i++)
    if (!app_part_there (app_document_draft (self->document), parts[i].key))
      n_absent++;
  gtk_widget_set_visible (GTK_WIDGET (self), n_absent > 0);
  gtk_widget_set_visible (self->failure, FALSE);
}
