/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * basis-form.c - kind, source, plausible range and note of one value, read and edited.
 *
 * The four rows are one map in the file. They are written together, when one of the lists is
 * changed, on Enter, and when the form closes; a range that cannot be read is marked and kept out.
 */
#include "editor/basis.h"

#include <string.h>

#include <glib/gi18n.h>

#include "editor/number.h"
#include "name-choice.h"
#include "tooltip.h"

#define DATA_KEY     "trefoil-basis-form"
#define SOURCE_CHARS 30 /* of a line of a citation */

typedef struct {
  AppDocument *document;
  char *pointer; /* of the value */
  char *entry;   /* of its member of /basis */
  char *name;
  gboolean percent;
  GPtrArray *source_ids; /* parallel to the rows of the list; first NULL: none */
  GtkDropDown *kind, *source;
  GtkEditable *low, *high, *note;
  char *written; /* the range as the form shows it at first: "8.5, 10" */
  GtkWidget *said_of_box; /* hidden unless the value has been edited since */
  GtkLabel *said_of;
} Form;

static const char *const kinds[] = { NULL, "reported", "assumed", "truth" };

static void
form_free (gpointer data)
{
  Form *self = data;

  g_object_unref (self->document);
  g_free (self->pointer);
  g_free (self->entry);
  g_free (self->name);
  g_free (self->written);
  g_ptr_array_unref (self->source_ids);
  g_free (self);
}

static void
add (GPtrArray *keys, GPtrArray *values, const char *key, SimValue *value)
{
  g_ptr_array_add (keys, (gpointer)key);
  g_ptr_array_add (values, value);
}

static AppNumberKind
kind_of (Form *self)
{
  return self->percent ? APP_NUMBER_PERCENT : APP_NUMBER_PLAIN;
}

/* The range as a list of two numbers, or NULL if it is empty; *ok is FALSE if it cannot be read. */
static SimValue *
range_value (Form *self, gboolean *ok)
{
  const char *texts[2] = { gtk_editable_get_text (self->low), gtk_editable_get_text (self->high) };
  double numbers[2] = { 0, 0 };
  SimValue *items[2] = { NULL, NULL };

  *ok = TRUE;
  if (texts[0][0] == '\0' && texts[1][0] == '\0')
    return NULL;
  for (int i = 0; i < 2; i++)
    *ok = app_number_parse_known (texts[i], kind_of (self), self->written, &numbers[i]) && *ok;
  *ok = *ok && numbers[0] <= numbers[1];
  if (!*ok)
    return NULL;
  items[0] = sim_value_new_number (numbers[0]);
  items[1] = sim_value_new_number (numbers[1]);
  return sim_value_new_list (items, 2);
}

static void
mark_range (Form *self, gboolean ok)
{
  GtkWidget *widgets[2] = { GTK_WIDGET (self->low), GTK_WIDGET (self->high) };

  for (int i = 0; i < 2; i++) {
    const char *text = gtk_editable_get_text (GTK_EDITABLE (widgets[i]));
    double number = 0;
    gboolean read = app_number_parse_known (text, kind_of (self), self->written, &number);
    g_autofree char *doubt = read ? NULL : app_number_doubt (text, kind_of (self));

    if (ok)
      gtk_widget_remove_css_class (widgets[i], "error");
    else
      gtk_widget_add_css_class (widgets[i], "error");
    app_tooltip_set (widgets[i],
                                 ok              ? NULL
                                 : doubt != NULL ? doubt
                                                 : _ ("Two numbers are needed, the lower one "
                                                      "first."));
  }
}

/* What the form says, as the map that stands in the file; NULL: no basis. */
static SimValue *
form_value (Form *self, const SimValue *now)
{
  guint kind = gtk_drop_down_get_selected (self->kind);
  guint source = gtk_drop_down_get_selected (self->source);
  g_autoptr (GPtrArray) keys = g_ptr_array_new (), values = g_ptr_array_new ();
  const char *note = gtk_editable_get_text (self->note);
  gboolean ok = TRUE;
  SimValue *range = range_value (self, &ok);

  mark_range (self, ok);
  if (!ok)
    range = sim_value_ref (sim_value_get (now, "range"));
  if (kind == 0 || kind >= G_N_ELEMENTS (kinds)) {
    sim_value_unref (range);
    return NULL;
  }
  add (keys, values, "kind", sim_value_new_text (kinds[kind]));
  if (source > 0 && source < self->source_ids->len)
    add (keys, values, "source", sim_value_new_text (g_ptr_array_index (self->source_ids, source)));
  if (range != NULL)
    add (keys, values, "range", range);
  if (note[0] != '\0')
    add (keys, values, "note", sim_value_new_text (note));
  for (guint i = 0; i < sim_value_length (now); i++) {
    const char *key = sim_value_key (now, i);

    if (key != NULL && g_str_has_prefix (key, "x-"))
      add (keys, values, key, sim_value_ref (sim_value_at (now, i)));
  }
  return sim_value_new_map ((const char *const *)keys->pdata, (SimValue **)values->pdata,
                            keys->len);
}

