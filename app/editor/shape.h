/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shape.h - a value that may be one number, or one per arm, per visit, or both.
 */
#ifndef APP_EDITOR_SHAPE_H
#define APP_EDITOR_SHAPE_H

#include "editor/card.h"

G_BEGIN_DECLS

/** What a value per arm or visit is written as; also the names of the choices in its menu. */
typedef enum { APP_SHAPE_ONE, APP_SHAPE_ARM, APP_SHAPE_VISIT, APP_SHAPE_BOTH } AppShape;

AppShape app_shape_of (const SimValue *value);
/** The same where row may also take a list in place of one number, which is no list of visits. */
AppShape app_shape_in (const SimField *row, const SimValue *value);

/**
 * What counts at pointer in another shape: numbers are repeated, or the first (for a proportion
 * that grows over the visits: the last) stands for all. Of such a proportion given by one number
 * the last visit has that number, and those before what it counts as at them, by a constant rate:
 * what is spread says the same as before, to the last digit. The caller owns it; NULL where no row
 * of the field table is.
 */
SimValue *app_shape_value (SimDraft *draft, const char *pointer, AppShape shape);

/**
 * The shape that a choice of shape makes of the value at pointer: where arms have numbers of their
 * own, one for each visit is one for each arm and visit, for it says nothing of arms.
 */
AppShape app_shape_chosen (SimDraft *draft, const char *pointer, AppShape shape);
/** TRUE if row offers the shape; many_visits: there is more than one. */
gboolean app_shape_offered (const SimField *row, AppShape shape, gboolean many_visits);
/** Whether the value that row describes means something in an arm (id). */
gboolean app_shape_concerns (SimDraft *draft, const SimField *row, const char *arm);
/** The visits that a value at pointer is about: ids, NULL-terminated, free with g_strfreev(). */
char **app_shape_visits (SimDraft *draft, const char *pointer);

/**
 * Appends the rows of the value at pointer to card: a line with the choice of shape and of other
 * ways to say it (alternatives.h), then lines. A value per outcome has these for each outcome.
 */
void app_shape_add (AppCard *card, const char *pointer, const char *name);

G_END_DECLS
#endif
