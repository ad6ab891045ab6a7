/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * carry.h - edits carried from one version of a scenario to another.
 */
#ifndef APP_CARRY_H
#define APP_CARRY_H

#include "sim.h"

G_BEGIN_DECLS

/**
 * The draft base with what differs between before and after, which may be the same draft: what was
 * edited counts, member by member, and all else stays as base has it. Members of a list are told by
 * their ids; without ids by their places, and a list of another length is taken whole. Newly
 * referenced; it may be invalid.
 */
SimDraft *app_carry_edits (SimDraft *base, const SimDraft *before, const SimDraft *after);

G_END_DECLS
#endif
