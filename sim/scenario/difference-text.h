/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * difference-text.h - values and their places in words; for difference.c.
 */
#ifndef SIM_SCENARIO_DIFFERENCE_TEXT_H
#define SIM_SCENARIO_DIFFERENCE_TEXT_H

#include "descriptor.h"

G_BEGIN_DECLS

/** A value in words: "5 points", "12 %", "Holm", "hand-ear, usual"; NULL of NULL. root: the full
 *  form that it stands in. Newly allocated. */
char *sim_difference_text (const SimField *row, const SimValue *root, const char *pointer,
                           const SimValue *value);
/** The same, and of proportions that add up over several visits by which of them each counts: "13 %
 *  by Week 26", "4 % by Week 8, 13 % by Week 26". One number is that of the last. */
char *sim_difference_said (const SimField *row, const SimValue *root, const char *pointer,
                           const SimValue *value);
/** The name of a member of a list of records, else its id, else its number from 1. root: the whole
 *  that it is of. */
char *sim_difference_member (const SimValue *root, const SimValue *member, guint index);
/** A member in words, with what it has that is not its default: "Sham (Patients 50 patients)". */
char *sim_difference_summary (const SimField *list, const SimValue *root, const char *pointer,
                              const SimValue *member, guint index);
/** What a step below a value per arm, visit, outcome or pair is called. parent: pointer of what it
 *  is a step of. */
char *sim_difference_step (const SimField *row, const SimValue *root, const char *parent,
                           const char *step);
/** The title of what is called label below a title: "Dropout: Lost"; said once where both are
 *  called the same. Newly allocated. */
char *sim_difference_below (const char *title, const char *label);
/** What the value at a pointer is called: "Roland-Morris disability: SD, Usual care"; a pointer
 *  that leads to no value of a scenario is itself. Newly allocated. */
char *sim_difference_place (const SimValue *root, const char *pointer);

G_END_DECLS
#endif
