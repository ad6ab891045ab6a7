/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * field-list.c - a list of plain numbers as one line of text: "60, 90, 120". Where one number may
 * stand in place of a list, one number is written as such, and arrow keys move it. Where names may
 * stand in place of a number, they are written in the same way: "none, mild, severe".
 */
#include "editor/field-entry.h"

#include <math.h>

#include <glib/gi18n.h>

#include "editor/number.h"

/* Between two numbers of a list people look up the next. */
#define REST_MS 400

#define APP_TYPE_FIELD_LIST (app_field_list_get_type ())
G_DECLARE_FINAL_TYPE (AppFieldList, app_field_list, APP, FIELD_LIST, AppFieldEntry)

struct _AppFieldList {
  AppFieldEntry parent_instance;
  gboolean percent;
  gboolean or_one; /* one number is no list */
  gboolean names;  /* the list is of names */
  SimValue *shown; /* the draft's list when the text was last in step with it */
};

G_DEFINE_FINAL_TYPE (AppFieldList, app_field_list, APP_TYPE_FIELD_ENTRY)

static char *
list_text (AppFieldList *self, const SimValue *list)
{
  GString *text = NULL;

  if (sim_value_kind (list) == SIM_VALUE_NUMBER)
    return app_number_format (sim_value_number (list), self->percent);
  text = g_string_new (NULL);

  for (guint i = 0; i < sim_value_length (list); i++) {
    const SimValue *item = sim_value_at (list, i);
    g_autofree char *part = sim_value_kind (item) == SIM_VALUE_NUMBER
                                ? app_number_format (sim_value_number (item), self->percent)
                            : self->names && sim_value_kind (item) == SIM_VALUE_TEXT
                                ? g_strdup (sim_value_text (item))
                                : sim_json_write_compact (item);

    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", part);
  }
  return g_string_free (text, FALSE);
}

/* What stands between commas, as texts; NULL if there is no comma. */
static SimValue *
typed_names (AppFieldList *self)
{
  g_auto (GStrv) parts = g_strsplit (app_field_entry_text (APP_FIELD_ENTRY (self)), ",", -1);
  guint n = g_strv_length (parts);
  g_autofree SimValue **items = g_new (SimValue *, n + 1);

  if (n < 2)
    return NULL;
  for (guint i = 0; i < n; i++)
    items[i] = sim_value_new_text (g_strstrip (parts[i]));
  return sim_value_new_list (items, n);
}

static AppNumberKind
kind_of (AppFieldList *self)
{
  const SimField *row = app_field_row (APP_FIELD (self));

  if (self->percent)
    return APP_NUMBER_PERCENT;
  return row != NULL && row->item == SIM_FIELD_INT ? APP_NUMBER_WHOLE : APP_NUMBER_PLAIN;
}

/* Where one number may stand in place of a list: that of the text's one comma as its mark, be it
   of decimals or of thousands; may_be_two tells whether the comma may part two numbers as well. */
static gboolean
typed_one (AppFieldList *self, double *number, gboolean *may_be_two)
{
  g_autofree char *text = g_strstrip (g_strdup (app_field_entry_text (APP_FIELD_ENTRY (self))));
  const char *comma = strchr (text, ',');
  AppNumberKind kind = kind_of (self);
  g_autoptr (GArray) two = app_numbers_parse (text, kind, NULL);

  if (self->percent && g_str_has_suffix (text, "%"))
    text[strlen (text) - 1] = '\0';
  g_strchomp (text);
  if (!self->or_one || comma == NULL || comma == text || strchr (comma + 1, ',') != NULL
      || !g_ascii_isdigit (comma[-1]) || !g_ascii_isdigit (comma[1])
      || !app_number_parse_known (text, kind, text, number))
    return FALSE;
  /* Of whole numbers the comma can only part thousands. */
  if (kind == APP_NUMBER_WHOLE
      && (!app_number_parse (text, kind, number) || *number != floor (*number)))
    return FALSE;
  *may_be_two = two != NULL;
  return TRUE;
}

