/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rows.h - the rows of a record as the field table lists them.
 */
#ifndef APP_EDITOR_ROWS_H
#define APP_EDITOR_ROWS_H

#include "editor/card.h"

G_BEGIN_DECLS

/**
 * Appends a row for each value of the record at pointer that the field table describes, variants
 * followed, but those whose key is in except (NULL-terminated, or NULL): numbers, texts, choices,
 * switches, values per arm or visit, records within. Ids have no row; nor have references to
 * lists of one. prefix goes before the names ("Baseline"), "" for none.
 */
void app_rows_add_record (AppCard *card, const char *pointer, const char *prefix,
                          const char *const *except);
/** The same, but only where there is a choice: a type of which there is one needs no row. */
void app_rows_add_choices (AppCard *card, const char *pointer, const char *prefix,
                           const char *const *except);
/** The same for one key of the record. */
void app_rows_add_key (AppCard *card, const char *pointer, const char *prefix, const char *key);
/** How many members the list at pointer may have. */
guint app_rows_most (AppCard *card, const char *pointer);
/** Removes a member (id or index) of a list of parts.h; with the last one the part goes. */
void app_rows_remove_member (AppCard *card, const char *list, const char *id, const char *what);
/** The muted heading of a column of cells, so many px wide. */
GtkWidget *app_rows_column_label (const char *text, int width);

G_END_DECLS
#endif
