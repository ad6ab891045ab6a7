/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * basis.c - the mark that says where a value comes from.
 */
#include "editor/basis.h"

#include <glib/gi18n.h>

#include "help/topic.h"
#include "tooltip.h"

#define DATA_KEY "trefoil-basis"

typedef struct {
  AppDocument *document;
  char *pointer;
  char *name;
  GtkWidget *letter;
  gboolean shown; /* kind and text are what the mark says now */
  char *kind, *text;
} Basis;

static void
basis_free (gpointer data)
{
  Basis *self = data;

  g_object_unref (self->document);
  g_free (self->pointer);
  g_free (self->name);
  g_free (self->kind);
  g_free (self->text);
  g_free (self);
}

/* One row per kind: what is shown, and in which style. */
static const struct {
  const char *kind;
  const char *letter;
  const char *label;
} marks[] = {
  /* Translators: one capital letter for "reported". */
  { "reported", NC_ ("basis", "R"), N_ ("Reported") },
  /* Translators: one capital letter for "assumed". */
  { "assumed", NC_ ("basis", "A"), N_ ("Assumed") },
  /* Translators: one capital letter for "true in this simulation". */
  { "truth", NC_ ("basis", "T"), N_ ("True in this simulation") },
  /* Translators: one capital letter for "edited". */
  { SIM_BASIS_EDITED, NC_ ("basis", "E"), N_ ("Edited") },
};

static void
on_create_popup (GtkMenuButton *button, gpointer data)
{
  Basis *self = data;
  GtkWidget *popover = gtk_popover_new ();

  app_help_topic_set (popover, "keys-basis");
  gtk_popover_set_child (GTK_POPOVER (popover),
                         app_basis_form_new (self->document, self->pointer, self->name));
  gtk_menu_button_set_popover (button, popover);
}

void
app_basis_refresh (GtkWidget *basis)
{
  Basis *self = g_object_get_data (G_OBJECT (basis), DATA_KEY);
  SimDraft *draft = app_document_draft (self->document);
  const char *kind = sim_draft_basis_kind (draft, self->pointer);
  g_autofree char *text = sim_draft_basis_text (draft, self->pointer);
  g_autofree char *tip = NULL;
  const char *letter = "·";

  if (self->shown && g_strcmp0 (kind, self->kind) == 0 && g_strcmp0 (text, self->text) == 0)
    return;
  self->shown = TRUE;
  g_free (self->kind);
  g_free (self->text);
  self->kind = g_strdup (kind);
  self->text = g_strdup (text);
  gtk_widget_remove_css_class (basis, "unsaid");
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++) {
    gboolean on = g_strcmp0 (kind, marks[i].kind) == 0;

    if (on)
      letter = g_dpgettext2 (NULL, "basis", marks[i].letter);
    if (on)
      gtk_widget_add_css_class (basis, marks[i].kind);
    else
      gtk_widget_remove_css_class (basis, marks[i].kind);
  }
  if (kind == NULL)
    gtk_widget_add_css_class (basis, "unsaid");
  gtk_label_set_text (GTK_LABEL (self->letter), letter);
  tip = g_strdup_printf (_ ("%s\nClick or press Ctrl+I to say where the value comes from."),
                         text != NULL ? text : _ ("Nothing is said about its basis."));
  app_tooltip_set (basis, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (basis), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "", -1);
}

void
app_basis_open (GtkWidget *basis)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (basis));
}

void
app_basis_set_name (GtkWidget *basis, const char *name)
{
  Basis *self = g_object_get_data (G_OBJECT (basis), DATA_KEY);
  g_autofree char *label = g_strdup_printf (_ ("Basis of %s"), name);

  g_free (self->name);
  self->name = g_strdup (name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (basis), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

GtkWidget *
app_basis_new (AppDocument *document, const char *pointer, const char *name)
{
  GtkWidget *button = gtk_menu_button_new ();
  Basis *self = g_new0 (Basis, 1);

  self->document = g_object_ref (document);
  self->pointer = g_strdup (pointer);
  self->letter = gtk_label_new (NULL);
  g_object_set_data_full (G_OBJECT (button), DATA_KEY, self, basis_free);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), self->letter);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), on_create_popup, self, NULL);
  gtk_widget_set_focusable (gtk_widget_get_first_child (button), FALSE);
  gtk_widget_set_focus_on_click (gtk_widget_get_first_child (button), FALSE);
  gtk_widget_add_css_class (button, "basis");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  app_basis_set_name (button, name);
  app_basis_refresh (button);
  return button;
}
