/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * field-choice.c - one of a few: a button with what is chosen and a list of what may be.
 *
 * An option that does not fit the rest of the scenario stands in the list, greyed, and says why.
 * Where there is no choice the button is plain text.
 */
#include "editor/field-choice.h"

#include "editor/edit.h"
#include "tooltip.h"

#include <glib/gi18n.h>

#define APP_TYPE_FIELD_CHOICE (app_field_choice_get_type ())
G_DECLARE_FINAL_TYPE (AppFieldChoice, app_field_choice, APP, FIELD_CHOICE, AppField)

struct _AppFieldChoice {
  AppField parent_instance;
  GtkMenuButton *button;
  GtkLabel *label;
  GtkWidget *arrow, *line; /* line: of label and arrow */
  const AppChoiceKind *kind; /* NULL: that of the field table */
  char *item;
};

G_DEFINE_FINAL_TYPE (AppFieldChoice, app_field_choice, APP_TYPE_FIELD)

static SimDraft *
draft_of (AppFieldChoice *self)
{
  return app_document_draft (app_field_document (APP_FIELD (self)));
}

static GPtrArray *
options_now (AppFieldChoice *self)
{
  const char *pointer = app_field_pointer (APP_FIELD (self));

  return self->kind != NULL ? self->kind->options (draft_of (self), pointer, self->item)
                            : app_options_at (draft_of (self), pointer);
}

static SimValue *
value_now (AppFieldChoice *self)
{
  AppField *field = APP_FIELD (self);

  return self->kind != NULL
             ? self->kind->chosen (draft_of (self), app_field_pointer (field), self->item)
             : app_field_value (field);
}

/* What choosing an option puts at the pointer. */
static SimValue *
written_of (AppFieldChoice *self, const SimValue *option)
{
  const char *pointer = app_field_pointer (APP_FIELD (self));

  return self->kind != NULL
             ? self->kind->written (draft_of (self), pointer, self->item, option)
             : sim_value_ref (option);
}

static gboolean
has_picture (AppFieldChoice *self)
{
  return self->kind != NULL && self->kind->picture != NULL;
}

static GtkWidget *
picture_of (AppFieldChoice *self, const SimValue *option)
{
  return self->kind->picture (draft_of (self), self->item, option);
}

static void
refresh (AppField *field)
{
  AppFieldChoice *self = APP_FIELD_CHOICE (field);
  g_autoptr (GPtrArray) options = options_now (self);
  g_autoptr (SimValue) value = value_now (self);
  const AppOption *chosen = app_options_find (options, value);
  const char *said = chosen != NULL ? chosen->label : sim_value_text (value);
  const char *text = said != NULL ? said : "–";
  gboolean choice = options->len > 1 || (options->len == 1 && chosen == NULL);

  const SimField *row = app_field_row (field);
  const char *help = row != NULL && row->help != NULL ? _ (row->help) : "";
  g_autofree char *tip = NULL;

  if (g_str_equal (gtk_label_get_text (self->label), text)
      && choice == gtk_widget_get_sensitive (GTK_WIDGET (self->button)))
    return;
  gtk_label_set_text (self->label, text);
  if (has_picture (self) && value != NULL)
    gtk_menu_button_set_child (self->button, picture_of (self, value));
  app_field_set_said (field, text);
  tip = g_strdup_printf ("%s\n%s", gtk_label_get_text (self->label), help);
  app_tooltip_set (GTK_WIDGET (self->button), tip);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), choice);
  gtk_widget_set_visible (self->arrow, choice);
  if (choice)
    gtk_widget_remove_css_class (GTK_WIDGET (field), "fixed");
  else
    gtk_widget_add_css_class (GTK_WIDGET (field), "fixed");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  gtk_label_get_text (self->label), -1);
}

/* Why a lesson keeps an option from being chosen, or NULL. */
static const char *
lock_of (AppFieldChoice *self, const AppOption *option)
{
  AppDocument *document = app_field_document (APP_FIELD (self));
  g_autoptr (SimValue) written = written_of (self, option->value);
  g_autoptr (SimDraft) draft = NULL;

  if (!app_document_has_locks (document))
    return NULL;
  draft = app_edit_set (draft_of (self), app_field_pointer (APP_FIELD (self)), written, NULL);
  return draft == NULL || app_document_allows (document, draft)
             ? NULL
             : _ ("Locked in this step of the lesson");
}

static gboolean
held (AppField *field)
{
  AppFieldChoice *self = APP_FIELD_CHOICE (field);
  g_autoptr (GPtrArray) options = options_now (self);
  g_autoptr (SimValue) value = value_now (self);
  const AppOption *chosen = app_options_find (options, value);
  gboolean some = FALSE;

  for (guint i = 0; i < options->len; i++) {
    const AppOption *option = g_ptr_array_index (options, i);

    if (option == chosen)
      continue;
    if (lock_of (self, option) == NULL)
      return FALSE;
    some = TRUE;
  }
  return some;
}

