/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * field.h - one value of the scenario as a control, bound by its JSON pointer.
 *
 * The family: AppField is what all have in common (pointer, name, complaint); field-number.c,
 * field-text.c, field-notes.c, field-choice.c, field-switch.c and field-list.c are its kinds.
 * app_field_new() takes the kind from the field table, so a new row there needs no code here.
 *
 * A field shows the draft. Text that cannot be read stays in the control with a complaint and the
 * draft is left alone; whatever can be read goes to the draft, whose problems are shown in turn.
 */
#ifndef APP_EDITOR_FIELD_H
#define APP_EDITOR_FIELD_H

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define APP_TYPE_FIELD (app_field_get_type ())
G_DECLARE_DERIVABLE_TYPE (AppField, app_field, APP, FIELD, AdwBin)

struct _AppFieldClass {
  AdwBinClass parent_class;
  /** Shows what the draft says now; leaves alone what is being typed if it still holds. */
  void (*refresh) (AppField *self);
  /** Makes pending text count at once (focus out, Enter, before saving). May be NULL. */
  void (*commit) (AppField *self);
  /** TRUE if a lesson holds all that could be chosen, though not the value itself. May be NULL. */
  gboolean (*held) (AppField *self);
};

/**
 * A control for the value at pointer (ids where there are any), of the kind that the field table
 * says; NULL if no row of the table describes it or its kind has no control. name: "Mean, Usual
 * care, Week 8"; it is the accessible name and that of the edit in the undo list.
 */
AppField *app_field_new (AppDocument *document, const char *pointer, const char *name);

/* The kinds, where the caller knows better than the table. */
AppField *app_field_number_new (AppDocument *document, const char *pointer, const char *name);
AppField *app_field_text_new (AppDocument *document, const char *pointer, const char *name);
AppField *app_field_notes_new (AppDocument *document, const char *pointer, const char *name);
AppField *app_field_choice_new (AppDocument *document, const char *pointer, const char *name);
AppField *app_field_list_new (AppDocument *document, const char *pointer, const char *name);
/** On and off of a bool. */
AppField *app_field_switch_new (AppDocument *document, const char *pointer, const char *name);
/** Whether the list at pointer has the text item. */
AppField *app_field_member_new (AppDocument *document, const char *pointer, const char *item,
                                const char *name);
/**
 * Whether anything stands at pointer. seed (taken over) is what switching on writes if nothing
 * stood there before in this session.
 */
AppField *app_field_presence_new (AppDocument *document, const char *pointer, const char *name,
                                  SimValue *seed);

/** Without a control: what is wrong with the record or list at pointer as a whole. */
AppField *app_field_whole_new (AppDocument *document, const char *pointer, const char *name);

AppDocument *app_field_document (AppField *self); /* borrowed */
const char *app_field_pointer (AppField *self);   /* borrowed */
const char *app_field_name (AppField *self);      /* borrowed */
/** Another name, when an arm or a visit in it has been renamed. */
void app_field_set_name (AppField *self, const char *name);
/** The row of the field table now, or NULL. */
const SimField *app_field_row (AppField *self);
/** What counts at the pointer now (default included); the caller owns it; may be NULL. */
SimValue *app_field_value (AppField *self);
/** A text of the draft as it is shown. Borrowed as by sim_shown_text(). */
const char *app_field_shown (AppField *self, const char *text);

/** Shows what the draft says and whether something is wrong with it. */
void app_field_refresh (AppField *self);
void app_field_commit (AppField *self);
/** The sentence about what is wrong at this field, or NULL. Borrowed. */
const char *app_field_complaint (AppField *self);
/** The pointer, and below it the item if the field is about one of a list, where several fields
 *  have one pointer. Borrowed. */
const char *app_field_key (AppField *self);
/** How much of pointer, bytes, is the field's own; 0 if pointer neither is it nor leads below it.
 *  Of several fields that with the most is meant. */
gsize app_field_covers (AppField *self, const char *pointer);

/** Puts the mark of the value's basis before the control; Ctrl+I in the control opens it. */
void app_field_add_basis (AppField *self);

/* For the kinds. */

/**
 * The widget that takes the focus and bears the accessible name; once, when it is made. holder:
 * what contains it, or NULL.
 */
void app_field_set_control (AppField *self, GtkWidget *control, GtkWidget *holder);
GtkWidget *app_field_control (AppField *self);
/** What is chosen by the control, if that is a menu button: is spoken after the name. NULL:
 *  nothing. */
void app_field_set_said (AppField *self, const char *said);
/** The field is about one item of the list at its pointer; once, when it is made. */
void app_field_set_item (AppField *self, const char *item);
/** The field speaks of the value as a whole: what stands below it has fields of its own. */
void app_field_set_whole (AppField *self);
/** Text that the draft cannot take: sentence is shown until it is NULL again. */
void app_field_set_unreadable (AppField *self, const char *sentence);
/**
 * Puts value (borrowed; NULL removes) into the draft; edits that follow each other in this field
 * are one step of undo until app_field_end_edit(). A refusal becomes the complaint.
 */
void app_field_set_value (AppField *self, const SimValue *value);
void app_field_end_edit (AppField *self);
/** Puts the last value that was allowed into the draft, and forgets text that it cannot take. */
void app_field_take_back (AppField *self);

/*
 * Signal "complaint-changed" (no arguments): app_field_complaint() gives another sentence.
 */

G_END_DECLS
#endif
