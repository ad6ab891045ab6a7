/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * parts-start.c - with what the parts of a scenario start that may be absent.
 */
#include "editor/parts-start.h"

#include <string.h>

#include <glib/gi18n.h>

#include "editor/edit-follow.h"
#include "editor/parts.h"
#include "editor/structure.h"

#define MAX_MEMBERS 8

/* A map while it is being put together; members are taken over. */
typedef struct {
  const char *keys[MAX_MEMBERS];
  SimValue *values[MAX_MEMBERS];
  guint n;
} Map;

static void
put (Map *map, const char *key, SimValue *value)
{
  map->keys[map->n] = key;
  map->values[map->n++] = value;
}

static void
put_number (Map *map, const char *key, double number)
{
  put (map, key, sim_value_new_number (number));
}

static SimValue *
map_value (Map *map)
{
  return sim_value_new_map (map->keys, map->values, map->n);
}

static SimValue *
list_of (SimValue *member)
{
  SimValue *items[1] = { member };

  return member != NULL ? sim_value_new_list (items, 1) : NULL;
}

static gboolean
is_reference (SimDraft *draft, const char *arm)
{
  g_autofree char *pointer = g_strdup_printf ("/arms/%s/reference", arm);
  g_autoptr (SimValue) mark = sim_draft_effective (draft, pointer);

  return sim_value_bool (mark);
}

/* number for every arm but the reference. */
static SimValue *
active_arms (SimDraft *draft, double number)
{
  g_auto (GStrv) arms = app_structure_ids (draft, "/arms");
  Map map = { .n = 0 };

  for (guint i = 0; arms[i] != NULL && map.n < MAX_MEMBERS; i++)
    if (!is_reference (draft, arms[i]))
      put_number (&map, arms[i], number);
  return map_value (&map);
}

/* --- members of lists --- */

char *
app_part_free_id (SimDraft *draft, const char *list, const char *stem)
{
  g_auto (GStrv) ids = app_structure_ids (draft, list);

  for (guint i = 1;; i++) {
    g_autofree char *id = g_strdup_printf ("%s-%u", stem, i);

    if (!g_strv_contains ((const char *const *)ids, id))
      return g_steal_pointer (&id);
  }
}

SimDraft *
app_part_append (SimDraft *draft, const char *list, SimValue *member, GError **error)
{
  g_autoptr (SimValue) old = sim_draft_effective (draft, list), longer = NULL;
  guint n = sim_value_length (old);
  g_autofree SimValue **items = g_new (SimValue *, n + 1);

  for (guint i = 0; i < n; i++)
    items[i] = sim_value_ref (sim_value_at (old, i));
  items[n] = member;
  longer = sim_value_new_list (items, n + 1);
  return sim_draft_set (draft, list, longer, error);
}

static SimValue *
level (const char *id, const char *name, double prevalence)
{
  Map map = { .n = 0 };

  put (&map, "id", sim_value_new_text (id));
  put (&map, "name", sim_value_new_text (name));
  put_number (&map, "prevalence", prevalence);
  put_number (&map, "effect", 0);
  return map_value (&map);
}

SimValue *
app_part_new_stratum (SimDraft *draft)
{
  g_autofree char *id = app_part_free_id (draft, "/strata", "stratum");
  g_autofree char *name = g_strdup_printf (_ ("Stratum %s"), id + strlen ("stratum-"));
  SimValue *levels[2] = { level ("yes", _ ("Yes"), 0.5), level ("no", _ ("No"), 0.5) };
  Map map = { .n = 0 };

  put (&map, "id", sim_value_new_text (id));
  put (&map, "name", sim_value_new_text (name));
  put (&map, "levels", sim_value_new_list (levels, 2));
  return map_value (&map);
}

SimValue *
app_part_new_level (SimDraft *draft, const char *levels, double prevalence)
{
  g_autofree char *id = app_part_free_id (draft, levels, "level");
  g_auto (GStrv) ids = app_structure_ids (draft, levels);
  g_autofree char *name = g_strdup_printf (_ ("Level %u"), g_strv_length (ids) + 1);

  return level (id, name, prevalence);
}

