/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-matrix.h - a written correlation matrix with one visit more or less; for this folder only.
 */
#ifndef SIM_SCENARIO_EDIT_MATRIX_H
#define SIM_SCENARIO_EDIT_MATRIX_H

#include "value.h"

G_BEGIN_DECLS

/** matrix without a row and its column; matrix itself if it is out of shape. New reference. */
SimValue *sim_matrix_without (const SimValue *matrix, guint index);
/**
 * matrix with one row and column more, like the last ones; the two go together as the last two did
 * if that is possible, else so that the matrix stays positive definite. New reference.
 */
SimValue *sim_matrix_grown (const SimValue *matrix);

G_END_DECLS
#endif