/* What the form does not show: of which value this was said. */
static gboolean
is_hidden (const char *key)
{
  return g_strcmp0 (key, "value") == 0;
}

/* Whether b has all members of a that the form shows. */
static gboolean
has_members_of (const SimValue *b, const SimValue *a)
{
  for (guint i = 0; i < sim_value_length (a); i++) {
    const SimValue *other = sim_value_get (b, sim_value_key (a, i));

    if (!is_hidden (sim_value_key (a, i))
        && (other == NULL || !sim_value_equal (sim_value_at (a, i), other)))
      return FALSE;
  }
  return TRUE;
}

/* Two forms of an entry say the same if each says what the other does, in whatever order. */
static gboolean
same_entry (const SimValue *a, const SimValue *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return has_members_of (b, a) && has_members_of (a, b);
}

/* The entry that speaks about the value: its own, else that of the nearest thing above it. */
static const SimValue *
entry_now (Form *self)
{
  SimDraft *draft = app_document_draft (self->document);
  g_autofree char *pointer = g_strdup (self->pointer);
  const SimValue *found = sim_draft_get (draft, self->entry);

  for (char *cut = strrchr (pointer, '/'); found == NULL && cut != NULL && cut != pointer;
       cut = strrchr (pointer, '/')) {
    g_autofree char *entry = NULL;

    *cut = '\0';
    entry = sim_pointer_join ("/basis", pointer);
    found = sim_draft_get (draft, entry);
  }
  return found;
}

static void
show_said_of (Form *self)
{
  SimBasis basis;
  gboolean said = sim_basis_read (app_document_draft (self->document), self->pointer, &basis);
  g_autofree char *text = said && basis.said_of != NULL
                              ? g_strdup_printf (_ ("Said of %s, before the value was edited."),
                                                 basis.said_of)
                              : NULL;

  gtk_label_set_text (self->said_of, text != NULL ? text : "");
  gtk_widget_set_visible (self->said_of_box, text != NULL);
  if (said)
    sim_basis_clear (&basis);
}

static void
write_entry (Form *self, const SimValue *value)
{
  g_autofree char *what = g_strdup_printf (_ ("Basis of %s"), self->name);
  g_autoptr (GError) error = NULL;

  if (!app_document_set (self->document, self->entry, value, what, NULL, &error)) {
    gtk_widget_add_css_class (GTK_WIDGET (self->note), "error");
    app_tooltip_set (GTK_WIDGET (self->note), error->message);
  }
  show_said_of (self);
}

/* What is changed here is said anew, of the value that stands there. */
static void
store (Form *self)
{
  const SimValue *now = entry_now (self);
  g_autoptr (SimValue) value = form_value (self, now);

  if (!same_entry (now, value))
    write_entry (self, value);
}

static void
on_holds (Form *self)
{
  g_autoptr (SimValue) value = form_value (self, entry_now (self));

  write_entry (self, value);
}

/* Below the rest, where the value has been edited since: of which one this was said, and a button
   to say it of the present one too. */
static GtkWidget *
said_of_box (Form *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("It _holds for the new value too"));

  self->said_of = GTK_LABEL (gtk_label_new (NULL));
  self->said_of_box = box;
  gtk_label_set_xalign (self->said_of, 0);
  gtk_label_set_wrap (self->said_of, TRUE);
  gtk_label_set_max_width_chars (self->said_of, 30);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->said_of));
  gtk_box_append (GTK_BOX (box), button);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_holds), self);
  return box;
}

static void
attach (GtkWidget *grid, int line, const char *label, GtkWidget *widget)
{
  GtkWidget *text = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_widget_add_css_class (text, "dim-label");
  gtk_grid_attach (GTK_GRID (grid), text, 0, line, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), widget, 1, line, 1, 1);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static GtkWidget *
kind_list (Form *self, const SimValue *now)
{
  const char *labels[]
      = { _ ("Not said"), _ ("Reported"), _ ("Assumed"), _ ("True in this simulation"), NULL };
  g_autoptr (GtkStringList) names = gtk_string_list_new (labels);
  GtkWidget *list = app_name_choice_new (_ ("Basis"));
  const char *kind = sim_value_text (sim_value_get (now, "kind"));

  self->kind = GTK_DROP_DOWN (list);
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (names));
  for (guint i = 1; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kind, kinds[i]) == 0)
      gtk_drop_down_set_selected (self->kind, i);
  return list;
}

/* A citation takes lines, not the width of the window. */
static void
on_source_setup (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_max_width_chars (GTK_LABEL (gtk_list_item_get_child (item)), SOURCE_CHARS);
}

