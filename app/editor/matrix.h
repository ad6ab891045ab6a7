/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * matrix.h - correlations that are given one by one: the matrix of an outcome.
 */
#ifndef APP_EDITOR_MATRIX_H
#define APP_EDITOR_MATRIX_H

#include "editor/card.h"

G_BEGIN_DECLS

/** The names of the points of an outcome (pointer): baseline, if measured, and visits. */
char **app_matrix_points (SimDraft *draft, const char *outcome);

/**
 * The whole matrix of which pointer names an element ("…/values/2/0"), with the element and its
 * mirror image set; *matrix: its pointer, newly allocated. NULL if pointer names no element.
 */
SimValue *app_matrix_with (SimDraft *draft, const char *pointer, const SimValue *element,
                           char **matrix);

/** The correlations of an outcome (pointer) as draft has them, whatever their type; or NULL. */
SimValue *app_matrix_of (SimDraft *draft, const char *outcome);

/** Appends a field for each pair of points of the matrix at pointer. */
void app_matrix_add (AppCard *card, const char *pointer, const char *name);

/**
 * One number for all pairs of the matrix over the outcomes at pointer, whose row and effective
 * value are given: where it is not written pair by pair and all pairs have the same. NULL else.
 */
SimValue *app_matrix_one (SimDraft *draft, const SimField *row, const char *pointer,
                          const SimValue *value);
/** Appends the rows of the matrix over the outcomes, if there are several. */
void app_matrix_add_between (AppCard *card);

G_END_DECLS
#endif
