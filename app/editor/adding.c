/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * adding.c - the button at the end of the editor that offers the parts that a scenario has not, and
 * further outcomes and analyses.
 */
#include "editor/adding.h"

#include <glib/gi18n.h>

#include "editor/card.h"
#include "editor/chosen.h"
#include "editor/parts.h"
#include "editor/structure.h"
#include "tooltip.h"

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

/* --- further members of lists that every scenario has --- */

static SimDraft *
add_outcome (AppAdding *self, GError **error)
{
  g_autofree char *like = app_chosen_id (self->document);

  return sim_edit_add_outcome (app_document_draft (self->document), like != NULL ? like : "",
                               error);
}

static SimDraft *
add_analysis (AppAdding *self, GError **error)
{
  return sim_edit_add_analysis (app_document_draft (self->document), error);
}

static const struct {
  const char *key, *label, *add; /* label, add: translatable (N_) */
  SimDraft *(*edit) (AppAdding *self, GError **error);
} further[] = {
  { "outcomes", N_ ("Another outcome"), N_ ("Add an outcome"), add_outcome },
  { "analyses", N_ ("Another analysis"), N_ ("Add an analysis"), add_analysis },
};

static gboolean
has_room (AppAdding *self, gsize index)
{
  SimDraft *draft = app_document_draft (self->document);
  g_autofree char *list = sim_pointer_join ("", further[index].key);
  const SimField *row = sim_field_find (sim_draft_root (draft), list);
  g_auto (GStrv) ids = app_structure_ids (draft, list);

  return row != NULL && g_strv_length (ids) < (guint)row->max;
}

/* What a lesson holds is not offered. */
static gboolean
offers_part (AppAdding *self, const AppPart *part)
{
  g_autofree char *pointer = sim_pointer_join ("", part->key);

  return !app_part_there (app_document_draft (self->document), part->key)
         && app_document_lock (self->document, pointer) == NULL;
}

static gboolean
offers_further (AppAdding *self, gsize index)
{
  gboolean asked = app_document_has_locks (self->document) && has_room (self, index);
  g_autoptr (SimDraft) next = asked ? further[index].edit (self, NULL) : NULL;

  return has_room (self, index) && (next == NULL || app_document_allows (self->document, next));
}

/* --- adding --- */

/* Takes over draft (may be NULL) and error. */
static gboolean
apply (AppAdding *self, SimDraft *draft, const char *what, GError *error)
{
  g_autoptr (SimDraft) next = draft;
  g_autoptr (GError) failure = error;

  if (next != NULL)
    return app_document_apply (self->document, next, what, NULL);
  gtk_label_set_text (GTK_LABEL (self->failure), failure->message);
  gtk_widget_set_visible (self->failure, TRUE);
  return FALSE;
}

static void
add_part (AppAdding *self, const AppPart *part)
{
  g_autofree char *pointer = sim_pointer_join ("", part->key);
  GError *error = NULL;
  SimDraft *draft = app_part_add (app_document_draft (self->document), part->key, &error);

  if (apply (self, draft, _ (part->add), error))
    g_signal_emit (self, signals[ADDED], 0, pointer);
}

static void
add_further (AppAdding *self, gsize index)
{
  GError *error = NULL;
  SimDraft *draft = further[index].edit (self, &error);

  if (apply (self, draft, _ (further[index].add), error)) {
    g_autofree char *list = sim_pointer_join ("", further[index].key);
    g_auto (GStrv) ids = app_structure_ids (app_document_draft (self->document), list);
    g_autofree char *pointer = sim_pointer_join (list, ids[g_strv_length (ids) - 1]);

    g_signal_emit (self, signals[ADDED], 0, pointer);
  }
}

static void
on_add (GtkWidget *widget, const char *name, GVariant *target)
{
  AppAdding *self = APP_ADDING (widget);
  const char *key = g_variant_get_string (target, NULL);
  const AppPart *part = app_part (key);

  if (part != NULL && !app_part_there (app_document_draft (self->document), part->key))
    add_part (self, part);
  for (gsize i = 0; i < G_N_ELEMENTS (further); i++)
    if (g_str_equal (further[i].key, key) && has_room (self, i))
      add_further (self, i);
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

/* Only what can be added is offered, so the menu is made when it is opened. */
static void
on_create_popup (GtkMenuButton *button, gpointer data)
{
  AppAdding *self = data;
  g_autoptr (GMenu) menu = g_menu_new (), absent = g_menu_new (), more = g_menu_new ();
  guint n = 0;
  const AppPart *parts = app_parts (&n);

  for (guint i = 0; i < n; i++) {
    g_autofree char *detailed = g_strdup_printf ("adding.add::%s", parts[i].key);

    if (offers_part (self, &parts[i]))
      g_menu_append (absent, _ (parts[i].label), detailed);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (further); i++) {
    g_autofree char *detailed = g_strdup_printf ("adding.add::%s", further[i].key);

    if (offers_further (self, i))
      g_menu_append (more, _ (further[i].label), detailed);
  }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (absent));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
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
  guint n = 0, n_absent = 0, n_offered = 0;
  const AppPart *parts = app_parts (&n);

  for (guint i = 0; i < n; i++) {
    n_absent += !app_part_there (app_document_draft (self->document), parts[i].key);
    n_offered += offers_part (self, &parts[i]);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (further); i++) {
    n_absent += has_room (self, i);
    n_offered += offers_further (self, i);
  }
  app_card_hold (self->button, n_absent > 0 && n_offered == 0,
                 _ ("Say more about the patients and what is measured"));
  gtk_widget_set_visible (GTK_WIDGET (self), n_absent > 0);
  gtk_widget_set_visible (self->failure, FALSE);
}
