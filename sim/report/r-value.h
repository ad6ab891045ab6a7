/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * r-value.h - values and comments as R reads them. Private to sim/report.
 */
#ifndef SIM_REPORT_R_VALUE_H
#define SIM_REPORT_R_VALUE_H

#include "../scenario/value.h"

G_BEGIN_DECLS

/** Columns of an R program, at most. */
#define SIM_R_COLUMNS 96u

/**
 * Appends a value as an expression of R. Maps are lists with names; lists of numbers, of texts or
 * of flags are vectors; lists of records with an id are lists named by these ids, which are then no
 * part of the records. What does not fit on a line is broken, its members indented.
 */
void sim_r_value (GString *out, const SimValue *value, guint indent);
/** Appends "name = ". */
void sim_r_name (GString *out, const char *name);
/** Appends a text in quotes, whatever is in it. */
void sim_r_text (GString *out, const char *text);
/** Appends a comment, broken over as many lines as it needs. */
void sim_r_comment (GString *out, const char *text);

G_END_DECLS
#endif
