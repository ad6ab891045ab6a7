/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * differences.h - what differs between two versions of a scenario, as values by their pointers.
 */
#ifndef APP_DIFFERENCES_H
#define APP_DIFFERENCES_H

#include "sim.h"

G_BEGIN_DECLS

/**
 * A map, pointer (with ids) to value, that leads from one draft to another when it is set in its
 * order; null takes a value away. Members of lists are named one by one where both have the same
 * ones. The lesson and the expected results are left out. If there are more than most differences,
 * whole parts of the scenario are named instead ("/outcomes"). The caller owns the result.
 */
SimValue *app_differences (const SimDraft *from, const SimDraft *to, guint most);

G_END_DECLS
#endif
