/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * field-choice.h - choices whose options are not those of the field table.
 */
#ifndef APP_EDITOR_FIELD_CHOICE_H
#define APP_EDITOR_FIELD_CHOICE_H

#include "editor/field.h"
#include "editor/options.h"

G_BEGIN_DECLS

/** item: what the choice is about within the value at pointer. */
typedef struct {
  GPtrArray *(*options) (SimDraft *draft, const char *pointer, const char *item);
  /** The option that the draft has; newly allocated. */
  SimValue *(*chosen) (SimDraft *draft, const char *pointer, const char *item);
  /** What choosing an option writes at pointer; newly allocated, NULL: nothing stands there. */
  SimValue *(*written) (SimDraft *draft, const char *pointer, const char *item,
                        const SimValue *option);
  /** What shows an option before its label, and in the button alone: its label is spoken. NULL:
   *  words alone show it. */
  GtkWidget *(*picture) (SimDraft *draft, const char *item, const SimValue *option);
} AppChoiceKind;

/** A choice of a kind of its own (constant); its complaints are those about all of pointer. */
AppField *app_field_choice_new_of (AppDocument *document, const char *pointer, const char *name,
                                   const AppChoiceKind *kind, const char *item);

G_END_DECLS
#endif
