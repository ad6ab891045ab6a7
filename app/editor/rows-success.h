/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rows-success.h - what is called success of a trial: by which hypotheses.
 */
#ifndef APP_EDITOR_ROWS_SUCCESS_H
#define APP_EDITOR_ROWS_SUCCESS_H

#include "editor/card.h"

G_BEGIN_DECLS

/**
 * Appends a line for each criterion, with its form in a menu and below it how many and which of
 * the hypotheses; and the button that adds one.
 */
void app_rows_add_success (AppCard *card);

G_END_DECLS
#endif
