/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check.h - the state of one check, shared by its parts; for this folder only.
 *
 * check.c goes through the tree along the field table (kinds, ranges, ids, references, shapes);
 * check-meaning.c then looks at what must hold between values. Both add to the same list.
 */
#ifndef SIM_SCENARIO_CHECK_H
#define SIM_SCENARIO_CHECK_H

#include "../base/error.h"
#include "draft-private.h"

G_BEGIN_DECLS

/** More problems than this are not listed one by one. */
#define SIM_MAX_PROBLEMS 200

typedef struct {
  const SimDraft *draft;
  const SimValue *root; /* as written */
  const SimValue *full; /* expanded, tolerant */
  GPtrArray *problems;
  guint before;  /* problems in the list before this check */
  GString *path; /* of the value at hand, list members by id where they have a usable one */
  GString *raw;  /* the same by index: finds the line */
} SimCheck;

/** Adds a problem at the value at hand; value (may be NULL) is what stands there. */
void sim_check_add (SimCheck *check, SimErrorCode code, const SimValue *value, const char *allowed,
                    const char *format, ...) G_GNUC_PRINTF (5, 6);
/** Adds a problem at a pointer with ids. */
void sim_check_add_at (SimCheck *check, const char *pointer, SimErrorCode code,
                       const SimValue *value, const char *allowed, const char *format, ...)
    G_GNUC_PRINTF (6, 7);
/** What stands there as a short JSON text, NULL for NULL. Newly allocated. */
char *sim_check_found (const SimValue *value);
/** The candidate nearest to word by edit distance, NULL if none is near. */
const char *sim_check_nearest (const char *word, const char *const *candidates, guint n);

/** TRUE for a well-formed id: a letter, then letters, digits, '.', '_', '-', 64 in all. */
gboolean sim_check_id (const char *id);

/** Kinds, ranges, ids, references and shapes, along the field table. */
void sim_check_fields (SimCheck *check);
/** What must hold between values that are each allowed. */
void sim_check_meaning (SimCheck *check);
/** That part of it which is about assigning patients to at most SIM_MAX_ARMS arms. */
void sim_check_allocation (SimCheck *check, const SimValue *arms);

G_END_DECLS
#endif