/* The text as a list, NULL if it is none. */
static SimValue *
typed_list (AppFieldList *self)
{
  AppFieldEntry *entry = APP_FIELD_ENTRY (self);
  const char *text = app_field_entry_text (entry);
  GArray *numbers = NULL;
  g_autofree SimValue **items = NULL;
  SimValue *list = NULL;
  double number = 0;
  gboolean may_be_two = FALSE;

  if (typed_one (self, &number, &may_be_two))
    return !may_be_two && app_number_parse (text, kind_of (self), &number)
               ? sim_value_new_number (number)
               : NULL;
  numbers = app_numbers_parse (text, kind_of (self), app_field_entry_written (entry));
  if (self->names && (numbers == NULL || numbers->len > 1)) {
    g_clear_pointer (&numbers, g_array_unref);
    return typed_names (self);
  }
  if (numbers == NULL)
    return NULL;
  if (self->or_one && numbers->len <= 1) {
    if (numbers->len == 1)
      list = sim_value_new_number (g_array_index (numbers, double, 0));
    g_array_unref (numbers);
    return list;
  }
  items = g_new (SimValue *, numbers->len + 1);
  for (guint i = 0; i < numbers->len; i++)
    items[i] = sim_value_new_number (g_array_index (numbers, double, i));
  list = sim_value_new_list (items, numbers->len);
  g_array_unref (numbers);
  return list;
}

static gboolean
same (const SimValue *a, const SimValue *b)
{
  return a != NULL && b != NULL && sim_value_equal (a, b);
}

static void
remember (AppFieldList *self, const SimValue *list)
{
  sim_value_ref (list);
  sim_value_unref (self->shown);
  self->shown = (SimValue *)list;
}

static void
show_list (AppFieldList *self, const SimValue *list)
{
  g_autofree char *text = list_text (self, list);

  remember (self, list);
  app_field_entry_show (APP_FIELD_ENTRY (self), text);
}

/* What may be read in two ways, as a sentence; else NULL. */
static char *
doubt_of (AppFieldList *self)
{
  AppFieldEntry *entry = APP_FIELD_ENTRY (self);
  const char *text = app_field_entry_text (entry), *written = app_field_entry_written (entry);
  g_auto (GStrv) parts = g_strsplit_set (text, ",; \t\n", -1);
  double number = 0;
  gboolean may_be_two = FALSE;
  char *doubt = NULL;

  if (typed_one (self, &number, &may_be_two)) {
    g_auto (GStrv) pair = g_strsplit (text, ",", 2);
    g_autofree char *one = app_number_format (number, self->percent);
    g_autofree char *two = g_strjoinv (", ", pair);

    /* Three decimals alone may be in doubt as well. */
    if (!may_be_two)
      return app_number_doubt (text, kind_of (self));
    if (!app_number_parse (one, kind_of (self), &number)) {
      g_autofree char *three = g_steal_pointer (&one);
      one = g_strconcat (three, "0", NULL);
    }
    /* Translators: what was typed, "5,25", and what it may mean: "5.25", or "5, 25" */
    return g_strdup_printf (_ ("“%s” may be one number or two: write “%s” or “%s”"), text, one,
                            g_strstrip (two));
  }
  for (guint i = 0; parts[i] != NULL && doubt == NULL; i++)
    if (!app_number_parse_known (parts[i], kind_of (self), written, &number))
      doubt = app_number_doubt (parts[i], kind_of (self));
  return doubt;
}

static void
complain (AppFieldList *self)
{
  const SimField *row = app_field_row (APP_FIELD (self));
  g_autofree char *allowed
      = row != NULL ? app_number_list_allowed (row) : g_strdup (_ ("a list of numbers"));
  g_autofree char *sentence = doubt_of (self);

  if (sentence == NULL)
    sentence = g_strdup_printf (
        self->or_one ? _ ("“%s” is no number and no list of numbers; allowed: %s")
                     : _ ("“%s” is not a list of numbers; allowed: %s"),
        app_field_entry_text (APP_FIELD_ENTRY (self)), allowed);

  app_field_set_unreadable (APP_FIELD (self), sentence);
}

static void
take (AppFieldEntry *entry)
{
  AppFieldList *self = APP_FIELD_LIST (entry);
  g_autoptr (SimValue) list = typed_list (self);
  g_autoptr (SimValue) now = app_field_value (APP_FIELD (self));

  if (list == NULL) {
    complain (self);
    return;
  }
  app_field_set_unreadable (APP_FIELD (self), NULL);
  remember (self, list);
  if (!same (list, now))
    app_field_set_value (APP_FIELD (self), list);
}

