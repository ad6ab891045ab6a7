/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * basis.c - where a value comes from: the entry of `basis` that speaks about it, its parts, and its
 * sentence.
 */
#include <glib/gi18n.h>
#include <string.h>

#include "basis.h"
#include "build.h"
#include "difference-text.h"
#include "draft-private.h"
#include "expand.h"
#include "shown.h"

/* The pointer of the same visit's element in an arm; with NULL, in all arms. NULL where pointer is
   no element of a visit, or is that of an arm if one is asked for, or of all if all are. */
static char *
in_arm (const SimDraft *draft, const char *pointer, const char *arm)
{
  const SimField *row = NULL;
  SimElement element;
  guint n = sim_draft_split_per (draft, pointer, &row);
  g_auto (GStrv) steps = n > 0 ? sim_pointer_split (pointer + n) : NULL;

  if (!steps || !(row->per & SIM_PER_ARM) || row->per & SIM_PER_HYPOTHESIS
      || !sim_draft_split_steps (draft, row, steps, &element) || element.index < 0
      || (arm == NULL) == (element.arm == NULL))
    return NULL;
  g_autofree char *base = g_strndup (pointer, n);
  g_autofree char *whole
      = element.outcome ? sim_pointer_join (base, element.outcome) : g_strdup (base);
  g_autofree char *of = arm ? sim_pointer_join (whole, arm) : g_strdup (whole);

  return g_strdup_printf ("%s/%d", of, element.index);
}

/* The entry of an element of an arm, or of the whole arm; *place: which. */
static const SimValue *
entry_in_arm (const SimDraft *draft, const char *pointer, char **place)
{
  const SimValue *own = sim_draft_basis_own (draft, pointer);

  *place
      = own ? g_strdup (pointer) : g_strndup (pointer, (gsize)(strrchr (pointer, '/') - pointer));
  return own ? own : sim_draft_basis_own (draft, *place);
}

gboolean
sim_basis_says_the_same (const SimValue *a, const SimValue *b, gboolean with_range)
{
  for (guint side = 0; side < 2; side++) {
    const SimValue *one = side == 0 ? a : b, *other = side == 0 ? b : a;
    for (guint i = 0; i < sim_value_length (one); i++) {
      const char *key = sim_value_key (one, i);
      const SimValue *there = sim_value_get (other, key);
      if (strcmp (key, SIM_BASIS_VALUE) != 0 && (with_range || strcmp (key, "range") != 0)
          && (!there || !sim_value_equal (sim_value_at (one, i), there)))
        return FALSE;
    }
  }
  return TRUE;
}

/* Whether all numbers of a value are what was stated: the same, or one for all of them. */
static gboolean
holds (const SimValue *now, const SimValue *stated)
{
  if (sim_value_equal (now, stated))
    return TRUE;
  gboolean parts = sim_value_length (stated) > 0;
  if (parts && sim_value_length (now) != sim_value_length (stated))
    return FALSE;
  for (guint i = 0; i < sim_value_length (now); i++) {
    const char *key = sim_value_key (now, i);
    const SimValue *part = !parts ? stated
                           : key  ? sim_value_get (stated, key)
                                  : sim_value_at (stated, i);
    if (!part || !holds (sim_value_at (now, i), part))
      return FALSE;
  }
  return sim_value_length (now) > 0;
}

/* The value that an entry was said of, where another one stands at pointer; else NULL. */
static const SimValue *
other_value (const SimDraft *draft, const SimValue *entry, const char *place, const char *pointer)
{
  const SimValue *stated = sim_value_get (entry, SIM_BASIS_VALUE);
  g_autoptr (SimValue) now
      = stated ? sim_draft_effective (draft, sim_value_length (stated) > 0 ? place : pointer)
               : NULL;

  return now && !holds (now, stated) ? stated : NULL;
}

/* What is said of an element of each arm, where pointer is that of all of them and the same is said
   in each; *said_of: what of, per arm if it differs, where another value stands in one by now. */
static const SimValue *
entry_of_arms (const SimDraft *draft, const char *pointer, SimValue **said_of)
{
  const SimValue *arms = sim_value_get (sim_draft_full (draft), "arms"), *first = NULL;
  SimBuild *build = sim_build_new ();
  gboolean same = sim_value_length (arms) > 0, edited = FALSE, one = TRUE;

  for (guint i = 0; i < sim_value_length (arms) && same; i++) {
    const char *arm = sim_id_at (arms, i);
    g_autofree char *at = arm ? in_arm (draft, pointer, arm) : NULL;
    g_autofree char *place = NULL;
    const SimValue *entry = at ? entry_in_arm (draft, at, &place) : NULL;
    same = entry && (!first || sim_basis_says_the_same (first, entry, TRUE));
    if (!same)
      break;
    const SimValue *stated = sim_value_get (entry, SIM_BASIS_VALUE);
    SimValue *value = stated ? sim_value_ref (stated) : sim_draft_effective (draft, at);
    edited |= other_value (draft, entry, place, at) != NULL;
    first = first ? first : entry;
    if (value)
      sim_build_add (build, arm, value);
  }
  g_autoptr (SimValue) map = sim_build_map (build);
  for (guint i = 1; i < sim_value_length (map); i++)
    one &= sim_value_equal (sim_value_at (map, i), sim_value_at (map, 0));
  if (same && edited)
    *said_of = sim_value_ref (one ? sim_value_at (map, 0) : map);
  return same ? first : NULL;
}

