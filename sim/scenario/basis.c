/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * basis.c - where a value comes from: the entry of `basis` that speaks about it, its parts, and its
 * sentence.
 */
#include <glib/gi18n.h>
#include <string.h>

#include "basis.h"
#include "difference-text.h"
#include "draft-private.h"
#include "shown.h"

/* TRUE if key, written with ids or indices, names the value at pointer (written with ids). */
static gboolean
names (const SimValue *root, const char *key, const char *pointer)
{
  if (strcmp (key, pointer) == 0)
    return TRUE;
  char *with_ids = sim_pointer_with_ids (root, key);
  gboolean same = g_strcmp0 (with_ids, pointer) == 0;
  g_free (with_ids);
  return same;
}

const SimValue *
sim_draft_basis_own (const SimDraft *draft, const char *pointer)
{
  const SimValue *full = sim_draft_full (draft);
  const SimValue *basis = sim_value_get (sim_draft_root (draft), "basis");
  g_autofree char *path = sim_pointer_with_ids (full, pointer);

  for (guint i = 0; i < sim_value_length (basis); i++)
    if (sim_value_key (basis, i) && names (full, sim_value_key (basis, i), path))
      return sim_value_at (basis, i);
  return NULL;
}

/* The entry that speaks about pointer: its own or that of a whole; *place: what it is said of. */
static const SimValue *
entry_about (const SimDraft *draft, const char *pointer, char **place)
{
  char *path = sim_pointer_with_ids (sim_draft_full (draft), pointer);
  const SimField *field = sim_field_find (sim_draft_root (draft), pointer);
  const SimValue *found = sim_draft_basis_own (draft, path);
  while (!found) {
    char *cut = strrchr (path, '/');
    if (!cut || cut == path)
      break;
    /* What is said of a whole list or per-arm value holds for its elements, no further. */
    *cut = '\0';
    if (!field || sim_field_find (sim_draft_root (draft), path) != field)
      break;
    found = sim_draft_basis_own (draft, path);
  }
  *place = path;
  return found;
}

const SimValue *
sim_draft_basis_about (const SimDraft *draft, const char *pointer)
{
  g_autofree char *place = NULL;

  return entry_about (draft, pointer, &place);
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

const char *
sim_draft_basis_kind (const SimDraft *draft, const char *pointer)
{
  g_autofree char *place = NULL;
  const SimValue *entry = entry_about (draft, pointer, &place);

  return entry && other_value (draft, entry, place, pointer)
             ? SIM_BASIS_EDITED
             : sim_value_text (sim_value_get (entry, "kind"));
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
  const SimValue *entry = entry_about (draft, pointer, &place);
  const SimField *field = sim_field_find (sim_draft_root (draft), pointer);
  const char *note = sim_value_text (sim_value_get (entry, "note"));

  *basis = (SimBasis){ .kind = sim_value_text (sim_value_get (entry, "kind")), .unit = "" };
  if (!basis->kind)
    return FALSE;
  const SimValue *other = other_value (draft, entry, place, pointer);
  basis->place = g_strdup (place);
  if (other && field)
    basis->said_of = sim_difference_said (field, sim_draft_full (draft), place, other);
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

char *
sim_basis_text (const SimDraft *draft, const char *pointer, gboolean plan, gboolean by_id)
{
  SimBasis basis;

  if (!sim_basis_read (draft, pointer, &basis))
    return NULL;
  GString *text = g_string_new (NULL);
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
  return g_string_free (text, FALSE);
}

char *
sim_draft_basis_text (const SimDraft *draft, const char *pointer)
{
  return sim_basis_text (draft, pointer, FALSE, FALSE);
}
