/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * field-entry.h - a field that is typed into one line: what numbers, texts and lists share.
 *
 * Typing counts after a short rest, Enter and leaving the entry count at once. All typing until
 * then is one step of undo. The entry has no undo of its own: the document's is the one.
 */
#ifndef APP_EDITOR_FIELD_ENTRY_H
#define APP_EDITOR_FIELD_ENTRY_H

#include "editor/field.h"

G_BEGIN_DECLS

#define APP_TYPE_FIELD_ENTRY (app_field_entry_get_type ())
G_DECLARE_DERIVABLE_TYPE (AppFieldEntry, app_field_entry, APP, FIELD_ENTRY, AppField)

struct _AppFieldEntryClass {
  AppFieldClass parent_class;
  guint rest_ms; /* how long typing must rest before it counts */
  /** Puts the text as it stands into the draft, or complains about it. */
  void (*take) (AppFieldEntry *self);
  /** Writes the text as the draft's value is written, unless it cannot be read. */
  void (*tidy) (AppFieldEntry *self);
  /** Writes the draft's value in the place of the text, whatever that is. */
  void (*show_draft) (AppFieldEntry *self);
};

GtkEditable *app_field_entry_editable (AppFieldEntry *self); /* borrowed */
const char *app_field_entry_text (AppFieldEntry *self);      /* borrowed */
/** The text that was last shown by app_field_entry_show(), "" before; borrowed. */
const char *app_field_entry_written (AppFieldEntry *self);
gboolean app_field_entry_focused (AppFieldEntry *self);
/** TRUE while there is typing that does not count yet. */
gboolean app_field_entry_pending (AppFieldEntry *self);
/** Forgets that there was typing. */
void app_field_entry_settle (AppFieldEntry *self);
/** Shows text without taking it for typing; leaves the cursor alone if it is there already. */
void app_field_entry_show (AppFieldEntry *self, const char *text);
/** By how many steps of its row a key moves a number; 0: by none, it is another key. */
double app_field_entry_steps (guint key, GdkModifierType state);

G_END_DECLS
#endif
