/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * row.c - one line of a card.
 */
#include "editor/row.h"

#include <glib/gi18n.h>

#include "editor/fold-layout.h"
#include "editor/number.h"
#include "editor/options.h"
#include "tooltip.h"

struct _AppRow {
  AdwBin parent_instance;
  GtkWidget *line, *column; /* line is in column, column is the child */
  GtkWidget *sentence;      /* last of column */
  GPtrArray *fields;        /* of AppField, borrowed from the widget tree */
  GtkWidget *unit;          /* label; NULL if none */
  AppDocument *document;    /* for unit */
  char *unit_pointer;
};

G_DEFINE_FINAL_TYPE (AppRow, app_row, ADW_TYPE_BIN)

static void
finalize (GObject *object)
{
  AppRow *self = APP_ROW (object);

  g_ptr_array_unref (self->fields);
  g_clear_object (&self->document);
  g_free (self->unit_pointer);
  G_OBJECT_CLASS (app_row_parent_class)->finalize (object);
}

static void
app_row_class_init (AppRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "editor-row");
}

static void
app_row_init (AppRow *self)
{
  self->fields = g_ptr_array_new ();
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->line, "line");
  self->sentence = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->sentence), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->sentence), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->sentence), 0);
  gtk_widget_add_css_class (self->sentence, "sentence");
  gtk_widget_set_visible (self->sentence, FALSE);
  gtk_box_append (GTK_BOX (self->column), self->line);
  gtk_box_append (GTK_BOX (self->column), self->sentence);
  adw_bin_set_child (ADW_BIN (self), self->column);
}

static AppRow *
new_row (const char *text, gboolean tall)
{
  AppRow *self = g_object_new (APP_TYPE_ROW, NULL);
  GtkWidget *label = NULL;

  if (text == NULL)
    return self;
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (tall) {
    gtk_widget_add_css_class (label, "above");
    gtk_box_prepend (GTK_BOX (self->column), label);
    gtk_widget_add_css_class (GTK_WIDGET (self), "tall");
  } else {
    gtk_widget_set_hexpand (label, TRUE);
    app_tooltip_set (label, text);
    gtk_box_append (GTK_BOX (self->line), label);
  }
  return self;
}

AppRow *
app_row_new (const char *label)
{
  return new_row (label, FALSE);
}

AppRow *
app_row_new_tall (const char *label)
{
  return new_row (label, TRUE);
}

/* What a value is shown in decides how wide its control is. */
static void
size_field (AppField *field, const SimField *row)
{
  GtkWidget *widget = GTK_WIDGET (field);

  if (row->kind == SIM_FIELD_INT || row->kind == SIM_FIELD_REAL)
    gtk_widget_set_size_request (widget, row->max > 1e6 && row->kind == SIM_FIELD_INT ? 94 : 62,
                                 -1);
  else if (row->kind == SIM_FIELD_TEXT || row->kind == SIM_FIELD_LIST)
    gtk_widget_set_size_request (widget, 150, -1);
}

/* Numbers that the trial is about have a basis; how the program runs has none. */
static gboolean
has_basis (const SimField *row, const char *pointer)
{
  return (row->kind == SIM_FIELD_INT || row->kind == SIM_FIELD_REAL)
         && !app_options_few_numbers (row) && row->stage != SIM_STAGE_LABEL
         && !g_str_has_prefix (pointer, "/run/");
}

AppRow *
app_row_new_value (AppDocument *document, const char *pointer, const char *label, const char *name)
{
  const SimValue *root = sim_draft_root (app_document_draft (document));
  const SimField *row = sim_field_find (root, pointer);
  AppField *field = app_field_new (document, pointer, name);
  AppRow *self = NULL;

  if (field == NULL)
    return NULL;
  if (row->kind == SIM_FIELD_LIST) {
    g_autofree char *unit = sim_field_unit (row, root, pointer);
    g_autofree char *text = app_row_join_names (label, unit[0] != '\0' ? _ (unit) : "", NULL);

    self = app_row_new_tall (text);
    gtk_widget_set_hexpand (GTK_WIDGET (field), TRUE);
  } else {
    self = app_row_new (label);
  }
  size_field (field, row);
  if (has_basis (row, pointer))
    app_field_add_basis (field);
  /* A text may be long as well. */
  if (row->kind == SIM_FIELD_TEXT)
    gtk_widget_set_layout_manager (self->line, app_fold_layout_new (GTK_WIDGET (field)));
  app_row_add_field (self, field);
  if (row->kind != SIM_FIELD_LIST && row->unit != NULL && row->unit[0] != '\0')
    app_row_add_unit (self, document, pointer);
  return self;
}

