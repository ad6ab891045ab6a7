/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-said.c - what the basis says of values that an edit has changed.
 *
 * A citation for 4.5 is none for 6. The entry keeps the value that it was said of, and so goes on
 * to be true; where a value per arm or visit has changed in one place, that place has a copy.
 */
#include "build.h"
#include "draft-private.h"
#include "edit.h"
#include "expand.h"

typedef struct {
  const SimDraft *before, *after;
  SimValue *root; /* of after, with what has been stated so far */
} Said;

/* Whether the value is told arm by arm or visit by visit. What adds up over the visits is one
   course, whose basis is said once. */
static gboolean
is_spread (const SimField *row, const SimValue *value)
{
  SimValueKind kind = sim_value_kind (value);
  gboolean visits = row->per & SIM_PER_VISIT && row->spread != SIM_SPREAD_HAZARD;

  return row->per != SIM_PER_NONE && (kind == SIM_VALUE_MAP || (kind == SIM_VALUE_LIST && visits));
}

/* An index is that of the same visit only where visits are the same. */
static gboolean
has_same_visits (const Said *said, const char *pointer)
{
  const SimValue *before = sim_visits_of (sim_draft_full (said->before), pointer);
  const SimValue *after = sim_visits_of (sim_draft_full (said->after), pointer);

  if (sim_value_length (before) != sim_value_length (after))
    return FALSE;
  for (guint i = 0; i < sim_value_length (before); i++)
    if (g_strcmp0 (sim_id_at (before, i), sim_id_at (after, i)) != 0)
      return FALSE;
  return TRUE;
}

/* The members of an entry but for what it was said of, and for the range where that is of the
   whole: a part that has one would be varied by itself. */
static SimBuild *
bare (const SimValue *entry, gboolean with_range)
{
  SimBuild *build = sim_build_new ();

  for (guint i = 0; i < sim_value_length (entry); i++) {
    const char *key = sim_value_key (entry, i);
    if (!g_str_equal (key, SIM_BASIS_VALUE) && (with_range || !g_str_equal (key, "range")))
      sim_build_add (build, key, sim_value_ref (sim_value_at (entry, i)));
  }
  return build;
}

/* One for all where all parts are alike, at any depth. Not numbers at visits where one number would
   be that of the last: the others follow from it. Takes value over. */
static SimValue *
one_for_all (const SimField *row, SimValue *value)
{
  guint n = sim_value_length (value);
  gboolean list = sim_value_kind (value) == SIM_VALUE_LIST, alike = TRUE;

  if (n == 0 || row->per == SIM_PER_NONE || (list && !(row->per & SIM_PER_VISIT)))
    return value;
  SimBuild *build = sim_build_new ();
  for (guint i = 0; i < n; i++)
    sim_build_add (build, sim_value_key (value, i),
                   one_for_all (row, sim_value_ref (sim_value_at (value, i))));
  sim_value_unref (value);
  SimValue *parts = list ? sim_build_list (build) : sim_build_map (build);
  for (guint i = 1; i < n && alike; i++)
    alike = sim_value_equal (sim_value_at (parts, i), sim_value_at (parts, 0));
  if (!alike || (list && n > 1 && row->spread == SIM_SPREAD_HAZARD))
    return parts;
  SimValue *one = sim_value_ref (sim_value_at (parts, 0));
  sim_value_unref (parts);
  return one;
}

/* Whether both say the same, where there are parts be it part by part or as one for all. */
static gboolean
are_same (const SimField *row, const SimValue *a, const SimValue *b)
{
  if (row == NULL || row->per == SIM_PER_NONE)
    return sim_value_equal (a, b);
  g_autoptr (SimValue) one = one_for_all (row, sim_value_ref (a));
  g_autoptr (SimValue) other = one_for_all (row, sim_value_ref (b));

  return sim_value_equal (one, other);
}

/* NULL removes. */
static void
set_entry (Said *said, const char *key, const SimValue *entry)
{
  g_autofree char *place = sim_pointer_join ("/basis", key);
  SimValue *root = sim_value_with (said->root, place, entry, NULL);

  if (root == NULL)
    return;
  sim_value_unref (said->root);
  said->root = root;
}

/* The value that an entry was said of stands there again. What was a copy goes. */
static void
take_back (Said *said, const char *key, const SimValue *entry)
{
  const SimField *row = sim_field_find (sim_draft_root (said->after), key);
  g_autofree char *above = g_strndup (key, (gsize)(strrchr (key, '/') - key));
  const SimValue *whole
      = *above != '\0' && sim_field_find (sim_draft_root (said->after), above) == row
            ? sim_draft_basis_about (said->after, above)
            : NULL;
  gboolean copy = whole != NULL && sim_value_get (entry, "range") == NULL
                  && sim_basis_says_the_same (whole, entry, FALSE);
  g_autoptr (SimValue) plain = sim_build_map (bare (entry, TRUE));

  set_entry (said, key, copy ? NULL : plain);
}

/* An entry is said of the value that stood there before, or that it was said of already. FALSE
   where that stands there, or there is no room for one more. */
static gboolean
state (Said *said, const char *key, const SimValue *entry, gboolean whole, const SimValue *old,
       const SimValue *now)
{
  const SimField *row = sim_field_find (said->root, "/basis");
  const SimValue *before = sim_draft_basis_own (said->before, key);
  const SimValue *stated = sim_value_get (before, SIM_BASIS_VALUE);

  if (stated == NULL)
    stated = old;
  if (are_same (sim_field_find (said->root, key), stated, now)
      || (!whole && sim_value_length (sim_value_get (said->root, "basis")) >= row->max))
    return FALSE;
  SimBuild *build = bare (entry, whole);
  sim_build_add (build, SIM_BASIS_VALUE, sim_value_ref (stated));
  g_autoptr (SimValue) with = sim_build_map (build);
  set_entry (said, key, with);
  return TRUE;
}

