/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-walk.h - one change of a list carried through a whole draft; for this folder only.
 *
 * A change says what happens to a member of a list: it gets a new id, goes away, or comes new.
 * The walk follows the field table, so a new field that is given per arm, per visit or refers to
 * something is kept in step without a word here.
 */
#ifndef SIM_SCENARIO_EDIT_WALK_H
#define SIM_SCENARIO_EDIT_WALK_H

#include "draft-private.h"

G_BEGIN_DECLS

typedef struct {
  const char *list;    /* pointer of the list with ids, e.g. "/arms" or "/outcomes/rmdq/visits" */
  const char *outcome; /* id of the outcome whose visits they are; else NULL */
  gboolean first;      /* that outcome is the first: values outside outcomes follow its visits */
  const char *old_id;  /* of the member that is renamed or goes away; NULL: one comes new */
  const char *new_id;  /* of the member that is renamed or comes new; NULL: one goes away */
  const char *like;    /* arms that come new: whose values they take */
  guint index;         /* visits: place of the one that goes away */
} SimChange;

/**
 * The draft with the values per arm and per visit, the references and the basis of `draft` after
 * the change; the list itself is the caller's: `root` is the draft's tree with the list changed
 * already. Takes ownership of root.
 */
SimDraft *sim_change_carry (const SimDraft *draft, SimValue *root, const SimChange *change);
/** A map of the basis or priors with its keys, pointers of `before`, as they are in `after`; what
 *  has gone is left out. */
SimValue *sim_change_basis (const SimDraft *before, const SimDraft *after, const SimChange *change,
                            const SimValue *basis);

G_END_DECLS
#endif
