/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * basis.h - what a file says of where a value comes from, in parts that text can be made of.
 */
#ifndef SIM_SCENARIO_BASIS_H
#define SIM_SCENARIO_BASIS_H

#include "draft.h"

G_BEGIN_DECLS

/** Kind of the basis of a value that has been edited since; it stands in no file. */
#define SIM_BASIS_EDITED "edited"

/** Texts are for people, and translated; those that are const are borrowed from the draft. */
typedef struct {
  const char *kind;     /* as in the file: "reported", "assumed", "truth" */
  char *place;          /* what it is said of: the value, or a whole that it is an element of */
  char *said_of;        /* the value that it was said of, with unit; NULL: what stands there */
  char *low, *high;     /* the plausible range, both in the unit of the field; NULL: none */
  const char *unit;     /* what stands behind the range: " %", else "" */
  const char *note;     /* NULL: none */
  const char *source;   /* id of the source that it names, and */
  const char *citation; /* its text, the id where it has none; both NULL: none, or not listed */
} SimBasis;

/** What the file says of the value at pointer: the entry of its own, else the one that every arm's
 *  element has, where pointer is that of all arms, else of a whole that it is an element of. FALSE,
 *  with *basis empty, where it says nothing. Any thread. */
gboolean sim_basis_read (const SimDraft *draft, const char *pointer, SimBasis *basis);
void sim_basis_clear (SimBasis *basis);
/** Where pointer is the element of a visit in all arms, and what is said differs by arm: the same
 *  element of those arms of which something is said. Else an empty list. Owned. */
char **sim_basis_by_arm (const SimDraft *draft, const char *pointer);
/** sim_draft_basis_text(); in a plan what is made true in the simulation is what is assumed. A
 *  source is named by its id where they are listed beside. */
char *sim_basis_text (const SimDraft *draft, const char *pointer, gboolean plan, gboolean by_id);
/** Appends a sentence after a blank, with a full stop unless it ends in one; nothing of "". */
void sim_basis_append_sentence (GString *text, const char *sentence);

G_END_DECLS
#endif
