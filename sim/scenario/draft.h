/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * draft.h - an unchecked scenario: what a file holds and what an editor works on.
 *
 * Immutable and reference-counted like its tree; an edit returns a new draft. May be invalid.
 */
#ifndef SIM_SCENARIO_DRAFT_H
#define SIM_SCENARIO_DRAFT_H

#include "json.h"

G_BEGIN_DECLS

typedef struct _SimDraft SimDraft;

SimDraft *sim_draft_ref (SimDraft *draft);
void sim_draft_unref (SimDraft *draft); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimDraft, sim_draft_unref)

/** A draft of a tree; takes a reference on both; lines may be NULL. */
SimDraft *sim_draft_new (const SimValue *root, SimLines *lines);
/** The default three-arm scenario, with every default written out in the file's usual order. */
SimDraft *sim_draft_new_default (void);
/** Reads a file ("-": standard input) or bytes; NULL and one problem if it is no JSON. */
SimDraft *sim_draft_read_file (const char *path, GPtrArray *problems);
SimDraft *sim_draft_parse (const char *bytes, gsize n_bytes, GPtrArray *problems);
/**
 * Writes the canonical text atomically. Fails with SIM_ERROR_LIMIT, and writes nothing, where the
 * text would be longer than what can be read again.
 */
gboolean sim_draft_save (SimDraft *draft, const char *path, GError **error);
/** The same, in the place of what over says alone. Fails with SIM_ERROR_CONFLICT, and what is there
 *  stays, where that is something else, as somebody may have written it since. */
gboolean sim_draft_save_over (SimDraft *draft, const char *path, const SimFileStamp *over,
                              GError **error);

const SimValue *sim_draft_root (const SimDraft *draft);
/** What the author wrote at pointer, borrowed; NULL where nothing is written. */
const SimValue *sim_draft_get (const SimDraft *draft, const char *pointer);
/**
 * What counts at pointer: the author's value, one spread from a shorter shape (element of a
 * per-arm or per-visit field), or the default. Caller owns it; NULL where there is none.
 */
SimValue *sim_draft_effective (const SimDraft *draft, const char *pointer);
/**
 * A new draft with value (borrowed; NULL removes) at pointer. An element of a field written in a
 * shorter shape (one number for all arms) first spreads it to the shape that the pointer needs; a
 * list that is left to its default is written out first; a new tag (method, type) takes away the
 * keys of the variant before; a new key stands where the field table has it.
 * Fails with SIM_ERROR_POINTER.
 */
SimDraft *sim_draft_set (SimDraft *draft, const char *pointer, const SimValue *value,
                         GError **error);
/** --set: "/pointer=value"; the value is JSON, else taken as text; null removes the key. */
SimDraft *sim_draft_set_text (SimDraft *draft, const char *assignment, GError **error);
/** Line of the value at pointer (ids or indices) in the source text, or of its nearest parent. */
int sim_draft_line (const SimDraft *draft, const char *pointer);

/** The basis of the value at pointer: "reported", "assumed", "truth", "edited" where that was said
 *  of another value than stands there, or NULL; borrowed. */
const char *sim_draft_basis_kind (const SimDraft *draft, const char *pointer);
/** One line for people: "Assumed, plausible 4 to 6. Planning value." or NULL. Newly allocated. */
char *sim_draft_basis_text (const SimDraft *draft, const char *pointer);

G_END_DECLS
#endif
