/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * parts-start.h - with what the parts of parts.h start.
 */
#ifndef APP_EDITOR_PARTS_START_H
#define APP_EDITOR_PARTS_START_H

#include "sim.h"

G_BEGIN_DECLS

#define APP_N_STARTS 3

/**
 * What to put at the top-level key, newly allocated: attempt 0 shows most, the last changes as good
 * as nothing. NULL where there is none.
 */
SimValue *app_part_start (SimDraft *draft, const char *key, guint attempt);

G_END_DECLS
#endif
