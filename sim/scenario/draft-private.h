/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * draft-private.h - what the checker and the edits need of a draft; for this folder only.
 */
#ifndef SIM_SCENARIO_DRAFT_PRIVATE_H
#define SIM_SCENARIO_DRAFT_PRIVATE_H

#include "descriptor.h"
#include "draft.h"

G_BEGIN_DECLS

/** The full form of the draft's tree (expand.h), made once; borrowed. */
const SimValue *sim_draft_full (const SimDraft *draft);
/** A draft of root, taking ownership of it, with the lines of draft if keep_lines. */
SimDraft *sim_draft_edited (const SimDraft *draft, SimValue *root, gboolean keep_lines);
/**
 * root with the list at pointer written out where it is absent but has a default. Writing out the
 * arms writes out as well what depends on the arms being the example's. New reference.
 */
SimValue *sim_draft_written_out (const SimDraft *draft, const char *pointer);
/** An element of a value that is given per outcome, arm or visit; borrowed ids. */
typedef struct {
  const char *outcome; /* NULL: of the first, or of no outcome's value */
  const char *arm;     /* NULL: of one value for all */
  int index;           /* of the visit, or in a list that stands for one number; -1 */
} SimElement;
/** Length of the prefix of pointer that is such a value, with its row; 0 if none is. */
guint sim_draft_split_per (const SimDraft *draft, const char *pointer, const SimField **row);
/** The steps below such a value as an element of it; FALSE if they are none. */
gboolean sim_draft_split_steps (const SimDraft *draft, const SimField *row, char **steps,
                                SimElement *element);
/** The value that counts at the pointer of a whole row where nothing is written; new or NULL. */
SimValue *sim_draft_unwritten (const SimDraft *draft, const char *pointer);
/** The entry of basis whose key names pointer itself, borrowed; NULL. */
const SimValue *sim_draft_basis_own (const SimDraft *draft, const char *pointer);
/** That, or the entry that speaks of it: of every arm's element, where pointer is that of all arms,
 *  or of a whole that pointer is an element of; borrowed, NULL. */
const SimValue *sim_draft_basis_about (const SimDraft *draft, const char *pointer);
/** The key of an entry for the value that it was said of. */
#define SIM_BASIS_VALUE "value"
/** Whether two entries say the same but for that value and, unless with_range, the range. */
gboolean sim_basis_says_the_same (const SimValue *a, const SimValue *b, gboolean with_range);

G_END_DECLS
#endif
