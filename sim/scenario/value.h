/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * value.h - the value tree: immutable, reference-counted JSON-like data.
 *
 * A tree never changes once made; an edit makes a new root that shares all unchanged parts, so
 * undo is a list of roots. Reference counts are atomic: values may be shared between threads.
 *
 * JSON pointers (RFC 6901) address values. Where a list member is a map with an "id", the pointer
 * may use the id in place of the index ("/arms/hand-ear/size"); an index is accepted too, and a
 * step that reads as an index is one. Every function accepts NULL for a value it only looks at.
 */
#ifndef SIM_SCENARIO_VALUE_H
#define SIM_SCENARIO_VALUE_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  SIM_VALUE_NULL,
  SIM_VALUE_BOOL,
  SIM_VALUE_NUMBER,
  SIM_VALUE_TEXT,
  SIM_VALUE_LIST,
  SIM_VALUE_MAP
} SimValueKind;

/** Containers inside one another; neither the reader nor sim_value_with() makes a deeper tree. */
#define SIM_VALUE_MAX_DEPTH 32u

typedef struct _SimValue SimValue;

SimValue *sim_value_ref (const SimValue *value); /* accepts NULL */
void sim_value_unref (const SimValue *value);    /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimValue, sim_value_unref)

/* Constructors: the caller owns the result. */
SimValue *sim_value_new_null (void);
SimValue *sim_value_new_bool (gboolean flag);
SimValue *sim_value_new_number (double number);  /* must be finite */
SimValue *sim_value_new_text (const char *utf8); /* copied; invalid bytes become U+FFFD */
/** A list of n items; takes ownership of each item, copies the array itself. */
SimValue *sim_value_new_list (SimValue **items, guint n);
/** A map in the given order; keys are copied and must be distinct; takes ownership of values. */
SimValue *sim_value_new_map (const char *const *keys, SimValue **values, guint n);

SimValueKind sim_value_kind (const SimValue *value);
gboolean sim_value_bool (const SimValue *value);    /* FALSE unless a bool */
double sim_value_number (const SimValue *value);    /* NaN unless a number */
const char *sim_value_text (const SimValue *value); /* NULL unless a text; owned by the value */
guint sim_value_length (const SimValue *value);     /* members of a list or map, else 0 */
/** Member i of a list or map, borrowed; NULL beyond the end. */
const SimValue *sim_value_at (const SimValue *value, guint i);
/** Key of member i of a map, borrowed; NULL for other kinds or beyond the end. */
const char *sim_value_key (const SimValue *value, guint i);
/** Member of a map by key, borrowed; NULL if absent, value is no map (or NULL), or key is NULL. */
const SimValue *sim_value_get (const SimValue *value, const char *key);
/** Containers on the longest way down, itself included; 0 for what is no container, and NULL. */
guint sim_value_depth (const SimValue *value);
/** Index of the list member whose "id" is id, or -1. */
int sim_value_index_of (const SimValue *list, const char *id);
gboolean sim_value_equal (const SimValue *a, const SimValue *b); /* deep; order of keys counts */

/** What stands at pointer below root, borrowed; NULL if nothing does. "" is the root. */
const SimValue *sim_value_resolve (const SimValue *root, const char *pointer);

/**
 * A new root in which value (borrowed) stands at pointer; value NULL removes the member, which
 * need not exist. Missing parents are made as maps; a new list member is appended with the index
 * one past the end or "-". Fails with SIM_ERROR_POINTER where the pointer is malformed, a parent is
 * no container, an index is beyond the end, an id names no member of a list, the root would be
 * removed, or the tree would become deeper than SIM_VALUE_MAX_DEPTH. root NULL is an empty map.
 */
SimValue *sim_value_with (const SimValue *root, const char *pointer, const SimValue *value,
                          GError **error);

/** The same pointer with every index replaced by the member's id where it has one; and the id of a
 *  visit by its index where numbers are listed by visit, root being a whole scenario's. */
char *sim_pointer_with_ids (const SimValue *root, const char *pointer);
/** The same pointer with the latter alone: /outcomes/rmdq/sd/0 of /outcomes/rmdq/sd/week-8. */
char *sim_pointer_with_visits (const SimValue *root, const char *pointer);
/** Whether inner names what outer names, or a part of it, each with ids or indices. */
gboolean sim_pointer_within (const SimValue *root, const char *outer, const char *inner);
/** parent + "/" + key, with "~" and "/" in key escaped. Newly allocated. */
char *sim_pointer_join (const char *parent, const char *key);
/** The unescaped steps of a pointer, NULL-terminated; NULL if malformed. Free with g_strfreev. */
char **sim_pointer_split (const char *pointer);

G_END_DECLS
#endif