char **
sim_basis_by_arm (const SimDraft *draft, const char *pointer)
{
  const SimValue *arms = sim_value_get (sim_draft_full (draft), "arms");
  g_autofree char *path = sim_pointer_with_ids (sim_draft_full (draft), pointer);
  g_autoptr (GStrvBuilder) build = g_strv_builder_new ();
  g_autoptr (SimValue) said_of = NULL;
  gboolean one = sim_draft_basis_own (draft, path) || entry_of_arms (draft, path, &said_of);

  for (guint i = 0; i < sim_value_length (arms) && !one; i++) {
    const char *arm = sim_id_at (arms, i);
    g_autofree char *at = arm ? in_arm (draft, path, arm) : NULL;
    g_autofree char *place = NULL;
    if (at && entry_in_arm (draft, at, &place))
      g_strv_builder_add (build, at);
  }
  return g_strv_builder_end (build);
}

/* The entry that speaks about pointer: its own, those of all arms, or that of a whole. *place: what
   it is said of; *said_of: the value, where another one stands there by now. */
static const SimValue *
entry_about (const SimDraft *draft, const char *pointer, char **place, SimValue **said_of)
{
  char *path = sim_pointer_with_ids (sim_draft_full (draft), pointer);
  g_autofree char *of_all = in_arm (draft, path, NULL);
  const SimField *field = sim_field_find (sim_draft_root (draft), pointer);
  const SimValue *found = sim_draft_basis_own (draft, path);

  *said_of = NULL;
  *place = path;
  if (!found && (found = entry_of_arms (draft, path, said_of)) != NULL)
    return found;
  while (!found) {
    char *cut = strrchr (path, '/');
    if (!cut || cut == path)
      break;
    /* What is said of a whole list or per-arm value holds for its elements, no further. */
    *cut = '\0';
    if (!field || sim_field_find (sim_draft_root (draft), path) != field)
      break;
    found = sim_draft_basis_own (draft, path);
    if (!found && of_all && (found = sim_draft_basis_own (draft, of_all)) != NULL) {
      g_free (path);
      *place = path = g_steal_pointer (&of_all);
    }
    g_clear_pointer (&of_all, g_free);
  }
  const SimValue *other = found ? other_value (draft, found, path, pointer) : NULL;
  *said_of = other ? sim_value_ref (other) : NULL;
  return found;
}

const SimValue *
sim_draft_basis_about (const SimDraft *draft, const char *pointer)
{
  g_autofree char *place = NULL;
  g_autoptr (SimValue) said_of = NULL;

  return entry_about (draft, pointer, &place, &said_of);
}

const char *
sim_draft_basis_kind (const SimDraft *draft, const char *pointer)
{
  g_autofree char *place = NULL;
  g_autoptr (SimValue) said_of = NULL;
  const SimValue *entry = entry_about (draft, pointer, &place, &said_of);
  g_auto (GStrv) parts = sim_basis_by_arm (draft, pointer);

  for (char **part = parts; *part && !said_of; part++)
    if (g_strcmp0 (sim_draft_basis_kind (draft, *part), SIM_BASIS_EDITED) == 0)
      return SIM_BASIS_EDITED;
  return said_of ? SIM_BASIS_EDITED : sim_value_text (sim_value_get (entry, "kind"));
}

static const char *
kind_text (const char *kind, gboolean plan)
{
  if (plan && strcmp (kind, "truth") == 0)
    return _ ("Assumed");
  if (strcmp (kind, "reported") == 0)
    return _ ("Reported");
  if (strcmp (kind, "assumed") == 0)
    return _ ("Assumed");
  return strcmp (kind, "truth") == 0 ? _ ("True in this simulation") : kind;
}

void
sim_basis_append_sentence (GString *text, const char *sentence)
{
  static const char *const ends[] = { ".", "!", "?", "。", "！", "？" };
  if (*sentence == '\0')
    return;
  if (text->len)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (sentence, ends[i]))
      return;
  /* Translators: the full stop after a sentence */
  g_string_append (text, C_ ("sentence", "."));
}

