/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check.h - the state of one check, shared by its parts; for this folder only.
 *
 * check-fields.c goes through the tree along the field table, with check-plain.c (kinds, ranges,
 * ids, references) and check-per.c (values per outcome, arm and visit); check-meaning.c,
 * check-outcomes.c, check-hypotheses.c, check-missing.c, check-people.c, check-procedure.c and
 * check-success.c then look at what must hold between values. All add to the same list.
 */
#ifndef SIM_SCENARIO_CHECK_H
#define SIM_SCENARIO_CHECK_H

#include "../base/error.h"
#include "draft-private.h"
#include "mechanism.h"

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

/** Where the walk was before it went into a value. */
typedef struct {
  gsize path, raw;
} SimPlace;
SimPlace sim_check_enter (SimCheck *check, const char *step, const char *raw_step);
void sim_check_leave (SimCheck *check, SimPlace place);

/** TRUE for a well-formed id: a letter, then letters, digits, '.', '_', '-', 64 in all. */
gboolean sim_check_id (const char *id);

/** "one of a, b, c": the ids that a reference into list may be. Newly allocated. */
char *sim_check_ids (const SimValue *list);

/** Adds that the value at hand is of a kind that row does not allow. */
void sim_check_wrong_kind (SimCheck *check, const SimField *row, const SimValue *value);
/** A value that holds no others; what row is per is left aside. */
void sim_check_plain (SimCheck *check, const SimField *row, const SimValue *value);
/** A value of a row that is given per outcome, arm or visit. */
void sim_check_per (SimCheck *check, const SimField *row, const SimValue *value);
/** A matrix over baseline and visits of the outcome at hand. */
void sim_check_matrix (SimCheck *check, const SimField *row, const SimValue *value);

/** Kinds, ranges, ids, references and shapes, along the field table. */
void sim_check_fields (SimCheck *check);
/** What must hold between values that are each allowed. */
void sim_check_meaning (SimCheck *check);
/** The part of it that is about outcomes, each by itself. */
void sim_check_outcomes (SimCheck *check);
/** Of analysis i and its outcome (NULL: in question): what it adjusts for, its standard errors. */
void sim_check_adjust (SimCheck *check, guint i, const SimValue *outcome);
/** The part of it that is about the hypotheses in a list, each and between them. */
void sim_check_hypotheses (SimCheck *check, const SimValue *list);
/** The part of it that is about who the patients are. */
void sim_check_people (SimCheck *check);
/** The part of that which is about the parts of the variance. */
void sim_check_parts (SimCheck *check);
/** "baseline, week-8": the first n points of an outcome. Newly allocated. */
char *sim_check_points (const SimValue *visits, gboolean baseline, guint n);
/** "/arms/usual/size" of list pointer "/arms", its member i, and key (may be NULL). Newly
 *  allocated. */
char *sim_check_member (const char *list_pointer, const SimValue *list, guint i, const char *key);
/** TRUE if a problem was added at pointer already. */
gboolean sim_check_said_at (const SimCheck *check, const char *pointer);
/** TRUE if one was added at pointer or below it. */
gboolean sim_check_said_below (const SimCheck *check, const char *pointer);
/** What a multiplicity rule, in its full form, accepts: `closed` what it is by its local test. */
const SimMultiplicityNeeds *sim_check_rule_needs (const SimValue *rule);
/** That part of it which is about the values of the multiplicity rule, and its hypotheses. */
void sim_check_procedure (SimCheck *check);
/** That part of it which is about what is called success, given the hypotheses. */
void sim_check_success (SimCheck *check, const SimValue *hypotheses);
/** The part of it that is about scores that were not seen. */
void sim_check_missing (SimCheck *check);
/** The part of it that is about priors; last, for it looks at whole scenarios. */
void sim_check_priors (SimCheck *check);
/** That part of it which is about assigning patients to at most SIM_MAX_ARMS arms. */
void sim_check_allocation (SimCheck *check, const SimValue *arms);

G_END_DECLS
#endif
