/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit.c - edits of one value that take along what is said about its basis.
 */
#include "editor/edit.h"

#include <string.h>

#include "editor/edit-follow.h"
#include "editor/matrix.h"

/* Takes over draft (may be NULL) and sets one value of it. */
static SimDraft *
set_on (SimDraft *draft, const char *pointer, const SimValue *value, GError **error)
{
  g_autoptr (SimDraft) before = draft;

  return before != NULL ? sim_draft_set (before, pointer, value, error) : NULL;
}

static gboolean
stands (SimDraft *draft, const char *pointer)
{
  g_autoptr (SimValue) value = sim_draft_effective (draft, pointer);

  return value != NULL;
}

/* The one number of which value is made, whatever its shape; NULL if there are several. */
static const SimValue *
only_number (const SimValue *value)
{
  const SimValue *only = NULL;

  if (sim_value_kind (value) == SIM_VALUE_NUMBER)
    return value;
  for (guint i = 0; i < sim_value_length (value); i++) {
    const SimValue *one = only_number (sim_value_at (value, i));

    if (one == NULL || (only != NULL && !sim_value_equal (one, only)))
      return NULL;
    only = one;
  }
  return only;
}

SimValue *
app_edit_value (SimDraft *draft, const char *pointer)
{
  const SimField *row = sim_field_find (sim_draft_root (draft), pointer);
  const char *cut = strrchr (pointer, '/');
  g_autofree char *parent = g_strndup (pointer, cut != NULL ? (gsize)(cut - pointer) : 0);
  SimValue *value = sim_draft_effective (draft, pointer);
  const SimValue *only = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  SimValue *pair = row != NULL ? app_matrix_one (draft, row, pointer, value) : NULL;

  if (pair != NULL) {
    sim_value_unref (value);
    return pair;
  }

  /* Within a value per arm the row of the parent is the same; the default is that of the whole. */
  if (row == NULL || row->per == SIM_PER_NONE || sim_draft_get (draft, pointer) != NULL
      || sim_field_find (sim_draft_root (draft), parent) == row)
    return value;
  only = only_number (value);
  if (only == NULL && row->fallback == NULL)
    return value;
  if (only != NULL)
    sim_value_ref (only);
  sim_value_unref (value);
  if (only != NULL)
    return (SimValue *)only;
  problems = sim_problems_new ();
  return sim_json_parse (row->fallback, strlen (row->fallback), NULL, problems);
}

/* What has been made of another outcome's scores has values of its own without them. */
static SimDraft *
set_value (SimDraft *draft, const char *pointer, const SimValue *value, GError **error)
{
  g_auto (GStrv) steps = sim_pointer_split (pointer);
  gboolean response = steps != NULL && g_strv_length (steps) == 3
                      && g_str_equal (steps[0], "outcomes") && g_str_equal (steps[2], "responder");

  return response && value == NULL ? sim_edit_remove_response (draft, steps[1], error)
                                   : sim_draft_set (draft, pointer, value, error);
}

SimDraft *
app_edit_set (SimDraft *draft, const char *pointer, const SimValue *value, GError **error)
{
  const SimValue *basis = sim_draft_get (draft, "/basis");
  g_autofree char *matrix = NULL;
  g_autoptr (SimValue) whole = app_matrix_with (draft, pointer, value, &matrix);
  SimDraft *next = whole != NULL ? sim_draft_set (draft, matrix, whole, error)
                                 : set_value (draft, pointer, value, error);

  if (next != NULL && value != NULL)
    next = app_edit_follow (draft, next, pointer, error);
  /* Only a map has keys; what led nowhere before stays, for its author to see. */
  for (guint i = 0; next != NULL && i < sim_value_length (basis); i++) {
    const char *about = sim_value_key (basis, i);
    g_autofree char *entry = about != NULL ? sim_pointer_join ("/basis", about) : NULL;

    if (about != NULL && stands (draft, about) && !stands (next, about))
      next = set_on (next, entry, NULL, error);
  }
  return next;
}

SimDraft *
app_edit_remove_source (SimDraft *draft, const char *id, GError **error)
{
  const SimValue *basis = sim_draft_get (draft, "/basis");
  g_autofree char *source = sim_pointer_join ("/sources", id);
  SimDraft *next = sim_draft_set (draft, source, NULL, error);

  for (guint i = 0; next != NULL && i < sim_value_length (basis); i++) {
    const SimValue *named = sim_value_get (sim_value_at (basis, i), "source");

    if (sim_value_key (basis, i) != NULL && g_strcmp0 (sim_value_text (named), id) == 0) {
      g_autofree char *entry = sim_pointer_join ("/basis", sim_value_key (basis, i));
      g_autofree char *mention = sim_pointer_join (entry, "source");

      next = set_on (next, mention, NULL, error);
    }
  }
  return next;
}
