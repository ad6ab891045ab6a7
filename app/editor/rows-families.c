/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rows-families.c - which family of hypotheses is tested after which.
 *
 * Every hypothesis is in one family, so it is moved from one to the next: there is no state between
 * in which it is in none or in two. A file that has such a state is shown as it is.
 */
#include "editor/rows-families.h"

#include <glib/gi18n.h>

#include "editor/edit.h"
#include "editor/menu.h"
#include "editor/rows.h"
#include "editor/structure.h"

#define RULE       "/testing/multiplicity"
#define FAMILIES   RULE "/families"
#define HYPOTHESES "/testing/hypotheses"

/* --- the list --- */

static SimValue *
new_family (char **ids)
{
  static const char *const keys[] = { "hypotheses" };
  guint n = g_strv_length (ids);
  g_autofree SimValue **items = g_new (SimValue *, n + 1);
  SimValue *values[1];

  for (guint i = 0; i < n; i++)
    items[i] = sim_value_new_text (ids[i]);
  values[0] = sim_value_new_list (items, n);
  return sim_value_new_map (keys, values, 1);
}

/* As the file has it, or the one family of all that stands for nothing. */
static SimValue *
families_of (SimDraft *draft)
{
  const SimValue *given = sim_draft_get (draft, FAMILIES);
  g_auto (GStrv) ids = NULL;
  SimValue *all = NULL;

  if (sim_value_length (given) > 0)
    return sim_value_ref (given);
  ids = app_structure_ids (draft, HYPOTHESES);
  all = new_family (ids);
  return sim_value_new_list (&all, 1);
}

static const SimValue *
members_of (const SimValue *families, guint family)
{
  return sim_value_get (sim_value_at (families, family), "hypotheses");
}

static gboolean
has (const SimValue *members, const char *id)
{
  for (guint i = 0; i < sim_value_length (members); i++)
    if (g_strcmp0 (sim_value_text (sim_value_at (members, i)), id) == 0)
      return TRUE;
  return FALSE;
}

/* The first that has the hypothesis; -1: none. */
static int
family_with (const SimValue *families, const char *id)
{
  for (guint f = 0; f < sim_value_length (families); f++)
    if (has (members_of (families, f), id))
      return (int)f;
  return -1;
}

/* A family without the hypothesis, or with it last. NULL: nothing is left. */
static SimValue *
family_after (const SimValue *family, const char *id, gboolean with)
{
  const SimValue *members = sim_value_get (family, "hypotheses");
  g_autofree SimValue **items = g_new (SimValue *, sim_value_length (members) + 2);
  g_autoptr (SimValue) list = NULL;
  guint n = 0;

  for (guint i = 0; i < sim_value_length (members); i++)
    if (g_strcmp0 (sim_value_text (sim_value_at (members, i)), id) != 0)
      items[n++] = sim_value_ref (sim_value_at (members, i));
  if (with)
    items[n++] = sim_value_new_text (id);
  list = sim_value_new_list (items, n);
  return n > 0 ? sim_value_with (family, "/hypotheses", list, NULL) : NULL;
}

SimDraft *
app_rows_families_put (SimDraft *draft, const char *id, int to, GError **error)
{
  g_autoptr (SimValue) families = families_of (draft);
  g_autoptr (SimValue) list = NULL;
  guint n = sim_value_length (families), kept = 0;
  g_autofree SimValue **items = g_new (SimValue *, n + 2);
  char *alone[] = { (char *)id, NULL };

  if (to < 0)
    items[kept++] = new_family (alone);
  for (guint f = 0; f < n; f++) {
    SimValue *family = family_after (sim_value_at (families, f), id, (int)f == to);

    if (family != NULL)
      items[kept++] = family;
  }
  if (to >= (int)n)
    items[kept++] = new_family (alone);
  list = sim_value_new_list (items, kept);
  return app_edit_set (draft, FAMILIES, list, error);
}

/* --- what is done to it --- */

