/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * structure.h - which rows a draft needs, as a text that can be compared.
 */
#ifndef APP_EDITOR_STRUCTURE_H
#define APP_EDITOR_STRUCTURE_H

#include "sim.h"

G_BEGIN_DECLS

/** TRUE for a number that need not be given and then is none, so that its field may be empty. */
gboolean app_structure_optional (const SimField *row);
/**
 * Everything below the top-level keys (NULL-terminated) that decides which rows there are: ids,
 * tags, which records are there, the shapes of values per arm or visit. Numbers and free text do
 * not count, names of arms and visits only if names. Newly allocated.
 */
char *app_structure (SimDraft *draft, const char *const *keys, gboolean names);

/** The names of the outcomes, if there are several, as a text. Newly allocated. */
char *app_structure_outcomes (SimDraft *draft);

/** The ids of the list at pointer, defaults included. NULL-terminated; free with g_strfreev(). */
char **app_structure_ids (SimDraft *draft, const char *pointer);

/** Whether the outcome of that pointer is made of the scores of another ("responder"). */
gboolean app_structure_is_response (SimDraft *draft, const char *outcome);

/** The ids of the outcomes that are not. NULL-terminated; free with g_strfreev(). */
char **app_structure_own_outcomes (SimDraft *draft);

/** What few scenarios say of entry, as keys of a baseline; it has rows once some is written. */
extern const char *const app_structure_entry_keys[];
gboolean app_structure_says_entry (SimDraft *draft, const char *outcome);

/** Pointer of the outcome that a value at pointer is about: its own, else the first; or NULL. */
char *app_structure_outcome (SimDraft *draft, const char *pointer);

/**
 * The key of the outcome's values that stand beside its arms, one a visit: "means", "proportions".
 * NULL if it has none such, as one that is made of another's scores.
 */
const char *app_structure_truth (SimDraft *draft, const char *outcome);

G_END_DECLS
#endif
