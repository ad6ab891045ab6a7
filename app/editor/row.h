/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * row.h - one line of a card: a label, one or more fields with their units, and below them a
 * sentence when something is wrong with one of them.
 */
#ifndef APP_EDITOR_ROW_H
#define APP_EDITOR_ROW_H

#include "editor/field.h"

G_BEGIN_DECLS

#define APP_TYPE_ROW (app_row_get_type ())
G_DECLARE_FINAL_TYPE (AppRow, app_row, APP, ROW, AdwBin)

/** An empty line; label may be NULL. */
AppRow *app_row_new (const char *label);
/** A line whose label stands above its content, for long text. */
AppRow *app_row_new_tall (const char *label);
/** The line of one value of the field table, with unit and basis; NULL if app_field_new() is. */
AppRow *app_row_new_value (AppDocument *document, const char *pointer, const char *label,
                           const char *name);

/** Puts widget at the end of the line. */
void app_row_add (AppRow *self, GtkWidget *widget);
/** The line itself: a box. Borrowed. */
GtkWidget *app_row_line (AppRow *self);
/** Puts field at the end of the line and tends it. A choice in words has a line of its own, below
 *  what is there already, where there is no room for all of both. */
void app_row_add_field (AppRow *self, AppField *field);
/** Tends a field that the caller has placed within the row. */
void app_row_tend (AppRow *self, AppField *field);
/** Puts the unit of the value at pointer at the end of the line. */
void app_row_add_unit (AppRow *self, AppDocument *document, const char *pointer);
/** The unit takes no more room than it needs: where the rows around have the same, or none. */
void app_row_fit_unit (AppRow *self);
/** Puts widget below the line, above the sentence. */
void app_row_add_below (AppRow *self, GtkWidget *widget);

/** Refreshes the fields, the units and the sentence. */
void app_row_refresh (AppRow *self);
/** The fields, of AppField. Borrowed. */
GPtrArray *app_row_fields (AppRow *self);

/** "Mean, Usual care, Week 8": the parts that are not empty, up to NULL. Newly allocated. */
char *app_row_join_names (const char *part, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
#endif
