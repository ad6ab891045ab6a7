/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-list.c - what every edit of a list needs.
 */
#include "edit-list.h"

#include <glib/gi18n.h>

#include "../base/error.h"
#include "build.h"
#include "expand.h"

SimValue *
sim_list_appended (const SimValue *list, SimValue *item)
{
  SimBuild *build = sim_build_new ();
  for (guint i = 0; i < sim_value_length (list); i++)
    sim_build_add (build, NULL, sim_value_ref (sim_value_at (list, i)));
  sim_build_add (build, NULL, item);
  return sim_build_list (build);
}

SimValue *
sim_list_without (const SimValue *list, guint index)
{
  SimBuild *build = sim_build_new ();
  for (guint i = 0; i < sim_value_length (list); i++)
    if (i != index)
      sim_build_add (build, NULL, sim_value_ref (sim_value_at (list, i)));
  return sim_build_list (build);
}

/* A draft in which the list at pointer is written, so that it can be changed. */
SimDraft *
sim_edit_writable (SimDraft *draft, const char *pointer)
{
  return sim_draft_edited (draft, sim_draft_written_out (draft, pointer), TRUE);
}

char *
sim_list_unused_id (const SimValue *list, const char *wanted)
{
  if (sim_value_index_of (list, wanted) < 0)
    return g_strdup (wanted);
  for (guint i = 2;; i++) {
    char *id = g_strdup_printf ("%s-%u", wanted, i);
    if (sim_value_index_of (list, id) < 0)
      return id;
    g_free (id);
  }
}

const SimValue *
sim_edit_list (const SimDraft *draft, const char *pointer)
{
  const SimValue *list = sim_draft_get (draft, pointer);
  return sim_value_kind (list) == SIM_VALUE_LIST ? list : NULL;
}

/* Index of the member id of the list at pointer; -1 with an error if there is none. */
int
sim_edit_find (const SimDraft *draft, const char *pointer, const char *id, GError **error)
{
  int index = sim_value_index_of (sim_edit_list (draft, pointer), id);
  if (index < 0)
    g_set_error (error, SIM_ERROR, SIM_ERROR_REFERENCE, _ ("%s has no member \"%s\""), pointer, id);
  return index;
}

gboolean
sim_edit_room (const SimDraft *draft, const char *pointer, guint most, GError **error)
{
  if (sim_value_length (sim_edit_list (draft, pointer)) < most)
    return TRUE;
  g_set_error (error, SIM_ERROR, SIM_ERROR_LIMIT,
               _ ("%s has %u members already, the most there can be"), pointer, most);
  return FALSE;
}

gboolean
sim_edit_spare (const SimDraft *draft, const char *pointer, guint least, GError **error)
{
  if (sim_value_length (sim_edit_list (draft, pointer)) > least)
    return TRUE;
  g_set_error (error, SIM_ERROR, SIM_ERROR_LIMIT, _ ("%s must keep at least %u"), pointer, least);
  return FALSE;
}

/* The draft with list at pointer and the rest following; takes ownership of list. */
SimDraft *
sim_edit_changed (const SimDraft *draft, const SimChange *change, SimValue *list)
{
  SimValue *root = sim_value_with (sim_draft_root (draft), change->list, list, NULL);
  sim_value_unref (list);
  return sim_change_carry (draft, root, change);
}
