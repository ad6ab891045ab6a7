/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * field-text.c - one line of text: names, units, citations.
 *
 * Text of a bundled file is shown in the user's language and stays what it is until it is edited.
 * Every text can be read, so typing always reaches the draft. Where an empty text means the
 * default (a name: its id), the key is removed and the default is shown once the entry is left.
 */
#include "editor/field-entry.h"
#include "tooltip.h"

#include <glib/gi18n.h>

/* Words take longer to type than digits, and no plot waits for them. */
#define REST_MS 300
/* Of a longer text an entry shows the beginning. */
#define MOST_CHARS 40

#define APP_TYPE_FIELD_TEXT (app_field_text_get_type ())
G_DECLARE_FINAL_TYPE (AppFieldText, app_field_text, APP, FIELD_TEXT, AppFieldEntry)

struct _AppFieldText {
  AppFieldEntry parent_instance;
  char *shown; /* the draft's text when the entry was last in step with it */
};

G_DEFINE_FINAL_TYPE (AppFieldText, app_field_text, APP_TYPE_FIELD_ENTRY)

static char *
draft_text (AppFieldText *self)
{
  g_autoptr (SimValue) value = app_field_value (APP_FIELD (self));
  const char *text = sim_value_text (value);

  return g_strdup (text != NULL ? app_field_shown (APP_FIELD (self), text) : "");
}

/* Whether the draft's text was typed here, letter for letter: a translation of it has to wait. */
static gboolean
is_typed (AppFieldText *self)
{
  g_autoptr (SimValue) value = app_field_value (APP_FIELD (self));

  return app_field_entry_focused (APP_FIELD_ENTRY (self))
         && g_strcmp0 (sim_value_text (value), self->shown) == 0;
}

/* A long text is cut where the entry ends: it is read in full when it is pointed at. */
static void
update_tip (AppFieldText *self)
{
  const SimField *row = app_field_row (APP_FIELD (self));
  const char *help = row != NULL && row->help != NULL ? row->help : "";
  const char *parts[3] = { NULL };
  g_autofree char *tip = NULL;
  guint n = 0;

  if (self->shown[0] != '\0')
    parts[n++] = self->shown;
  if (help[0] != '\0')
    parts[n++] = _ (help);
  tip = g_strjoinv ("\n", (char **)parts);
  app_tooltip_set (app_field_control (APP_FIELD (self)), tip);
}

static void
remember (AppFieldText *self, const char *text)
{
  char *copy = g_strdup (text);

  g_free (self->shown);
  self->shown = copy;
  update_tip (self);
}

static void
take (AppFieldEntry *entry)
{
  const SimField *row = app_field_row (APP_FIELD (entry));
  const char *text = app_field_entry_text (entry);
  g_autoptr (SimValue) value = NULL;

  remember (APP_FIELD_TEXT (entry), text);
  if (text[0] != '\0' || row == NULL || row->fallback != NULL)
    value = sim_value_new_text (text);
  app_field_set_value (APP_FIELD (entry), value);
}

/* It has room for all of it, if its row has, once nobody types. */
static void
tidy (AppFieldEntry *entry)
{
  g_autofree char *now = draft_text (APP_FIELD_TEXT (entry));

  remember (APP_FIELD_TEXT (entry), now);
  app_field_entry_show (entry, now);
  gtk_editable_set_max_width_chars (app_field_entry_editable (entry),
                                    (int)MIN (g_utf8_strlen (now, -1), MOST_CHARS) + 1);
}

static void
refresh (AppField *field)
{
  AppFieldText *self = APP_FIELD_TEXT (field);
  AppFieldEntry *entry = APP_FIELD_ENTRY (field);
  SimDraft *draft = app_document_draft (app_field_document (field));
  g_autofree char *now = draft_text (self);

  if (g_strcmp0 (now, self->shown) == 0 || is_typed (self))
    return;
  /* Emptied to be typed anew: the default waits until the entry is left. */
  if (app_field_entry_focused (entry) && app_field_entry_text (entry)[0] == '\0'
      && sim_draft_get (draft, app_field_pointer (field)) == NULL)
    return;
  app_field_entry_settle (entry);
  tidy (entry);
}

static void
constructed (GObject *object)
{
  G_OBJECT_CLASS (app_field_text_parent_class)->constructed (object);
  app_field_refresh (APP_FIELD (object));
}

static void
finalize (GObject *object)
{
  g_free (APP_FIELD_TEXT (object)->shown);
  G_OBJECT_CLASS (app_field_text_parent_class)->finalize (object);
}

static void
app_field_text_class_init (AppFieldTextClass *klass)
{
  AppFieldEntryClass *entry_class = APP_FIELD_ENTRY_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = constructed;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  APP_FIELD_CLASS (klass)->refresh = refresh;
  entry_class->rest_ms = REST_MS;
  entry_class->take = take;
  entry_class->tidy = tidy;
  entry_class->show_draft = tidy;
}

static void
app_field_text_init (AppFieldText *self)
{
}

AppField *
app_field_text_new (AppDocument *document, const char *pointer, const char *name)
{
  return g_object_new (APP_TYPE_FIELD_TEXT, "document", document, "pointer", pointer, "field-name",
                       name, NULL);
}
