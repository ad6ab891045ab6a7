/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shared.c - which arms have the same practitioners, as a choice for each arm.
 *
 * The file has groups of arms; people say of an arm whose practitioners it has.
 */
#include "editor/shared.h"

#include <string.h>

#include <glib/gi18n.h>

#include "editor/field-choice.h"
#include "editor/structure.h"

#define SHARED "/practitioners/shared"

static gboolean
has_some (SimDraft *draft, const char *at, const char *arm)
{
  g_autofree char *pointer = sim_pointer_join (at, arm);
  g_autoptr (SimValue) value = sim_draft_effective (draft, pointer);

  return sim_value_kind (value) == SIM_VALUE_LIST || sim_value_number (value) > 0;
}

char **
app_shared_arms (SimDraft *draft)
{
  static const char *const places[]
      = { "/practitioners/caseload", "/practitioners/count", "/centres/practitioners-each" };
  g_auto (GStrv) arms = app_structure_ids (draft, "/arms");
  g_autoptr (GStrvBuilder) some = g_strv_builder_new ();

  for (guint i = 0; arms[i] != NULL; i++) {
    gboolean any = FALSE;

    for (gsize p = 0; p < G_N_ELEMENTS (places); p++)
      any = any || has_some (draft, places[p], arms[i]);
    if (any)
      g_strv_builder_add (some, arms[i]);
  }
  return g_strv_builder_end (some);
}

static gboolean
has_arm (const SimValue *group, const char *arm)
{
  for (guint i = 0; i < sim_value_length (group); i++)
    if (g_strcmp0 (sim_value_text (sim_value_at (group, i)), arm) == 0)
      return TRUE;
  return FALSE;
}

char *
app_shared_with (SimDraft *draft, const char *arm)
{
  const SimValue *groups = sim_draft_get (draft, SHARED);
  g_auto (GStrv) arms = app_structure_ids (draft, "/arms");

  for (guint g = 0; g < sim_value_length (groups); g++) {
    const SimValue *group = sim_value_at (groups, g);

    if (!has_arm (group, arm))
      continue;
    for (guint i = 0; arms[i] != NULL && !g_str_equal (arms[i], arm); i++)
      if (has_arm (group, arms[i]))
        return g_strdup (arms[i]);
  }
  return NULL;
}

/* The group with arm in it or not; NULL if fewer than two are left. */
static SimValue *
group_with (const SimValue *group, const char *arm, gboolean in)
{
  guint n = sim_value_length (group), n_kept = 0;
  g_autofree SimValue **items = g_new (SimValue *, n + 1);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (sim_value_text (sim_value_at (group, i)), arm) != 0)
      items[n_kept++] = sim_value_ref (sim_value_at (group, i));
  if (in)
    items[n_kept++] = sim_value_new_text (arm);
  if (n_kept >= 2)
    return sim_value_new_list (items, n_kept);
  for (guint i = 0; i < n_kept; i++)
    sim_value_unref (items[i]);
  return NULL;
}

SimValue *
app_shared_groups (SimDraft *draft, const char *arm, const char *with)
{
  const SimValue *groups = sim_draft_get (draft, SHARED);
  guint n = sim_value_length (groups), n_kept = 0;
  g_autofree SimValue **items = g_new (SimValue *, n + 1);
  gboolean joined = FALSE;

  for (guint g = 0; g < n; g++) {
    const SimValue *group = sim_value_at (groups, g);
    gboolean in = with != NULL && !joined && has_arm (group, with);
    SimValue *kept = group_with (group, arm, in);

    joined = joined || in;
    if (kept != NULL)
      items[n_kept++] = kept;
  }
  if (with != NULL && !joined) {
    SimValue *pair[2] = { sim_value_new_text (with), sim_value_new_text (arm) };

    items[n_kept++] = sim_value_new_list (pair, 2);
  }
  return n_kept > 0 ? sim_value_new_list (items, n_kept) : NULL;
}

/* --- the choice --- */

static GPtrArray *
options (SimDraft *draft, const char *pointer, const char *arm)
{
  GPtrArray *list = app_options_new ();
  g_auto (GStrv) arms = app_shared_arms (draft);

  app_options_add (list, sim_value_new_text (""), g_strdup (_ ("Its own")),
                   _ ("Practitioners who treat in no other arm."));
  for (guint i = 0; arms[i] != NULL && !g_str_equal (arms[i], arm); i++) {
    g_autofree char *earlier = app_shared_with (draft, arms[i]);
    g_autofree char *name = app_options_name (draft, "/arms", arms[i]);

    /* Those of a group are named by its first arm. */
    if (earlier == NULL)
      app_options_add (list, sim_value_new_text (arms[i]),
                       g_strdup_printf (_ ("Those of %s"), name), NULL);
  }
  return list;
}

static SimValue *
chosen (SimDraft *draft, const char *pointer, const char *arm)
{
  g_autofree char *with = app_shared_with (draft, arm);

  return sim_value_new_text (with != NULL ? with : "");
}

static SimValue *
written (SimDraft *draft, const char *pointer, const char *arm, const SimValue *option)
{
  const char *with = sim_value_text (option);

  return app_shared_groups (draft, arm, with != NULL && with[0] != '\0' ? with : NULL);
}

AppField *
app_field_shared_new (AppDocument *document, const char *arm, const char *name)
{
  static const AppChoiceKind kind = { options, chosen, written };

  return app_field_choice_new_of (document, SHARED, name, &kind, arm);
}
