/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * basis.c - where a value comes from: the entry of `basis` that speaks about it, and its sentence.
 */
#include <glib/gi18n.h>
#include <string.h>

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
sim_draft_basis (const SimDraft *draft, const char *pointer)
{
  const SimValue *full = sim_draft_full (draft);
  const SimValue *basis = sim_value_get (sim_draft_root (draft), "basis");
  char *path = sim_pointer_with_ids (full, pointer);
  const SimField *field = sim_field_find (sim_draft_root (draft), pointer);
  const SimValue *found = NULL;
  while (path && !found) {
    for (guint i = 0; i < sim_value_length (basis) && !found; i++)
      if (sim_value_key (basis, i) && names (full, sim_value_key (basis, i), path))
        found = sim_value_at (basis, i);
    char *cut = strrchr (path, '/');
    if (!cut || cut == path)
      break;
    /* What is said of a whole list or per-arm value holds for its elements, no further. */
    *cut = '\0';
    if (!field || sim_field_find (sim_draft_root (draft), path) != field)
      break;
  }
  g_free (path);
  return found;
}

const char *
sim_draft_basis_kind (const SimDraft *draft, const char *pointer)
{
  return sim_value_text (sim_value_get (sim_draft_basis (draft, pointer), "kind"));
}

static const char *
kind_text (const char *kind)
{
  if (strcmp (kind, "reported") == 0)
    return _ ("Reported");
  if (strcmp (kind, "assumed") == 0)
    return _ ("Assumed");
  return strcmp (kind, "truth") == 0 ? _ ("True in this simulation") : kind;
}

/* Appends a sentence, with a full stop unless it ends in one. */
static void
append_sentence (GString *text, const char *sentence)
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
append_range (GString *text, const SimValue *range, gboolean percent)
{
  double low = sim_value_number (sim_value_at (range, 0));
  double high = sim_value_number (sim_value_at (range, 1));
  if (sim_value_length (range) != 2 || !(low <= high))
    return;
  double factor = percent ? 100 : 1;
  char a[G_ASCII_DTOSTR_BUF_SIZE], b[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd (a, sizeof a, "%.10g", low * factor);
  g_ascii_formatd (b, sizeof b, "%.10g", high * factor);
  g_string_append_printf (text, _ (", plausible %s to %s%s"), a, b, percent ? " %" : "");
}

char *
sim_draft_basis_text (const SimDraft *draft, const char *pointer)
{
  const SimValue *entry = sim_draft_basis (draft, pointer);
  const char *kind = sim_value_text (sim_value_get (entry, "kind"));
  if (!kind)
    return NULL;
  const SimField *field = sim_field_find (sim_draft_root (draft), pointer);
  GString *first = g_string_new (kind_text (kind));
  append_range (first, sim_value_get (entry, "range"), field && g_strcmp0 (field->unit, "%") == 0);
  GString *text = g_string_new (NULL);
  append_sentence (text, first->str);
  g_string_free (first, TRUE);
  const char *note = sim_value_text (sim_value_get (entry, "note"));
  if (note)
    append_sentence (text, sim_shown_text (sim_draft_root (draft), note));
  const char *source = sim_value_text (sim_value_get (entry, "source"));
  const SimValue *sources = sim_value_get (sim_draft_root (draft), "sources");
  int index = source ? sim_value_index_of (sources, source) : -1;
  if (index >= 0) {
    const char *citation
        = sim_value_text (sim_value_get (sim_value_at (sources, (guint)index), "text"));
    append_sentence (text, citation && *citation
                               ? sim_shown_text (sim_draft_root (draft), citation)
                               : source);
  }
  return g_string_free (text, FALSE);
}