/* What a reader knows a source by: its citation, else its id. */
static const char *
source_name (Form *self, const SimValue *source, const char *id)
{
  const char *text = sim_value_text (sim_value_get (source, "text"));

  return text != NULL && text[0] != '\0'
             ? sim_shown_text (sim_draft_root (app_document_draft (self->document)), text)
             : id;
}

static GtkWidget *
source_list (Form *self, const SimValue *now)
{
  g_autoptr (SimValue) sources
      = sim_draft_effective (app_document_draft (self->document), "/sources");
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *list = app_name_choice_new (_ ("Source"));
  const char *source = sim_value_text (sim_value_get (now, "source"));
  guint selected = 0;

  gtk_string_list_append (labels, _ ("None"));
  g_ptr_array_add (self->source_ids, NULL);
  for (guint i = 0; i < sim_value_length (sources); i++) {
    const char *id = sim_value_text (sim_value_get (sim_value_at (sources, i), "id"));

    if (id == NULL)
      continue;
    if (g_strcmp0 (id, source) == 0)
      selected = self->source_ids->len;
    g_ptr_array_add (self->source_ids, g_strdup (id));
    gtk_string_list_append (labels, source_name (self, sim_value_at (sources, i), id));
  }
  self->source = GTK_DROP_DOWN (list);
  g_signal_connect_after (gtk_drop_down_get_factory (self->source), "setup",
                          G_CALLBACK (on_source_setup), NULL);
  gtk_drop_down_set_model (self->source, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->source, selected);
  return list;
}

static GtkEditable *
entry_of (const char *text, int width_chars)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width_chars);
  return GTK_EDITABLE (entry);
}

static GtkWidget *
range_box (Form *self, const SimValue *now)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const SimValue *range = sim_value_get (now, "range");
  GtkEditable **ends[2] = { &self->low, &self->high };
  const char *names[2] = { _ ("Lowest plausible value"), _ ("Highest plausible value") };

  for (guint i = 0; i < 2; i++) {
    const SimValue *end = sim_value_at (range, i);
    g_autofree char *text = sim_value_kind (end) == SIM_VALUE_NUMBER
                                ? app_number_format (sim_value_number (end), self->percent)
                                : NULL;

    *ends[i] = entry_of (text, 5);
    gtk_editable_set_alignment (*ends[i], 1);
    gtk_accessible_update_property (GTK_ACCESSIBLE (*ends[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    names[i], -1);
    if (i == 1)
      gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("to")));
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (*ends[i]));
  }
  self->written = g_strdup_printf ("%s, %s", gtk_editable_get_text (self->low),
                                   gtk_editable_get_text (self->high));
  return box;
}

GtkWidget *
app_basis_form_new (AppDocument *document, const char *pointer, const char *name)
{
  Form *self = g_new0 (Form, 1);
  GtkWidget *grid = gtk_grid_new (), *title = gtk_label_new (name), *range = NULL;
  SimDraft *draft = app_document_draft (document);
  const SimValue *now = NULL;
  GtkWidget *enders[3];

  self->document = g_object_ref (document);
  self->pointer = g_strdup (pointer);
  self->entry = sim_pointer_join ("/basis", pointer);
  self->name = g_strdup (name);
  self->percent = app_number_in_percent (sim_field_find (sim_draft_root (draft), pointer));
  self->source_ids = g_ptr_array_new_with_free_func (g_free);
  g_object_set_data_full (G_OBJECT (grid), DATA_KEY, self, form_free);
  now = entry_now (self);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 30);
  gtk_widget_add_css_class (title, "heading");
  gtk_grid_attach (GTK_GRID (grid), title, 0, 0, 2, 1);
  attach (grid, 1, _ ("Basis"), kind_list (self, now));
  attach (grid, 2, _ ("Source"), source_list (self, now));
  range = range_box (self, now);
  attach (grid, 3, _ ("Range"), range);
  self->note = entry_of (sim_value_text (sim_value_get (now, "note")), 20);
  attach (grid, 4, _ ("Note"), GTK_WIDGET (self->note));
  gtk_grid_attach (GTK_GRID (grid), said_of_box (self), 0, 5, 2, 1);
  show_said_of (self);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_widget_add_css_class (grid, "basis-form");

  enders[0] = GTK_WIDGET (self->low);
  enders[1] = GTK_WIDGET (self->high);
  enders[2] = GTK_WIDGET (self->note);
  for (gsize i = 0; i < G_N_ELEMENTS (enders); i++)
    g_signal_connect_swapped (enders[i], "activate", G_CALLBACK (store), self);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (store), self);
  g_signal_connect_swapped (self->source, "notify::selected", G_CALLBACK (store), self);
  g_signal_connect_swapped (grid, "map", G_CALLBACK (show_said_of), self);
  g_signal_connect_swapped (grid, "unmap", G_CALLBACK (store), self);
  return grid;
}