static void
move_by (AppCard *card, const char *id, int by)
{
  SimDraft *draft = app_card_draft (card);
  g_autoptr (SimValue) families = families_of (draft);
  int from = family_with (families, id), last = (int)sim_value_length (families) - 1;
  GError *error = NULL;

  app_card_apply (card,
                  app_rows_families_put (draft, id, from < 0 ? last : from + by, &error),
                  by < 0 ? _ ("Test earlier") : _ ("Test later"), &error);
}

static void
move_before (AppCard *card, const char *id)
{
  move_by (card, id, -1);
}

static void
move_behind (AppCard *card, const char *id)
{
  move_by (card, id, 1);
}

/* --- its rows --- */

static void
add_member (AppCard *card, const SimValue *families, guint family, const char *id)
{
  guint last = sim_value_length (families) - 1;
  gboolean alone = sim_value_length (members_of (families, family)) == 1;
  g_autofree char *earlier = g_strdup_printf (_ ("Test %s in the family before"), id);
  g_autofree char *later = g_strdup_printf (_ ("Test %s in the family after"), id);
  AppRow *row = app_row_new (id);

  /* alone at an end it is the family before, or after, itself */
  if (family > 0 || !alone)
    app_row_add (row, app_edit_button_new (card, "go-up-symbolic", earlier, id, move_before));
  if (family < last || !alone)
    app_row_add (row, app_edit_button_new (card, "go-down-symbolic", later, id, move_behind));
  app_card_add (card, row);
}

/* The gate, which the last family has for nothing, and of a parallel one how it is truncated. */
static void
add_gate (AppCard *card, const SimValue *families, guint family, const char *name)
{
  g_autofree char *pointer = g_strdup_printf (FAMILIES "/%u", family);
  const SimValue *record = sim_value_at (families, family);
  const char *type = sim_value_text (sim_value_get (record, "type"));
  gboolean last = family + 1 == sim_value_length (families);

  if (!last || sim_value_get (record, "type") != NULL)
    app_rows_add_key (card, pointer, name, "type");
  if (g_strcmp0 (type, "parallel") == 0 || sim_value_get (record, "gamma") != NULL)
    app_rows_add_key (card, pointer, name, "gamma");
  app_card_add_whole (card, pointer, name);
}

static void
add_family (AppCard *card, const SimValue *families, guint family)
{
  g_autofree char *name = g_strdup_printf (_ ("Family %u"), family + 1);
  const SimValue *members = members_of (families, family);

  app_card_add (card, app_row_new (name));
  app_card_set_inner (card, TRUE);
  for (guint i = 0; i < sim_value_length (members); i++) {
    const char *id = sim_value_text (sim_value_at (members, i));

    if (id != NULL)
      add_member (card, families, family, id);
  }
  if (sim_draft_get (app_card_draft (card), FAMILIES) != NULL)
    add_gate (card, families, family, name);
  app_card_set_inner (card, FALSE);
}

/* Hypotheses that came after the families. */
static void
add_others (AppCard *card, const SimValue *families)
{
  g_auto (GStrv) ids = app_structure_ids (app_card_draft (card), HYPOTHESES);

  for (guint i = 0; ids[i] != NULL; i++) {
    g_autofree char *label = g_strdup_printf (_ ("Test %s in the last family"), ids[i]);

    if (family_with (families, ids[i]) < 0)
      app_card_add_action (card, label, ids[i], move_behind);
  }
}

void
app_rows_add_families (AppCard *card)
{
  SimDraft *draft = app_card_draft (card);
  g_autoptr (SimValue) method = sim_draft_effective (draft, RULE "/method");
  g_autoptr (SimValue) families = families_of (draft);

  if (g_strcmp0 (sim_value_text (method), "gatekeeping") != 0)
    return;
  app_card_add_heading (card, _ ("Families, in the order in which they are tested"));
  for (guint f = 0; f < sim_value_length (families); f++)
    add_family (card, families, f);
  add_others (card, families);
  app_card_add_whole (card, FAMILIES, _ ("Families"));
}