void
app_row_add (AppRow *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (self->line), widget);
}

GtkWidget *
app_row_line (AppRow *self)
{
  return self->line;
}

/* Each value that is wrong has its line. */
static void
update_sentence (AppRow *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->fields->len; i++) {
    AppField *field = g_ptr_array_index (self->fields, i);
    const char *complaint = app_field_complaint (field);

    if (complaint == NULL)
      continue;
    if (text->len > 0)
      g_string_append_c (text, '\n');
    if (self->fields->len > 1)
      g_string_append_printf (text, "%s: ", app_field_name (field));
    g_string_append (text, complaint);
  }
  gtk_label_set_text (GTK_LABEL (self->sentence), text->str);
  gtk_widget_set_visible (self->sentence, text->len > 0);
}

void
app_row_tend (AppRow *self, AppField *field)
{
  g_ptr_array_add (self->fields, field);
  g_signal_connect_object (field, "complaint-changed", G_CALLBACK (update_sentence), self,
                           G_CONNECT_SWAPPED);
  update_sentence (self);
}

/* The members of a choice are words, of which there may be many. */
static gboolean
is_in_words (AppField *field)
{
  const SimField *row = app_field_row (field);

  return row != NULL && (row->kind == SIM_FIELD_ENUM || row->kind == SIM_FIELD_REF);
}

void
app_row_add_field (AppRow *self, AppField *field)
{
  if (is_in_words (field) && gtk_widget_get_first_child (self->line) != NULL)
    gtk_widget_set_layout_manager (self->line, app_fold_layout_new (GTK_WIDGET (field)));
  app_row_add (self, GTK_WIDGET (field));
  app_row_tend (self, field);
}

static void
update_unit (AppRow *self)
{
  const SimValue *root = NULL;
  const SimField *row = NULL;
  const char *text = NULL;
  g_autofree char *unit = NULL;

  if (self->unit == NULL)
    return;
  root = sim_draft_root (app_document_draft (self->document));
  row = sim_field_find (root, self->unit_pointer);
  unit = row != NULL ? sim_field_unit (row, root, self->unit_pointer) : g_strdup ("");
  /* gettext translates "" to the header of the catalogue. */
  text = unit[0] != '\0' ? _ (unit) : "";
  if (g_str_equal (gtk_label_get_text (GTK_LABEL (self->unit)), text))
    return;
  gtk_label_set_text (GTK_LABEL (self->unit), text);
  app_tooltip_set (self->unit, gtk_label_get_text (GTK_LABEL (self->unit)));
}

void
app_row_add_unit (AppRow *self, AppDocument *document, const char *pointer)
{
  self->document = g_object_ref (document);
  self->unit_pointer = g_strdup (pointer);
  self->unit = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->unit), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->unit), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (self->unit), 6);
  gtk_label_set_max_width_chars (GTK_LABEL (self->unit), 13);
  gtk_widget_add_css_class (self->unit, "unit");
  app_row_add (self, self->unit);
  update_unit (self);
}

void
app_row_fit_unit (AppRow *self)
{
  if (self->unit != NULL)
    gtk_label_set_width_chars (GTK_LABEL (self->unit), -1);
}

void
app_row_add_below (AppRow *self, GtkWidget *widget)
{
  gtk_box_insert_child_after (GTK_BOX (self->column), widget,
                              gtk_widget_get_prev_sibling (self->sentence));
}

void
app_row_refresh (AppRow *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    app_field_refresh (g_ptr_array_index (self->fields, i));
  update_unit (self);
}

GPtrArray *
app_row_fields (AppRow *self)
{
  return self->fields;
}

char *
app_row_join_names (const char *part, ...)
{
  GString *names = g_string_new (NULL);
  va_list rest;

  va_start (rest, part);
  for (; part != NULL; part = va_arg (rest, const char *))
    if (part[0] != '\0')
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", part);
  va_end (rest);
  return g_string_free (names, FALSE);
}