static void
read_range (SimBasis *basis, const SimValue *range, gboolean percent)
{
  double low = sim_value_number (sim_value_at (range, 0));
  double high = sim_value_number (sim_value_at (range, 1));
  double factor = percent ? 100 : 1;
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  basis->unit = percent ? " %" : "";
  if (sim_value_length (range) != 2 || !(low <= high))
    return;
  basis->low = g_strdup (g_ascii_formatd (text, sizeof text, "%.10g", low * factor));
  basis->high = g_strdup (g_ascii_formatd (text, sizeof text, "%.10g", high * factor));
}

static void
read_source (SimBasis *basis, const SimDraft *draft, const char *source)
{
  const SimValue *sources = sim_value_get (sim_draft_root (draft), "sources");
  int index = source ? sim_value_index_of (sources, source) : -1;
  if (index < 0)
    return;
  const char *citation
      = sim_value_text (sim_value_get (sim_value_at (sources, (guint)index), "text"));
  basis->source = source;
  basis->citation
      = citation && *citation ? sim_shown_text (sim_draft_root (draft), citation) : source;
}

gboolean
sim_basis_read (const SimDraft *draft, const char *pointer, SimBasis *basis)
{
  g_autofree char *place = NULL;
  g_autoptr (SimValue) said_of = NULL;
  const SimValue *entry = entry_about (draft, pointer, &place, &said_of);
  const SimField *field = sim_field_find (sim_draft_root (draft), pointer);
  const char *note = sim_value_text (sim_value_get (entry, "note"));

  *basis = (SimBasis){ .kind = sim_value_text (sim_value_get (entry, "kind")), .unit = "" };
  if (!basis->kind)
    return FALSE;
  basis->place = g_strdup (place);
  if (said_of && field)
    basis->said_of = sim_difference_said (field, sim_draft_full (draft), place, said_of);
  basis->note = note ? sim_shown_text (sim_draft_root (draft), note) : NULL;
  read_range (basis, sim_value_get (entry, "range"), field && g_strcmp0 (field->unit, "%") == 0);
  read_source (basis, draft, sim_value_text (sim_value_get (entry, "source")));
  return TRUE;
}

void
sim_basis_clear (SimBasis *basis)
{
  g_free (basis->place);
  g_free (basis->said_of);
  g_free (basis->low);
  g_free (basis->high);
  *basis = (SimBasis){ .unit = "" };
}

/* Of an element of all arms: "Usual care: Reported.", where that is said of one arm and not of all.
 */
static void
append_by_arm (GString *text, const SimDraft *draft, const char *pointer, gboolean plan,
               gboolean by_id)
{
  const SimField *row = sim_field_find (sim_draft_root (draft), pointer);
  g_auto (GStrv) parts = sim_basis_by_arm (draft, pointer);

  for (char **part = parts; *part; part++) {
    g_autofree char *said = sim_basis_text (draft, *part, plan, by_id);
    g_autofree char *arm = g_strndup (*part, (gsize)(strrchr (*part, '/') - *part));
    char *cut = strrchr (arm, '/');
    *cut = '\0';
    g_autofree char *name = sim_difference_step (row, sim_draft_full (draft), arm, cut + 1);
    if (said)
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? " " : "", name, said);
  }
}

/* The sentences of one entry. */
static void
append_entry (GString *text, const SimDraft *draft, const char *pointer, gboolean plan,
              gboolean by_id)
{
  SimBasis basis;

  if (!sim_basis_read (draft, pointer, &basis))
    return;
  g_autoptr (GString) first = g_string_new (kind_text (basis.kind, plan));
  if (basis.said_of)
    /* Translators: before what a file says of a value that has been changed since; that value */
    g_string_append_printf (text, _ ("Edited; what follows was said of %s."), basis.said_of);
  if (basis.low)
    g_string_append_printf (first, _ (", plausible %s to %s%s"), basis.low, basis.high, basis.unit);
  sim_basis_append_sentence (text, first->str);
  if (basis.note)
    sim_basis_append_sentence (text, basis.note);
  if (basis.citation && by_id)
    g_string_append_printf (text, " [%s]", basis.source);
  else if (basis.citation)
    sim_basis_append_sentence (text, basis.citation);
  sim_basis_clear (&basis);
}

char *
sim_basis_text (const SimDraft *draft, const char *pointer, gboolean plan, gboolean by_id)
{
  GString *text = g_string_new (NULL);

  append_entry (text, draft, pointer, plan, by_id);
  append_by_arm (text, draft, pointer, plan, by_id);
  return g_string_free (text, text->len == 0);
}

char *
sim_draft_basis_text (const SimDraft *draft, const char *pointer)
{
  return sim_basis_text (draft, pointer, FALSE, FALSE);
}
