/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * parts.h - the parts of a scenario that may be absent: who the patients are beside their scores.
 */
#ifndef APP_EDITOR_PARTS_H
#define APP_EDITOR_PARTS_H

#include "sim.h"

G_BEGIN_DECLS

typedef struct {
  const char *key;  /* top-level key of the scenario */
  const char *card; /* id of the card that shows it */
  const char *label, *add, *remove; /* translatable (N_): "Strata", "Add strata", ... */
} AppPart;

/** The parts in the order of their cards. */
const AppPart *app_parts (guint *n);
/** The part of that key; NULL if the key is no part. */
const AppPart *app_part (const char *key);
/** TRUE if the draft has the part. */
gboolean app_part_there (SimDraft *draft, const char *key);

/**
 * Adds the part with values to start with: such that a valid draft stays valid, if any do. NULL
 * and error on failure.
 */
SimDraft *app_part_add (SimDraft *draft, const char *key, GError **error);
/** Removes the part, and what would mean nothing or be wrong without it. */
SimDraft *app_part_remove (SimDraft *draft, const char *key, GError **error);

/** "stratum-1" for the stem "stratum", or the next that no member of the list at pointer has. */
char *app_part_free_id (SimDraft *draft, const char *list, const char *stem);
/** draft with member (taken over) appended to the list at pointer, which need not be there. */
SimDraft *app_part_append (SimDraft *draft, const char *list, SimValue *member, GError **error);

/* Members to start with; newly allocated. */
SimValue *app_part_new_stratum (SimDraft *draft);
SimValue *app_part_new_level (SimDraft *draft, const char *levels, double prevalence);
SimValue *app_part_new_covariate (SimDraft *draft, double correlation);
/** The first switch that is not given yet; NULL if all are. */
SimValue *app_part_new_switch (SimDraft *draft);

G_END_DECLS
#endif
