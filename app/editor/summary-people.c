/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * summary-people.c - what folded cards say of who the patients are, in one line.
 */
#include "editor/summary.h"

#include <glib/gi18n.h>

#include "editor/alternatives.h"
#include "editor/cards.h"
#include "editor/options.h"
#include "editor/structure.h"

char *
app_summary_arms_of (SimDraft *draft, const char *pointer)
{
  g_auto (GStrv) arms = app_structure_ids (draft, "/arms");
  const SimField *row = sim_field_find (sim_draft_root (draft), pointer);
  gboolean percent = row != NULL && g_strcmp0 (row->unit, "%") == 0, same = TRUE;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *first = NULL;

  for (guint i = 0; arms[i] != NULL; i++) {
    g_autofree char *at = sim_pointer_join (pointer, arms[i]);
    g_autoptr (SimValue) value = sim_draft_effective (draft, at);
    g_autofree char *number = sim_value_kind (value) == SIM_VALUE_LIST
                                  ? g_strdup ("…")
                                  : app_summary_short (sim_value_number (value), percent);

    g_string_append_printf (text, "%s%s", i > 0 ? " / " : "", number);
    if (first == NULL)
      first = g_strdup (number);
    same = same && g_str_equal (number, first);
  }
  return same && first != NULL ? g_steal_pointer (&first) : g_strdup (text->str);
}

/* "ICC 0.05" or "SD 1.1": how alike those of one practitioner or centre are. */
static char *
part_of (SimDraft *draft, const char *record, gboolean per_arm)
{
  g_autofree char *icc = sim_pointer_join (record, "icc"), *sd = sim_pointer_join (record, "sd");
  gboolean is_icc = sim_draft_get (draft, icc) != NULL;
  const char *pointer = is_icc ? icc : sd;
  g_autofree char *number = NULL;

  if (sim_draft_get (draft, pointer) == NULL)
    return g_strdup ("–");
  number = per_arm ? app_summary_arms_of (draft, pointer) : app_summary_number (draft, pointer);
  return g_strdup_printf (is_icc ? _ ("ICC %s") : _ ("SD %s"), number);
}

/* What is most often asked for stands first: the end is cut where room is short. */
char *
app_summary_practitioners (SimDraft *draft)
{
  const char *const *ways = app_alternatives_of ("/practitioners/count");
  g_autofree char *part = part_of (draft, "/practitioners", TRUE);

  for (guint i = 0; ways[i] != NULL; i++) {
    const SimField *row = sim_field_find (sim_draft_root (draft), ways[i]);
    g_autofree char *number = NULL;

    if (row == NULL || sim_draft_get (draft, ways[i]) == NULL)
      continue;
    number = app_summary_arms_of (draft, ways[i]);
    /* Translators: how alike, what it is, its value: "ICC 0.05 · Caseload 10 / 10 / 0". */
    return g_strdup_printf (_ ("%s · %s %s"), part, _ (row->label), number);
  }
  return g_steal_pointer (&part);
}

char *
app_summary_centres (SimDraft *draft)
{
  g_autofree char *number = app_summary_number (draft, "/centres/count");
  g_autofree char *part = part_of (draft, "/centres", FALSE);

  return g_strdup_printf ("%s · %s", number, part);
}

/* "Sciatica, Previous surgery": the names of the members of a list. */
static char *
names_of (SimDraft *draft, const char *list)
{
  g_auto (GStrv) ids = app_structure_ids (draft, list);

  for (guint i = 0; ids[i] != NULL; i++) {
    char *name = app_options_name (draft, list, ids[i]);

    g_free (ids[i]);
    ids[i] = name;
  }
  return ids[0] != NULL ? g_strjoinv (", ", ids) : g_strdup ("–");
}

char *
app_summary_strata (SimDraft *draft)
{
  return names_of (draft, "/strata");
}

char *
app_summary_covariates (SimDraft *draft)
{
  return names_of (draft, "/covariates");
}

char *
app_summary_response (SimDraft *draft)
{
  g_autofree char *number = app_summary_arms_of (draft, "/response-sd");

  return g_strdup_printf (_ ("SD %s"), number);
}

char *
app_summary_adherence (SimDraft *draft)
{
  g_autofree char *number = app_summary_arms_of (draft, "/adherence/proportion");

  return g_strdup_printf (_ ("%s %% adherent"), number);
}

char *
app_summary_switching (SimDraft *draft)
{
  g_auto (GStrv) places = app_structure_ids (draft, "/switching");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; places[i] != NULL; i++) {
    g_autofree char *pointer = g_strdup_printf ("/switching/%s/proportion", places[i]);
    g_autofree char *number = app_summary_number (draft, pointer);

    g_string_append_printf (text, "%s%s", i > 0 ? " + " : "", number);
  }
  return places[0] != NULL ? g_strdup_printf (_ ("%s %% switch"), text->str) : g_strdup ("–");
}
