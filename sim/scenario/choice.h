/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * choice.h - which choices go with the rest of a scenario, and why the others do not.
 */
#ifndef SIM_SCENARIO_CHOICE_H
#define SIM_SCENARIO_CHOICE_H

#include "draft.h"

G_BEGIN_DECLS

/**
 * Why the choice (the text of an ENUM: a method, a type of hypothesis, a strategy for missing
 * scores, a rule ...) at pointer does not go with the rest of the draft: a sentence with what is
 * allowed, for people; where what it does not go with stands elsewhere, that place first. NULL if
 * it does, or if nothing there is a choice.
 *
 * The choice is tried: the checker speaks about a draft with it, and what it says of this draft
 * already, or of values that such a choice asks for and that are still to be given, is no reason
 * against it. So every rule between values answers here without a word about it. Costs two checks
 * (well below a millisecond each). Newly allocated; thread-safe.
 */
char *sim_choice_refused (SimDraft *draft, const char *pointer, const char *choice);

/**
 * The same of any change of the value at pointer that made draft into `with`: TRUE if something
 * speaks against it. message: what, else NULL; place: where that stands, if it is not at pointer,
 * else NULL. Both newly allocated; thread-safe.
 */
gboolean sim_change_refused (SimDraft *draft, SimDraft *with, const char *pointer, char **place,
                             char **message);

G_END_DECLS
#endif
