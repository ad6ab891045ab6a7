/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-alike.c - every value per arm as it is in one of them.
 */
#include "edit-alike.h"

#include <glib/gi18n.h>

#include "../base/error.h"
#include "draft-private.h"

/* The edit under way. */
typedef struct {
  SimDraft *before; /* borrowed */
  SimDraft *draft;  /* owned; NULL after an error */
  const char *like; /* id of the arm that all become like */
  const char *note;
  guint n_changed; /* fields */
  GError **error;
} Alike;

static const char *
id_of (const SimValue *record)
{
  return sim_value_text (sim_value_get (record, "id"));
}

static const SimValue *
arm_of (const SimDraft *draft)
{
  const SimValue *arms = sim_value_get (sim_draft_full (draft), "arms");
  guint n = sim_value_length (arms);

  for (guint i = 0; i < n; i++)
    if (sim_value_bool (sim_value_get (sim_value_at (arms, i), "reference")))
      return sim_value_at (arms, i);
  return sim_value_at (arms, n - 1);
}

char *
sim_edit_alike_arm (const SimDraft *draft)
{
  return g_strdup (id_of (arm_of (draft)));
}

static void
set (Alike *edit, const char *pointer, const SimValue *value)
{
  SimDraft *next = edit->draft ? sim_draft_set (edit->draft, pointer, value, edit->error) : NULL;

  sim_draft_unref (edit->draft);
  edit->draft = next;
}

/* What was said of values that are others now says nothing of these. */
static void
forget_basis (Alike *edit, const char *pointer)
{
  const SimValue *basis = sim_draft_get (edit->before, "/basis");
  const SimValue *root = sim_draft_full (edit->before);

  for (guint i = 0; i < sim_value_length (basis); i++) {
    const char *key = sim_value_key (basis, i);

    if (key && sim_pointer_within (root, pointer, key)) {
      char *entry = sim_pointer_join ("/basis", key);
      set (edit, entry, NULL);
      g_free (entry);
    }
  }
}

static void
note_basis (Alike *edit, const char *pointer)
{
  static const char *const keys[] = { "kind", "note" };
  SimValue *values[] = { sim_value_new_text ("truth"), sim_value_new_text (edit->note) };
  SimValue *entry = sim_value_new_map (keys, values, 2);
  char *place = sim_pointer_join ("/basis", pointer);

  set (edit, place, entry);
  g_free (place);
  sim_value_unref (entry);
}

/* The value per arm at pointer, whose full form is map. */
static void
make_alike (Alike *edit, const char *pointer, const SimValue *map)
{
  const SimValue *full = sim_value_get (map, edit->like);
  char *own = sim_pointer_join (pointer, edit->like);
  const SimValue *written = sim_draft_get (edit->before, own);
  gboolean changed = FALSE;

  for (guint i = 0; i < sim_value_length (map) && full; i++) {
    char *place = sim_pointer_join (pointer, sim_value_key (map, i));

    if (!sim_value_equal (sim_value_at (map, i), full)) {
      set (edit, place, written ? written : full); /* in the author's shape */
      forget_basis (edit, place);
      changed = TRUE;
    }
    g_free (place);
  }
  if (changed) {
    note_basis (edit, pointer);
    edit->n_changed++;
  }
  g_free (own);
}

/* Fields of an outcome that are given per arm. */
static void
visit_outcome (Alike *edit, const SimValue *outcome)
{
  const SimValue *root = sim_draft_full (edit->before);
  char *record = sim_pointer_join ("/outcomes", id_of (outcome));

  for (guint i = 0; i < sim_value_length (outcome); i++) {
    char *pointer = sim_pointer_join (record, sim_value_key (outcome, i));
    const SimField *field = sim_field_find (root, pointer);

    if (field && field->per & SIM_PER_ARM)
      make_alike (edit, pointer, sim_value_at (outcome, i));
    g_free (pointer);
  }
  g_free (record);
}

/* Interactions of a level: per outcome, then per arm. */
static void
visit_level (Alike *edit, const SimValue *stratum, const SimValue *level)
{
  const SimValue *outcomes = sim_value_get (level, "interaction");
  char *pointer
      = g_strdup_printf ("/strata/%s/levels/%s/interaction", id_of (stratum), id_of (level));

  for (guint i = 0; i < sim_value_length (outcomes); i++) {
    char *place = sim_pointer_join (pointer, sim_value_key (outcomes, i));
    make_alike (edit, place, sim_value_at (outcomes, i));
    g_free (place);
  }
  g_free (pointer);
}

SimDraft *
sim_edit_alike (SimDraft *draft, const char *note, GError **error)
{
  const SimValue *full = sim_draft_full (draft);
  const SimValue *outcomes = sim_value_get (full, "outcomes");
  const SimValue *strata = sim_value_get (full, "strata");
  Alike edit = { draft, sim_draft_ref (draft), id_of (arm_of (draft)), note, 0, error };

  for (guint i = 0; i < sim_value_length (outcomes); i++)
    visit_outcome (&edit, sim_value_at (outcomes, i));
  for (guint i = 0; i < sim_value_length (strata); i++) {
    const SimValue *stratum = sim_value_at (strata, i);
    const SimValue *levels = sim_value_get (stratum, "levels");

    for (guint j = 0; j < sim_value_length (levels); j++)
      visit_level (&edit, stratum, sim_value_at (levels, j));
  }
  if (edit.draft && edit.n_changed == 0) {
    g_clear_pointer (&edit.draft, sim_draft_unref);
    g_set_error_literal (error, SIM_ERROR, SIM_ERROR_CONFLICT, _ ("the arms are alike already"));
  }
  return edit.draft;
}
