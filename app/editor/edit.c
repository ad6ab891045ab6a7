/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit.c - edits of one value that take along what is said about its basis.
 */
#include "editor/edit.h"

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

SimDraft *
app_edit_set (SimDraft *draft, const char *pointer, const SimValue *value, GError **error)
{
  const SimValue *basis = sim_draft_get (draft, "/basis");
  SimDraft *next = sim_draft_set (draft, pointer, value, error);

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
