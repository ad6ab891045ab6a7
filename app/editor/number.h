/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * number.h - numbers as people type and read them, in the unit of a field.
 *
 * A point or a comma marks decimals; spaces, apostrophes or the other mark may group digits by
 * three. What may be read in two ways ("1.000") is not read. A field of unit "%" is in percent
 * and stored as a proportion; both ways are exact for every decimal that is typed.
 */
#ifndef APP_EDITOR_NUMBER_H
#define APP_EDITOR_NUMBER_H

#include "sim.h"

G_BEGIN_DECLS

typedef enum {
  APP_NUMBER_PLAIN,
  APP_NUMBER_PERCENT,
  APP_NUMBER_WHOLE /* "1.000" and "1,000" can only be a thousand */
} AppNumberKind;

/** TRUE if field is shown in percent (field may be NULL). */
gboolean app_number_in_percent (const SimField *field);
/** How numbers of field (may be NULL) are typed. */
AppNumberKind app_number_kind (const SimField *field);

/**
 * Reads text as one finite number into value (stored unit). FALSE if it is no number, e.g. empty,
 * "-", "1,2,3" or "1e999", or may be one of two; value is then left alone.
 */
gboolean app_number_parse (const char *text, AppNumberKind kind, double *value);
/**
 * The same of a text of which the program wrote a part: written is what it wrote, one number or
 * several parted by ", ", or NULL. What is one of these is in no doubt: its point marks decimals.
 */
gboolean app_number_parse_known (const char *text, AppNumberKind kind, const char *written,
                                 double *value);
/** A sentence about a text that may be one of two numbers, as "1,234" is where a point marks
 *  decimals; else NULL. Newly allocated. */
char *app_number_doubt (const char *text, AppNumberKind kind);

/** The shortest text that app_number_parse() reads back as exactly value. Newly allocated. */
char *app_number_format (double value, gboolean percent);

/** How an entry of field (may be NULL) shows value: a count in groups of digits, else as
 *  app_number_format(). app_number_parse() reads it back, also with digits added or taken away.
 *  Newly allocated. */
char *app_number_show (const SimField *field, double value);

/** Reads "60, 90; 120 180" as a list (of doubles). NULL if a part is no number; "" is empty.
 *  written: as of app_number_parse_known(). */
GArray *app_numbers_parse (const char *text, AppNumberKind kind, const char *written);

/**
 * What field allows, in the unit that is shown: "a number from 0 to 100 %", "a whole number from 1
 * to 100 000". Newly allocated.
 */
char *app_number_allowed (const SimField *field);
/** The same of a field that takes a list: all the shapes that a file may give it in. */
char *app_number_list_allowed (const SimField *field);
/** The message of a problem, with its limits as they are shown. Newly allocated. */
char *app_number_problem (const SimProblem *problem);

/**
 * value moved by n_steps of the field's step, on the grid of steps if value is on it, and kept
 * within the field's range.
 */
double app_number_step (const SimField *field, double value, double n_steps);

G_END_DECLS
#endif
