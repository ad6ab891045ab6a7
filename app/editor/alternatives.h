/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * alternatives.h - values that say the same thing in different ways, of which one is given.
 */
#ifndef APP_EDITOR_ALTERNATIVES_H
#define APP_EDITOR_ALTERNATIVES_H

#include "sim.h"

G_BEGIN_DECLS

/** The pointers of which the one at pointer is one; ends with NULL. NULL if it stands alone. */
const char *const *app_alternatives_of (const char *pointer);

/** TRUE if pointer has a row of its own: it is given, or the first of several that are not. */
gboolean app_alternatives_shown (SimDraft *draft, const char *pointer);

/** TRUE if the value at pointer may be given in place of its alternatives. */
gboolean app_alternatives_offered (SimDraft *draft, const char *pointer);

/**
 * A draft that says with `to` what draft says with `from`: an ICC as an SD, a caseload as a number
 * of practitioners. NULL on failure.
 */
SimDraft *app_alternatives_choose (SimDraft *draft, const char *from, const char *to,
                                   GError **error);

G_END_DECLS
#endif