/* The list as it would be written, unless the text is no list. */
static void
tidy (AppFieldEntry *entry)
{
  AppFieldList *self = APP_FIELD_LIST (entry);
  g_autoptr (SimValue) typed = typed_list (self);
  g_autoptr (SimValue) now = app_field_value (APP_FIELD (self));

  if (same (typed, now))
    show_list (self, now);
}

static void
show_draft (AppFieldEntry *entry)
{
  g_autoptr (SimValue) now = app_field_value (APP_FIELD (entry));

  show_list (APP_FIELD_LIST (entry), now);
}

/* TRUE if the text, however it is written, is that list. */
static gboolean
says (AppFieldList *self, const SimValue *list)
{
  g_autoptr (SimValue) typed = typed_list (self);

  return same (typed, list);
}

static void
refresh (AppField *field)
{
  AppFieldList *self = APP_FIELD_LIST (field);
  g_autoptr (SimValue) now = app_field_value (field);

  /* As long as the draft's list stands still, the text belongs to who types it. */
  if (same (now, self->shown)
      && (app_field_entry_pending (APP_FIELD_ENTRY (self)) || app_field_complaint (field) != NULL
          || says (self, now)))
    return;
  app_field_entry_settle (APP_FIELD_ENTRY (self));
  show_list (self, now);
  app_field_set_unreadable (field, NULL);
}

/* Moves the number, if it is one. */
static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        gpointer data)
{
  AppFieldList *self = data;
  AppFieldEntry *entry = data;
  const SimField *row = app_field_row (APP_FIELD (self));
  double n_steps = app_field_entry_steps (key, state);
  g_autoptr (SimValue) typed = typed_list (self);
  g_autofree char *text = NULL;

  if (n_steps == 0 || !self->or_one)
    return GDK_EVENT_PROPAGATE;
  if (row == NULL || sim_value_kind (typed) != SIM_VALUE_NUMBER)
    return GDK_EVENT_STOP;
  text = app_number_format (app_number_step (row, sim_value_number (typed), n_steps),
                            self->percent);
  app_field_entry_settle (entry);
  app_field_entry_show (entry, text);
  gtk_editable_select_region (app_field_entry_editable (entry), 0, -1);
  take (entry);
  return GDK_EVENT_STOP;
}

static void
constructed (GObject *object)
{
  AppFieldList *self = APP_FIELD_LIST (object);
  const SimField *row = app_field_row (APP_FIELD (self));

  G_OBJECT_CLASS (app_field_list_parent_class)->constructed (object);
  self->percent = app_number_in_percent (row);
  self->or_one = row != NULL && (row->per & SIM_PER_EACH) != 0;
  self->names = self->or_one && row->item == SIM_FIELD_TEXT;
  if (self->or_one)
    gtk_editable_set_alignment (app_field_entry_editable (APP_FIELD_ENTRY (self)), 1);
  app_field_refresh (APP_FIELD (self));
}

static void
finalize (GObject *object)
{
  sim_value_unref (APP_FIELD_LIST (object)->shown);
  G_OBJECT_CLASS (app_field_list_parent_class)->finalize (object);
}

static void
app_field_list_class_init (AppFieldListClass *klass)
{
  AppFieldEntryClass *entry_class = APP_FIELD_ENTRY_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = constructed;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  APP_FIELD_CLASS (klass)->refresh = refresh;
  entry_class->rest_ms = REST_MS;
  entry_class->take = take;
  entry_class->tidy = tidy;
  entry_class->show_draft = show_draft;
}

static void
app_field_list_init (AppFieldList *self)
{
  GtkWidget *entry = GTK_WIDGET (app_field_entry_editable (APP_FIELD_ENTRY (self)));
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_widget_add_css_class (entry, "numeric");
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (entry, key);
}

AppField *
app_field_list_new (AppDocument *document, const char *pointer, const char *name)
{
  return g_object_new (APP_TYPE_FIELD_LIST, "document", document, "pointer", pointer, "field-name",
                       name, NULL);
}