static GtkWidget *
caption (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
option_row (AppFieldChoice *self, const AppOption *option, gboolean chosen)
{
  AppField *field = APP_FIELD (self);
  g_autoptr (SimValue) written = written_of (self, option->value);
  GtkWidget *row = gtk_list_box_row_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *tick = NULL;
  g_autofree char *objection
      = chosen ? NULL : app_options_objection (draft_of (self), app_field_pointer (field), written);
  if (!chosen && lock_of (self, option) != NULL) {
    g_free (objection);
    objection = g_strdup (lock_of (self, option));
  }
  const char *more = objection != NULL ? objection : option->help;

  gtk_box_append (GTK_BOX (texts), caption (option->label, NULL));
  if (more != NULL)
    gtk_box_append (GTK_BOX (texts), caption (more, objection != NULL ? "objection" : "help"));
  if (has_picture (self))
    gtk_box_append (GTK_BOX (line), picture_of (self, option->value));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (line), texts);
  tick = gtk_image_new_from_icon_name ("object-select-symbolic");
  gtk_widget_set_opacity (tick, chosen ? 1 : 0);
  gtk_box_append (GTK_BOX (line), tick);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), objection == NULL);
  gtk_widget_set_sensitive (row, objection == NULL);
  g_object_set_data_full (G_OBJECT (row), "value", sim_value_ref (option->value),
                          (GDestroyNotify)sim_value_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  option->label, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  more != NULL ? more : "", -1);
  return row;
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, gpointer data)
{
  AppFieldChoice *self = data;
  g_autoptr (SimValue) value = written_of (self, g_object_get_data (G_OBJECT (row), "value"));

  gtk_menu_button_popdown (self->button);
  app_field_set_value (APP_FIELD (self), value);
  app_field_end_edit (APP_FIELD (self));
}

static void
on_popover_mapped (GtkWidget *popover, gpointer list)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
on_create_popup (GtkMenuButton *button, gpointer data)
{
  AppFieldChoice *self = data;
  g_autoptr (GPtrArray) options = options_now (self);
  g_autoptr (SimValue) value = value_now (self);
  const AppOption *chosen = app_options_find (options, value);
  GtkWidget *popover = gtk_popover_new (), *list = gtk_list_box_new ();

  for (guint i = 0; i < options->len; i++) {
    const AppOption *option = g_ptr_array_index (options, i);
    GtkWidget *row = option_row (self, option, option == chosen);

    gtk_list_box_append (GTK_LIST_BOX (list), row);
    if (option == chosen)
      gtk_list_box_select_row (GTK_LIST_BOX (list), GTK_LIST_BOX_ROW (row));
  }
  gtk_widget_add_css_class (popover, "choices");
  gtk_popover_set_child (GTK_POPOVER (popover), list);
  g_signal_connect (list, "row-activated", G_CALLBACK (on_row_activated), self);
  g_signal_connect (popover, "map", G_CALLBACK (on_popover_mapped), list);
  gtk_menu_button_set_popover (button, popover);
}

static void
constructed (GObject *object)
{
  G_OBJECT_CLASS (app_field_choice_parent_class)->constructed (object);
  app_field_set_control (APP_FIELD (object), GTK_WIDGET (APP_FIELD_CHOICE (object)->button), NULL);
  app_field_refresh (APP_FIELD (object));
}

static void
finalize (GObject *object)
{
  g_object_unref (APP_FIELD_CHOICE (object)->line);
  g_free (APP_FIELD_CHOICE (object)->item);
  G_OBJECT_CLASS (app_field_choice_parent_class)->finalize (object);
}

static void
app_field_choice_class_init (AppFieldChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
  G_OBJECT_CLASS (klass)->constructed = constructed;
  APP_FIELD_CLASS (klass)->refresh = refresh;
  APP_FIELD_CLASS (klass)->held = held;
}

static void
app_field_choice_init (AppFieldChoice *self)
{
  GtkWidget *button = gtk_menu_button_new (), *label = gtk_label_new (NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->button = GTK_MENU_BUTTON (button);
  self->label = GTK_LABEL (label);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  self->arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");
  gtk_box_append (GTK_BOX (line), self->arrow);
  self->line = g_object_ref_sink (line);
  gtk_menu_button_set_child (self->button, line);
  gtk_menu_button_set_has_frame (self->button, FALSE);
  gtk_menu_button_set_create_popup_func (self->button, on_create_popup, self, NULL);
}

AppField *
app_field_choice_new (AppDocument *document, const char *pointer, const char *name)
{
  return g_object_new (APP_TYPE_FIELD_CHOICE, "document", document, "pointer", pointer,
                       "field-name", name, NULL);
}

AppField *
app_field_choice_new_of (AppDocument *document, const char *pointer, const char *name,
                         const AppChoiceKind *kind, const char *item)
{
  AppField *field = app_field_choice_new (document, pointer, name);

  APP_FIELD_CHOICE (field)->kind = kind;
  APP_FIELD_CHOICE (field)->item = g_strdup (item);
  gtk_label_set_text (APP_FIELD_CHOICE (field)->label, ""); /* that of the field table */
  app_field_refresh (field);
  return field;
}
