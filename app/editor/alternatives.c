/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * alternatives.c - values that say the same thing in different ways, of which one is given.
 */
#include "editor/alternatives.h"

#include <math.h>
#include <string.h>

#include "editor/edit-follow.h"
#include "editor/edit.h"
#include "editor/structure.h"

#define EACH "/centres/practitioners-each"

static const char *const number_of[]
    = { "/practitioners/caseload", "/practitioners/count", EACH, NULL };
static const char *const practitioner_part[] = { "/practitioners/icc", "/practitioners/sd", NULL };
static const char *const centre_part[] = { "/centres/icc", "/centres/sd", NULL };
static const char *const *const groups[] = { number_of, practitioner_part, centre_part };

const char *const *
app_alternatives_of (const char *pointer)
{
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_strv_contains (groups[i], pointer))
      return groups[i];
  return NULL;
}

gboolean
app_alternatives_shown (SimDraft *draft, const char *pointer)
{
  const char *const *group = app_alternatives_of (pointer);

  if (group == NULL || sim_draft_get (draft, pointer) != NULL)
    return TRUE;
  for (guint i = 0; group[i] != NULL; i++)
    if (sim_draft_get (draft, group[i]) != NULL)
      return FALSE;
  return g_str_equal (group[0], pointer);
}

gboolean
app_alternatives_offered (SimDraft *draft, const char *pointer)
{
  return !g_str_equal (pointer, EACH) || sim_draft_get (draft, "/centres") != NULL;
}

/* --- from one to the other --- */

static double
number_at (SimDraft *draft, const char *pointer)
{
  g_autoptr (SimValue) value = sim_draft_effective (draft, pointer);

  return sim_value_number (value);
}

static double
size_of (SimDraft *draft, const char *arm)
{
  g_autofree char *pointer = g_strdup_printf ("/arms/%s/size", arm);

  return number_at (draft, pointer);
}

/* A list of caseloads is as many practitioners as its mean would be. */
static double
plain (const SimValue *value, gboolean is_list_of_all)
{
  guint n = sim_value_length (value);
  double sum = 0;

  if (sim_value_kind (value) != SIM_VALUE_LIST)
    return sim_value_number (value);
  if (is_list_of_all)
    return n;
  for (guint i = 0; i < n; i++)
    sum += sim_value_number (sim_value_at (value, i));
  return sum / n;
}

/* How many practitioners of an arm the value stands for. */
static double
to_count (SimDraft *draft, const char *from, const char *arm, const SimValue *value)
{
  double x = plain (value, g_str_has_suffix (from, "/count"));

  if (g_str_has_suffix (from, "/caseload"))
    return x > 0 ? ceil (size_of (draft, arm) / x) : 0;
  return g_str_equal (from, EACH) ? x * number_at (draft, "/centres/count") : x;
}

static double
from_count (SimDraft *draft, const char *to, const char *arm, double count)
{
  if (g_str_has_suffix (to, "/caseload"))
    return count > 0 ? MAX (1, ceil (size_of (draft, arm) / count)) : 0;
  if (g_str_equal (to, EACH))
    return count > 0 ? MAX (1, round (count / number_at (draft, "/centres/count"))) : 0;
  return count;
}

static double
converted (SimDraft *draft, const char *from, const char *to, const char *arm,
           const SimValue *value)
{
  double x = sim_value_number (value), sd = app_edit_sd (draft, arm);

  if (app_alternatives_of (from) == number_of)
    return from_count (draft, to, arm, to_count (draft, from, arm, value));
  if (g_str_has_suffix (to, "/sd"))
    return app_edit_rounded (sqrt (x) * sd, 3);
  return app_edit_rounded (x * x / (sd * sd), 3);
}

/* One number where it is the same for all arms, as it was before; else a map. */
static SimValue *
restated (SimDraft *draft, const char *from, const char *to)
{
  const SimField *row = sim_field_find (sim_draft_root (draft), to);
  g_auto (GStrv) arms = app_structure_ids (draft, "/arms");
  guint n = g_strv_length (arms), n_kept = 0;
  g_autofree SimValue **values = g_new (SimValue *, n + 1);
  g_autofree const char **keys = g_new (const char *, n + 1);
  gboolean per_arm = sim_value_kind (sim_draft_get (draft, from)) == SIM_VALUE_MAP, same = TRUE;
  double first = NAN;

  for (guint i = 0; i < n; i++) {
    g_autofree char *at = sim_pointer_join (from, arms[i]);
    g_autoptr (SimValue) value
        = sim_draft_effective (draft, row->per != SIM_PER_NONE ? at : from);
    double number = converted (draft, from, to, arms[i], value);

    if (per_arm && sim_draft_get (draft, at) == NULL)
      continue;
    if (!isfinite (number))
      number = row->min;
    first = n_kept == 0 ? number : first;
    same = same && number == first;
    keys[n_kept] = arms[i];
    values[n_kept++] = sim_value_new_number (number);
  }
  if (n_kept > 0 && (per_arm || !same) && row->per != SIM_PER_NONE)
    return sim_value_new_map ((const char *const *)keys, values, n_kept);
  for (guint i = 0; i < n_kept; i++)
    sim_value_unref (values[i]);
  return sim_value_new_number (n_kept > 0 ? first : row->min);
}

SimDraft *
app_alternatives_choose (SimDraft *draft, const char *from, const char *to, GError **error)
{
  g_autoptr (SimValue) value = restated (draft, from, to);
  g_autoptr (SimDraft) without = app_edit_set (draft, from, NULL, error);

  return without != NULL ? app_edit_set (without, to, value, error) : NULL;
}