/* The whole has what its parts were said of: their copies of the entry go. */
static void
drop_copies (Said *said, const SimValue *entry, const char *pointer)
{
  const SimValue *full = sim_draft_full (said->before);
  const SimValue *basis = sim_draft_get (said->before, "/basis");

  for (guint i = 0; i < sim_value_length (basis); i++) {
    const char *key = sim_value_key (basis, i);
    const SimValue *copy = sim_value_at (basis, i);
    if (*key == '/' && sim_value_get (copy, SIM_BASIS_VALUE) != NULL
        && sim_value_get (copy, "range") == NULL && sim_pointer_within (full, pointer, key)
        && !sim_pointer_within (full, key, pointer) && sim_basis_says_the_same (entry, copy, FALSE))
      set_entry (said, key, NULL);
  }
}

/* What stood at pointer before, as an entry for all of it was said of it: where a part has a copy,
   that which the copy states. */
static SimValue *
earlier (const Said *said, const SimField *row, const SimValue *entry, const char *pointer)
{
  const SimValue *full = sim_value_resolve (sim_draft_full (said->before), pointer);
  SimValue *written = sim_draft_effective (said->before, pointer);
  gboolean same = TRUE;
  SimBuild *build = sim_build_new ();

  for (guint i = 0; i < sim_value_length (full); i++) {
    g_autofree char *index = g_strdup_printf ("%u", i);
    const char *key = sim_value_key (full, i);
    g_autofree char *place = sim_pointer_join (pointer, key != NULL ? key : index);
    g_autoptr (SimValue) now = sim_draft_effective (said->before, place);
    const SimValue *own = sim_draft_basis_own (said->before, place);
    const SimValue *stated = own != NULL && sim_basis_says_the_same (entry, own, FALSE)
                                 ? sim_value_get (own, SIM_BASIS_VALUE)
                                 : NULL;
    SimValue *part = stated != NULL ? one_for_all (row, sim_value_ref (stated))
                                    : earlier (said, row, entry, place);
    same = same && stated == NULL && sim_value_equal (part, now);
    sim_build_add (build, key, part);
  }
  SimValue *parts
      = sim_value_kind (full) == SIM_VALUE_LIST ? sim_build_list (build) : sim_build_map (build);
  sim_value_unref (same ? parts : written);
  return one_for_all (row, same ? written : parts);
}

/* What an entry says of the value at pointer, which it is about as a whole or in part. key: where
   in the basis that is said. */
static void
follow (Said *said, const char *key, const SimValue *entry, const char *pointer, gboolean whole)
{
  const SimField *row = sim_field_find (sim_draft_root (said->after), pointer);
  const SimValue *full = sim_value_resolve (sim_draft_full (said->before), pointer);
  const SimValue *full_now = sim_value_resolve (sim_draft_full (said->after), pointer);
  g_autoptr (SimValue) old = sim_draft_effective (said->before, pointer);
  g_autoptr (SimValue) now = sim_draft_effective (said->after, pointer);
  const SimValue *stated = whole ? sim_value_get (entry, SIM_BASIS_VALUE) : NULL;

  if (row == NULL || row->fields != NULL || old == NULL || now == NULL || sim_value_equal (old, now)
      || (full != NULL && full_now != NULL && sim_value_equal (full, full_now)) /* other shapes */
      || (row->per & SIM_PER_VISIT && !has_same_visits (said, pointer)))
    return;
  if (stated != NULL) {
    if (are_same (row, stated, now))
      take_back (said, key, entry);
    return;
  }
  gboolean merged = whole && is_spread (row, old);
  g_autoptr (SimValue) first
      = merged ? earlier (said, row, entry, pointer) : one_for_all (row, sim_value_ref (old));
  g_autoptr (SimValue) one = one_for_all (row, sim_value_ref (now));
  /* The same for all by now; written part by part, where it was said of one for all. */
  if (!is_spread (row, now) || (!is_spread (row, one) && !is_spread (row, first))) {
    if (state (said, key, entry, whole, first, now) && merged)
      drop_copies (said, entry, pointer);
    return;
  }
  for (guint i = 0; i < sim_value_length (full); i++) {
    g_autofree char *index = g_strdup_printf ("%u", i);
    const char *step = sim_value_key (full, i);
    g_autofree char *place = sim_pointer_join (pointer, step != NULL ? step : index);
    if (sim_draft_basis_about (said->after, place) == entry) /* else another one says it */
      follow (said, place, entry, place, FALSE);
  }
}

SimDraft *
sim_edit_keep_basis (SimDraft *before, SimDraft *after)
{
  const SimValue *basis = sim_draft_get (after, "/basis");
  Said said = { before, after, sim_value_ref (sim_draft_root (after)) };

  for (guint i = 0; i < sim_value_length (basis); i++) {
    const char *key = sim_value_key (basis, i);
    const SimValue *entry = sim_value_at (basis, i);
    const SimValue *earlier
        = key != NULL ? sim_value_get (sim_draft_get (before, "/basis"), key) : NULL;
    if (earlier == NULL || *key != '/' || sim_value_kind (entry) != SIM_VALUE_MAP
        || !sim_basis_says_the_same (earlier, entry, TRUE))
      continue;
    g_autofree char *pointer = sim_pointer_with_ids (sim_draft_full (after), key);
    follow (&said, key, entry, pointer, TRUE);
  }
  if (said.root == sim_draft_root (after)) {
    sim_value_unref (said.root);
    return after;
  }
  SimDraft *stated = sim_draft_edited (after, said.root, TRUE);
  sim_draft_unref (after);
  return stated;
}
