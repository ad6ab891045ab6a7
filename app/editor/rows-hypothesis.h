/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rows-hypothesis.h - one hypothesis: the arms, the claim, the analysis, and its own level.
 */
#ifndef APP_EDITOR_ROWS_HYPOTHESIS_H
#define APP_EDITOR_ROWS_HYPOTHESIS_H

#include "editor/card.h"

G_BEGIN_DECLS

/** Appends the rows of the hypothesis id: what it compares, what it claims of it (with its margin,
 *  fraction, placebo or weights), and a level of its own where it has one. */
void app_rows_add_hypothesis (AppCard *card, const char *id);

G_END_DECLS
#endif