SimValue *
app_part_new_covariate (SimDraft *draft, double correlation)
{
  g_autofree char *id = app_part_free_id (draft, "/covariates", "covariate");
  g_autofree char *name = g_strdup_printf (_ ("Covariate %s"), id + strlen ("covariate-"));
  Map map = { .n = 0 };

  put (&map, "id", sim_value_new_text (id));
  put (&map, "name", sim_value_new_text (name));
  put_number (&map, "correlation", correlation);
  return map_value (&map);
}

static gboolean
is_given (const SimValue *switches, const char *from, const char *to)
{
  for (guint i = 0; i < sim_value_length (switches); i++) {
    const SimValue *one = sim_value_at (switches, i);

    if (g_strcmp0 (sim_value_text (sim_value_get (one, "from")), from) == 0
        && g_strcmp0 (sim_value_text (sim_value_get (one, "to")), to) == 0)
      return TRUE;
  }
  return FALSE;
}

/* From the last arm on, which by custom is the one without the new treatment. */
SimValue *
app_part_new_switch (SimDraft *draft)
{
  g_auto (GStrv) arms = app_structure_ids (draft, "/arms");
  g_autoptr (SimValue) given = sim_draft_effective (draft, "/switching");
  guint n = g_strv_length (arms);
  Map map = { .n = 0 };

  for (guint i = 0; i < n * n; i++) {
    const char *from = arms[n - 1 - i / n], *to = arms[i % n];

    if (g_str_equal (from, to) || is_given (given, from, to))
      continue;
    put (&map, "from", sim_value_new_text (from));
    put (&map, "to", sim_value_new_text (to));
    put_number (&map, "proportion", 0.05);
    return map_value (&map);
  }
  return NULL;
}

/* --- parts --- */

static SimValue *
strata (SimDraft *draft, guint attempt)
{
  return list_of (app_part_new_stratum (draft));
}

static SimValue *
covariates (SimDraft *draft, guint attempt)
{
  static const double correlations[APP_N_STARTS] = { 0.3, 0.1, 0 };

  return list_of (app_part_new_covariate (draft, correlations[attempt]));
}

/* Ten patients each, none in the reference arm; the ICC is one that trials of skills report. */
static SimValue *
practitioners (SimDraft *draft, guint attempt)
{
  static const double iccs[APP_N_STARTS] = { 0.05, 0.01, 0 };
  Map map = { .n = 0 };

  if (sim_draft_get (draft, "/centres/practitioners-each") == NULL)
    put (&map, "caseload", active_arms (draft, 10));
  put_number (&map, "icc", iccs[attempt]);
  return map_value (&map);
}

static SimValue *
centres (SimDraft *draft, guint attempt)
{
  static const double iccs[APP_N_STARTS] = { 0.02, 0.005, 0 };
  Map map = { .n = 0 };

  put_number (&map, "count", 4);
  put_number (&map, "icc", iccs[attempt]);
  return map_value (&map);
}

/* A fifth of the SD: clearly there, and hard to tell from chance. */
static SimValue *
response_sd (SimDraft *draft, guint attempt)
{
  static const double parts[APP_N_STARTS] = { 0.2, 0.05, 0 };
  g_auto (GStrv) arms = app_structure_ids (draft, "/arms");
  double sd = arms[0] != NULL ? app_edit_sd (draft, arms[0]) : 1;

  return sim_value_new_number (sd > 0 ? app_edit_rounded (sd * parts[attempt], 2) : 0);
}

static SimValue *
adherence (SimDraft *draft, guint attempt)
{
  static const double proportions[APP_N_STARTS] = { 0.8, 0.95, 1 };
  Map map = { .n = 0 };

  put_number (&map, "proportion", proportions[attempt]);
  put_number (&map, "share-kept", 0);
  return map_value (&map);
}

static SimValue *
switching (SimDraft *draft, guint attempt)
{
  return list_of (app_part_new_switch (draft));
}

SimValue *
app_part_start (SimDraft *draft, const char *key, guint attempt)
{
  static const struct {
    const char *key;
    SimValue *(*start) (SimDraft *draft, guint attempt);
  } starts[] = { { "strata", strata },
                 { "covariates", covariates },
                 { "practitioners", practitioners },
                 { "centres", centres },
                 { "response-sd", response_sd },
                 { "adherence", adherence },
                 { "switching", switching } };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_equal (starts[i].key, key))
      return starts[i].start (draft, attempt);
  return NULL;
}
