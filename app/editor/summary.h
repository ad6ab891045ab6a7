/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * summary.h - the words that the summaries of cards are made of.
 */
#ifndef APP_EDITOR_SUMMARY_H
#define APP_EDITOR_SUMMARY_H

#include "sim.h"

G_BEGIN_DECLS

/** A number without the digits that only a file needs; NaN: a dash. Newly allocated. */
char *app_summary_short (double number, gboolean percent);
/** The number at pointer, in percent where its row is. Newly allocated. */
char *app_summary_number (SimDraft *draft, const char *pointer);
/** The label of the choice at pointer. Newly allocated. */
char *app_summary_choice (SimDraft *draft, const char *pointer);
/** "8 / 8 / 13": the value at pointer in each arm, one number where all are alike. */
char *app_summary_arms_of (SimDraft *draft, const char *pointer);

G_END_DECLS
#endif
