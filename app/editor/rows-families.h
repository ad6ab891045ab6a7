/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rows-families.h - which family of hypotheses is tested after which.
 */
#ifndef APP_EDITOR_ROWS_FAMILIES_H
#define APP_EDITOR_ROWS_FAMILIES_H

#include "editor/card.h"

G_BEGIN_DECLS

/**
 * Where the rule is gatekeeping, appends a line for each family, and below it its gate, its
 * truncation and a line for each member, with buttons that move it to the family before or after;
 * there is always one more of these.
 */
void app_rows_add_families (AppCard *card);
/**
 * The draft with a hypothesis in another family: the index of one, how many there are for a new
 * one behind them, or -1 for a new one before them. A family that is left empty goes. NULL and
 * error on failure.
 */
SimDraft *app_rows_families_put (SimDraft *draft, const char *id, int to, GError **error);

G_END_DECLS
#endif
